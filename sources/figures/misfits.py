"""Counts whose own words say that they are of something else than what a topic counts by such a noun: houses without
power, people who were flown out, the villages where something was done."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric

_CLAUSE: Final = 48  # characters in front of a count in which its clause begins
_TAKEN: Final = 40  # characters behind one in which it may be said that they were taken to a hospital
_NEAR: Final = 16  # characters between a count's place and a word of its metric's
_BREAK: Final = re.compile(r"[;:()]|[.,](?!\d)")
PLACES: Final = frozenset(
    {"villages", "hamlets", "communes", "wards", "towns", "districts", "counties", "cities", "provinces", "areas"}
)


def is_of_other_thing(cues: Cues, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
    """ "cutting power to 12,000 homes", "airlifted 14 residents", "aid reached people in four villages": whether a
    count is of none of a metric's, whose own words stand elsewhere."""
    own = cues.patterns.get(metric.key)
    if (
        own is None
        or is_money(metric.unit)
        or (phrase.unit and not is_counted(phrase.unit) and phrase.unit not in PLACES)
    ):
        return False
    language, low = cues.language, within.low
    if not metric.revisable and _is_of_compound(cues, within, phrase):
        return True
    if language.toll_bodies.search(low, phrase.start, phrase.end + _NEAR) is not None:
        return False
    first = max(within.span[0], phrase.hedge_start - _CLAUSE)
    front = _BREAK.split(low[first : phrase.hedge_start])[-1]
    first = phrase.hedge_start - len(front)
    if metric.revisable and metric.unit == "people" and language.carried.search(front) is not None:
        return own.search(low, phrase.start, phrase.end + _NEAR) is not None
    said = language.supplies.search(front) or (language.saves.search(front) if metric.unit == "people" else None)
    if said is not None:
        return own.search(low, max(first, first + said.start() - _NEAR), phrase.end + _NEAR) is None
    if metric.unit not in PLACES:
        return False
    opened = language.place_one.match(low, within.span[0])  # "Chỉ riêng một ngôi làng, ..."
    is_opened = opened is not None and opened.start() <= phrase.start < opened.end()
    if not is_opened and language.place_counted_at.search(front) is None:
        return False
    if own.search(low, max(first, phrase.hedge_start - _NEAR), phrase.hedge_start) is not None:
        return False
    return own.search(_BREAK.split(low[phrase.end : min(within.span[1], phrase.end + _TAKEN)])[0]) is None


def _is_of_compound(cues: Cues, within: Sentence, phrase: Phrase) -> bool:
    """ "12.000 xe máy", "12.000 chiếc xe đạp" where a topic counts "xe": a noun that begins with one of the topic's and
    is another thing, of which the topic does not speak."""
    last = min(within.span[1], phrase.end + _NEAR)
    named = cues.language.compounds.search(within.low, phrase.start, last)
    if named is None or named.start() > phrase.end + 1 or named.end() < phrase.end:
        return False
    is_own = any(noun.startswith(named[0]) for noun in cues.noun_units)
    return not is_own and not any(pattern.fullmatch(named[0]) for pattern in cues.patterns.values())


def is_of_treated(language: Language, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> bool:
    """ "1,300 were injured. 1,000 injured people were taken to hospital": whether a count is of those of a greater one,
    told before, who were treated."""
    told = memory.totals.get(metric.key)
    if told is None or told <= phrase.amount or not is_counted(phrase.unit) or not metric.revisable:
        return False
    low, end = within.low, within.span[1]
    if language.toll_bodies.search(low, phrase.start, phrase.end + _NEAR) is not None:
        return False
    behind = _BREAK.split(low[phrase.end : min(end, phrase.end + _TAKEN)])[0]
    front = _BREAK.split(low[max(within.span[0], phrase.hedge_start - _CLAUSE) : phrase.hedge_start])[-1]
    return language.treated.search(behind) is not None or language.treats.search(front) is not None
