"""Whether the clause of a number speaks of something of its own that no subject is.

"The index rose 0.3%. Rents climbed 0.9%": what was spoken of before holds only where a clause names nothing of its own.
What a clause speaks of stands before its first verb; a clause without that, or with only a time or a place in it, goes
on about what the clause before it spoke of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from sources.figures.bodies import Bodies
from sources.figures.clauses import Clauses, spans_of
from sources.figures.cues import Cues, cues_of
from sources.figures.fellows import Fellows
from sources.figures.interval import COUNTS, TIMES
from sources.figures.joining import is_money
from sources.figures.kinds import other_kinds, related_metrics
from sources.figures.lands import Lands
from sources.figures.lexicon import fold_case
from sources.figures.memory import Memory
from sources.figures.neighbours import Neighbours
from sources.figures.phrase import Phrase
from sources.figures.qualified import Qualified
from sources.figures.sentence import RATES, Mention, Sentence
from sources.figures.sites import lands_of
from sources.figures.unlisted import beside_unlisted, is_unlisted_item
from sources.model import Language as Code
from sources.model import Metric, Topic

Head = Literal["known", "none", "stranger", "beside"]  # "beside": a flow told beside a level
_VERB: Final = re.compile(r"\s?[a-z]{3,}ed\s")
_FRONT: Final = 40  # characters in front of a number in which what it did is told
_BESIDE: Final = 24  # characters between a price and whose it is: "giá xuất khẩu bình quân cà phê"
_LETTERS: Final = 3  # of words that say what a clause speaks of
_OWNED: Final = re.compile(
    r"\s(?:(?:worth\s)?(?:of|for|in|của|cho|về)\s(?:the\s|total\s|tổng\s)?|(?:tổng\s)?(?:kim ngạch|giá trị|trị giá)\s)?"
)  # between a number and the name of what it is of
_PROPER: Final = re.compile(r"\s(?P<name>[A-ZĐ][^\W\d_A-Z]+)")
_BEHIND: Final = 24  # characters behind a number in which words say of which kind it is
_HALT: Final = re.compile(r"[,;.()]|\s(?:and|và)\s")
_NARROWING: Final = 2  # words right before a name that make it the name of a part


class Heads:
    """What the clauses of one topic's articles speak of. `own` are the words that its main subject is named with
    ("GDP growth" is of "Reedland's GDP"), `common` the names that are common words."""

    def __init__(self, cues: Cues, topic: Topic, *, are_names: bool) -> None:
        self.cues = cues
        self.levels = [cues.patterns[m.key] for m in cues.metrics if m.kind == "level" and m.key in cues.patterns]
        self.language = cues.language
        self.clauses = Clauses(cues, lands_of(topic)[0])
        self.are_names = are_names
        names = [name for subject in topic.subjects for held in subject.names.values() for name in held]
        main = [name for subject in topic.subjects if subject.main for held in subject.names.values() for name in held]
        self.own = frozenset(word for name in main for word in fold_case(name).split())
        self.common = frozenset(name for name in names if name == name.lower())
        self.related = related_metrics(cues)
        self.kinds = other_kinds(topic, names, cues)
        self.bodies = Bodies(topic, cues, self.clauses)
        self.lands = Lands(topic, cues, self.clauses)
        self.qualified = Qualified(topic, cues, self.clauses)
        self.neighbours = Neighbours(topic, cues, are_names=are_names)
        self.fellows = Fellows(topic, cues)
        self.is_asked = any(map(self.asks, cues.metrics))

    def asks(self, metric: Metric) -> bool:
        """Whether a metric is one of rates and official amounts, which prose tells of many things in one sentence."""
        if metric.revisable:
            return False
        if metric.kind == "flow":
            return metric.period == "any" and not self.are_names
        return metric.kind in ("growth", "share") or (metric.kind == "level" and metric.unit not in COUNTS)

    def is_stranger(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """Whether the clause of a number, or the one that it goes on from, speaks of what no subject is."""
        clauses = self.clauses.split(within, phrase.hedge_start)
        if self.lands.is_of_another(within, *clauses[-1]):
            return True
        if self._is_own_price(within, clauses[-1][0], phrase):
            return False
        front = within.low[max(within.span[0], phrase.hedge_start - _FRONT) : phrase.hedge_start]
        is_given = self.language.courses["added_behind"].search(front) is not None  # "added 4 points to the index"
        if not is_given and any(
            m.start >= phrase.end and _OWNED.fullmatch(within.low, phrase.end, m.start) for m in within.mentions
        ):
            return False  # "$4 billion of seafood exports"
        if self.kinds is not None and self.kinds.search(within.low, clauses[-1][0], _end_of_part(within, phrase)):
            return True  # "domestic visitors" in a topic of international ones
        if self._is_of_all(within, clauses[-1][0], phrase):
            return True
        if self._goes_on_behind_relative(within, clauses):
            return False
        bracket = within.text.rfind("(", within.span[0], phrase.start) if within.in_brackets(phrase.start) else -1
        for number, (start, end) in enumerate(reversed(clauses)):
            if number and bracket < 0 and within.in_brackets(start):
                continue
            if number and self.lands.is_of_another(within, start, end):
                return True
            is_near = (
                number == 0 or bracket in (end, end - 1, end + 1) or self._is_label(within, number, start, end, phrase)
            )
            if number == 1 and within.low[end] == "," and self.language.head_relative.match(within.low, clauses[-1][0]):
                is_near = True  # "Fuel, which fell 3.6%"
            head = self._head(within, start, end, is_near=is_near)
            if head == "none" and number and is_near:
                head = self._before_bracket(within, start, end)
            if head != "none" or self.lands.is_of_own(within, start, end):
                return head == "stranger" or (head == "beside" and phrase.unit in RATES)
        if len(clauses) > 1 and self._is_beside_stranger(within, clauses):
            return True
        return memory.is_stranger and phrase.unit in RATES and not self._is_told_anew(within)

    def _is_own_price(self, within: Sentence, start: int, phrase: Phrase) -> bool:
        """ "the average pear export price reached $900 per tonne": the price of what is named right beside it."""
        if "/" not in phrase.unit:
            return False
        prices = list(self.language.head_prices.finditer(within.low, start, phrase.hedge_start))
        return any(
            0 <= mention.start - price.end() <= _BESIDE or 0 <= price.start() - mention.end <= _BESIDE
            for price in prices
            for mention in within.mentions
        )

    def _is_of_all(self, within: Sentence, start: int, phrase: Phrase) -> bool:
        """ "khách nội địa đạt 20 triệu lượt; tổng khách đạt 25 triệu": the total of two kinds, one another's."""
        if self.kinds is None or self.language.part_whole.search(within.low, start, phrase.hedge_start) is None:
            return False
        return self.kinds.search(within.low, within.span[0], start) is not None

    def _goes_on_behind_relative(self, within: Sentence, clauses: list[tuple[int, int]]) -> bool:
        """ "The blaze at A, which began on Friday, engulfed 20 homes": whether a verb behind a relative clause is that
        of a subject that the topic has."""
        if len(clauses) < 3 or self.language.head_relative.match(within.low, clauses[-2][0]) is None:
            return False
        if (
            within.low[clauses[-2][1] : clauses[-1][0]].strip() != ","
            or _VERB.match(within.low, clauses[-1][0]) is None
        ):
            return False
        return self._named(within, *clauses[-3]) == "known"

    def _is_label(self, within: Sentence, number: int, start: int, end: int, phrase: Phrase) -> bool:
        """ "Gross profit for H1 2025: VND 565 billion": words that a colon puts in front of an amount."""
        return number == 1 and start == within.span[0] and within.low[end : phrase.hedge_start].strip() == ":"

    def is_other_sum(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "doanh thu ký mới", "cloud revenue": see `Qualified`."""
        return is_money(phrase.unit) and self.asks(metric) and self.qualified.is_other_sum(within, phrase, metric)

    def is_of_other_item(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "A won 21 golds; B has 15": see `is_unlisted_item`. Counts of an event are told by places of all sizes."""
        if metric.revisable:
            return False
        spoken = self.cues.patterns.get(metric.key)
        return is_unlisted_item(self.language, within, phrase, self.cues.naming, spoken)

    def is_of_unlisted_name(self, within: Sentence, phrase: Phrase) -> bool:
        """ "Marsh Works has cut 12,000 jobs" where a topic follows others of the kind: the clause of a number is a
        name's that nobody knows."""
        if not self.are_names:
            return False
        if beside_unlisted(self.language, within, phrase):
            return True
        start = self.clauses.split(within, phrase.hedge_start)[-1][0]
        verb = self.clauses.verb(within, start, phrase.hedge_start)
        verb = verb or self.language.head_verbs.search(within.low, start, phrase.hedge_start)  # "laid off" is a cue
        if verb is None or within.text[max(0, start - 1) : start] == ",":
            return False  # the last of several names: "with A, B"
        if any(start <= m.start and m.end <= phrase.start for m in within.mentions):
            return False
        words = within.text[start : verb.start()].split()
        if not words or not all(word[:1].isupper() and word.isalnum() for word in words):
            return False
        return self._named(within, start, verb.start()) == "stranger" and not words[-1].endswith("s")

    def is_of_another_metric(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> bool:
        """ "revenue rose 8%", "$9 billion in revenue, up 8%" where a topic follows the growth of visitors:
        a rate of what another metric counts. Words right behind say of what it is: "$9 billion, up 8% in volume"."""
        related = self.related.get(metric.key)
        naming = self.cues.naming
        own = self.cues.patterns.get(metric.key)
        if related is None or naming is None:
            return False
        if own is not None and own.search(within.low, phrase.end, _end_of_part(within, phrase)) is not None:
            return False
        low = within.low
        start = self.clauses.split(within, phrase.hedge_start)[-1][0]
        first = naming.search(low, start, phrase.hedge_start)
        if first is not None:
            return not any(
                pattern.search(first[0]) for key in related if (pattern := self.cues.patterns.get(key)) is not None
            )
        last = memory.last
        if last is None or memory.metric is None or last.unit in RATES or last.start < within.span[0]:
            return False
        return memory.metric.key not in related

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
        elif self.clauses.verb(within, *within.span) is not None:
            start, end = self.clauses.split(within, within.span[1])[-1]
            told = self.language.courses["moved"].search(within.low, start, end)
            memory.is_stranger = told is not None and self._head(within, start, end, is_near=True) == "stranger"

    def _is_beside_stranger(self, within: Sentence, clauses: Sequence[tuple[int, int]]) -> bool:
        """ "Shelter costs, a big part of it, rose 0.4%": where no clause holds a verb, the first is the subject."""
        first, last = clauses[0][0], clauses[-1][0]
        begun = last + len(within.low[last:]) - len(within.low[last:].lstrip())
        if first != within.span[0] or self.language.head_verbs.match(within.low, begun) is None:
            return False
        if any(self.clauses.is_told(within, start, end) for start, end in clauses[:-1]):
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

    def _head(self, within: Sentence, start: int, end: int, *, is_near: bool) -> Head:
        """What a clause speaks of; one that is not the number's own counts only with a verb or a number in it."""
        low, language = within.low, self.language
        number = next((p.hedge_start for p in within.phrases if start <= p.start < end and p.unit not in TIMES), end)
        if language.head_relative.match(low, start):
            return "none"
        verb = self.clauses.verb(within, start, number)
        if verb is None and ((not is_near and number == end) or self._is_beside(within, start)):
            return "none"
        stop = verb.start() if verb is not None else number
        head = self._named(within, start, stop)
        if head == "none" and verb is not None and language.courses["rate"].fullmatch(verb[0]):
            later = self.clauses.verb(within, verb.end(), number)  # "tăng trưởng tín dụng đạt 6%": the growth of what
            head = self._named(within, verb.end(), later.start() if later is not None else number)
        if head != "none" or verb is None:
            return "known" if head == "stranger" and self._has_object(within, stop, number, verb) else head
        copula = language.head_copula.search(low, stop, number)
        if copula is None or (language.courses["moved"].match(verb[0]) is None and not self._is_placed(verb[0])):
            return "known" if self._has_object(within, stop, number, None) else "none"
        later = self.clauses.verb(within, copula.end(), number)
        return self._named(within, copula.end(), later.start() if later is not None else number)

    def _before_bracket(self, within: Sentence, start: int, end: int) -> Head:
        """ "what rose most: fees (8%)": the words between the last verb of a clause and a bracket."""
        times = spans_of(within.moments)  # "from the 29th to the 2nd" holds no verb
        verbs = [
            verb
            for verb in self.language.head_verbs.finditer(within.low, start, end)
            if not any(first < verb.end() and verb.start() < last for first, last in times)
        ]
        numbers = [p.end for p in within.phrases if start <= p.start and p.end <= end]
        if not verbs or (numbers and max(numbers) > verbs[-1].end()):
            return "none"
        return self._named(within, verbs[-1].end(), end)

    def _is_beside(self, within: Sentence, start: int) -> bool:
        """ "with 90,000 arrivals": words behind a "with" that hold no verb go on about what stands in front of it."""
        behind = within.low[max(within.span[0], start - 8) : start]
        words = behind.split()
        return bool(words) and self.language.head_beside.fullmatch(words[-1]) is not None

    def _is_placed(self, verb: str) -> bool:
        """ "second came the Marsh", "đứng thứ hai là": verbs that what is spoken of may stand behind."""
        return self.language.head_placing.fullmatch(verb) is not None

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
        rest = self.clauses.subject_words(within, start, mentions[0].start if mentions else end)
        if rest is None:
            return "none"
        words = self.clauses.naming_words(rest)
        left = [word for word in words if word not in self.own]
        if mentions:
            is_part = self._is_part(within, mentions[-1]) or self._is_in(within, start, mentions[0], left)
            is_part = is_part or self._is_held(within, start, mentions[0].start)
            is_narrow = self.cues.of_things is not None and 0 < len(left) <= _NARROWING and _letters(left) >= _LETTERS
            is_narrow = is_narrow and self.language.nouns_behind and not left[0].endswith("ing")
            if not is_narrow and self.cues.of_things is not None and not self.language.nouns_behind:
                is_narrow = self._is_of_another(within, mentions[-1].end, end, is_named=True)
            return "stranger" if is_part or is_narrow else "known"
        if _letters(left) < _LETTERS <= _letters(words):
            return "known"  # "GDP growth"
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
        rest = self.clauses.subject_words(within, start, end) or ""
        return _letters(self.clauses.naming_words(naming.sub(" ", rest))) >= _LETTERS

    def _is_in(self, within: Sentence, start: int, mention: Mention, left: list[str]) -> bool:
        """ "credit growth in Reedland", "doanh thu từ xuất khẩu kê": another head in front of a name."""
        if _letters(left) < _LETTERS or self.language.head_linking.search(within.low[start : mention.start]) is None:
            return False
        naming = self.cues.naming
        if any(own.search(within.low, start, mention.start) for own in self.levels):
            return False  # "the price of Paper Lantern": a word that is a verb as well
        return naming is None or naming.search(within.low, start, mention.start) is None

    def _is_held(self, within: Sentence, start: int, end: int) -> bool:
        """ "giá lúa mạch", "diện tích lúa mạch": another head in front of a name, which no metric is spoken of with."""
        own = self.levels if self.cues.naming is None else [*self.levels, self.cues.naming]
        return any(
            not any(each.match(within.low, holder.start(), end) for each in own)  # "giá vé Tuyến Sậy"
            for holder in self.language.head_holders.finditer(within.low, start, end)
        )

    def _is_named_on(self, within: Sentence, mention: Mention) -> bool:
        """ "chỉ số Marsh Jones" where "chỉ số" is a common word for the subject: a name behind it makes it another."""
        if self.cues.beside is None:  # only indices are told so; of anything else a name behind it says where
            return False
        said = within.text[mention.start : mention.end]
        if said[1:] != said[1:].lower() or within.low[mention.start : mention.end] not in self.common:
            return False
        name = _PROPER.match(within.text, mention.end)
        if name is None:
            return False
        held = [*spans_of(within.places), *spans_of(within.moments), *spans_of(within.mentions)]
        return not any(first < name.end() and name.start("name") < last for first, last in held)

    def _is_part(self, within: Sentence, mention: Mention) -> bool:
        """ "other seafood", "GDP per capita": words beside a name that make it the name of something else."""
        language = self.language
        if self._is_named_on(within, mention):
            return True
        behind = language.head_parts.match(within.low, mention.end)
        return (
            behind is not None and behind[0].strip().removesuffix("s") not in mention.name.lower()
        ) or language.head_rest.search(within.low[max(within.span[0], mention.start - 24) : mention.start]) is not None


@lru_cache(maxsize=64)
def heads_of(topic: Topic, code: Code, *, are_names: bool) -> Heads:
    """What the clauses of a topic's articles in a language speak of: nothing in it is of one article."""
    return Heads(cues_of(topic, code), topic, are_names=are_names)


def _end_of_part(within: Sentence, phrase: Phrase) -> int:
    """Where the words right behind a number end."""
    halt = _HALT.search(within.low, phrase.end, min(within.span[1], phrase.end + _BEHIND))
    return halt.start() if halt is not None else min(within.span[1], phrase.end + _BEHIND)


def _letters(words: list[str]) -> int:
    return sum(map(str.isalnum, "".join(words)))
