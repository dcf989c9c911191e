"""Counts of one day where the same is counted as a running total too: "had its busiest day on June 20, when 5,102
came", "let in 4,870 visitors, a record for one day"; "since its opening day", "by May 19" tell of the total."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.candidates import is_plausible
from sources.figures.cues import Cues
from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.roles import Roles
from sources.figures.sentence import Sentence
from sources.figures.tables import read_table
from sources.figures.takings import taken_in
from sources.model import Metric

_FRONT: Final = 64  # characters between such words and the number behind them
_BEHIND: Final = 24  # the same, where the number stands in front
_LEAD: Final = 16  # characters in front of such words
_LARGE: Final = 1000  # from here on a bare number counts something
_COMMAS: Final = 2
_WORD: Final = re.compile(r"\w+")
_TURN: Final = re.compile(r"[;:]|\s(?:and|but|while|since|và|nhưng|còn|trong khi)\s")


class DayCounts:
    """The counts of a day in one topic: by metric, those of its words that name a day."""

    def __init__(self, cues: Cues) -> None:
        self.language = cues.language
        days = frozenset(read_table(cues.language.code)["time"]["units"]["day"])
        running = {m.unit for m in cues.metrics if m.kind == "cumulative" and not m.revisable and not is_money(m.unit)}
        self.cues = cues
        self.days = days
        self.metrics = [m for m in cues.metrics if m.kind == "flow" and m.period == "day" and m.unit in running]

    def of(self, within: Sentence, phrase: Phrase, metric: Metric, roles: Roles) -> Metric | None:
        """The metric of a day that a number is of which was taken for a running total."""
        if metric.kind != "cumulative" or metric.revisable:
            return None
        held = [m for m in self.metrics if m.unit == metric.unit and is_plausible(phrase, m)]
        if not held or any(phrase.end <= m.start and roles.is_led(within.low, m) for m in within.moments):
            return None  # "50,000 by May 19"
        told = next((m for m in held if self._is_noun(within, phrase, m) or self._is_told(within, phrase, m)), None)
        return told or (held[0] if self._is_taken(within, phrase, metric, roles) else None)

    def _is_noun(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "110.000 lượt/ngày": a number with a noun for what comes in a day."""
        nouns = [fold_case(noun) for noun in metric.nouns.get(self.language.code, ()) if self._is_of_day(noun)]
        return within.low.endswith(tuple(nouns), phrase.start, phrase.end)

    def _is_of_day(self, said: str) -> bool:
        return not self.days.isdisjoint(_WORD.findall(fold_case(said)))

    def _is_taken(self, within: Sentence, phrase: Phrase, metric: Metric, roles: Roles) -> bool:
        """ "On December 30, the line carried 90,000 passengers": what a day alone brought, in a plain past."""
        done = self.cues.patterns.get(metric.key)
        if done is None or any(p.unit in TIMES for p in within.phrases):
            return False  # "on December 30, after a year, it served its 20 millionth"
        if any(roles.is_since(within, m) or roles.is_begun(within, m) for m in within.moments):
            return False  # "between its reopening and May 29"
        if self._is_alone(within):
            return True
        return taken_in(self.language, roles, within, phrase, metric, frozenset(), done) == "day"

    def _is_alone(self, within: Sentence) -> bool:
        """ "on December 30 alone", "riêng ngày 30/12"."""
        if len(within.moments) != 1 or within.moments[0].grain != "day":
            return False
        low, day = within.low, within.moments[0]
        front = low[max(within.span[0], day.start - _LEAD) : day.start]
        return (
            self.language.time_alone.match(low, day.end) is not None
            or self.language.alone_time.search(front) is not None
        )

    def _is_told(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        pattern = self.cues.patterns.get(metric.key)
        if pattern is None:
            return False
        low = within.low
        spoken = [said for said in pattern.finditer(low, *within.span) if self._is_of_day(said[0])]
        for said in (*spoken, *self.language.some_day.finditer(low, *within.span)):
            if said.end() <= phrase.start:
                front = low[max(within.span[0], said.start() - _LEAD) : said.start()]
                is_near = phrase.hedge_start - said.end() <= _FRONT and self.language.day_by.search(front) is None
                gap = low[said.end() : phrase.hedge_start]
            else:
                is_near = 0 <= said.start() - phrase.end <= _BEHIND
                gap = low[phrase.end : said.start()]
                is_near = is_near and self.language.day_by.search(gap) is None
            first, last = min(said.end(), phrase.end), max(said.start(), phrase.start)
            is_others = any(first <= p.start < last and _counts(p) for p in within.phrases)
            if is_near and not is_others and gap.count(",") <= _COMMAS and _TURN.search(gap) is None:
                return True
        return False


def _counts(phrase: Phrase) -> bool:
    """Whether a number counts anything, and is not that of a line or a platform."""
    return phrase.unit not in TIMES and (phrase.unit != "" or phrase.amount >= _LARGE)
