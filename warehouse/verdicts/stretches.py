"""The days that a claim of an amount speaks of, by its sentence: one day, several, or some that it does not name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from sources.figures import read_figures
from sources.model import Article, Figure, Period, Topic
from sources.text import sentences

UNNAMED = Period()  # several days, of which the claim does not say which
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMBER = {
    "en": r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|many|\d+)",
    "vi": r"(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|vài|mấy|những|các|\d+)",
}
_SEVERAL: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(rf"\b{_NUMBER['en']}[- ](?:\w+ )?days?\b|\b(?:in total|so far|altogether)\b", re.IGNORECASE),
    "vi": re.compile(rf"\b{_NUMBER['vi']} ngày\b(?! \d)|\b(?:tổng cộng|đến nay)\b", re.IGNORECASE),
}
_ONE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:day|daily|today|yesterday)\b", re.IGNORECASE),
    "vi": re.compile(r"\bngày\b(?! ?\d)|\bhôm (?:nay|qua)\b", re.IGNORECASE),
}
_TWO: Mapping[str, re.Pattern[str]] = {  # two days of the calendar, and what joins them
    "en": re.compile(
        rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)? ?(?P<a>and|to|through|until|-|–) ?(?:{_MONTH} )?\d{{1,2}}\b"
        rf"|\b\d{{1,2}}(?: {_MONTH})? ?(?P<b>and|to|through|until|-|–) ?\d{{1,2}} {_MONTH}",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"\b\d{1,2}(?:[/.]\d{1,2})? ?(?P<a>và|đến|tới|-|–) ?(?P<b>ngày )?\d{1,2}(?:[/.]| tháng )\d{1,2}", re.IGNORECASE
    ),
}


def with_days(figure: Figure, article: Article | None, topic: Topic) -> tuple[Figure, Literal["day", "unknown"]]:
    """The claim with the stretch of days that its sentence names, and whether it speaks of a day where it names none.
    A metric that counts by the day leaves longer stretches unread, and a sum of days is no amount of one."""
    text = _sentence(figure, article)
    if text is None or article is None:
        return figure, "day" if _is_by_day(figure, topic) else "unknown"
    two = _TWO[article.language].search(text)
    if figure.period is None:
        period = _read_again(figure, article, topic)
        if period is None and (two is not None or _SEVERAL[article.language].search(text)):
            period = UNNAMED
        is_day = _is_by_day(figure, topic) and _ONE[article.language].search(text) is not None
        figure = replace(figure, period=period)
    else:
        is_day = False
    is_list = two is not None and _is_list(text, two)
    if two is not None and figure.period is not None and _is_other(figure.period, is_list=is_list):
        figure = replace(figure, period=UNNAMED)
    return figure, "day" if is_day else "unknown"


def _is_list(text: str, two: re.Match[str]) -> bool:
    """Whether two days are told by themselves, and not as the ends of a stretch."""
    is_between = re.search(r"\b(?:between|giữa(?: ngày)?) $", text[: two.start()], re.IGNORECASE)
    return is_between is None and any(each in ("and", "và") for each in two.groups() if each)


def _is_other(period: Period, *, is_list: bool) -> bool:
    """Whether a stretch is not that of two days which a sentence names: one of them, or more than these two."""
    if period.start is None or period.end is None:
        return True
    length = period.end - period.start
    return length < timedelta(days=1) or (is_list and length > timedelta(days=2))


def _is_by_day(figure: Figure, topic: Topic) -> bool:
    return any(metric.key == figure.metric and metric.period == "day" for metric in topic.metrics)


def _read_again(figure: Figure, article: Article, topic: Topic) -> Period | None:
    """The stretch that the sentence gives the figure where its metric may be of any."""
    if not _is_by_day(figure, topic):
        return None
    metrics = tuple(replace(m, period="any") if m.key == figure.metric else m for m in topic.metrics)
    for other in read_figures(article, replace(topic, metrics=metrics)).figures:
        if (other.paragraph, other.start, other.metric) == (figure.paragraph, figure.start, figure.metric):
            return other.period
    return None


def _sentence(figure: Figure, article: Article | None) -> str | None:
    """The sentence that states the figure; None where the claim is of no text, though it may be of an article."""
    if article is None or not figure.said or figure.paragraph >= len(article.paragraphs):
        return None
    text = (article.title or "") if figure.paragraph < 0 else article.paragraphs[figure.paragraph]
    if text[figure.start : figure.end] != figure.said:
        return None
    return next((text[start:end] for start, end in sentences(text) if start <= figure.start < end), None)
