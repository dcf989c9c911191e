"""Numbers of a list whose noun and verb stand with the first alone: "A won 208 seats, B 152 and C 120", "16 died in
the Vale fire and nine in the Ridge fire"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Mention, Sentence
from sources.model import Metric

_NEXT: Final = re.compile(r"(?:,|;|,?\s(?:and|và|while|còn))\s(?:the\s)?")
_FIRST: Final = re.compile(r"(?:,|;|:|\s[–—-]|,?\s(?:and|và|while|còn))\s")
_WITH: Final = re.compile(r"[\s:–—-]{1,3}(?:(?P<beside>[^\W\d_]+)\s)?")
_ENDS: Final = re.compile(r"[”\"’]?(?:\s?[,;.)]|\s(?:and|và|while|còn)\s|\s?$)")


def left_out(language: Language, within: Sentence, phrase: Phrase, memory: Memory) -> Metric | None:
    """The metric of a bare number that goes on a list, by the name that it is of in front of it or behind an "in",
    with no noun of its own."""
    last, metric = memory.last, memory.metric
    if phrase.unit or metric is None or last is None or not within.span[0] <= last.start < last.end <= phrase.start:
        return None
    if memory.grown is last:
        return None  # "lost 12 seats, the Reed Party 15"
    if is_money(metric.unit) or metric.unit in RATES or metric.unit in TIMES or within.in_brackets(phrase.start):
        return None
    if any(last.end <= p.start < phrase.start for p in within.phrases):
        return None
    named = [m for m in within.mentions if m.is_named]
    before = next((m for m in reversed(named) if m.end <= phrase.hedge_start), None)
    if before is not None and before.start >= last.end and _is_item(language, within, phrase, last, before):
        return metric
    behind = next((m for m in named if m.start >= phrase.end), None)
    return metric if behind is not None and _is_in(language, within, phrase, last, behind, named) else None


def _is_item(language: Language, within: Sentence, phrase: Phrase, last: Phrase, name: Mention) -> bool:
    """ "…, the Reed Party 152 and", "…, Reed Party with 152"."""
    low, end = within.low, within.span[1]
    gap = _WITH.fullmatch(low, name.end, phrase.hedge_start)
    if gap is None or _ENDS.match(low[:end].rstrip(), phrase.end) is None:
        return False
    if gap["beside"] is not None and language.head_beside.fullmatch(gap["beside"]) is None:
        return False
    between = low[last.end : name.start]
    return _NEXT.fullmatch(between) is not None or language.list_next.fullmatch(between) is not None


def _is_in(
    language: Language, within: Sentence, phrase: Phrase, last: Phrase, name: Mention, named: list[Mention]
) -> bool:
    """ "… in the Vale fire and nine in the Ridge fire", "29 people: 17 in the Vale fire"."""
    low = within.low
    if language.list_in.fullmatch(low, phrase.end, name.start) is None:
        return False
    own = next((m for m in reversed(named) if last.end <= m.start and m.end <= phrase.hedge_start), None)
    if own is None:
        return _FIRST.fullmatch(low, last.end, phrase.hedge_start) is not None
    told = own.name != name.name and sum(last.end <= m.start < phrase.start for m in named) == 1
    return told and _FIRST.fullmatch(low, own.end, phrase.hedge_start) is not None
