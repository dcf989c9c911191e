"""`doichieu answer` and `latest`: which number may I print?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from flows.documents import parse_published
from flows.known import known_topic
from flows.output import print_lines, print_table
from flows.settings import read_settings
from sources.errors import UsageError
from sources.lines import day_of
from sources.model import Metric, Period, Topic
from warehouse import open_published
from warehouse.answers import Report, answer, origins_of, read_reports
from warehouse.connection import Reader
from warehouse.figures import as_figure
from warehouse.outvoted import without_slips
from warehouse.words import figure_text, period_text, time_text

_DISPUTED = """
select finding_id as id, type, severity, explanation_en, explanation_vi
from discrepancy where topic = $1 and subject = $2 and metric = $3 and severity >= 2
order by severity desc, finding_id
"""


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    topic = known_topic(settings, arguments.topic)
    metric = _metric(topic, arguments.metric)
    subject = _subject(topic, arguments.subject)
    at = parse_published(arguments.at, "--at") if arguments.command == "answer" else None
    with open_published(settings.data) as reader:
        rows = read_reports(reader, topic.key, subject, metric.key)
        line = _latest(rows) if arguments.command == "latest" else [_answer(reader, topic, metric, subject, rows, at)]
    if arguments.command == "answer" and not line[0]["outlets"]:
        print(f"doichieu: no report held here gives {metric.key} for that time, or for all of it", file=sys.stderr)
    if arguments.json:
        print_lines(line)
    elif line and arguments.command != "latest":
        _print_answer(line[0])
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
    reader: Reader, topic: Topic, metric: Metric, subject: str, rows: list[dict[str, object]], at: Period | None
) -> dict[str, object]:
    """The interval that the evidence allows at a time, or the positions between which reports differ; and what is
    disputed about it at any time."""
    found = answer(without_slips(rows, metric), metric, at)
    disputed = reader.records(_DISPUTED, topic.key, subject, metric.key)
    return {
        "topic": topic.key,
        "subject": subject,
        "metric": metric.key,
        "unit": metric.unit,
        "at": time_text(found.at, "en") if found.at else None,
        "period": period_text(found.period, "en") if found.period else None,
        "low": _shown(found.low, metric),
        "high": _shown(found.high, metric),
        "agree": found.is_agreed,
        "origins": origins_of(found.reports),
        "outlets": len({r.row["outlet"] for r in found.reports}),
        "who": _who(found.reports),
        "positions": [
            {
                "low": _shown(each.low, metric),
                "high": _shown(each.high, metric),
                "said": ", ".join(sorted({figure_text(as_figure(dict(r.row)), "en") for r in each.reports})),
                "origins": origins_of(each.reports),
                "outlets": len({r.row["outlet"] for r in each.reports}),
                "who": _who(each.reports),
            }
            for each in found.positions
        ],
        "disputed": len(disputed),
        "findings": disputed,
        "simulated": any(r.row["wording"] == "facsimile" for r in found.reports),
    }


def _who(reports: Sequence[Report]) -> str:
    return ", ".join(sorted({str(r.row["outlet_name"]) for r in reports}))


def _print_answer(line: dict[str, object]) -> None:
    """A row for the interval, or one for each position; below it what is disputed."""
    positions, findings = _rows(line["positions"]), _rows(line["findings"])
    row = {key: value for key, value in line.items() if key not in ("positions", "findings")}
    print_table(tuple(row), [tuple(row.values())])
    if positions:
        print("Reports differ; no value fits all of them:")
        print_table(tuple(positions[0]), [tuple(each.values()) for each in positions])
    for each in findings:
        print(f"Disputed ({each['id']}): {each['explanation_en']}")


def _rows(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


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
            "period": period_text(Period(start=_moment(row["period_start"]), end=_moment(row["period_end"])), "en")
            if row["period_start"] and row["period_end"]
            else None,
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
