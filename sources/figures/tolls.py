"""Counts of people that are parts of a toll by what they say themselves: who died in hospital, those of one nation or
trade, the remaining ones, those whose names are known, some among others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.houses import is_of_one_house
from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Figure, Metric

_BODIES: Final = "bodies"
_FRONT: Final = 60  # characters in front of a count that its clause may begin with
_BEHIND: Final = 110  # characters behind it up to which its clause may go on
_WHO: Final = 30  # characters behind a count in which it says who they are
_CUT: Final = re.compile(
    r"[,;:.()](?!\d)|\s(?:and|và|while|but|nhưng|còn|trong khi|when|after(?!\sbeing)|sau khi(?!\sđược))\s"
)
_BESIDE: Final = re.compile(r"\s(?:and|và)\s|,\s(?:(?:and|và)\s)?")
_OPENING: Final = re.compile(r"(?:[,;:–“\"]\s?|\s(?:that|rằng|là|and|và|but|nhưng)\s)$")


class Tolls:
    """The parts of tolls in one topic's articles."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self.language = cues.language
        words = cues.language.death_words
        self.severe = frozenset(
            m.key
            for m in cues.metrics
            if any(cues.language.toll_severity.search(fold_case(cue)) for held in m.cues.values() for cue in held)
        )
        self.is_unsure = False  # whether the last count that was asked for is a part if the article tells a larger toll
        self.is_event = any(metric.revisable for metric in cues.metrics)
        self.deaths = frozenset(
            m.key for m in cues.metrics if any(cue in words for held in m.cues.values() for cue in held)
        )

    def is_part(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure], *, has_cause: bool
    ) -> bool:
        """Whether a count of people is one of some of those that a toll counts. `told` are the figures before it."""
        if metric.unit != "people" or not self.is_event:
            return False
        if metric.kind == "cumulative" and (self._is_rest(within, phrase) or self._is_identified(within, phrase)):
            return True
        if metric.key in self.deaths and self.is_of_place(within, phrase, metric, subject, told):
            return True
        if self.language.toll_own.match(within.low, phrase.end) is not None or is_of_one_house(
            self.language, within, phrase
        ):
            return True
        if metric.key in self.deaths and self._is_beside_others(within, phrase):
            return True
        if metric.key not in self.deaths and self._is_one_helped(within, phrase, metric):
            return True
        if self._is_of_severity(within, phrase, metric, subject, told):
            return True
        if self._is_addend(within, phrase, metric, subject, told):
            return True
        if self._is_of_nation(within, phrase) or self._is_of_group(within, phrase, metric, subject, told):
            return True
        return not has_cause and self._is_among(within, phrase, metric, subject, told)

    def is_given(self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure]) -> bool:
        """ "Karate brought the team 6 gold medals", "10 HCV (mỗi môn 5 HCV)", "3 tấm HCV còn lại": of things, what some
        gave to a larger count."""
        if metric.kind != "cumulative" or metric.unit == "people" or is_money(metric.unit):
            return False
        if self._is_rest(within, phrase):
            return True
        if self.language.part_giving.search(within.low, *self._clause(within, phrase)) is None:
            return False
        return self._has_larger(within, phrase, metric, subject, told)

    def is_of_place(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure]
    ) -> bool:
        """ "40 died at the scene, while four succumbed in hospital": who died in one of the two kinds of places. Those
        at the scene may be all, where nothing else is told."""
        if metric.key not in self.deaths or not self.is_event:
            return False
        low, (start, end) = within.low, self._clause(within, phrase)
        if self._is_in_hospital(within, phrase, end):
            return True
        if self.language.toll_scene.search(low, start, end) is None:
            return False
        others = (p for p in within.phrases if p.start != phrase.start and p.unit in ("", "people"))
        if any(self._is_in_hospital(within, p, self._clause(within, p)[1]) for p in others):
            return True
        return self._has_larger(within, phrase, metric, subject, told)

    def _is_in_hospital(self, within: Sentence, phrase: Phrase, end: int) -> bool:
        """Whether those of a count died in hospital; bodies are brought there."""
        low = within.low
        if phrase.unit == _BODIES or self.language.toll_hospital.search(low, phrase.end, end) is None:
            return False
        if self.language.toll_bodies.search(low, phrase.start, end) is not None:
            return False
        others = (pattern for key, pattern in self.cues.patterns.items() if key not in self.deaths)
        of_wounds = self.language.dying_of.search(low, phrase.start, end)
        return of_wounds is not None or not any(pattern.search(low, phrase.start, end) for pattern in others)

    def _clause(self, within: Sentence, phrase: Phrase) -> tuple[int, int]:
        """Where the clause of a count begins and ends, with the count's neighbours outside."""
        low, (first, last) = within.low, within.span
        first = max(
            [first, phrase.hedge_start - _FRONT, *(p.end for p in within.phrases if p.end <= phrase.hedge_start)]
        )
        last = min([last, phrase.end + _BEHIND, *(p.hedge_start for p in within.phrases if p.start >= phrase.end)])
        cuts = list(_CUT.finditer(low, first, phrase.hedge_start))
        ahead = _CUT.search(low, phrase.end, last)
        return cuts[-1].end() if cuts else first, ahead.start() if ahead is not None else last

    def _has_larger(
        self,
        within: Sentence,
        phrase: Phrase,
        metric: Metric,
        subject: str,
        told: Sequence[Figure],
        *,
        is_helper: bool = False,
    ) -> bool:
        """Whether the article told a larger toll before, and no place of its own is told with a count. Where more died
        than those who came to help are hurt, others are hurt too."""
        if any(within.span[0] <= place.start < self._clause(within, phrase)[1] for place in within.places):
            return False
        self.is_unsure = True
        return any(
            (f.metric == metric.key or (is_helper and f.metric in self.deaths))
            and f.subject == subject
            and f.place is None
            and f.status == "fact"
            and f.quantity.value is not None
            and f.quantity.value > phrase.amount
            for f in told
        )

    def _is_one_helped(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "One victim was carried out by firefighters": somebody whom a sentence begins with, being helped."""
        if phrase.amount != 1 or not phrase.is_word or within.low[within.span[0] : phrase.hedge_start].strip('“"‘ '):
            return False
        if any(p is not phrase and p.unit in ("", "people") for p in within.phrases):
            return False
        cue = self.cues.patterns.get(metric.key)
        done = cue.search(within.low, phrase.end, within.span[1]) if cue is not None else None
        if done is None:
            return False
        helped = self.language.toll_helped.search(within.low, phrase.end, done.start())
        if helped is not None:
            return bool(within.low[helped.end() : done.start()].strip())
        return self.language.toll_helped_by.match(within.low, done.end()) is not None

    def _is_beside_others(self, within: Sentence, phrase: Phrase) -> bool:
        """ "49 drowned and others were buried by landslides": those who died in one of several ways."""
        last = min([within.span[1], *(p.hedge_start for p in within.phrases if p.start >= phrase.end)])
        others = self.language.toll_others.search(within.low, phrase.end, last)
        if others is None:
            return False
        deaths = (self.cues.patterns[key] for key in self.deaths if key in self.cues.patterns)
        behind = within.low[others.end() : min(last, others.end() + _WHO)]
        is_of_living = any(
            pattern.search(behind) for key, pattern in self.cues.patterns.items() if key not in self.deaths
        )
        return not is_of_living or any(pattern.search(behind) for pattern in deaths)

    def _is_rest(self, within: Sentence, phrase: Phrase) -> bool:
        """ "the remaining 164 victims", "29 thi thể còn lại"."""
        low = within.low
        front = low[max(within.span[0], phrase.hedge_start - _WHO) : phrase.hedge_start]
        return (
            self.language.toll_rest.search(front) is not None
            or self.language.toll_rest_behind.match(low, phrase.end) is not None
        )

    def _is_identified(self, within: Sentence, phrase: Phrase) -> bool:
        """ "127 bodies had been identified", "xác định danh tính 29 nạn nhân": unless they are all."""
        low, (start, end) = within.low, self._clause(within, phrase)
        if self.language.toll_identified.search(low, start, end) is None:
            return False
        return self.language.toll_every.search(low[start : phrase.hedge_start]) is None

    def _is_of_nation(self, within: Sentence, phrase: Phrase) -> bool:
        """ "seven Indonesians", "11 người giúp việc người Indonesia", "ba kỹ sư Trung Quốc"."""
        low, text = within.low, within.text
        end = min(within.span[1], phrase.end + _WHO)
        if self.language.nouns_behind:
            nation = self.language.nationals.search(low, phrase.start, end)
            if nation is None or not text[nation.start()].isupper():
                return False
            between = low[phrase.end : nation.start()].strip()
            return " " not in between and between.isalpha() == bool(between) and not self._is_preposition(between)
        who = self.language.toll_nation.match(low, phrase.end, end)
        if who is not None and text[who.end() : who.end() + 1].isupper():
            return not any(p.start == who.end() and p.name not in self.language.lands for p in within.places)
        land = next((p for p in within.places if p.start > phrase.end and p.name in self.language.lands), None)
        if land is None or text.endswith(self.language.classifiers, phrase.start, phrase.end):
            return False
        words = low[phrase.end : land.start].split()
        is_noun = len(words) <= (0 if phrase.unit else 3) and "".join(words).isalpha() == bool(words)
        return is_noun and not (self._is_told(low, phrase.end, land.start) or any(map(self._is_preposition, words)))

    def _is_preposition(self, word: str) -> bool:
        return bool(word) and self.language.head_prepositions.fullmatch(word) is not None

    def _is_told(self, low: str, start: int, end: int) -> bool:
        return any(pattern.search(low, start, end) for pattern in self.cues.patterns.values())

    def _is_of_group(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure]
    ) -> bool:
        """ "110 women and 58 men", "12 firefighters" behind a larger toll."""
        end = self._end_of_group(within, phrase)
        own = self.cues.patterns.get(metric.key)
        if end is None or (
            own is not None and metric.key not in self.deaths and own.search(within.low, phrase.start, end)
        ):
            return False  # of passengers, where those are what is counted
        counts = [p for p in within.phrases if p.unit not in TIMES]
        number = counts.index(phrase)
        if number + 1 < len(counts):
            following = counts[number + 1]
            is_beside = _BESIDE.fullmatch(within.low, end, following.hedge_start) is not None
            if is_beside and self._end_of_group(within, following) is not None:
                return True
        if number:
            last = self._end_of_group(within, counts[number - 1])
            if last is not None and _BESIDE.fullmatch(within.low, last, phrase.hedge_start) is not None:
                return True
        is_helper = self.language.toll_helpers.search(within.low, phrase.start, end) is not None
        return self._has_larger(within, phrase, metric, subject, told, is_helper=is_helper)

    def _is_of_severity(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure]
    ) -> bool:
        """ "12 người bị thương nặng, 28 người bị thương nhẹ": where the others are told too, or all of them were."""
        severity, low = self.language.toll_severity, within.low
        if severity.search(low, *self._clause(within, phrase)) is None or metric.key in self.severe:
            return False
        others = (p for p in within.phrases if p.start != phrase.start and p.unit in ("", "people"))
        if any(severity.search(low, *self._clause(within, p)) for p in others):
            return True
        return self._has_larger(within, phrase, metric, subject, told)

    def _is_addend(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure]
    ) -> bool:
        """ "94 were killed – 40 in the first tower and 54 in the others": of counts that make up the one before."""
        whole = told[-1] if told else None
        if whole is None or (whole.metric, whole.subject) != (metric.key, subject) or whole.paragraph != within.number:
            return False
        counts = [p for p in within.phrases if p.start >= whole.start and p.unit in ("", "people")]
        if len(counts) < 3 or counts[0].start != whole.start or phrase not in counts[1:]:
            return False
        if any(counts[0].end <= place.start < within.span[1] for place in within.places):
            return False
        others = [pattern for key, pattern in self.cues.patterns.items() if key != metric.key]
        if any(pattern.search(within.low, counts[1].start, within.span[1]) for pattern in others):
            return False
        return sum(p.amount for p in counts[1:]) == counts[0].amount

    def _end_of_group(self, within: Sentence, phrase: Phrase) -> int | None:
        """Where the word ends that says which people a count is of."""
        end = min(within.span[1], phrase.end + _WHO)
        group = self.language.toll_groups.search(within.low, phrase.start, end)
        if group is None:
            return None
        between = within.low[phrase.end : group.start()].strip()
        return group.end() if not between or between in self.language.toll_group_links else None

    def _is_among(self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure]) -> bool:
        """ "Among those responding, twelve firefighters", "trong số những người chết có một lính cứu hỏa"."""
        low, start = within.low, within.span[0]
        lead = next(
            (
                each
                for each in self.language.toll_among.finditer(low, start, phrase.hedge_start)
                if not low[start : each.start()].strip(' “"') or _OPENING.search(low[start : each.start()])
            ),
            None,
        )
        if lead is None:
            return False
        first = next((p.hedge_start for p in within.phrases if p.start >= lead.end()), phrase.hedge_start)
        comma = low.find(",", lead.end(), first)
        stop = comma if comma >= 0 else first
        own = self.cues.patterns.get(metric.key)
        if own is not None and own.search(low, lead.start(), stop) is not None:
            return True
        is_other = any(each.search(low, lead.start(), stop) for each in self.cues.patterns.values())
        is_bare = comma < 0 or comma == lead.end()  # "among those, 12", and not "among those responding, 12"
        if is_bare and self.language.toll_them.fullmatch(low, lead.start(), lead.end()):
            return self._has_larger(within, phrase, metric, subject, told)
        return not is_other or phrase.amount == 1 or self._has_larger(within, phrase, metric, subject, told)
