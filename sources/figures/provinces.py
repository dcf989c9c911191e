"""The province that words point back to: "UBND tỉnh A cho biết, toàn tỉnh có 2 người chết", "12 died across the
province"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence
from sources.figures.towns import Towns
from sources.text import fold

_CUT: Final = re.compile(r", |; |: ")
_KIND: Final = 12  # characters in front of a place that hold the word for its kind
_BEHIND: Final = 48  # characters behind a number in which words may say that it is of all the province


class Provinces:
    """The provinces that the articles of one event name, which is not named after them itself."""

    def __init__(self, language: Language, named: str) -> None:
        self.language = language
        self.event = named
        self.towns = Towns(language)
        self.inside: dict[str, bool] = {}

    def meet(self, within: Sentence, memory: Memory, *, is_event: bool) -> None:
        """Note the province that a sentence names, in the name of a party as well, and of what is no event the town;
        of several none."""
        if not within.places and not within.parties:
            return
        found = {place.name for place in within.places if self._is_inside(place.name)}
        towns = {p.name for p in within.places if not is_event and self._is_town(within, p)}
        for first, last, _ in within.parties:
            held = self.language.place.finditer(within.text, first, last)
            names = (self.language.places[fold_case(match[0])] for match in held)
            found.update(name for name in names if self._is_inside(name))
            if not is_event:
                towns.update(town.name for town in self.towns.told(within.text, first, last))
        if found:
            memory.province = found.pop() if len(found) == 1 else None
        if found or towns:
            memory.town = towns.pop() if len(towns) == 1 else None

    def pointed_at(self, within: Sentence, phrase: Phrase, memory: Memory, *, is_event: bool) -> str | None:
        """The province of which words beside a number say that it is of all of it; of what is no event, also the one
        that a clause is about by its kind alone: "the city recorded 12"; the town where that is the word for one."""
        if (memory.province is None and memory.town is None) or within.in_brackets(phrase.start):
            return None
        start, end = within.span
        words = self.language.home_all.search(within.low, start, phrase.hedge_start)
        if words is None and not is_event:
            spoken = self._spoken_of(within, phrase)
            if spoken is not None:
                return self._meant(spoken, memory)
        if words is None:
            following = (p.hedge_start for p in within.phrases if p.start >= phrase.end)
            last = min([end, phrase.end + _BEHIND, *following])
            words = self.language.home_all.search(within.low, phrase.end, last)
        if words is None or any(0 <= place.start - words.end() <= 1 for place in within.places):
            return None
        meant = self._meant(words[0], memory)
        if meant is not None:
            memory.opening_place = meant
        return meant

    def _meant(self, words: str, memory: Memory) -> str | None:
        """Which of the two places that were named last words of a kind are for."""
        is_town = memory.town is not None and self.language.home_town.search(words) is not None
        return memory.town if is_town else memory.province

    def _spoken_of(self, within: Sentence, phrase: Phrase) -> str | None:
        """The word for a kind of places that the clause of a number begins with, written as a common noun."""
        low, start = within.low, within.span[0]
        begun = [start, *(cut.end() for cut in _CUT.finditer(low, start, phrase.hedge_start))]
        begun += [moment.end + 1 for moment in within.moments if moment.end < phrase.hedge_start]
        for at in sorted(begun, reverse=True):
            words = self.language.home_bare.match(low, at)
            if words is not None and not within.text[words.end()].isupper():
                is_of_all = self.language.nation.search(low, words.end(), phrase.hedge_start) is not None
                return None if is_of_all else words[0]
        return None

    def _is_town(self, within: Sentence, place: Mention) -> bool:
        """Whether a place is a town that no table knows, and no part of one."""
        if place.name in self.language.provinces:
            return False
        return self.language.town_parts.search(within.low, max(0, place.start - _KIND), place.start) is None

    def _is_inside(self, name: str) -> bool:
        held = self.inside.get(name)
        if held is None:
            language = self.language
            held = name in language.provinces and name not in language.lands and fold(name) not in self.event
            self.inside[name] = held
        return held
