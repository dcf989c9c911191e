"""What one piece of something costs: money per litre, tonne or share, and the metrics that such amounts can be of.

Prose gives the piece once and leaves it out behind ("xuống 20.160 đồng một lít, E5 còn 19.610 đồng"), and a topic may
ask for prices in plain money.
"""

from __future__ import annotations

from sources.figures.joining import currency_of
from sources.model import Metric


def can_price(metric: Metric, unit: str) -> bool:
    """Whether a level of money can be told in a unit: per piece where the metric is plain money, without the piece
    where it has one, or per another piece, in the same currency."""
    currency = currency_of(unit)
    return bool(currency) and metric.kind == "level" and currency == currency_of(metric.unit)


def unit_priced(metric: Metric, unit: str) -> str:
    """The unit of a figure of a metric that is told in a unit: the metric's, where one of both says no piece."""
    is_same = can_price(metric, unit) and ("/" in unit) != ("/" in metric.unit)
    return metric.unit if is_same else unit
