"""Two figures told each for the other: of two metrics, places, subjects, periods or bases."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sources.figures.interval import is_counted
from warehouse.reconcile.causes.case import NO, YES, Case, Ground, best_of, by_digits
from warehouse.reconcile.context import thing_of
from warehouse.reconcile.groups import event_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.slips import significant

FAINT = Decimal("0.3")
BY_CHANCE = Decimal("0.24")  # the number of another subject: less than that nothing is known
_TELLING = 3  # digits that a number must have to be known as another subject's
Exchange = tuple[Decimal, Comparable, Comparable, Comparable]  # weight, a figure, its neighbour in its own article, and
# what has its number and is of that neighbour elsewhere


def is_swapped(case: Case) -> Decimal:
    """The odd one is the value of its neighbour: of the other part of a sum, the other metric, place or subject of its
    article, or the other period; all the surer where the neighbour has its value."""
    return best_of(neighbours(case))


def neighbours(case: Case) -> Iterator[Ground]:
    """What elsewhere has the value of an odd one as that of its neighbour."""
    for weight, _, _, other in exchanges(case):
        yield weight, other
    for item in case.suspects:
        for other in case.context.equals(item):
            is_like = other.place == item.place and other.metric.unit == item.metric.unit and not _is_own(item, other)
            if is_like and case.context.is_sibling(item, other) and case.context.is_near(item, other):
                yield Decimal("0.75") * by_digits(other.value or NO), other
        stranger = case.context.namesake(item) if case.against(item) else None
        if stranger and not _is_own(item, stranger) and len(significant(item.value or NO)) >= _TELLING:
            yield BY_CHANCE, stranger


def exchanges(case: Case) -> Iterator[Exchange]:
    """The odd ones that have their neighbour's number while that has theirs, as others tell both."""
    for item in case.suspects:
        peers = {other.value for other in case.against(item)}
        for twin in case.context.article(item):
            if twin.value not in peers or not _is_neighbour(item, twin):
                continue
            for other in case.context.with_number(twin, item):
                if not _is_own(item, other) and _is_of_time(case, item, twin, other):
                    # One digit is that of a neighbour all the time.
                    is_telling = any(len(significant(each.value or NO)) > 1 for each in (item, twin))
                    yield YES if is_telling else FAINT, item, twin, other


def _is_of_time(case: Case, item: Comparable, twin: Comparable, other: Comparable) -> bool:
    """Whether what has the number of an odd one is of the time of its neighbour. Of another metric it may be of another
    time than the odd one, or in another unit of what is counted, where one article gives it with what others give for
    the odd one."""
    if _place_of(item) != _place_of(twin):
        return case.context.is_near(item, other) and case.context.is_near(item, twin)
    if item.metric.key == twin.metric.key:
        return event_of(twin)[0] == event_of(other)[0]
    if item.metric.unit == other.metric.unit and case.context.is_near(item, other):
        return True
    return (event_of(twin)[0], twin.as_of) == (event_of(other)[0], other.as_of) and any(
        each.value == twin.value and _is_own(each, other) for each in case.against(item)
    )


def put_back(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one with the number that its article gives for the neighbour, and others for it."""
    odd = {id(item) for item in case.conflict.odd}
    return next(
        (
            (item, twin.value)
            for weight, item, twin, _ in exchanges(case)
            if weight == YES and id(item) in odd and twin.value is not None
        ),
        None,
    )


def _is_own(item: Comparable, other: Comparable) -> bool:
    return other.figure.article_id == item.figure.article_id


def _place_of(item: Comparable) -> tuple[str | None, str | None]:
    return item.figure.subject, item.place


def _is_neighbour(item: Comparable, other: Comparable) -> bool:
    """Whether two figures differ in one thing that they are of: the subject, the place, the metric or the period."""
    if item.metric.unit != other.metric.unit and not (is_counted(item.metric.unit) and is_counted(other.metric.unit)):
        return False
    apart = sum(mine != theirs for mine, theirs in zip(thing_of(item), thing_of(other), strict=True))
    return apart == 1 if apart else item.metric.kind != "cumulative" and event_of(other)[0] != event_of(item)[0]
