"""Figures -> comparable figures: one unit, one as-of interval, whom each cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from sources.figures.interval import half_unit
from sources.lines import FigureLine
from sources.model import Figure, Metric, MetricKind, Outlet, Party, Period, Subject, Topic
from sources.text import fold
from warehouse.reconcile.model import Comparable, Number

HOME_CURRENCY = "VND"
_CENT = Decimal("0.0001")
POOL_REACH = timedelta(days=45)  # conversions this far apart in time still share a rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One amount in two currencies in one article: what rate it implies, as an interval."""

    home: Figure
    foreign: Figure
    low: Decimal
    high: Decimal
    rate: Decimal
    day: Period


def make_comparables(
    lines: Iterable[FigureLine],
    topic: Topic,
    outlets: Mapping[str, Outlet],
    *,
    wording: Mapping[str, str] | None = None,
) -> tuple[list[Comparable], list[Pair]]:
    """Comparable figures of a topic (facts and estimates; no increments, forecasts or negations), in a fixed order,
    and the currency pairs of the articles."""
    ordered = sorted(lines, key=lambda line: (line.figure.figure_id, line.outlet or ""))
    metrics = {metric.key: metric for metric in topic.metrics}
    parties = {fold(name): party for party in topic.parties for name in party.names}
    houses = {fold(name): key for key, outlet in outlets.items() for name in (outlet.name, *outlet.aliases)}
    subjects = {subject.name: subject for subject in topic.subjects}
    pairs = list(_pairs(ordered, subjects))
    rate = pooled_rate(pairs)
    result = []
    for line in ordered:
        figure = line.figure
        if figure.status not in ("fact", "estimate") or figure.subject is None or figure.metric is None:
            continue
        if figure.same_as is not None:
            continue
        metric = metrics.get(figure.metric) or metrics.get(figure.metric.removeprefix("other:")) or _guess(figure)
        quantity = figure.quantity
        factor = Decimal(1)
        used: Number = None
        if quantity.unit != metric.unit and len(quantity.unit) == 3 and len(metric.unit) == 3:
            if rate is None or {quantity.unit, metric.unit} != {"USD", HOME_CURRENCY}:
                continue
            factor = rate if metric.unit == HOME_CURRENCY else 1 / rate
            used = rate
        elif quantity.unit != metric.unit and quantity.unit != "":
            continue
        low, high = _scaled(quantity.low, factor), _scaled(quantity.high, factor)
        if used is not None:
            low = None if low is None else low * Decimal("0.98")
            high = None if high is None else high * Decimal("1.02")
        subject = subjects.get(figure.subject)
        as_of, is_final = _as_of(line, metric, subject.started if subject else None, subject.ended if subject else None)
        key = line.outlet or "unknown"
        outlet = outlets.get(key) or outlets.get(houses.get(fold(key), ""))
        result.append(
            Comparable(
                figure=figure,
                outlet=outlet.key if outlet else key,
                outlet_name=line.outlet_name or key,
                group=(outlet.group or outlet.key) if outlet else fold(key),
                published=line.published,
                wording=(wording or {}).get(figure.article_id, "original"),
                metric=metric,
                low=low,
                high=high,
                low_open=quantity.low_open,
                high_open=quantity.high_open,
                value=_scaled(quantity.value, factor),
                as_of=as_of,
                is_final=is_final,
                origin=_origin(figure.attributed_to, parties),
                rate_used=used,
                url=line.url,
            )
        )
    return result, pairs


def pairs_near(day: Period, pairs: Sequence[Pair]) -> list[Pair]:
    """The conversions that are not known to be from another time: a rate of one year says nothing about another's."""
    return [
        pair for pair in pairs if not _is_before(pair.day.end, day.start) and not _is_before(day.end, pair.day.start)
    ]


def _is_before(first: datetime | None, second: datetime | None) -> bool:
    return first is not None and second is not None and first + POOL_REACH < second


def pooled_rate(pairs: Sequence[Pair]) -> Decimal | None:
    """The median of the rates that articles imply; None with fewer than three articles."""
    rates = {(pair.home.article_id, pair.rate) for pair in pairs}
    if len({article for article, _ in rates}) < 3:
        return None
    return Decimal(str(median(rate for _, rate in rates))).quantize(Decimal("0.01"))


def _pairs(lines: Sequence[FigureLine], subjects: Mapping[str, Subject]) -> Iterable[Pair]:
    by_id = {line.figure.figure_id: line.figure for line in lines}
    for line in lines:
        foreign = line.figure
        home = by_id.get(foreign.same_as or "")
        if home is None:
            continue
        if home.quantity.unit != HOME_CURRENCY:
            home, foreign = foreign, home
        if home.quantity.unit != HOME_CURRENCY or foreign.quantity.unit != "USD":
            continue
        a, b = home.quantity.value, foreign.quantity.value
        if a is None or b is None or a <= 0 or b <= 0:
            continue
        ua, ub = half_unit(a, HOME_CURRENCY, None), half_unit(b, "USD", None)
        subject = subjects.get(home.subject or "")
        yield Pair(
            home=home,
            foreign=foreign,
            low=(a - ua) / (b + ub),
            high=(a + ua) / (b - ub),
            rate=(a / b).quantize(_CENT),
            day=_conversion_day(home, line.published, subject.started if subject else None),
        )


def _conversion_day(home: Figure, published: Period | None, started: datetime | None) -> Period:
    """When an amount was converted: at its own time where it says so, else when the article came out, else some time
    after the subject began."""
    if home.as_of_basis in ("stated", "derived") and home.as_of.end is not None:
        return home.as_of
    return published or Period(start=started)


def _scaled(value: Number, factor: Decimal) -> Number:
    return value if value is None or factor == 1 else (value * factor).quantize(_CENT)


def _guess(figure: Figure) -> Metric:
    """A metric that the topic does not list: its kind by its unit."""
    kinds: dict[str, MetricKind] = {"date": "date", "days": "duration", "rank": "rank"}
    kind = kinds.get(figure.quantity.unit, "flow" if figure.period else "level")
    return Metric(
        key=figure.metric or "",
        kind=kind,
        unit=figure.quantity.unit,
        cues={},
        nouns={},
        near_days=Decimal(1),
    )


def _as_of(line: FigureLine, metric: Metric, started: datetime | None, ended: datetime | None) -> tuple[Period, bool]:
    """The as-of interval; the moment when the subject's run ended for a total given or published after it."""
    stated = line.figure.as_of
    published_end = line.published.end if line.published else None
    start, end = stated.start, stated.end
    if line.figure.as_of_basis in ("published", "unknown") or (start is None and end is None):
        start, end = start or started, end or published_end
    if metric.kind == "cumulative" and ended is not None and (published_end is None or published_end > ended):
        is_undated = line.figure.as_of_basis in ("published", "unknown") and published_end is not None
        if is_undated or (stated.start is not None and stated.start > ended):
            return Period(start=ended, end=ended), True
    if start is not None and published_end is not None and start > published_end + timedelta(days=1):
        return Period(start=started, end=published_end), False  # no page reports a later day
    if published_end is not None and end is not None and end > published_end + timedelta(days=1):
        end = max(published_end, start) if start else published_end
    return Period(start=start, end=end), False


def _origin(attributed: str | None, parties: Mapping[str, Party]) -> str | None:
    """The party that a figure cites: the topic's name for it, or the words."""
    if attributed is None:
        return None
    party = parties.get(fold(attributed))
    return party.key if party else attributed
