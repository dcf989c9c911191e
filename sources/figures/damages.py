"""Whether a damage is of one thing or one branch: "kè A sạt lở, thiệt hại 150 tỷ", "damage to farming came to $20m"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import COUNTS
from sources.figures.joining import is_money
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric

_CUT: Final = re.compile(r";\s|:\s|[.!?]\s")
_AHEAD: Final = 24  # characters of a sentence in front of what it counts first


def is_of_one_thing(cues: Cues, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
    """Whether an amount that a damage is told by is of one thing that was damaged, of one branch, or of what its own
    sentence counts ("54.000 lồng bè bị hư hại, với giá trị 21 tỷ")."""
    if not (metric.revisable and is_money(metric.unit) and is_money(phrase.unit)):
        return False
    low, language = within.low, cues.language
    start = within.span[0]
    cuts = [cut.end() for cut in _CUT.finditer(low, start, phrase.hedge_start)]
    cuts += [word.end() for word in language.part_including.finditer(low, start, phrase.hedge_start)]
    start = max([start, *cuts])
    if any(start <= m.start < phrase.start for m in within.mentions):
        return False
    if _is_worth(cues, within, phrase, start):
        return True
    between = (start, phrase.hedge_start)
    if language.total.search(low, *between) is not None or language.home_all.search(low, *between) is not None:
        return False
    own = cues.patterns.get(metric.key)
    told = list(own.finditer(low, start, phrase.hedge_start)) if own is not None else []
    if told and language.damaged_of.match(low, told[-1].end(), phrase.hedge_start) is not None:
        return True
    thing = language.damaged_thing.match(low, start, phrase.hedge_start)
    return thing is not None and not any(hit.start() < thing.end() for hit in told)


def _is_worth(cues: Cues, within: Sentence, phrase: Phrase, start: int) -> bool:
    """Whether a clause that begins with a count says what that was worth."""
    first = next((p for p in within.phrases if start <= p.start < phrase.start), None)
    if first is None or first.unit not in COUNTS | {""} or first.hedge_start - start > _AHEAD:
        return False
    return cues.language.damaged_worth.search(within.low, first.end, phrase.hedge_start) is not None
