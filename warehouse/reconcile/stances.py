"""What an article stands by: of several numbers that it gives for one thing, those that are the count of all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sources.figures.interval import is_counted
from warehouse.reconcile.groups import event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.slips import power_between

FAR_BELOW = 2  # a number this many times below another of its article is hardly a second count of the same


def without_asides(items: Sequence[Comparable]) -> list[Comparable]:
    """Without what articles tell beside their count of the whole: the parts of a total by cause or kind (two or more of
    one time that together are no more than it), single events and earlier marks (less than half of what the article has
    for that time or before), and ranks in several lists. A power of ten between two numbers is left to be told."""
    held: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
    for item in items:
        if item.value is not None and item.metric.kind in ("cumulative", "level", "rank"):
            held[(item.figure.article_id, scope_of(item))].append(item)
    asides = {id(item) for each in held.values() if len(each) > 1 for item in _asides(each)}
    return [item for item in items if id(item) not in asides]


def _asides(held: Sequence[Comparable]) -> Iterator[Comparable]:
    kind = held[0].metric.kind
    if kind == "rank":
        yield from _of_several_lists(held)
    elif kind == "cumulative":
        yield from _parts(held)
        yield from _far_below(held)
    elif is_counted(held[0].metric.unit):
        yield from _far_below(held)


def _of_several_lists(held: Sequence[Comparable]) -> Iterator[Comparable]:
    lists: dict[str | None, list[Comparable]] = defaultdict(list)
    for item in held:
        lists[event_of(item)[0]].append(item)
    for each in lists.values():
        if len({item.value for item in each}) > 1:
            yield from each


def _parts(held: Sequence[Comparable]) -> Iterator[Comparable]:
    times: dict[object, list[Comparable]] = defaultdict(list)
    for item in held:
        if item.low == item.high and _value(item) > 0:
            times[item.as_of].append(item)
    for each in times.values():
        total = max(map(_value, each))
        smaller = [item for item in each if item.value != total]
        if len(smaller) > 1 and sum(map(_value, smaller)) <= total:
            yield from smaller


def _far_below(held: Sequence[Comparable]) -> Iterator[Comparable]:
    for item in held:
        least = FAR_BELOW * _value(item)
        if least > 0 and not is_floor(item) and any(_includes(other, item) for other in held if _value(other) > least):
            yield item


def is_floor(item: Comparable) -> bool:
    """Whether it counts heads from below: "more than 3,400 people" far below a count says of when it is."""
    return is_counted(item.metric.unit) and item.figure.quantity.comparator in ("gt", "gte")


def _includes(whole: Comparable, item: Comparable) -> bool:
    """Whether the larger number holds at the time of the smaller, or held before: neither growth explains the two, nor
    does a power of ten."""
    if power_between(_value(item), _value(whole)) is not None:
        return False
    if item.metric.kind == "level":
        return event_of(item)[0] == event_of(whole)[0]
    begin, over = whole.as_of.start, item.as_of.end
    return item.as_of == whole.as_of or (begin is not None and over is not None and begin <= over)


def _value(item: Comparable) -> Decimal:
    return item.value or Decimal(0)
