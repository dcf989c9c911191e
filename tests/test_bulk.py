"""The bulk pass: it flags what the explaining engine flags, and arrivals change what everything anew would."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
EVERYTHING = "select * from bulk.finding order by all"
STATE = "select * from bulk.state order by all"
Row = tuple[int, int, int, int, int | None, bool, int, int, int]


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


@pytest.fixture(scope="module")
def bare() -> Iterator[Warehouse]:
    with memory_warehouse() as warehouse:
        bulk.prepare(warehouse)
        yield warehouse


def _put(warehouse: Warehouse, table: str, rows: Sequence[Row]) -> None:
    values = ", ".join("(" + ", ".join("null" if v is None else str(v) for v in row) + ")" for row in rows)
    warehouse.connection.execute(f"insert into {table} values {values}" if rows else "select 1")


def _anew(warehouse: Warehouse, rows: Sequence[Row]) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    warehouse.connection.execute("delete from bulk.fact")
    _put(warehouse, "bulk.fact", rows)
    bulk.find_all(warehouse)
    return warehouse.query(EVERYTHING).rows, warehouse.query(STATE).rows


@st.composite
def _figures(draw: st.DrawFn) -> list[Row]:
    """Few series, events and amounts, so that much of it meets, repeats, ties and gets out of order. Series 1 and 2 are
    running totals."""
    amounts = st.sampled_from([-120, 90, 100, 101, 109, 120, 190, 210, 1000, 1200, 100_000, 2_640_000])
    drawn = draw(
        st.lists(
            st.tuples(
                st.integers(1, 4),
                st.integers(1, 6),
                st.integers(1, 3),
                st.none() | st.integers(1, 2),
                amounts,
                st.sampled_from([0, 0, 1, 10]),
                st.sampled_from([0, 0, 1, 10]),
            ),
            min_size=2,
            max_size=30,
        )
    )
    return [
        (series, event, figure, house, origin, series <= 2, value - below, value + above, value)
        for figure, (series, event, house, origin, value, below, above) in enumerate(drawn, 1)
    ]


def _arrive(warehouse: Warehouse, rows: Sequence[Row]) -> None:
    warehouse.connection.execute("create or replace temp table arrived as from bulk.fact limit 0")
    _put(warehouse, "arrived", rows)
    bulk.find_arrived(warehouse)


def _cases() -> list[object]:
    file = Path(__file__).parent / "bulk" / "arrivals.toml"
    return [pytest.param(case, id=case["id"]) for case in tomllib.loads(file.read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", _cases())
def test_what_arrives_speaks_for_events_that_it_does_not_name(bare: Warehouse, case: dict[str, object]) -> None:
    batches = case["batches"]
    assert isinstance(batches, list)
    number = 0
    seen: dict[tuple[int, ...], Row] = {}
    arrivals: list[list[Row]] = []
    for batch in batches:
        arrivals.append([])
        for series, event, house, value in batch:
            number += 1
            row = seen.setdefault(
                (series, event, house, value),
                (series, event, number, house, None, bool(case["is_total"]), value, value, value),
            )
            arrivals[-1].append(row)
    expected = _anew(bare, list(seen.values()))
    assert [[row[2], row[4]] for row in expected[0]] == case["found"]
    _anew(bare, arrivals[0])
    for batch in arrivals[1:]:
        _arrive(bare, batch)
    assert (bare.query(EVERYTHING).rows, bare.query(STATE).rows) == expected


@given(_figures(), st.data())
@settings(max_examples=30, deadline=None)
def test_however_figures_arrive_the_findings_are_those_of_all_at_once(
    bare: Warehouse, rows: list[Row], data: st.DataObject
) -> None:
    expected = _anew(bare, data.draw(st.permutations(rows), label="all at once"))
    order = data.draw(st.permutations(rows), label="order")
    cuts = sorted(data.draw(st.lists(st.integers(1, len(rows)), min_size=1, max_size=4), label="cuts"))
    _anew(bare, order[: cuts[0]])
    for begin, end in zip(cuts, [*cuts[1:], len(rows)], strict=True):
        again = data.draw(st.lists(st.sampled_from(order[:end]), max_size=4), label="again")
        _arrive(bare, [*order[begin:end], *again])
    assert (bare.query(EVERYTHING).rows, bare.query(STATE).rows) == expected
