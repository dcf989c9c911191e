"""The words for how much of a fact a number is, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sources.figures.lexicon import alternatives, whole, whole_words, word_list
from sources.figures.limitwords import limit_tables
from sources.figures.pollwords import poll_tables

_OTHERWISE: Final = frozenset(
    {
        "needs",
        "needs_behind",
        "turn",
        "average",
        "needed",
        "short_after",
        "beyond",
        "revised",
        "meant",
        "corrects",
        "denied",
        "not",
        "not_only",
        "gap_behind",
        "gap_ends",
        "gap_front",
        "gap_names",
        "gap_than",
        "gap_against",
        "gap_is",
        "remaining",
        "besides",
        "target_behind",
        "guessed_behind",
        "not_in",
        "turn_not",
        "foretells",
        "foretells_not",
        "forecasters",
        "infinitive",
        "yearly_of",
    }
)
_NO_SENSE: Final = frozenset(
    {
        "corrects",
        "needs_behind",
        "turn_not",
        "gap_ends",
        "gap_names",
        "gap_than",
        "gap_against",
        "gap_is",
        "foretells_not",
        "forecasters",
        "infinitive",
        "not_in",
        "turn",
        "needed",
        "compared_after",
        "annually",
        "beyond",
        "aside",
        "yearly_of",
        "opened",
        "not_only",
        "remaining",
        "besides",
    }
)


def sense_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """Whether a number is a fact, or how much of one."""
    held, share, other = table["status"], table["share"], table["other_things"]
    links = alternatives(other["links"])
    return {
        "status": {
            status: re.compile(whole(words, lower=status != "target"))
            for status, words in held.items()
            if status not in _OTHERWISE
        },
        "revised": re.compile(
            rf"{whole(held['revised'])}\s(?:[^\W\d_]+(?:['’]s)?\s|\d{{4}}\s){{0,5}}?{whole(table['course']['rate'])}"
            rf"(?:\s[^\W\d_]+){{0,4}}?\s(?:{alternatives(table['list']['becomes'])})\s(?:\w+\s){{0,2}}$"
        ),
        "surpasses": re.compile(
            rf"{whole(table['expected']['surpasses'])}\s(?:[\w.’'-]+\s){{0,3}}$",
        ),
        "then_came": re.compile(
            r"(?:\s[^\W\d_][\w’'-]*){0,5}?"
            rf"(?:[,;]\s(?!(?:{alternatives(table['object']['relative'])})\s)|\s(?:{alternatives(table['expected']['came'])})\s)"
        ),
        "was_expected": whole_words(table["expected"]["was"]),
        "leads_on": re.compile(rf"(?:{alternatives(table['expected']['leads_on'])})(?!\w)"),
        "judges": re.compile(rf"{whole(table['expected']['judges'])}\s(?:[\w’'-]+\s){{0,2}}$"),
        "level_expected": re.compile(
            rf"{whole(table['expected']['level_leads'])}\s(?:{alternatives(table['expected']['level'])})\s(?:(?:là|khoảng)\s)?$"
        ),
        "far_front": re.compile(rf"{whole(held['far_front'])}\s(?:[^\W\d_]+\s){{0,3}}$"),
        "target_behind": re.compile(rf"(?:\s[^\W\d_]+){{0,2}}?\s(?:{alternatives(held['target_behind'])})(?!\w)")
        if held["target_behind"]
        else re.compile("(?!)"),
        "denied": re.compile(rf"{whole(held['denied'])}\s(?:(?:{alternatives(table['fillers']['words'])})\s)?$"),
        "corrects": re.compile(rf"\s*(?:{alternatives(held['corrects'])})(?!\w)[^.\n]*\d"),
        "meant": re.compile(rf"{whole(held['meant'])}\s(?:[^\s,;:]+\s){{0,8}}$")
        if held["meant"]
        else re.compile("(?!)"),
        "negation": re.compile(
            rf"{whole(held['not'], not_behind=held['not_in'])}(?!\s(?:{alternatives(held['not_only'])})(?!\w))"
            r"(?:\s[^\W\d_]+){0,5}\s?$"
        ),
        "senses": word_list(word for status, words in held.items() if status not in _NO_SENSE for word in words),
        "polls": poll_tables(table["poll"]),
        "limits": limit_tables(table["limit"]),
        **_changes(table),
        "increment_behind": re.compile(rf"{whole(held['increment'])}\s*(?:\w+\s*)?$"),
        "beyond_behind": re.compile(rf"{whole(held['beyond'])}\s(?:(?:cả|của|mức|all\sof)\s){{0,2}}$"),
        "difference_leads": tuple(f" {word} " for word in table["course"]["by"]),
        "average": whole_words(held["average"]),
        "aside": whole_words(table["object"]["aside"]),
        "leads": frozenset(table["object"]["leads"]),
        "worth": whole_words(table["object"]["worth"]),
        "held_as": re.compile(rf"(?:\s[^\W\d_]+){{0,2}}?\s(?:{alternatives(table['object']['held'])})(?!\w)"),
        "owners": tuple(table["object"]["owners"]),
        "not_owned": tuple(table["object"]["not_owned"]),
        "rival_kinds": frozenset(table["object"]["rival_kinds"]),
        "foretells": re.compile(rf"{whole(held['foretells'])}(?!\s(?:{alternatives(held['foretells_not'])})(?!\w))"),
        "forecasters": re.compile(rf"{whole(held['forecasters'])}(?:\salso|\snow|\sstill|\shave|\shas)?\s$"),
        "infinitive": re.compile(rf"\s(?:{alternatives(held['infinitive'])})\s(?:[^\W\d_]+\s){{0,3}}$"),
        "guessed_behind": re.compile(
            rf"{whole(held['guessed_behind'])}(?!\s(?:{alternatives(held['infinitive'])})(?!\w))"
        ),
        "needed": whole_words(held["needed"]),
        "needs": re.compile(rf"{whole(held['needs'])}\s$"),
        "needs_behind": re.compile(rf"\s(?:{alternatives(held['needs_behind'])})(?!\w)"),
        "turn": re.compile(whole(held["turn"], signs=";:", not_behind=held["turn_not"])),
        "short_after": re.compile(rf"\s+(?:{alternatives(held['short_after'])})(?!\w)"),
        "share_of": re.compile(rf"{whole(share['words'])}\s(?:[^\W\d]+\s){{0,2}}$"),
        "ratio": re.compile(rf"{whole(share['ratio'])}\s(?:[^\W\d]+\s){{0,2}}$"),
        "supplies": re.compile(
            rf"{whole(other['supplies'])}(?:\s(?:{alternatives(other['supplies_to'])}))\s(?:[^\W\d]+\s){{0,3}}$"
        ),
        "saves": re.compile(rf"{whole(other['saves'])}\s(?:(?:{links})\s)?$"),
        "carried": re.compile(rf"{whole(other['carried'])}\s(?:(?:{links})\s)?$"),
        "treats": re.compile(rf"{whole(other['treats'])}\s(?:(?:{links})\s)?$"),
        "compounds": whole_words(other["compounds"]),
        "several": frozenset(other["several"]),
        "more_of": tuple(other["more_of"]),
        "treated": whole_words(other["treated"]),
        "share_nouns": whole_words(share["nouns"]),
        "restated": re.compile(rf"\)?,?\s\(?(?:{alternatives(share['restated'])})\s"),
        "share_changed": re.compile(rf"{whole(share['changed'])}\s+$"),
        "of_whole": re.compile(
            rf"\s(?:{alternatives(share['of_whole'])})(?!\w)"
            + (rf"(?!\s(?:{alternatives(share['of_whole_not'])})(?!\w))" if share["of_whole_not"] else "")
        ),
        "becomes": re.compile(rf"\s(?:{alternatives(table['list']['becomes'])})\s"),
        "rises_to": re.compile(rf"\s(?:{alternatives(table['list']['becomes'])})\s(?:\w+\s){{0,2}}$"),
        "converts": re.compile(
            rf"\s?\(\s?(?:(?:{alternatives(table['list']['converts'])})\s){{0,2}}"
            rf"|,?\s(?:{alternatives(table['list']['converts_alone'])})\s"
        ),
        "list_next": re.compile(rf"\s?(?:{alternatives(table['list']['list_next'])})\s(?:the\s)?"),
        "list_in": re.compile(rf"\s(?:{alternatives(table['list']['list_in'])})\s(?:the\s)?"),
        "in_turn": whole_words(table["list"]["in_turn"]),
    }


def _changes(table: Mapping[str, Any]) -> dict[str, Any]:
    """By how much something rose or fell, beside the words of the status for it."""
    held, by = table["change"], table["course"]["by"]
    words = r"[^\W\d_][\w’'-]*\s"
    ends, of = alternatives(by), alternatives(held["of"])
    verbs = alternatives([*held["bare"], *table["status"]["increment"]])
    return {
        "change_ends": tuple(f"{word} " for word in (*by, *held["of"], *held["bare"], *held["ways"])),
        "changed_by": re.compile(
            rf"{whole(held['nouns'])}\s(?:{alternatives(held['of_what'])})\s(?:{words}){{1,6}}?(?:{ends}|{of})\s$"
            rf"|{whole([*held['bare'], *held['moved']])}\s(?:(?:{words}){{0,5}}?(?!\w+ed\s){words})?(?:{ends})\s$"
        ),
        "changed_bare": re.compile(
            rf"{whole(held['bare'])}\s$"
            rf"|(?:[,(–—-]\s?|(?<!\w)(?:{alternatives(held['way_leads'])})\s)(?:{alternatives(held['ways'])})\s$"
        ),
        "changed_gap": re.compile(rf"\s(?:{verbs})\s(?:(?:{ends})\s)?"),
    }
