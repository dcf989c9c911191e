"""Of which metric a percentage is: the thing named last before it, or an amount that it says the growth of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.candidates import counts_another
from sources.figures.cues import Cues
from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES
from sources.model import Metric

_OF: Final = re.compile(r"\s(?:of\s|của\s)?(?:the\s|its\s|cả\s|national\s|tổng\s|[^\W\d_]+['’]s\s)?")
_NEAR: Final = 24  # characters in front of a percentage in which words say what it is
SIGNS: Final = ("+", "-", "−", "–")
_AHEAD: Final = 28  # characters behind a rate in which a word says of what it is
_OF_RISE: Final = 24  # how much farther away that stands behind "increase in"
_FAR: Final = 30
_REACH: Final = 60  # characters in front of a percentage in which it may be said to rise
_INDEX: Final = 80  # from here on a percentage without such a word may be one of another amount
_PLANNED: Final = re.compile(r"[^,;.()\d]{0,24}\d")  # an amount of the plan's own
_LEAD: Final = 30  # characters in front of a word in which a measure may be told that it is only a part of
_PART_ENDS: Final = re.compile(
    r"[,;:.()]|\s(?:and|but|while|whereas|though|although|và|nhưng|song|còn|trong khi|tuy)\s"
)


def told_by_rate(
    text: str,
    phrase: Phrase,
    sentence: tuple[int, int],
    phrases: Sequence[Phrase],
    cues: Cues,
    candidates: list[Metric],
) -> list[Metric]:
    """The metrics that a percentage can be of by what stands right around it: a share, a growth, or neither."""
    language = cues.language
    at = phrase.hedge_start
    if language.ratio.search(text, max(sentence[0], at - _NEAR), phrase.start):
        return []  # "bằng 60% cùng kỳ": how much of another amount it is
    apart = language.courses["apart"].match(text, phrase.end)
    is_apart = apart is not None and not any(base.match(text, apart.end()) for base in language.bases.values())
    if is_apart or _is_index(text, phrase, sentence[0], phrases, cues):
        candidates = [m for m in candidates if m.kind != "growth"]
    is_signed = text[phrase.start : phrase.start + 1] in SIGNS  # "(-11,78%)"
    if (
        text[at - 1 : at] == "("
        and not is_signed
        and not any(language.courses[course].search(text, sentence[0], sentence[1]) for course in ("moved", "rate"))
    ):
        candidates = [m for m in candidates if m.kind != "growth"]
    if language.share_of.search(text, max(sentence[0], at - _FAR), phrase.start) or is_of_plan(text, phrase, language):
        candidates = [m for m in candidates if m.kind != "growth"]
    amount = max((p.end for p in phrases if sentence[0] <= p.start and p.end <= at), default=0)
    if amount and language.restated.fullmatch(text, amount, at):
        candidates = [m for m in candidates if m.kind != "growth"]  # "$5 billion, or 18% of the total"
    before, after = (
        next((p for p in held if p.unit in RATES), None)
        for held in (
            [p for p in reversed(phrases) if sentence[0] <= p.start and p.end <= at],
            [p for p in phrases if phrase.end <= p.start < sentence[1]],
        )
    )
    clause = max(sentence[0], text.rfind(", ", sentence[0], at), text.rfind("; ", sentence[0], at))
    if language.share_nouns.search(text, clause, at):
        candidates = [m for m in candidates if m.kind != "growth"]
        if after is not None and language.becomes.search(text, phrase.end, after.start + 1):
            return []  # "its share rose from 8% to 21%": what it was
        if before is not None and language.becomes.search(text, before.end, phrase.start + 1):
            return candidates
    if language.share_changed.search(text, max(sentence[0], at - _NEAR), at):
        return [m for m in candidates if m.kind != "share"]
    if language.of_whole.match(text, end_of_shared(text, phrase, phrases, language)):
        return [m for m in candidates if m.kind != "growth"]
    return candidates


def is_of_plan(text: str, phrase: Phrase, language: Language) -> bool:
    """ "reached 51% of the plan", "đạt 52% so với kế hoạch": how much of a plan was done, and no growth: no word of
    rising stands in front, and no rate of the plan's behind ("6.5%, against a target of 7%")."""
    courses = language.courses
    plan = courses["of_plan"].match(text, phrase.end)
    if plan is None or _PLANNED.match(text, plan.end()) is not None:
        return False
    front = text[max(0, phrase.hedge_start - _REACH) : phrase.hedge_start]
    return not any(courses[key].search(front) for key in ("rise_behind", "fall_behind", "rate"))


def rate_of(
    text: str,
    phrase: Phrase,
    sentence: tuple[int, int],
    phrases: Sequence[Phrase],
    cues: Cues,
    candidates: Sequence[Metric],
) -> Metric | None:
    """A rate is of the thing named last before it: of a metric of rates only where one of its own words stands nearer
    than an amount or another metric's word ("exports rose 14%" says nothing of GDP). A word right behind counts too."""
    owners: list[tuple[int, int, Metric | None]] = [
        (p.end, p.end - p.start, _growth_of(cues, p, candidates))
        for p in phrases
        if sentence[0] <= p.start
        and p.end <= phrase.start
        and (p.unit not in RATES | TIMES if p.unit else counts_another(text, p, cues))
    ]
    keys = {m.key for m in candidates}
    end = end_of_shared(text, phrase, phrases, cues.language)
    shares = [p.end for p in phrases if sentence[0] <= p.start and p.end <= end and p.unit in RATES]
    for metric in cues.metrics:
        pattern = cues.patterns.get(metric.key)
        if pattern is None:
            continue
        own = metric if metric.key in keys else None
        for match in pattern.finditer(text, sentence[0], phrase.start):
            is_whole = metric.kind == "growth" and _is_whole(text, match, shares, cues)
            is_whole = is_whole or (metric.kind in ("level", "share") and _is_in_longer(text, match, cues))
            whose = own or _growth_named_in(cues, metric, match[0], candidates)
            owners.append((match.end(), match.end() - match.start(), None if is_whole else whose))
    courses = cues.language.courses
    is_of_rise = any(courses[course].match(text, end) is not None for course in ("rise_after", "fall_after"))
    behind = text[end : min(sentence[1], end + _AHEAD + (_OF_RISE if is_of_rise else 0))]
    for metric in candidates:
        pattern = cues.patterns.get(metric.key)
        found = pattern.search(_PART_ENDS.split(behind)[0]) if pattern is not None else None
        if found is None:
            continue
        assert pattern is not None
        spoken = pattern.search(text, end, sentence[1])
        if metric.kind == "growth" and spoken is not None and _is_whole(text, spoken, shares, cues):
            return None
        return metric
    nearest = max(owners, key=lambda owner: (*owner[:2], owner[2] is not None), default=None)
    return nearest[2] if nearest else None


def _growth_named_in(cues: Cues, counted: Metric, word: str, candidates: Sequence[Metric]) -> Metric | None:
    """The growth that the word of an amount holds a word of, where the amount is spoken of with that as well: to a
    topic whose profit is "lợi nhuận" and "lợi nhuận ròng" both are one thing; "doanh thu ô tô" of another amount than
    "doanh thu" is another."""
    code = cues.language.code
    plain = {cue.lower() for cue in counted.cues.get(code, ())}
    held = [
        m
        for m in candidates
        if m.kind == "growth"
        for cue in {cue.lower() for cue in m.cues.get(code, ())} & plain
        if f" {cue} " in f" {word} " and not cues.language.head_doing.issuperset(cue.split())
    ]
    return held[0] if len({m.key for m in held}) == 1 else None


def _is_in_longer(text: str, word: re.Match[str], cues: Cues) -> bool:
    """ "NPL coverage ratio", "tỷ lệ bao phủ nợ xấu": whether a word is a part of the name of another measure."""
    measures = cues.language.measures
    if measures["longer_behind"].match(text, word.end()) is not None:
        return True
    return measures["longer_front"].search(text[max(0, word.start() - _LEAD) : word.start()]) is not None


def end_of_shared(text: str, phrase: Phrase, phrases: Sequence[Phrase], language: Language) -> int:
    """Where a rate ends, with those behind it that share its noun: "a 20.5% month-on-month and 38.8% annual increase",
    "a 6% and 9% drop"."""
    last = phrase
    for following in phrases:
        if following.start < last.end:
            continue
        is_shared = language.courses["shared"].fullmatch(text, last.end, following.start) is not None
        if following.unit != phrase.unit or not is_shared:
            break
        last = following
    return last.end


def _is_index(text: str, phrase: Phrase, start: int, phrases: Sequence[Phrase], cues: Cues) -> bool:
    """ "với 230% so với cùng kỳ": what an amount is of the one that it is compared with, and no growth of so much."""
    courses = cues.language.courses
    if phrase.value < _INDEX or courses["yearly"].match(text, phrase.end + 1) is None:
        return False
    front = text[max(start, phrase.hedge_start - _REACH) : phrase.hedge_start]
    if courses["rise_behind"].search(front) or courses["fall_behind"].search(front):
        return False
    rate = courses["rate"].search(front)
    if rate is not None and courses["level"].search(front, rate.end()):
        return False  # "tăng trưởng doanh thu lên tới 92% so với cùng kỳ"
    before = max((p.end for p in phrases if p.unit in RATES and start <= p.start and p.end <= phrase.start), default=-1)
    return before < 0 or courses["joined"].search(text[before : phrase.hedge_start]) is None


def _is_whole(text: str, spoken: re.Match[str], shares: Sequence[int], cues: Cues) -> bool:
    """Whether the word for a thing says what a percentage right before it is a part of: "3.6% of GDP", "3,6% GDP". Of
    its growth is "7% GDP growth"; what only says how it moved ("a 5% increase", "up 5% year on year") is no thing."""
    if cues.language.head_doing.issuperset(spoken[0].split()):
        return False
    if cues.language.courses["rate"].search(spoken[0]) or cues.language.courses["rate_ahead"].match(text, spoken.end()):
        return False
    if any(cues.language.measures[key].match(text, max(0, spoken.start() - 1)) for key in ("in_volume", "in_value")):
        return False  # "up 3% in volume"
    return any(end <= spoken.start() and _OF.fullmatch(text, end, spoken.start()) for end in shares)


def _growth_of(cues: Cues, phrase: Phrase, candidates: Sequence[Metric]) -> Metric | None:
    """The rate that speaks of what an amount counts: "28 million passengers, up 5%" is the growth of passengers."""
    words = {word for word, unit in cues.noun_units.items() if unit == phrase.unit and len(word) > 3}
    counted = (m for m in cues.metrics if m.unit == phrase.unit and (len(candidates) == 1 or not is_money(m.unit)))
    words |= {cue for m in counted for held in m.cues.values() for cue in held if len(cue) > 3}
    for metric in candidates:
        spoken = " ".join(cue for cues_held in metric.cues.values() for cue in cues_held).lower()
        if metric.kind == "growth" and any(word.removesuffix("s") in spoken for word in words):
            return metric
    return None
