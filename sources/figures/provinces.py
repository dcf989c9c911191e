"""The province that words point back to: "UBND tỉnh A cho biết, toàn tỉnh có 2 người chết", "12 died across the
province"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.text import fold

_CUT: Final = re.compile(r", |; |: ")
_BEHIND: Final = 48  # characters behind a number in which words may say that it is of all the province


class Provinces:
    """The provinces that the articles of one event name, which is not named after them itself."""

    def __init__(self, language: Language, named: str) -> None:
        self.language = language
        self.event = named
        self.inside: dict[str, bool] = {}

    def meet(self, within: Sentence, memory: Memory) -> None:
        """Note the province that a sentence names, in the name of a party as well; of several none."""
        if not within.places and not within.parties:
            return
        found = {place.name for place in within.places if self._is_inside(place.name)}
        for first, last, _ in within.parties:
            held = self.language.place.finditer(within.text, first, last)
            names = (self.language.places[fold_case(match[0])] for match in held)
            found.update(name for name in names if self._is_inside(name))
        if found:
            memory.province = found.pop() if len(found) == 1 else None

    def pointed_at(self, within: Sentence, phrase: Phrase, memory: Memory, *, is_event: bool) -> str | None:
        """The province of which words beside a number say that it is of all of it; of what is no event, also the one
        that a clause is about by its kind alone: "the city recorded 12"."""
        if memory.province is None or within.in_brackets(phrase.start):
            return None
        start, end = within.span
        words = self.language.home_all.search(within.low, start, phrase.hedge_start)
        if words is None and not is_event and self._is_spoken_of(within, phrase):
            return memory.province
        if words is None:
            following = (p.hedge_start for p in within.phrases if p.start >= phrase.end)
            last = min([end, phrase.end + _BEHIND, *following])
            words = self.language.home_all.search(within.low, phrase.end, last)
        if words is None or any(0 <= place.start - words.end() <= 1 for place in within.places):
            return None
        memory.opening_place = memory.province
        return memory.province

    def _is_spoken_of(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether the clause of a number begins with the word for its kind, written as a common noun."""
        low, start = within.low, within.span[0]
        begun = [start, *(cut.end() for cut in _CUT.finditer(low, start, phrase.hedge_start))]
        begun += [moment.end + 1 for moment in within.moments if moment.end < phrase.hedge_start]
        for at in sorted(begun, reverse=True):
            words = self.language.home_bare.match(low, at)
            if words is not None and not within.text[words.end()].isupper():
                return self.language.nation.search(low, words.end(), phrase.hedge_start) is None
        return False

    def _is_inside(self, name: str) -> bool:
        held = self.inside.get(name)
        if held is None:
            language = self.language
            held = name in language.provinces and name not in language.lands and fold(name) not in self.event
            self.inside[name] = held
        return held
