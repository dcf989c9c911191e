"""Claims of a running total: what was reached before, and not passed after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from sources.model import VIETNAM, Period
from warehouse.reconcile.envelope import is_revision
from warehouse.reconcile.groups import ROLLING, SMALL
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.series import LATE
from warehouse.reconcile.sets import bounds, gap, meet, share
from warehouse.reconcile.texts import item_text
from warehouse.verdicts.model import EMPTY, How, Side
from warehouse.verdicts.moments import DAY, is_one_day, is_told
from warehouse.verdicts.strays import find_strays, in_line, set_aside
from warehouse.words import Tongue, period_text

NEAR_SHARE = Decimal("0.03")  # a lower bound this close below a claimed total speaks for it
_BEGINNING = datetime.min.replace(tzinfo=VIETNAM)
WIDE_FROM = 10  # "one or two" are a number
SLACK = timedelta(hours=1)  # how far an hour and another one, or a day, may lie apart and be one time: clocks


def weigh_total(probe: Comparable, reports: Sequence[Comparable]) -> Side:
    """The evidence on a total of a time. One that tells no time is held against the reports of the newest time of which
    somebody gives it."""
    same = in_line(reports)
    if probe.as_of.end is None:
        pro = tuple(i for i in same if speaks_for(probe, i))
        if pro:
            return _weigh_at(probe, same, pro)
        rule = "no as-of time is claimed: reports of that amount at any time"
        return Side(probe=probe, pro=pro, con=(), note=EMPTY, rule=rule)
    side = _weigh_at(probe, same, _giving(probe, same))
    if side.pro:
        return side
    known = {id(item) for item, _ in find_strays(reports)} if is_told(probe) else ()
    slips = _giving(probe, [item for item in set_aside(reports) if id(item) not in known])
    if not slips:
        return side
    disputed = _weigh_at(probe, same, slips)
    return disputed if disputed.con or disputed.beside else side  # what was set aside supports nothing by itself


def _giving(probe: Comparable, same: Sequence[Comparable]) -> list[Comparable]:
    """The reports that give the claimed total: of its time, or of any time up to then where it tells none."""
    start, end = probe.as_of.start, probe.as_of.end
    assert end is not None
    begin = (start or end) if is_told(probe) else start
    found = []
    for item in same:
        t0, t1 = item.as_of.start, item.as_of.end
        if t1 is None:
            continue
        slack = SLACK if begin == end or t0 == t1 else timedelta(0)
        is_by_then = t1 <= end + slack
        is_since = begin is None or t1 >= begin - slack
        is_then = t0 is not None and t0 <= end + slack and is_since and t1 - t0 <= timedelta(days=2)
        if (is_by_then and reaches(probe, item)) or (is_then and speaks_for(probe, item)):
            found.append(item)
    return found


def _weigh_at(probe: Comparable, same: Sequence[Comparable], pros: Sequence[Comparable]) -> Side:
    """The evidence, of the reports that give a total and of what stands against it at their time."""
    then = None if is_told(probe) else _newest(pros)
    time = then or probe.as_of
    end = time.end or _BEGINNING
    begin = time.start or end
    low, high = bounds(probe)
    how: dict[str, How] = {}
    for item in same:
        if item in pros:
            continue
        t0, t1 = item.as_of.start, item.as_of.end
        if t1 is not None and t1 <= begin and bounds(item)[0] > high:
            how[item.figure.figure_id] = "reached before"
        elif t0 is not None and t0 >= end and bounds(item)[1] < low:
            how[item.figure.figure_id] = "not passed after"
    con = [item for item in same if item.figure.figure_id in how]
    if probe.metric.revisable:
        con = [item for item in con if not _is_of_other_vintage(item, pros, same, begin)]
    disputed = {id(item) for item, _ in find_strays(same)}
    doubtful = [item for item in con if id(item) in disputed]
    con = [item for item in con if item not in doubtful]
    how |= {item.figure.figure_id: "beside" for item in doubtful}
    newer = [i for i in _already_out(probe, same, end) if i not in con] if pros else []
    late = [item for item in newer if _was_out(item, probe, LATE)]
    con += late
    how |= {item.figure.figure_id: "already out" for item in late}
    if not pros and not con:
        pros = _bracket(probe, same, begin, end)
        how |= {item.figure.figure_id: "around" for item in pros}
    others = [
        i
        for i in same
        if is_one_day(i.as_of, Period(start=begin, end=end))
        and not meet(probe, i)
        and i not in (*con, *doubtful)
        and not _has_grown(probe, i, begin, end)
    ]
    return Side(
        probe=probe,
        pro=tuple(pros),
        con=tuple(con),
        note=EMPTY if pros or con else _around(probe, same),
        rule="totals reached before and not passed after the claimed time"
        if then is None
        else "no as-of time is claimed: totals reached before and not passed after the newest report that gives it",
        beside=(*others, *doubtful),
        how=how | {i.figure.figure_id: "that day" if may_be_hours(probe, i, same) else "beside" for i in others},
        then=then,
        newer=() if late else tuple(newer),
    )


def _newest(pros: Sequence[Comparable]) -> Period | None:
    """The time of the newest report that says its own, else of the newest."""
    told = [item for item in pros if is_told(item) or item.is_final] or pros
    last = max(told, key=lambda i: (i.as_of.end or _BEGINNING, i.as_of.start or _BEGINNING), default=None)
    return None if last is None else last.as_of


def may_be_hours(probe: Comparable, item: Comparable, same: Sequence[Comparable]) -> bool:
    """Whether another hour of the day may make the difference: it is no more than a total moves within a day, or than
    this one grows from one day to the next here."""
    if share(probe, item) < (ROLLING if probe.metric.revisable else SMALL):
        return True
    if item.as_of.start == item.as_of.end == probe.as_of.start == probe.as_of.end:
        return False
    known = sorted(
        (i for i in same if i.value is not None and is_told(i) and i.as_of.end is not None),
        key=lambda i: (i.as_of.end or _BEGINNING, i.value or Decimal(0)),
    )
    apart = gap(probe, item)
    for first, second in pairwise(known):
        if first.as_of.end is None or second.as_of.end is None or first.value is None or second.value is None:
            continue
        days = Decimal((second.as_of.end - first.as_of.end) / DAY)
        if days >= 1 and (second.value - first.value) / days >= apart:
            return True
    return False


def _already_out(probe: Comparable, same: Sequence[Comparable], end: datetime) -> list[Comparable]:
    """Higher totals of a later time that were out before a claim was made which tells no time, and so gives its own as
    today's (RECONCILE, STALE)."""
    made = probe.published.start if probe.published else None
    if made is None or probe.high is None or probe.figure.as_of_basis != "published":
        return []
    return [
        item
        for item in same
        if is_told(item)
        and item.as_of.start is not None
        and item.as_of.end is not None
        and end <= item.as_of.start
        and item.as_of.end <= made
        and _was_out(item, probe, timedelta(0))
        and bounds(item)[0] > bounds(probe)[1]
    ]


def _was_out(item: Comparable, probe: Comparable, since: timedelta) -> bool:
    """Whether a report had been out for so long when a claim was made."""
    made, out = probe.published, item.published
    if made is None or made.start is None or out is None or out.end is None:
        return False
    return out.end <= made.start - since


def _is_of_other_vintage(
    item: Comparable, pros: Sequence[Comparable], same: Sequence[Comparable], begin: datetime
) -> bool:
    """Whether a total was counted anew between a report and the claimed time, so that the one says nothing of the
    other: later reports kept to the lower total."""
    since = [i for i in same if _is_before(item, i) and i.as_of.end is not None and i.as_of.end <= begin]
    if any(is_revision(item, other, same) for other in (*since, *pros) if _is_before(item, other)):
        return True
    between = [(pro, i) for pro in pros for i in same if _is_before(pro, i) and _begins_by(i, item)]
    return any(is_revision(pro, other, same) for pro, other in between)


def _begins_by(first: Comparable, second: Comparable) -> bool:
    starts = (first.as_of.start, second.as_of.start)
    return starts[0] is not None and starts[1] is not None and starts[0] <= starts[1]


def _is_before(first: Comparable, second: Comparable) -> bool:
    ends = (first.as_of.end, second.as_of.start)
    return ends[0] is not None and ends[1] is not None and ends[0] <= ends[1]


def _has_grown(probe: Comparable, item: Comparable, begin: datetime, end: datetime) -> bool:
    """Whether a report is of an earlier hour and lower, or of a later one and higher: that is no other amount."""
    t0, t1 = item.as_of.start, _until(item)
    made = probe.published.end if probe.published else None
    until = end if made is None else min(end, made)
    is_earlier = t1 is not None and t1 <= begin and bounds(item)[1] < bounds(probe)[0]
    is_later = t0 is not None and t0 >= until and bounds(item)[0] > bounds(probe)[1]
    is_one_moment = t0 == item.as_of.end == begin == end
    return (is_earlier or is_later) and not is_one_moment


def _until(item: Comparable) -> datetime | None:
    """Up to when a total may be counted: it was out by then."""
    out = item.published.end if item.published else None
    return item.as_of.end if out is None or item.as_of.end is None else min(item.as_of.end, out)


def reaches(probe: Comparable, item: Comparable) -> bool:
    """For "more than x": somebody had reported more than x by then; x itself is not more than x."""
    return probe.high is None and item.low is not None and bounds(item)[0] >= bounds(probe)[0]


def speaks_for(probe: Comparable, item: Comparable) -> bool:
    """The same words, or intervals that meet, of which one holds what the other says, while the report is about as
    exact as the claim: a floor far below it says nothing, nor do "tens of thousands", and two vague amounts that only
    touch at their edges are not the same amount."""
    if probe.value is not None and probe.value == item.value and _hedge(probe) == _hedge(item):
        return meet(probe, item)
    if probe.high is None:
        return reaches(probe, item)
    if not meet(probe, item) or not (_holds(probe, item.value) or _holds(item, probe.value)):
        return False
    if _is_wide(item) and not _is_wide(probe):
        return False
    if item.high is None and item.low is not None and probe.value is not None:
        return abs(probe.value - item.low) <= NEAR_SHARE * abs(probe.value)
    return item.low is not None


def is_vaguer(item: Comparable, probe: Comparable) -> bool:
    """Whether a report gives another number than a claim, and less exactly: "about 30,000" is no report of 31,000."""
    if item.value == probe.value or item.rate_used != probe.rate_used or probe.low is None or probe.high is None:
        return False
    return item.low is None or item.high is None or item.high - item.low > probe.high - probe.low


def _is_wide(item: Comparable) -> bool:
    """Whether it names no more than a size: "tens of thousands"."""
    return item.low is not None and item.high is not None and WIDE_FROM <= item.low <= item.high / 2


def _hedge(item: Comparable) -> str:
    return item.figure.quantity.hedge


def _holds(item: Comparable, value: Decimal | None) -> bool:
    """Whether a value lies in what an item says; one that is not known does. "More than x" says x."""
    return value is None or ((item.low is None or item.low <= value) and (item.high is None or item.high >= value))


def _bracket(probe: Comparable, same: Sequence[Comparable], begin: datetime, end: datetime) -> list[Comparable]:
    """The nearest reports before and after, when both lie close to the claim."""
    if probe.value is None or probe.high is None:
        return []
    low, high = bounds(probe)
    before = [
        i
        for i in same
        if i.as_of.end is not None and i.as_of.end <= begin and i.low is not None and bounds(i)[0] <= high
    ]
    after = [
        i
        for i in same
        if i.as_of.start is not None
        and i.as_of.start >= end
        and i not in before
        and i.low is not None
        and bounds(i)[1] >= low
    ]
    if not before or not after:
        return []
    last = max(before, key=lambda i: (i.low or Decimal(0), i.figure.figure_id))
    first = min(after, key=lambda i: (i.low or Decimal(0), i.figure.figure_id))
    close = [i for i in (last, first) if i.low is not None and abs(i.low - probe.value) <= NEAR_SHARE * 2 * probe.value]
    return close if len(close) == 2 else []


def _around(probe: Comparable, same: Sequence[Comparable]) -> Text:
    """The totals that were reported next below and next above the claimed one, where nothing gives it; of the claimed
    day before others."""
    known = [i for i in same if i.value is not None and i.figure.as_of_basis in ("stated", "derived")]
    if probe.value is None:
        return EMPTY
    value = probe.value
    below = [i for i in known if i.value is not None and i.value < value]
    above = [i for i in known if i.value is not None and i.value > value]
    equal = [i for i in known if i.value == value]

    def of_that_day(item: Comparable) -> bool:
        return is_told(probe) and is_one_day(probe.as_of, item.as_of)

    nearest = (
        *([max(below, key=lambda i: (of_that_day(i), i.value or 0, i.figure.figure_id))] if below else ()),
        *equal[:1],
        *([min(above, key=lambda i: (not of_that_day(i), i.value or 0, i.figure.figure_id))] if above else ()),
    )
    if not nearest:
        return EMPTY

    def text(tongue: Tongue) -> str:
        return "; ".join(f"{item_text(i, tongue)} ({i.outlet_name}, {period_text(i.as_of, tongue)})" for i in nearest)

    return Text(en=f"Reported next to it: {text('en')}.", vi=f"Các số gần nhất đã đăng: {text('vi')}.")
