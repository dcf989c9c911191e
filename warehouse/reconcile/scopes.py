"""Parts against wholes: a place against the country, a count against the wider count that includes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sources.figures.joining import is_money
from sources.model import Topic
from warehouse.reconcile.abroad import is_abroad
from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.context import Context
from warehouse.reconcile.groups import Conflict, day_of, event_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import bounds, meet, share
from warehouse.reconcile.slips import significant
from warehouse.reconcile.units import adds_up_over_places

GAP = Decimal("0.05")  # of totals of one day that are this far apart, growth is no likely reason
_TELLING = 2  # digits that a number must have for its equal to mean something
_KINDS = ("cumulative", "flow", "level")


def find_scopes(items: Sequence[Comparable], topic: Topic) -> list[Conflict]:
    """Parts that are larger than their whole at one time."""
    stated = [
        item
        for item in items
        if not item.derived and item.metric.kind in _KINDS and adds_up_over_places(item.metric.unit)
    ]
    priced = prices_among(stated)
    summed = [item for item in stated if (item.figure.subject, item.metric.key) not in priced]
    return [*_by_whole(list(_places(summed))), *_parts_of_sums(stated, topic)]


def prices_among(items: Sequence[Comparable]) -> set[tuple[str | None, str]]:
    """The levels in money that may be a price (of gold, of a currency), of which a place has as much as the country:
    all but those of which some place has no more than half of what is told of the whole, as of damage."""
    highest: dict[tuple[str | None, str], Decimal] = {}
    lowest: dict[tuple[str | None, str], Decimal] = {}
    for item in items:
        if item.metric.kind != "level" or item.value is None or not is_money(item.metric.unit):
            continue
        key = (item.figure.subject, item.metric.key)
        if item.place is None:
            highest[key] = max(highest.get(key, item.value), item.value)
        else:
            lowest[key] = min(lowest.get(key, item.value), item.value)
    return {key for key, least in lowest.items() if key in highest and 2 * least > highest[key]}


def _by_whole(conflicts: Sequence[Conflict]) -> Iterator[Conflict]:
    """The same, but one where parts in several places are larger than the one whole that somebody gives: it is that
    whole which does not fit."""
    alone: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        wholes = [item for item in conflict.items if item.place is None]
        alone[id(wholes[0]) if len(wholes) == 1 else id(conflict)].append(conflict)
    for held in alone.values():
        first = held[0]
        if len(held) == 1:
            yield first
            continue
        whole = next(item for item in first.items if item.place is None)
        members = tuple(dict.fromkeys((whole, *(item for conflict in held for item in conflict.items))))
        yield replace(first, event=f"whole {_when(whole)}", items=members, odd=(whole,), high=None, is_low=True)


def find_relabelled(items: Sequence[Comparable], context: Context, taken: set[int]) -> Iterator[Conflict]:
    """Totals that nobody else gives for that day, and that are the wider or narrower count of it."""
    for item in items:
        if id(item) in taken or item.value is None or item.as_of.end is None or len(significant(item.value)) < _TELLING:
            continue
        day = day_of(item.as_of.end)
        related = [
            o
            for o in context.equals(item)
            if context.is_sum_related(item, o)
            and o.place == item.place
            and o.as_of.end is not None
            and day_of(o.as_of.end) == day
            and o.figure.article_id != item.figure.article_id
        ]
        if not related:
            continue
        own = [o for o in context.series(item) if o is not item and o.as_of.end is not None and not o.derived]
        near = [o for o in own if context.is_near(item, o)]
        of_day = [o for o in near if o.as_of.end is not None and day_of(o.as_of.end) == day]
        then = [o for o in of_day if share(item, o) >= GAP and not _has_grown(item, o)]
        if then and not any(meet(item, o) for o in near):
            yield Conflict(reason="apart", event=f"label {day}", items=(item, *then), as_of=item.as_of, odd=(item,))


def _has_grown(item: Comparable, other: Comparable) -> bool:
    """Whether of two running totals of different hours the later is the larger, as it may be."""
    if item.metric.kind != "cumulative" or item.as_of.start is None or other.as_of.start is None:
        return False
    first, second = (item, other) if end(item) <= start(other) else (other, item)
    return end(first) <= start(second) and bounds(first)[0] <= bounds(second)[1] and first.as_of != second.as_of


def _time(item: Comparable) -> object:
    """What two figures must share to be of one time: the period, else the as-of interval."""
    event = event_of(item)[0] if item.figure.period else None
    if event is not None:
        return event
    known = item.figure.as_of_basis in ("stated", "derived") and item.as_of.end is not None
    is_moving = item.metric.kind in ("cumulative", "level") and item.as_of.start != item.as_of.end
    return (item.as_of.start, item.as_of.end) if known and not is_moving else None


def _when(item: Comparable) -> str:
    return str(event_of(item)[0]) if item.figure.period else day_of(item.as_of.end) if item.as_of.end else ""


def _places(items: Sequence[Comparable]) -> Iterator[Conflict]:
    """What is told of a place above what is told of all, one a place and day, however many houses tell it so: each that
    agrees is further evidence, and whether the place lies outside of what the whole counts is what would settle it."""
    wholes: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
    parts: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
    for item in items:
        time = _time(item)
        if time is not None and not is_abroad(item.place):
            key: tuple[object, ...] = (item.figure.subject, item.metric.key, item.metric.unit, time)
            (wholes if item.place is None else parts)[key].append(item)
    larger: dict[tuple[object, ...], list[tuple[Comparable, list[Comparable]]]] = defaultdict(list)
    for key, held in sorted(parts.items(), key=lambda each: str(each[0])):
        for item in held:
            known = wholes.get(key, [])
            over = known if all(bounds(whole)[1] < bounds(item)[0] for whole in known) else []
            if over:
                larger[(*key[:3], item.place)].append((item, over))
    for found in larger.values():
        days: dict[str, list[tuple[Comparable, list[Comparable]]]] = defaultdict(list)
        for item, over in found:
            days[_when(item)].append((item, over))
        for day, pairs in days.items():
            members = tuple(dict.fromkeys(each for item, over in pairs for each in (item, *over)))
            item, over = pairs[0]
            yield Conflict(
                reason="scope",
                event=f"place {day}",
                items=members,
                period=item.figure.period,
                as_of=item.as_of,
                odd=(item,),
                high=over[0].high,
                shown=(over[0], item),
            )


def _parts_of_sums(items: Sequence[Comparable], topic: Topic) -> Iterator[Conflict]:
    held: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
    for item in items:
        time = _time(item)
        if time is not None:
            held[(item.figure.subject, item.place, item.metric.key, time)].append(item)
    for relation in topic.relations:
        if relation.kind != "sum" or relation.total is None:
            continue
        for (subject, place, metric, time), totals in sorted(held.items(), key=lambda each: str(each[0])):
            if metric != relation.total:
                continue
            for part in relation.parts:
                for item in held.get((subject, place, part, time), []):
                    over = [t for t in totals if t.figure.article_id != item.figure.article_id]
                    if over and all(bounds(total)[1] < bounds(item)[0] for total in totals):
                        yield Conflict(
                            reason="scope",
                            event=f"{part} {_when(item)}",
                            items=(item, *over),
                            period=item.figure.period,
                            as_of=item.as_of,
                            odd=(item,),
                            shown=(over[0], item),
                        )
