"""A text as the finders look at it: as given, in lower case, and turned around. All three have one length."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Passage:
    """One paragraph or title. `low` is lower case, character for character; `back` is `low` from its end, so that
    `back` at `mirror(place)` reads what stands before a place; `time_starts` and
    `number_starts` are the places where a time or a number may begin."""

    text: str
    starts: re.Pattern[str]  # where a number (group 1) or, a character on, a word of a number or time may begin
    only_times: frozenset[str]
    low: str = field(init=False)
    back: str = field(init=False)
    time_starts: list[int] = field(init=False)
    number_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        low = self.text.lower()
        if len(low) != len(self.text):
            low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in self.text)
        self.low = low
        self.back = low[::-1]
        times, numbers = self.time_starts, self.number_starts = [], []
        # A word is found with what stands before it, so that a space in front makes up for the beginning.
        for match in self.starts.finditer(" " + low):
            start = match.start()
            if match.lastindex:
                times.append(start - 1)
                numbers.append(start - 1)
            else:
                times.append(start)
                if match[0][1:] not in self.only_times:
                    numbers.append(start)

    def mirror(self, place: int) -> int:
        return len(self.text) - place
