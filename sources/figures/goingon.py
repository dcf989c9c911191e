"""Paragraphs that go on about one of several things that the topic of an event follows: "It has burned 900 acres" below
a heading "Ridge fire", or behind a paragraph on that fire."""

from __future__ import annotations

import re

from sources.figures.lexicon import alternatives
from sources.figures.paragraphs import Paragraph
from sources.figures.who import Cast


class GoingOn:
    """The words that such paragraphs begin with in one topic."""

    def __init__(self, cast: Cast) -> None:
        language = cast.language
        self.parts = {
            subject.name: tuple(subject.names.get(language.code, ()))
            for subject in cast.by_name.values()
            if not subject.main
        }
        kinds = {
            kind for names in self.parts.values() for name in names if (kind := _kind_of(name, language.nouns_behind))
        }
        this, back = alternatives(language.back_this), alternatives(language.back)
        kind = alternatives(kinds)
        pointed = rf"(?:{this})\s(?:{kind})" if language.nouns_behind else rf"(?:{kind})\s(?:{this})"
        self.begins = re.compile(rf"[“\"]?(?:{back}|{pointed})(?!\w)")

    def is_about(self, paragraph: Paragraph, before: str | None) -> bool:
        """Whether a paragraph goes on about the part of the event that was spoken of last."""
        return before in self.parts and self.begins.match(paragraph.passage.low, paragraph.begin) is not None


def _kind_of(name: str, is_last: bool) -> str:
    """ "fire" of "Ridge fire", "đám cháy" of "đám cháy Ridge"."""
    words = name.split()
    if is_last:
        return words[-1].lower() if len(words) > 1 and words[-1].islower() else ""
    front = words[: next((number for number, word in enumerate(words) if not word.islower()), 0)]
    return " ".join(front)
