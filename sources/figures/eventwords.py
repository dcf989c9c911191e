"""What a language's table says of tolls: their parts, what raised them, and the events before the topic's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words


def event_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of Language that are about tolls."""
    return {
        **_tolls(table),
        **_damages(table),
        **_raising(table),
        **_earlier(table),
        **_gaps(table),
        "things_behind": _things(table),
    }


def _tolls(table: Mapping[str, Any]) -> dict[str, Any]:
    """Words that make a count of people a part of a toll."""
    held = table["toll"]
    demonyms = table["places"].get("demonyms", {})
    never = re.compile("(?!)")
    return {
        "toll_scene": whole_words(held["scene"]),
        "toll_house": _house(held["house"], held["house_inner"], is_behind=bool(table["plural"]["ending"])),
        "toll_houses": re.compile(rf"{whole(held['houses'])}\s(?:the\s)?$"),
        "toll_at": re.compile(rf"{whole(held['house_at'])}\s(?:the\s)?$"),
        "toll_cited": re.compile(rf"{whole(held['house_cited'])}\s(?:the\s)?(?:[^\W\d_]+\s){{0,2}}$"),
        "toll_arrival": whole_words(held["arrival"]),
        "toll_caused": re.compile(rf"\s(?:{alternatives(held['caused'])})\s"),
        "toll_helped": whole_words(held["helped"]),
        "toll_helped_by": re.compile(rf"(?:\s[^\W\d_]+){{0,6}}\s(?:{alternatives(held['helped_by'])})(?!\w)"),
        "toll_others": whole_words(held["others"]),
        "toll_care": whole_words(held["care"]),
        "toll_hospital": re.compile(
            rf"{whole(held['hospital_lead'])}\s(?:[\w’'-]+\s){{0,4}}?(?:{alternatives(held['hospital'])})(?!\w)"
        ),
        "dying_of": re.compile(
            rf"{whole(held['dying'])}(?:\s[^\W\d_]+)?\s(?P<wound>(?:{alternatives(held['dying_of'])})\s(?:[\w’'-]+\s){{0,3}}?"
            rf"(?:{alternatives(held['wounds'])})(?!\w))"
        ),
        "toll_bodies": whole_words(held["bodies"]),
        "toll_rest": re.compile(rf"{whole(held['rest'])}\s$") if held["rest"] else never,
        "toll_rest_behind": re.compile(rf"(?:\s\w+)?\s(?:{alternatives(held['rest_behind'])})(?!\w)")
        if held["rest_behind"]
        else never,
        "toll_identified": whole_words(held["identified"]),
        "toll_every": re.compile(rf"{whole(held['every'])}\s$"),
        "toll_groups": whole_words(held["groups"]),
        "toll_helpers": whole_words(held["helpers"]),
        "toll_group_links": frozenset(held["group_links"]),
        "toll_own": re.compile(rf"(?:\s[^\W\d_]+)?\s(?:{alternatives(held['own'])})(?!\w)"),
        "toll_severity": whole_words(held["severity"]),
        "toll_among": re.compile(rf"{whole(held['among'])}\s(?:{alternatives(held['whom'])})(?!\w)"),
        "toll_them": re.compile(rf"(?:{alternatives(held['among'])})\s(?:{alternatives(held['them'])})"),
        "toll_nation": re.compile(rf"(?:\s[^\W\d_]+){{0,4}}?\s(?:{alternatives(held['nation'])})\s")
        if held["nation"]
        else never,
        "nationals": re.compile(rf"(?<!\w)(?:{alternatives(map(fold_case, demonyms))})s?(?!\w)") if demonyms else never,
    }


def _damages(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a damage is of that is not all of it."""
    held = table["damaged"]
    things = rf"(?:(?:{alternatives(held['kinds'])})\s){{0,2}}"
    name = r"(?:[^\W\d_]+\s){0,2}" if table["plural"]["ending"] else ""
    return {
        "damaged_of": re.compile(
            rf"\s(?:{alternatives(held['of'])})\s{things}{name}(?:{alternatives(held['things'])})(?!\w)"
        ),
        "damaged_thing": re.compile(
            rf"(?:[^,;.:()\d]{{0,16}},\s)?\s?{things}{name}(?:{alternatives(held['things'])})(?!\w)"
        ),
        "damaged_worth": whole_words(held["worth"]),
    }


def _house(words: list[str], inner: list[str], *, is_behind: bool) -> re.Pattern[str]:
    """A house of a kind by its name, in the text as written: "Oakham Hospital", "Bệnh viện đa khoa tỉnh Lau Xanh"."""
    kinds = f"(?i:{alternatives(words)})"
    between = rf"(?:\s(?i:{alternatives(inner)}))"
    name = r"[A-ZĐÀ-Ỹ][\w’'-]*"
    if is_behind:
        return re.compile(rf"\b{name}{between}?\s{kinds}(?!\w)")
    return re.compile(rf"\b{kinds}{between}{{0,3}}\s[A-ZĐÀ-Ỹ0-9][\w’'-]*")


def _raising(table: Mapping[str, Any]) -> dict[str, Any]:
    """What came in, told with what it raised a total to."""
    raising = table["raising"]
    return {
        "raising": re.compile(
            rf"{whole(raising['words'])}\s[^.;()]{{0,70}}?\s(?:{alternatives(raising['to'])})\s(?:[^\W\d_]+\s){{0,3}}$"
        ),
        "adds": re.compile(rf"{whole(raising['adds'])}\s(?:[^\W\d_]+\s){{0,3}}$"),
        "adds_to": re.compile(rf"\s(?:{alternatives(raising['adds_to'])})(?!\w)"),
        "counting_in": re.compile(rf"\W{{0,3}}(?:{alternatives(raising['counting_in'])})\s"),
        "raising_words": whole_words(raising["words"]),
        "raised": whole_words(raising["totals"]),
    }


def _earlier(table: Mapping[str, Any]) -> dict[str, Any]:
    """Events before the one that a topic is about."""
    held = table["earlier"]
    return {
        "begun_behind": re.compile(rf"{whole(held['begun'])}\s(?:[^\W\d_]+\s){{0,3}}$"),
        "since_behind": re.compile(rf"{whole(held['since'])}\s(?:the\s|năm\s)?$"),
        "that_event": re.compile(
            rf"{whole(held['that'])}\s(?:[^\W\d_]+\s)?(?:{alternatives(table['as_of']['events'])})(?!\w)"
            if held["that"]
            else rf"(?<!\w)(?:{alternatives(table['as_of']['events'])})\s(?:{alternatives(held['that_behind'])})(?!\w)"
        ),
        "then_back": whole_words(held["then_back"]),
        "follow_ups": whole_words(held["follow_ups"]),
        "since_words": whole_words(held["since"]),
        "superlatives": whole_words(held["superlative"]),
        "then_ahead": re.compile(rf",?\s(?:{alternatives(held['then'])})(?!\w)"),
        "link_words": whole_words(held["links"]),
        "no_event": whole_words(held["no_event"]),
        "bringing": whole_words(held["bringing"]),
        "event_kinds": tuple((whole_words(kinds), frozenset(kinds)) for kinds in held["kinds"]),
        "event_any": whole_words(held["kinds_sure"]),
        "event_sure": tuple(held["kinds_sure"]),
    }


def _gaps(table: Mapping[str, Any]) -> dict[str, Any]:
    """By how much two amounts differ, and what is still so or of others."""
    held = table["status"]
    return {
        "gap_behind": re.compile(
            rf"\s(?:{alternatives(held['gap_behind'])})(?=[,;.)]|$|\s(?:{alternatives(held['gap_ends'])})(?!\w))"
        )
        if held["gap_behind"]
        else re.compile("(?!)"),
        "gap_front": re.compile(rf"(?:^|[,;–(]\s?|\s(?:với|và)\s){whole(held['gap_front'])}\s(?:[^\W\d_]+\s)?$")
        if held["gap_front"]
        else re.compile("(?!)"),
        "gap_names": re.compile(rf"{whole(held['gap_names'])}\s$") if held["gap_names"] else re.compile("(?!)"),
        "gap_than": re.compile(rf"{whole(held['gap_than'])}\s(?:[^\W\d_]+\s)?$")
        if held["gap_than"]
        else re.compile("(?!)"),
        "gap_against": re.compile(
            rf"(?:\s(?:{alternatives(held['gap_against'])})|,?\s(?:{alternatives(table['list']['becomes'])}))(?!\w)"
        ),
        "gap_is": re.compile(rf"\s(?:{alternatives(held['gap_is'])})?\s?"),
        "remaining": whole_words(held["remaining"]),
        "besides": re.compile(rf"{whole(held['besides'])}\s$") if held["besides"] else re.compile("(?!)"),
    }


def _things(table: Mapping[str, Any]) -> re.Pattern[str]:
    """A noun of things right behind a number, with words in front of it where the language puts them there."""
    things = alternatives(table["things"]["nouns"])
    if not table["plural"]["ending"]:
        never = alternatives(table["things"]["never_before"])
        return re.compile(rf"\s(?P<thing>{things})(?!\w)(?!\s(?:{never})(?!\w))")
    never = alternatives(word for word in table["plural"]["no_attribute"] if word not in table["modifiers"]["added"])
    return re.compile(rf"(?:[\s-](?!(?:{never})(?!\w))[a-z’'-]+){{0,2}}[\s-](?P<thing>{things})(?!\w)")
