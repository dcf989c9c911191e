"""The bulk pass: it flags what the explaining engine flags, and arrivals change what everything anew would."""

from __future__ import annotations

import pytest

from benchmarks.generator import make_cases
from sources.lines import dumps, loads, parse_figure_line
from sources.model import Topic
from sources.topics import find_topic, load_topic
from warehouse import Warehouse, memory_warehouse
from warehouse.reconcile import bulk
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.groups import by_scope, compare_events
from warehouse.reconcile.model import Comparable

FINDINGS = "select series, event, reason, type, severity, odd_figure, repaired from bulk.finding order by all"


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic(find_topic("vietnam-trade-2024"))


@pytest.fixture(scope="module")
def items(topic: Topic) -> list[Comparable]:
    lines = [line for case in make_cases(5, 3) if case.topic == topic.key for line in case.lines]
    parsed = []
    for number, line in enumerate(lines, 1):
        read = loads(dumps(line))
        assert isinstance(read, dict)
        parsed.append(parse_figure_line(read, number))
    return make_comparables(parsed, topic, {})[0]


def _found(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return warehouse.query(FINDINGS).rows


def test_it_flags_the_events_that_the_engine_flags(items: list[Comparable]) -> None:
    with memory_warehouse() as warehouse:
        bulk.prepare(warehouse)
        bulk.load(warehouse, items)
        bulk.find_all(warehouse)
        flagged = len(_found(warehouse))
    conflicts = [c for _, members in by_scope(items).items() for c in compare_events(members)[0]]
    assert flagged == len(conflicts) > 10


def test_arrivals_change_what_everything_anew_would(items: list[Comparable]) -> None:
    with memory_warehouse() as warehouse:
        bulk.prepare(warehouse)
        bulk.load(warehouse, items)
        bulk.find_all(warehouse)
        expected = _found(warehouse)
    with memory_warehouse() as warehouse:
        bulk.prepare(warehouse)
        bulk.load(warehouse, items[::2])
        bulk.find_all(warehouse)
        bulk.load(warehouse, items[1::2], "arrived")
        bulk.find_arrived(warehouse)
        assert _found(warehouse) == expected


def test_totals_out_of_order_are_found_as_they_arrive() -> None:
    rows = [[1, day, day, 1, None, True, 100 + day, 100 + day, 100 + day] for day in range(1, 9)]
    rows.append([1, 4, 99, 2, None, True, 1040, 1040, 1040])
    with memory_warehouse() as warehouse:
        bulk.prepare(warehouse)
        warehouse.connection.executemany("insert into bulk.fact values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows[:-1])
        bulk.find_all(warehouse)
        assert _found(warehouse) == []
        warehouse.connection.execute("create or replace temp table arrived as from bulk.fact limit 0")
        warehouse.connection.execute("insert into arrived values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows[-1])
        bulk.find_arrived(warehouse)
        kinds = {str(row[3]) for row in _found(warehouse)}
    assert kinds & {"SCALE", "FUTURE", "CONTRA"}
