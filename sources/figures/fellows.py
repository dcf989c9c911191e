"""Others of the kind that a topic is about one of, by a name that nobody knows: what befell another firm ("Norwind was
fined 100 billion won"), and what a name that a copula tells of has ("its top model was the Lira with 4,000").
"""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.figures.unlisted import is_known
from sources.model import Topic

_CAPITAL: Final = r"[A-ZĐÀ-ÖØ-Ý][\w’'-]*"
_NAME: Final = rf"{_CAPITAL}(?:\s(?:{_CAPITAL}|\d{{1,3}}(?!\w)))*"
_TOLD_OF: Final = re.compile(
    rf"\s(?:the\s|chiếc\s|mẫu\s|dòng\s)?[“\"‘]?(?P<name>{_NAME})[”\"’]?,?\s(?P<beside>[^\W\d_]+)\s$"
)
_BEFELL: Final = re.compile(rf"(?:[Tt]he\s)?(?P<name>{_NAME})\s")
_BEGUN: Final = re.compile(r"[,;:(–—]\s?")
_LONG: Final = 5  # letters from which a plain word that begins a Vietnamese sentence is rather a name
_WHAT: Final = 24  # characters behind a verb in which it is said what befell somebody


class Fellows:
    """The others of the kind in one topic's articles."""

    def __init__(self, topic: Topic, cues: Cues) -> None:
        self.cues = cues
        self.language = cues.language
        code = self.language.code
        kinds = self.language.fellow_kinds
        self.is_firm = any(
            kinds.search(fold_case(said)) is not None
            for subject in topic.subjects
            if subject.main
            for said in subject.descriptions.get(code, ())
        )

    def is_of_another(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is of what a name has that nobody knows."""
        return self._is_of_told(within, phrase) or (self.is_firm and self._is_of_befallen(within, phrase))

    def _is_of_told(self, within: Sentence, phrase: Phrase) -> bool:
        """ "its top model is the Lira with 4,000 cars": the name behind a copula, right in front of a number."""
        low, stop = within.low, phrase.hedge_start
        copula = max(self.language.head_copula.finditer(low, within.span[0], stop), key=re.Match.end, default=None)
        told = _TOLD_OF.match(within.text, copula.end(), stop) if copula is not None else None
        if told is None or self.language.head_beside.fullmatch(told["beside"]) is None:
            return False
        return not is_known(within, *told.span("name"))

    def _is_of_befallen(self, within: Sentence, phrase: Phrase) -> bool:
        """ "Norwind was fined 100 billion won for leaking 20 million accounts": all that is told of whom something
        befell, up to the next that the topic has."""
        low, stop = within.low, phrase.hedge_start
        since = max((m.end for m in within.mentions if m.end <= phrase.start), default=within.span[0])
        begun = [since] if since == within.span[0] else []
        begun += [cut.end() for cut in _BEGUN.finditer(low, since, stop)]
        begun += [join.end() + 1 for join in self.language.head_joins.finditer(low, since, stop)]
        return any(self._befell(within, at, stop) for at in begun)

    def _befell(self, within: Sentence, at: int, stop: int) -> bool:
        """Whether a clause begins with a name that nobody knows and what befell that, by a word of some metric's."""
        named = _BEFELL.match(within.text, at, stop)
        verb = self.language.fellow_befell.match(within.low, named.end(), stop) if named is not None else None
        if named is None or verb is None or is_known(within, *named.span("name")):
            return False
        reach = min(within.span[1], verb.end() + _WHAT)
        if not any(pattern.search(within.low, verb.end(), reach) for pattern in self.cues.patterns.values()):
            return False
        name = named["name"]
        if self.language.fellow_none.fullmatch(fold_case(name)) is not None or name.endswith("s"):
            return False
        if at > within.span[0] or " " in name or self.language.nouns_behind:
            return True
        return name.isascii() and len(name) >= _LONG  # "Trang" begins a sentence as well
