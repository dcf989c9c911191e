"""Figures that changed under one address while what they are of stayed the same: before, after, and whether the page or
a correction of its own says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.model import Article, Outlet, Topic
from sources.text import fold
from warehouse.connection import Reader
from warehouse.figures import as_line
from warehouse.reconcile.build import from_change
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.model import Finding

_NOTICES = ("đính chính", "cải chính", "xin lỗi bạn đọc", "cập nhật lại", "correction", "corrected", "earlier version")
_CHANGES = """
select revision.url, revision.figure, revision.figure_before, revision.said_before, after.article_id, after.outlet
from revision inner join figure_all as after on after.figure_id = revision.figure
where revision.topic = $1 and revision.wording = 'original'
order by revision.url, revision.figure
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    url: str
    before: str
    after: str
    article_id: str
    outlet: str
    said_before: str


def find_changes(
    reader: Reader, topic: Topic, outlets: Mapping[str, Outlet], articles: Sequence[Article]
) -> list[Finding]:
    """A finding for every figure of an original page that changed: announced where a notice is held, else not."""
    found = []
    for row in reader.records(_CHANGES, topic.key):
        change = _Change(
            url=str(row["url"]),
            before=str(row["figure_before"]),
            after=str(row["figure"]),
            article_id=str(row["article_id"]),
            outlet=str(row["outlet"]),
            said_before=str(row["said_before"]),
        )
        rows = reader.records(
            "select * from figure_all where figure_id in ($1, $2) order by figure_id", change.before, change.after
        )
        items, _ = make_comparables([as_line(each) for each in rows], topic, outlets)
        by_id = {item.ids[0]: item for item in items}
        if change.before in by_id and change.after in by_id:
            is_announced = _is_announced(change, articles)
            found.append(from_change(by_id[change.before], by_id[change.after], topic, is_announced=is_announced))
    return found


def _is_announced(change: _Change, articles: Sequence[Article]) -> bool:
    """Whether the page has a notice, or another page of the outlet is one and names the former number."""
    for article in articles:
        texts = [fold(text) for text in (article.title or "", *article.paragraphs)]
        if not any(fold(notice) in text for notice in _NOTICES for text in texts):
            continue
        if article.article_id == change.article_id:
            return True
        if article.outlet == change.outlet and any(fold(change.said_before) in text for text in texts):
            return True
    return False
