"""Which running totals of a series can't stand beside which, for series of any length.

No pair is looked at. The totals that ended before a moment, and those whose lower end lies above a value, are each a
run of a sorted list; a run is held as the bits of one integer, a bit a total, and the totals that break with one are
where such runs overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from sources.model import VIETNAM
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.sets import bounds

KEPT = timedelta(days=5)  # a revised total is one that reports of these days keep to
_BEGINNING = datetime.min.replace(tzinfo=VIETNAM)
_CLOSE = datetime.max.replace(tzinfo=VIETNAM)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT = timedelta(microseconds=1)
_DAY = timedelta(days=1) // _MOMENT
LEAP = Decimal(5)  # times: counts that were taken back were seldom more than three times too high
_STEP = 64  # of so many neighbours in a run one is stored whole


def end(item: Comparable) -> datetime:
    assert item.as_of.end is not None
    return item.as_of.end


def start(item: Comparable) -> datetime:
    return item.as_of.start or _BEGINNING


def places_of(held: int) -> Iterator[int]:
    """The places whose bits are set, from the first."""
    bits = f"{held:b}"[::-1]  # to look for the next in a text is quicker than to shift a long integer
    place = bits.find("1")
    while place >= 0:
        yield place
        place = bits.find("1", place + 1)


def bits_of(places: Iterable[int]) -> int:
    held = 0
    for place in places:
        held |= 1 << place
    return held


class Runs:
    """Places in the order of a key, and those below or above any key as the bits of an integer."""

    def __init__(self, keys: Sequence[tuple[Any, int]]) -> None:
        ordered = sorted(keys)
        self._keys = [key for key, _ in ordered]
        self._places = [place for _, place in ordered]
        self._stored = [0]
        for first in range(0, len(ordered), _STEP):
            self._stored.append(self._stored[-1] | bits_of(self._places[first : first + _STEP]))

    def below(self, key: object) -> int:
        return self._first(bisect_left(self._keys, key))

    def up_to(self, key: object) -> int:
        return self._first(bisect_right(self._keys, key))

    def above(self, key: object) -> int:
        return self._stored[-1] & ~self.up_to(key)

    def since(self, key: object) -> int:
        return self._stored[-1] & ~self.below(key)

    def lowest(self, among: int) -> int | None:
        """The place with the least key among those of which the bits are set."""
        if not among & self._stored[-1]:
            return None
        step = bisect_left(self._stored, True, 1, key=lambda stored: bool(stored & among))
        return next(p for p in self._places[(step - 1) * _STEP : step * _STEP] if among >> p & 1)

    def highest(self, among: int) -> int | None:
        """Likewise the one with the greatest."""
        if not among & self._stored[-1]:
            return None
        step = bisect_left(self._stored, True, 1, key=lambda stored: not among & self._stored[-1] & ~stored)
        return next(p for p in reversed(self._places[(step - 1) * _STEP : step * _STEP]) if among >> p & 1)

    def _first(self, number: int) -> int:
        step, rest = divmod(number, _STEP)
        return self._stored[step] | bits_of(self._places[number - rest : number])


class Breaks:
    """The totals of one series, each known by its place in the list, and which of them break with which: a later one
    that lies below an earlier one, or further above it than the declared rate allows. Where totals may be revised, a
    fall that later reports keep to is no break. Totals of one as-of interval are compared as equals, and so are those
    that are final."""

    def __init__(self, timed: Sequence[Comparable]) -> None:
        self.timed = timed
        places = range(len(timed))
        self.ended = Runs([(end(timed[p]), p) for p in places])
        self.begun = Runs([(start(timed[p]), p) for p in places])
        self.lows = Runs([(bounds(timed[p])[0], p) for p in places])
        self.highs = Runs([(bounds(timed[p])[1], p) for p in places])
        self.same = defaultdict[tuple[datetime, datetime], int](int)
        self.of_group = defaultdict[str, int](int)
        self._of_origin = defaultdict[str | None, int](int)
        self._finals = self._ends_above = 0
        for place, item in enumerate(timed):
            bit = 1 << place
            self.same[(start(item), end(item))] |= bit
            self.of_group[item.group] |= bit
            self._of_origin[item.origin] |= bit
            self._finals |= bit if item.is_final else 0
            self._ends_above |= bit if item.high is not None else 0
        self._rate = _Rate(timed) if timed and timed[0].metric.rate_cap else None
        is_revised = bool(timed) and timed[0].metric.revisable
        renewed = [p for p in places if self._is_revision(p)] if is_revised else []
        self._revised = sorted({start(timed[p]) for p in renewed})
        self._own_revised = defaultdict[str, list[datetime]](list)  # by what a body says of its own totals
        for place in sorted(renewed, key=lambda p: start(timed[p])):
            origin = timed[place].origin
            if origin is not None and self._is_revision(place, self._of_origin[origin]):
                self._own_revised[origin].append(start(timed[place]))

    def before(self, place: int) -> int:
        """The totals whose as-of ended when this one's began, or earlier."""
        return self.ended.up_to(start(self.timed[place]))

    def after(self, place: int) -> int:
        """The totals whose as-of began when this one's ended, or later."""
        return self.begun.since(end(self.timed[place]))

    def of(self, place: int) -> int:
        """The totals that break with this one."""
        item = self.timed[place]
        before, after = self.before(place), self.after(place)
        low, high = bounds(item)
        others = before & self.lows.above(high) | after & self.highs.below(low)
        if self._rate:
            others |= before & self._rate.too_low_for(place) | after & self._rate.too_high_for(place)
        others &= ~self._equals(place)
        return others & ~self._excused(item) if others and self._revised else others

    def allowed(self, item: Comparable) -> tuple[Number, Number]:
        """What these totals allow for one of another time: the most that was reached before, the least after. What was
        taken back, and what another body counts, bounds it from neither side."""
        before, after = self.ended.up_to(start(item)), self.begun.since(end(item))
        excused = self._counted_apart(item) | self._excused(item) | self.same[(start(item), end(item))]
        lowest = self.lows.highest(before & ~excused)
        highest = self.highs.lowest(after & ~excused)
        return (
            None if lowest is None else self.timed[lowest].low,
            None if highest is None else self.timed[highest].high,
        )

    def voices(self, place: int, against: int) -> int:
        """Of the totals that break with this one those that may outvote it: one body says nothing of another's count,
        two of them do."""
        apart = against & self._counted_apart(self.timed[place])
        bodies = (origin for origin, held in self._of_origin.items() if origin is not None and held & apart)
        return against if len(list(islice(bodies, 2))) == 2 else against & ~apart

    def leapt_from(self, place: int, against: int) -> int:
        """Where this total breaks with others that are many times as high or as low: those, and what its own hour and
        the hours beside it have that is as far off on the same side. No recount, and no growth, leaps up and back."""
        item = self.timed[place]
        low, high = bounds(item)
        found = 0
        beside = 0
        if low[0] > 0 and item.high is not None and against:
            above, below = self.lows.since((high[0] * LEAP, 0)), self.highs.up_to((low[0] / LEAP, 0))
            for far in (above, below):
                if far & against:
                    beside = beside or against | self._beside(place)
                    found |= far & beside
        return found

    def _beside(self, place: int) -> int:
        """The totals of this one's time, of the last before it and of the first after it."""
        own = self._equals(place)
        last = self.ended.highest(self.before(place) & ~own)
        first = self.begun.lowest(self.after(place) & ~own)
        for near in (last, first):
            own |= 0 if near is None else self._equals(near)
        return own & ~(1 << place)

    def _equals(self, place: int) -> int:
        item = self.timed[place]
        return self.same[(start(item), end(item))] | (self._finals if item.is_final else 0)

    def _excused(self, item: Comparable) -> int:
        """The totals of another vintage, but for those of another count than this one's that their own body did not
        take back."""
        last = bisect_right(self._revised, start(item))
        earlier = self.ended.below(self._revised[last - 1]) if last else 0
        first = bisect_right(self._revised, end(item))
        later = self.begun.since(self._revised[first]) if first < len(self._revised) else 0
        excused = (earlier | later) & ~self._counted_apart(item)
        for origin, moments in self._own_revised.items():
            if origin == item.origin:
                first = bisect_right(moments, end(item))
                excused |= self.begun.since(moments[first]) if first < len(moments) else 0
            elif last := bisect_right(moments, start(item)):
                excused |= self.ended.below(moments[last - 1]) & self._of_origin[origin]
        return excused

    def _counted_apart(self, item: Comparable) -> int:
        """The totals of other named origins than this one's."""
        if item.origin is None:
            return 0
        everything = (1 << len(self.timed)) - 1
        return everything & ~self._of_origin[None] & ~self._of_origin[item.origin]

    def _is_revision(self, place: int, own: int = 0) -> bool:
        """Whether with this total a new vintage begins: it lies below an earlier one of no other count, and so does
        half or more of what was reported from then on, by two houses or more. Of a body's `own` totals, where it is one
        of these that was taken back, all do."""
        later = self.timed[place]
        fallen = self.before(place) & self.lows.above(bounds(later)[1]) & ~self._equals(place)
        fallen &= own or ~self._counted_apart(later)
        highest = self.lows.highest(fallen & ~self._leaps(later, fallen)) if fallen else None
        if highest is None:
            return False
        until = end(later) + min(KEPT, _CLOSE - end(later))
        since = self.begun.since(start(later)) & self.ended.up_to(until) & self._ends_above
        below = since & self.highs.below(bounds(self.timed[highest])[0])
        is_kept = 2 * below.bit_count() >= since.bit_count() and self.count_groups(below, 2) >= 2
        return is_kept and not since & own & ~below

    def _leaps(self, later: Comparable, fallen: int) -> int:
        """Of earlier totals above a later one those that are many times as high, though what came before them was no
        more than it: they leapt up and back, which no recount does."""
        if later.high is None or later.high <= 0:
            return 0
        far = fallen & self.lows.since((later.high * LEAP, 0))
        low = self.highs.up_to(bounds(later)[1]) if far else 0
        return bits_of(place for place in places_of(far) if self.before(place) & low)

    def count_groups(self, held: int, most: int | None = None) -> int:
        """How many houses the totals are of; no further than `most`."""
        number = 0
        for members in self.of_group.values():
            if members & held:
                number += 1
                if number == most:
                    break
        return number


class _Rate:
    """The totals that are too far from an earlier or a later one for the growth that the topic declares: by more than
    a day's, and by more than that of the days between."""

    def __init__(self, timed: Sequence[Comparable]) -> None:
        cap = timed[0].metric.rate_cap
        assert cap is not None
        self._timed = timed
        self._a_day = cap.value
        highs = [(item.high, p) for p, item in enumerate(timed) if item.high is not None and item.as_of.start]
        lows = [(item.low, p) for p, item in enumerate(timed) if item.low is not None]
        self._highs, self._lows = Runs(highs), Runs(lows)
        self._grown_highs = Runs([(self._outset(high, start(timed[p])), p) for high, p in highs])
        self._grown_lows = Runs([(self._outset(low, end(timed[p])), p) for low, p in lows])

    def too_low_for(self, place: int) -> int:
        item = self._timed[place]
        if item.low is None:
            return 0
        return self._highs.below(item.low - self._a_day) & self._grown_highs.below(self._outset(item.low, end(item)))

    def too_high_for(self, place: int) -> int:
        item = self._timed[place]
        if item.high is None or item.as_of.start is None:
            return 0
        return self._lows.above(item.high + self._a_day) & self._grown_lows.above(self._outset(item.high, start(item)))

    def _outset(self, value: Decimal, moment: datetime) -> Decimal:
        """What the total would have been at the epoch, had it grown at the declared rate since; times a day."""
        return value * _DAY - self._a_day * ((moment - _EPOCH) // _MOMENT)
