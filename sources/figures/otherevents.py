"""Counts of an event of another kind: in an article on a storm "sau trận động đất khiến 79 người chết"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.lexicon import fold_case, whole_words
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric, Topic

_REACH: Final = 110  # characters in front of a count in which what cost it is named
_BEHIND: Final = 24  # characters behind a measure in which it is named what it is of
_CLAUSE: Final = re.compile(r"[^,;:.()\d]*")
_CUT: Final = re.compile(r"[.;:]\s")


def is_of_follow_up(language: Language, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
    """ "an aftershock at a depth of 8 km", "a 5.2-magnitude aftershock", "một dư chấn, cách thị trấn 13 km":
    whether a measure is that of what came with an event, and not of the event."""
    if metric.kind != "level" or is_counted(metric.unit) or is_money(metric.unit):
        return False
    low, first = within.low, within.span[0]
    said = max(language.follow_ups.finditer(low, first, phrase.hedge_start), key=re.Match.end, default=None)
    if said is not None:
        is_led = any(first <= m.start and m.end <= said.start() for m in within.mentions)
        is_own = any(said.end() <= m.start < phrase.start for m in within.mentions)
        is_aside = is_led and ", " in low[said.end() : phrase.hedge_start]
        return not (is_own or is_aside or any(m.start <= said.start() < m.end for m in within.mentions))
    clause = _CLAUSE.match(low, phrase.end, min(within.span[1], phrase.end + _BEHIND))
    return clause is not None and language.follow_ups.search(low, phrase.end, clause.end()) is not None


class OtherEvents:
    """The kinds of event that one topic is not of. A topic of no known kind has none."""

    def __init__(self, topic: Topic, language: Language) -> None:
        self.language = language
        self.topic = topic
        self.kinds: re.Pattern[str] | None = None  # made where an article names any
        self.is_made = False

    def _make(self) -> None:
        said = [*self.topic.title.values()]
        for subject in self.topic.subjects:
            if subject.main:
                told = (*subject.names.values(), *subject.descriptions.values())
                said += [name for held in told for name in held]
        words = " | ".join(map(fold_case, said))
        own = [kinds for spoken, kinds in self.language.event_kinds if spoken.search(words) is not None]
        others = tuple(kind for kind in self.language.event_sure if not any(kind in kinds for kinds in own))
        self.kinds = _pattern(others) if own else None
        self.is_made = True

    def is_of(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether words in front of a count say that an event of another kind cost that."""
        if self.language.event_any.search(within.low, within.span[0], phrase.hedge_start) is None:
            return False
        if not self.is_made:
            self._make()
        if self.kinds is None:
            return False
        low = within.low
        first = max(within.span[0], phrase.hedge_start - _REACH)
        kind = max(self.kinds.finditer(low, first, phrase.hedge_start), key=re.Match.end, default=None)
        if kind is None or _CUT.search(low, kind.end(), phrase.hedge_start) is not None:
            return False
        if any(m.start < phrase.start and m.end + 1 >= kind.start() for m in within.mentions):
            return False  # "the Reed Bay quake", "after the quake, the storm killed 12"
        return self.language.toll_caused.search(low, kind.end(), phrase.hedge_start) is not None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return whole_words(words)
