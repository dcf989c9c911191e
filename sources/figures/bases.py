"""What a rate of growth is measured from: "0.1% from April" and "3.2% from a year earlier" are two rates."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Final

from sources.figures.language import Language
from sources.figures.periods import shift_month
from sources.figures.phrase import Phrase
from sources.figures.rates import end_of_shared
from sources.figures.roles import Roles
from sources.figures.sentence import RATES, Sentence
from sources.figures.turns import in_turn
from sources.model import VIETNAM, Metric, Period

_REACH: Final = 90  # characters behind a rate in which its base is told
_OPENING: Final = 24  # at the beginning of a sentence: a base told there is that of all that follows
_JOIN: Final = re.compile(r",\s|;\s|\s(?:and|or|but|và|nhưng|còn)\s")  # between what is said of two rates
_DIGIT: Final = re.compile(r"\d")
MONTHS: Final = {"year": 12, "quarter": 3, "month": 1}


class Bases:
    """The bases of one article's rates."""

    def __init__(self, language: Language, roles: Roles) -> None:
        self.language = language
        self.roles = roles

    def of(self, within: Sentence, phrase: Phrase, period: Period | None) -> datetime | None:
        """When the stretch of time begins that a rate is measured against; None where nothing says, or where the
        rate's own period is not known."""
        if period is None or period.start is None:
            return None
        start, end = within.span
        others = [p for p in within.phrases if p is not phrase and p.unit in RATES]
        last = self._last_of_row(within, phrase)
        until = min([p.hedge_start for p in others if p.start >= last.end], default=end)
        if until < end:
            until = self._own_end(within, last.end, until)
        behind = (last.end, min(until, last.end + _REACH))
        found = self._in(within, behind, period)
        if found is None:
            since = max([p.end for p in others if p.end <= phrase.start], default=start)
            found = self._in(within, (since, phrase.start), period)
        if found is None and any(p.end <= phrase.start for p in others):
            found = self._in(within, (start, min(start + _OPENING, others[0].start)), period)
        return found

    def _last_of_row(self, within: Sentence, phrase: Phrase) -> Phrase:
        """ "down 6% and 9%, respectively, from 2022": the last of the rates that are told in turn, or that share a
        noun, behind which one base is told for all of them; else the rate itself."""
        turn = in_turn(self.language, within, phrase)
        if turn is not None and all(p.unit in RATES for p in turn[1]):
            last = turn[1][-1]
        else:
            end = end_of_shared(within.low, phrase, within.phrases, self.language)
            last = next((p for p in within.phrases if p.end == end), phrase)
        if last is phrase or self._count_in(within, (phrase.end, last.start)):
            return phrase
        return last if self._count_in(within, (last.end, within.span[1])) == 1 else phrase

    def _count_in(self, within: Sentence, span: tuple[int, int]) -> int:
        """How many bases some characters tell."""
        spoken = sum(pattern.search(within.low, *span) is not None for pattern in self.language.bases.values())
        return spoken or sum(
            span[0] <= m.start < span[1] and self.roles.is_compared(within.low, m) for m in within.moments
        )

    def _in(self, within: Sentence, span: tuple[int, int], period: Period) -> datetime | None:
        """The base that some characters tell: in words ("from a year earlier"), else as a time ("from April")."""
        assert period.start is not None
        found: list[tuple[int, datetime]] = []
        for moment in within.moments:
            is_inside = span[0] <= moment.start and moment.end <= span[1]
            if is_inside and moment.period.start is not None and self.roles.is_compared(within.low, moment):
                found.append((moment.start, moment.period.start))
        for kind, months in MONTHS.items():
            match = self.language.bases[kind].search(within.low, *span)
            is_dated = match is not None and any(
                m.start < match.start() and match.end() <= m.end and _DIGIT.search(m.said) for m in within.moments
            )
            if match is not None and not is_dated:
                first = period.start.astimezone(VIETNAM).date()
                year = self._year_of(within, match.end()) if kind == "year" else None
                day = shift_month(first, -months if year is None else 12 * (year - first.year))
                found.append((match.start() - 1, datetime.combine(day, time(), VIETNAM)))
        return min(found)[1] if found else None

    def _own_end(self, within: Sentence, start: int, end: int) -> int:
        """Where the words behind a rate are those in front of the next one: "up 9%, with a monthly rise of 2%"."""
        turn = _JOIN.search(within.low, start, end)
        if turn is None or self.language.courses["moved"].search(within.low, turn.end(), end) is None:
            return end
        return turn.start()

    def _year_of(self, within: Sentence, at: int) -> int | None:
        """ "so với cùng kỳ năm 2019", "the same period of 2019": the year that hangs on the words for a base."""
        for moment in within.moments:
            is_next = at <= moment.start and self.language.of_time.fullmatch(within.low, at, moment.start)
            is_told = is_next and _DIGIT.search(moment.said) is not None  # "năm trước" is of the rate's own time
            if is_told and moment.grain == "year" and moment.period.start is not None:
                return moment.period.start.astimezone(VIETNAM).year
        return None


def is_of_other_measure(within: Sentence, phrase: Phrase, metric: Metric, language: Language) -> bool:
    """Whether words right behind a rate say that it is of an amount ("in volume") that its metric does not speak of,
    or of a value where the metric is one of amounts."""
    behind = within.low[phrase.end : min(within.span[1], phrase.end + 24)]
    spoken = " ".join(
        (metric.key.replace("_", " "), *metric.name.values(), *(c for held in metric.cues.values() for c in held))
    ).lower()
    counts = language.measures["volume"]
    if language.measures["in_volume"].match(behind):
        return counts.search(spoken) is None
    return language.measures["in_value"].match(behind) is not None and counts.search(spoken) is not None
