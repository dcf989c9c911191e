"""A disagreement under test, and what tests of all sorts ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from warehouse.reconcile.context import Context
from warehouse.reconcile.days import has_grown
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import Conflict, event_of
from warehouse.reconcile.mismatches import Mismatch
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import bounds, by_house, meet, positions, share
from warehouse.reconcile.slips import CLOSE, power_between, significant

ORDINAL = ("date", "duration", "rank")
MONEY = ("VND", "USD")
NO = Decimal(0)
YES = Decimal(1)
HALF = Decimal("0.5")
_FAR = Decimal("0.1")  # of a number: what is closer may be it, rounded
NARROW = Decimal("1.6")  # a range this wide still says of which size a number is
HEDGED = Decimal("0.025")  # a hedged number off by more is no matter of its hedge


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A disagreement under test, with everything else that is known. `parts` are those of single times that it was
    made of."""

    conflict: Conflict
    context: Context
    low_item: Comparable
    high_item: Comparable
    broken: Mapping[int, Mismatch] = field(default_factory=dict)  # what of its own article an item doesn't fit
    parts: tuple[Case, ...] = ()
    _against: dict[int, tuple[Comparable, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def times(self) -> tuple[Case, ...]:
        """The disagreements of single times: itself where it is of one."""
        return self.parts or (self,)

    @property
    def suspects(self) -> tuple[Comparable, ...]:
        """The odd ones, or both sides where nothing says which is odd."""
        return self.conflict.items if self.conflict.is_tied else self.conflict.odd or self.conflict.items

    def against(self, item: Comparable) -> Sequence[Comparable]:
        """What the item can't stand beside. A total that grew stands beside an earlier one; where none fell, it is the
        pace that is too much, and of one day the day's own."""
        if id(item) not in self._against:
            if self.parts:
                held = [part for part in self.parts if any(item is each for each in part.conflict.items)]
                self._against[id(item)] = tuple(dict.fromkeys(other for part in held for other in part.against(item)))
                return self._against[id(item)]
            apart = [other for other in self.conflict.items if other is not item and not meet(item, other)]
            if self.conflict.reason == "order":
                apart = [other for other in apart if item.as_of == other.as_of or is_fall(item, other)] or apart
            if self.conflict.reason == "same-day":
                apart = [other for other in apart if not has_grown(*sorted((item, other), key=bounds))] or apart
            self._against[id(item)] = tuple(apart)
        return self._against[id(item)]

    def clashes(self) -> Iterator[tuple[Comparable, Comparable, Decimal, Decimal]]:
        """Suspects with what they can't stand beside, and both values."""
        for item in self.suspects:
            for other in self.against(item):
                if item.value is not None and other.value is not None:
                    yield item, other, item.value, other.value

    @property
    def within(self) -> Mismatch | None:
        """How an odd one does not fit the rest of its own article."""
        found = (self.broken.get(id(item)) for item in self.conflict.odd)
        return next((mismatch for mismatch in found if mismatch is not None), None)

    def lands(self, value: Decimal, width: Decimal) -> bool:
        """Whether the value lies where the others allow one, and they allow little."""
        low, high = self.conflict.low, self.conflict.high
        if low is None or high is None or low <= 0:
            return False
        return low <= value <= high and high <= low * width


Ground = tuple[Decimal, Comparable]  # a figure that a cause rests on, and how much it says


def best_of(grounds: Iterable[Ground]) -> Decimal:
    return max((weight for weight, _ in grounds), default=NO)


def fits(fits: bool) -> Decimal:
    return YES if fits else NO


def by_digits(value: Decimal) -> Decimal:
    """How much it says that two numbers are the same: little for one digit, all for three."""
    telling = len(significant(value))
    if telling == 1 and value >= 10:
        return Decimal("0.45")  # 60 is one of ninety, 6 one of nine
    return {0: NO, 1: Decimal("0.25"), 2: Decimal("0.6")}.get(telling, YES)


def power_of_ten(item: Comparable, other: Comparable) -> int | None:
    """k when the other is 10^k times the item, but for what both may have been rounded by (RECONCILE d.7): counts that
    are exact have to be so to the digit."""
    if item.value is None or other.value is None:
        return None
    return power_between(item.value, other.value, min(CLOSE, _rounding(item) + _rounding(other)))


def _rounding(item: Comparable) -> Decimal:
    """The share of its number that an item may be off by; of an open one, as much as any."""
    if item.low is None or item.high is None or not item.value:
        return CLOSE
    return (item.high - item.low) / abs(item.value)


def is_at_home(case: Case, item: Comparable, other: Comparable) -> bool:
    """Whether a number is rather the other's than the item's: no fewer houses give it there, and no more of them give
    one that is far from it there. What one page put into another period or place explains none that more have."""
    mine, theirs = _of_its_time(case, item), _of_its_time(case, other)
    far = positions([o for o in theirs[1] if share(o, other) > _FAR])
    return mine[0] <= theirs[0] >= max((len(by_house(held)) for held in far), default=0)


def _of_its_time(case: Case, item: Comparable) -> tuple[int, list[Comparable]]:
    """How many houses give a number for its time, or its digits, and what others give."""
    is_total, event, own = item.metric.kind == "cumulative", event_of(item)[0], significant(item.value or NO)
    peers = [o for o in case.context.series(item) if (o.as_of == item.as_of if is_total else event_of(o)[0] == event)]
    closed = [o for o in peers if o is item or None not in (o.low, o.high)]  # "more than" gives no number
    alike = [o for o in closed if meet(o, item) or (len(own) > 1 and significant(o.value or NO) == own)]
    known = set(map(id, alike))
    return len(by_house(alike)), [o for o in closed if id(o) not in known]


def is_same_moment(item: Comparable, other: Comparable) -> bool:
    return item.metric.kind != "cumulative" or item.as_of == other.as_of or item.is_final


def witness_of(item: Comparable) -> str:
    return item.origin or item.group
