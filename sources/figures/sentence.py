"""A sentence with everything that was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sources.figures.interval import TIMES
from sources.figures.moments import Moment
from sources.figures.phrase import Phrase
from sources.model import Period

_CENTURY: Final = 36_500
_GAP: Final = 3  # words between two counts of which the second goes on the first
TIME_UNITS: Final = {"days": 1, "weeks": 7, "months": 30}
RATES: Final = frozenset({"percent", "percentage_points"})


class Mention(NamedTuple):
    """A subject, party or place named in a text. `is_object`: overtaken or compared with, not spoken of."""

    start: int
    end: int
    name: str
    is_object: bool = False
    is_where: bool = False  # a subject named as the place of something: "in Lang Nu hamlet"
    is_named: bool = True  # by a name, not by a description


Hit = tuple[int, int, str]  # where a name stands, and whose it is


class Sentence(NamedTuple):
    """One sentence of a paragraph: its place, who and what is named in it, its times and its numbers."""

    number: int  # of the paragraph, -1 for the title
    text: str  # of the whole paragraph
    low: str  # the same in lower case, which words are looked for in
    span: tuple[int, int]
    mentions: Sequence[Mention]
    moments: Sequence[Moment]
    phrases: Sequence[Phrase]
    places: Sequence[Mention]
    is_plain: bool  # no word in it says that a number is anything but a fact, whole and by itself
    has_brackets: bool
    spoken: frozenset[str]  # its words, in lower case
    parties: Sequence[Hit] = ()
    has_parts: bool = True  # whether any word in it may tell a part of something
    published: Period | None = None  # when its article came out

    def in_brackets(self, at: int) -> bool:
        """Whether a place lies in brackets that were opened in this sentence."""
        if not self.has_brackets:
            return False
        start = self.span[0]
        return self.text.rfind("(", start, at) > self.text.rfind(")", start, at)

    def is_ahead(self, moment: Moment) -> bool:
        """Whether a time was yet to come when the article came out."""
        start, out = moment.period.start, self.published.end if self.published is not None else None
        return start is not None and out is not None and start > out

    def joined_before(self, phrase: Phrase, joiners: frozenset[str]) -> Phrase | None:
        """The count that one goes on with little but an "and" between them: "48 tourists and five crew", "48 người chết
        và 12 người"."""
        before = next((p for p in reversed(self.phrases) if p.end <= phrase.hedge_start), None)
        if before is None or before.unit in TIMES or any(before.end <= m.start < phrase.start for m in self.moments):
            return None
        words = self.low[before.end : phrase.hedge_start].split()
        return before if 0 < len(words) <= _GAP and "".join(words).isalpha() and words[-1] in joiners else None


def is_duration(phrase: Phrase) -> bool:
    """More than a day, less than a century, and not "dozens of days"."""
    if phrase.unit not in TIME_UNITS or phrase.is_vague:
        return False
    return 1 < phrase.value * TIME_UNITS[phrase.unit] < _CENTURY
