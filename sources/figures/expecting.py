"""Who is named for what they expect: nothing but what is foretold is on their word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Hit, Sentence

FORETOLD: Final = frozenset({"forecast", "target", "estimate"})
_FRONT: Final = 64  # characters in front of a name in which stands what its bearer expects
_SET: Final = 44  # characters in front of an estimate in which a verb says that something is set against it
_JOINED: Final = re.compile(r"\s*(?:,|and|và|cùng|&|/|, and)\s*(?:the\s+|báo\s+|trang\s+)?")


def is_expecting(within: Sentence, first: int, last: int, language: Language) -> bool:
    """ "beat Bloomberg forecasts", "vượt kỳ vọng của giới phân tích", "Wall Street was looking for": whether a name is
    told for an expectation. An estimate is one only where something is set against it; an office that foretells what
    it counts is a source of both."""
    if language.expecting_words.is_absent(within.spoken):
        return False
    low, start = within.low, within.span[0]
    behind = language.expects_behind.match(low, last, within.span[1])
    if behind is not None and behind["foretells"] is not None and language.offices.search(low, first, last) is not None:
        behind = None
    before = language.expects_before.search(low, max(start, first - _FRONT), first)
    return any(
        found is not None
        and (found["guess"] is None or _is_set_against(low, start, min(first, found.start()), language))
        for found in (behind, before)
    )


def _is_set_against(low: str, start: int, end: int, language: Language) -> bool:
    """ "below Bloomberg estimates": whether a verb in front of an estimate, and of whose it is, sets something against
    it."""
    return language.surpasses.search(low[max(start, end - _SET) : end].rstrip() + " ") is not None


def expecting(within: Sentence, language: Language) -> list[Hit]:
    """Those who are told for an expectation in a sentence: parties, and people by a common word."""
    if (within.is_plain and not within.parties) or language.expecting_words.is_absent(within.spoken):
        return []
    hits: list[Hit] = [*within.parties]
    hits += [
        (m.start(), m.end(), within.text[m.start() : m.end()])
        for m in language.generic_credit.finditer(within.low, *within.span)
    ]
    held: list[Hit] = []
    for hit in sorted(hits, reverse=True):
        is_joined = bool(held) and _JOINED.fullmatch(within.text, hit[1], held[0][0]) is not None
        if is_joined or is_expecting(within, hit[0], hit[1], language):
            held.insert(0, hit)
    return held


def who_expects(told: Sequence[Hit], within: Sentence, phrase: Phrase, language: Language) -> str | None:
    """Of those who are told for an expectation, the one whose a number is, or those who share it: the last in front of
    it, else the one behind it that the expectation is of: "forecasts of 443 by A"."""
    before = [hit for hit in told if hit[1] <= phrase.start]
    if before:
        held = [before[-1]]
        for hit in before[-2::-1]:
            if _JOINED.fullmatch(within.text, hit[1], held[0][0]) is None:
                break
            held.insert(0, hit)
        return "; ".join(dict.fromkeys(who for _, _, who in held))
    for first, _, who in told:
        found = language.expects_before.search(within.low, max(within.span[0], first - _FRONT), first)
        if found is not None and found.start() < phrase.start:
            return who
    return None
