"""What a rate of growth is measured from: "0.1% from April" and "3.2% from a year earlier" are two rates."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Final

from sources.figures.language import Language
from sources.figures.periods import in_year, shift_month
from sources.figures.phrase import Phrase
from sources.figures.roles import Roles
from sources.figures.sentence import RATES, Sentence
from sources.model import VIETNAM, Metric, Period

_REACH: Final = 90  # characters behind a rate in which its base is told
_OPENING: Final = 24  # at the beginning of a sentence: a base told there is that of all that follows
_NAMED: Final = 8  # characters between "the same period" and the year that it is of
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
        until = min([p.hedge_start for p in others if p.start >= phrase.end], default=end)
        behind = (phrase.end, min(until, phrase.end + _REACH))
        found = self._in(within, behind, period)
        if found is None:
            since = max([p.end for p in others if p.end <= phrase.start], default=start)
            found = self._in(within, (since, phrase.start), period)
        if found is None and any(p.end <= phrase.start for p in others):
            found = self._in(within, (start, min(start + _OPENING, others[0].start)), period)
        return found

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
            named = self._year_behind(within, match.end(), period) if match is not None and kind == "year" else None
            if match is not None and named is not None:
                found.append((match.start() - 1, named))
            elif match is not None and not is_dated:
                day = shift_month(period.start.astimezone(VIETNAM).date(), -months)
                found.append((match.start() - 1, datetime.combine(day, time(), VIETNAM)))
        return min(found)[1] if found else None

    def _year_behind(self, within: Sentence, at: int, period: Period) -> datetime | None:
        """ "the same period of 2019": the beginning of the same stretch in the year that is named."""
        for moment in within.moments:
            if moment.grain == "year" and 0 <= moment.start - at <= _NAMED and moment.period.start is not None:
                same = in_year(period, moment.period.start.astimezone(VIETNAM).year)
                return same.start if same is not None else None
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
