"""Counts of some of those whom a level counts: "two crew members were rescued", "181 passengers and crew"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric

_REACH: Final = 60  # characters behind a count in which it is told what became of those
_OUT_OF: Final = 16  # characters between a count and the one that it is taken out of
_ASIDE: Final = re.compile(r",[^,;.:()\d]{2,30},")
_BETWEEN: Final = re.compile(r"\s(?:(?!(?:and|or|và|hoặc|in|at|ở|tại)\s)[^\W\d_]+\s){0,3}")
_JOINED: Final = re.compile(r"\s(?:and|or|và|hoặc|cùng|lẫn)\s(?:[^\W\d_]+\s){0,2}?")


class Aboard:
    """Whom one topic's levels count ("passengers", "crew") beside totals of what becomes of them ("deaths")."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self.levels = [m for m in cues.metrics if m.kind == "level" and is_counted(m.unit) and m.key in cues.patterns]
        self.fates = [m for m in cues.metrics if m.kind == "cumulative" and m.revisable and m.key in cues.patterns]

    def is_part(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """Whether a count with the noun of a level is of some of those only, by what became of them, or of more, since
        it counts others with them."""
        if metric not in self.levels or not (self.fates or len(self.levels) > 1):
            return False
        last = min(
            [within.span[1], phrase.end + _REACH, *(p.hedge_start for p in within.phrases if p.start >= phrase.end)]
        )
        own = self.cues.patterns[metric.key].search(within.low, phrase.start, phrase.end)
        if own is None or self.cues.language.part_all.search(within.low[within.span[0] : phrase.hedge_start]):
            return False  # "all six crew members died" tells how many they are
        return self._is_joined(within, metric, phrase.end, last) or self._has_fate(within, metric, phrase.end, last)

    def _is_joined(self, within: Sentence, metric: Metric, end: int, last: int) -> bool:
        joined = _JOINED.match(within.low, end, last)
        if joined is None:
            return False
        if self.cues.language.counted_with.match(within.low, joined.end(), last) is not None:
            return True
        return any(
            other is not metric
            and other.unit == metric.unit
            and self.cues.patterns[other.key].match(within.low, joined.end(), last) is not None
            for other in self.levels
        )

    def _has_fate(self, within: Sentence, metric: Metric, end: int, last: int) -> bool:
        aside = _ASIDE.match(within.low, end, last)
        start = aside.end() if aside is not None else end
        fates = (
            self.cues.patterns[fate.key].search(within.low, start, last)
            for fate in self.fates
            if fate.unit == metric.unit
        )
        return any(
            fate is not None and _BETWEEN.fullmatch(within.low, start, fate.start()) is not None for fate in fates
        )


def fate_of_some(within: Sentence, phrase: Phrase, metric: Metric, cues: Cues) -> Metric | None:
    """ "2 of the 52 people on board were rescued": what became of those that a count takes out of a level's; the metric
    itself where the count is taken out of no other."""
    whole = next((p for p in within.phrases if p.is_whole and 0 <= p.start - phrase.end <= _OUT_OF), None)
    if whole is None or metric.kind != "level":
        return metric
    last = min([within.span[1], *(p.hedge_start for p in within.phrases if p.start >= whole.end)])
    fates = [m for m in cues.metrics if m.kind == "cumulative" and m.unit == metric.unit and m.key in cues.patterns]
    found = [(cues.patterns[fate.key].search(within.low, whole.end, last), fate) for fate in fates]
    hits = [(hit.start(), fate) for hit, fate in found if hit is not None]
    return min(hits, key=_first)[1] if hits else None


def _first(hit: tuple[int, Metric]) -> int:
    return hit[0]
