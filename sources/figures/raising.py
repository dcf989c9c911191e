"""What came in, told with what it raised a total to: "12 bodies were found, bringing the toll to 106"."""

from __future__ import annotations

from typing import Final

from sources.figures.cues import Cues
from sources.figures.phrase import Phrase
from sources.figures.sentence import TIMES, Sentence
from sources.model import Metric

_FAR: Final = 120  # characters between what came in and the total


def raised_to(within: Sentence, phrase: Phrase, metric: Metric, cues: Cues) -> Phrase | None:
    """The total that an amount of a metric raised to, where the sentence tells it right behind."""
    total = next((p for p in within.phrases if p.start >= phrase.end and p.unit not in TIMES), None)
    if total is not None and cues.language.from_behind.search(within.low[phrase.end : total.start]) is not None:
        former = total  # "pushing the toll from 94 to 106"
        total = next((p for p in within.phrases if p.start >= former.end and p.unit not in TIMES), None)
    if total is None or total.start - phrase.end > _FAR or total.unit not in ("", phrase.unit, metric.unit):
        return None
    if total.amount <= phrase.amount:
        return None
    low = within.low
    raising = cues.language.raising.search(low[phrase.end : total.start])
    if raising is None:
        return None
    start = phrase.end + raising.start()
    if any(start <= m.start < total.start for m in within.moments) or cues.language.umbrella_words.search(
        low, start, total.start
    ):
        return None  # "killed 94, bringing the deaths of this year to 120": a total of something else
    said = [key for key, each in cues.patterns.items() if each.search(low, start, total.start)]
    if said:
        return total if metric.key in said else None
    return total if cues.language.raised.search(low, start, total.start) is not None else None
