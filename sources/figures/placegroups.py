"""Places that are told together: a list of which a number is, each or all, and one inside another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sources.figures.language import Language
from sources.figures.localities import around, gap_behind, gap_of, is_of_each, joint
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence
from sources.model import Metric
from sources.text import fold


class PlaceGroups:
    """The places beside a number, as one text: "A, B" of all together, "A | B" of each, "A / B" for B in A. `several`
    are the lands that an event is named after."""

    def __init__(self, language: Language, several: Collection[str], *, is_event: bool) -> None:
        self.language = language
        self.several = several
        self.is_event = is_event

    def behind(self, within: Sentence, phrase: Phrase, first: Mention, metric: Metric) -> str:
        """The places that are listed behind a number from one on: two with an "and", or three."""
        places = within.places
        several = [first]
        for place in places[places.index(first) + 1 :]:
            if not self.language.place_joined.fullmatch(gap_behind(within, several[-1], place)):
                break
            several.append(place)
        is_list = len(several) > 2 or (len(several) == 2 and self._are_beside(within, first, several[1]))
        end = several[-1].end
        is_followed = within.text[end : end + 1] not in ",(" and any(
            0 <= p.hedge_start - end <= 2 and not within.in_brackets(p.start) for p in within.phrases
        )
        if is_list and not is_followed:
            return self._shared(within, phrase, several, metric)
        return self._within_outer(within, first)

    def before(self, within: Sentence, phrase: Phrase, before: Sequence[Mention], metric: Metric) -> str:
        """The places that end right in front of a number: those that it is of all together, else the narrowest."""
        several = self._joined_to(within, before)
        if len(several) > 1:
            return self._shared(within, phrase, several, metric)
        return self._narrowest(within, before)

    def _shared(self, within: Sentence, phrase: Phrase, several: Sequence[Mention], metric: Metric) -> str:
        return joint(several, metric, is_each=self.is_event and is_of_each(self.language, within, phrase, several))

    def _within_outer(self, within: Sentence, place: Mention) -> str:
        outer = around(self.language, within, place) if self.is_event else None
        return f"{outer.name} / {place.name}" if outer is not None else place.name

    def _joined_to(self, within: Sentence, before: Sequence[Mention]) -> list[Mention]:
        """ "in Reedland, Marsh Bay and Oakham 10 died": the places that a number is of all together; a price or
        a rate is of each."""
        if len(before) < 2 or not self._are_beside(within, before[-2], before[-1]):
            return [before[-1]]
        several = [before[-1]]
        for place in reversed(before[:-1]):
            if not self.language.place_joined.fullmatch(gap_of(within, place, several[0])):
                break
            several.insert(0, place)
        return several

    def _are_beside(self, within: Sentence, first: Mention, second: Mention) -> bool:
        """Whether two places told one after the other are two: joined by an "and", or two provinces ("Ninh Bình, Hưng
        Yên"), of which none lies in the other."""
        if self.language.place_and_last.fullmatch(gap_of(within, first, second)) is not None:
            return True
        several = self.several
        are_peers = (first.name in self.language.peers and second.name in self.language.peers) or (
            fold(first.name) in several and fold(second.name) in several
        )
        return are_peers and first.name != second.name and within.low[first.end : second.start] == ", "

    def _narrowest(self, within: Sentence, before: Sequence[Mention]) -> str:
        """ "Lang Nu hamlet of Lao Cai", "thôn Làng Nủ, xã Phúc Khánh": of places told one inside another the first."""
        number = len(before) - 1
        while number and self.language.place_chain.fullmatch(within.low, before[number - 1].end, before[number].start):
            number -= 1
        outer = around(self.language, within, before[-1]) if self.is_event else None
        return f"{outer.name} / {before[number].name}" if outer is not None else before[number].name
