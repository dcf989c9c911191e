"""The words beside places that are named for another reason than to say where something was counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words

_NEVER: Final = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The words of one language that such places stand beside."""

    near: re.Pattern[str]  # right in front of a land
    border: re.Pattern[str]  # right behind a land
    spoke: re.Pattern[str]  # right in front of any place
    setting: re.Pattern[str]  # in front of the place that a title is about
    said: re.Pattern[str]  # the same, with `goes_on` behind the place
    goes_on: re.Pattern[str]
    body: re.Pattern[str]  # right in front of a land whose body measured
    away: re.Pattern[str]  # a distance, right in front of the place that it is measured from
    leads: re.Pattern[str]  # right in front of a place that a distance stands behind
    distance: re.Pattern[str]
    around: re.Pattern[str]  # between such a place and the one that it lies in
    far: re.Pattern[str]  # the same with the place that a distance is measured from, which nobody knows
    seat: re.Pattern[str]  # begins a sentence, up to the place that something has its seat in, or began in
    lends: re.Pattern[str]  # right in front of a land that money came from
    helps: re.Pattern[str]  # right behind a land that helps or mourns
    any_of: re.Pattern[str]  # what a text without such places has none of
    sites: re.Pattern[str]  # events that happen in one place
    shocks: re.Pattern[str]  # the same, behind `struck`
    struck: re.Pattern[str]
    office: re.Pattern[str]  # right in front of a land that is a part of a body's name
    office_behind: re.Pattern[str]  # the same, right behind it
    groups: re.Pattern[str]  # right in front of lands that a group is named after
    at: re.Pattern[str]  # right in front of a place where something happened


def nowhere_tables(held: Mapping[str, Any], kinds: str) -> Nowhere:
    """What a language's table of places says of them."""
    at = rf"(?:{alternatives(held['at'])})\s(?:the\s)?"
    of = alternatives(map(fold_case, held["near_of"]))
    kind = rf"(?:the\s)?(?:(?:{kinds})\s){{0,2}}"
    day = r"(?:\s(?:on|vào|hôm|ngày|sáng|chiều|tối)\s[^,;.()]{1,16})?"
    span = rf"\d\s?-?(?:{alternatives(held['distance'])})(?:\s\(\d[^()]{{1,16}}\))?"
    stops = alternatives(held["body_stops"])
    two = rf"{whole(held['border_of'])}\s[^,;.:()\d]{{1,24}}\s?[-–]\s?" if held["border_of"] else "(?!)"
    words = (
        *held["near"],
        *held["border"],
        *held["meeting"],
        *held["bound"],
        *held["setting"],
        *held["meeting_said"],
        *held["bodies_of"],
    )
    kinds_of = (*held["kind_behind"], *held["lead"])
    village = rf"(?<!\w)(?:{alternatives(kinds_of)})(?:\s[^,;.:()\d]{{0,20}})?\s[\d.,]*"
    behind = rf"(?:\s(?:{alternatives(held['kind_behind'])}))?" if held["kind_behind"] else ""
    beside = rf",\s(?:[^,;:()\d]{{0,24}}\s)?(?:{alternatives(held['beside'])})\s"
    around = rf"{behind}(?:,?\s(?:of|in|thuộc)\s(?:the\s)?|\s\(|{beside})(?:thuộc\s)?{kind}"
    away = (
        rf"{span}(?:\s(?:{alternatives(held['distance_way'])}))*"
        rf"(?:\s(?:{alternatives(held['distance_from'])}))?\s{kind}"
    )
    lead = rf"{whole(held['distance_lead'])}\s(?:[^\W\d]+\.?\s){{0,3}}" if held["distance_lead"] else "(?!)"
    apart = (
        rf"{span}(?:\s(?:{alternatives(held['distance_way'])}))*\s(?:{alternatives(held['distance_from'])})\s",
        lead,
    )
    return Nowhere(
        near=re.compile(rf"(?:{whole(held['near'])}\s(?:(?:{of})\s){{0,2}}|{two})$"),
        border=re.compile(rf"(?:['’]s?)?(?:\s|-[\w\s]{{3,20}}\s)(?:{alternatives(held['border'])})(?!\w)")
        if held["border"]
        else _NEVER,
        spoke=re.compile(
            rf"(?:{whole(held['meeting'])}{day}\s{at}|{whole(held['bound'])}\s(?:[^,;:.()\d]{{1,32}}\s{at})?){kind}$"
        ),
        setting=re.compile(rf"{whole(held['setting'])}(?:\s[^,;.()]{{1,56}})?\s(?:{at})?{kind}$"),
        said=re.compile(rf"{whole(held['meeting_said'])}\s{at}{kind}$") if held["meeting_said"] else _NEVER,
        goes_on=re.compile(rf"\s(?:{alternatives(held['meeting_goes_on'])})(?!\w)|[.”\"]|$")
        if held["meeting_goes_on"]
        else _NEVER,
        body=re.compile(rf"{whole(held['bodies_of'])}\s(?:của\s|the\s)?$"),
        away=re.compile(rf"(?P<village>{village})?{away}$"),
        leads=re.compile(rf"{lead}$"),
        distance=re.compile(span),
        around=re.compile(around),
        far=re.compile(rf"(?:{'|'.join(apart)})[^,;:.()\d]{{2,32}}?{around}$"),
        seat=re.compile(rf"[“\"]?(?:{alternatives(held['seat'])})\s{kind}"),
        lends=re.compile(rf"{whole(held['lends'])}\s{kind}$"),
        helps=re.compile(rf"(?:\s(?:{alternatives(held['helps_between'])}))?\s(?:{alternatives(held['helps'])})(?!\w)"),
        any_of=whole_words((*words, *held["distance"], *held["border_of"])),
        sites=whole_words(held["events_one"]),
        shocks=whole_words(held["events_from"]),
        struck=whole_words(held["struck_from"]),
        office=re.compile(
            rf"{whole(held['body_front'])}(?:\s(?!(?:{stops})(?!\w))[^\W\d_]+){{0,{held['body_words']}}}\s$"
        ),
        office_behind=re.compile(rf"['’]s?(?:\s[^\W\d_]+){{0,3}}?\s(?:{alternatives(held['body_back'])})(?!\w)")
        if held["body_back"]
        else _NEVER,
        groups=re.compile(rf"{whole(held['groups'])}\s$"),
        at=re.compile(rf"(?:^|\s){at}{kind}$"),
    )
