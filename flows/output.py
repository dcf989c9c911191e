"""Rows for people and for programs: tables that fit the window, JSON lines, CSV, Markdown."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sources.lines import dumps

_SHORT = 14  # characters that a column may hold on average and still keep its own width in a narrow window


def print_lines(rows: Iterable[Mapping[str, object]]) -> None:
    """One JSON object a line, exact numbers."""
    for row in rows:
        sys.stdout.write(dumps(dict(row)) + "\n")


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str | None = None) -> None:
    """A table that fits the window, long texts getting the room; as wide as it needs when stdout is no terminal."""
    needed = _needed(columns, rows)
    console = Console() if sys.stdout.isatty() else Console(width=needed, no_color=True)
    table = Table(title=title, title_justify="left", show_lines=False)
    for place, column in enumerate(columns):
        is_number = bool(rows) and all(isinstance(row[place], int | Decimal | None) for row in rows)
        mean = sum(len(show(row[place])) for row in rows) / max(1, len(rows))
        is_long = needed > console.width and mean > _SHORT
        table.add_column(
            Text(column),
            justify="right" if is_number else "left",
            overflow="fold",
            ratio=round(mean**0.5) if is_long else None,
        )
        table.expand = table.expand or is_long
    for row in rows:
        table.add_row(*(Text(show(value)) for value in row))
    console.print(table)


def format_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str, *, is_first: bool = True) -> str:
    """The rows as "csv", "markdown" or "json" (lines); the heading stands above the first of several batches."""
    if form == "json":
        return "".join(dumps(dict(zip(columns, map(_plain, row), strict=True))) + "\n" for row in rows)
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        if is_first:
            writer.writerow(columns)
        writer.writerows([show(value) for value in row] for row in rows)
        return out.getvalue()
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)] if is_first else []
    lines += [
        "| " + " | ".join(show(value).replace("|", "\\|").replace("\n", " ") for value in row) + " |" for row in rows
    ]
    return "".join(f"{line}\n" for line in lines)


def show(value: object) -> str:
    """A cell as people read it: plain numbers, local times, nothing for null."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():,f}" if value == value.to_integral() else f"{value.normalize():f}"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case list() | tuple():
            return ", ".join(map(show, value))
        case _:
            return str(value)


def _plain(value: object) -> object:
    match value:
        case datetime() | date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case None | bool() | int() | str() | Decimal() | float():
            return value
        case _:
            return str(value)


def _needed(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> int:
    widths = [max([len(column), *(len(show(row[place])) for row in rows)]) for place, column in enumerate(columns)]
    return sum(widths) + 3 * len(widths) + 1
