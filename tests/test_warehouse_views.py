"""Every view has cases: rows given to the stored tables, rows expected of the view."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from warehouse import Warehouse, memory_warehouse
from warehouse.load import insert

CASES = Path(__file__).with_name("views")
FILES = sorted(CASES.glob("*/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_view(path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    assert case["why"]
    with memory_warehouse() as warehouse:
        for table, rows in case.get("given", {}).items():
            for row in rows:
                insert(warehouse, table, tuple(row), [tuple(row.values())])
        columns = list(dict.fromkeys(column for row in case["expect"] for column in row)) or ["*"]
        listed = ", ".join(f'"{column}"' for column in columns) if columns != ["*"] else "*"
        found = warehouse.records(f"select {listed} from {path.parent.name} order by all")
    expected = [{column: row.get(column) for column in columns} for row in case["expect"]] if case["expect"] else []
    order = [tuple(str(_plain(value)) for value in row.values()) for row in expected]
    assert sorted(tuple(str(_plain(value)) for value in row.values()) for row in found) == sorted(order)


def _plain(value: object) -> object:
    """Amounts are written as text in TOML, times are compared as moments."""
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, str) and value.replace(".", "", 1).isdigit():
        return Decimal(value).normalize()
    return value


def test_every_view_has_a_case() -> None:
    with memory_warehouse() as warehouse:
        views = {str(row[0]) for row in warehouse.query("select view_name from duckdb_views() where not internal").rows}
    assert views == {path.parent.name for path in FILES}


def test_every_column_and_relation_has_a_comment(warehouse: Warehouse) -> None:
    bare = warehouse.query(
        """
        select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()
        where not internal and comment is null
        union all select view_name from duckdb_views() where not internal and comment is null
        union all select table_name from duckdb_tables() where not internal and comment is null
        """
    ).rows
    assert bare == []


def test_every_view_file_says_its_grain_first() -> None:
    folder = Path(__file__).resolve().parent.parent / "warehouse" / "sql"
    files = [path for path in folder.glob("*.sql") if path.name not in ("10_stored.sql", "90_macros.sql")]
    assert files
    for path in files:
        assert path.read_text("utf-8").startswith("-- Grain: "), path.name


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    with memory_warehouse() as opened:
        yield opened
