"""Numbers that belong together: ranges become one phrase, numbers of a list take scale and unit from one of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from sources.figures.interval import TIMES
from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.passage import Passage
from sources.figures.phrase import Phrase

_MILLION: Final = 1_000_000
_THOUSAND: Final = 1000
_MUCH: Final = 5  # by how many times less a number is by which something changed than the one it changed to
_NEAR: Final = 60
_CLAUSE: Final = re.compile(r"[,;.](?!\d)")
_SENTENCE_ENDS: Final = re.compile(r"[.!?]\s|[(\[]")
_COUNTS_NOTHING: Final = re.compile(
    r"\s*(?:$|[,;.)]|(?:in|on|for|from|a|per|last|this|trong|vào|mỗi|một|hôm|ngày|năm)(?!\w))"
)


def join(passage: Passage, language: Language, found: Sequence[Phrase]) -> list[Phrase]:
    """Ranges and lists among the phrases of a text, which come in order."""
    joined: list[Phrase] = []
    for phrase in reversed(found):
        if not joined:
            joined.append(phrase)
            continue
        following = joined[-1]
        gap = following.hedge_start - phrase.end
        if gap > 24:
            joined.append(phrase)
            continue
        lacks = not phrase.unit and not phrase.has_scale and not phrase.is_vague
        if lacks and _is_share(passage, language, phrase, following):
            joined[-1] = _share(phrase, following)
        elif _is_range(passage, language, phrase, following):
            joined[-1] = _range(phrase, following, inherits=lacks)
        elif (
            lacks
            and (following.unit or following.has_scale)
            and not _is_dozen(following)
            and _is_list(passage, language, phrase, following)
        ):
            listed = phrase.of_unit(following.unit, inherits=True)
            listed.scale, listed.has_scale = following.scale, following.has_scale
            if following.other is None:
                listed.other = None
            joined.append(listed)
        elif phrase.has_scale and not phrase.unit and following.unit and _is_list(passage, language, phrase, following):
            joined.append(phrase.of_unit(following.unit, inherits=True))
        else:
            joined.append(phrase)
    return _elide(passage, _share_hedges(passage, joined[::-1]))


def _share_hedges(passage: Passage, phrases: list[Phrase]) -> list[Phrase]:
    """A conversion in brackets is as sure as what it converts, the second of "40.000 vé/1.000 suất" as the first."""
    for number, phrase in enumerate(phrases[1:], 1):
        before = phrases[number - 1]
        if phrase.hedge != "bare" or before.hedge in ("bare", "range") or phrase.start - before.end > 4:
            continue
        between = passage.text[before.end : phrase.start].strip()
        if between == "/" or (between in ("(", "[", "/ ") and is_money(phrase.unit) and is_money(before.unit)):
            phrases[number] = hedged = phrase.copied()
            hedged.hedge = before.hedge
    return phrases


def _elide(passage: Passage, phrases: list[Phrase]) -> list[Phrase]:
    """ "500 billion dong, 4 billion of it in one day": a large number that counts nothing is of the money before."""
    money: Phrase | None = None
    for number, phrase in enumerate(phrases):
        if is_money(phrase.unit):
            money = phrase
        elif (
            money is not None
            and not phrase.unit
            and phrase.scale >= _MILLION
            and phrase.start - money.end <= _NEAR
            and not _SENTENCE_ENDS.search(passage.text, money.end, phrase.start)
            and _COUNTS_NOTHING.match(passage.low, phrase.end)
        ):
            phrases[number] = phrase.of_unit(money.unit, inherits=True)
    return phrases


def is_money(unit: str) -> bool:
    """Units of money are codes of three capitals."""
    return len(unit) == 3 and unit.isupper()


def currency_of(unit: str) -> str:
    """The currency of an amount or of a price per piece; "" where it is no money."""
    currency = unit.partition("/")[0]
    return currency if is_money(currency) else ""


def _is_list(passage: Passage, language: Language, phrase: Phrase, following: Phrase) -> bool:
    """Only a joiner stands between them; a list counts one thing, so that whole and large numbers are no list."""
    if phrase.is_word and following.is_word and following.unit in ("days", "weeks", "months", "years", "hours"):
        return False
    match = language.joiner.match(passage.low, phrase.end)
    if match is None or match.end() < min(following.hedge_start, following.start):
        return False
    signs = language.ordinal_signs  # "thứ 4 và 250 tỷ": a place in a row counts nothing
    return not (signs and passage.low[max(0, phrase.start - 8) : phrase.start].rstrip().endswith(signs))


def _is_dozen(phrase: Phrase) -> bool:
    """ "killed 9, a dozen hurt": one of a scale that no other number shares."""
    return phrase.is_word and phrase.has_scale and phrase.value == 1 and phrase.scale < _THOUSAND


def _is_range(passage: Passage, language: Language, first: Phrase, second: Phrase) -> bool:
    if (
        first.is_vague
        or second.is_vague
        or ("times" in (first.unit, second.unit) and first.is_word)
        or second.value_max is not None
        or first.value_max is not None
    ):
        return False
    if second.hedge_start != second.start or _differ(first.unit, second.unit):
        return False
    match = language.range_between.match(passage.low, first.end)
    if match is None or match.end() != second.start:
        return False
    word = fold_case(match["between"])
    if word[0].isalpha() and not _is_opened(passage, language, first, second, word):
        return False
    scale = first.scale if first.has_scale else second.scale
    return first.value * scale < second.value * second.scale


def _is_opened(passage: Passage, language: Language, first: Phrase, second: Phrase, word: str) -> bool:
    """ "from 10 to 20" is a range and "rose from 10 to 20" a change; "10 and 20" is one only behind "between"."""
    opening = language.range_opening_behind.match(passage.back, passage.mirror(first.start))
    if opening and language.change_behind.match(passage.back, opening.end()):
        return False
    if opening and language.raising_words.search(
        _CLAUSE.split(passage.low[max(0, first.start - _NEAR) : first.start])[-1]
    ):
        return False  # "raising the toll of the fire from 94 to 96"
    behind = passage.mirror(first.start)
    if opening is None and first.unit and second.unit and language.change_behind.match(passage.back, behind):
        return False  # "rose $3 billion to $28 billion"
    if opening is None and first.amount * _MUCH < second.amount and _is_plain_by(language, passage, behind, second):
        return False  # "reinforce the staff by 400 to 5,400"
    if opening is None and first.unit and second.unit and _is_plain_by(language, passage, behind, second):
        return False  # "fell by 2,000 cars to 7,000 cars"
    if opening is None and first.amount * 2 < second.amount and (not first.unit or is_money(first.unit)):
        by = language.change_by_behind.match(passage.back, behind)
        if by is not None:
            return False  # "rose by 15 to 141"
    partners = language.range_pairs.get(word)
    if partners is not None:
        return opening is not None and fold_case(opening["opening"][::-1]) in partners
    if opening is None and first.unit and not is_money(first.unit) and not second.unit and not second.has_scale:
        return False  # "fell 48.29 points to 4,119.58"
    return opening is not None or not _differ(first.unit, second.unit)


def _differ(first: str, second: str) -> bool:
    """Whether two numbers count different things; the piece that a price is of may stand behind the second alone."""
    return bool(first and second) and second not in (first, f"{first}/{second.partition('/')[2]}")


def _is_plain_by(language: Language, passage: Passage, behind: int, second: Phrase) -> bool:
    """Whether a "by" leads to a number of which the next is no time and no rate."""
    if second.unit in TIMES or second.unit in ("percent", "percentage_points", "times"):
        return False
    return language.by_behind.match(passage.back, behind) is not None


def _is_share(passage: Passage, language: Language, first: Phrase, second: Phrase) -> bool:
    """ "one in five people", "3 in 10": a small number of a larger round one, which counts people or nothing."""
    if first.has_decimals or second.has_decimals or second.unit not in ("", "people") or second.value_max is not None:
        return False
    if not first.value < second.amount <= _MILLION or (second.amount > 10 and second.amount % 10):
        return False
    match = language.share_between.match(passage.low, first.end)
    return match is not None and match.end() == second.start == second.hedge_start


def _share(first: Phrase, second: Phrase) -> Phrase:
    made = first.copied()
    made.end = second.end
    made.value, made.place = first.value / second.amount, Decimal(1) / second.amount
    made.has_decimals, made.is_weak, made.other = True, False, None
    return made


def _range(first: Phrase, second: Phrase, *, inherits: bool) -> Phrase:
    made = second.copied()
    made.start, made.hedge_start = first.start, first.hedge_start
    made.value, made.place, made.has_decimals = first.value, first.place, first.has_decimals
    made.scale, made.has_scale = first.scale if first.has_scale else second.scale, True
    made.value_max = second.value * second.scale
    made.unit = second.unit or first.unit
    made.hedge, made.other, made.inherits = "range", None, inherits
    return made
