"""The words for polls, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sources.figures.lexicon import alternatives, whole, whole_words


@dataclass(frozen=True, slots=True)
class Polls:
    """The words of one language for what voters say that they chose."""

    voted: re.Pattern[str]  # what a metric of votes is spoken of with
    poll: re.Pattern[str]  # a poll in front of what it says
    poll_behind: re.Pattern[str]  # the same, behind a number
    poll_in: re.Pattern[str]  # the same, right behind it
    counted: re.Pattern[str]  # behind a poll: who counted, or another clause
    against: re.Pattern[str]  # in front of a poll that a count is set against


def poll_tables(held: Mapping[str, Any]) -> Polls:
    """What a language's table says of them."""
    few = r"(?:\s[^\W\d_][\w'’-]*){0,3}?"
    any_poll = alternatives([*held["sure"], *held["words"]])
    told = rf"{whole(held['words'])}(?=[^,;:]{{0,40}}?\s(?:{alternatives(held['shows'])})(?!\w))"
    led = rf"{whole(held['leads'])}{few}\s(?:{any_poll})(?!\w)"
    return Polls(
        voted=whole_words(held["voted"]),
        poll=re.compile(rf"{whole(held['sure'])}|{told}|{led}"),
        poll_behind=re.compile(
            rf"{led}|,\s(?:(?:a|an|the|một)\s)?(?:{any_poll})(?!\w)(?=\s(?:{alternatives(held['shows'])}))"
        ),
        poll_in=re.compile(rf"(?:\s[^\W\d_]+){{0,4}}?\s(?:{alternatives(held['in'])}){few}\s(?:{any_poll})(?!\w)"),
        counted=whole_words(held["counted"]),
        against=re.compile(rf"{whole(held['against'])}{few}\s$"),
    )
