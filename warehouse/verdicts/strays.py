"""Totals that can't stand beside the others of their series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sources.model import Period
from warehouse.reconcile.days import FAR, is_of_first_days
from warehouse.reconcile.envelope import find_outliers, is_fall
from warehouse.reconcile.groups import event_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import all_meet, bounds, count_origins, majority, meet, positions
from warehouse.verdicts.balance import origin_of
from warehouse.verdicts.moments import is_one_day, is_told


def in_line(same: Sequence[Comparable]) -> list[Comparable]:
    """Without the totals that can't stand beside the others: a report that two houses or more speak against, and that
    is not tied with them, is no ground for a verdict. Where it has a named origin of its own, it takes two others."""
    odd = {id(item) for item in set_aside(same)}
    rest = [item for item in same if id(item) not in odd]
    finals = [item for item in rest if item.is_final]
    sets = sorted(positions(finals), key=lambda held: -count_origins(held))
    if len(sets) > 1 and count_origins(sets[0]) > count_origins(sets[1]):
        held = {id(item) for item in sets[0]}
        rest = [item for item in rest if not item.is_final or id(item) in held]
    return rest


def set_aside(same: Sequence[Comparable]) -> list[Comparable]:
    """The totals that others outvote: those that don't fit into the series, and those that are a slip."""
    strays = [item for item, against in find_strays(same) if _is_outvoted(item, against)]
    return [*strays, *(item for item in find_slips(same) if item not in strays)]


def find_slips(same: Sequence[Comparable]) -> list[Comparable]:
    """Totals that lie many times away from the others: from those before and after them, and from what two houses or
    more, and most of those who report of that time, have."""
    leaps = [
        each.item
        for each in find_outliers([i for i in same if i.as_of.end is not None])
        if not each.is_tied
        and any(_is_far(each.item, other) for other in each.against)
        and _is_outvoted(each.item, each.against)
    ]
    return [*leaps, *(item for item in _slips_of_a_day(same) if item not in leaps)]


def _is_outvoted(item: Comparable, against: Sequence[Comparable]) -> bool:
    """Whether others may say of a total that it is off: of one that another body gives only two bodies."""
    return count_origins(against) >= 2 or origin_of(item) in (None, *map(origin_of, against))


def _slips_of_a_day(same: Sequence[Comparable]) -> list[Comparable]:
    """No growth within a day is one of many times, but in the first days of a disaster."""
    times: dict[Period, list[Comparable]] = defaultdict(list)
    for item in same:
        if item.value is not None and is_one_day(item.as_of) and (is_told(item) or item.is_final):
            times[item.as_of].append(item)
    found = []
    for held in times.values():
        if len(held) > 2 and not all_meet(held) and not is_of_first_days(held, same):
            most, others = majority(held)
            if len({item.group for item in most}) > 1:
                found += [item for item in others if all(_is_far(item, other) for other in most)]
    return found


def _is_far(first: Comparable, second: Comparable) -> bool:
    low, high = sorted((abs(first.value or Decimal(0)), abs(second.value or Decimal(0))))
    return high > 0 and low * FAR <= high


def heard_once(probe: Comparable, held: Sequence[Comparable]) -> list[Comparable]:
    """Without the vaguer numbers of an article whose exact one of the same time excludes the claim: "more than 1.25
    million" in the headline of an article that counts 1,250,400 says nothing of 1,260,000 (RECONCILE d.2)."""
    exact = [item for item in held if not meet(probe, item)]
    return [item for item in held if not any(_is_vaguer(item, other) for other in exact)]


def _is_vaguer(item: Comparable, other: Comparable) -> bool:
    """Whether an article says with the one, less exactly, what it says with the other."""
    if item.figure.article_id != other.figure.article_id or item is other or event_of(item) != event_of(other):
        return False
    is_headline = item.figure.paragraph < 0 and not is_told(item)
    if not is_headline and item.figure.as_of != other.figure.as_of:
        return False
    (low, high), (least, most) = bounds(item), bounds(other)
    is_wider = low <= least and most <= high and (low, high) != (least, most)
    named = {item.origin, other.origin} - {None}
    return is_wider and len(named) < 2


def find_strays(same: Sequence[Comparable]) -> list[tuple[Comparable, list[Comparable]]]:
    """Reports that two houses or more speak against, and these. Where they are one origin's they don't outvote
    another's report, but by itself that refutes nothing either."""
    timed = [i for i in same if i.as_of.end is not None]
    found = []
    for each in find_outliers(timed):
        against = [other for other in timed if other is not each.item and is_fall(each.item, other)]
        if not each.is_tied and len({other.group for other in against}) >= 2:
            found.append((each.item, against))
    return found
