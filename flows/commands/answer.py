"""`doichieu answer` and `latest`: which number may I print?"""

from __future__ import annotations

import argparse
from datetime import date, datetime
from decimal import Decimal

from flows.documents import parse_published
from flows.output import print_lines, print_table
from flows.settings import read_settings
from sources.errors import UsageError
from sources.lines import day_of
from sources.model import VIETNAM, Metric, Period, Topic
from sources.topics import find_topic, load_topic
from warehouse import open_published
from warehouse.connection import Reader
from warehouse.figures import as_figure
from warehouse.words import figure_text, time_text

_FIGURES = """
select figure.*, comparable.lo, comparable.hi, comparable.t0, comparable.t1, comparable.origin
from comparable inner join figure_all as figure using (figure_id)
where comparable.topic = $1 and figure.subject = $2 and figure.metric = $3 and figure.place is null
order by comparable.t1 nulls first, figure.figure_id
"""
_OUT = ("published_start", "published_end")


def main(arguments: argparse.Namespace) -> int:
    topic = load_topic(find_topic(arguments.topic))
    metric = _metric(topic, arguments.metric)
    subject = _subject(topic, arguments.subject)
    with open_published(read_settings().data) as reader:
        rows = reader.records(_FIGURES, topic.key, subject, metric.key)
        line = (
            _latest(rows)
            if arguments.command == "latest"
            else [_answer(reader, topic, metric, subject, rows, arguments.at)]
        )
    if arguments.json:
        print_lines(line)
    elif line:
        print_table(tuple(line[0]), [tuple(row.values()) for row in line])
    else:
        print(f"No figure of {metric.key} for {subject} is held; run `doichieu run {topic.key}` or add pages by hand.")
    return 0


def _metric(topic: Topic, key: str) -> Metric:
    for metric in topic.metrics:
        if metric.key == key:
            return metric
    raise UsageError(f"unknown metric {key!r}; {topic.key} has: {', '.join(m.key for m in topic.metrics)}")


def _subject(topic: Topic, name: str | None) -> str:
    if name is None:
        return next((s.name for s in topic.subjects if s.main), topic.subjects[0].name)
    for subject in topic.subjects:
        if name in (subject.name, subject.key):
            return subject.name
    raise UsageError(f"unknown subject {name!r}; {topic.key} has: {', '.join(s.name for s in topic.subjects)}")


def _answer(
    reader: Reader, topic: Topic, metric: Metric, subject: str, rows: list[dict[str, object]], at: str | None
) -> dict[str, object]:
    """The interval that the evidence allows at a time: for a running total what was reached before and not passed
    after; for a rank what was said last by then; else what all reports of that day or period (the newest one, where no
    time is asked for) have in common."""
    period = parse_published(at)
    moment = period.end if period else max((r["t1"] for r in rows if isinstance(r["t1"], datetime)), default=None)
    if metric.kind == "cumulative":
        since = (period.start if period else moment) or moment
        before = [r for r in rows if _is_by(r["t1"], moment) and r["lo"] is not None]
        after = [r for r in rows if _is_from(r["t0"], since) and r["hi"] is not None]
        low = max((_number(r["lo"]) for r in before), default=None)
        high = min((_number(r["hi"]) for r in after), default=None)
        used = [r for r in before if r["lo"] == low] + [r for r in after if _number(r["hi"]) == high]
    else:
        held = _of_one_time(rows, metric, period)
        low = max((_number(r["lo"]) for r in held if r["lo"] is not None), default=None)
        high = min((_number(r["hi"]) for r in held if r["hi"] is not None), default=None)
        used = held
    disputed = reader.query(
        "select count(*) from discrepancy where topic = $1 and subject = $2 and metric = $3 and severity >= 2",
        [topic.key, subject, metric.key],
    ).rows[0][0]
    simulated = any(r["wording"] == "facsimile" for r in used)
    return {
        "topic": topic.key,
        "subject": subject,
        "metric": metric.key,
        "unit": metric.unit,
        "at": time_text(moment, "en") if moment else None,
        "low": _shown(low, metric),
        "high": _shown(high, metric),
        "agree": low is None or high is None or low <= high,
        "origins": len({r["origin"] for r in used if r["origin"]}) or min(1, len(used)),
        "outlets": len({r["outlet"] for r in used}),
        "who": ", ".join(sorted({str(r["outlet_name"]) for r in used})),
        "disputed": int(str(disputed)),
        "simulated": simulated,
    }


def _of_one_time(rows: list[dict[str, object]], metric: Metric, asked: Period | None) -> list[dict[str, object]]:
    """The reports of the time that is asked for, else of the newest one; all of them for what has only one time."""
    if metric.kind in ("date", "duration"):
        return rows
    timed = [(stretch, row) for row in rows for stretch in (_stretch(row),) if stretch is not None]
    if asked is not None and asked.end is not None:
        start = asked.start or asked.end
        if metric.kind != "rank":
            return [row for (first, last), row in timed if first <= asked.end and start <= last]
        timed = [(stretch, row) for stretch, row in timed if stretch[0] <= asked.end]
    newest = max((last for (_, last), _ in timed), default=None)
    return [row for (_, last), row in timed if newest is not None and _day(last) == _day(newest)]


def _stretch(row: dict[str, object]) -> tuple[datetime, datetime] | None:
    """The period of an amount, the time that it tells, else when it came out."""
    told = row["as_of_basis"] in ("stated", "derived")
    for start, end in (("period_start", "period_end"), *((("t0", "t1"),) if told else ()), _OUT):
        first, last = row[start], row[end]
        if isinstance(first, datetime) and isinstance(last, datetime):
            return first, last
    return None


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _number(value: object) -> Decimal:
    return Decimal(str(value))


def _shown(value: Decimal | None, metric: Metric) -> object:
    if value is None:
        return None
    return day_of(value).isoformat() if metric.unit == "date" else value


def _latest(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The newest figure of every authority (the party cited, else the outlet)."""
    newest: dict[str, dict[str, object]] = {}
    for row in rows:
        if isinstance(row["t1"], datetime):
            newest[str(row["origin"] or row["outlet_name"])] = row
    ordered = sorted(newest.items(), key=lambda each: str(each[1]["t1"]), reverse=True)
    return [
        {
            "authority": who,
            "figure": figure_text(as_figure(row), "en"),
            "as_of": time_text(_moment(row["t1"]), "en"),
            "as_of_gmt": _moment(row["t1"]).strftime("%Y-%m-%d %H:%M"),
            "outlet": row["outlet_name"],
            "url": row["url"],
            "simulated": row["wording"] == "facsimile",
        }
        for who, row in ordered
    ]


def _moment(value: object) -> datetime:
    assert isinstance(value, datetime)
    return value


def _is_by(value: object, moment: datetime | None) -> bool:
    return isinstance(value, datetime) and moment is not None and value <= moment


def _is_from(value: object, moment: datetime | None) -> bool:
    return isinstance(value, datetime) and moment is not None and value >= moment
