"""Where the words about a number may stand: the stretch of its sentence that no other number owns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES

_CLAUSE_ENDS: Final = re.compile(r"[;:)]|, |\s(?:and|và|while|but|nhưng|còn|trong khi)\s")
# Words behind a count are not its own where another count begins: "rose to 323 while the death toll rose to 168".
_LIST_ENDS: Final = re.compile(
    r"[;)]|(?:,|,?\s(?:while|whereas|but|trong khi|and|và|còn|nhưng))\s(?:the\s|those\s)?"
    r"(?:number|death toll|toll|số(?!\sliệu)|con số)(?!\w)"
)
_CUT: Final = re.compile(r"[,;.)](?!\d)|\s(?:and|và|while|còn)(?=\s)")
_WHILE: Final = re.compile(r"\s(?:while|còn|trong khi|whereas)\s")
_DOWN_TO: Final = "còn "  # right in front of a number: what is left, and no turn


def window_of(
    text: str, phrase: Phrase, phrases: Sequence[Phrase], sentence: tuple[int, int], unit_is_count: bool
) -> tuple[int, int]:
    """Where words about a phrase may stand. Counts that differ only by what follows them ("141 chết, 59 mất tích")
    own the words up to the next number; amounts own their sentence up to the neighbours. Only numbers that could be of
    the same metrics are neighbours: a rate does not cut an amount off from its noun."""
    first, last = sentence
    end = past_conversion(text, phrase, phrases)
    for other in phrases:
        if not _are_rivals(phrase, other) or phrase.end <= other.start < end:
            continue
        if other.end <= phrase.start and other.end > first and unit_is_count:
            first = other.end
            cut = _CUT.search(text, first, phrase.start)
            if cut:
                turns = (turn.end() for turn in _WHILE.finditer(text, first, phrase.start))
                is_left = text.endswith(_DOWN_TO, 0, phrase.hedge_start)
                first = max([cut.end(), *(at for at in turns if at < phrase.hedge_start or not is_left)])
        if other.start >= phrase.end and other.start < last and unit_is_count:
            last = other.hedge_start
    if unit_is_count:
        ends = _LIST_ENDS if is_counted(phrase.unit) or not phrase.unit else _CLAUSE_ENDS
        closing = ends.search(text, end, last)
        if closing:
            last = closing.start()
    return first, max(last, phrase.end)


def past_conversion(text: str, phrase: Phrase, phrases: Sequence[Phrase]) -> int:
    """Where an amount ends with the brackets right behind it that tell it again in another currency."""
    if not is_money(phrase.unit) or not text.startswith(" (", phrase.end):
        return phrase.end
    again = next((p for p in phrases if p.start >= phrase.end), None)
    if again is None or not is_money(again.unit) or again.unit == phrase.unit:
        return phrase.end
    if text[phrase.end : again.hedge_start].strip() != "(" or not text.startswith(")", again.end):
        return phrase.end
    return again.end + 1


def _are_rivals(phrase: Phrase, other: Phrase) -> bool:
    if is_money(phrase.unit) or is_money(other.unit):
        return is_money(phrase.unit) and is_money(other.unit)
    if (phrase.unit in RATES) != (other.unit in RATES):
        return False
    return phrase.unit == other.unit or not phrase.unit or not other.unit
