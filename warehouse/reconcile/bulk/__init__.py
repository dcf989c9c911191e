"""Disagreements among millions of figures, by a few SQL statements: aggregates, joins on integer keys and sweeps.

It finds and names what arithmetic, repetition and order tell; `reconcile` explains the figures of one topic with
everything that is known beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb

from warehouse.connection import Warehouse
from warehouse.load import plain
from warehouse.reconcile.groups import event_of, scope_of
from warehouse.reconcile.model import Comparable, load_rules

_FOLDER = Path(__file__).parent
_STEP = Decimal("0.0001")  # what can be stored; an open end lies this far inside
_LARGEST = Decimal(10**33)
DONG = Decimal(26400)  # a dollar in dong, where the caller knows no better


def prepare(warehouse: Warehouse) -> None:
    """Make the tables of the pass and put the types in."""
    _run(warehouse, "1_tables")
    warehouse.connection.execute("delete from bulk.rule")
    rows = [[rule.code, rule.severity] for rule in load_rules().values()]
    warehouse.connection.executemany("insert into bulk.rule values (?, ?)", rows)


def load(warehouse: Warehouse, items: Iterable[Comparable], table: str = "bulk.fact") -> None:
    """Put comparable figures into the facts, or into the table of those that arrive: those of a known event."""
    rows = [[plain(value) for value in row] for item in items for row in (_fact(item),) if row is not None]
    if table != "bulk.fact":
        warehouse.connection.execute(f"create or replace temp table {table} as from bulk.fact limit 0")
    if rows:
        warehouse.connection.executemany(f"insert into {table} values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _fact(item: Comparable) -> Sequence[object] | None:
    is_total = item.metric.kind == "cumulative"
    event: int | None = None
    if is_total and item.as_of.end is not None and item.as_of.start == item.as_of.end:
        event = int(item.as_of.end.timestamp())
    elif not is_total:
        name = event_of(item)[0]
        event = None if name is None else _number(name, 7)
    if event is None or item.value is None:
        return None
    low = -_LARGEST if item.low is None else item.low + (_STEP if item.low_open else 0)
    high = _LARGEST if item.high is None else item.high - (_STEP if item.high_open else 0)
    return (
        _number("|".join(str(part) for part in scope_of(item))),
        event,
        _number("|".join(item.ids)),
        _number(item.group, 3),
        None if item.origin is None else _number(item.origin, 3),
        is_total,
        low,
        high,
        item.value,
    )


def _number(text: str, size: int = 8) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:size], "big")


def find_all(warehouse: Warehouse, dong: Decimal = DONG) -> None:
    """From the table `bulk.fact` to the table `bulk.finding`, everything anew."""
    with warehouse.transaction():
        for name in ("2_all", "4_order", "4_all", "5_odd", "5_state"):
            _run(warehouse, name)
        _run(warehouse, "6_finding", dong)


def find_arrived(warehouse: Warehouse, dong: Decimal = DONG) -> None:
    """The same for the figures of the temporary table `arrived`, which become facts unless they are: what they change,
    and no more."""
    with warehouse.transaction():
        _run(warehouse, "2_arrived")
        if _run(warehouse, "3_doubtful"):
            for name in ("4_order", "4_stray", "5_odd"):
                _run(warehouse, name)
        is_renamed = _run(warehouse, "3_renamed")
        _run(warehouse, "5_state")
        if is_renamed:
            _run(warehouse, "5_renamed")
        _run(warehouse, "6_finding", dong)


def _run(warehouse: Warehouse, name: str, dong: Decimal | None = None) -> int:
    """The number of rows that the last statement made."""
    made: tuple[object, ...] | None = None
    for statement in _statements(name):
        parameters = {"dong": dong} if statement.named_parameters else None
        made = warehouse.connection.execute(statement, parameters).fetchone()
    return int(str(made[0])) if made else 0


@cache
def _statements(name: str) -> list[duckdb.Statement]:
    """The statements of a file, parsed: that takes as long as a thousand figures do."""
    return duckdb.extract_statements((_FOLDER / f"{name}.sql").read_text("utf-8"))
