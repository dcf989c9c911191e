"""Numbers of what may be, or has to be, and not of what was: "a plant with a capacity of 300,000 carts a year", "the 5%
threshold", "there are 630 seats in the House", "needs 316 seats", "based on revenue of 30 billion"."""

from __future__ import annotations

from typing import Final, Literal

from sources.figures.clauses import spans_of
from sources.figures.cues import Cues
from sources.figures.interval import TIMES, is_counted
from sources.figures.joining import is_money
from sources.figures.limitwords import Limits
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence
from sources.model import Metric

_CLAUSE: Final = 72  # characters in front of a number in which its clause begins
_OWNER: Final = 24  # characters behind a number in which it may be said whose it is
_SIGNS: Final = (", ", "; ", ": ", "(", "– ", "— ")
_STAY: Final = ("under", "near")  # hedges of what a threshold was not reached by

Limit = Literal["limit", "average"]


def limit_of(cues: Cues, within: Sentence, phrase: Phrase, metric: Metric, *, are_names: bool) -> Limit | None:
    """Why a number is none of its metric's: it tells what may be ("limit"), or how much each of many holds ("average").
    `are_names`: whether a topic follows several by their names, none of which has all that there are."""
    words, low = cues.language.limits, within.low
    start = _clause_of(within, phrase)
    whole, front = low[start : phrase.start], low[start : phrase.hedge_start]
    if _is_base(cues, whole, phrase):
        return "limit"
    if phrase.unit in RATES:
        return "limit" if _is_threshold(words, within, phrase, whole) else None
    if is_money(metric.unit):
        return None
    if _is_capacity(cues, within, phrase, front, metric):
        return "limit"
    if not is_counted(metric.unit):
        return None
    if words.wanted.search(front) is not None or words.wanted_behind.match(low, phrase.end) is not None:
        return "limit"
    if metric.kind == "level" and are_names and _is_all(words, within, phrase, start):
        return "limit"
    return "average" if _is_each(cues, within, phrase, start, metric) else None


def _clause_of(within: Sentence, phrase: Phrase) -> int:
    """Where the words in front of a number begin that nothing cuts off from it."""
    first = max(within.span[0], phrase.hedge_start - _CLAUSE)
    return max([first, *(at + len(s) for s in _SIGNS if (at := within.low.rfind(s, first, phrase.hedge_start)) >= 0)])


def _is_base(cues: Cues, front: str, phrase: Phrase) -> bool:
    """ "3% of revenue, or 900 billion, based on revenue of 30 trillion": what an amount was reckoned from, where no
    verb stands between."""
    if phrase.unit in TIMES:
        return False
    language = cues.language
    based = language.limits.base.search(front)
    return based is not None and language.head_verbs.search(language.head_compounds.sub("", based["words"])) is None


def _is_threshold(words: Limits, within: Sentence, phrase: Phrase, front: str) -> bool:
    """ "4.3% of the vote, below the 5% threshold": a mark that a rate told before it is set against, or that was not
    reached. What alone is told of a mark that was passed is as much as that: "turnout passed the 50% threshold"."""
    if words.threshold.search(front) is None and words.threshold_behind.match(within.low, phrase.end) is None:
        return False
    before = any(p.unit == phrase.unit and p.end <= phrase.hedge_start for p in within.phrases)
    return before or phrase.hedge in _STAY


def _is_capacity(cues: Cues, within: Sentence, phrase: Phrase, front: str, metric: Metric) -> bool:
    """ "a capacity of 300,000 carts", "can carry 930 passengers", unless the topic itself counts that."""
    words = cues.language.limits
    own = cues.patterns.get(metric.key)
    said = words.capacity.search(front)
    if said is not None:
        return own is None or own.search(said["word"]) is None
    behind = words.capacity_behind.match(within.low, phrase.end)
    if behind is not None:
        return own is None or own.search(behind[0]) is None
    held = words.holds.search(front) if metric.kind != "level" else None
    return held is not None and not any(
        m.start > phrase.hedge_start - len(front) + held.start() for m in within.moments
    )


def _is_all(words: Limits, within: Sentence, phrase: Phrase, start: int) -> bool:
    """ "There are 630 seats in all", "the House has 630 seats", "Quốc hội 630 ghế"."""
    low = within.low
    if words.house.search(low, start, phrase.hedge_start) is not None or words.house_behind.match(low, phrase.end):
        return True
    is_owned = any(start <= m.start < phrase.end + _OWNER for m in within.mentions)
    return not is_owned and words.there_are.search(low, start, phrase.hedge_start) is not None


def _is_each(cues: Cues, within: Sentence, phrase: Phrase, start: int, metric: Metric) -> bool:
    """ "17 trains, each accommodating 930 passengers", "mỗi đoàn tàu chở 930 khách": what one of many has."""
    if metric.kind not in ("flow", "cumulative") or metric.revisable or within.in_brackets(phrase.start):
        return False
    each = cues.language.limits.each.search(within.low[start : phrase.hedge_start])
    if each is None or cues.language.units.get(each["noun"]) in TIMES:
        return False
    first, last = start + each.start("noun"), start + each.end("noun")
    held = [*spans_of(within.mentions), *spans_of(within.places), *spans_of(within.moments)]
    return not any(begun < last and first < over for begun, over in held)
