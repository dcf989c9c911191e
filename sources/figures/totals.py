"""Amounts of a whole told with the names of its parts: "tổng vốn (gồm vốn mới và mua cổ phần) đạt 24 tỷ USD"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.joining import is_money
from sources.figures.phrase import Phrase
from sources.figures.rows import Named, named_between, without_names
from sources.figures.sentence import Sentence
from sources.model import Metric, Relation

_AND: Final = r"(?:và|and|cùng|cùng với|as well as|together with|along with|plus|or|hoặc|hay)"
_WORDS: Final = r"[^\W\d_]+(?:['’]s?)?(?:\s[^\W\d_]+(?:['’]s?)?){0,5}"
_NEXT: Final = rf"(?:,?\s{_AND}\s|,\s)"
_LISTED: Final = re.compile(rf"(?:\s[^\W\d_]+)?{_NEXT}(?:{_WORDS}{_NEXT})*(?:[^\W\d_]+\s){{0,3}}")
_JOINED: Final = re.compile(rf"\s{_AND}\s")
_CLOSED: Final = re.compile(r"\([^()]*\)")


def metric_of_whole(
    within: Sentence, phrase: Phrase, cues: Cues, relations: Sequence[Relation]
) -> tuple[bool, Metric | None]:
    """Whether an amount is one of a whole that several metrics are named with, and the metric of the whole: the one
    that is named in front of its parts, or the sum of those that are listed; None where nothing names it."""
    if not is_money(phrase.unit) or not _can_list(within, phrase, cues):
        return False, None
    start = max(within.span[0], within.low.rfind(";", within.span[0], phrase.start) + 1)
    start = max([start, *(p.end for p in within.phrases if p.end <= phrase.hedge_start and is_money(p.unit))])
    named = named_between(within, phrase, cues, start, phrase.hedge_start)
    if len({m.key for _, _, m in named}) < 2:
        return False, None
    whole = _without_brackets(within, phrase, named, start) or _in_front_of_list(within, phrase, named, cues)
    if whole:
        return (
            (True, whole[-1][2])
            if len({m.key for _, _, m in whole}) == 1
            else _of_list(within, phrase, whole, cues, relations)
        )
    return _of_list(within, phrase, named, cues, relations)


def _can_list(within: Sentence, phrase: Phrase, cues: Cues) -> bool:
    """Whether anything in front of an amount may list parts: brackets, a joint, or a word for what is in it."""
    span = within.span[0], phrase.hedge_start
    if within.has_brackets or _JOINED.search(within.low, *span) is not None:
        return True
    return cues.language.part_listing.search(within.low, *span) is not None


def _without_brackets(within: Sentence, phrase: Phrase, named: Sequence[Named], start: int) -> list[Named]:
    """What is named in front of brackets that name its parts; nothing where none do, or where it is named behind."""
    if not within.has_brackets or within.in_brackets(phrase.start):
        return []
    brackets = [match.span() for match in _CLOSED.finditer(within.low, start, phrase.hedge_start)]
    outside = [n for n in named if not any(first < n[0] < last for first, last in brackets)]
    if len(outside) == len(named):
        return []
    inside = [n for n in named if n not in outside]
    return outside if outside and outside[-1][1] <= inside[0][0] else []


def _in_front_of_list(within: Sentence, phrase: Phrase, named: Sequence[Named], cues: Cues) -> list[Named]:
    """What is named in front of a word like "including" and its parts, where the amount is told behind those."""
    listing = next(iter(cues.language.part_listing.finditer(within.low, named[0][1], named[-1][0])), None)
    if listing is None:
        return []
    inside = [n for n in named if n[0] >= listing.end()]
    if not _is_told(within, inside[-1], phrase, cues):
        return []
    is_closed = within.low.find(", ", inside[-1][1], phrase.hedge_start + 1) >= 0
    if len({m.key for _, _, m in inside}) < 2 and not is_closed:
        return []  # "vốn ngoại gồm vốn mới đạt 9 tỷ và ..."
    return [n for n in named if n[1] <= listing.start()]


def _of_list(
    within: Sentence, phrase: Phrase, named: Sequence[Named], cues: Cues, relations: Sequence[Relation]
) -> tuple[bool, Metric | None]:
    """The whole of parts that are listed in front of the verb of one amount."""
    listed = [named[-1]]
    for each in reversed(named[:-1]):
        if each[1] > listed[0][0] or not _is_listed(within, each, listed[0], cues):
            break
        listed.insert(0, each)
    first, last = listed[0][0], listed[-1][0]
    if _JOINED.search(within.low, first, last) is None:
        return False, None
    keys = {m.key for _, _, m in listed}
    if len(keys) < 2 or not _is_told(within, listed[-1], phrase, cues) or _has_next(within, phrase, cues):
        return False, None
    for relation in relations:
        if relation.kind == "sum" and relation.total and keys == set(relation.parts):
            return True, next((m for m in cues.metrics if m.key == relation.total), None)
    beside = [n for n in named if n[0] <= first < n[1]]  # "tổng vốn" in front of "vốn mới"
    whole = {m.key: m for at, end, m in (*beside, *listed) if cues.language.part_whole.search(within.low, at, end)}
    return True, next(iter(whole.values())) if len(whole) == 1 else None


def _is_told(within: Sentence, last: Named, phrase: Phrase, cues: Cues) -> bool:
    """Whether a verb that states an amount stands between the last name and the number."""
    return cues.language.courses["level"].search(within.low, last[1], phrase.start) is not None


def _is_listed(within: Sentence, one: Named, other: Named, cues: Cues) -> bool:
    """Whether two names stand in one list, with no verb between them."""
    if _LISTED.fullmatch(without_names(within, one[1], other[0])) is None:
        return False
    return cues.language.head_verbs.search(within.low, one[1], other[0]) is None


def _has_next(within: Sentence, phrase: Phrase, cues: Cues) -> bool:
    """Whether another amount is listed right behind: each of them may have its own name."""
    following = next((p for p in within.phrases if p.start >= phrase.end), None)
    return (
        following is not None
        and is_money(following.unit)
        and cues.language.joiner.fullmatch(within.low, phrase.end, following.hedge_start) is not None
    )
