"""A page's markup answers a selector as BeautifulSoup does, whether or not it searches for it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sources.cms import DANTRI, LAODONG, MCMS, VCCORP, VIETNAMNET, VNEXPRESS, WORDPRESS
from sources.markup import Markup
from sources.outlets import OUTLETS
from sources.reader import decode
from sources.replay import replay
from sources.topics import SEEDS

LAYOUTS = (
    *(DANTRI, LAODONG, MCMS, VCCORP, VIETNAMNET, VNEXPRESS, WORDPRESS),
    *(outlet.layout for outlet in OUTLETS.values()),
)
SELECTORS = tuple(
    dict.fromkeys(
        selector
        for layout in LAYOUTS
        for part in (layout.title, layout.lead, layout.body, layout.captions, layout.drop, layout.authors)
        for selector in (*part, *layout.published)
    )
)
PAGE = """<html><body><DIV Class="Story big" ID=main data-role='x'><p class="lead">One</p><p>Two</p>
<time datetime="2025-09-01"></time><svg viewBox="0 0 1 1"></svg></DIV></body></html>"""


@pytest.mark.parametrize(
    ("selector", "count"),
    [
        ("p", 2),
        ("P", 2),
        ("p.lead", 1),
        ("div.Story.big > p", 2),
        ("#main p:first-child", 1),
        ("p:not(.lead)", 1),
        (":is(p, time)", 3),
        ("[data-role=x] time[datetime]", 1),
        ("[DATA-ROLE]", 1),
        ('div[class*="tor"] p', 2),
        ("[class^='Story'] + p", 0),
        ("p, time", 3),
        (".absent, p", 2),
        ("div.absent", 0),
        ("*", 7),
    ],
)
def test_a_selector_finds_what_it_names(selector: str, count: int) -> None:
    assert len(Markup(PAGE).find((selector,))) == count


def test_no_selector_of_a_layout_is_answered_otherwise_than_by_searching() -> None:
    found = 0
    for page in replay(SEEDS / "pages"):
        text = decode(page.body, page.headers)
        markup, soup = Markup(text), BeautifulSoup(text, "lxml")
        for selector in SELECTORS:
            expected = [str(each) for each in soup.select(selector)]
            assert [str(each) for each in markup.find((selector,))] == expected, (page.url, selector)
            found += len(expected)
    assert found


def test_what_a_page_says_of_itself_outlives_what_is_cut_from_it() -> None:
    markup = Markup(PAGE)
    [body] = markup.find(("#main",))
    assert markup.cut(("p.lead", "time"), body) == ["One"]
    assert markup.find(("p",)) == body.find_all("p")
    assert "One" in markup.visible
