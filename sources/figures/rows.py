"""Amounts in a row that are of metrics in a row: "revenue and profit of VND32.8 trillion and VND5.9 trillion"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.candidates import candidates_of
from sources.figures.clauses import spans_of
from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric

_BEHIND: Final = 24  # characters behind the last amount in which a word speaks of that one alone
_BRACKET: Final = re.compile(r"\s\([^()]{1,60}\)")
_HALTS: Final = (",", ";", ".", ")")
Named = tuple[int, int, Metric]


def metric_in_row(within: Sentence, phrase: Phrase, cues: Cues) -> tuple[bool, Metric | None]:
    """Whether an amount stands in a row of some behind several metrics, and which is its own: one to one where as many
    are named in a row, else none that can be told."""
    if not is_money(phrase.unit) and not is_counted(phrase.unit):
        return False, None
    row = _row_of(within, phrase, cues)
    if len(row) < 2:
        return False, None
    first = max((p.end for p in within.phrases if p.end <= row[0].hedge_start and p.unit == phrase.unit), default=0)
    named = named_between(within, phrase, cues, max(first, within.span[0]), row[0].hedge_start)
    if not named or _is_told_behind(within, row[-1], cues, named):
        return False, None
    joined = [named[-1]]
    for each in reversed(named[:-1]):
        if each[1] < joined[0][0] and cues.language.joiner.fullmatch(without_names(within, each[1], joined[0][0])):
            joined.insert(0, each)
    number = row.index(phrase)
    if len(joined) > 1 and len({m.key for _, _, m in joined}) == len(joined):
        is_whole = len(joined) == len(row) and not _goes_on(within, cues, joined[0][0], joined[-1][1])
        return True, joined[number][2] if is_whole else None
    if not is_money(phrase.unit):
        return False, None
    others = {m.key for _, _, m in named}
    return len(others) > 1 or _goes_on(within, cues, named[-1][0], named[-1][1]), None


def _row_of(within: Sentence, phrase: Phrase, cues: Cues) -> list[Phrase]:
    """The amounts of one unit that nothing but "and" or a comma stands between."""
    phrases = [p for p in within.phrases if p.unit == phrase.unit]
    number = phrases.index(phrase)
    first = last = number
    while first and _is_joined(within, cues, phrases[first - 1].end, phrases[first].hedge_start):
        first -= 1
    while last + 1 < len(phrases) and _is_joined(within, cues, phrases[last].end, phrases[last + 1].hedge_start):
        last += 1
    return phrases[first : last + 1]


def _is_joined(within: Sentence, cues: Cues, start: int, end: int) -> bool:
    bracket = _BRACKET.match(within.low, start, end) if within.has_brackets else None
    if bracket is not None:
        start = bracket.end()  # "$24 billion (up 3%) and $17 billion"
    return start < end and cues.language.joiner.fullmatch(within.low, start, end) is not None


def named_between(within: Sentence, phrase: Phrase, cues: Cues, start: int, end: int) -> list[Named]:
    """The metrics that words name, in order; a cue inside a longer cue of another is none."""
    hits = [
        (match.start(), match.end(), metric)
        for metric in candidates_of(within.low, cues, phrase)
        if metric.kind != "flow" or metric.period in ("any", "none")
        if (pattern := cues.patterns.get(metric.key)) is not None
        for match in pattern.finditer(within.low, start, end)
    ]
    held = [hit for hit in hits if not any(a <= hit[0] and hit[1] <= b and b - a > hit[1] - hit[0] for a, b, _ in hits)]
    return sorted(held, key=_start)


def _is_told_behind(within: Sentence, last: Phrase, cues: Cues, named: list[Named]) -> bool:
    """Whether a word behind the last amount says what that one is of."""
    end = min(within.span[1], last.end + _BEHIND)
    halts = [at for sign in _HALTS if (at := within.low.find(sign, last.end, end)) >= 0]
    end = min([end, *halts])
    patterns = {m.key: cues.patterns[m.key] for m in cues.metrics if m.key in cues.patterns and m.unit == last.unit}
    return any(pattern.search(within.low, last.end, end) for pattern in patterns.values())


def _goes_on(within: Sentence, cues: Cues, start: int, end: int) -> bool:
    """Whether an "and" stands right beside the words that name a metric, so that another thing is named with it."""
    joiner, low = cues.language.joiner, within.low
    behind = joiner.match(low, end, within.span[1])
    if behind is not None and behind[0].strip() and behind[0].strip() != "," and _is_word(low, behind.end()):
        return True
    words = low[within.span[0] : start].split()
    return len(words) > 1 and fold_case(words[-1]) in _bare_joiners(cues) and _is_word(words[-2], 0)


def _bare_joiners(cues: Cues) -> frozenset[str]:
    return frozenset(word for word in cues.language.joiner_words if word.isalpha())


def _is_word(text: str, at: int) -> bool:
    return text[at : at + 1].isalpha()


def _start(named: Named) -> int:
    return named[0]


def without_names(within: Sentence, start: int, end: int) -> str:
    """The words between two places, without the names and times among them."""
    rest, at = "", start
    for first, last in sorted([*spans_of(within.mentions), *spans_of(within.moments)]):
        if at <= first and last <= end:
            rest += within.low[at:first].rstrip()
            at = last
    return rest + within.low[at:end]
