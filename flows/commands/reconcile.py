"""`doichieu reconcile`: figures from anywhere in, findings out. No network, nothing stored."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows.documents import read_lines
from flows.output import print_lines, print_table
from sources.errors import UsageError
from sources.lines import FigureLine, loads, parse_figure_line
from sources.outlets import OUTLETS, outlet_key
from sources.topics import find_topic, load_topic
from warehouse.reconcile.comparable import ASIDE, make_comparables
from warehouse.reconcile.findings import finding_id, reconcile
from warehouse.verify import finding_line
from warehouse.words import word

_TOLD = 20  # messages of one sort that a person reads


def main(arguments: argparse.Namespace) -> int:
    topic = load_topic(find_topic(arguments.topic))
    lines: dict[FigureLine, int] = {}
    bad: list[tuple[int, str]] = []
    remarks: list[str] = []
    for number, text in read_lines(arguments.figures, expected="figure lines, one JSON object a line"):
        try:
            line = loads(text)
            if isinstance(line, dict) and line.get("row", "figure") != "figure":
                continue
            read = parse_figure_line(line, number)
            if read.outlet is None and read.url:
                read = replace(read, outlet=outlet_key(read.url) or None)
            lines.setdefault(read, number)
            if read.published is None and isinstance(line, dict) and line.get("published"):
                remarks.append(f"line {number}: published: {line['published']!r} is taken as unknown")
        except UsageError as error:
            bad.append((number, str(error)))
        except ValueError as error:
            bad.append((number, f"line {number}: no JSON: {error}"))
    for messages in ([message for _, message in bad], remarks, list(_shared_names(lines))):
        for message in messages[:_TOLD]:
            print(f"doichieu: {arguments.figures}: {message}", file=sys.stderr)
        if len(messages) > _TOLD:
            print(f"doichieu: {arguments.figures}: and {len(messages) - _TOLD} more such lines", file=sys.stderr)
    items, pairs = make_comparables(lines, topic, OUTLETS)
    aside, _ = make_comparables(lines, topic, OUTLETS, statuses=ASIDE)
    findings = reconcile(items, pairs, topic, aside=aside, everything=arguments.all)
    found = [finding_line(finding) for finding in findings]
    found += [_unusable(topic.key, number, message) for number, message in bad]
    found.sort(key=lambda line: (-int(str(line["severity"])), str(line["id"])))
    if arguments.json:
        print_lines(found)
    else:
        print_table(
            ("severity", "type", "subject", "metric", "origins", "outlets", "why"),
            [
                (
                    line["severity"],
                    word("type", str(line["type"]), "en"),
                    line["subject"],
                    line["metric"],
                    line["origins"],
                    line["outlets"],
                    _why(line),
                )
                for line in found
            ],
        )
    return 1 if any(int(str(line["severity"])) >= 2 for line in found) else 0


def _shared_names(lines: Mapping[FigureLine, int]) -> Iterator[str]:
    """What can't be told apart in the findings: figures that share an id and are not the same."""
    first: dict[str, int] = {}
    for line, number in lines.items():
        name = line.figure.figure_id
        if name in first:
            yield f"line {number}: id: {name!r} is that of another figure, on line {first[name]}; both are used"
        first.setdefault(name, number)


def _unusable(topic: str, number: int, message: str) -> dict[str, object]:
    """A line that could not be used stays visible among the findings."""
    return {
        "id": finding_id(topic, "line", number),
        "type": "OPEN",
        "candidates": [{"type": "OPEN", "weight": 1}],
        "notes": [],
        "severity": 1,
        "topic": topic,
        "subject": "",
        "metric": "",
        "unit": "",
        "place": None,
        "period_start": None,
        "period_end": None,
        "as_of_start": None,
        "as_of_end": None,
        "positions": [],
        "figures": [f"L{number}"],
        "repaired": None,
        "outlets": 0,
        "origins": 0,
        "explanation": {"en": f"This line could not be used: {message}", "vi": f"Không dùng được dòng này: {message}"},
        "would_settle": {"en": "The line in the documented form.", "vi": "Dòng theo đúng mẫu đã ghi trong tài liệu."},
        "derivation": {"rule": "a line that is no figure", "settings": {}, "inputs": [number], "steps": []},
    }


def _why(line: dict[str, object]) -> str:
    explanation = line["explanation"]
    return str(explanation["en"]) if isinstance(explanation, dict) else ""
