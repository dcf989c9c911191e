"""What stands in front of a number: a currency, a hedge, a minus, or a name that the number belongs to."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.passage import Passage
from sources.model import Hedge

_SIGNS: Final[dict[str, Hedge]] = {
    "~": "about",
    "≈": "about",
    ">": "more",
    "<": "under",
    "≥": "at_least",
    "≤": "at_most",
}
_MONEY: Final = "$€£¥₫₩₹฿₱₭៛₽₴₺₪₦"
_ANYTHING: Final = "hnc"
_MARKER: Final = re.compile(r"[.)]\s")  # "2. Mai": an item of a list
_MARKER_BEHIND: Final = re.compile(r"\s*(?:[;:\n•(]|$)")
_QUOTE_ENDS: Final = frozenset("”»’")
_DIGIT: Final = re.compile(r"\s*\d")
_PREVIOUS: Final = re.compile(r"\s(\w+)")
_STARTS: Final = re.compile(r"[\s\"'“”‘’(\[–—-]*(?:$|[.!?:;|])")
_ABBREVIATION: Final = 3  # letters of a word that a full stop behind it cuts short: "No.", "Tel."


class Front:
    """One look at what stands in front of the numbers of a text."""

    __slots__ = ("back", "language", "low", "size", "text")

    def __init__(self, passage: Passage, language: Language) -> None:
        self.text = passage.text
        self.low = passage.low
        self.back = passage.back
        self.size = len(passage.text)
        self.language = language

    def kinds(self, start: int) -> str:
        """What the word right in front of a number may end: see Language.fronts. Most end nothing; what is no plain
        word behind a space may be anything."""
        if start < 2 or self.low[start - 1] != " ":
            return _ANYTHING
        word = self.low[self.low.rfind(" ", 0, start - 1) + 1 : start - 1]
        return self.language.fronts.get(word, "") if word.isalpha() else _ANYTHING

    def glued(self, start: int, last_end: int) -> tuple[int | None, str, str | None]:
        """What is glued to the front of a number: where the phrase begins (None: it is part of a name), a minus or a
        decimal point, and a currency. `last_end` is where the number before ended."""
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
        if previous.isalpha() or previous in _MONEY:
            found = self._currency(start)
            return (found[0], "", found[1]) if found else (None, "", None)
        if previous in "-−–":
            behind = self.text[start - 2] if start > 1 else " "
            if behind.isspace() or behind in "([\"'“":
                return start - 1, "-", None
            if behind.isalpha() and last_end != start - 1:
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
        unit = self.language.units[fold_case(written)]
        if written.isalpha() and (written.islower() or (written.upper() == unit and not written.isupper())):
            return None  # "Dak Lak 90"
        return first, unit

    def hedge(self, start: int, end: int, unit: str) -> tuple[Hedge, int, bool]:
        """The hedge of a number, where it begins, and whether a minus stands among the words: the nearest word that
        hedges decides, and those that only introduce a number let one look on."""
        place, first = start, start
        minus = False
        for _ in range(3):
            match = self.language.hedge_behind.match(self.back, self.size - place)
            if match is None:
                break
            if match.lastindex == 2:
                return _SIGNS[match[2]], self.size - match.end(), minus
            word = match[1][::-1]
            word = word if " " not in word else fold_case(word)
            place = self.size - match.end(1)
            if word in self.language.minus:
                minus, first = True, place
                continue
            if unit in self.language.across_units and word in self.language.across:
                return "bare", first, minus
            hedge = self.language.hedges[word]
            if hedge != "bare":
                return hedge, place, minus
        later = self.hedge_after(end)
        return later or "bare", first, minus

    def hedge_after(self, end: int) -> Hedge | None:
        """The hedge that stands behind a number: "trở lên", "or more", "+"."""
        later = self.language.hedge_after.match(self.low, end)
        if later is None or _DIGIT.match(self.low, later.end()):
            return None
        return "at_least" if later["plus"] else self.language.hedges_after[fold_case(later["hedge"])]

    def is_name(self, start: int) -> bool:
        """Whether the words in front make a name of a number, whatever it counts: "bão số", "Highway"."""
        return self.language.not_behind.match(self.back, self.size - start) is not None

    def is_no_figure(self, start: int, end: int, has_unit: bool, hedge: Hedge, may_be_name: bool) -> bool:
        """A number that belongs to a name, a road, a storm, an age, a score or a list."""
        low, back = self.low, self.size - start
        behind = self.language.not_behind.match(self.back, back) if may_be_name else None
        if behind is not None and _is_of_sentence_before(behind[0][::-1]):
            behind = None
        if behind and (not has_unit or self._is_numbered(behind, start)):
            return True
        if may_be_name and self.language.each_behind.match(self.back, back):
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


def _is_of_sentence_before(said: str) -> bool:
    """ "died in hospital. 6 others": whether a word that numbers stand behind ends a sentence, and is no "No."."""
    word = said.rstrip(" \t\u00a0.:#-")
    return ". " in said[len(word) :] and len(word.rsplit(maxsplit=1)[-1]) > _ABBREVIATION
