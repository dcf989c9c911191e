"""Which thing a count is of, where a topic counts several: "skiff deliveries were 45,000", not cart deliveries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sources.figures.interval import is_counted
from sources.figures.lexicon import fold_case, whole_words
from sources.figures.phrase import Phrase
from sources.model import Language as Code
from sources.model import Metric, Topic

_OF_ANYTHING: Final = frozenset({"people", "cases"})  # what happened to them says which they are, and no noun
_OF: Final = re.compile(r"\s(?:of|của)\s(?:[^\W\d_][\w'’-]*\s){0,2}")
_LEAD: Final = 28  # characters in front of a thing in which words may set it apart from what is counted
_TURN: Final = re.compile(r"[;.](?!\d)|\s(?:but|while|whereas|nhưng|còn|trong khi|song)\s")


def things_of(topic: Topic, code: Code) -> Mapping[str, re.Pattern[str]]:
    """By metric that counts things, the words for those things, where a topic counts several kinds: of its cues and
    count nouns those that hold one of both ("cart deliveries", "carts", not "deliveries" or "units")."""
    counting = [m for m in topic.metrics if m.kind == "flow" and is_counted(m.unit) and m.unit not in _OF_ANYTHING]
    found: dict[str, re.Pattern[str]] = {}
    for metric in counting:
        nouns = [fold_case(noun) for noun in metric.nouns.get(code, ())]
        cues = [fold_case(cue) for cue in metric.cues.get(code, ())]
        own = [noun for noun in nouns if any(_holds(cue, noun) for cue in cues)]
        words = {*own, *(cue for cue in cues if any(_holds(cue, noun) for noun in own))}
        if words:
            found[metric.key] = whole_words(sorted(words))
    units = {m.unit for m in counting}
    is_one_of_kind = len(found) == 1 and len(counting) > len(units)  # beside a count of the same unit without a word
    return found if len(found) > 1 or is_one_of_kind else {}


def counted_thing(
    text: str,
    phrase: Phrase,
    start: int,
    told: tuple[int, int] | None,
    metric: Metric,
    metrics: Sequence[Metric],
    things: Mapping[str, re.Pattern[str]],
    *,
    nouns_behind: bool,
    next_to: re.Pattern[str],
) -> Metric:
    """The metric of a count that a word at `told` gave to a metric: where neither that word nor the noun of the number
    names a thing of the metric's, that of the thing named with the word, from `start` on. Behind words that `next_to`
    holds ("apart from skiffs") stands another."""
    own = things.get(metric.key)
    if own is not None and (
        own.search(text, phrase.start, phrase.end) or (told is not None and own.search(text, *told))
    ):
        return metric
    named = [
        (found.end(), found.start(), other)
        for other in metrics
        if (pattern := things.get(other.key)) is not None
        for found in pattern.finditer(text, start, phrase.start)
        if next_to.search(text[max(start, found.start() - _LEAD) : found.start()]) is None
    ]
    if told is not None and nouns_behind:
        named = [each for each in named if _is_beside(text, each[1], each[0], told)]
    if not named:
        return metric
    end, _, thing = max(named, key=_place)
    return metric if _TURN.search(text, end, phrase.start) is not None else thing


def _is_beside(text: str, start: int, end: int, told: tuple[int, int]) -> bool:
    """ "skiff deliveries", "deliveries of its skiffs"."""
    if end <= told[0]:
        return text[end : told[0]] in (" ", "-")
    return told[1] <= start and _OF.fullmatch(text, told[1], start) is not None


def _holds(cue: str, noun: str) -> bool:
    return f" {noun.removesuffix('s')} " in f" {cue} " or f" {noun} " in f" {cue} "


def _place(named: tuple[int, int, Metric]) -> tuple[int, int]:
    return named[0], -named[1]
