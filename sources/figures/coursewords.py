"""The words for whether a rate rose or fell, and of what it is, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words


def course_tables(table: Mapping[str, Any]) -> dict[str, Any]:
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
