"""Paragraphs that go on about one of several things that the topic of an event follows: "It has burned 900 acres" below
a heading "Ridge fire", or behind a paragraph on that fire."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.figures.lexicon import alternatives
from sources.figures.paragraphs import Paragraph
from sources.figures.sentence import Sentence
from sources.figures.who import Cast


class GoingOn:
    """The words that such paragraphs begin with in one topic."""

    def __init__(self, cast: Cast) -> None:
        self.language = language = cast.language
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
        self.pointed = re.compile(rf"[“\"]?{pointed}(?!\w)")
        name = r"[A-ZĐ][\w’'-]+"
        no_name = "|".join(sorted({word.capitalize() for word in (*language.back_this, *language.back)}))
        either = alternatives([*kinds, *map(str.capitalize, kinds)])
        self.named = re.compile(
            rf"(?<!\w)(?!(?:{no_name})\s){name}\s(?:{either})(?!\w)"
            if language.nouns_behind
            else rf"(?:{either})\s{name}"
        )
        self.has_others = False  # whether an article names one of the kind that nobody knows

    def meet(self, paragraphs: Sequence[Paragraph]) -> None:
        """Look through an article for others of the kind."""
        self.has_others = bool(self.parts) and any(
            not any(m.start < found.end() and found.start() < m.end for m in each.mentions)
            for each in paragraphs
            for found in self.named.finditer(each.passage.text)
        )

    def is_pointed(self, within: Sentence, focus: str | None) -> bool:
        """ "The fire was 59% contained": whether a sentence begins with words for the part that is spoken of, in an
        article that names no other of the kind."""
        begun = self.pointed.match(within.low, within.span[0]) if focus in self.parts and not self.has_others else None
        if begun is None or not self.language.nouns_behind:
            return begun is not None
        behind = (self.language.head_copula, self.language.head_having, self.language.head_verbs)  # no "fire chief"
        return any(each.match(within.low, begun.end() + 1) for each in behind)

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
