"""Counts that the words of two metrics are joined for: "the death toll and missing number rose to 68", "52,000 houses
damaged or flooded"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.figures.turns import listed_with
from sources.model import Metric, Relation

_JOINED: Final = re.compile(r"(?:\s[^\W\d_]{1,6})?(?:\s?[,/]\s?|,?\s(?:and|or|và|hoặc|hay)\s)(?:[^\W\d_]{1,6}\s){0,2}")
_HALT: Final = re.compile(r"[;:.()](?!\d)|\d")
_OWN: Final = 12  # characters between a word and a number that is its own
_REACH: Final = 80  # characters beside a number in which words speak of it
_Hit = tuple[int, int, Metric]


def metric_of_both(
    within: Sentence, phrase: Phrase, metric: Metric, cues: Cues, relations: Sequence[Relation]
) -> Metric | None:
    """The metric of a count that was taken for one of a metric: where the word that it was taken by is joined with
    words of others, that of all of them together, None where the topic has none; else the metric itself. Of several
    counts told of them in turn, each is of its own."""
    if not _is_of_event(metric) or not (is_counted(phrase.unit) or not phrase.unit) or metric.key not in cues.patterns:
        return metric
    listed = listed_with(cues.language, within, phrase)
    number, group = listed if listed is not None else (0, [phrase])
    row = _behind(within, phrase, metric, cues) or _in_front(within, phrase, group[0], metric, cues)
    if not row:
        return metric
    if listed is not None:
        return row[number][2] if len(group) == len(row) else metric  # "dead and injured: 12 and 30"
    keys = {hit[2].key for hit in row}
    for relation in relations:
        if relation.kind == "sum" and keys <= set(relation.parts):
            return next((m for m in cues.metrics if m.key == relation.total), None)
    return None


def _is_of_event(metric: Metric) -> bool:
    """Whether a metric counts what an event did; who is missing is a level in many topics, and may fall."""
    return metric.revisable or (metric.kind == "level" and metric.unit == "people")


def _behind(within: Sentence, phrase: Phrase, metric: Metric, cues: Cues) -> list[_Hit]:
    """The joined words behind a number, with no number of their own behind them."""
    numbers = [p.hedge_start for p in within.phrases if p.start >= phrase.end]
    last = min([within.span[1], phrase.end + _REACH, *numbers])
    halt = _HALT.search(within.low, phrase.end, last)
    row = _row(within, (phrase.end, halt.start() if halt is not None else last), metric, cues, is_first=True)
    return [] if row and any(0 <= at - row[-1][1] <= _OWN for at in numbers) else row


def _in_front(within: Sentence, phrase: Phrase, first: Phrase, metric: Metric, cues: Cues) -> list[_Hit]:
    """The same in front of a number and those that it is listed with, from the first on, with no number in front of
    them that they are of."""
    before = [p.end for p in within.phrases if p.end <= first.hedge_start]
    if cues.patterns[metric.key].search(within.low, phrase.start, min(within.span[1], phrase.end + _OWN)):
        return []
    start = max([within.span[0], first.hedge_start - _REACH, *before])
    row = _row(within, (start, first.hedge_start), metric, cues, is_first=False)
    return [] if row and any(0 <= row[0][0] - end <= _OWN for end in before) else row


def _row(within: Sentence, span: tuple[int, int], metric: Metric, cues: Cues, *, is_first: bool) -> list[_Hit]:
    """The word of a metric that stands nearest, first or last in some characters, with those of others that it is
    joined with; nothing where it is joined with none."""
    low = within.low
    if cues.patterns[metric.key].search(low, *span) is None:
        return []
    rivals = [m for m in cues.metrics if m.unit == metric.unit and _is_of_event(m) and m.key in cues.patterns]
    found = [(hit.start(), hit.end(), m) for m in rivals for hit in cues.patterns[m.key].finditer(low, *span)]
    hits = [h for h in found if not any(a <= h[0] and h[1] <= b and b - a > h[1] - h[0] for a, b, _ in found)]
    hits.sort(key=_start)
    own = [number for number, hit in enumerate(hits) if hit[2] is metric]
    if not own:
        return []
    first = last = own[0] if is_first else own[-1]
    while first and _are_joined(low, hits[first - 1], hits[first]):
        first -= 1
    while last + 1 < len(hits) and _are_joined(low, hits[last], hits[last + 1]):
        last += 1
    row = hits[first : last + 1]
    return row if len({hit[2].key for hit in row}) > 1 else []


def _are_joined(low: str, one: _Hit, other: _Hit) -> bool:
    return _JOINED.fullmatch(low, one[1], other[0]) is not None


def _start(hit: _Hit) -> int:
    return hit[0]
