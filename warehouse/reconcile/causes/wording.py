"""Causes that lie in how a number is put: its hedge, its last digits, an estimate, two readings."""

from __future__ import annotations

from decimal import Decimal

from sources.figures.interval import last_place
from warehouse.reconcile.causes.case import HALF, HEDGED, NARROW, NO, YES, Case, fits, is_same_moment
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.reach import step_of
from warehouse.reconcile.sets import all_meet, bounds, furthest, gap

_DIRECTIONS = ("more", "reached", "at_least", "near", "under", "at_most")
_STEPS = 2  # of its last digit: a hedge is on the wrong side by no more, "nearly 240.7" is no slip for 241.6


def is_truncated(case: Case) -> bool:
    """Whether all would meet if bare numbers may have been cut short instead of rounded."""
    item, other = furthest(case.conflict.items)
    if item.value is None or other.value is None or gap(item, other) > Decimal("0.03") * abs(other.value):
        return False
    stretched = [_stretched(item) for item in case.conflict.items]
    return max(low for low, _ in stretched) <= min(high for _, high in stretched)


def _stretched(item: Comparable) -> tuple[tuple[Decimal, int], tuple[Decimal, int]]:
    """The ends, as `bounds` has them, if a bare number that was rounded may have been cut short: up to the next that
    has as many digits, which itself it can't have been cut from."""
    low, high = bounds(item)
    value = item.value
    if value is None or value <= 0 or item.figure.quantity.hedge != "bare":
        return low, high
    if item.metric.kind == "duration":  # ten days and some hours are told as ten days
        return low, max(high, (value + 1, -1))
    if item.low == item.high:
        return low, high
    place = item.figure.quantity.precision or last_place(value)
    return low, max(high, (value + min(place, abs(value) * Decimal("0.05")), -1))


def is_of_hedge(case: Case) -> Decimal:
    """One hedged number is on the wrong side of the others by no more than its own step."""
    for item in case.conflict.items:
        hedge, value = item.figure.quantity.hedge, item.value
        rest = [other for other in case.conflict.items if other is not item]
        if hedge not in _DIRECTIONS or value is None or not rest:
            continue
        if item not in case.conflict.odd and not all_meet(rest):
            continue
        against = [other for other in case.against(item) if is_same_moment(item, other)]
        reach = max(step_of(value, item.metric.unit), min(abs(value) * HEDGED, last_place(value) * _STEPS))
        if any(other.figure.status != item.figure.status for other in against):
            continue  # it is hedged against what it was when it was told, not against an estimate of before
        if against and all(gap(item, other) <= reach for other in against):
            return YES if any(o.figure.quantity.hedge in ("bare", "exactly") for o in against) else HALF
    return NO


def is_preliminary(case: Case) -> Decimal:
    """Estimates on the one side, counts that came no earlier on the other; how far estimates are from one another says
    nothing against that."""
    sides: set[str] = set()
    for item, other, _, _ in case.clashes():
        sides |= {item.figure.status, other.figure.status}
        if item.figure.status == other.figure.status == "estimate":
            continue
        if item.figure.status == other.figure.status:
            return NO
        first, last = (item, other) if item.figure.status == "estimate" else (other, item)
        a = first.published.start if first.published else None
        b = last.published.end if last.published else None
        if a is not None and b is not None and a > b:
            return NO
    return fits(len(sides) > 1)


def is_ambiguous(case: Case) -> Decimal:
    return fits(reread(case) is not None)


def reread(case: Case) -> tuple[Comparable, Decimal] | None:
    """A figure that can be read in another way, in which it fits the others."""
    for item in case.suspects:
        others = list(case.against(item))
        for reading in item.figure.quantity.readings:
            if reading.value == item.value or not others:
                continue
            if all(
                (o.low is None or o.low * Decimal("0.995") <= reading.value)
                and (o.high is None or reading.value <= o.high * Decimal("1.005"))
                for o in others
            ) or case.lands(reading.value, NARROW):
                return item, reading.value
    return None
