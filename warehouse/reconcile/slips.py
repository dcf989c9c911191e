"""What a number may have been before a digit, a power of ten, a unit or a currency went astray: numbers only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from warehouse.reconcile.rates import PLAUSIBLE
from warehouse.reconcile.units import Slip, slips_of

POWERS = (3, -3, 1, -1, 2, -2, 6, -6, 9, -9)
CLOSE = Decimal("0.015")  # how far a ratio may be from a power of ten: the rounding of both
UNIT_CLOSE = Decimal("0.006")
DEGREE = Decimal(1)
RATE_CLOSE = Decimal("0.04")
_PAIRS = 4096  # of numbers whose likeness is remembered: many reports give the same few
LEAST_DIGITS = 3  # two-digit numbers differ in one digit all the time


@lru_cache(_PAIRS)
def power_between(a: Decimal, b: Decimal, close: Decimal = CLOSE) -> int | None:
    """k when b is 10^k times a, but for the share that rounding accounts for."""
    if a == 0 or b == 0 or (a > 0) != (b > 0):
        return None
    return next((k for k in POWERS if abs(b / (a * Decimal(10) ** k) - 1) <= close), None)


def digits(value: Decimal) -> str:
    """The digits of an amount, zeros at the end included."""
    return f"{abs(value).normalize():f}".replace(".", "")


def significant(value: Decimal) -> str:
    return digits(value).strip("0")


def to_three_digits(value: Decimal) -> Decimal:
    return Context(prec=3, rounding=ROUND_HALF_UP).plus(value)


@lru_cache(_PAIRS)
def is_transposed(a: Decimal, b: Decimal) -> bool:
    """Whether one adjacent pair of digits, exchanged, makes the one the other."""
    first, second = _padded(a, b)
    apart = [place for place in range(len(first)) if first[place] != second[place]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and first[apart[0]] == second[apart[1]]
        and first[apart[1]] == second[apart[0]]
    )


@lru_cache(_PAIRS)
def is_one_digit_off(a: Decimal, b: Decimal) -> bool:
    """Whether one digit is another, missing or doubled, in numbers long enough for that to mean something."""
    if min(len(significant(a)), len(significant(b))) < LEAST_DIGITS or (a > 0) != (b > 0):
        return False
    first, second = _padded(a, b)
    if sum(x != y for x, y in zip(first, second, strict=True)) == 1:
        return True
    short, long = sorted((_whole(a), _whole(b)), key=len)
    return len(long) == len(short) + 1 and any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


@lru_cache(_PAIRS)
def unit_factor_between(a: Decimal, b: Decimal, unit: str) -> str | None:
    """The name of the pair of units whose factor the two numbers differ by."""
    if a <= 0 or b <= 0:
        return None
    found = _slip_between(a, b, unit)
    return found.name if found else None


def moved_by_unit(a: Decimal, b: Decimal, unit: str) -> Decimal | None:
    """The first number in the other unit of such a pair, where that makes it the second."""
    found = _slip_between(a, b, unit) if a > 0 and b > 0 else None
    if found is None:
        return None
    factor, above = found.conversion.factor, found.conversion.above
    return a * factor + above if a < b else (a - above) / factor


def _slip_between(a: Decimal, b: Decimal, unit: str) -> Slip | None:
    for slip in slips_of(unit):
        moved = min(a, b) * slip.conversion.factor + slip.conversion.above
        near = max(a, b) * UNIT_CLOSE if not slip.conversion.above else DEGREE
        if abs(moved - max(a, b)) <= near:
            return slip
    return None


def is_rate_between(a: Decimal, b: Decimal, rate: Decimal | None) -> bool:
    """Whether the two differ by about what a dollar costs."""
    if a <= 0 or b <= 0:
        return False
    ratio = max(a, b) / min(a, b)
    if rate is not None:
        return abs(ratio / rate - 1) <= RATE_CLOSE
    return PLAUSIBLE[0] <= ratio <= PLAUSIBLE[1]


def _padded(a: Decimal, b: Decimal) -> tuple[str, str]:
    """Both written out with as many places before and behind the point."""
    first, second = (f"{abs(value).normalize():f}".partition(".")[::2] for value in (a, b))
    before, behind = max(len(first[0]), len(second[0])), max(len(first[1]), len(second[1]))
    return (
        first[0].rjust(before, "0") + first[1].ljust(behind, "0"),
        second[0].rjust(before, "0") + second[1].ljust(behind, "0"),
    )


def _whole(value: Decimal) -> str:
    return significant(value)
