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

    def is_of_another(self, within: Sentence, start: int, end: int) -> bool:
        """Whether a clause tells what another land does, has or buys from another land."""
        for place in within.places:
            if place.name in self.others and start <= place.start and place.end <= end:
                if self._does(within, place, start) or self._owns(within, place, start, end):
                    return True
                if self._gave(within, place, start):
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
