"""Number phrases of a text: digits first, then a look around.

A phrase is a numeral (or number words) with its scale and unit. Hedges stand outside of it. Numbers that are part of a
time phrase, a name or a list are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from sources.figures.front import Front
from sources.figures.interval import COUNTS, TIMES, is_counted
from sources.figures.joining import is_money, join
from sources.figures.language import Language
from sources.figures.measures import NO_FIGURE
from sources.figures.numeral import NUMERAL, PHONE, PLAIN, STRAY, parse_numeral
from sources.figures.passage import DIGITS, Passage
from sources.figures.phrase import ONE, Per, Phrase
from sources.figures.tail import Tail
from sources.figures.worded import Worded
from sources.model import Hedge

_LONGEST: Final = 36  # digits and signs of a number that anybody writes
_PARTS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅛": "0.125"}
_THIRDS: Final = {"⅓": 1, "⅔": 2}
_FRACTIONS: Final = frozenset([*_PARTS, *_THIRDS])
_GROUPING: Final = frozenset(" \u00a0\u2009\u202f'’")  # may stand between the groups of one number
_FRACTION: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_SCORE: Final = re.compile(r"(\d{1,2})[-–](\d{1,2})(?![\d/.,%–-])")
_STRAYED: Final = re.compile(r"\d{1,3}, \d{1,3}")
_LATER_AGE: Final = re.compile(r"(?:\s(?:to|đến|tới|(?P<and>and))\s|\s?[-–]\s?)\d{1,3}(?![\d%.,]\d|\d|%)")
_WORD: Final = re.compile(r"[^\W\d_]+")


def find_phrases(
    passage: Passage,
    language: Language,
    blocked: Sequence[tuple[int, int]] = (),
    nouns: re.Pattern[str] | None = None,
    noun_units: Mapping[str, str] | None = None,
    owners: frozenset[int] = frozenset(),
) -> list[Phrase]:
    """Every number phrase of a text, in order. `blocked` are stretches that hold none (time phrases, names);
    `nouns` are further count nouns, matched where a number ends, and `noun_units` their units;
    `owners` are the ends of names that may own a number of a list right behind them."""
    found = _Finder(passage, language, blocked, nouns, noun_units or {}, owners).find()
    if len(found) > 1:
        found = join(passage, language, found)
    return [phrase for phrase in found if not phrase.is_weak or phrase.unit or phrase.has_scale]


_SEQUEL: Final = 10  # below this a number right behind a name may be a part of it
_LISTED: Final = 48  # characters between two numbers of a list


class _Finder:
    """One look at one text."""

    def __init__(
        self,
        passage: Passage,
        language: Language,
        blocked: Sequence[tuple[int, int]],
        nouns: re.Pattern[str] | None,
        noun_units: Mapping[str, str],
        owners: frozenset[int],
    ) -> None:
        self.owners = owners
        self.counted = -1  # where the last number with a unit ends
        self.text = passage.text
        self.low = passage.low
        self.back = passage.back
        self.marks = passage.marks
        self.size = len(passage.text)
        self.language = language
        self.blocked = sorted(blocked)
        self.front = Front(passage, language)
        self.tail = Tail(passage, language, nouns, noun_units)
        self.passage = passage
        self.worded: Worded | None = None
        self.last_end = -1

    def find(self) -> list[Phrase]:
        found: list[Phrase] = []
        at = 0
        low = self.low
        blocked = iter(self.blocked)
        first, last = next(blocked, (self.size + 1, self.size + 1))
        only_times = self.language.only_times
        for start, end, word in self.marks:
            if start < at or word in only_times:
                continue
            while start >= last:
                first, last = next(blocked, (self.size + 1, self.size + 1))
            if start >= first:
                at = last
                continue
            if word != DIGITS:
                if self.worded is None:
                    self.worded = Worded(self.passage, self.language, self.front, self.tail)
                phrase = self.worded.phrase(start, word)
            elif low[start] in _FRACTIONS:
                phrase = self._sign_part(start)
            else:
                phrase, at = self._digits(start, end, first)
            if phrase is not None:
                found.append(phrase)
                self.last_end = at = phrase.end
                self.counted = at if is_counted(phrase.unit) or self._is_owned(phrase.start) else self.counted
        return found

    def _digits(self, start: int, end: int, limit: int) -> tuple[Phrase | None, int]:
        """The phrase at digits, and where to look on. `limit` is where a stretch begins that holds none."""
        low = self.low
        after = low[end : end + 1]
        if (low[start] == "0" or (after == " " and end == start + 4) or low[start - 1 : start] == "+") and (
            phone := PHONE.match(low, start)
        ):
            return None, phone.end()
        if end > limit or (after in _GROUPING and low[end + 1 : end + 2].isdigit()):
            end = self._end_of_groups(start, limit)
            after = low[end : end + 1]
        elif after == "," and low.startswith(", ", end):
            end = self._end_of_stray(start, end)
            after = low[end : end + 1]
        said = low[start:end]
        if len(said) > _LONGEST:
            return None, end
        if after.isalpha() or low.startswith(self.language.ordinal_signs, max(0, start - 4)):
            ordinal = self._ordinal(said, start, end)
            if ordinal is not None:
                return ordinal, ordinal.end
        kinds = self.front.kinds(start)
        if not kinds or "c" not in kinds:
            begin, sign, currency = start, "", None
        else:
            first, sign, currency = self.front.glued(start, self.last_end)
            if first is None:
                return None, end
            begin = first
            if begin != start:
                kinds = self.front.kinds(begin)
            if sign == ".":
                said = "0." + said
        if after == " ":
            pass
        elif after == "-" or after == "–":
            score = _SCORE.match(low, start)
            if score and self._is_score(score):
                return None, score.end()
        elif after == "/" and (slash := _FRACTION.match(low, start)) and not self._counts_out_of(slash):
            return self._fraction(slash, begin)
        return self._amount(said, begin, end, currency, kinds, sign == "-")

    def _counts_out_of(self, slash: re.Match[str]) -> bool:
        """ "35/52 người": so many of so many, since nobody counts parts of people."""
        unit = self.tail.measure(slash.end(), has_currency=False, said=slash[2])[2]
        return unit in COUNTS and int(slash[1]) < int(slash[2])

    def _end_of_groups(self, start: int, limit: int) -> int:
        """Where a number ends whose groups may be parted by spaces: "12 500 tấn"."""
        low = self.low
        match = NUMERAL.match(low, start, limit) if limit < self.size else NUMERAL.match(low, start)
        assert match is not None
        if match[0].count(" ") == 1 and not self.tail.is_counted(match.end()):
            match = PLAIN.match(low, start)
            assert match is not None
        elif " " not in match[0] and low.startswith(", ", match.end()):
            return self._end_of_stray(start, match.end())
        return match.end()

    def _end_of_stray(self, start: int, end: int) -> int:
        """ "505, 588 tỷ" is one number with a space in its decimals, "10, 20 tỷ" are two, and so are "44 chết, 279
        mất tích" that a headline leaves a word out of: nobody puts a space between thousands."""
        said = self.low[start:end]
        stray = STRAY.match(self.low, end) if self.language.decimal == "," else None
        if stray is None or not said.isdecimal() or len(said) > 3 or not self.tail.is_counted(stray.end()):
            return end
        scale, _, unit, _ = self.tail.measure(stray.end(), has_currency=False, said=said)
        if scale is None and unit in COUNTS:
            return end
        second = stray[0][2:]
        if second.endswith("0") and said.endswith("0") and int(second) > int(said):
            return end
        whole = _STRAYED.match(self.low, start)
        return whole.end() if whole is not None else end

    def _ordinal(self, said: str, start: int, end: int) -> Phrase | None:
        """ "6th day", "ngày ra rạp thứ 12": so many days."""
        if len(said) > 3 or not said.isdecimal():
            return None
        if self.low[end : end + 1].isalpha() and (after := self.language.ordinal_after.match(self.low, end)):
            return Phrase(start, after.end(), Decimal(said), ONE, ONE, False, "days", "bare", start, is_word=True)
        if not self.low.startswith(self.language.ordinal_signs, max(0, start - 4)):
            return None
        behind = self.language.ordinal_behind.match(self.back, self.size - start)
        if behind is None:
            return None
        first = self.size - behind.end("sign")
        return Phrase(first, end, Decimal(said), ONE, ONE, False, "days", "bare", first, is_word=True)

    def _is_score(self, score: re.Match[str]) -> bool:
        """ "3-1": the first is larger, or somebody won by it, and nothing is counted."""
        falls = int(score[1]) >= int(score[2])
        won = self.language.score_behind.match(self.back, self.size - score.start())
        return bool(falls or won) and not self.tail.is_counted(score.end())

    def _amount(
        self, said: str, start: int, end: int, currency: str | None, kinds: str, is_negative: bool
    ) -> tuple[Phrase | None, int]:
        language, low, tail = self.language, self.low, self.tail
        sign = low[end : end + 1]
        plus = sign == "+" and not low[end + 1 : end + 2].isdigit()
        after = end + plus
        part = _PARTS.get(sign)
        if part:
            after = end + 1
        elif sign == " " and low[end + 1 : end + 2] in language.point_signs and said.isdecimal():
            spoken = language.point.match(low, end)
            if spoken:
                said, after = f"{said}{language.decimal}{spoken['decimals']}", spoken.end()
                end = after
        scale, after, unit, unit_end = tail.measure(after, currency is not None, said)
        has_scale = scale is not None
        scale = scale or ONE
        unit_key = currency or unit
        if unit and (currency is None or unit == currency):
            after = unit_end
        if unit_key == NO_FIGURE or (not unit_key and not has_scale and low[end : end + 1].isalpha()):
            return None, end  # an age, a star; "5G", "the 1990s"
        numeral = parse_numeral(said, language.decimal, is_counted(unit_key), has_scale)
        if numeral is None:
            return None, end
        value, place, has_decimals, other = numeral
        if part:
            value, place = value + Decimal(part), Decimal("0.25")
        goes_on = tail.goes_on(after)
        if has_scale and (goes_on or not unit_key):
            value, after, place, compound = tail.compound(value, place, scale, after, unit_key)
            if compound:
                other = None
                if not unit_key:
                    unit_key, after = tail.unit(after) or ("", after)
                goes_on = tail.goes_on(after)
        if unit_key in TIMES and not has_scale and goes_on:
            value, after = tail.half(value, after)
        if other is not None and is_counted(unit_key) and not has_scale:
            other = None
        per: Per | None = None
        if not has_scale and not has_decimals and is_money(unit_key) and (coins := tail.coins(value, after)):
            (value, after), place = coins, Decimal("0.01")
            goes_on = tail.goes_on(after)
        if goes_on:
            per = tail.per(after, unit_key)
            unit_key, after = tail.per_unit(unit_key, after)
        if not unit_key and has_scale and language.large_scale is not None and scale >= language.large_scale:
            unit_key = language.home_currency
        hedge: Hedge = "bare"
        hedge_start, minus = start, False
        if "h" in kinds:
            hedge, hedge_start, minus = self.front.hedge(start, after, unit_key)
            if hedge == "reached" and self._is_measured(value, unit_key, hedge_start, has_decimals):
                hedge = "bare"
        elif goes_on:
            hedge = self.front.hedge_after(after) or "bare"
        if plus and hedge == "bare":
            hedge = "at_least"
        has_unit = has_scale or unit_key != ""
        may_be_name = "n" in kinds
        is_name = may_be_name or not (self._is_owned(start) and value >= _SEQUEL)
        if (
            is_name
            and (may_be_name or not has_unit)
            and self.front.is_no_figure(start, end, has_unit, hedge, may_be_name)
        ):
            return None, self._end_of_ages(start, end)
        if minus or is_negative:
            value = -value
            if minus:
                start = hedge_start
            if other:
                other = (-other[0], other[1])
        last = after if has_unit or part else end + plus
        phrase = Phrase(
            start,
            last,
            value,
            place,
            scale,
            has_decimals or bool(part),
            unit_key,
            hedge,
            hedge_start,
            other,
            None,
            per,
            False,
            False,
            has_scale,
        )
        return phrase, last

    def _is_owned(self, start: int) -> bool:
        """ "A won 208 seats, the Reed Party 152": whether a name is right in front of a number that goes on a list."""
        return start - 1 in self.owners and self.counted >= 0 and start - self.counted <= _LISTED

    def _end_of_ages(self, start: int, end: int) -> int:
        """ "aged 52 to 68", "aged between 23 and 80": the second is an age as well."""
        later = _LATER_AGE.match(self.low, end)
        if later is None or self.language.ages_behind.match(self.back, self.size - start) is None:
            return end
        is_and = later["and"] is not None
        return end if is_and and not self.low[:start].rstrip().endswith("between") else later.end()

    def _is_measured(self, value: Decimal, unit: str, hedge_start: int, has_decimals: bool) -> bool:
        """Whether "đạt", "reached" only say what was measured: "đạt 7,85%", and not "đạt 500 tỷ"."""
        exact = has_decimals or len(value.normalize().as_tuple().digits) > 2
        word = _WORD.match(self.low, hedge_start) if exact else None
        return word is not None and word[0] in self.language.measured

    def _fraction(self, slash: re.Match[str], start: int) -> tuple[Phrase | None, int]:
        """ "2/3 số hộ" is a share; "7/10" alone is a score or no figure."""
        above, below = int(slash[1]), int(slash[2])
        end = slash.end()
        if not 0 < above < below or self.language.score_behind.match(self.back, self.size - start):
            return None, end
        unit, last = self.tail.unit(end) or ("", end)
        hedge, hedge_start, _ = self.front.hedge(start, end, "")
        value, place = Decimal(above) / below, ONE / below
        return Phrase(start, last, value, place, ONE, True, unit, hedge, hedge_start), end

    def _sign_part(self, start: int) -> Phrase | None:
        """ "½", "¾ of"."""
        sign = self.low[start]
        value = Decimal(_PARTS[sign]) if sign in _PARTS else Decimal(_THIRDS[sign]) / 3
        scaled = self.tail.scale(start + 1, False, "0.5")
        scale, after = scaled or (ONE, start + 1)
        unit, last = self.tail.unit(after) or ("", after)
        hedge, hedge_start, _ = self.front.hedge(start, after, unit)
        place = Decimal("0.25")
        return Phrase(start, last, value, place, scale, True, unit, hedge, hedge_start, has_scale=scaled is not None)
