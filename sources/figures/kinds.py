"""What a topic's words say of its kind: which metrics count what a rate is of, and which things it does not follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from sources.figures.cues import Cues
from sources.figures.lexicon import fold_case, whole_words
from sources.model import Topic

_LONG: Final = frozenset({"month", "quarter", "year"})


@lru_cache(maxsize=64)
def of_any_stretch(topic: Topic) -> Topic:
    """A topic as prose tells of it: beside a quarter's revenue stand that of the half-year and the year, so that what a
    topic follows by the month, the quarter or the year is read with whichever stretch is said."""
    if not any(m.period in _LONG for m in topic.metrics):
        return topic
    return replace(topic, metrics=tuple(replace(m, period="any") if m.period in _LONG else m for m in topic.metrics))


def related_metrics(cues: Cues) -> dict[str, frozenset[str]]:
    """By rate of growth that is spoken of with what grows, the metrics that count it."""
    code, doing = cues.language.code, cues.language.head_doing
    found: dict[str, frozenset[str]] = {}
    for metric in cues.metrics:
        spoken = [fold_case(cue) for cue in metric.cues.get(code, ())]
        named = [cue for cue in spoken if not doing.issuperset(cue.split())]
        if metric.kind == "growth" and named:
            found[metric.key] = frozenset(
                key for key, pattern in cues.patterns.items() if key == metric.key or any(map(pattern.search, named))
            )
    return found


def other_kinds(topic: Topic, names: Sequence[str], cues: Cues) -> re.Pattern[str] | None:
    """What a topic of international visitors does not count: domestic ones."""
    spoken = [cue for metric in topic.metrics for held in metric.cues.values() for cue in held]
    said = f" {' '.join(map(fold_case, (*names, *spoken)))} "
    others = [other for one, other in cues.language.head_other_kinds if f" {one} " in said and f" {other} " not in said]
    return whole_words(others) if others else None
