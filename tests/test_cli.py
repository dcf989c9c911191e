"""The command line: bad input gets a clear error in a few lines and the right exit code; help teaches."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tomllib
import weakref
from pathlib import Path
from typing import Any

import pytest

from flows.arguments import build_parser
from flows.cli import main
from sources.errors import WarehouseError
from tests.support import PAGES, ROOT

TABLE = tomllib.loads((Path(__file__).parent / "cli" / "bad.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", TABLE["case"], ids=[case["id"] for case in TABLE["case"]])
def test_bad_input(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in TABLE["files"].items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setenv("DOICHIEU_DATA", str(tmp_path / "data"))
    try:
        code = main([arg.replace("{dir}", str(tmp_path)).replace("{pages}", str(PAGES)) for arg in case["args"]])
    except SystemExit as exit:
        code = int(str(exit.code))
    out = capsys.readouterr()
    assert code == case["code"], out.err
    for text in case["says"]:
        assert text in out.err
    for text in case.get("out", []):
        assert text in out.out
    assert "Traceback" not in out.err
    assert len(out.err.splitlines()) <= 3 + len(case["says"])


@pytest.mark.parametrize("kind", [WarehouseError, ValueError])
def test_an_error_that_somebody_keeps_holds_nothing_open(
    kind: type[Exception], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As Prefect keeps that of a failed task: a connection in it would be told of as a leak when the process ends."""
    kept: list[BaseException] = []
    held: list[weakref.ref[set[str]]] = []

    def fail(_: object) -> int:
        connection = {"connection"}
        held.append(weakref.ref(connection))
        try:
            raise OSError(str(connection))
        except OSError as error:
            kept.append(kind("the disk is full"))
            raise kept[0] from error

    monkeypatch.delenv("DOICHIEU_DEBUG", raising=False)
    monkeypatch.setattr("flows.commands.sql.main", fail)
    assert main(["sql", "select 1"]) == 3
    assert "the disk is full" in capsys.readouterr().err
    assert held[0]() is None


def _commands() -> dict[str, argparse.ArgumentParser]:
    parser = build_parser()
    listed = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(listed.choices)


@pytest.mark.parametrize("name", sorted(_commands()))
def test_every_help_has_an_example(name: str) -> None:
    text = _commands()[name].format_help()
    assert f"doichieu {name}" in text.split("Examples:")[1]


def test_sql_answers_and_a_pipe_may_close(red_rain_data: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DOICHIEU_DATA": str(red_rain_data)}
    command = [sys.executable, "-m", "flows.cli", "sql", "select * from figure", "--format", "csv"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=ROOT)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"figure_id,")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) in (0, 141)


def test_commands_that_run_no_flow_do_not_import_prefect(red_rain_data: Path) -> None:
    code = (
        "import sys\nfrom flows.cli import main\n"
        "main(['sql', 'select count(*) from discrepancy', '--format', 'csv'])\n"
        "assert not any(name == 'prefect' or name.startswith('prefect.') for name in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "DOICHIEU_DATA": str(red_rain_data)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
