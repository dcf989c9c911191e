"""Texts in another Unicode form than ours: read composed, told with the places of the text as given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from sources.model import Figure, TimePhrase, Understanding, Unread
from sources.text import compose, is_composed

_Placed = TypeVar("_Placed", Figure, TimePhrase, Unread)


class Composed:
    """Title and paragraphs in NFC, and those that were given in another form with the places of their characters, by
    paragraph, -1 for the title."""

    __slots__ = ("given", "paragraphs", "title")

    def __init__(
        self, title: str | None, paragraphs: tuple[str, ...], given: Mapping[int, tuple[str, Sequence[int]]]
    ) -> None:
        self.title = title
        self.paragraphs = paragraphs
        self.given = given

    def told(self, understanding: Understanding) -> Understanding:
        """The same with the places and words of the text as given."""
        if not self.given:
            return understanding
        return Understanding(
            figures=tuple(map(self._placed, understanding.figures)),
            unread=tuple(map(self._placed, understanding.unread)),
            times=tuple(map(self._placed, understanding.times)),
        )

    def _placed(self, found: _Placed) -> _Placed:
        if found.paragraph not in self.given:
            return found
        text, places = self.given[found.paragraph]
        start, end = places[found.start], places[found.end]
        return replace(found, start=start, end=end, said=text[start:end])


_NONE: Final[Mapping[int, tuple[str, Sequence[int]]]] = {}


def composed(title: str | None, paragraphs: Sequence[str]) -> Composed:
    """A text in NFC."""
    if (title is None or is_composed(title)) and all(map(is_composed, paragraphs)):
        return Composed(title, tuple(paragraphs), _NONE)
    given: dict[int, tuple[str, Sequence[int]]] = {}
    held: list[str] = []
    for number, text in enumerate((title or "", *paragraphs), -1):
        if not is_composed(text):
            form, places = compose(text)
            given[number] = (text, places)
            text = form
        held.append(text)
    return Composed(held[0] if title is not None else None, tuple(held[1:]), given)
