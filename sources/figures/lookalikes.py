"""What looks like a time and is none: amounts, shares, scores, what is the nth of its kind, verbs that months are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from sources.figures.language import Language
from sources.figures.passage import Passage
from sources.figures.periods import nearest_year


class Lookalikes:
    """The numbers and names of one text that only look like times, by what stands around them."""

    def __init__(self, passage: Passage, language: Language) -> None:
        self.passage = passage
        self.low = passage.low
        self.language = language
        self.tables = language.times

    def is_led(self, start: int) -> bool:
        """Whether a word stands before a place that only a time can follow: "lúc", "at"."""
        return self.tables.lead.match(self.passage.back, self.passage.mirror(start)) is not None

    def is_no_day(self, kind: str, match: re.Match[str], place: int, has_lead: bool, near: date | None) -> bool:
        """Whether something else is meant; `has_lead` says that a part of a time stands in front, `near` what day lies
        near the text."""
        if kind in ("day", "month_day") and match[0][0].isdigit() and self._is_amount(match, place, has_lead, near):
            return True
        if match[0][-1].isdigit() and _GOES_ON.match(self.low, match.end()) is not None:
            return True  # "August 6.16 million"
        if kind == "day_only":
            return (
                self.language.rank_ordinal.match(self.low, place) is not None  # "the 10th domestic title to ..."
                or self.language.scale.match(self.low, match.end()) is not None
                or self.language.unit.match(self.low, match.end()) is not None
                or self._is_nth(match, place, has_lead)
            )
        return kind == "weekday" and self._is_ordinal(match, place, has_lead)

    def is_no_stretch(self, kind: str, match: re.Match[str]) -> bool:
        """Whether what looks like a month, a year or some days is something else."""
        if kind == "year_edge":
            words = self.low[max(0, match.start() - 12) : match.start()].split()
            return bool(words) and words[-1] in self.tables.before_no_edge
        if kind == "year" and match[0][0].isdigit():
            end = match.end()
            before = self.low[match.start() - 1 : match.start()]
            return bool(
                before in ("$", "€", "£", "¥", "#")
                or (before == "-" and self.low[match.start() - 2 : match.start() - 1].isalpha())
                or _NO_YEAR.match(self.low, end)
                or self.language.scale.match(self.low, end)
                or (self.language.unit.match(self.low, end) and not self._is_year(match.start()))
            )
        if kind in ("through_month", "part_of_month") and match.groupdict().get("y") is None:
            return _DAY_BEHIND.match(self.low, match.end()) is not None  # "through Feb. 9", "the end of September 7"
        if kind == "days" and "." in match[0]:
            end = match.end()
            return bool(
                self.low[end : end + 1] == "%"
                or self.language.scale.match(self.low, end)
                or self.language.unit.match(self.low, end)
            )
        if "capital" in match.groupdict():
            return self._is_no_month(match)
        return False

    def _is_nth(self, match: re.Match[str], place: int, has_lead: bool) -> bool:
        """ "the 16th-century novel", "the 25th anniversary", "the 7th floor": what is not the day of a month; without a
        word in front that a time follows, whatever is called the 16th of its kind."""
        if not match[0][-1].isalpha() or match[0][-2].isspace():
            return False
        if self.tables.nth_of.match(self.low, match.end()) is not None:
            return True
        is_led = has_lead or self.is_led(place)
        return not is_led and _GOES_WITH.match(self.low, match.end()) is not None

    def _is_amount(self, match: re.Match[str], place: int, has_lead: bool, near: date | None) -> bool:
        """ "5-8 tỷ" and "1.9 trillion" are amounts, "22.8" a number unless something says that it is a day, "hơn 2/3"
        a share and "thắng 3-1" a score."""
        end = match.end()
        if match["m"].isalpha():
            return False
        if " " in match[0].strip():
            return "-" in match[0] and self.low.startswith(("%", " %", " phần trăm", " per"), end)  # "8 - 12%"
        if self.low[end : end + 1] == "%" or self.low[end : end + 2] in (".0", ",0"):
            return True
        if _MORE.match(self.low, end):
            return True
        if self.language.scale.match(self.low, end):
            return True
        if not has_lead and self._is_fraction(match, place, near):
            return True
        if has_lead or self.is_led(place):
            return False
        back, behind = self.passage.back, self.passage.mirror(place)
        if self.language.unit.match(self.low, end) or self.language.words.of.match(self.low, end):
            return True
        if self.language.share_behind.match(back, behind) or self.language.score_behind.match(back, behind):
            return True
        return bool("." in match[0] and not match.groupdict().get("y"))

    def _is_fraction(self, match: re.Match[str], place: int, near: date | None) -> bool:
        """ "spread to 7/8 towers": so many of so many, by what stands behind it, or where nothing leads to a day and
        that would be far away."""
        if "/" not in match[0] or match.groupdict().get("y") or near is None:
            return False
        first, last = (int(number) for number in _DIGITS.findall(match[0])[:2])
        if last < 2 or first > last or _GOES_WITH.match(self.low, match.end()) is None:
            return False
        if self.tables.fraction_of.match(self.low, match.end()) is not None:
            return True
        if self.is_led(place):
            return False
        days = [nearest_year(first, last, near) if last <= 12 else None, nearest_year(last, first, near)]
        return all(day is None or abs(day - near) > _FAR for day in days)

    def _is_ordinal(self, match: re.Match[str], place: int, has_lead: bool) -> bool:
        """ "phim thứ hai" is the second film; "thứ Hai" and "sáng thứ hai" are Monday."""
        if not match["w"].startswith(self.tables.ordinal_head):
            return False
        after_head = place + len(self.tables.ordinal_head) + 1
        if self.passage.text[after_head : after_head + 1].isupper():
            return False
        if self.tables.ordinal_of.match(self.passage.back, self.passage.mirror(place)) is not None:
            return self.tables.day_behind.match(self.low, match.end()) is None
        if self.tables.ordinal_behind.match(self.low, match.end()) is not None:
            return True
        if has_lead or match.groupdict().get("which"):
            return False
        if self.tables.day_behind.match(self.low, match.end()):
            return False
        return not self.is_led(place)

    def _is_no_month(self, match: re.Match[str]) -> bool:
        """ "may" and "march" are verbs, unless they are capitalised behind a word that a month can follow."""
        name = match["m"]
        place = match.start("m")
        if not self.passage.text[place].isupper():
            return True
        if name not in self.tables.shy_months or match.groupdict().get("y") or match.groupdict().get("m2"):
            return False
        until = self.tables.until.match(self.low, match.end())
        behind = _WORD.match(self.low, until.end()) if until is not None else None
        if behind is not None and behind[0] in self.tables.months:
            return False  # "Jan-Aug"
        return self.tables.month_lead.match(self.passage.back, self.passage.mirror(place)) is None

    def _is_year(self, start: int) -> bool:
        """Whether a word stands before a number that makes it a year: "in", "năm"."""
        return self.tables.year_lead.match(self.passage.back, self.passage.mirror(start)) is not None


_GOES_ON: Final = re.compile(r"[.,]\d")
_MORE: Final = re.compile(r"[.,/-]\d")
_NO_YEAR: Final = re.compile(r"[%\w]|[.,/]\d")
_WORD: Final = re.compile(r"\w+")
_DAY_BEHIND: Final = re.compile(r"\s(?:3[01]|[12]\d|0?[1-9])(?![\d%]|[.,]\d)")
_DIGITS: Final = re.compile(r"\d+")
_GOES_WITH: Final = re.compile(r"[\s-][^\W\d_]")  # a word goes on right behind
_FAR: Final = timedelta(days=45)  # how far away a day is named with its year or a word that says so
