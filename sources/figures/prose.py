"""What a language's table says of prose: the fields of Language that are words, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sources.figures.asofwords import as_of_tables, stretch_tables
from sources.figures.coursewords import course_tables
from sources.figures.creditwords import credit_tables
from sources.figures.eventwords import event_tables
from sources.figures.headwords import head_tables, helper_tables
from sources.figures.lexicon import alternatives, whole, whole_words, word_list
from sources.figures.rankwords import rank_tables
from sources.figures.sensewords import sense_tables


def prose_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of Language that are about prose."""
    return {
        **rank_tables(table),
        **sense_tables(table),
        **course_tables(table),
        **_counted(table),
        **head_tables(table),
        **helper_tables(table),
        **event_tables(table),
        **credit_tables(table),
        **stretch_tables(table),
        **as_of_tables(table),
        **_causes(table),
    }


def _counted(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a number counts, and whose it is."""
    return {
        "next_to": re.compile(rf"{whole(table['plural']['next_to'])}\s(?:[^\W\d_]+\s){{0,2}}$"),
        "helping": re.compile(rf"(?:\s(?:{alternatives(table['plural']['helping'])})(?!\w)){{0,3}}"),
        "classifiers": tuple(table["plural"]["classifiers"]),
        "nouns_behind": bool(table["plural"]["ending"]),
        "suffers": re.compile(rf"\s(?:khác\s)?(?P<verb>(?:{alternatives(table['plural']['suffers'])})\s)")
        if table["plural"]["suffers"]
        else re.compile("(?!)(?P<verb>)"),
        "noun_behind": re.compile(rf"\s(?!(?:{alternatives(table['plural']['no_noun'])})(?!\w))[^\W\d_]{{2,}}")
        if table["plural"]["no_noun"]
        else re.compile("(?!)"),
        "things_same": re.compile(
            rf"\s(?P<word>{alternatives((*table['plural']['same'], *table['plural']['things']))})"
            rf"(?=[,;.)]|$|\s(?:{alternatives(table['plural']['no_noun'])})(?!\w)|\s(?:hư|sập|chìm|tốc|hỏng|cháy))"
        )
        if table["plural"]["same"]
        else re.compile("(?!)"),
        "things_only": re.compile(rf"\s(?:{alternatives(table['plural']['things'])})(?!\w)")
        if table["plural"]["things"]
        else re.compile("(?!)"),
        "things_others": tuple(table["plural"]["others"]),
        "states": re.compile(
            rf"\s(?:(?:{alternatives(table['plural']['state_links'])})\s){{0,3}}(?:{alternatives(table['plural']['states'])})(?!\w)"
            if table["plural"]["state_links"]
            else rf"\s(?:\w+\s)?(?:{alternatives(table['plural']['states'])})(?!\w)"
        ),
        "plural": re.compile(
            rf"\s(?:(?!(?:{alternatives(table['plural']['no_attribute'])})(?!\w))[a-z][a-z-]+\s(?:and\s)?){{0,2}}"
            rf"(?!(?:{alternatives(table['plural']['never'])})(?!\w))(?:[a-z]+-)*[a-z]{{3,}}{table['plural']['ending']}(?!\w)"
            if table["plural"]["ending"]
            else "(?!)"
        ),
        "bare_clause": whole_words(
            [
                *table["elided"]["words"],
                *(
                    word
                    for status in ("increment", "estimate", "forecast", "target")
                    for word in table["status"][status]
                ),
            ]
        ),
        "pronouns": whole_words(table["people_words"]["pronouns"]),
        "one": whole_words(table["people_words"]["one"]),
        "others": whole_words(table["people_words"]["others"]),
        "turned_into": whole_words(table["people_words"]["turned_into"]),
        "other_parts": whole_words(table["people_words"]["other_parts"]),
        "picture": re.compile(
            rf"{whole(table['people_words']['picture'])}\s?[:/]|{whole(table['people_words']['picture_by'])}"
        ),
        "caption": whole_words(table["people_words"]["caption"]),
        "titled": re.compile(
            rf"{whole(table['people_words']['titled'])}\s[“\"‘«]?"
            rf"(?!(?i:{alternatives(table['people_words']['titled_not'])})(?!\w))(?=[^\W\d_])"
        ),
        "after_amount": re.compile(rf"{whole(table['stretch']['by_day'])}\s(?:\w+\s){{0,2}}$"),
        "by_stretch": re.compile(rf"{whole(table['stretch']['by_day'])}\s+(?:[\w'’]+\s+){{0,5}}$"),
        "passing": re.compile(rf"{whole(table['stretch']['passed'])}\s(?:[^\W\d_]+\s){{0,2}}\W?$"),
        "of_day": re.compile(
            rf"{whole(table['stretch']['of_day'])}(?!\s(?:{alternatives(table['stretch']['of_day_not'])})(?!\w))"
        ),
        "object_words": word_list([*table["object"]["before"], *table["object"]["done"], *table["overtake"]["cues"]]),
        "object_behind": _in_front_of_name([*table["object"]["before"], *table["object"]["done"]]),
        "back": tuple(table["object"]["back"]),
        "back_this": tuple(table["object"]["back_this"]),
        "object_done": _in_front_of_name(table["object"]["done"]),
        "introduces": re.compile(rf"[\s“\"‘«]*(?:{alternatives(table['object']['introduces'])})\s"),
        "copula": re.compile(
            rf"{whole(table['object']['copula'])}\s(?:the\s|bộ\s|phim\s|tác\sphẩm\s|dự\sán\s)*[“\"‘«']?$"
        ),
        "relative_clause": re.compile(rf"(?:,[”\"’»]?|[”\"’»],?)\s(?:{alternatives(table['object']['relative'])})\s"),
        "told_of_name": re.compile(rf",\s(?:{alternatives(table['object']['about'])})\s"),
        "crew": re.compile(rf"{whole(table['object']['crew'])}\s(?:của\s)?(?:the\s|phim\s|bộ\sphim\s)?[“\"‘«']?$"),
        "crew_behind": re.compile(rf"[”\"’»]?\s(?:{alternatives(table['object']['crew_behind'])})(?!\w)")
        if table["object"]["crew_behind"]
        else re.compile("(?!)"),
        "owner_lead": re.compile(
            rf"[^,;.:()\d]{{0,40}}?\s(?:{alternatives(table['object']['owner'])})\s(?:[^\W\d_]+['’]s\s)?"
            rf"(?:(?:the|its|their|overall|total|phim|vụ|trận|tổng)\s){{0,2}}[“\"‘]?"
        ),
        "means": tuple(f" {word} " for word in table["object"]["means"]),
        "means_lead": re.compile(
            rf"(?:\s[^\W\d_]+){{0,3}}?\s(?:{alternatives(table['object']['means'])})\s[^,;.:()\d]{{2,30}}"
        ),
        "overtaken_behind": re.compile(
            rf"{whole(table['overtake']['cues'])}(?P<words>(?:\s(?!(?:{alternatives(table['overtake']['halts'])})(?!\w))[^\W\d][\w’'-]*){{1,6}})\s[“\"‘«']?$"
        ),
        "overtake_then": whole_words(table["overtake"]["then"]),
        "set_against": re.compile(rf"{whole(table['as_of']['compared'])}\s+(?:phim\s+)?[“\"‘«]?$"),
        "overtake": whole_words(table["overtake"]["cues"]),
    }


def _in_front_of_name(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"{whole(words)}(?:\s+|(?=[“\"‘«]))(?:[“\"'*‘«]|the\s+|phim\s+|cuộc\s+|cả\s+)*$")


def _causes(table: Mapping[str, Any]) -> dict[str, Any]:
    cause = table["cause"]
    return {
        "cause_before": re.compile(
            rf"(?P<cause>(?:{whole(cause['of'])}\s+)?{whole(cause['things'])}(?:(?:,|\s(?:và|and))\s{whole(cause['things'])})*)"
            rf"\s*(?:(?:{alternatives(cause['verbs'])})(?!\w)|:)?\s*$"
        ),
        "cause_behind": re.compile(
            rf"(?:\s\w+){{0,3}}?\s(?P<cause>(?:{alternatives(cause['by'])})\s(?:the\s)?(?:{alternatives(cause['things'])})(?!\w)"
            rf"|(?:{alternatives(cause['events'])})\s(?!(?:{alternatives(cause['events_not'])})(?!\w))[^,.;()]{{4,50}})"
        ),
        "including": re.compile(rf",?\s(?:{alternatives(cause['including'])})(?=\s)"),
        "lost_behind": re.compile(rf"\s(?:{alternatives(cause['lost'])})\s"),
        "umbrella_words": whole_words(cause["umbrella"]),
        "umbrella": re.compile(rf"(?:\s\w+)?\s(?P<word>{alternatives(cause['umbrella'])})(?!\w)"),
        "lost_to": re.compile(rf"(?:\s\w+)?\s(?:{alternatives(cause['lost_to'])})\s"),
        "death_words": frozenset(cause["death"]),
        "alive": whole_words(cause["alive"]),
        "rescued": whole_words(cause["rescued"]),
        "missed": whole_words(cause["missed"]),
        "counted_with": whole_words(table["people_words"]["with"]),
    }
