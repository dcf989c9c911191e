"""The files that say of a language what it provides: vi.toml and en.toml, and the signs that all share, units.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def read_table(name: str) -> dict[str, Any]:
    """One of the files, as it stands."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
