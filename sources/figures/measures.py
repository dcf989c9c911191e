"""What a language's table says of numbers: scales, units, hedges, ranges, and what is no figure, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from sources.figures.interval import TIMES
from sources.figures.lexicon import alternatives, fold_case
from sources.figures.tables import read_table
from sources.figures.words import NumberWords, number_words

NO_FIGURE: Final = "-"  # the unit of ages, stars and other numbers that are no figures


def number_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of Language that are about numbers."""
    signs = read_table("units")
    scales = {fold_case(word): Decimal(size) for word, size in table["scale"].items()}
    units = {
        fold_case(word): unit
        for held in (signs["money"], signs["sign"], table["unit"])
        for unit, words in held.items()
        for word in words
    }
    units.update((fold_case(word), NO_FIGURE) for word in table["not_figure"]["after"])
    money = [sign for held in signs["money"].values() for sign in held]
    vague, ordinal = table["vague"], table["ordinal"]
    magnitudes = {fold_case(word): Decimal(size) for word, size in vague["magnitude"].items()}
    multiples = {fold_case(word): Decimal(size) for word, size in table["multiples"].items()}
    before = {fold_case(word): hedge for word, hedge in table["before"].items()}
    sharp = [
        word for word, hedge in before.items() if hedge in ("more", "near", "about", "under", "at_least", "at_most")
    ]
    minus = frozenset(table["spelled"]["minus"])
    words = number_words(table, scales)
    prefix = rf"(?:{alternatives(vague['prefix'])})\s+" if vague["prefix"] else ""
    between = table["range"]["between"]
    return {
        "words": words,
        "scales": scales,
        "scale": re.compile(rf"[\s-]?(?P<scale>{alternatives(scales)}){_end_of_scale(table, signs)}"),
        "measure": re.compile(_measure_expression(scales, units, _end_of_scale(table, signs))),
        "large_scale": Decimal(table["home"]["from"]) if table["home"]["from"] else None,
        "home_currency": table["home"]["currency"],
        "units": units,
        "unit": re.compile(_unit_expression(units)),
        "currency_behind": re.compile(
            rf"\s?(?P<unit>{alternatives((fold_case(sign) for sign in money), backwards=True)})(?!\w)"
        ),
        "subunit": re.compile(
            rf"(?:\s+(?:and|và))?\s+(?P<count>\d{{1,2}})\s?(?:{alternatives(table['subunit']['words'])})(?!\w)"
        ),
        "point": re.compile(rf"\s(?:{alternatives(table['spelled']['points'])})\s(?P<decimals>\d+)(?![\d.,])"),
        "measured": frozenset(table["measured"]["words"]),
        "hedges": before,
        "hedge_behind": re.compile(
            rf"\s+(?:(?:{alternatives(table['fillers']['words'], backwards=True)})\s+){{0,2}}"
            rf"(?P<hedge>{alternatives([*before, *minus], backwards=True)})(?!\w)"
            rf"|\s?(?P<sign>[~≈><≥≤])"
        ),
        "hedges_after": {fold_case(word): hedge for word, hedge in table["after"].items()},
        "hedge_after": re.compile(rf"\s+(?P<hedge>{alternatives(table['after'])})(?!\w)|(?P<plus>\+)"),
        "share_behind": re.compile(rf"\s+(?:{alternatives(sharp, backwards=True)})(?!\w)"),
        "minus": minus,
        "vague": re.compile(rf"{prefix}(?P<magnitude>{alternatives(magnitudes)})(?!\w)(?:\s+of(?!\w))?"),
        "magnitudes": magnitudes,
        "ordinals": ordinal["words"],
        "ordinal": re.compile(
            rf"(?P<word>{alternatives(ordinal['words'])})\s+(?:{alternatives(ordinal['days'])})(?!\w)"
        ),
        "ordinal_after": re.compile(
            rf"(?:{alternatives(ordinal['suffix'])})\s+(?:{alternatives(ordinal['days'])})(?!\w)"
        ),
        "ordinal_signs": tuple(ordinal["sign_behind"]),
        "ordinal_behind": re.compile(
            rf"\s+(?P<sign>{alternatives(ordinal['sign_behind'], backwards=True)})(?!\w)(?:\s+\w+){{0,3}}"
            rf"\s+(?:{alternatives(ordinal['day_behind'], backwards=True)})(?!\w)"
        ),
        "multiples": multiples,
        "multiple": re.compile(rf"(?P<word>{alternatives(multiples)})(?!\w)"),
        "share_between": re.compile(rf"\s(?:{alternatives(table['range']['share'])})\s"),
        "range_between": re.compile(rf"\s?(?P<between>{alternatives(between)})\s?"),
        "range_opening_behind": re.compile(
            rf"\s+(?:(?:\w+)\s+)?(?P<opening>{alternatives(table['range']['opening'], backwards=True)})(?!\w)"
        ),
        "change_behind": re.compile(rf"\s+(?:{alternatives(table['range']['change'], backwards=True)})(?!\w)"),
        "by_behind": re.compile(rf"\s+(?:{alternatives(table['range']['by'], backwards=True)})(?!\w)"),
        "change_by_behind": re.compile(
            rf"\s+(?:{alternatives(table['range']['by'], backwards=True)})"
            rf"\s+(?:{alternatives(table['range']['change'], backwards=True)})(?!\w)"
        ),
        "range_pairs": {word: frozenset(openings) for word, openings in table["range"]["pairs"].items()},
        "joiner": re.compile(rf"\s*(?:{alternatives(table['list']['joiners'])})\s*"),
        "joiner_words": frozenset(table["list"]["joiners"]),
        "not_behind": re.compile(
            rf"[\s.:#-]*(?:{alternatives((fold_case(w) for w in table['not_figure']['before']), backwards=True)})(?!\w)"
        ),
        "ages_behind": re.compile(
            rf"\s+(?:{alternatives(map(fold_case, table['not_figure']['ages']), backwards=True)})(?!\w)"
        ),
        "each_behind": re.compile(rf"\s+(?:{alternatives(table['not_figure']['each'], backwards=True)})(?!\w)"),
        "score_behind": re.compile(rf"\s+(?:{alternatives(table['not_figure']['score'], backwards=True)})(?!\w)"),
        "modifier": re.compile(rf"\s(?:{alternatives(table['modifiers']['words'])})(?=\s)"),
        "more_inside": re.compile(
            rf"\s(?:{alternatives(table['modifiers']['added'])})\s(?!{alternatives(table['modifiers']['added_not'])})"
        ),
        "more_behind": re.compile(
            rf"\s(?:{alternatives(table['modifiers']['added_behind'])})(?!\w)"
            rf"(?!\s(?:{alternatives(table['modifiers']['added_not'])})(?!\w))"
        ),
        "across": frozenset(table["across"]["words"]),
        "across_units": frozenset(table["across"]["units"]),
        "per": _grouped(table["per"]),
        "per_unit": _grouped(table["per_unit"]),
        "further": _further(table),
        "half_unit": re.compile(
            rf"(?:{alternatives(words.articles)})\s(?P<unit>{alternatives(_spans(table))})\s(?:{alternatives(table['half']['after'])})(?!\w)"
        ),
        "point_signs": frozenset(word[0] for word in table["spelled"]["points"]),
        "fronts": _by_word(
            {
                "h": [*before, *minus, *table["fillers"]["words"]],
                "n": [word for key in ("before", "score", "each") for word in table["not_figure"][key]],
                "c": money,
            },
            -1,
        ),
        "worded": _kinds_of_words(table, words, magnitudes, multiples),
    }


def number_heads(table: Mapping[str, Any], numbers: Mapping[str, Any]) -> list[str]:
    """The words that a spelled-out or vague number begins with."""
    words: NumberWords = numbers["words"]
    vague = table["vague"]
    return [
        *(word for word in words.ones if word not in words.never_first),
        *words.multipliers,
        *words.scales,
        *table["half"]["before"],
        *table["half"]["alone"],
        *(
            f"{prefix} {magnitude}" if prefix else magnitude
            for prefix in vague["prefix"] or [""]
            for magnitude in numbers["magnitudes"]
        ),
        *numbers["multiples"],
        *_halved(table, words.articles),
        *(f"{word} {day}" for word in numbers["ordinals"] for day in table["ordinal"]["days"]),
        *(
            f"{article} {word}"
            for article in words.articles
            for word in (*words.multipliers, *words.scales, *words.parts)
        ),
    ]


def _spans(table: Mapping[str, Any]) -> list[str]:
    """The words for units of time."""
    return [word for unit in sorted(TIMES) for word in table["unit"][unit]]


def _halved(table: Mapping[str, Any], articles: Iterable[str]) -> Iterable[str]:
    """ "a month and a half"."""
    return (f"{one} {span} {half}" for one in articles for span in _spans(table) for half in table["half"]["after"])


def _end_of_scale(table: Mapping[str, Any], signs: Mapping[str, Any]) -> str:
    """Where a scale ends: at the end of its word, or where a currency is glued to it ("tỷđồng", "billionUSD")."""
    held = [*signs["money"].values(), *(words for unit, words in table["unit"].items() if is_currency(unit))]
    names = {fold_case(word) for words in held for word in words if len(word) > 1 and word[0].isalpha()}
    return rf"(?:(?![^\W\d_])|(?=(?:{alternatives(names)})(?!\w)))"


def is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _measure_expression(scales: Mapping[str, Decimal], units: Mapping[str, str], end: str) -> str:
    """Groups: a scale, whether a larger one follows, a unit in letters, a unit in signs."""
    scale = rf"[\s-]?{{}}{alternatives(scales)}){end}"
    larger = rf"(?:(?={scale.replace('{}', '(?:', 1)})(?P<larger>)|)"
    return rf"(?:{scale.replace('{}', '(?P<scale>', 1)}{larger}|)(?:{_unit_expression(units)}|)"


def _unit_expression(units: Mapping[str, str]) -> str:
    """Words may hang on a number by a hyphen ("50-hectare"), signs may not: "$10-$20" is a range."""
    is_word = {word: word[0].isalnum() or word[-1].isalnum() for word in units}  # "điểm %" is one, "US$" too
    letters = alternatives(word for word in units if is_word[word])
    signs = alternatives(word for word in units if not is_word[word])
    return rf"[\s-]?(?P<unit>{letters})(?!\w)|\s?(?P<sign>{signs})(?!\d)"


def _further(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Anything that `per`, `per_unit`, a hedge behind a number or a half may match: whether to try them at all."""
    per = [word for held in (table["per"], table["per_unit"]) for words in held.values() for word in words]
    return re.compile(
        rf"\s?(?:{alternatives(per)})|\s+(?:{alternatives([*table['after'], *table['half']['after']])})|\+"
    )


def _grouped(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """One pattern for several lists of words, each in a group of its own name."""
    return re.compile(
        rf"\s?(?:{'|'.join(f'(?P<{name}>{alternatives(words)})' for name, words in table.items())})(?!\w)"
    )


def _kinds_of_words(
    table: Mapping[str, Any],
    words: NumberWords,
    magnitudes: Mapping[str, Decimal],
    multiples: Mapping[str, Decimal],
) -> dict[str, str]:
    """What the words that a number begins with may begin."""
    kinds: dict[str, Iterable[str]] = {
        "m": multiples,
        "o": table["ordinal"]["words"],
        "v": [*table["vague"]["prefix"], *magnitudes],
        "n": [
            *words.ones,
            *words.multipliers,
            *words.scales,
            *words.articles,
            *table["half"]["before"],
            *table["half"]["alone"],
        ],
    }
    return _by_word(kinds, 0)


def _by_word(kinds: Mapping[str, Iterable[str]], place: int) -> dict[str, str]:
    """The first or last words of several lists, each with the keys of the lists that it is from."""
    found: dict[str, str] = {}
    for kind, held in kinds.items():
        for word in dict.fromkeys(fold_case(word).split(" ")[place] for word in held):
            found[word] = found.get(word, "") + kind
    return found
