"""Where titles are sold: at home, abroad, in one land by its adjective; and whether an article tells what all the world
paid, beside which the home land is one market of many."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from sources.figures.markets import Markets
from sources.figures.passage import Passage
from sources.figures.sentence import Mention

_DIGIT: Final = re.compile(r"\d")
_CLAUSE: Final = re.compile(r"[;:()]|[.,](?!\d)")
_NAME: Final = re.compile(r"[A-ZĐ][^\W\d_]+\s(?:[A-ZĐ][^\W\d_]|\d)")  # of somebody that a topic does not know
_OPENING: Final = re.compile(r"(?:^|[.;:!?“\"(]\s?)$")
_WIDE: Final = 48  # characters between an amount and a word that says that it is of all the world
_NEAR: Final = 24  # characters between an amount and a word for where it was paid
_SPOKEN: Final = 4  # mentions in front of such a word among which is the one that it is said of
_LEAD: Final = 16  # characters in front of a market in which a preposition stands
_FRONT: Final = 2  # characters in front of what begins a sentence


def tells_world(words: Markets, passage: Passage, mentions: Sequence[Mention], mains: frozenset[str]) -> bool:
    """Whether a text tells an amount of the whole world, or of everywhere but at home, of what a topic is about."""
    text, low = passage.text, passage.low
    for said in (*words.world.finditer(low), *words.abroad.finditer(low)):
        first = max(0, said.start() - _WIDE)
        front = low[first : said.start()]
        behind = low[said.end() : said.end() + _WIDE]
        near = _CLAUSE.split(front)[-1] + _CLAUSE.split(behind)[0]
        if _DIGIT.search(near) is None:
            continue
        last = bisect_left(mentions, said.end(), key=_start)
        spoken = next((m for m in reversed(mentions[max(0, last - _SPOKEN) : last]) if not m.is_object), None)
        if spoken.name in mains if spoken is not None else _NAME.search(text, first, said.start()) is None:
            return True
    return False


def _start(mention: Mention) -> int:
    return mention.start


def find_markets(
    words: Markets, low: str, places: Sequence[Mention], abroad: str, *, is_worldwide: bool
) -> list[Mention]:
    """The places of a text with the markets that it tells without naming a land; `abroad` is the name of everywhere
    but at home, and `is_worldwide` an article in which the home land is one market of many."""
    found = [Mention(*each.span("kind"), abroad) for each in _beside_sold(words, words.abroad, low)]
    found += [Mention(*each.span("kind"), words.names[each["kind"]]) for each in _beside_sold(words, words.lands, low)]
    found += [
        Mention(*each.span(), abroad) for each in words.opening.finditer(low) if _opens(low, each.start(), each.end())
    ]
    if is_worldwide:
        found += [Mention(*each.span("kind"), words.domestic_name) for each in _beside_sold(words, words.domestic, low)]
        found += [
            Mention(*each.span(), words.domestic_name)
            for each in words.at_home.finditer(low)
            if _is_told(low, each.start()) or _opens(low, each.start(), each.end())
        ]
        for each in _beside_sold(words, words.home, low):
            found.append(Mention(*each.span("kind" if each["kind"] else "other"), words.home_name))
    if not found:
        return list(places)
    taken = {place.start for place in places}
    return sorted([*places, *(each for each in found if each.start not in taken)])


def _beside_sold(words: Markets, pattern: re.Pattern[str], low: str) -> list[re.Match[str]]:
    """Where a pattern tells whose an amount is ("the overseas total"), or where something was sold ("in foreign
    markets"): "as it enters foreign markets" does neither."""
    return [
        each
        for each in pattern.finditer(low)
        if words.venues.search(each[0]) is None
        or words.venue_lead.search(low, max(0, each.start() - _LEAD), each.start()) is not None
        or words.venue_lead.match(each[0].split(" ")[0] + " ") is not None
    ]


def _opens(low: str, start: int, end: int) -> bool:
    """ "Overseas, it has earned 12": whether a word begins a sentence that is all of it."""
    return low.startswith(",", end) and _OPENING.search(low, max(0, start - _FRONT), start) is not None


def _is_told(low: str, at: int) -> bool:
    """ "280 million at home": whether a word stands behind an amount."""
    return _DIGIT.search(_CLAUSE.split(low[max(0, at - _NEAR) : at])[-1]) is not None
