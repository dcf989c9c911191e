"""The warehouse in a lake: two processes load into one, and it holds what one file would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from sources.errors import UsageError
from tests.server import free_port
from tests.support import ROOT, bundled, fill, red_rain
from warehouse import open_published
from warehouse.lake import keys_of, without_keys

DEFINITIONS = (ROOT / "warehouse" / "sql" / "10_stored.sql").read_text("utf-8")
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
WORK = """
import sys
from pathlib import Path
from dataclasses import replace
from flows.gather import Keeper, read_pages
from flows.job import load_and_verify, replay_run
from flows.settings import Settings
from sources.archive import Archive
from tests.support import bundled, red_rain
from warehouse.held import Held
from warehouse.lake import Lake
data, catalogue, files, part = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
settings = Settings(data=data, contact="", rate=None, workers=1, wait_seconds=120, allow_private=True,
                    lake=Lake(catalogue=catalogue, files=files))
topic = red_rain(claims=False)
pages = bundled()[part::2] if part < 2 else bundled()
with Archive(settings.archive, f"red-rain-{part}", is_durable=False) as archive:
    harvest = read_pages(pages, topic, Keeper(archive, Held()), None, None)
run = replay_run(topic, pages, None, None)
for _ in range(2):
    load_and_verify(settings, topic, run, [harvest])
"""


def test_every_table_has_a_key_and_a_lake_is_given_none() -> None:
    keys = keys_of(DEFINITIONS)
    tables = DEFINITIONS.count("create table if not exists")
    assert len(keys) == tables
    assert keys["capture"] == ("url", "captured_at", "digest")
    assert keys["article"] == ("article_id",)
    assert "primary key" not in without_keys(DEFINITIONS)
    assert without_keys(DEFINITIONS).count("comment on column stored.") == DEFINITIONS.count(
        "comment on column stored."
    )


def test_catalogue_and_files_go_together() -> None:
    from flows.settings import read_settings

    with pytest.raises(UsageError, match="go together"):
        read_settings({"DOICHIEU_LAKE": "dbname=x"})


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of the test's own, on loopback."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed")
    if find_spec("duckdb_extension_ducklake") is None or find_spec("psycopg") is None:
        pytest.skip("the lake extra is not installed (requirements-lake.lock)")
    folder = tmp_path_factory.mktemp("postgres")
    port = free_port()
    as_user: list[str] = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        for parent in folder.parents[:3]:
            parent.chmod(0o755)
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    bin = str(BINARIES[-1].parent)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
    data, log = str(folder / "data"), str(folder / "log")
    subprocess.run(
        [*as_user, f"{bin}/initdb", "-D", data, "-A", "trust", "-U", "lake"], check=True, capture_output=True
    )
    subprocess.run(
        [*as_user, f"{bin}/pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start"],
        check=True,
        capture_output=True,
    )
    try:
        yield f"dbname=postgres host=127.0.0.1 port={port} user=lake"
    finally:
        stop = [*as_user, f"{bin}/pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]
        subprocess.run(stop, check=False, capture_output=True)  # may be gone already


def test_two_processes_load_into_one_lake(catalogue: str, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(part: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", WORK, str(tmp_path / f"data{part}"), catalogue, str(files), str(part)]
        return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, cwd=ROOT)

    for process in [start(0), start(1)]:
        _, problems = process.communicate(timeout=300)
        assert process.returncode == 0, problems.decode()
    last = start(2)
    _, problems = last.communicate(timeout=300)
    assert last.returncode == 0, problems.decode()
    fill(tmp_path / "file", red_rain(claims=False), bundled())

    def rows(data: Path) -> list[list[tuple[object, ...]]]:
        queries = (
            "select figure_id, value, unit from figure order by all",
            "select article_id, title from article order by all",
            "select finding_id, type, severity from discrepancy order by all",
        )
        with open_published(data) as reader:
            return [reader.query(query).rows for query in queries]

    assert rows(tmp_path / "data2") == rows(tmp_path / "file")
