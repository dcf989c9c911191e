"""Ranks: "top 4", "đứng thứ 3", "No. 2", "á quân", "the highest-grossing film of all time"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from sources.figures.interval import quantity_of
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import ONE, Phrase
from sources.figures.sentence import Sentence
from sources.model import Quantity

_NUMBER: Final = re.compile(r"\d{1,3}(?!\w|[.,/]\d)")
_LOOK_BACK: Final = 28
_COUNTED: Final = re.compile(r"(?:lần|tuần|ngày|ra rạp|chiếu|người|tháng|năm|con|tập|phần|mùa)\s*$")
_OF_OTHER: Final = re.compile(r"\s+(?:của|of)\s")
_SET_BEFORE: Final = re.compile(r"\d+\s+(?:\w+\s+){0,3}$")
GROUPS: Final = frozenset({"top"})  # "top 4" is anywhere from first to fourth


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank that is said: its characters and its number."""

    start: int
    end: int
    value: int
    is_group: bool = False
    scope: str | None = None

    def phrase(self) -> Phrase:
        return Phrase(self.start, self.end, Decimal(self.value), ONE, ONE, False, "rank", "bare", self.start)

    def quantity(self) -> Quantity:
        quantity = quantity_of(Decimal(self.value), unit="rank")
        return replace(quantity, low=ONE, soft_low=ONE) if self.is_group else quantity


def find_ranks(language: Language, within: Sentence) -> list[Rank]:
    """The ranks of a sentence, in order, none inside another."""
    found: list[Rank] = []
    for rank in sorted(_ranks(language, within), key=lambda rank: (rank.start, -rank.end)):
        if not found or rank.start >= found[-1].end:
            found.append(replace(rank, scope=_scope(language, within, rank)))
    return found


def _ranks(language: Language, within: Sentence) -> Iterator[Rank]:
    text, low, (start, end) = within.text, within.low, within.span
    for match in language.superlative.finditer(low, start, end):
        around = low[max(start, match.start() - 40) : min(end, match.end() + 50)]
        front = low[max(start, match.start() - _LOOK_BACK) : match.start()]
        placed = language.superlative_nth.search(front)
        if (
            not language.superlative_not.search(front)
            and not _OF_OTHER.match(text, match.end())
            and not _SET_BEFORE.search(text[max(start, match.start() - 30) : match.start()])
            and any(pattern.search(around) for pattern in language.scopes.values())
        ):
            value = 1 if placed is None else int(placed["number"] or 0) or language.rank_words[placed["word"]]
            yield Rank(match.start() - (len(front) - placed.start() if placed else 0), match.end(), value)
    for match in language.rank_title.finditer(low, start, end):
        if not _is_of_another(within, match.end()):
            yield Rank(match.start(), match.end(), language.rank_titles[match[0]])
    for match in language.rank_word.finditer(low, start, end):
        yield Rank(match.start("rank"), match.end(), language.rank_words[match["word"]])
    for mention in within.mentions:
        given = language.rank_given.match(low, mention.end)
        if given and language.rank_giving.search(low[max(start, mention.start - _LOOK_BACK) : mention.start]):
            yield Rank(given.start("rank"), given.end(), language.rank_words[given["word"]])
    for match in language.rank_ordinal.finditer(low, start, end):
        if not any(m.start < match.end("number") and match.start() < m.end for m in within.moments):
            yield Rank(match.start(), match.end("rank"), int(match["number"]))
    for match in language.rank_top.finditer(low, start, end):
        if language.into_group.search(low[max(start, match.start() - 24) : match.start()]):
            yield Rank(match.start(), match.end(), language.words.ones[match["word"]], is_group=True)
    for match in _NUMBER.finditer(text, start, end):
        at = match.start()
        behind = text[max(start, at - _LOOK_BACK) : at]
        before = language.rank_before.search(behind)
        if before is None or _is_taken(within, at):
            continue
        first = at - len(behind) + before.start()
        if _COUNTED.search(text[max(start, at - 40) : first]):
            continue
        is_group = before[0].strip().lower() in GROUPS
        if is_group and not language.into_group.search(low[max(start, first - 24) : first]):
            continue  # "this year's top 10 films" are a set, "into the top 10" is a rank
        yield Rank(first, match.end(), int(match[0]), is_group)


def _is_of_another(within: Sentence, end: int) -> bool:
    """ "ghế á quân của Lật mặt 7": the place is the other's, who holds it."""
    of = _OF_OTHER.match(within.text, end)
    return of is not None and any(0 <= m.start - of.end() <= 2 for m in within.mentions)


def _is_taken(within: Sentence, at: int) -> bool:
    return (
        any(p.start <= at < p.end and (is_money(p.unit) or p.unit == "percent") for p in within.phrases)
        or any(m.start <= at < m.end for m in within.moments)
        or any(m.start <= at < m.end for m in within.mentions)
    )


def _scope(language: Language, within: Sentence, rank: Rank) -> str | None:
    start, end = within.span
    for scope, pattern in language.scopes.items():
        if pattern.search(within.low, max(start, rank.start - 40), min(end, rank.end + 50)):
            return scope
    return None
