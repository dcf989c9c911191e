"""Number phrases of a text: digits first, then a look around.

A phrase is a numeral (or number words) with its scale and unit. Hedges stand outside of it. Numbers that are part of a
time phrase, a name or a list are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from sources.figures.interval import COUNTS
from sources.figures.joining import is_money, join
from sources.figures.language import NO_FIGURE, Language
from sources.figures.lexicon import fold_case
from sources.figures.numeral import NUMERAL, PHONE, PLAIN, STRAY, parse_numeral
from sources.figures.passage import Passage
from sources.figures.phrase import ONE, Phrase
from sources.figures.words import Spelled
from sources.model import Hedge

Period = Literal["day", "month", "year"]
_ATTACHED: Final = frozenset({"m", "k", "b", "t", "tr", "bn", "tn", "mn", "mln"})  # letters of other things too
_LONGEST: Final = 36  # digits and signs of a number that anybody writes
_PARTS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅛": "0.125"}
_DIGITS: Final = frozenset("0123456789")
_THIRDS: Final = {"⅓": 1, "⅔": 2}
_FRACTIONS: Final = frozenset([*_PARTS, *_THIRDS])
_SIGNS: Final[dict[str, Hedge]] = {
    "~": "about",
    "≈": "about",
    ">": "more",
    "<": "under",
    "≥": "at_least",
    "≤": "at_most",
}
_MARKER: Final = re.compile(r"[.)]\s")  # "2. Mai": an item of a list
_MARKER_BEHIND: Final = re.compile(r"\s*(?:[;:\n•(]|$)")
_FRACTION: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_QUOTE_ENDS: Final = frozenset("”»’")
_DIGIT: Final = re.compile(r"\s*\d")
_GLUED: Final = re.compile(r"(\d)(?!\d)")
_SMALLER: Final = re.compile(r"\s(\d{1,3})(?!\d)")
_PREVIOUS: Final = re.compile(r"\s(\w+)")
_STARTS: Final = re.compile(r"[\s\"'“”‘’(\[–—-]*(?:$|[.!?:;|])")
_SCORE: Final = re.compile(r"(\d{1,2})[-–](\d{1,2})(?![\d/.,%–-])")


def find_phrases(
    passage: Passage,
    language: Language,
    blocked: Sequence[tuple[int, int]] = (),
    nouns: re.Pattern[str] | None = None,
    noun_units: Mapping[str, str] | None = None,
) -> list[Phrase]:
    """Every number phrase of a text, in order. `blocked` are stretches that hold none (time phrases, names);
    `nouns` are further count nouns, matched where a number ends, and `noun_units` their units."""
    found = _Finder(passage, language, blocked, nouns, noun_units or {}).find()
    if len(found) > 1:
        found = join(passage, language, found)
    return [phrase for phrase in found if not phrase.is_weak or phrase.unit or phrase.has_scale]


class _Finder:
    """One look at one text."""

    def __init__(
        self,
        passage: Passage,
        language: Language,
        blocked: Sequence[tuple[int, int]],
        nouns: re.Pattern[str] | None,
        noun_units: Mapping[str, str],
    ) -> None:
        self.text = passage.text
        self.low = passage.low
        self.back = passage.back
        self.hits = passage.number_starts
        self.size = len(passage.text)
        self.language = language
        self.blocked = sorted(blocked)
        self.nouns = nouns
        self.noun_units = noun_units
        self.last_end = -1

    def find(self) -> list[Phrase]:
        found: list[Phrase] = []
        at = 0
        low = self.low
        blocked = iter(self.blocked)
        first, last = next(blocked, (self.size + 1, self.size + 1))
        for start in self.hits:
            if start < at:
                continue
            while start >= last:
                first, last = next(blocked, (self.size + 1, self.size + 1))
            if start >= first:
                at = last
                continue
            sign = low[start]
            if sign in _DIGITS:
                phrase, at = self._digits(start, first)
            elif sign in _FRACTIONS:
                phrase = self._sign_part(start)
            else:
                phrase = self._worded(start)
            if phrase is not None:
                found.append(phrase)
                self.last_end = at = phrase.end
        return found

    # --- digits ---------------------------------------------------------------------------------------------------

    def _digits(self, start: int, limit: int) -> tuple[Phrase | None, int]:
        """The phrase at a digit, and where to look on."""
        low = self.low
        may_ring = low[start] == "0" or low[start - 1 : start] == "+" or low[start + 4 : start + 5] == " "
        phone = PHONE.match(low, start) if may_ring else None
        if phone is not None:
            return None, phone.end()
        match = NUMERAL.match(low, start, limit) if limit < self.size else NUMERAL.match(low, start)
        assert match is not None
        is_spaced = " " in match[0]
        if is_spaced and match[0].count(" ") == 1 and not self._is_counted(match.end()):
            match = PLAIN.match(low, start)
            assert match is not None
        elif not is_spaced and low.startswith(", ", match.end()):
            match = self._with_stray(match)
        said, end = match[0], match.end()
        if len(said) > _LONGEST:
            return None, end
        ordinal = self._ordinal(said, start, end)
        if ordinal is not None:
            return ordinal, ordinal.end
        begin, sign, currency = self._sign_behind(start)
        if begin is None:
            return None, end
        if sign == ".":
            said = "0." + said
        score = _SCORE.match(low, start) if low[end : end + 1] in ("-", "–") else None
        if score and self._is_score(score):
            return None, score.end()
        slash = _FRACTION.match(low, start) if low.startswith("/", end) else None
        if slash:
            return self._fraction(slash, begin)
        return self._amount(said, begin, end, currency, is_negative=sign == "-")

    def _ordinal(self, said: str, start: int, end: int) -> Phrase | None:
        """ "6th day", "ngày ra rạp thứ 12": so many days."""
        if not said.isdecimal() or len(said) > 3:
            return None
        after = self.language.ordinal_after.match(self.low, end) if self.low[end : end + 1].isalpha() else None
        if after:
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
        return bool(falls or won) and not self._is_counted(score.end())

    def _is_counted(self, end: int) -> bool:
        return (
            self.language.scale.match(self.low, end) is not None
            or self.language.unit.match(self.low, end) is not None
            or (self.nouns is not None and self.nouns.match(self.low, end) is not None)
        )

    def _with_stray(self, match: re.Match[str]) -> re.Match[str]:
        """ "505, 588 tỷ" is one number with a space in it, "10, 20 tỷ" are two."""
        stray = STRAY.match(self.low, match.end())
        if stray is None or not match[0].isdecimal() or len(match[0]) > 3 or not self._is_counted(stray.end()):
            return match
        second = stray[0][2:]
        if self.language.decimal != "," and len(second) != 3:
            return match
        if second.endswith("0") and match[0].endswith("0") and int(second) > int(match[0]):
            return match
        whole = _STRAYED.match(self.low, match.start())
        return whole if whole is not None else match

    def _sign_behind(self, start: int) -> tuple[int | None, str, str | None]:
        """What is glued to the front of a number: where the phrase begins (None: it is part of a name), a minus or a
        decimal point, and a currency."""
        if start == 0:
            return start, "", None
        previous = self.text[start - 1]
        if previous == " ":
            if start == 2 and self.text[0] in "-−":
                return 0, "-", None
            if start == 1 or (not self.text[start - 2].isalpha() and self.text[start - 2] not in "$€£¥₫₩₹฿."):
                return start, "", None
            found = self._currency(start)
            return (found[0], "", found[1]) if found else (start, "", None)
        if previous.isalpha() or previous in "$€£¥₫₩₹฿₱₭៛₽₴₺₪₦":
            found = self._currency(start)
            return (found[0], "", found[1]) if found else (None, "", None)
        if previous in "-−–":
            behind = self.text[start - 2] if start > 1 else " "
            if behind.isspace() or behind in "([\"'“":
                return start - 1, "-", None
            if behind.isalpha() and self.last_end != start - 1:
                return None, "", None
            return start, "", None
        if previous == ".":
            if start == 1 or self.text[start - 2].isspace():
                return start - 1, ".", None
            if self.text[start - 2] in "$€£":
                found = self._currency(start - 1)
                return (found[0], ".", found[1]) if found else (start, "", None)
            return start, "", None
        if previous == "_":
            return None, "", None
        return start, "", None

    def _currency(self, start: int) -> tuple[int, str] | None:
        """A sign or code of money in front of a number; a code is in capitals."""
        match = self.language.currency_behind.match(self.back, self.size - start)
        if match is None:
            return None
        first, last = self.size - match.end("unit"), self.size - match.start("unit")
        written = self.text[first:last]
        if written.isalpha() and written.islower():
            return None
        return first, self.language.units[fold_case(written)]

    def _amount(
        self, said: str, start: int, end: int, currency: str | None, *, is_negative: bool
    ) -> tuple[Phrase | None, int]:
        language, low = self.language, self.low
        plus = low[end : end + 1] == "+" and not low[end + 1 : end + 2].isdigit()
        after = end + plus
        scale, has_scale = ONE, False
        part = _PARTS.get(low[end : end + 1])
        if part:
            after = end + 1
        spoken = language.point.match(low, end) if low.startswith(" ", end) and said.isdecimal() else None
        if spoken:
            said, after = f"{said}{language.decimal}{spoken['decimals']}", spoken.end()
            end = after
        scaled = self._scale(after, currency is not None, said)
        if scaled:
            scale, after, has_scale = scaled[0], scaled[1], True
        unit = self._unit(after)
        unit_key = currency or (unit[0] if unit else "")
        if unit and (currency is None or unit[0] == currency):
            after = unit[1]
        if unit_key == NO_FIGURE:
            return None, end
        numeral = parse_numeral(said, language.decimal, is_count=unit_key in COUNTS, has_scale=has_scale)
        if numeral is None:
            return None, end
        value, place, other = numeral.value, numeral.place, numeral.other
        if part:
            value, place = value + Decimal(part), Decimal("0.25")
        if has_scale:
            value, after, place, compound = self._compound(value, place, scale, after, unit_key)
            if compound:
                other = None
                if not unit_key:
                    later = self._unit(after)
                    if later:
                        unit_key, after = later
        if other is not None and unit_key in COUNTS and not has_scale:
            other = None
        if not has_scale and not numeral.has_decimals and is_money(unit_key):
            coins = language.subunit.match(low, after)
            if coins:
                value, after, place = value + Decimal(coins["count"]) / 100, coins.end(), Decimal("0.01")
        per = self._per(after, unit_key)
        unit_key, after = self._per_unit(unit_key, after)
        if not unit_key and has_scale and language.large_scale is not None and scale >= language.large_scale:
            unit_key = language.home_currency
        hedge, hedge_start, minus = self._hedge(start, after, unit_key)
        if hedge == "reached" and self._is_measured(value, unit_key, hedge_start, numeral.has_decimals):
            hedge = "bare"
        if plus and hedge == "bare":
            hedge = "at_least"
        if self._is_no_figure(start, end, bool(unit_key or has_scale), hedge):
            return None, end
        if minus or is_negative:
            value = -value
            if minus:
                start = hedge_start
            if other:
                other = (-other[0], other[1])
        phrase = Phrase(
            start,
            after if unit_key or has_scale or part else end + plus,
            value,
            place,
            scale,
            numeral.has_decimals or bool(part),
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
        return phrase, phrase.end

    def _fraction(self, slash: re.Match[str], start: int) -> tuple[Phrase | None, int]:
        """ "2/3 số hộ" is a share; "7/10" alone is a score or no figure."""
        above, below = int(slash[1]), int(slash[2])
        end = slash.end()
        if not 0 < above < below or self.language.score_behind.match(self.back, self.size - start):
            return None, end
        unit = self._unit(end)
        hedge, hedge_start, _ = self._hedge(start, end, "")
        return (
            Phrase(
                start,
                unit[1] if unit else end,
                Decimal(above) / below,
                ONE / below,
                ONE,
                True,
                unit[0] if unit else "",
                hedge,
                hedge_start,
            ),
            end,
        )

    def _sign_part(self, start: int) -> Phrase | None:
        """ "½", "¾ of"."""
        sign = self.low[start]
        value = Decimal(_PARTS[sign]) if sign in _PARTS else Decimal(_THIRDS[sign]) / 3
        after = start + 1
        scaled = self._scale(after, False, "0.5")
        scale, after = scaled if scaled else (ONE, after)
        unit = self._unit(after)
        hedge, hedge_start, _ = self._hedge(start, after, unit[0] if unit else "")
        return Phrase(
            start,
            unit[1] if unit else after,
            value,
            Decimal("0.25"),
            scale,
            True,
            unit[0] if unit else "",
            hedge,
            hedge_start,
            has_scale=scaled is not None,
        )

    # --- what stands behind a number ------------------------------------------------------------------------------

    def _unit(self, at: int) -> tuple[str, int] | None:
        """The unit written behind a number, and where it ends; a topic's nouns win over shorter ones."""
        match = self.language.unit.match(self.low, at)
        noun = self.nouns.match(self.low, at) if self.nouns else None
        if noun and (match is None or noun.end() >= match.end()):
            return self.noun_units[fold_case(noun["unit"])], noun.end()
        if match:
            return self.language.units[fold_case(match["unit"] or match["sign"])], match.end()
        modified = self.language.modifier.match(self.low, at)
        return self._unit(modified.end()) if modified else None

    def _scale(self, at: int, has_currency: bool, said: str) -> tuple[Decimal, int] | None:
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
        """ "3.2m people" and "3M" are millions, "a 3m wall" is of metres."""
        if self.text[match.start("scale")].isupper():
            return True
        return self._unit(match.end()) is not None or (match["scale"] != "m" or "." in said)

    def _compound(
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

    def _per(self, after: int, unit: str) -> Period | None:
        if unit not in COUNTS or unit in ("tickets", "people", "screenings"):
            found = self.language.per.match(self.low, after)
            if found:
                return found.lastgroup  # type: ignore[return-value]
        return None

    def _per_unit(self, unit: str, after: int) -> tuple[str, int]:
        found = self.language.per_unit.match(self.low, after) if is_money(unit) else None
        return (f"{unit}/{found.lastgroup}", found.end()) if found else (unit, after)

    # --- what stands in front of it -------------------------------------------------------------------------------

    def _hedge(self, start: int, end: int, unit: str) -> tuple[Hedge, int, bool]:
        """The hedge of a number, where it begins, and whether a minus stands among the words: the nearest word that
        hedges decides, and those that only introduce a number let one look on."""
        place, first = start, start
        minus = False
        for _ in range(3):
            match = self.language.hedge_behind.match(self.back, self.size - place)
            if match is None:
                break
            if match["sign"]:
                return _SIGNS[match["sign"]], self.size - match.end(), minus
            word = self.low[self.size - match.end("hedge") : self.size - match.start("hedge")]
            word = word if " " not in word else fold_case(word)
            place = self.size - match.end("hedge")
            if word in self.language.minus:
                minus, first = True, place
                continue
            if unit in self.language.across_units and word in self.language.across:
                return "bare", first, minus
            hedge = self.language.hedges[word]
            if hedge != "bare":
                return hedge, place, minus
        later = self.language.hedge_after.match(self.low, end)
        if later and not _DIGIT.match(self.low, later.end()):
            return (
                ("at_least" if later["plus"] else self.language.hedges_after[fold_case(later["hedge"])]),
                first,
                minus,
            )
        return "bare", first, minus

    def _is_measured(self, value: Decimal, unit: str, hedge_start: int, has_decimals: bool) -> bool:
        """Whether "đạt", "reached" only say what was measured: "đạt 7,85%", and not "đạt 500 tỷ"."""
        exact = len(value.normalize().as_tuple().digits) > 2 or (unit == "percent" and has_decimals)
        return exact and self._word_at(hedge_start) in self.language.measured

    def _word_at(self, start: int) -> str:
        word = _WORD.match(self.low, start)
        return word[0] if word else ""

    def _is_no_figure(self, start: int, end: int, has_unit: bool, hedge: Hedge) -> bool:
        """A number that belongs to a name, a road, a storm, an age, a score or a list."""
        low, back = self.low, self.size - start
        behind = self.language.not_behind.match(self.back, back)
        if behind and (not has_unit or self._is_numbered(behind, start)):
            return True
        if has_unit:
            return False
        if self.text[end : end + 1] in _QUOTE_ENDS:
            return True
        if _MARKER.match(low, end) and end - start <= 2 and _MARKER_BEHIND.match(self.back, back):
            return True
        if hedge != "bare":
            return False
        previous = _PREVIOUS.match(self.back, back)
        if previous is None:
            return False
        first = self.size - previous.end()
        if not self.text[first].isupper() or _STARTS.match(self.back, previous.end()):
            return False
        return self.language.place_behind.match(self.back, back) is None

    def _is_numbered(self, behind: re.Match[str], start: int) -> bool:
        """Behind "số" or "No." a number is a name even with a unit behind it."""
        before = self.low[max(0, start - 6) : start].rstrip()
        return before.endswith(("số", "-", ".", " no", "#")) or before == "no"

    # --- words ----------------------------------------------------------------------------------------------------

    def _worded(self, start: int) -> Phrase | None:
        multiple = self.language.multiple.match(self.low, start)
        if multiple:
            value = self.language.multiples[fold_case(multiple["word"])]
            return Phrase(start, multiple.end(), value, ONE, ONE, False, "times", "bare", start, is_word=True)
        ordinal = self.language.ordinal.match(self.low, start)
        if ordinal:
            value = Decimal(self.language.ordinals[ordinal["word"]])
            return Phrase(start, ordinal.end(), value, ONE, ONE, False, "days", "bare", start, is_word=True)
        vague = self.language.vague.match(self.low, start)
        if vague:
            return self._vague(vague)
        spelled = self.language.words.read(self.low, start)
        return self._spelled(start, spelled) if spelled else None

    def _spelled(self, start: int, spelled: Spelled) -> Phrase | None:
        unit = self._unit(spelled.end)
        has_scale = spelled.scale > 1
        is_weak = not (
            unit or has_scale or spelled.words > 1 or spelled.is_fraction or self._stands_alone(start, spelled)
        )
        if is_weak and not self._opens_range(spelled.end):
            return None
        after = unit[1] if unit else spelled.end
        unit_key = unit[0] if unit else ""
        value = spelled.value
        if unit_key == NO_FIGURE or self.language.not_behind.match(self.back, self.size - start):
            return None
        large = self.language.large_scale
        if not unit_key and large is not None and spelled.scale >= large:
            unit_key = self.language.home_currency
        if is_money(unit_key):
            coins = self.language.subunit.match(self.low, after)
            if coins:
                value, after = value + Decimal(coins["count"]) / 100, coins.end()
        per = self._per(after, unit_key)
        unit_key, after = self._per_unit(unit_key, after)
        hedge, hedge_start, minus = self._hedge(start, after, unit_key)
        return Phrase(
            hedge_start if minus else start,
            after,
            -value / spelled.scale if minus else value / spelled.scale,
            spelled.place / spelled.scale,
            spelled.scale,
            spelled.is_fraction or value % 1 != 0,
            unit_key,
            hedge,
            hedge_start,
            None,
            None,
            per,
            True,
            False,
            has_scale,
            is_weak,
        )

    def _opens_range(self, end: int) -> bool:
        """ "hai đến ba người": a number that has its unit from the next."""
        between = self.language.range_between.match(self.low, end) or self.language.joiner.match(self.low, end)
        token = self.language.words.token.match(self.low, between.end()) if between else None
        return token is not None and token["word"] in self.language.words.ones

    def _stands_alone(self, start: int, spelled: Spelled) -> bool:
        """Number words that are nothing else: "six" counts, "one" is a pronoun too, "năm" a year. A text that is
        nothing but the word is meant as a number."""
        if not self.low[:start].strip() and not self.low[spelled.end :].strip(" .!?"):
            return True
        return self.language.code == "en" and spelled.value >= 2 and not self.text[start].isupper()

    def _vague(self, match: re.Match[str]) -> Phrase:
        base = self.language.magnitudes[fold_case(match["magnitude"])]
        after = match.end()
        scaled = self._scale(after, False, "")
        if scaled:
            base, after = base * scaled[0], scaled[1]
        joined = _OF.match(self.low, after)
        unit = self._unit(joined.end() if joined else after)
        unit_key = unit[0] if unit else ""
        large = self.language.large_scale
        if not unit_key and large is not None and base >= large:
            unit_key = self.language.home_currency
        return Phrase(
            match.start(),
            unit[1] if unit else after,
            base,
            base,
            ONE,
            False,
            unit_key,
            "range",
            match.start(),
            is_word=True,
            is_vague=True,
            has_scale=True,
        )


_STRAYED: Final = re.compile(r"\d{1,3}, \d{1,3}")
_OF: Final = re.compile(r"\s+of(?!\w)")
_WORD: Final = re.compile(r"[^\W\d_]+")
