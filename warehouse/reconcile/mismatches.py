"""Figures of one article that don't fit together, and what tests of them ask."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.reconcile.model import Comparable, Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Figures of one article that don't fit together: by which rule, and what the first would have to be."""

    rule: str
    items: tuple[Comparable, ...]
    low: Number
    high: Number
    code: str = "INTERN"  # or what explains it better: SWAP, they fit when exchanged; STALE, one is left from before
    is_of_places: bool = False
    second: tuple[Number, Number] | None = None  # what the second would have to be, were the first right


def stem(item: Comparable) -> str:
    """The first word of a metric's key, which metrics of one thing share."""
    return item.metric.key.removeprefix("other:").split("_")[0]


def is_outside(item: Comparable, low: Number, high: Number) -> bool:
    """Whether no value of a figure lies between two ends."""
    under = low is not None and item.high is not None and item.high < low
    over = high is not None and item.low is not None and item.low > high
    return under or over
