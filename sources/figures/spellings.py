"""The ways to spell one Vietnamese place: "Đắk Lắk", "Đăk Lăk", "Đắc Lắc", "Daklak"; "Hòa Bình", "Hoà Bình"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final

from sources.text import unmark

_TONES: Final = [
    (old + unmark(new), unmark(old) + new)
    for olds, news in (("òóỏõọ", "àáảãạ"), ("òóỏõọ", "èéẻẽẹ"), ("ùúủũụ", "ỳýỷỹỵ"))
    for old, new in zip(olds, news, strict=True)
]  # the mark of two last vowels, on the first or on the second of them
_DASH: Final = re.compile(r"\s[-–]\s")


def spellings_of(name: str, syllables: Mapping[str, Sequence[str]]) -> list[str]:
    """Every spelling of a name, itself first: with the mark of a last pair of vowels on either of them, with the
    other spellings of its syllables, with a hyphen, a dash or nothing between its parts; and without marks."""
    found: dict[str, None] = {}
    for words in product(*(_syllable(word, syllables) for word in name.split(" "))):
        for form in _joined(words, is_minor=any(word in syllables for word in name.split(" "))):
            found[form] = None
            found[unmark(form)] = None
    return list(found)


def _syllable(word: str, syllables: Mapping[str, Sequence[str]]) -> list[str]:
    return [word, *syllables.get(word, ()), *_toned(word)]


def _toned(word: str) -> Iterable[str]:
    """ "Hòa" as "Hoà" and the other way round: only an open syllable has two spellings."""
    if word.startswith(("Q", "q")):
        return  # "Quý": the "u" is of the consonant
    for pair in _TONES:
        for one, other in (pair, pair[::-1]):
            if word.endswith(one):
                yield word[: -len(one)] + other


def _joined(words: Sequence[str], *, is_minor: bool) -> Iterable[str]:
    """The words as one name. Names of the highlands, which are of no Vietnamese syllables, are also written in one."""
    plain = " ".join(words)
    yield plain
    parts = _DASH.split(plain)
    if len(parts) > 1:
        for dash in ("-", " – ", "–", " "):
            yield dash.join(parts)
    if is_minor:
        yield "-".join(words)
        yield words[0] + "".join(word.lower() for word in words[1:])


def home_forms(name: str, homes: Sequence[str]) -> Iterable[str]:
    """A name with the home land in it by each of its spellings: "Vietnam rice" as "Việt Nam rice" as well."""
    yield name
    held = max((home for home in homes if home in name), key=len, default=None)
    if held is not None:
        yield from (name.replace(held, home) for home in homes if home != held)
