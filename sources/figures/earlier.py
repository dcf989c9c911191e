"""Counts of an event before the one that a topic is about: "the worst since the fire that killed 41 in 1996"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from sources.figures.frame import FRESH, Frame
from sources.figures.interval import TIMES
from sources.figures.language import Language
from sources.figures.moments import Moment
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import VIETNAM, Metric

_LONG_OVER: Final = timedelta(days=365)  # before publication, where nobody knows when an event began
_LEAD: Final = 24  # characters in front of a time that say what it is for
_NEAR: Final = 60  # characters in front of a "since" in which a superlative stands
_ASIDE: Final = 8  # characters between a comma and a time that stands between two of them
_ARTICLE: Final = 5  # characters of an article in front of a name
_ITEM: Final = 3  # words in front of a number that goes on a list
_BREAK: Final = re.compile(r",\s(?:(?:and|và)\s)?|;\s|[()]|\s(?:and|và|but|nhưng|while|còn|trong khi|whereas)\s")
_CAPITAL: Final = re.compile(r"(?<![^\W\d_])[A-ZĐÀ-ÖØ-Ý]")
_LETTER: Final = re.compile(r"[^\W\d_]")


def points_back(language: Language, within: Sentence, *, is_other: bool) -> bool:
    """ "17 were also hurt in that fire", "killed 41 at the time": whether a sentence is about the event that was told
    last; `is_other` says that it is none of the topic's."""
    back = language.that_event.search(within.low, *within.span)
    if back is None and is_other:
        back = language.then_back.search(within.low, *within.span)
    return back is not None and not any(m.is_named and not m.is_object for m in within.mentions)


class Earlier:
    """The earlier events of one article."""

    def __init__(self, language: Language, frame: Frame) -> None:
        self.language = language
        self.limit: datetime | None = None
        if frame.started is not None:
            self.limit = frame.started - FRESH
        elif frame.published is not None and frame.published.end is not None:
            self.limit = frame.published.end.astimezone(VIETNAM) - _LONG_OVER

    def is_of_earlier(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """Whether a count that is told as the toll of an event is of one before it."""
        if not metric.revisable or self.limit is None:
            return False
        return (
            any(self._is_of(within, phrase, moment) for moment in within.moments if self._is_old(within, moment))
            or self._is_since_another(within, phrase)
            or self._is_of_named(within, phrase)
        )

    def _is_old(self, within: Sentence, moment: Moment) -> bool:
        """Whether a time was long over when the event began, and is none at which a building or a person began."""
        start, end = moment.period.start, moment.period.end
        last = start if moment.grain == "span" else end
        if last is None or self.limit is None or last >= self.limit:
            return False
        front = within.low[max(within.span[0], moment.start - _LEAD) : moment.start]
        return self.language.begun_behind.search(front) is None

    def _is_of(self, within: Sentence, phrase: Phrase, moment: Moment) -> bool:
        """Whether a count is told with an old time: "killed 41 in 1996", "a 1996 blaze that killed 41"."""
        low = within.low
        front = low[max(within.span[0], moment.start - _LEAD) : moment.start]
        is_since = moment.grain == "span" or self.language.since_behind.search(front) is not None
        if moment.start >= phrase.end:
            return not is_since and self._are_listed(within, phrase.end, moment.start)
        if moment.end > phrase.hedge_start:
            return False
        if is_since:  # "the worst since 1996 killed 94": only what happened then is of then
            return self.language.then_ahead.match(low, moment.end) is not None and self._is_linked(
                within, moment.end, phrase.hedge_start
            )
        at = moment.end
        if low.startswith(", ", at) and ", " in front[-_ASIDE:]:
            at += 2  # "the last such fire, in 1996, killed 41"
        at += low.startswith(")", at) and low[moment.start - 1 : moment.start] == "("
        return self._is_linked(within, at, phrase.hedge_start) or (
            self._is_since_event(within, moment) and self._has_link_last(within, at, phrase.hedge_start)
        )

    def _is_since_event(self, within: Sentence, moment: Moment) -> bool:
        """ "the deadliest since the disaster of 2004": a time of the event that something is the worst since."""
        low, first = within.low, max(within.span[0], moment.start - _NEAR)
        since = max(self.language.since_words.finditer(low, first, moment.start), key=re.Match.end, default=None)
        if since is None:
            return False
        front = low[max(within.span[0], since.start() - _NEAR) : since.start()]
        return self.language.superlatives.search(_BREAK.split(front)[-1]) is not None

    def _has_link_last(self, within: Sentence, start: int, end: int) -> bool:
        """ "near Reed Bay, in the hills of the north, which killed 600": words about a place between an event and what
        is told of it."""
        low = within.low
        if self._names_own(within, start, end) or "; " in low[start:end]:
            return False
        cuts = list(_BREAK.finditer(low, start, end))
        return self.language.link_words.search(low, cuts[-1].end() if cuts else start, end) is not None

    def _is_since_another(self, within: Sentence, phrase: Phrase) -> bool:
        """ "the deadliest since the nightclub fire that killed 41"."""
        low, language = within.low, self.language
        since = max(
            language.since_words.finditer(low, within.span[0], phrase.hedge_start), key=re.Match.end, default=None
        )
        if since is None or any(since.end() <= m.start < phrase.start for m in within.moments):
            return False
        front = low[max(within.span[0], since.start() - _NEAR) : since.start()]
        if language.superlatives.search(_BREAK.split(front)[-1]) is None:
            return False
        return self._is_told_of(within, since.end(), phrase)

    def _is_of_named(self, within: Sentence, phrase: Phrase) -> bool:
        """ "surpassing the Reed Tower fire, which killed 41": another event that is brought in by its name."""
        low = within.low
        brought = max(
            self.language.bringing.finditer(low, within.span[0], phrase.hedge_start), key=re.Match.end, default=None
        )
        if brought is None:
            return False
        link = self.language.link_words.search(low, brought.end(), phrase.hedge_start)
        if link is None or not self._has_name(within, brought.end(), link.start()):
            return False
        if any(
            brought.end() <= first < link.start() for first, _, _ in within.parties
        ) or self.language.no_event.search(low, brought.end(), link.start()):
            return False  # "surpassing the estimate of the U.N., which put the dead at 5,000"
        # Where verbs need no "which", words behind a comma go on about what the sentence is about.
        is_one_clause = _BREAK.search(low, brought.end(), phrase.hedge_start) is None
        return (is_one_clause or self.language.nouns_behind) and self._is_told_of(within, brought.end(), phrase)

    def _has_name(self, within: Sentence, start: int, end: int) -> bool:
        """Whether a word with a capital stands somewhere that is of no time."""
        return any(
            not any(m.start <= capital.start() < m.end for m in within.moments)
            for capital in _CAPITAL.finditer(within.text, start, end)
        )

    def _is_told_of(self, within: Sentence, at: int, phrase: Phrase) -> bool:
        """Whether a relative clause tells a count of what words from a place on name, and not of the topic's own event
        ("since the fire that killed 41")."""
        link = self.language.link_words.search(within.low, at, phrase.hedge_start)
        if link is None:
            return False
        own = next((m for m in within.mentions if at <= m.start <= at + _ARTICLE and m.end <= link.start()), None)
        if _LETTER.search(within.low, own.end if own is not None else at, link.start()) is None:
            return False
        return self._is_linked(within, at, phrase.hedge_start)

    def _are_listed(self, within: Sentence, start: int, end: int) -> bool:
        """Whether what stands between a number and a time goes on with other counts: "killed 41 and injured 81 in"."""
        if self._names_own(within, start, end):
            return False
        cuts = [*_BREAK.finditer(within.low, start, end)]
        ends = [*(cut.start() for cut in cuts), end]
        counts = [p.start for p in within.phrases if p.unit not in TIMES]
        if any(start <= at < ends[0] for at in counts):
            return False  # "its 94 dead exceed the 41 deaths of 1996"
        return all(
            self._is_item(within, cut) and any(cut.end() <= at < last for at in counts)
            for cut, last in zip(cuts, ends[1:], strict=True)
        )

    def _is_linked(self, within: Sentence, start: int, end: int) -> bool:
        """Whether no main clause begins between a time and a number."""
        if self._names_own(within, start, end):
            return False
        low = within.low
        counts = [p.start for p in within.phrases if start <= p.start and p.unit not in TIMES]
        for cut in _BREAK.finditer(low, start, end):
            is_relative = "(" not in cut[0] and self.language.link_words.match(low, cut.end()) is not None
            if not is_relative and not (any(at < cut.start() for at in counts) and self._is_item(within, cut)):
                return False
        return True

    def _is_item(self, within: Sentence, cut: re.Match[str]) -> bool:
        """Whether a comma or an "and" is followed by the next count of a list: "and injured 81", "và 55 người"."""
        if not cut[0].strip(", ") or cut[0].strip(", ") in ("and", "và"):
            number = next((p for p in within.phrases if p.start >= cut.end()), None)
            if number is None or self.language.compared_time.search(within.low[cut.end() : number.start]):
                return False
            return len(within.low[cut.end() : number.hedge_start].split()) <= _ITEM
        return False

    def _names_own(self, within: Sentence, start: int, end: int) -> bool:
        return any(m.is_named and not m.is_object and start <= m.start < end for m in within.mentions)
