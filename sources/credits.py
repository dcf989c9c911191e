"""Publishers that prose credits: where they are named, with a word of crediting beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.model import Language, Outlet
from sources.text import fold, sentences

_REACH = 90  # characters between a cue and the publisher's name
_FRONT = 16  # characters in front of a name that say what it is


@dataclass(frozen=True, slots=True)
class Credit:
    """Publishers credited together, and where their names stand in the paragraph: `places` those of each, in the order
    of `outlets`."""

    start: int
    end: int
    outlets: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Cues:
    credit: Mapping[str, re.Pattern[str]]
    beside: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]  # right in front of a name, right behind it
    joiner: Mapping[str, re.Pattern[str]]
    introduced: re.Pattern[str]
    bodies: re.Pattern[str]


def find_credits(
    text: str, start: int, end: int, language: Language, outlets: Mapping[str, Outlet], *, but: Sequence[str] = ()
) -> Iterator[Credit]:
    """Publishers named in a stretch of text with a cue of crediting beside them; names that share one cue are one
    credit. `but`: keys and names of whoever speaks, who credits nobody by naming itself."""
    cues = _load_cues()
    named = [
        (first, last, key)
        for first, last, key in _named_outlets(text, outlets)
        if start <= first < end and key not in but and outlets[key].name not in but
    ]
    groups: list[list[tuple[int, int, str]]] = []
    for place in named:
        if groups and cues.joiner[language].fullmatch(text, groups[-1][-1][1], place[0]):
            groups[-1].append(place)
        else:
            groups.append([place])
    for group in groups:
        first, last = group[0][0], group[-1][1]
        near = text[max(start, first - _REACH) : min(end, last + _REACH)]
        if cues.credit[language].search(near):
            places: dict[str, tuple[int, int]] = {}
            for begin, stop, key in group:
                places.setdefault(key, (begin, stop))
            yield Credit(start=first, end=last, outlets=tuple(places), places=tuple(places.values()))


def credits_outlet(text: str, language: Language, outlet: Outlet) -> bool:
    """Whether a text passes on what an outlet reports. Its name alone is no credit: many are ordinary words."""
    held = {outlet.key: outlet}
    return names_outlet(text, outlet) and any(
        next(find_credits(text, start, end, language, held), None) is not None for start, end in sentences(text)
    )


def names_outlet(text: str, outlet: Outlet) -> bool:
    """Whether a text holds the name of an outlet, written as a name."""
    return bool(_named_outlets(text, {outlet.key: outlet}))


def without_credit(text: str, credit: Credit, start: int, end: int, language: Language) -> str:
    """What a sentence ascribes: without the names credited and the words of crediting right beside them; … stands for
    what was taken out of its midst."""
    front, behind = _load_cues().beside[language]
    before, after = front.sub("", text[start : credit.start]), behind.sub("", text[credit.end : end])
    parts = [part.strip(" ,.;:") for part in (before, after)]
    return " … ".join(part for part in parts if part)


def _named_outlets(text: str, outlets: Mapping[str, Outlet]) -> list[tuple[int, int, str]]:
    """Where publishers are named, longest name first, none inside another."""
    pattern, keys, names = _outlet_names(tuple(outlets.values()))
    return [
        (match.start(), match.end(), keys[fold(match[0])])
        for match in pattern.finditer(text)
        if _is_name(match[0], names[fold(match[0])], text[: match.start()])
    ]


def _is_name(said: str, name: str, before: str) -> bool:
    """Whether words are written as the name that they may be: "Lao Động" is a newspaper, "lao động" is labour."""
    cues = _load_cues()
    near = before[-_FRONT:].casefold()
    if cues.bodies.search(near):
        return False
    if said.isupper():
        return True
    words = zip(_without_the(said), _without_the(name), strict=False)
    is_capital = [mine[0].isupper() or not of_name[0].isupper() for mine, of_name in words]
    return all(is_capital) or (is_capital[0] and cues.introduced.search(near) is not None)


def _without_the(name: str) -> list[str]:
    words = name.split()
    return words[1:] if words[0].casefold() == "the" and len(words) > 1 else words


@cache
def _outlet_names(outlets: tuple[Outlet, ...]) -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    keys: dict[str, str] = {}
    names: dict[str, str] = {}
    spellings: set[str] = set()
    for outlet in outlets:
        for name in (outlet.name, *outlet.aliases, outlet.name.removeprefix("The ")):
            keys.setdefault(fold(name), outlet.key)
            names.setdefault(fold(name), name)
            spellings |= {name, _unmarked(name)}
    ordered = sorted(spellings, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE), keys, names


def _unmarked(name: str) -> str:
    return " ".join(word.capitalize() for word in fold(name).split())


@cache
def _load_cues() -> _Cues:
    table = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))

    def words(language: str) -> str:
        return "|".join(map(re.escape, sorted(table["credit"][language], key=len, reverse=True)))

    return _Cues(
        credit={
            language: re.compile(rf"(?<!\w)(?:{words(language)})(?!\w)", re.IGNORECASE) for language in table["credit"]
        },
        beside={
            language: (
                re.compile(rf"(?<!\w)(?:{words(language)})\W*(?:{_paper(table, language)})?\W*$", re.IGNORECASE),
                re.compile(
                    rf"^\W*(?:{_paper(table, language)})?\W*(?:{words(language)})(?!\w)(?:\W+(?:that|rằng|as)(?!\w))?",
                    re.IGNORECASE,
                ),
            )
            for language in table["credit"]
        },
        joiner={
            language: re.compile(rf"(?:\s*(?:{'|'.join(map(re.escape, words_of))})\s*)+|\s+", re.IGNORECASE)
            for language, words_of in table["joiner"].items()
        },
        introduced=_in_front(table["name"]["introduced"]),
        bodies=_in_front(table["name"]["bodies"]),
    )


def _in_front(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})\s+$")


def _paper(table: Mapping[str, Mapping[str, Sequence[str]]], language: str) -> str:
    return "|".join(map(re.escape, table["joiner"][language]))
