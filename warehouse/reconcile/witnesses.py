"""Findings that turn on who says what: two ways of counting, and outlets cited for what they did not report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from warehouse.reconcile.context import Context, may_rest_on
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import Conflict, Scope, day_of, event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import meet

ITEMS = 3  # a ratio over fewer items is no way of counting
STEADY = Decimal("0.012")  # how far the ratios may spread around their middle
APART = Decimal("0.01")  # and how far from 1 they must be
DIFFER = Decimal("0.75")  # the share of their common items in which two ways of counting differ
LAST_PART = 12  # a twelfth of a period is its last part: of the year its last month, in which all of it is told
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
                as_of=replace(first.as_of, start=min(starts, default=None), end=max(ends, default=None)),
            )
        )
    return kept


def party(item: Comparable) -> str:
    """Whose count a figure gives: the origin that it names, else the house."""
    return item.origin or item.group


def _sides(conflict: Conflict) -> set[frozenset[str]]:
    """The pairs of parties that can't both be right."""
    return {
        frozenset((party(a), party(b)))
        for a, b in combinations(conflict.items, 2)
        if not meet(a, b) and (a.metric.kind != "cumulative" or a.as_of == b.as_of or is_fall(a, b))
    }


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


def find_misattributed(items: Sequence[Comparable], context: Context, taken: set[int]) -> Iterator[Conflict]:
    """Figures that cite an outlet whose own reports of that time all say something else."""
    for item in items:
        house = context.cited_house(item)
        if house is None or item.derived or id(item) in taken:
            continue
        own = [o for o in context.series(item) if o.group == house and not o.derived and o is not item]
        near = [o for o in own if _is_of_one_time(item, o) and may_rest_on(item, o)]
        if not near or any(meet(item, o) for o in own):
            continue
        moment = item.as_of.end or (item.published.end if item.published else None)
        when = event_of(item)[0] or (day_of(moment) if moment else "")
        yield Conflict(
            reason="attribution",
            event=f"attribution {when} {item.group}",
            items=(item, *near),
            period=item.figure.period,
            as_of=item.as_of,
            odd=(item,),
        )


def find_forecasts(items: Sequence[Comparable], context: Context, taken: set[int]) -> Iterator[Conflict]:
    """Facts that are what had been forecast for a later time, and that no other house reports."""
    for item in items:
        if id(item) in taken or item.derived or item.metric.kind in ("rank", "date", "duration", "words"):
            continue
        over = item.figure.period.end if item.figure.period else None
        early = []
        for forecast in context.forecasts(item):
            if over is not None:
                is_early = forecast.figure.period == item.figure.period and _is_well_before_its_end(item)
            else:
                due, when = forecast.figure.as_of.start, item.as_of.end
                is_early = due is not None and when is not None and when + timedelta(days=1) <= due
            # What held before a forecast was made does not repeat it.
            made, held = forecast.published.start if forecast.published else None, item.as_of.end
            is_older = made is not None and held is not None and held < made
            if is_early and not is_older and forecast.figure.article_id != item.figure.article_id:
                early.append(forecast)
        if early and not any(
            o.group != item.group and context.is_near(item, o) and meet(item, o) for o in context.series(item)
        ):
            when_text = event_of(item)[0] or (day_of(item.as_of.end) if item.as_of.end else "")
            yield Conflict(
                reason="forecast",
                event=f"forecast {when_text}",
                items=(item, early[0]),
                period=item.figure.period,
                as_of=item.as_of,
                odd=(item,),
                shown=(early[0], item),
            )


def _is_well_before_its_end(item: Comparable) -> bool:
    """Whether an amount was told while more than its last part was still to come: of a year that ends in a week all of
    it is told."""
    period, out = item.figure.period, item.published.end if item.published else None
    if period is None or period.start is None or period.end is None or out is None:
        return False
    return (period.end - out) * LAST_PART > period.end - period.start


def _is_of_one_time(item: Comparable, other: Comparable) -> bool:
    if item.metric.kind != "cumulative":
        return event_of(item)[0] is not None and event_of(item)[0] == event_of(other)[0]
    if item.as_of.start is None or item.as_of.end is None or other.as_of.start is None or other.as_of.end is None:
        return False
    return item.as_of.start <= other.as_of.end and other.as_of.start <= item.as_of.end
