"""Counts of an event in places that have no name, "in one village alone", or that only point back, "in these areas"."""

from __future__ import annotations

from typing import Final

from sources.figures.interval import is_counted
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence

_NEAR: Final = 48  # characters within which words point back for a number


def is_nameless(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "In one village alone, 30 died", "30 died in a single district", "5,412 houses fell in these areas": whether a
    count is of a part of the event that nobody can tell, where the sentence names neither the event nor a place."""
    if phrase.unit and not is_counted(phrase.unit):
        return False
    low, (start, end) = within.low, within.span
    places = [p for p in within.places if p.start < phrase.hedge_start or p.start - phrase.end < _NEAR]
    if places:
        return False
    opened = language.place_one.match(low, start)
    if opened is not None and opened.end() <= phrase.hedge_start:
        is_whole = any(m.end <= phrase.start for m in within.mentions) or "; " in low[opened.end() : phrase.start]
        return not is_whole and language.nation.search(low, opened.end(), phrase.start) is None
    if language.place_in_one.match(low, phrase.end, end) is not None:
        return True
    first, last = max(start, phrase.hedge_start - _NEAR), min(end, phrase.end + _NEAR)
    return language.there_several.search(low, first, last) is not None


def is_in_building(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "Nine people died in the tower", "Tại tòa nhà này, 9 người chết": whether a count is of one building."""
    if not is_counted(phrase.unit):
        return False
    low, (start, end) = within.low, within.span
    first = min([end, *(p.hedge_start for p in within.phrases if p.start >= phrase.end)])
    if language.building_behind.match(low, phrase.end, first) is not None:
        return True
    opened = language.building.match(low, start)
    return opened is not None and ", " in low[opened.end() : phrase.hedge_start]
