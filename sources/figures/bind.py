"""Which metric of a topic a number phrase states, and in which sense: fact, forecast, increment, negated.

A metric fits by unit first, then by the cues around the number; among several the nearest cue wins. An amount of a
day, a weekend or another stretch needs a word that says so; a running total is what is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.figures.language import Language, alternatives, fold_case, whole_words
from sources.figures.quantity import Phrase
from sources.model import Language as Code
from sources.model import Metric, Status, Topic

_FLOWS = ("flow",)
_REACH = 60


@dataclass(frozen=True, slots=True)
class Cues:
    """A topic's metrics, compiled for one language."""

    metrics: tuple[Metric, ...]
    patterns: dict[str, re.Pattern[str]]
    nouns: re.Pattern[str] | None
    noun_units: dict[str, str]
    by_kind: dict[str, tuple[Metric, ...]]


@lru_cache(maxsize=64)
def cues_of(topic: Topic, code: Code) -> Cues:
    nouns = {
        fold_case(noun): metric.unit
        for metric in topic.metrics
        for noun in metric.nouns.get(code, ())
        if metric.unit not in ("days", "date")
    }
    return Cues(
        metrics=topic.metrics,
        patterns={m.key: whole_words(cues) for m in topic.metrics if (cues := m.cues.get(code, ()))},
        nouns=re.compile(rf"[\s-]?(?P<unit>{alternatives(nouns)})(?!\w)", re.IGNORECASE) if nouns else None,
        noun_units=nouns,
        by_kind={kind: tuple(m for m in topic.metrics if m.kind == kind) for kind in {m.kind for m in topic.metrics}},
    )


def is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def fits(metric: Metric, unit: str) -> bool:
    return metric.unit == unit or (is_money(metric.unit) and is_money(unit))


def needs_own_words(cues: Cues, phrase: Phrase) -> bool:
    """Whether the words next to the number decide alone: dead, missing and injured are all people."""
    units = {"people"} if not phrase.unit else {phrase.unit}
    rivals = [m for m in cues.metrics if m.unit in units and m.kind in ("cumulative", "level", "growth", "share")]
    return len(rivals) > 1


def choose_metric(
    text: str,
    phrase: Phrase,
    window: tuple[int, int],
    cues: Cues,
    *,
    has_day: bool,
    has_span: bool,
    has_weekend: bool,
) -> Metric | None:
    """The metric of a phrase, None when none fits. `window` is the stretch of text whose words may speak of it."""
    if phrase.unit:
        candidates = [
            m for m in cues.metrics if fits(m, phrase.unit) and m.kind not in ("rank", "date", "duration", "words")
        ]
    else:
        candidates = [m for m in cues.metrics if m.unit in ("people", "houses") and m.key in cues.patterns]
    if not candidates:
        return None
    best: tuple[float, int, Metric] | None = None
    for place, metric in enumerate(candidates):
        is_flow = metric.kind in _FLOWS and metric.period != "none"
        score = _score(text, phrase, window, cues.patterns.get(metric.key), 35 if is_flow else 12)
        if metric.kind in _FLOWS and metric.period != "none":
            score = _flow_score(metric, phrase, score, has_day=has_day, has_span=has_span, has_weekend=has_weekend)
        elif phrase.unit and (metric.kind == "cumulative" or len(candidates) == 1):
            rival = any(m.kind in ("cumulative", "level") and m is not metric for m in candidates)
            score = score if rival else max(score, 0.5) + 0.1
        if score > 0 and (best is None or score > best[0]):
            best = (score, -place, metric)
    if best is None:
        return None
    return best[2]


def _flow_score(
    metric: Metric, phrase: Phrase, score: float, *, has_day: bool, has_span: bool, has_weekend: bool
) -> float:
    """A flow must be shown to be one by its cue, by "/day", or by the only stretch that the sentence names."""
    if metric.period == "day":
        if phrase.per == "day":
            return score + 2
        return score * 2.2 if score > 0 else 0.0
    if metric.period == "weekend":
        return score * 2.5 + (0.5 if has_weekend and score > 0 else 0) if score > 0 else 0.0
    if metric.period == "any":
        return score + (0.3 if has_span else 0)
    return score


def _score(
    text: str, phrase: Phrase, window: tuple[int, int], pattern: re.Pattern[str] | None, reach: int = 12
) -> float:
    """The nearest cue's weight; words right behind the number weigh most, longer cues more than shorter."""
    if pattern is None:
        return 0.0
    best = 0.0
    for match in pattern.finditer(text, window[0], window[1]):
        if match.start() >= phrase.end:
            gap, side = match.start() - phrase.end, 1.25
        elif match.end() <= phrase.start:
            gap, side = phrase.start - match.end(), 1.0
        else:
            gap, side = 0, 1.4
        if gap <= _REACH * 3:
            best = max(best, side * (1 + 0.04 * len(match[0])) / (1 + gap / reach))
    return best


def window_of(
    text: str, phrase: Phrase, phrases: Sequence[Phrase], sentence: tuple[int, int], unit_is_count: bool
) -> tuple[int, int]:
    """Where words about a phrase may stand. Counts that differ only by what follows them ("141 chết, 59 mất tích")
    own the words up to the next number; amounts own their sentence up to the neighbours."""
    first, last = sentence
    for other in phrases:
        if other.end <= phrase.start and other.end > first and unit_is_count:
            first = other.end
            cut = re.search(r"[,;.)]", text[first : phrase.start])
            if cut:
                first += cut.end()
        if other.start >= phrase.end and other.start < last and unit_is_count:
            last = other.hedge_start
    if unit_is_count:
        closing = re.search(r"[;)]", text[phrase.end : last])
        if closing:
            last = phrase.end + closing.start()
    return first, max(last, phrase.end)


def status_of(text: str, phrase: Phrase, sentence: tuple[int, int], language: Language) -> Status:
    """In which sense the sentence states the number."""
    start, end = sentence
    clause = _clause(text, phrase.hedge_start, start)
    before = text[clause : phrase.start]
    near_after = text[phrase.end : min(end, phrase.end + 40)]
    if language.status["negated"].search(text, start, phrase.start):
        return "negated"
    if language.status["target"].search(before):
        return "target"
    forecast = language.status["forecast"]
    if forecast.search(before) or forecast.search(re.split(r"[,;.(]", near_after)[0]):
        return "forecast"
    if language.status["estimate"].search(before[-30:]):
        return "estimate"
    increment = re.search(rf"(?:{language.status['increment'].pattern})\s*(?:\w+\s*)?$", before, re.IGNORECASE)
    if increment and phrase.unit not in ("percent",):
        return "increment"
    return "fact"


def _clause(text: str, at: int, start: int) -> int:
    """The start of the clause that a place lies in."""
    cut = max(text.rfind(sign, start, at) for sign in (";", "(", " - ", ": "))
    comma = text.rfind(", ", start, at)
    if comma > cut and at - comma > 25:
        cut = comma
    return max(start, cut + 1)
