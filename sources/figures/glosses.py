"""Times that brackets tell again: "the first half (Dec. 15 to June 14)", "as of New Year's Day (Thursday)"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.language import Language
from sources.figures.moments import Moment
from sources.figures.passage import Passage
from sources.model import Period

_STRETCHES: Final = frozenset({"span", "days", "week", "weekend", "month", "quarter", "year"})
_EXACT: Final = frozenset({"span", "days"})  # what brackets may tell by both ends
_DAYS: Final = frozenset({"day", "part", "instant"})
_LEAD: Final = 16  # characters between an opening bracket and the time in it
_FRONT: Final = 48  # characters in front of one in which a day is named
_SAME: Final = 0.15  # by which part of itself a stretch may differ from the one that it is told by
_CLOSING: Final = re.compile(r"\)|[,;]\s|\s[–—-]\s")
_SENTENCE: Final = re.compile(r"[.!?]\s")


def glossed_times(passage: Passage, moments: list[Moment], language: Language) -> list[Moment]:
    """The times of a text: a stretch right in front of brackets with both its ends as that one, one that brackets
    farther behind tell as long as itself too, and a day that has a name as the day that its brackets tell."""
    low = passage.low
    if not moments or "(" not in low:
        return moments
    found: list[Moment] = []
    for moment in moments:
        opening = low.rfind("(", max(0, moment.start - _LEAD), moment.start)
        gloss = low[opening + 1 : moment.start] if opening >= 0 else ")"
        if ")" in gloss or (gloss.strip() and language.gloss_lead.fullmatch(gloss) is None):
            found.append(moment)
        elif moment.grain in _EXACT and _CLOSING.match(low, moment.end) is not None and found:
            _told_again(passage, found, moment, opening)
        elif moment.grain in _DAYS and not gloss and low.startswith(")", moment.end):
            front = found[-1].end if found else 0
            if found and opening - front <= 1 and found[-1].day == moment.day and moment.grain == "day":
                found[-1] = found[-1]._replace(end=moment.end, said=passage.text[found[-1].start : moment.end])
                continue  # "3 pm on Wednesday (Jan. 3)"
            found.append(_named(passage, moment, (front, opening), language))
        else:
            found.append(moment)
    return found


def _told_again(passage: Passage, found: list[Moment], moment: Moment, opening: int) -> None:
    """Add a stretch in brackets to the times of a text, or put it in the place of the one that it tells again."""
    last = found[-1]
    if last.grain not in _STRETCHES or not _overlap(last.period, moment.period):
        found.append(moment)
    elif opening - last.end <= 1:
        exact = last if last.grain == "days" else moment  # "from May 15 to June 14 (June)"
        said = passage.text[last.start : moment.end]
        found[-1] = Moment(last.start, moment.end, said, exact.period, exact.grain)
    else:
        is_near = _SENTENCE.search(passage.low, last.end, opening) is None
        if is_near and moment.grain == "days" and last.grain != "days" and _is_as_long(last.period, moment.period):
            found[-1] = last._replace(period=moment.period, grain=moment.grain)
        found.append(moment)


def _overlap(one: Period, other: Period) -> bool:
    """Whether two stretches share a time."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def _is_as_long(one: Period, other: Period) -> bool:
    """Whether two stretches are nearly the same: as long, and apart by little of that."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    length = one.end - one.start
    most = length * _SAME
    return abs(length - (other.end - other.start)) <= most and abs(one.start - other.start) <= most


def _named(passage: Passage, moment: Moment, gap: tuple[int, int], language: Language) -> Moment:
    """A day in brackets with the name in front of them, where words lead to it as of which something is told; `gap` is
    what stands between the time before it and the brackets."""
    first, opening = gap
    lead = language.day_named.search(passage.low, max(first, opening - _FRONT), opening)
    if lead is None:
        return moment
    start = lead.start("name")
    return moment._replace(start=start, end=moment.end + 1, said=passage.text[start : moment.end + 1])
