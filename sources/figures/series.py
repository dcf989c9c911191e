"""Titles that are told by what they are: "Lantern 2 is still the film that sold most", and parts of a series that a
topic does not name: "the second film took 4 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence

_WORDS: Final = 3  # between a copula and what it says that something is
_HALT: Final = re.compile(r"[,;.:()]")
_SET: Final = re.compile(r"\s(?:\([^()]*\)\s?)?[-–(]\s?")  # between a part's name and its amount
_BEGUN: Final = re.compile(r"(?:^|[,;:.]\s|\s)(?:while|whereas|and|but|trong khi|còn|và|nhưng)\s$|[,;:.]\s$|^\W*$")
_FRONT: Final = 16  # characters in front of a part's name that begin its clause


def without_predicates(language: Language, within: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without the descriptions that a copula says a name to be: they speak of it, and of nobody else."""
    found: list[Mention] = []
    for mention in mentions:
        if found and not mention.is_named and _is_predicate(language, within, found[-1], mention):
            continue
        found.append(mention)
    return found


def _is_predicate(language: Language, within: Sentence, name: Mention, described: Mention) -> bool:
    if not name.is_named or name.name == described.name or name.is_object:
        return False
    gap = within.low[name.end : described.start]
    copulas = [*language.head_copula.finditer(gap), *language.turned_into.finditer(gap)]
    if not copulas or _HALT.search(gap) is not None:
        return False
    return len(gap[copulas[-1].end() :].split()) <= _WORDS


def is_of_other_part(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether a part of a series that no subject is named by begins the clause of a number, or stands right in front of
    it: "compared with the second film (2023) - 441 million"."""
    start, low = within.span[0], within.low
    part = max(language.other_parts.finditer(low, start, phrase.hedge_start), key=re.Match.end, default=None)
    if part is None or not any(m.end <= part.start() for m in within.mentions):
        return False  # at the beginning it is whom the sentences before spoke of
    if any(m.start >= part.end() and m.end <= phrase.start for m in within.mentions):
        return False
    if any(m.is_named and m.start <= part.start() < m.end for m in within.mentions):
        return False
    if any(part.end() <= p.start and p.end <= phrase.hedge_start for p in within.phrases):
        return False
    if _SET.fullmatch(low, part.end(), phrase.hedge_start) is not None:
        return True
    if ", " in low[part.end() : phrase.hedge_start]:
        return False
    return _BEGUN.search(low[max(start, part.start() - _FRONT) : part.start()]) is not None
