"""Whose a number is beside names that are passed, compared with, or given a place: "it passed A (10) to make 20"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence

_NAME_GAP: Final = 60  # characters in brackets between a name and its amount
_FRONT: Final = 24  # characters in front of a name in which it is said to be overtaken
_LED: Final = re.compile(r"(?<!\w)(?:with|với)\s(?:\w+\s){0,3}$")
_POSSESSIVE: Final = re.compile(r"[’']s?\s")
_WORDS: Final = r"(?:[^\W\d_A-ZĐ][^\W\d]*\s){0,5}[“\"‘«']?"  # that name nobody
_LABEL: Final = re.compile(r"[”\"’»]*\s?(?:\([^()]*\)\s)?[-–—:]\s(?P<words>(?:[^\W\d_]+\s){0,4})")
_NEXT_CLAUSE: Final = re.compile(r"[;.]\s|\s(?:and|to|và|để|rồi)\s")
_CEDED: Final = 40  # characters behind a place that was given up in which it is told to whom
_PLAIN: Final = re.compile(_WORDS)
_UNKNOWN: Final = re.compile(rf"{_WORDS}[A-ZĐ]")
_LED_UP_TO: Final = re.compile(r"[^,;:.()\d]{0,40},\s(?:(?:the|a|phim|bộ|tác|phẩm|của|[A-ZĐ][\w’'-]*)\s){0,5}[“\"‘«']?")


def introduced(language: Language, within: Sentence) -> Mention | None:
    """ "Another film close to that mark is “A”, which opened before “B”": the name that a sentence about something new
    leads up to."""
    if not within.mentions or language.introduces.match(within.low, within.span[0]) is None:
        return None
    first = within.mentions[0]
    is_named = first.is_named and not first.is_object
    front = within.low[max(within.span[0], first.start - _FRONT) : first.start]
    return first if is_named and language.copula.search(front) else None


def without_asides(language: Language, within: Sentence, phrase: Phrase, before: list[Mention]) -> list[Mention]:
    """Of the names in front of a number those that it can be of: not one in a clause about another in front of it that
    is over ("A, which features a star of B, took"), nor one that only says who somebody is ("A with B star C took")."""
    if len(before) < 2:
        return before
    held = [before[0]]
    for mention in before[1:]:
        if mention.name != held[0].name and _is_aside(language, within, phrase, held[-1], mention):
            continue
        held.append(mention)
    return held


def _is_aside(language: Language, within: Sentence, phrase: Phrase, first: Mention, mention: Mention) -> bool:
    low = within.low
    if language.crew_behind.match(low, mention.end) is not None:
        return True
    if language.crew.search(low[max(within.span[0], mention.start - _FRONT) : mention.start]) is not None:
        return True
    clause = language.relative_clause.match(low, first.end)
    if clause is None or any(clause.end() <= p.start < mention.start for p in within.phrases):
        return False
    closing = low.find(", ", mention.end, phrase.hedge_start)
    return closing >= 0 and not any(closing < m.start for m in within.mentions if m.end <= phrase.start)


def is_possessive(gap: str) -> bool:
    """ "it passed A's 936 million": whether nothing but a possessive stands between a name and an amount."""
    return _POSSESSIVE.fullmatch(gap) is not None


def is_of_either(language: Language, within: Sentence, mention: Mention, gap: str) -> bool:
    """ "it passed “A”, a film of 2023, with 475 billion": an amount of the one or the other, nobody can tell which."""
    if not mention.is_object or _LED.search(gap) is None or within.in_brackets(mention.end + len(gap)):
        return False
    front = within.low[max(within.span[0], mention.start - 2 * _FRONT) : mention.start]
    return language.overtake.search(front) is not None and language.overtake_then.search(gap) is None


def of_overtaken(language: Language, within: Sentence, phrase: Phrase, mention: Mention) -> bool:
    """ "it passed “A” – takings of 10", "with its 400 it passed A, which took 395": whether an amount behind a name
    that was passed is its own: told as its label, or in a clause about it and less than what passed it."""
    front = within.low[max(within.span[0], mention.start - 2 * _FRONT) : mention.start]
    if not mention.is_object or language.overtake.search(front) is None or not is_money(phrase.unit):
        return False
    gap = within.low[mention.end : phrase.hedge_start]
    label = _LABEL.fullmatch(gap)
    if label is not None and language.head_verbs.match(label["words"]) is None:
        return True
    owners = [p for p in within.phrases if p.end <= mention.start and p.unit == phrase.unit]
    if not owners or _NEXT_CLAUSE.search(gap) or language.link_words.search(gap) is None:
        return False
    return owners[-1].amount / 2 <= phrase.amount < owners[-1].amount


def of_bracket(language: Language, within: Sentence, phrase: Phrase, mention: Mention) -> str | None:
    """ "(behind A with a total of 10 and B with 20)": a number in brackets is of the name in front of it in them, of
    nobody where that is overtaken or compared with there."""
    gap = within.low[mention.end : phrase.hedge_start]
    front = within.low[max(within.span[0], mention.start - _FRONT) : mention.start]
    is_set_against = language.overtake.search(front) or language.set_against.search(front)
    return None if is_set_against or len(gap) > _NAME_GAP or ";" in gap else mention.name


def given_to(language: Language, within: Sentence, rank: Phrase) -> str | None:
    """ "vị trí thứ 3 là A", "second place went to A": the name that a place is said to be of, "" where nobody knows it;
    None where no such thing is said."""
    given = language.rank_given_to.match(within.low, rank.end)
    first = max(within.span[0], rank.start - 2 * _FRONT)
    ceded = language.rank_ceded.search(within.low, first, rank.start)
    if ceded is not None and language.negation.search(within.low[first : ceded.start()]) is None:
        given = language.rank_ceded_to.search(within.low, rank.end, min(within.span[1], rank.end + _CEDED))
        if given is None:
            return ""
    if given is None:
        return None
    name = next((m for m in within.mentions if m.start >= given.end()), None)
    gap = within.text[given.end() : name.start if name is not None else within.span[1]]
    if name is not None and _PLAIN.fullmatch(gap):
        return name.name
    return "" if _UNKNOWN.match(gap) else None


def is_led_up_to(within: Sentence, phrase: Phrase, mention: Mention) -> bool:
    """ "in just 33 days, the film has", "in second place, the studio's “A” took": whether the main clause behind what
    stands at the beginning of a sentence begins with a name."""
    gap = within.text[phrase.end : mention.start]
    return _LED_UP_TO.fullmatch(gap) is not None and "," not in within.text[within.span[0] : phrase.hedge_start]
