"""The warehouse in a lake: Parquet files in a folder or bucket that several machines share, with a catalogue in
PostgreSQL (DuckLake). The tables and views are the same; keys, which a lake has none of, are kept by the writer, and
one writer at a time loads, wherever it runs, by a lock in the catalogue's database.

Needs the `lake` extra: DuckDB 1.5.5 and its extensions, which come as Python packages and load without network.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import duckdb

from sources.errors import WarehouseError

_EXTENSIONS = ("postgres_scanner", "ducklake")
_LOCK = 7_310_113  # any number that no other program takes in the catalogue's database
_KEY = re.compile(r",\s*primary key \(([^)]*)\)|\s+primary key")
_TABLE = re.compile(r"create table if not exists stored\.(\w+) \((.*?)\n?\);", re.DOTALL)
_VIEW_COLUMN = re.compile(r"^comment on column (?!stored\.)[^;]*(?:'[^']*')+;\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """Where a lake is: how to connect to its catalogue (as PostgreSQL's clients are told), and where its files are."""

    catalogue: str
    files: str


def without_keys(definitions: str) -> str:
    """Definitions as a lake takes them: no keys, no comments on columns of views."""
    return _VIEW_COLUMN.sub("", _KEY.sub("", definitions))


@cache
def keys_of(definitions: str) -> dict[str, tuple[str, ...]]:
    """The natural key of each table, read from its definition."""
    keys: dict[str, tuple[str, ...]] = {}
    for table, body in _TABLE.findall(definitions):
        found = re.search(r"primary key \(([^)]*)\)", body)
        inline = re.search(r"(\w+) \w+ primary key", body)
        if found:
            keys[table] = tuple(name.strip() for name in found[1].split(","))
        elif inline:
            keys[table] = (inline[1],)
    return keys


@contextmanager
def open_lake(lake: Lake, wait_seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that stands in the lake, for one writer at a time. Raises WarehouseError."""
    with _locked(lake, wait_seconds):
        connection = duckdb.connect(":memory:")
        try:
            _attach(connection, lake)
            yield connection
        finally:
            connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    try:
        extensions = _EXTENSIONS + (("httpfs",) if lake.files.startswith("s3://") else ())
        for name in extensions:
            connection.execute(f"load '{_extension(name)}'")
        catalogue, files = (text.replace("'", "''") for text in (lake.catalogue, lake.files))
        connection.execute(f"attach 'ducklake:postgres:{catalogue}' as lake (data_path '{files}')")
        connection.execute("use lake")
        connection.execute("set ducklake_max_retry_count = 100")
    except duckdb.Error as error:
        raise WarehouseError(f"the lake at {lake.files}: {str(error).splitlines()[0]}") from error


def _extension(name: str) -> Path:
    try:
        module = import_module(f"duckdb_extension_{name}")
    except ImportError:
        raise WarehouseError(
            f"a lake needs the extension {name}: pip install --require-hashes --no-deps -r requirements-lake.lock"
        ) from None
    return next(Path(next(iter(module.__path__))).rglob("*.duckdb_extension"))


@contextmanager
def _locked(lake: Lake, wait_seconds: float) -> Iterator[None]:
    try:
        psycopg = import_module("psycopg")
    except ImportError:
        raise WarehouseError(
            "a lake needs psycopg: pip install --require-hashes --no-deps -r requirements-lake.lock"
        ) from None
    try:
        connection = psycopg.connect(lake.catalogue, autocommit=True)
    except psycopg.Error as error:
        raise WarehouseError(f"the lake's catalogue cannot be reached: {str(error).splitlines()[0]}") from error
    with connection:
        end = time.monotonic() + wait_seconds
        while not connection.execute("select pg_try_advisory_lock(%s)", [_LOCK]).fetchone()[0]:
            if time.monotonic() >= end:
                raise WarehouseError(
                    f"the lake at {lake.files}: another run is writing to it (waited {wait_seconds:.0f} s); try again "
                    "when it is done"
                )
            time.sleep(0.05)
        yield
