"""Of which stretch of time an amount is: of a day, a weekend, another period, or a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.moments import Moment
from sources.figures.phrase import Phrase
from sources.figures.ranks import find_ranks
from sources.figures.roles import Roles
from sources.figures.sentence import Sentence
from sources.figures.stretchwords import FAINT, Stretch
from sources.figures.window import past_conversion

Spoken = list[tuple[int, int, Stretch, float, float]]  # words for a stretch of time: where, which, how near they are
_REACH: Final = 28  # characters behind an amount within which words say of which stretch it is
_OPENING: Final = 6  # words in which a sentence begins with the stretch that all of it is of
_LIMIT: Final = 160  # how far away such words may be
_WHOLE: Final = 400  # the same of words with which a sentence begins
_OPENS: Final = 16  # characters in which it does
_TOTAL: Final = 6  # characters between a word for a total and its number
_DONE: Final = 24  # characters in front of such a word in which it may be said that all up to then is meant
_LASTING: Final = ("all_time", "year")  # lists whose places are of totals
_STRETCHES: Final = frozenset({"day", "part", "days", "weekend", "week", "month", "quarter", "span"})
_TURN: Final = re.compile(r"[,;:]|\s(?:and|but|which|that|while|và|nhưng|còn|trong khi)\s")
_APART: Final = re.compile(r"[;:(]|, ")


def stretches_in(within: Sentence, cues: Cues) -> Spoken:
    """The words of a sentence that say of which stretch of time its amounts are; words of a total count as well."""
    found: Spoken = []
    for words, stretch, factor, penalty in cues.stretches:
        if not words.is_absent(within.spoken):
            matches = words.pattern.finditer(within.low, *within.span)
            found += [(m.start(), m.end(), stretch, factor, penalty) for m in matches]
    return found


def shared_in(within: Sentence, cues: Cues, roles: Roles, *, goes_on: bool) -> tuple[Spoken, bool]:
    """The words that an amount of a stretch shares with a running total ("earned", "doanh thu"), where the sentence has
    a stretch that they can be of, and whether the sentences behind it go on about that. `goes_on` says that it does so
    itself: the sentences before told of a stretch. With "has" or "đã" in front such a word can mean all up to then, and
    does where the sentence has no stretch of its own."""
    ranks = find_ranks(cues.language, within)
    charted = [rank for rank in ranks if not (rank.scope or "").startswith(_LASTING)]
    is_own = bool(charted) or _is_of_stretch(within, roles)
    goes_on = is_own or (goes_on and not ranks)
    low, first = within.low, within.span[0]
    held = [each for each in cues.shared if not each.words.is_absent(within.spoken)]
    found: Spoken = []
    for words, stretch, factor, penalty in held:
        for m in words.pattern.finditer(low, *within.span):
            if cues.language.takes_done.search(low[max(first, m.start() - _DONE) : m.start()]) is not None:
                is_behind = any(is_money(p.unit) and p.end <= m.start() for p in within.phrases)
                found += [] if is_own and not is_behind else [(m.start(), m.end(), "none", 1.0, 0.0)]
            elif goes_on or _is_put_to_total(cues.language, within, m.end()):
                found.append((m.start(), m.end(), stretch, factor, penalty))
    # "In second place was A at $19 million"
    found += [(rank.start, rank.end, cues.shared[0].stretch, 1.0, FAINT) for rank in charted]
    return found, goes_on


def _is_put_to_total(language: Language, within: Sentence, at: int) -> bool:
    """ "made $65 million, and now has $888 million", "thu 40 triệu, nâng tổng doanh thu lên 306 triệu": whether the one
    amount behind a word was added to a total that is told behind it. Two are the parts of that total."""
    low, end = within.low, within.span[1]
    raised = language.come_to.search(low, at, end)
    return raised is not None and sum(is_money(p.unit) and at <= p.start < raised.start() for p in within.phrases) == 1


def _is_of_stretch(within: Sentence, roles: Roles) -> bool:
    """Whether a sentence has a stretch of time in which something can have come in: no day as of which it is told, and
    no year that only says which thing is meant ("the 1993 classic")."""
    return any(
        m.grain in _STRETCHES or (m.grain == "year" and roles.is_in(within, m))
        for m in within.moments
        if not (roles.is_led(within.low, m) or roles.is_compared(within.low, m) or roles.is_reported(within, m))
        if not (roles.is_release(within, m) or roles.is_debut(within, m) or roles.is_begun(within, m))
    )


def days_in(days: Sequence[Moment]) -> Spoken:
    """Days of which amounts are told, and not as of which, as words for a stretch of time."""
    return [(day.start, day.end, "day", 1.0, FAINT) for day in days]


def stretch_of(
    text: str,
    phrase: Phrase,
    phrases: Sequence[Phrase],
    sentence: tuple[int, int],
    cues: Cues,
    spoken: Spoken,
    has_day: bool,
    carried: Stretch,
) -> Stretch:
    """Of which stretch of time an amount is: the nearest of the sentence's words that say so decides.

    A word behind another number or outside of the brackets is farther away. Without any word an amount beside
    screenings, which are never a running total, is of their day; else what the sentence before spoke of holds.
    """
    if phrase.per == "day":
        return "day"
    nearest: tuple[float, Stretch] | None = None
    opens = False  # whether that word stands where a sentence begins, and speaks of all of it
    for start, end, stretch, factor, penalty in spoken:
        if stretch == "none" and _is_of_other(phrase, phrases, end):
            continue
        distance = _distance(text, phrase, phrases, start, end)
        if distance is not None and (nearest is None or distance * factor + penalty < nearest[0]):
            nearest = (distance * factor + penalty, stretch)
            opens = start - sentence[0] <= _OPENS
    if nearest is not None and nearest[0] < (_WHOLE if opens else _LIMIT):
        return nearest[1]
    if any(p is not phrase and p.unit in cues.flow_units for p in phrases if sentence[0] <= p.start < sentence[1]):
        return "day" if has_day else (carried if carried != "none" else "any")
    return carried


def _is_of_other(phrase: Phrase, phrases: Sequence[Phrase], end: int) -> bool:
    """ "1,000 tickets for a total of 330 screenings": whether a total is that of another count right behind it."""
    if is_money(phrase.unit) and phrase.start < end:
        return False
    return any(
        p is not phrase and p.unit != phrase.unit and is_counted(p.unit) and 0 <= p.hedge_start - end <= _TOTAL
        for p in phrases
    )


def is_of_weekend(
    text: str,
    phrase: Phrase,
    phrases: Sequence[Phrase],
    sentence: tuple[int, int],
    cues: Cues,
    spoken: Spoken,
    names: Sequence[tuple[int, int]],
) -> bool:
    """Whether the nearest of a sentence's words for stretches of time says that an amount is of a weekend, one that is
    no other amount's, and not one by which it was reached ("by the end of its first weekend")."""
    weekends = [(start, end) for start, end, stretch, _, _ in spoken if stretch == "weekend"]
    if not weekends:
        return False
    if stretch_of(text, phrase, phrases, sentence, cues, spoken, False, "none") not in ("weekend", "any"):
        return False
    last = past_conversion(text, phrase, phrases)
    rivals = [p for p in phrases if is_money(p.unit) and not phrase.start <= p.start < last]
    for start, end in weekends:
        if cues.language.by_stretch.search(text, sentence[0], start):
            continue
        is_before = end <= phrase.start
        first, behind = (max(sentence[0], start - 2 * _REACH), phrase.start) if is_before else (last, start)
        if any(first < p.end and p.start < behind for p in rivals):
            continue
        between = _plain(text, (end, phrase.hedge_start) if is_before else (last, start), names)
        front = _uncredited(text[sentence[0] : start], cues.language)
        opens = is_before and len(front.split()) <= _OPENING and _TURN.search(front) is None
        if opens:
            between = between[between.find(",", 0, _REACH) + 1 :]  # "Over the weekend of Feb. 14, A earned"
        if _TURN.search(between) is None and (opens or len(between) <= _REACH):
            return True
    return False


def _plain(text: str, span: tuple[int, int], names: Sequence[tuple[int, int]]) -> str:
    """Some of a text where a colon in a name ("Lantern: The Return") is none."""
    start, end = span
    held = text[start:end]
    for first, last in names if ":" in held else ():
        if start <= first and last <= end:
            held = held[: first - start] + held[first - start : last - start].replace(":", " ") + held[last - start :]
    return held


def _uncredited(front: str, language: Language) -> str:
    """What a sentence begins with behind whom it cites: "According to Reel Count, over the weekend"."""
    comma = front.find(", ")
    return front[comma + 2 :] if comma >= 0 and language.credit_lead.match(front) is not None else front


def _distance(text: str, phrase: Phrase, phrases: Sequence[Phrase], start: int, end: int) -> float | None:
    if start >= phrase.end:
        last = past_conversion(text, phrase, phrases)
        between = text[last:start]
        if len(between) > _REACH or any(last <= p.start < start for p in phrases) or _APART.search(between):
            return None
        return float(len(between))
    if end > phrase.start:
        return 0.0
    between = text[end : phrase.start]
    distance = float(len(between))
    distance += 18 * sum(end <= p.start < phrase.start for p in phrases)
    if between.count("(") > between.count(")"):
        distance += 30
    return distance
