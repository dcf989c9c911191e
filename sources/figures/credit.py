"""On whose word the numbers of an article are: whom its sentences credit, and whom the article as a whole does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from sources.figures.interval import COUNTS, last_place
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.memory import Memory, Nature
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Figure, Metric, Topic

_ROUNDED: Final = Decimal("0.02")  # of a number that a title may leave out
UNTOLD: Final = frozenset({"forecast", "target"})  # of what is yet to come


def official_metrics(topic: Topic) -> Mapping[str, Nature]:
    """The metrics of official counts: what people count, and what instruments measure."""
    return {metric.key: nature_of(metric) for metric in topic.metrics if is_official(metric)}


def is_official(metric: Metric) -> bool:
    """Whether a metric is of official counts, which are read out over several sentences on one credit."""
    return metric.revisable or metric.kind in ("growth", "level") or metric.period == "any"


def nature_of(metric: Metric) -> Nature:
    """How strong a quake was, how deep and how far away: what none says who counts the dead."""
    if metric.kind != "level" or metric.revisable or metric.nouns:
        return "counted"
    is_plain = metric.unit in COUNTS or metric.unit == "percent" or is_money(metric.unit)
    return "counted" if is_plain else "measured"


def credit_of(metric: Metric, memory: Memory, at: int | None = None) -> str | None:
    """Official counts are read out over several sentences on one credit, others are credited where they stand; and who
    measures is no source of what is counted. What brackets around a place say is of what they hold."""
    if at is not None:
        own = next((who for start, end, who in memory.asides if start <= at < end), None)
        if own is not None:
            return own
    if memory.said is not None or not is_official(metric):
        return memory.said
    return memory.credit if memory.nature in (None, nature_of(metric)) else None


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


def spread_credit(
    figures: Sequence[Figure], official: Mapping[str, Nature], only: str | None, narrow: frozenset[str]
) -> Sequence[Figure]:
    """An article on official counts that credits one body alone (`only`), and one that counts such things, credits it
    with all of them, but those of another subject somewhere else, those that are foretold, and those that are measured
    where it counts, or the other way round. In others a number that somebody is credited with elsewhere is theirs
    wherever it stands; but none of those who speak only for their own people (`narrow`) is, nor what somebody only
    thinks that so many may have died."""
    told = [f for f in figures if f.metric in official and is_told(f) and f.attributed_to not in narrow]
    if not told:
        return figures
    by_metric: dict[tuple[str | None, str | None], list[Figure]] = {}
    for each in told:
        by_metric.setdefault((each.subject, each.metric), []).append(each)
    natures = {official.get(each.metric or "") for each in told if each.attributed_to == only}
    subjects = {figure.subject for figure in told}
    held: list[Figure] = []
    for figure in figures:
        nature = official.get(figure.metric or "")
        who = figure.attributed_to
        if (
            who is None
            and nature is not None
            and figure.status not in UNTOLD
            and (figure.subject in subjects or figure.place is None)
        ):
            same = by_metric.get((figure.subject, figure.metric), [])
            who = only if only is not None and nature in natures else _teller(figure, same)
        held.append(figure if who == figure.attributed_to else replace(figure, attributed_to=who))
    return held


def _teller(figure: Figure, told: Sequence[Figure]) -> str | None:
    """The one who is credited with the number that a figure tells."""
    tellers = {each.attributed_to for each in told if _is_same(figure, each)}
    return tellers.pop() if len(tellers) == 1 else None


def is_told(figure: Figure) -> bool:
    """Whether a figure is credited, and neither foretold nor only thought."""
    is_thought = figure.status == "estimate" and figure.period is None
    return figure.attributed_to is not None and figure.status not in UNTOLD and not is_thought


def _is_same(figure: Figure, told: Figure) -> bool:
    """Whether a figure tells the number of another, or rounds it: "over 1,400" and 1,411."""
    value, other = figure.quantity.value, told.quantity.value
    if value is None or other is None or figure.quantity.unit != told.quantity.unit:
        return False
    gap = abs(value - other)
    return not gap or (gap <= abs(other) * _ROUNDED and gap < last_place(value) > last_place(other))
