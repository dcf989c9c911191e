"""Parts above their wholes at another time: a running total of a part above a later one of the whole, an amount of a
period above that of a longer one. What only grows can't have been more in a part, or in less time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from sources.model import VIETNAM, Period, Topic
from warehouse.reconcile.abroad import is_abroad
from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.envelope import is_revision
from warehouse.reconcile.groups import Conflict, by_event, by_scope, scope_of
from warehouse.reconcile.model import Comparable, is_early
from warehouse.reconcile.sets import bounds
from warehouse.reconcile.units import adds_up, adds_up_over_places

_DAY = timedelta(days=1)
FAR = Decimal(10)  # times: what is further apart is more likely of another thing than of another period
_Scope = tuple[object, ...]


def find_outgrown(items: Sequence[Comparable], topic: Topic, odd: set[int]) -> Iterator[Conflict]:
    """`odd` are the figures (by `id`) that others of their own scope speak against already."""
    stated = [item for item in items if not item.derived and id(item) not in odd]
    yield from _later_wholes(stated, topic)
    signed = {item.metric.key for item in items if _may_be_negative(item)}
    for members in by_scope(stated).values():
        metric = members[0].metric
        if metric.kind == "flow" and metric.key not in signed and adds_up(metric.unit):
            yield from _longer_periods(members)


def _may_be_negative(item: Comparable) -> bool:
    """Whether an amount may be below nothing, so that a quarter may exceed its year: by what the topic says; where it
    says nothing, by what is reported."""
    plausible = item.metric.plausible
    if plausible is not None:
        return plausible[0] < 0
    return item.value is not None and item.value < 0


def _later_wholes(stated: Sequence[Comparable], topic: Topic) -> Iterator[Conflict]:
    series: dict[_Scope, list[Comparable]] = defaultdict(list)
    for item in stated:
        if item.metric.kind == "cumulative" and _is_timed(item) and adds_up_over_places(item.metric.unit):
            series[scope_of(item)].append(item)
    for scope in sorted(series, key=str):
        for wholes in _wholes_of(series[scope][0], series, topic):
            yield from _before(series[scope], sorted(wholes, key=lambda item: (start(item), end(item), item.ids)))


def _is_timed(item: Comparable) -> bool:
    known = item.figure.as_of_basis in ("stated", "derived") and not item.is_final
    return known and item.as_of.start is not None and item.as_of.end is not None


def _wholes_of(part: Comparable, series: Mapping[_Scope, list[Comparable]], topic: Topic) -> Iterator[list[Comparable]]:
    """The series that include one: the country's, and those of the sums that it is a part of."""
    subject, metric, unit, place = scope_of(part)
    keys: list[_Scope] = [] if place is None or is_abroad(place) else [(subject, metric, unit, None)]
    keys += [
        (subject, relation.total, unit, place)
        for relation in topic.relations
        if relation.kind == "sum" and relation.total is not None and metric in relation.parts
    ]
    yield from (series[key] for key in keys if key in series)


def _before(parts: Sequence[Comparable], wholes: Sequence[Comparable]) -> Iterator[Conflict]:
    """The parts that lie above the whole of the next time at which it is told."""
    above: dict[datetime, list[Comparable]] = defaultdict(list)
    for part in parts:
        if any(
            (start(whole) < end(part) and start(part) <= end(whole)) or whole.as_of == part.as_of for whole in wholes
        ):
            continue  # a whole of its own time says more
        later = next((whole for whole in wholes if start(whole) >= end(part)), None)
        if later is None:
            continue
        if is_revision(part, later, wholes):
            continue  # the count was taken back
        if all(bounds(whole)[1] < bounds(part)[0] for whole in wholes if start(whole) == start(later)):
            above[start(later)].append(part)
    for moment, held in above.items():
        over = [whole for whole in wholes if start(whole) == moment]
        yield _conflict(f"later {moment.astimezone(VIETNAM).isoformat()}", held, over, as_of=over[0].as_of)


def _longer_periods(members: Sequence[Comparable]) -> Iterator[Conflict]:
    """The periods of one scope whose every amount is above every one of a longer period around it: the shortest. What
    was out before the longer one was over is not all of it, but for what is told up to the day on which it was out:
    that has all of the days before."""
    events = [(key, period, held) for key, period, held in by_event(members) if _has_ends(period)]
    for key, period, held in events:
        around = [
            (long, wholes)
            for name, long, others in events
            if name != key and _holds(long, period)
            for wholes in ([whole for whole in others if _has_all_of(whole, period)],)
            if wholes and held[0].figure.rank_of == wholes[0].figure.rank_of
        ]
        for long, wholes in sorted(around, key=lambda each: _length(each[0])):
            highest, lowest = max(bounds(whole)[1] for whole in wholes), min(bounds(item)[0] for item in held)
            if highest < lowest and lowest[0] < highest[0] * FAR:
                yield _conflict(f"within {_length(long)} {key}", held, wholes, period=long)
                break


def _has_all_of(whole: Comparable, period: Period | None) -> bool:
    """Whether an amount was out when the days of a period within its own were over, and told of no day to come."""
    if not is_early(whole):
        return True
    out, own = whole.published, whole.figure.period
    if out is None or out.start is None or out.end is None or own is None or own.end is None or period is None:
        return False
    is_to_date = whole.figure.status == "fact" and own.end - out.end < _DAY
    return is_to_date and period.end is not None and period.end <= out.start


def _conflict(
    event: str,
    parts: Sequence[Comparable],
    wholes: Sequence[Comparable],
    *,
    period: Period | None = None,
    as_of: Period | None = None,
) -> Conflict:
    part = min(parts, key=lambda item: (bounds(item)[0], item.ids))
    whole = max(wholes, key=lambda item: (bounds(item)[1], item.ids))
    return Conflict(
        reason="scope",
        event=event,
        items=(*parts, *wholes),
        period=period,
        as_of=as_of or part.as_of,
        shown=(whole, part),
    )


def _has_ends(period: Period | None) -> bool:
    return period is not None and period.start is not None and period.end is not None


def _holds(long: Period | None, short: Period | None) -> bool:
    if long is None or short is None or not long.start or not long.end or not short.start or not short.end:
        return False
    return long.start <= short.start and short.end <= long.end and (long.start, long.end) != (short.start, short.end)


def _length(period: Period | None) -> float:
    assert period is not None
    assert period.start is not None
    assert period.end is not None
    return (period.end - period.start).total_seconds()
