"""Of which stretch of time an amount is: of a day, a weekend, another period, or a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues, Stretch
from sources.figures.language import Language
from sources.figures.moments import Moment
from sources.figures.phrase import Phrase

Spoken = list[tuple[int, int, Stretch, float, float]]  # words for a stretch of time: where, which, how near they are
_FAINT: Final = 70.0  # by how much farther away such words are: what leads the charts does so in a day or a weekend
_APART: Final = re.compile(r"[;:(]|, ")


def stretches_in(text: str, sentence: tuple[int, int], cues: Cues, language: Language) -> Spoken:
    """The words of a sentence that say of which stretch of time its amounts are; words of a total count as well."""
    found: Spoken = []
    for stretch, pattern in cues.stretches.items():
        factor = 1.4 if stretch == "any" else 1.0
        found += [(m.start(), m.end(), stretch, factor, 0.0) for m in pattern.finditer(text, *sentence)]
    found += [(m.start(), m.end(), "none", 0.7, 0.0) for m in language.total.finditer(text, *sentence)]
    found += [(m.start(), m.end(), "none", 1.0, 35.0) for m in language.mark.finditer(text, *sentence)]
    found += [(m.start(), m.end(), "day", 1.0, _FAINT) for m in language.leading.finditer(text, *sentence)]
    return found


def days_in(days: Sequence[Moment]) -> Spoken:
    """Days of which amounts are told, and not as of which, as words for a stretch of time."""
    return [(day.start, day.end, "day", 1.0, _FAINT) for day in days]


def stretch_of(
    text: str,
    phrase: Phrase,
    phrases: Sequence[Phrase],
    sentence: tuple[int, int],
    cues: Cues,
    spoken: Spoken,
    has_day: bool,
    carried: Stretch,
) -> Stretch:
    """Of which stretch of time an amount is: the nearest of the sentence's words that say so decides.

    A word behind another number or outside of the brackets is farther away. Without any word an amount beside
    screenings, which are never a running total, is of their day; else what the sentence before spoke of holds.
    """
    if phrase.per == "day":
        return "day"
    nearest: tuple[float, Stretch] | None = None
    for start, end, stretch, factor, penalty in spoken:
        distance = _distance(text, phrase, phrases, start, end)
        if distance is not None and (nearest is None or distance * factor + penalty < nearest[0]):
            nearest = (distance * factor + penalty, stretch)
    if nearest is not None and nearest[0] < 160:
        return nearest[1]
    if any(p is not phrase and p.unit in cues.flow_units for p in phrases if sentence[0] <= p.start < sentence[1]):
        return "day" if has_day else (carried if carried != "none" else "any")
    return carried


def _distance(text: str, phrase: Phrase, phrases: Sequence[Phrase], start: int, end: int) -> float | None:
    if start >= phrase.end:
        between = text[phrase.end : start]
        if len(between) > 28 or any(phrase.end <= p.start < start for p in phrases) or _APART.search(between):
            return None
        return float(len(between))
    if end > phrase.start:
        return 0.0
    between = text[end : phrase.start]
    distance = float(len(between))
    distance += 18 * sum(end <= p.start < phrase.start for p in phrases)
    if between.count("(") > between.count(")"):
        distance += 30
    return distance
