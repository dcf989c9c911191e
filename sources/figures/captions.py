"""Lines below a picture, known by whose picture it is: "... Photo: AP", "... (Ảnh: Lau Báo)"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.interval import is_counted
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric

_LINE: Final = 400  # characters of a paragraph that is such a line
_CREDIT: Final = 60  # characters of whose picture it is
_SPACE: Final = re.compile(r"[\s(\[|–-]*")


def is_one_of_picture(language: Language, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
    """ "The crash that killed one person in Oakham. Photo: AP": a count of one below a picture, which tells only what
    it shows, unless it tells greater counts as well."""
    if phrase.amount != 1 or not is_counted(phrase.unit or metric.unit):
        return False
    if any(is_counted(p.unit) and p.amount > 1 for p in within.phrases):
        return False
    low, (start, end) = within.low, within.span
    if language.picture.search(low, start, end) is not None:
        return True
    behind = _SPACE.match(low, end)
    if behind is not None and language.picture.match(low, behind.end()) is not None:
        return True
    size = len(low)
    return size <= _LINE and language.picture.search(low, max(0, size - _CREDIT)) is not None
