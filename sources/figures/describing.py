"""Places that only say what something is, and not where a number of it is: a firm's seat, the land that it is from, who
lends to it, where a fire began, and who helps after a quake."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence

_FRONT: Final = 48  # characters in front of a place that may say why it is named
_OWNED: Final = re.compile(r"['’]s\s(?:[\w-]+\s){0,4}")  # between a land and the name that is its own
_WORD: Final = re.compile(r"[^\W\d_]+")
_BRACKETS: Final = re.compile(r"\s\([^()]{1,40}\)")


def only_describes(language: Language, within: Sentence, place: Mention, phrase: Phrase, *, is_event: bool) -> bool:
    """Whether a place in front of a number says nothing of where that is."""
    words, low, start = language.nowhere, within.low, within.span[0]
    if words.seat.fullmatch(low, start, place.start) is not None:
        return True
    if not is_money(phrase.unit) and words.lends.search(low, max(start, place.start - _FRONT), place.start) is not None:
        return True
    if is_event and words.helps.match(low, place.end) is not None:
        return True
    return is_whose_name(language, within, place) or _is_in_aside(language, within, place, phrase.hedge_start)


def is_whose_name(language: Language, within: Sentence, place: Mention) -> bool:
    """ "South Korea's leading retailer Otter said", "sàn lớn nhất Hàn Quốc Otter cho biết"."""
    low, start = within.low, within.span[0]
    name = next((m for m in within.mentions if m.start > place.end), None)
    if name is None or not (name.is_named and within.text[name.start].isupper()):
        return False
    if any(each.match(low, name.end + 1) for each in (language.possessed, language.lands_own, language.place_markets)):
        return False  # "China's Reedfruit imports"
    if _OWNED.fullmatch(low, place.end, name.start) is not None:
        return True
    lead = low[start : place.start].split()
    return low[place.end : name.start] == " " and bool(lead) and lead[-1] not in language.place_at_words


def _is_in_aside(language: Language, within: Sentence, place: Mention, end: int) -> bool:
    """ "Otter, which is building a plant in Reedland, sold 900", "Otter, sàn lớn nhất Hàn Quốc, cho biết": whether a
    place is told between commas right behind a name. "Otter, in Reedland, sold" says where."""
    low = within.low
    closed = low.find(", ", place.end, end)
    names = (m for m in reversed(within.mentions) if m.end < place.start)
    opened = next((at for m in names if (at := _aside_behind(language, within, m)) > 0), 0)
    first = _WORD.match(low, opened) if 0 < opened < place.start < closed else None
    if first is None or first.end() >= place.start or low.find(", ", opened, place.start) >= 0:
        return False
    if first[0] in language.place_at_words or language.aside.match(low, opened) is not None:
        return False
    return not any(opened <= p.start < closed and p.unit not in TIMES for p in within.phrases)


def _aside_behind(language: Language, within: Sentence, name: Mention) -> int:
    """Where an aside begins behind a name that no preposition stands in front of; 0 where none does."""
    lead = within.low[within.span[0] : name.start].split()
    if lead and language.head_prepositions.fullmatch(lead[-1]) is not None:
        return 0
    gloss = _BRACKETS.match(within.low, name.end)
    at = gloss.end() if gloss is not None else name.end
    return at + 2 if within.low.startswith(", ", at) else 0
