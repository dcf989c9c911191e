"""Places that lie outside of the home country, and the names that they have in both languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sources.figures.gazetteer import place_names
from sources.figures.tables import read_table
from warehouse.words import Tongue

HOME = "Vietnam"
HOME_NAMES = frozenset({"việt nam", "vietnam", "viet nam"})
NATIONWIDE = frozenset({"cả nước", "nationwide", "toàn quốc"})  # all of a land that was named before
_BETWEEN = re.compile(r"( / |, )")  # a place and the one within


def is_abroad(place: str | None) -> bool:
    """Whether a place, or one that it is said to lie in, is known to be no part of the home country, in English or
    Vietnamese: what is counted there is neither added to, nor held against, what is counted at home. A place that no
    table knows is taken for one at home."""
    return place is not None and any(part.strip().casefold() in _known() for part in _BETWEEN.split(place)[::2])


def is_province(place: str) -> bool:
    """Whether a place, or the one that it is said to lie in, is one of the provinces and cities that the reader's
    tables know: none of them lies in another."""
    return _BETWEEN.split(one_name(place))[0].strip().casefold() in _provinces()


def land_of(place: str | None) -> str | None:
    """The land that a place is, or is known to lie in: a state by its English name, the home country for itself and its
    provinces. None where no table knows, and for places in several."""
    names = [] if place is None else [part.strip().casefold() for part in _BETWEEN.split(one_name(place))[::2]]
    lands = {_lands()[name] for name in names if name in _lands()}
    return min(lands) if len(lands) == 1 else None


def is_land(place: str) -> bool:
    """Whether a place is a whole land."""
    name = place.strip().casefold()
    return name in _lands() and name not in _provinces()


def one_name(place: str) -> str:
    """The name under which a place is compared, whichever language and spelling it was told in: abroad the English one,
    at home the Vietnamese one ("Hanoi", "Ha Noi" are "Hà Nội")."""
    return "".join(_one_name(part) for part in _BETWEEN.split(place))


def _one_name(part: str) -> str:
    name = part.strip().casefold()
    return _english().get(name) or _at_home().get(name) or part


def place_text(place: str, tongue: Tongue) -> str:
    """A place as a text of a language names it."""
    if tongue == "en":
        return one_name(place)
    return "".join(_vietnamese().get(part.strip(), part) for part in _BETWEEN.split(place))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("abroad.toml").read_text("utf-8"))


@cache
def _provinces() -> frozenset[str]:
    return frozenset(name.casefold() for name in read_table("vi")["places"]["names"])


@cache
def _at_home() -> dict[str, str]:
    """By every spelling in lower case of a place at home that the reader's tables know: its name there."""
    table = read_table("vi")["places"]
    known = {*table["names"], *table["districts"]}
    return {said.casefold(): name for said, name in place_names().items() if name in known}


@cache
def _lands() -> dict[str, str]:
    states = {name.casefold(): name for name in _table()["states"]}
    names = states | {other: states[name.casefold()] for other, name in _english().items() if name.casefold() in states}
    return names | dict.fromkeys((*HOME_NAMES, *_provinces()), HOME)


@cache
def _known() -> frozenset[str]:
    names = {name.casefold() for key in ("states", "regions", "parts") for name in _table()[key]}
    names |= {other for other, name in _english().items() if name.casefold() in names}
    return frozenset(names | {f"the {name}" for name in names})


@cache
def _english() -> dict[str, str]:
    """By every name in lower case that is not the one to compare by."""
    names = {name.casefold(): name for name in _table()["states"]}
    names |= {other.casefold(): name for other, name in _table()["same"].items()}
    return names | {f"the {other}": name for other, name in names.items()}


@cache
def _vietnamese() -> dict[str, str]:
    names: dict[str, str] = {}
    for other, name in _table()["same"].items():
        names.setdefault(name, other)
    return names
