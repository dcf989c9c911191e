"""A number phrase and the quantity that it states."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from sources.figures.interval import quantity_stated
from sources.figures.numeral import both_readings
from sources.model import Hedge, Quantity, Reading

SURE: Final = Decimal("0.9")
ONE: Final = Decimal(1)
Per = Literal["day", "month", "year"]  # what an amount is told by


class Phrase:
    """A number phrase found in a text. `unit` is empty when none was written; `other` is the other reading of its
    only sign; `value` counts scales, so that the amount is `value * scale`. Number words that count only as the first
    of a range ("hai đến ba người") are weak; `inherits` says that scale or unit come from another number of its list
    or range."""

    # No dataclass: one is made for every number of a text, and compiled code makes an open class several times as fast.
    __slots__ = (
        "end",
        "has_decimals",
        "has_scale",
        "hedge",
        "hedge_start",
        "inherits",
        "is_vague",
        "is_weak",
        "is_whole",
        "is_word",
        "other",
        "per",
        "place",
        "scale",
        "start",
        "unit",
        "value",
        "value_max",
    )

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal,
        place: Decimal,
        scale: Decimal,
        has_decimals: bool,
        unit: str,
        hedge: Hedge,
        hedge_start: int,
        other: tuple[Decimal, Decimal] | None = None,
        value_max: Decimal | None = None,
        per: Per | None = None,
        is_word: bool = False,
        is_vague: bool = False,
        has_scale: bool = False,
        is_weak: bool = False,
        inherits: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.place = place
        self.scale = scale
        self.has_decimals = has_decimals
        self.unit = unit
        self.hedge: Hedge = hedge
        self.hedge_start = hedge_start
        self.other = other
        self.value_max = value_max
        self.per: Per | None = per
        self.is_word = is_word
        self.is_vague = is_vague
        self.has_scale = has_scale
        self.is_weak = is_weak
        self.inherits = inherits
        self.is_whole = False  # of which another number is a part: see candidates

    def copied(self) -> Phrase:
        """Another phrase with the same fields."""
        return Phrase(
            self.start,
            self.end,
            self.value,
            self.place,
            self.scale,
            self.has_decimals,
            self.unit,
            self.hedge,
            self.hedge_start,
            self.other,
            self.value_max,
            self.per,
            self.is_word,
            self.is_vague,
            self.has_scale,
            self.is_weak,
            self.inherits,
        )

    def of_unit(self, unit: str, *, inherits: bool = False) -> Phrase:
        """The same amount of another unit."""
        made = self.copied()
        made.unit = unit
        made.inherits = inherits or self.inherits
        return made

    def hedged(self, hedge: Hedge) -> Phrase:
        """The same amount with another hedge."""
        made = self.copied()
        made.hedge = hedge
        return made

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
