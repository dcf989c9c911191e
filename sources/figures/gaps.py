"""Amounts that only say how far two others lie apart."""

from __future__ import annotations

from typing import Final

from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence
from sources.figures.status import last_without_number

_CLOSE: Final = 24  # characters within which a word still speaks of the number behind it
_FAR: Final = 70  # the same, for words that a name or another amount may follow


def is_difference(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether an amount is only what is missing to another: "chỉ thiếu hơn 60 tỷ nữa"."""
    if within.is_plain:
        return False
    far = within.low[max(within.span[0], phrase.hedge_start - _FAR) : phrase.hedge_start]
    is_short = language.short_after.match(within.low, phrase.end) is not None
    before = next((p for p in within.phrases if 0 <= phrase.hedge_start - p.end <= 1 and p.unit == phrase.unit), None)
    if before is not None and is_money(phrase.unit):
        front = within.low[max(within.span[0], before.hedge_start - _FAR) : before.hedge_start]
        is_short = is_short or last_without_number(language.status["short_of"], front)  # "cách mốc 500 tỷ gần 7 tỷ"
    return is_money(phrase.unit) and (is_short or last_without_number(language.status["short_of"], far))


def is_gap(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "$726 million, more than a billion less", "1,5 tỷ, ít hơn 200 triệu", "kém Indonesia 5 HCV": an amount that says
    by how much two others differ."""
    low, start = within.low, within.span[0]
    beside = [p for p in within.phrases if p.end <= phrase.hedge_start and p.unit in ("", phrase.unit)]
    if language.gap_behind.match(low, phrase.end) is not None:
        return bool(beside)
    front = language.gap_front.search(low[max(start, phrase.start - _CLOSE) : phrase.start])
    if front is not None and (beside or " với " in f" {front[0]}"):
        return True
    name = next((m for m in within.mentions if 0 <= phrase.hedge_start - m.end <= 1), None)
    return name is not None and language.gap_names.search(low[max(start, name.start - _CLOSE) : name.start]) is not None


def is_apart(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "cao hơn 500 tỷ đồng so với quý II", "rẻ hơn 250 đồng, còn 18.900 đồng", "cao hơn xăng E5 là 580 đồng": what a
    comparison is by, where what it is with, or what it led to, stands beside it."""
    if phrase.unit in RATES:
        return False
    low, start = within.low, max(within.span[0], phrase.start - _FAR)
    than = language.gap_than.search(low, max(start, phrase.start - _CLOSE), phrase.start)
    if than is not None:
        return language.gap_against.match(low, phrase.end) is not None
    name = next((m for m in reversed(within.mentions) if start <= m.start and m.end <= phrase.hedge_start), None)
    if name is None or language.gap_is.fullmatch(low, name.end, phrase.hedge_start) is None:
        return False
    return language.gap_than.search(low, start, name.start) is not None
