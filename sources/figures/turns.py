"""Lists of numbers that stand for things named before or behind, one by one."""

from __future__ import annotations

from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence


def in_turn(language: Language, within: Sentence, phrase: Phrase) -> tuple[int, list[Phrase]] | None:
    """Which of a list of numbers that stand for things named before, in turn, a number is, and the list: "A và B lần
    lượt đạt 10 và 20", "A and B had 10 and 20, respectively"."""
    if language.in_turn.search(within.low, *within.span) is None:
        return None
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
    if len(group) < 2:
        return None
    lead = language.in_turn.search(within.low, max(within.span[0], group[0].hedge_start - 40), group[0].start)
    tail = language.in_turn.search(within.low, group[-1].end, min(within.span[1], group[-1].end + 40))
    return (number - first, group) if lead or tail else None


def _follows(language: Language, within: Sentence, one: Phrase, other: Phrase) -> bool:
    joined = language.joiner.match(within.low, one.end)
    return joined is not None and joined.end() >= min(other.hedge_start, other.start)
