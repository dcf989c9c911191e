"""Answers to SQL, and a prompt for it with history, completion and help."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from flows.output import format_rows, print_table
from sources.errors import UsageError
from warehouse.connection import Reader

_HISTORY = 1000  # lines kept
_HELP = """End a query with ;  Tab completes, ctrl-C stops a query.
.tables         the views, with what they hold
.schema VIEW    the columns of one
.macros         what helps with days, currencies and accents
.quit           leaves"""
_WORDS = (
    "select from where group by order by limit join using on and or not like ilike between distinct count sum min max"
)


def answer(reader: Reader, query: str, form: str, out: TextIO, most: int) -> None:
    """Write the rows of a query; a table stops at `most` rows and says so, the other forms give all of them."""
    if form == "table":
        found = next(iter(reader.stream(query, most + 1)))
        print_table(found.columns, found.rows[:most])
        if len(found.rows) > most:
            print(f"The first {most:,} rows; --rows N shows more, --format csv gives all.", file=sys.stderr)
        return
    for number, batch in enumerate(reader.stream(query)):
        out.write(format_rows(batch.columns, batch.rows, form, is_first=number == 0))


def ask(reader: Reader, form: str, most: int, folder: Path) -> int:
    """Ask for queries and answer them until the person leaves. History is kept in the data folder."""
    history = folder / "sql-history"
    _prepare_line(reader, history)
    print("Read-only SQL on the published warehouse; .help helps, .quit leaves.", file=sys.stderr)
    held = ""
    try:
        while True:
            try:
                line = input("     ...> " if held else "doichieu> ")
                if not held and line.strip().startswith("."):
                    if line.strip() in (".quit", ".exit"):
                        return 0
                    _do(reader, line.split())
                    continue
                if not held and line.strip() in ("exit", "quit"):
                    return 0
                held += line + "\n"
                if held.rstrip().endswith(";"):
                    query, held = held, ""
                    answer(reader, query, form, sys.stdout, most)
            except EOFError:
                print()
                return 0
            except KeyboardInterrupt:
                held = ""
                print("\ninterrupted", file=sys.stderr)
            except UsageError as error:
                print(error, file=sys.stderr)
    finally:
        _keep_history(history)


def _do(reader: Reader, words: list[str]) -> None:
    match words:
        case [".tables"]:
            rows = reader.query(
                "select view_name, comment from duckdb_views() where not internal and schema_name = 'main' order by 1"
            )
            print_table(("view", "holds"), rows.rows)
        case [".schema", name]:
            rows = reader.query(
                "select column_name, data_type, comment from duckdb_columns() where table_name = $1 "
                "order by column_index",
                [name],
            )
            if not rows.rows:
                raise UsageError(f"{name}: no such view; .tables lists them")
            print_table(("column", "type", "holds"), rows.rows)
        case [".macros"]:
            rows = reader.query(
                "select concat(function_name, '(', array_to_string(parameters, ', '), ')'), comment "
                "from duckdb_functions() where not internal and function_type like '%macro' order by 1"
            )
            print_table(("macro", "gives"), rows.rows)
        case _:
            print(_HELP)


def names_of(reader: Reader) -> list[str]:
    """Everything that Tab may complete: views, columns, macros, words of SQL."""
    rows = reader.query(
        "select view_name from duckdb_views() where not internal union select column_name from duckdb_columns() "
        "where not internal union select function_name from duckdb_functions() where not internal order by 1"
    ).rows
    return [*(str(name) for (name,) in rows), *_WORDS.split()]


def completer_of(names: Iterable[str]) -> Callable[[str, int], str | None]:
    """What readline asks for the n-th completion of a word."""
    held = list(names)

    def complete(text: str, state: int) -> str | None:
        fitting = [name for name in held if name.startswith(text.lower())]
        return fitting[state] if state < len(fitting) else None

    return complete


def _prepare_line(reader: Reader, history: Path) -> None:
    try:
        import readline
    except ImportError:  # a Python without it asks all the same
        return
    readline.set_completer(completer_of(names_of(reader)))
    readline.set_completer_delims(" \t\n,();=<>")
    readline.parse_and_bind("tab: complete")
    readline.set_history_length(_HISTORY)
    try:
        readline.read_history_file(history)
    except OSError:
        return  # the first time, or a folder that can't be read


def _keep_history(history: Path) -> None:
    try:
        import readline

        readline.write_history_file(history)
    except (ImportError, OSError):
        return
