"""Running totals: which of them can't stand beside the others.

What was reached stays reached, so an earlier total bounds the later ones from below, and a later one bounds the earlier
ones from above; where the topic says how fast a total can grow, it is bounded from the other side too. When totals
break these bounds, the fewest that must be set aside are named, each with the reports that it breaks with: one report
with a wrong hour is one finding, however many others it disagrees with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from sources.model import VIETNAM
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.sets import bounds, meet

Side = Literal["low", "high"]
KEPT = timedelta(days=5)  # a revised total is one that reports of these days keep to
_BEGINNING = datetime.min.replace(tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A total that does not fit: too low for what came before, or too high for what came after.

    `against` are the reports that it breaks with, nearest first; `low` and `high` are what the others allow for it.
    `is_tied`: as many houses stand on the one side as on the other, so nothing says which of them is off.
    """

    item: Comparable
    side: Side
    against: tuple[Comparable, ...]
    low: Number
    high: Number
    is_tied: bool


def find_outliers(items: Sequence[Comparable]) -> list[Outlier]:
    """The fewest totals of one series to set aside so that the rest fits together, by greedy choice: the one that most
    houses speak against goes first. Where totals may be revised, a fall that later reports keep to is no break."""
    timed = sorted((i for i in items if i.as_of.end is not None), key=lambda i: (end(i), i.ids, i.place or ""))
    apart = _apart(timed)
    if not apart:
        return []
    revised = _revisions([(timed[first], timed[second]) for first, second in apart], timed)
    broken: dict[int, set[int]] = {place: set() for place in range(len(timed))}
    for first, second in apart:
        early, late = sorted((timed[first], timed[second]), key=lambda item: (start(item), end(item)))
        is_other_count = None not in (early.origin, late.origin) and early.origin != late.origin
        if is_other_count or not any(end(early) < moment <= start(late) for moment in revised):
            broken[first].add(second)
            broken[second].add(first)
    found: list[Outlier] = []
    while True:
        degree = {place: len({timed[other].group for other in others}) for place, others in broken.items() if others}
        if not degree:
            return found
        worst = max(degree, key=lambda p: (degree[p], len(broken[p]), _publication(timed[p]), timed[p].ids))
        rest = [timed[place] for place in broken if place != worst and not broken[place] - {worst}]
        against = [timed[place] for place in broken[worst]]
        tied = all(degree[other] >= degree[worst] for other in broken[worst])
        found.append(_outlier(timed[worst], against, rest, is_tied=tied))
        for other in broken.pop(worst):
            broken[other].discard(worst)


def end(item: Comparable) -> datetime:
    assert item.as_of.end is not None
    return item.as_of.end


def start(item: Comparable) -> datetime:
    return item.as_of.start or _BEGINNING


def allowed(item: Comparable, others: Sequence[Comparable]) -> tuple[Number, Number]:
    """What the others allow for a total at the item's time: the most that was reached before, the least after."""
    lows = [o.low for o in others if o is not item and o.low is not None and o.as_of.end and end(o) <= start(item)]
    highs = [o.high for o in others if o is not item and o.high is not None and o.as_of.end and start(o) >= end(item)]
    return max(lows, default=None), min(highs, default=None)


def _revisions(falls: Sequence[tuple[Comparable, Comparable]], series: Sequence[Comparable]) -> set[datetime]:
    """The moments from which a new vintage holds: totals of before and after are not compared."""
    moments = set()
    for pair in falls:
        early, late = sorted(pair, key=lambda item: (start(item), end(item)))
        if early.metric.revisable and is_fall(early, late) and is_revision(early, late, series):
            moments.add(start(late))
    return moments


def is_revision(earlier: Comparable, later: Comparable, series: Sequence[Comparable]) -> bool:
    """Whether a fall is a new vintage: totals that may be revised, nobody else's count, and what was reported from then
    on stayed below the old total, by two houses or more."""
    if not earlier.metric.revisable or bounds(later)[1] >= bounds(earlier)[0]:
        return False
    if earlier.origin is not None and later.origin is not None and earlier.origin != later.origin:
        return False
    since = [i for i in series if start(i) >= start(later) and end(i) - end(later) <= KEPT and i.high is not None]
    below = [i for i in since if bounds(i)[1] < bounds(earlier)[0]]
    return len({i.group for i in below}) >= 2 and 2 * len(below) >= len(since)


@dataclass(frozen=True, slots=True)
class _Moment:
    """The totals of one as-of interval, as places, and their furthest ends: where those of two moments fit together,
    all totals of the two do."""

    begin: datetime
    close: datetime
    places: list[int]
    highest_low: tuple[Decimal, int]
    lowest_high: tuple[Decimal, int]


def _apart(timed: Sequence[Comparable]) -> list[tuple[int, int]]:
    """The pairs that break the bounds, as places. Totals of one moment are compared as equals."""
    moments = _moments(timed)
    cap = timed[0].metric.rate_cap if timed else None
    a_day = cap.value if cap else None
    found = []
    earlier: list[_Moment] = []
    waiting = sorted(moments, key=lambda moment: moment.close)
    most: tuple[Decimal, int] | None = None
    passed = 0
    for later in sorted(moments, key=lambda moment: moment.begin):
        while passed < len(waiting) and waiting[passed].close <= later.begin:
            earlier.append(waiting[passed])
            most = earlier[-1].highest_low if most is None else max(most, earlier[-1].highest_low)
            passed += 1
        if most is None or (a_day is None and later.lowest_high >= most):
            continue
        for moment in earlier:
            if moment is not later and (
                later.lowest_high < moment.highest_low or (a_day is not None and _is_fast(moment, later, a_day))
            ):
                found += [
                    (min(first, second), max(first, second))
                    for first in moment.places
                    for second in later.places
                    if _are_apart(timed[first], timed[second])
                ]
    return sorted(set(found))


def _moments(timed: Sequence[Comparable]) -> list[_Moment]:
    held: dict[tuple[datetime, datetime], list[int]] = defaultdict(list)
    for place, item in enumerate(timed):
        held[(start(item), end(item))].append(place)
    ends = [bounds(item) for item in timed]
    return [
        _Moment(begin, close, places, max(ends[place][0] for place in places), min(ends[place][1] for place in places))
        for (begin, close), places in held.items()
    ]


def _is_fast(earlier: _Moment, later: _Moment, a_day: Decimal) -> bool:
    """Whether of two moments the later has a total that may be further above one of the earlier than the declared rate
    allows."""
    days = Decimal((later.close - earlier.begin).total_seconds()) / 86400
    return later.highest_low[0] > earlier.lowest_high[0] + a_day * max(days, Decimal(1))


def _are_apart(first: Comparable, second: Comparable) -> bool:
    return _breaks(first, second) or _breaks(second, first)


def _breaks(earlier: Comparable, later: Comparable) -> bool:
    """Whether the later total is below the earlier one, or further above it than the declared rate allows."""
    if end(earlier) > start(later) or (earlier.is_final and later.is_final):
        return False
    if bounds(later)[1] < bounds(earlier)[0]:
        return True
    cap = later.metric.rate_cap
    if cap is None or earlier.high is None or later.low is None or earlier.as_of.start is None:
        return False
    days = Decimal((end(later) - earlier.as_of.start).total_seconds()) / 86400
    return later.low > earlier.high + cap.value * max(days, Decimal(1))


def is_fall(first: Comparable, second: Comparable) -> bool:
    """Whether of two totals of different times the later is below the earlier."""
    if end(first) <= start(second):
        return bounds(second)[1] < bounds(first)[0]
    return end(second) <= start(first) and bounds(first)[1] < bounds(second)[0]


def _publication(item: Comparable) -> datetime:
    return (item.published.end if item.published else None) or _BEGINNING


def _outlier(item: Comparable, against: Sequence[Comparable], rest: Sequence[Comparable], *, is_tied: bool) -> Outlier:
    low, high = allowed(item, [*rest, *against])
    near = sorted(against, key=lambda other: (abs(end(other) - end(item)), other.ids))
    before = [other for other in near if end(other) <= start(item)]
    after = [other for other in near if other not in before]
    nearest = [*before[:1], *after[:1]]
    # Whoever reports the same for the same time holds the same position.
    shown = nearest + [
        other
        for other in near
        if other not in nearest and any(other.as_of == one.as_of and meet(other, one) for one in nearest)
    ]
    too_low = any(bounds(item)[1] < bounds(other)[0] for other in near)
    return Outlier(
        item=item, side="low" if too_low else "high", against=tuple(shown), low=low, high=high, is_tied=is_tied
    )
