"""A number phrase and the quantity that it states."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from sources.figures.interval import quantity_stated
from sources.figures.numeral import both_readings
from sources.model import Hedge, Quantity, Reading

SURE: Final = Decimal("0.9")
ONE: Final = Decimal(1)


@dataclass(slots=True)
class Phrase:
    """A number phrase found in a text. `unit` is empty when none was written; `other` is the other reading of its
    only sign; `value` counts scales, so that the amount is `value * scale`."""

    start: int
    end: int
    value: Decimal
    place: Decimal
    scale: Decimal
    has_decimals: bool
    unit: str
    hedge: Hedge
    hedge_start: int
    other: tuple[Decimal, Decimal] | None = None
    value_max: Decimal | None = None
    per: Literal["day", "month", "year"] | None = None
    is_word: bool = False
    is_vague: bool = False
    has_scale: bool = False
    is_weak: bool = False  # number words that count only as the first of a range: "hai đến ba người"
    inherits: bool = False  # scale or unit come from another number of its list or range

    @property
    def amount(self) -> Decimal:
        return self.value * self.scale

    def said(self, text: str) -> str:
        return text[self.start : self.end]

    def quantity(self, *, swap: bool = False) -> Quantity:
        """The quantity; with `swap`, of the other reading of an ambiguous sign."""
        if self.is_vague:
            return self._vague()
        value, place = self.other if swap and self.other else (self.value, self.place)
        scale = self.scale
        readings: tuple[Reading, ...] = ()
        if self.other is not None:
            readings = both_readings(self.value * scale, self.other[0] * scale, 1 - SURE if swap else SURE)
        written = place * scale if (self.has_decimals or swap) else None
        return quantity_stated(value * scale, self.unit, self.hedge, self.value_max, written, readings)

    def _vague(self) -> Quantity:
        """ "hàng trăm": at least two hundred, less than a thousand."""
        low, high = self.value * 2, self.value * 10
        return Quantity(
            value=low,
            value_max=high,
            unit=self.unit,
            hedge="range",
            comparator="range",
            low=low,
            high=high,
            high_open=True,
            soft_low=low,
            soft_high=high,
            precision=self.value,
        )
