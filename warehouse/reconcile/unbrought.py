"""One thing and time in units that nothing brings to one another, and one number told in two currencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import chain

from sources.figures.joining import is_money
from warehouse.reconcile.groups import Conflict, day_of, event_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import meet
from warehouse.reconcile.slips import significant

_TELLING = 2  # digits that a number must have to be known again in another currency


def find_unbrought(items: Sequence[Comparable]) -> Iterator[Conflict]:
    """What houses report of one thing and time in units that nothing brings to one another, such as euros and dong
    without a rate: one question a scope, shown by the latest two; and one for each number that is told in two
    currencies, which needs no rate."""
    scopes: dict[object, list[Comparable]] = defaultdict(list)
    for item in items:
        if not item.derived and item.metric.kind not in ("date", "duration", "rank", "words"):
            scopes[item.figure.subject, item.metric.key, item.place].append(item)
    for _, held in sorted(scopes.items(), key=lambda scope: str(scope[0])):
        if len({item.metric.unit for item in held}) < 2:
            continue
        times: dict[str, list[Comparable]] = defaultdict(list)
        for item in held:
            day = day_of(item.as_of.end) if item.metric.kind == "cumulative" and item.as_of.end else None
            time = day or event_of(item)[0]
            if time:
                times[time].append(item)
        alike = [conflict for time, each in sorted(times.items()) for conflict in _of_one_number(time, each)]
        yield from alike
        told = {id(item) for conflict in alike for item in conflict.items}
        asked = {time: members for time, each in times.items() if (members := _with_others(each, told))}
        if asked:
            shown = _last_two(asked[max(asked)], told)
            yield Conflict(reason="units", event="units", items=tuple(chain(*asked.values())), shown=shown)


def _with_others(items: Sequence[Comparable], told: Set[int]) -> list[Comparable]:
    """Those beside which another house has another unit: the first that does is enough."""
    units: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        units[item.metric.unit].append(item)
    return [
        item
        for unit, held in sorted(units.items())
        for item in sorted(held, key=lambda item: item.ids)
        if any(_is_asked(item, other, told) for name, others in units.items() if name != unit for other in others)
    ]


def _last_two(items: Sequence[Comparable], told: Set[int]) -> tuple[Comparable, Comparable]:
    """The last by its identity and its unit, and the last that is asked about beside it."""
    ordered = sorted(items, key=lambda item: item.ids, reverse=True)
    pairs = ((a, b) for a in ordered for b in ordered if a.metric.unit < b.metric.unit)
    return next(pair for pair in pairs if _is_asked(*pair, told))


def _is_asked(first: Comparable, second: Comparable, told: Set[int]) -> bool:
    """Whether two houses differ by their units and by more than a number that is told to stand in two currencies."""
    is_told = id(first) in told or id(second) in told
    return first.group != second.group and not (is_told and meet(first, second))


def _of_one_number(time: str, items: Sequence[Comparable]) -> Iterator[Conflict]:
    """What houses tell of one time by the very same number in two currencies."""
    numbers: dict[Decimal, list[Comparable]] = defaultdict(list)
    for item in items:
        is_telling = item.value is not None and len(significant(item.value)) >= _TELLING
        if item.value is not None and is_telling and is_money(item.metric.unit):
            numbers[item.value].append(item)
    for value, held in sorted(numbers.items()):
        ordered = sorted(held, key=lambda item: (item.metric.unit, item.ids))
        first = ordered[0]
        second = next((o for o in ordered if o.metric.unit != first.metric.unit and o.group != first.group), None)
        if second is not None:
            event = f"currencies {time} {value.normalize():f}"
            yield Conflict(
                reason="currencies",
                event=event,
                items=tuple(ordered),
                shown=(first, second),
                period=first.figure.period,
                as_of=first.as_of,
            )
