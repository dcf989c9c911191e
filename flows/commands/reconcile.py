"""`doichieu reconcile`: figures from anywhere in, findings out. No network, nothing stored."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flows.documents import read_lines
from flows.known import known_topic
from flows.output import print_lines, print_table
from flows.settings import read_settings
from sources.errors import UsageError
from sources.lines import FigureLine, loads, parse_figure_line
from sources.outlets import OUTLETS, outlet_key
from warehouse.reconcile.comparable import ASIDE, make_comparables
from warehouse.reconcile.findings import finding_id, reconcile
from warehouse.verify import finding_line
from warehouse.words import word

_UNNAMED = re.compile(r"\bL[0-9a-f]{12}\b")  # the name of a figure without an id, as `parse_figure_line` makes it
_FIELD = re.compile(r"line \d+: ([a-z_]+(?:, [a-z_]+)*): ")
_TOLD = 20  # messages of one sort that a person reads


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bad:
    """A line that is no figure; its own id, or nothing."""

    number: int
    name: str
    message: str


def main(arguments: argparse.Namespace) -> int:
    topic = known_topic(read_settings(), arguments.topic, is_told=True)
    lines: dict[FigureLine, int] = {}
    bad: list[_Bad] = []
    named: set[str] = set()
    remarks: list[str] = []
    known = {metric.key for metric in topic.metrics}
    for number, text in read_lines(arguments.figures, expected="figure lines, one JSON object a line"):
        line: object = None
        if "\ufffd" in text:
            remarks.append(f"line {number}: what is no UTF-8 in it is taken as \ufffd")
        try:
            line = loads(text)
            if isinstance(line, dict) and line.get("row", "figure") != "figure":
                continue
            named |= {str(line["id"])} if isinstance(line, dict) and line.get("id") else set()
            read = parse_figure_line(line, number)
            if read.outlet is None and read.url:
                read = replace(read, outlet=outlet_key(read.url) or None)
            lines.setdefault(read, number)
            metric = read.figure.metric or ""
            if metric not in known and not metric.startswith("other:"):
                known.add(metric)  # told of once
                remarks.append(f"line {number}: metric: {metric!r} is none of {topic.key}: taken as its unit is")
            if read.published is None and isinstance(line, dict) and line.get("published"):
                remarks.append(f"line {number}: published: {line['published']!r} is taken as unknown")
        except UsageError as error:
            name = str(line.get("id") or "") if isinstance(line, dict) else ""
            bad.append(_Bad(number=number, name=name, message=str(error)))
        except ValueError as error:
            bad.append(_Bad(number=number, name="", message=f"line {number}: no JSON: {error}"))
    for messages in ([each.message for each in bad], remarks, list(_shared_names(lines))):
        for message in messages[:_TOLD]:
            print(f"doichieu: {arguments.figures}: {message}", file=sys.stderr)
        if len(messages) > _TOLD:
            print(f"doichieu: {arguments.figures}: and {len(messages) - _TOLD} more such lines", file=sys.stderr)
    items, pairs = make_comparables(lines, topic, OUTLETS)
    aside, _ = make_comparables(lines, topic, OUTLETS, statuses=ASIDE)
    findings = reconcile(items, pairs, topic, aside=aside, everything=arguments.all)
    unnamed = {line.figure.figure_id: f"L{number}" for line, number in lines.items()}
    unnamed = {name: told for name, told in unnamed.items() if name not in named and told not in named}
    found = [_by_line(finding_line(finding), unnamed) for finding in findings]
    found += [_unusable(topic.key, each) for each in bad]
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


def _by_line(line: dict[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """What is told of a finding, with "L3" for the figure of line 3 where that has no id of its own. Within, such a
    figure is known by what it says, so that the order of the lines decides nothing."""

    def told(value: object) -> object:
        if isinstance(value, str):
            return _UNNAMED.sub(lambda found: names.get(found[0], found[0]), value)
        if isinstance(value, dict):
            return {key: _in_order(told(each)) if key == "figures" else told(each) for key, each in value.items()}
        return [told(each) for each in value] if isinstance(value, list | tuple) else value

    if not names:
        return line
    whole = told(line)
    assert isinstance(whole, dict)
    return whole


def _in_order(names: object) -> object:
    return sorted(names, key=str) if isinstance(names, list) else names


def _unusable(topic: str, bad: _Bad) -> dict[str, object]:
    """A line that could not be used stays visible among the findings."""
    return {
        "id": finding_id(topic, "line", bad.number),
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
        "figures": [bad.name or f"L{bad.number}"],
        "repaired": None,
        "outlets": 0,
        "origins": 0,
        "explanation": {
            "en": f"This line could not be used: {bad.message}",
            "vi": f"Không dùng được dòng {bad.number}{_field(bad)}: không đúng mẫu đã ghi trong tài liệu.",
        },
        "would_settle": {"en": "The line in the documented form.", "vi": "Dòng theo đúng mẫu đã ghi trong tài liệu."},
        "derivation": {"rule": "a line that is no figure", "settings": {}, "inputs": [bad.number], "steps": []},
    }


def _field(bad: _Bad) -> str:
    """The field that is wrong, for a Vietnamese sentence: the message is in English."""
    named = _FIELD.match(bad.message)
    return f" (trường {named[1]})" if named else ""


def _why(line: dict[str, object]) -> str:
    explanation = line["explanation"]
    return str(explanation["en"]) if isinstance(explanation, dict) else ""
