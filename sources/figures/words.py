"""Numbers that are spelled out: "hai trăm linh năm nghìn", "two and a half million", "ba phần tư", "half a million".

One grammar for both languages; what the words are worth stands in the tables. A group below a thousand is built from
ones, tens and multipliers ("mươi", "hundred"); scales close a group, each smaller than the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sources.figures.lexicon import alternatives, fold_case

HALF: Final = Decimal("0.5")
_DIGITS: Final = re.compile(r"\d+")
_WHOLE: Final = re.compile(r"\d+(?!\w)")
_ONE: Final = Decimal(1)
_GAP: Final = re.compile(r"[\s-]+")


class Spelled(NamedTuple):
    """A number that was spelled out. `place` is what one of its last written place is worth; `words` how many words
    it took; `scale` its largest scale word (1 without any)."""

    value: Decimal
    end: int
    place: Decimal
    words: int
    scale: Decimal
    is_fraction: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One language's number words."""

    ones: Mapping[str, int]
    multipliers: Mapping[str, int]
    scales: Mapping[str, Decimal]
    joiners: frozenset[str]  # "and", "linh": stand inside of a number and are worth nothing
    points: frozenset[str]  # "point", "phẩy"
    articles: frozenset[str]  # "a": one, in front of a multiplier, a scale or a fraction
    last_is_tenth: bool  # "một triệu hai" is 1.2 million: a last digit counts tenths of what it stands behind
    shy: frozenset[str]  # words that mean something else at the end of a number: "mười năm" is ten years
    never_first: frozenset[str]
    divider: str  # "phần" of "hai phần ba"
    parts: Mapping[str, int]  # "thirds"
    needs_of: frozenset[str]  # parts that count something else without "of" behind them: "a third"
    of: re.Pattern[str]
    half_before: re.Pattern[str]
    half_after: re.Pattern[str]
    half_alone: re.Pattern[str]
    and_half: re.Pattern[str]
    token: re.Pattern[str]
    more: re.Pattern[str]  # whatever may go on a number behind its first word

    def read(self, low: str, at: int) -> Spelled | None:
        """The number that is spelled out at a place of a text in lower case."""
        first = self.token.match(low, at)
        if first is not None and self.more.match(low, first.end()) is None:
            number = self.ones.get(first["word"])  # one word and no more: so it is with most
            if number is not None:
                return (
                    None if first["word"] in self.never_first else Spelled(Decimal(number), first.end(), _ONE, 1, _ONE)
                )
        half = self.half_before.match(low, at)
        if half:
            scaled = self._scales(low, half.end())
            if scaled is not None:
                return Spelled(HALF * scaled[0], scaled[1], scaled[0] / 10, 2, scaled[0])
        alone = self.half_alone.match(low, at)
        if alone:
            return Spelled(HALF, alone.end(), HALF, 1, Decimal(1), is_fraction=True)
        return self._number(low, at)

    def _number(self, low: str, at: int) -> Spelled | None:
        total, group, place = Decimal(0), 0, Decimal(1)
        last_scale: Decimal | None = None
        largest = Decimal(1)
        last_multiplier = 1
        count, end = 0, at
        joined = has_group = False
        behind = tail = Decimal(0)  # the hundred or scale right before, and the last digit where it stands behind one
        position = at
        while (found := self.token.match(low, position)) is not None:
            word = fold_case(found["word"])
            if word in self.ones:
                number = self.ones[word]
                if word in self.never_first and not count:
                    break
                if word in self.shy and count and not joined and not self._multiplied(low, found.end()):
                    break
                if not _fits(group, number, has_group, last_multiplier):
                    break
                group, has_group, last_multiplier = group + number, True, 1
                tail = Decimal(number) if number < 10 and behind and not joined else Decimal(0)
                if not tail:
                    behind = Decimal(0)
            elif word in self.multipliers:
                size = self.multipliers[word]
                below = group % (100 if size >= 100 else 10)
                if not has_group:
                    if count or self._scales(low, found.end()) is None:
                        break  # "trăm tỷ" is a hundred billions; "trăm" alone is none of our numbers
                    group = below = 1
                elif group - below and size >= 100:
                    break
                if below == 0 and group:
                    break
                group, has_group, last_multiplier = group - below + below * size, True, size
                behind, tail = Decimal(size if size >= 100 else 0), Decimal(0)
            elif word in self.scales:
                found_scale = self._scales(low, position)
                if found_scale is None:
                    break
                scale, after = found_scale
                if not has_group and (count or (scale == self.scales[word] and " " not in word)):
                    break  # "nghìn tỷ" is a thousand billions; "nghìn" alone is none of our numbers
                if last_scale is not None and scale >= last_scale:
                    break
                total += (group if has_group else 1) * scale
                group, has_group, joined = 0, False, False
                last_scale, place = scale, scale
                behind, tail = scale, Decimal(0)
                largest = max(largest, scale)
                count += 1
                end = after
                position = _gap(low, after)
                half = self.half_after.match(low, after) or self.and_half.match(low, after)
                if half:
                    return Spelled(total + scale * HALF, half.end(), scale / 10, count + 1, largest)
                continue
            elif word in self.joiners:
                if not count or joined:
                    break
                half = self.and_half.match(low, end)
                if half and has_group:
                    return self._with_half(low, total + group, half.end(), count)
                joined = True
                position = _gap(low, found.end())
                continue
            elif word in self.points:
                decimals = self._decimals(low, _gap(low, found.end()))
                if not count or not has_group or decimals is None:
                    break
                return self._with_decimals(low, total + group, decimals, count)
            elif word in self.articles:
                if count or not self._opens(low, _gap(low, found.end())):
                    break
                group, has_group = 1, True
            else:
                break
            joined = False
            count += 1
            end = found.end()
            position = _gap(low, end)
            if position == end:
                break
        if not count:
            return None
        if tail and self.last_is_tenth:
            return Spelled(total + group - tail + tail * behind / 10, end, behind / 10, count, largest)
        value = total + group
        share = self._share(low, value, end, last_multiplier)
        if share is not None:
            return share
        if count == 1 and low[at:end] in self.articles:
            return None
        half = self.half_after.match(low, end)
        if half and last_multiplier >= 100 and not total:
            return Spelled(value + last_multiplier * HALF, half.end(), Decimal(last_multiplier) / 10, count, largest)
        if half and has_group and not total:
            return self._with_half(low, value, half.end(), count)
        return Spelled(value, end, place if not has_group else Decimal(1), count, largest)

    def _with_half(self, low: str, whole: Decimal, end: int, count: int) -> Spelled:
        value = whole + HALF
        scaled = self._scales(low, _gap(low, end))
        if scaled is None:
            return Spelled(value, end, Decimal("0.1"), count + 2, Decimal(1))
        return Spelled(value * scaled[0], scaled[1], scaled[0] / 10, count + 3, scaled[0])

    def _decimals(self, low: str, at: int) -> tuple[str, int] | None:
        """ "two point five", "hai phẩy 23": the digits behind the point."""
        digits = _DIGITS.match(low, at)
        if digits:
            return digits[0], digits.end()
        held, end = "", at
        while (found := self.token.match(low, at)) is not None and self.ones.get(fold_case(found["word"]), 10) < 10:
            held += str(self.ones[fold_case(found["word"])])
            end = found.end()
            at = _gap(low, end)
            if at == end:
                break
        return (held, end) if held else None

    def _with_decimals(self, low: str, whole: Decimal, decimals: tuple[str, int], count: int) -> Spelled:
        value = Decimal(f"{whole}.{decimals[0]}")
        place = Decimal(1).scaleb(-len(decimals[0]))
        scaled = self._scales(low, _gap(low, decimals[1]))
        size, end = scaled if scaled else (Decimal(1), decimals[1])
        return Spelled(value * size, end, place * size, count + 2, size)

    def _scales(self, low: str, at: int) -> tuple[Decimal, int] | None:
        """A scale word and the larger ones right behind it, multiplied: "nghìn tỷ"."""
        size, end = Decimal(1), at
        position = at
        last = Decimal(0)
        while (found := self.token.match(low, _gap(low, position))) is not None:
            word = fold_case(found["word"])
            scale = self.scales.get(word)
            if scale is None or scale <= last or (last and last < 100):
                break
            size, last, end = size * scale, scale, found.end()
            position = end
        return (size, end) if end > at else None

    def _multiplied(self, low: str, at: int) -> bool:
        found = self.token.match(low, _gap(low, at))
        word = fold_case(found["word"]) if found else ""
        return word in self.multipliers or word in self.scales

    def _opens(self, low: str, at: int) -> bool:
        found = self.token.match(low, at)
        if found is None:
            return False
        word = fold_case(found["word"])
        if word in self.multipliers or word in self.scales:
            return True
        return word in self.parts

    def _share(self, low: str, value: Decimal, end: int, last_multiplier: int) -> Spelled | None:
        """ "two thirds", "ba phần tư", "a third of"."""
        found = self.token.match(low, _gap(low, end))
        if found is None or not value or last_multiplier > 10:
            return None
        word = fold_case(found["word"])
        if word == self.divider:
            digits = _WHOLE.match(low, _gap(low, found.end()))
            if digits:
                return _fraction(value, int(digits[0]), digits.end())
            below = self.token.match(low, _gap(low, found.end()))
            part = self.ones.get(fold_case(below["word"]), 0) if below else 0
            return _fraction(value, part, below.end()) if below and part > 1 else None
        part = self.parts.get(word, 0)
        is_said = value > 1 or word not in self.needs_of or low[end : end + 1] == "-" or self.of.match(low, found.end())
        if part and is_said and value < part:
            return _fraction(value, part, found.end())
        return None


def _fraction(value: Decimal, part: int, end: int) -> Spelled | None:
    if part < 2:
        return None
    share = value / part
    return Spelled(share, end, Decimal(1) / part, 2, Decimal(1), is_fraction=True)


def _fits(group: int, number: int, has_group: bool, last_multiplier: int) -> bool:
    """Whether a number continues a group: ones behind tens, anything below a hundred behind hundreds."""
    if not has_group or (last_multiplier >= 100 and group % 100 == 0):
        return True
    if number >= 10:
        return group % 100 == 0 and group > 0
    return group > 0 and group % 10 == 0


def _gap(low: str, at: int) -> int:
    found = _GAP.match(low, at)
    return found.end() if found and found.end() - at <= 3 else at


def number_words(table: Mapping[str, Any], scales: Mapping[str, Decimal]) -> NumberWords:
    """The number words of a language's tables."""
    spelled = table["spelled"]
    long_scales = {word: size for word, size in scales.items() if len(word) > 2 or not word.isascii()}
    ones = {fold_case(word): number for word, number in table["words"].items()}
    multipliers = {fold_case(word): number for word, number in table["multipliers"].items()}
    parts = {fold_case(word): number for word, number in spelled["parts"].items()}
    held = {
        *ones,
        *multipliers,
        *long_scales,
        *parts,
        *spelled["joiners"],
        *spelled["points"],
        *spelled["articles"],
        *([spelled["divider"]] if spelled["divider"] else []),
    }
    half = table["half"]
    halves = [word for forms in half.values() for word in forms]
    halves += [rest for word in halves if (rest := word.partition(" ")[2])]
    return NumberWords(
        ones=ones,
        multipliers=multipliers,
        scales=long_scales,
        joiners=frozenset(spelled["joiners"]),
        points=frozenset(spelled["points"]),
        articles=frozenset(spelled["articles"]),
        last_is_tenth=spelled["last_is_tenth"],
        shy=frozenset(spelled["shy"]),
        never_first=frozenset(spelled["never_first"]),
        divider=spelled["divider"],
        parts=parts,
        needs_of=frozenset(spelled["needs_of"]),
        of=re.compile(rf"\s+(?:{alternatives(spelled['of'])})(?!\w)"),
        half_before=re.compile(rf"(?:{alternatives(half['before'])})(?!\w)"),
        half_after=re.compile(rf"\s+(?:{alternatives(half['after'])})(?!\w)"),
        half_alone=re.compile(rf"(?:{alternatives(half['alone'])})(?!\w)"),
        and_half=re.compile(rf"\s+(?:{alternatives(half['and'])})(?!\w)"),
        token=re.compile(rf"(?P<word>{alternatives(held)})(?!\w)"),
        more=re.compile(rf"[\s-]+(?:{alternatives([*held, *halves])})(?!\w)"),
    )
