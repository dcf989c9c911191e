"""Totals of the end of a day: "by the end of June 30", "đến hết ngày 30/6" leave no other hour of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sources.model import VIETNAM, Article, Period
from sources.text import sentences
from warehouse.reconcile.model import Comparable
from warehouse.verdicts.moments import is_one_day, is_told

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = rf"(?:{_MONTHS})[a-z]*\.?"
_END = {
    "en": re.compile(
        rf"\b(?:the )?(?:end|close) of (?:the day )?(?:on )?(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?!\d)"
        rf"|(?P<first>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<second>{_MONTH})(?!\w))",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"\b(?:hết|cuối|kết thúc) (?:ngày )?(?P<day>\d{1,2})\s?(?:[/.-]|tháng)\s?(?P<month>\d{1,2})(?!\d)",
        re.IGNORECASE,
    ),
}


def at_closing(item: Comparable, article: Article | None) -> Comparable:
    """The same as of the last moment of its day, where the sentence that states it says that the day was over."""
    end = item.as_of.end
    if article is None or end is None or item.metric.kind != "cumulative" or not is_told(item):
        return item
    if item.as_of.start == end or not is_one_day(item.as_of):
        return item
    is_over = any(_is_of(match, end) for match in _ends(item, article))
    return replace(item, as_of=Period(start=end, end=end)) if is_over else item


def _ends(item: Comparable, article: Article) -> Iterator[re.Match[str]]:
    """The ends of days in the sentence of a figure."""
    place = item.figure.paragraph
    text = article.title if place < 0 else article.paragraphs[place] if place < len(article.paragraphs) else None
    for start, end in sentences(text or ""):
        if start <= item.figure.start < end:
            yield from _END[article.language].finditer(text or "", start, end)


def _is_of(match: re.Match[str], end: datetime) -> bool:
    named: Mapping[str, str | None] = match.groupdict()
    month, day = named["month"] or named.get("second") or "", named["day"] or named.get("first") or ""
    number = int(month) if month.isdigit() else _MONTHS.split("|").index(month[:3].lower()) + 1
    last = end.astimezone(VIETNAM)
    return (last.month, last.day) == (number, int(day))
