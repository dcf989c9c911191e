"""Of which metric a percentage is: the thing named last before it, or an amount that it says the growth of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.joining import is_money
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, TIMES
from sources.model import Metric

_PART_ENDS: Final = re.compile(r"[,;:.()]|\sand\s|\svà\s")


def rate_of(
    text: str,
    phrase: Phrase,
    sentence: tuple[int, int],
    phrases: Sequence[Phrase],
    cues: Cues,
    candidates: Sequence[Metric],
) -> Metric | None:
    """A rate is of the thing named last before it: of a metric of rates only where one of its own words stands nearer
    than an amount or another metric's word ("exports rose 14%" says nothing of GDP). A word right behind counts too."""
    owners: list[tuple[int, int, Metric | None]] = [
        (p.end, p.end - p.start, _growth_of(cues, p, candidates))
        for p in phrases
        if sentence[0] <= p.start and p.end <= phrase.start and p.unit and p.unit not in RATES | TIMES
    ]
    keys = {m.key for m in candidates}
    for metric in cues.metrics:
        pattern = cues.patterns.get(metric.key)
        if pattern is None:
            continue
        own = metric if metric.key in keys else None
        for match in pattern.finditer(text, sentence[0], phrase.start):
            owners.append((match.end(), match.end() - match.start(), own))
    behind = text[phrase.end : min(sentence[1], phrase.end + 28)]
    for metric in candidates:
        pattern = cues.patterns.get(metric.key)
        if pattern is not None and pattern.search(_PART_ENDS.split(behind)[0]):
            return metric
    nearest = max(owners, key=lambda owner: (*owner[:2], owner[2] is not None), default=None)
    return nearest[2] if nearest else None


def _growth_of(cues: Cues, phrase: Phrase, candidates: Sequence[Metric]) -> Metric | None:
    """The rate that speaks of what an amount counts: "28 million passengers, up 5%" is the growth of passengers."""
    words = {word for word, unit in cues.noun_units.items() if unit == phrase.unit and len(word) > 3}
    counted = (m for m in cues.metrics if m.unit == phrase.unit and (len(candidates) == 1 or not is_money(m.unit)))
    words |= {cue for m in counted for held in m.cues.values() for cue in held if len(cue) > 3}
    for metric in candidates:
        spoken = " ".join(cue for cues_held in metric.cues.values() for cue in cues_held).lower()
        if metric.kind == "growth" and any(word.removesuffix("s") in spoken for word in words):
            return metric
    return None
