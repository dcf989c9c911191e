"""A sentence with everything that was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sources.figures.moments import Moment
from sources.figures.phrase import Phrase
from sources.figures.who import Mention

TIME_UNITS: Final = {"days": 1, "weeks": 7, "months": 30}


class Sentence(NamedTuple):
    """One sentence of a paragraph: its place, who and what is named in it, its times and its numbers."""

    number: int  # of the paragraph, -1 for the title
    text: str  # of the whole paragraph
    span: tuple[int, int]
    mentions: Sequence[Mention]
    moments: Sequence[Moment]
    phrases: Sequence[Phrase]
    places: Sequence[Mention]

    def in_brackets(self, at: int) -> bool:
        """Whether a place lies in brackets that were opened in this sentence."""
        start = self.span[0]
        return self.text.rfind("(", start, at) > self.text.rfind(")", start, at)


def is_duration(phrase: Phrase) -> bool:
    """More than a day, and not "dozens of days"."""
    return phrase.unit in TIME_UNITS and phrase.value * TIME_UNITS[phrase.unit] > 1 and not phrase.is_vague
