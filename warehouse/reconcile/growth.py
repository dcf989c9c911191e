"""Figures of one day: where what is counted may have moved between them, and where it can't have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.days import FAR, is_of_first_days, is_told_in_order, tenfold, was_over
from warehouse.reconcile.groups import DAY, ROLLING, SMALL, Conflict, day_of, is_lasting, with_odd
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import all_meet, bounds, furthest, meet, positions, share
from warehouse.reconcile.slips import significant

PART_OF_THREE = Decimal("0.35")  # of what a total grows from the day before to the day after, and
PART_OF_TWO = Decimal("0.65")  # from one of them: what it may grow between two reports of one day


def may_have_grown(held: Sequence[Comparable], series: Sequence[Comparable]) -> bool:
    """Whether totals of one day that differ may be of two hours of it."""
    return is_of_first_days(held, series) or is_told_in_order(held) or _is_growth(held, series)


def at_its_end(held: Sequence[Comparable], series: Sequence[Comparable]) -> list[Comparable]:
    """The totals of a day that came out when it was over and name whose they are, where they differ by more than a day
    explains: they are of its end, as far as anybody can tell. With them whoever gives the same number before."""
    since = DAY if is_of_first_days(held, series) else timedelta(0)
    told = [item for item in held if was_over(item, since=since)]
    told = [item for item in told if not _is_of_an_hour(item, told, series)]
    if len(told) < 2 or all_meet(told) or _is_taken_back(told, series):
        return []
    if not all(any(item.origin is not None for item in side) for side in positions(told)):
        return []  # two that name nobody may have counted at two hours
    if _has_room(told, series) and (told[0].metric.revisable or len({i.origin for i in told if i.origin}) < 2):
        return []
    same = {item.value for item in told}
    return [item for item in held if item in told or item.value in same]


def _is_of_an_hour(item: Comparable, told: Sequence[Comparable], series: Sequence[Comparable]) -> bool:
    """Whether another report gives the number for an hour of the day, in which it may have grown to that of others."""
    higher = [bounds(other)[0] for other in told if bounds(other)[0] > bounds(item)[1]]
    if not higher or item.value is None or min(higher)[0] >= item.value * FAR:
        return False
    return any(other.value == item.value and start(item) <= start(other) == end(other) <= end(item) for other in series)


def _is_taken_back(told: Sequence[Comparable], series: Sequence[Comparable]) -> bool:
    """Whether of what may be revised the higher came out before each of the others, and was lower later."""
    top = max(told, key=lambda item: bounds(item)[0])
    out = top.published.end if top.published else None
    lower = [item.published.start for item in told if not meet(item, top) and item.published]
    if not top.metric.revisable or out is None or not all(each is not None and out < each for each in lower):
        return False
    later = (item for item in series if start(item) >= end(top) and item.as_of != top.as_of)
    return any(bounds(item)[1] < bounds(top)[0] for item in later)


def _is_growth(held: Sequence[Comparable], series: Sequence[Comparable]) -> bool:
    """Whether the totals of one day may be of two hours of it: they hardly differ, or of one count by no more than it
    grows within a day here."""
    low, high = furthest(held)
    # What is revised is counted by the hour: a toll of a day is that of some hour of it.
    if share(low, high) < (ROLLING if low.metric.revisable else SMALL):
        return True
    return len({item.origin for item in held if item.origin}) < 2 and _has_room(held, series)


def _has_room(held: Sequence[Comparable], series: Sequence[Comparable]) -> bool:
    """Whether totals of one day differ by no more than a total grows within a day here, as those of a day or two before
    and after have it."""
    low, high = furthest(held)
    own = {id(item) for item in held}
    others = [item for item in series if id(item) not in own]
    before = [i for i in others if i.low is not None and end(i) <= start(low) <= end(i) + 2 * DAY]
    after = [i for i in others if i.high is not None and start(i) >= end(high) >= start(i) - 2 * DAY]
    if low.high is None or high.low is None:
        return False
    floor = max((item.low for item in before if item.low is not None), default=None)
    ceiling = min((item.high for item in after if item.high is not None), default=None)
    if floor is not None and ceiling is not None:
        room = (ceiling - floor) * PART_OF_THREE
    elif ceiling is not None:
        room = (ceiling - low.high) * PART_OF_TWO
    elif floor is not None:
        room = (high.low - floor) * PART_OF_TWO
    else:
        return False
    is_within = (floor is None or low.high >= floor) and (ceiling is None or high.low <= ceiling)
    return is_within and high.low - low.high <= room


def find_tenfold(items: Sequence[Comparable], troubled: set[int]) -> Iterator[Conflict]:
    """What is told of a day and what is told of an hour of it, a power of ten apart: no level moves so far within a
    day."""
    days: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        begin, close = item.as_of.start, item.as_of.end
        is_timed = item.metric.kind == "level" and item.figure.period is None and not is_lasting(item)
        if is_timed and begin and close and close - begin <= DAY and id(item) not in troubled:
            days[day_of(close)].append(item)
    for day, held in sorted(days.items()):
        for slips in tenfold(held):
            of_day = [item for item in slips if item.as_of.start != item.as_of.end]
            of_hours = [item for item in slips if item not in of_day]
            if any(not meet(one, other) for one in of_day for other in of_hours):
                event = f"tenfold {day} {significant(slips[0].value or Decimal(0))}"
                yield with_odd(Conflict(reason="same-day", event=event, items=tuple(slips), as_of=of_day[0].as_of))
