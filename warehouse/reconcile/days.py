"""Counts that are given for a day without an hour: where they may be of two hours of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate, combinations

from sources.figures.interval import is_counted
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import all_meet, bounds, meet
from warehouse.reconcile.slips import significant

FIRST_DAYS = timedelta(days=3)  # tolls of quakes, storms and fires grow manifold within a day until then
_TELLING = 100
FAR = Decimal(5)  # times: a total that is this far above an earlier one of its day did not just grow


def is_of_first_days(held: Sequence[Comparable], series: Sequence[Comparable]) -> bool:
    """Whether counts of a day, without an hour, are of the first days of what moves by the hour: from one hour to the
    next they grow manifold, so that two of one day say nothing against each other, unless the lower total of two came
    out last."""
    metric, day = held[0].metric, held[0].as_of.start
    is_moving = metric.revisable or (metric.kind == "level" and (metric.near_days or 1) <= 1)
    first = min((item.as_of.end for item in series if item.as_of.end is not None), default=None)
    if not is_moving or not is_counted(metric.unit) or first is None or day is None or day - first > FIRST_DAYS:
        return False
    return metric.kind == "level" or not any(came_after(*pair) for pair in combinations(sorted(held, key=bounds), 2))


def is_told_in_order(held: Sequence[Comparable]) -> bool:
    """Whether of totals of a day, without an hour, every article that has a lower one was out before each that has a
    higher: it grew meanwhile. What is not counted by the hour grew in that day only if the lower one was out in it."""
    first = held[0]
    if first.metric.kind != "cumulative":
        return False
    if not first.metric.revisable or not is_counted(first.metric.unit):
        return _is_rising(held)
    apart = [
        sorted(pair, key=bounds)
        for pair in combinations(held, 2)
        if pair[0].figure.article_id != pair[1].figure.article_id and not meet(*pair)
    ]
    return bool(apart) and all(came_after(high, low) for low, high in apart)


def _is_rising(held: Sequence[Comparable]) -> bool:
    """Whether `has_grown` holds of all that are apart, without looking at each pair."""
    ranked = sorted(held, key=lambda item: bounds(item)[1])
    highs = [bounds(item)[1] for item in ranked]
    outs = [_known_out(item) for item in ranked]
    last = list(accumulate(outs, lambda a, b: None if a is None or b is None else max(a, b)))
    for item in held:
        below = bisect_left(highs, bounds(item)[0])
        if not below:
            continue
        until, out = last[below - 1], item.published.start if item.published else None
        if until is None or out is None or until >= out or not _is_within_reach(ranked[0], item):
            return False
    return True


def was_over(item: Comparable, *, since: timedelta) -> bool:
    """Whether a total of a day came out when that day was over, for so long."""
    out, close = item.published.start if item.published else None, item.as_of.end
    return item.derived is None and out is not None and close is not None and close + since <= out


def tenfold(held: Sequence[Comparable]) -> Iterator[list[Comparable]]:
    """Of figures of a day those that a power of ten parts, digit for digit, and whoever gives the same: that is no
    movement within a day. Of one digit, or below a hundred of whole things, it may well be."""
    alike: dict[str, list[Comparable]] = defaultdict(list)
    for item in held:
        if item.value is None or item.figure.quantity.hedge not in ("bare", "exactly"):
            continue
        if len(significant(item.value)) > 1 and (item.value >= _TELLING or not is_counted(item.metric.unit)):
            alike[significant(item.value)].append(item)
    yield from (each for _, each in sorted(alike.items()) if not all_meet(each))


def has_grown(low: Comparable, high: Comparable) -> bool:
    """Whether of two totals of one day, without an hour, the lower was out in that day and before the higher, which is
    no more than it may have grown to: an as-of time that is not known only widens (RECONCILE d.4)."""
    is_of_day = low.metric.kind == "cumulative" and low.as_of == high.as_of and low.as_of.start != low.as_of.end
    until, out = _known_out(low), high.published.start if high.published else None
    return is_of_day and until is not None and out is not None and until < out and _is_within_reach(low, high)


def _known_out(item: Comparable) -> datetime | None:
    """By when a total of a day was out, where that was before the day was over."""
    out, close = item.published.end if item.published else None, item.as_of.end
    return out if out is not None and close is not None and out < close else None


def _is_within_reach(low: Comparable, high: Comparable) -> bool:
    if low.high is None or high.low is None or high.low >= low.high * FAR:
        return False
    cap = low.metric.rate_cap
    return cap is None or high.low - low.high <= cap.value


def came_after(item: Comparable, other: Comparable) -> bool:
    """Whether of two that don't meet the one was published when the other was out."""
    last, out = item.published, other.published
    if meet(item, other) or out is None or last is None or out.end is None or last.start is None:
        return False
    return last.start >= out.end
