"""Findings that turn on who says what: outlets cited for what they did not report, and forecasts given as reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from warehouse.reconcile.context import Context, may_rest_on
from warehouse.reconcile.groups import Conflict, day_of, event_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import meet

LAST_PART = 12  # a twelfth of a period is its last part: of the year its last month, in which all of it is told


def find_misattributed(items: Sequence[Comparable], context: Context, taken: set[int]) -> Iterator[Conflict]:
    """Figures that cite an outlet whose own reports of that time all say something else."""
    for item in items:
        house = context.cited_house(item)
        if house is None or item.derived or id(item) in taken:
            continue
        own = [o for o in context.series(item) if o.group == house and not o.derived and o is not item]
        near = [o for o in own if _is_of_one_time(item, o) and may_rest_on(item, o)]
        if not near or any(meet(item, o) for o in own):
            continue
        moment = item.as_of.end or (item.published.end if item.published else None)
        when = event_of(item)[0] or (day_of(moment) if moment else "")
        yield Conflict(
            reason="attribution",
            event=f"attribution {when} {item.group}",
            items=(item, *near),
            period=item.figure.period,
            as_of=item.as_of,
            odd=(item,),
        )


def find_forecasts(items: Sequence[Comparable], context: Context, taken: set[int]) -> Iterator[Conflict]:
    """Facts that are what had been forecast for a later time, and that no other house reports."""
    for item in items:
        if id(item) in taken or item.derived or item.metric.kind in ("rank", "date", "duration", "words"):
            continue
        over = item.figure.period.end if item.figure.period else None
        early = []
        for forecast in context.forecasts(item):
            if over is not None:
                is_early = forecast.figure.period == item.figure.period and _is_well_before_its_end(item)
            else:
                due, when = forecast.figure.as_of.start, item.as_of.end
                is_early = due is not None and when is not None and when + timedelta(days=1) <= due
            # What held before a forecast was made does not repeat it.
            made, held = forecast.published.start if forecast.published else None, item.as_of.end
            is_older = made is not None and held is not None and held < made
            if is_early and not is_older and forecast.figure.article_id != item.figure.article_id:
                early.append(forecast)
        if early and not any(
            o.group != item.group and context.is_near(item, o) and meet(item, o) for o in context.series(item)
        ):
            when_text = event_of(item)[0] or (day_of(item.as_of.end) if item.as_of.end else "")
            yield Conflict(
                reason="forecast",
                event=f"forecast {when_text}",
                items=(item, early[0]),
                period=item.figure.period,
                as_of=item.as_of,
                odd=(item,),
                shown=(early[0], item),
            )


def _is_well_before_its_end(item: Comparable) -> bool:
    """Whether an amount was told while more than its last part was still to come: of a year that ends in a week all of
    it is told."""
    period, out = item.figure.period, item.published.end if item.published else None
    if period is None or period.start is None or period.end is None or out is None:
        return False
    return (period.end - out) * LAST_PART > period.end - period.start


def _is_of_one_time(item: Comparable, other: Comparable) -> bool:
    if item.metric.kind != "cumulative":
        return event_of(item)[0] is not None and event_of(item)[0] == event_of(other)[0]
    if item.as_of.start is None or item.as_of.end is None or other.as_of.start is None or other.as_of.end is None:
        return False
    return item.as_of.start <= other.as_of.end and other.as_of.start <= item.as_of.end
