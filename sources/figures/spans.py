"""What the forms of longer stretches of time mean: a matched form and the publication time -> a period."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from sources.figures.dates import Anchor, Grain, Reading, count_said, dated, month_named, whole_year
from sources.figures.lexicon import fold_case
from sources.figures.periods import UNKNOWN, end_of_month, months_of, shift_month, span_of, week_of, whole_day
from sources.figures.timegrammar import TimeTables
from sources.model import Period

_BEGUN: Final = timedelta(days=31)  # how long a quarter has run of which nothing can be known yet
_QUARTER: Final = 3  # months
_PLANNED: Final = 6  # months ahead that "through" a month still speaks of
_MONTH_DONE: Final = 25  # from which day on a month is spoken of as one that has passed
_EDGE: Final = 3  # days by which what is told by months may end before the last of one
_LATE: Final = timedelta(days=21)  # how long before their end months are told of as if they were over
_LONGEST: Final = 400  # days between the ends of a range of days


def read_span(kind: str, match: re.Match[str], anchor: Anchor, tables: TimeTables) -> Reading | None:
    """A form that names a longer stretch of time; None when there is no such stretch."""
    read = _SPANS[kind](match, anchor, tables)
    if read is None:
        return None
    period, grain = read
    return Reading(None, period, grain)


_Span = tuple[Period, Grain] | None


def _year_in(groups: dict[str, str | None], anchor: Anchor) -> int | None:
    year = groups.get("y")
    if year:
        return whole_year(year)
    return anchor.near.year if anchor.near else None


def _relative_year(groups: dict[str, str | None], anchor: Anchor, tables: TimeTables) -> int | None:
    """ "this year", "last year", behind the part of it that is meant."""
    if not groups.get("which") or anchor.published is None:
        return None
    return anchor.published.year + tables.which[fold_case(groups["which"] or "")]


def _is_latter(match: re.Match[str], tables: TimeTables) -> bool:
    """Whether the later part of a year is meant; "last" of "the first half last year" says which year."""
    front = match.start("which") if match.groupdict().get("which") else match.end()
    return tables.later.search(match[0][: front - match.start()]) is not None


def _days(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    groups = match.groupdict()
    second = month_named(groups.get("m2") or groups["m"] or "", tables)
    first = month_named(groups["m"] or "", tables) if groups.get("m2") else second
    last_day = dated(int(groups["d2"] or 0), second, groups.get("y"), anchor)
    if last_day is None or last_day.day is None:
        return None
    start = dated(int(groups["d"] or 0), first, str(last_day.day.year), anchor)
    if start is None or start.day is None or start.day > last_day.day or (last_day.day - start.day).days > _LONGEST:
        return None
    return span_of(start.day, last_day.day), "days"


def _whole_month(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    groups = match.groupdict()
    month = month_named(groups["m"] or "", tables)
    year = _past_year(groups, anchor, month)
    if groups.get("which"):
        away = tables.which[fold_case(groups["which"] or "")]
        year = anchor.published.year + away if anchor.published is not None else None
    if year is None:
        return UNKNOWN, "unknown"
    if groups.get("m2"):
        last = month_named(groups["m2"] or "", tables)
        return (months_of(year, month, last), "span") if month < last else None
    return months_of(year, month, month), "month"


def _past_year(groups: dict[str, str | None], anchor: Anchor, month: int) -> int | None:
    """The year that was said, else the latest in which the month had begun."""
    year = _year_in(groups, anchor)
    if year is not None and not groups.get("y") and anchor.published and date(year, month, 1) > anchor.published:
        year -= 1
    return year


def _through_month(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    groups = match.groupdict()
    month = month_named(groups["m"] or "", tables)
    told = _relative_year(groups, anchor, tables)
    if told is not None:
        return months_of(told, 1, month), "span"
    year = _past_year(groups, anchor, month)
    if anchor.published is not None and not groups.get("y") and 0 < month - anchor.published.month <= _PLANNED:
        year = anchor.published.year  # "through August", told in May
    return (months_of(year, 1, month), "span") if year is not None else (UNKNOWN, "unknown")


def _part_of_month(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The beginning, middle or end of a month, or one of its halves."""
    groups = match.groupdict()
    month = month_named(groups["m"] or "", tables)
    year = _relative_year(groups, anchor, tables) or _past_year(groups, anchor, month)
    if year is None:
        return UNKNOWN, "unknown"
    last = end_of_month(year, month)
    said = fold_case(match[0])
    first_word = said.split()[0].split("-")[0]
    edges = tables.month_parts.get(first_word)
    if edges is None:
        edges = (16, 31) if tables.later.search(said) else (1, 15)
    return span_of(last.replace(day=edges[0]), last.replace(day=min(edges[1], last.day))), "days"


def _first_days(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The first n days of a month, or the first n days or weeks of a year."""
    groups = match.groupdict()
    month = month_named(groups["m"] or "", tables) if "m" in groups else 1
    year = _past_year(groups, anchor, month)
    if year is None:
        return UNKNOWN, "unknown"
    count = count_said(groups["n"] or "", tables)
    count *= 7 if any(word in tables.week_words for word in fold_case(match[0]).split()) else 1
    last = end_of_month(year, month)
    if not 1 <= count <= last.day:
        return None
    return span_of(last.replace(day=1), last.replace(day=count)), "span"


def _first_months(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The first n months of a year."""
    groups = match.groupdict()
    count = count_said(groups["n"] or "", tables) if "n" in groups else 1
    if not 1 <= count <= 12:
        return None
    told = _relative_year(groups, anchor, tables)
    year = told or _year_in(groups, anchor)
    if year is None:
        return UNKNOWN, "unknown"
    if (
        told is None
        and not groups.get("y")
        and anchor.published
        and end_of_month(year, count) > anchor.published + timedelta(days=20)
    ):
        year -= 1
    if _is_latter(match, tables):
        return months_of(year, 13 - count, 12), "span"
    return months_of(year, 1, count), "span"


def _quarter(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    groups = match.groupdict()
    if groups.get("which") and not groups.get("q"):
        if anchor.published is None:
            return UNKNOWN, "unknown"
        first = shift_month(anchor.published, 3 * tables.which[fold_case(groups["which"] or "")])
        quarter, year = (first.month + 2) // 3, first.year
        return months_of(year, 3 * quarter - 2, 3 * quarter), "quarter"
    quarter = tables.quarters[fold_case(groups["q"] or "")]
    told = _relative_year(groups, anchor, tables)
    if told is not None:
        return months_of(told, 3 * quarter - 2, 3 * quarter), "quarter"
    found = _past_year(groups, anchor, 3 * quarter - 2)
    if found is None:
        found = anchor.quarter_year
    if found is None:
        return UNKNOWN, "unknown"
    is_told = groups.get("y") is None and anchor.published is not None and anchor.quarter_year == found - 1
    if is_told and anchor.published < date(found, 3 * quarter - 2, 1) + _BEGUN:  # type: ignore[operator]
        found -= 1  # behind the fourth quarter of a year: of the next, nothing is known yet
    return months_of(found, 3 * quarter - 2, 3 * quarter), "quarter"


def _ended(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """ "the quarter ended June 30", "six months to March 31, 2025": so many months up to the end of one."""
    groups = match.groupdict()
    month = month_named(groups["m"] or "", tables)
    count = count_said(groups.get("n") or "", tables)
    if not count:
        said = fold_case(match[0])
        count = next((months for word, months in tables.lengths.items() if said.startswith(word)), 0)
    if not 1 <= count <= 12 or not month:
        return None
    year = _past_year(groups, anchor, month)
    if year is None:
        return UNKNOWN, "unknown"
    last = end_of_month(year, month)
    if groups.get("d") is not None and not last.day - _EDGE <= int(groups["d"]) <= last.day:
        return UNKNOWN, "unknown"  # of months that are none of the calendar's
    return span_of(shift_month(last, 1 - count), last), "quarter" if count == 3 and month % 3 == 0 else "span"


def _half(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    groups = match.groupdict()
    year = _relative_year(groups, anchor, tables) or _year_in(groups, anchor)
    if year is None or tables.any_half.fullmatch(fold_case(match[0])) is not None:
        return UNKNOWN, "unknown"
    return (months_of(year, 7, 12) if _is_latter(match, tables) else months_of(year, 1, 6)), "span"


def _year(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    groups = match.groupdict()
    if groups.get("which"):
        if anchor.published is None:
            return UNKNOWN, "unknown"
        year = anchor.published.year + tables.which[fold_case(groups["which"] or "")]
    else:
        said = _year_in(groups, anchor)
        if said is None:
            return UNKNOWN, "unknown"
        is_over = not groups.get("y") and anchor.published is not None and anchor.published.month == 1
        year = said - 1 if is_over else said  # "for the entire year", told in January
    return months_of(year, 1, 12), "year"


def _years(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """Years of a crop or a season: from the month that it begins in to the same month of the other year."""
    first, last = int(match["y"]), whole_year(match["y2"])
    if not 0 < last - first <= 10:
        return None
    start = date(first, tables.crop_start, 1)
    return span_of(start, date(last, tables.crop_start, 1) - timedelta(days=1)), "span"


def _unfinished(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """A year of a school or a company, told by two of the calendar's: nobody knows where it begins."""
    return UNKNOWN, "unknown"


def _crop_now(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The crop year that had begun when it was told, or one beside it."""
    if anchor.published is None:
        return UNKNOWN, "unknown"
    which = tables.which.get(fold_case(match.groupdict().get("which") or ""), 0)
    year = anchor.published.year + which - (anchor.published.month < tables.crop_start)
    return _months_from(year, tables.crop_start, 12), "span"


def _crop_months(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The first n months of a crop year; of one without its years, the latest of which so many were over."""
    groups = match.groupdict()
    count = count_said(groups["n"] or "", tables)
    if not 1 <= count <= 12:
        return None
    if groups.get("y"):
        years = _years(match, anchor, tables)
        return years and (_months_from(int(groups["y"] or 0), tables.crop_start, count), "span")
    if anchor.published is None:
        return UNKNOWN, "unknown"
    year = anchor.published.year
    while shift_month(date(year, tables.crop_start, 1), count) > anchor.published + _LATE:
        year -= 1
    return _months_from(year, tables.crop_start, count), "span"


def _months_from(year: int, month: int, count: int) -> Period:
    """So many whole months from one on."""
    first = date(year, month, 1)
    return span_of(first, shift_month(first, count) - timedelta(days=1))


def _month_to_month(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """ "10/2024 - 9/2025": whole months, each end with its year."""
    first = date(int(match["y1"]), month_named(match["m"], tables), 1)
    last = end_of_month(int(match["y"]), month_named(match["m2"], tables))
    return (span_of(first, last), "span") if first < last and (last - first).days <= _LONGEST else None


def _week(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    if anchor.published is None:
        return UNKNOWN, "unknown"
    return week_of(anchor.published + timedelta(days=7 * tables.which[fold_case(match["which"])])), "week"


def _iso_week(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    year, number = int(match["y"]), int(match["wk"])
    if number == 53 and date(year, 12, 28).isocalendar().week < 53:
        return None
    return week_of(date.fromisocalendar(year, number, 1)), "week"


def _lunar(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """A day of the lunar calendar: a time, and no day of ours."""
    return UNKNOWN, "unknown"


def _month_away(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    if anchor.published is None:
        return UNKNOWN, "unknown"
    first = shift_month(anchor.published, tables.which[fold_case(match["which"])])
    return months_of(first.year, first.month, first.month), "month"


def _long_ago(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The month that lies so many months back, or the year that lies so many years back."""
    count = count_said(match["n"], tables)
    if anchor.published is None or not count:
        return UNKNOWN, "unknown"  # "a few years ago"
    if tables.units[fold_case(match["unit"])] == "month":
        first = shift_month(anchor.published, -count)
        return months_of(first.year, first.month, first.month), "month"
    year = anchor.published.year - count
    return None if year < 1 else (months_of(year, 1, 12), "year")


def _weekend(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """Friday to Sunday: the latest that had begun."""
    if anchor.published is None:
        return UNKNOWN, "unknown"
    which = tables.which.get(fold_case(match.groupdict().get("which") or ""), 0)
    sunday = anchor.published - timedelta(days=(anchor.published.weekday() + 1) % 7)
    if which == 1 or (anchor.published.weekday() in (4, 5) and which == 0 and match.groupdict().get("which")):
        sunday += timedelta(days=7)
    return span_of(sunday - timedelta(days=2), sunday), "weekend"


def _year_to_date(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    year = _year_in(match.groupdict(), anchor)
    if year is None:
        return UNKNOWN, "unknown"
    if anchor.published is None:
        return Period(start=whole_day(date(year, 1, 1)).start), "span"  # up to when is not known
    last = anchor.published if year == anchor.published.year else date(year, 12, 31)
    return span_of(date(year, 1, 1), last), "span"


def _year_edge(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The beginning or the end of a year, as one end of a range."""
    groups = match.groupdict()
    year = _year_in(groups, anchor)
    if year is None:
        return UNKNOWN, "unknown"
    said = match[0]
    if groups.get("which"):
        year += tables.which[fold_case(groups["which"] or "")]
        said = said[: match.start("which") - match.start()]  # "sau" of "đầu năm sau" is no end
    return whole_day(date(year, 12, 31) if tables.later.search(said) else date(year, 1, 1)), "span"


def _last_units(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The past n days, weeks, months or years."""
    if anchor.published is None:
        return UNKNOWN, "unknown"
    count = count_said(match["n"], tables)
    unit = tables.units[fold_case(match["unit"])]
    last = anchor.published
    if not count:
        return UNKNOWN, "unknown"  # "the last few years"
    if unit == "month" and count == _QUARTER and anchor.quarter is not None and _is_just_over(anchor.quarter, last):
        return anchor.quarter, "span"  # "the second quarter, which ended June 30. In the past three months"
    if unit == "month" and count == last.month and last.day >= _MONTH_DONE:
        return months_of(last.year, 1, count), "span"  # "the past four months", told on April 29
    match unit:
        case "day":
            return span_of(last - timedelta(days=count), last), "span"
        case "week":
            return span_of(last - timedelta(days=7 * count), last), "span"
        case "month":
            first = shift_month(last, -count)
            return span_of(first, shift_month(last, 0) - timedelta(days=1)), "span"
        case _:
            if last.year - count < 1:
                return None
            return span_of(date(last.year - count, 1, 1), date(last.year - 1, 12, 31)), "span"


def _is_just_over(quarter: Period, day: date) -> bool:
    """Whether a quarter had ended when something was told, and none had since."""
    return quarter.end is not None and timedelta(0) < day - quarter.end.date() <= _QUARTER * _BEGUN


def _last_hours(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    """The past n hours, by the days that they lie in: when on its day a text was published is not asked."""
    if anchor.published is None:
        return UNKNOWN, "unknown"
    days = -(-count_said(match["n"], tables) // 24)
    return span_of(anchor.published - timedelta(days=days), anchor.published), "span"


def _decade(match: re.Match[str], anchor: Anchor, tables: TimeTables) -> _Span:
    first = int(match["y"])
    return (span_of(date(first, 1, 1), date(first + 9, 12, 31)), "span") if first % 10 == 0 else None


_SPANS: Final = {
    "days": _days,
    "month": _whole_month,
    "through_month": _through_month,
    "part_of_month": _part_of_month,
    "first_days": _first_days,
    "first_months": _first_months,
    "quarter": _quarter,
    "ended": _ended,
    "half": _half,
    "year": _year,
    "crop_year": _years,
    "crop_months": _crop_months,
    "crop_now": _crop_now,
    "unfinished_year": _unfinished,
    "month_to_month": _month_to_month,
    "week": _week,
    "iso_week": _iso_week,
    "lunar": _lunar,
    "month_away": _month_away,
    "long_ago": _long_ago,
    "weekend": _weekend,
    "year_to_date": _year_to_date,
    "year_edge": _year_edge,
    "last_units": _last_units,
    "last_hours": _last_hours,
    "decade": _decade,
}
