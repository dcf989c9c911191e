"""Towns and districts that no table knows, in what is no story of an event: those that a word for their kind stands
beside ("TP Biên Hòa", "Oakham City"), and in the same article by their names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.places import Stretches, end_of_name
from sources.figures.sentence import Mention
from sources.text import has_title_case

_NAME_BEFORE: Final = re.compile(r"(?:^|[\s(“\"])(?P<name>[A-ZĐÀ-ÖØ-Ý][^\W\d_]+(?:\s[A-ZĐÀ-ÖØ-Ý][^\W\d_]+){0,2})$")
_BEFORE: Final = 40  # characters in front of a kind that hold a name
_LIST: Final = 60  # characters between a town with its number and the next: "TP Sậy với 20 ca, kế đến là Lau với 9"
_PART: Final = re.compile(r"[A-ZĐÀ-ÖØ-Ý][^\W\d_]*\s$")  # a longer name goes on in front
_GOES_ON: Final = re.compile(r"\s[A-ZĐÀ-ÖØ-Ý][^\W\d_A-ZĐ]")
_ENDS: Final = (".", "”", '"')


class Towns:
    """The towns of one article."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.known: re.Pattern[str] | None = None

    def meet(self, texts: Iterable[str]) -> None:
        """Note the towns that an article names with their kinds."""
        names = {town.name for text in texts for town in self.told(text)}
        self.known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)") if names else None

    def told(self, text: str, first: int = 0, last: int | None = None) -> list[Mention]:
        """The towns of some of a text that a word for their kind stands beside, in order."""
        low, stop = text.lower(), len(text) if last is None else last
        if len(low) != len(text) or text.isupper():
            return []
        found: list[Mention] = []
        for kind in self.language.town_kinds.finditer(low, first, stop):
            end = min(end_of_name(text, kind.end()), stop)
            if end > kind.end() and self._is_new(text[kind.end() : end]):
                found.append(Mention(kind.end(), end, text[kind.end() : end]))
        if not text.endswith(_ENDS) and has_title_case(text):
            return found
        for kind in self.language.town_ends.finditer(text, first, stop):
            name = _NAME_BEFORE.search(text, max(first, kind.start() - _BEFORE), kind.start())
            if name is not None and self._is_new(name["name"]) and _GOES_ON.match(text, kind.end()) is None:
                found.append(Mention(name.start("name"), kind.end(), name["name"]))
        return sorted(found, key=lambda town: town.start)

    def find(self, text: str, taken: Sequence[tuple[int, int]]) -> list[Mention]:
        """The towns of a text that stand in nothing else."""
        if self.known is None:
            return []
        held = Stretches(taken)
        found = [town for town in self.told(text) if not held.overlap(town.start, town.end)]
        others = Stretches([*taken, *((town.start, town.end) for town in found)])
        for name in self.known.finditer(text):
            start, end = name.span()
            is_part = _PART.search(text, 0, start) is not None and text[:start].rstrip()[-1:].isalpha()
            if not is_part and not _GOES_ON.match(text, end) and not others.overlap(start, end):
                found.append(Mention(start, end, name[0]))
        spoken = sorted([*taken, *((town.start, town.end) for town in found)])
        for listed in self.language.place_next.finditer(text):
            span = listed.span("name")
            is_listed = any(0 < listed.start() - end <= _LIST for _, end in spoken)
            if is_listed and not Stretches(spoken).overlap(*span) and self._is_new(listed["name"]):
                found.append(Mention(*span, listed["name"]))
        return sorted(found, key=lambda town: town.start)

    def _is_new(self, name: str) -> bool:
        """Whether a name is none of the tables and no number."""
        return fold_case(name) not in self.language.places and fold_case(name) not in self.language.units
