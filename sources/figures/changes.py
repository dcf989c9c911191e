"""By how much something rose or fell, where nouns or the bare verb tell it: "a decrease in deaths by 92", "fell $3
billion", "reinforced its staff by 400 to 5,400"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence

_FRONT: Final = 70  # characters in front of a number in which its clause says what rose or fell
_BREAK: Final = re.compile(r"[,;:.()]\s")


def is_changed_by(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether a number is by how much something rose or fell, and not what it rose or fell to."""
    low = within.low
    if phrase.unit in RATES or not low.endswith(language.change_ends, within.span[0], phrase.hedge_start):
        return False
    front = low[max(within.span[0], phrase.hedge_start - _FRONT) : phrase.hedge_start]
    clause = _BREAK.split(front)[-1]
    if language.changed_by.search(clause) is not None:
        return True
    if front.endswith(language.difference_leads) and language.becomes.match(low, phrase.end) is not None:
        return True  # "by 400 to 5,400"
    is_amount = is_money(phrase.unit) or is_counted(phrase.unit)
    return is_amount and language.changed_bare.search(front) is not None
