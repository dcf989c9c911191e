"""Every outlet reads its pages: a page and what must come out of it lie side by side."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sources.errors import UnreadablePage
from sources.lines import period_text
from sources.model import Page
from sources.outlets import OUTLETS, outlet_key, outlet_of, read

PAGES = Path(__file__).parent / "pages"
FILES = sorted(PAGES.glob("*/*.html"))


def page_of(file: Path, expected: dict[str, Any]) -> Page:
    body = file.read_bytes()
    return Page(
        url=expected["url"],
        captured_at=datetime.fromisoformat(expected["captured_at"]),
        status=200,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        facsimile=expected.get("facsimile", False),
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_page(file: Path) -> None:
    expectation = file.with_suffix(".json")
    assert expectation.is_file(), f"write {expectation.name}: what must come out of {file.name}"
    expected = json.loads(expectation.read_text("utf-8"))
    page = page_of(file, expected)
    if "outcome" in expected:
        with pytest.raises(UnreadablePage) as caught:
            read(page)
        assert caught.value.outcome == expected["outcome"]
        assert caught.value.reason
        return
    article = read(page)
    wanted = expected["article"]
    assert article.outlet == outlet_key(expected["url"])
    assert article.title == wanted["title"]
    assert article.url == wanted.get("url", expected["url"])
    assert len(article.paragraphs) == wanted["paragraphs"]
    assert period_text(article.published) == _normal(wanted["published"])
    text = "\n".join(article.paragraphs)
    for part in wanted["has"]:
        assert part in text
    for part in wanted["has_not"]:
        assert part not in text
    assert article.wording == ("facsimile" if expected.get("facsimile") else "original")
    assert article.extractor == wanted.get("extractor", "layout")
    assert list(article.authors) == wanted.get("authors", list(article.authors))


def _normal(published: str | None) -> str | None:
    if published is None or len(published) <= 10:
        return published
    moment = datetime.fromisoformat(published)
    return (moment if moment.tzinfo else moment.astimezone()).isoformat()


@pytest.mark.parametrize("key", sorted(OUTLETS))
def test_every_outlet_has_a_page(key: str) -> None:
    assert (PAGES / key / "article.html").is_file()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.vietnamplus.vn/a-post1.vnp", "vietnamplus"),
        ("https://en.vietnamplus.vn/a-post1.vnp", "vietnamplus_en"),
        ("https://news.tuoitre.vn/a-103250910160737259.htm", "tuoitrenews"),
        ("https://amp.vtcnews.vn/a-ar1.html", "vtcnews"),
        ("https://giadinh.suckhoedoisong.vn/a.htm", "suckhoedoisong"),
        ("https://www.example.org/a", "example.org"),
        ("https://nottuoitre.vn/a", "nottuoitre.vn"),
    ],
)
def test_an_address_belongs_to_its_outlet(url: str, key: str) -> None:
    assert outlet_key(url) == key


def test_recorded_pages(shared: Path) -> None:
    """Real pages are read by their outlet's layout, with title, time and text; lists are no articles."""
    rows = [line.split("\t") for line in (shared / "pages" / "index.tsv").read_text("utf-8").splitlines()[1:]]
    for name, host, url, *_ in rows:
        body = (shared / "pages" / name).read_bytes()
        address = url if url.startswith("http") else f"https://{host}/"
        page = Page(
            url=address,
            captured_at=datetime.fromisoformat("2026-11-01T00:00:00+07:00"),
            status=200,
            body=body,
            digest=hashlib.sha256(body).hexdigest(),
        )
        if "-list-" in name:
            continue
        article = read(page)
        assert article.extractor == "layout", name
        assert len(article.paragraphs) >= 4, name
        if "fragment" not in name:
            assert article.title, name
            assert article.published is not None, name
        outlet = outlet_of(address)
        assert outlet is not None


@pytest.mark.parametrize(
    "name", ["tuoitre-list-1", "nld-list-1", "dantri-list-1", "vietnamnet-list-1", "vnexpress-list-1", "laodong-list-1"]
)
def test_recorded_lists_are_no_articles(shared: Path, name: str) -> None:
    body = (shared / "pages" / f"{name}.html").read_bytes()
    key = name.split("-")[0]
    page = Page(
        url=OUTLETS[key].home,
        captured_at=datetime.fromisoformat("2026-11-01T00:00:00+07:00"),
        status=200,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
    )
    with pytest.raises(UnreadablePage) as caught:
        read(page)
    assert caught.value.outcome == "not_article"
