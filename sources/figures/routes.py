"""The ends of a route: "the line between Oakham and Marsh", "tuyến Bến Lau - Sậy"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from sources.figures.routewords import Routes
from sources.figures.sentence import Mention, Sentence

_FRONT: Final = 44  # characters beside an end in which words say that it is one
_DASH_BEHIND: Final = re.compile(r"\s?[-–—]\s?(?=[A-ZĐÀ-Ỹ])")
_DASH_FRONT: Final = re.compile(r"[^\W\d_]\s?[-–—]\s?$")


def ends_of_routes(routes: Routes, lands: frozenset[str], within: Sentence) -> list[Mention]:
    """The places of a sentence that are the ends of a route, of which no amount is told."""
    found = [place for place in within.places if _is_end(routes, lands, within, place)]
    for one, other in pairwise(within.places):
        if not _are_joined(routes, within, one, other):
            continue
        if one in found:
            found.append(other)
        elif one.name not in lands and other.name not in lands and _starts(routes, within, one):
            found += [one, other]
    return found


def _is_end(routes: Routes, lands: frozenset[str], within: Sentence, place: Mention) -> bool:
    """ "the line linking Oakham with", "đoạn Bến Lau - Sậy": whether words beside a place say so."""
    low, text, (first, last) = within.low, within.text, within.span
    since = max(first, place.start - _FRONT)
    front = low[since : place.start]
    if routes.leads.search(front) is not None:
        return True
    if place.name in lands:
        return False
    ends = routes.ends.search(front)
    if ends is not None and text[since + ends.start("first")].isupper():
        return True
    if _DASH_BEHIND.match(text, place.end) is None and _DASH_FRONT.search(text[since : place.start]) is None:
        return False
    behind = low[place.end : min(last, place.end + _FRONT)]
    return routes.kinds.search(front) is not None or routes.kinds.search(behind) is not None


def _are_joined(routes: Routes, within: Sentence, one: Mention, other: Mention) -> bool:
    """ "Oakham to Marsh"."""
    if other.start - one.end > _FRONT:
        return False
    return routes.joins.fullmatch(within.low, one.end, other.start) is not None


def _starts(routes: Routes, within: Sentence, place: Mention) -> bool:
    """ "from Oakham"."""
    front = within.low[max(within.span[0], place.start - _FRONT) : place.start]
    return routes.starts.search(front) is not None
