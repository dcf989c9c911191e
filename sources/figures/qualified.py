"""Whether a word right beside the one that a sum is told with makes it another: "gross profit", "doanh thu ký mới"."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.clauses import Clauses, spans_of
from sources.figures.cues import Cues
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Metric, Topic

_WORD_BEFORE: Final = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)\s$")
_WORDS_BEHIND: Final = re.compile(r"(?:\s[^\W\d_][\w-]*){1,6}")
_LETTERS: Final = 2  # of words that say which sum it is
_VERBAL: Final = ("ed", "ing", "ly")


class Qualified:
    """The sums of one topic."""

    def __init__(self, topic: Topic, cues: Cues, clauses: Clauses) -> None:
        self.cues = cues
        self.language = cues.language
        self.clauses = clauses
        code = cues.language.code
        said = [cue for metric in topic.metrics for cue in metric.cues.get(code, ())]
        said += [name for s in topic.subjects for held in (s.names, s.descriptions) for name in held.get(code, ())]
        self.own = frozenset(word for text in said for word in re.split(r"[\s-]+", fold_case(text)))

    def is_other_sum(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """Whether the sum that a metric is told with in front of an amount is of another kind than the topic knows."""
        pattern = self.cues.patterns.get(metric.key)
        if pattern is None:
            return False
        start = max([within.span[0], *(p.end for p in within.phrases if p.end <= phrase.hedge_start)])
        cues = list(pattern.finditer(within.low, start, phrase.hedge_start))
        if not cues:
            return False
        cue = cues[-1]
        words = cue[0].split()
        if self.language.nouns_behind:
            return self.language.sums.fullmatch(words[-1]) is not None and self._is_of_kind_before(within, cue.start())
        if not any(cue[0].startswith(each) for each in self.language.sum_words):
            return False
        return self._is_of_kind_behind(within, cue.end(), phrase.hedge_start)

    def _is_of_kind_before(self, within: Sentence, at: int) -> bool:
        """ "cloud revenue": the word right in front."""
        found = _WORD_BEFORE.search(within.low[within.span[0] : at])
        if found is None:
            return False
        start = within.span[0] + found.start("word")
        word = found["word"]
        held = [*spans_of(within.moments), *spans_of(within.places), *spans_of(within.mentions)]
        held += [(p.start, p.end) for p in within.phrases]
        held += [(first, last) for first, last, _ in within.parties]
        if any(first < at - 1 and start < last for first, last in held) or word.endswith(_VERBAL):
            return False
        if self.own.issuperset(word.split("-")) or self.language.sum_plain.fullmatch(word):
            return False
        if self.language.head_verbs.fullmatch(word):
            return False
        return self._is_naming(word)

    def _is_of_kind_behind(self, within: Sentence, start: int, end: int) -> bool:
        """ "doanh thu ký mới đạt": the words right behind, up to a verb, a time, a place or a name."""
        held = [*spans_of(within.moments), *spans_of(within.places), *spans_of(within.mentions)]
        held += [(first, last) for first, last, _ in within.parties]
        end = min([end, *(first for first, _ in held if first >= start)])
        behind = _WORDS_BEHIND.match(within.low, start, end)
        if behind is None:
            return False
        kind = self.language.sum_kinds.match(within.low, start + 1, behind.end())
        if kind is not None and not self.own.issuperset(kind[0].split()):
            return True
        verb = self.clauses.verb(within, start, behind.end())
        text = within.low[start : verb.start() if verb is not None else behind.end()].strip()
        stop = self.language.head_prepositions.search(text)
        text = text[: stop.start()] if stop is not None else text
        text = self.language.sum_plain.sub(" ", text)
        return self._is_naming(" ".join(word for word in text.split() if word not in self.own))

    def _is_naming(self, text: str) -> bool:
        language = self.language
        for pattern in (language.head_joins, language.bare_clause, language.says):
            text = pattern.sub(" ", text)
        return sum(map(str.isalnum, "".join(self.clauses.naming_words(text)))) >= _LETTERS
