"""Days without a year that are told as reached: "as of May 12 ... had killed" is of no May to come.

A day is told as reached where words lead to it up to which something was counted, and its sentence tells that it was
and nothing of what is planned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sources.figures.lexicon import whole
from sources.figures.passage import Passage
from sources.text import sentences

_BACK: Final = 48  # characters in front of a day in which words lead to it
_DUTY: Final = r"(?!\sto\s)"  # "as of May 12 visitors have to book"


class Lead(NamedTuple):
    """Words in front of a day, and those of its sentence that say that it was reached; None where none are needed."""

    front: re.Pattern[str]
    told: re.Pattern[str] | None


def leads_of(table: Mapping[str, Any]) -> tuple[Lead, ...]:
    """The leads of a language."""
    held: Mapping[str, Sequence[str]] = table["reached_by"]
    return tuple(
        Lead(
            re.compile(rf"{whole([lead])}(?:\s[^\W\d_]+){{0,3}}?\s$"),
            re.compile(whole(words) + _DUTY) if words else None,
        )
        for lead, words in held.items()
    )


def is_told_as_reached(passage: Passage, start: int, leads: Sequence[Lead], ahead: re.Pattern[str]) -> bool:
    """Whether the day that begins at a place is told as one that was."""
    front = passage.low[max(0, start - _BACK) : start]
    fitting = [lead for lead in leads if lead.front.search(front) is not None]
    if not fitting:
        return False
    first, last = next(span for span in sentences(passage.text) if span[0] <= start < span[1])
    if ahead.search(passage.low, first, last) is not None:
        return False
    return any(lead.told is None or lead.told.search(passage.low, first, last) is not None for lead in fitting)
