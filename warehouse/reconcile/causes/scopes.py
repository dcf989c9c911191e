"""Causes that lie in what a number is of: another time, place, period or count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.causes.case import (
    HALF,
    NO,
    ORDINAL,
    YES,
    Case,
    Ground,
    best_of,
    by_digits,
    fits,
    is_at_home,
    witness_of,
)
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import event_of
from warehouse.reconcile.model import Comparable, is_early
from warehouse.reconcile.sets import all_meet, bounds, share
from warehouse.reconcile.slips import significant

FAINT = Decimal("0.3")
BY_CHANCE = Decimal("0.25")
UNEVEN = 3  # times: what comes in at the end of a period, against an even flow
LAST_HOUR = timedelta(hours=1)  # of a period: what is taken in it is of all of it


def is_partial(case: Case) -> Decimal:
    """Some amount was taken, or was out, before its period was over, and is lower than one that came later by no more
    than what may have come in since; those of the whole period do not differ."""
    late = [item for item in case.conflict.items if not _time_left(item)]
    return fits(
        case.low_item.metric.kind == "flow"
        and all_meet(late)
        and any(
            is_part_of_period(item, other) and (other in late or not _came_after(item, other))
            for item in case.conflict.items
            for other in case.against(item)
        )
    )


def is_part_of_period(item: Comparable, other: Comparable) -> bool:
    """Whether an amount may be that of the first part of a period of which the other is all: it lacks no more than a
    few times what the time that was left is of the period (RECONCILE § 1 `PARTIAL`: it explains the gap)."""
    if not bounds(item)[1] < bounds(other)[0]:
        return False
    return share(item, other) <= UNEVEN * _time_left(item)


def _time_left(item: Comparable) -> Decimal:
    """The share of its period that was still to come when an amount was taken, or was out where it tells no time. An
    estimate is made before and is of all of it, and so is what is taken in the last hour."""
    period, out = item.figure.period, item.published
    if period is None or period.start is None or period.end is None:
        return NO
    taken = item.as_of.end
    if item.figure.as_of_basis not in ("stated", "derived"):
        taken = out.start if out and is_early(item) and item.figure.status != "estimate" else None
    if taken is None or taken >= period.end - LAST_HOUR:
        return NO
    return YES if taken <= period.start else Decimal((period.end - taken) / (period.end - period.start))


def _came_after(item: Comparable, other: Comparable) -> bool:
    out, since = item.published, other.published
    return bool(out and since and out.start and since.end and since.end < out.start)


def has_fallen(case: Case) -> Decimal:
    """A later total below an earlier one: of the same witness, or of nobody that is named."""
    conflict = case.conflict
    if conflict.reason != "order" or not conflict.odd:
        return NO
    odd = conflict.odd[0]
    if not conflict.is_low:
        return fits(_is_taken_back(case, odd))
    higher = _fallen_from(case)
    if not higher:
        return NO
    if _is_contested(case):
        return HALF
    if any(witness_of(o) == witness_of(odd) or o.group == odd.group for o in higher):
        return YES
    named = [o for o in higher if o.origin is not None]
    return Decimal("0.3") if odd.origin is not None and len(named) == len(higher) else Decimal("0.7")


def is_ahead(case: Case) -> Decimal:
    """A total above a later one, or one that grew too fast to or from the odd one."""
    conflict = case.conflict
    if conflict.reason == "ahead":
        return YES
    if conflict.reason != "order" or not conflict.odd or (conflict.is_low and _fallen_from(case)):
        return NO
    return HALF if _is_contested(case) or _is_taken_back(case, conflict.odd[0]) else YES


def _fallen_from(case: Case) -> list[Comparable]:
    """The earlier totals that lie above an odd one."""
    odd = case.conflict.odd[0]
    return [o for o in case.conflict.items if is_fall(o, odd) and end(o) <= start(odd)]


def _is_taken_back(case: Case, odd: Comparable) -> bool:
    """Whether whoever gave a total gave a lower one later, and no other origin did: however many houses repeat that,
    it is a fall within one origin (RECONCILE § 1 `DECR`)."""
    lower = [other for other in case.against(odd) if is_fall(odd, other) and end(odd) <= start(other)]
    own = odd.witness or odd.origin
    named = {other.witness or other.origin for other in lower} - {None}
    return bool(lower) and own is not None and named == {own}


def _is_contested(case: Case) -> bool:
    """Whether another origin gives another total for the very time of the odd one."""
    return any(
        item.as_of == other.as_of
        and item.origin is not None
        and other.origin is not None
        and item.origin != other.origin
        for item in case.conflict.odd
        for other in case.against(item)
    )


def is_of_scope(case: Case) -> Decimal:
    """The odd one is the amount of a wider or narrower count, or of another place."""
    if case.conflict.reason == "scope":
        return YES
    return best_of(counts_of_other_scope(case))


def counts_of_other_scope(case: Case) -> Iterator[Ground]:
    """What has the value of an odd one and is of a wider or narrower count, or of another place."""
    for item in case.suspects:
        if case.context.is_sum_of_own(item):
            continue
        peers = {other.value for other in case.against(item)}
        for other in case.context.equals(item):
            if not case.context.is_near(item, other) or other.metric.unit != item.metric.unit:
                continue
            if case.context.is_sum_related(item, other) and other.place == item.place and other.value not in peers:
                weight = by_digits(other.value or NO) if len(case.conflict.odd) else YES
                yield max(weight, Decimal("0.9")), other
            elif other.metric.key != item.metric.key or other.place == item.place or other.value in peers:
                continue
            elif is_at_home(case, item, other):
                # Two places are no narrower and wider count, and often have the same number: it says less than nothing
                # being known, so that the disagreement of the one place is told as that.
                is_wider = item.place is None or other.place is None
                yield by_digits(other.value or NO) * (YES if is_wider else BY_CHANCE), other


def is_of_period(case: Case) -> Decimal:
    """The odd one is an amount of another stretch of time, or came out before its own was over, unlike what it is held
    against: two that were both out before say nothing of how much a period had."""
    if any(item.derived == "increment" for item in case.conflict.items):
        return YES
    best = best_of(amounts_of_other_time(case))
    for item in case.suspects:
        if item.metric.kind in ORDINAL:
            continue
        is_estimate = item.figure.status == "estimate"  # is made before its period is over
        is_part = any(is_part_of_period(item, other) for other in case.against(item))
        is_whole_known = not all(map(is_early, case.against(item)))
        if (
            is_early(item)
            and is_whole_known
            and not is_part
            and not is_estimate
            and item.metric.period not in ("day", "weekend")
        ):
            best = max(best, Decimal("0.95"))
    return best


def amounts_of_other_time(case: Case) -> Iterator[Ground]:
    """What has the value of an odd one and is of another stretch of time."""
    for item in case.suspects:
        if item.metric.kind in ORDINAL:
            continue
        peers = {other.value for other in case.against(item)}
        for other in case.context.equals(item):
            if other.metric.unit != item.metric.unit or other.place != item.place or other.value in peers:
                continue
            if other.metric.key == item.metric.key:
                is_elsewhere = item.metric.kind != "cumulative" and _is_of_other_time(item, other)
                if is_elsewhere and is_at_home(case, item, other):
                    yield by_digits(item.value or NO), other
            elif {other.metric.kind, item.metric.kind} == {"flow", "cumulative"}:
                yield by_digits(item.value or NO), other


def _is_of_other_time(item: Comparable, other: Comparable) -> bool:
    """Whether two amounts are of two stretches of time. What is counted at a moment is of none."""
    mine, theirs = event_of(item)[0], event_of(other)[0]
    is_dated = item.figure.period is not None or other.figure.period is not None
    return theirs is not None and theirs != mine and (is_dated or item.metric.kind != "level")


def is_fused(case: Case) -> Decimal:
    """The odd one is the value of another count of its own article."""
    return best_of(other_counts(case))


def other_counts(case: Case) -> Iterator[Ground]:
    """What has the value of an odd one, or its digits, and is another count."""
    for item in case.suspects:
        if item.value is None or item.metric.kind in ORDINAL:
            continue
        peers = {other.value for other in case.against(item)}
        for other in case.context.article(item):
            if other.metric.key == item.metric.key or other.value is None or other is item or other.value in peers:
                continue
            if case.context.is_sum_related(item, other) or case.context.is_sibling(item, other):
                continue
            if other.value == item.value:
                yield by_digits(item.value), other
            elif other.metric.unit != item.metric.unit and significant(other.value) == significant(item.value):
                yield by_digits(item.value) if len(significant(item.value)) >= 3 else NO, other
        for other in case.context.equals(item):
            if (
                other.metric.key != item.metric.key
                and other.metric.unit != item.metric.unit
                and other.metric.kind not in ORDINAL
                and case.context.is_near(item, other)
            ):
                yield by_digits(item.value), other
