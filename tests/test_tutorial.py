"""The tutorial works as it stands: every command line of it, one after another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
LINES = re.findall(r"^ {4}(.+)$", TUTORIAL, flags=re.M)
FOUND_SOMETHING = ("run ", "check ")  # these end with 1 where differences were found, which the tutorial says


@pytest.mark.flow
def test_every_line_of_the_tutorial_works(prefect: None, tmp_path: Path) -> None:
    from prefect.settings import PREFECT_API_URL

    command = tmp_path / "bin" / "doichieu"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flows.cli "$@"\n')
    command.chmod(0o755)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    environment = {
        **os.environ,
        "DOICHIEU_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
        "PREFECT_API_URL": PREFECT_API_URL.value(),
    }
    assert len(LINES) >= 10
    said = {}
    for line in LINES:
        words = line.replace(".venv/bin/doichieu", str(command))
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        may_find = any(f"doichieu {word}" in line for word in FOUND_SOMETHING)
        assert done.returncode in ((0, 1) if may_find else (0,)), f"{line}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        said[line] = done.stdout
    assert (tmp_path / "data" / "reports" / "red-rain.html").exists()
    assert any("24,390 dong a dollar" in text for line, text in said.items() if "check -" in line)
    assert any("deaths" in text for line, text in said.items() if "read -" in line)
