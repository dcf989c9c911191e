"""Which alerts went where. The truth is `alerts-sent.jsonl` beside the warehouse, a line for each, written as soon
as an alert is out: a crash between sending and storing sends nothing twice, and a rebuilt one takes the lines back."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sources.errors import UsageError, WarehouseError
from warehouse.connection import Warehouse
from warehouse.load import insert

FILE = "alerts-sent.jsonl"
_COLUMNS = ("topic", "key", "sent_at", "target")


@dataclass(frozen=True, slots=True)
class Sent:
    """One alert at one target."""

    topic: str
    key: str
    target: str


class Journal:
    """What was sent, open for more; whoever holds it is the only one that sends."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self.sent = {Sent(row["topic"], row["key"], row["target"]) for row in _lines(path)}

    def add(self, topic: str, keys: list[str], target: str, sent_at: datetime) -> None:
        """Put down that a message about these events is out; on the disk before this returns."""
        for key in keys:
            line = dict(zip(_COLUMNS, (topic, key, sent_at.isoformat(), target), strict=True))
            self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            self.sent.add(Sent(topic, key, target))
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def open_journal(folder: Path) -> Iterator[Journal]:
    """The journal of a data folder, locked. Raises WarehouseError when it can't be written, UsageError when damaged."""
    path = folder / FILE
    try:
        file = path.open("ab")
    except OSError as error:
        raise WarehouseError(f"{path}: cannot be written: {error.strerror}; no alert is sent") from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.tell() and not path.read_bytes().endswith(b"\n"):
            file.write(b"\n")  # a line torn by a crash stays a line of its own
            file.flush()
        yield Journal(file, path)


def restore_sent(warehouse: Warehouse, folder: Path) -> int:
    """Take the journal into the warehouse. Gives how many alerts were new to it."""
    rows = [
        (row["topic"], row["key"], datetime.fromisoformat(row["sent_at"]), row["target"])
        for row in _lines(folder / FILE)
    ]
    return insert(warehouse, "alert", _COLUMNS, rows)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    """Whole lines; one that a crash has torn is no alert that went out for sure, and is left out."""
    if not path.exists():
        return
    for number, text in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if not isinstance(line, dict) or not all(isinstance(line.get(column), str) for column in _COLUMNS):
            raise UsageError(f"{path}: line {number}: is no alert; mend or remove it")
        yield line
