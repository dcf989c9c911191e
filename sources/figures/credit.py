"""On whose word the numbers of an article are: whom its sentences credit, and whom the article as a whole does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sources.figures.language import Language
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Figure, Metric, Topic


def official_metrics(topic: Topic) -> frozenset[str]:
    """The metrics of official counts."""
    return frozenset(m.key for m in topic.metrics if m.revisable or m.kind in ("growth", "level") or m.period == "any")


def credit_of(metric: Metric, memory: Memory, at: int | None = None) -> str | None:
    """Official counts are read out over several sentences on one credit; others are credited where they stand. What
    brackets around a place say is of what they hold."""
    if at is not None:
        own = next((who for start, end, who in memory.asides if start <= at < end), None)
        if own is not None:
            return own
    is_official = (
        metric.revisable or metric.kind in ("growth", "level") or (metric.kind == "flow" and metric.period == "any")
    )
    return memory.said or memory.credit if is_official else memory.said


def is_before_forecast(within: Sentence, phrase: Phrase, credit: str | None, language: Language) -> bool:
    """ "it has earned 9 billion, and A projects 15 billion": whether a number stands in front of those who only
    foretell what follows them."""
    if credit is None:
        return False
    cited = credit.split("; ")
    hits = [hit for hit in within.parties if hit[2] in cited]
    return bool(hits) and all(
        phrase.end <= first and language.credit_foretells.match(within.low, last) is not None for first, last, _ in hits
    )


def spread_credit(figures: Sequence[Figure], official: frozenset[str], narrow: frozenset[str]) -> Sequence[Figure]:
    """An article on official counts that credits one body only credits it with all of them, but those of another
    subject somewhere else, and with what it says before it names the first; but none of those who speak only for their
    own people (`narrow`), and of nobody who only thinks that so many may have died."""
    told = [
        f
        for f in figures
        if f.attributed_to
        and f.attributed_to not in narrow
        and f.metric in official
        and f.status not in ("forecast", "target")
        and not (f.status == "estimate" and f.period is None)
    ]
    credits = [figure.attributed_to for figure in told]
    if not credits:
        return figures
    is_only = len(set(credits)) == 1
    first = next(number for number, figure in enumerate(figures) if figure.attributed_to == credits[0])
    credited = {figure.metric for figure in told if figure.attributed_to == credits[0]}
    subjects = {figure.subject for figure in told}
    return [
        replace(figure, attributed_to=credits[0])
        if figure.attributed_to is None
        and figure.metric in official
        and (figure.subject in subjects or figure.place is None)
        and (is_only or (number < first and figure.metric in credited))
        else figure
        for number, figure in enumerate(figures)
    ]
