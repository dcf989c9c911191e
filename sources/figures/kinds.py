"""What a topic's words say of its kind: which metrics count what a rate is of, and which things it does not follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.figures.cues import Cues
from sources.figures.lexicon import fold_case, whole_words
from sources.model import Topic


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
