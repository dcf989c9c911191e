"""The totals that no answer rests on: those that others outvote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sources.model import Metric, Period
from warehouse.figures import as_figure
from warehouse.reconcile.model import Comparable
from warehouse.verdicts.strays import set_aside

Row = Mapping[str, object]


def without_slips(rows: Sequence[Row], metric: Metric) -> list[Row]:
    """Without the totals that reports outvote, and those that leap many times away from the others, as in
    reconciling: what is disputed about them is told in its finding."""
    if metric.kind != "cumulative":
        return list(rows)
    items = {id(row): _comparable(row, metric) for row in rows}
    odd = {id(item) for item in set_aside(list(items.values()))}
    return [row for row in rows if id(items[id(row)]) not in odd]


def _comparable(row: Row, metric: Metric) -> Comparable:
    low, high = (None if row[key] is None else Decimal(str(row[key])) for key in ("lo", "hi"))
    return Comparable(
        figure=as_figure(dict(row)),
        outlet=str(row["outlet"]),
        outlet_name=str(row["outlet_name"]),
        group=str(row["house"]),
        published=Period(start=_moment(row["published_start"]), end=_moment(row["published_end"])),
        wording=str(row["wording"]),
        metric=metric,
        low=low,
        high=high,
        low_open=bool(row["lo_open"]),
        high_open=bool(row["hi_open"]),
        value=low if high is None else high if low is None else (low + high) / 2,
        as_of=Period(start=_moment(row["t0"]), end=_moment(row["t1"])),
        is_final=bool(row["is_final"]),
        origin=None if row["origin"] is None else str(row["origin"]),
        ids=(str(row["figure_id"]),),
    )


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
