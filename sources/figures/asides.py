"""Places that a text names for another reason than to say where something was counted: beside which land, how far from
which town, where somebody spoke, whose body measured, and where an event began that all is told of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile
from typing import Final

from sources.figures.interval import is_counted
from sources.figures.nowhere import Nowhere
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence

_FRONT: Final = 72  # characters in front of a place that may say why it is named
_APART: Final = 64  # characters between a place and its distance from something
_EVENT: Final = 72  # characters between an event and the place where it happened
_EVENTS: Final = 3  # mentions in front of a place among which its event is
_KIND: Final = 4  # characters in front of an event's name that may say of what kind it is: "vụ"
_AREAS: Final = frozenset({"acres", "hectares", "square_kilometres", "square_miles"})  # what burns, or is flooded
_JOINED: Final = 24  # characters between places that are told as one


def without_asides(
    words: Nowhere, low: str, places: Sequence[Mention], lands: Collection[str], *, is_event: bool, are_titles: bool
) -> list[Mention]:
    """The places of a text without those that say nothing of where anything was counted. `are_titles`: films, books,
    which are about a place."""
    if not places or (words.any_of.search(low) is None and words.distance.search(low) is None):
        return list(places)
    left: list[Mention] = []
    apart: Mention | None = None  # the last, which a distance was measured from, or which holds such a one
    for place in places:
        if apart is not None and words.around.fullmatch(low, apart.end, place.start) is not None:
            apart = place
            continue
        front = low[max(0, place.start - _FRONT) : place.start]
        apart = place if is_event and _is_apart(words, low, front, place) else None
        if apart is not None or _is_spoken(words, low, front, place):
            continue
        if are_titles and words.setting.search(front) is not None:
            continue
        if place.name in lands and (
            words.body.search(front) is not None or (is_event and _is_beside(words, low, front, place))
        ):
            continue
        left.append(place)
    return left


def _is_beside(words: Nowhere, low: str, front: str, place: Mention) -> bool:
    """ "near the border with Reedland", "the Reedland border", "biên giới Lauland - Reedland"."""
    return words.near.search(front) is not None or words.border.match(low, place.end) is not None


def _is_spoken(words: Nowhere, low: str, front: str, place: Mention) -> bool:
    """ "at a press briefing in Oakham", "told reporters in Oakham", "he said in Oakham that", "bound for Oakham"."""
    if words.spoke.search(front) is not None:
        return True
    return words.said.search(front) is not None and words.goes_on.match(low, place.end) is not None


def _is_apart(words: Nowhere, low: str, front: str, place: Mention) -> bool:
    """ "27 km east of Oakham", "cách Oakham 27 km"; a village "5 km from Oakham" is there, as near as is told."""
    away = words.away.search(front)
    if away is not None:
        return away["village"] is None
    if words.far.search(front) is not None:
        return True
    if words.leads.search(front) is None:
        return False
    return words.distance.search(low, place.end, place.end + _APART) is not None


def is_where_it_happened(words: Nowhere, within: Sentence, place: Mention, mains: Collection[str]) -> bool:
    """ "the fire in Oakham killed 12", "the quake struck Oakham, killing 12": whether a place is that of an event which
    has only one, so that what it cost is no part."""
    last = bisect_left(within.mentions, place.start, key=_start)
    for event in within.mentions[max(0, last - _EVENTS) : last]:
        if event.name in mains and 0 < place.start - event.end <= _EVENT and _happened(words, within, event, place):
            return True
    return False


def _happened(words: Nowhere, within: Sentence, event: Mention, place: Mention) -> bool:
    said = within.low[max(within.span[0], event.start - _KIND) : event.end]
    is_site = words.sites.search(said) is not None
    if not is_site and words.shocks.search(said) is None:
        return False
    first = within.places[bisect_left(within.places, event.end, key=_start)]
    gap = within.low[event.end : first.start]
    if ";" in gap or not _are_joined(within, first, place):
        return False
    at = bisect_left(within.phrases, event.end, key=_start_of)
    between = within.phrases[at : at + _EVENT]
    if any(is_counted(p.unit) or p.unit in _AREAS for p in takewhile(lambda p: p.start < place.start, between)):
        return False
    struck = words.struck.search(gap)
    if struck is not None and "," not in gap[struck.end() :]:
        return True
    return is_site and "," not in gap and words.at.search(gap) is not None


def _start(mention: Mention) -> int:
    return mention.start


def _start_of(phrase: Phrase) -> int:
    return phrase.start


def _are_joined(within: Sentence, first: Mention, last: Mention) -> bool:
    """Whether all between two places are places, one inside or beside another."""
    at = bisect_left(within.places, first.start, key=_start)
    between = takewhile(lambda p: p.start <= last.start, within.places[at : at + _EVENT])
    return all(len(within.low[a.end : b.start]) <= _JOINED for a, b in pairwise(between))
