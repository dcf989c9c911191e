"""Rows of files that others made: CSV, JSON lines, Parquet, as they come."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO, cast

import duckdb

from sources.errors import UsageError
from sources.lines import loads

_DELIMITED = {".csv": None, ".tsv": "\t"}  # None: the file shows it
_LONGEST = 100_000_000  # characters of a cell
_LINES = (".jsonl", ".ndjson", ".json")
KINDS = (*_DELIMITED, *_LINES, ".parquet")  # how the names of such files end; JSON lines and CSV also with .gz behind
_BATCH = 500


def read_rows(path: Path) -> Iterator[tuple[str, Mapping[str, object] | UsageError]]:
    """Each row with its place, "file: row 3"; a line that is none is an error in its place. Columns are in lower case.

    Raises UsageError for a file of another kind, or one that can't be read at all.
    """
    kind = Path(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower()
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    if kind in _LINES:
        yield from _json_lines(path)
        return
    if kind in _DELIMITED:
        yield from _delimited(path, _DELIMITED[kind])
        return
    if kind != ".parquet":
        raise UsageError(f"{path}: expected a .csv, .tsv, .jsonl or .parquet file")
    with duckdb.connect(":memory:") as connection:
        try:
            cursor = connection.execute("select * from read_parquet($1)", [str(path)])
            names = [str(column[0]).lower() for column in cursor.description or ()]
            number = 0
            while batch := cursor.fetchmany(_BATCH):
                for row in batch:
                    number += 1
                    yield f"{path.name}: row {number}", dict(zip(names, row, strict=True))
        except duckdb.Error as error:
            raise UsageError(f"{path}: {str(error).splitlines()[0]}") from None


def _opened(path: Path) -> TextIO:
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    return cast("TextIO", opened(path, "rt", encoding="utf-8-sig", errors="replace", newline=""))


def _delimited(path: Path, delimiter: str | None) -> Iterator[tuple[str, Mapping[str, object]]]:
    csv.field_size_limit(_LONGEST)
    with _opened(path) as file:
        if delimiter is None:
            heading = file.readline()
            delimiter = max(",;\t|", key=heading.count)
            file.seek(0)
        try:
            for number, row in enumerate(csv.DictReader(file, delimiter=delimiter), 1):
                yield f"{path.name}: row {number}", {str(key).lower(): value for key, value in row.items() if key}
        except csv.Error as error:
            raise UsageError(f"{path}: {error}") from None


def _json_lines(path: Path) -> Iterator[tuple[str, Mapping[str, object] | UsageError]]:
    with _opened(path) as file:
        for number, text in enumerate(file, 1):
            if not text.strip():
                continue
            where = f"{path.name}: line {number}"
            try:
                row = loads(text)
            except ValueError as error:
                yield where, UsageError(f"{where}: no JSON: {error}")
                continue
            if isinstance(row, Mapping):
                yield where, {str(key).lower(): value for key, value in row.items()}
            else:
                yield where, UsageError(f"{where}: expected a JSON object, found {text[:40]!r}")
