"""The words beside numbers that say what may be, or has to be, and not what was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sources.figures.lexicon import alternatives, fold_case, whole

_NEVER: Final = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Limits:
    """The words of one language for what something holds, is to reach, or is reckoned from."""

    capacity: re.Pattern[str]  # up to a number: what a plant can make, a hall can hold
    capacity_behind: re.Pattern[str]  # the same, right behind it
    holds: re.Pattern[str]  # up to a number: what somebody or something is able to carry
    each: re.Pattern[str]  # up to a number: what is told of one of many is told of each
    threshold: re.Pattern[str]  # right in front of a rate: what is to be passed
    threshold_behind: re.Pattern[str]
    base: re.Pattern[str]  # up to a number from which another was reckoned
    there_are: re.Pattern[str]  # up to a number: how many there are in all
    house: re.Pattern[str]  # the same, of those who sit in one
    house_behind: re.Pattern[str]
    wanted: re.Pattern[str]  # up to a number that somebody has yet to come to
    wanted_behind: re.Pattern[str]


def limit_tables(held: Mapping[str, Any]) -> Limits:
    """What a language's table says of them."""
    fill = rf"(?:\s(?:{alternatives(held['fill'])}))*\s?$"
    houses = alternatives(map(fold_case, held["houses"]))
    few = r"\s(?:[^\W\d_]+\s){0,2}"
    return Limits(
        capacity=re.compile(rf"(?P<word>{whole(held['capacity'])}){fill}"),
        capacity_behind=re.compile(rf"[\s-](?:{alternatives(held['capacity_behind'])})(?!\w)")
        if held["capacity_behind"]
        else _NEVER,
        holds=re.compile(rf"{whole(held['holds'])}{few}$"),
        each=re.compile(rf"{held['each_front']}{whole(held['each'])}\s(?P<noun>[^\W\d_]+)(?:\s[^,;:.()]*)?\s$"),
        threshold=re.compile(rf"{whole(held['threshold'])}\s?$"),
        threshold_behind=re.compile(rf"[\s-](?:[^\W\d_]+\s)?(?:{alternatives(held['threshold_behind'])})(?!\w)")
        if held["threshold_behind"]
        else _NEVER,
        base=re.compile(rf"{whole(held['base'])}(?P<words>(?:\s[^,;:.()]{{1,48}})?)\s$"),
        there_are=re.compile(rf"{whole(held['there_are'])}{few}$") if held["there_are"] else _NEVER,
        house=re.compile(
            rf"(?<!\w)(?:{houses})(?:\s(?:{alternatives(held['house_has'])}))?(?:\s(?:{alternatives(held['house_fill'])}))*\s?$"
        ),
        house_behind=re.compile(rf"[\s-](?:{houses})(?!\w)"),
        wanted=re.compile(rf"{whole(held['wanted'])}\s$"),
        wanted_behind=re.compile(
            rf"(?:\s(?:{alternatives(held['links'])}))?\s(?:{alternatives(held['wanted_behind'])})(?!\w)"
        ),
    )
