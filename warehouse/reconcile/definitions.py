"""Two ways of counting: parties whose figures differ by one ratio, time after time, and their disagreements as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import combinations

from sources.model import VIETNAM
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import Conflict, Scope, event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import bounds, meet

ITEMS = 3  # a ratio over fewer items is no way of counting
STEADY = Decimal("0.012")  # how far the ratios may spread around their middle
APART = Decimal("0.01")  # and how far from 1 they must be
DIFFER = Decimal("0.75")  # the share of their common items in which two ways of counting differ
_BEGINNING = datetime.min.replace(tzinfo=VIETNAM)
_ALL = "*"


def merge_definitions(conflicts: Sequence[Conflict], items: Sequence[Comparable]) -> list[Conflict]:
    """Where two parties differ by a steady ratio, their disagreements of one scope become one: two definitions."""
    steady = _steady_pairs(items)
    if not steady:
        return list(conflicts)
    kept: list[Conflict] = []
    merged: dict[Scope, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        scope = scope_of(conflict.items[0])
        sides = _sides(conflict)
        known = {**steady.get((*scope[1:3], _ALL), {}), **steady.get((*scope[1:3], scope[0]), {})}
        if sides and conflict.reason in ("apart", "order", "same-day", "final") and sides <= known.keys():
            merged[scope].append(replace(conflict, ratios=known[min(sides, key=sorted)]))
        else:
            kept.append(conflict)
    for _, held in merged.items():
        first = held[0]
        members = tuple(dict.fromkeys(item for conflict in held for item in conflict.items))
        ends = [c.as_of.end for c in held if c.as_of.end is not None]
        starts = [c.as_of.start for c in held if c.as_of.start is not None]
        kept.append(
            replace(
                first,
                reason="definitions",
                event="definitions",
                items=members,
                period=None,
                odd=(),
                shown=_last_pair(held),
                parts=tuple(replace(conflict, reason="definitions") for conflict in held),
                as_of=replace(first.as_of, start=min(starts, default=None), end=max(ends, default=None)),
            )
        )
    return kept


def party(item: Comparable) -> str:
    """Whose count a figure gives: the origin that it names, else the house."""
    return item.origin or item.group


def _sides(conflict: Conflict) -> set[frozenset[str]]:
    """The pairs of parties that can't both be right."""
    return {frozenset((party(a), party(b))) for a, b in _apart(conflict)}


def _apart(conflict: Conflict) -> Iterator[tuple[Comparable, Comparable]]:
    """The pairs of figures that can't both be right."""
    for a, b in combinations(conflict.items, 2):
        if not meet(a, b) and (_is_of_one_time(a, b) or is_fall(a, b)):
            yield a, b


def _is_of_one_time(a: Comparable, b: Comparable) -> bool:
    return a.metric.kind != "cumulative" or a.as_of == b.as_of


def _last_pair(conflicts: Sequence[Conflict]) -> tuple[Comparable, Comparable] | None:
    """Of the pairs that can't both be right, the last one of one time, the lower one first."""
    pairs = [pair for conflict in conflicts for pair in _apart(conflict)]
    if not pairs:
        return None

    def turn(pair: tuple[Comparable, Comparable]) -> tuple[bool, datetime, list[tuple[str, ...]]]:
        return _is_of_one_time(*pair), pair[0].as_of.end or _BEGINNING, sorted(item.ids for item in pair)

    first, second = max(pairs, key=turn)
    return (first, second) if bounds(first) < bounds(second) else (second, first)


def _steady_pairs(
    items: Sequence[Comparable],
) -> Mapping[tuple[str, str, str], Mapping[frozenset[str], tuple[Decimal, ...]]]:
    """For each metric and subject (or all of them together) the pairs of parties whose figures differ by a steady ratio
    over enough items, and seldom agree; with those ratios."""
    ratios: dict[tuple[str, str, str], dict[frozenset[str], list[Decimal | None]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for scope, held in _by_party(items):
        for first, second in combinations(sorted(held), 2):
            a, b = held[first].value, held[second].value
            if a and b:
                ratio = None if meet(held[first], held[second]) else a / b
                for subject in (scope[0], _ALL):
                    ratios[(scope[1], scope[2], subject)][frozenset((first, second))].append(ratio)
    found: dict[tuple[str, str, str], dict[frozenset[str], tuple[Decimal, ...]]] = defaultdict(dict)
    for key, pairs in ratios.items():
        for names, held_ratios in pairs.items():
            if _is_steady(held_ratios):
                found[key][names] = tuple(ratio for ratio in held_ratios if ratio is not None)
    return found


def _is_steady(ratios: Sequence[Decimal | None]) -> bool:
    values = sorted(ratio for ratio in ratios if ratio is not None)
    if len(values) < ITEMS or len(values) < DIFFER * len(ratios):
        return False
    middle = values[len(values) // 2]
    is_close = values[-1] - values[0] <= 2 * STEADY * middle
    return is_close and abs(middle - 1) > APART and Decimal("0.2") < middle < 5


def _by_party(items: Sequence[Comparable]) -> Iterator[tuple[Scope, dict[str, Comparable]]]:
    """The figures of each scope and time, one a party: exact ones, and no ordinals."""
    events: dict[tuple[Scope, object], dict[str, Comparable]] = defaultdict(dict)
    for item in items:
        if item.value is None or item.value <= 0 or item.derived or item.metric.kind in ("date", "rank", "duration"):
            continue
        if item.figure.quantity.hedge not in ("bare", "exactly", "about"):
            continue
        if item.metric.kind == "cumulative" and not item.is_final:
            event: object = (item.as_of.start, item.as_of.end)
        else:
            event = "final" if item.is_final else event_of(item)[0]
        events[(scope_of(item), event)].setdefault(party(item), item)
    for (scope, _), held in sorted(events.items(), key=lambda each: str(each[0])):
        yield scope, held
