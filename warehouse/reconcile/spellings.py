"""Units as lines spell them: the metric's own unit in other words, in either language."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from sources.figures.interval import is_counted, quantity_of
from sources.figures.tables import read_table
from sources.lines import FigureLine
from sources.model import Metric, Quantity
from warehouse.reconcile.model import Number
from warehouse.reconcile.units import others_of, parted_by_scale, spelt_out

_LANGUAGES = ("en", "vi")


def is_named(word: str, metric: Metric) -> bool:
    """Whether a word names the unit of a metric: one of its nouns, or what the tables of words call the same thing
    ("bàn": goals, "khách": people)."""
    if any(word.casefold() == noun.casefold() for nouns in metric.nouns.values() for noun in nouns):
        return True
    named = _named(word.casefold())
    return metric.unit in named or not named.isdisjoint(_named(metric.unit.casefold()))


def is_word_of(tongue: str, word: str, metric: Metric) -> bool:
    """Whether a sentence of a language can say a unit by this word."""
    return word.casefold() in _words(tongue) or word in metric.nouns.get(tongue, ())


def _unit_and_scale(unit: str, metric: Metric | None) -> tuple[str, Decimal]:
    scale, word = parted_by_scale(unit)
    if metric is None or not word or word == metric.unit or not is_named(word, metric):
        return spelt_out(unit)
    is_alike = is_counted(word) and is_counted(metric.unit)
    return (word if is_alike and spelt_out(word)[0] == word else metric.unit), scale


def in_named_unit(line: FigureLine, metric: Metric | None) -> FigureLine:
    """The same with its unit by the name that all go by, and its amounts in that unit: that of its metric where it says
    that in other words, though what is counted keeps its word ("children"). How far a number reaches follows
    from that unit where the line does not say: 100 km may be 100.4, while 100 of what no table knows are 100."""
    quantity = line.figure.quantity
    unit, scale = _unit_and_scale(quantity.unit, metric)
    if unit == quantity.unit and scale == 1:
        return line

    def scaled(value: Number) -> Number:
        return None if value is None else value * scale

    named = replace(
        quantity,
        unit=unit,
        value=scaled(quantity.value),
        value_max=scaled(quantity.value_max),
        low=scaled(quantity.low),
        high=scaled(quantity.high),
        soft_low=scaled(quantity.soft_low),
        soft_high=scaled(quantity.soft_high),
        precision=scaled(quantity.precision),
        readings=tuple(replace(each, value=each.value * scale) for each in quantity.readings),
    )
    if quantity.value is not None:
        plain = quantity_of(quantity.value, unit=quantity.unit, hedge=quantity.hedge, value_max=quantity.value_max)
        if _ends(plain) == _ends(quantity):
            told = quantity_of(
                quantity.value * scale,
                unit=unit,
                hedge=quantity.hedge,
                value_max=scaled(quantity.value_max),
                precision=None if quantity.precision == plain.precision else scaled(quantity.precision),
            )
            named = replace(told, comparator=quantity.comparator, readings=named.readings)
    return replace(line, figure=replace(line.figure, quantity=named))


def _ends(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.low_open, quantity.high_open


@cache
def _named(word: str) -> frozenset[str]:
    """The units that a word names, in either language."""
    tables = [read_table(code)["unit"] for code in _LANGUAGES]
    return frozenset(
        name
        for held in (*tables, *(others_of(code) for code in _LANGUAGES))
        for name, words in held.items()
        if word == name or word in map(str.casefold, words)
    )


@cache
def _words(tongue: str) -> frozenset[str]:
    held = (*read_table(tongue)["unit"].values(), *others_of(tongue).values())
    return frozenset(word.casefold() for words in held for word in words)
