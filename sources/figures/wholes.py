"""What a number goes on about that names nothing of its own: parts and wholes, elided clauses, lists by place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.localities import is_label
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, TIME_UNITS, Sentence
from sources.model import Metric, Topic

_CLAUSE = re.compile(r"[,;:(–]\s?|\s-\s")
_PART = re.compile(r"(?:\bdo\b|trong đó|riêng|gồm|\bby|\bin|\bfrom)\s")
_PART_WORDS = 20  # characters behind a part that say what it is a part of
_BARELY = 3  # letters that a clause may hold before its number and still name nothing
_BEHIND_PLACE = re.compile(
    r"['’s]*[\s:–-]*(?:(?:with|for|has|had|to|at least|about|accounts for|account for|có|thêm|tới|chiếm)\s+)*"
)
_BEFORE_PLACE = re.compile(r"\s+(?:of them\s+)?(?:each\s+)?(?:in|at|ở|tại)\s+")


class Wholes:
    """How one topic's numbers hang together in a language."""

    def __init__(self, topic: Topic, cues: Cues, language: Language) -> None:
        self.topic = topic
        self.cues = cues
        self.language = language

    def clause(self, within: Sentence, phrase: Phrase) -> tuple[int, bool]:
        """Where the clause of a phrase begins, and whether it names nothing: only times, hedges and verbs of change
        stand before the number, so that it goes on about what was spoken of before."""
        text = within.low
        cuts = [
            match.end()
            for pattern in (_CLAUSE, self.language.says)
            for match in pattern.finditer(text, within.span[0], phrase.hedge_start)
        ]
        start = max([within.span[0], *cuts])
        rest = text[start : phrase.hedge_start]
        for moment in reversed(within.moments):
            if start <= moment.start and moment.end <= phrase.hedge_start:
                rest = rest[: moment.start - start] + rest[moment.end - start :]
        for mention in within.mentions:
            if start <= mention.start and mention.end <= phrase.hedge_start:
                if self.cues.kin:
                    return start, False  # "GDP went from ...": a name that a metric is spoken of with
                rest = rest.replace(text[mention.start : mention.end], "")
        for duration in within.phrases:
            if duration.unit in TIME_UNITS and start <= duration.start and duration.end <= phrase.hedge_start:
                rest = rest.replace(text[duration.start : duration.end], "")
        rest = self.language.bare_clause.sub("", rest)
        return start, sum(map(str.isalnum, rest)) <= _BARELY

    def is_part(self, within: Sentence, phrase: Phrase) -> bool:
        """A bare count behind a place, or behind "do", "trong đó", "riêng", or one that "including" and its place stand
        around: a part of what was counted before."""
        before = within.low[max(within.span[0], phrase.hedge_start - 40) : phrase.hedge_start]
        behind_place = any(0 <= phrase.hedge_start - place.end <= 4 for place in within.places)
        if not phrase.unit:
            return behind_place
        clause = max(before.rfind(sign) for sign in ",;.") + 1
        return behind_place or _PART.search(before, clause) is not None or self._is_included(within, phrase)

    def _is_included(self, within: Sentence, phrase: Phrase) -> bool:
        """ "killed 14 people, including 5 people in Oakham"."""
        opened = self.language.part_including.search(within.low, within.span[0], phrase.hedge_start)
        if opened is None or within.low[opened.end() : phrase.hedge_start].strip():
            return False
        ahead = next((place for place in within.places if place.start >= phrase.end), None)
        return ahead is not None and _BEFORE_PLACE.fullmatch(within.low, phrase.end, ahead.start) is not None

    def is_total(self, within: Sentence, phrase: Phrase) -> bool:
        return self.total_of(within, phrase) is not None

    def total_of(self, within: Sentence, phrase: Phrase) -> Metric | None:
        """A count with its parts in brackets right behind it: "155 người (53 chết, 102 mất tích)"."""
        text = within.low
        opening = text.find("(", phrase.end, min(within.span[1], phrase.end + 12))
        closing = text.find(")", opening) if opening >= 0 else -1
        if opening < 0 or closing < 0:
            return self._total_of_one(within, phrase)
        return self._sum_of(text[opening:closing], all)

    def _total_of_one(self, within: Sentence, phrase: Phrase) -> Metric | None:
        """A count with one of its parts right behind it: "10 người, trong đó 8 người mất tích"."""
        including = self.language.including.match(within.low, phrase.end)
        part = next((p for p in within.phrases if including and 0 <= p.hedge_start - including.end() <= 1), None)
        if part is None or part.value >= phrase.value:
            return None
        return self._sum_of(within.low[part.end : min(within.span[1], part.end + _PART_WORDS)], any)

    def _sum_of(self, text: str, which: Callable[[Iterable[bool]], bool]) -> Metric | None:
        """The sum of parts of which all, or any, are spoken of in a text."""
        for relation in self.topic.relations:
            if relation.kind != "sum" or not relation.total:
                continue
            patterns = (self.cues.patterns.get(part) for part in relation.parts)
            if which(pattern is not None and pattern.search(text) is not None for pattern in patterns):
                return next((m for m in self.topic.metrics if m.key == relation.total), None)
        return None

    def elided(self, within: Sentence, phrase: Phrase, memory: Memory) -> Metric | None:
        """ "(Cao Bằng 1, Thanh Hóa 2)": bare counts by place are of the metric in front of the brackets."""
        if phrase.unit or phrase.has_scale or memory.metric is None or not is_counted(memory.metric.unit):
            return None
        # Outside of brackets a list goes on about what stood outside: "177 (82 dead, 95 missing), of whom Bảo Yên 109".
        last = memory.last
        is_back = last is not None and last.start >= within.span[0] and within.in_brackets(last.start)
        told = memory.head if is_back and memory.head and not within.in_brackets(phrase.start) else memory.metric
        behind = [place for place in within.places if place.end <= phrase.start]
        if behind and _BEHIND_PLACE.fullmatch(within.text[behind[-1].end : phrase.start]):
            return told
        if is_label(within, phrase):
            return told  # "Cao Bằng (1), Thanh Hóa (2)"
        if behind and self.language.lost_behind.fullmatch(within.low, behind[-1].end, phrase.hedge_start):
            return self._deaths() if self.language.lost_to.match(within.low, phrase.end) else None
        ahead = [place for place in within.places if place.start >= phrase.end]
        if ahead and _BEFORE_PLACE.fullmatch(within.text[phrase.end : ahead[0].start]):
            return told
        return None

    def _deaths(self) -> Metric | None:
        """ "Lao Cai lost six to a landslide": the metric that is spoken of with words of death."""
        words = self.language.death_words
        return next(
            (m for m in self.cues.metrics if any(cue in words for held in m.cues.values() for cue in held)), None
        )

    def carried(self, phrase: Phrase, memory: Memory) -> Metric | None:
        """What a clause that names nothing goes on about: the metric of the figure before, of a rate the last rate."""
        return memory.by_unit.get(phrase.unit, memory.metric) if phrase.unit in RATES else memory.metric

    def names_another(self, within: Sentence, phrase: Phrase, clause: int) -> bool:
        """Whether a number needs words of its own: money, counts and rates do, and so does a measure (tonnes, hectares)
        whose clause speaks of another metric of its unit."""
        if is_counted(phrase.unit) or is_money(phrase.unit) or phrase.unit in RATES:
            return True
        return any(
            pattern.search(within.low, clause, min(within.span[1], phrase.end + 20))
            for metric in self.cues.metrics
            if metric.unit == phrase.unit and (pattern := self.cues.patterns.get(metric.key)) is not None
        )

    def whole_of(self, first: Metric | None, second: Metric) -> Metric | None:
        """ "58 người chết, 40 người mất tích": behind both parts the sum is what is spoken of."""
        if first is None or first is second:
            return None
        for relation in self.topic.relations:
            if relation.kind == "sum" and {first.key, second.key} == set(relation.parts):
                return next((m for m in self.topic.metrics if m.key == relation.total), None)
        return None

    def is_spoken_of(self, metric: Metric, within: Sentence, memory: Memory) -> bool:
        """Money is of a damage only where damage is spoken of: a donation in the next sentence is none."""
        if not (metric.revisable and is_money(metric.unit)) or metric in memory.in_sentence.values():
            return True
        pattern = self.cues.patterns.get(metric.key)
        return pattern is None or pattern.search(within.low, *within.span) is not None
