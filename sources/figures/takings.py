"""Whether an amount is what one day, or a part of it, took in, and so no running total."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.ownership import right_behind
from sources.figures.phrase import Phrase
from sources.figures.roles import Roles
from sources.figures.sentence import Sentence, is_duration
from sources.figures.window import past_conversion
from sources.model import Metric

Taken = Literal["day", "part"]
_VERB: Final = 24  # characters in front of an amount in which the verb stands that it is the object of
_BEHIND: Final = 14  # characters between an amount and the day that it was taken on
_OPENING: Final = 4  # words in front of a day that a clause begins with
_COUNTED: Final = 60  # characters in front of a day in which a count of the same day stands
_NEXT: Final = 30  # characters between such a day and the amount that goes with the count
_HALT: Final = re.compile(r"[,;:.()]|\d")
_TURN: Final = re.compile(r";|\.\s")


class _Day(NamedTuple):
    start: int
    end: int
    is_part: bool


def taken_in(
    language: Language,
    roles: Roles,
    within: Sentence,
    phrase: Phrase,
    metric: Metric,
    flow_units: frozenset[str],
    takes: re.Pattern[str],
) -> Taken | None:
    """ "grossed 2 billion on May 3", "ngày 3/5, phim thu 2 tỷ đồng", "that morning alone, ... earning 2 billion": the
    stretch that an amount was taken in, by verbs of taking (`takes`). None of what
    was reached, of totals, or of more than a day can bring."""
    if phrase.hedge == "reached" or _is_too_much(phrase, metric):
        return None
    low, first = within.low, within.span[0]
    begun = max(first, phrase.hedge_start - _VERB)
    verb = max(takes.finditer(low, begun, phrase.hedge_start), key=re.Match.end, default=None)
    if verb is None or _HALT.search(low, verb.end(), phrase.hedge_start) is not None:
        return None
    if language.takes_done.search(low[max(first, verb.start() - _VERB) : verb.start()]) is not None:
        return None
    is_looking_back = language.opens_before.match(low, first) is not None  # "Trước đó, ngày 3/5, ..."
    if is_looking_back or language.total.search(low, begun, phrase.hedge_start) is not None:
        return None
    is_counted = any(p.unit in flow_units and first <= p.start < within.span[1] for p in within.phrases)
    for day in _days(language, roles, within):
        if _is_behind(language, within, phrase, day) or _is_in_front(
            language, within, phrase, day, is_counted=is_counted
        ):
            return "part" if day.is_part else "day"
    return None


def _is_too_much(phrase: Phrase, metric: Metric) -> bool:
    cap = metric.rate_cap
    return cap is not None and phrase.unit == metric.unit and phrase.amount > cap.value


def _days(language: Language, roles: Roles, within: Sentence) -> list[_Day]:
    """The days of a sentence on which something was, and none as of which it is told, with the words for such a day."""
    low = within.low
    days = [
        _Day(m.start, m.end, m.grain == "part")
        for m in within.moments
        if m.grain in ("day", "part") and not (roles.is_compared(low, m) or roles.is_reported(within, m))
        if not (roles.is_release(within, m) or roles.is_debut(within, m))
    ]
    for words, is_part in ((language.same_day, False), (language.same_part, True)):
        if not words.is_absent(within.spoken):
            days += [_Day(m.start(), m.end(), is_part) for m in words.pattern.finditer(low, *within.span)]
    return [
        day for day in days if language.day_by.search(low[max(within.span[0], day.start - _VERB) : day.start]) is None
    ]


def _is_behind(language: Language, within: Sentence, phrase: Phrase, day: _Day) -> bool:
    last = past_conversion(within.low, phrase, within.phrases)
    return 0 <= day.start - last <= _BEHIND and language.day_leads.fullmatch(within.low, last, day.start) is not None


def _is_in_front(language: Language, within: Sentence, phrase: Phrase, day: _Day, *, is_counted: bool) -> bool:
    """Whether a clause begins with a day, or a count of it stands in front of it, up to an amount without another time
    and another amount on the way; `is_counted` says that what is never a total is counted beside it."""
    low, first = within.low, within.span[0]
    if day.end > phrase.hedge_start or within.in_brackets(phrase.start):
        return False
    between = low[day.end : phrase.hedge_start]
    if any(is_money(p.unit) and day.end <= p.start < phrase.start for p in within.phrases):
        return False
    if any(day.end <= m.start < phrase.start and not within.in_brackets(m.start) for m in within.moments):
        return False
    if any(is_duration(p) and p.start >= day.end for p in within.phrases):
        return False
    behind = right_behind(language, within, phrase)
    if behind is not None or _TURN.search(between) or language.total.search(between) or language.says.search(between):
        return False
    clause = low[first : day.start].rsplit(", ", 1)[-1]
    if language.day_closing.search(clause) is not None and not is_counted:
        return False  # "kết thúc ngày 3/5, phim thu 30 tỷ": it may be all that was taken up to then
    if len(clause.split()) <= _OPENING and not any(map(str.isdigit, clause)):
        return True
    counted = any(
        not is_money(p.unit) and first <= p.start and p.end <= day.start <= p.end + _COUNTED for p in within.phrases
    )
    return counted and between.startswith(",") and len(between) <= _NEXT and ", " not in between[2:]
