"""Another sector or group than the one that is followed: "the domestic sector recorded", "khối trong nước"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.clauses import Clauses, spans_of
from sources.figures.cues import Cues
from sources.figures.joining import is_money
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence
from sources.model import Topic

_LETTERS: Final = 3  # of words that say which one it is


class Bodies:
    """The sectors, divisions and groups in one topic's articles."""

    def __init__(self, topic: Topic, cues: Cues, clauses: Clauses) -> None:
        self.cues = cues
        self.language = cues.language
        self.clauses = clauses
        nouns = self.language.head_bodies
        self.followed = frozenset(
            subject.name
            for subject in topic.subjects
            if any(nouns.search(name.lower()) for name in subject.names.get(self.language.code, ()))
        )

    def is_of_another(self, within: Sentence, phrase: Phrase, subject: str) -> bool:
        """Whether the clause of a number, or the one that it goes on from, is about another of the kind that its
        subject is one of."""
        if subject not in self.followed:
            return self._is_of_segment(within, phrase)
        clauses = self.clauses.split(within, phrase.hedge_start)
        begun = clauses[0][0]
        if begun > within.span[0]:  # "the domestic sector recorded": what is told may as well be said
            clauses.insert(0, (max(within.span[0], within.low.rfind(", ", within.span[0], begun) + 2), begun))
        for start, end in reversed(clauses):
            if any(start <= m.start and m.end <= end for m in within.mentions):
                return False
            if any(self._is_another(within, noun, start, end) for noun in self._nouns(within, start, end)):
                return True
        return False

    def _is_of_segment(self, within: Sentence, phrase: Phrase) -> bool:
        """ "the group's tile business alone saw a 22% fall in profits", "mảng ngói đạt 100 tỷ": an amount or rate of a
        part of a business, which neither a name nor a word that a metric is spoken of with holds."""
        if not (is_money(phrase.unit) or phrase.unit in RATES):
            return False
        if self.language.head_segments.search(within.low, within.span[0], phrase.hedge_start) is None:
            return False
        clause = self.clauses.split(within, phrase.hedge_start)[-1][0]
        noun = self.language.head_segments.search(within.low, clause, phrase.hedge_start)
        if noun is None or any(noun.end() <= p.start < phrase.start for p in within.phrases):
            return False
        names = [m for m in within.mentions if m.is_named and noun.start() < m.end and m.start < phrase.start]
        if any(within.low[noun.end() : m.start].strip() not in ("of", "của") for m in names):
            return False  # "mảng ngói của A" is still no A
        return not any(
            hit.start() <= noun.start() < hit.end()
            for pattern in self.cues.patterns.values()
            for hit in pattern.finditer(within.low, clause, phrase.hedge_start)
        )

    def _nouns(self, within: Sentence, start: int, end: int) -> list[re.Match[str]]:
        """The nouns of the kind in front of the first number of a clause."""
        first = min((p.hedge_start for p in within.phrases if start <= p.hedge_start < end), default=end)
        return list(self.language.head_bodies.finditer(within.low, start, first))

    def _is_another(self, within: Sentence, noun: re.Match[str], start: int, end: int) -> bool:
        """Whether words beside a noun say which one it is: in front of it in English, behind it in Vietnamese."""
        low, language, naming = within.low, self.language, self.cues.naming
        if language.nouns_behind:
            first, last = start, noun.start()
        else:
            first, last = noun.end(), end
            stops = [language.head_verbs.search(low, first, last), language.courses["moved"].search(low, first, last)]
            stops.append(naming.search(low, first, last) if naming is not None else None)
            last = min([last, *(stop.start() for stop in stops if stop is not None)])
        rest, at = "", first
        for begun, over in sorted([*spans_of(within.moments), *spans_of(within.places)]):
            if at <= begun and over <= last:
                rest += low[at:begun] + " "
                at = over
        rest += low[at:last]
        if language.head_bodies_of.search(rest):
            return True
        left = self.clauses.naming_words(naming.sub(" ", rest) if naming is not None else rest)
        return sum(map(str.isalpha, "".join(left))) >= _LETTERS
