"""Units of measure: one name for every spelling, what one is in another, and by which factors they are mistaken."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from sources.figures.interval import is_counted
from sources.figures.tables import read_table

_PER = "/"
_STROKE = re.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What an amount is in another unit: so many times as much, and so much above."""

    factor: Decimal = Decimal(1)
    above: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Two units that are mistaken for one another, and the units in which that is seen."""

    name: str
    conversion: Conversion
    units: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    name: str
    short: str
    base: str
    conversion: Conversion


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    units: dict[str, _Unit]
    spellings: dict[str, str]
    shorts: dict[str, str]  # what stands behind a stroke
    called: dict[str, dict[str, tuple[str, ...]]]  # by language and unit
    others: dict[tuple[str, str], Decimal]
    slips: tuple[Slip, ...]
    scales: dict[str, Decimal]
    intensive: frozenset[str]
    depths: frozenset[str]


def spelt_out(unit: str) -> tuple[str, Decimal]:
    """The name of a unit and how many of it a unit with a scale is: "tỷ đồng" is VND, a thousand million times."""
    scale, rest = parted_by_scale(unit)
    if rest != unit and unit not in _table().spellings and (name_of(rest) != rest or rest in _table().spellings):
        return name_of(rest), scale
    return name_of(unit), Decimal(1)


def parted_by_scale(unit: str) -> tuple[Decimal, str]:
    """A scale in front of a unit and what stands behind it: "triệu lượt khách" is a million of "lượt khách"."""
    words = unit.split()
    for count in (2, 1):
        scale = _table().scales.get(" ".join(words[:count]).lower())
        if scale is not None and len(words) > count:
            return scale, " ".join(words[count:])
    return Decimal(1), unit


@lru_cache(4096)
def name_of(unit: str) -> str:
    """The one name of a unit, however it is spelt; of an amount for a unit ("VND/kg") with that unit's short name."""
    table = _table()
    known = table.spellings.get(unit) or table.spellings.get(unit.lower())
    if known is not None:
        return known
    amount, measure = _parted(unit)
    short = _short_of(measure)
    return f"{name_of(amount)}{_PER}{short}" if short else unit


def base_of(unit: str) -> str:
    """The unit that all of the same measure are brought to."""
    known = _table().units.get(unit)
    if known is not None:
        return known.base
    amount, stroke, measure = unit.partition(_PER)
    found = _table().units.get(name_of(measure)) if stroke else None
    return f"{amount}{_PER}{_table().units[found.base].short}" if found else unit


def others_of(tongue: str) -> dict[str, tuple[str, ...]]:
    """What a count of a metric is called in a language besides the words that `read` knows for its unit."""
    return _table().called[tongue]


def _parted(unit: str) -> tuple[str, str]:
    """An amount and what it is for: "đồng/vé" and "VND per ticket" are VND a ticket. Nothing for one that is for
    nothing."""
    written = _STROKE.sub(_PER, unit)
    for word, measure in _per_words():
        if written.lower().endswith(word):
            return written[: -len(word)].strip(), measure
    amount, stroke, measure = written.replace(" per ", _PER, 1).partition(_PER)
    return amount, measure if stroke else ""


@cache
def _per_words() -> tuple[tuple[str, str], ...]:
    """The words behind an amount that say what it is for, longest first, and the name of that."""
    tables = [read_table(code)["per_unit"] for code in ("en", "vi")]
    held = [(word.lower(), measure) for table in tables for measure, words in table.items() for word in words]
    told = [(word if word.startswith(_PER) else f" {word}", measure) for word, measure in held]
    return tuple(sorted(told, key=lambda each: (-len(each[0]), each)))


@cache
def _short_of(measure: str) -> str | None:
    """What stands behind a stroke for what an amount is for; None where nothing says that it is one thing."""
    if measure in {name for _, name in _per_words()}:
        return measure
    return _table().shorts.get(name_of(measure)) if measure else None


def conversion_between(unit: str, other: str) -> Conversion | None:
    """What an amount in one unit is in another, both by name; None where that can't be said."""
    if unit == other:
        return Conversion()
    table = _table()
    if (unit, other) in table.others:
        return Conversion(factor=table.others[unit, other])
    first, second = table.units.get(unit), table.units.get(other)
    if first is not None and second is not None and first.base == second.base:
        ratio = first.conversion.factor / second.conversion.factor
        return Conversion(
            factor=ratio, above=(first.conversion.above - second.conversion.above) / second.conversion.factor
        )
    (amount, stroke, measure), (same, _, measured) = unit.partition(_PER), other.partition(_PER)
    if not stroke or amount != same or not measured:
        return None
    within = conversion_between(name_of(measure), name_of(measured))
    return Conversion(factor=1 / within.factor) if within and not within.above else None


def adds_up(unit: str) -> bool:
    """Whether a longer time has what its parts have together, so that none is above it: no price, speed or
    temperature."""
    return _PER not in unit and name_of(unit) not in _table().intensive


def adds_up_over_places(unit: str) -> bool:
    """Whether a country has what its places have together: no height or depth either."""
    return adds_up(unit) and name_of(unit) not in _table().depths


def slips_of(unit: str) -> Sequence[Slip]:
    """The pairs of units that may have been exchanged in an amount of a unit, or for a unit."""
    measured = name_of(name_of(unit).rpartition(_PER)[2])
    return [slip for slip in _table().slips if measured in slip.units]


@cache
def _table() -> _Table:
    held = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
    units: dict[str, _Unit] = {}
    spellings: dict[str, str] = {}
    for measure in held["measure"].values():
        base = next(iter(measure))
        for name, row in measure.items():
            conversion = Conversion(factor=Decimal(row["is"]), above=Decimal(row.get("above", 0)))
            units[name] = _Unit(name=name, short=row["spelt"][0], base=base, conversion=conversion)
            spellings |= dict.fromkeys((name, *row["spelt"]), name)
    for name, others in held["spelt"].items():
        spellings |= dict.fromkeys((name, name.lower(), *others), name)
    called: dict[str, dict[str, tuple[str, ...]]] = {"en": {}, "vi": {}}
    for unit, row in held["called"].items():
        for tongue, words in row.items():
            called[tongue][unit] = tuple(words)
    return _Table(
        units=units,
        shorts={
            **{name: unit.short for name, unit in units.items()},
            **{name: others[0] for name, others in held["spelt"].items() if is_counted(name)},
        },
        called=called,
        spellings=spellings,
        others={(unit, other): Decimal(by) for unit, row in held["convert"].items() for other, by in row.items()},
        intensive=frozenset(held["intensive"]),
        depths=frozenset(held["depths"]),
        scales={word: Decimal(size) for size, words in held["scale"].items() for word in words},
        slips=tuple(
            Slip(
                name=row["name"],
                conversion=Conversion(factor=Decimal(row["factor"]), above=Decimal(row.get("above", 0))),
                units=frozenset(row["units"]),
            )
            for row in held["slip"]
        ),
    )
