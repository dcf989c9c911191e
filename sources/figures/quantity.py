"""Number phrases -> quantities: digits first, then a look around.

A phrase is a numeral (or number words) with its scale and unit. Hedges stand outside of it. Numbers that are
part of a time phrase, a name or a list are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from sources.figures.interval import COUNTS, quantity_of
from sources.figures.language import Language, fold_case
from sources.figures.numeral import NUMERAL, SPACED, STRAY, both_readings, parse_numeral
from sources.model import Hedge, Quantity, Reading

_ATTACHED = frozenset({"m", "k", "tr", "bn", "tn", "mn", "mln"})  # scales that are letters of other things too
_SURE = Decimal("0.9")
_LOOK_BACK = 48
_AMOUNT = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number phrase found in a text. `unit` is empty when none was written; `other` is the other reading."""

    start: int
    end: int
    value: Decimal
    place: Decimal
    scale: Decimal
    has_decimals: bool
    unit: str
    hedge: Hedge
    hedge_start: int
    other: tuple[Decimal, Decimal] | None = None
    value_max: Decimal | None = None
    per: Literal["day", "month", "year"] | None = None
    is_word: bool = False
    is_vague: bool = False
    has_scale: bool = False
    inherits: bool = False  # scale or unit come from the next number of a list or range

    def said(self, text: str) -> str:
        return text[self.start : self.end]

    def quantity(self, *, swap: bool = False) -> Quantity:
        """The quantity; with `swap`, of the other reading of an ambiguous sign."""
        if self.is_vague:
            return Quantity(
                value=self.value * 2,
                value_max=self.value * 10,
                unit=self.unit,
                hedge="range",
                comparator="range",
                low=self.value * 2,
                high=self.value * 10,
                high_open=True,
                soft_low=self.value * 2,
                soft_high=self.value * 10,
                precision=self.value,
            )
        value, place = self.other if swap and self.other else (self.value, self.place)
        readings: tuple[Reading, ...] = ()
        if self.other is not None:
            readings = both_readings(self.value * self.scale, self.other[0] * self.scale, 1 - _SURE if swap else _SURE)
        written = place * self.scale if (self.has_decimals or swap) else None
        return quantity_of(
            value * self.scale,
            unit=self.unit,
            hedge=self.hedge,
            value_max=self.value_max,
            precision=written,
            readings=readings,
        )


def find_phrases(
    text: str,
    language: Language,
    blocked: Sequence[tuple[int, int]] = (),
    nouns: re.Pattern[str] | None = None,
    noun_units: dict[str, str] | None = None,
) -> list[Phrase]:
    """Every number phrase of a text, in order. `blocked` are stretches that hold none (time phrases, names);
    `nouns` are further count nouns, matched where a number ends, and `noun_units` their units."""
    finder = _Finder(text, language, blocked, nouns, noun_units or {})
    return _join(text, language, finder.find())


class _Finder:
    """One look at one text."""

    def __init__(
        self,
        text: str,
        language: Language,
        blocked: Sequence[tuple[int, int]],
        nouns: re.Pattern[str] | None,
        noun_units: dict[str, str],
    ) -> None:
        self.text = text
        self.language = language
        self.taken = list(blocked)
        self.nouns = nouns
        self.noun_units = noun_units

    def find(self) -> list[Phrase]:
        found: list[Phrase] = []
        for pattern in (STRAY, SPACED, NUMERAL):
            for match in pattern.finditer(self.text):
                if self._is_free(match.start(), match.end()):
                    phrase = self._digits(match, is_loose=pattern is not NUMERAL)
                    if phrase is not None:
                        found.append(phrase)
                        self.taken.append((phrase.start, phrase.end))
        worded = (
            (self.language.vague, self._vague),
            (self.language.half_before, self._half),
            (self.language.number_words, self._words),
        )
        for pattern, read in worded:
            for match in pattern.finditer(self.text):
                if self._is_free(match.start(), match.end()):
                    phrase = read(match)
                    if phrase is not None:
                        found.append(phrase)
                        self.taken.append((phrase.start, phrase.end))
        return sorted(found, key=lambda phrase: phrase.start)

    def _is_free(self, start: int, end: int) -> bool:
        return not any(start < last and first < end for first, last in self.taken)

    def _unit(self, at: int) -> tuple[str, int] | None:
        """The unit written behind a number, and where it ends; a topic's nouns win over shorter ones."""
        match = self.language.unit.match(self.text, at)
        noun = self.nouns.match(self.text, at) if self.nouns else None
        if noun and (match is None or noun.end() >= match.end()):
            return self.noun_units[fold_case(noun["unit"])], noun.end()
        if match:
            return self.language.units[fold_case(match["unit"])], match.end()
        modified = self.language.modifier.match(self.text, at)
        return self._unit(modified.end()) if modified else None

    def _scale(self, at: int, has_currency: bool) -> tuple[Decimal, int] | None:
        match = self.language.scale.match(self.text, at)
        if match is None:
            return None
        word = fold_case(match["scale"])
        if word in _ATTACHED and not has_currency and match.start("scale") != at:
            return None
        return self.language.scales[word], match.end()

    def _digits(self, match: re.Match[str], *, is_loose: bool) -> Phrase | None:
        text, start, end = self.text, match.start(), match.end()
        before = text[max(0, start - _LOOK_BACK) : start]
        currency = self.language.currency_behind.search(before)
        plus = text[end : end + 1] == "+" and not text[end + 1 : end + 2].isdigit()
        after = end + plus
        scale, has_scale = Decimal(1), False
        scaled = self._scale(after, currency is not None)
        if scaled:
            scale, after, has_scale = scaled[0], scaled[1], True
        unit = self._unit(after)
        if is_loose and not (scaled or unit):
            return None
        unit_key = unit[0] if unit else ""
        if currency is not None:
            unit_key = self.language.units[fold_case(currency["unit"])]
            start -= len(before) - currency.start()
            before = text[max(0, start - _LOOK_BACK) : start]
            if unit and unit[0] == unit_key:
                after = unit[1]
        elif unit:
            after = unit[1]
        if not has_scale and not unit and currency is None:
            after = end + plus
        numeral = parse_numeral(match[0], self.language.decimal, is_count=unit_key in COUNTS, scale=scale)
        if numeral is None or self._is_name(before, end, bool(unit_key or has_scale)):
            return None
        value, place, other = numeral.value, numeral.place, numeral.other
        value, after, place, compound = self._compound(value, place, scale, after, unit_key)
        if compound:
            other = None
            if not unit_key:
                later = self._unit(after)
                if later:
                    unit_key, after = later
        if other is not None and unit_key in COUNTS and scale == 1:
            other = None
        per, after = self._per(after, unit_key)
        unit_key, after = self._per_unit(unit_key, after)
        if not unit_key and has_scale and scale >= _AMOUNT and self.language.code == "vi":
            unit_key = "VND"
        hedge, hedge_start = self._hedge(before, start, after, unit_key)
        if plus and hedge == "bare":
            hedge = "at_least"
        return Phrase(
            start=start,
            end=after,
            value=value,
            place=place,
            scale=scale,
            has_decimals=numeral.has_decimals,
            unit=unit_key,
            hedge=hedge,
            hedge_start=hedge_start,
            other=other,
            per=per,
            has_scale=has_scale,
        )

    def _compound(
        self, value: Decimal, place: Decimal, scale: Decimal, after: int, unit: str
    ) -> tuple[Decimal, int, Decimal, bool]:
        """ "1 tỷ 200 triệu", "1tr2", "một tỷ rưỡi": what more belongs to the number."""
        if scale == 1:
            return value, after, place, False
        half = self.language.half_after.match(self.text, after)
        if half:
            return value + Decimal("0.5"), half.end(), Decimal("0.1"), True
        glued = re.compile(r"(\d)(?!\d)").match(self.text, after)
        if glued and not unit:
            return value + Decimal(glued[1]) / 10, glued.end(), Decimal("0.1"), True
        more = re.compile(r"\s(\d{1,3})").match(self.text, after)
        if more and not unit:
            smaller = self._scale(more.end(), False)
            if smaller and smaller[0] < scale:
                part = Decimal(more[1]) * smaller[0] / scale
                return value + part, smaller[1], smaller[0] / scale, True
        return value, after, place, False

    def _half(self, match: re.Match[str]) -> Phrase | None:
        """ "nửa triệu vé", "half a million tickets": only in front of a scale."""
        return self._worded(match, Decimal("0.5")) if self._scale(match.end(), False) else None

    def _words(self, match: re.Match[str]) -> Phrase | None:
        value = _word_value(match[0], self.language)
        return None if value is None else self._worded(match, value)

    def _worded(self, match: re.Match[str], value: Decimal) -> Phrase | None:
        start, after = match.start(), match.end()
        scale, has_scale = Decimal(1), False
        with_half = self.language.half_after.match(self.text, after)
        if with_half and self._scale(with_half.end(), False):
            value, after = value + Decimal("0.5"), with_half.end()
        scaled = self._scale(after, False)
        if scaled:
            scale, after, has_scale = scaled[0], scaled[1], True
        half = self.language.half_after.match(self.text, after)
        if half and has_scale:
            value, after = value + Decimal("0.5"), half.end()
        unit = self._unit(after)
        if value == 0 or not (unit or has_scale or self._stands_alone(match, value)):
            return None
        unit_key = unit[0] if unit else ""
        after = unit[1] if unit else after
        before = self.text[max(0, start - _LOOK_BACK) : start]
        if self._is_name(before, match.end(), True):
            return None
        if not unit_key and scale >= _AMOUNT and self.language.code == "vi":
            unit_key = "VND"
        per, after = self._per(after, unit_key)
        hedge, hedge_start = self._hedge(before, start, after, unit_key)
        return Phrase(
            start=start,
            end=after,
            value=value,
            place=Decimal(1),
            scale=scale,
            has_decimals=False,
            unit=unit_key,
            hedge=hedge,
            hedge_start=hedge_start,
            per=per,
            is_word=True,
            has_scale=has_scale,
        )

    def _stands_alone(self, match: re.Match[str], value: Decimal) -> bool:
        """Number words that are nothing else in their language: "six" counts, "one" is a pronoun too, "năm" a year."""
        return self.language.code == "en" and value >= 2 and not match[0][0].isupper()

    def _vague(self, match: re.Match[str]) -> Phrase:
        base = self.language.magnitudes[fold_case(match["magnitude"])]
        after = match.end()
        scaled = self._scale(after, False)
        further = self.language.vague.match(self.text, after + 1)
        if scaled:
            base, after = base * scaled[0], scaled[1]
        elif further:
            base, after = base * self.language.magnitudes[fold_case(further["magnitude"])], further.end()
        unit = self._unit(after)
        unit_key = unit[0] if unit else ("VND" if base >= _AMOUNT and self.language.code == "vi" else "")
        return Phrase(
            start=match.start(),
            end=unit[1] if unit else after,
            value=base,
            place=base,
            scale=Decimal(1),
            has_decimals=False,
            unit=unit_key,
            hedge="range",
            hedge_start=match.start(),
            is_vague=True,
            is_word=True,
        )

    def _per(self, after: int, unit: str) -> tuple[Literal["day", "month", "year"] | None, int]:
        if unit not in COUNTS or unit in ("tickets", "people", "screenings"):
            for period, pattern in self.language.per.items():
                found = pattern.match(self.text, after)
                if found:
                    slash = self.text[after : found.end()].lstrip().startswith("/")
                    return period, found.end() if slash else after  # type: ignore[return-value]
        return None, after

    def _per_unit(self, unit: str, after: int) -> tuple[str, int]:
        if len(unit) == 3 and unit.isupper():
            for each, pattern in self.language.per_unit.items():
                found = pattern.match(self.text, after)
                if found:
                    return f"{unit}/{each}", found.end()
        return unit, after

    def _hedge(self, before: str, start: int, end: int, unit: str) -> tuple[Hedge, int]:
        match = self.language.hedge_behind.search(before)
        if match:
            if unit in self.language.across_units and self.language.across.fullmatch(match["hedge"]):
                return "bare", start
            hedge = self.language.hedges[fold_case(match["hedge"])]
            if hedge != "bare":
                return hedge, start - (len(before) - match.start("hedge"))
        later = self.language.hedge_after.match(self.text, end)
        if later and not re.match(r"\s*\d", self.text[later.end() :]):
            return ("at_least" if later["plus"] else self.language.hedges_after[fold_case(later["hedge"])]), start
        return "bare", start

    def _is_name(self, before: str, end: int, has_unit: bool) -> bool:
        """A number that belongs to a name, a road, a storm, an age or a score."""
        if self.language.not_after.match(self.text, end):
            return True
        if self.language.not_before.search(before):
            return not has_unit or bool(re.search(r"số\s*$", before)) or before.rstrip().endswith(("-", ".", "No"))
        if self.language.place_behind.search(before):
            return False
        last = before.split()[-1:] if before[-1:].isspace() else []
        return (
            not has_unit
            and bool(last)
            and last[0][0].isupper()
            and len(before.split()) > 1
            and self.text[end : end + 1] != "%"
        )


def _word_value(text: str, language: Language) -> Decimal | None:
    """ "hai mươi lăm" -> 25, "one hundred and five" -> 105, "ba mươi" -> 30."""
    total, current = 0, 0
    seen = False
    if not any(word in language.words for word in re.split(r"[\s-]+", text.lower())):
        return None
    for word in re.split(r"[\s-]+", text.lower()):
        if word in ("and", "lẻ", "linh"):
            continue
        if word in language.multipliers:
            current = (current or 1) * language.multipliers[word]
            if language.multipliers[word] >= 100:
                total, current = total + current, 0
            else:
                total, current = total + current, 0
            seen = True
        elif word in language.words:
            number = language.words[word]
            if current and (number >= 10 or current % 10):
                return None
            current += number
            seen = True
        else:
            return None
    return Decimal(total + current) if seen else None


def _join(text: str, language: Language, found: list[Phrase]) -> list[Phrase]:
    """Ranges become one phrase; numbers of a list take scale and unit from the last of it."""
    joined: list[Phrase] = []
    for phrase in reversed(found):
        if not joined:
            joined.append(phrase)
            continue
        following = joined[-1]
        between = text[phrase.end : following.start]
        lacks = not phrase.unit and not phrase.has_scale and not phrase.is_vague
        if _is_range(text, language, phrase, following, between):
            joined[-1] = _range(phrase, following, inherits=lacks)
        elif lacks and (following.unit or following.has_scale) and _is_list(language, text, phrase, following):
            joined.append(
                replace(
                    phrase,
                    unit=following.unit,
                    scale=following.scale,
                    has_scale=following.has_scale,
                    inherits=True,
                )
            )
        elif phrase.has_scale and not phrase.unit and following.unit and language.joiner.fullmatch(between):
            joined.append(replace(phrase, unit=following.unit, inherits=True))
        else:
            joined.append(phrase)
    return joined[::-1]


def _is_list(language: Language, text: str, phrase: Phrase, following: Phrase) -> bool:
    gap = text[phrase.end : following.start if following.hedge_start == following.start else following.hedge_start]
    return language.joiner.fullmatch(gap) is not None


def _is_range(text: str, language: Language, first: Phrase, second: Phrase, between: str) -> bool:
    if first.is_vague or second.is_vague or second.value_max is not None or second.hedge_start != second.start:
        return False
    if first.unit and second.unit and first.unit != second.unit:
        return False
    if not language.range_between.fullmatch(between):
        return False
    word = between.strip().lower()
    if word in ("and", "đến", "tới", "to"):
        opened = language.range_opening.search(text[max(0, first.start - 20) : first.start]) is not None
        if word == "and" and not (opened and text[: first.start].rstrip().lower().endswith("between")):
            return False
        if word in ("to", "đến", "tới") and not opened and (first.unit and first.unit != second.unit):
            return False
    scale = second.scale if not first.has_scale else first.scale
    return first.value * scale < second.value * second.scale


def _range(first: Phrase, second: Phrase, *, inherits: bool) -> Phrase:
    scale = second.scale if not first.has_scale else first.scale
    return replace(
        second,
        start=first.start,
        value=first.value,
        scale=scale,
        place=first.place,
        has_decimals=first.has_decimals,
        value_max=second.value * second.scale,
        hedge="range",
        hedge_start=first.hedge_start,
        other=None,
        has_scale=True,
        inherits=inherits,
    )
