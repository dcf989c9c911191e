"""Figures that a type without fault explains, in a disagreement about another one.

An estimate of before beside two counts of which one lost three digits holds no side in that: it is told by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from warehouse.reconcile.besides import as_case
from warehouse.reconcile.causes import Case, explain, is_part_of_period, is_truncated
from warehouse.reconcile.days import came_after
from warehouse.reconcile.groups import Conflict, with_odd
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import all_meet, bounds, furthest, meet, positions, share

_Explained = tuple[str, Conflict]


def without_innocents(case: Case) -> tuple[Conflict, list[_Explained]]:
    """The disagreement without those that hold no side in it, and what they differ from, by the type that explains
    it."""
    conflict = case.conflict
    sets = positions(conflict.items) if conflict.reason in ("apart", "final", "same-day") and not conflict.parts else []
    if len(sets) < 3:
        return conflict, []
    found: dict[str, list[Comparable]] = {}
    number = Counter(id(item) for held in sets for item in held)
    for each in sets:
        held = [item for item in each if number[id(item)] == 1]  # the others stand with more than one side
        others = [item for item in conflict.items if not any(meet(item, own) for own in held)]
        code = _excuse(case, held, others)
        if code is not None:
            found.setdefault(code, []).extend(held)
    gone = {id(item) for held in found.values() for item in held}
    kept = tuple(item for item in conflict.items if id(item) not in gone)
    if not gone or not kept or all_meet(kept):
        return conflict, []
    main = [item for item in kept if item not in conflict.odd] or kept
    told = [(code, _beside(conflict, code, [*dict.fromkeys(held)], main)) for code, held in sorted(found.items())]
    return _of(conflict, kept), told


def _excuse(case: Case, held: Sequence[Comparable], others: Sequence[Comparable]) -> str | None:
    """The type without fault that explains how these differ from what comes nearest to them."""
    if not held or not others:
        return None
    nearest = min(others, key=lambda other: (min(share(other, item) for item in held), other.ids))
    side = [other for other in others if meet(other, nearest)]
    beside = as_case(case, replace(_plain(case.conflict), items=(*held, *side), odd=tuple(held)))
    if is_truncated(beside):
        return "TRUNC" if furthest(beside.conflict.items)[0] in held else None
    code = explain(beside)[0][0]
    is_own = _WHOSE.get(code)
    return code if is_own is not None and all(is_own(item, side) for item in held) else None


def _is_estimate(item: Comparable, others: Sequence[Comparable]) -> bool:
    return item.figure.status == "estimate" and all(other.figure.status != "estimate" for other in others)


def _is_part(item: Comparable, others: Sequence[Comparable]) -> bool:
    return any(is_part_of_period(item, other) for other in others)


def _is_newer(item: Comparable, others: Sequence[Comparable]) -> bool:
    return all(came_after(item, other) for other in others)


# Which of the two that differ holds no side: the estimate, the amount of a first part, what was given anew.
_WHOSE: Mapping[str, Callable[[Comparable, Sequence[Comparable]], bool]] = {
    "PRELIM": _is_estimate,
    "PARTIAL": _is_part,
    "REVISED": _is_newer,
}


def _plain(conflict: Conflict) -> Conflict:
    return replace(conflict, odd=(), low=None, high=None, is_low=False, shown=None)


def _of(conflict: Conflict, kept: Sequence[Comparable]) -> Conflict:
    """The disagreement of fewer, with those that the majority of these speaks against."""
    rest = with_odd(replace(_plain(conflict), items=tuple(kept)))
    if rest.odd or not conflict.odd:
        return rest
    odd = tuple(item for item in conflict.odd if item in kept)
    return replace(conflict, items=tuple(kept), odd=odd, shown=None) if odd else rest


def _beside(conflict: Conflict, code: str, held: Sequence[Comparable], main: Sequence[Comparable]) -> Conflict:
    """These and the side of the others that comes nearest to each of them."""
    near = {id(other): other for item in held for other in _nearest(item, main)}
    return replace(_plain(conflict), items=(*held, *near.values()), event=f"{conflict.event} beside {code}")


def _nearest(item: Comparable, others: Sequence[Comparable]) -> list[Comparable]:
    nearest = min(others, key=lambda other: (share(item, other), bounds(other), other.ids))
    return [other for other in others if meet(other, nearest)]
