"""A second fault about one thing: what of a disagreement the type that names it does not explain.

Two digits exchanged in one report explain nothing about another that has half the number. Each of the figures that the
majority speaks against is tested by itself; where sides are even, what stays when the one that is told is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from warehouse.reconcile.causes import Case, explain, is_truncated
from warehouse.reconcile.groups import Conflict, with_odd
from warehouse.reconcile.model import Comparable, load_rules
from warehouse.reconcile.roles import is_of_pairs, told
from warehouse.reconcile.sets import all_meet, furthest, meet, positions

_WHOLE = ("CONTRA", "DEF", "OPEN")  # explain all that is apart, or nothing
_OF_MORE = ("INTERN", "MISATT")  # are told with more than two figures


def parted(code: str, case: Case) -> tuple[Case, list[tuple[str, Case]]]:
    """The part of a disagreement that its type explains, and what stays, each part with its type."""
    if case.conflict.reason not in ("apart", "final") or code in _WHOLE:
        return case, []
    if not case.conflict.odd:
        return case, [rest for rest in (_stays(code, case),) if rest is not None]
    mine, others = _explained(code, case)
    if not mine or not others:
        return case, []
    rests = [(cause, part) for cause, part in _by_cause(case, others) if cause not in _OF_MORE]
    return _with(case, mine), rests


def _explained(code: str, case: Case) -> tuple[list[Comparable], list[Comparable]]:
    """Of the odd ones those that a type explains by themselves, and the others."""
    mine: list[Comparable] = []
    others: list[Comparable] = []
    for held in positions(case.conflict.odd):
        (mine if _cause(_with(case, held)) in (code, None) else others).extend(held)
    return mine, [item for item in dict.fromkeys(others) if item not in mine]


def _by_cause(case: Case, odd: Sequence[Comparable]) -> Iterator[tuple[str, Case]]:
    """Odd ones, those together that one type explains."""
    causes: dict[str, list[Comparable]] = {}
    for held in positions(odd):
        cause = _cause(_with(case, held))
        if cause is not None:
            causes.setdefault(cause, []).extend(held)
    for cause, held in causes.items():
        yield cause, _with(case, list(dict.fromkeys(held)))


def _with(case: Case, odd: Sequence[Comparable]) -> Case:
    """The disagreement with these as the only odd ones."""
    own = {id(item) for item in case.conflict.odd}
    kept = {id(item) for item in odd}
    items = [item for item in case.conflict.items if id(item) not in own or id(item) in kept]
    low, high = case.conflict.low, odd[0].high
    is_low = low is not None and high is not None and high <= low
    return _case(case, replace(case.conflict, items=tuple(items), odd=tuple(odd), is_low=is_low, shown=None))


def _stays(code: str, case: Case) -> tuple[str, Case] | None:
    """Of even sides what stays apart whichever of the two that are told is left out: the milder of the two."""
    if not is_of_pairs(code):
        return None
    first, second, _ = told(code, case)
    found: list[tuple[str, Case]] = []
    for gone in (first, second):
        items = tuple(item for item in case.conflict.items if not meet(item, gone))
        if all_meet(items):
            return None
        rest = _case(case, with_odd(replace(case.conflict, items=items, shown=None)))
        cause = _cause(rest)
        if cause is None or cause == code or cause in _OF_MORE:
            return None
        found.append((cause, rest))
    return min(found, key=lambda each: load_rules()[each[0]].severity)


def _cause(case: Case) -> str | None:
    """The type of a disagreement; None where it is none."""
    if all_meet(case.conflict.items) or is_truncated(case):
        return None
    code = explain(case)[0][0]
    return code if load_rules()[code].fault else None


def _case(case: Case, conflict: Conflict) -> Case:
    low, high = furthest(conflict.items)
    return Case(conflict=conflict, context=case.context, low_item=low, high_item=high, broken=case.broken)
