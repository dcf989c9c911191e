"""Headings inside of an article: whom the paragraphs below one are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.language import Language
from sources.figures.paragraphs import Paragraph

_LONGEST: Final = 110  # characters that one has at most
_LISTED: Final = re.compile(r"(?:#?\d{1,2}\s?[.):–—-]\s?|(?P<quote>[“\"«‘]))?\s?")
_OPENED: Final = re.compile(r"[“\"«‘'*]?")
_STOPS: Final = (".", "!", "?", "…", ",", ";", ":", "”.", '".')
_GOES_ON: Final = re.compile(r"[”\"»’'*]?\s*(?:\([^()]*\)\s*)?(?:$|[-–—:(])")
_AMOUNT: Final = re.compile(r"[-–—:]\s[^-–—:.]{0,30}\d")


def headings_of(language: Language, paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """The headings of a list by the numbers of their paragraphs; one by itself may as well stand below a picture."""
    found = {each.number: name for each in paragraphs if (name := _heading(language, each)) is not None}
    return found if len(found) > 1 else {}


def _heading(language: Language, paragraph: Paragraph) -> str | None:
    """ "“Misty Wharf” - $20 million", "3. Misty Wharf (2023)": whom a heading names, "" where that is no subject; None
    where a paragraph is no heading of a list."""
    text, low = paragraph.passage.text, paragraph.passage.low
    if (
        language.caption.search(low) is not None
        or paragraph.number < 0
        or len(text) > _LONGEST
        or text.rstrip().endswith(_STOPS)
    ):
        return None
    listed = _LISTED.match(text)
    assert listed is not None
    at = listed.end()
    if not text[at : at + 1].isupper() and not text[at + 1 : at + 2].isupper():
        return None
    first = next((m for m in paragraph.mentions if m.is_named), None)
    opened = _OPENED.match(text, at)
    if first is not None and opened is not None and first.start == opened.end():
        named = _GOES_ON.match(text, first.end) is not None
        return first.name if named and language.head_verbs.search(low, first.end) is None else None
    is_item = listed.end() > 0 or _AMOUNT.search(text) is not None
    is_named = first is not None or paragraph.parties or language.head_verbs.search(low) is not None
    return "" if is_item and not is_named else None
