"""What another land buys: "China imported 228,000 tonnes of tea, worth $90 million" is of no exporter that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Mention, Sentence

_TURN: Final = re.compile(r"[;:(]|\s(?:while|whereas|but|còn|trong khi|nhưng)\s")
_END: Final = re.compile(r",(?!\d)|[;()]|\s(?:and|và)\s")


class Bought(NamedTuple):
    """Whose a number is that is told of what a land buys: the subject named so, or, where it bought from home, what it
    bought."""

    name: str
    is_buyer: bool


def bought(language: Language, within: Sentence, phrase: Phrase) -> Bought | None:
    """Whose a number is behind a subject that is named by what is bought ("nhập khẩu kê", "China tea imports")."""
    low = within.low
    mentions = [m for m in within.mentions if m.end <= phrase.hedge_start]
    if not any(_buys(language, within, m) for m in mentions):
        return None
    things = [m for m in within.mentions if _is_counted(within, m)]
    owner = next((m for m in reversed(mentions) if m not in things), None)
    if owner is None or not _buys(language, within, owner):
        return None
    gap = low[owner.end : phrase.hedge_start]
    if _TURN.search(gap) is not None or language.lands_own.search(gap) is not None:
        return None
    first = next(p for p in within.phrases if p.start >= owner.end)
    if not _is_from_home(language, within, owner.start, first):
        return Bought(owner.name, is_buyer=True)
    thing = next((m for m in things if m.name != owner.name), None)
    return Bought(thing.name, is_buyer=False) if thing is not None else None


def _buys(language: Language, within: Sentence, mention: Mention) -> bool:
    """Whether a subject is named by a land and by what that buys or sells: "China imported", "China tea imports"."""
    if mention.is_object or not mention.is_named:
        return False
    if language.lands_take.search(within.low, mention.start, mention.end) is None:
        return False
    return any(
        mention.start <= place.start and place.end <= mention.end and place.name in language.lands
        for place in within.places
    ) or any(language.demonyms.finditer(within.low, mention.start, mention.end))


def _is_counted(within: Sentence, mention: Mention) -> bool:
    """ "228,000 tonnes of tea": a name that only says what a number counts."""
    return any(
        p.end < mention.start and within.low[p.end : mention.start] in (" ", " of ") for p in _amounts(within.phrases)
    )


def _amounts(phrases: Sequence[Phrase]) -> list[Phrase]:
    return [p for p in phrases if p.unit not in RATES and not is_money(p.unit)]


def _is_from_home(language: Language, within: Sentence, start: int, first: Phrase) -> bool:
    """Whether the clause of a purchase says that it came from the land that most topics are of."""
    over = _END.search(within.low, first.end, within.span[1])
    end = over.start() if over is not None else within.span[1]
    return any(
        language.lands_gave.search(within.low[start : home.start()]) is not None
        for home in language.lands_home.finditer(within.low, start, end)
    )
