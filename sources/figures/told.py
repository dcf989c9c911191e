"""Places that a sentence tells in other ways than by "in": "17 per cent to Japan", "Oakham was the hardest hit"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence

_NEAR: Final = 64  # characters between a number and its place
_COMMA: Final = re.compile(r",\s(?:[^\W\d_]+\s){0,2}$")
_LEAD: Final = 24  # characters in front of a number in which an apposition begins

_ITEM: Final = 40  # characters in front of a number in which another makes it one of a list
_POSSESSIVE: Final = ("'s ", "’s ")
_NEAR_WORLD: Final = 12  # the same, where those are an adjective of something
_WORLD: Final = 60  # characters behind a number in which words may say that it is of everywhere
_CLAUSE: Final = re.compile(r"[,;:.()\d]")
_JOIN: Final = 12  # the longest words that join clauses
_WORDS: Final = re.compile(r"[^,;.()\d]{0,32}\s")
_NAMED: Final = re.compile(
    r"(?:The\s(?:province|state|district|county|city)\sof\s)?(?P<name>[A-Z][^\W\d_]+(?:\s[A-Z][^\W\d_]+){0,3})(?:,[^,;]{0,60},)?\s"
)


def hardest_hit(language: Language, within: Sentence, phrase: Phrase) -> str | None:
    """ "Oakham was the hardest hit, with 52 killed": the name of the place that lost most begins a sentence."""
    low, start = within.low, within.span[0]
    if not language.worst.search(low, start, phrase.hedge_start):
        return None
    name = _NAMED.match(within.text, start)
    if name is None or language.head_verbs.match(low, name.end()) is None:
        return None
    first, last = name.span("name")
    taken = [*((m.start, m.end) for m in within.mentions), *((a, b) for a, b, _ in within.parties)]
    if any(one < last and first < other for one, other in taken):
        return None
    return name["name"]


def place_toward(language: Language, within: Sentence, phrase: Phrase) -> Mention | None:
    """ "rose 17 per cent to Japan, 10 per cent to Korea": the place right behind an amount or a rate."""
    for place in within.places:
        if place.start > phrase.end and language.place_toward.fullmatch(within.low, phrase.end, place.start):
            return None if within.low.startswith(("'s", "’s"), place.end) else place
    return None


def _is_whole_of(language: Language, within: Sentence, phrase: Phrase, end: int) -> bool:
    """ "trong số 23 người chết có 9 người ở Lào Cai": the place is of the part, which stands nearer to it."""
    if not any(phrase.end <= p.start < end and p.unit == phrase.unit for p in within.phrases):
        return False
    return language.part_from.search(within.low[within.span[0] : phrase.hedge_start]) is not None


def _is_whose(language: Language, within: Sentence, phrase: Phrase, place: Mention) -> bool:
    """ "1,2 triệu lượt khách Nhật Bản": a land right behind what is counted."""
    return place.name in language.lands and is_counted(phrase.unit) and within.low[phrase.end : place.start] == " "


def _is_at_home(language: Language, within: Sentence, end: int, place: Mention) -> bool:
    """ "$280 million domestically": a word for the home market right behind an amount."""
    is_home = place.name == language.markets.domestic_name
    return (
        is_home
        and within.low[end : place.start] == " "
        and language.markets.at_home.match(within.low, place.start) is not None
    )


def _is_elsewhere(language: Language, within: Sentence, phrase: Phrase, place: Mention) -> bool:
    """ "31 triệu USD từ các thị trường ngoài Trung Quốc", "$31 million outside China"."""
    is_outside = language.place_outside.match(within.low, place.start, place.end) is not None
    return is_outside and _WORDS.fullmatch(within.low, phrase.end, place.start) is not None


def is_back_home(language: Language, within: Sentence, start: int, end: int) -> bool:
    """ "Brazil had 5 million cases, while Vietnam had 30,000": behind another number a clause begins with the land that
    most topics are of; or a number is that land's: "East Asia's economist put Vietnam's 5 percent down to"."""
    for home in language.lands_home.finditer(within.low, start, end):
        if within.low[home.end() : end] in _POSSESSIVE:
            return True
        if any(start <= p.start < home.start() for p in within.phrases):
            front = within.low[start : home.start()].rstrip()
            joins = language.head_joins.finditer(front, max(0, len(front) - _JOIN))
            if front.endswith(",") or any(join.end() == len(front) for join in joins):
                return True
    return False


def _behind_apposition(language: Language, within: Sentence, phrase: Phrase) -> int:
    """ "Most of the deaths, 71 in total, were reported in Oakham": where what is said of a number that stands between
    commas goes on; else where it ends."""
    front = within.low[max(within.span[0], phrase.hedge_start - _LEAD) : phrase.hedge_start]
    if _COMMA.search(front) is None:
        return phrase.end
    if any(phrase.hedge_start - _ITEM <= p.end <= phrase.hedge_start for p in within.phrases):
        return phrase.end
    closing = language.place_in_all.match(within.low, phrase.end, within.span[1])
    return closing.end() - 1 if closing is not None else phrase.end


def place_counted(language: Language, within: Sentence, phrase: Phrase) -> Mention | None:
    """ "28 deaths recorded by Oakham provincial authorities": the place whose own body counted a number."""
    for place in within.places:
        if place.start >= phrase.end:
            if language.place_counted.fullmatch(within.low, phrase.end, place.start) is None:
                return None
            return place if language.place_counted_body.match(within.low, place.end) is not None else None
    return None


def _behind(language: Language, within: Sentence, phrase: Phrase) -> int:
    """Where what is said behind an amount begins: behind the brackets that tell it in another currency, or that it
    tells another one's in."""
    end, text = phrase.end, within.text
    if not is_money(phrase.unit):
        return _behind_apposition(language, within, phrase)
    if within.in_brackets(phrase.start):
        return end + 1 if text[end : end + 1] == ")" else end
    closing = text.find(")", end, within.span[1]) if text[end : end + 2] == " (" else -1
    converted = any(end < p.start < closing and is_money(p.unit) and p.unit != phrase.unit for p in within.phrases)
    return closing + 1 if converted else end


def is_abroad(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "8 million overseas", "8 triệu tại thị trường nước ngoài": whether words behind an amount say so."""
    return language.place_abroad.match(within.low, _behind(language, within, phrase)) is not None


def is_everywhere(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """ "with 1.5 million workers worldwide", "trên toàn cầu": whether words behind a number say so."""
    last = min(within.span[1], phrase.end + _WORLD)
    said = language.place_everywhere.search(within.low, phrase.end, last)
    if said is None or _CLAUSE.search(within.low, phrase.end, said.start()) is not None:
        return False
    # "thanks to factors like the global economy": of that, and no place of a number in front of it.
    is_kind = said[0] in language.place_kinds_of_world and within.low[said.end() + 1 : said.end() + 2].isalpha()
    return not is_kind or said.start() - phrase.end <= _NEAR_WORLD


def has_own_place(language: Language, within: Sentence, phrase: Phrase) -> bool:
    """Whether a place is told right behind an amount."""
    return is_abroad(language, within, phrase) or place_at(language, within, phrase) is not None


def _is_over_another(within: Sentence, end: int, start: int) -> bool:
    """ "killed 800 and 12 in Oakham": whether another count stands between a number and a place."""
    if not any(map(str.isdigit, within.text[end:start])):
        return False
    return any(end <= p.start < start and (not p.unit or is_counted(p.unit)) for p in within.phrases)


def place_at(language: Language, within: Sentence, phrase: Phrase) -> Mention | None:
    """The place right behind a number: "40 in Hai Phong"."""
    end = _behind(language, within, phrase)
    return next(
        (
            p
            for p in within.places
            if 0 < p.start - end <= _NEAR
            and (
                language.place_at.fullmatch(within.low, end, p.start)
                or _is_whose(language, within, phrase, p)
                or _is_elsewhere(language, within, phrase, p)
                or _is_at_home(language, within, end, p)
            )
            and not _is_whole_of(language, within, phrase, p.start)
            and not _is_over_another(within, end, p.start)
        ),
        None,
    )
