"""Counts of those who came to help: "lực lượng cứu nạn gồm 297 người", "the navy deployed 21 soldiers"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence

_BEFORE: Final = 32  # characters in front of a count that may say who sent them
_BEHIND: Final = 90  # characters behind one that may say what they do
_HALT: Final = re.compile(r"[.;:()]|\d")
_BODIES: Final = "bodies"


def are_helpers(within: Sentence, phrase: Phrase, cues: Cues) -> bool:
    """Whether a count of people is of those who search and rescue, and not of those who are looked for."""
    if phrase.unit == _BODIES:
        return False
    low, language = within.low, cues.language
    start = max([within.span[0], *(p.end for p in within.phrases if p.end <= phrase.hedge_start)])
    front = low[max(start, phrase.hedge_start - _BEFORE) : phrase.hedge_start]
    if language.helpers_sent.search(front) is not None:
        return True
    of = language.helpers_of.search(front)
    if of is not None:
        at = phrase.hedge_start - len(front) + of.start()
        forces = list(language.helpers_force.finditer(low, start, at))
        # "teams recovered the bodies of 20 people": in English a force and its count stand side by side.
        if forces and (not language.nouns_behind or forces[-1].end() == at):
            return True
    end = _end_of_doing(within, phrase, cues)
    if language.helpers_jobs.match(low, phrase.end) is not None:
        return not _is_told(within, phrase, end, cues)
    doing = language.helpers_do.search(low, phrase.end, end)
    if doing is None:
        return False
    return not _is_told(within, phrase, doing.start(), cues)


def _is_told(within: Sentence, phrase: Phrase, end: int, cues: Cues) -> bool:
    """Whether anything that a topic asks about is said behind a count."""
    return any(pattern.search(within.low, phrase.end, end) for pattern in cues.patterns.values())


def _end_of_doing(within: Sentence, phrase: Phrase, cues: Cues) -> int:
    """Where the words end that may say what those of a count do: "83 dead, among them a medic who joined the search"
    tells it of the medic."""
    low, language = within.low, cues.language
    following = (p.hedge_start for p in within.phrases if p.start >= phrase.end)
    end = min(within.span[1], phrase.end + _BEHIND, next(following, within.span[1]))
    halt = _HALT.search(low, phrase.end, end)
    end = halt.start() if halt is not None else end
    comma = low.find(", ", phrase.end, end)
    if comma < 0:
        return end
    begun = language.helpers_begun.match(low, comma + 2)
    assert begun is not None
    return end if language.helpers_do.match(low, begun.end()) else comma
