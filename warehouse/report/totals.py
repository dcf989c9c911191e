"""The running total as it was reported, and the line that may be printed of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast

from sources.model import Figure, Metric, Topic
from warehouse.answers import Position, answer, read_reports
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
    from comparable inner join figure_all as figure using (topic, figure_id)
    where comparable.topic = $1 and figure.subject = $2 and figure.metric = $3 and figure.place is null
        and figure.as_of_basis in ('stated', 'derived') and comparable.t1 is not null and figure.value is not null
)
select figure.* exclude (sentence), point.lo, point.hi, point.t1, point.reported
from point inner join figure_all as figure using (figure_id)
where figure.topic = $1 and point.place % cast(ceil(point.reported / $4) as bigint) = 0
order by point.place
"""
_NEWEST = """
select figure.*, comparable.origin from comparable inner join figure_all as figure using (topic, figure_id)
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
    """A figure that may be printed, with its hedge, origin and time: the newest total that names its origin; and what
    others give for that time where no value fits all, as `doichieu answer` has it. Empty where none names its origin.
    """
    metric = _cumulative(topic)
    if metric is None:
        return ""
    rows = reader.records(_NEWEST, topic.key, subject, metric.key, metric.unit)
    if not rows:
        return ""
    figure = as_figure(rows[0])
    line = load_labels()[tongue]["print_line"].format(
        subject,
        metric.name.get(tongue, metric.key),
        figure_text(figure, tongue),
        period_text(figure.as_of, tongue),
        rows[0]["origin"],
    )
    others = _others(read_reports(reader, topic.key, subject, metric.key), metric, figure, tongue)
    return f"{line} {load_labels()[tongue]['print_differ'].format(others)}" if others else line


def _others(rows: Sequence[Row], metric: Metric, figure: Figure, tongue: Tongue) -> str:
    """ "2.39 million people (Statistics Office)": what stands against a total among the reports of its time."""
    positions = answer(rows, metric, figure.as_of).positions
    beside = {str(r.row["figure_id"]) for each in positions if _has(each, figure) for r in each.reports}
    said: dict[str, list[str]] = {}
    for each in positions:
        for report in each.reports:
            if str(report.row["figure_id"]) not in beside:
                who = str(report.row["origin"] or report.row["outlet_name"])
                said.setdefault(figure_text(as_figure(dict(report.row)), tongue), []).append(who)
    return "; ".join(f"{text} ({', '.join(dict.fromkeys(names))})" for text, names in said.items())


def _has(position: Position, figure: Figure) -> bool:
    return any(report.row["figure_id"] == figure.figure_id for report in position.reports)
