"""The place behind several counts that an "and" joins: it is of all of them."""

from __future__ import annotations

from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence
from sources.figures.told import place_at

_SEVERAL: Final = 3  # counts behind one that may be joined with it


def place_of_both(cues: Cues, within: Sentence, phrase: Phrase) -> Mention | None:
    """ "12 fatalities and 255 injuries in Oakham", "killed 12, injured 30 and destroyed 4 houses in Oakham": the place
    behind the last of the counts that go on from one, where no place stands in front of them."""
    if not within.places or within.places[0].end <= phrase.hedge_start or (phrase.unit and not is_counted(phrase.unit)):
        return None
    language, low, is_last = cues.language, within.low, False
    elsewhere = (language.speaks, language.total, language.place_mostly)
    if language.nation.search(low, *within.span) is not None:
        return None
    last = phrase
    behind = [p for p in within.phrases if p.start >= phrase.end][:_SEVERAL]
    for following in behind:
        if within.places[0].start < following.start or (following.unit and not is_counted(following.unit)) or is_last:
            return None
        joint = language.place_both.fullmatch(low, last.end, following.hedge_start)
        if joint is None and language.place_listed.fullmatch(low, last.end, following.hedge_start) is None:
            return None
        is_last = joint is not None
        if any(words.search(low, last.end, following.hedge_start) is not None for words in elsewhere):
            return None
        place = place_at(language, within, following) if is_last else None
        if place is not None:
            # "800 died and 12 in Oakham": the second goes on counting what the first did.
            own = joint.start("last") if joint is not None else following.start
            return place if any(cue.search(low, own, place.start) for cue in cues.patterns.values()) else None
        last = following
    return None
