"""A text as the finders look at it: as given, in lower case, and turned around. All three have one length."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

DIGITS: Final = "#"  # stands for the word of a mark that is digits
Mark = tuple[int, int, str]  # a place where a number or a time may begin, where its digits end, and its word


def lower(text: str) -> str:
    """The text in lower case, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low


@dataclass(slots=True)
class Passage:
    """One paragraph or title. `low` is lower case, character for character; `back` is `low` from its end, so that
    `back` at `mirror(place)` reads what stands before a place; `marks` are the places where a number or a time may
    begin, in order."""

    text: str
    starts: re.Pattern[str]  # finds the marks: digits (group 1), or a character and a word
    low: str = field(init=False)
    back: str = field(init=False)
    marks: list[Mark] = field(init=False)

    def __post_init__(self) -> None:
        self.low = low = lower(self.text)
        self.back = low[::-1]
        # A word is found with what stands before it, so that a space in front makes up for the beginning.
        self.marks = [
            (match.start() - 1, match.end(1) - 1, DIGITS) if match.lastindex else (match.start(), 0, match[0][1:])
            for match in self.starts.finditer(" " + low)
        ]

    def mirror(self, place: int) -> int:
        return len(self.text) - place
