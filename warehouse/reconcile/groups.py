"""Which comparable figures stand against each other, and where they can't all be right.

Flows, levels, dates, ranks and durations are compared within one scope and event. Running totals are compared by the
envelope that monotony allows (`series`); places by what the whole allows (`scopes`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from sources.model import VIETNAM, Period
from warehouse.reconcile.bases import UNCLEAR, YEAR
from warehouse.reconcile.days import is_of_first_days
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.parties import are_apart
from warehouse.reconcile.sets import all_meet, furthest, majority, share

Reason = Literal[
    "apart",
    "same-day",
    "order",
    "final",
    "ahead",
    "scope",
    "definitions",
    "repeated",
    "attribution",
    "undated",
    "units",
    "currencies",
    "no-period",
    "forecast",
]
Scope = tuple[str, str, str, str | None]
DAY = timedelta(days=1)
SMALL = Decimal("0.03")  # what moves within a day may differ by this much between two hours of it
ROLLING = Decimal("0.25")  # and by this much where it is counted by the hour
_OF_PERIODS = ("flow", "level", "share", "growth")
_NEVER = datetime.max.replace(tzinfo=VIETNAM)
LEAD = timedelta(hours=6)  # how far an as-of time may lie after the publication: clocks and time zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Items of one scope that have no point in common, and why they were held together.

    `odd` are those that the majority speaks against (none where sides are even); `low` and `high` are what the others
    allow for them; `is_low` that they lie below it. `is_tied`: of totals that fell, as many stand on either side, so
    that nothing says that the odd one is off. `shown` are the two that are told. `parts` are the disagreements of
    single times that it was made of: figures of two of these were never held against each other.
    """

    reason: Reason
    event: str
    items: tuple[Comparable, ...]
    period: Period | None = None
    as_of: Period = field(default_factory=Period)
    odd: tuple[Comparable, ...] = ()
    low: Number = None
    high: Number = None
    is_low: bool = False
    is_tied: bool = False
    shown: tuple[Comparable, Comparable] | None = None
    ratios: tuple[Decimal, ...] = ()  # of two ways of counting, one an item
    parts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmony:
    """Items of one scope whose values differ and that are no disagreement."""

    event: str
    items: tuple[Comparable, ...]
    kind: Literal["same", "evolution", "revision"] = "same"
    period: Period | None = None


def scope_of(item: Comparable) -> Scope:
    """What must be the same for two figures to speak of one thing."""
    return item.figure.subject or "", item.metric.key, item.metric.unit, item.place


def by_scope(items: Sequence[Comparable]) -> dict[Scope, list[Comparable]]:
    """The items of each scope, scopes in a fixed order."""
    scopes: dict[Scope, list[Comparable]] = defaultdict(list)
    for item in items:
        scopes[scope_of(item)].append(item)
    return dict(sorted(scopes.items(), key=lambda scope: tuple(str(part) for part in scope[0])))


def by_event(items: Sequence[Comparable]) -> Iterator[tuple[str, Period | None, list[Comparable]]]:
    """Items that speak of the same period, day, milestone or list; of a level that holds for long, those of as many
    days as the topic calls near."""
    events: dict[str, tuple[Period | None, list[Comparable]]] = {}
    lasting: list[Comparable] = []
    for item in items:
        if is_lasting(item):
            lasting.append(item)
            continue
        key, period = event_of(item)
        if key is not None:
            events.setdefault(key, (period, []))[1].append(item)
    for key in sorted(events):
        yield key, events[key][0], events[key][1]
    for place, held in enumerate(_near(lasting)):
        yield f"level {place}" if place else "level", None, held


def is_lasting(item: Comparable) -> bool:
    """Whether it is a level that the topic compares over more than a day: who was on board, what a bridge costs."""
    metric = item.metric
    is_timed = item.figure.period is None and item.as_of.end is not None
    return metric.kind == "level" and metric.near_days is not None and metric.near_days > 1 and is_timed


def _near(items: Sequence[Comparable]) -> Iterator[list[Comparable]]:
    """The items, earliest first, parted where one is further from the first of its part than the topic calls near."""
    held: list[Comparable] = []
    for item in sorted(items, key=lambda item: (item.as_of.end or _NEVER, item.ids)):
        if held and _days_between(held[0], item) > (item.metric.near_days or 1):
            yield held
            held = []
        held.append(item)
    if held:
        yield held


def _days_between(first: Comparable, last: Comparable) -> Decimal:
    assert first.as_of.end is not None
    assert last.as_of.end is not None
    return Decimal((last.as_of.end - first.as_of.end).total_seconds()) / 86400


def event_of(item: Comparable) -> tuple[str | None, Period | None]:
    """What an amount that is no running total is of: its period, day, milestone or list; None where that is not
    known."""
    figure, kind = item.figure, item.metric.kind
    if kind in ("date", "duration"):
        milestone = figure.milestone
        if milestone is None:
            return "", None
        return f"{milestone.value or ''}{milestone.unit or ''}{milestone.subject or ''}", None
    if item.base == UNCLEAR:
        return None, None
    if figure.period is not None and figure.period.start is not None and figure.period.end is not None:
        start, end = day_of(figure.period.start), day_of(figure.period.end)
        base = "" if item.base in (None, YEAR) else f" over {item.base} months"
        return f"{figure.rank_of or ''}{start}/{end}{base}", figure.period
    if kind == "rank":
        return _list_of(item), None
    if kind in ("level", "share", "growth") and item.as_of.start and item.as_of.end:
        # What rises and falls is the same only at the same time: an hour with that hour, a day with that day.
        if item.as_of.start == item.as_of.end:
            return item.as_of.end.astimezone(VIETNAM).isoformat(), None
        if item.as_of.end - item.as_of.start <= DAY:
            return f"{day_of(item.as_of.end)}", None
    return None, None


def _list_of(item: Comparable) -> str | None:
    """The list of a rank without a period. A rank rises while a run goes on: only those published on one day are held
    together, of a list of the year only those of one time, and not those of its first month, which may be of the year
    before; of shorter lists nothing says which."""
    figure, out = item.figure, item.published.end if item.published else None
    if figure.rank_of == "year":
        time = _told_time(item)
        is_new_year = figure.as_of.end is not None and figure.as_of.end.astimezone(VIETNAM).month == 1
        return None if time is None or is_new_year else f"year {time}"
    moment = out or figure.as_of.end
    return f"{figure.rank_of} {moment and day_of(moment)}" if figure.rank_of in ("all_time", None) else None


def _told_time(item: Comparable) -> str | None:
    """The hour or day that a figure itself is said to be of."""
    start, end = item.figure.as_of.start, item.figure.as_of.end
    if item.figure.as_of_basis not in ("stated", "derived") or start is None or end is None or end - start > DAY:
        return None
    return "/".join(each.astimezone(VIETNAM).isoformat() for each in (start, end))


@lru_cache(maxsize=65536)
def day_of(moment: datetime) -> str:
    return str(moment.astimezone(VIETNAM).date())


def compare_events(items: Sequence[Comparable]) -> tuple[list[Conflict], list[Harmony]]:
    """The events of one scope whose figures have no point in common, and those whose values differ all the same."""
    conflicts = list(find_undated(items)) if all(event_of(item)[0] is None for item in items) else []
    conflicts = conflicts or list(_find_no_period(items))
    harmonies: list[Harmony] = []
    for event, period, held in by_event(items):
        is_unnamed = not event and len({item.figure.article_id for item in held}) == 1
        if not all_meet(held) and not is_unnamed:  # two day counts in one article lead up to two things
            as_of = Period() if period or is_lasting(held[0]) else held[0].as_of
            is_one_count = len({item.origin for item in held if item.origin is not None}) < 2
            is_of_a_day = period is None and _is_of_a_day(held[0])
            is_early = is_of_a_day and is_of_first_days(held, items)
            is_of_two = not held[0].metric.revisable and are_apart(item.origin for item in held)
            may_move = is_of_a_day and (is_one_count or is_early)
            if (is_of_a_day and is_one_count and _differ_little(held)) or (is_early and not is_of_two):
                harmonies.append(Harmony(event=event, items=tuple(held), kind="evolution"))
                continue
            reason: Reason = "same-day" if may_move else "apart"
            conflicts.append(
                with_odd(Conflict(reason=reason, event=event, items=tuple(held), period=period, as_of=as_of))
            )
        elif len({item.value for item in held}) > 1:
            harmonies.append(Harmony(event=event, items=tuple(held), period=period))
    return conflicts, harmonies


def _is_of_a_day(item: Comparable) -> bool:
    """A level that is given for a day without an hour: it may be that of two hours."""
    return item.metric.kind == "level" and item.as_of.start != item.as_of.end and not is_lasting(item)


def _differ_little(held: Sequence[Comparable]) -> bool:
    low, high = furthest(held)
    return share(low, high) < (ROLLING if low.metric.revisable else SMALL)


def with_odd(conflict: Conflict) -> Conflict:
    """The conflict with those that the majority speaks against, and what the majority allows."""
    inside, outside = majority(conflict.items)
    if not outside:
        return conflict
    lows = [item.low for item in inside if item.low is not None]
    highs = [item.high for item in inside if item.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    first = outside[0]
    return replace(
        conflict,
        odd=tuple(outside),
        low=low,
        high=high,
        is_low=low is not None and first.high is not None and first.high <= low,
    )


def find_undated(items: Sequence[Comparable]) -> Iterator[Conflict]:
    """Figures of which nothing says when they hold, and that can't all hold at one time."""
    held = [item for item in items if item.published is None and item.as_of.end is None and item.figure.period is None]
    if held and held[0].metric.kind in ("cumulative", "flow", "level", "share", "growth") and not all_meet(held):
        yield with_odd(Conflict(reason="undated", event="no time", items=tuple(held)))


def _find_no_period(items: Sequence[Comparable]) -> Iterator[Conflict]:
    """What houses published on one day of which nothing says of which period or list it is, and that can't all be of
    one: one disagreement a scope, shown by the day that is furthest apart. Articles that give several such amounts
    are left out: theirs are of several periods."""
    days: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        time = None if item.derived or item.figure.period or event_of(item)[0] is not None else _untold_time(item)
        if time is not None:
            days[time].append(item)
    apart = []
    for _, held in sorted(days.items()):
        articles: dict[str, list[Comparable]] = defaultdict(list)
        for item in held:
            articles[item.figure.article_id].append(item)
        single = [item for item in held if all_meet(articles[item.figure.article_id])]
        if len({item.group for item in single}) < 2 or all_meet(single):
            continue
        if single[0].metric.kind != "level" or not _differ_little(single):
            apart.append(single)
    if apart:
        widest = max(apart, key=lambda held: share(*furthest(held)))
        every = tuple(item for held in apart for item in held)
        yield Conflict(reason="no-period", event="no time", items=every, shown=furthest(widest))


def _untold_time(item: Comparable) -> str | None:
    """When an amount without a period or a time came out; of a rank in a list of the week or the like, at what time it
    was taken: the list may be that of the week before."""
    if item.metric.kind == "rank":
        time = _told_time(item)
        return time and f"{item.figure.rank_of} {time}"
    out = item.published
    is_told = item.figure.as_of_basis in ("stated", "derived")
    if is_told or item.metric.kind not in _OF_PERIODS or not out or not out.start or not out.end:
        return None
    return day_of(out.end) if out.end - out.start <= DAY else None


def find_ahead(items: Sequence[Comparable]) -> Iterator[Conflict]:
    """Figures whose stated time lies after the publication of their page, and after it was last written over."""
    for item in items:
        start, published = item.figure.as_of.start, item.published.end if item.published else None
        if item.figure.as_of_basis != "stated" or start is None or published is None:
            continue
        if start > max(published, item.changed_at or published) + LEAD:
            yield Conflict(
                reason="ahead",
                event=f"ahead {day_of(start)} {item.url or item.figure.article_id}",
                items=(item,),
                as_of=item.figure.as_of,
                odd=(item,),
            )
