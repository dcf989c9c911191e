"""`doichieu sql`: read-only SQL on the published warehouse, as one query or at a prompt."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows.output import format_rows, print_table
from flows.settings import read_settings
from sources.errors import UsageError
from warehouse import open_published
from warehouse.connection import Reader

_PROMPT = "doichieu> "


def main(arguments: argparse.Namespace) -> int:
    form = "json" if arguments.json else arguments.format
    with open_published(read_settings().data, allow_files=arguments.allow_files) as reader:
        query = _query(arguments)
        if query is not None:
            _print(reader, query, form)
            return 0
        return _prompt(reader, form)


def _query(arguments: argparse.Namespace) -> str | None:
    """The query given, or None where there is a person to ask."""
    if arguments.query is not None and arguments.query != "-":
        return str(arguments.query)
    if arguments.file is not None:
        try:
            return Path(arguments.file).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{arguments.file}: cannot be read: {error}") from None
    if arguments.query == "-" or not sys.stdin.isatty():
        return sys.stdin.read()
    return None


def _print(reader: Reader, query: str, form: str) -> None:
    found = reader.query(query)
    if form == "table":
        print_table(found.columns, found.rows)
    else:
        sys.stdout.write(format_rows(found.columns, found.rows, form))


def _prompt(reader: Reader, form: str) -> int:
    """A prompt with history; a query ends with a semicolon, `.tables` lists what there is, `.quit` leaves."""
    import readline

    tables = [
        str(row[0])
        for row in reader.query(
            "select view_name from duckdb_views() where not internal and schema_name = 'main' order by 1"
        ).rows
    ]
    readline.set_completer(lambda text, state: [*[t for t in tables if t.startswith(text)], None][state])
    readline.parse_and_bind("tab: complete")
    print(
        "Read-only SQL on the published warehouse. End a query with ; — .tables lists the views, .quit leaves.",
        file=sys.stderr,
    )
    held = ""
    while True:
        try:
            line = input("     ...> " if held else _PROMPT)
        except EOFError:
            return 0
        except KeyboardInterrupt:
            held = ""
            print()
            continue
        if not held and line.strip() in (".quit", ".exit", "exit", "quit"):
            return 0
        if not held and line.strip() == ".tables":
            print("\n".join(tables))
            continue
        held += line + "\n"
        if held.rstrip().endswith(";"):
            try:
                _print(reader, held, form)
            except UsageError as error:
                print(error, file=sys.stderr)
            held = ""
