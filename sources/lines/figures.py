"""Lines of figures from anywhere, as `reconcile` takes them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, cast, get_args

from sources.errors import UsageError
from sources.figures.interval import HEDGES, MIRRORED, TURNED, quantity_of
from sources.lines.exact import show
from sources.lines.fields import (
    amount_of,
    choice_of,
    instant_of,
    milestone_of,
    named_period_of,
    publication_of,
    span_of,
    text_of,
    whole_of,
)
from sources.model import Basis, Comparator, Figure, Hedge, Period, Quantity, Reading, Status
from sources.text import normalise

_OF_DATES: Final = ("date", "dates", "day", "days", "ngày", "ngày tháng")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SIGNED: Final = frozenset({"celsius", "fahrenheit", "°C", "°F"})  # units of what texts give with its sign


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure from anywhere, with what is known of where it stood."""

    figure: Figure
    outlet: str | None = None
    outlet_name: str | None = None
    url: str | None = None
    published: Period | None = None
    language: str | None = None
    changed_at: datetime | None = None  # by when the page was written over, where that is known


def parse_figure_line(line: object, number: int) -> FigureLine:
    """A line of `reconcile` input. Raises UsageError saying what was found and expected."""
    where = f"line {number}"
    if not isinstance(line, Mapping):
        raise UsageError(f"{where}: expected a JSON object, found {str(line)[:60]!r}")
    for key in ("subject", "metric", "unit"):
        if not isinstance(line.get(key), str) or not str(line[key]).strip():
            raise UsageError(f"{where}: {key}: expected text, found {show(line.get(key))}")
    unit = _unit(line)
    quantity = _quantity(line, unit, where)
    outlet = text_of(line.get("outlet"))
    figure = Figure(
        figure_id=str(line.get("id") or ""),
        article_id=text_of(line.get("article")) or text_of(line.get("url")) or "",
        paragraph=whole_of(line.get("paragraph"), 0),
        start=whole_of(line.get("start"), 0),
        end=whole_of(line.get("end"), 0),
        said=text_of(line.get("said")) or "",
        subject=normalise(str(line["subject"])),
        metric=normalise(str(line["metric"])),
        quantity=quantity,
        status=cast("Status", choice_of(line, "status", get_args(Status), "fact", where)),
        delta_since=instant_of(line.get("delta_since")),
        milestone=milestone_of(line.get("milestone"), where),
        rank_of=text_of(line.get("rank_of")),
        place=text_of(line.get("place")),
        period=span_of(line, "period_start", "period_end", where) or named_period_of(line.get("period_label")),
        as_of=span_of(line, "as_of_start", "as_of_end", where) or Period(),
        as_of_basis=cast(
            "Basis",
            choice_of(line, "as_of_basis", get_args(Basis), "stated" if line.get("as_of_end") else "unknown", where),
        ),
        attributed_to=text_of(line.get("attributed_to")),
        same_as=text_of(line.get("same_as")),
    )
    return _named(
        FigureLine(
            figure=figure,
            outlet=outlet,
            outlet_name=text_of(line.get("outlet_name")) or outlet,
            url=text_of(line.get("url")),
            published=publication_of(line.get("published"), where),
            language=text_of(line.get("lang")),
        )
    )


def _named(line: FigureLine) -> FigureLine:
    """A line without an id, or without an article, has them of what it says: neither its place among the others nor
    the zone of its times names it."""
    if line.figure.figure_id and line.figure.article_id:
        return line
    text = json.dumps(asdict(line), sort_keys=True, default=_plain)
    name = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    figure = line.figure
    return replace(
        line,
        figure=replace(figure, figure_id=figure.figure_id or f"L{name}", article_id=figure.article_id or f"A{name}"),
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC).isoformat()
        except OverflowError:  # a clock at the end of the calendar
            return value.isoformat()
    return str(value.normalize() if isinstance(value, Decimal) else value)


def _unit(line: Mapping[str, object]) -> str:
    """The unit as it is told; what is told as a day of the calendar is a date, in whichever language."""
    unit = normalise(str(line["unit"]))
    told = next((line[key] for key in ("value", "low", "high") if line.get(key) is not None), None)
    is_date = unit.casefold() in _OF_DATES and isinstance(told, str) and _DAY.match(told) is not None
    return "date" if is_date else unit


def _quantity(line: Mapping[str, object], unit: str, where: str) -> Quantity:
    value = amount_of(line.get("value"), unit, "value", where)
    if value is None:
        if line.get("value_max") is None and line.get("low") is None and line.get("high") is None:
            if unit == "words":
                return Quantity(value=None, unit=unit)
            raise UsageError(f"{where}: value: is missing; expected a number (or a day for unit date)")
        ends = (amount_of(line.get(key), unit, key, where) for key in ("low", "high", "value_max"))
        value = next(end for end in ends if end is not None)
    comparator = cast("Comparator", choice_of(line, "comparator", get_args(Comparator), "eq", where))
    hedge = cast("Hedge", choice_of(line, "hedge", get_args(Hedge), HEDGES[comparator], where))
    value_max = amount_of(line.get("value_max"), unit, "value_max", where)
    precision = amount_of(line.get("precision"), "", "precision", where)
    quantity = quantity_of(value, unit=unit, hedge=hedge, value_max=value_max, precision=precision)
    if _is_of_size(line, quantity) or (quantity.hedge == "near" and comparator == "gt"):
        quantity = _mirrored(quantity, value)
    changes: dict[str, object] = {}
    for key in ("low", "high", "soft_low", "soft_high"):
        if key in line and (line[key] is not None or ("low" in line and "high" in line)):
            changes[key] = amount_of(line[key], unit, key, where)
    for key in ("low_open", "high_open"):
        if isinstance(line.get(key), bool):
            changes[key] = line[key]
    readings = line.get("readings")
    if isinstance(readings, list):
        changes["readings"] = tuple(_reading(reading, unit, where) for reading in readings)
    quantity = replace(quantity, **changes) if changes else quantity  # type: ignore[arg-type]
    low, high = quantity.low, quantity.high
    is_open = quantity.low_open or quantity.high_open
    if low is not None and high is not None and (low > high or (low == high and is_open)):
        raise UsageError(
            f"{where}: low, high: expected a low end below the high end, found {show(low)} and {show(high)}"
        )
    return quantity


def _is_of_size(line: Mapping[str, object], quantity: Quantity) -> bool:
    """Whether a hedge is that of a size: "fell by more than 8%" is -8 with "more", and lies below it. Ends that a line
    gives say so themselves, a comparator without a hedge is of the number, and a temperature has its sign in the text.
    """
    is_hedged = line.get("hedge") is not None and line.get("low") is None and line.get("high") is None
    return is_hedged and quantity.value is not None and quantity.value < 0 and quantity.unit not in _SIGNED


def _mirrored(quantity: Quantity, value: Decimal) -> Quantity:
    """What lies on the other side of a number: "a loss of nearly 510 billion" is a profit of -510 billion that falls
    short."""

    def across(end: Decimal | None) -> Decimal | None:
        return None if end is None else 2 * value - end

    return replace(
        quantity,
        hedge=TURNED.get(quantity.hedge, quantity.hedge),
        comparator=MIRRORED.get(quantity.comparator, quantity.comparator),
        low=across(quantity.high),
        high=across(quantity.low),
        low_open=quantity.high_open,
        high_open=quantity.low_open,
        soft_low=across(quantity.soft_high),
        soft_high=across(quantity.soft_low),
    )


def _reading(reading: object, unit: str, where: str) -> Reading:
    if isinstance(reading, Mapping):
        value = amount_of(reading.get("value"), unit, "readings: value", where)
        weight = amount_of(reading.get("weight"), "", "readings: weight", where)
        if value is not None and weight is not None:
            return Reading(value=value, weight=weight)
    raise UsageError(f"{where}: readings: expected a value and a weight for each, found {str(reading)[:60]!r}")
