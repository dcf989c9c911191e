"""Intervals: do they meet, where do several meet, and which are the largest sets that do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from warehouse.reconcile.model import Comparable, Number, Position
from warehouse.reconcile.parties import count_parties

End = tuple[Decimal, int]  # of an interval, as it sorts: an open one lies a hair inside
_INFINITY = Decimal("Infinity")


def bounds(item: Comparable) -> tuple[End, End]:
    """The ends as sortable pairs: an open end lies a hair inside."""
    low = (-_INFINITY, 0) if item.low is None else (item.low, 1 if item.low_open else 0)
    high = (_INFINITY, 0) if item.high is None else (item.high, -1 if item.high_open else 0)
    return low, high


def furthest(items: Sequence[Comparable]) -> tuple[Comparable, Comparable]:
    """The items that lie furthest apart, the lower one first."""
    low = min(items, key=lambda item: (bounds(item)[1], item.ids))
    return low, max(items, key=lambda item: (bounds(item)[0], item.ids))


def told_apart(items: Sequence[Comparable], odd: Sequence[Comparable]) -> tuple[Comparable, Comparable]:
    """What stands for a disagreement, the lower one first: what most report, by origins and then by houses, and what is
    furthest from it, of the odd ones where there are such. The two that are furthest apart where nothing has more."""
    own = {id(item) for item in odd}
    ranked = sorted(
        ((count_origins(held), len(by_house(held)), held) for held in positions(items) if not own & set(map(id, held))),
        key=lambda each: (-each[0], -each[1]),
    )
    if not ranked or (not odd and len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return furthest(items)
    first = spokesman(ranked[0][2])
    others = [item for item in odd or items if not meet(item, first)]
    if not others:
        return furthest(items)
    return furthest((first, max(others, key=lambda item: (gap(item, first), item.ids))))


def spokesman(items: Sequence[Comparable]) -> Comparable:
    """Of figures with a point in common the number that most give, told as exactly as it is."""
    values: dict[Number, list[Comparable]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.figure.quantity.hedge not in ("bare", "exactly"), item.ids)):
        values[item.value].append(item)
    return max(values.values(), key=lambda held: len(by_house(held)))[0]


def meet(first: Comparable, second: Comparable) -> bool:
    """Whether some value fits both."""
    low1, high1 = bounds(first)
    low2, high2 = bounds(second)
    return max(low1, low2) <= min(high1, high2)


def all_meet(items: Sequence[Comparable]) -> bool:
    """Whether some value fits all of them."""
    if not items:
        return True
    ends = [bounds(item) for item in items]
    return max(low for low, _ in ends) <= min(high for _, high in ends)


def positions(items: Sequence[Comparable]) -> list[list[Comparable]]:
    """The maximal sets of items with a point in common, from low to high."""
    return [[items[place] for place in held] for held in maximal_sets([bounds(item) for item in items])]


def maximal_sets(ends: Sequence[tuple[End, End]]) -> list[list[int]]:
    """The maximal sets of intervals with a point in common, as their places, from low to high: one sweep over ends."""
    begins = sorted(range(len(ends)), key=lambda place: ends[place][0])
    closes = sorted(range(len(ends)), key=lambda place: ends[place][1])
    found: list[list[int]] = []
    held: set[int] = set()
    is_grown = False  # whether something began since the last set: what only lost members is part of it
    first = 0
    for place in begins:
        low = ends[place][0]
        while ends[closes[first]][1] < low:
            if is_grown:
                found.append(sorted(held))
                is_grown = False
            held.discard(closes[first])
            first += 1
        held.add(place)
        is_grown = True
    if held:
        found.append(sorted(held))
    return found


def majority(items: Sequence[Comparable]) -> tuple[list[Comparable], list[Comparable]]:
    """The position that the most origins hold, of as many the one of the most houses, and the items outside it; two
    empty lists where it outweighs another one by neither."""
    sets = positions(items)
    if len(sets) < 2:
        return list(items), []
    ranked = sorted(sets, key=lambda held: (-count_origins(held), -len(by_house(held)), -len(held)))
    first = ranked[0]
    inside = {id(item) for item in first}
    for other in ranked[1:]:
        outside = [item for item in other if id(item) not in inside]
        if not _own_origins(outside, first):
            if len(by_house(first)) <= len(by_house(other)) or set(by_house(other)) <= set(by_house(first)):
                return [], []
        elif not are_outvoted(outside, first):
            return [], []
    return first, [item for item in items if id(item) not in inside]


def are_outvoted(items: Sequence[Comparable], others: Sequence[Comparable]) -> bool:
    """Whether the others may say of these that they are off. Reports of one origin, and those that name none, may all
    pass on one number, so that the others do; against origins that these alone name only more of them do: however many
    houses repeat one body, it is one against another (RECONCILE d.6, d.7)."""
    own = _own_origins(items, others)
    return not own or count_origins(others) > len(own)


def _own_origins(items: Sequence[Comparable], others: Sequence[Comparable]) -> set[str]:
    """The origins that these name and the others do not."""
    return _named(items) - _named(others)


def _named(items: Sequence[Comparable]) -> set[str]:
    return {name for item in items for name in (item.witness or item.origin,) if name is not None}


def as_position(items: Sequence[Comparable]) -> Position:
    """The stretch that they have in common; of totals of several times that have none all that they span."""
    low = max(bounds(item)[0] for item in items)
    high = min(bounds(item)[1] for item in items)
    if low > high:
        low, high = min(bounds(item)[0] for item in items), max(bounds(item)[1] for item in items)
    return Position(
        low=_finite(low[0]),
        high=_finite(high[0]),
        figures=tuple(sorted({name for item in items for name in item.ids})),
        outlets=tuple(sorted({item.outlet for item in items})),
        origins=count_origins(items),
        implied=tuple(sorted({item.outlet for item in items} - {item.outlet for item in items if not item.derived})),
    )


def count_origins(items: Sequence[Comparable]) -> int:
    """Independent origins: the parties that are named. "Origin not named" never counts as a further one; where
    nobody names any it is one at most."""
    return max(count_parties(_named(items)), 1 if items else 0)


def gap(first: Comparable, second: Comparable) -> Decimal:
    """The distance between two intervals that do not meet, else 0."""
    (low1, _), (high1, _) = bounds(first)
    (low2, _), (high2, _) = bounds(second)
    return max(low1 - high2, low2 - high1, Decimal(0)) if not meet(first, second) else Decimal(0)


def share(first: Comparable, second: Comparable) -> Decimal:
    """The gap of two intervals as a share of the larger of their values."""
    size = max(abs(first.value or Decimal(0)), abs(second.value or Decimal(0)))
    return gap(first, second) / size if size else Decimal(0)


def by_house(items: Sequence[Comparable]) -> dict[str, list[Comparable]]:
    held: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        held[item.group].append(item)
    return held


def _finite(value: Decimal) -> Number:
    return None if value in (_INFINITY, -_INFINITY) else value
