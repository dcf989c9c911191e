"""Claims of an amount of a period: reports of that period, and the sum of its days where all of them are reported. An
amount of another period refutes none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sources.model import Period
from warehouse.reconcile.model import Comparable, Number, Text
from warehouse.reconcile.sets import all_meet, bounds, meet
from warehouse.reconcile.texts import item_text
from warehouse.verdicts.balance import origin_of
from warehouse.verdicts.model import EMPTY, Side
from warehouse.verdicts.moments import day_of, is_same_period
from warehouse.verdicts.totals import speaks_for
from warehouse.words import TONGUES, amount_text, time_text, unit_text

_MOST_DAYS = 31


def weigh_amount(probe: Comparable, same: Sequence[Comparable], *, is_of_a_day: bool = False) -> Side:
    """The evidence on an amount; `is_of_a_day`: where it names none, it is said to be one of a day."""
    if probe.figure.period is None:
        return _record(probe, same, is_of_a_day=is_of_a_day)
    side = of_period(probe, same)
    return side if side.pro or side.con or side.beside else _of_its_days(probe, same) or side


def of_period(probe: Comparable, same: Sequence[Comparable]) -> Side:
    """Reports of the same period. A lower one that was out before the period was over may be a count up to then."""
    held = [i for i in same if is_same_period(i.figure.period, probe.figure.period)]
    apart = [i for i in held if not meet(probe, i)]
    partial = [i for i in apart if _is_partial(min(probe, i, key=lambda each: bounds(each)[1]))]
    return Side(
        probe=probe,
        pro=tuple(i for i in held if speaks_for(probe, i)),
        con=tuple(i for i in apart if i not in partial),
        note=EMPTY,
        rule="reports of the same period",
        beside=tuple(partial),
        how={i.figure.figure_id: "before its end" for i in partial},
    )


def _is_partial(lower: Comparable) -> bool:
    """Whether the lower of two amounts of a period came out while the period was not over."""
    out, period = lower.published, lower.figure.period
    if out is None or out.start is None or period is None or period.end is None:
        return False
    return lower.metric.kind == "flow" and out.start <= period.end


def _of_its_days(probe: Comparable, same: Sequence[Comparable]) -> Side | None:
    """The sum of the days of a stretch, of each body that gives all of them; of several bodies none is mixed with
    another. None where a day is missing, where reports of one differ, or one was out before its day was over."""
    wanted = _days(probe.figure.period)
    if probe.metric.kind != "flow" or not 1 < len(wanted) <= _MOST_DAYS:
        return None
    sums = [(held, _sum(probe, held)) for held in _series(same, wanted)]
    pro = [i for held, total in sums if meet(probe, total) for i in held]
    con = [i for held, total in sums if not meet(probe, total) and not any(map(_is_partial, held)) for i in held]
    if not pro and not con:
        return None
    totals = sorted({(total.value or Decimal(0), total.metric.unit) for _, total in sums})
    en, vi = (
        "; ".join(amount_text(v, u, tongue, is_exact=True, noun=unit_text(probe.metric, tongue)) for v, u in totals)
        for tongue in TONGUES
    )
    return Side(
        probe=probe,
        pro=tuple(pro),
        con=tuple(con),
        note=Text(en=f"The reports of its days add up to {en}.", vi=f"Cộng các ngày đã đăng được {vi}."),
        rule="the sum of the reports of each of its days",
        how={i.figure.figure_id: "by the sum" for i in (*pro, *con)},
    )


def _series(same: Sequence[Comparable], wanted: Sequence[date]) -> list[list[Comparable]]:
    """The reports of single days, a list a body, of those that give every day wanted; what names no body is one, and
    fills the days of another only where there is no third."""
    daily: dict[str | None, list[Comparable]] = defaultdict(list)
    for item in same:
        days = _days(item.figure.period)
        if len(days) == 1 and days[0] in wanted:
            daily[origin_of(item)].append(item)
    if len([name for name in daily if name is not None]) == 1 and not any(_is_whole(h, wanted) for h in daily.values()):
        daily = defaultdict(list, {None: [item for held in daily.values() for item in held]})
    return [held for _, held in sorted(daily.items(), key=lambda each: each[0] or "") if _is_whole(held, wanted)]


def _is_whole(held: Sequence[Comparable], wanted: Sequence[date]) -> bool:
    by_day = _by_day(held)
    return set(by_day) == set(wanted) and all(all_meet(each) for each in by_day.values())


def _by_day(held: Sequence[Comparable]) -> dict[date, list[Comparable]]:
    by_day: dict[date, list[Comparable]] = defaultdict(list)
    for item in held:
        by_day[_days(item.figure.period)[0]].append(item)
    return by_day


def _sum(probe: Comparable, held: Sequence[Comparable]) -> Comparable:
    """What the days come to, as an amount of the claim's stretch."""
    low: Number = Decimal(0)
    high: Number = Decimal(0)
    value = Decimal(0)
    for items in _by_day(held).values():
        least = max((i.low for i in items if i.low is not None), default=None)
        most = min((i.high for i in items if i.high is not None), default=None)
        low = None if low is None or least is None else low + least
        high = None if high is None or most is None else high + most
        value += next((i.value for i in items if i.value is not None), Decimal(0))
    return replace(probe, low=low, high=high, low_open=False, high_open=False, value=value)


def _days(period: Period | None) -> list[date]:
    """The days of a period, no more than can be added up; none where it is not known."""
    if period is None or period.start is None or period.end is None:
        return []
    first = day_of(period.start)
    count = (day_of(period.end) - first).days + 1
    return [first + timedelta(days=number) for number in range(min(count, _MOST_DAYS + 1))]


def _record(probe: Comparable, same: Sequence[Comparable], *, is_of_a_day: bool) -> Side:
    """An amount of a period that is not named: the period with the highest reports. One below them may be another
    period's; they speak against it only where others of that period give it, or where it is one of a day and above
    them all. One that is said of no day may be one of several."""
    periods: dict[tuple[datetime, datetime], list[Comparable]] = defaultdict(list)
    for item in same:
        period = item.figure.period
        if period is None or period.start is None or period.end is None:
            continue
        if period.end - period.start < timedelta(days=2) or probe.metric.period != "day":
            periods[(period.start, period.end)].append(item)
    if not periods:
        return Side(probe=probe, pro=(), con=(), note=EMPTY, rule="no report of such a period")

    def height(members: Sequence[Comparable]) -> Decimal:
        return max((i.value or Decimal(0)) for i in members)

    (start, _), held = max(periods.items(), key=lambda each: (height(each[1]), str(each[0])))
    pro = tuple(i for i in held if speaks_for(probe, i))
    apart = tuple(i for i in held if not meet(probe, i))
    is_above = is_of_a_day and all(bounds(i)[1] < bounds(probe)[0] for i in apart)
    con = apart if pro or is_above else ()
    highest = max(held, key=lambda i: (i.value or Decimal(0), i.figure.figure_id))
    up_to = {tongue: "" if pro or con else f": {item_text(highest, tongue)}" for tongue in TONGUES}
    note = Text(
        en=f"The highest reports are of {time_text(start, 'en')}{up_to['en']}.",
        vi=f"Các số cao nhất là của {time_text(start, 'vi')}{up_to['vi']}.",
    )
    return Side(
        probe=probe,
        pro=pro,
        con=con,
        note=note,
        rule="reports of the period with the highest amount",
    )
