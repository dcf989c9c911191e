"""Claims with a number, held against the comparable figures of others.

A running total is held against what was reached before and not passed after; an amount of a period against reports of
that period (of the period with the highest amount, when a record is claimed); dates, ranks and day counts against
reports of the same event, or against the day on which the running total passed the amount.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from sources.figures.interval import half_unit
from sources.model import VIETNAM, CheckedClaim, Figure, Metric, Milestone, Period, Subject, Topic
from warehouse.reconcile.abroad import one_name
from warehouse.reconcile.envelope import find_outliers
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.rates import SPREAD, Pair, pairs_near, pooled_rate
from warehouse.reconcile.sets import meet, positions
from warehouse.verdicts.model import EMPTY, Side
from warehouse.words import Tongue, amount_text, figure_text, period_text, time_text

NEAR_SHARE = Decimal("0.03")  # a lower bound this close below a claimed total speaks for it
SLACK = timedelta(days=1)


def weigh(claim: CheckedClaim, figure: Figure, items: Sequence[Comparable], topic: Topic) -> Side:
    """The evidence for and against a figure claim, in the metric's unit."""
    metric = next((m for m in topic.metrics if m.key == figure.metric), None)
    subject = next((s for s in topic.subjects if s.name == figure.subject), None)
    if metric is None:
        return Side(pro=(), con=(), note=EMPTY, rule="the topic has no such metric")
    probe = _probe(figure, metric)
    place = one_name(figure.place) if figure.place else None
    same = [i for i in items if i.figure.subject == figure.subject and i.metric.key == metric.key and i.place == place]
    if metric.kind == "cumulative":
        return _total(probe, _in_line(same), subject)
    if metric.kind == "flow" and figure.period is None:
        return _record(probe, same)
    if metric.kind == "duration":
        return _duration(figure, probe, same, items, subject, topic)
    if metric.kind == "date":
        return _date(figure, probe, same)
    if metric.kind == "rank":
        return _rank(figure, probe, same)
    return _scoped(probe, same, figure)


def weigh_conversion(
    home: Figure, foreign: Figure, pairs: Sequence[Pair]
) -> tuple[bool, Decimal, Decimal, Decimal] | None:
    """Whether a claimed conversion fits the rates that others imply: fits, its rate, the pool, the repaired amount.
    None when fewer than three articles imply a rate."""
    pool = pooled_rate(pairs_near(home.as_of, pairs))
    a, b = home.quantity.value, foreign.quantity.value
    if pool is None or not a or not b:
        return None
    ua, ub = half_unit(a, home.quantity.unit, None), half_unit(b, foreign.quantity.unit, None)
    fits = (a + ua) / (b - ub) >= pool * (1 - SPREAD) and (a - ua) / (b + ub) <= pool * (1 + SPREAD)
    return fits, (a / b).quantize(Decimal(1)), pool, (a / pool).quantize(Decimal(100000))


def _probe(figure: Figure, metric: Metric) -> Comparable:
    """The claim as if it were a comparable figure."""
    q = figure.quantity
    return Comparable(
        figure=figure,
        outlet="",
        outlet_name="",
        group="",
        published=None,
        wording="original",
        metric=metric,
        low=q.low,
        high=q.high,
        low_open=q.low_open,
        high_open=q.high_open,
        value=q.value,
        as_of=figure.as_of,
        is_final=False,
        origin=None,
    )


def _total(probe: Comparable, same: Sequence[Comparable], subject: Subject | None) -> Side:
    start, end = probe.as_of.start, probe.as_of.end
    if end is None:
        pro = tuple(i for i in same if _speaks_for(probe, i))
        return Side(pro=pro, con=(), note=EMPTY, rule="no as-of time is claimed: reports of that amount at any time")
    begin = start or end
    con: list[Comparable] = []
    reaching: list[Comparable] = []
    for item in same:
        t0, t1 = item.as_of.start, item.as_of.end
        if t1 is None:
            continue
        if t1 <= begin and item.low is not None and probe.high is not None and item.low > probe.high:
            con.append(item)  # more had been reached before
        elif t0 is not None and t0 >= end and item.high is not None and probe.low is not None and item.high < probe.low:
            con.append(item)  # less was reached after
        elif (t1 <= end + SLACK and _reaches(probe, item)) or (
            t0 is not None
            and t0 <= end + SLACK
            and t1 >= begin - SLACK
            and t1 - t0 <= timedelta(days=2)
            and _speaks_for(probe, item)
        ):
            reaching.append(item)
    if not reaching and not con:
        reaching = _bracket(probe, same, begin, end)
    return Side(
        pro=tuple(reaching),
        con=tuple(con),
        note=EMPTY if reaching or con else _around(probe, same),
        rule="totals reached before and not passed after the claimed time",
        beside=tuple(i for i in same if _is_of_that_day(i, begin, end) and not meet(probe, i)),
    )


def _is_of_that_day(item: Comparable, begin: datetime, end: datetime) -> bool:
    """Whether a report and a claim both name no more than one and the same day."""
    known = (item.as_of.start, item.as_of.end, begin, end)
    days = {moment.astimezone(VIETNAM).date() for moment in known if moment is not None}
    return item.as_of.start is not None and item.as_of.end is not None and len(days) == 1


def _around(probe: Comparable, same: Sequence[Comparable]) -> Text:
    """The totals that were reported next below and next above the claimed one, where nothing gives it."""
    known = [i for i in same if i.value is not None and i.figure.as_of_basis in ("stated", "derived")]
    if probe.value is None:
        return EMPTY
    below = [i for i in known if i.value is not None and i.value < probe.value]
    above = [i for i in known if i.value is not None and i.value > probe.value]
    nearest = (
        *([max(below, key=lambda i: (i.value or 0, i.figure.figure_id))] if below else ()),
        *([min(above, key=lambda i: (i.value or 0, i.figure.figure_id))] if above else ()),
    )
    if not nearest:
        return EMPTY

    def text(tongue: Tongue) -> str:
        return "; ".join(
            f"{figure_text(i.figure, tongue)} ({i.outlet_name}, {period_text(i.as_of, tongue)})" for i in nearest
        )

    return Text(en=f"Reported next to it: {text('en')}.", vi=f"Các số gần nhất đã đăng: {text('vi')}.")


def _in_line(same: Sequence[Comparable]) -> list[Comparable]:
    """Without the totals that can't stand beside the others: a report that two houses or more speak against, and that
    is not tied with them, is no ground for a verdict."""
    odd = {
        id(each.item)
        for each in find_outliers([i for i in same if i.as_of.end is not None])
        if not each.is_tied and len({other.group for other in each.against}) >= 2
    }
    rest = [item for item in same if id(item) not in odd]
    finals = [item for item in rest if item.is_final]
    sets = sorted(positions(finals), key=lambda held: -len({item.group for item in held}))
    if len(sets) > 1 and len({i.group for i in sets[0]}) > len({i.group for i in sets[1]}):
        held = {id(item) for item in sets[0]}
        rest = [item for item in rest if not item.is_final or id(item) in held]
    return rest


def _reaches(probe: Comparable, item: Comparable) -> bool:
    """For "more than x": somebody had reported x or more by then."""
    return probe.high is None and probe.low is not None and item.low is not None and item.low >= probe.low


def _speaks_for(probe: Comparable, item: Comparable) -> bool:
    """The intervals meet, one holds what the other says, and the report is about as exact as the claim: a floor far
    below it says nothing, and two vague amounts that only touch at their edges are not the same amount."""
    if probe.high is None:
        return _reaches(probe, item)
    if not meet(probe, item) or not (_holds(probe, item.value) or _holds(item, probe.value)):
        return False
    if item.high is None and item.low is not None and probe.value is not None:
        return abs(probe.value - item.low) <= NEAR_SHARE * abs(probe.value)
    return item.low is not None


def _holds(item: Comparable, value: Decimal | None) -> bool:
    """Whether a value lies in what an item says; one that is not known does."""
    return value is None or ((item.low is None or item.low <= value) and (item.high is None or item.high >= value))


def _bracket(probe: Comparable, same: Sequence[Comparable], begin: datetime, end: datetime) -> list[Comparable]:
    """The nearest reports before and after, when both lie close to the claim."""
    if probe.value is None or probe.high is None:
        return []
    before = [i for i in same if i.as_of.end and i.as_of.end <= begin and i.low is not None and i.low <= probe.high]
    after = [
        i
        for i in same
        if i.as_of.start
        and i.as_of.start >= end
        and i.low is not None
        and probe.low is not None
        and (i.high is None or i.high >= probe.low)
    ]
    if not before or not after:
        return []
    last = max(before, key=lambda i: (i.low or Decimal(0), i.figure.figure_id))
    first = min(after, key=lambda i: (i.low or Decimal(0), i.figure.figure_id))
    close = [i for i in (last, first) if i.low is not None and abs(i.low - probe.value) <= NEAR_SHARE * 2 * probe.value]
    return close if len(close) == 2 else []


def _record(probe: Comparable, same: Sequence[Comparable]) -> Side:
    """An amount of a period that is not named: the period with the highest reports."""
    periods: dict[tuple[object, object], list[Comparable]] = defaultdict(list)
    for item in same:
        period = item.figure.period
        if period is None or period.start is None or period.end is None:
            continue
        if period.end - period.start < timedelta(days=2) or probe.metric.period != "day":
            periods[(period.start, period.end)].append(item)
    if not periods:
        return Side(pro=(), con=(), note=EMPTY, rule="no report of such a period")

    def height(members: Sequence[Comparable]) -> Decimal:
        return max((i.value or Decimal(0)) for i in members)

    (start, _), held = max(periods.items(), key=lambda each: (height(each[1]), str(each[0])))
    pro = tuple(i for i in held if _speaks_for(probe, i))
    con = tuple(i for i in held if not meet(probe, i))
    assert isinstance(start, datetime)
    note = Text(
        en=f"The highest reports are of {time_text(start, 'en')}.",
        vi=f"Các số cao nhất là của {time_text(start, 'vi')}.",
    )
    return Side(pro=pro, con=con, note=note, rule="reports of the period with the highest amount")


def _scoped(probe: Comparable, same: Sequence[Comparable], figure: Figure) -> Side:
    """Reports of the same period, or for levels and shares of the same day or without one."""
    held = [
        i
        for i in same
        if figure.period is None or (i.figure.period is not None and _same_days(i.figure.period, figure.period))
    ]
    return Side(
        pro=tuple(i for i in held if _speaks_for(probe, i)),
        con=tuple(i for i in held if not meet(probe, i)),
        note=EMPTY,
        rule="reports of the same period",
    )


def _same_days(first: Period, second: Period) -> bool:
    def day(moment: datetime | None) -> object:
        return moment.astimezone(VIETNAM).date() if moment else None

    return day(first.start) == day(second.start) and day(first.end) == day(second.end)


def _date(figure: Figure, probe: Comparable, same: Sequence[Comparable]) -> Side:
    held = [i for i in same if _same_event(figure.milestone, i.figure.milestone)]
    return Side(
        pro=tuple(i for i in held if meet(probe, i)),
        con=tuple(i for i in held if not meet(probe, i)),
        note=EMPTY,
        rule="reports of the day of the same event",
    )


def _same_event(mine: Milestone | None, theirs: Milestone | None) -> bool:
    """The same subject overtaken or the same amount reached; an event that is not named is its own."""
    if mine is None or theirs is None:
        return mine is theirs
    if mine.subject is not None or theirs.subject is not None:
        return mine.subject == theirs.subject
    return mine.value == theirs.value


def _rank(figure: Figure, probe: Comparable, same: Sequence[Comparable]) -> Side:
    held = [
        i
        for i in same
        if (i.figure.rank_of or "all_time") == (figure.rank_of or "all_time") and i.figure.period is None
    ]
    by_outlet: dict[str, list[Comparable]] = defaultdict(list)
    for item in held:
        by_outlet[item.group].append(item)
    # A rank rises while a run goes on: for each house its best rank is what it last said.
    best = [
        min(items, key=lambda i: (i.value or Decimal(99), i.figure.figure_id)) for _, items in sorted(by_outlet.items())
    ]
    pro = tuple(i for i in best if i.value == probe.value)
    con = tuple(i for i in best if i.value is not None and probe.value is not None and i.value < probe.value)
    return Side(pro=pro, con=con, note=EMPTY, rule="the best rank in the same list that each house reported")


def _duration(
    figure: Figure,
    probe: Comparable,
    same: Sequence[Comparable],
    items: Sequence[Comparable],
    subject: Subject | None,
    topic: Topic,
) -> Side:
    milestone = figure.milestone
    held = [
        i
        for i in same
        if milestone is not None
        and i.figure.milestone is not None
        and i.figure.milestone.value == milestone.value
        and i.figure.milestone.subject == milestone.subject
    ]
    pro = [i for i in held if meet(probe, i)]
    con = [i for i in held if not meet(probe, i)]
    if pro or con or milestone is None or milestone.value is None or subject is None or subject.started is None:
        return Side(pro=tuple(pro), con=tuple(con), note=EMPTY, rule="reports of the days to the same milestone")
    everything = [
        i
        for i in items
        if i.figure.subject == figure.subject
        and i.metric.kind == "cumulative"
        and i.metric.unit == milestone.unit
        and i.place is None
        and i.as_of.end is not None
    ]
    totals = [i for i in _in_line(everything) if i.figure.as_of_basis in ("stated", "derived")]
    reached = sorted(
        (i for i in totals if i.low is not None and i.low >= milestone.value * (1 - Decimal("0.005"))),
        key=lambda i: (i.as_of.end or subject.started, i.figure.figure_id),
    )
    short = sorted(
        (i for i in totals if i.high is not None and i.high < milestone.value and i.as_of.start is not None),
        key=lambda i: (i.as_of.start or subject.started, i.figure.figure_id),
    )
    if not reached or not short:
        return Side(pro=(), con=(), note=EMPTY, rule="no report shows when the amount was reached")
    latest, earliest = reached[0], short[-1]
    assert latest.as_of.end is not None
    assert earliest.as_of.start is not None
    first = Decimal((earliest.as_of.start - subject.started).days)
    last = Decimal((latest.as_of.end - subject.started).days + 1)
    if first > last or latest.group == earliest.group:
        return Side(
            pro=(),
            con=(),
            note=EMPTY,
            rule="the totals of two houses are needed, that agree on when the amount was reached",
        )
    derived = replace(probe, low=first, high=last, low_open=False, high_open=False)
    note = Text(
        en=f"By the running totals it took {first}–{last} days, counting the first day or not.",
        vi=f"Theo số cộng dồn, mất {first}–{last} ngày, tính hay không tính ngày đầu.",
    )
    fits = meet(probe, derived)
    return Side(
        pro=(earliest, latest) if fits else (),
        con=() if fits else (earliest, latest),
        note=note,
        rule="the days between the start and the running total's passing of the amount",
    )


def positions_text(side: Sequence[Comparable], tongue: Tongue, limit: int = 4) -> str:
    """ "54.7 billion dong (CafeF), 55 billion dong (VnExpress)" """
    seen: dict[str, list[str]] = {}
    for item in sorted(side, key=lambda i: (i.value or Decimal(0), i.outlet_name)):
        seen.setdefault(figure_text(item.figure, tongue), []).append(item.outlet_name)
    parts = [f"{text} ({', '.join(dict.fromkeys(names))})" for text, names in seen.items()]
    more = len(parts) - limit
    if more > 0:
        parts = [*parts[:limit], f"+{more}"]
    return "; ".join(parts)


def repaired_text(value: Decimal, tongue: Tongue) -> str:
    return amount_text(value, "USD", tongue)
