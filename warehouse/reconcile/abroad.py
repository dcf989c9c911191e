"""Places that lie outside of the home country."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_BETWEEN = re.compile(r" / |, ")  # a place and the one within


def is_abroad(place: str | None) -> bool:
    """Whether a place, or one that it is said to lie in, is known to be no part of the home country, in English or
    Vietnamese: what is counted there is neither added to, nor held against, what is counted at home. A place that no
    table knows is taken for one at home."""
    return place is not None and any(part.strip().casefold() in _known() for part in _BETWEEN.split(place))


@cache
def _known() -> frozenset[str]:
    table = tomllib.loads(Path(__file__).with_name("abroad.toml").read_text("utf-8"))
    names = {name.casefold() for tongues in table.values() for listed in tongues.values() for name in listed}
    return frozenset(names | {f"the {name}" for name in names})
