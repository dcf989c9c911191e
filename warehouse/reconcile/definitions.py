"""Two ways of counting: parties whose figures differ by one ratio, time after time, and their disagreements as one.

The ratio is that of most times, so that one stray figure does not hide it; what the ratio does not explain stays a
disagreement of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from sources.model import VIETNAM
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import Conflict, Scope, event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import bounds, meet

ITEMS = 3  # a ratio over fewer items is no way of counting
STEADY = Decimal("0.012")  # how far the ratios may spread around their middle
APART = Decimal("0.01")  # and how far from 1 they must be
MOST = Decimal("0.75")  # of their common items: in so many two ways of counting differ, and two houses of one agree
_LEAST, _GREATEST = Decimal("0.2"), Decimal(5)  # what is further apart counts another thing
_BEGINNING = datetime.min.replace(tzinfo=VIETNAM)
_ALL = "*"
_Key = tuple[str, str, str]
_Pair = tuple[Comparable, Comparable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steady:
    """How many times as much one party counts as another, and the ratios that show it, one an item."""

    ratio: Decimal
    ratios: tuple[Decimal, ...]

    def turned(self) -> Steady:
        return Steady(ratio=1 / self.ratio, ratios=self.ratios)

    def explains(self, item: Comparable, other: Comparable) -> bool:
        """Whether two figures that can't both be right are apart by the ratio; of two totals of which the later one is
        lower, by no more than it."""
        if item.value is None or other.value is None or item.value <= 0 or other.value <= 0:
            return False
        if not _is_of_one_time(item, other):
            low, high, ratio = (item, other, self.ratio) if item.value < other.value else (other, item, 1 / self.ratio)
            return _reach(high, ratio * (1 - STEADY))[0] <= bounds(low)[1]
        least, most = _reach(other, self.ratio * (1 - STEADY))[0], _reach(other, self.ratio * (1 + STEADY))[1]
        return least <= bounds(item)[1] and bounds(item)[0] <= most


class Counts:
    """The parties of one metric, of a subject or of all: which count steadily more than which, and which alike."""

    def __init__(self) -> None:
        self._exact: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
        self._alike: dict[tuple[str, str], list[bool]] = defaultdict(list)
        self._known: dict[tuple[str, str], Steady | None] = {}

    def add(self, names: tuple[str, str], pair: _Pair) -> None:
        """What two parties, in the order of their names, give for one thing and time."""
        self._alike[names].append(meet(*pair))
        if all(item.figure.quantity.hedge in ("bare", "exactly", "about") for item in pair):
            self._exact[names].append(pair)

    @cached_property
    def steady(self) -> Mapping[tuple[str, str], Steady]:
        found = {names: _steady(pairs) for names, pairs in self._exact.items()}
        return {names: each for names, each in found.items() if each is not None}

    @cached_property
    def _camps(self) -> Mapping[str, set[str]]:
        """By party: itself, and those that give what it gives."""
        found: dict[str, set[str]] = defaultdict(set)
        for names, met in self._alike.items():
            for name in names:
                found[name] |= {*names} if sum(met) >= MOST * len(met) else {name}
        return found

    def between(self, first: str, second: str) -> Steady | None:
        """How many times as much the first party counts as the second: by their own figures, or by those of parties
        that stand with them, where they have too few in common."""
        if (first, second) not in self._known:
            self._known[first, second] = self._own(first, second) or self._of_camps(first, second)
        return self._known[first, second]

    def _own(self, first: str, second: str) -> Steady | None:
        if (first, second) in self.steady:
            return self.steady[first, second]
        return self.steady[second, first].turned() if (second, first) in self.steady else None

    def _of_camps(self, first: str, second: str) -> Steady | None:
        """What the two of their camps show that have the most in common."""
        one, two = self._camps.get(first, set()), self._camps.get(second, set())
        held = [(len(each.ratios), a, b) for (a, b), each in self.steady.items() if a in one and b in two]
        held += [(len(each.ratios), b, a) for (a, b), each in self.steady.items() if b in one and a in two]
        return self._own(*max(held)[1:]) if held else None


def merge_definitions(conflicts: Sequence[Conflict], items: Sequence[Comparable]) -> list[Conflict]:
    """Where two parties differ by a steady ratio, their disagreements of one scope become one: two definitions."""
    counts = _counts(items)
    if not any(each.steady for each in counts.values()):
        return list(conflicts)
    kept: list[Conflict] = []
    merged: dict[Scope, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        subject, metric, unit, _ = scope_of(conflict.items[0])
        known = [counts[key] for key in ((metric, unit, subject), (metric, unit, _ALL)) if key in counts]
        may_be_one = conflict.reason in ("apart", "order", "same-day", "final")
        ratios = _ratios_behind(conflict, known) if may_be_one else ()
        if ratios:
            merged[scope_of(conflict.items[0])].append(replace(conflict, ratios=ratios))
        else:
            kept.append(conflict)
    return kept + [_merged(held) for held in merged.values()]


def _merged(held: Sequence[Conflict]) -> Conflict:
    first = held[0]
    ends = [c.as_of.end for c in held if c.as_of.end is not None]
    starts = [c.as_of.start for c in held if c.as_of.start is not None]
    return replace(
        first,
        reason="definitions",
        event="definitions",
        items=tuple(dict.fromkeys(item for conflict in held for item in conflict.items)),
        period=None,
        odd=(),
        shown=_last_pair(held),
        parts=tuple(replace(conflict, reason="definitions") for conflict in held),
        as_of=replace(first.as_of, start=min(starts, default=None), end=max(ends, default=None)),
    )


def party(item: Comparable) -> str:
    """Whose count a figure gives: the origin that it names, else the house."""
    return item.origin or item.group


def _ratios_behind(conflict: Conflict, known: Sequence[Counts]) -> tuple[Decimal, ...]:
    """The ratios of the two ways of counting that explain every pair of figures that can't both be right; empty where
    they leave one of them unexplained."""
    found: dict[tuple[str, str], tuple[Decimal, ...]] = {}
    for pair in _apart(conflict):
        item, other = sorted(pair, key=lambda each: (party(each), each.ids))
        names = party(item), party(other)
        steady = next((each for counts in known if (each := counts.between(*names)) is not None), None)
        if steady is None or not steady.explains(item, other):
            return ()
        found[names] = steady.ratios
    return found[min(found)] if found else ()


def _apart(conflict: Conflict) -> Iterator[_Pair]:
    """The pairs of figures that can't both be right."""
    for a, b in combinations(conflict.items, 2):
        if not meet(a, b) and (_is_of_one_time(a, b) or is_fall(a, b)):
            yield a, b


def _is_of_one_time(a: Comparable, b: Comparable) -> bool:
    return a.metric.kind != "cumulative" or a.as_of == b.as_of


def _last_pair(conflicts: Sequence[Conflict]) -> _Pair | None:
    """Of the pairs that can't both be right, the last one of one time, the lower one first."""
    pairs = [pair for conflict in conflicts for pair in _apart(conflict)]
    if not pairs:
        return None

    def turn(pair: _Pair) -> tuple[bool, datetime, list[tuple[str, ...]]]:
        return _is_of_one_time(*pair), pair[0].as_of.end or _BEGINNING, sorted(item.ids for item in pair)

    first, second = max(pairs, key=turn)
    return (first, second) if bounds(first) < bounds(second) else (second, first)


def _counts(items: Sequence[Comparable]) -> Mapping[_Key, Counts]:
    """By metric, unit and subject, or all subjects together: what parties give for the same things and times."""
    found: dict[_Key, Counts] = defaultdict(Counts)
    for (subject, metric, unit, _), held in _by_party(items):
        for first, second in combinations(sorted(held), 2):
            for key in (subject, _ALL):
                found[metric, unit, key].add((first, second), (held[first], held[second]))
    return dict(found)


def _steady(pairs: Sequence[_Pair]) -> Steady | None:
    """The ratio of two parties whose figures differ by it over enough items, and seldom agree or differ otherwise:
    those that were rounded may be off it by that."""
    apart = [(a, b, a.value / b.value) for a, b in pairs if not meet(a, b) and a.value and b.value]
    if len(apart) < max(Decimal(ITEMS), MOST * len(pairs)):
        return None
    ratios = sorted(ratio for _, _, ratio in apart)
    middle = Steady(ratio=ratios[len(ratios) // 2], ratios=())
    fitting = [ratio for a, b, ratio in apart if middle.explains(a, b)]
    close = [ratio for ratio in fitting if abs(ratio / middle.ratio - 1) <= STEADY]
    is_apart = abs(middle.ratio - 1) > APART and _LEAST < middle.ratio < _GREATEST
    if not is_apart or len(close) < ITEMS or len(fitting) < MOST * len(pairs):
        return None
    return replace(middle, ratios=tuple(fitting))


def _reach(item: Comparable, ratio: Decimal) -> tuple[tuple[Decimal, int], tuple[Decimal, int]]:
    """The ends of a figure, as `bounds` has them, in the other way of counting."""
    (low, opens), (high, closes) = bounds(item)
    return (low * ratio, opens), (high * ratio, closes)


def _by_party(items: Sequence[Comparable]) -> Iterator[tuple[Scope, dict[str, Comparable]]]:
    """The figures of each scope and time, one a party; no ordinals."""
    events: dict[tuple[Scope, object], dict[str, Comparable]] = defaultdict(dict)
    for item in items:
        if item.value is None or item.value <= 0 or item.derived or item.metric.kind in ("date", "rank", "duration"):
            continue
        if item.metric.kind == "cumulative" and not item.is_final:
            event: object = (item.as_of.start, item.as_of.end)
        else:
            event = "final" if item.is_final else event_of(item)[0]
        events[(scope_of(item), event)].setdefault(party(item), item)
    for (scope, _), held in sorted(events.items(), key=lambda each: str(each[0])):
        yield scope, held
