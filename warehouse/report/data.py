"""Contents for programs: JSON and CSV. Every row carries the run and a hash of itself."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
from collections.abc import Mapping

from sources.lines import dumps
from warehouse.report.model import Content, Item

_CSV = ("run_id", "row", "id", "what", "code", "severity", "origins", "outlets", "simulated", "reviewed", "why")


def as_json(content: Content) -> str:
    """The whole report as one JSON object."""
    data = _plain(content)
    assert isinstance(data, dict)
    for key in ("claims", "findings", "harmless"):
        data[key] = [{**row, "run_id": content.run_id, "row_hash": row_hash(row)} for row in data[key]]
    return dumps(data) + "\n"


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return value if not callable(value) else None


def as_csv(content: Content) -> str:
    """A row a claim and a difference."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_CSV, "row_hash"))
    for kind, items in (("claim", content.claims), ("difference", content.findings)):
        for item in items:
            row = dict(zip(_CSV, _cells(content, kind, item), strict=True))
            writer.writerow((*row.values(), row_hash(row)))
    return out.getvalue()


def _cells(content: Content, kind: str, item: Item) -> tuple[object, ...]:
    return (
        content.run_id,
        kind,
        item.key,
        _cell(item.head),
        item.code,
        item.severity,
        item.origins,
        item.outlets,
        content.is_simulated,
        _cell(item.review),
        _cell(item.why),
    )


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in "=+-@\t\r" else text


def row_hash(row: Mapping[str, object]) -> str:
    """The first 16 hex digits of the sha256 of a row as JSON, in the order of its columns."""
    return hashlib.sha256(dumps(row).encode()).hexdigest()[:16]
