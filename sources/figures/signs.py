"""Which way a number goes: "down 6%" is a growth of -6, and "a deficit of $2 billion" a surplus of -2 billion.

What a rate itself lost is no rate: "growth may fall by 0.2%" tells a change, and is read as an increment.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import MIRRORED, TURNED
from sources.figures.language import Language
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.rates import SIGNS, end_of_shared
from sources.figures.sentence import RATES, Sentence
from sources.model import Metric, Quantity

_NEAR: Final = 14  # characters within which a word in front of a number tells its side before one behind it does
_THAN: Final = 12  # characters in front of a number in which a comparative stands
_REACH: Final = 60  # characters in front of a number in which what it did is told
_PART_ENDS: Final = re.compile(r"[,;:.()]|\sand\s|\svà\s")
_JOINED: Final = re.compile(r"[^;:()\d]{1,30}")
_GOES_ON: Final = re.compile(r"\s(?:and|và)\s$")


def is_negative(within: Sentence, phrase: Phrase, metric: Metric, cues: Cues) -> bool:
    """Whether a number without a sign of its own is less than nothing in its metric."""
    if phrase.value < 0:
        return False
    if metric.kind == "growth":
        return phrase.unit in RATES and metric.key not in cues.of_falls and _course(within, phrase, cues) == "fall"
    sides = cues.sides.get(metric.key)
    return sides is not None and _is_on_other_side(within, phrase, sides)


def is_shift(within: Sentence, phrase: Phrase, metric: Metric, cues: Cues, memory: Memory) -> bool:
    """Whether a percentage is what a rate of growth lost or differs by, and no rate: of a rate that fell, against what
    was planned, that something took away, or that may be lost. What follows in the sentence goes on about that, until
    something rises or reaches a rate."""
    if metric.kind != "growth" or phrase.unit not in RATES:
        return False
    language, low, start = cues.language, within.low, within.span[0]
    tables = language.courses
    before = low[start : phrase.hedge_start]
    course = _course(within, phrase, cues)
    last = memory.shifted
    behind = _PART_ENDS.split(low[phrase.end : within.span[1]])[0]
    found = tables["against_plan"].match(behind) is not None
    if not found and last is not None and course != "rise" and start <= last:
        found = tables["level"].search(low, last, phrase.start) is None
    if not found and _goes_on_from_rate(within, phrase):
        found = tables["against_rate"].match(behind) is not None
    if not found and course == "fall":
        clause = _PART_ENDS.split(before)[-1]
        is_yearly = tables["yearly"].search(clause + low[phrase.end : phrase.end + len(behind)]) is not None
        kinds = ("of_rate",) if is_yearly or metric.period == "day" else ("of_rate", "taken", "maybe")
        found = any(tables[kind].search(clause) for kind in kinds)
    if found:
        memory.shifted = phrase.end
    return found


def is_less_or_more(within: Sentence, phrase: Phrase, metric: Metric, language: Language) -> bool:
    """ "lợi nhuận thấp hơn 37% so với cùng kỳ": a rate of growth told as the difference of two amounts, and not as that
    of two rates."""
    if metric.kind != "growth" or phrase.hedge_start != phrase.start or _goes_on_from_rate(within, phrase):
        return False
    courses, low = language.courses, within.low
    if courses["than"].search(low[max(within.span[0], phrase.start - _THAN) : phrase.start]) is None:
        return False
    return courses["yearly"].match(low, phrase.end + 1) is not None


def _goes_on_from_rate(within: Sentence, phrase: Phrase) -> bool:
    """Whether the sentence told a rate of the same thing right before: what follows may be set against another rate."""
    last = next((p for p in reversed(within.phrases) if p.end <= phrase.hedge_start), None)
    if last is None or last.unit not in RATES:
        return False
    between = within.low[last.end : phrase.start]
    return (
        len(between) <= _REACH
        and ", " in between
        and not any(last.end <= m.start < phrase.start for m in within.mentions)
    )


def negated(quantity: Quantity) -> Quantity:
    """The same as less than nothing: "down more than 8%" is below -8."""
    value, most = quantity.value, quantity.value_max
    first = value if most is None else most
    return replace(
        quantity,
        value=None if first is None else -first,
        value_max=None if most is None or value is None else -value,
        hedge=TURNED.get(quantity.hedge, quantity.hedge),
        comparator=MIRRORED.get(quantity.comparator, quantity.comparator),
        low=None if quantity.high is None else -quantity.high,
        high=None if quantity.low is None else -quantity.low,
        low_open=quantity.high_open,
        high_open=quantity.low_open,
        soft_low=None if quantity.soft_high is None else -quantity.soft_high,
        soft_high=None if quantity.soft_low is None else -quantity.soft_low,
        readings=tuple(replace(each, value=-each.value) for each in quantity.readings),
    )


def _course(within: Sentence, phrase: Phrase, cues: Cues) -> str | None:
    """Whether a percentage rose or fell: by the words right around it, or those of the percentage that it is listed
    with ("down 6.4% and 11.7%", "a decline of 6% in volume and 11% in value")."""
    language, low, start = cues.language, within.low, within.span[0]
    tables = language.courses
    before = low[max(start, phrase.hedge_start - _REACH) : phrase.hedge_start]
    for course in ("fall", "rise"):
        if tables[f"{course}_behind"].search(before):
            return course
    end = end_of_shared(low, phrase, within.phrases, language)
    if tables["taken_by"].search(before) or tables["fall_after"].match(low, end):
        return "fall"
    if tables["rise_after"].match(low, end):
        return "rise"
    earlier = [p for p in within.phrases if p.end <= phrase.hedge_start and p.unit in RATES]
    if not earlier:
        return None
    between = low[earlier[-1].end : phrase.start]
    is_joined = tables["joined"].search(between) is not None or _GOES_ON.search(between) is not None
    if _JOINED.fullmatch(between) is None or not is_joined or tables["level"].search(between):
        return None
    return _course(within, earlier[-1], cues)


def _is_on_other_side(within: Sentence, phrase: Phrase, sides: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    """Whether the word for the other side ("deficit") is the one that speaks of a number."""
    low, start = within.low, within.span[0]
    ends = [max((m.end() for m in side.finditer(low, start, phrase.start)), default=-1) for side in sides]
    if max(ends) < phrase.hedge_start - _NEAR:
        behind = _PART_ENDS.split(low[phrase.end : min(within.span[1], phrase.end + 28)])[0]
        said = [side.search(behind) is not None for side in sides]
        if any(said):
            return said[1] and not said[0]
    return ends[1] > ends[0]


def is_signed_shift(within: Sentence, phrase: Phrase, metric: Metric) -> bool:
    """ "28.6% (+4.4%)": a rate with a sign in brackets right behind a share says by how much that changed."""
    low = within.low
    if metric.kind != "share" or phrase.unit not in RATES:
        return False
    sign = phrase.start if low[phrase.start] in SIGNS else phrase.start - 1
    before = next((p for p in reversed(within.phrases) if p.end <= sign), None)
    if before is None or before.unit not in RATES or low[sign] not in SIGNS:
        return False
    return low[before.end : sign].strip() in ("(", ",", "[")
