"""What had been expected of a number, beside what came: "beat forecasts with $28 billion", "below estimates of 30"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence

_NEAR: Final = 44  # characters in front of an expectation in which a verb says that it was met or not
_FAR: Final = 160  # characters in front of a number in which words still say so of it
_JUDGED: Final = 30  # characters in front of an estimate in which stands whose it is
_OPENED: Final = 4  # characters between an opening bracket and the number that it begins with
_WORDS: Final = re.compile(r"(?:\s[^\W\d_][\w’'-]*){0,5}\s?")  # whose an expectation was
_ASIDE: Final = re.compile(r"(?:\s[^\W\d_]+){0,2}(?P<aside>,[^,]*,)\s")


def is_surpassed(within: Sentence, word: re.Match[str], phrase: Phrase, language: Language) -> bool:
    """ "beat forecasts with 28 billion", "vượt dự báo, đạt 28 tỷ": whether a word for an expectation is only what a
    number is set against; "exceeded the forecast of 27 billion" tells it itself."""
    low, start = within.low, within.span[0]
    first = phrase.end if word.start() >= phrase.end else start
    if language.surpasses.search(low[max(first, word.start() - _NEAR) : word.start()]) is None:
        return False
    if any(within.is_ahead(moment) for moment in within.moments):
        return False  # nothing came yet: "sees revenue above estimates, at 130 billion, in 2026"
    return first == phrase.end or language.then_came.match(low, word.end(), phrase.hedge_start) is not None


def is_expectation(within: Sentence, word: re.Match[str], language: Language) -> bool:
    """ "below Bloomberg estimates of 30 billion", "the consensus estimate": an estimate of what was yet to come, by
    what it is set against or by who makes it."""
    front = within.low[max(within.span[0], word.start() - _NEAR) : word.start()]
    return language.surpasses.search(front) is not None or language.judges.search(front[-_JUDGED:]) is not None


def is_level_expected(front: str, language: Language) -> bool:
    """ "thấp hơn mức dự báo 30 tỷ": whether a word of comparing is followed by the level that was expected, and not by
    how much it was missed; `front` is what stands in front of a number."""
    return language.level_expected.search(front) is not None


def was_expected(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "analysts had expected 447,000", "below estimates of 450,000": whether what was foretold had come or not when it
    was told, and so is of the time that what came is of."""
    first, last = max(within.span[0], phrase.hedge_start - _FAR), min(within.span[1], phrase.end + _JUDGED)
    return language.was_expected.search(within.low, first, last) is not None or any(
        is_expectation(within, word, language)
        for status in ("estimate", "forecast")
        for word in language.status[status].finditer(within.low, first, phrase.hedge_start)
    )


def glosses_expectation(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "vượt kỳ vọng của giới phân tích (26 tỷ USD)": whether brackets tell what had been expected, right behind the
    words for it."""
    low, start = within.low, within.span[0]
    opening = low.rfind("(", max(start, phrase.hedge_start - _OPENED), phrase.hedge_start)
    if opening < 0 or low[opening + 1 : phrase.hedge_start].strip():
        return False
    first = max(start, opening - 2 * _NEAR)
    for status in ("forecast", "estimate"):
        for word in language.status[status].finditer(low, first, opening):
            is_next = _WORDS.fullmatch(low, word.end(), opening) is not None
            front = low[max(start, word.start() - _NEAR) : word.start()]
            if is_next and language.surpasses.search(front) is not None:
                return True
    return False


def leads_on(within: Sentence, word: re.Match[str], phrase: Phrase, language: Language) -> bool:
    """ "480 tỷ đồng mở đường cho phim thu 500 tỷ": whether words behind an amount speak of a later one."""
    if word.start() < phrase.end or language.leads_on.match(within.low, word.start()) is None:
        return False
    return any(p.unit == phrase.unit and p.start >= word.end() for p in within.phrases)


def past_aside(low: str, start: int, end: int) -> int:
    """ "the consensus, shared in May, pointed to": from where words go on behind an aside."""
    aside = _ASIDE.match(low, start, end)
    return aside.end("aside") if aside is not None else start
