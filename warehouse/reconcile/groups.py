"""Which comparable figures stand against each other, and where they can't all be right.

Flows, levels, dates, ranks and durations are compared within one scope. Running totals are compared by the
envelope that monotony allows: what was reached earlier bounds what comes later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sources.model import VIETNAM, Period
from warehouse.reconcile.envelope import Outlier, end, find_outliers, start
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import meet, positions

Reason = Literal["apart", "same-day", "order", "final"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Items of one scope that have no point in common, and why they were held together."""

    reason: Reason
    event: str
    items: tuple[Comparable, ...]
    period: Period | None = None
    as_of: Period = field(default_factory=Period)
    outlier: Outlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmony:
    """Items of one scope whose values differ and that are no disagreement."""

    event: str
    items: tuple[Comparable, ...]
    is_evolution: bool
    period: Period | None = None


def split(items: Sequence[Comparable]) -> tuple[list[Conflict], list[Harmony]]:
    """Every disagreement among the items, and every scope in which values only look different."""
    scopes: dict[tuple[str, str, str | None], list[Comparable]] = defaultdict(list)
    for item in items:
        scopes[(item.figure.subject or "", item.metric.key, item.figure.place)].append(item)
    conflicts: list[Conflict] = []
    harmonies: list[Harmony] = []
    for _, members in sorted(scopes.items(), key=lambda scope: tuple(str(part) for part in scope[0])):
        if members[0].metric.kind == "cumulative":
            found = list(_cumulative(members))
            conflicts += found
            harmonies += _evolution(members, found)
        else:
            for event, period, held in _by_event(members):
                if len(positions(held)) > 1:
                    conflicts.append(Conflict(reason="apart", event=event, items=tuple(held), period=period))
                elif len({item.value for item in held}) > 1:
                    harmonies.append(Harmony(event=event, items=tuple(held), is_evolution=False, period=period))
    return conflicts, harmonies


def _by_event(items: Sequence[Comparable]) -> Iterator[tuple[str, Period | None, list[Comparable]]]:
    """Items that speak of the same period, day, milestone or list."""
    events: dict[str, tuple[Period | None, list[Comparable]]] = {}
    for item in items:
        key, period = _event(item)
        if key is not None:
            events.setdefault(key, (period, []))[1].append(item)
    for key in sorted(events):
        yield key, events[key][0], events[key][1]


def _event(item: Comparable) -> tuple[str | None, Period | None]:
    figure, kind = item.figure, item.metric.kind
    if kind in ("date", "duration"):
        milestone = figure.milestone
        if milestone is None:
            return "", None
        return f"{milestone.value or ''}{milestone.unit or ''}{milestone.subject or ''}", None
    if figure.period is not None and figure.period.start is not None and figure.period.end is not None:
        start, end = figure.period.start.astimezone(VIETNAM).date(), figure.period.end.astimezone(VIETNAM).date()
        return f"{figure.rank_of or ''}{start}/{end}", figure.period
    if kind == "rank":
        # A rank rises while a run goes on: only what was published on one day is held together.
        day = item.published.end.astimezone(VIETNAM).date() if item.published and item.published.end else None
        return (f"{figure.rank_of} {day}", None) if figure.rank_of == "all_time" and day else (None, None)
    if kind in ("level", "share", "growth") and item.as_of.start and item.as_of.end:
        day = item.as_of.end.astimezone(VIETNAM).date()
        if item.as_of.end - item.as_of.start <= timedelta(days=1):
            return f"{day}", None
    return None, None


def _cumulative(items: Sequence[Comparable]) -> Iterator[Conflict]:
    finals = [item for item in items if item.is_final]
    if len(positions(finals)) > 1:
        sets = positions(finals)
        # An earlier total that fits one side and no other is another holder of that side.
        holders = [
            item
            for item in items
            if not item.is_final
            and item.value is not None
            and item.high is not None
            and item.low is not None
            and sum(all(meet(item, other) for other in each) for each in sets) == 1
        ]
        yield Conflict(reason="final", event="final", items=(*finals, *holders), as_of=finals[0].as_of)
    running = [item for item in items if not item.is_final and item.as_of.end is not None]
    yield from _same_time(running)
    yield from _order(running, finals)


def _same_time(items: Sequence[Comparable]) -> Iterator[Conflict]:
    """Totals of one instant that differ; totals of one day without an hour that differ."""
    times: dict[tuple[datetime, datetime], list[Comparable]] = defaultdict(list)
    for item in items:
        if item.as_of.start is not None and item.as_of.end is not None and item.figure.as_of_basis != "published":
            times[(item.as_of.start, item.as_of.end)].append(item)
    for (begin, close), held in sorted(times.items()):
        if close - begin > timedelta(days=1) or len(positions(held)) < 2:
            continue
        local = begin.astimezone(VIETNAM)
        event = local.isoformat() if begin == close else str(local.date())
        reason: Reason = "apart" if begin == close else "same-day"
        # Two lower bounds never differ, so what is left here has an upper end below another's lower end.
        yield Conflict(reason=reason, event=event, items=tuple(held), as_of=Period(start=begin, end=close))


def _order(items: Sequence[Comparable], finals: Sequence[Comparable]) -> Iterator[Conflict]:
    """Totals that break the bounds that the others set, a day at a time."""
    days: dict[str, list[Outlier]] = defaultdict(list)
    for outlier in find_outliers([*items, *finals]):
        days[str(end(outlier.item).astimezone(VIETNAM).date())].append(outlier)
    for day, held in sorted(days.items()):
        members = tuple(dict.fromkeys(item for each in held for item in (each.item, *each.against)))
        yield Conflict(
            reason="order",
            event=f"order {day}",
            items=members,
            as_of=Period(start=min(start(i) for i in members), end=max(end(i) for i in members)),
            outlier=held[0],
        )


def _evolution(items: Sequence[Comparable], conflicts: Sequence[Conflict]) -> Iterator[Harmony]:
    """A running total that grew, day by day."""
    troubled = {id(item) for conflict in conflicts for item in conflict.items}
    days: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        if id(item) in troubled or item.is_final or item.as_of.end is None or item.figure.as_of_basis == "published":
            continue
        days[str(item.as_of.end.astimezone(VIETNAM).date())].append(item)
    for day, held in sorted(days.items()):
        if len({item.value for item in held}) > 1:
            evolves = any(not meet(a, b) for a in held for b in held) or len({i.as_of.end for i in held}) > 1
            yield Harmony(event=day, items=tuple(held), is_evolution=evolves)
