"""One field of a line as a value, or UsageError that says where, what was found and what was expected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from sources.errors import UsageError
from sources.lines.exact import show
from sources.lines.written import EPOCH
from sources.model import VIETNAM, Milestone, Period
from sources.seeds import YEARS, parse_period
from sources.text import normalise

_LEAST: Final = Decimal("1e-24")  # amounts are larger than this and smaller than its inverse; no report has others
_MOST: Final = Decimal("1e24")
_LONGEST = 10**9  # characters


def amount_of(value: object, unit: str, key: str, where: str) -> Decimal | None:
    """An exact number; of unit "date" the number of its day."""
    if value is None:
        return None
    if unit == "date":
        try:
            day = date.fromisoformat(str(value)[:10])
            if day.year not in YEARS:
                raise ValueError
            return Decimal((day - EPOCH).days)
        except ValueError:
            raise UsageError(f"{where}: {key}: expected a day such as 2025-09-07, found {show(value)}") from None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str | float):
        raise UsageError(f"{where}: {key}: expected a number, found {show(value)}")
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        exact = Decimal("nan")
    if exact.is_finite() and (abs(exact) >= _MOST or 0 < abs(exact) <= _LEAST):
        raise UsageError(f"{where}: {key}: expected a number between {_LEAST} and {_MOST}, found {show(value)}")
    if not exact.is_finite():
        raise UsageError(f"{where}: {key}: expected a number, found {show(value)}")
    return exact


def choice_of(line: Mapping[str, object], key: str, allowed: tuple[str, ...], default: str, where: str) -> str:
    """One of some words, or the default where nothing is said."""
    value = line.get(key)
    if value is None:
        return default
    if value not in allowed:
        raise UsageError(f"{where}: {key}: expected one of {', '.join(allowed)}, found {show(value)}")
    return str(value)


def text_of(value: object) -> str | None:
    """Text in NFC; None for what is empty or no text."""
    return normalise(str(value)) if isinstance(value, str) and value.strip() else None


def whole_of(value: object, default: int) -> int:
    """A whole number; the default for anything else."""
    return int(value) if isinstance(value, int | Decimal) and -_LONGEST < value < _LONGEST else default


def time_of(value: object, key: str, where: str) -> Period | None:
    """A day, a month or an instant."""
    if value is None or value == "":
        return None
    try:
        return parse_period(str(value), VIETNAM)
    except ValueError:
        raise UsageError(f"{where}: {key}: expected a day, a month or an instant, found {show(value)}") from None


def lenient_time_of(value: object) -> Period | None:
    """A time that a figure can do without: words such as "previous report" are an unknown time, not a bad line."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return parse_period(value, VIETNAM)
    except ValueError:
        return None


def publication_of(value: object, where: str) -> Period | None:
    """When it was published: words that are no time are an unknown time."""
    return lenient_time_of(value) if isinstance(value, str) else time_of(value, "published", where)


def named_period_of(label: object) -> Period | None:
    """A period given by name: "2024", "2024-H1", "2024-Q4", "2023-10/2024-10". None for other words."""
    if not isinstance(label, str):
        return None
    first, _, last = label.strip().partition("/")
    part = re.fullmatch(r"(\d{4})-([HQ])([1-4])", first)
    if part and not last:
        length = 6 if part[2] == "H" else 3
        month = length * int(part[3])
        if month > 12:
            return None
        start, end = f"{part[1]}-{month - length + 1:02}", f"{part[1]}-{month:02}"
    else:
        start, end = first, last or first
    begin, close = lenient_time_of(start), lenient_time_of(end)
    return Period(start=begin.start, end=close.end) if begin and close else None


def instant_of(value: object) -> datetime | None:
    """The beginning of a time that a figure can do without."""
    period = lenient_time_of(value)
    return period.start if period else None


def span_of(line: Mapping[str, object], first: str, last: str, where: str) -> Period | None:
    """From the beginning of one field's time to the end of another's. None: neither is there."""
    start, end = time_of(line.get(first), first, where), time_of(line.get(last), last, where)
    if start is None and end is None:
        return None
    span = Period(start=start.start if start else None, end=end.end if end else None)
    if span.start is not None and span.end is not None and span.start > span.end:
        raise UsageError(
            f"{where}: {first}, {last}: expected a start before the end, found {span.start} and {span.end}"
        )
    return span


def milestone_of(value: object, where: str) -> Milestone | None:
    """What a duration leads to: an object, an amount in dong, or a name."""
    match value:
        case Mapping():
            return Milestone(
                value=amount_of(value.get("value"), "", "milestone: value", where),
                unit=text_of(value.get("unit")),
                subject=text_of(value.get("subject")),
            )
        case int() | Decimal():
            return Milestone(value=amount_of(value, "", "milestone", where), unit="VND")
        case str():
            return Milestone(subject=value)
        case _:
            return None
