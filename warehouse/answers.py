"""Which number the reports of a time allow: what they have in common, or the positions between which they differ.

A running total is at least what was reached before and at most what later reports begin with; what rises and falls is
what all reports of that day give, or of as many days as the topic's `near` lets stand together, so that an answer and a
verdict on the same number rest on the same reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sources.model import VIETNAM, Metric, Period
from sources.seeds import days
from warehouse.connection import Reader
from warehouse.reconcile.groups import SMALL
from warehouse.reconcile.parties import count_parties
from warehouse.reconcile.sets import End, maximal_sets

_INFINITY = Decimal("Infinity")
_OUT = ("published_start", "published_end")
_FIGURES = """
select figure.*, comparable.lo, comparable.hi, comparable.lo_open, comparable.hi_open,
    comparable.t0, comparable.t1, comparable.origin,
    comparable.house, comparable.is_final
from comparable inner join figure_all as figure using (topic, figure_id)
where comparable.topic = $1 and figure.subject = $2 and figure.metric = $3 and figure.place is null
order by comparable.t1 nulls first, figure.figure_id
"""
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Report:
    """One comparable figure as the warehouse holds it, with the stretch of time that it is of."""

    row: Row
    low: Decimal | None
    high: Decimal | None
    start: datetime | None
    end: datetime | None
    bounds: tuple[End, End]

    @property
    def is_told(self) -> bool:
        """Whether it says itself when it holds."""
        return self.row["as_of_basis"] in ("stated", "derived") and None not in (self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Reports that some value fits, and the stretch of such values."""

    low: Decimal | None
    high: Decimal | None
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the reports allow at a time; no interval where they differ: then `positions` says between what."""

    at: datetime | None
    low: Decimal | None
    high: Decimal | None
    reports: tuple[Report, ...]
    positions: tuple[Position, ...]  # two or more, else none
    period: Period | None = None  # of an amount: the stretch of time that it is of

    @property
    def is_agreed(self) -> bool:
        return not self.positions


def read_reports(reader: Reader, topic: str, subject: str, metric: str) -> list[dict[str, object]]:
    """The comparable figures of the whole that an answer rests on, oldest first."""
    return reader.records(_FIGURES, topic, subject, metric)


def answer(rows: Sequence[Row], metric: Metric, asked: Period | None) -> Answer:
    """The interval that the reports allow at the time asked for, else at the newest."""
    reports = [_report(row) for row in rows]
    moment = asked.end if asked else max((r.end for r in reports if r.end is not None), default=None)
    if metric.kind == "cumulative":
        return _of_total(reports, metric, moment, (asked.start if asked else None) or moment)
    if metric.kind in ("flow", "growth", "share"):
        held, period = _of_one_stretch(reports, metric, asked)
        if not held and asked is not None and metric.kind == "flow":
            return _of_its_days(reports, metric, asked)
        return replace(_common(held, moment if period is None else period.end, held), period=period)
    held = _of_one_time(reports, metric, asked)
    return _common(held, moment, held)


def origins_of(reports: Sequence[Report]) -> int:
    """Independent origins: parties that are named; one at most where none is."""
    return count_parties(str(r.row["origin"]) for r in reports if r.row["origin"]) or min(1, len(reports))


def _report(row: Row) -> Report:
    low, high = (None if row[key] is None else Decimal(str(row[key])) for key in ("lo", "hi"))
    return Report(
        row=row,
        low=low,
        high=high,
        start=_moment(row["t0"]),
        end=_moment(row["t1"]),
        bounds=(
            (-_INFINITY, 0) if low is None else (low, 1 if row["lo_open"] else 0),
            (_INFINITY, 0) if high is None else (high, -1 if row["hi_open"] else 0),
        ),
    )


# --- running totals -----------------------------------------------------------------------------------------


def _of_total(reports: list[Report], metric: Metric, moment: datetime | None, since: datetime | None) -> Answer:
    if moment is None or since is None:
        return Answer(at=None, low=None, high=None, reports=(), positions=())
    then = _newest_of(reports, moment, since) or _last_before(reports, moment)
    before = [r for r in reports if r.end is not None and r.end <= moment and r.low is not None]
    if metric.revisable and then:
        before = then  # a recount may lie below what was reported earlier
    after = [r for r in reports if r.start is not None and r.start >= moment and r.high is not None]
    closing = [r for r in then if r.end == moment and r.high is not None]
    apart = _apart(before, then, after)
    if apart:
        nearest = _nearest_apart(before, then, after, apart)
        known = {id(r): r for r in (*before, *then, *after)}
        disputed = nearest if len(_positions(nearest)) > 1 else [r for r in known.values() if id(r) in apart]
        return _common([*disputed, *(r for r in then if id(r) not in apart and r not in disputed)], moment, disputed)
    low = max((r.low for r in before if r.low is not None), default=None)
    highs = [r.high for r in (*after, *closing) if r.high is not None and (low is None or r.high >= low)]
    high = min(highs, default=None)
    used = [r for r in before if r.low == low] + [r for r in (*after, *closing) if r.high == high and r.low != low]
    return Answer(at=moment, low=low, high=high, reports=tuple(used), positions=())


def _apart(before: Sequence[Report], then: Sequence[Report], after: Sequence[Report]) -> set[int]:
    """Which reports can't stand beside others: totals reached before and those that came after by their furthest ends,
    those of the time asked for pair by pair."""
    reached = max((r.bounds[0] for r in before), default=None)
    left = min((r.bounds[1] for r in after), default=None)
    apart: set[int] = set()
    if reached is not None and left is not None:
        apart |= {id(r) for r in before if r.bounds[0] > left} | {id(r) for r in after if r.bounds[1] < reached}
    for first in (*before, *then):
        for second in then:
            if first is not second and _clash(first, second):
                apart |= {id(first), id(second)}
    return apart


def _nearest_apart(
    before: Sequence[Report], then: Sequence[Report], after: Sequence[Report], apart: set[int]
) -> list[Report]:
    """The reports that differ on one time: of others only the last before it and, where that is not enough, the first
    after it. What grew from one day to the next is no dispute."""
    known = {id(r): r for r in then}
    earlier = [r for r in before if id(r) in apart and id(r) not in known]
    last = max((r.end for r in earlier if r.end is not None), default=None)
    found = [*then, *(r for r in earlier if r.end == last)]
    if len(_positions(found)) > 1:
        return found
    later = [r for r in after if id(r) in apart and id(r) not in known]
    first = min((r.start for r in later if r.start is not None), default=None)
    return [*found, *(r for r in later if r.start == first)]


def _last_before(reports: Sequence[Report], moment: datetime) -> list[Report]:
    """The totals of the last day before the time asked for of which any says that it is of it."""
    last = max((r.end for r in reports if r.is_told and r.end is not None and r.end <= moment), default=None)
    return [] if last is None else _newest_of(reports, last, last)


def _newest_of(reports: Sequence[Report], moment: datetime, since: datetime) -> list[Report]:
    """The totals of the time asked for that have not grown within it."""
    first = min(since, moment.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0))
    told = [
        r
        for r in reports
        if r.is_told and r.start is not None and r.end is not None and first <= r.start and r.end <= moment
    ]
    return [r for r in told if not any(_has_grown(r, other) for other in told)]


def _has_grown(report: Report, other: Report) -> bool:
    is_later = report.end is not None and other.start is not None and report.end <= other.start
    return is_later and (report.start, report.end) != (other.start, other.end) and report.bounds[1] <= other.bounds[0]


def _clash(first: Report, second: Report) -> bool:
    """Whether a total lies above one of the same time or of a later one; on one day without an hour by more than a day
    moves it."""
    if first.end is None or second.start is None or first.bounds[0] <= second.bounds[1]:
        return False
    if first.end <= second.start:
        return True
    is_one_day = first.end.astimezone(VIETNAM).date() == second.start.astimezone(VIETNAM).date()
    low, high = first.bounds[0][0], second.bounds[1][0]
    return is_one_day and first.is_told and second.is_told and low - high >= SMALL * abs(low)


# --- what is of one time ------------------------------------------------------------------------------------


def _of_one_time(reports: list[Report], metric: Metric, asked: Period | None) -> list[Report]:
    """The reports of the time that is asked for, else of the newest one, and what the topic lets stand beside it; all
    of them for what has only one time."""
    if metric.kind in ("date", "duration"):
        return reports
    timed = [
        (stretch, report) for report in reports for stretch in (_stretch(report.row, metric),) if stretch is not None
    ]
    days = metric.near_days or 1
    near = timedelta(days=float(days)) if metric.kind == "level" and days > 1 else timedelta(0)
    if asked is not None and asked.end is not None:
        start = asked.start or asked.end
        if metric.kind != "rank":
            return [r for (first, last), r in timed if first <= asked.end + near and start - near <= last]
        timed = [(stretch, r) for stretch, r in timed if stretch[0] <= asked.end]
    newest = max((last for (_, last), _ in timed), default=None)
    if newest is None:
        return []
    return [r for (first, last), r in timed if _day(last) == _day(newest) or newest - first <= near]


def _of_one_stretch(reports: list[Report], metric: Metric, asked: Period | None) -> tuple[list[Report], Period | None]:
    """The reports of the stretch of days that is asked for; where none is of just that, of the shortest that holds it,
    else of a share the longest within it: an amount of some of its days is not that of all. Without a question: of
    those that end last, the one that most outlets tell of, of equals the longest."""
    told: dict[tuple[date, date], list[Report]] = {}
    for report in reports:
        stretch = _stretch(report.row, metric)
        if stretch is not None:
            told.setdefault((_day(stretch[0]), _day(stretch[1])), []).append(report)
    if asked is not None and asked.end is not None:
        first, last = _day(asked.start or asked.end), _day(asked.end)
        holding = [each for each in told if each[0] <= first and last <= each[1]]
        within = [each for each in told if first <= each[0] and each[1] <= last and metric.kind == "share"]
        chosen = min(holding, key=_length, default=None) or max(
            within, key=lambda each: (_length(each), each), default=None
        )
    else:
        newest = max((last for _, last in told), default=None)
        chosen = max(
            (each for each in told if each[1] == newest),
            key=lambda each: (len({str(r.row["outlet"]) for r in told[each]}), _length(each)),
            default=None,
        )
    return (told[chosen], days(*chosen)) if chosen is not None else ([], None)


def _length(stretch: tuple[date, date]) -> timedelta:
    return stretch[1] - stretch[0]


def _of_its_days(reports: Sequence[Report], metric: Metric, asked: Period) -> Answer:
    """What the days of a stretch come to, of each party that gives all of them; nothing where none does."""
    first, last = asked.start or asked.end, asked.end
    if first is None or last is None:
        return Answer(at=last, low=None, high=None, reports=(), positions=())
    wanted = (_day(last) - _day(first)).days + 1
    daily: dict[object, dict[date, list[Report]]] = {}
    for report in reports:
        start, end = _moment(report.row["period_start"]), _moment(report.row["period_end"])
        if start is not None and end is not None and first <= start and end <= last and _day(start) == _day(end):
            daily.setdefault(report.row["origin"], {}).setdefault(_day(start), []).append(report)
    sums = []
    for by_day in daily.values():
        ends = [_ends(held) for held in by_day.values()]
        if len(by_day) == wanted and all(len(_positions(held)) == 1 for held in by_day.values()):
            low, high = (
                sum((end for end in side if end is not None), Decimal(0)) if None not in side else None
                for side in zip(*ends, strict=True)
            )
            held = tuple(report for each in by_day.values() for report in each)
            sums.append(Position(low=low, high=high, reports=held))
    every = tuple(report for each in sums for report in each.reports)
    low = max((each.low for each in sums if each.low is not None), default=None)
    high = min((each.high for each in sums if each.high is not None), default=None)
    if low is not None and high is not None and low > high:
        return Answer(at=last, low=None, high=None, reports=every, positions=tuple(sums), period=asked)
    return Answer(at=last, low=low, high=high, reports=every, positions=(), period=asked if sums else None)


def _stretch(row: Row, metric: Metric) -> tuple[datetime, datetime] | None:
    """The period of an amount, the time that it tells, else when it came out; of a share that is told of a day that
    day, whatever period stands beside it."""
    told = row["as_of_basis"] in ("stated", "derived")
    start, end = _moment(row["t0"]), _moment(row["t1"])
    is_of_a_day = row["as_of_basis"] == "stated" and start is not None and end is not None and _day(start) == _day(end)
    if metric.kind in ("share", "level") and is_of_a_day and start is not None and end is not None:
        return start, end
    for start_key, end_key in (("period_start", "period_end"), *((("t0", "t1"),) if told else ()), _OUT):
        first, last = row[start_key], row[end_key]
        if isinstance(first, datetime) and isinstance(last, datetime):
            return first, last
    return None


# --- positions ----------------------------------------------------------------------------------------------


def _common(held: Sequence[Report], moment: datetime | None, disputed: Sequence[Report]) -> Answer:
    """What reports have in common; the positions of the disputed ones where that is nothing."""
    positions = _positions(held if len(_positions(held)) > 1 else disputed)
    if len(positions) > 1:
        return Answer(at=moment, low=None, high=None, reports=tuple(held), positions=tuple(positions))
    low, high = _ends(held)
    return Answer(at=moment, low=low, high=high, reports=tuple(held), positions=())


def _positions(reports: Sequence[Report]) -> list[Position]:
    """The maximal sets of reports with a value in common, from low to high."""
    found = []
    for places in maximal_sets([report.bounds for report in reports]):
        members = tuple(reports[place] for place in places)
        low_end, high_end = _ends(members)
        found.append(Position(low=low_end, high=high_end, reports=members))
    return found


def _ends(reports: Sequence[Report]) -> tuple[Decimal | None, Decimal | None]:
    low = max((r.low for r in reports if r.low is not None), default=None)
    return low, min((r.high for r in reports if r.high is not None), default=None)


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
