"""Counts of some of those that were just counted: "burned 14,000 acres, with 4,000 acres near houses", "opened 33
million accounts but kept only 3,000 accounts"."""

from __future__ import annotations

from collections.abc import Sequence

from sources.figures.clauses import spans_of
from sources.figures.cues import Cues
from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence
from sources.model import Figure, Metric


def is_of_some(
    cues: Cues, within: Sentence, phrase: Phrase, metric: Metric, subject: str, memory: Memory, told: Sequence[Figure]
) -> bool:
    """Whether a number is of some of those that the one before it in the sentence counted, with no time, place or
    subject of its own. What somebody says to be another number is none."""
    last, whole = memory.last, told[-1] if told else None
    if last is None or whole is None or not within.span[0] <= last.start < last.end <= phrase.hedge_start:
        return False
    if metric.kind not in ("cumulative", "level") or metric.unit in RATES or metric.unit in TIMES:
        return False
    if is_money(metric.unit) or last.unit != phrase.unit or last.amount <= phrase.amount or whole.start != last.start:
        return False
    if (whole.metric, whole.subject, whole.status) != (metric.key, subject, "fact"):
        return False
    halt = within.low.find(",", phrase.end, within.span[1])
    end = halt if halt >= 0 else within.span[1]
    with_some = cues.language.some_with.fullmatch(within.low, last.end, phrase.hedge_start)
    only = cues.language.some_only.search(within.low[: phrase.start], last.end)
    begun = only.start() if only is not None else last.end
    held = [*spans_of(within.mentions), *spans_of(within.moments), *spans_of(within.places)]
    if any(begun <= first < end for first, _ in held):
        return False
    if with_some is not None:
        return True
    if only is None or any(last.end <= first < phrase.start for first, _, _ in within.parties):
        return False
    own = cues.patterns.get(metric.key)
    if own is not None and own.search(within.low, phrase.end, end) is not None:
        return False
    words = (cues.language.some_not, *([own] if own is not None else []))
    does = f"{only['before']} {only['after']}"
    is_done = any(map(str.isalpha, cues.language.head_neutral.sub("", does)))
    return is_done and not any(each.search(does) is not None for each in words)
