"""The lands of an event: to which one words point back, whose officials count, and what is only a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence
from sources.figures.sites import lands_of
from sources.model import Topic
from sources.text import fold

_BACK: Final = 100  # characters in front of a number in which "that country" may stand
_HERE: Final = 48  # the same, behind it
_TITLE: Final = 48  # characters in front of a land in which an office is told
_CLAUSE: Final = re.compile(r"[,;:.]\s")


class Nations:
    """The lands of one topic's event."""

    def __init__(self, topic: Topic, language: Language) -> None:
        self.language = language
        self.is_event = any(metric.revisable for metric in topic.metrics)
        self.whole, self.several, self.size = lands_of(topic)
        self.of_party: dict[str, str] = {}
        for party in topic.parties:
            held = {
                language.places[fold_case(found[0])]
                for name in party.names
                for found in language.place.finditer(name)
                if language.places[fold_case(found[0])] in language.lands
            }
            if len(held) == 1:
                self.of_party[party.key] = held.pop()

    def is_whole(self, place: str | None) -> bool:
        """Whether places are all the lands together that an event is named after."""
        if place is None or self.size < 2:
            return False
        names = {fold(name) for part in place.split(" | ") for name in part.split(", ")}
        return len(names) == self.size and names <= self.several

    def pointed_at(self, within: Sentence, phrase: Phrase, place: str | None) -> str | None:
        """ "that country", "nước này", beside a number: the land that its sentence names before, in a title or in a
        name as well, else the place that was told last, where that is a land."""
        if not self.is_event:
            return None
        low, language = within.low, self.language
        ends = [p.end for p in within.phrases if p.end <= phrase.hedge_start and p.unit == phrase.unit]
        first = max([within.span[0], phrase.hedge_start - _BACK, *ends])
        there = language.there_land.search(low, first, phrase.hedge_start)
        if there is None:
            starts = [p.hedge_start for p in within.phrases if p.start >= phrase.end]
            there = language.there_land.search(low, phrase.end, min([within.span[1], phrase.end + _HERE, *starts]))
        if there is None:
            return None
        named = [land.name for land in self._named(within) if land.end <= there.start()]
        found = named[-1] if named else place
        if found is None or self._is_whole(found):
            return None
        return self._with_next(within, there.end(), found) if self._is_land(found) else None

    def _with_next(self, within: Sentence, end: int, land: str) -> str:
        """ "ở cả nước này và nước láng giềng Y": both."""
        other = next((p for p in within.places if p.start >= end), None)
        if other is None or self.language.there_and.fullmatch(within.low, end, other.start) is None:
            return land
        return f"{land}, {other.name}"

    def struck(self, within: Sentence, place: Mention) -> bool:
        """ "the quake that occurred in A", "Động đất tại A: ...": whether one of the lands that an event is named after
        only says where it began."""
        if len(self.several) < 2 or fold(place.name) not in self.several or self._is_joined(within, place):
            return False
        front = within.low[max(within.span[0], place.start - _BACK) : place.start]
        if self.language.there_land.search(within.low, *within.span) is None and any(
            fold(p.name) in self.several and p.name != place.name for p in within.places
        ):
            return False  # "a quake in A killed 5 and in B 3"
        if self.language.struck.search(front) is not None:
            return True
        named = [m for m in within.mentions if m.end < place.start]
        is_label = within.low.startswith((":", " -", " –"), place.end) and bool(named)
        return is_label and self.language.struck_at.fullmatch(within.low, named[-1].end, place.start) is not None

    def _is_joined(self, within: Sentence, place: Mention) -> bool:
        number = within.places.index(place)
        beside = within.places[max(0, number - 1) : number + 2]
        return any(
            self.language.place_joined.fullmatch(within.low, one.end, other.start) is not None
            for one, other in pairwise(beside)
        )

    def official(self, within: Sentence, said: str | None) -> str | None:
        """The land of an event of several whose officials a sentence is on the word of."""
        if len(self.several) < 2 or self.language.all_lands.search(within.low, *within.span) is not None:
            return None
        if said is None and self.language.speaks.search(within.low, *within.span) is None:
            return None
        found = {land.name for land in self._named(within) if self._holds_office(within, land)}
        if said is not None and said in self.of_party:
            found.add(self.of_party[said])
        land = found.pop() if len(found) == 1 else None
        if land is None or fold(land) not in self.several:
            return None
        if said is not None:
            self.of_party.setdefault(said, land)
        return land

    def is_of_another(self, who: str | None, place: str | None) -> bool:
        """Whether a place is a land of the event that somebody is no official of."""
        land = self.of_party.get(who or "")
        return land is not None and place is not None and fold(place) in self.several and place != land

    def is_official(self, who: str) -> bool:
        """Whether somebody is an official of one of the lands that an event is named after."""
        return len(self.several) > 1 and fold(self.of_party.get(who, "")) in self.several

    def is_local(self, who: str, places: Iterable[str | None]) -> bool:
        """Whether somebody is by name a body of one province, and told only of such places what is credited to it."""
        if not self.is_event or None in places:
            return False
        names = {self.language.places[fold_case(found[0])] for found in self.language.place.finditer(who)}
        return any(
            name in self.language.provinces and name not in self.language.lands and not self._is_whole(name)
            for name in names
        )

    def is_of_area(self, within: Sentence, phrase: Phrase) -> bool:
        """ "812 died in areas controlled by the government": a part of a land, by who holds it."""
        if not self.is_event:
            return False
        for place in within.places:
            if place.start > phrase.end and place.name in self.language.lands:
                if self.language.place_region.fullmatch(within.low, phrase.end, place.start) is not None:
                    return True
                break
        if self.language.held_area_words.is_absent(within.spoken):
            return False
        starts = [p.hedge_start for p in within.phrases if p.start >= phrase.end]
        last = min([within.span[1], *starts])
        comma = _CLAUSE.search(within.low, phrase.end, last)
        if self.language.held_area.search(within.low, phrase.end, comma.start() if comma is not None else last):
            return True
        ends = [p.end for p in within.phrases if p.end <= phrase.hedge_start]
        return not ends and self.language.held_area.search(within.low, within.span[0], phrase.hedge_start) is not None

    def _named(self, within: Sentence) -> list[Mention]:
        """The lands that a sentence names, inside of other names as well, and by their adjectives."""
        language, (start, end) = self.language, within.span
        found = [
            Mention(m.start(), m.end(), language.places[fold_case(m[0])])
            for m in language.place.finditer(within.text, start, end)
        ]
        found += [
            Mention(m.start(), m.end(), language.demonym_places[m[0]])
            for m in language.demonyms.finditer(within.low, start, end)
        ]
        return sorted(land for land in found if self._is_land(land.name))

    def _holds_office(self, within: Sentence, land: Mention) -> bool:
        front = within.low[max(within.span[0], land.start - _TITLE) : land.start]
        return (
            self.language.office_before.search(front) is not None
            or self.language.office_behind.match(within.low, land.end) is not None
        )

    def _is_land(self, name: str) -> bool:
        return name in self.language.lands or fold(name) in self.several

    def _is_whole(self, name: str) -> bool:
        return (
            fold(name) not in self.several
            and re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", self.whole) is not None
        )
