"""Whose rate it is that is told right behind an amount."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence
from sources.model import Figure, Metric

_TURN: Final = re.compile(r"[;:(]|\s(?:and|while|but|và|còn|nhưng)\s")


def owner_of_rate(
    cues: Cues, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory, last: Figure | None
) -> str | None:
    """ "earned $8 billion from tea exports, a 12-percent increase": the subject of the amount that a rate is told
    right behind, where nothing between the two names another."""
    if metric.kind != "growth" or phrase.unit not in RATES or last is None or memory.last is None:
        return None
    if last.paragraph != within.number or last.start != memory.last.start or last.start < within.span[0]:
        return None
    if memory.last.unit in RATES:
        return None
    between = [m for m in within.mentions if last.end <= m.start < phrase.start]
    kin = cues.kin.get(metric.key, ())
    if any(m.name != last.subject for m in between) or (kin and last.subject not in kin):
        return None
    courses = cues.language.courses
    since = between[-1].end if between else last.end
    rest = within.low[since : phrase.hedge_start]
    if _TURN.search(rest) is not None:
        return None
    for moment in reversed(within.moments):
        if since <= moment.start and moment.end <= phrase.hedge_start:
            rest = rest[: moment.start - since] + rest[moment.end - since :]
    for words in (courses["moved"], courses["leading"], courses["compared"], cues.language.head_prepositions):
        rest = words.sub(" ", rest)
    return None if any(map(str.isalnum, rest)) else last.subject
