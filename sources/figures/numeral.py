"""Digits to exact numbers: groups, decimal signs, and what to do when a sign could be either.

"1.234,5" and "1,234.5" decide themselves. "3.100" and "551,768" do not: the language's habit, the scale word,
the unit and the size decide, and both readings are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sources.model import Reading

# A numeral: digits, with groups or one decimal part. A stray space behind a comma is taken in only where
# quantity.py finds a scale or unit behind it.
_START = r"(?:(?<![\w.,])|(?<=[A-ZĐ]{3}))"  # "VND1,900" has its currency glued on
NUMERAL = re.compile(_START + r"\d+(?:[.,\u00a0\u2009\u202f]\d+)*(?!\d)")
STRAY = re.compile(_START + r"\d{1,3}, \d{1,3}(?!\d|[.,]\d)")
SPACED = re.compile(_START + r"\d{1,3}(?: \d{3})+(?![\d])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. `place` is the size of its last written decimal (1 for whole numbers);
    `other` is what it would be with the other meaning of its only sign, and its place."""

    value: Decimal
    place: Decimal
    has_decimals: bool
    other: tuple[Decimal, Decimal] | None = None


def parse_numeral(text: str, decimal: str, *, is_count: bool, scale: Decimal) -> Numeral | None:
    """The number that digits and signs write, or None when the groups fit no convention (a phone number).

    `decimal` is the language's decimal sign; `is_count` says that the unit counts whole things;
    `scale` is the size of the scale word behind it.
    """
    text = re.sub(r"[\s\u00a0\u2009\u202f]", "", text)
    if text.isdigit():
        if len(text) > 1 and text[0] == "0":
            return None
        return Numeral(Decimal(text), Decimal(1), False)
    signs = [sign for sign in text if not sign.isdigit()]
    if len(set(signs)) == 2:
        return _mixed(text, signs)
    parts = text.split(signs[0])
    if len(parts) > 2:
        if len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]):
            return Numeral(Decimal("".join(parts)), Decimal(1), False)
        return None
    whole, rest = parts
    as_decimal = Decimal(f"{whole}.{rest}")
    place = Decimal(1).scaleb(-len(rest))
    if len(rest) != 3 or len(whole) > 3 or whole == "0":
        return Numeral(as_decimal, place, True)
    as_groups = Decimal(whole + rest)
    grouped = signs[0] != decimal
    if not grouped and is_count and scale == 1:
        # Whole things have no fractions: "5,253 vé" in a Vietnamese text is in English groups.
        grouped = True
    if grouped:
        return Numeral(as_groups, Decimal(1), False, (as_decimal, place))
    return Numeral(as_decimal, place, True, (as_groups, Decimal(1)))


def _mixed(text: str, signs: list[str]) -> Numeral | None:
    """Groups by one sign, decimals by the other, which then comes last and once."""
    group, last = signs[0], signs[-1]
    if signs.count(last) != 1 or group == last:
        return None
    whole, rest = text.split(last)
    parts = whole.split(group)
    if len(parts[0]) > 3 or any(len(part) != 3 for part in parts[1:]):
        return None
    return Numeral(Decimal("".join(parts) + "." + rest), Decimal(1).scaleb(-len(rest)), True)


def both_readings(first: Decimal, second: Decimal, sure: Decimal) -> tuple[Reading, ...]:
    """Two readings with the weight of the first."""
    return (Reading(value=first, weight=sure), Reading(value=second, weight=1 - sure))
