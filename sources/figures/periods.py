"""Stretches of the calendar: days, weeks, months, quarters and years as closed periods."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sources.model import VIETNAM, Period

UNKNOWN = Period()
_HALF_A_YEAR = timedelta(days=182)
_MIDDLE = (11, 20)  # the days that "mid-June" may mean


@lru_cache(maxsize=4096)
def whole_day(day: date) -> Period:
    return Period(start=datetime.combine(day, time(), VIETNAM), end=datetime.combine(day, time(23, 59, 59), VIETNAM))


def span_of(first: date, last: date) -> Period:
    """From the beginning of one day to the end of another."""
    return Period(start=whole_day(first).start, end=whole_day(last).end)


def hours_of(day: date, first: int, last: int) -> Period:
    """From the beginning of one hour of a day to the end of another."""
    return Period(
        start=datetime.combine(day, time(first), VIETNAM), end=datetime.combine(day, time(last, 59, 59), VIETNAM)
    )


def instant_of(day: date, hour: int, minute: int) -> Period:
    """A minute of a day; 24:00 is the beginning of the next."""
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    moment = datetime.combine(day, time(hour, minute), VIETNAM)
    return Period(start=moment, end=moment)


def end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def months_of(year: int, first: int, last: int) -> Period:
    """Whole months of one year."""
    return span_of(date(year, first, 1), end_of_month(year, last))


def week_of(day: date) -> Period:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return span_of(monday, monday + timedelta(days=6))


def shift_month(day: date, months: int) -> date:
    """The first day of the month that lies so many months away."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def in_year(period: Period, year: int) -> Period | None:
    """The same stretch, ending in another year; None when either end is open or there is no such day."""
    if period.start is None or period.end is None:
        return None
    first, last = period.start.astimezone(VIETNAM).date(), period.end.astimezone(VIETNAM).date()
    try:
        return span_of(first.replace(year=first.year + year - last.year), last.replace(year=year))
    except ValueError:  # the 29th of February
        return None


def last_day(period: Period) -> date | None:
    """The day up to which a period is told; what is told by the middle of a month is told to its 15th."""
    if period.end is None:
        return None
    is_middle = period.start is not None and (period.start.day, period.end.day) == _MIDDLE
    return period.end.date().replace(day=15) if is_middle else period.end.date()


def nearest_year(day: int, month: int, near: date) -> date | None:
    """The day of the year that brings it nearest."""
    try:
        found: date | None = date(near.year, month, day)
    except ValueError:
        found = None
    if found is not None and abs(found - near) <= _HALF_A_YEAR:
        return found
    found = None
    for year in (near.year, near.year - 1, near.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if found is None or abs(candidate - near) < abs(found - near):
            found = candidate
    return found
