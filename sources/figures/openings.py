"""The place that a sentence begins with, and how far what follows is of it."""

from __future__ import annotations

from typing import Final

from sources.figures.describing import is_whose_name
from sources.figures.interval import TIMES, is_counted
from sources.figures.language import Language
from sources.figures.localities import is_of_speaker
from sources.figures.memory import Memory
from sources.figures.provinces import Provinces
from sources.figures.sentence import RATES, Mention, Sentence

_OPENING: Final = 30  # characters at the beginning of a sentence: a place in them is one for all of it
_ARTICLE: Final = 4  # characters of an article in front of a name
_REACH: Final = 120  # characters over which a place still says where a number is
_NEAR: Final = 40  # characters within which a word points back to a place for a number


class Openings:
    """The openings of one topic's sentences. `are_titles` are topics of things that are sold everywhere."""

    def __init__(self, language: Language, provinces: Provinces, *, is_event: bool, are_titles: bool) -> None:
        self.language = language
        self.provinces = provinces
        self.is_event = is_event
        self.are_titles = are_titles

    def open(self, within: Sentence, memory: Memory) -> None:
        """Take along the place that a sentence begins with, "In Reedland, ...", up to the end of the paragraph or to
        where the whole, or another place, is spoken of."""
        memory.before_place, memory.last_place = memory.last_place, None
        memory.land = memory.met
        memory.met = next((p.name for p in reversed(within.places) if p.name in self.language.lands), memory.met)
        if not self.are_titles:
            self.provinces.meet(within, memory, is_event=self.is_event)
        reported = next((p.name for p in within.places if self._reports(within, p)), None)
        if reported is not None or memory.said is not None or self.language.nation.search(within.low, *within.span):
            memory.report_place = reported
        first = next(iter(within.places), None)
        if first is not None and first.start - within.span[0] <= _OPENING and within.low.startswith(",", first.end):
            lead = within.low[within.span[0] : first.start].split()
            is_at = any(word in self.language.place_at_words for word in lead[-4:]) or (
                not self.is_event
                and self.language.place_as_for.match(within.low, within.span[0], first.start) is not None
            )
            memory.opening_place = first.name if is_at else None
            memory.is_opening_counted = any(is_counted(p.unit) for p in within.phrases)
            memory.is_place_unsure = False
        elif self.is_event and first is not None and self._has_own(within, first):
            memory.is_place_unsure, memory.opening_place = True, None  # of what follows, unless it says where
        elif (
            self.is_event
            and memory.opening_place is not None
            and within.mentions
            and not within.places
            and self.language.nation.search(within.low, *within.span) is None
        ):
            memory.is_place_unsure, memory.opening_place = True, None
        elif within.places or within.mentions or self.language.nation.search(within.low, *within.span):
            memory.opening_place = None
            memory.is_place_unsure = False

    def of(self, within: Sentence, memory: Memory) -> str | None:
        """The place that a sentence before began with, where this one names neither a place nor a time of its own."""
        is_timed = memory.is_opening_counted and any(
            self.language.as_of_lead.search(within.low[max(0, m.start - _NEAR) : m.start]) for m in within.moments
        )  # behind the count of a place, a time of its own begins that of the whole
        return None if within.places or is_timed else memory.opening_place

    def compares(self, within: Sentence) -> bool:
        """ "Compared to the same period of 2023, deaths fell 35%", "deaths fell 35% year on year": whether a sentence
        only compares what the one before it told, of the same place."""
        if within.places or self.language.nation.search(within.low, *within.span) is not None:
            return False
        if self.language.sets_against.match(within.low, within.span[0]) is not None:
            return True
        if within.mentions or any(p.unit not in RATES and p.unit not in TIMES for p in within.phrases):
            return False
        return self.language.compares.search(within.low, *within.span) is not None

    def _has_own(self, within: Sentence, place: Mention) -> bool:
        """ "Thailand's death toll stands at 20. The confirmed toll is 13": a sentence that begins with a land's own."""
        is_first = place.start - within.span[0] <= _ARTICLE and place.name in self.language.lands
        is_own = is_first and within.low.startswith(("'s ", "’s "), place.end)
        return is_own and not is_whose_name(self.language, within, place)

    def _reports(self, within: Sentence, place: Mention) -> bool:
        """ "Theo báo cáo của Ban Chỉ huy ... tỉnh Thanh Hóa", "authorities in Reedland": whether a place is the one
        whose authorities count."""
        first = max(within.span[0], place.start - _REACH)
        is_body = self.language.local_report.search(within.low, first, place.start) is not None
        return is_body and not is_of_speaker(self.language, within, place)
