"""The running total as it was reported, and the line that may be printed of it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import cast

from sources.model import Metric, Topic
from warehouse.connection import Reader
from warehouse.figures import as_figure
from warehouse.report.labels import load_labels
from warehouse.report.model import Point, Totals
from warehouse.report.quotes import Row, safe_url
from warehouse.words import Tongue, figure_text, period_text

_DRAWN = 1000  # points on a page; of more, every n-th
_POINTS = """
with point as (
    select comparable.figure_id, comparable.lo, comparable.hi, comparable.t1,
        row_number() over (order by comparable.t1, comparable.figure_id) as place, count(*) over () as reported,
    from comparable inner join figure_all as figure using (figure_id)
    where comparable.topic = $1 and figure.subject = $2 and figure.metric = $3 and figure.place is null
        and figure.as_of_basis in ('stated', 'derived') and comparable.t1 is not null and figure.value is not null
)
select figure.* exclude (sentence), point.lo, point.hi, point.t1, point.reported
from point inner join figure_all as figure using (figure_id)
where figure.topic = $1 and point.place % cast(ceil(point.reported / $4) as bigint) = 0
order by point.place
"""
_NEWEST = """
select figure.*, comparable.origin from comparable inner join figure_all as figure using (figure_id)
where comparable.topic = $1 and figure.subject = $2 and figure.metric = $3 and figure.unit = $4
    and figure.place is null and figure.as_of_basis in ('stated', 'derived') and comparable.origin is not null
order by comparable.t1 desc, figure.precision_size, figure.figure_id limit 1
"""


def collect_totals(reader: Reader, topic: Topic, subject: str, tongue: Tongue) -> Totals | None:
    """The reported totals of the topic's first cumulative metric, by as-of time; None where it has no such metric."""
    metric = _cumulative(topic)
    if metric is None:
        return None
    rows = reader.records(_POINTS, topic.key, subject, metric.key, _DRAWN)
    return Totals(
        title=metric.name.get(tongue) or metric.key,
        metric=metric,
        points=tuple(_point(row, metric, tongue) for row in rows),
        reported=int(str(rows[0]["reported"])) if rows else 0,
        claimed=_claimed(topic, metric, subject),
    )


def _cumulative(topic: Topic) -> Metric | None:
    return next((metric for metric in topic.metrics if metric.kind == "cumulative"), None)


def _point(row: Row, metric: Metric, tongue: Tongue) -> Point:
    figure = as_figure(row)
    return Point(
        figure_id=figure.figure_id,
        outlet=str(row["outlet_name"]),
        url=safe_url(row["url"]),
        when=cast("datetime", row["t1"]),
        value=_in_unit(row, metric),
        low=cast("Decimal | None", row["lo"]),
        high=cast("Decimal | None", row["hi"]),
        text=figure_text(figure, tongue),
        kind="floor" if row["hi"] is None else "ceiling" if row["hedge"] == "near" else "value",
    )


def _in_unit(row: Row, metric: Metric) -> Decimal:
    if row["unit"] == metric.unit or row["lo"] is None:
        return cast("Decimal", row["value"])
    high = row["hi"] if row["hi"] is not None else row["lo"]
    return (cast("Decimal", row["lo"]) + cast("Decimal", high)) / 2


def _claimed(topic: Topic, metric: Metric, subject: str) -> Decimal | None:
    for claim in topic.claims:
        quantity = claim.quantity
        if claim.metric == metric.key and claim.subject == subject and quantity and quantity.unit == metric.unit:
            return quantity.value
    return None


def print_line(reader: Reader, topic: Topic, subject: str, tongue: Tongue) -> str:
    """A figure that may be printed, with its hedge, origin and time: the newest total that names its origin. Empty
    where none does."""
    metric = _cumulative(topic)
    if metric is None:
        return ""
    rows = reader.records(_NEWEST, topic.key, subject, metric.key, metric.unit)
    if not rows:
        return ""
    figure = as_figure(rows[0])
    return load_labels()[tongue]["print_line"].format(
        subject,
        metric.name.get(tongue, metric.key),
        figure_text(figure, tongue),
        period_text(figure.as_of, tongue),
        rows[0]["origin"],
    )
