"""Words between an amount and what is told of it that say who or what is in it.

"Three people, including two directors, were arrested": they own no verb of the sentence, and name no metric.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from sources.figures.language import Language
from sources.figures.phrase import Phrase

_REACHED: Final = 24  # characters in front of an amount in which a verb tells what all of it came to


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


def parts_in_front(text: str, start: int, phrase: Phrase, language: Language) -> list[tuple[int, int]]:
    """Where words in front of an amount only list what is in it: "the total (new and added) reached $6 billion",
    "all capital, including new and added, reached $6 billion"."""
    found: list[tuple[int, int]] = []
    closing = text.rfind(")", start, phrase.start)
    if closing >= 0 and (opening := text.rfind("(", start, closing)) >= 0 and ")" not in text[opening:closing]:
        found.append((opening, closing))
    lead = language.listing.search(text, start, phrase.start)
    if (
        lead is not None
        and language.list_joints.search(text, lead.end(), phrase.start) is not None
        and language.courses["level"].search(text, max(lead.end(), phrase.start - _REACHED), phrase.start) is not None
    ):
        found.append((lead.start(), phrase.hedge_start))
    return found
