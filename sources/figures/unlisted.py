"""Names beside a number that a topic does not list: "beat Marsh Song (551 billion)", "paid £106m for Tarn Oakley"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence

_NAME: Final = re.compile(r"[A-ZĐ][^\W\d_A-Z][\w’'-]*(?:\s[A-ZĐ][\w’'-]+)*")
_TURN: Final = re.compile(r";\s|,?\s(?:while|whereas|trong khi|còn)\s")
_ITEM: Final = re.compile(r"(?P<lead>[a-zà-ỹđ]+\s)?(?:the\s)?(?P<name>[A-ZĐ][\w’'-]+(?:\s[A-ZĐ][\w’'-]+)*)(?=[\s:(])")
_OVERTAKEN: Final = 40  # characters in front of a name in which it is said to be overtaken


def beside_unlisted(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether a number is of what was overtaken, whose name stands right in front of its brackets, or is money for what
    a name right behind it says."""
    if not is_money(phrase.unit):
        return False
    text, start = within.text, within.span[0]
    opened = text.rfind("(", start, phrase.hedge_start)
    if opened >= 0 and phrase.hedge_start - opened <= 1 and text[opened - 1 : opened] == " ":
        word = text.rfind(" ", start, opened - 1) + 1
        if word > start and _NAME.fullmatch(text, word, opened - 1):
            is_overtaken = language.object_behind.search(within.low[max(start, word - _OVERTAKEN) : word]) is not None
            return is_overtaken and not is_known(within, word, opened - 1)
        return False
    behind = language.head_objects.match(within.low, phrase.end)
    name = _NAME.match(text, behind.end()) if behind is not None else None
    if name is None or is_known(within, *name.span()):
        return False
    return not any(m.end <= phrase.start for m in within.mentions)


def is_unlisted_item(
    language: Language,
    within: Sentence,
    phrase: Phrase,
    naming: re.Pattern[str] | None,
    spoken: re.Pattern[str] | None,
) -> bool:
    """ "A won 21 golds; B has 15", "A giành 21 HCV, còn B giành 15": whether an item of a list, or what is set against
    what stands before, begins with a name that nobody knows and what that did. `naming` are words for what is counted,
    which are no names, `spoken` those that the number's metric is told with."""
    low, text = within.low, within.text
    turns = [match.end() for match in _TURN.finditer(low, within.span[0], phrase.hedge_start)]
    if not turns or not any(p.end <= turns[-1] and p.unit not in TIMES for p in within.phrases):
        return False
    item = _ITEM.match(text, turns[-1], phrase.hedge_start)
    if item is None or any(turns[-1] <= m.start < phrase.start for m in within.mentions):
        return False
    lead, (start, end) = (item["lead"] or "").strip().lower(), item.span("name")
    if is_known(within, start, end) or (naming is not None and naming.search(low, start, end) is not None):
        return False
    for words in (language.head_neutral, language.head_prepositions, language.head_verbs):
        if words.fullmatch(low, start, end) is not None or (lead and words.fullmatch(lead) is not None):
            return False
    if language.says.match(low, end + 1) is not None:
        return False
    is_right_behind = phrase.hedge_start - end <= 2
    does = [language.head_verbs, language.head_beside, language.bare_clause, *([spoken] if spoken is not None else [])]
    return is_right_behind or any(words.match(low, end + 1) is not None for words in does)


def is_known(within: Sentence, start: int, end: int) -> bool:
    """Whether a name is, or is in, one that is understood."""
    known = [(m.start, m.end) for held in (within.mentions, within.places, within.moments) for m in held]
    known += [(first, last) for first, last, _ in within.parties]
    return any(first < end and start < last for first, last in known)
