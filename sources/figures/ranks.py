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
_AMONG: Final = 80  # the same, of words that one of several is told with
_COUNTED: Final = re.compile(r"(?:lần|tuần|ngày|ra rạp|chiếu|người|tháng|năm|con|tập|phần|mùa)\s*$")
_OF_OTHER: Final = re.compile(r"\s+(?:của|of)\s")
_SET_BEFORE: Final = re.compile(r"\d+\s+(?:\w+\s+){0,3}$")
_CLAUSE: Final = re.compile(r"[^,;:.()]*$")
_HALT: Final = re.compile(r"[,;:.()]")
_KIND: Final = 24  # characters in front of a rank in which the kind of its list is named
_LIST: Final = 64  # the same behind it
_PASSED: Final = 60  # characters behind a place in an order in which the mark is told that was passed
GROUPS: Final = frozenset({"top"})  # "top 4" is anywhere from first to fourth
ORDER: Final = "order"  # the list of a place in the order in which a mark was passed: "the 16th film ever to surpass"


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank that is said: its characters and its number."""

    start: int
    end: int
    value: int
    is_group: bool = False
    scope: str | None = None
    is_superlative: bool = False

    def phrase(self) -> Phrase:
        return Phrase(self.start, self.end, Decimal(self.value), ONE, ONE, False, "rank", "bare", self.start)

    def quantity(self) -> Quantity:
        quantity = quantity_of(Decimal(self.value), unit="rank")
        if not self.is_group or self.value == 1:
            return quantity
        return replace(quantity, low=ONE, soft_low=ONE, hedge="at_most", comparator="lte")


def find_ranks(language: Language, within: Sentence) -> list[Rank]:
    """The ranks of a sentence, in order, none inside another."""
    found: list[Rank] = []
    for rank in sorted(_ranks(language, within), key=lambda rank: (rank.start, -rank.end)):
        if not found or (rank.start >= found[-1].end and not _is_list_of(language, within, rank, found[-1])):
            found.append(rank if rank.scope else replace(rank, scope=_scope(language, within, rank)))
    return found


def _is_list_of(language: Language, within: Sentence, rank: Rank, before: Rank) -> bool:
    """ "xếp thứ 3 trong danh sách phim ăn khách nhất", "eighth in the top 10": whether what looks like a rank is in the
    name of the list that the one before is a place in."""
    gap = within.low[before.end : rank.start]
    if not (rank.is_group or (rank.is_superlative and not before.is_superlative)) or _HALT.search(gap):
        return False
    return language.rank_apart.search(gap) is None


def _ranks(language: Language, within: Sentence) -> Iterator[Rank]:
    text, low, (start, end) = within.text, within.low, within.span
    for match in language.superlative.finditer(low, start, end):
        around = low[max(start, match.start() - 40) : min(end, match.end() + 50)]
        front = low[max(start, match.start() - _LOOK_BACK) : match.start()]
        placed = language.superlative_nth.search(front)
        if (
            not language.superlative_not.search(front)
            and not language.superlative_among.search(low[max(start, match.start() - _AMONG) : match.start()])
            and not _names_list(language, within, match)
            and not _OF_OTHER.match(text, match.end())
            and not _is_of_set(within, match.start())
            and any(pattern.search(around) for pattern in language.scopes.values())
        ):
            value = 1 if placed is None else int(placed["number"] or 0) or language.rank_words[placed["word"]]
            yield Rank(
                match.start() - (len(front) - placed.start() if placed else 0), match.end(), value, is_superlative=True
            )
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
            yield Rank(
                match.start(),
                match.end("rank"),
                int(match["number"]),
                scope=_order(language, within, match.end("rank")),
            )
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
        if _COUNTED.search(text[max(start, at - 40) : first]) or language.rank_numbered.search(low, start, at):
            continue
        is_group = before[0].strip().lower() in GROUPS
        if is_group and not language.into_group.search(low[max(start, first - 24) : first]):
            continue  # "this year's top 10 films" are a set, "into the top 10" is a rank
        is_order = language.rank_counted.search(low, max(start, at - 2 * _LOOK_BACK), at) is not None
        order = _order(language, within, match.end()) if is_order else None
        yield Rank(first, match.end(), int(match[0]), is_group, order)


def _is_of_set(within: Sentence, at: int) -> bool:
    """ "5 phim ăn khách nhất": whether a number, not that of a title, counts those that a superlative is of."""
    number = _SET_BEFORE.search(within.text, max(within.span[0], at - 30), at)
    return number is not None and not any(m.start <= number.start() < m.end for m in within.mentions)


def _names_list(language: Language, within: Sentence, superlative: re.Match[str]) -> bool:
    """ "in the top five highest-grossing films", "danh sách phim ăn khách nhất": whether it says what a list is of."""
    front = _CLAUSE.search(within.low, within.span[0], superlative.start())
    first = front.start() if front is not None else within.span[0]
    leads = [each.end() for each in language.rank_list.finditer(within.low, first, superlative.start())]
    if leads and language.rank_apart.search(within.low, leads[-1], superlative.start()) is None:
        return True
    end = superlative.end()
    return language.rank_listed.match(within.low, end) is not None or language.plural.match(within.low, end) is not None


def _order(language: Language, within: Sentence, end: int) -> str | None:
    """Whether "the 16th title ever to surpass $100 million" tells in which order a mark was passed, and no size."""
    low, until = within.low, min(within.span[1], end + _PASSED)
    halt = _HALT.search(low, end, until)
    passing = language.rank_passing.search(low, end, halt.start() if halt else until)
    return ORDER if passing is not None and not language.superlative.search(low, end, passing.start()) else None


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
    """The list that a rank is in; one of a kind of films alone with its kind: "all_time animated"."""
    start, end = within.span
    scope = next(
        (
            scope
            for scope, pattern in language.scopes.items()
            if pattern.search(within.low, max(start, rank.start - 40), min(end, rank.end + 50))
        ),
        None,
    )
    kind = _kind(language, within, rank)
    return scope if kind is None else f"{scope or ''} {kind}".strip()


def _kind(language: Language, within: Sentence, rank: Rank) -> str | None:
    """The kind of films, or the land, that a rank's list is of alone, by the words that belong to it."""
    low, end = within.low, min(within.span[1], rank.end + _LIST)
    cuts = [each.start() for pattern in (_HALT, language.rank_apart) for each in pattern.finditer(low, rank.end, end)]
    cuts += [mention.start for mention in within.mentions if mention.start >= rank.end]
    end = min([end, *cuts])
    first = rank.start
    if rank.is_superlative and not language.nouns_behind:  # "phim hoạt hình ăn khách nhất"
        first = max(within.span[0], rank.start - _KIND)
        cuts = [
            each.end() for pattern in (_HALT, language.rank_apart) for each in pattern.finditer(low, first, rank.start)
        ]
        first = max([first, *cuts, *(m.end for m in within.mentions if m.end <= rank.start)])
    kinds = [kind for kind, pattern in language.rank_kinds.items() if pattern.search(low, first, end)]
    kinds += [place.name for place in within.places if first <= place.start < end]
    kinds += [language.demonym_places[each[0]] for each in language.demonyms.finditer(low, first, end)]
    return " ".join(dict.fromkeys(kinds)) or None
