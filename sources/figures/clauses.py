"""The clauses of a sentence, their first verbs, and the words in them that name something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import TIMES
from sources.figures.moments import Moment
from sources.figures.sentence import Mention, Sentence
from sources.text import fold, has_title_case

_CUT: Final = re.compile(r"[,;:](?!\d)|[()–—“”\"]|\s-\s")
_PAST: Final = re.compile(r"(?<=[a-z]\s)[a-z]{3,}ed(?!\w)")  # behind a word, since "reduced exports" has none
_HELD: Final = "@"  # stands for a time, a place or a party, which is no subject
_LEAD: Final = re.compile(rf"[\s.,'’]*(?:{_HELD}(?:['’]s)?[\s.,]*)?")


class Clauses:
    """How the sentences of one topic's articles fall into clauses. `whole` are the words, without marks, that it is
    named with: a place among those is where all is, and nobody of whom anything is told."""

    def __init__(self, cues: Cues, whole: str) -> None:
        self.cues = cues
        self.whole = whole
        self.language = cues.language

    def split(self, within: Sentence, end: int) -> list[tuple[int, int]]:
        """The clauses in front of a place. Words that join two clauses join two names where no verb or number stands
        before them; what somebody says begins anew."""
        low, language = within.low, self.language
        start = within.span[0]
        for said in language.says.finditer(low, start, end):
            start = said.end()
        cuts = [(match.start(), match.end(), True) for match in _CUT.finditer(low, start, end)]
        cuts += [(match.start(), match.end(), False) for match in language.head_joins.finditer(low, start, end)]
        cuts.sort()
        held = [*spans_of(within.moments), *spans_of(within.mentions), *spans_of(within.places)]
        clauses: list[tuple[int, int]] = []
        for first, last, is_sign in cuts:
            if any(begun < last and first < over for begun, over in held):
                continue
            if not is_sign and not self.is_told(within, start, first):
                continue
            clauses.append((start, first))
            start = last
        return [*clauses, (start, end)]

    def is_told(self, within: Sentence, start: int, end: int) -> bool:
        """Whether a verb or a number stands between two places."""
        return any(start <= p.start < end for p in within.phrases) or (
            self.language.head_verbs.search(within.low, start, end) is not None
        )

    def verb(self, within: Sentence, start: int, end: int) -> re.Match[str] | None:
        """The first verb between two places; one that no table lists, by its ending where the language has one."""
        verbs = list(self.language.head_verbs.finditer(within.low, start, end))
        if self.language.nouns_behind:
            verbs += _PAST.finditer(within.low, start, end)
            verbs.sort(key=_begins)
        if not verbs:
            return None
        held = [*spans_of(within.mentions), *spans_of(within.moments)]
        held += [match.span() for match in self.language.head_compounds.finditer(within.low, start, end)]
        naming = self.cues.naming
        if naming is not None:
            held += [match.span() for match in naming.finditer(within.low, start, end)]
        is_title_case: bool | None = None  # "Reedland Posts Record Harvest": a capital makes no name there
        for verb in verbs:
            is_name = within.text[verb.start()].isupper() and within.text[within.span[0] : verb.start()].strip() != ""
            if is_name and is_title_case is None:
                is_title_case = has_title_case(within.text[within.span[0] : within.span[1]])
            if (not is_name or is_title_case) and not any(
                first < verb.end() and verb.start() < last for first, last in held
            ):
                return verb
        return None

    def subject_words(self, within: Sentence, start: int, end: int) -> str | None:
        """Words without the times and places that they begin with; None behind a preposition."""
        low = within.low
        held = [*spans_of(within.moments), *spans_of(within.places)]
        held += [(p.start, p.end) for p in within.phrases if p.unit in TIMES]
        held += [(first, last) for first, last, _ in within.parties]
        held += [m.span() for m in self.language.place.finditer(within.text, start, end) if fold(m[0]) in self.whole]
        rest, at = "", start
        for first, last in sorted(held):
            if at <= first and last <= end:
                rest += low[at:first] + _HELD
                at = last
        rest += low[at:end]
        language = self.language
        while True:
            lead = _LEAD.match(rest)
            begun = lead.end() if lead is not None else 0
            word = language.head_neutral.match(rest, begun)
            if word is None:
                return rest[begun:]
            behind = rest[word.end() :].lstrip()
            if language.head_prepositions.fullmatch(word[0]) and not behind.startswith(_HELD) and behind:
                further = language.head_neutral.match(behind)
                if further is None or not behind[further.end() :].lstrip().startswith(_HELD):
                    return None
            rest = behind

    def naming_words(self, text: str) -> list[str]:
        """The words that name something."""
        return self.language.head_neutral.sub(" ", text).replace(_HELD, " ").split()


def spans_of(found: Sequence[Mention] | Sequence[Moment]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in found]


def _begins(verb: re.Match[str]) -> int:
    return verb.start()
