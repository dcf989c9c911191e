"""Ad-hoc SQL: the cookbook runs, the macros hold, nothing can be written or read beside what was asked for."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from flows.cli import main
from flows.prompt import ask, completer_of, names_of
from tests.support import ROOT
from warehouse import open_published
from warehouse.connection import Reader, memory_warehouse

COOKBOOK = (ROOT / "docs" / "sql.md").read_text("utf-8")
QUERIES = [
    (f"{title.split('.')[0]}{'b' if number else ''}", query)
    for title, section in re.findall(r"^### (.+?)$(.*?)(?=^### |\Z)", COOKBOOK, flags=re.M | re.S)
    for number, query in enumerate(re.findall(r"```sql\n(.*?)```", section, flags=re.S))
]
# What the bundled pages, one simulated capture of each, have no case of.
EMPTY = {"5", "10", "12", "22"}


@pytest.mark.parametrize(("name", "query"), QUERIES, ids=[name for name, _ in QUERIES])
def test_the_cookbook_runs(name: str, query: str, red_rain_data: Path) -> None:
    with open_published(red_rain_data) as reader:
        rows = reader.query(query).rows
    assert bool(rows) == (name not in EMPTY)


def test_the_cookbook_holds_twenty_questions() -> None:
    assert len({name.rstrip("b") for name, _ in QUERIES}) >= 20


# --- macros ------------------------------------------------------------------------------------------

MACROS = [
    pytest.param("fold('Mưa ĐỎ – Đặng')", "mua do – dang", id="fold"),
    pytest.param("local_day(timestamptz '2025-09-07 18:00:00+00')::varchar", "2025-09-08", id="day-of-viet-nam"),
    pytest.param(
        "same_as_of(timestamptz '2025-09-01', timestamptz '2025-09-02', '2025-09-02', null)", True, id="touch"
    ),
    pytest.param("same_as_of(null, timestamptz '2025-09-01', timestamptz '2025-09-02', null)", False, id="apart"),
    pytest.param("in_vnd(12, 'VND', date '2025-01-01')", Decimal(12), id="dong"),
    pytest.param("in_vnd(2, 'XTS', date '2025-01-05')", Decimal(50), id="nearest-day"),
    pytest.param("in_vnd(2, 'XTS', date '2025-06-01')", None, id="no-rate-near"),
    pytest.param("in_vnd(2, 'XXX', date '2025-01-05')", None, id="no-such-currency"),
]


@pytest.mark.parametrize(("expression", "expected"), MACROS)
def test_macros(expression: str, expected: object) -> None:
    with memory_warehouse() as warehouse:
        warehouse.connection.execute(
            "insert into stored.rate values ('XTS', '2025-01-01', 20, 19, 21, 'a'), "
            "('XTS', '2025-01-06', 25, 24, 26, 'b')"
        )
        assert warehouse.query(f"select {expression}").rows == [(expected,)]


def test_what_was_known_grows_with_the_captures(red_rain_data: Path) -> None:
    with open_published(red_rain_data) as reader:
        days = ("2020-01-01", "2025-09-05", "2025-09-20", "2030-01-01")
        counts = [int(str(reader.query(f"select count(*) from as_known_on('{day}')").rows[0][0])) for day in days]
        all_of_it = reader.query("select count(*) from figure").rows[0][0]
    assert counts[0] == 0 < counts[1] < counts[2] < counts[3] == all_of_it


# --- the command -------------------------------------------------------------------------------------


def _sql(data: Path, *words: str) -> int:
    return main(["sql", "--data", str(data), *words])


@pytest.mark.parametrize(
    "query",
    [
        "create table t (a integer)",
        "delete from stored.figure",
        "from read_csv('/etc/passwd')",
        "copy (select 1) to '{file}'",
        "attach '{file}'",
        "install httpfs",
        "load 'httpfs'",
        "set enable_external_access = true",
        "pragma enable_profiling",
        "export database '{file}'",
    ],
)
def test_nothing_is_written_or_read_beside(
    query: str, red_rain_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = _sql(red_rain_data, query.format(file=tmp_path / "x"))
    if not query.startswith("pragma"):
        assert code == 2
        assert "SQL: " in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_every_form_holds_every_row(red_rain_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "select figure_id, value, said from figure_all order by figure_id -- and a remark"
    with open_published(red_rain_data) as reader:
        number = len(reader.query(query).rows)
    for form, lines in (("csv", number + 1), ("json", number), ("markdown", number + 2)):
        assert _sql(red_rain_data, "--format", form, query) == 0
        assert len(capsys.readouterr().out.splitlines()) == lines
    target = tmp_path / "rows.parquet"
    assert _sql(red_rain_data, "--format", "parquet", "--output", str(target), query) == 0
    with memory_warehouse() as warehouse:
        assert warehouse.query(f"select count(*), sum(value) > 0 from '{target}'").rows == [(number, True)]
    assert [path.name for path in tmp_path.iterdir()] == ["rows.parquet"]
    assert _sql(red_rain_data, "--format", "parquet", query) == 2
    assert _sql(red_rain_data, "--format", "csv", "--output", str(tmp_path / "no" / "rows.csv"), query) == 2


def test_a_table_says_where_it_stops(red_rain_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _sql(red_rain_data, "--rows", "3", "select figure_id from figure") == 0
    assert "The first 3 rows" in capsys.readouterr().err


def test_a_query_that_wants_too_much_memory_is_an_error_of_a_line(
    red_rain_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    greedy = "select len(list(range)) from range(40000000)"
    assert _sql(red_rain_data, "--memory", "60MB", greedy) == 2
    assert capsys.readouterr().err.startswith("doichieu: SQL: Out of Memory")
    assert _sql(red_rain_data, "--memory", "a lot", "select 1") == 2


def _asked(reader: Reader, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter(text.splitlines())

    def given(_: str) -> str:
        line = next(lines, None)
        if line is None:
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr("builtins.input", given)
    assert ask(reader, "csv", 10, folder) == 0


def test_the_prompt_goes_on_after_mistakes_and_interruptions(
    red_rain_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "select nothing;\nselect\n^C\nselect 1 +\n41 as answer;\n.tables\n.schema verdict\n.schema none\n.macros\n.help"
    )
    with open_published(red_rain_data) as reader:
        _asked(reader, text, tmp_path, monkeypatch)
    out, err = capsys.readouterr()
    assert "answer\n42\n" in out
    assert "How recent the newest figure" in out
    assert "claim_id" in out
    assert "in_vnd(amount" in out
    assert "none: no such view" in err
    assert "interrupted" in err


def test_tab_knows_views_columns_and_macros(red_rain_data: Path) -> None:
    with open_published(red_rain_data) as reader:
        complete = completer_of(names_of(reader))
    assert complete("discre", 0) == "discrepancy"
    assert complete("as_known", 0) == "as_known_on"
    assert complete("no_such", 0) is None


def test_a_query_is_interrupted_cleanly(red_rain_data: Path) -> None:
    # A process that was started in the background may have been told to ignore interruptions; a prompt never is.
    begin = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{begin}\nfrom flows.cli import main\nsys.exit(main(sys.argv[1:]))"
    endless = "select sum(a.range * b.range) from range(10000000) a, range(1000000) b"
    command = [sys.executable, "-c", program, "sql", "--data", str(red_rain_data), endless]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(4)  # it is at it, however slow the machine is
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert err == "doichieu: interrupted; what was loaded is kept\n"


def test_stdin_is_a_query(
    red_rain_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("select 7 as seven"))
    assert _sql(red_rain_data, "--format", "csv") == 0
    assert capsys.readouterr().out == "seven\n7\n"


def test_times_are_aware(red_rain_data: Path) -> None:
    with open_published(red_rain_data) as reader:
        value = reader.query("select max(latest_run) from freshness").rows[0][0]
    assert isinstance(value, datetime)
    assert value.tzinfo is not None
    assert value < datetime(2030, 1, 1, tzinfo=UTC)
