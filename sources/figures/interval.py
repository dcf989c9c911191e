"""What a number phrase means as a set of values: hard and pragmatic intervals.

The rules are told in docs/reconciling.md; the settings are named here and printed in reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from sources.figures.making import maker
from sources.figures.tables import read_table
from sources.model import Comparator, Hedge, Quantity, Reading

ZERO = Decimal(0)
ONE = Decimal(1)
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How far words reach. Printed with every report, since scholars disagree on purpose."""

    about_steps: Decimal = Decimal(1)  # "about x" reaches x ± this many steps of x's granularity
    round_cap: Decimal = Decimal("0.025")  # a bare round number is off by no more than this share of itself
    exact_share: Decimal = Decimal("0.1")  # "exactly": this share of the last stated place
    exact_count_below: Decimal = Decimal(1000)  # bare counts below this are exact


SETTINGS: Final = Settings()
_NO_THINGS: Final = frozenset({"", "date", "words"})  # units that count nothing
COUNTS: Final = frozenset(
    {
        "people",
        "tickets",
        "screenings",
        "houses",
        "households",
        "other_houses",
        "films",
        "seats",
        "schools",
        "provinces",
        "bodies",
        "days",
        "weeks",
        "months",
        "years",
        "rank",
        "date",
        "cases",
        "companies",
        "vehicles",
        "ships",
        "animals",
        "works",
        "trees",
        "flights",
        "rooms",
        "beds",
        "goals",
        "matches",
        "medals",
        "votes",
        "shares",
        "projects",
        "countries",
        "communes",
        "accounts",
        "visits",
        "visitors",
        "doses",
        "jobs",
    }
)
# Places in an order: the number of a day is that from an epoch, so that its zeros say nothing, and no. 1,012 is not
# no. 1,000. Nothing is rounded (RECONCILE § 1 `COUNT`: off by one is a finding).
PLACED: Final = frozenset({"date", "rank"})
WEEK: Final = Decimal(7)  # how far "about 12 May" reaches
TIMES: Final = frozenset({"hours", "minutes", "years", "months", "weeks", "days"})
MEASURES: Final = frozenset(read_table("units")["measures"])
COMPARATORS: Final[dict[Hedge, Comparator]] = {
    "bare": "eq",
    "exactly": "eq",
    "more": "gt",
    "reached": "gte",
    "at_least": "gte",
    "near": "lt",
    "under": "lt",
    "at_most": "lte",
    "about": "approx",
    "range": "range",
}
HEDGES: Final[dict[Comparator, Hedge]] = {
    "eq": "bare",
    "gt": "more",
    "gte": "at_least",
    "lt": "near",
    "lte": "at_most",
    "approx": "about",
    "range": "range",
}
# The same of what is less than nothing: "down more than 8%" is below -8.
MIRRORED: Final[dict[Comparator, Comparator]] = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte"}
TURNED: Final[dict[Hedge, Hedge]] = {
    "more": "under",
    "reached": "at_most",
    "at_least": "at_most",
    "under": "more",
    "at_most": "at_least",
}


_POWERS: Final = {exponent: ONE.scaleb(exponent) for exponent in range(-40, 41)}
_STEPS: Final = {1: _POWERS, 2: {e: p * 2 for e, p in _POWERS.items()}, 5: {e: p * 5 for e, p in _POWERS.items()}}
_TEN: Final = Decimal(10)
_make: Final = maker(Quantity)


def _power(exponent: int) -> Decimal:
    return _POWERS.get(exponent) or ONE.scaleb(exponent)


def last_place(value: Decimal) -> Decimal:
    """The size of the last non-zero digit: 551.4e9 -> 1e8, 600e9 -> 1e11, 0 -> 1."""
    return _power(value.normalize().as_tuple().exponent) if value else ONE  # type: ignore[arg-type]


def granularity(value: Decimal) -> Decimal:
    """The largest of 1, 2, 5 x 10^k that divides the value and is at most a twentieth of it."""
    if not value:
        return ONE
    _, digits, exponent = value.normalize().as_tuple()
    return _step(digits, exponent)  # type: ignore[arg-type]


def _step(digits: tuple[int, ...], exponent: int) -> Decimal:
    """The granularity of digits without zeros at their end."""
    last = digits[-1]
    match digits:
        case (only,):
            head = only
        case (first, second):
            head = 10 * first + second
        case _:
            head = 100  # or more: all that matters from here on is the last digit
    # With the last place as the step: 5, 2 and 1 of it must divide the digits; a tenth of it divides whatever it is.
    if last == 5 and head >= 100:
        return _times(5, exponent)
    if last % 2 == 0 and head >= 40:
        return _times(2, exponent)
    if head >= 20:
        return _times(1, exponent)
    if head >= 10:
        return _times(5, exponent - 1)
    if head >= 4:
        return _times(2, exponent - 1)
    if head >= 2:
        return _times(1, exponent - 1)
    return _times(5, exponent - 2)


def _times(factor: int, exponent: int) -> Decimal:
    return _STEPS[factor].get(exponent) or ONE.scaleb(exponent) * factor


def half_unit(value: Decimal, unit: str, precision: Decimal | None, settings: Settings = SETTINGS) -> Decimal:
    """By how much a bare number may be off: half its last place, capped for round ones; 0 for exact counts.

    `precision` is the last place when it was written out ("551,40 tỷ"), None where zeros may only fill up.
    """
    place = last_place(value)
    return _unsure(value, unit, place if precision is None else min(place, precision), settings)


def is_counted(unit: str) -> bool:
    """Whether a unit is of whole things: a known count noun, or a topic's own: no measure, no money and no amount
    for each of something."""
    return unit in COUNTS or _is_own_count(unit)


@cache
def _is_own_count(unit: str) -> bool:
    return unit not in MEASURES and unit not in _NO_THINGS and not unit.isupper() and "/" not in unit


def _unsure(value: Decimal, unit: str, place: Decimal, settings: Settings) -> Decimal:
    if unit in PLACED:
        return ZERO
    if is_counted(unit) and (abs(value) < settings.exact_count_below or value % _TEN):
        return ZERO
    return min(place * HALF, abs(value) * settings.round_cap) if value else place * HALF


def quantity_of(
    value: Decimal,
    *,
    unit: str,
    hedge: Hedge = "bare",
    value_max: Decimal | None = None,
    precision: Decimal | None = None,
    readings: tuple[Reading, ...] = (),
    settings: Settings = SETTINGS,
) -> Quantity:
    """The quantity of a value, a hedge and a unit, with both intervals."""
    return quantity_stated(value, unit, hedge, value_max, precision, readings, settings)


def quantity_stated(
    value: Decimal,
    unit: str,
    hedge: Hedge,
    value_max: Decimal | None,
    precision: Decimal | None,
    readings: tuple[Reading, ...],
    settings: Settings = SETTINGS,
) -> Quantity:
    """`quantity_of` with all that a phrase says, in order: what is made for every number of a text."""
    digits: tuple[int, ...] = ()
    place, exponent = ONE, 0
    if value:
        _, digits, exponent = value.normalize().as_tuple()  # type: ignore[assignment]
        place = ONE if unit in PLACED else _POWERS.get(exponent) or ONE.scaleb(exponent)
    low: Decimal | None
    high: Decimal | None
    soft_low: Decimal | None
    soft_high: Decimal | None
    low_open = high_open = False
    if value_max is not None:
        hedge = "range"
        unsure = _unsure(value, unit, place if precision is None else min(place, precision), settings)
        low, high = value - unsure, value_max + half_unit(value_max, unit, None, settings)
        soft_low, soft_high = value, value_max
    elif hedge == "bare":
        unsure = _unsure(value, unit, place if precision is None else min(place, precision), settings)
        low = soft_low = value - unsure
        high = soft_high = value + unsure
    else:
        step = WEEK if unit == "date" else _step(digits, exponent) if digits else ONE
        match hedge:
            case "more":
                low, high, low_open = value, None, True
                soft_low, soft_high = value, value + step
            case "reached" | "at_least":
                low, high = value, None
                soft_low, soft_high = value, value + step
            case "near":
                low, high, low_open, high_open = value - step, value, True, True
                soft_low, soft_high = value - step / 2, value
            case "under":
                low, high, high_open = None, value, True
                soft_low, soft_high = value - step, value
            case "at_most":
                low, high = None, value
                soft_low, soft_high = value - step, value
            case "about":
                reach = step * settings.about_steps
                low, high = value - reach, value + reach
                soft_low, soft_high = value - step / 2, value + step / 2
            case "exactly":
                unsure = ZERO if is_counted(unit) else (precision or place) * settings.exact_share
                low = soft_low = value - unsure
                high = soft_high = value + unsure
            case _:
                low = high = soft_low = soft_high = value
    return _make(
        value,
        value_max,
        unit,
        hedge,
        COMPARATORS[hedge],
        low,
        high,
        low_open,
        high_open,
        soft_low,
        soft_high,
        precision if precision is not None else place,
        readings,
    )
