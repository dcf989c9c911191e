"""Whether the clause of a number speaks of something of its own that no subject is.

"The index rose 0.3%. Rents climbed 0.9%": what was spoken of before holds only where a clause names nothing of its own.
What a clause speaks of stands before its first verb; a clause without that, or with only a time or a place in it, goes
on about what the clause before it spoke of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from sources.figures.cues import Cues
from sources.figures.interval import COUNTS
from sources.figures.joining import is_money
from sources.figures.memory import Memory
from sources.figures.moments import Moment
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, TIMES, Mention, Sentence
from sources.model import Metric

Head = Literal["known", "none", "stranger", "beside"]  # "beside": a flow told beside a level
_CUT: Final = re.compile(r"[,;:](?!\d)|[()–—“”\"]|\s-\s")
_HELD: Final = "@"  # stands for a time, a place or a party, which is no subject
_FRONT: Final = 40  # characters in front of a number in which what it did is told
_LETTERS: Final = 3  # of words that say what a clause speaks of
_OWNED: Final = re.compile(
    r"\s(?:(?:worth\s)?(?:of|for|in|của|cho|về)\s(?:the\s|total\s|tổng\s)?|(?:tổng\s)?(?:kim ngạch|giá trị|trị giá)\s)?"
)  # between a number and the name of what it is of
_NARROWING: Final = 2  # words right before a name that make it the name of a part
_LEAD: Final = re.compile(rf"[\s.,'’]*(?:{_HELD}(?:['’]s)?[\s.,]*)?")


class Heads:
    """What the clauses of one topic's articles speak of. `own` are the words that its main subject is named with:
    "GDP growth" is of "Reedland's GDP"."""

    def __init__(self, cues: Cues, own: frozenset[str], *, are_names: bool) -> None:
        self.cues = cues
        self.language = cues.language
        self.are_names = are_names
        self.own = own
        self.is_asked = any(map(self.asks, cues.metrics))

    def asks(self, metric: Metric) -> bool:
        """Whether a metric is one of rates and official amounts, which prose tells of many things in one sentence."""
        if metric.revisable:
            return False
        if metric.kind == "flow":
            return metric.period == "any" and not self.are_names
        return metric.kind in ("growth", "share") or (
            metric.kind == "level" and not is_money(metric.unit) and metric.unit not in COUNTS
        )

    def is_stranger(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """Whether the clause of a number, or the one that it goes on from, speaks of what no subject is."""
        front = within.low[max(within.span[0], phrase.hedge_start - _FRONT) : phrase.hedge_start]
        is_given = self.language.courses["added_behind"].search(front) is not None  # "added 4 points to the index"
        if not is_given and any(
            m.start >= phrase.end and _OWNED.fullmatch(within.low, phrase.end, m.start) for m in within.mentions
        ):
            return False  # "$4 billion of seafood exports"
        clauses = self._clauses(within, phrase.hedge_start)
        bracket = within.text.rfind("(", within.span[0], phrase.start) if within.in_brackets(phrase.start) else -1
        for number, (start, end) in enumerate(reversed(clauses)):
            if number and bracket < 0 and within.in_brackets(start):
                continue
            is_near = number == 0 or bracket in (end, end - 1, end + 1)
            head = self._head(within, start, end, is_near=is_near)
            if head != "none":
                return head == "stranger" or (head == "beside" and phrase.unit in RATES)
        if len(clauses) > 1 and self._is_beside_stranger(within, clauses):
            return True
        return memory.is_stranger and phrase.unit in RATES and not self._is_told_anew(within)

    def is_contribution(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """ "education rose 8.1%, which lifted the index by 0.5%": what something else added to the whole."""
        if phrase.unit not in RATES:
            return False
        rates = [p for p in within.phrases if p.end <= phrase.hedge_start and p.unit in RATES]
        if not rates or not any(rates[-1].end <= m.start < phrase.start for m in within.mentions):
            return False
        cause = self.language.head_causes.search(within.low, rates[-1].end, phrase.start)
        return cause is not None and self.is_stranger(within, rates[-1], memory)

    def remember(self, within: Sentence, memory: Memory) -> None:
        """Take along whether the last clause of a sentence spoke of a stranger."""
        if not self.is_asked:
            return
        last = next((p for p in reversed(within.phrases) if p.unit not in TIMES), None)
        if last is not None:
            memory.is_stranger = self.is_stranger(within, last, memory)
        elif any(not m.is_where for m in within.mentions):
            memory.is_stranger = False
        elif self._verb(within, *within.span) is not None:
            start, end = self._clauses(within, within.span[1])[-1]
            told = self.language.courses["moved"].search(within.low, start, end)
            memory.is_stranger = told is not None and self._head(within, start, end, is_near=True) == "stranger"

    def _is_beside_stranger(self, within: Sentence, clauses: Sequence[tuple[int, int]]) -> bool:
        """ "Shelter costs, a big part of it, rose 0.4%": where no clause holds a verb, the first is the subject."""
        first, last = clauses[0][0], clauses[-1][0]
        begun = last + len(within.low[last:]) - len(within.low[last:].lstrip())
        if first != within.span[0] or self.language.head_verbs.match(within.low, begun) is None:
            return False
        if any(self._is_told(within, start, end) for start, end in clauses[:-1]):
            return False
        heads = [self._named(within, start, end) for start, end in clauses[:-1]]
        return "stranger" in heads and "known" not in heads

    def _is_told_anew(self, within: Sentence) -> bool:
        """Whether a sentence names what its topic is about, or a target, which is one for that."""
        low, span = within.low, within.span
        naming = self.cues.naming
        return (
            bool(within.mentions)
            or self.language.status["target"].search(low, *span) is not None
            or (naming is not None and naming.search(low, *span) is not None)
        )

    def _clauses(self, within: Sentence, end: int) -> list[tuple[int, int]]:
        """The clauses in front of a place. Words that join two clauses join two names where no verb or number stands
        before them; what somebody says begins anew."""
        low, language = within.low, self.language
        start = within.span[0]
        for said in language.says.finditer(low, start, end):
            start = said.end()
        cuts = [(match.start(), match.end(), True) for match in _CUT.finditer(low, start, end)]
        cuts += [(match.start(), match.end(), False) for match in language.head_joins.finditer(low, start, end)]
        cuts.sort()
        held = [*_spans(within.moments), *_spans(within.mentions), *_spans(within.places)]
        clauses: list[tuple[int, int]] = []
        for first, last, is_sign in cuts:
            if any(begun < last and first < over for begun, over in held):
                continue
            if not is_sign and not self._is_told(within, start, first):
                continue
            clauses.append((start, first))
            start = last
        return [*clauses, (start, end)]

    def _is_told(self, within: Sentence, start: int, end: int) -> bool:
        """Whether a verb or a number stands between two places."""
        return any(start <= p.start < end for p in within.phrases) or (
            self.language.head_verbs.search(within.low, start, end) is not None
        )

    def _head(self, within: Sentence, start: int, end: int, *, is_near: bool) -> Head:
        """What a clause speaks of; one that is not the number's own counts only with a verb or a number in it."""
        low, language = within.low, self.language
        number = next((p.hedge_start for p in within.phrases if start <= p.start < end and p.unit not in TIMES), end)
        if language.head_relative.match(low, start):
            return "none"
        verb = self._verb(within, start, number)
        if verb is None and ((not is_near and number == end) or self._is_beside(within, start)):
            return "none"
        stop = verb.start() if verb is not None else number
        head = self._named(within, start, stop)
        if head != "none" or verb is None:
            return "known" if head == "stranger" and self._has_object(within, stop, number, verb) else head
        copula = language.head_copula.search(low, stop, number)
        if copula is None or (language.courses["moved"].match(verb[0]) is None and not self._is_placed(verb[0])):
            return "known" if self._has_object(within, stop, number, None) else "none"
        later = self._verb(within, copula.end(), number)
        return self._named(within, copula.end(), later.start() if later is not None else number)

    def _is_beside(self, within: Sentence, start: int) -> bool:
        """ "with 90,000 arrivals": words behind a "with" that hold no verb go on about what stands in front of it."""
        behind = within.low[max(within.span[0], start - 8) : start]
        words = behind.split()
        return bool(words) and self.language.head_beside.fullmatch(words[-1]) is not None

    def _is_placed(self, verb: str) -> bool:
        """ "second came the Marsh", "đứng thứ hai là": verbs that what is spoken of may stand behind."""
        return self.language.head_placing.fullmatch(verb) is not None

    def _verb(self, within: Sentence, start: int, end: int) -> re.Match[str] | None:
        verbs = list(self.language.head_verbs.finditer(within.low, start, end))
        if not verbs:
            return None
        held = [*_spans(within.mentions), *_spans(within.moments)]
        naming = self.cues.naming
        if naming is not None:
            held += [match.span() for match in naming.finditer(within.low, start, end)]
        for verb in verbs:
            is_name = within.text[verb.start()].isupper() and within.text[within.span[0] : verb.start()].strip() != ""
            if not is_name and not any(first < verb.end() and verb.start() < last for first, last in held):
                return verb
        return None

    def _has_object(self, within: Sentence, start: int, end: int, verb: re.Match[str] | None) -> bool:
        """ "The government wants exports to rise 5%": what is told is told of the thing behind the verb."""
        if any(start <= m.start < end for m in within.mentions):
            return True
        naming = self.cues.naming
        if naming is not None and naming.search(within.low, start, end) is not None:
            return True
        return verb is not None and self.language.head_agents.fullmatch(verb[0]) is not None

    def _named(self, within: Sentence, start: int, end: int) -> Head:
        """What words name: a subject, nothing, or something that no subject is."""
        mentions = [m for m in within.mentions if start <= m.start and m.end <= end]
        rest = self._without(within, start, mentions[0].start if mentions else end)
        if rest is None:
            return "none"
        left = [word for word in self._left(rest) if word not in self.own]
        if mentions:
            is_part = self._is_part(within, mentions[-1])
            is_part = is_part or self.language.head_holders.search(within.low, start, mentions[0].start) is not None
            is_narrow = self.cues.of_things is not None and 0 < len(left) <= _NARROWING and _letters(left) >= _LETTERS
            is_narrow = is_narrow and self.language.nouns_behind and not left[0].endswith("ing")
            if not is_narrow and self.cues.of_things is not None and not self.language.nouns_behind:
                is_narrow = self._is_of_another(within, mentions[-1].end, end, is_named=True)
            return "stranger" if is_part or is_narrow else "known"
        if _letters(left) < _LETTERS or (self.language.nouns_behind and left[0].endswith("ing")):
            return "none"
        naming = self.cues.naming
        cue = naming.search(within.low, start, end) if naming is not None else None
        if cue is None:
            return "stranger"
        if self.cues.beside is not None and self.cues.beside.search(within.low, start, end) is not None:
            return "beside"
        return "stranger" if self._is_of_another(within, start, end) else "known"

    def _is_of_another(self, within: Sentence, start: int, end: int, *, is_named: bool = False) -> bool:
        """ "fresh fruit exports" where a topic follows "durian exports": a cue with another thing beside it."""
        naming, of_things = self.cues.naming, self.cues.of_things
        if naming is None or of_things is None:
            return False
        if not is_named and of_things.search(within.low, start, end) is None:
            return False
        rest = self._without(within, start, end) or ""
        return _letters(self._left(naming.sub(" ", rest))) >= _LETTERS

    def _left(self, text: str) -> list[str]:
        """The words that name something."""
        return self.language.head_neutral.sub(" ", text).replace(_HELD, " ").split()

    def _without(self, within: Sentence, start: int, end: int) -> str | None:
        """Words without the times and places that they begin with; None behind a preposition."""
        low = within.low
        held = [*_spans(within.moments), *_spans(within.places)]
        held += [(p.start, p.end) for p in within.phrases if p.unit in TIMES]
        held += [(first, last) for first, last, _ in within.parties]
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

    def _is_part(self, within: Sentence, mention: Mention) -> bool:
        """ "other seafood", "GDP per capita": words beside a name that make it the name of something else."""
        language = self.language
        behind = language.head_parts.match(within.low, mention.end)
        return (
            behind is not None and behind[0].strip().removesuffix("s") not in mention.name.lower()
        ) or language.head_rest.search(within.low[max(within.span[0], mention.start - 24) : mention.start]) is not None


def _spans(found: Sequence[Mention] | Sequence[Moment]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in found]


def _letters(words: list[str]) -> int:
    return sum(map(str.isalnum, "".join(words)))
