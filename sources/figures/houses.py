"""Whether a count is of those whom one house took in: a hospital by its name, or the one that a text speaks of."""

from __future__ import annotations

from typing import Final

from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence

_BODIES: Final = "bodies"
_FRONT: Final = 24  # characters in front of a house in which words say that it is only where something is
_OPENING: Final = 12  # characters that a sentence may begin with in front of "at Oakham Hospital"
_CLAUSE: Final = 60  # characters behind a count up to which its clause may go on
_CAUSE: Final = 24  # characters between an event and what it cost


def is_of_one_house(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "Oakham Hospital received 25 people, three of whom died", "according to Oakham Hospital, 4 are in a coma", "two
    were dead on arrival": what one house counts is a part. Bodies are all brought to one."""
    low, start = within.low, within.span[0]
    if phrase.unit == _BODIES or language.toll_bodies.search(low, start, phrase.end) is not None:
        return False
    following = (p.hedge_start for p in within.phrases if p.start >= phrase.end)
    last = min([within.span[1], phrase.end + _CLAUSE, *following])
    if language.toll_arrival.search(low, phrase.end, last) is not None:
        return True
    found = list(language.toll_house.finditer(within.text, start, phrase.hedge_start))
    return any(_counts(language, within, phrase, house.start(), house.end()) for house in found)


def _counts(language: Language, within: Sentence, phrase: Phrase, start: int, end: int) -> bool:
    """Whether a house in front of a number is the one that counts: it cares for them, says so, or is where they are."""
    low = within.low
    front = low[max(within.span[0], start - _FRONT) : start]
    if any(m.start < end and start < m.end for m in within.mentions):
        return False  # a fire in that very hospital
    if language.toll_houses.search(front) is not None or _is_of_event(language, within, phrase, end):
        return False
    if language.toll_care.search(low, end, phrase.hedge_start) is not None:
        return True
    if language.toll_cited.search(front) is not None:
        return True
    says = language.speaks.search(low, end, phrase.hedge_start) is not None
    if language.toll_at.search(front) is not None:
        return not says and start - within.span[0] <= _OPENING
    return says


def _is_of_event(language: Language, within: Sentence, phrase: Phrase, end: int) -> bool:
    """ "..., the hospital said, and the fire killed 56 in all": whether a number behind a house is of the event."""
    low = within.low
    if low.find("; ", end, phrase.start) >= 0 or language.total.search(low, end, phrase.hedge_start) is not None:
        return True
    return any(
        end <= m.start
        and 0 < phrase.hedge_start - m.end <= _CAUSE
        and language.toll_caused.match(low, m.end, phrase.hedge_start) is not None
        for m in within.mentions
    )
