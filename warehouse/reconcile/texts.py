"""What readers are told of a finding: a rule's sentence filled with the numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from sources.model import Period, Topic
from warehouse.reconcile.abroad import place_text
from warehouse.reconcile.model import UNKNOWN, Comparable, Text
from warehouse.reconcile.spellings import is_named, is_word_of
from warehouse.words import (
    IMPLIED,
    TONGUES,
    Tongue,
    amount_text,
    figure_text,
    load_words,
    number_text,
    period_text,
    time_text,
    unit_text,
    word,
)

_BASES: dict[Tongue, dict[int, str]] = {
    "en": {1: "month on month", 3: "quarter on quarter", 12: "year on year"},
    "vi": {1: "so với tháng trước", 3: "so với quý trước", 12: "so với cùng kỳ năm trước"},
}
_SINCE: dict[Tongue, str] = {"en": "since", "vi": "từ"}
_KEY = re.compile(r"(?:other:)?\b[a-z]\w*_\w+|\b[a-z]\w+")
_PUBLISHED: dict[Tongue, str] = {"en": "published", "vi": "đăng"}


def fill(
    text: Text,
    low: Comparable,
    high: Comparable,
    *,
    period: Period | None,
    as_of: Period,
    more: Mapping[str, Mapping[str, str]] | None = None,
) -> Text:
    """The sentence in both languages. `more` gives further words by language and name."""

    def filled(template: str, tongue: Tongue) -> str:
        when = period or (as_of if as_of.end and low.metric.kind != "date" else None)  # a day holds at any time
        what = _what(low, tongue)
        if when and not _is_order(low, high):
            what += f", {period_text(when, tongue)}"
        a, b = item_text(low, tongue), item_text(high, tongue)
        if a == b and low.value != high.value:
            a, b = (item_text(item, tongue, is_exact=True) for item in (low, high))
        words = {
            "a": a,
            "b": b,
            "who_a": who(low, tongue),
            "who_b": who(high, tongue),
            "what": what,
            "what_a": _what(low, tongue, low.figure.period),
            "what_b": _what(high, tongue, high.figure.period),
            "when": period_text(when, tongue) if when else what,
            **(more or {}).get(tongue, {}),
        }
        return template.format_map(words)

    return Text(en=filled(text.en, "en"), vi=filled(text.vi, "vi"))


def ground_words(item: Comparable) -> dict[str, dict[str, str]]:
    """What a sentence says of a figure beside its two: its amount, who holds it and what it is of."""
    return {
        tongue: {
            "c": item_text(item, tongue),
            "who_c": who(item, tongue),
            "what_c": _what(item, tongue, item.figure.period),
        }
        for tongue in TONGUES
    }


def rule_text(rule: str, topic: Topic, tongue: Tongue) -> str:
    """A rule that the figures of an article break, with the names of the metrics for their keys.

    "a = b + c", "a <= b", "a / b in 1..2", or a rule that the table of words has whole.
    """
    told = load_words()["inside"]
    if rule in told:
        return told[rule][tongue]
    names = {metric.key: metric.name.get(tongue) or metric.key for metric in topic.metrics}
    formula, _, band = rule.partition(" in ")
    formula = formula.replace("its parts", told["its parts"][tongue])
    text = _KEY.sub(lambda found: names.get(found[0], found[0].removeprefix("other:").replace("_", " ")), formula)
    text = text.replace("<=", "≤").replace(">=", "≥")
    if not band:
        return text
    low, high = (number_text(Decimal(end), tongue) for end in band.split(".."))
    return f"{text} {told['band'][tongue].format(low=low, high=high)}"


def _what(item: Comparable, tongue: Tongue, period: Period | None = None) -> str:
    """Metric, subject, place and, where it is given, period."""
    name = item.metric.name.get(tongue) or item.metric.key
    if item.base in _BASES[tongue]:
        name += f" {_BASES[tongue][item.base]}"
    elif item.base is not None and item.base >= 0 and item.figure.delta_since is not None:
        since = item.figure.delta_since
        name += f" {_SINCE[tongue]} {time_text(since, tongue)}"
    place = f" ({place_text(item.place, tongue)})" if item.place else ""
    return f"{name}, {item.figure.subject}{place}{', ' + period_text(period, tongue) if period else ''}"


def item_text(item: Comparable, tongue: Tongue, *, is_exact: bool = False) -> str:
    """The amount as reported; for one that follows from the article's others, that amount, and that it does. With
    `is_exact` that too to its last digit."""
    unit, metric = item.figure.quantity.unit, item.metric
    is_own = unit == metric.unit or (is_named(unit, metric) and not is_word_of(tongue, unit, metric))
    noun = unit_text(metric, tongue) if is_own else None
    if item.derived:
        return f"{amount_text(item.value, item.metric.unit, tongue, is_exact=is_exact, noun=noun)} {IMPLIED[tongue]}"
    return figure_text(item.figure, tongue, noun=noun)


def who(item: Comparable, tongue: Tongue) -> str:
    """The outlet, for running totals with the time that is given, else with that of publication."""
    name = word("outlet", "unknown", tongue) if item.outlet == UNKNOWN else item.outlet_name
    if item.metric.kind != "cumulative" or item.is_final or item.as_of.end is None:
        return name
    figure = item.figure
    if figure.as_of_basis == "stated" and figure.as_of.end is not None:
        return f"{name}, {period_text(figure.as_of, tongue)}"
    if figure.as_of_basis in ("published", "unknown") and item.published is not None and not item.derived:
        return f"{name}, {_PUBLISHED[tongue]} {period_text(item.published, tongue)}"
    if item.derived and item.as_of.start == item.as_of.end:  # of which no page tells the hour
        return f"{name}, {time_text(item.as_of.end, tongue)}"
    return f"{name}, {period_text(Period(start=item.as_of.start, end=item.as_of.end), tongue)}"


def _is_order(low: Comparable, high: Comparable) -> bool:
    """Two totals of different times, which are told apart by their times."""
    return low.metric.kind == "cumulative" and low.as_of != high.as_of and not (low.is_final and high.is_final)
