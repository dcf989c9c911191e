"""The forms of time phrases in a language's table -> patterns, found by the word that a phrase begins with.

A form is text with placeholders: `{d}` a day, `{m}` a month, `{Month}` a month's name with a capital, `{y}` a year,
`{n}` a count, `{w}` a weekday, `{part}` a part of the day, `{H}` and `{M}` hours and minutes, `{q}` a quarter, `{wk}`
a week's number, `{which}` this, last or next, `{unit}` days to years, `{short}` days and weeks, `{long}` months and
years; `[...]` may be left out, `(a|b)` is a choice, a space is any white space and `_` may be one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sources.figures.lexicon import alternatives, fold_case, shared, whole
from sources.figures.passage import DIGITS
from sources.figures.reached import Lead, leads_of

_SIGNS: Final = r"\s?[-–—]\s?"
_NUMBERS: Final = frozenset({"d", "mm", "y", "yy", "H"})  # placeholders that are digits and never a word


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: what kind of time it is, and its pattern."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimeTables:
    """What a language provides for time phrases."""

    rules: Mapping[str, Mapping[str, tuple[Rule, ...]]]  # by first word ("#": digits) and the sign behind first digits
    opening: Mapping[str, re.Pattern[str]]  # any of the rules of a word: one look tells whether to try them
    parts: Mapping[str, re.Pattern[str]]  # by words that begin nothing but a part of the day, which names no time alone
    heads: Mapping[str, str]  # the words that they begin with, each with what must follow it
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    dayparts: Mapping[str, tuple[int, int]]
    quarters: Mapping[str, int]
    counts: Mapping[str, int]
    which: Mapping[str, int]
    near: Mapping[str, int]
    units: Mapping[str, str]
    week_words: frozenset[str]
    since: re.Pattern[str]  # right before a time: from then on
    since_words: tuple[str, ...]  # the same, where the time begins with it
    month_parts: Mapping[str, tuple[int, int]]
    lengths: Mapping[str, int]  # by what a form begins with: of how many months it is
    any_half: re.Pattern[str]  # half a year, and nobody knows which
    later: re.Pattern[str]  # "cuối" against "đầu": the second of two halves
    joiner: re.Pattern[str]  # between a clock, a part of the day and a day
    until: re.Pattern[str]  # between the ends of a range
    lead: re.Pattern[str]  # in a text turned around: words that only a day can follow
    year_lead: re.Pattern[str]  # in a text turned around: what makes a number a year, whatever follows it
    ordinal_head: str  # "thứ": a weekday that begins with it may be an ordinal too
    ordinal_of: re.Pattern[str]  # in a text turned around: of what "thứ ba" is the third
    ordinal_behind: re.Pattern[str]  # behind it: what makes it the third
    day_behind: re.Pattern[str]  # what makes it a weekday when it stands behind it
    ahead: re.Pattern[str]  # in front of a weekday in its clause: one that is yet to come
    past_day: re.Pattern[str]  # right in front of one: one that was
    reached_by: tuple[Lead, ...]  # in front of a day without a year: one that was
    nth_of: re.Pattern[str]  # behind "the 16th": of what kind it is the 16th, and no day
    fraction_of: re.Pattern[str]  # behind "7/8": what it is a part of, and no day
    month_lead: re.Pattern[str]  # in a text turned around: what makes "may" a month
    shy_months: frozenset[str]
    before_no_edge: frozenset[str]  # "dẫn đầu năm 2025" leads in 2025, whenever in it
    crop_start: int
    is_month_first: bool


def time_tables(table: Mapping[str, Any]) -> TimeTables:
    """The time tables of a language."""
    months = {fold_case(name): number for name, number in table["months"].items()}
    weekdays = {fold_case(name): number for name, number in table["weekdays"].items()}
    dayparts = {fold_case(name): (hours[0], hours[1]) for name, hours in table["dayparts"].items()}
    quarters = {fold_case(name): number for name, number in table["quarters"].items()}
    counts = {fold_case(name): number for name, number in table["counts"].items()}
    which = {fold_case(name): number for name, number in table["which"].items()}
    near = {fold_case(name): number for name, number in table["near"].items()}
    offset = {fold_case(name): number for name, number in table["offset"].items()}
    units = {fold_case(word): unit for unit, words in table["units"].items() for word in words}
    digits_of_month = r"1[0-2]|0?[1-9]"
    names = alternatives(months)
    words = {
        "d": r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        "d2": r"(?P<d2>3[01]|[12]\d|0?[1-9])(?!\d)",
        "m": rf"(?P<m>{digits_of_month if table['numeric_months'] else ''}{'|' if table['numeric_months'] else ''}"
        rf"{names})(?![\w])",
        "mm": rf"(?P<m>{digits_of_month})(?!\d)",
        "y1": r"(?P<y1>(?:1[89]|20)\d\d)(?!\d)",
        "mm2": rf"(?P<m2>{digits_of_month})(?!\d)",
        "m2": rf"(?P<m2>{digits_of_month}|{names})(?!\w)",
        "Month": rf"(?P<m>{names})(?P<capital>)(?!\w)",
        "y": r"(?P<y>(?:1[89]|20)\d\d)(?!\d)",
        "y2": r"(?P<y2>(?:20)?\d\d)(?!\d)",
        "yy": r"(?P<y>(?:1[89]|20)?\d\d)(?!\d)",
        "wk": r"(?P<wk>5[0-3]|[1-4]\d|0?[1-9])(?!\d)",
        "n": rf"(?P<n>\d{{1,3}}|{alternatives(counts)})(?!\w)",
        "w": rf"(?P<w>{alternatives(weekdays)})(?!\w)",
        "part": rf"(?P<part>{alternatives(dayparts)})(?!\w)",
        "H": r"(?P<H>2[0-4]|[01]?\d)(?!\d)",
        "M": r"(?P<M>[0-5]\d)(?!\d)",
        "q": rf"(?P<q>{alternatives(quarters)})(?!\w)",
        "which": rf"(?P<which>{alternatives(which)})(?!\w)",
        "near": rf"(?P<near>{alternatives(near)})(?!\w)",
        "offset": rf"(?P<near>{alternatives(offset)})(?!\w)",
        "unit": rf"(?P<unit>{alternatives(units)})(?!\w)",
        "short": rf"(?P<unit>{alternatives(w for w, unit in units.items() if unit in ('day', 'week'))})(?!\w)",
        "long": rf"(?P<unit>{alternatives(w for w, unit in units.items() if unit in ('month', 'year'))})(?!\w)",
        "Q": r"(?P<q>q[1-4])(?!\w)",
        "qth": r"(?P<q>1st|2nd|3rd|4th)(?!\w)",
        "S": r"[0-5]\d(?!\d)",
        "ampm": r"(?P<ampm>[ap]\.m\.?|[ap]m(?!\w))",
        "half": "(?P<half>)",
        "week": "(?P<week>)",
    }
    heads = {
        "offset": list(offset),
        "Q": ["q1", "q2", "q3", "q4"],
        "Month": list(months),
        "m": list(months),
        "w": list(weekdays),
        "part": list(dayparts),
        "which": list(which),
        "near": list(near),
        "q": list(quarters),
        "n": list(counts),
    }
    rules: dict[str, dict[Rule, frozenset[str] | None]] = {}
    openings: dict[str, list[list[str]]] = {}
    following: dict[str, set[str]] = {}
    for kind, forms in table["form"].items():
        for form in forms:
            pieces = _pieces(form, words)
            rule = Rule(kind, re.compile("".join(pieces)))
            nameless = [re.sub(r"\?P<\w+>", "?:", piece) for piece in pieces]
            for head, follows in dict.fromkeys(_heads(form, heads)):
                following.setdefault(head, set()).add(follows)
                if rule not in (held := rules.setdefault(head, {})):
                    held[rule] = _signs(form, head)
                    openings.setdefault(head, []).append(nameless)
    return TimeTables(
        rules={head: _by_sign(held) for head, held in rules.items()},
        parts={
            head: next(iter(held)).pattern for head, held in rules.items() if {rule.kind for rule in held} == {"part"}
        },
        opening={head: re.compile(shared(held)) for head, held in openings.items()},
        heads={
            head: "" if "" in follows else rf"(?={'|'.join(sorted(follows))})"
            for head, follows in following.items()
            if head != DIGITS
        },
        months=months,
        weekdays=weekdays,
        dayparts=dayparts,
        quarters=quarters,
        counts=counts,
        which=which,
        near={**near, **offset},
        units=units,
        week_words=frozenset(word for word, unit in units.items() if unit == "week"),
        since_words=tuple(f"{fold_case(word)} " for word in table["since"]),
        since=re.compile(rf"{whole(table['since'])}\s(?:the\s)?$"),
        month_parts={fold_case(name): (days[0], days[1]) for name, days in table["month_parts"].items()},
        lengths={fold_case(word): months for word, months in table["lengths"].items()},
        any_half=re.compile(alternatives(table["any_half"])) if table["any_half"] else re.compile("(?!)"),
        later=re.compile(rf"(?<!\w)(?:{alternatives(table['later'])})(?!\w)"),
        joiner=re.compile(
            rf"[\s,]+(?:(?:{alternatives(table['joiners'])})[\s,]+)*"
            rf"(?:(?:{alternatives(table['weekday_leads'])})\s(?=(?:{alternatives(weekdays)})(?!\w)))?"
        ),
        until=re.compile(rf"{_SIGNS}|\s(?:{alternatives(table['until'])})\s"),
        lead=re.compile(rf"\s+(?:{alternatives(table['lead'], backwards=True)})(?!\w)"),
        year_lead=re.compile(rf"\s+(?:{alternatives(table['year_lead'], backwards=True)})(?!\w)"),
        ordinal_head=table["ordinal_head"],
        ordinal_of=re.compile(rf"\s+(?:{alternatives(table['ordinal_of'], backwards=True)})(?!\w)"),
        ordinal_behind=re.compile(rf"\s(?:{alternatives(table['ordinal_behind'])})(?!\w)"),
        day_behind=re.compile(rf"[\s,(]+(?:{alternatives(table['day_behind'])}|\d{{1,2}}[/-]\d)"),
        ahead=re.compile(whole(table["ahead"], not_behind=table["ahead_not"])),
        past_day=re.compile(rf"{whole(table['past_day'])}\s$"),
        reached_by=leads_of(table),
        nth_of=re.compile(rf"[\s-](?:{alternatives(table['nth_of'])})(?!\w)|-[^\W\d_]"),
        fraction_of=re.compile(rf"\s(?:{alternatives(table['fraction_of'])})(?!\w)"),
        month_lead=re.compile(rf"[\s-]+(?:{alternatives(table['month_lead'], backwards=True)})(?!\w)"),
        shy_months=frozenset(table["shy_months"]),
        before_no_edge=frozenset(map(fold_case, table["before_no_edge"])),
        crop_start=table["crop_start"],
        is_month_first=table["is_month_first"],
    )


def _pieces(form: str, words: Mapping[str, str]) -> list[str]:
    """The regular expressions that a form is put together from; what stands in brackets is one of them."""
    pieces = [""]
    depth = 0
    for piece in re.split(r"(\{\w+\}|[\[\]()|_ ])", form):
        match piece:
            case "[" | "(":
                pieces[-1] += "(?:"
                depth += 1
            case "]":
                pieces[-1] += ")?"
                depth -= 1
            case ")":
                pieces[-1] += piece
                depth -= 1
            case "|":
                pieces[-1] += piece
            case " ":
                pieces[-1] += r"\s+"
            case "_":
                pieces[-1] += r"\s?"
            case _ if piece.startswith("{"):
                pieces[-1] += words[piece[1:-1]]
            case _:
                pieces[-1] += re.escape(piece)
        if not depth and pieces[-1]:
            pieces.append("")
    return [*pieces[:-1], r"(?!\w)"]


def _by_sign(rules: Mapping[Rule, frozenset[str] | None]) -> dict[str, tuple[Rule, ...]]:
    """The rules that may fit by the sign behind the first digits; "" has those that fit before any."""
    every = {sign for signs in rules.values() for sign in signs or ()}
    return {
        sign: tuple(rule for rule, signs in rules.items() if signs is None or sign in signs) for sign in ("", *every)
    }


def _signs(form: str, head: str) -> frozenset[str] | None:
    """What may stand right behind the first number of a form, " " for any white space; None for anything."""
    lead = re.match(r"(?:\([\w|]+\)|\w+) (?=\{)|(?=\{)", form)
    number = re.compile(r"\{(\w+)\}").match(form, lead.end()) if lead else None
    if number is None or (number[1] in ("q", "qth") or (head != DIGITS and number[1] not in _NUMBERS)):
        return None  # "4th quarter": letters stand behind the digits of a quarter
    return _first_signs(form[number.end() :])


def _first_signs(rest: str) -> frozenset[str] | None:
    if not rest or rest[0] == "{":
        return None
    if rest[0] == "(":
        return frozenset(each[0] for each in rest[1 : rest.index(")")].split("|"))
    if rest[0] == "_":
        later = _first_signs(rest[1:])
        return None if later is None else later | {" "}
    if rest[0] == "[":
        end = _closing(rest)
        inside, later = _first_signs(rest[1:end]), _first_signs(rest[end + 1 :])
        return None if inside is None or later is None else inside | later
    return frozenset({rest[0]})


def _closing(rest: str) -> int:
    depth = 0
    for place, sign in enumerate(rest):
        depth += (sign == "[") - (sign == "]")
        if not depth:
            return place
    raise ValueError(f"{rest}: a bracket is not closed")


def _heads(form: str, heads: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """The words that a form may begin with, digits as "#", each with a pattern of what must follow it."""
    if form.startswith("("):
        end = form.index(")")
        return [head for each in form[1:end].split("|") for head in _heads(each + form[end + 1 :], heads)]
    placeholder = re.match(r"\{(\w+)\}", form)
    if placeholder is None:
        first = re.match(r"\w+", form)
        assert first is not None, form
        return [(fold_case(first[0]), _follows(form[first.end() :]))]
    rest = _follows(form[placeholder.end() :])
    found: list[tuple[str, str]] = []
    for word in heads.get(placeholder[1], []):
        first_word, _, more = word.partition(" ")
        found.append((first_word, rf"\s+{re.escape(more)}" if more else rest))
    if placeholder[1] in ("n", "d", "y", "H", "mm", "yy", "q") or (placeholder[1] == "m" and not found):
        found.append((DIGITS, ""))
    return [(DIGITS, "") if head[0].isdigit() else (head.rstrip("."), follows) for head, follows in found]


def _follows(rest: str) -> str:
    """A pattern for what must come next in a form: a literal word or a number behind white space, else nothing."""
    word = re.match(r" (\w+)", rest)
    if word:
        return rf"\s+{word[1]}"
    if re.match(r" (\{(?:d|y|mm|M|H|qth)\})", rest):
        return r"\s+\d"
    choice = re.match(r" \(([\w |]+)\)", rest)
    if choice:
        words = choice[1].replace(" ", r"\s+")
        return rf"\s+(?:{words})"
    return ""
