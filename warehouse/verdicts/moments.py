"""When a claim and a report hold, and whether that is one time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sources.model import VIETNAM, Milestone, Period
from warehouse.reconcile.model import Comparable

DAY = timedelta(days=1)


def is_told(item: Comparable) -> bool:
    """Whether a figure says itself when it holds."""
    return item.figure.as_of_basis in ("stated", "derived") and None not in (item.as_of.start, item.as_of.end)


def holds_at(item: Comparable) -> Period | None:
    """When what rises and falls holds: the time that is told, else the day on which it came out; None where neither
    is known."""
    if is_told(item):
        return item.as_of
    out = item.published
    if out is None or out.start is None or out.end is None or out.end - out.start > DAY:
        return None
    return out


def period_of(item: Comparable) -> Period | None:
    """The period that a figure is of; none of a share or a level that is told of a day: it is of that day, whatever
    period stands beside it."""
    is_dated = item.figure.as_of_basis == "stated" and is_one_day(item.as_of)
    return None if is_dated and item.metric.kind in ("share", "level") else item.figure.period


def compared_at(item: Comparable) -> Period | None:
    """The time by which a figure was compared, by its metric's kind; None for what has one time only."""
    if item.metric.kind in ("date", "duration"):
        return None
    period = period_of(item)
    if period is not None:
        return period
    if item.metric.kind == "cumulative":
        return item.as_of
    return None if item.metric.kind == "flow" else holds_at(item)


def held_by(probe: Comparable, item: Comparable) -> Period | None:
    """The time by which a report was held against a claim: its period, where the claim is of one."""
    if period_of(probe) is not None and item.figure.period is not None:
        return item.figure.period
    return compared_at(item)


def is_near(first: Comparable, second: Comparable) -> bool:
    """Whether two amounts of what rises and falls are of one time: of one day, or no further apart than the topic says
    that they may be (`near`)."""
    mine, theirs = holds_at(first), holds_at(second)
    if mine is None or theirs is None:
        return False
    days = first.metric.near_days or 1
    if days <= 1:
        return mine == theirs or is_one_day(mine, theirs)
    ends = [moment for moment in (mine.start, mine.end, theirs.start, theirs.end) if moment is not None]
    return max(ends) - min(ends) <= timedelta(days=float(days))


def is_settled(first: Comparable, second: Comparable) -> bool:
    """Whether two amounts of one time can't both hold: of one instant, or of what moves so slowly that the topic lets
    it be compared over days. Within a day what rises and falls may do so."""
    if not is_told(first) or not is_told(second):
        return False
    if (first.metric.near_days or 1) > 1:
        return True
    return first.as_of == second.as_of and first.as_of.start == first.as_of.end


def is_one_day(*stretches: Period) -> bool:
    """Whether all of these name no more than one and the same day."""
    ends = [end for stretch in stretches for end in (stretch.start, stretch.end)]
    return None not in ends and len({day_of(end) for end in ends if end is not None}) == 1


def is_same_period(first: Period | None, second: Period | None) -> bool:
    """Whether two periods cover the same days."""
    if first is None or second is None:
        return False
    return _days(first) == _days(second)


def is_same_event(mine: Milestone | None, theirs: Milestone | None) -> bool:
    """The same subject overtaken or the same amount reached; an event that is not named is its own."""
    if mine is None or theirs is None:
        return mine is theirs
    if mine.subject is not None or theirs.subject is not None:
        return mine.subject == theirs.subject
    return mine.value == theirs.value


def day_of(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _days(period: Period) -> tuple[date | None, date | None]:
    return tuple(None if end is None else day_of(end) for end in (period.start, period.end))  # type: ignore[return-value]
