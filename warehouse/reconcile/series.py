"""Running totals of one scope: those of one moment, those that break the envelope, those repeated too late."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate, combinations

from sources.model import VIETNAM, Period
from warehouse.reconcile.breaks import LEAP, Breaks, end, start
from warehouse.reconcile.days import tenfold
from warehouse.reconcile.envelope import Outlier, allowed, find_outliers, is_fall, is_revision
from warehouse.reconcile.groups import (
    DAY,
    Conflict,
    Harmony,
    day_of,
    find_undated,
    with_odd,
)
from warehouse.reconcile.growth import at_its_end, may_have_grown
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.origins import TELLING
from warehouse.reconcile.sets import all_meet, bounds, count_origins, meet, positions
from warehouse.reconcile.slips import significant

SIDE = Decimal("0.01")  # stray totals of some days that are this close are one position
LATE = timedelta(days=2)  # a report without a time is late when a newer figure was out this long before


def compare_totals(items: Sequence[Comparable]) -> tuple[list[Conflict], list[Harmony]]:
    """The disagreements among the running totals of one scope, and where they only look different."""
    finals = [item for item in items if item.is_final]
    running = [item for item in items if not item.is_final and item.as_of.end is not None]
    conflicts = [*_finals(items, finals), *find_undated(items)]
    ordered, strays = _order(running, finals)
    rest = [item for item in running if id(item) not in strays]
    same, harmonies = _same_time(rest)
    conflicts += [_without_told(conflict, same) for conflict in ordered if not _is_echo(conflict, same)] + same
    taken = {id(item) for conflict in conflicts for item in conflict.items}
    conflicts += [late for late in _repeated(items) if id(late.odd[0]) not in taken]
    taken |= {id(item) for conflict in conflicts for item in conflict.items}
    return conflicts, harmonies + list(_evolution(running, taken))


def _finals(items: Sequence[Comparable], finals: Sequence[Comparable]) -> Iterator[Conflict]:
    if all_meet(finals):
        return
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
    yield with_odd(Conflict(reason="final", event="final", items=(*finals, *holders), as_of=finals[0].as_of))


def _same_time(items: Sequence[Comparable]) -> tuple[list[Conflict], list[Harmony]]:
    """Totals of one instant that differ; totals of one day without an hour that growth does not explain."""
    times: dict[tuple[datetime, datetime], list[Comparable]] = defaultdict(list)
    for item in items:
        if item.as_of.start is not None and item.as_of.end is not None and item.figure.as_of_basis != "published":
            times[(item.as_of.start, item.as_of.end)].append(item)
    conflicts: list[Conflict] = []
    harmonies: list[Harmony] = []
    for (begin, close), held in sorted(times.items()):
        if close - begin > DAY or all_meet(held):
            continue
        instant = begin == close
        event = begin.astimezone(VIETNAM).isoformat() if instant else day_of(begin)
        over = [] if instant else at_its_end(held, items)
        if not instant and not over and may_have_grown(held, items):
            slips = [item for each in tenfold(held) for item in each]
            if not slips:
                harmonies.append(Harmony(event=event, items=tuple(held), kind="evolution"))
                continue
            held = slips
        named = {item.origin for item in held if item.origin is not None}
        is_moving = held[0].metric.revisable  # by the hour: two origins of one day were asked at two hours
        told_apart = instant or bool(over) or (len(named) > 1 and not is_moving and _no_origin_differs(held))
        conflict = Conflict(
            reason="apart" if told_apart else "same-day",
            event=event,
            items=tuple(over or held),
            as_of=Period(start=begin, end=close),
        )
        conflicts.append(with_odd(conflict))
    if all(conflict.odd for conflict in conflicts):
        return conflicts, harmonies
    disputed = {id(item) for conflict in conflicts for item in conflict.odd or conflict.items}
    others = Breaks([item for item in items if id(item) not in disputed])
    return [conflict if conflict.odd else _with_envelope(conflict, others) for conflict in conflicts], harmonies


def _is_echo(conflict: Conflict, same: Sequence[Conflict]) -> bool:
    """Whether nothing says which of totals that fell is off, and each fall is one from or to a total that is not the
    only one of its time, and another of that time makes it none: that there are two is told already."""
    if not conflict.is_tied:
        return False
    apart = [each for each in same if each.reason == "apart"]

    def is_resolved(item: Comparable, other: Comparable) -> bool:
        held = [each for each in apart if item in each.items]
        rivals = [o for each in held for o in each.items if o not in each.odd and not meet(item, o)]
        # What repeats the earlier total may do so too late.
        told = (o for o in rivals if o.value != other.value or end(other) > start(o))
        return any(not is_fall(rival, other) for rival in told)

    falls = [pair for pair in combinations(conflict.items, 2) if is_fall(*pair)]
    return bool(falls) and all(is_resolved(a, b) or is_resolved(b, a) for a, b in falls)


def _no_origin_differs(held: Sequence[Comparable]) -> bool:
    """Whether the totals of each named origin fit together: then it is the origins that differ, not the hours."""
    return all(all_meet([item for item in held if item.origin == name]) for name in {item.origin for item in held})


def _without_told(conflict: Conflict, same: Sequence[Conflict]) -> Conflict:
    """A fall of which nothing says which side is off, without what is held against one of them as of its own time."""
    if not conflict.is_tied:
        return conflict
    told = {id(item) for each in same for item in each.items}
    fell = {id(item) for pair in combinations(conflict.items, 2) if is_fall(*pair) for item in pair}
    kept = tuple(item for item in conflict.items if id(item) in fell or id(item) not in told)
    return replace(conflict, items=kept) if fell else conflict


def _with_envelope(conflict: Conflict, others: Breaks) -> Conflict:
    """Where sides are even, the other times may tell which of them does not fit."""
    known = {id(item): others.allowed(item) for item in conflict.items}
    misfits = [
        item
        for item, (low, high) in zip(conflict.items, known.values(), strict=True)
        if (low is not None and bounds(item)[1][0] < low) or (high is not None and bounds(item)[0][0] > high)
    ]
    if not misfits or len(misfits) == len(conflict.items):
        return conflict
    rest = [item for item in conflict.items if item not in misfits]
    lows = [item.low for item in rest if item.low is not None]
    highs = [item.high for item in rest if item.high is not None]
    first = misfits[0]
    low, high = known[id(first)]
    if _is_leap(rest, (low, high)) and not _is_leap(misfits, (low, high)):
        return conflict  # a small fall would explain those that don't fit, and a slip the others
    low, high = max(lows, default=low), min(highs, default=high)
    is_low = low is not None and first.high is not None and first.high <= low
    return replace(conflict, odd=tuple(misfits), low=low, high=high, is_low=is_low)


def _is_leap(items: Sequence[Comparable], known: tuple[Number, Number]) -> bool:
    """Whether totals are many times as high or as low as each that bounds them."""
    values = [item.value for item in items if item.value is not None and item.value > 0]
    limits = [limit for limit in known if limit is not None and limit > 0]
    return bool(values and limits) and all(
        max(value, limit) >= LEAP * min(value, limit) for value in values for limit in limits
    )


def _order(items: Sequence[Comparable], finals: Sequence[Comparable]) -> tuple[list[Conflict], set[int]]:
    """Totals that break the bounds that the others set, and which those are. A disagreement is known by the day that it
    begins on, whichever of the two sides is thought to be off: further reports may change that."""
    days: dict[str, list[Outlier]] = defaultdict(list)
    strays: set[int] = set()
    for outlier in find_outliers([*items, *finals]):
        days[day_of(end(_earlier(outlier)))].append(outlier)
        if not outlier.is_tied:
            strays.add(id(outlier.item))
    conflicts = []
    at_once: dict[Period, list[Comparable]] = defaultdict(list)
    for item in items:
        at_once[item.as_of].append(item)
    turn = {id(item): at for at, item in enumerate(items)}
    for event, held in [named for day, each in sorted(days.items()) for named in _parted(day, each)]:
        peers = sorted(
            (
                item
                for each in held
                for item in at_once[each.item.as_of]
                if item is not each.item and not meet(item, each.item)
            ),
            key=lambda item: turn[id(item)],
        )
        members = tuple(dict.fromkeys([*(item for each in held for item in (each.item, *each.against)), *peers]))
        first = held[0]
        odd = first.item
        low, high, is_low = first.low, first.high, first.side == "low"
        if first.is_tied:
            odd = max((first.item, *first.against), key=lambda i: (start(i), i.ids))
            is_low = any(is_fall(odd, o) and end(o) <= start(odd) for o in members if o is not odd)
            low, high = allowed(odd, [item for item in items if item is not odd])
        shown = sorted(_told(odd, members, is_low=is_low) or (first.item, first.against[0]), key=_by_time)
        conflicts.append(
            Conflict(
                reason="order",
                event=event,
                items=members,
                as_of=Period(start=min(start(i) for i in members), end=max(end(i) for i in members)),
                odd=(odd,),
                low=low,
                high=high,
                is_low=is_low,
                is_tied=first.is_tied,
                shown=(shown[0], shown[1]),
            )
        )
    return _joined(conflicts, items), strays


def _told(odd: Comparable, members: Sequence[Comparable], *, is_low: bool) -> tuple[Comparable, Comparable] | None:
    """A total that is off and the nearest that it fell from, or that fell from it: a fall is in the reports themselves,
    that one grew too fast only by the topic's file."""
    falls = [other for other in members if other is not odd and is_fall(odd, other)]
    falls = [other for other in falls if (end(other) <= start(odd)) == is_low] or falls
    nearest = min(falls, key=lambda other: (abs(end(other) - end(odd)), other.ids), default=None)
    return None if nearest is None else (odd, nearest)


def _by_time(item: Comparable) -> tuple[datetime, datetime, tuple[str, ...]]:
    return start(item), end(item), item.ids


def _parted(day: str, outliers: Sequence[Outlier]) -> Iterator[tuple[str, list[Outlier]]]:
    """The disagreements that begin on one day, with the name of each: those that share no report are two. The first is
    named by the day, the others by their hour too."""
    parts: list[list[Outlier]] = []
    for outlier in outliers:
        mine = {id(item) for item in (outlier.item, *outlier.against)}
        near = [part for part in parts if any(id(i) in mine for each in part for i in (each.item, *each.against))]
        parts = [part for part in parts if part not in near] + [[each for part in near for each in part] + [outlier]]
    parts.sort(key=lambda part: min(end(_earlier(each)) for each in part))
    for place, part in enumerate(parts):
        hour = min(end(_earlier(each)) for each in part).astimezone(VIETNAM).isoformat()
        yield (f"order {day}" if place == 0 else f"order {day} {hour}"), part


def _earlier(outlier: Outlier) -> Comparable:
    """Of a total that does not fit and the nearest that it breaks with, the earlier one."""
    before = [other for other in outlier.against if end(other) <= start(outlier.item)]
    is_first = outlier.side == "high" and len(before) < len(outlier.against)
    return outlier.item if is_first or not before else before[0]


def _joined(conflicts: Sequence[Conflict], series: Sequence[Comparable]) -> list[Conflict]:
    """One disagreement where several reports of some days hold the same stray total."""
    found: list[Conflict] = []
    for conflict in conflicts:
        for place, other in enumerate(found):
            if _is_one_side(conflict, other):
                odd = (*other.odd, *conflict.odd)
                items = [*dict.fromkeys((*other.items, *conflict.items))]
                # Whoever only was revised to the stray level is no other side of it.
                revised = {id(i) for i in items for o in odd if i not in odd and is_revision(i, o, series)}
                found[place] = replace(
                    other,
                    items=tuple(item for item in items if id(item) not in revised),
                    odd=odd,
                    as_of=Period(
                        start=min(start(i) for i in (*other.items, *conflict.items)),
                        end=max(end(i) for i in (*other.items, *conflict.items)),
                    ),
                )
                break
        else:
            found.append(conflict)
    return found


def _is_one_side(first: Conflict, second: Conflict) -> bool:
    a, b = first.odd[0], second.odd[-1]
    if a.value is None or b.value is None or first.is_low != second.is_low or abs(end(a) - end(b)) > 2 * DAY:
        return False
    return abs(a.value - b.value) <= SIDE * max(abs(a.value), abs(b.value))


def _repeated(items: Sequence[Comparable]) -> Iterator[Conflict]:
    """Totals without a time of their own that repeat what an origin had said, days after it said more."""
    undated = [
        item
        for item in items
        if item.figure.as_of_basis in ("published", "unknown")
        and not item.is_final
        and item.value is not None
        and item.published is not None
        and item.published.start is not None
    ]
    dated = [i for i in items if i.figure.as_of_basis in ("stated", "derived") and i.as_of.end is not None]
    said: dict[tuple[str | None, Decimal | None], list[Comparable]] = defaultdict(list)
    for item in dated:
        said[(item.origin, item.value)].append(item)
    for item in undated:
        assert item.published is not None
        assert item.published.start is not None
        assert item.value is not None
        witness = item.origin
        if witness is None and len(significant(item.value)) < TELLING:
            continue
        old = said.get((witness, item.value))
        if not old:
            continue
        newer = [
            o
            for o in dated
            if o.origin == witness
            and o.published is not None
            and o.published.end is not None
            and o.published.end <= item.published.start - LATE
            and bounds(o)[0] > bounds(item)[1]
        ]
        if newer:
            last = max(newer, key=lambda o: (end(o), o.ids))
            first = min(old, key=lambda o: (end(o), o.ids))
            yield Conflict(
                reason="repeated",
                event=f"repeated {day_of(item.published.start)}",
                items=(first, item, last),
                as_of=item.published,
                odd=(item,),
                is_low=True,
                shown=(last, item),
            )


def _evolution(items: Sequence[Comparable], troubled: set[int]) -> Iterator[Harmony]:
    """A running total that grew, day by day, and one that was revised."""
    days: dict[str, list[Comparable]] = defaultdict(list)
    calm = [i for i in items if id(i) not in troubled and i.figure.as_of_basis != "published"]
    for item in calm:
        days[day_of(end(item))].append(item)
    previous: list[Comparable] = []
    for day, held in sorted(days.items()):
        whole = [*previous, *held]
        if len({item.value for item in whole}) > 1:
            if _is_revised(whole, calm):
                yield Harmony(event=f"revised {day}", items=tuple(whole), kind="revision")
            elif all_meet(held) and len({item.value for item in held}) > 1:
                yield Harmony(event=day, items=tuple(held))
            if not all_meet(whole):
                yield Harmony(event=f"grown {day}", items=tuple(whole), kind="evolution")
        previous = held if count_origins(held) else previous


def _is_revised(whole: Sequence[Comparable], series: Sequence[Comparable]) -> bool:
    """Whether one of these totals lies below an earlier one because a new vintage began with it."""
    if not whole[0].metric.revisable:
        return False
    ordered = sorted(whole, key=end)
    ends = [end(item) for item in ordered]
    highest = list(accumulate((bounds(item)[0] for item in ordered), max))
    for later in whole:
        before = bisect_right(ends, start(later))
        if before and bounds(later)[1] < highest[before - 1]:
            fallen = (item for item in ordered[:before] if bounds(later)[1] < bounds(item)[0])
            if any(is_revision(item, later, series) for item in fallen):
                return True
    return False
