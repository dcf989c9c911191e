"""Places by the name of an event that holds them, told as one of several: "two each in Reed and Oakham" of the Reed
quake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.language import Language
from sources.figures.sentence import Mention

_FRONT: Final = 56  # characters in front of a place in which its count stands
_GAP: Final = 64  # characters between places of one list
_BREAK: Final = re.compile(r"[;:()]|[.,](?!\d)")


def is_one_of_several(language: Language, low: str, places: Sequence[Mention], number: int) -> bool:
    """Whether a place is counted as one beside another: "6 in Reed and 5 in Oakham"."""
    place = places[number]
    if number and _are_joined(language, low, places[number - 1], place):
        return _is_counted(language, low, places[number - 1])
    if not _is_counted(language, low, place):
        return False
    if number and _are_near(low, places[number - 1], place) and _is_counted(language, low, places[number - 1]):
        return True
    if number + 1 == len(places) or not _are_near(low, place, places[number + 1]):
        return False
    following = places[number + 1]
    return _are_joined(language, low, place, following) or _is_counted(language, low, following)


def _are_near(low: str, first: Mention, second: Mention) -> bool:
    gap = low[first.end : second.start]
    return len(gap) <= _GAP and ". " not in gap and "; " not in gap


def _are_joined(language: Language, low: str, first: Mention, second: Mention) -> bool:
    return language.place_and_last.fullmatch(low, first.end, second.start) is not None


def _is_counted(language: Language, low: str, place: Mention) -> bool:
    """Whether a number stands in front of "in the town of" a place, and in its clause."""
    front = _BREAK.split(low[max(0, place.start - _FRONT) : place.start])[-1]
    lead = language.place_counted_in.search(front)
    if lead is None:
        return False
    words = front[: lead.start()]
    return any(map(str.isdigit, words)) or not language.words.ones.keys().isdisjoint(words.split())
