"""Whether what a sentence tells is another land's own: "Thailand exported $3 billion", "China's imports from Laos".

A topic of exports or of visitors is of one land. Others are in it as those who buy or come ("exports to Thailand",
"Thai visitors"): what another land sells or welcomes itself, or buys from a third, is no part of that.
"""

from __future__ import annotations

import re
from typing import Final

from sources.figures.clauses import Clauses
from sources.figures.cues import Cues
from sources.figures.lexicon import fold_case
from sources.figures.sentence import Mention, Sentence
from sources.model import Topic

_OWNING: Final = re.compile(r"['’]s?\s(?:[\w-]+\s){0,3}")
_OWNED: Final = re.compile(r"['’]s?((?:\s[\w-]+){1,3})")
_FROM: Final = re.compile(r"\s(?:from|từ|của)\s(?:the\s)?[A-ZĐÀ-Ỹ]")
_OWNS: Final = 40  # characters behind a land in which it is said what it bought
_NARROW: Final = re.compile(r"\s(?:[\w-]+\s){0,2}")


class Lands:
    """The lands that one topic is not of."""

    def __init__(self, topic: Topic, cues: Cues, clauses: Clauses) -> None:
        self.language = cues.language
        self.clauses = clauses
        said = [*topic.title.values(), *(name for held in topic.queries.values() for name in held)]
        for subject in topic.subjects:
            said += [subject.name, *(name for held in subject.names.values() for name in held)]
            said += [name for held in subject.descriptions.values() for name in held]
        main = [name for subject in topic.subjects if subject.main for held in subject.names.values() for name in held]
        self.own = frozenset(word for name in main for word in fold_case(name).split())
        names = [name for subject in topic.subjects for held in subject.names.values() for name in held]
        named = " ".join(map(fold_case, names))
        self.is_of_land = cues.language.lands_home.search(named) is not None or any(
            f" {fold_case(land)} " in f" {named} " for land in cues.language.lands
        )
        words = f" {' '.join(map(fold_case, said))} "
        self.others = frozenset(land for land in self.language.lands if f" {fold_case(land)} " not in words)
        own = f" {' '.join(map(fold_case, (*topic.title.values(), *main)))} "
        self.foreign = frozenset(land for land in self.language.lands if f" {fold_case(land)} " not in own)
        self.is_of_purchases = cues.language.lands_take.search(own) is not None

    def is_of_another(self, within: Sentence, start: int, end: int) -> bool:
        """Whether a clause tells what another land does, has or buys from another land."""
        for place in within.places:
            if place.name in self.others and start <= place.start and place.end <= end:
                if self._does(within, place, start) or self._owns(within, place, start, end):
                    return True
                if self._gave(within, place, start):
                    return True
            is_foreign = place.name in self.foreign and start <= place.start and place.end <= end
            if is_foreign and (self._supplies(within, place, start) or self._takes(within, place, start)):
                return True
        return self._is_demonyms(within, start, end)

    def is_of_own(self, within: Sentence, start: int, end: int) -> bool:
        """Whether a clause speaks of the whole land again."""
        return self.language.lands_home.search(within.low, start, end) is not None

    def _does(self, within: Sentence, place: Mention, start: int) -> bool:
        low, language = within.low, self.language
        if language.lands_do.match(low, place.end) is None:
            return False
        front = self.clauses.subject_words(within, start, place.start)
        if front is None or front.strip(" @.,'’"):
            return False
        words = low[start : place.start].split()
        return not words or language.head_prepositions.fullmatch(words[-1]) is None

    def _supplies(self, within: Sentence, place: Mention, start: int) -> bool:
        """ "Thailand remained the largest supplier": what is told behind it is what that land sold."""
        supplies = self.language.lands_supply.match(within.low, place.end)
        return supplies is not None and self._begins(within, place, start)

    def _takes(self, within: Sentence, place: Mention, start: int) -> bool:
        """ "China imported 228,000 tonnes", "China's durian imports": what a land bought of all others, where its
        paragraph names no land that it bought from, and no subject is called so."""
        low, language = within.low, self.language
        takes = language.lands_import.match(low, place.end)
        if takes is not None:
            end = takes.end() if self._begins(within, place, start) else None
        else:
            owned = (m for m in language.lands_imports.finditer(low, place.end, place.end + _OWNS))
            end = next((m.end() for m in owned if _OWNING.fullmatch(low, place.end, m.start())), None)
        if end is None or self.is_of_purchases:
            return False
        if any(m.start <= place.start and end <= m.end for m in within.mentions):
            return False
        last = within.span[1]
        from_home = language.lands_home.search(low, 0, last) or language.lands_home_kind.search(low, 0, last)
        return from_home is None and _FROM.search(within.text, end, last) is None

    def _begins(self, within: Sentence, place: Mention, start: int) -> bool:
        """Whether a land is what its clause begins with."""
        front = self.clauses.subject_words(within, start, place.start)
        if front is None or front.strip(" @.,'’"):
            return False
        words = within.low[start : place.start].split()
        return not words or self.language.head_prepositions.fullmatch(words[-1]) is None

    def _owns(self, within: Sentence, place: Mention, start: int, end: int) -> bool:
        low = within.low
        if self.is_of_land:
            owned = _OWNED.match(low, place.end, end)
            if owned is not None and not self.own.isdisjoint(owned[0].split()):
                return True  # "China's GDP" in a topic of Reedland's
        for own in self.language.lands_own.finditer(low, start, end):
            if own.start() >= place.end:
                if _OWNING.fullmatch(low, place.end, own.start()):
                    return True
            elif own.end() <= place.start and self._is_behind(within, own.end(), place):
                return True
        return False

    def _is_behind(self, within: Sentence, at: int, place: Mention) -> bool:
        """ "xuất khẩu sầu riêng của Thái Lan"."""
        of = next(self.language.lands_of.finditer(within.low, at, place.start), None)
        return of is not None and of.end() == place.start

    def _is_demonyms(self, within: Sentence, start: int, end: int) -> bool:
        """ "Thai durian exports"."""
        low = within.low
        for whose in self.language.demonyms.finditer(low, start, end):
            if self.language.demonym_places[whose[0]] in self.others:
                for own in self.language.lands_own.finditer(low, whose.end(), end):
                    if _NARROW.fullmatch(low, whose.end(), own.start()):
                        return True
        return False

    def _gave(self, within: Sentence, place: Mention, start: int) -> bool:
        low = within.low
        gave = self.language.lands_gave.search(low, start, place.start)
        return gave is not None and self.language.lands_take.search(low, start, gave.start()) is not None
