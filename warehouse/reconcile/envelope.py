"""Running totals: which of them can't stand beside the others.

What was reached stays reached, so an earlier total bounds the later ones from below, and a later one bounds the earlier
ones from above; where the topic says how fast a total can grow, it is bounded from the other side too. When totals
break these bounds, the fewest that must be set aside are named, each with the reports that it breaks with: one report
with a wrong hour is one finding, however many others it disagrees with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Literal

from sources.model import VIETNAM
from warehouse.reconcile.breaks import KEPT, LEAP, Breaks, bits_of, end, places_of, start
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.sets import bounds, meet

Side = Literal["low", "high"]
_BEGINNING = datetime.min.replace(tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A total that does not fit: too low for what came before, or too high for what came after.

    `against` are the reports that it breaks with, nearest first; `low` and `high` are what the others allow for it.
    `is_tied`: as many houses stand on the one side as on the other, or the other side is another body's, so that
    nothing says which of them is off.
    """

    item: Comparable
    side: Side
    against: tuple[Comparable, ...]
    low: Number
    high: Number
    is_tied: bool


def find_outliers(items: Sequence[Comparable]) -> list[Outlier]:
    """The fewest totals of one series to set aside so that the rest fits together, by greedy choice: the one that most
    houses speak against goes first, those of another body last, and before all else the one that leaps many times away
    from them, or else a small fall beside it would turn the vote. Where totals may be revised, a fall that later
    reports keep to is no break."""
    timed = sorted((i for i in items if i.as_of.end is not None), key=lambda i: (end(i), i.ids, i.place or ""))
    breaks = Breaks(timed)
    held = [breaks.of(place) for place in range(len(timed))]
    number = [others.bit_count() for others in held]  # of totals not set aside that each breaks with
    fitting = bits_of(place for place, others in enumerate(number) if not others)
    if not any(number):
        return []
    newest = sorted(range(len(timed)), key=lambda place: (_publication(timed[place]), timed[place].ids, -place))
    turn = {place: at for at, place in enumerate(newest)}
    leaps = {place: breaks.leapt_from(place, others) for place, others in enumerate(held) if others}
    gone = 0

    def votes(place: int, most: int | None = None) -> tuple[int, int]:
        """The houses that a total is a leap away from, and those that it breaks with and that may outvote it, no
        further than `most`; each as a negative number."""
        against = held[place] & ~gone
        far = leaps[place] & ~gone if leaps[place] & against else 0
        return -breaks.count_groups(far) if far else 0, -breaks.count_groups(breaks.voices(place, against), most)

    def turn_of(place: int) -> tuple[int, int, int, int, int, int]:
        every = -breaks.count_groups(held[place] & ~gone)
        return (*votes(place), every, -number[place], -turn[place], place)

    queue = [turn_of(place) for place in leaps]
    heapify(queue)
    found: list[Outlier] = []
    while queue:
        known = heappop(queue)
        worst = known[-1]
        against = held[worst] & ~gone
        if not against:
            continue
        now = turn_of(worst)
        if now != known:  # what it broke with was set aside since: it may be another's turn
            heappush(queue, now)
            continue
        others = against if now[0] else breaks.voices(worst, against)  # a leap needs no body of its own to tell
        tied = all(votes(p, -now[1]) <= now[:2] for p in places_of(others))
        gone |= 1 << worst
        for other in places_of(against):
            number[other] -= 1
            fitting |= 0 if number[other] else 1 << other
        found.append(_outlier(breaks, worst, against, fitting, is_tied=tied))
    return found


def allowed(item: Comparable, others: Sequence[Comparable]) -> tuple[Number, Number]:
    """What the others allow for a total at the item's time: the most that was reached before, the least after."""
    lows = [o.low for o in others if o is not item and o.low is not None and o.as_of.end and end(o) <= start(item)]
    highs = [o.high for o in others if o is not item and o.high is not None and o.as_of.end and start(o) >= end(item)]
    return max(lows, default=None), min(highs, default=None)


def is_revision(earlier: Comparable, later: Comparable, series: Sequence[Comparable]) -> bool:
    """Whether a fall is a new vintage: totals that may be revised, nobody else's count, and what was reported from then
    on stayed below the old total, by two houses or more."""
    if not earlier.metric.revisable or bounds(later)[1] >= bounds(earlier)[0]:
        return False
    if earlier.origin is not None and later.origin is not None and earlier.origin != later.origin:
        return False
    if _has_leapt(earlier, later, series):
        return False
    since = [i for i in series if start(i) >= start(later) and end(i) - end(later) <= KEPT and i.high is not None]
    below = [i for i in since if bounds(i)[1] < bounds(earlier)[0]]
    return len({i.group for i in below}) >= 2 and 2 * len(below) >= len(since)


def _has_leapt(earlier: Comparable, later: Comparable, series: Sequence[Comparable]) -> bool:
    """Whether the earlier total is many times the later, though what came before it was no more than that."""
    if earlier.low is None or later.high is None or later.high <= 0 or earlier.low < later.high * LEAP:
        return False
    before = (i for i in series if i.as_of.end is not None and end(i) <= start(earlier))
    return any(bounds(i)[1] <= bounds(later)[1] for i in before)


def is_fall(first: Comparable, second: Comparable) -> bool:
    """Whether of two totals of different times the later is below the earlier."""
    if first.as_of == second.as_of:
        return False
    if end(first) <= start(second):
        return bounds(second)[1] < bounds(first)[0]
    return end(second) <= start(first) and bounds(first)[1] < bounds(second)[0]


def _publication(item: Comparable) -> datetime:
    return (item.published.end if item.published else None) or _BEGINNING


def _outlier(breaks: Breaks, place: int, against: int, fitting: int, *, is_tied: bool) -> Outlier:
    item = breaks.timed[place]
    before, after = breaks.before(place), breaks.after(place)
    rest = fitting | against
    lowest = breaks.lows.highest(rest & before)
    highest = breaks.highs.lowest(rest & after)
    shown = _shown(breaks, place, against & before, against & ~before)
    return Outlier(
        item=item,
        side="low" if breaks.lows.above(bounds(item)[1]) & against else "high",
        against=tuple(breaks.timed[other] for other in shown),
        low=None if lowest is None else breaks.timed[lowest].low,
        high=None if highest is None else breaks.timed[highest].high,
        is_tied=is_tied,
    )


def _shown(breaks: Breaks, place: int, before: int, after: int) -> list[int]:
    """The nearest total that it breaks with on either side, and whoever reports the same for the same time: they hold
    the same position."""
    timed = breaks.timed
    moment = end(timed[place])

    def distance(other: int) -> tuple[timedelta, tuple[str, ...]]:
        return abs(end(timed[other]) - moment), timed[other].ids

    nearest = [min(_around(breaks, place, side), key=distance) for side in (before, after) if side]
    same = {
        other
        for one in nearest
        for other in places_of((before | after) & breaks.same[(start(timed[one]), end(timed[one]))])
        if other not in nearest and timed[other].as_of == timed[one].as_of and meet(timed[other], timed[one])
    }
    return [*nearest, *sorted(same, key=lambda other: (distance(other), other))]


def _around(breaks: Breaks, place: int, held: int) -> Iterator[int]:
    """Of these totals the last that ended no later than this one, and the first that ended later, each with those that
    ended with it."""
    not_after = breaks.ended.up_to(end(breaks.timed[place]))
    for at in (breaks.ended.highest(held & not_after), breaks.ended.lowest(held & ~not_after)):
        if at is not None:
            moment = end(breaks.timed[at])
            yield from places_of(held & breaks.ended.up_to(moment) & ~breaks.ended.below(moment))
