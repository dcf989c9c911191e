"""Amounts in other money as pages print them beside those in the metric's own: a claim in dollars is held against the
dollars that pages print, and not only against what their dong come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sources.model import Metric
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.rates import SPREAD, Pair
from warehouse.verdicts.model import Side


def as_printed(
    probe: Comparable, metric: Metric, items: Sequence[Comparable], pairs: Sequence[Pair]
) -> list[Comparable]:
    """Of these reports the amounts in the claim's money that they print beside their own, in the unit that the claim
    is in: by the same rate as the claim, else as they stand."""
    unit = probe.figure.quantity.unit
    if unit == metric.unit:
        return []
    homes: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        if item.derived is None and item.metric.key == metric.key:
            homes[item.figure.figure_id].append(item)
    return [
        _in_claims_unit(probe, item, pair)
        for pair in pairs
        if pair.foreign.quantity.unit == unit
        for item in homes.get(pair.home.figure_id, ())
    ]


def is_out_of_rate(side: Side) -> bool:
    """Whether pages print the claimed amount beside one in other money, and what is reported in that is another by the
    rate of that time."""
    return bool(side.con) and any(i.rate_used is not None and i.figure.figure_id in side.printed for i in side.pro)


def _in_claims_unit(probe: Comparable, item: Comparable, pair: Pair) -> Comparable:
    quantity, rate = pair.foreign.quantity, probe.rate_used

    def brought(value: Number, sign: int) -> Number:
        if value is None or rate is None:
            return value
        return value * rate + sign * abs(value * rate) * SPREAD

    same = item.figure
    figure = replace(
        same, figure_id=pair.foreign.figure_id, start=pair.foreign.start, end=pair.foreign.end, said=pair.foreign.said
    )
    return replace(
        item,
        figure=replace(figure, paragraph=pair.foreign.paragraph, quantity=quantity),
        metric=probe.metric,
        low=brought(quantity.low, -1),
        high=brought(quantity.high, 1),
        low_open=quantity.low_open,
        high_open=quantity.high_open,
        value=brought(quantity.value, 0),
        rate_used=rate,
        ids=(pair.foreign.figure_id,),
    )
