"""The cause that a report repeats what had been told of an earlier time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from warehouse.reconcile.causes.case import ORDINAL, YES, Case, Ground, best_of, by_digits
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import bounds
from warehouse.reconcile.slips import significant, to_three_digits

STALE_AFTER = timedelta(hours=6)


def is_stale(case: Case) -> Decimal:
    """The odd one is too low, and is what was reported for an earlier time."""
    return YES if case.conflict.reason == "repeated" else best_of(older_totals(case))


def repeated(case: Case) -> Comparable | None:
    """The report that repeats an older number."""
    return next((item for item in case.suspects if any(True for _ in _older_of(case, item))), None)


def older_totals(case: Case) -> Iterator[Ground]:
    """What has the value of an odd one that is too low, or that it has when rounded where it is told as about so much,
    and was reported for an earlier time."""
    for item in case.suspects:
        yield from _older_of(case, item)


def _older_of(case: Case, item: Comparable) -> Iterator[Ground]:
    conflict, against = case.conflict, case.against(item)
    if item.metric.kind in (*ORDINAL, "flow") or (conflict.odd and not conflict.is_low and conflict.reason == "order"):
        return
    if item.value is None or item.as_of.end is None or item.is_final:
        return
    if conflict.reason == "order" and not any(bounds(item)[1] < bounds(other)[0] for other in against):
        return
    # What is repeated is older than what took its place, not only than the report that repeats it.
    until = (item.as_of.start or item.as_of.end) - STALE_AFTER
    until = min(until, max((other.as_of.end for other in against if other.as_of.end), default=until))
    for other in case.context.equals(item, hedged=True):
        is_said_so = other.figure.quantity.hedge == item.figure.quantity.hedge
        is_like = other.metric.key == item.metric.key and other.place == item.place
        if is_said_so and is_like and _is_older(other, until, item) and other not in conflict.items:
            yield YES, other
    is_rounded = item.metric.kind == "cumulative" and item.figure.quantity.hedge == "about"
    if is_rounded and len(significant(item.value)) > 1:
        for other in case.context.series(item):
            if _is_rounded_to(other, item.value) and _is_older(other, until, item) and other not in conflict.items:
                yield by_digits(item.value), other


def _is_older(other: Comparable, until: datetime, item: Comparable) -> bool:
    """Whether another article's figure is of an earlier time."""
    is_earlier = other.as_of.end is not None and other.as_of.end <= until
    return is_earlier and other.figure.article_id != item.figure.article_id


def _is_rounded_to(other: Comparable, value: Decimal) -> bool:
    """Whether a number told without a hedge becomes this one when rounded to three digits: with fewer, some older
    total would always do."""
    is_bare = other.figure.quantity.hedge in ("bare", "exactly")
    return is_bare and other.value is not None and to_three_digits(other.value) == value
