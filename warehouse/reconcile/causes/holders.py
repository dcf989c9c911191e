"""Causes that lie in whose word a number is: another way of counting, a citation, a forecast, a changed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.causes.case import NO, ORDINAL, YES, Case, Ground, by_digits, fits, is_same_moment
from warehouse.reconcile.context import may_rest_on
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import is_lasting
from warehouse.reconcile.model import Comparable, is_early
from warehouse.reconcile.parties import are_apart
from warehouse.reconcile.sets import all_meet, by_house, meet, positions, share

ONCE = Decimal("0.25")  # how well one item fits two ways of counting: less than that nothing explains it
HOURS, MUCH = timedelta(hours=6), Decimal("0.8")  # after which a value is a new one, and how far it may be from the old
DAYS, LITTLE = timedelta(days=7), Decimal("0.25")  # likewise where a house stands alone, which may have misprinted it
TELLING_GAP = Decimal("0.01")  # below this it says nothing that the number had been forecast


def is_two_counts(case: Case) -> Decimal:
    """A steady ratio over three items or more (RECONCILE § 1). Two clusters of one item, each held by two houses or
    more that cite nobody in common, may be two counts as well as two reports that differ: a candidate, and no more."""
    if case.conflict.reason == "definitions":
        return YES
    if case.conflict.reason not in ("final", "apart"):
        return NO
    sets = positions(case.conflict.items)
    if len(sets) != 2:
        return NO
    cited = [{item.origin for item in each if item.origin} for each in sets]
    apart = all(len(by_house(each)) >= 2 for each in sets) and cited[0].isdisjoint(cited[1])
    return ONCE if apart and (cited[0] or cited[1] or case.conflict.reason == "final") else NO


def is_misattributed(case: Case) -> Decimal:
    """The odd one cites an outlet whose own report, out by then, is on the other side."""
    if case.conflict.reason == "attribution":
        return YES
    for item in case.suspects:
        own = [other for other in case.conflict.items if other.group == case.context.cited_house(item)]
        if any(may_rest_on(item, other) for other in own) and not any(meet(item, other) for other in own):
            return YES
    return NO


def is_forecast(case: Case) -> Decimal:
    """Too high for its time, or apart from the others, and what had been forecast."""
    if case.conflict.reason == "forecast":
        return YES
    if case.low_item.metric.kind in ORDINAL or share(case.low_item, case.high_item) < TELLING_GAP:
        return NO
    if case.conflict.reason == "order":
        told = [item for item in case.conflict.items if case.context.forecasts(item)]
        high = [i for i in told if any(is_fall(i, o) and end(i) <= start(o) for o in case.against(i))]
        suspects = high if case.conflict.is_low else [*case.conflict.odd, *high]
        if case.conflict.is_low and len(by_house(case.conflict.items)) > 2:
            return NO  # most say what was forecast: it was reached
    else:
        is_moving = case.conflict.is_low and case.conflict.reason == "same-day"  # what grows was less before
        suspects = [] if is_moving else list(case.suspects)
    return max((by_digits(item.value or NO) for item in suspects if case.context.forecasts(item)), default=NO)


def foretold(case: Case) -> Iterator[Ground]:
    """The forecasts of what is reported as reached."""
    for item in case.suspects if case.conflict.reason != "order" else case.conflict.items:
        for forecast in case.context.forecasts(item):
            yield by_digits(item.value or NO), forecast


def is_of_one_article(case: Case) -> Decimal:
    """All in one article, and of no two bodies that it names; or the odd one does not fit the rest of its own."""
    if case.conflict.reason in ("ahead", "definitions", "forecast"):
        return NO
    articles = {item.figure.article_id for item in case.conflict.items}
    is_of_one = len(articles) == 1 and case.conflict.reason != "order" and not _are_of_two_bodies(case)
    return fits(is_of_one or case.within is not None)


def _are_of_two_bodies(case: Case) -> bool:
    """Whether each position of a disagreement is that of bodies that no other one has."""
    held = [{item.origin for item in each} for each in positions(case.conflict.items)]
    return all(None not in each for each in held) and all(
        are_apart((first, second)) for a, b in combinations(held, 2) for first in a for second in b
    )


def is_changed(case: Case) -> Decimal:
    """Two versions of one page give different figures for one thing."""
    if case.conflict.reason not in ("apart", "order"):
        return NO
    return fits(any(is_same_moment(i, o) and is_other_version(i, o) for i, o, _, _ in case.clashes()))


def is_other_version(item: Comparable, other: Comparable) -> bool:
    """Whether two figures are of two versions of one address."""
    if item.url is None or item.url != other.url:
        return False
    return item.figure.article_id != other.figure.article_id or item.published != other.published


def is_new_vintage(case: Case) -> Decimal:
    """An amount of a period, or a level that holds for long, that the body which gave it gave anew, later, and to which
    all that came out since keep (RECONCILE § 1 `REVISED`)."""
    first = case.low_item
    is_amount = first.metric.kind in ("flow", "level", "share", "growth")
    if case.conflict.reason != "apart" or not is_amount or not (first.figure.period or is_lasting(first)):
        return NO
    runs = vintages(case.conflict.items)
    if len(runs) < 2 or (len(runs) == 2 and all(item.figure.status == "estimate" for item in runs[0])):
        return NO
    is_left = not any(meet(item, other) for old, new in combinations(runs, 2) for item in old for other in new)
    return fits(is_left and all(_is_renewed(old, new) for old, new in pairwise(runs)))


def vintages(items: Sequence[Comparable]) -> list[list[Comparable]]:
    """The items in the order in which they came out, parted where one does not fit those before it; none where that
    order is not known."""
    if any(item.published is None or item.published.start is None for item in items):
        return []
    runs: list[list[Comparable]] = []
    for item in sorted(items, key=lambda item: (_out(item), item.ids)):
        if runs and all_meet([*runs[-1], item]):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _is_renewed(old: Sequence[Comparable], new: Sequence[Comparable]) -> bool:
    """Whether one body stands behind both values, and the new one came out later: by hours where two houses or more
    have either, else by days, and then it is not far from the old one."""
    bodies, later = ({item.witness or item.origin for item in each} - {None} for each in (old, new))
    if len(bodies) != 1 or not bodies <= later or any(map(is_early, old)):
        return False
    is_held = min(len(by_house(old)), len(by_house(new))) > 1
    wait = min(map(_out, new)) - max(map(_out, old))
    apart = max(share(item, other) for item in old for other in new)
    return wait >= (HOURS if is_held else DAYS) and apart < (MUCH if is_held else LITTLE)


def _out(item: Comparable) -> datetime:
    assert item.published is not None
    assert item.published.start is not None
    return item.published.start
