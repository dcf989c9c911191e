"""What a language's table says of prose: the words for ranks, senses, credits, times and causes, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sources.figures.eventwords import event_tables
from sources.figures.headwords import head_tables, helper_tables
from sources.figures.lexicon import alternatives, fold_case, whole, whole_words, word_list
from sources.figures.stretchwords import FAINT, StretchWords

# A word with a capital.
_NAME: Final = r"[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ][^\W\d_]*"

# Words of a status that are looked for in another way than by themselves, and those that tell no sense.
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
        "denied",
        "not",
        "not_only",
        "gap_behind",
        "gap_ends",
        "gap_front",
        "gap_names",
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
        "needs_behind",
        "turn_not",
        "gap_ends",
        "gap_names",
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


def prose_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of Language that are about prose."""
    return {
        **_ranks(table),
        **_senses(table),
        **_courses(table),
        **_counted(table),
        **head_tables(table),
        **helper_tables(table),
        **event_tables(table),
        **_credits(table),
        **_stretches(table),
        **_times(table),
        **_causes(table),
    }


def _ranks(table: Mapping[str, Any]) -> dict[str, Any]:
    rank = table["rank"]
    return {
        "rank_before": re.compile(rf"{whole(rank['before'], lower=False)}\s?$"),
        "rank_words": rank["words"],
        "rank_title": whole_words(rank["titles"]),
        "rank_titles": rank["titles"],
        "rank_word": re.compile(
            rf"{whole(rank['behind'])}\s+(?P<rank>(?:thứ\s+|the\s+)?(?P<word>{alternatives(rank['words'])}))(?!\w)"
        ),
        "rank_top": re.compile(rf"{whole(['top'])}\s(?P<word>{alternatives(table['words'])})(?!\w)"),
        "rank_given": re.compile(rf"[”\"’]?\s(?P<rank>(?:thứ\s|the\s)?(?P<word>{alternatives(rank['words'])}))(?!\w)"),
        "rank_giving": re.compile(rf"{whole(rank['giving'])}\s[“\"‘]?$"),
        "rank_ordinal": re.compile(
            rf"{whole(rank['ordinal_lead'])}\s(?P<rank>(?P<number>\d{{1,3}})(?:{alternatives(rank['ordinal_ends'])})(?!\w))"
            rf"\s(?!(?:{alternatives(rank['ordinal_not'])})(?!\w))(?:[^\W\d_]+\s){{1,4}}?(?:{alternatives(rank['ordinal_of'])})(?!\w)"
        ),
        "rank_given_to": re.compile(rf"(?:\s[^\W\d_]+){{0,5}}?\s(?:{alternatives(rank['given_to'])})\s"),
        "rank_ceded": re.compile(rf"{whole(rank['ceded'])}\s(?:[^\W\d_]+\s){{0,2}}$"),
        "rank_ceded_to": re.compile(rf"\s(?:{alternatives(rank['ceded_to'])})\s"),
        "rank_list": re.compile(
            rf"{whole(rank['lists'])}|{whole(['top'])}\s(?:\d+|{alternatives(table['words'])})(?!\w)"
        ),
        "rank_listed": re.compile(
            rf"[\s-](?:(?!(?:{alternatives(table['plural']['no_attribute'])})(?!\w))[\w-]+\s){{0,3}}?(?:{alternatives(rank['listed'])})(?!\w)"
        ),
        "rank_apart": whole_words(rank["apart"]),
        "rank_passing": whole_words(rank["passing"]),
        "rank_counted": re.compile(
            rf"{whole(rank['counted'])}(?:\s(?!(?:{alternatives(rank['behind'])})(?!\w))[^\W\d_]+){{0,4}}?\s(?:{alternatives(rank['sign'])})\s$"
            if rank["counted"]
            else "(?!)"
        ),
        "rank_numbered": re.compile(
            rf"{whole(rank['numbered'])}(?:\s(?!(?:{alternatives(rank['behind'])})(?!\w))[^\W\d_]+){{0,3}}?\s(?:{alternatives(rank['sign'])})\s$"
            if rank["numbered"]
            else "(?!)"
        ),
        "rank_kinds": {kind: whole_words(words) for kind, words in table["rank_kind"].items()},
        "into_group": re.compile(rf"{whole(rank['into'])}\s+(?:\S+\s+){{0,2}}$"),
        "superlative_not": re.compile(rf"{whole(rank['superlative_not'])}(?:\s[^\W\d_]+(?:['’]s)?){{0,3}}\s$"),
        "superlative_among": re.compile(rf"{whole(rank['superlative_among'])}(?:\s[^\W\d_]+(?:['’]s)?){{0,9}}\s$"),
        "superlative_nth": re.compile(
            rf"(?<!\w)(?:(?P<word>{alternatives(rank['words'])})|(?P<number>\d{{1,3}})(?:{alternatives(rank['ordinal_ends'])}))[\s-]$"
            if rank["ordinal_ends"]
            else "(?!)"
        ),
        "superlative": whole_words(rank["superlative"]),
        "scopes": {scope: whole_words(words) for scope, words in table["scope"].items()},
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


def _senses(table: Mapping[str, Any]) -> dict[str, Any]:
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
        "denied": re.compile(rf"{whole(held['denied'])}\s$"),
        "negation": re.compile(
            rf"{whole(held['not'], not_behind=held['not_in'])}(?!\s(?:{alternatives(held['not_only'])})(?!\w))"
            r"(?:\s[^\W\d_]+){0,5}\s?$"
        ),
        "senses": word_list(word for status, words in held.items() if status not in _NO_SENSE for word in words),
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
        "in_turn": whole_words(table["list"]["in_turn"]),
    }


def _courses(table: Mapping[str, Any]) -> dict[str, Any]:
    """Whether a rate rose or fell, and of what it is."""
    held = table["course"]
    links = rf"(?:\s(?:{alternatives(held['links'])}))*\s*$"
    return {
        "courses": {
            **{f"{course}_behind": re.compile(whole(held[course]) + links) for course in ("fall", "rise")},
            **{
                f"{course}_after": re.compile(
                    rf"\s(?:(?:{alternatives(held['spans'])})\s){{0,2}}(?:{alternatives(held[f'{course}_after'])})(?!\w)"
                )
                if held[f"{course}_after"]
                else re.compile("(?!)")
                for course in ("fall", "rise")
            },
            **{course: whole_words(held[course]) for course in ("fall", "rise")},
            "added_behind": re.compile(whole(held["added"]) + links),
            "moved": whole_words([*held["rise"], *held["fall"]]),
            "level": whole_words([*held["rise"], *held["level"], *held["rate"], *held["plan"]]),
            "rate": whole_words(held["rate"]),
            "rate_ahead": re.compile(rf"\s(?:{alternatives(held['rate'])})(?!\w)"),
            "joined": re.compile(rf"^(?:,|\s(?:{alternatives(held['joined'])})(?!\w))"),
            "of_rate": re.compile(rf"{whole(held['rate'])}.*{whole([*held['fall'], *held['taken']])}"),
            "yearly": whole_words(held["yearly"]),
            "shared": re.compile(
                rf"(?:\s(?:{alternatives(held['spans'])}))?(?:,|,?\s(?:{alternatives(held['joined'])}))\s(?:an?\s)?"
            )
            if held["spans"]
            else re.compile("(?!)"),
            "apart": re.compile(rf"\s(?:{alternatives(held['apart'])})\s") if held["apart"] else re.compile("(?!)"),
            "pointing": re.compile(rf"{whole(held['pointing'])}(?:\s(?:{alternatives(held['amounts_to'])})(?!\w))?"),
            "than": re.compile(rf"{whole(held['than'])}\s$") if held["than"] else re.compile("(?!)"),
            "alike": whole_words(held["alike"]),
            "flat": whole_words(held["flat"]),
            "compared": whole_words([*held["against"], *held["joined"], *held["flat"]]),
            "leading": whole_words([*held["leading"], *held["links"], *held["yearly"], *table["before"]]),
            "taken": re.compile(rf"{whole(held['taken'])}.*$"),
            "taken_by": re.compile(rf"{whole(held['taken'])}[^;:()]{{0,60}}\s(?:{alternatives(held['by'])})\s*$")
            if held["by"]
            else re.compile("(?!)"),
            "maybe": re.compile(rf"{whole(held['maybe'])}\s.*{whole(held['may_fall'])}"),
            "against_rate": re.compile(
                rf"\s(?:\w+\s){{0,2}}?(?:{alternatives(held['against'])})\s(?:\S+\s){{0,2}}?(?:{alternatives(held['against_rate'])})(?!\w)"
            ),
            "set_against": re.compile(
                rf"{whole(held['against'])}\s(?:(?:an?|the|its)\s)?(?:(?:{alternatives(held['plan'])})\s(?:of\s|là\s)?)?$"
            ),
            "of_plan": re.compile(rf"(?:{alternatives(held['plan_of'])})\s(?:{alternatives(held['plan'])})(?!\w)"),
            "against_plan": re.compile(
                rf"\s(?:\w+\s){{0,2}}?(?:{alternatives(held['against'])})\s(?:\S+\s){{0,3}}?(?:{alternatives(held['plan'])})(?!\w)"
            ),
        },
        "bases": {kind: whole_words(held[f"{kind}_before"]) for kind in ("year", "quarter", "month")},
        "measures": {
            "volume": whole_words(held["volume"]),
            "longer_behind": re.compile(
                rf"\s(?!(?:{alternatives(held['no_measure'])})\s)[^\W\d_][\w-]*\s(?:{alternatives(held['measure_ends'])})(?!\w)"
            )
            if held["measure_ends"]
            else re.compile("(?!)"),
            "longer_front": re.compile(
                rf"{whole(held['measure_leads'])}\s(?!(?:{alternatives(held['no_measure'])})\s)[^\W\d_]+(?:\s[^\W\d_]+)?\s$"
            )
            if held["measure_leads"]
            else re.compile("(?!)"),
            "in_volume": re.compile(rf"\s(?:{alternatives(held['in_volume'])})(?!\w)"),
            "in_value": re.compile(rf"\s(?:{alternatives(held['in_value'])})(?!\w)"),
        },
        "opposites": tuple((fold_case(one), fold_case(other)) for one, other in held["opposites"]),
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
            rf"(?!(?:{alternatives(table['plural']['never'])})(?!\w))[a-z]{{3,}}{table['plural']['ending']}(?!\w)"
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
        "object_behind": re.compile(
            rf"{whole(table['object']['before'])}(?:\s+|(?=[“\"‘«]))(?:[“\"'*‘«]|the\s+|phim\s+|cả\s+)*$",
        ),
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


def _credits(table: Mapping[str, Any]) -> dict[str, Any]:
    held = table["attribution"]
    saying = alternatives((*held["speaks"], *held["shows"]))
    ends = alternatives((*held["stop"], *held["speaks"], *held["shows"], *held["tells"]))
    halts = alternatives((*held["stop"], *held["speaks"], *held["shows"], *held["lately"], *held["acts_between"]))
    offices = alternatives(held["bodies_cited"])
    unsaid = frozenset(table["status"]["estimate"] + table["status"]["forecast"])
    return {
        "credit_before": re.compile(
            rf"{whole(held['before'])}\s+(?:an?\s+|the\s+|trang\s+|báo\s+)?(?:[^\W\d_]+(?:an|ese|ish)\s+)?$",
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
            rf"(?:the\s+|báo\s+|trang\s+)?(?P<who>(?:[A-ZĐÀ-Ỹ]|(?:{offices})\s)[^,;.()“”\"]{{1,60}}?)"
            rf"(?=[,;.()“”\"]|\s(?:{ends})(?!\w)|$)"
        ),
        "speaks": whole_words(held["speaks"]),
        "speaker": re.compile(
            rf"(?:^|(?<=[,;“”\"] )|(?<=[.] ))(?:(?:{alternatives(held['titles'])})\s)?"
            rf"(?P<who>{_NAME}(?:\s{_NAME}){{1,4}})(?:\s?,[^.;:“”\"]{{2,90}}?,|\s\([^()]{{2,60}}\))?"
            rf"\s(?:{alternatives(held['speaks'])})(?!\w)"
        ),
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
            rf"(?:,\s[^,;.:()\d]{{2,24}}?){{0,3}}(?:\s(?:{alternatives(held['acts_between'])}))?\s(?:{alternatives(held['acts'])})(?!\w)"
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


def _stretches(table: Mapping[str, Any]) -> dict[str, Any]:
    """Of which stretch of time an amount is."""
    stretch = table["stretch"]
    return {
        "day_words": tuple(stretch["day"]),
        "weekend_words": tuple(stretch["weekend"]),
        "period_words": tuple(stretch["period"]),
        "longer": whole_words(stretch["longer"]),
        "weekend": whole_words(stretch["weekend"]),
        "stretch": whole_words([*stretch["weekend"], *stretch["period"]]),
        "total": re.compile(whole(stretch["total"], not_behind=stretch["not_behind"])),
        "nth_week": re.compile(
            rf"\s(?:{alternatives(stretch['nth_leads'])})\s(?:{alternatives(stretch['nth'])})"
            rf"(?:{alternatives(stretch['nth_ends'])})(?!\w)"
        ),
        "mere": re.compile(rf"{whole(stretch['mere'])}\s+$"),
        "mark": whole_words(stretch["mark"]),
        "stretch_words": (
            StretchWords(word_list(stretch["total"], not_behind=stretch["not_behind"]), "none", factor=0.7),
            StretchWords(word_list(stretch["mark"]), "none", penalty=35.0),
            StretchWords(word_list(stretch["leading"]), "day", penalty=FAINT),
        ),
        "on_day": tuple(stretch["on_day"]),
        "takes": re.compile(whole(stretch["takes"], not_behind=stretch["takes_not_behind"])),
        "time_of_list": re.compile(rf"\s(?:{alternatives(stretch['time_of_list'])})\s"),
        "year_of_thing": re.compile(rf"{whole(stretch['year_of_thing'])}\s$" if stretch["year_of_thing"] else "(?!)"),
        "come_to": whole_words(stretch["come_to"]),
        "takes_done": re.compile(rf"{whole(stretch['takes_done'])}\s(?:[^\W\d_]+\s)?$"),
        "time_alone": re.compile(rf"\s(?:{alternatives(stretch['time_alone'])})(?!\w)"),
        "alone_time": re.compile(rf"{whole(stretch['alone_time'])}\s$"),
        "same_day": word_list(stretch["same_day"]),
        "same_part": word_list(stretch["same_part"]),
        "day_by": re.compile(rf"{whole([*stretch['by_day'], *table['as_of']['lead']])}\s(?:\w+\s){{0,2}}$"),
        "day_closing": whole_words(stretch["day_closing"]),
        "day_leads": re.compile(rf"\s(?:(?:{alternatives(stretch['day_leads'])})\s)?"),
    }


def _times(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a time is for."""
    as_of = table["as_of"]
    since = frozenset(word.split()[-1] for word in table["time"]["since"])  # a time stands close behind these
    return {
        "as_of_lead": re.compile(rf"{whole(as_of['lead'])}\s+(?:(?:the|{alternatives(as_of['around'])})\s+)?$"),
        "compares": whole_words(as_of["sets_against"]),
        "sets_against": re.compile(rf"\s*[\"“]?(?:{alternatives(as_of['sets_against'])})(?!\w)"),
        "compared_time": re.compile(
            rf"{whole(word for word in as_of['compared'] if word.split()[-1] not in since)}\s+(?:[^\W\d]+\s+){{0,3}}$"
            rf"|{whole(word for word in as_of['compared'] if word.split()[-1] in since)}\s+(?:[^\W\d]+\s+){{0,2}}$"
        ),
        "over_base": re.compile(
            rf"(?:%|(?<!\w)(?:{alternatives(_rates(table))}))\s(?:{alternatives(as_of['base_leads'])})\s(?:(?:{alternatives(as_of['base_fill'])})\s){{0,3}}$"
            rf"|(?<!\w)(?:{alternatives([*table['multiples'], *as_of['base_multiples']])})\s$"
            rf"|{whole(table['change']['nouns'])}\s(?:{alternatives(table['change']['of'])})\s(?:[^\W\d_]+\s){{0,2}}\d[\d.,]*(?:\s[^\W\d_]+){{1,3}}"
            rf"\s(?:{alternatives(as_of['base_leads'])})\s(?:(?:{alternatives(as_of['base_fill'])})\s){{0,3}}$"
        ),
        "yearly_of": re.compile(rf"{whole(table['status']['yearly_of'])}\s(?:[^\W\d_]+\s){{0,2}}$"),
        "base_never": tuple(as_of["base_never"]),
        "after_rate": re.compile(rf"{whole(as_of['after_rate'])}\s(?:\w+\s){{0,2}}$"),
        "from_behind": re.compile(rf"{whole(as_of['from'])}\s(?:[^\W\d_]+\s){{0,2}}$"),
        "passed_the": re.compile(rf"(?:{alternatives(as_of['passed_the'])})\s"),
        "before_that": whole_words(as_of["before_that"]),
        "opens_before": re.compile(rf"[“\"‘]?(?:{alternatives(as_of['opens_before'])})(?:,|(?=\s[^\W\d_]))"),
        "this_mark": whole_words(as_of["this_mark"]),
        "had_already": whole_words(as_of["had_already"]),
        "counted_from": re.compile(rf"\s(?:{alternatives(as_of['counted_from'])})\s"),
        "released": whole_words(as_of["released"]),
        "released_where": re.compile(rf"\s(?:{alternatives(as_of['released_where'])})(?!\w)[^,.;:()\d]*"),
        "source_behind": re.compile(rf"(?:\s[^\W\d_]+)?\s(?:{alternatives(as_of['sources'])})(?!\w)"),
        "source_before": re.compile(rf"{whole(as_of['sources'])}\s(?:[^\W\d_]+\s){{0,4}}$"),
        "former": re.compile(
            rf"{whole(as_of['former'])}\s+(?:(?:[^\W\d]+\s+){{0,2}}|(?:[^\W\d]+\s+){{0,3}}(?:{alternatives(as_of['counts'])})\s+)$"
        ),
        "former_words": whole_words(as_of["former"]),
        "base_of": re.compile(rf"\s(?:{alternatives(as_of['base_of'])})(?!\w)"),
        "between": re.compile(rf"{whole(as_of['between'])}\s(?:the\s|ngày\s)?$"),
        "as_of_words": frozenset(as_of["lead"]),
        "as_of_fill": re.compile(r"\s(?:[^\W\d_]+\s){0,2}"),
        "now_behind": re.compile(rf"\s(?:{alternatives(as_of['now'])})(?!\w)"),
        "gloss_lead": re.compile(rf"(?:{alternatives(as_of['gloss_leads'])})\s(?:ngày\s|the\s)?"),
        "day_named": re.compile(rf"{whole(as_of['counted_by'])}\s(?:the\s)?(?P<name>(?:[^\W\d_][\w'’]*\s){{1,5}})$"),
        "between_and": re.compile(rf",?\s(?:{alternatives(as_of['between_and'])})\s(?:ngày\s)?"),
        "event_time": re.compile(
            rf"{whole(word for word in as_of['event'] if word.split()[-1] not in since)}\s+(?:[^\W\d]+,?\s+){{0,4}}$"
            rf"|{whole(word for word in as_of['event'] if word.split()[-1] in since)}\s+(?:[^\W\d]+\s+){{0,2}}$"
        ),
        "happened": whole_words(as_of["happened"]),
        "befell": whole_words([*as_of["happened"], *as_of["event"]]),
        "relative": whole_words(table["head"]["relative"]),
        "resumed": whole_words(as_of["resumed"]),
        "at_time": re.compile(rf"{whole(as_of['at'])}\s+(?:(?:{alternatives(as_of['around'])})\s+)?$"),
        "counted_by": re.compile(rf"{whole(as_of['counted_by'])}\s+(?:[^\W\d]+\s+){{0,2}}$"),
        "happenings": whole_words(as_of["events"]),
        "attributive": re.compile(rf"{whole(as_of['attributive'])}\s$"),
        "event_behind": re.compile(rf",?(?:\s[\w.’'-]+){{0,4}}?\s(?:{alternatives(as_of['events'])})(?!\w)"),
        "strength": re.compile(
            rf"[\s,]+\(?(?:(?:{alternatives(as_of['strength'])})\s)?\d[\d.,]*\)?(?:\s(?:{alternatives(as_of['strength_in'])})\)?)?"
            r"(?=[\s,])"
        ),
        "told_as_at": re.compile(rf"{whole(as_of['as_at'])}\s+(?:[^\W\d]+\s+){{0,2}}$"),
        "begun_since": re.compile(rf"{whole(as_of['begun'])}\s(?!\s*$)[^,;:()]*\s$"),
        "debuts": re.compile(rf"{whole(as_of['debuts'])}(?:\s(?:[^\W\d_]+|\d{{4}})){{0,7}}\s$"),
        "summing": whole_words(as_of["summing"]),
        "that_day": whole_words(as_of["that_day"]),
        "peak": whole_words(as_of["peak"]),
        "that_period": whole_words(as_of["that_period"]),
        "that_part": {
            months: re.compile(
                rf"{whole(as_of[key])}(?!\s(?:[ivx\d]+|{alternatives(table['time']['quarters'])})(?!\w))"
            )
            for months, key in ((3, "that_quarter"), (1, "that_month"))
        },
        "possessed": whole_words(as_of["possessed"]),
        "of_time": re.compile(rf"\s*(?:(?:{alternatives(as_of['of'])})\s+)?"),
        "by_year": re.compile(rf"\s(?:{alternatives(as_of['by_year'])})\s"),
        "year_ago": whole_words(as_of["year_ago"]),
        "year_ago_behind": re.compile(
            rf"\s\(?(?:(?:{alternatives([*as_of['year_ago_leads'], *as_of['of']])})\s)?"
            rf"(?:{alternatives(as_of['year_ago'])})(?!\w)"
        ),
        "left_behind": re.compile(rf"{whole(as_of['from'])}\s(?:(?:{alternatives(as_of['from_fill'])})\s)?$"),
        "year_ago_leads": whole_words(as_of["year_ago_leads"]),
        "continues": re.compile(rf"\s*[\"“'‘]?(?:{alternatives(map(fold_case, as_of['continues']))})(?!\w)"),
        "achieved_in": re.compile(
            rf"\s(?:{alternatives(as_of['achieved'])})\s(?:(?:{alternatives(as_of['of'])})\s)?(?:the\s)?"
        ),
        "behind_amount": re.compile(rf"\s*(?:(?:{alternatives(as_of['behind'])})\s+){{0,2}}"),
        "first_day": whole_words(as_of["first_day"]),
        "whole_year": whole_words(as_of["whole_year"]),
    }


def _rates(table: Mapping[str, Any]) -> list[str]:
    """What ends the words for a rate or a multiple: "percent", "times", "increase"."""
    course = table["course"]
    return [
        *table["unit"]["percent"],
        *table["unit"]["times"],
        *table["multiples"],
        *course["rise_after"],
        *course["fall_after"],
        *course["spans"],
    ]


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
