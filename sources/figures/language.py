"""What a language provides: its tables, read from vi.toml or en.toml (and the signs that all share from units.toml)
and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from sources.figures.lexicon import alternatives, conditions, fold_case, whole, whole_words
from sources.figures.passage import DIGITS
from sources.figures.timegrammar import TimeTables, time_tables
from sources.figures.words import NumberWords, number_words
from sources.model import Hedge
from sources.model import Language as Code
from sources.text import fold, unmark

_NAME = r"[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ][^\W\d_]*"  # a word with a capital
_PARTS = "½⅓⅔¼¾⅕⅛"
# What may stand before a word, and what a number may begin with. Every character by itself or in a range: a set without
# classes such as \\s is looked up in a table, and the search runs over what is not in it.
_SPACES = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BEGINNINGS = rf"[{_PARTS} -@\[-^`{{-~{_SPACES}“”‘’«»…–—]"
NO_FIGURE = "-"  # the unit of ages, stars and other numbers that are no figures


@dataclass(frozen=True, slots=True)
class Language:
    """One language's tables. Patterns named `…_behind` are matched on the text turned around, at the place where a
    number or a name begins; the others where it ends, on the text in lower case."""

    code: Code
    decimal: str
    starts: re.Pattern[str]  # where a number or a time may begin: see Passage
    openings: Mapping[str, re.Pattern[str] | None]  # by the word of a mark: what a time looks like that begins with it
    only_times: frozenset[str]  # words that begin a time and no number
    # numbers
    words: NumberWords
    scales: Mapping[str, Decimal]
    scale: re.Pattern[str]
    large_scale: Decimal | None  # from here on an amount without a unit is money of the country
    home_currency: str
    units: Mapping[str, str]
    unit: re.Pattern[str]
    currency_behind: re.Pattern[str]
    measure: re.Pattern[str]  # scale and unit in one look, both left out at will: see Tail
    further: re.Pattern[str]  # whatever may still belong to a number behind its unit
    subunit: re.Pattern[str]
    point: re.Pattern[str]
    point_signs: frozenset[str]  # the letters that a spoken point begins with
    fronts: Mapping[str, str]  # what a word right in front of a number may end: a (h)edge, a (n)ame, a (c)urrency
    worded: Mapping[str, str]  # by first word: (m)ultiple, (o)rdinal, (v)ague or spelled (n)umber
    measured: frozenset[str]
    hedges: Mapping[str, Hedge]
    hedge_behind: re.Pattern[str]
    hedges_after: Mapping[str, Hedge]
    hedge_after: re.Pattern[str]
    share_behind: re.Pattern[str]
    minus: frozenset[str]
    vague: re.Pattern[str]
    magnitudes: Mapping[str, Decimal]
    ordinals: Mapping[str, int]
    ordinal: re.Pattern[str]  # "sixth day"
    ordinal_after: re.Pattern[str]  # "th day" behind digits
    ordinal_signs: tuple[str, ...]
    ordinal_behind: re.Pattern[str]  # "ngày ra rạp thứ" in front of them
    multiples: Mapping[str, Decimal]
    multiple: re.Pattern[str]
    share_between: re.Pattern[str]  # "one in five": a share, and no five
    range_between: re.Pattern[str]
    range_opening_behind: re.Pattern[str]
    change_behind: re.Pattern[str]
    range_pairs: Mapping[str, frozenset[str]]
    joiner: re.Pattern[str]
    not_behind: re.Pattern[str]
    each_behind: re.Pattern[str]  # what makes a number the measure that another is told by: "per 100,000 people"
    score_behind: re.Pattern[str]
    modifier: re.Pattern[str]
    across: frozenset[str]
    across_units: frozenset[str]
    per: re.Pattern[str]  # groups named after periods
    per_unit: re.Pattern[str]  # groups named after units
    # times
    times: TimeTables
    # prose
    rank_before: re.Pattern[str]
    rank_words: Mapping[str, int]
    rank_title: re.Pattern[str]
    rank_titles: Mapping[str, int]
    rank_word: re.Pattern[str]
    rank_top: re.Pattern[str]  # "top five"
    rank_given: re.Pattern[str]  # behind a name: "xếp A thứ hai"
    rank_giving: re.Pattern[str]  # and in front of it
    rank_ordinal: re.Pattern[str]  # "the 10th domestic title to ..."
    into_group: re.Pattern[str]
    superlative: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]
    status: Mapping[str, re.Pattern[str]]
    increment_behind: re.Pattern[str]
    average: re.Pattern[str]
    share_of: re.Pattern[str]  # right before a percentage: a part of a whole, no growth
    share_changed: re.Pattern[str]  # right before a percentage that is none
    of_whole: re.Pattern[str]  # right behind one
    classifiers: tuple[str, ...]  # nouns that count anything
    nouns_behind: bool  # whether what describes a noun stands between it and its number
    plural: re.Pattern[str]  # a noun that a bare number counts
    needed: re.Pattern[str]
    turn: re.Pattern[str]  # where a sentence turns from one assertion to another
    bare_clause: re.Pattern[str]
    pronouns: re.Pattern[str]
    one: re.Pattern[str]  # a pronoun of one thing: "it", "phim này"
    others: re.Pattern[str]  # what a number may be of that is none of a topic's subjects
    credit_before: re.Pattern[str]
    credit_after: re.Pattern[str]
    credit_lead: re.Pattern[str]
    credit_who: re.Pattern[str]  # in the text as written: a name behind such a lead
    speaks: re.Pattern[str]
    speaker: re.Pattern[str]  # in the text as written: a person who says something
    generic_credit: re.Pattern[str]
    says: re.Pattern[str]
    day_words: tuple[str, ...]
    weekend_words: tuple[str, ...]
    period_words: tuple[str, ...]
    weekend: re.Pattern[str]
    stretch: re.Pattern[str]  # words for a stretch of time that an amount is of
    senses: re.Pattern[str]  # any word of a status, an average or a difference
    short_after: re.Pattern[str]
    total: re.Pattern[str]
    mark: re.Pattern[str]
    mere: re.Pattern[str]
    present: re.Pattern[str]
    object_behind: re.Pattern[str]
    owner_lead: re.Pattern[str]  # between a number and the name, behind it, that it is of
    overtake: re.Pattern[str]
    where_behind: re.Pattern[str]
    as_of_lead: re.Pattern[str]
    compared_time: re.Pattern[str]
    former: re.Pattern[str]  # in front of a number that is of an earlier time
    between: re.Pattern[str]  # in front of two times that are the ends of one stretch, and what stands between them
    between_and: re.Pattern[str]
    event_time: re.Pattern[str]
    that_period: re.Pattern[str]  # points back to a stretch of time that was told before
    possessed: re.Pattern[str]  # what a time may own that makes it the time of a figure
    of_time: re.Pattern[str]
    behind_amount: re.Pattern[str]
    first_day: re.Pattern[str]
    whole_year: re.Pattern[str]
    place: re.Pattern[str]
    place_behind: re.Pattern[str]
    places: Mapping[str, str]  # by spelling; "" for a longer name that is no place
    place_at_words: frozenset[str]
    nation: re.Pattern[str]
    reached: re.Pattern[str]  # in front of a place that an event reached
    places_whole: frozenset[str]  # names, without marks, that are no part of the country
    place_lead: re.Pattern[str]  # words that a place follows
    place_at: re.Pattern[str]  # between a number and the place that it is told of
    place_chain: re.Pattern[str]  # between a place and the larger one that it lies in
    place_kind_behind: re.Pattern[str]  # a kind of place smaller than those of the table
    there: re.Pattern[str]
    capital: str  # the place that stands for the government where it speaks
    capital_speaks: re.Pattern[str]
    cause_before: re.Pattern[str]
    cause_behind: re.Pattern[str]
    including: re.Pattern[str]  # between a count and a part of it
    lost_behind: re.Pattern[str]  # "Lao Cai lost six to a landslide": between the place and the number
    lost_to: re.Pattern[str]
    umbrella: re.Pattern[str]  # words for several counts at once: "thương vong"
    death_words: frozenset[str]
    alive: re.Pattern[str]  # behind a number of missing: they are not
    demonyms: re.Pattern[str]
    demonym_places: Mapping[str, str]
    in_turn: re.Pattern[str]
    becomes: re.Pattern[str]  # between what a count was and what it is


@cache
def language_of(code: Code) -> Language:
    """The tables of a language."""
    table = _read(f"{code}.toml")
    times = time_tables(table["time"])
    numbers = _numbers(table)
    number_heads = dict.fromkeys(_number_heads(table, numbers), "")
    words = conditions({**times.heads, **number_heads})
    starts = re.compile(rf"{_BEGINNINGS}(?:(?<=[0-9{_PARTS}])(\d*(?:[.,]\d+)*)[0-9.,]*|{words})")
    first_words = {head.split()[0] for head in number_heads}
    only_times = frozenset(head for head in times.heads if head not in first_words)
    return Language(
        code=code,
        decimal=table["decimal"],
        starts=starts,
        openings={head: times.opening.get(head.split(" ")[0]) for head in (DIGITS, *times.heads, *number_heads)},
        only_times=only_times,
        times=times,
        **numbers,
        **_prose(table),
    )


def _read(name: str) -> dict[str, Any]:
    # Not by __file__, which compiled modules have wrong.
    return tomllib.loads(files("sources.figures").joinpath(name).read_text("utf-8"))


def _numbers(table: Mapping[str, Any]) -> dict[str, Any]:
    signs = _read("units.toml")
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
        "scale": re.compile(rf"[\s-]?(?P<scale>{alternatives(scales)})(?![^\W\d_])"),
        "measure": re.compile(_measure_expression(scales, units)),
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
        "range_pairs": {word: frozenset(openings) for word, openings in table["range"]["pairs"].items()},
        "joiner": re.compile(rf"\s*(?:{alternatives(table['list']['joiners'])})\s*"),
        "not_behind": re.compile(
            rf"[\s.:#-]*(?:{alternatives((fold_case(w) for w in table['not_figure']['before']), backwards=True)})(?!\w)"
        ),
        "each_behind": re.compile(rf"\s+(?:{alternatives(table['not_figure']['each'], backwards=True)})(?!\w)"),
        "score_behind": re.compile(rf"\s+(?:{alternatives(table['not_figure']['score'], backwards=True)})(?!\w)"),
        "modifier": re.compile(rf"\s(?:{alternatives(table['modifiers']['words'])})(?=\s)"),
        "across": frozenset(table["across"]["words"]),
        "across_units": frozenset(table["across"]["units"]),
        "per": _grouped(table["per"]),
        "per_unit": _grouped(table["per_unit"]),
        "further": _further(table),
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


def _measure_expression(scales: Mapping[str, Decimal], units: Mapping[str, str]) -> str:
    """Groups: a scale, whether a larger one follows, a unit in letters, a unit in signs."""
    scale = rf"[\s-]?{{}}{alternatives(scales)})(?![^\W\d_])"
    larger = rf"(?:(?={scale.format('(?:')})(?P<larger>)|)"
    return rf"(?:{scale.format('(?P<scale>')}{larger}|)(?:{_unit_expression(units)}|)"


def _further(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Anything that `per`, `per_unit`, a hedge behind a number or a half may match: whether to try them at all."""
    per = [word for held in (table["per"], table["per_unit"]) for words in held.values() for word in words]
    return re.compile(
        rf"\s?(?:{alternatives(per)})|\s+(?:{alternatives([*table['after'], *table['half']['after']])})|\+"
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


def _grouped(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """One pattern for several lists of words, each in a group of its own name."""
    return re.compile(
        rf"\s?(?:{'|'.join(f'(?P<{name}>{alternatives(words)})' for name, words in table.items())})(?!\w)"
    )


def _unit_expression(units: Mapping[str, str]) -> str:
    """Words may hang on a number by a hyphen ("50-hectare"), signs may not: "$10-$20" is a range."""
    is_word = {word: word[0].isalnum() or word[-1].isalnum() for word in units}  # "điểm %" is one, "US$" too
    letters = alternatives(word for word in units if is_word[word])
    signs = alternatives(word for word in units if not is_word[word])
    return rf"[\s-]?(?P<unit>{letters})(?!\w)|\s?(?P<sign>{signs})(?!\d)"


def _number_heads(table: Mapping[str, Any], numbers: Mapping[str, Any]) -> list[str]:
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
        *(f"{word} {day}" for word in numbers["ordinals"] for day in table["ordinal"]["days"]),
        *(
            f"{article} {word}"
            for article in words.articles
            for word in (*words.multipliers, *words.scales, *words.parts)
        ),
    ]


def _prose(table: Mapping[str, Any]) -> dict[str, Any]:
    places = _places()
    kinds = alternatives(word for word in table["places"]["lead"] if word not in table["places"]["at"])
    demonyms = table["places"].get("demonyms", {})
    unsaid = frozenset(table["status"]["estimate"] + table["status"]["forecast"])
    stretch, as_of, rank, cause = table["stretch"], table["as_of"], table["rank"], table["cause"]
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
        "into_group": re.compile(rf"{whole(rank['into'])}\s+(?:\S+\s+){{0,2}}$"),
        "superlative": whole_words(table["rank"]["superlative"]),
        "scopes": {scope: whole_words(words) for scope, words in table["scope"].items()},
        "status": {
            status: re.compile(whole(words, lower=status != "target"))
            for status, words in table["status"].items()
            if status not in ("turn", "average", "needed", "short_after")
        },
        "senses": whole_words(
            word
            for status, words in table["status"].items()
            if status not in ("turn", "needed", "compared_after")  # the last is looked for right behind a number
            for word in words
        ),
        "increment_behind": re.compile(rf"{whole(table['status']['increment'])}\s*(?:\w+\s*)?$"),
        "share_of": re.compile(rf"{whole(table['share']['words'])}\s(?:[^\W\d]+\s){{0,2}}$"),
        "share_changed": re.compile(rf"{whole(table['share']['changed'])}\s+$"),
        "of_whole": re.compile(rf"\s(?:{alternatives(table['share']['of_whole'])})(?!\w)"),
        "classifiers": tuple(table["plural"]["classifiers"]),
        "nouns_behind": bool(table["plural"]["ending"]),
        "plural": re.compile(
            rf"\s(?!(?:{alternatives(table['plural']['never'])})(?!\w))[a-z]{{3,}}{table['plural']['ending']}(?!\w)"
            if table["plural"]["ending"]
            else "(?!)"
        ),
        "average": whole_words(table["status"]["average"]),
        "needed": whole_words(table["status"]["needed"]),
        "turn": re.compile(whole(table["status"]["turn"], signs=";:")),
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
        "credit_before": re.compile(
            rf"{whole(table['attribution']['before'])}\s+(?:the\s+|trang\s+|báo\s+)?$",
        ),
        "credit_after": re.compile(rf"\s*(?:{alternatives(map(fold_case, table['attribution']['after']))})"),
        "credit_lead": re.compile(rf"{whole(table['attribution']['strong'])}\s+"),
        "credit_who": re.compile(
            rf"(?:the\s+|báo\s+|trang\s+)?(?P<who>[A-ZĐÀ-Ỹ][^,;.()“”\"]{{1,60}}?)(?=[,;.()“”\"]|\s(?:{alternatives(table['attribution']['stop'])})(?!\w)|$)"
        ),
        "speaks": whole_words(table["attribution"]["speaks"]),
        "speaker": re.compile(
            rf"(?:^|(?<=[,;“”\"] )|(?<=[.] ))(?:(?:{alternatives(table['attribution']['titles'])})\s)?"
            rf"(?P<who>{_NAME}(?:\s{_NAME}){{1,4}})(?:\s?,[^.;:“”\"]{{2,90}}?,|\s\([^()]{{2,60}}\))?"
            rf"\s(?:{alternatives(table['attribution']['speaks'])})(?!\w)"
        ),
        "generic_credit": whole_words(table["attribution"]["generic"]),
        "says": whole_words(word for word in table["attribution"]["after"] if word[0].isalpha() and word not in unsaid),
        "day_words": tuple(stretch["day"]),
        "weekend_words": tuple(stretch["weekend"]),
        "period_words": tuple(stretch["period"]),
        "weekend": whole_words(stretch["weekend"]),
        "stretch": whole_words([*stretch["weekend"], *stretch["period"]]),
        "short_after": re.compile(rf"\s+(?:{alternatives(table['status']['short_after'])})(?!\w)"),
        "total": re.compile(whole(stretch["total"], not_behind=stretch["not_behind"])),
        "mere": re.compile(rf"{whole(stretch['mere'])}\s+$"),
        "mark": whole_words(stretch["mark"]),
        "present": whole_words(stretch["present"]),
        "object_behind": re.compile(
            rf"{whole(table['object']['before'])}(?:\s+|(?=[“\"]))(?:[“\"'*]|the\s+|phim\s+|cả\s+)*$",
        ),
        "owner_lead": re.compile(
            rf"[^,;.:()\d]{{0,40}}?\s(?:{alternatives(table['object']['owner'])})\s(?:the\s|phim\s|vụ\s|trận\s)?[“\"‘]?"
        ),
        "overtake": whole_words(table["overtake"]["cues"]),
        "where_behind": re.compile(rf"{whole(table['places']['after'])}\s+(?:the\s+)?$"),
        "place": re.compile(whole(places, lower=False)),
        "place_behind": re.compile(
            rf"(?:s?['’])?\s+(?:{alternatives((fold_case(p) for p in places), backwards=True)})(?!\w)"
        ),
        "as_of_lead": re.compile(rf"{whole(as_of['lead'])}\s+$"),
        "compared_time": re.compile(rf"{whole(as_of['compared'])}\s+(?:[^\W\d]+\s+){{0,3}}$"),
        "former": re.compile(rf"{whole(as_of['former'])}\s+(?:[^\W\d]+\s+){{0,2}}$"),
        "between": re.compile(rf"{whole(as_of['between'])}\s(?:the\s|ngày\s)?$"),
        "between_and": re.compile(rf"\s(?:{alternatives(as_of['between_and'])})\s(?:ngày\s)?"),
        "event_time": re.compile(rf"{whole(as_of['event'])}\s+(?:[^\W\d]+,?\s+){{0,4}}$"),
        "that_period": whole_words(as_of["that_period"]),
        "possessed": whole_words(as_of["possessed"]),
        "of_time": re.compile(rf"\s*(?:(?:{alternatives(as_of['of'])})\s+)?"),
        "behind_amount": re.compile(rf"\s*(?:(?:{alternatives(as_of['behind'])})\s+){{0,2}}"),
        "first_day": whole_words(as_of["first_day"]),
        "whole_year": whole_words(as_of["whole_year"]),
        "place_at_words": frozenset(table["places"]["at"]),
        "nation": whole_words(table["places"]["nation"]),
        "reached": re.compile(rf"{whole(table['places']['reached'])}\s(?:the\s)?$"),
        "places_whole": frozenset(map(fold, table["places"]["whole"])),
        "place_lead": re.compile(rf"{whole(table['places']['lead'])}\s+(?:the\s+)?"),
        "place_at": re.compile(
            rf"(?:(?:[^,;.()\d]{{0,32}}|[^,;.()]{{0,18}})\s|[^;.()\d]{{0,24}}\((?:đều|tất cả|all)\s){_in_place(table)}"
        ),
        "place_chain": re.compile(
            rf"(?:\s(?:{alternatives(table['places']['kind_behind'])}))?\s(?:of|thuộc)\s(?:the\s)?|,\s(?:thuộc\s)?(?:{kinds})\s"
        ),
        "place_kind_behind": re.compile(rf"\s(?:{alternatives(table['places']['kind_behind'])})(?!\w)"),
        "there": whole_words(table["places"]["there"]),
        "capital": table["places"]["capital"],
        "capital_speaks": re.compile(rf"(?:['’]s)?\s+(?:{alternatives(table['places']['speaks'])})(?!\w)"),
        "cause_before": re.compile(
            rf"(?P<cause>(?:{whole(cause['of'])}\s+)?{whole(cause['things'])}(?:(?:,|\s(?:và|and))\s{whole(cause['things'])})*)"
            rf"\s*(?:(?:{alternatives(cause['verbs'])})(?!\w)|:)?\s*$"
        ),
        "cause_behind": re.compile(
            rf"(?:\s\w+){{0,3}}?\s(?P<cause>(?:{alternatives(cause['by'])})\s(?:the\s)?(?:{alternatives(cause['things'])})(?!\w)"
            rf"|(?:{alternatives(cause['events'])})\s[^,.;()]{{4,50}})"
        ),
        "including": re.compile(rf",?\s(?:{alternatives(cause['including'])})(?=\s)"),
        "lost_behind": re.compile(rf"\s(?:{alternatives(cause['lost'])})\s"),
        "umbrella": re.compile(rf"(?:\s\w+)?\s(?P<word>{alternatives(cause['umbrella'])})(?!\w)"),
        "lost_to": re.compile(rf"(?:\s\w+)?\s(?:{alternatives(cause['lost_to'])})\s"),
        "death_words": frozenset(cause["death"]),
        "alive": whole_words(table["cause"]["alive"]),
        "demonyms": whole_words(demonyms),
        "demonym_places": {fold_case(word): place for word, place in demonyms.items()},
        "becomes": re.compile(rf"\s(?:{alternatives(table['list']['becomes'])})\s"),
        "in_turn": whole_words(table["list"]["in_turn"]),
        "places": {fold_case(spelling): name for spelling, name in places.items()},
    }


def _in_place(table: Mapping[str, Any]) -> str:
    """ "in the", "ở xã": what stands right in front of a place."""
    at = table["places"]["at"]
    kinds = alternatives(word for word in table["places"]["lead"] if word not in at)
    return rf"(?:{alternatives(at)})\s(?:the\s)?(?:(?:{kinds})\s)?"


@cache
def _places() -> dict[str, str]:
    """Every spelling of a place in either language -> its name: the Vietnamese one for places in Viet Nam."""
    spellings: dict[str, str] = {}
    for code in ("vi", "en"):
        table = _read(f"{code}.toml")["places"]
        for name in table["names"]:
            for spelling in (name, unmark(name)):
                spellings.setdefault(spelling, name)
        for name, others in table.get("also", {}).items():
            for spelling in others:
                for form in (spelling, unmark(spelling)):
                    spellings[form] = name
        spellings.update(dict.fromkeys(table["longer"], ""))
    return spellings
