"""Lists of numbers that stand for things named before or behind, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence

_NEAR: Final = 40  # characters between places and the amounts that are told of them


def in_turn(language: Language, within: Sentence, phrase: Phrase) -> tuple[int, list[Phrase]] | None:
    """Which of a list of numbers that stand for things named before, in turn, a number is, and the list: "A và B lần
    lượt đạt 10 và 20", "A and B had 10 and 20, respectively"."""
    if language.in_turn.search(within.low, *within.span) is None:
        return None
    listed = listed_with(language, within, phrase)
    if listed is None:
        return None
    number, group = listed
    lead = language.in_turn.search(within.low, max(within.span[0], group[0].hedge_start - 40), group[0].start)
    tail = language.in_turn.search(within.low, group[-1].end, min(within.span[1], group[-1].end + 40))
    return (number, group) if lead or tail else None


def named_in_turn(language: Language, within: Sentence, phrase: Phrase) -> str | None:
    """Which of the subjects that are listed in front of as many numbers one of these is of: "dầu diesel và dầu hỏa lần
    lượt 17.100 và 17.300 đồng"."""
    turn = in_turn(language, within, phrase)
    if turn is None:
        return None
    number, group = turn
    before = [m for m in within.mentions if within.span[0] <= m.start and m.end <= group[0].hedge_start]
    named = before[-len(group) :]
    if len({m.name for m in named}) < len(group) or not are_joined(language, within, named):
        return None
    is_longer = len(before) > len(group) and are_joined(language, within, before[-len(group) - 1 :])
    return None if is_longer else named[number].name


def listed_with(language: Language, within: Sentence, phrase: Phrase) -> tuple[int, list[Phrase]] | None:
    """The numbers that a number is joined with, and which of them it is: "10 and 20"."""
    phrases = within.phrases
    number = next((n for n, each in enumerate(phrases) if each.start == phrase.start), None)
    if number is None:
        return None
    first = last = number
    while first and _follows(language, within, phrases[first - 1], phrases[first]):
        first -= 1
    while last + 1 < len(phrases) and _follows(language, within, phrases[last], phrases[last + 1]):
        last += 1
    group = list(phrases[first : last + 1])
    return (number - first, group) if len(group) > 1 else None


def _follows(language: Language, within: Sentence, one: Phrase, other: Phrase) -> bool:
    joined = language.joiner.match(within.low, one.end)
    return joined is not None and joined.end() >= min(other.hedge_start, other.start)


def are_told_alike(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "exports to Japan and China were $120 million and $90 million": as many amounts as places, and no word that says
    which is whose."""
    listed = listed_with(language, within, phrase)
    if listed is None or any(p.unit != phrase.unit for p in listed[1]):
        return False
    first = listed[1][0].hedge_start
    before = [place for place in within.places if place.end <= first][-len(listed[1]) :]
    return len(before) == len(listed[1]) and first - before[-1].end <= _NEAR and are_joined(language, within, before)


def are_joined(language: Language, within: Sentence, places: Sequence[Mention]) -> bool:
    """Whether places are listed one behind the other."""
    return all(
        language.place_joined.fullmatch(within.low, one.end, other.start) is not None for one, other in pairwise(places)
    )
