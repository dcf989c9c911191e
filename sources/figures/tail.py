"""What stands behind a number: its scale and unit, the rest of a compound, and what it is per."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from sources.figures.interval import COUNTS
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.passage import Passage
from sources.figures.phrase import ONE, Per

_ATTACHED: Final = frozenset({"m", "k", "b", "t", "tr", "bn", "tn", "mn", "mln"})  # letters of other things too
_SIGNS: Final = frozenset({".", ",", "-"})  # between the digits of a number
_QUIET: Final = frozenset(["", *'.,;:)]”"!?…'])  # behind which nothing more belongs to a number
_GLUED: Final = re.compile(r"(\d)(?!\d)")
_SMALLER: Final = re.compile(r"\s(\d{1,3})(?!\d)")
_PER_ALL: Final = frozenset({"tickets", "people", "screenings"})  # the counts that are told by the day


# The scale behind a number (None without one), where it ends, the unit behind that ("" without one), and its end.
Measure = tuple[Decimal | None, int, str, int]


class Tail:
    """One look at what stands behind the numbers of a text. `nouns` are further count nouns, and `noun_units` their
    units."""

    __slots__ = ("language", "low", "noun_units", "nouns", "text")

    def __init__(
        self, passage: Passage, language: Language, nouns: re.Pattern[str] | None, noun_units: Mapping[str, str]
    ) -> None:
        self.text = passage.text
        self.low = passage.low
        self.language = language
        self.nouns = nouns
        self.noun_units = noun_units

    def measure(self, at: int, has_currency: bool, said: str) -> Measure:
        """Scale and unit behind a number that ends at a place and is written so; with a currency in front even a
        single letter is a scale."""
        found = self.language.measure.match(self.low, at)
        if found is None or found.lastindex is None:
            unit = self._other_unit(at, None)
            return (None, at, unit[0], unit[1]) if unit else (None, at, "", at)
        word, larger, letters, sign = found.groups()
        scale: Decimal | None = None
        after = at
        if word is not None:
            if larger is not None or word in _ATTACHED:
                if not has_currency and self._is_of_name(at):
                    return (None, at, "", at)
                scaled = self.scale(at, has_currency, said)
                if scaled is not None:
                    scale, after = scaled
                unit = self.unit(after)
                return (scale, after, unit[0], unit[1]) if unit else (scale, after, "", after)
            scales = self.language.scales
            scale = scales[word] if word in scales else scales[fold_case(word)]
            after = found.end(1)
        name = letters or sign
        if name is None or self.nouns is not None:
            unit = self._other_unit(after, found if name else None)
            if unit is not None:
                return (scale, after, unit[0], unit[1])
            if name is None:
                return (scale, after, "", after)
        units = self.language.units
        return (scale, after, units[name] if name in units else units[fold_case(name)], found.end())

    def unit(self, at: int) -> tuple[str, int] | None:
        """The unit written behind a number, and where it ends; a topic's nouns win over shorter ones."""
        match = self.language.unit.match(self.low, at)
        other = self._other_unit(at, match)
        if other is not None or match is None:
            return other
        return self.language.units[fold_case(match["unit"] or match["sign"])], match.end()

    def _other_unit(self, at: int, match: re.Match[str] | None) -> tuple[str, int] | None:
        """A topic's noun that is no shorter than the unit of the language, else what stands behind a modifier."""
        noun = self.nouns.match(self.low, at) if self.nouns else None
        if noun and (match is None or noun.end() >= match.end()):
            return self.noun_units[fold_case(noun["unit"])], noun.end()
        if match is not None:
            return None
        modified = self.language.modifier.match(self.low, at)
        return self.unit(modified.end()) if modified else None

    def scale(self, at: int, has_currency: bool, said: str) -> tuple[Decimal, int] | None:
        match = self.language.scale.match(self.low, at)
        if match is None:
            return None
        word = match["scale"]
        if word in _ATTACHED and not has_currency:
            if match.start("scale") != at and self.text[match.start("scale")].islower():
                return None
            if word in ("m", "t", "b") and not self._is_million(match, said):
                return None
        size = self.language.scales[fold_case(word)]
        end = match.end()
        while (larger := self.language.scale.match(self.low, end)) is not None:
            more = self.language.scales[fold_case(larger["scale"])]
            if more <= size or larger["scale"] in _ATTACHED:
                break
            size, end = size * more, larger.end()
        return size, end

    def _is_million(self, match: re.Match[str], said: str) -> bool:
        """ "3.2m people" and "3M" are millions, "a 3m wall" and "chạy 10.000m" are of metres."""
        if self.text[match.start("scale")].isupper():
            return True
        is_decimal = "." in said and self.language.decimal == "."
        return self.unit(match.end()) is not None or match["scale"] != "m" or is_decimal

    def _is_of_name(self, at: int) -> bool:
        """ "2M TV", "the 4K Ultra": a digit with a capital, in front of another capital, is a name."""
        if not self.text[at : at + 1].isupper() or not self.text[at + 2 : at + 3].isupper():
            return False
        front = self.text[max(0, at - 2) : at - 1]  # of its only digit
        return self.text[at + 1] == " " and not (front.isalnum() or front in _SIGNS) and self.unit(at + 1) is None

    def is_counted(self, end: int) -> bool:
        """Whether a scale or a unit follows."""
        return (
            self.language.scale.match(self.low, end) is not None
            or self.language.unit.match(self.low, end) is not None
            or (self.nouns is not None and self.nouns.match(self.low, end) is not None)
        )

    def goes_on(self, at: int) -> bool:
        """Whether a half, a hedge or what it is per may follow a number with its unit: most end there."""
        return self.low[at : at + 1] not in _QUIET and self.language.further.match(self.low, at) is not None

    def half(self, value: Decimal, after: int) -> tuple[Decimal, int]:
        """ "2 tháng rưỡi", "two months and a half": the number with its half, and where that ends."""
        half = self.language.words.half_after.match(self.low, after)
        return (value + Decimal("0.5"), half.end()) if half is not None else (value, after)

    def compound(
        self, value: Decimal, place: Decimal, scale: Decimal, after: int, unit: str
    ) -> tuple[Decimal, int, Decimal, bool]:
        """ "1 tỷ 200 triệu", "1tr2", "2 tỷ rưỡi": what more belongs to the number."""
        half = self.language.words.half_after.match(self.low, after)
        if half:
            return value + Decimal("0.5"), half.end(), Decimal("0.1"), True
        if unit:
            return value, after, place, False
        glued = _GLUED.match(self.low, after)
        if glued:
            return value + Decimal(glued[1]) / 10, glued.end(), Decimal("0.1"), True
        added = False
        while (more := _SMALLER.match(self.low, after)) is not None:
            smaller = self.language.scale.match(self.low, more.end())
            size = self.language.scales[fold_case(smaller["scale"])] if smaller else ONE
            if smaller is None or size >= place * scale or size < 100 or Decimal(more[1]) * size >= place * scale:
                break
            value, place = value + Decimal(more[1]) * size / scale, size / scale
            after, added = smaller.end(), True
        return value, after, place, added

    def coins(self, value: Decimal, after: int) -> tuple[Decimal, int] | None:
        """ "5 dollars and 20 cents": the amount with its hundredths, and where they end."""
        coins = self.language.subunit.match(self.low, after)
        return (value + Decimal(coins["count"]) / 100, coins.end()) if coins else None

    def per(self, after: int, unit: str) -> Per | None:
        if unit not in COUNTS or unit in _PER_ALL:
            found = self.language.per.match(self.low, after)
            if found:
                return found.lastgroup  # type: ignore[return-value]
        return None

    def per_unit(self, unit: str, after: int) -> tuple[str, int]:
        """The unit, or the rate that it is of, and where it ends."""
        found = self.language.per_unit.match(self.low, after) if is_money(unit) else None
        return (f"{unit}/{found.lastgroup}", found.end()) if found else (unit, after)
