"""The files that say of a language what it provides: vi.toml and en.toml, and the signs that all share, units.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """One of the files, as it stands; the same object each time, to be read and not changed."""
    # Not by __file__, which compiled modules have wrong.
    return tomllib.loads(files("sources.figures").joinpath(f"{name}.toml").read_text("utf-8"))
