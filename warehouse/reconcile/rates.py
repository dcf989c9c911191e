"""What a dollar was worth in dong at a time: by the dated table, else by what the reports themselves imply."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Literal

from sources.figures.interval import half_unit
from sources.model import VIETNAM, Figure, Period
from sources.topics import SEEDS

HOME_CURRENCY = "VND"
REACH = timedelta(days=45)  # a rate says nothing about a time further away than this
SPREAD = Decimal("0.02")  # buying and selling, and the move of some weeks
PLAUSIBLE = (Decimal(20000), Decimal(28000))  # where no rate is known: what a dollar has cost since 2012
POOL = 3  # articles that must imply a rate before their median counts
_SANE = (Decimal(1), Decimal("1e10"))  # what no conversion reaches, however it went astray
_CENT = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One amount in two currencies in one article: what rate it implies, as an interval."""

    home: Figure
    foreign: Figure
    low: Decimal
    high: Decimal
    rate: Decimal
    day: Period
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Dong for a dollar, and where it is from; `day` is that of an entry of the table."""

    dong: Decimal
    basis: Literal["table", "pool"]
    origin: str
    day: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    day: datetime
    dong: Decimal
    origin: str


@cache
def _table() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            day=datetime.fromisoformat(row["day"]).replace(tzinfo=VIETNAM),
            dong=Decimal(row["dong"]),
            origin=row["origin"],
        )
        for row in rate_rows()
    )


def rate_rows() -> list[dict[str, str]]:
    """The dated table as it stands in seeds/rates.csv: day, currency, dong, low, high, origin."""
    with (SEEDS / "rates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pair_of(home: Figure, foreign: Figure, day: Period, url: str | None) -> Pair | None:
    """The rate that two amounts imply; None where either is not positive."""
    a, b = home.quantity.value, foreign.quantity.value
    if a is None or b is None or a <= 0 or b <= 0 or not _SANE[0] < a / b < _SANE[1]:
        return None
    (least, most), (fewest, greatest) = _reach(home, a, HOME_CURRENCY), _reach(foreign, b, "USD")
    return Pair(
        home=home,
        foreign=foreign,
        low=least / greatest,
        high=most / fewest,
        rate=(a / b).quantize(_CENT),
        day=day,
        url=url,
    )


def _reach(figure: Figure, value: Decimal, unit: str) -> tuple[Decimal, Decimal]:
    """What an amount may have been before it was put so: rounded, and as far as its hedge is meant."""
    unsure = half_unit(value, unit, None)
    ends = [value - unsure, value + unsure, figure.quantity.soft_low, figure.quantity.soft_high]
    known = [end for end in ends if end is not None and end > 0]
    return min(known), max(known)


def rate_at(day: Period, pairs: Sequence[Pair], *, without_url: str | None = None) -> Rate | None:
    """The rate at a time: the nearest of the table within reach, else the median of what enough articles imply.

    `without_url` leaves out what that page itself implies: no page vouches for its own conversion.
    """
    moment = day.end or day.start
    near = [
        entry
        for entry in _table()
        if moment is not None
        and abs(entry.day - moment) <= REACH
        and (without_url is None or without_url not in entry.origin)
    ]
    if near and moment is not None:
        best = min(near, key=lambda entry: (abs(entry.day - moment), entry.day))
        return Rate(dong=best.dong, basis="table", origin=best.origin, day=best.day)
    pool = pooled_rate(pairs_near(day, pairs))
    return None if pool is None else Rate(dong=pool, basis="pool", origin="the median of what other reports imply")


def is_judged(day: Period, rate: Rate, pairs: Sequence[Pair]) -> bool:
    """Whether a conversion of a time can be held against a rate: by the table, or by a pool of its time; where the time
    is not known, only by a pool whose rates are all one, since a rate of another year would be held against it."""
    if rate.basis == "table":
        return True
    if day.start is not None and day.end is not None and day.end - day.start <= 2 * REACH:
        return True
    rates = [pair.rate for pair in pairs_near(day, pairs)]
    return max(rates) <= min(rates) * (1 + 2 * SPREAD)


def pairs_near(day: Period, pairs: Sequence[Pair]) -> list[Pair]:
    """The conversions that are not known to be from another time: a rate of one year says nothing about another's."""
    return [
        pair for pair in pairs if not _is_before(pair.day.end, day.start) and not _is_before(day.end, pair.day.start)
    ]


def pooled_rate(pairs: Sequence[Pair]) -> Decimal | None:
    """The median of the rates that articles imply; None with fewer than three articles."""
    rates = {(pair.home.article_id, pair.rate) for pair in pairs}
    if len({article for article, _ in rates}) < POOL:
        return None
    return Decimal(str(median(rate for _, rate in rates))).quantize(Decimal("0.01"))


def _is_before(first: datetime | None, second: datetime | None) -> bool:
    return first is not None and second is not None and first + REACH < second
