"""Rates that an article gives beside the amounts that they follow from: growth, and how much of a plan is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product

from sources.figures.interval import is_counted, last_place
from sources.figures.joining import is_money
from sources.model import VIETNAM, Metric, Period, Topic
from warehouse.reconcile.bases import UNCLEAR, YEAR
from warehouse.reconcile.mismatches import Mismatch, stem
from warehouse.reconcile.model import Comparable, Number

POINTS = Decimal("1.5")  # what a product of rounded growth rates may be off, in percentage points
POINT = Decimal("0.5")  # and one of unrounded amounts, or of a later count of the earlier one
PRICES = Decimal(6)  # and how much less it may be at the prices of the year before
SHARE = Decimal("0.02")  # of a rate itself, where that is more
_HUNDRED = Decimal(100)
_QUARTER = timedelta(days=100)  # what is longer is measured against the year before
_OF_A_YEAR = ("_yoy", "_year", "_annual")
_OF_AMOUNTS = ("flow", "cumulative", "level")
_OF_PLANS = ("plan", "target", "kế hoạch", "mục tiêu", "chỉ tiêu", "dự toán")
_OF_DOING = (*_OF_PLANS, "completion", "progress", "hoàn thành", "tiến độ")


def find_rates(items: Sequence[Comparable], everything: Sequence[Comparable], topic: Topic) -> Iterator[Mismatch]:
    """The rates of one article that no rounding brings to what its amounts make. `everything` has also what it tells
    as planned."""
    yield from _grown(items)
    yield from _done(items, everything, topic)


def compounded(held: Mapping[str, Comparable]) -> Iterator[Mismatch]:
    """Growth of volume, of price and of value: the third follows from the two."""
    rates = {key: item for key, item in held.items() if key.endswith("growth") and item.metric.unit == "percent"}
    volumes = {key: i for key, i in rates.items() if "volume" in key}
    prices = {key: i for key, i in rates.items() if "price" in key}
    for volume in volumes.values():
        for price in prices.values():
            for key, value in rates.items():
                if key in volumes or key in prices or stem(value) != stem(volume):
                    continue
                if volume.value is None or price.value is None or value.value is None:
                    continue
                expected = _compound(volume.value, price.value)
                if abs(expected - value.value) <= 2 * POINTS:
                    continue
                yield Mismatch(
                    rule=f"1 + {key} = (1 + {volume.metric.key}) x (1 + {price.metric.key})",
                    items=(value, volume, price),
                    low=expected - POINTS,
                    high=expected + POINTS,
                    code="SWAP" if abs(_compound(value.value, price.value) - volume.value) <= POINTS else "INTERN",
                )


def _compound(first: Decimal, second: Decimal) -> Decimal:
    return ((1 + first / _HUNDRED) * (1 + second / _HUNDRED) - 1) * _HUNDRED


def _grown(items: Sequence[Comparable]) -> Iterator[Mismatch]:
    """Growth of an amount beside that amount and the one that it is measured against."""
    for rate in items:
        period, months = rate.figure.period, _months(rate)
        if period is None or months is None:
            continue
        alike = [i for i in items if _is_grown_of(rate, i)]
        now = [i for i in alike if _days(i.figure.period) == _days(period)]
        before = [i for i in alike if _days(i.figure.period) == _days(period, months)]
        pairs = list(product(now, before))
        expected = [_grown_by(first, second) for first, second in pairs]
        misfits = [_misses(rate, low, high) for low, high in expected]
        if pairs and all(misfits):
            (low, high), (first, second) = expected[0], pairs[0]
            yield Mismatch(rule="growth = now / before", items=(rate, first, second), low=low, high=high)


def _months(rate: Comparable) -> int | None:
    """How many months before its period the base of a growth begins; where it tells none, a year for what is longer
    than a quarter."""
    if rate.metric.kind != "growth" or rate.metric.unit != "percent" or rate.base == UNCLEAR:
        return None
    period = rate.figure.period
    if rate.base is not None or period is None or period.start is None or period.end is None:
        return rate.base or None
    is_of_year = rate.metric.key.endswith(("growth", *_OF_A_YEAR))
    return YEAR if is_of_year and period.end - period.start > _QUARTER else None


def _is_grown_of(rate: Comparable, item: Comparable) -> bool:
    """Whether a rate is the growth of what an amount is of: its metric is named after that one ("visits_growth")."""
    key = rate.metric.key
    return (
        item.metric.kind in _OF_AMOUNTS
        and (item.figure.subject, item.place) == (rate.figure.subject, rate.place)
        and (key == f"{item.metric.key}_growth" or key.startswith(f"{item.metric.key}_growth_"))
    )


def _days(period: Period | None, months_before: int = 0) -> tuple[tuple[int, int], ...] | None:
    """The first and the last day of a period, as the month since year 0 and the day of it, or those of one so many
    months before; the last of a month as that, however long the month is."""
    if period is None or period.start is None or period.end is None:
        return None
    return tuple(_day(each, months_before) for each in (period.start, period.end))


def _day(moment: datetime, months_before: int) -> tuple[int, int]:
    local = moment.astimezone(VIETNAM)
    is_last = (local + timedelta(days=1)).month != local.month
    return 12 * local.year + local.month - months_before, 99 if is_last else local.day


def _grown_by(now: Comparable, before: Comparable) -> tuple[Number, Number]:
    """Between which rates an amount grew, money also less what prices rose by; nothing of what may be none."""
    low, high = _share_of(now, before)
    if low is None or high is None:
        return None, None
    prices = PRICES if is_money(now.metric.unit) else Decimal(0)
    return low - _HUNDRED - prices, high - _HUNDRED


def _done(items: Sequence[Comparable], everything: Sequence[Comparable], topic: Topic) -> Iterator[Mismatch]:
    """How much of a plan is done, beside what is done and the plan."""
    for metric in topic.metrics:
        plan, part = _plan_and_part(metric, topic)
        rates = [i for i in items if i.metric.key == metric.key]
        if plan is None or part is None or len(rates) != 1:
            continue  # of two rates one may be of another plan
        rate = rates[0]
        plans = [i for i in everything if i.metric.key == plan.key and _is_of(rate, i) and _holds(i, rate)]
        parts = [i for i in items if i.metric.key == part.key and _is_of(rate, i) and _is_at_once(rate, i)]
        pairs = [(first, second) for first, second in product(parts, plans) if first.metric.unit == second.metric.unit]
        expected = [_share_of(first, second) for first, second in pairs]
        if pairs and all(_misses(rate, low, high) for low, high in expected):
            (low, high), (first, second) = expected[0], pairs[0]
            yield Mismatch(rule="rate = done / plan", items=(rate, first, second), low=low, high=high)


def _plan_and_part(rate: Metric, topic: Topic) -> tuple[Metric | None, Metric | None]:
    """What is planned, and what is done of it, where a metric is the rate of that and the topic leaves no doubt: where
    it has several amounts in the plan's unit, the one whose words the rate's words hold."""
    if rate.kind != "share" or rate.unit != "percent" or not _has(_words(rate), _OF_DOING):
        return None, None
    amounts = [metric for metric in topic.metrics if metric.kind in _OF_AMOUNTS]
    plans = [metric for metric in amounts if _has(_words(metric), _OF_PLANS)]
    if len(plans) != 1:
        return None, None
    parts = [metric for metric in amounts if metric.unit == plans[0].unit and metric is not plans[0]]
    if len(parts) > 1:
        parts = [part for part in parts if _has(_words(rate), [cue for held in part.cues.values() for cue in held])]
    return plans[0], parts[0] if len(parts) == 1 else None


def _words(metric: Metric) -> list[str]:
    return [metric.key.replace("_", " "), *(cue.casefold() for cues in metric.cues.values() for cue in cues)]


def _has(texts: Iterable[str], words: Iterable[str]) -> bool:
    held = [f" {text} " for text in texts]
    return any(f" {word.casefold()}" in text for word in words for text in held)


def _is_of(rate: Comparable, item: Comparable) -> bool:
    return (item.figure.subject, item.place) == (rate.figure.subject, rate.place)


def _is_at_once(rate: Comparable, item: Comparable) -> bool:
    return _days(item.figure.period) == _days(rate.figure.period) and item.as_of == rate.as_of


def _holds(plan: Comparable, rate: Comparable) -> bool:
    """Whether a plan may be that of the time of a rate: of a period that it tells, the rate must be."""
    period = plan.figure.period
    time = rate.figure.period or rate.as_of
    if period is None or period.start is None or period.end is None or time.end is None:
        return period is None
    return period.start <= time.end <= period.end


def _share_of(part: Comparable, whole: Comparable) -> tuple[Number, Number]:
    """Between which shares of a whole a part is, in per cent; nothing where either may be none or any."""
    (low, high), (least, most) = _reach(part), _reach(whole)
    if low is None or high is None or least is None or most is None or least <= 0 or low < 0:
        return None, None
    return _HUNDRED * low / most, _HUNDRED * high / least


def _reach(item: Comparable) -> tuple[Number, Number]:
    """Within what a number may have been before it was rounded to its last digit, or cut there: further than what two
    houses may differ by ("1.1 million" was 1.149)."""
    if item.low is None or item.high is None or item.value is None or not item.value:
        return item.low, item.high
    is_exact = is_counted(item.metric.unit) and item.value % 10 != 0
    place = Decimal(0) if is_exact else last_place(item.value)
    return min(item.low, item.value - place / 2), max(item.high, item.value + place)


def _misses(rate: Comparable, low: Number, high: Number) -> bool:
    """Whether a rate lies further outside of what the amounts make than a later count of one of them explains."""
    least, most = _reach(rate)
    if low is None or high is None:
        return False
    slack = max(POINT, SHARE * max(abs(low), abs(high)))
    return (least is not None and least > high + slack) or (most is not None and most < low - slack)
