"""The fixed words of a report."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def load_labels() -> dict[str, dict[str, str]]:
    """The labels by language and key, as templates/labels.toml has them."""
    return tomllib.loads((Path(__file__).with_name("templates") / "labels.toml").read_text("utf-8"))
