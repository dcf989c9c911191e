"""A second fault about one thing: what of a disagreement the type that names it does not explain.

Two digits exchanged in one report explain nothing about another that has half the number. Each of the figures that the
majority speaks against is tested by itself; where sides are even, what stays when the one that is told is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from warehouse.reconcile.causes import Case, explain, is_truncated
from warehouse.reconcile.groups import Conflict, with_odd
from warehouse.reconcile.model import Comparable, load_rules
from warehouse.reconcile.roles import is_of_pairs, told
from warehouse.reconcile.sets import all_meet, meet, positions, told_apart

_WHOLE = ("DEF", "OPEN")  # explain all that is apart, or nothing
_OF_MORE = ("INTERN", "MISATT")  # are told with more than two figures
_MOST = 2  # further sentences


def parted(code: str, case: Case) -> tuple[Case, list[tuple[str, Case]]]:
    """The part of a disagreement that its type explains, and each figure that stays, with its type; no more than are
    read in one go."""
    own, rests = _parted(code, case)
    return own, rests[:_MOST]


def _parted(code: str, case: Case) -> tuple[Case, list[tuple[str, Case]]]:
    if case.conflict.reason not in ("apart", "final") or code in _WHOLE or not _is_of_one_time(case.conflict):
        return case, []
    if not case.conflict.odd:
        return _without_majority(code, case)
    mine, others = _explained(code, case)
    if not mine:
        return case, []
    own = _with(case, [item for held in mine for item in held])
    shown = {id(item) for item in told(code, own)[:2]}
    rests = [(cause, part) for cause, part in others if cause not in _OF_MORE]
    rests += [
        (code, _with(case, held)) for held in mine if not shown & set(map(id, held)) and _cause(_with(case, held))
    ]
    even = [item for item in case.conflict.items if item not in case.conflict.odd]
    if not even:  # a tie, in which nobody is more odd than anybody else
        return own, rests
    main = _among(case, even)
    cause = _cause(main)
    if cause is not None and cause not in (code, *_OF_MORE):  # none of these has a majority
        rests += _with_further(code, cause, main)
    return own, rests


def _is_of_one_time(conflict: Conflict) -> bool:
    """Whether no growth lies between its figures."""
    first = conflict.items[0]
    is_running = first.metric.kind == "cumulative" and conflict.reason != "final"
    return not is_running or all(item.as_of == first.as_of for item in conflict.items)


def _explained(code: str, case: Case) -> tuple[list[list[Comparable]], list[tuple[str, Case]]]:
    """Of the odd ones those that a type explains by themselves, by position, and the others, with their types."""
    mine: list[list[Comparable]] = []
    others: list[tuple[str, Case]] = []
    for held in positions(case.conflict.odd):
        part = _with(case, held)
        cause = _cause(part)
        if cause is None or cause == code:
            mine.append(held)
        else:
            others.append((cause, part))
    return mine, others


def _with(case: Case, odd: Sequence[Comparable]) -> Case:
    """The disagreement with these as the only odd ones."""
    own = {id(item) for item in case.conflict.odd}
    kept = {id(item) for item in odd}
    items = [item for item in case.conflict.items if id(item) not in own or id(item) in kept]
    low, high = case.conflict.low, odd[0].high
    is_low = low is not None and high is not None and high <= low
    return as_case(case, replace(case.conflict, items=tuple(items), odd=tuple(odd), is_low=is_low, shown=None))


def _without_majority(code: str, case: Case) -> tuple[Case, list[tuple[str, Case]]]:
    """Of even sides the part that a type explains, and what stays apart without those that it explains; without
    either of the two that are told, where it lies in two numbers: the milder of the two."""
    if not is_of_pairs(code):
        return _by_side(code, case)
    found: list[tuple[str, Case]] = []
    for gone in told(code, case)[:2]:
        rest = _among(case, [item for item in case.conflict.items if not meet(item, gone)])
        cause = _cause(rest)
        if cause is None or cause == code or cause in _OF_MORE:
            return case, []
        found.append((cause, rest))
    return case, _with_further(code, *min(found, key=lambda each: load_rules()[each[0]].severity))


def _by_side(code: str, case: Case) -> tuple[Case, list[tuple[str, Case]]]:
    """The sides that a type explains, and what stays apart among the others, or from those where they are one side."""
    sets = positions(case.conflict.items)
    number = Counter(id(item) for held in sets for item in held)
    sides = [[item for item in held if number[id(item)] == 1] for held in sets]
    mine = [item for held in sides if held and _cause(_with(case, held)) == code for item in held]
    others = [item for item in case.conflict.items if item not in mine]
    if len(sets) < 3 or not mine or not others:
        return case, []
    if not all_meet(others):
        low, high = told_apart(case.conflict.items, mine)
        own, rest = replace(case, low_item=low, high_item=high), _among(case, others)
    elif not all_meet(mine):
        low, high = told_apart(mine, ())
        own, rest = replace(case, low_item=low, high_item=high), _with(case, others)
    else:
        return case, []
    cause = _cause(rest)
    return (own, _with_further(code, cause, rest)) if cause and cause != code and cause not in _OF_MORE else (case, [])


def _among(case: Case, items: Sequence[Comparable]) -> Case:
    """The disagreement of fewer."""
    plain = replace(case.conflict, items=tuple(items), odd=(), low=None, high=None, is_low=False, shown=None)
    return as_case(case, with_odd(plain))


def _with_further(code: str, cause: str, rest: Case) -> list[tuple[str, Case]]:
    part, further = parted(cause, rest)
    return [(cause, part), *(each for each in further if each[0] not in (code, cause))]


def _cause(case: Case) -> str | None:
    """The type of a disagreement; None where it is none."""
    if all_meet(case.conflict.items) or is_truncated(case):
        return None
    code = explain(case)[0][0]
    return code if load_rules()[code].fault else None


def as_case(case: Case, conflict: Conflict) -> Case:
    """Another disagreement as the same is known of it."""
    low, high = told_apart(conflict.items, conflict.odd)
    return Case(conflict=conflict, context=case.context, low_item=low, high_item=high, broken=case.broken)
