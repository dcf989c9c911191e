"""Periods that a sentence only points to: the one a year before that was told, the part that a sum ends with."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from sources.figures.language import Language
from sources.figures.periods import shift_month, span_of
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import VIETNAM, Period

_OPENING: Final = 16  # characters in front of the words that a sentence begins with
_BEHIND: Final = 24  # characters between an amount and the part of a sum that it is of
_CLAUSE: Final = re.compile(r"[,;(]\s?")
_DAY: Final = timedelta(days=1)


def is_year_before(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "A year ago, the mill reported a loss of $5 million", "..., cùng kỳ năm trước doanh thu là", "cùng kỳ năm 2025":
    whether a sentence, or a clause of it, begins with words for the same stretch of a year before."""
    return year_pointed(language, within, phrase, 0) is not None


def year_pointed(language: Language, within: Sentence, phrase: Phrase, year: int) -> int | None:
    """The year of which the same stretch is told so that was told last, in `year`; None where no words point to one."""
    start = within.span[0]
    named = None
    for moment in within.moments:
        if moment.grain != "year" or moment.period.start is None or moment.end > phrase.start:
            continue
        front = language.same_stretch.search(within.low, start, moment.start)
        behind = language.same_stretch_behind.match(within.low, moment.end, phrase.start)
        if front is not None or behind is not None:
            first = front.start() if front is not None else moment.start
            named = first, behind.end() if behind is not None else moment.end, moment.period.start.year
    said = max(
        language.year_ago.finditer(within.low, max(start, phrase.start - 4 * _OPENING), phrase.start),
        key=re.Match.end,
        default=None,
    )
    told = (said.start(), said.end(), year - 1) if said is not None else named
    if told is None or not _opens(language, within, phrase, *told[:2]):
        return None
    return told[2]


def _opens(language: Language, within: Sentence, phrase: Phrase, first: int, last: int) -> bool:
    """Whether words begin a sentence, or a clause of it, that a number stands in without a time of its own."""
    start = within.span[0]
    begun = max(start, first - 3 * _OPENING)
    clause = max([begun, *(cut.end() for cut in _CLAUSE.finditer(within.low, begun, first))])
    if clause > start and _CLAUSE.search(within.low, last + 2, phrase.hedge_start) is not None:
        return False
    front = within.low[clause:first].strip(" \"“'‘")
    if front and language.year_ago_leads.fullmatch(front) is None:
        return False
    return not any(last <= m.start < phrase.start for m in within.moments)


def part_behind(language: Language, within: Sentence, phrase: Phrase) -> int | None:
    """ "35,000 cars in the quarter, ...": of how many months an amount is by words right behind it."""
    low, last = within.low, min(within.span[1], phrase.end + _BEHIND)
    stop = next((at for at in (low.find(sign, phrase.end, last) for sign in (", ", "; ")) if at >= 0), last)
    return next(
        (months for months, words in language.that_part.items() if words.search(low, phrase.end, stop) is not None),
        None,
    )


def part_of_sum(language: Language, within: Sentence, phrase: Phrase, months: int) -> Period | None:
    """ "35,000 in the quarter, bringing the total of the first half to 72,000": the end of the stretch of the sum."""
    raised = language.raising_words.search(within.low, phrase.end, within.span[1])
    total = next((m for m in within.moments if raised is not None and m.start >= raised.end()), None)
    if total is None or total.period.start is None or total.period.end is None:
        return None
    last = total.period.end.astimezone(VIETNAM).date()
    first = shift_month(last, 1 - months)
    is_whole = (last + _DAY).day == 1 and total.period.start.astimezone(VIETNAM).date() < first
    return span_of(first, last) if is_whole else None
