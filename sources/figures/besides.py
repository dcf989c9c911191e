"""Counts of others than those that were told before, which are no increments: "another 100 people remain missing"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.findings import Findings
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.figures.status import is_added, is_on_top
from sources.figures.told import has_own_place
from sources.model import Metric

_CLAUSE: Final = re.compile(r"[^,;:.()\d]*")
_BESIDE: Final = 24  # characters in front of a count in which it is said to be of others


class Besides:
    """The counts of others in one article."""

    def __init__(self, cues: Cues, findings: Findings) -> None:
        self.cues = cues
        self.language = cues.language
        self.findings = findings

    def is_besides(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> bool:
        """ "10 dead, five more missing", "killed 35; another 140 are missing": what is told to be more than a count of
        something else is no increment of its own, and what remains is none at all."""
        if phrase.unit not in ("", metric.unit) or not is_counted(metric.unit):
            return False
        if self._is_of_others(within, phrase, metric):
            return True
        if metric.unit != "people":
            return False
        if metric.kind == "level" and self._is_left(within, phrase):
            return True
        before = [each for each in memory.in_sentence.values() if each is not metric]
        if metric.kind != "level" or len(before) != len(memory.in_sentence):
            return False
        if not any(each.kind == "cumulative" for each in before):
            return False
        return is_on_top(within, phrase, self.language) or is_added(within, phrase, self.language)

    def is_elsewhere(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> bool:
        """ "has earned $306 million at home and another $777 million abroad": what a run came to at another place."""
        last = memory.last
        if metric.kind != "cumulative" or metric.revisable or not is_money(phrase.unit) or last is None:
            return False
        if not is_money(last.unit) or last.start < within.span[0]:
            return False
        return has_own_place(self.language, within, last) and has_own_place(self.language, within, phrase)

    def _is_left(self, within: Sentence, phrase: Phrase) -> bool:
        """ "another 100 people remain unaccounted for", "thêm 40 người vẫn mất tích"."""
        clause = _CLAUSE.match(within.low, phrase.end, within.span[1])
        assert clause is not None
        return self.language.remaining.search(within.low, phrase.end, clause.end()) is not None

    def _is_of_others(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "The fire killed 13 people. Another 28 were injured", "killed 13, while 28 more were hurt": a first count of
        its kind, behind one of another, and of no other time."""
        told = self.findings.figures
        last = told[-1] if told else None
        if last is None or not within.number - 1 <= last.paragraph <= within.number:
            return False
        is_here = last.paragraph == within.number and last.start >= within.span[0]
        if any(not is_here or moment.end > last.start for moment in within.moments):
            return False
        front = within.low[max(within.span[0], phrase.hedge_start - _BESIDE) : phrase.start]
        is_beside = self.language.besides.search(front) is not None
        is_more = is_on_top(within, phrase, self.language) or is_added(within, phrase, self.language)
        if not is_beside and not (is_here and is_more):
            return False
        # Nobody tells growth by "thousands".
        is_first = phrase.is_vague or not any(f.metric == metric.key for f in told)
        kinds = {m.key for m in self.cues.metrics if m.unit == metric.unit and m.kind == "cumulative"}
        return is_first and last.metric in kinds
