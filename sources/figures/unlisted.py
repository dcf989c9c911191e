"""Names beside a number that a topic does not list: "beat Marsh Song (551 billion)", "paid £106m for Tarn Oakley"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence

_NAME: Final = re.compile(r"[A-ZĐ][^\W\d_A-Z][\w’'-]*(?:\s[A-ZĐ][\w’'-]+)*")

_OVERTAKEN: Final = 40  # characters in front of a name in which it is said to be overtaken


def beside_unlisted(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether a number is of what was overtaken, whose name stands right in front of its brackets, or is money for what
    a name right behind it says."""
    if not is_money(phrase.unit):
        return False
    text, start = within.text, within.span[0]
    opened = text.rfind("(", start, phrase.hedge_start)
    if opened >= 0 and phrase.hedge_start - opened <= 1 and text[opened - 1 : opened] == " ":
        word = text.rfind(" ", start, opened - 1) + 1
        if word > start and _NAME.fullmatch(text, word, opened - 1):
            is_overtaken = language.object_behind.search(within.low[max(start, word - _OVERTAKEN) : word]) is not None
            return is_overtaken and not _is_known(within, word, opened - 1)
        return False
    behind = language.head_objects.match(within.low, phrase.end)
    name = _NAME.match(text, behind.end()) if behind is not None else None
    if name is None or _is_known(within, *name.span()):
        return False
    return not any(m.end <= phrase.start for m in within.mentions)


def _is_known(within: Sentence, start: int, end: int) -> bool:
    """Whether a name is, or is in, one that is understood."""
    known = [(m.start, m.end) for held in (within.mentions, within.places, within.moments) for m in held]
    known += [(first, last) for first, last, _ in within.parties]
    return any(first < end and start < last for first, last in known)
