"""Reading seed files strictly: every value is taken by name and type, and whatever is left is a mistake.

A `Table` notes mistakes instead of raising, so that one look at a file tells all of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sources.errors import SeedError
from sources.model import VIETNAM, Period
from sources.text import normalise

T = TypeVar("T")
_NAMES = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}
LANGUAGES = ("vi", "en")
YEARS = range(1000, 3000)  # that a report speaks of


class _BareFloat(str):
    """A number with a point and no quotation marks: what TOML makes a float of, and we refuse."""


class Table:
    """One table of a TOML file. Each `take_…` removes the key; `close()` complains about what is left."""

    def __init__(self, values: Mapping[str, object], *, where: str, path: str, mistakes: list[str]) -> None:
        self._values = dict(values)
        self._where = where
        self._path = path
        self.mistakes = mistakes

    @classmethod
    def open(cls, file: Path) -> Table:
        """The whole file. Raises SeedError when it cannot be read or is no TOML."""
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SeedError([f"{file}: cannot be read as UTF-8 text: {error}"]) from None
        try:
            values = tomllib.loads(text, parse_float=_BareFloat)
        except tomllib.TOMLDecodeError as error:
            raise SeedError([f"{file}: is no TOML: {error}"]) from None
        return cls(values, where=str(file), path="", mistakes=[])

    def note(self, key: str, mistake: str) -> None:
        self.mistakes.append(f"{self._where}: {self._path}{key}: {mistake}")

    def close(self) -> None:
        for key in self._values:
            self.note(key, "unknown key; see docs/add-a-topic.md for the keys there are")

    def _take(self, key: str, kind: type[T], *, required: bool) -> T | None:
        if key not in self._values:
            if required:
                self.note(key, f"is missing; expected {_NAMES[kind]}")
            return None
        value = self._values.pop(key)
        if isinstance(value, _BareFloat):
            self.note(key, f"expected {_NAMES[kind]}, found the bare decimal {value}")
            return None
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.note(key, f"expected {_NAMES[kind]}, found {value!r}")
        return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        value = self._take(key, str, required=required)
        return None if value is None else normalise(value)

    def needed(self, key: str) -> str:
        """A text that must be there; empty (and noted) when it is not."""
        return self.text(key, required=True) or ""

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, required=default is None)
        if value is None:
            return default or allowed[0]
        if value not in allowed:
            self.note(key, f"expected one of {', '.join(allowed)}, found {value!r}")
            return default or allowed[0]
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._take(key, bool, required=False)
        return default if value is None else value

    def whole(self, key: str, default: int | None = None) -> int:
        value = self._take(key, int, required=default is None)
        return (default or 0) if value is None else value

    def number(self, key: str) -> Decimal | None:
        """An exact number: an integer, or text such as "24.6" or "1e6". Bare floats are mistakes."""
        if key not in self._values:
            return None
        value = self._values.pop(key)
        return self._exact(key, value)

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        found = self._take(key, list, required=False) or []
        return tuple(exact for value in found if (exact := self._exact(key, value)) is not None)

    def _exact(self, key: str, value: object) -> Decimal | None:
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        if isinstance(value, str) and not isinstance(value, _BareFloat):
            try:
                exact = Decimal(value)
            except InvalidOperation:
                exact = Decimal("nan")
            if exact.is_finite():
                return exact
        self.note(key, f'expected an exact number such as 600 or "24.6", found {str(value)!r}')
        return None

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        found = self._take(key, list, required=required) or []
        for value in found:
            if not isinstance(value, str):
                self.note(key, f"expected a list of text, found {value!r} in it")
        return tuple(normalise(value) for value in found if isinstance(value, str))

    def by_language(self, key: str, *, required: bool = False) -> dict[str, str]:
        """{ vi = "…", en = "…" }"""
        table = self.table(key, required=required)
        if table is None:
            return {}
        found = {language: text for language in LANGUAGES if (text := table.text(language)) is not None}
        table.close()
        if required and not found:
            self.note(key, "expected a text for vi, en or both")
        return found

    def lists_by_language(self, key: str, *, required: bool = False) -> dict[str, tuple[str, ...]]:
        """{ vi = ["…"], en = ["…"] }"""
        table = self.table(key, required=required)
        if table is None:
            return {}
        found = {language: texts for language in LANGUAGES if (texts := table.texts(language))}
        table.close()
        if required and not found:
            self.note(key, "expected a list of names for vi, en or both")
        return found

    def table(self, key: str, *, required: bool = False) -> Table | None:
        value = self._take(key, dict, required=required)
        if value is None:
            return None
        return Table(value, where=self._where, path=f"{self._path}{key}.", mistakes=self.mistakes)

    def tables(self, key: str) -> Iterator[Table]:
        """Every [[key]] block; its mistakes name it as `key[1].`."""
        for place, value in enumerate(self._take(key, list, required=False) or [], 1):
            if not isinstance(value, dict):
                self.note(f"{key}[{place}]", f"expected a table ([[{key}]]), found {value!r}")
                continue
            path = f"{self._path}{key}[{place}]."
            yield Table(value, where=self._where, path=path, mistakes=self.mistakes)

    def period(self, key: str, zone: ZoneInfo) -> Period | None:
        """A day, a month ("2024-10"), a year ("2024"), an instant, or "from/to" of days or instants."""
        if key not in self._values:
            return None
        value = self._values.pop(key)
        try:
            if isinstance(value, str) and "/" in value:
                first, last = value.split("/")
                return Period(start=_period(first, zone).start, end=_period(last, zone).end)
            return _period(value, zone)
        except (ValueError, TypeError):
            self.note(key, f"expected a day, a month, an instant or day/day, found {value!r}")
            return None

    def moment(self, key: str, zone: ZoneInfo, *, end: bool = False) -> datetime | None:
        """The start (or the end) of a day or instant."""
        period = self.period(key, zone)
        if period is None:
            return None
        return period.end if end else period.start


def _period(value: object, zone: ZoneInfo) -> Period:
    if isinstance(value, str):
        return parse_period(value, zone)
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=zone)
        return Period(start=moment, end=moment)
    if isinstance(value, date):
        return days(value, value)
    raise TypeError


def days(first: date, last: date) -> Period:
    """From 00:00:00 of the first day to 23:59:59 of the last, in Viet Nam: a day is the same day wherever it is told,
    in a page or in a topic's file."""
    return Period(
        start=datetime.combine(first, time(), VIETNAM),
        end=datetime.combine(last, time(23, 59, 59), VIETNAM),
    )


def parse_period(text: str, zone: ZoneInfo) -> Period:
    """ISO text to a closed period: "2024", "2024-10", "2024-10-05" or an instant (in the zone, if it has
    none). Raises ValueError, also for a year that no report speaks of: some writers put 9999 for "unknown".

    >>> parse_period("2024-02", ZoneInfo("UTC")).end.isoformat()
    '2024-02-29T23:59:59+07:00'
    """
    text = text.strip()
    if int(text[:4]) not in YEARS:
        raise ValueError(text)
    if len(text) == 4:
        return days(date(int(text), 1, 1), date(int(text), 12, 31))
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        following = (first + timedelta(days=31)).replace(day=1)
        return days(first, following - timedelta(days=1))
    if len(text) == 10:
        day = date.fromisoformat(text)
        return days(day, day)
    moment = datetime.fromisoformat(text)
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).replace(microsecond=0)
    return Period(start=moment, end=moment)
