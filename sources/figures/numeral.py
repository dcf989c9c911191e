"""Digits to exact numbers: groups, decimal signs, and what to do when a sign could be either.

"1.234,5" and "1,234.5" decide themselves. "3.100" and "551,768" do not: the language's habit, the scale word,
the unit and the size decide, and both readings are kept.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from sources.figures.making import maker
from sources.model import Reading

NUMERAL: Final = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?!\d)(?=[^\d]|$)"
    r"|\d+(?:[.,]\d+|['’\u2019]\d{3}(?!\d))*"
)
_PADDED: Final = re.compile(r"0[1-9]")  # "05 người": as Vietnamese offices write small counts
PLAIN: Final = re.compile(r"\d+(?:[.,]\d+|['’\u2019]\d{3}(?!\d))*")
STRAY: Final = re.compile(r", \d{1,3}(?![\d.,/]\d|\d)")  # "505, 588 tỷ": taken in where a scale or unit follows
PHONE: Final = re.compile(
    r"(?:0\d{1,4}|(?<=\+)\d{1,3})(?:[ .-]\d{2,4}){1,4}(?![\d%])|0\d{8,10}(?!\d)"
    r"|1[89]00[ .]\d{4,6}(?!\d)|\d{4} \d{4}(?!\d)"
)
_ONE: Final = Decimal(1)
_PLACES: Final = tuple(_ONE.scaleb(-digits) for digits in range(16))  # by the number of decimals
_make: Final = maker(Reading)
_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f'’]")


# A number as written: its value; the size of its last written decimal (1 for whole numbers); whether it has decimals;
# what it would be with the other meaning of its only sign, and its place.
Numeral = tuple[Decimal, Decimal, bool, tuple[Decimal, Decimal] | None]


def parse_numeral(text: str, decimal: str, is_count: bool, has_scale: bool) -> Numeral | None:
    """The number that digits and signs write, or None when the groups fit no convention (a phone number).

    `decimal` is the language's decimal sign; `is_count` says that the unit counts whole things; `has_scale` that a
    scale word follows.
    """
    if text.isdecimal():
        if len(text) > 1 and text[0] == "0" and not (_PADDED.fullmatch(text) and (is_count or has_scale)):
            return None
        return Decimal(text), _ONE, False, None
    comma, dot = text.find(","), text.find(".")
    at = max(comma, dot)
    whole, rest = text[:at], text[at + 1 :]
    if min(comma, dot) < 0 < at and whole.isdecimal() and rest.isdecimal():
        return _one_sign(whole, text[at], rest, decimal, is_count, has_scale)
    text = _SPACES.sub("", text)
    if comma < 0 and dot < 0:
        return Decimal(text), _ONE, False, None
    if comma >= 0 and dot >= 0:
        return _mixed(text, [sign for sign in text if not sign.isdecimal()])
    sign = "," if comma >= 0 else "."
    whole, _, rest = text.partition(sign)
    return _grouped(text.split(sign)) if sign in rest else _one_sign(whole, sign, rest, decimal, is_count, has_scale)


def _one_sign(whole: str, sign: str, rest: str, decimal: str, is_count: bool, has_scale: bool) -> Numeral:
    as_decimal = Decimal(f"{whole}.{rest}")
    place = _PLACES[len(rest)] if len(rest) < len(_PLACES) else _ONE.scaleb(-len(rest))
    if len(rest) != 3 or len(whole) > 3 or whole[0] == "0":
        return as_decimal, place, True, None
    as_groups = Decimal(whole + rest)
    # Whole things have no fractions: "5,253 vé" in a Vietnamese text is in English groups.
    if sign != decimal or (is_count and not has_scale):
        return as_groups, _ONE, False, (as_decimal, place)
    return as_decimal, place, True, (as_groups, _ONE)


def _grouped(parts: list[str]) -> Numeral | None:
    """Groups of three, or of two before the last three as in India."""
    if len(parts[0]) > 3 or not parts[0] or len(parts[-1]) != 3:
        return None
    inner = {len(part) for part in parts[1:-1]}
    if not (inner <= {3} or (inner <= {2} and len(parts[0]) <= 2)):
        return None
    return Decimal("".join(parts)), _ONE, False, None


def _mixed(text: str, signs: list[str]) -> Numeral | None:
    """Groups by one sign, decimals by the other, which then comes last and once."""
    group, last = signs[0], signs[-1]
    if signs.count(last) != 1 or group == last:
        return None
    whole, rest = text.split(last)
    parts = whole.split(group)
    groups = _grouped(parts) if len(parts) > 1 else None
    if groups is None:
        return None
    return Decimal(f"{groups[0]}.{rest}"), _ONE.scaleb(-len(rest)), True, None


def both_readings(first: Decimal, second: Decimal, sure: Decimal) -> tuple[Reading, ...]:
    """Two readings with the weight of the first."""
    return (_make(first, sure), _make(second, 1 - sure))
