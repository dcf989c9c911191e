"""Votes as those tell them who asked some voters, and nobody who counted: "an exit poll showed the party with 16%"."""

from __future__ import annotations

import re

from sources.figures.cues import Cues
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric


def is_polled(cues: Cues, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
    """Whether a share of votes, or a number of seats, is what a poll says. Who counted, and what a poll is only
    compared with, says what was."""
    words, low = cues.language.polls, within.low
    start, end = within.span
    poll = max(words.poll.finditer(low, start, phrase.hedge_start), key=re.Match.end, default=None)
    if poll is not None and words.against.search(low[start : poll.start()]) is None:
        is_polled = words.counted.search(low, poll.end(), phrase.hedge_start) is None
        return is_polled and _is_of_votes(cues, metric)
    behind = words.poll_behind.search(low, phrase.end, end)
    if behind is not None and words.counted.search(low, phrase.end, behind.start()) is None:
        return words.against.search(low[phrase.end : behind.start()]) is None and _is_of_votes(cues, metric)
    return words.poll_in.match(low, phrase.end) is not None and _is_of_votes(cues, metric)


def _is_of_votes(cues: Cues, metric: Metric) -> bool:
    spoken = metric.cues.get(cues.language.code, ())
    return any(cues.language.polls.voted.search(fold_case(cue)) is not None for cue in spoken)
