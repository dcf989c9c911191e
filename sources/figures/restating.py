"""Numbers that correct the one before them: "put the toll at 4,500 before raising it to 5,100 on Saturday"."""

from __future__ import annotations

from sources.figures.interval import TIMES
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence


def restated_by(language: Language, within: Sentence, phrase: Phrase) -> Phrase | None:
    """The number that another one in its sentence corrects, right in front of it; None where it corrects none."""
    before = next((p for p in reversed(within.phrases) if p.end <= phrase.hedge_start and p.unit not in TIMES), None)
    if before is None or phrase.unit not in ("", before.unit):
        return None
    said = language.restating.search(within.low, before.end, phrase.hedge_start)
    return before if said is not None else None


def is_outdone(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether a number was corrected in its sentence, and no time in front of it says when it was told."""
    if any(m.end <= phrase.start for m in within.moments):
        return False
    following = next((p for p in within.phrases if p.start >= phrase.end and p.unit not in TIMES), None)
    return following is not None and restated_by(language, within, following) is phrase
