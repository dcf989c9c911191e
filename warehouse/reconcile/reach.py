"""How far a number reaches when it is held against others, where that is further than its own line or page has it."""

from __future__ import annotations

from decimal import Decimal

from sources.figures.interval import PLACED, granularity, is_counted
from sources.model import Quantity
from warehouse.reconcile.model import Number

HALF_PERCENT = Decimal("0.5")
_TEN = Decimal(10)
_ROUND_TENS = Decimal(100)  # "about 30" of things is said of 27 and of 33


def step_of(value: Decimal, unit: str) -> Decimal:
    """How far "about" and "nearly" reach: of whole things no less than one, and of round tens below a hundred a
    tenth."""
    step = granularity(value)
    if not is_counted(unit) or unit in PLACED:
        return step
    is_round = abs(value) < _ROUND_TENS and value % _TEN == 0
    return max(step, abs(value) / _TEN if is_round else step, Decimal(1))


def reach_of(quantity: Quantity, low: Number, high: Number) -> tuple[Number, Number, bool]:
    """The ends of a reported amount, and whether the lower one is open."""
    value = quantity.value
    is_told_rate = quantity.unit == "percent" and quantity.hedge == "bare" and (quantity.precision or 1) >= 1
    if is_told_rate and value is not None and not value % 1 and low is not None and high is not None:
        # What is told in whole per cent was rounded to that, whatever share of it half a per cent is.
        return min(low, value - HALF_PERCENT), max(high, value + HALF_PERCENT), quantity.low_open
    return hedged_reach(quantity, low, high)


def hedged_reach(quantity: Quantity, low: Number, high: Number) -> tuple[Number, Number, bool]:
    """The same of a claim, or of what is told with "about" or "nearly"."""
    value, unit, hedge, low_open = quantity.value, quantity.unit, quantity.hedge, quantity.low_open
    if hedge == "range" and quantity.high_open and low is not None:
        return low / 2, None, low_open  # "hundreds", which nobody means to be below a thousand
    if value is None or low is None or high is None or value <= 0 or value % 1 or quantity.value_max is not None:
        return low, high, low_open
    if not is_counted(unit) or unit in PLACED:
        return low, high, low_open
    step = step_of(value, unit)
    if hedge == "about":
        return min(low, value - step), max(high, value + step), low_open
    if hedge == "near" and high <= value:
        return min(low, value - step), high, False
    return low, high, low_open
