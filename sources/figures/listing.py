"""Lists of places with their numbers: where a number behind them has no place of its own, it is of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.language import Language
from sources.figures.localities import gap_of
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence
from sources.figures.told import place_at

_LABEL: Final = 56  # characters between a place and the number that stands beside it
_BESIDE: Final = 12  # the same, where only a word or two stand between
_NEXT: Final = 6  # characters between a place and the number of the next item
_FRONT: Final = 24  # characters in front of a number that words which begin a clause stand in
_LIST: Final = re.compile(r"[^.:\d]*?(?:[,;]\s|\s(?:và|and)\s)[^.:\d]*")
_COMMA: Final = re.compile(r"[^\d]*?[,;]\s[^\d]*")


def without_told(language: Language, within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> list[Mention]:
    """The places in front of a number without those that the numbers of a list in front of it are told of: "5 died
    (3 in Oakham), 3 are missing in Marsh and 17 were hurt", "Oakham 500 billion, Marsh 200 billion, 17,000 houses"."""
    left = list(before)
    if _is_labelled(within, phrase, left, is_other=True):
        end = left.pop().start
        while left and _between(within, left[-1].end, end):
            end = left.pop().start
    if not left or language.total.search(within.low, left[-1].end, phrase.hedge_start) is not None:
        return left  # "5 in Oakham and 3 in Marsh, bringing the total to 8": of all of those
    is_several = False
    while left:
        run = _run(language, within, left)
        if not _is_behind(language, within, phrase, run, is_several=is_several):
            break
        is_several, left = True, left[: -len(run)]
    return left


def is_unclear(within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> bool:
    """ "Oakham 2 dead, Marsh 3 dead, 5 missing": whether a number may be of the last place or of all."""
    return _is_labelled(within, phrase, before, is_other=False)


def _run(language: Language, within: Sentence, before: Sequence[Mention]) -> list[Mention]:
    """The places that are joined with the last of some, in order."""
    run = [before[-1]]
    for place in reversed(before[:-1]):
        if language.place_joined.fullmatch(gap_of(within, place, run[0])) is None:
            break
        run.insert(0, place)
    return run


def _is_behind(
    language: Language, within: Sentence, phrase: Phrase, run: Sequence[Mention], *, is_several: bool
) -> bool:
    """Whether joined places stand behind a number that is told of them, in a sentence that tells others elsewhere, or
    are several provinces that a clause of its own is told of."""
    own = next((p for p in within.phrases if p.end <= run[0].start and place_at(language, within, p) in run), None)
    if is_several:  # "five in Oakham, four in Marsh"
        return own is not None or any(0 <= p.hedge_start - run[-1].end <= _NEXT for p in within.phrases)
    if own is None:
        return False
    if _LIST.fullmatch(within.low, run[-1].end, phrase.hedge_start) is None:
        return False
    if language.place_where.match(within.low, run[-1].end) is not None:
        return False
    front = within.low[max(within.span[0], own.hedge_start - _FRONT) : own.hedge_start]
    if not front.endswith("; ") and language.place_clause.search(front) is not None:
        return False
    if any(place.start < own.start and place not in run for place in within.places):
        return True
    are_several = len(run) > 1 and all(place.name in language.peers for place in run)
    return are_several and own.unit != phrase.unit


def _is_labelled(within: Sentence, phrase: Phrase, before: Sequence[Mention], *, is_other: bool) -> bool:
    """Whether the last of some places, like the one before it, has the number right behind it, and nothing else: behind
    the last of such a list comes a number of another thing (`is_other`), or of the same."""
    if len(before) < 2 or within.in_brackets(phrase.start):
        return False
    last, first = before[-1], before[-2]
    own = _between(within, last.end, phrase.start)
    others = _between(within, first.end, last.start)
    if len(own) != 1 or len(others) != 1 or _unit(own[0]) != _unit(others[0]):
        return False
    label = within.low[last.end : own[0].hedge_start]
    if (
        label.strip() not in ("", ":", "là")
        or others[0].hedge_start - first.end > _LABEL
        or within.in_brackets(own[0].start)
    ):
        return False  # "Marsh had 3 dead, 5 missing"
    if ";" in within.low[others[0].end : last.start] or _goes_on(within, phrase):
        return False  # "Oakham 2 dead; Marsh 3 dead, 5 missing"
    joint = _COMMA if _unit(own[0]) else _LIST  # "Oakham 5, Marsh 4 and 25 injured"
    if joint.fullmatch(within.low, own[0].end, phrase.hedge_start) is None:
        return False
    return (phrase.unit != _unit(own[0])) is is_other


def _unit(phrase: Phrase) -> str:
    """The unit that a number is told with itself, and not by the next of its list."""
    return "" if phrase.inherits else phrase.unit


def _goes_on(within: Sentence, phrase: Phrase) -> bool:
    """Whether the list goes on behind a number: with another place and its own."""
    return any(
        place.start >= phrase.end and any(0 <= p.hedge_start - place.end <= _BESIDE for p in within.phrases)
        for place in within.places
    )


def _between(within: Sentence, start: int, end: int) -> list[Phrase]:
    return [p for p in within.phrases if start <= p.start and p.end <= end]
