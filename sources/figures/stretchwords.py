"""Words that say of which stretch of time an amount is, and how much they count against each other."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from sources.figures.lexicon import WordList

Stretch = Literal["day", "weekend", "any", "none"]  # "none": of no stretch, a total
FAINT: Final = 70.0  # by how much farther away a word is that tells a stretch only by what it means otherwise


class StretchWords(NamedTuple):
    """Words for one stretch. The distance to an amount is multiplied by `factor` and grows by `penalty`."""

    words: WordList
    stretch: Stretch
    factor: float = 1.0
    penalty: float = 0.0
