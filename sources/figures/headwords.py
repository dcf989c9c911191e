"""What a language's table says of clauses and parts: the words that make up a subject, and those that do not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words, word_list


def head_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a clause speaks of."""
    held, course, status = table["head"], table["course"], table["status"]
    plans = [word for sense in ("forecast", "target", "estimate") for word in status[sense]] + held["agents"]
    verbs = [*course["rise"], *course["fall"], *course["level"], *plans, *held["verbs"]]
    bases = [word for base in ("yearly", "year_before", "quarter_before", "month_before") for word in course[base]]
    counted = [word.split()[0] for word in table["as_of"]["counted_by"]]
    land = [*table["places"]["whole"], *table["places"]["nation"]]
    neutral = [
        *land,
        *table["elided"]["words"],
        *status["increment"],
        *table["people_words"]["pronouns"],
        *held["neutral"],
    ]
    return {
        "head_verbs": whole_words(verbs),
        "head_agents": whole_words(held["agents"]),
        "head_doing": frozenset(word for verb in [*verbs, *course["rate"], *bases] for word in fold_case(verb).split()),
        "head_neutral": whole_words([*neutral, *held["prepositions"], *course["rate"]]),
        "head_prepositions": whole_words(held["prepositions"]),
        "head_joins": whole_words(held["joins"]),
        "head_linking": re.compile(rf"{whole(held['linking'])}\s(?:the\s)?$"),
        "head_other_kinds": tuple((fold_case(one), fold_case(other)) for one, other in held["kinds"]),
        "head_prices": whole_words(held["prices"]),
        "head_compounds": whole_words(held["compounds"]),
        "head_placing": whole_words(held["placing"]),
        "head_relative": re.compile(rf"\s*(?:{alternatives(held['relative'])})(?!\w)"),
        "head_beside": whole_words(held["beside"]),
        "head_having": whole_words(held["having"]),
        "head_where": whole_words(held["where"]),
        "head_which": re.compile(
            rf"(?:{alternatives(held['which'])})(?!\w)(?:\s(?:has|have|had|since|đã|also|cũng)(?!\w))*"
        ),
        "head_causes": whole_words(held["causes"]),
        "out_of": re.compile(rf"\s(?:{alternatives(table['part']['out_of'])})\s"),
        "part_added": re.compile(rf"\s(?:{alternatives(table['part']['added'])})(?!\w)[^\w]*"),
        "some_with": re.compile(rf",\s(?:{alternatives(table['part']['some_with'])})\s(?:[^\W\d_]+\s){{0,2}}"),
        "some_not": whole_words(table["part"]["some_not"]),
        "some_only": re.compile(
            rf",?\s(?:{alternatives(table['part']['some_but'])})\s(?P<before>(?:[^\W\d_]+\s){{0,4}})"
            rf"(?:{alternatives(table['part']['some_only'])})\s(?P<after>(?:[^\W\d_]+\s){{0,4}})$"
        ),
        "part_from": re.compile(rf"(?:^|\s){whole(table['part']['from'])}\s$"),
        "part_of_them": re.compile(
            rf"(?:\s(?!(?:{alternatives(counted)})\s)\w+)?\s(?:{alternatives(table['part']['of_them'])})\s(?=[^\W\d])"
        ),
        "part_except": re.compile(
            rf"{whole((*table['part']['except'], *table['part']['left_out']))}\s(?:(?:an?other|the|further|thêm)\s)?$"
        ),
        "part_all": re.compile(rf"{whole(table['part']['all'])}\s$"),
        "part_others": re.compile(rf"{whole(table['part']['others'])}\s$")
        if table["part"]["others"]
        else re.compile("(?!)"),
        "part_others_behind": re.compile(rf"\s(?:{alternatives(table['part']['others_behind'])})(?!\w)"),
        "part_toll": whole_words(table["part"]["toll"]),
        "part_but": re.compile(rf",?\s(?:{alternatives(table['part']['except'])})\s(?=\S*\d|một\s|one\s)"),
        "part_beside": whole_words(table["part"]["beside"]),
        "part_spots": re.compile(rf"\s(?:{alternatives([*table['part']['spots'], *table['part']['ground']])})(?!\w)"),
        "part_ground": re.compile(rf"\s(?:{alternatives(table['part']['ground'])})(?!\w)"),
        "product_kinds": whole_words(table["part"]["product_kinds"]),
        "product_leads": re.compile(
            rf"[“\"‘ ]*(?:[^,;.:\d]{{1,20}},\s)?(?:{alternatives(table['part']['product_leads'])})\s(?:the\s)?"
        ),
        "part_words": word_list(
            word
            for key in ("including", "most", "ways", "added", "from", "of_them", "without")
            for word in table["part"][key]
        ),
        "part_listing": whole_words(table["part"]["listing"]),
        "part_whole": whole_words(table["part"]["whole"]),
        "part_including": whole_words(table["part"]["including"]),
        "part_giving": whole_words(table["part"]["giving"]),
        "predicates": re.compile(rf"(?:{alternatives(table['part']['predicates'])})(?!\w)"),
        "part_most": whole_words(table["part"]["most"]),
        "part_without": whole_words(table["part"]["without"]),
        "part_came": re.compile(
            rf"(?:\s(?!(?:{alternatives(table['list']['joiners'])})\s)[^\W\d_]+){{0,4}}?"
            rf"\s(?:{alternatives(table['part']['came_by'])})\s"
        ),
        "part_ways": whole_words(table["part"]["ways"]),
        "head_bodies": whole_words(held["bodies"]),
        "head_segments": whole_words(held["segments"]),
        "head_bodies_of": whole_words(held["bodies_of"]),
        "fellow_kinds": whole_words(held["fellow_kinds"]),
        "fellow_befell": re.compile(rf"(?:{alternatives(held['fellow_befell'])})\s"),
        "fellow_none": whole_words(held["fellow_none"]),
        "head_copula": whole_words(held["copula"]),
        "head_holders": re.compile(rf"{whole(held['holders'])}(?!\s(?:{alternatives(held['holders_not'])})(?!\w))"),
        "sums": whole_words(held["sums"]),
        "sum_words": tuple(held["sums"]),
        "sum_kinds": whole_words(held["sum_kinds"]),
        "sum_plain": whole_words(held["sum_plain"]),
        "head_objects": re.compile(rf"\s(?:{alternatives(held['objects'])})\s"),
        "head_parts": re.compile(rf"\s(?:{alternatives(held['parts'])})(?!\w)"),
        "head_rest": re.compile(rf"{whole(held['rest'])}\s(?:\w+\s)?$") if held["rest"] else re.compile("(?!)"),
    }


def helper_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """Words of those who help, and of sending them."""
    held = table["helpers"]
    return {
        "helpers_sent": re.compile(rf"(?:{whole(held['sent'])}(?:\s[^\W\d_]+)?|{whole(held['sent_right'])})\s$"),
        "helpers_begun": re.compile(rf"(?:(?:{alternatives(held['begun'])})\s)*"),
        "helpers_force": whole_words(held["force"]),
        "helpers_of": re.compile(rf"(?:^|\s)(?:{alternatives(held['of'])})\s$"),
        "helpers_jobs": re.compile(rf"\s(?:{alternatives(held['jobs'])})(?!\w)"),
        "helpers_do": re.compile(rf"(?<!\w)(?<!{held['passive']}\s)(?:{alternatives(held['do'])})(?!\w)"),
    }
