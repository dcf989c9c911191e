"""Places named in a text: those of the tables, and in a story of an event those that grammar gives away ("in X", "the
village of X", "xã X")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import Final

from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.sentence import Mention
from sources.text import fold, has_title_case

_WORD: Final = re.compile(r"\s?([^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*)(?!\w)")
_SECOND: Final = re.compile(
    r"\s(?:and|và)\s(?P<name>[A-ZĐÀ-ÖØ-Ý][^\W\d_]+(?:\s[A-ZĐÀ-ÖØ-Ý][^\W\d_]+){0,3})(?=[,.;)]|$|\s[a-zđ]+ed[\s,.]|\s(?:and|và)\s)"
)  # joined to a place that no table knows
_NAME_BEFORE: Final = re.compile(r"(?<!\w)[A-ZĐÀ-ÖØ-Ý][^\W\d_]+\s$")
_NAME: Final = 12  # characters of a word in front of a place
_STOPS: Final = '.:;!?-–|“‘"(•'  # behind these a word begins anew
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:[cn]h|ng|[cmnpt])?"
)  # of Vietnamese, without marks
_SEPARATOR: Final = re.compile(r",?\s(?P<last>and|và)\s|,\s")
_AHEAD: Final = 4  # characters that may stand in front of a kind of several places: "các"
_LISTED: Final = 3  # names that are places where only the first is known to be one
_LONGEST: Final = 4  # words of a place's name
_INSIDE: Final = frozenset({"de", "la", "del", "of", "al", "el"})  # small words inside of a name


def find_places(text: str, language: Language) -> list[Mention]:
    """Places of the tables, in order, each by the spelling that its language's table gives it. A Vietnamese name that
    another capital follows is only the beginning of a longer one ("Thái Bình Dương")."""
    found = [
        Mention(match.start(), match.end(), language.places[_key(match[0])]) for match in language.place.finditer(text)
    ]
    return [
        place
        for place in found
        if place.name
        and (language.nouns_behind or not _goes_on(text, place.end))
        and language.place_longer.match(text, place.end) is None
        and not _is_last_of_name(text, place, language)
        and not text.startswith("$", place.end)
    ]


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and text[end + 2 : end + 3].islower()


def _is_last_of_name(text: str, place: Mention, language: Language) -> bool:
    """ "Phú Mỹ", "Minh Nhật": a land of one Vietnamese syllable that a longer name ends with. A capital that begins a
    sentence ("Riêng Mỹ") begins no name."""
    said = text[place.start : place.end]
    if " " in said or (language.nouns_behind and said.isascii()):
        return False
    name = _NAME_BEFORE.search(text, max(0, place.start - _NAME), place.start)
    if name is None or not name[0][1:].islower():
        return False
    front = text[max(0, name.start() - _NAME) : name.start()].rstrip()
    return bool(front) and front[-1] not in _STOPS


def _key(said: str) -> str:
    return fold_case(said)


def find_unlisted(
    text: str, low: str, language: Language, listed: Sequence[Mention], taken: Collection[tuple[int, int]]
) -> list[Mention]:
    """Listed places and those that no table knows, in order. A listed name with a smaller kind behind it ("Lao Cai
    village") is another place. `taken` are stretches that are something else: times, names, parties."""
    found: list[Mention] = []
    others = Stretches(taken)
    for place in listed:
        is_named = others.overlap(place.start, place.end)  # a subject that is itself a village
        kind = None if is_named else language.place_kind_behind.match(low, place.end)
        found.append(Mention(place.start, kind.end(), text[place.start : kind.end()]) if kind else place)
    if text.isupper() or (text[-1:] not in (".", "”", '"') and has_title_case(text)):
        return found  # "IN DEADLY DISASTER", "Crash at Reed Airport Kills 9": capitals tell no name
    held = Stretches([*((place.start, place.end) for place in found), *taken])
    last = 0
    for lead in language.place_lead.finditer(low):
        end = end_of_name(text, lead.end())
        name = text[lead.end() : end]
        is_at = lead[0].split()[0] in language.place_at_words and not language.nouns_behind
        is_vague = is_at and _SYLLABLE.fullmatch(fold(name)) is not None  # a foreign name is no word
        if (
            not name
            or is_vague
            or fold_case(name) in language.units  # "estimated at USD 25 billion"
            or name.split()[0] in language.place_no_name
            or lead.end() < last
            or held.overlap(lead.end(), end)
            or fold(name) in language.places_whole
        ):
            continue
        found.append(Mention(lead.end(), end, name))
        last = end
        is_list = language.place_leads_several.search(low, max(0, lead.start() - _AHEAD), lead.end()) is not None
        if is_list or _is_listed(text, low, end, language):
            rest = [each for each in _rest_of_list(text, end) if not held.overlap(each.start, each.end)]
            found += rest
            last = max([end, *(each.end for each in rest)])
            continue
        second = _SECOND.match(text, end)
        if second is not None and second["name"].split()[0] not in language.place_no_name:
            span = second.span("name")
            if not held.overlap(*span) and not Stretches([(p.start, p.end) for p in found]).overlap(*span):
                found.append(Mention(*span, second["name"]))
                last = span[1]
    for pattern in (language.place_next, language.place_whose, language.place_of_event):
        for each in pattern.finditer(text):
            if each["name"].lower() in language.demonym_places:
                continue
            if not held.overlap(*each.span("name")) and each["name"].split()[0] not in language.place_no_name:
                found.append(Mention(*each.span("name"), each["name"]))
    found.sort(key=lambda place: place.start)
    return found


def _is_listed(text: str, low: str, at: int, language: Language) -> bool:
    """ "in Oakham, Marsh and Reed Bay": whether a list of three places or more goes on behind its first, and ends as
    such a list does; "in Oakham, Lau Mai and Le Bay said" is none."""
    rest = _rest_of_list(text, at) if text.startswith(", ", at) else []
    if len(rest) < _LISTED - 1 or any(each.name.split()[0] in language.place_no_name for each in rest):
        return False
    end = rest[-1].end
    if text[end : end + 1] != " ":
        return not text.startswith(("'", "’"), end)
    return language.place_list_end.match(low, end + 1) is not None


def _rest_of_list(text: str, at: int) -> list[Mention]:
    """The places that a list goes on with behind its first, where an "and" closes it."""
    found: list[Mention] = []
    while (separator := _SEPARATOR.match(text, at)) is not None:
        end = end_of_name(text, separator.end())
        if end == separator.end():
            break
        found.append(Mention(separator.end(), end, text[separator.end() : end]))
        at = end
        if separator["last"]:
            return found
    return []


class Stretches:
    """Stretches of a text, to ask whether another overlaps any of them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        held = sorted(stretches)
        self.starts = [start for start, _ in held]
        self.reach = list(accumulate((end for _, end in held), max))  # how far all up to here reach

    def overlap(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start


def end_of_name(text: str, start: int) -> int:
    """Where a run of words with capitals ends."""
    end = at = start
    for _ in range(_LONGEST):
        word = _WORD.match(text, at)
        if word is None or (at == start and word.start(1) != start):
            break
        if word[1][0].isupper():
            end = word.end()
        elif at == start or word[1] not in _INSIDE:
            break
        at = word.end()
    said = text[start:end]
    return end - 2 if said.endswith(("'s", "’s")) else end
