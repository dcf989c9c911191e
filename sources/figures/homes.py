"""What a firm of the home land sells there, beside what it sells in all the world: "9,000 cars in Vietnam"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric

_KINDS: Final = frozenset({"flow", "growth", "cumulative"})
_OPENING: Final = 4  # characters of a quotation mark or an article in front of what a clause begins with
_REACH: Final = 120  # characters over which such a beginning says where a number is
_NEAR: Final = 40  # characters in front of the home land in which a word of a metric may stand
_BREAK: Final = re.compile(r"[,;:.()\d]")
_TURN: Final = re.compile(r"; |\s(?:while|whereas|but|nhưng|còn|trong khi)\s")


def home_of(
    language: Language, spoken: re.Pattern[str] | None, within: Sentence, phrase: Phrase, metric: Metric
) -> str | None:
    """The home land, where words right behind an amount, or a word of its metric (`spoken`), or those that its sentence
    begins with, say that it is of that; no price or length, which is what it is wherever it is told."""
    if metric.kind not in _KINDS or "/" in metric.unit:
        return None
    markets = language.markets
    named = ((markets.home, markets.home_name), (markets.at_home, markets.domestic_name))
    at = _behind(language, within, phrase)
    for words, name in named:
        if within.low.startswith(" ", at) and words.match(within.low, at + 1) is not None:
            return name
        for home in words.finditer(within.low, within.span[0], phrase.hedge_start):
            if _is_of_sentence(within, phrase, home) or _is_of_metric(spoken, within, phrase, home):
                return name
    return None


def _behind(language: Language, within: Sentence, phrase: Phrase) -> int:
    """Where an amount ends with its time and those who bought: "9,000 cars in October to customers"."""
    at = phrase.end
    for moment in within.moments:
        if moment.start >= at and language.of_time.fullmatch(within.low, at, moment.start) is not None:
            at = moment.end
    buyers = language.markets.buyers.match(within.low, at)
    return buyers.end() if buyers is not None else at


def _is_of_metric(spoken: re.Pattern[str] | None, within: Sentence, phrase: Phrase, home: re.Match[str]) -> bool:
    """ "deliveries in Vietnam reached 9,000", "doanh thu tại Việt Nam đạt"."""
    if spoken is None or _BREAK.search(within.low, home.end(), phrase.hedge_start) is not None:
        return False
    first = max(within.span[0], home.start() - _NEAR)
    return any(said.end() + 1 == home.start() for said in spoken.finditer(within.low, first, home.start()))


def _is_of_sentence(within: Sentence, phrase: Phrase, home: re.Match[str]) -> bool:
    if not home.end() <= phrase.hedge_start <= home.end() + _REACH or not _opens(within, home.start()):
        return False
    if any(home.end() <= p.start < phrase.start for p in within.places):
        return False
    return _TURN.search(within.low, home.end(), phrase.hedge_start) is None


def _opens(within: Sentence, at: int) -> bool:
    """Whether a place begins its sentence, or the clause behind the time that it begins with."""
    front = within.low[within.span[0] : at]
    before = [m for m in within.moments if m.end <= at]
    if before and len(before) == 1:
        begun = before[0].start - within.span[0] <= 3 * _OPENING
        return begun and within.low[before[0].end : at] == ", "
    return len(front) <= _OPENING
