"""The reader compiled: what runs is what is written, or it says so."""

from __future__ import annotations

from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from sources import compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "quantity.py").write_text("ONE = 1\n", "utf-8")
    (tmp_path / "making.py").write_text("TWO = 2\n", "utf-8")
    monkeypatch.setattr(compiled, "FOLDER", tmp_path)
    monkeypatch.setattr(compiled, "STAMP", tmp_path / ".compiled")
    return tmp_path


def test_without_compiled_files_it_runs_as_written(folder: Path) -> None:
    assert compiled.state() == "plain"


def test_what_was_compiled_of_this_text_is_known(folder: Path) -> None:
    (folder / f"quantity{EXTENSION_SUFFIXES[0]}").write_bytes(b"")
    assert compiled.state() == "stale"  # nobody says of which text
    compiled.stamp()
    assert compiled.state() == "compiled"


def test_a_change_since_is_noticed(folder: Path) -> None:
    (folder / f"quantity{EXTENSION_SUFFIXES[0]}").write_bytes(b"")
    compiled.stamp()
    (folder / "making.py").write_text("TWO = 3\n", "utf-8")  # never compiled
    assert compiled.state() == "compiled"
    (folder / "quantity.py").write_text("ONE = 2\n", "utf-8")
    assert compiled.state() == "stale"
    (folder / "quantity.py").write_text("ONE = 1\n", "utf-8")
    (folder / "tail.py").write_text("", "utf-8")
    assert compiled.state() == "stale"


def test_a_file_of_another_python_is_none_of_ours(folder: Path) -> None:
    (folder / "quantity.cpython-27-x86_64-linux-gnu.so").write_bytes(b"")
    assert compiled.state() == "plain"
