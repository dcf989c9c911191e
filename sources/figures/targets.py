"""What somebody has set out to reach: the words of a plan, and how far they speak."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.expected import is_surpassed
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence, is_duration

_ITEM: Final = re.compile(r",\s(?:(?:and|và)\s)?|\s(?:and|và)\s|[()]\s?")
_DONE: Final = re.compile(r"(?:%|\spercent|\sper cent|\sphần trăm)\s(?:[^\W\d_]+(?:['’]s)?\s){0,4}$")
_CLAUSE: Final = re.compile(r"[^,;:.()]*")
_LEAD: Final = 16  # characters in front of a clause in which a word for a plan still opens it
_RATE: Final = 60  # characters within which a percentage says by how much an amount is to grow
_BEHIND: Final = 24  # characters behind an amount within which a verb tells that it is so already


def is_target(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether a number is one that a plan is for: its clause says so, or it goes on a list that began as a plan,
    "targeting revenue of 170 billion, up 21%, and a profit of 15 billion"."""
    # A ministry of planning sets no target: a name begins with a capital.
    start, end = within.span
    is_share = language.of_whole.match(within.low, phrase.end) is not None  # "45% of target"
    if not is_share and language.target_behind.match(within.low, phrase.end, end) is not None:
        return True
    if _is_former(within, phrase, language):
        return False
    first = max(start, clause_of(within.low, phrase.hedge_start, start) - _LEAD)
    for word in language.status["target"].finditer(within.text, first, phrase.start):
        if is_surpassed(within, word, phrase, language):
            continue
        is_done = _DONE.search(within.low, start, word.start()) is not None  # "having met 20% of the plan"
        if not is_done and not _turns(within, word.end(), phrase.hedge_start, language):
            return True
    if language.status["target"].search(within.text, start, phrase.start) is None:
        return False
    if phrase.unit in RATES:
        return _is_rise_of_target(within, phrase, language)
    return _goes_on(within, phrase, language)


def _is_former(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "a target of 170 billion, up from 140 billion": what a plan is compared with."""
    front = within.low[max(within.span[0], phrase.hedge_start - _RATE) : phrase.hedge_start]
    return language.former.search(front) is not None


def _turns(within: Sentence, start: int, end: int, language: Language) -> bool:
    """Whether a clause begins between two places that tells something else: ", while its profit reached"."""
    comma = within.low.find(", ", start, end)
    while comma >= 0:
        turn = language.turn.match(within.low, comma + 2, end)
        if turn is not None and within.low.startswith(" ", turn.end()):  # "after-tax profit" is none
            return True
        comma = within.low.find(", ", comma + 2, end)
    return False


def _is_rise_of_target(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "targeting revenue of 170 billion, up 21%": by how much what is planned would be more than before."""
    owners = [p for p in within.phrases if p.end <= phrase.hedge_start and not is_duration(p)]
    owner = next((p for p in reversed(owners) if not within.in_brackets(p.start)), None)
    if owner is None or owner.unit in RATES or phrase.hedge_start - owner.end > _RATE:
        return False
    gap, behind = within.low[owner.end : phrase.hedge_start], language.courses["rise_after"]
    is_rise = language.courses["moved"].search(gap) or behind.match(within.low, phrase.end)
    return is_rise is not None and is_target(within, owner, language)


def _goes_on(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether an amount is the next of a list, with no verb of its own, and the one before it is planned."""
    low, money = within.low, is_money(phrase.unit)
    listed = [
        p
        for p in within.phrases
        if p.end <= phrase.hedge_start
        and p.unit not in RATES
        and is_money(p.unit) == money
        and not is_duration(p)
        and not within.in_brackets(p.start)
        and not _is_former(within, p, language)
    ]
    if not listed or within.in_brackets(phrase.start):
        return False
    before = listed[-1]
    breaks = list(_ITEM.finditer(low, before.end, phrase.hedge_start))
    if not breaks or "; " in low[before.end : phrase.hedge_start]:
        return False
    behind = _CLAUSE.match(low, phrase.end, min(within.span[1], phrase.end + _BEHIND))
    if language.turn.search(low, before.end, breaks[-1].end()) or language.turn.search(behind[0] if behind else ""):
        return False  # a profit "after" tax is no turn
    words = low[breaks[-1].end() : phrase.hedge_start]
    if phrase.hedge == "reached" or _turns(within, before.end, phrase.hedge_start, language):
        return False
    if language.former_words.search(words) is not None or language.head_verbs.search(words) is not None:
        return False
    return is_target(within, before, language)


def clause_of(text: str, at: int, start: int) -> int:
    """The start of the clause that a place lies in."""
    cut = max(text.rfind(sign, start, at) for sign in (";", "(", " - ", ": "))
    comma = text.rfind(", ", start, at)
    if comma > cut and at - comma > 25:
        cut = comma
    return max(start, cut + 1)
