"""Numbers that are told of a part of what was counted before: "of which 6 million by air", "the bulk of arrivals".

A part that lies in a place, in a time of its own or with another subject is told so. Any other is a part that nothing
names, and no amount of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sources.figures.cues import Cues
from sources.figures.interval import TIMES, is_counted
from sources.figures.joining import is_money
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence
from sources.figures.tolls import Tolls
from sources.model import Figure, Metric, Topic

_HALT = re.compile(r"[,;:.()\d]")
_NEXT = re.compile(r"(?:,|\sand|\svà)\s$")
_OPENING = 40  # characters between an amount and the brackets with its parts
_LEADING = 20  # characters in front of a count in which a toll's word leads to it
_LOOK_BACK = 3  # figures among which the whole of a part is
_CAUSE = 60  # characters in front of a number that may say by what
_BEHIND = 32  # characters behind a number that may say by which way


class _Listed(NamedTuple):
    """A part, what it is of, and how many of the whole are left."""

    part: Phrase
    metric: str
    rest: Decimal


class Parts:
    """The parts in one topic's articles."""

    def __init__(self, topic: Topic, cues: Cues) -> None:
        self.cues = cues
        self.language = cues.language
        self.main = next((subject.name for subject in topic.subjects if subject.main), None)
        self.tolls = Tolls(cues)
        self._listed: _Listed | None = None  # the part that was told last
        spoken = [word for metric in topic.metrics for held in metric.cues.values() for word in held]
        # What a topic itself counts is no part of it, nor is what its subjects are named after.
        self.has_ways = not any(cues.language.part_ways.search(fold_case(word)) for word in spoken)

    def is_part(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure], *, has_cause: bool
    ) -> bool:
        """Whether a number is of a part that nothing names. `told` are the figures before it."""
        if within.has_brackets and is_money(phrase.unit) and self._is_split(within, phrase, metric, told):
            return True
        is_count = is_counted(phrase.unit) or not phrase.unit or phrase.unit == metric.unit
        if not within.has_parts and (not is_count or is_money(metric.unit)):
            return False
        low, start = within.low, within.span[0]
        front = low[max(start, phrase.hedge_start - _CAUSE) : phrase.hedge_start]
        has_cause = has_cause or self.language.cause_before.search(front) is not None
        if is_count:
            if self._is_of_toll(within, phrase, metric) or self._is_of_nation(within, phrase, metric):
                return True
            if self._has_share(within, phrase, metric, subject, told):
                return True
            if self.tolls.is_given(within, phrase, metric, subject, told):
                return True
            if self.tolls.is_part(within, phrase, metric, subject, told, has_cause=has_cause):
                return True
            if within.has_brackets and not has_cause and self._is_counted_in_brackets(within, phrase, metric, told):
                return True
        if not within.has_parts:
            return False
        if subject == self.main and not metric.revisable and self._is_without(within, phrase):
            return True
        if self._is_by_way(within, phrase) or self._is_on_top(within, phrase):
            return True
        if phrase.unit in RATES or has_cause:
            return False
        if self._goes_on(within, phrase, metric):
            return True
        turn = max([start, *(match.end() for match in self.language.turn.finditer(low, start, phrase.hedge_start))])
        turn = max(turn, low.rfind("; ", start, phrase.hedge_start))
        if phrase.unit not in RATES and self.language.part_of_them.match(low, phrase.end) is not None:
            return not self._is_held(within, phrase, phrase.start)
        clause = max(turn, low.rfind(", ", start, phrase.hedge_start))
        if metric.kind != "level" and self.language.part_most.search(low, clause, phrase.hedge_start):
            return True
        if self._is_out_of(within, phrase, metric, told):
            return not self._is_held(within, phrase, turn)
        including = list(self.language.part_including.finditer(low, turn, phrase.hedge_start))
        if not including or self._is_held(within, phrase, including[-1].end()):
            return False
        unread = self._unread_whole(within, phrase, including[-1].start(), told)
        if unread is not None:
            self._listed = _Listed(phrase, metric.key, unread.amount - phrase.amount)
            return True
        same = (f for f in reversed(told[-_LOOK_BACK:]) if f.metric == metric.key)
        # Behind a conversion the whole is the amount before it, in the currency of the part.
        whole = next((f for f in same if not is_money(phrase.unit) or f.quantity.unit == phrase.unit), None)
        opens = not low[start : including[-1].start()].strip()  # "Of the total, ...", in a paragraph of its own
        if whole is None or whole.subject != subject or whole.status == "increment":
            return False
        if within.number - whole.paragraph > int(opens):
            return False
        value = whole.quantity.value
        if value is not None and phrase.amount <= value:
            self._listed = _Listed(phrase, metric.key, value - phrase.amount)
        return value is None or phrase.amount <= value

    def _has_share(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, told: Sequence[Figure]
    ) -> bool:
        """ "42,000 free students (accounting for 3.7%)": a count with its share of a greater one that was told before,
        and no place."""
        share = next((p for p in within.phrases if p.start >= phrase.end), None)
        if share is None or share.unit != "percent" or share.start - phrase.end > _CAUSE or is_money(metric.unit):
            return False
        courses = self.language.courses
        if any(courses[f"{way}_after"].match(within.low, share.end) for way in ("rise", "fall")):
            return False  # "representing a 13% decline"
        if self.language.share_of.search(within.low[phrase.end : share.hedge_start]) is None:
            return False
        held = (f for f in reversed(told[-_LOOK_BACK:]) if (f.metric, f.subject) == (metric.key, subject))
        whole = next((f.quantity.value for f in held), None)
        return whole is not None and phrase.amount < whole and not self._is_held(within, phrase, within.span[0])

    def _goes_on(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "of which 22 were suspended in one exam, 12 in another and 7 in a third": whether a count goes on with the
        parts of a whole, of which as many are left."""
        listed = self._listed
        if listed is None or listed.metric != metric.key or phrase.amount > listed.rest:
            return False
        before = next(
            (p for p in reversed(within.phrases) if p.end <= phrase.hedge_start and p.unit not in TIMES), None
        )
        if (
            before is not listed.part
            or phrase.unit not in ("", before.unit)
            or self._is_held(within, phrase, before.end)
        ):
            return False
        if _NEXT.search(within.low, before.end, phrase.hedge_start) is None:
            return False
        self._listed = _Listed(phrase, metric.key, listed.rest - phrase.amount)
        return True

    def _is_of_toll(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "killed 41 people on board and 29 on the ground", "81 of the 82 passengers, along with 38 people", "trừ 1
        công dân Anh": one of the parts that a toll is told in, or who is not counted in it."""
        low, language = within.low, self.language
        if metric.unit != "people":
            return False
        front = low[max(within.span[0], phrase.hedge_start - _OPENING) : phrase.hedge_start]
        if language.part_except.search(front) or language.part_but.search(
            low, phrase.end, min(within.span[1], phrase.end + _OPENING)
        ):
            return True
        if language.part_ground.match(low, phrase.end):
            return True
        if language.part_spots.match(low, phrase.end):
            first = max(within.span[0], phrase.hedge_start - _LEADING)
            tolls = [self.cues.patterns.get(m.key) for m in self.cues.metrics if m.kind == "cumulative"]
            if any(
                each is not None and each.search(low, first, phrase.hedge_start)
                for each in [language.part_toll, *tolls]
            ):
                return True
        if metric.kind != "cumulative":
            return self._is_of_those_on_board(within, phrase)
        following = next((p for p in within.phrases if p.start >= phrase.end and not p.is_whole), None)
        if following is None or following.unit not in ("", "people"):
            return False
        beside = language.part_beside.search(low, phrase.end, following.hedge_start)
        own = self.cues.patterns.get(metric.key)
        if beside is not None and own is not None and own.search(low, phrase.end, beside.start()):
            return False  # "38 dead along with 10 injured"
        if beside is None or low[beside.end() : following.hedge_start].strip():
            return False
        tail = low[following.end : min(within.span[1], following.end + _BEHIND)].split(",")[0]
        return not any(pattern.search(tail) for key, pattern in self.cues.patterns.items() if key != metric.key)

    def _is_of_those_on_board(self, within: Sentence, phrase: Phrase) -> bool:
        """ "35 people aboard the ferry died": some of those who were there, unless they are "all" or "the" so many."""
        low, language = within.low, self.language
        front = low[max(within.span[0], phrase.hedge_start - _OPENING) : phrase.hedge_start]
        rest = language.part_others_behind.match(low, phrase.end)
        if not language.part_spots.match(low, rest.end() if rest is not None else phrase.end):
            return False
        if rest is not None or language.part_others.search(front):
            return True  # "the other 12 people on board"
        if language.part_all.search(front):
            return False
        halt = _HALT.search(low, phrase.end, within.span[1])
        end = halt.start() if halt is not None else within.span[1]
        return any(
            pattern.search(low, phrase.end, end)
            for m in self.cues.metrics
            if m.kind == "cumulative" and (pattern := self.cues.patterns.get(m.key)) is not None
        )

    def _is_of_nation(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "49 người Lào, 13 người Anh": those of one nation, where nouns stand in front of what describes them."""
        if metric.unit != "people" or self.language.nouns_behind or not phrase.unit:
            return False
        at = phrase.end + 1
        if within.text[phrase.end : at] != " " or not within.text[at : at + 1].isupper():
            return False
        if not within.low.endswith(self.language.classifiers, phrase.start, phrase.end):
            return False
        return not any(p.start == at and p.name not in self.language.lands for p in within.places)

    def _is_counted_in_brackets(self, within: Sentence, phrase: Phrase, metric: Metric, told: Sequence[Figure]) -> bool:
        """ "ten people were rescued (seven by the guard and three by a boat)": counts in brackets that make up the one
        in front of them."""
        if not within.in_brackets(phrase.start):
            return False
        opening = within.text.rfind("(", within.span[0], phrase.start)
        closing = within.text.find(")", phrase.end, within.span[1])
        inside = [p for p in within.phrases if opening < p.start < closing and p.unit in ("", phrase.unit)]
        if len(inside) < 2 or any(opening < place.start < closing for place in within.places):
            return False
        starts = [f.start for f in told if f.paragraph == within.number and f.metric == metric.key]
        total = sum(p.amount for p in inside)
        return any(p.start in starts and p.amount == total for p in within.phrases if p.end <= opening)

    def _is_out_of(self, within: Sentence, phrase: Phrase, metric: Metric, told: Sequence[Figure]) -> bool:
        """ "trong 127 người chết có 30 trẻ em": a count of those that a larger one in front of it counted."""
        whole = told[-1] if told else None
        if whole is None or whole.metric != metric.key or whole.paragraph != within.number:
            return False
        before = next((p for p in within.phrases if p.start == whole.start), None)
        if before is None or before.amount <= phrase.amount or not is_counted(phrase.unit):
            return False
        front = within.low[within.span[0] : before.hedge_start]
        return self.language.part_from.search(front) is not None

    def _unread_whole(self, within: Sentence, phrase: Phrase, at: int, told: Sequence[Figure]) -> Phrase | None:
        """ "300 people, including 40 children, were injured": the whole stands in front, and was not understood."""
        whole = next((p for p in reversed(within.phrases) if p.end <= at), None)
        if whole is None or len(within.low[whole.end : at]) > _OPENING or whole.amount <= phrase.amount:
            return None
        halt = within.low.find(", ", phrase.end, within.span[1])
        halt = halt if halt >= 0 else within.span[1]
        if any(own.search(within.low, phrase.end, halt) for own in self.cues.patterns.values()):
            return None
        is_read = any(f.paragraph == within.number and f.start == whole.start for f in told[-_LOOK_BACK:])
        return whole if not is_read and is_counted(whole.unit) and is_counted(phrase.unit) else None

    def _is_without(self, within: Sentence, phrase: Phrase) -> bool:
        """ "Excluding food and energy, prices rose 0.2%": what is left of the whole."""
        left_out = list(self.language.part_without.finditer(within.low, within.span[0], phrase.hedge_start))
        return bool(left_out) and not any(left_out[-1].end() <= p.start < phrase.start for p in within.phrases)

    def _is_held(self, within: Sentence, phrase: Phrase, at: int) -> bool:
        """Whether a place or a time stands between words and a number, or a place right behind it."""
        times = [p for p in within.phrases if p.unit in TIMES and at <= p.start < phrase.start]
        return (
            bool(times)
            or any(at <= m.start < phrase.start for m in within.moments)
            or any(at <= p.start < phrase.start for p in within.places)
            or any(
                phrase.end < p.start and self.language.place_at.fullmatch(within.low, phrase.end, p.start)
                for p in within.places
            )
        )

    def _is_split(self, within: Sentence, phrase: Phrase, metric: Metric, told: Sequence[Figure]) -> bool:
        """ "$1 billion ($450m domestic, $550m overseas)": amounts in brackets that together are the one before."""
        if not within.in_brackets(phrase.start):
            return False
        opening = within.text.rfind("(", within.span[0], phrase.start)
        closing = within.text.find(")", phrase.end, within.span[1])
        inside = [p for p in within.phrases if opening < p.start < closing and p.unit == phrase.unit]
        before = next((p for p in reversed(within.phrases) if p.end <= opening), None)
        if len(inside) < 2 or before is None or before.unit != phrase.unit or opening - before.end > _OPENING:
            return False
        if any(opening < place.start < closing for place in within.places):
            return False
        whole = next((f for f in reversed(told) if f.paragraph == within.number and f.start == before.start), None)
        return whole is not None and whole.metric == metric.key and phrase.amount < before.amount

    def _is_on_top(self, within: Sentence, phrase: Phrase) -> bool:
        """ "£100m plus £5m in add-ons": what comes on top of an amount is not the amount."""
        before = next((p for p in reversed(within.phrases) if p.end <= phrase.hedge_start), None)
        if before is None or before.unit != phrase.unit or not phrase.unit:
            return False
        return self.language.part_added.fullmatch(within.low, before.end, phrase.hedge_start) is not None

    def _is_by_way(self, within: Sentence, phrase: Phrase) -> bool:
        """ "arrivals by air rose 15%", "6 triệu lượt bằng đường hàng không"."""
        if not self.has_ways:
            return False
        low = within.low
        behind = low[phrase.end : min(within.span[1], phrase.end + _BEHIND)]
        cut = min((at for sign in ",;(" if (at := behind.find(sign)) >= 0), default=len(behind))
        way = self.language.part_ways.search(behind[:cut])
        if way is not None and not _is_named(within, phrase.end + way.start()):
            return True
        first = within.span[0]
        turns = [match.end() for match in self.language.turn.finditer(low, first, phrase.hedge_start)]
        turns += [low.rfind(sign, first, phrase.hedge_start) for sign in ("; ", "(")]
        ways = list(self.language.part_ways.finditer(low, max([first, *turns]), phrase.hedge_start))
        if (
            not ways
            or _is_named(within, ways[-1].start())
            or any(m.start >= ways[-1].end() and m.end <= phrase.start for m in within.mentions)
        ):
            return False
        return self.language.total.search(low, ways[-1].end(), phrase.hedge_start) is None


def _is_named(within: Sentence, at: int) -> bool:
    """Whether a place lies in the name of a subject."""
    return any(m.start <= at < m.end for m in within.mentions)
