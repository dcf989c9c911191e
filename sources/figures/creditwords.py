"""The words for who is cited, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words, word_list

_NEVER: Final = re.compile("(?!)")
# A word with a capital.
_NAME: Final = r"[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ][^\W\d_]*"


# Words of a status that are looked for in another way than by themselves, and those that tell no sense.
def credit_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of Language for who is cited."""
    held = table["attribution"]
    saying = alternatives((*held["speaks"], *held["shows"]))
    ends = alternatives((*held["stop"], *held["speaks"], *held["shows"], *held["tells"]))
    halts = alternatives((*held["stop"], *held["speaks"], *held["shows"], *held["lately"], *held["acts_between"]))
    offices = alternatives(held["bodies_cited"])
    # In front of a title or a body of no name: "the country's information (minister)".
    few = rf"(?:(?!(?:{alternatives((*held['stop'], *held['under']))})\s)[^\W\d_][\w’'-]*\s){{0,3}}?"
    ahead = rf"(?:(?:the|an?)\s)?{few}" if held["title_words"] else ""
    title = rf"(?:{ahead}(?:{alternatives(held['titles'])})\s)?"
    papers = alternatives(held["papers"])
    unsaid = frozenset(table["status"]["estimate"] + table["status"]["forecast"])
    return {
        "credit_before": re.compile(
            rf"{whole(held['before'])}\s+(?:an?\s+|the\s+|(?:{papers})\s+)?(?:[^\W\d_]+(?:an|ese|ish)\s+)?$",
        ),
        "credit_after": re.compile(
            rf"(?:\s(?:{alternatives(held['lately'])})(?!\w))?"
            rf"\s*(?:{alternatives(map(fold_case, [*held['after'], *held['foretells']]))})"
        ),
        "credit_foretells": re.compile(rf"\s(?:also\s|now\s)?(?:{alternatives(held['foretells'])})(?!\w)"),
        "expects_behind": re.compile(
            rf"\s(?:{alternatives(held['awaits'])})(?!\w)"
            rf"|\s(?:also\s|now\s)?(?P<foretells>{alternatives(held['foretells'])})(?!\w)"
            rf"|(?:['’]s?)?(?:\s(?:{alternatives(held['expectation_kinds'])})){{0,2}}"
            rf"\s(?:{alternatives(held['expectations'])}|(?P<guess>{alternatives(held['guesses'])}))(?!\w)"
        ),
        "expecting_words": word_list(
            word for key in ("awaits", "foretells", "expectations", "guesses") for word in held[key]
        ),
        "media": whole_words(held["media"]),
        "offices": whole_words(held["offices"]),
        "expects_before": re.compile(
            rf"(?<!\w)(?:{alternatives(held['expectations'])}|(?P<guess>{alternatives(held['guesses'])}))"
            rf"(?:(?:\s[^\s,;:()]+){{0,6}}?\s(?:{alternatives(held['expectation_of'])}))?"
            rf"\s(?:(?:{alternatives(held['expectation_leads'])})\s)?$"
        ),
        "credit_under": re.compile(rf"\s(?:{alternatives(held['under'])})\s(?:the\s)?"),
        "credit_lead": re.compile(rf"{whole(held['strong'])}\s+"),
        "credit_who": re.compile(
            rf"(?:the\s+|(?:{papers})\s+)?(?P<who>(?:[A-ZĐÀ-Ỹ]|(?:{offices})\s)[^,;.()“”\"]{{1,60}}?)"
            rf"(?=[,;.()“”\"]|\s(?:{ends})(?!\w)|$)"
        ),
        "speaks": whole_words(held["speaks"]),
        "speaker": re.compile(
            rf"(?:^|(?<=[,;“”\"] )|(?<=[.] )){title}"
            rf"(?P<who>{_NAME}(?:\s{_NAME}){{1,4}})(?:\s?,[^.;:“”\"]{{2,90}}?,|\s\([^()]{{2,60}}\))?"
            rf"\s(?:{alternatives(held['speaks'])})(?!\w)"
        ),
        "speaker_behind": re.compile(
            rf"(?<=[,”\"] )(?:{alternatives(held['said'])})\s{title}(?P<who>{_NAME}(?:\s{_NAME}){{1,3}})"
            rf"(?=[,.;:“”\"]|\s\(|\s(?:of|{ends})(?!\w)|$)"
        )
        if held["said"]
        else _NEVER,
        "letters_speaker": re.compile(
            rf"(?:^|(?<=[,;“”\"] )|(?<=[.] ))(?:[Tt]he\s)?(?P<who>[A-Z]{{2,8}}|[A-Z][a-z]+[A-Z][A-Za-z]+)"
            rf"(?:\s(?:{alternatives(held['lately'])}))?\s(?:{alternatives(held['speaks'])})(?!\w)"
        ),
        "credit_body": re.compile(
            rf"(?:(?:the|an?|its|their)\s)?(?P<who>{few}(?:{alternatives(held['body_kinds'])}))"
            rf"(?=[,.;:()“”\"]|\s(?:{ends})(?!\w)|$)"
        )
        if held["body_kinds"]
        else _NEVER,
        "body_says": re.compile(
            rf"(?:^|(?<=[,;“”\"] )|(?<=[.] ))(?:[Tt]he\s)"
            rf"(?P<who>{few}(?:{alternatives(held['body_kinds'])}))"
            rf"(?:\s(?:{alternatives((*held['lately'], *held['acts_between']))}))?\s(?:{saying})(?!\w)"
        )
        if held["body_kinds"]
        else _NEVER,
        "media_says": re.compile(
            rf"(?:^|(?<=[.!?”\"] ))(?:(?:the|{papers})\s)?(?P<who>{alternatives(held['media'])})"
            rf"(?:\s(?:{alternatives(held['lately'])}))?"
            rf"\s(?:{alternatives(held['media_says'])})(?!\w)"
        )
        if held["media_says"]
        else _NEVER,
        "titles": frozenset(held["titles"]),
        "body_speaker": re.compile(
            rf"(?:^|(?<=[,;“”\"] )|(?<=[.] ))"
            rf"(?P<who>(?:(?:{alternatives(held['bodies'])})(?!\w)|(?:{alternatives(held['bodies_named'])})(?=\s[A-ZĐ]))"
            rf"(?!\s(?:{alternatives(held['bodies_not'])})(?!\w))(?:\s(?!(?:{halts})(?!\w))[^\W\d_]+){{0,9}})(?!\w)"
            rf"[^.;:,“”\"]{{0,60}}?\s(?:{saying})(?!\w)"
        ),
        "office_speaker": re.compile(
            rf"(?<!\w)(?P<who>(?:{_NAME}(?:['’]s)?\s(?:of\s)?){{1,5}}(?:{alternatives(held['bodies_end'])})(?:\sof\s(?:the\s)?{_NAME})?)"
            rf"(?:\s(?:{alternatives((*held['lately'], *held['acts_between']))}))?\s(?:{saying})(?!\w)"
        )
        if held["bodies_end"]
        else re.compile("(?!)"),
        "credit_clause": re.compile(rf"{whole(held['clause'])}(?:\s[^\W\d_]+){{0,5}}\s$"),
        "credit_own": whole_words(held["own"]),
        "acts_by": re.compile(
            rf"(?:{whole(held['acts_by'])}\s(?:{alternatives(held['agent'])})|{whole(held['addressed'])})\s(?:the\s)?$"
        ),
        "credit_updating": re.compile(rf"{whole(held['updating'])}(?:\s[^\W\d_]+){{0,2}}\s$"),
        "acts_behind": re.compile(
            rf"(?:,\s[^,;.:()\d]{{2,24}}?){{0,3}}(?:\s(?:{alternatives(held['acts_between'])}))?"
            rf"(?:\s(?:{alternatives(held['acts_on'])})\s[^\s,;()]+)?\s(?:{alternatives(held['acts'])})(?!\w)"
        ),
        "no_who": frozenset(held["no_who"]),
        "points_back": re.compile(
            rf"(?:(?<!\w)(?:{alternatives(held['back'])})(?:\s(?:{alternatives(held['back_adverbs'])}))?"
            rf"\s(?:{alternatives(held['speaks'])})|{whole(held['strong'])}\s"
            rf"(?:{alternatives(held['back_cited'])})(?=[,;.]))(?!\w)"
            rf"|(?<!\w)(?:{alternatives(held['back_adding'])})(?!\w)"
        ),
        "generic_credit": whole_words(held["generic"]),
        "told_on": re.compile(
            rf"{whole([*(word for word in held['after'] if word[0].isalpha()), *held['shows'], *held['tells']])}"
            r"\s(?:[^\W\d_]+\s){0,2}$"
            rf"|{whole(held['tells'])}\s(?:[^\W\d_]+\s){{3}}$"
        ),
        "tells": whole_words(held["tells"]),
        "says": whole_words(word for word in held["after"] if word[0].isalpha() and word not in unsaid),
    }
