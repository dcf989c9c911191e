"""Intervals: do they meet, where do several meet, and which are the largest sets that do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from warehouse.reconcile.model import Comparable, Number, Position

_INFINITY = Decimal("Infinity")


def bounds(item: Comparable) -> tuple[tuple[Decimal, int], tuple[Decimal, int]]:
    """The ends as sortable pairs: an open end lies a hair inside."""
    low = (-_INFINITY, 0) if item.low is None else (item.low, 1 if item.low_open else 0)
    high = (_INFINITY, 0) if item.high is None else (item.high, -1 if item.high_open else 0)
    return low, high


def meet(first: Comparable, second: Comparable) -> bool:
    """Whether some value fits both."""
    low1, high1 = bounds(first)
    low2, high2 = bounds(second)
    return max(low1, low2) <= min(high1, high2)


def positions(items: Sequence[Comparable]) -> list[list[Comparable]]:
    """The maximal sets of items with a point in common, from low to high."""
    starts = sorted({bounds(item)[0] for item in items})
    found: list[list[Comparable]] = []
    for start in starts:
        held = [item for item in items if bounds(item)[0] <= start <= bounds(item)[1]]
        keys = {id(item) for item in held}
        if any(keys <= {id(item) for item in other} for other in found):
            continue
        found = [other for other in found if not {id(item) for item in other} <= keys]
        found.append(held)
    return found


def as_position(items: Sequence[Comparable]) -> Position:
    low = max(bounds(item)[0] for item in items)
    high = min(bounds(item)[1] for item in items)
    return Position(
        low=_finite(low[0]),
        high=_finite(high[0]),
        figures=tuple(sorted({item.figure.figure_id for item in items})),
        outlets=tuple(sorted({item.outlet for item in items})),
        origins=count_origins(items),
    )


def count_origins(items: Sequence[Comparable]) -> int:
    """Independent origins: the parties that are named. "Origin not named" never counts as a further one; where
    nobody names any it is one at most."""
    named = {item.origin for item in items if item.origin is not None}
    return max(len(named), 1 if items else 0)


def gap(first: Comparable, second: Comparable) -> Decimal:
    """The distance between two intervals that do not meet, else 0."""
    (low1, _), (high1, _) = bounds(first)
    (low2, _), (high2, _) = bounds(second)
    return max(low1 - high2, low2 - high1, Decimal(0)) if not meet(first, second) else Decimal(0)


def _finite(value: Decimal) -> Number:
    return None if value in (_INFINITY, -_INFINITY) else value
