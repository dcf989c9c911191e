"""Lists of names and numbers, a line each, below a line that says what is counted: "The share of the vote of each party
was as follows:", "Heron Party: 31.4% (+2.1%)"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.paragraphs import Paragraph
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric

_MARK: Final = 4  # characters of a list's mark in front of a name: "- ", "1. "
_BETWEEN: Final = re.compile(r"(?:\s\([^()\d]{1,16}\))?\s?[:–—-]\s?")


def listed_metric(paragraph: Paragraph, held: Metric | None, cues: Cues) -> Metric | None:
    """The metric of the list that a paragraph begins, or goes on with where `held` is that of the list so far."""
    text, low = paragraph.passage.text.rstrip(), paragraph.passage.low
    if text.endswith(":"):
        return _named(low, cues)
    first = next((m for m in paragraph.mentions if m.is_named), None)
    if held is None or first is None or first.start - paragraph.begin > _MARK:
        return None
    return held if _BETWEEN.match(low, first.end) is not None else None


def metric_of_item(within: Sentence, phrase: Phrase, held: Metric | None) -> Metric | None:
    """The metric of the list, for the number that stands right behind the name of an item."""
    first = next((m for m in within.mentions if m.is_named), None)
    if held is None or first is None or first.start - within.span[0] > _MARK:
        return None
    is_bare = not phrase.unit and (is_counted(held.unit) or (is_money(held.unit) and phrase.has_scale))
    if phrase.unit != held.unit and not is_bare:
        return None
    return held if _BETWEEN.fullmatch(within.low, first.end, phrase.hedge_start) is not None else None


def _named(low: str, cues: Cues) -> Metric | None:
    """The only metric that words name, by the longest of them; a growth beside its amount is none."""
    hits = [
        (match.start(), match.end(), metric)
        for metric in cues.metrics
        if metric.kind in ("share", "level", "cumulative") and (pattern := cues.patterns.get(metric.key)) is not None
        for match in pattern.finditer(low)
    ]
    own = [hit for hit in hits if not any(a <= hit[0] and hit[1] <= b and b - a > hit[1] - hit[0] for a, b, _ in hits)]
    found = {metric.key: metric for _, _, metric in own}
    return next(iter(found.values())) if len(found) == 1 else None
