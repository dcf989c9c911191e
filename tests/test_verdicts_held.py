"""Sign-offs, what is exported of them, and what was held before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows.job import make_report
from sources.errors import UsageError
from sources.model import VIETNAM, Page, Topic
from sources.topics import load_topic
from tests.support import fill, made_up_page, red_rain, settings_of
from warehouse import open_published, open_warehouse
from warehouse.report import render
from warehouse.review import review_finding
from warehouse.withdrawal import withdraw

SITE = "https://desk.example.org/reports/"
DAY = datetime(2025, 9, 6, 12, tzinfo=VIETNAM)
CLAIM = """
[[claim]]
id = "toll"
text = { en = "The bridge took 495.5 billion dong by 3 September.", vi = "Đến 3/9 cầu thu 495,5 tỷ đồng." }
subject = "Cầu Hải Âu"
metric = "toll_total"
value = 495500000000
as_of = "2025-09-03"
by = "https://claims.example.com/a"
published = "2025-09-04"
"""


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    path = tmp_path / "harbour.toml"
    source = Path(__file__).parent / "articles" / "harbour.toml"
    path.write_text(source.read_text("utf-8") + CLAIM, "utf-8")
    return load_topic(path)


def _page(amount: str, outlet: str, hours: int = 0) -> Page:
    body = f"<p>Đến ngày 3/9, Cầu Hải Âu thu {amount} tỷ đồng, theo Ban Quản lý cầu {outlet}.</p>"
    page = made_up_page(body, f"https://{outlet}.example.com/a.html", when="2025-09-04")
    return replace(page, captured_at=DAY + timedelta(hours=hours))


AGREE = [_page("495,5", "one"), _page("495,5", "two")]
OTHERWISE = [_page("503,9", "three"), _page("503,9", "four")]
LATER = [_page("495,5", "five", 3)]


def _sign(folder: Path, name: str) -> None:
    with open_warehouse(folder) as warehouse:
        review_finding(
            warehouse, name, "accepted", reason="pages looked at", reviewer="Desk of Example", decided_at=DAY
        )
        warehouse.publish()


def _export(folder: Path, topic: Topic, site: str | None = SITE) -> list[dict[str, object]]:
    with open_published(folder) as reader:
        found = json.loads(render(reader, topic, form="claimreview", site=site))
    assert found["@context"] == "https://schema.org"
    graph: list[dict[str, object]] = found["@graph"]
    return graph


def _fill(folder: Path, topic: Topic, pages: Sequence[Page]) -> None:
    fill(folder, topic, list(pages))


def test_only_a_signed_verdict_is_exported_and_new_evidence_takes_it_back(tmp_path: Path, topic: Topic) -> None:
    folder = tmp_path / "data"
    _fill(folder, topic, AGREE)
    assert _export(folder, topic) == []
    _sign(folder, "harbour/toll")
    (review,) = _export(folder, topic)
    assert review["claimReviewed"] == "The bridge took 495.5 billion dong by 3 September."
    _fill(folder, topic, [*AGREE, *LATER])
    assert _export(folder, topic) == []
    with open_published(folder) as reader:
        assert reader.query("select state from verdict").rows == [("reopened",)]


def test_an_exported_review_has_what_schema_org_and_search_engines_require(tmp_path: Path, topic: Topic) -> None:
    """Required of a ClaimReview: claimReviewed, reviewRating with a name, url; beside them what says who and when."""
    folder = tmp_path / "data"
    _fill(folder, topic, AGREE)
    _sign(folder, "harbour/toll")
    (review,) = _export(folder, topic)
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"{SITE}harbour.html#claim-toll"
    assert date.fromisoformat(str(review["datePublished"])) == DAY.date()
    assert review["author"] == {"@type": "Organization", "name": "Desk of Example", "url": SITE}
    rating = review["reviewRating"]
    assert rating == {"@type": "Rating", "alternateName": "Matches published figures"}  # in words, without a number
    item = review["itemReviewed"]
    assert isinstance(item, dict)
    assert item["@type"] == "Claim"
    assert item["author"] == {"@type": "Organization", "name": "claims.example.com"}
    assert item["appearance"] == {"@type": "CreativeWork", "url": "https://claims.example.com/a"}
    assert item["datePublished"] == "2025-09-04"
    identifiers = review["identifier"]
    assert isinstance(identifiers, list)
    assert [each["propertyID"] for each in identifiers] == ["run_id", "row_hash"]
    with pytest.raises(UsageError, match="--site"):
        _export(folder, topic, site=None)
    with pytest.raises(UsageError, match="--site"):
        _export(folder, topic, site="javascript:alert(1)")


def test_nothing_from_simulated_pages_is_exported_even_when_signed(red_rain_data: Path, tmp_path: Path) -> None:
    from tests.support import bundled

    _fill(tmp_path, red_rain(), bundled())
    with open_published(tmp_path) as reader:
        claims = [row[0] for row in reader.query("select claim_id from verdict").rows]
    for claim in claims:
        _sign(tmp_path, f"red-rain/{claim}")
    assert _export(tmp_path, red_rain()) == []


def test_what_was_held_keeps_its_page_and_says_when_it_flipped(tmp_path: Path, topic: Topic) -> None:
    folder = tmp_path / "data"
    _fill(folder, topic, OTHERWISE)
    (first,) = (folder / "reports" / "held").glob("harbour-*[0-9a-f].html")
    before = first.read_text("utf-8")
    assert "Not enough to say" in before
    assert "we hold otherwise" not in before
    _fill(folder, topic, [*OTHERWISE, *LATER])
    pages = sorted((folder / "reports" / "held").glob("harbour-*[0-9a-f].html"))
    assert len(pages) == 2
    after = first.read_text("utf-8")
    assert "Not enough to say" in after
    assert "Since 15:00 6 Sep 2025 we hold otherwise: Matches published figures." in after
    (second,) = (page for page in pages if page != first)
    assert second.name in after
    report = (folder / "reports" / "harbour.html").read_text("utf-8")
    assert f"held/{first.name}#claim-toll" in report
    assert "What we held before" in report


def test_the_same_verdict_again_begins_no_new_page(tmp_path: Path, topic: Topic) -> None:
    folder = tmp_path / "data"
    _fill(folder, topic, AGREE)
    _fill(folder, topic, [*AGREE, _page("495,5", "six", 4)])
    with open_published(folder) as reader:
        assert reader.query("select count(*) from run").rows == [(2,)]
    assert len(list((folder / "reports" / "held").glob("harbour-*[0-9a-f].html"))) == 1


def test_what_rested_on_a_withdrawn_page_leaves_its_lasting_link(tmp_path: Path, topic: Topic) -> None:
    folder = tmp_path / "data"
    _fill(folder, topic, AGREE)
    (page,) = (folder / "reports" / "held").glob("harbour-*[0-9a-f].html")
    with open_warehouse(folder) as warehouse:
        withdraw(warehouse, AGREE[0].url, reason="asked for", withdrawn_at=DAY)
        warehouse.publish()
    make_report(settings_of(folder), topic)
    text = page.read_text("utf-8")
    assert "495.5 billion dong (one.example.com" not in text
    assert "rested on a page that was withdrawn" in text
