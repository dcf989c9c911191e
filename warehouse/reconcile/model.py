"""What reconciliation works with: comparable figures in, findings out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from sources.model import Figure, Metric, Period

Number = Decimal | None
Derived = Literal["sum", "increment"]


UNKNOWN = "unknown"  # the outlet of a line that names none


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparable:
    """A figure brought to its metric's unit, with its outlet, its publication and its as-of interval.

    `low`..`high` is the hard interval (None is open). `as_of` is closed; None on a side is unbounded. `is_final`:
    a total of a subject whose run is over. `origin` is the party that it cites, None when none is named. `derived`
    says that no page states it: it follows from the figures `ids` of one article.
    """

    figure: Figure
    outlet: str
    outlet_name: str
    group: str  # outlets of one house share it
    published: Period | None
    wording: str
    metric: Metric
    low: Number
    high: Number
    low_open: bool
    high_open: bool
    value: Number
    as_of: Period
    is_final: bool
    origin: str | None
    rate_used: Number = None
    url: str | None = None
    language: str | None = None
    place: str | None = None
    names: tuple[str, ...] = ()  # what prose calls the outlet
    ids: tuple[str, ...] = ()
    derived: Derived | None = None
    witness: str | None = None  # the party at the end of the chain of citations
    base: int | None = None  # months from the beginning of what a rate is measured against to that of its period
    changed_at: datetime | None = None  # by when its page was written over, where that is known
    copy_of: str | None = None  # the house whose number it repeats, where nobody names a party


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Figures with a point in common, and that common stretch; of totals of several times those that grew from one to
    another, and all that they span."""

    low: Number
    high: Number
    figures: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: int
    implied: tuple[str, ...] = ()  # those of the outlets that do not say so: it follows from other figures of theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    en: str
    vi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One disagreement. `candidates` are types with weights, best first; `derivation` is data that other code
    can check again."""

    finding_id: str
    type: str
    candidates: tuple[tuple[str, Decimal], ...]
    notes: tuple[str, ...]
    severity: int
    topic: str
    subject: str
    metric: str
    unit: str
    place: str | None
    period: Period | None
    as_of: Period
    positions: tuple[Position, ...]
    figures: tuple[str, ...]
    repaired: tuple[str, Decimal] | None
    outlets: int
    origins: int
    explanation: Text
    would_settle: Text
    derivation: dict[str, object]
    is_simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A type of discrepancy, as rules.toml has it."""

    code: str
    severity: int
    prior: Decimal
    fault: bool
    text: Text
    settle: Text
    alone: Text | None = None  # where a figure stands against its own page
    part: Text | None = None  # where a part stands against its whole
    undated: Text | None = None  # where nothing says when figures hold
    undated_settle: Text | None = None
    units: Text | None = None  # where they are in units that nothing brings to one another
    units_settle: Text | None = None
    rates: Text | None = None  # where they are converted by rates that nothing here tells
    table: Text | None = None  # where a rate is that of the dated table
    thin: Text | None = None  # where too few pages are held of whom a figure cites
    other: Text | None = None  # where the usual sentence would say too much
    unordered: Text | None = None  # where nothing says which came first
    changed: Text | None = None  # where a page was changed
    below: Text | None = None  # where the odd one lies below the others
    beside: Text | None = None  # where a figure beside the two explains them
    whole: Text | None = None  # where that is of the whole, and the two of a place
    fast: Text | None = None  # where a total did not fall, but grew too fast
    voices: Text | None = None  # where one article gives the numbers of two bodies


@cache
def load_rules() -> dict[str, Rule]:
    table = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))["type"]
    return {
        code: Rule(
            code=code,
            severity=row["severity"],
            prior=Decimal(row["prior"]),
            fault=row["fault"],
            text=Text(en=row["en"], vi=row["vi"]),
            settle=Text(en=row.get("settle_en", ""), vi=row.get("settle_vi", "")),
            alone=_text(row, "alone_"),
            part=_text(row, "part_"),
            undated=_text(row, "undated_"),
            undated_settle=_text(row, "undated_settle_"),
            units=_text(row, "units_"),
            units_settle=_text(row, "units_settle_"),
            rates=_text(row, "rates_"),
            table=_text(row, "table_"),
            thin=_text(row, "thin_"),
            other=_text(row, "other_"),
            unordered=_text(row, "unordered_"),
            changed=_text(row, "changed_"),
            below=_text(row, "below_"),
            beside=_text(row, "beside_"),
            whole=_text(row, "whole_"),
            fast=_text(row, "fast_"),
            voices=_text(row, "voices_"),
        )
        for code, row in table.items()
    }


def _text(row: Mapping[str, str], start: str) -> Text | None:
    return Text(en=row[f"{start}en"], vi=row[f"{start}vi"]) if f"{start}en" in row else None


def earlier(first: datetime | None, second: datetime | None) -> bool:
    """Whether the first moment is known to be no later than the second."""
    return first is not None and second is not None and first <= second


def is_early(item: Comparable) -> bool:
    """Whether the report was out before the period that its amount is of was over: it can't be all of it."""
    out, over = item.published, item.figure.period.end if item.figure.period else None
    return out is not None and out.end is not None and over is not None and out.end <= over
