"""A claim as if it were a report: in its metric's unit, with the time and the place that it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sources.model import Figure, Metric, Period
from warehouse.reconcile.abroad import HOME, HOME_NAMES, one_name
from warehouse.reconcile.bases import of_one_base
from warehouse.reconcile.comparable import WHOLE, in_unit, to_unit
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.rates import Pair
from warehouse.reconcile.reach import hedged_reach
from warehouse.verdicts.model import EMPTY
from warehouse.words import Tongue, load_words


def make_probe(
    figure: Figure, metric: Metric, pairs: Sequence[Pair], made: Period | None, url: str | None = None
) -> Comparable:
    """The claim in the metric's unit, brought there as reports are: by the dated rate of its time and its spread, or by
    the table of units. What can't be brought there stays in its own unit, and is comparable only with its like.
    No rate is taken from the claimant's own page, `url`."""
    quantity = figure.quantity
    when = figure.as_of if figure.as_of.end is not None else made or Period()
    conversion, spread, metric = to_unit(quantity.unit, metric, when, pairs, url)
    low, high = in_unit(quantity.low, conversion), in_unit(quantity.high, conversion)
    low, high, low_open = hedged_reach(quantity, low, high)
    return Comparable(
        figure=figure,
        outlet="",
        outlet_name="",
        group="",
        published=made,
        wording="original",
        metric=metric,
        low=None if low is None else low - abs(low) * spread,
        high=None if high is None else high + abs(high) * spread,
        low_open=low_open,
        high_open=quantity.high_open,
        value=in_unit(quantity.value, conversion),
        as_of=figure.as_of,
        is_final=False,
        origin=None,
        rate_used=conversion.factor if spread else None,
        place=_place(figure.place),
    )


def at_home(probe: Comparable, items: Sequence[Comparable]) -> Comparable:
    """The same of the whole, where the place that it names is where all of it happens: reports of that place stand
    beside those of none. Of the home country, where that is one of several lands of which reports are held apart."""
    place = (probe.place or "").casefold()
    if (probe.figure.place or "").casefold() in HOME_NAMES:
        is_apart = any(i.place == HOME and i.figure.subject == probe.figure.subject for i in items)
        return replace(probe, place=HOME) if is_apart else probe
    told = (i.figure.place for i in items if i.place is None and i.figure.subject == probe.figure.subject)
    is_home = any(each is not None and one_name(each).casefold() == place for each in told)
    return replace(probe, place=None) if is_home else probe


def of_its_kind(probe: Comparable, items: Sequence[Comparable]) -> list[Comparable]:
    """The reports of the same subject, metric, unit and place."""
    return [item for item in of_any_place(probe, items) if item.place == probe.place]


def of_any_place(probe: Comparable, items: Sequence[Comparable]) -> list[Comparable]:
    """The reports of the same subject, metric, unit and base, wherever they are counted."""
    metric = probe.metric
    found = [
        item
        for item in items
        if item.figure.subject == probe.figure.subject
        and item.metric.key == metric.key
        and item.metric.unit == metric.unit
    ]
    return of_one_base(probe, found)


def unit_note(probe: Comparable, metric: Metric) -> Text:
    """Says that nothing brings the claim to the unit of the reports, where that is so."""
    if probe.metric.unit == metric.unit:
        return EMPTY

    def name(unit: str, tongue: Tongue) -> str:
        return load_words()["unit"].get(unit, {}).get(tongue) or unit

    return Text(
        en=f"No rate known for that time brings {name(probe.metric.unit, 'en')} to {name(metric.unit, 'en')}.",
        vi=f"Chưa có tỷ giá của thời điểm đó để đổi {name(probe.metric.unit, 'vi')} sang {name(metric.unit, 'vi')}.",
    )


def _place(place: str | None) -> str | None:
    if place is None or place.casefold() in WHOLE:
        return None
    return one_name(place)
