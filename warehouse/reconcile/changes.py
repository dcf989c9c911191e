"""Figures that changed under one address while what they are of stayed the same: before, after, and whether the page or
a correction of its own says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.model import Article, Outlet, Topic
from sources.text import fold
from warehouse.connection import Reader
from warehouse.figures import as_line
from warehouse.reconcile.build import from_change
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.groups import scope_of
from warehouse.reconcile.model import Comparable, Finding
from warehouse.reconcile.sets import meet

_NOTICES = ("đính chính", "cải chính", "xin lỗi bạn đọc", "cập nhật lại", "correction", "corrected", "earlier version")
_OF_NUMBERS = ("con so", "so lieu", "thong ke", "figure", "number", "total", "toll", "amount", "statistic", "count")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CHANGES = """
select revision.url, revision.figure, revision.figure_before, revision.said_before, after.article_id,
    revision.said_after, before.article_id as article_before, after.outlet,
from revision
inner join figure_all as after on after.figure_id = revision.figure and after.topic = revision.topic
inner join figure_all as before on before.figure_id = revision.figure_before and before.topic = revision.topic
where revision.topic = $1 and revision.wording = 'original'
order by revision.url, revision.changed_at, revision.figure
"""
_BOTH = "select * from figure_all where topic = $1 and figure_id in ($2, $3) order by figure_id"
_TEXTS = "select text from stored.paragraph where article_id = $1 order by paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    url: str
    before: str
    after: str
    article_before: str
    article_id: str
    outlet: str
    said_before: str
    said_after: str


def find_changes(
    reader: Reader, topic: Topic, outlets: Mapping[str, Outlet], articles: Sequence[Article]
) -> list[Finding]:
    """A finding for every figure of an original page that changed, with all its values one after the other: announced
    where a notice of each change is held, else not."""
    steps: dict[object, list[Comparable]] = {}
    announced: dict[object, bool] = {}
    for row in reader.records(_CHANGES, topic.key):
        change = _Change(
            url=str(row["url"]),
            before=str(row["figure_before"]),
            after=str(row["figure"]),
            article_before=str(row["article_before"]),
            article_id=str(row["article_id"]),
            outlet=str(row["outlet"]),
            said_before=str(row["said_before"]),
            said_after=str(row["said_after"]),
        )
        rows = reader.records(_BOTH, topic.key, change.before, change.after)
        items, _ = make_comparables([as_line(each) for each in rows], topic, outlets)
        by_id = {item.ids[0]: item for item in items}
        if change.before not in by_id or change.after not in by_id:
            continue
        after = by_id[change.after]
        if meet(by_id[change.before], after):  # told more or less exactly
            continue
        key = (change.url, scope_of(after), after.figure.period, after.as_of)
        steps.setdefault(key, [by_id[change.before]]).append(after)
        announced[key] = announced.get(key, True) and _is_announced(reader, change, articles)
    return [from_change(held, topic, is_announced=announced[key]) for key, held in steps.items()]


def _is_announced(reader: Reader, change: _Change, articles: Sequence[Article]) -> bool:
    """Whether the page has a notice that it did not have before, or another page of the outlet is one and names the
    former number."""
    former = {fold(str(row["text"])) for row in reader.records(_TEXTS, change.article_before)}
    new = (fold(str(row["text"])) for row in reader.records(_TEXTS, change.article_id))
    if any(_is_notice(text) and _is_of(text, change) for text in new if text not in former):
        return True
    for article in articles:
        texts = [fold(text) for text in (article.title or "", *article.paragraphs)]
        if article.outlet != change.outlet or article.url == change.url or not any(map(_is_notice, texts)):
            continue
        if any(fold(change.said_before) in text for text in texts):
            return True
    return False


def _is_of(notice: str, change: _Change) -> bool:
    """Whether a notice is of the number that changed: it has it, or speaks of a number; not of a name or a date."""
    told = set(_DIGITS.findall(notice))
    numbers = {number for said in (change.said_before, change.said_after) for number in _DIGITS.findall(said)}
    return bool(told & numbers) or any(word in notice for word in _OF_NUMBERS)


def _is_notice(text: str) -> bool:
    return any(fold(notice) in text for notice in _NOTICES)
