"""The words for routes and their ends, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sources.figures.lexicon import alternatives, whole, whole_words


@dataclass(frozen=True, slots=True)
class Routes:
    """The words of one language for routes and their ends."""

    leads: re.Pattern[str]  # right in front of the first end, whatever that is
    starts: re.Pattern[str]  # the same, unless the ends are lands, between which goods go as well
    ends: re.Pattern[str]  # in front of the second end, with the first in it
    joins: re.Pattern[str]  # between the ends
    kinds: re.Pattern[str]  # beside two ends with a dash between them


def route_tables(held: Mapping[str, Any]) -> Routes:
    """What a language's table of places says of them."""
    words = r"\s(?:[^\W\d_]+\s){0,3}$"
    return Routes(
        leads=re.compile(whole(held["route_leads"]) + words),
        starts=re.compile(whole(held["range_from"]) + words),
        ends=re.compile(
            rf"{whole(held['range_from'])}\s(?P<first>(?:[^\W\d_]+\s){{1,4}}?)(?:{alternatives(held['route_joins'])})\s$"
        ),
        joins=re.compile(rf"(?:\s[^\W\d_]+){{0,3}}?\s(?:{alternatives(held['route_joins'])})\s(?:[^\W\d_]+\s){{0,3}}"),
        kinds=whole_words(held["route_kinds"]),
    )
