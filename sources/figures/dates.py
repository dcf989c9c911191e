"""What the forms of days mean: a matched form and the publication time -> a day."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from sources.figures.lexicon import fold_case
from sources.figures.periods import (
    UNKNOWN,
    nearest_year,
    shift_month,
)
from sources.figures.timegrammar import TimeTables
from sources.model import Basis, Period

Grain = Literal["instant", "part", "day", "days", "week", "weekend", "month", "quarter", "span", "year", "unknown"]
_AHEAD: Final = timedelta(days=2)  # how far behind publication a day may lie that is told as past


class Anchor(NamedTuple):
    """What unfinished dates are finished with: the day of publication and the day spoken of last."""

    published: date | None
    last_day: date | None = None
    hint: date | None = None  # a day near what is spoken of, where nothing says when it was published
    is_of_event: bool = False  # whether that day is only the one on which an event was
    quarter_year: int | None = None  # the year of the quarter that the text named last with its year
    quarter: Period | None = None  # the quarter that it named last

    @property
    def near(self) -> date | None:
        return self.published or self.hint


class Reading(NamedTuple):
    """A form read: the day, where it is one, or the period."""

    day: date | None
    period: Period = UNKNOWN
    grain: Grain = "day"
    basis: Basis = "stated"
    part: str | None = None

    def next_week(self, anchor: Anchor) -> Reading:
        """The same weekday where it is yet to come; what is published on such a day speaks of that day."""
        if self.day is None or anchor.published is None or self.day >= anchor.published:
            return self
        return self._replace(day=self.day + timedelta(days=7))


_OPEN: Final = Reading(None, grain="unknown")


def read_day(kind: str, match: re.Match[str], anchor: Anchor, tables: TimeTables) -> Reading | None:
    """A form that names one day; None when there is no such day."""
    groups = match.groupdict()
    match kind:
        case "day" | "iso" | "month_day":
            return _calendar_day(groups, anchor, tables, is_fixed=kind != "day" or not tables.is_month_first)
        case "month_first":
            return dated(1, month_named(groups["m"] or "", tables), groups.get("y"), anchor)
        case "day_only":
            return _day_of_month(int(groups["d"]), anchor)
        case "same_day":
            if anchor.last_day is None:
                return _OPEN
            return Reading(anchor.last_day, basis="derived")
        case "weekday":
            return _weekday(groups, anchor, tables)
        case "offset" | "part_near":
            near = tables.near[fold_case(groups["near"])]
            part = fold_case(groups["part"]) if groups.get("part") else None
            return _days_away(near, anchor, part)
        case "ago":
            count = count_said(groups["n"], tables)
            if not count:
                return _OPEN  # "a few days ago"
            return _days_away(-count if tables.units[fold_case(groups["unit"])] == "day" else -7 * count, anchor)
        case _:
            raise AssertionError(kind)


def _days_away(days: int, anchor: Anchor, part: str | None = None) -> Reading:
    if anchor.published is None:
        return _OPEN
    return Reading(anchor.published + timedelta(days=days), part=part)


def _calendar_day(
    groups: dict[str, str | None], anchor: Anchor, tables: TimeTables, *, is_fixed: bool
) -> Reading | None:
    day, month = int(groups["d"] or 0), month_named(groups["m"] or "", tables)
    if not month or not day:
        return None
    first = dated(day, month, groups.get("y"), anchor)
    if not is_fixed and day <= 12 and (groups["m"] or "").isdigit():
        # "9/7" in English is the seventh of September too, when that is nearer to what was published.
        second = dated(month, day, groups.get("y"), anchor)
        if (
            first
            and second
            and first.day
            and second.day
            and anchor.near
            and _miss(second.day, anchor.near) * 4 < _miss(first.day, anchor.near)
        ):
            return second
    return first


def _miss(day: date, near: date) -> int:
    return abs((day - near).days)


def dated(day: int, month: int, year: str | None, anchor: Anchor) -> Reading | None:
    """A day by its parts, or the nearest such day where no year is told; None where there is none."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is None:
        if anchor.near is None:
            return _OPEN
        found = nearest_year(day, month, anchor.near)
        return Reading(found) if found else None
    try:
        return Reading(date(whole_year(year), month, day))
    except ValueError:
        return None


def whole_year(year: str) -> int:
    """A year of two or four digits."""
    if len(year) > 2:
        return int(year)
    return 2000 + int(year) if int(year) < 70 else 1900 + int(year)


def _day_of_month(number: int, anchor: Anchor) -> Reading | None:
    """ "ngày 31": of the month of the day spoken of last, or the latest such day before publication."""
    base = anchor.last_day or anchor.published
    if base is None:
        return _OPEN
    month = base.replace(day=1)
    for _ in range(3):
        if number <= calendar.monthrange(month.year, month.month)[1]:
            day = month.replace(day=number)
            if anchor.published is None or day <= anchor.published + _AHEAD:
                return Reading(day)
        month = shift_month(month, -1)
    return None


def _weekday(groups: dict[str, str | None], anchor: Anchor, tables: TimeTables) -> Reading:
    """The latest such day up to publication; "next" and "last" move it into a neighbouring week."""
    part = fold_case(groups["part"] or "") if groups.get("part") else None
    if anchor.published is None:
        return _OPEN
    weekday = tables.weekdays[fold_case(groups["w"] or "")]
    day = anchor.published - timedelta(days=(anchor.published.weekday() - weekday) % 7)
    which = tables.which.get(fold_case(groups.get("which") or ""))
    week = groups.get("week")
    if week is not None and which is not None:
        day = anchor.published - timedelta(days=anchor.published.weekday() - weekday) + timedelta(days=7 * which)
    elif which == 1:
        day += timedelta(days=7)
    elif which == -1 and day == anchor.published:
        day -= timedelta(days=7)
    return Reading(day, part=part)


def month_named(name: str, tables: TimeTables) -> int:
    """The number of a month by its name or digits."""
    return int(name) if name.isdigit() else tables.months.get(fold_case(name), 0)


def count_said(said: str, tables: TimeTables) -> int:
    """A count in digits or words."""
    return int(said) if said.isdigit() else tables.counts.get(fold_case(said), 0)
