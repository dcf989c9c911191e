"""What a language must provide: its tables, read from vi.toml or en.toml and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sources.model import Hedge
from sources.model import Language as Code
from sources.text import unmark


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; a space matches any white space, " … " up to four
    words."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ …\ ", r"(?:\s+\w+){1,4}\s+").replace(r"\ ", r"\s+") for word in ordered)


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """The words as wholes, in any case."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Language:
    """One language's tables. Patterns named `…_behind` are matched at the end of the text before a number,
    the others at the place where the number ends."""

    code: Code
    decimal: str
    scales: Mapping[str, Decimal]
    scale: re.Pattern[str]
    units: Mapping[str, str]
    unit: re.Pattern[str]
    currency_behind: re.Pattern[str]
    hedges: Mapping[str, Hedge]
    hedge_behind: re.Pattern[str]
    hedges_after: Mapping[str, Hedge]
    hedge_after: re.Pattern[str]
    words: Mapping[str, int]
    multipliers: Mapping[str, int]
    number_words: re.Pattern[str]
    half_before: re.Pattern[str]
    half_after: re.Pattern[str]
    vague: re.Pattern[str]
    magnitudes: Mapping[str, Decimal]
    range_between: re.Pattern[str]
    range_opening: re.Pattern[str]
    joiner: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    rank_before: re.Pattern[str]
    rank_words: Mapping[str, int]
    superlative: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]
    status: Mapping[str, re.Pattern[str]]
    bare_clause: tuple[re.Pattern[str], ...]
    pronouns: re.Pattern[str]
    credit_before: re.Pattern[str]
    credit_after: re.Pattern[str]
    says: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    dayparts: Mapping[str, tuple[int, int]]
    today: re.Pattern[str]
    yesterday: re.Pattern[str]
    same_day: re.Pattern[str]
    day_words: tuple[str, ...]
    weekend_words: tuple[str, ...]
    total: re.Pattern[str]
    mark: re.Pattern[str]
    mere: re.Pattern[str]
    present: re.Pattern[str]
    object_behind: re.Pattern[str]
    overtake: re.Pattern[str]
    where_behind: re.Pattern[str]
    place: re.Pattern[str]
    place_behind: re.Pattern[str]
    places: Mapping[str, str]
    modifier: re.Pattern[str]
    across: re.Pattern[str]
    across_units: frozenset[str]
    per: Mapping[str, re.Pattern[str]]
    per_unit: Mapping[str, re.Pattern[str]]
    time: Mapping[str, Any]


@cache
def language_of(code: Code) -> Language:
    """The tables of a language."""
    table = tomllib.loads(Path(__file__).with_name(f"{code}.toml").read_text("utf-8"))
    time = table["time"]
    units = {fold_case(word): unit for unit, words in table["unit"].items() for word in words}
    scales = {fold_case(word): Decimal(size) for word, size in table["scale"].items()}
    fillers = alternatives(table["fillers"]["words"])
    money = [word for unit, words in table["unit"].items() if len(unit) == 3 and unit.isupper() for word in words]
    vague = table["vague"]
    prefixes = [prefix for prefix in vague["prefix"] if prefix]
    vague_prefix = rf"(?:{alternatives(prefixes)})\s+" if prefixes else ""
    magnitudes = {fold_case(word): Decimal(size) for word, size in vague["magnitude"].items()}
    number_words = [*table["words"], *table["multipliers"]]
    word = alternatives(number_words)
    places = _places()
    place = alternatives(places)
    connective = r"\s+(?:(?:and|lẻ|linh)\s+)?|-"
    return Language(
        code=code,
        decimal=table["decimal"],
        scales=scales,
        scale=re.compile(rf"[\s-]?(?P<scale>{alternatives(scales)})(?![^\W\d_])", re.IGNORECASE),
        units=units,
        unit=re.compile(rf"[\s-]?(?P<unit>{_bounded(units)})", re.IGNORECASE),
        currency_behind=re.compile(rf"(?<!\w)(?P<unit>{alternatives(money)})\s?$"),
        hedges={fold_case(word): hedge for word, hedge in table["before"].items()},
        hedge_behind=re.compile(
            rf"(?<!\w)(?P<hedge>{alternatives(table['before'])})\s+(?:(?:{fillers})\s+){{0,2}}$",
            re.IGNORECASE,
        ),
        hedges_after={fold_case(word): hedge for word, hedge in table["after"].items()},
        hedge_after=re.compile(rf"\s+(?P<hedge>{alternatives(table['after'])})(?!\w)|(?P<plus>\+)", re.IGNORECASE),
        words=table["words"],
        multipliers=table["multipliers"],
        number_words=re.compile(rf"(?<!\w)(?:{word})(?:(?:{connective})(?:{word}))*(?!\w)", re.IGNORECASE),
        half_before=whole_words(table["half"]["before"]),
        half_after=re.compile(rf"\s+(?:{alternatives(table['half']['after'])})(?!\w)", re.IGNORECASE),
        vague=re.compile(rf"(?<!\w){vague_prefix}(?P<magnitude>{alternatives(magnitudes)})(?!\w)", re.IGNORECASE),
        magnitudes=magnitudes,
        range_between=re.compile(rf"\s?(?:{alternatives(table['range']['between'])})\s?$", re.IGNORECASE),
        range_opening=re.compile(rf"(?<!\w)(?:{alternatives(table['range']['opening'])})\s+$", re.IGNORECASE),
        joiner=re.compile(rf"\s*(?:{alternatives(table['list']['joiners'])})\s*", re.IGNORECASE),
        not_before=re.compile(rf"(?<!\w)(?:{alternatives(table['not_figure']['before'])})[\s.:]*$"),
        not_after=re.compile(rf"\s?-?(?:{alternatives(table['not_figure']['after'])})(?!\w)", re.IGNORECASE),
        rank_before=re.compile(rf"(?<!\w)(?:{alternatives(table['rank']['before'])})\s?$"),
        rank_words=table["rank"]["words"],
        superlative=whole_words(table["rank"]["superlative"]),
        scopes={scope: whole_words(words) for scope, words in table["scope"].items()},
        status={
            # A ministry of planning sets no target: names begin with a capital.
            status: re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", 0 if status == "target" else re.IGNORECASE)
            for status, words in table["status"].items()
        },
        bare_clause=tuple(
            whole_words(words)
            for words in (
                table["elided"]["words"],
                *(table["status"][status] for status in ("increment", "estimate", "forecast", "target")),
            )
        ),
        pronouns=whole_words(table["people_words"]["pronouns"]),
        credit_before=re.compile(
            rf"(?<!\w)(?:{alternatives(table['attribution']['before'])})\s+(?:the\s+|trang\s+|báo\s+)?$",
            re.IGNORECASE,
        ),
        credit_after=re.compile(rf"\s*(?:{alternatives(table['attribution']['after'])})", re.IGNORECASE),
        says=whole_words(word for word in table["attribution"]["after"] if word[0].isalpha()),
        months=time["months"],
        weekdays=time["weekdays"],
        dayparts={part: (first, last) for part, (first, last) in time["dayparts"].items()},
        today=whole_words(time["today"]),
        yesterday=whole_words(time["yesterday"]),
        same_day=whole_words(time["same_day"]),
        day_words=tuple(table["stretch"]["day"]),
        weekend_words=tuple(table["stretch"]["weekend"]),
        total=re.compile(
            rf"(?:{''.join(rf'(?<!{word}[ ])' for word in table['stretch']['not_behind'])})(?<!\w)"
            rf"(?:{alternatives(table['stretch']['total'])})(?!\w)",
            re.IGNORECASE,
        ),
        mere=re.compile(rf"(?<!\w)(?:{alternatives(table['stretch']['mere'])})\s+$", re.IGNORECASE),
        mark=whole_words(table["stretch"]["mark"]),
        present=whole_words(table["stretch"]["present"]),
        object_behind=re.compile(
            rf"(?<!\w)(?:{alternatives(table['object']['before'])})\s+(?:[“\"'*]|the\s+|phim\s+|cả\s+)*$",
            re.IGNORECASE,
        ),
        overtake=whole_words(table["overtake"]["cues"]),
        where_behind=re.compile(rf"(?<!\w)(?:{alternatives(table['places']['after'])})\s+(?:the\s+)?$", re.IGNORECASE),
        place=re.compile(rf"(?<!\w)(?:{place})(?!\w)"),
        place_behind=re.compile(rf"(?<!\w)(?:{place})(?:['’]s?)?\s+$"),
        places={fold_case(spelling): name for spelling, name in places.items()},
        modifier=re.compile(rf"\s(?:{alternatives(table['modifiers']['words'])})(?=\s)", re.IGNORECASE),
        across=whole_words(table["across"]["words"]),
        across_units=frozenset(table["across"]["units"]),
        per={
            period: re.compile(rf"\s?(?:{alternatives(words)})(?!\w)", re.IGNORECASE)
            for period, words in table["per"].items()
        },
        per_unit={
            unit: re.compile(rf"\s?(?:{alternatives(words)})(?!\w)", re.IGNORECASE)
            for unit, words in table["per_unit"].items()
        },
        time=time,
    )


@cache
def _places() -> dict[str, str]:
    """Every spelling of a place in either language -> its name: the Vietnamese one for places in Viet Nam."""
    spellings: dict[str, str] = {}
    for code in ("vi", "en"):
        table = tomllib.loads(Path(__file__).with_name(f"{code}.toml").read_text("utf-8"))["places"]
        for name in table["names"]:
            for spelling in (name, unmark(name)):
                spellings.setdefault(spelling, name)
        for name, others in table.get("also", {}).items():
            for spelling in others:
                for form in (spelling, unmark(spelling)):
                    spellings[form] = name
    return spellings


def fold_case(word: str) -> str:
    """Lower case with single spaces: how the tables are looked up."""
    return " ".join(word.lower().split())


def _bounded(words: Iterable[str]) -> str:
    """Words that end in a letter need a boundary behind them, signs do not."""
    letters = [word for word in words if word[-1].isalnum()]
    signs = [word for word in words if not word[-1].isalnum()]
    return rf"(?:{alternatives(letters)})(?!\w)|{alternatives(signs)}"
