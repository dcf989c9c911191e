"""Time phrases of a text. Everything is resolved against the publication time; a year that is left out is the one
that brings the day nearest to publication. Without a publication time a phrase that needs one stays unresolved (a
period open on both sides).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from sources.figures.dates import Anchor, Grain, Reading, read_day
from sources.figures.language import Language
from sources.figures.lookalikes import Lookalikes
from sources.figures.passage import DIGITS, Passage
from sources.figures.periods import UNKNOWN, hours_of, instant_of, span_of, whole_day
from sources.figures.reached import is_told_as_reached
from sources.figures.spans import read_span
from sources.figures.timegrammar import Rule
from sources.model import Basis, Period

_DAYS: Final = frozenset(
    {"day", "month_day", "iso", "month_first", "day_only", "offset", "part_near", "same_day", "weekday", "ago"}
)
_BROAD: Final = frozenset({"month", "year", "days", "day", "span"})
_AFTERNOON: Final = 12


class Moment(NamedTuple):
    """A time phrase of one text: its characters, its period, and how fine it is."""

    start: int
    end: int
    said: str
    period: Period
    grain: Grain
    basis: Basis = "stated"
    day: date | None = None  # the day that it names, if it names one
    is_of_event: bool = False  # whether that is the day on which an event was that is spoken of


@dataclass(slots=True)
class _Pieces:
    """What a phrase is put together from: "16h30", "chiều", "thứ Sáu", "ngày 5/9"."""

    clock: tuple[int, int] | None = None
    part: str | None = None
    day: Reading | None = None
    weekday: Reading | None = None
    end: int = 0
    has_sign: bool = False  # a clock that nothing else could be: "5 pm", "16h30"


def find_moments(passage: Passage, language: Language, anchor: Anchor) -> list[Moment]:
    """Every time phrase of a text, in order, none inside another."""
    return _Finder(passage, language, anchor).find()


class _Finder:
    def __init__(self, passage: Passage, language: Language, anchor: Anchor) -> None:
        self.passage = passage
        self.low = passage.low
        self.language = language
        self.tables = language.times
        self.anchor = anchor
        self.lookalikes = Lookalikes(passage, language)

    def find(self) -> list[Moment]:
        moments: list[Moment] = []
        at = 0
        low, openings, parts = self.low, self.language.openings, self.tables.parts
        for start, _, word in self.passage.marks:
            if start < at or (word == DIGITS and start and low[start - 1].isalpha()):
                continue
            opening = openings[word] if word in openings else openings.get(word.split()[0])
            if (
                opening is None
                or opening.match(low, start) is None
                or (word in parts and not self._goes_on(start, word))
            ):
                continue
            found = self._read(start)
            if found is None:
                continue
            found = self._of_year_before(found)
            if moments and self._glosses(moments[-1], found):
                found = _on_day_of(moments.pop(), found, self.passage.text)
            if moments and self._says_year_of(moments[-1], found):
                found = _in_year_of(moments.pop(), found, self.passage.text)
            elif moments and self._is_behind_year(moments[-1], found):
                found = _in_year_of(found, moments.pop(), self.passage.text)
            if found.day is not None:
                is_of_event = self._is_of_event(found)
                if is_of_event:
                    found = found._replace(is_of_event=True)
                if not is_of_event or not any(m.day is not None for m in moments):
                    self.anchor = self.anchor._replace(last_day=found.day, is_of_event=is_of_event)
            if found.grain == "quarter":
                self.anchor = self.anchor._replace(quarter=found.period)
            year = _YEAR.search(found.said) if found.grain == "quarter" else None
            if year is not None:
                self.anchor = self.anchor._replace(quarter_year=int(year[0]))
            moments.append(found)
            at = found.end
        return moments

    def _of_year_before(self, found: Moment) -> Moment:
        """ "As of May 12 the flood had killed 14", published in February: a day without a year that would be far ahead,
        and is told as reached, is of the year before."""
        published, day = self.anchor.published, found.day
        if published is None or day is None or day - published <= _FAR or _WITH_YEAR.search(found.said) is not None:
            return found
        if (day.month, day.day) == (2, 29) or found.period.start is None or found.period.end is None:
            return found
        if not is_told_as_reached(self.passage, found.start, self.tables.reached_by, self.tables.ahead):
            return found
        start, end = (each.replace(year=each.year - 1) for each in (found.period.start, found.period.end))
        return found._replace(period=Period(start=start, end=end), day=day.replace(year=day.year - 1))

    def _says_year_of(self, day: Moment, year: Moment) -> bool:
        """ "from August 29 to September 2 last year", "ngày 29/8 năm ngoái": whether a year only says which one a day
        is of that stands right in front of it."""
        if not self._is_year_of(day, year):
            return False
        return self.language.year_of_day.fullmatch(self.low, day.end, year.start) is not None

    def _is_behind_year(self, year: Moment, day: Moment) -> bool:
        """ "Last year, on September 2": the same, where the year stands in front and nothing is compared with it."""
        if not self._is_year_of(day, year) or "," not in self.low[year.end : day.start]:
            return False
        if self.language.day_leads.fullmatch(self.low[year.end : day.start].replace(",", "")) is None:
            return False
        return self.language.compared_time.search(self.low[max(0, year.start - _BACK) : year.start]) is None

    def _glosses(self, said: Moment, day: Moment) -> bool:
        """ "today (April 20)": whether brackets right behind a day that only counts from publication tell its date."""
        if said.day is None or day.grain != "day" or _DIGITS.search(day.said) is None:
            return False
        if not said.said.lower().endswith(tuple(self.tables.near)):
            return False
        return self.low[said.end : day.start] == " (" and self.low.startswith(")", day.end)

    def _is_year_of(self, day: Moment, year: Moment) -> bool:
        """Whether a day by its number, or "the same day", names no year of its own, and a year no number."""
        if year.grain != "year" or day.grain not in ("instant", "part", "day", "days") or day.period.start is None:
            return False
        if _DIGITS.search(day.said) is None and day.basis == "stated":
            return False  # "on Monday"
        return _YEAR.search(day.said) is None and _YEAR.search(year.said) is None

    def _is_of_event(self, moment: Moment) -> bool:
        """ "the quake that struck on February 6", "trận động đất mạnh hôm 1/1": a day of which nothing more is told on
        "the same day"."""
        front = self.low[max(0, moment.start - _BACK) : moment.start]
        if self.language.event_time.search(front) is not None:
            return True
        if self.language.attributive.search(front) is not None:
            return self.language.event_behind.match(self.low, moment.end) is not None
        event = max(self.language.happenings.finditer(front), key=re.Match.end, default=None)
        return event is not None and _FEW_WORDS.fullmatch(front, event.end()) is not None

    def _goes_on(self, start: int, word: str) -> bool:
        """Whether something stands behind a part of the day that makes a time of it."""
        part = self.tables.parts[word].match(self.low, start)
        joiner = self.tables.joiner.match(self.low, part.end()) if part is not None else None
        return joiner is not None and self._opens(joiner.end())

    def _read(self, start: int) -> Moment | None:
        found = self._moment(start, is_open=True)
        if found is None:
            return None
        until = self.tables.until.match(self.low, found.end)
        if until is not None and _is_bare_clock(found):
            later = self._moment(until.end())
            if later is not None and _is_bare_clock(later):
                # "From 8:00 to 22:00": when something is open, on whatever day.
                return self._made(start, later.end, UNKNOWN, "unknown", "stated")
        if until is not None and found.grain in _BROAD:
            later = self._moment(until.end())
            if (
                later is not None
                and later.grain in _BROAD
                and found.period.start is not None
                and later.period.end is not None
                and (found.grain == later.grain or found.grain in ("span", "days"))
            ):
                return self._joined(found, later)
        return found

    def _joined(self, first: Moment, last: Moment) -> Moment:
        """A range from the beginning of one to the end of the other; a year said once is the year of both."""
        start, end = first.period.start, last.period.end
        assert start is not None
        assert end is not None
        is_year_shared = _YEAR.search(last.said) is not None and _YEAR.search(first.said) is None
        if (start > end or is_year_shared) and (start.month, start.day) != (2, 29):
            moved = start.replace(year=end.year)
            if moved > end and (is_year_shared or (_YEAR.search(first.said) is None and moved - end > _MONTHS)):
                moved = start.replace(year=end.year - 1)
            if moved <= end:
                start = moved
        if start > end:
            return first
        grain: Grain = "days" if first.grain in ("day", "days") else "span"
        return Moment(
            first.start, last.end, self.passage.text[first.start : last.end], span_of(start.date(), end.date()), grain
        )

    def _moment(self, start: int, *, is_open: bool = False) -> Moment | None:
        """A clock, a part of the day and a day in any order, or one longer stretch of time; `is_open` says that some
        form fits."""
        pieces = _Pieces(end=start)
        place = start
        while True:
            end = self._piece(place, pieces) if is_open or self._opens(place) else None
            if end is None:
                break
            is_open = False
            if pieces.day is not None and pieces.day.grain not in ("day", "unknown"):
                reading = pieces.day
                return self._made(start, pieces.end, reading.period, reading.grain, reading.basis)
            pieces.end = end
            joiner = self.tables.joiner.match(self.low, end)
            if joiner is None:
                break
            place = joiner.end()
        return self._composed(start, pieces)

    def _made(self, start: int, end: int, period: Period, grain: Grain, basis: Basis) -> Moment:
        names_day = period.start is not None and grain in ("instant", "part", "day")
        day = period.start.date() if names_day and period.start is not None else None
        return Moment(start, end, self.passage.text[start:end], period, grain, basis, day)

    def _composed(self, start: int, pieces: _Pieces) -> Moment | None:
        reading = pieces.day or pieces.weekday
        basis: Basis = "stated"
        if reading is None:
            if pieces.clock is None or not (pieces.has_sign or pieces.part or self.lookalikes.is_led(start)):
                return None
            day = self.anchor.last_day or self.anchor.published
            if self.anchor.is_of_event and self._is_counted_by(start):
                day = self.anchor.published or day
            basis = "derived"
        else:
            day, basis = reading.day, reading.basis
        if day is None:
            return self._made(start, pieces.end, UNKNOWN, "unknown", basis)
        hours = self.tables.dayparts.get(pieces.part or "")
        if pieces.clock is not None:
            hour, minute = pieces.clock
            if hours and hours[0] >= _AFTERNOON and hour < _AFTERNOON:
                hour += _AFTERNOON
            return self._made(start, pieces.end, instant_of(day, hour, minute), "instant", basis)
        if hours:
            return self._made(start, pieces.end, hours_of(day, *hours), "part", basis)
        return self._made(start, pieces.end, whole_day(day), "day", basis)

    def _is_counted_by(self, start: int) -> bool:
        """ "as of 4 pm": whether words lead to an hour up to which something was counted, whenever an event was."""
        return self.language.counted_by.search(self.low, max(0, start - _BACK), start) is not None

    def _piece(self, place: int, pieces: _Pieces) -> int | None:
        """The piece at a place, longest form first; its end, or None when none fits into what is there."""
        for rule, match in self._candidates(place):
            if rule.kind == "clock":
                if pieces.clock is None and self._take_clock(match, pieces):
                    return match.end()
            elif rule.kind == "part":
                if pieces.part is None:
                    pieces.part = " ".join(match["part"].split())
                    return match.end()
            elif rule.kind in _DAYS:
                is_weekday = rule.kind in ("weekday", "offset")
                held = pieces.weekday if is_weekday else pieces.day
                if held is not None or (is_weekday and pieces.day is not None):
                    continue
                has_lead = pieces.end > place or pieces.clock is not None or pieces.part is not None
                reading = self._day(rule, match, place, has_lead or pieces.weekday is not None)
                if reading is None:
                    continue
                if is_weekday:
                    pieces.weekday = reading
                else:
                    pieces.day = reading
                if reading.part and pieces.part is None:
                    pieces.part = reading.part
                return match.end()
            elif pieces.clock is None and pieces.part is None and pieces.weekday is None and pieces.day is None:
                span = read_span(rule.kind, match, self.anchor, self.tables)
                if span is None or self.lookalikes.is_no_stretch(rule.kind, match):
                    continue
                pieces.day = span
                pieces.end = match.end()
                return match.end()
        return None

    def _opens(self, place: int) -> bool:
        """Whether any form fits at a place: most words that a time may begin with begin none."""
        low = self.low
        word = _WORD.match(low, place)
        if word is None:
            return False
        opening = self.tables.opening.get(DIGITS if low[place].isdigit() else word[0])
        return opening is not None and opening.match(low, place) is not None

    def _candidates(self, place: int) -> list[tuple[Rule, re.Match[str]]]:
        """The forms that fit at a place where one opens, the longest first."""
        low = self.low
        word = _WORD.match(low, place)
        assert word is not None
        rules = self.tables.rules[DIGITS if low[place].isdigit() else word[0]]
        sign = _SIGN.match(low, place)
        fitting = rules.get(sign[1] if not sign[1].isspace() else " ") if sign else None
        found = [
            (rule, match)
            for rule in (rules[""] if fitting is None else fitting)
            if (match := rule.pattern.match(low, place)) is not None
        ]
        if len(found) > 1:
            found.sort(key=lambda each: -each[1].end())
        return found

    def _take_clock(self, match: re.Match[str], pieces: _Pieces) -> bool:
        groups = match.groupdict()
        hour, minute = int(groups["H"]), int(groups.get("M") or 0)
        is_half = groups.get("half") is not None
        if is_half:
            minute = 30
        meridiem = groups.get("ampm") or ""
        if meridiem.startswith("p") and hour < _AFTERNOON:
            hour += _AFTERNOON
        if meridiem.startswith("a") and hour == _AFTERNOON:
            hour = 0
        if hour > 24 or (hour == 24 and minute):
            return False
        pieces.clock = (hour, minute)
        pieces.has_sign = bool(meridiem) or is_half or groups.get("M") is not None
        return True

    def _day(self, rule: Rule, match: re.Match[str], place: int, has_lead: bool) -> Reading | None:
        if self.lookalikes.is_no_day(rule.kind, match, place, has_lead, self.anchor.near):
            return None
        reading = read_day(rule.kind, match, self.anchor, self.tables)
        if rule.kind == "weekday" and reading is not None and self._is_ahead(match, place):
            return reading.next_week(self.anchor)
        return reading

    def _is_ahead(self, match: re.Match[str], place: int) -> bool:
        """ "is on track to pass it as early as Thursday", "sẽ ra rạp vào thứ Sáu": a weekday that is yet to come."""
        if match.groupdict().get("which"):
            return False
        front = _CLAUSE_ENDS.split(self.low[max(0, place - _FRONT) : place])[-1]
        if self.tables.past_day.search(front) is not None:
            return False
        ahead = list(self.tables.ahead.finditer(front))
        return bool(ahead) and self.language.says.search(front, ahead[-1].end()) is None


def _in_year_of(day: Moment, year: Moment, text: str) -> Moment:
    """A day or some days of the year that stands beside them."""
    start, end, told = day.period.start, day.period.end, year.period.end
    if start is None or end is None or told is None or (2, 29) in ((start.month, start.day), (end.month, end.day)):
        return day
    away = told.year - end.year
    period = Period(start=start.replace(year=start.year + away), end=end.replace(year=told.year))
    named = day.day.replace(year=day.day.year + away) if day.day is not None else None
    first, last = min(day.start, year.start), max(day.end, year.end)
    return day._replace(start=first, end=last, said=text[first:last], period=period, day=named)


def _on_day_of(said: Moment, day: Moment, text: str) -> Moment:
    """The time of a day that brackets behind it give the date of, those with it."""
    start, end = said.period.start, said.period.end
    if said.day is None or day.day is None or start is None or end is None:
        return day
    away = day.day - said.day
    return said._replace(
        end=day.end + 1,
        said=text[said.start : day.end + 1],
        period=Period(start=start + away, end=end + away),
        day=day.day,
    )


def _is_bare_clock(moment: Moment) -> bool:
    """An hour without a day."""
    return moment.grain == "instant" and moment.basis == "derived"


_CLAUSE_ENDS: Final = re.compile(r"[.,;:!?](?!\d)")
_BACK: Final = 40  # characters in front of a day in which words say that something happened then
_FEW_WORDS: Final = re.compile(r"(?:\s[^\W\d_]+){0,2}(?:\s(?:on|of))?\s")  # between an event and its day
_FRONT: Final = 90  # characters in front of a weekday in which its clause tells of what is to come
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_WITH_YEAR: Final = re.compile(rf"{_YEAR.pattern}|\d[/.-]\d+[/.-]\d")
_WORD: Final = re.compile(r"\w+")
_MONTHS: Final = timedelta(
    days=90
)  # "December 15 to June 14": so much too late, the first of two is of the year before
_DIGITS: Final = re.compile(r"\d+")
_FAR: Final = timedelta(days=45)  # how far away a day is named with its year or a word that says so
_SIGN: Final = re.compile(r"\D{0,24}\d+(.?)", re.DOTALL)
