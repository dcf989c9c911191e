"""The database file: one writer, readers on a whole copy, exact amounts, clear errors, nothing lost in a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sources.errors import UsageError, WarehouseError
from warehouse import Warehouse, open_published, open_warehouse
from warehouse.load import Run, finish_run, insert, plain
from warehouse.review import review_finding

ROOT = Path(__file__).resolve().parent.parent
NEWEST_OF_1_5 = 68  # storage version
MADE = datetime(2025, 3, 1, 9, tzinfo=UTC)


def _run(run_id: str) -> Run:
    return Run(run_id=run_id, topic="film", kind="replay", made_at=MADE, code_version="0", topic_digest="d")


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        row = ("https://one.example.com/1", MADE, "p")
        assert insert(warehouse, "capture", ("url", "captured_at", "digest"), [row]) == 1
        assert insert(warehouse, "capture", ("url", "captured_at", "digest"), [row, row]) == 0


def test_amounts_are_exact_and_times_aware(tmp_path: Path) -> None:
    amount = Decimal("698684462309.1234")
    with open_warehouse(tmp_path) as warehouse:
        insert(
            warehouse,
            "figure",
            ("figure_id", "reader_version", "topic", "value", "as_of_end"),
            [("f", 1, "t", amount, MADE)],
        )
        found = warehouse.query("select value, as_of_end from stored.figure").rows[0]
    assert found[0] == amount
    assert isinstance(found[1], datetime)
    assert found[1] == MADE
    assert found[1].utcoffset() is not None


@pytest.mark.parametrize("text", ["6E+11", "6E+2", "600000000000", "1.5", "0E+3", "-24.6E+6"])
def test_amounts_are_exact_however_they_are_held(tmp_path: Path, text: str) -> None:
    value = plain(Decimal(text))
    assert value == Decimal(text)
    assert "E" not in str(value)
    with open_warehouse(tmp_path) as warehouse:
        insert(warehouse, "figure", ("figure_id", "reader_version", "topic", "value"), [("f", 1, "t", Decimal(text))])
        assert warehouse.query("select value from stored.figure").rows == [(Decimal(text),)]


def test_readers_see_the_last_published_state_while_a_run_writes(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        finish_run(warehouse, _run("r1"), "finished")
        warehouse.publish()
        with open_published(tmp_path) as reader, warehouse.transaction():
            finish_run(warehouse, _run("r2"), "finished")
            assert reader.query("select run_id from run").rows == [("r1",)]
        with open_published(tmp_path) as again:
            assert again.query("select run_id from run").rows == [("r1",)]
        warehouse.publish()
    with open_published(tmp_path) as reader:
        assert len(reader.query("select run_id from run").rows) == 2
        comments = reader.query(
            "select comment from duckdb_columns() where table_name = 'run' and schema_name = 'main'"
        )
        assert all(comment for (comment,) in comments.rows)


def test_a_batch_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        with pytest.raises(ZeroDivisionError):
            _load_half(warehouse)
        assert warehouse.query("select * from run").rows == []


def _load_half(warehouse: Warehouse) -> None:
    with warehouse.transaction():
        finish_run(warehouse, _run("r1"), "finished")
        raise ZeroDivisionError


def test_a_killed_writer_leaves_the_last_good_state(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from warehouse import open_warehouse\n"
        "with open_warehouse(Path(sys.argv[1])) as w:\n"
        "    w.connection.execute(\"insert into stored.run (run_id, topic) values ('kept', 't')\")\n"
        "    with w.transaction():\n"
        "        w.connection.execute(\"insert into stored.run (run_id, topic) values ('lost', 't')\")\n"
        "        print('inside', flush=True)\n"
        "        time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"inside\n"
    with pytest.raises(WarehouseError, match="another run is writing"), open_warehouse(tmp_path, 0.1):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_warehouse(tmp_path, 5) as warehouse:
        assert warehouse.query("select run_id from run").rows == [("kept",)]


def test_reading_the_lock_file_does_not_drop_the_lock(tmp_path: Path) -> None:
    """POSIX locks vanish when any handle on the file is closed in the process; ours must not."""
    with open_warehouse(tmp_path):
        (tmp_path / "warehouse.lock").read_bytes()
        code = "import sys; from pathlib import Path; from warehouse import open_warehouse\n"
        code += "with open_warehouse(Path(sys.argv[1]), 0.1): pass\n"
        second = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert "another run is writing" in second.stderr


def test_files_are_written_as_duckdb_1_5_reads_them(tmp_path: Path) -> None:
    """The storage version stands behind the magic bytes; what 2.0 writes by default, 1.5 refuses."""
    with open_warehouse(tmp_path) as warehouse:
        warehouse.publish()
    for name in ("warehouse.duckdb", "published.duckdb"):
        head = (tmp_path / name).read_bytes()[:20]
        assert head[8:12] == b"DUCK"
        assert int.from_bytes(head[12:20], "little") <= NEWEST_OF_1_5


def test_published_is_sealed(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.publish()
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with open_published(tmp_path) as reader:
        for query in (
            f"select * from read_csv('{secret}')",
            f"copy (select 1) to '{tmp_path / 'out.csv'}'",
            "insert into stored.run (run_id) values ('x')",
            "set memory_limit = '1GB'",
        ):
            with pytest.raises(UsageError):
                reader.query(query)


def test_nothing_published_yet(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="nothing was published yet"), open_published(tmp_path):
        pass


def test_a_published_copy_that_was_deleted_is_said_to_be_made_again(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.publish()
    (tmp_path / "published.duckdb").unlink()
    with pytest.raises(WarehouseError, match="the next run publishes it again"), open_published(tmp_path):
        pass


@pytest.mark.parametrize("name", ["warehouse.duckdb", "published.duckdb"])
def test_a_damaged_file_is_said_to_be(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no database" * 1000)
    opener = open_warehouse if name.startswith("warehouse") else open_published
    with pytest.raises(WarehouseError, match="is damaged"), opener(tmp_path):
        pass


def test_what_another_version_published_is_said_to_be(tmp_path: Path) -> None:
    query = "select later_column from run"
    with open_warehouse(tmp_path) as warehouse:
        warehouse.publish()
        with open_published(tmp_path) as reader, pytest.raises(UsageError) as own:
            reader.query(query)
        warehouse.connection.execute("update stored.schema_version set definitions = 'older'")
        warehouse.publish()
    with open_published(tmp_path) as reader, pytest.raises(UsageError, match="another version of doichieu"):
        reader.query(query)
    assert "another version" not in str(own.value)
    with open_warehouse(tmp_path) as warehouse:  # any writer brings the definitions up to date
        warehouse.publish()
    with open_published(tmp_path) as reader, pytest.raises(UsageError) as renewed:
        reader.query(query)
    assert "another version" not in str(renewed.value)


def test_a_table_of_before_gets_its_new_column(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        finish_run(warehouse, _run("r1"), "finished")
        warehouse.connection.execute("alter table stored.run drop column concluded")  # as before runs were numbered
        warehouse.connection.execute("update stored.schema_version set definitions = 'older'")
    with open_warehouse(tmp_path) as warehouse:
        finish_run(warehouse, _run("r0"), "finished")
        assert warehouse.query("select run_id, concluded from run order by all").rows == [("r0", 1), ("r1", 0)]
        assert warehouse.query("select run_id from latest_run").rows == [("r0",)]


def test_another_schema_version_is_refused(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.connection.execute("update stored.schema_version set version = 99")
    with pytest.raises(WarehouseError, match="schema version 99"), open_warehouse(tmp_path):
        pass


def test_a_full_disk_is_said_to_be_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_warehouse(tmp_path) as warehouse:
        finish_run(warehouse, _run("r1"), "finished")
        published = warehouse.publish().read_bytes()

        def full(source: object, target: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(WarehouseError, match="disk is full"):
            warehouse.publish()
        monkeypatch.undo()
        assert (tmp_path / "published.duckdb").read_bytes() == published
        assert warehouse.publish().is_file()


def test_a_review_is_kept_and_respected(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        for run_id, day in (("r1", 1), ("r2", 2)):
            insert(
                warehouse,
                "finding",
                ("run_id", "finding_id", "topic", "type", "severity"),
                [(run_id, "x", "film", "CONTRA", 3)],
            )
            insert(
                warehouse,
                "evidence",
                ("run_id", "topic", "claim_id", "finding_id", "figure_id", "stance"),
                [(run_id, "film", "", "x", "f1", "part")],
            )
            insert(
                warehouse,
                "run",
                ("run_id", "topic", "state", "made_at"),
                [(run_id, "film", "finished", MADE.replace(day=day))],
            )
            if run_id == "r1":
                review_finding(warehouse, "x", "rejected", reason="two tallies", reviewer="desk", decided_at=MADE)
        assert warehouse.records("select state, run_id from difference") == [{"state": "rejected", "run_id": "r2"}]
        assert warehouse.query("select * from discrepancy").rows == []
        with pytest.raises(UsageError, match="needs a reason"):
            review_finding(warehouse, "x", "rejected", reason=" ", reviewer="desk", decided_at=MADE)
        with pytest.raises(UsageError, match="no finding"):
            review_finding(warehouse, "y", "rejected", reason="r", reviewer="desk", decided_at=MADE)
