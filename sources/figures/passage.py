"""A text as the finders look at it: as given, in lower case, and turned around. All three have one length."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = "#"  # stands for the word of a mark that is digits
Mark = tuple[int, int, str]  # a place where a number or a time may begin, where its digits end, and its word


def lower(text: str) -> str:
    """The text in lower case, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low


class Passage:
    """One paragraph or title. `low` is lower case, character for character; `back` is `low` from its end, so that
    `back` at `mirror(place)` reads what stands before a place; `marks` are the places where a number or a time may
    begin, in order. `starts` finds them: digits (group 1), or a character and a word."""

    __slots__ = ("back", "low", "marks", "size", "text")

    def __init__(self, text: str, starts: re.Pattern[str]) -> None:
        self.text = text
        self.size = len(text)
        self.low = low = lower(text)
        self.back = low[::-1]
        # A word is found with what stands before it, so that a space in front makes up for the beginning.
        self.marks: list[Mark] = []
        for match in starts.finditer(" " + low):
            first, last = match.span(1)
            self.marks.append((first - 2, last - 1, DIGITS) if first > 0 else (match.start(), 0, match[0][1:]))

    def mirror(self, place: int) -> int:
        return self.size - place
