"""Whether the reader runs as it is written or compiled to C, and whether what was compiled is what is written."""

from __future__ import annotations

import hashlib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Final, Literal

State = Literal["plain", "compiled", "stale"]

FOLDER: Final = Path(__file__).with_name("figures")
STAMP: Final = FOLDER / ".compiled"  # the digest of what was compiled
_AS_WRITTEN: Final = frozenset(
    {
        "making",  # gives objects another class, which no compiled one allows
        *("gazetteer", "headwords", "lexicon", "measures", "prose", "tables"),  # make the tables, once
    }
)


def modules() -> list[Path]:
    """The files that are compiled."""
    return sorted(path for path in FOLDER.glob("*.py") if path.stem not in _AS_WRITTEN)


def digest() -> str:
    """What identifies the text of these files."""
    held = hashlib.sha256()
    for path in modules():
        held.update(path.name.encode() + b"\0" + path.read_bytes())
    return held.hexdigest()


def state() -> State:
    """How the reader runs here. Stale: it was changed since it was compiled, and what runs is not what is written."""
    if not any(FOLDER.glob(f"*{EXTENSION_SUFFIXES[0]}")):
        return "plain"
    return "compiled" if STAMP.is_file() and STAMP.read_text("ascii") == digest() else "stale"


def stamp() -> None:
    """Notes of which text the compiled files are."""
    STAMP.write_text(digest(), "ascii")


if __name__ == "__main__":
    print(state())
