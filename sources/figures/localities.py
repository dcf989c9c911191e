"""How the places of a sentence hang together: one beside another, one around another, a range of them, each of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final

from sources.figures.appositions import apposition_behind
from sources.figures.interval import is_counted
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence
from sources.model import Metric

_FRONT: Final = 32  # characters in front of a place in which a range may begin
_JOINT: Final = 48  # characters between places whose authorities speak together
_EACH: Final = 32  # characters between places and a number in which words may say that it is of each
_BEHIND: Final = 64  # characters between a number and the brackets that hold its place
_NEXT: Final = re.compile(r",?\s?(?:[^\W\d_]+\s){0,2}")
_BRACKETS: Final = re.compile(r"\s\([^()\d]*\)")
_COUNTED: Final = re.compile(r"\s\([^()]*\)")
_PLAIN: Final = re.compile(r"(?:[^,;:.()\d]*[^\W\d_A-ZĐ])?\s\(")


def is_beside(language: Language, within: Sentence, place: Mention) -> bool:
    """ "In Reedland, which borders Marsh and Oakham, 12 died": whether a place only says what the one before it lies
    beside."""
    number = within.places.index(place)
    if not number:
        return False
    before = within.places[number - 1]
    if language.place_beside.fullmatch(within.low, before.end, place.start) is not None:
        return True
    joined = language.place_joined.fullmatch(within.low, before.end, place.start) is not None
    return joined and is_beside(language, within, before)


def is_of_speaker(language: Language, within: Sentence, place: Mention) -> bool:
    """ "According to the Oakham government and the town of Reed, 65 died": whether a place is one of two of different
    kinds whose authorities speak together: what they count is of neither alone."""
    number = within.places.index(place)
    if number and _speak_both(language, within, within.places[number - 1], place):
        return True
    if number + 1 < len(within.places) and _speak_both(language, within, place, within.places[number + 1]):
        return True
    if language.place_spoken.search(within.low, max(within.span[0], place.start - _JOINT), place.start) is not None:
        return True
    last = bisect_left(within.parties, place.start, key=itemgetter(0)) - 1
    end = within.parties[last][1] if last >= 0 else place.start
    is_near = 0 < place.start - end <= _JOINT
    return is_near and language.place_speaking.fullmatch(within.low, end, place.start) is not None


def _speak_both(language: Language, within: Sentence, first: Mention, second: Mention) -> bool:
    if second.start - first.end > _JOINT:
        return False
    joint = language.place_speaking.fullmatch(within.low, first.end, second.start)
    if joint is None:
        return False
    front = within.low[max(within.span[0], first.start - _FRONT) : first.start]
    if joint["body"] is None and language.place_speaker.search(front) is None:
        return False
    kind = joint["kind"]
    return kind is not None and not front.rstrip().endswith(kind)


def gap_of(within: Sentence, one: Mention, other: Mention) -> str:
    """What stands between two places outside of brackets: "A (the land) and B"."""
    gap = within.low[one.end : other.start]
    return _BRACKETS.sub("", gap) if "(" in gap else gap


def gap_behind(within: Sentence, one: Mention, other: Mention) -> str:
    """The same of places behind a number, which brackets may tell the parts of: "7 in A (5), B (2)"."""
    gap = within.low[one.end : other.start]
    return _COUNTED.sub("", gap) if "(" in gap else gap


def far_behind(language: Language, within: Sentence, phrase: Phrase, metric: Metric) -> Mention | None:
    """ "160,000 are looking for victims under the rubble of houses in Oakham": the only place of a sentence, at the
    end of the clause of a count that nobody says anything else in."""
    place = within.places[0] if len(within.places) == 1 else None
    if place is None or place.start < phrase.end or not is_counted(phrase.unit or metric.unit):
        return None
    aside = apposition_behind(within.low, phrase.end, place.start, language)
    start = phrase.end if aside is None or aside.end >= place.start else aside.end + 1
    if language.place_far.fullmatch(within.low, start, place.start) is None:
        return None
    return None if language.speaks.search(within.low, phrase.end, place.start) is not None else place


def is_overtaken(language: Language, within: Sentence, place: Mention) -> bool:
    """ "China has surpassed the US as the largest buyer, with 61": whether a place is one that another went past."""
    front = within.low[max(within.span[0], place.start - _FRONT) : place.start].rstrip()
    return any(said.end() == len(front) for said in language.overtake.finditer(front))


def is_left_behind(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "hit Vietnam after striking Oakham, leaving five dead", "after it struck Oakham, it hit Vietnam, leaving five":
    whether the last land in front of a number is one that an event had left for the land that most topics are of."""
    low, start = within.low, within.span[0]
    land = next((p for p in reversed(within.places) if p.end <= phrase.start), None)
    if land is None or land.name not in language.lands or ", " not in low[land.end : phrase.hedge_start]:
        return False
    if language.place_where.match(low, land.end) is not None:
        return False
    left = max(language.place_left.finditer(low, start, land.start), key=re.Match.end, default=None)
    if left is None:
        return False
    if language.lands_home.search(low, start, left.start()) is not None:
        return not any(left.end() <= p.start < phrase.start for p in within.phrases)
    main = low.find(", ", land.end, phrase.hedge_start)
    is_opening = not low[start : left.start()].strip('“"‘ ')
    return is_opening and language.lands_home.search(low, main, phrase.hedge_start) is not None


def is_range(language: Language, within: Sentence, place: Mention) -> bool:
    """ "the provinces from Oakham to Marsh", "Oakham - Marsh": whether a place is an end of a range of them."""
    places = within.places
    number = places.index(place)
    return any(
        _are_ends(language, within, one, other) for one, other in pairwise(places[max(0, number - 1) : number + 2])
    )


def _are_ends(language: Language, within: Sentence, one: Mention, other: Mention) -> bool:
    gap = within.low[one.end : other.start]
    if gap.strip() in ("-", "–"):
        return True
    if language.place_to.fullmatch(gap) is None:
        return False
    return language.place_from.search(within.low, max(within.span[0], one.start - _FRONT), one.start) is not None


def is_of_next(language: Language, within: Sentence, phrase: Phrase, place: Mention) -> bool:
    """ "killed 574 and in Marsh 130", "20 người bị thương và tại Bến Lau có 21": whether the place
    behind a number is of the number behind that."""
    if language.place_and_at.search(within.low, phrase.end, place.start) is None:
        return False
    following = next((p for p in within.phrases if p.start >= place.end), None)
    return following is not None and _NEXT.fullmatch(within.low, place.end, following.hedge_start) is not None


def around(language: Language, within: Sentence, place: Mention) -> Mention | None:
    """ "xã Húc Sậy (tỉnh Sơn La)": the province in the brackets right behind a smaller place."""
    if not within.has_brackets or place.name in language.provinces:
        return None
    outer = next((p for p in within.places if p.start >= place.end), None)
    if outer is None or outer.name not in language.provinces:
        return None
    if language.place_around.fullmatch(within.low, place.end, outer.start) is None:
        return None
    return outer if language.place_around_end.match(within.low, outer.end) is not None else None


def bracketed(language: Language, within: Sentence, phrase: Phrase) -> list[Mention]:
    """ "88 houses were damaged (Oakham)": the places that brackets behind a number hold, and nothing else."""
    if not within.has_brackets or within.in_brackets(phrase.start):
        return []
    gap = _PLAIN.match(within.text, phrase.end, min(within.span[1], phrase.end + _BEHIND))
    if gap is None:
        return []
    closing = within.text.find(")", gap.end(), within.span[1])
    held = [p for p in within.places if gap.end() <= p.start < closing]
    if not held or language.place_around_end.match(within.low, held[-1].end) is None:
        return []
    if language.place_around.fullmatch(within.low, gap.end() - 2, held[0].start) is None:
        return []
    are_listed = all(
        language.place_joined.fullmatch(within.low, one.end, other.start) is not None for one, other in pairwise(held)
    )
    return held if are_listed else []


def is_label(within: Sentence, phrase: Phrase) -> bool:
    """ "Oakham (2), Marsh (1)": whether a number is all that the brackets right behind a place hold."""
    text = within.text
    if (
        (phrase.unit and not is_counted(phrase.unit))
        or text[phrase.start - 2 : phrase.start] != " ("
        or not text.startswith(")", phrase.end)
    ):
        return False
    return any(place.end == phrase.start - 2 for place in within.places)


def is_of_each(language: Language, within: Sentence, phrase: Phrase, several: Sequence[Mention]) -> bool:
    """ "Oakham and Marsh two each", "two each in Oakham and Marsh": whether a number is told of each of some places."""
    low = within.low
    if language.place_each.match(low, phrase.end, within.span[1]) is not None:
        return True
    front = f" {low[max(within.span[0], several[0].start - _FRONT) : several[0].start]}"
    if several[0].start >= phrase.end:
        return language.place_each_of.search(low, phrase.end, several[0].start) is not None
    if language.place_each_of.search(front) is not None:
        return True
    gap = low[several[-1].end : phrase.hedge_start]
    return len(gap) <= _EACH and "," not in gap and language.place_each.search(gap) is not None


def joint(several: Sequence[Mention], metric: Metric, *, is_each: bool) -> str:
    """Several places as one: of a count all together, of a price or a rate each."""
    is_each = is_each or (not is_counted(metric.unit) and metric.kind in ("level", "share", "growth"))
    return (" | " if is_each else ", ").join(place.name for place in several)
