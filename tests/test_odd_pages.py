"""A page that nobody foresaw is a row of its own; the pages beside it are read, and the run ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import sources.captures
from sources.figures import read_figures
from sources.model import Article, Page, Understanding
from sources.reader import read_page
from tests.support import fill, made_up_page, red_rain
from warehouse import open_published

TEXT = "<p>Mưa đỏ đã thu 551,4 tỷ đồng tính đến 5/9, theo nhà phát hành của bộ phim này.</p>"
GOOD = made_up_page(TEXT, url="https://good.example.org/a-1.html")


def _with(old: str, new: str, url: str = "https://odd.example.org/a-1.html") -> Page:
    page = made_up_page(TEXT, url=url)
    body = page.body.replace(old.encode(), new.encode())
    assert body != page.body
    return replace(page, body=body)


def _json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script></head>'


ODD = {
    "half of an emoji in the headline": _with(
        "</head>", _json_ld('{"@type": "NewsArticle", "headline": "Mưa đỏ \\ud83d"}')
    ),
    "an address that is none": replace(made_up_page(TEXT), url="https://[bad/16"),
    "a canonical address that is none": _with("https://odd.example.org/a-1.html", "https://[x/"),
    "published at the end of the calendar": _with("2025-09-05T08:00:00+07:00", "9999-12-31T23:59:59-12:00"),
    "published at its beginning": _with("2025-09-05T08:00:00+07:00", "0001-01-01T00:00:00+14:00"),
    "captured at the end of the calendar": replace(
        made_up_page(TEXT), captured_at=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    ),
    "elements without end": _with("<p>", "<b>" * 3000 + "<p>"),
    "JSON without end": _with("</head>", _json_ld("[" * 100_000)),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_an_odd_page_costs_no_other(odd: Page, tmp_path: Path) -> None:
    fill(tmp_path, red_rain(claims=False), [odd, GOOD])
    with open_published(tmp_path) as reader:
        rows = reader.query("select count(*), count(*) filter (where outcome = 'read') from stored.capture").rows
        good = reader.query("select count(*) from figure where url = $1 and value = 551400000000", [GOOD.url]).rows
    assert rows[0][0] == 2
    assert good == [(1,)]


def test_what_nobody_foresaw_is_told_in_the_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(article: Article, *given: Any) -> Understanding:
        if "odd" in article.url:
            raise KeyError("no such thing")
        return read_figures(article, *given)

    monkeypatch.setattr(sources.captures, "read_figures", fail)
    fill(tmp_path, red_rain(claims=False), [made_up_page(TEXT, url="https://odd.example.org/a-1.html"), GOOD])
    with open_published(tmp_path) as reader:
        rows = reader.query("select outcome, reason from stored.capture order by outcome").rows
    assert rows == [("failed", "KeyError: 'no such thing'"), ("read", "")]


@pytest.mark.parametrize("shared", ["", '<meta property="og:title" content="Mưa đỏ thu 551,4 tỷ | Báo">'])
def test_a_headline_within_the_body_is_heard_once(shared: str) -> None:
    heading = "Mưa đỏ thu 551,4 tỷ"
    page = made_up_page(f"<h1>{heading}</h1>{TEXT}", title="")
    body = page.body.decode().replace('<h1 class="entry-title"></h1>', "").replace("<head>", f"<head>{shared}")
    article = read_page(replace(page, body=body.encode()), None)
    assert heading in str(article.title)
    assert article.paragraphs == (TEXT.removeprefix("<p>").removesuffix("</p>"),)
