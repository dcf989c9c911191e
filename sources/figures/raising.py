"""What came in, told with what it raised a total to: "12 bodies were found, bringing the toll to 106"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import TIMES
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.figures.window import past_conversion
from sources.model import Figure, Metric

_FAR: Final = 120  # characters between what came in and the total
_CLAUSE_END: Final = re.compile(r"[;:.,](?!\d)|\s(?:and|và|while|còn)\s")
_FRONT: Final = 40  # characters in front of what came in
_PARTS: Final = 12  # counts of places that a total may be told of
_ROUNDED: Final = 50  # the part of a hedged total by which the sum of its parts may differ from it


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


def is_added_to(within: Sentence, phrase: Phrase, metric: Metric, language: Language) -> bool:
    """ "added 14 billion (about $570,000) to its total from 140,000 tickets": whether an amount came on top of a total
    that is not told, or is told of what did."""
    if metric.kind != "cumulative":
        return False
    low = within.low
    for each in within.phrases:
        if each.start > phrase.start:
            break
        front = low[max(within.span[0], each.hedge_start - _FRONT) : each.hedge_start]
        last = past_conversion(low, each, within.phrases)
        if language.adds.search(front) is not None and language.adds_to.match(low, last) is not None:
            return each is phrase or _CLAUSE_END.search(low, last, phrase.hedge_start) is None
    return False


def places_of_parts(within: Sentence, total: Phrase, metric: Metric, told: Sequence[Figure]) -> list[str]:
    """The places whose counts, the last that this paragraph told of a metric, add up to a number; none where they do
    not: "5,894 in Turkey and 2,470 in Syria, bringing the total to 8,364"."""
    return _adding_up(_parts_before(within, metric, told), total, 0)


def is_part_of(within: Sentence, phrase: Phrase, total: Phrase, metric: Metric, told: Sequence[Figure]) -> bool:
    """Whether a number is one of the counts of several places that add up to the total behind them, and so raised
    nothing. `told` are the figures before it."""
    between = [p for p in within.phrases if phrase.start <= p.start and p.end <= total.hedge_start]
    own = [p for p in between if p.unit in ("", phrase.unit)]
    parts = _parts_before(within, metric, told)
    spots = [p for p in within.places if p.end <= total.start]
    if len(spots) < 2 and not (parts and spots):
        return False
    rest = sum(int(p.amount) for p in own)
    if len(own) > 1 and _is_sum(rest, total):
        return True
    return bool(_adding_up(parts, total, rest))


def _parts_before(within: Sentence, metric: Metric, told: Sequence[Figure]) -> list[tuple[str, int]]:
    """The places and counts of a metric that this paragraph told last, newest first, each place once."""
    parts: list[tuple[str, int]] = []
    for figure in reversed(told):
        value = figure.quantity.value
        if figure.paragraph != within.number or len(parts) == _PARTS:
            break
        if figure.metric != metric.key:
            continue
        if figure.place is None or value is None or any(figure.place == place for place, _ in parts):
            break
        parts.append((figure.place, int(value)))
    return parts


def _adding_up(parts: Sequence[tuple[str, int]], total: Phrase, rest: int) -> list[str]:
    """The places of as many of the last counts as make up a total, with what else was counted."""
    held: list[str] = []
    for place, value in parts:
        held.insert(0, place)
        rest += value
        if (len(held) > 1 or rest > value) and _is_sum(rest, total):
            return held
    return []


def _is_sum(amount: int, total: Phrase) -> bool:
    whole = int(total.amount)
    return amount == whole or (total.hedge != "bare" and abs(amount - whole) * _ROUNDED <= whole)
