"""Which time a number has: the nearest, the one that hangs on it, the one right behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.moments import Moment
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence, is_duration
from sources.figures.window import past_conversion

_NEAR: Final = 20
_BESIDE: Final = 26  # characters between the beginning of a cue and the time that it is beside
_FAR: Final = 80  # the same, where nothing but places stands between them
_SINCE: Final = 40  # characters in which it is told from what so many days are counted
_WORD: Final = re.compile(r"\s[^\W\d_]+")
_LABEL: Final = re.compile(r"\s?:\s")  # between a year and its number
_BREAK: Final = re.compile(r"[,;]")


def nearest(moments: Sequence[Moment], phrase: Phrase, within: Sentence) -> Moment | None:
    """The last one before the phrase, else the first behind it; one in brackets speaks only to what is in brackets."""
    inside = within.in_brackets(phrase.start)
    held = [m for m in moments if inside or not within.in_brackets(m.start)]
    if inside:
        opening, closing = within.text.rfind("(", 0, phrase.start), within.text.find(")", phrase.end)
        # "($106 million through Monday)": what stands in the same brackets is nearer than anything in front of them.
        held = [m for m in held if opening < m.start < closing] or held
    before = [m for m in held if m.end <= phrase.start]
    if before:
        return before[-1]
    following = next((m for m in held if m.start >= phrase.end), None)
    if following is not None and any(
        p.unit == phrase.unit and phrase.end <= p.start < following.start <= p.end + _NEAR for p in within.phrases
    ):
        return None  # "68.4 percent, up from 61.2 percent in 2021": the year is the other's
    if (
        following is not None
        and _BREAK.search(within.low, phrase.end, following.start)
        and any(p.unit == phrase.unit and 0 <= p.start - following.end <= _NEAR for p in within.phrases)
    ):
        return None  # "1.2 million tonnes, in October alone 148,000 tonnes"
    return following


def owned(language: Language, within: Sentence, phrase: Phrase, moments: Sequence[Moment]) -> Moment | None:
    """The time that hangs on a number: "4,67 tỷ USD của năm 2023", "$20 billion in 2022"."""
    done = achieved(language, within, phrase, moments)
    if done is not None:
        return done
    goal = language.target_behind.match(within.low, phrase.end)
    for moment in moments:
        if moment.grain == "year" and _LABEL.fullmatch(within.low, moment.end, phrase.hedge_start):
            return moment  # "(2021: 25.7%)"
        if goal is not None and language.of_time.fullmatch(within.low, goal.end(), moment.start):
            return moment  # "the $10 billion target for 2024"
        if phrase.unit in RATES and 0 <= moment.start - phrase.end <= 2 * _NEAR:
            said = _rate_behind(language, within, phrase)
            if said is not None and language.of_time.fullmatch(within.low, said, moment.start):
                return moment  # "5.5 percent growth this year"
        if moment.grain == "year" and language.by_year.fullmatch(within.low, phrase.end, moment.start):
            return moment  # "$25 billion by 2030"
        if 0 <= moment.start - phrase.end <= _NEAR and language.of_time.fullmatch(within.low, phrase.end, moment.start):
            return moment
    return None


def achieved(language: Language, within: Sentence, phrase: Phrase, moments: Sequence[Moment]) -> Moment | None:
    """ "the record $7.2 billion achieved last year": the time that a number is said to have been reached in."""
    return next(
        (
            m
            for m in moments
            if m.start > phrase.end and language.achieved_in.fullmatch(within.low, phrase.end, m.start) is not None
        ),
        None,
    )


def _rate_behind(language: Language, within: Sentence, phrase: Phrase) -> int | None:
    """Where the word for a rate ends that stands behind a percentage, with a word between at most: "3% GDP growth"."""
    word = _WORD.match(within.low, phrase.end)
    for at in (phrase.end, word.end() if word is not None else phrase.end):
        for course in ("rate_ahead", "rise_after", "fall_after"):
            said = language.courses[course].match(within.low, at)
            if said is not None:
                return said.end()
    return None


def glossed(language: Language, within: Sentence, phrase: Phrase, moments: Sequence[Moment]) -> Moment | None:
    """The days in brackets that say which stretch of time is meant: "tuần chiếu chót (26/9 - 28/9)"."""
    before = [m for m in moments if m.end <= phrase.start and within.in_brackets(m.start)]
    if not before:
        return None
    low, start, end = within.low, within.span[0], before[-1].start
    is_stretch = language.stretch.search(low, start, end) or language.holiday.search(low, start, end)
    is_told = is_stretch is not None or any(is_duration(p) and 0 <= end - p.end <= _SINCE for p in within.phrases)
    return before[-1] if is_told else None


def right_behind(language: Language, within: Sentence, phrase: Phrase) -> Moment | Phrase | None:
    """The time said right behind an amount: "100 tỷ trong 3 ngày", "300 tỷ vào sáng 31/8"."""
    times: list[Moment | Phrase] = [*within.moments, *(p for p in within.phrases if is_duration(p))]
    if not times:
        return None
    end = past_conversion(within.low, phrase, within.phrases)
    following = [t for t in times if end <= t.start <= end + _NEAR]
    for time in sorted(following, key=lambda t: t.start):
        if language.behind_amount.fullmatch(within.low, end, time.start):
            return time
        between = within.low[end : time.start]
        if between.lstrip().startswith("(") and language.as_of_lead.search(between):
            return time  # "102 tỉ đồng (tính đến 15 giờ chiều 24.9)"
    return None


def right_before(pattern: re.Pattern[str], within: Sentence, moment: Moment, where: re.Pattern[str]) -> bool:
    """A cue within a few words before a moment, with neither another moment nor a number between; `where` is what may
    stand between them over more words."""
    found = list(pattern.finditer(within.low, max(within.span[0], moment.start - _FAR), moment.start))
    if not found:
        return False
    last = found[-1].end()
    if moment.start - found[-1].start() > _BESIDE and where.fullmatch(within.low, last, moment.start) is None:
        return False
    return not any(letter.isdigit() for letter in within.text[last : moment.start])


def passed(language: Language, within: Sentence, phrase: Phrase) -> Phrase | None:
    """ "300 tỷ trong 9 ngày, cán mốc 500 tỷ, rồi 600 tỷ": the days of an earlier amount of a sequence are not those of
    the amounts that follow, nor of what is counted beside them; they are later than that."""
    if within.in_brackets(phrase.start):
        return None
    amounts = [p for p in within.phrases if is_money(p.unit)]
    for owner in amounts:
        time = right_behind(language, within, owner)
        if not isinstance(time, Phrase) or time.end > phrase.start:
            continue
        if any(p.unit == owner.unit and time.end <= p.start <= phrase.start for p in amounts):
            return time
    return None


def duration_of(language: Language, within: Sentence, phrase: Phrase) -> Phrase | None:
    """A duration in the same sentence that no other amount stands between; the only one is of all that is said."""
    durations = [p for p in within.phrases if is_duration(p)]
    if len(durations) == 1 and not within.moments:
        return durations[0]
    for duration in durations:
        if any(
            p is not phrase and right_behind(language, within, p) is duration
            for p in within.phrases
            if is_money(p.unit)
        ):
            continue
        first, last = sorted((phrase, duration), key=lambda p: p.start)
        between = [p for p in within.phrases if first.end <= p.start < last.start and is_money(p.unit)]
        if not between and last.start - first.end <= 70:
            return duration
    return None


def is_of_another_start(language: Language, within: Sentence, duration: Phrase) -> bool:
    """ "within 3 days of the Lantern Fair": days that are counted from something else than where a run began."""
    since = language.counted_from.match(within.low, duration.end)
    if since is None:
        return False
    end = min(within.span[1], since.end() + _SINCE)
    is_named = any(since.end() <= m.start < end for m in within.mentions)
    return not is_named and language.released.search(within.low, since.end(), end) is None
