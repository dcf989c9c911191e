"""The words for where titles are sold without naming a land: at home, abroad, everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words

_BETWEEN: Final = "running|cumulative|opening|weekend|theatrical|cinema|current|overall|estimated"


@dataclass(frozen=True, slots=True)
class Markets:
    """The words of one language for where titles are sold."""

    abroad: re.Pattern[str]  # beside what is sold: everywhere but at home
    domestic: re.Pattern[str]  # the same: at home
    at_home: re.Pattern[str]  # at home, by itself
    opening: re.Pattern[str]  # begins a sentence: everywhere but at home
    lands: re.Pattern[str]  # a land's adjective beside what is sold
    names: Mapping[str, str]  # the lands by those
    home: re.Pattern[str]  # the land that most topics are of, as a place
    world: re.Pattern[str]  # that an amount is of the world, or of everywhere but at home
    buyers: re.Pattern[str]  # behind an amount: those who bought
    domestic_name: str
    home_name: str
    venues: re.Pattern[str]  # what is sold at, and no amount by itself
    venue_lead: re.Pattern[str]  # in front of those: told where something was sold


def market_tables(held: Mapping[str, Any]) -> Markets:
    """What a language's table of places says of them."""
    is_behind = bool(held["kind_behind"])  # what is sold stands behind its adjective
    sold = (*held["sold"], *held["sold_also"])
    ahead = rf"(?:(?:{alternatives(held['at_ahead'])})\s)?"
    at = rf"(?<!\w)(?:{alternatives(held['at'])})\s(?:the\s)?{ahead}"
    homes = alternatives(map(fold_case, held["home"]))
    names = {fold_case(word): land for table in ("demonyms", "sellers") for word, land in held.get(table, {}).items()}
    return Markets(
        abroad=re.compile(_beside(sold, held["abroad_kinds"], is_behind=is_behind)),
        domestic=re.compile(_beside(sold, held["domestic_kinds"], is_behind=is_behind)),
        at_home=whole_words(held["domestic"]),
        opening=whole_words(held["abroad"]),
        lands=re.compile(_beside(sold, names, is_behind=is_behind)),
        names=names,
        home=re.compile(
            rf"{at}(?P<kind>{homes})(?!\w)|" + _beside(sold, held["home_kinds"], is_behind=is_behind, name="other")
        ),
        world=whole_words((*held["everywhere"], *held["abroad"])),
        buyers=re.compile(rf"\s(?:{alternatives(held['buyers'])})(?!\w)"),
        domestic_name=held["domestic_name"],
        home_name="Việt Nam",
        venues=whole_words(held["venues"]),
        venue_lead=re.compile(rf"(?<!\w)(?:{alternatives(held['venue_lead'])})\s(?:the\s|its\s|các\s)?$"),
    )


def _beside(sold: Iterable[str], kinds: Iterable[str], *, is_behind: bool, name: str = "kind") -> str:
    kind, goods = rf"(?P<{name}>{whole(map(fold_case, kinds))})", alternatives(sold)
    return rf"{kind}\s(?:(?:{_BETWEEN})\s)?(?:{goods})(?!\w)" if is_behind else rf"(?<!\w)(?:{goods})\s{kind}"
