"""What an article stands by: of several numbers that it gives for one thing, those that are the count of all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sources.figures.interval import is_counted
from warehouse.reconcile.groups import event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.parties import are_apart
from warehouse.reconcile.sets import meet
from warehouse.reconcile.slips import is_one_digit_off, is_transposed, power_between, significant

NEAR = Decimal("0.9")  # a number below this share of another of its article is hardly a second count of the same
CLOSE = Decimal("0.97")  # and one below this share hardly the same amount of a period
TELLING = 2  # digits of a number that houses hardly give by chance
HELD_BY = 3  # houses that give a number: two may give the same part
_Known = Mapping[tuple[object, Decimal], set[str]]
_Voices = Mapping[int, str | None]


def without_asides(items: Sequence[Comparable], *, by_body: bool = False) -> list[Comparable]:
    """Without what articles tell beside their count of the whole. Of several totals or levels of one article that no
    growth parts and that are far from each other those stay that two other houses give too, or else the largest: the
    rest are parts, single events, earlier marks, changes. Of several amounts of one period, rates and ranks that differ
    none stays: they are of several things. What a slip of the pen would explain is left to be told; with `by_body` also
    what the article has of another body, by its name."""
    held: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
    known: dict[tuple[object, Decimal], set[str]] = defaultdict(set)
    for item in items:
        if item.value is not None:
            held[(item.figure.article_id, scope_of(item))].append(item)
            if len(significant(item.value)) >= TELLING:
                known[(scope_of(item), item.value)].add(item.group)
    asides = {
        id(item)
        for each in held.values()
        if len(each) > 1
        for item in _asides(each, known, _voices(each) if by_body else {})
    }
    return [item for item in items if id(item) not in asides]


def _voices(held: Sequence[Comparable]) -> _Voices:
    """The body that an article has each number of, by the number: where it names none, the one that it gives that
    number of elsewhere."""
    named = [item for item in held if item.origin is not None]
    return {
        id(item): item.origin or next((other.origin for other in named if meet(item, other)), None) for item in held
    }


def _are_of_two(item: Comparable, other: Comparable, voices: _Voices) -> bool:
    return are_apart((voices.get(id(item)), voices.get(id(other))))


def is_floor(item: Comparable) -> bool:
    """Whether it counts heads from below: "more than 3,400 people" far below a count says of when it is."""
    return is_counted(item.metric.unit) and item.figure.quantity.comparator in ("gt", "gte")


def _asides(held: Sequence[Comparable], known: _Known, voices: _Voices) -> Iterator[Comparable]:
    kind = held[0].metric.kind
    if kind == "cumulative":
        yield from _parts(held)
    if kind in ("cumulative", "level"):
        yield from _rest(held, known, voices)
    elif kind in ("flow", "share", "growth", "rank"):
        yield from _of_several_things(held, voices)


def _of_several_things(held: Sequence[Comparable], voices: _Voices) -> Iterator[Comparable]:
    events: dict[str | None, list[Comparable]] = defaultdict(list)
    for item in held:
        events[event_of(item)[0]].append(item)
    for each in events.values():
        for item in each:
            apart = [other for other in each if not _are_of_two(item, other, voices)]
            twins = [other for other in apart if not meet(item, other) and not _are_two_things(item, other)]
            if not twins and any(_are_two_things(item, other) for other in apart):
                yield item


def _are_two_things(item: Comparable, other: Comparable) -> bool:
    if meet(item, other) or _is_slip(item, other):
        return False
    return item.metric.kind != "flow" or not _are_near(item, other, CLOSE)


def _parts(held: Sequence[Comparable]) -> Iterator[Comparable]:
    """Two numbers or more of one time that together are no more than a third."""
    times: dict[object, list[Comparable]] = defaultdict(list)
    for item in held:
        if item.low == item.high and _value(item) > 0:
            times[item.as_of].append(item)
    for each in times.values():
        total = max(map(_value, each))
        smaller = [item for item in each if item.value != total]
        if len(smaller) > 1 and sum(map(_value, smaller)) <= total:
            yield from smaller


def _rest(held: Sequence[Comparable], known: _Known, voices: _Voices) -> Iterator[Comparable]:
    def rank(item: Comparable) -> tuple[bool, Decimal]:
        return len(known.get((scope_of(item), _value(item)), ())) >= HELD_BY, _value(item)

    for item in held:
        rivals = (other for other in held if not _are_of_two(item, other, voices))
        if not is_floor(item) and any(rank(other) > rank(item) and _are_rivals(item, other) for other in rivals):
            yield item


def _are_rivals(item: Comparable, other: Comparable) -> bool:
    """Whether no growth leads from the one to the other, since the larger holds at the time of the smaller or held
    before, and they are too far apart for a second count."""
    if meet(item, other) or _are_near(item, other) or _is_slip(item, other):
        return False
    if item.metric.kind == "level":
        return event_of(item)[0] == event_of(other)[0]
    small, large = sorted((item, other), key=_value)
    begin, over = large.as_of.start, small.as_of.end
    return small.as_of == large.as_of or (begin is not None and over is not None and begin <= over)


def _are_near(item: Comparable, other: Comparable, share: Decimal = NEAR) -> bool:
    small, large = sorted((abs(_value(item)), abs(_value(other))))
    return small >= share * large


def _is_slip(item: Comparable, other: Comparable) -> bool:
    a, b = _value(item), _value(other)
    return power_between(a, b) is not None or is_one_digit_off(a, b) or is_transposed(a, b)


def _value(item: Comparable) -> Decimal:
    return item.value or Decimal(0)
