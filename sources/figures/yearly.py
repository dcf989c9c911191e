"""Amounts that come each year, and so are of none: "which will make 5 million tonnes of tiles annually"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.comparisons import STRETCHES
from sources.figures.language import Language
from sources.figures.ownership import owned
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence

_CLAUSE: Final = re.compile(r"[^,;:.()\d]*")
_NEAR: Final = 48  # characters beside an amount in which words say that it comes each year


def is_annual(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether an amount is one of each year, as what a plant can make; "a yearly output of" says so only where no time
    is told."""
    front = within.low[max(within.span[0], phrase.hedge_start - _NEAR) : phrase.hedge_start]
    if language.yearly_of.search(front) is not None and not _is_of_year(language, within, phrase):
        return True
    behind = _CLAUSE.match(within.low, phrase.end, min(within.span[1], phrase.end + _NEAR))
    assert behind is not None
    return language.status["annually"].search(within.low, phrase.end, behind.end()) is not None


def _is_of_year(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether a stretch of time is told in front of an amount, or hangs on it."""
    held = [m for m in within.moments if m.grain in STRETCHES]
    return any(m.end <= phrase.start for m in held) or owned(language, within, phrase, held) is not None
