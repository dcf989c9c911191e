"""Words between a count and what is told of it that say who is among those.

"Three people, including two directors, were arrested": they own no verb of the sentence.
"""

from __future__ import annotations

from typing import NamedTuple

from sources.figures.language import Language


class Apposition(NamedTuple):
    """Where such words stand. `is_closed`: what is told of the count follows."""

    start: int
    end: int
    is_closed: bool


def apposition_behind(text: str, at: int, end: int, language: Language) -> Apposition | None:
    """The words of a kind right behind a count that ends at a place, up to a comma that a predicate follows."""
    including = language.part_including.search(text, at, end)
    if including is None or text[at : including.start()].strip(" ,–-—"):
        return None
    comma = first = text.find(", ", including.end(), end)
    while comma >= 0:
        if language.predicates.match(text, comma + 2, end) is not None:
            return Apposition(including.start(), comma, is_closed=True)
        comma = text.find(", ", comma + 2, end)
    return Apposition(including.start(), first if first >= 0 else end, is_closed=False)
