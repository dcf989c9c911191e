"""Number phrases in words: "hai trăm người", "half of", "dozens of", "gấp đôi", "sixth day"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from sources.figures.front import Front
from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.measures import NO_FIGURE
from sources.figures.passage import Passage
from sources.figures.phrase import ONE, Phrase
from sources.figures.tail import Tail
from sources.figures.words import HALF, Spelled

_OF: Final = re.compile(r"\s+of(?!\w)")
_ONE_IN: Final = re.compile(r"\s(?:each\s)?in\s(?:the\s)?[A-ZĐ]")
_MARGIN: Final = 40  # white space that a text may begin with


class Worded:
    """One look at the number words of a text."""

    __slots__ = ("back", "front", "language", "low", "size", "tail", "text")

    def __init__(self, passage: Passage, language: Language, front: Front, tail: Tail) -> None:
        self.text = passage.text
        self.low = passage.low
        self.back = passage.back
        self.size = len(passage.text)
        self.language = language
        self.front = front
        self.tail = tail

    def phrase(self, start: int, word: str) -> Phrase | None:
        """The phrase at a mark with its word."""
        language, low = self.language, self.low
        forms = language.worded
        kinds = forms[word] if word in forms else forms.get(word.split()[0], "")
        if "m" in kinds and (multiple := language.multiple.match(low, start)):
            value = language.multiples[fold_case(multiple["word"])]
            return Phrase(start, multiple.end(), value, ONE, ONE, False, "times", "bare", start, is_word=True)
        if "o" in kinds and (ordinal := language.ordinal.match(low, start)):
            value = Decimal(language.ordinals[ordinal["word"]])
            return Phrase(start, ordinal.end(), value, ONE, ONE, False, "days", "bare", start, is_word=True)
        if "v" in kinds and (vague := language.vague.match(low, start)):
            return self._vague(vague)
        if "n" not in kinds:
            return None
        spelled = language.words.read(low, start)
        return self._spelled(start, spelled) if spelled else self._and_a_half(start)

    def _and_a_half(self, start: int) -> Phrase | None:
        """ "a month and a half"."""
        found = self.language.half_unit.match(self.low, start)
        if found is None:
            return None
        unit = self.language.units[fold_case(found["unit"])]
        hedge, hedge_start, _ = self.front.hedge(start, found.end(), unit)
        place = Decimal("0.1")
        return Phrase(start, found.end(), 1 + HALF, place, ONE, True, unit, hedge, hedge_start, is_word=True)

    def _spelled(self, start: int, spelled: Spelled) -> Phrase | None:
        language, tail = self.language, self.tail
        unit = tail.unit(spelled.end)
        has_scale = spelled.scale > 1
        is_weak = not (
            unit or has_scale or spelled.words > 1 or spelled.is_fraction or self._stands_alone(start, spelled)
        )
        if is_weak and not self._opens_range(spelled.end):
            return None
        unit_key, after = unit or ("", spelled.end)
        value = spelled.value
        if unit_key == NO_FIGURE or self.front.is_name(start):
            return None
        large = language.large_scale
        if not unit_key and large is not None and spelled.scale >= large:
            unit_key = language.home_currency
        if unit_key in TIMES:
            value, after = tail.half(value, after)
        if is_money(unit_key):
            value, after = tail.coins(value, after) or (value, after)
        per = tail.per(after, unit_key)
        unit_key, after = tail.per_unit(unit_key, after)
        hedge, hedge_start, minus = self.front.hedge(start, after, unit_key)
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
        """ "hai đến ba người", "one in five": a number that has its unit or its meaning from the next."""
        share = self.language.share_between.match(self.low, end)
        if share is not None and self.low[share.end() : share.end() + 1].isdigit():
            return True
        between = share or self.language.range_between.match(self.low, end) or self.language.joiner.match(self.low, end)
        token = self.language.words.token.match(self.low, between.end()) if between else None
        return token is not None and token["word"] in self.language.words.ones

    def _stands_alone(self, start: int, spelled: Spelled) -> bool:
        """Number words that are nothing else: "six" counts, "one" is a pronoun too, "năm" a year. A text that is
        nothing but the word is meant as a number."""
        if start <= _MARGIN and not self.low[:start].strip() and not self.low[spelled.end :].strip(" .!?"):
            return True
        if self.language.code != "en":
            return False
        # "one" is a pronoun too, but for "one in Bac Giang", "one each in".
        return (
            not self.text[start].isupper() if spelled.value >= 2 else _ONE_IN.match(self.text, spelled.end) is not None
        )

    def _vague(self, match: re.Match[str]) -> Phrase:
        base = self.language.magnitudes[fold_case(match["magnitude"])]
        after = match.end()
        scaled = self.tail.scale(after, False, "")
        if scaled:
            base, after = base * scaled[0], scaled[1]
        joined = _OF.match(self.low, after)
        unit = self.tail.unit(joined.end() if joined else after)
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
