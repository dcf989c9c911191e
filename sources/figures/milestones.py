"""What a number of days or a date leads up to: an amount that was reached, or a subject that was overtaken."""

from __future__ import annotations

from decimal import Decimal

from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.ownership import right_behind
from sources.figures.phrase import Phrase
from sources.figures.ranks import find_ranks
from sources.figures.sentence import Sentence, is_duration
from sources.model import Metric, Milestone


def is_round(phrase: Phrase) -> bool:
    """Whether an amount can be a milestone: 300 tỷ is one, 467,3 tỷ is what was measured that day."""
    return len(phrase.amount.normalize().as_tuple().digits) <= 2


def milestone_near(language: Language, within: Sentence, days: Phrase, *, is_needed: bool) -> Milestone | None:
    """What a sentence says was reached in a number of days: the amount that they stand right behind, else the nearest
    round amount, a subject overtaken, or the rank that the days were needed for. An amount with other days between has
    those; one that was only measured then is no milestone unless words say that the days were needed for it, nor is one
    that "had already" been reached."""
    amounts = [
        p
        for p in within.phrases
        if is_money(p.unit)
        and p.per is None
        and not language.had_already.search(within.low, days.end, max(days.end, p.start))
    ]
    owner = next((p for p in amounts if right_behind(language, within, p) is days), None)
    if owner is not None:
        amounts = [owner]
    if amounts:
        nearest = min(amounts, key=lambda p: abs(p.start - days.start))
        is_own = not any(is_duration(p) and _is_between(p, days, nearest) for p in within.phrases)
        if is_own and ((owner is not None and is_needed) or is_round(nearest) or is_mark(language, within, nearest)):
            return Milestone(value=nearest.amount, unit=nearest.unit)
    name = overtaken(language, within)
    if name:
        return Milestone(subject=name)
    rank = next((rank for rank in find_ranks(language, within) if rank.start >= days.end), None) if is_needed else None
    return Milestone(value=Decimal(rank.value), unit="rank") if rank else None


def _is_between(phrase: Phrase, one: Phrase, other: Phrase) -> bool:
    return min(one.end, other.end) <= phrase.start < max(one.start, other.start)


def is_mark(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether words call an amount a mark: "mốc 551 tỷ", "the 551 billion mark"."""
    start, end = within.span
    near = within.low[max(start, phrase.hedge_start - 16) : min(end, phrase.end + 12)]
    return phrase.hedge == "reached" or language.mark.search(near) is not None


def is_only_measured(language: Language, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
    """ "exports reached $450 million in May", "the toll reaches 56": whether a round amount was measured all the same,
    and is no mark that was passed on the way."""
    if phrase.hedge != "reached" or within.low[phrase.hedge_start :].split(None, 1)[0] not in language.measured:
        return False
    near = within.low[max(within.span[0], phrase.hedge_start - 16) : min(within.span[1], phrase.end + 12)]
    if language.mark.search(near) is not None:
        return False
    is_measure = metric.revisable or (metric.kind == "flow" and metric.period == "any")
    return is_measure and len(phrase.amount.normalize().as_tuple().digits) > 1


def overtaken(language: Language, within: Sentence) -> str | None:
    """The subject that a sentence says was passed."""
    for mention in within.mentions:
        if language.overtake.search(within.low, max(within.span[0], mention.start - 30), mention.start):
            return mention.name
    return None


def only_names_milestone(language: Language, within: Sentence, phrase: Phrase, *, counts_days: bool) -> bool:
    """ "100 tỷ trong 3 ngày, 200 tỷ trong 1 tuần": a list of amounts with their times is one of milestones; the days
    are the figures, and the amounts say of what."""
    if not is_money(phrase.unit):
        return False
    if language.mere.search(within.low[max(within.span[0], phrase.hedge_start - 40) : phrase.start]):
        return True
    if not counts_days or not is_round(phrase):
        return False
    if within.in_brackets(phrase.start) and any(
        is_duration(p) and within.in_brackets(p.start) and abs(p.start - phrase.start) <= 20 for p in within.phrases
    ):
        return True
    if right_behind(language, within, phrase) is None:
        return False
    timed = [p for p in within.phrases if is_money(p.unit) and right_behind(language, within, p) is not None]
    return len(timed) >= 2
