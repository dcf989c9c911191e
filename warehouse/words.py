"""Numbers, hedges, times and codes in the words that readers see, in English and Vietnamese."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from sources.model import VIETNAM, Figure, Metric, Period

Tongue = Literal["en", "vi"]
TONGUES: tuple[Tongue, ...] = ("en", "vi")
IMPLIED: dict[Tongue, str] = {"en": "by its own figures", "vi": "suy từ các số trong bài"}  # what no page states itself
_EPOCH = date(1970, 1, 1)
_SWAPPED = str.maketrans(",.", ".,")


@cache
def load_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The table of words: section -> code -> language -> text."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def word(section: str, code: str, tongue: Tongue) -> str:
    """What readers see for a code. Raises KeyError for a code that has no words."""
    return load_words()[section][code][tongue]


def amount_text(
    value: Decimal | None, unit: str, tongue: Tongue, *, is_exact: bool = False, noun: str | None = None
) -> str:
    """ "54.7 billion dong", "54,7 tỷ đồng", "20,160 dong per litre", "1 person", "7 Sept 2025": to a thousandth
    of a million or a billion, unless it is to be exact: then "1,250,900 people", whose last digits a thousandth would
    hide. `noun` is what a unit is called that no table has."""
    if value is None:
        return "?"
    if unit == "date":
        day = _EPOCH + timedelta(days=int(value))
        return f"{day.day}/{day.month}/{day.year}" if tongue == "vi" else f"{day.day} {day:%b %Y}"
    size, name = _scale(value, unit, tongue)
    scaled = value / size
    if size != 1 and scaled != scaled.quantize(Decimal("0.001")):
        scaled, name = (value, "") if is_exact else (scaled.quantize(Decimal("0.001")), name)
    number = number_text(scaled, tongue)
    amount, _, piece = unit.partition("/")
    unit_words = load_words()["unit"].get(amount)
    form = "one" if tongue == "en" and abs(value) == 1 and unit_words and "one" in unit_words else tongue
    unit_name = (unit_words[form] if unit_words else noun or amount) + _piece_text(piece, tongue)
    if unit == "rank":
        return f"no. {number}" if tongue == "en" else f"hạng {number}"
    joined = "" if unit == "percent" else " "
    return f"{number}{' ' + name if name else ''}{joined}{unit_name}".strip()


def _piece_text(piece: str, tongue: Tongue) -> str:
    """ "/lít", " per litre": what a price is of."""
    name = load_words()["piece"].get(piece, {}).get(tongue, piece)
    return "" if not piece else f"/{name}" if tongue == "vi" else f" per {name}"


def count_text(count: int, noun: str) -> str:
    """ "1 place", "2 places": how many there are of an English noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def unit_text(metric: Metric, tongue: Tongue) -> str:
    """The unit of a metric: of one that only its topic has, the first of the nouns that the topic gives it."""
    amount, _, piece = metric.unit.partition("/")
    words = load_words()["unit"].get(amount)
    return (
        words[tongue] + _piece_text(piece, tongue) if words else next(iter(metric.nouns.get(tongue, ())), metric.unit)
    )


def metric_text(metric: Metric, tongue: Tongue) -> str:
    """What a metric is called: where its topic names it in no such language, by its first noun there, else by its
    key."""
    return metric.name.get(tongue) or next(iter(metric.nouns.get(tongue, ())), metric.key.replace("_", " "))


def number_text(value: Decimal, tongue: Tongue) -> str:
    """ "26,411.5", "26.411,5"."""
    number = f"{value.normalize():,f}"
    return number.translate(_SWAPPED) if tongue == "vi" else number


def _scale(value: Decimal, unit: str, tongue: Tongue) -> tuple[Decimal, str]:
    if unit in ("percent", "rank", "days") or abs(value) < 1_000_000:
        return Decimal(1), ""
    if abs(value) >= 10**9:
        return Decimal(10**9), "tỷ" if tongue == "vi" else "billion"
    return Decimal(10**6), "triệu" if tongue == "vi" else "million"


def figure_text(figure: Figure, tongue: Tongue, *, noun: str | None = None) -> str:
    """The amount with its hedge, to its last digit, as reported: two that differ never look alike. `noun` is what a
    unit is called that no table has."""
    quantity = figure.quantity
    text = amount_text(quantity.value, quantity.unit, tongue, is_exact=True, noun=noun)
    if quantity.value_max is not None:
        text = f"{text} – {amount_text(quantity.value_max, quantity.unit, tongue, is_exact=True, noun=noun)}"
    hedge = word("hedge", quantity.hedge, tongue)
    return f"{hedge} {text}".strip()


def time_text(moment: datetime | None, tongue: Tongue, *, is_instant: bool = False) -> str:
    """The day and the hour; of a day's first or last minute only the day, unless it is said to be midnight's."""
    if moment is None:
        return "?"
    try:
        local = moment.astimezone(VIETNAM)
    except OverflowError:  # a clock at the end of the calendar
        local = moment
    day = f"{local.day}/{local.month}/{local.year}" if tongue == "vi" else f"{local.day} {local:%b %Y}"
    is_midnight = (local.hour, local.minute) == (0, 0)
    is_day = (is_midnight and not is_instant) or (local.hour, local.minute) == (23, 59)
    return day if is_day else f"{local:%H:%M} {day}"


def period_text(period: Period | None, tongue: Tongue) -> str:
    """A day, an hour of it, or a stretch of days; an instant with its hour, midnight too."""
    if period is None or (period.start is None and period.end is None):
        return "thời điểm không rõ" if tongue == "vi" else "an unknown time"
    if period.start is not None and period.start == period.end:
        return time_text(period.start, tongue, is_instant=True)
    start, end = time_text(period.start, tongue), time_text(period.end, tongue)
    if period.start is None:
        return f"đến {end}" if tongue == "vi" else f"until {end}"
    return start if start == end else f"{start} – {end}"


def days_text(periods: Iterable[Period | None], tongue: Tongue) -> str:
    """From the first day to the last of some times, as far as they are known; nothing where none is."""
    known = [moment for period in periods if period is not None for moment in (period.start, period.end) if moment]
    if not known:
        return ""
    first, last = (amount_text(Decimal(_day(moment)), "date", tongue) for moment in (min(known), max(known)))
    return first if first == last else f"{first} – {last}"


def _day(moment: datetime) -> int:
    return (moment.astimezone(VIETNAM).date() - _EPOCH).days
