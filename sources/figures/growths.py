"""The growth that is told right behind its own amount: "reached $12 billion, up 8%", "đạt 12 tỷ USD (tăng 8%)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.bases import is_of_other_measure
from sources.figures.candidates import fits
from sources.figures.cues import Cues
from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.kinds import related_metrics
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.rates import SIGNS, is_of_plan
from sources.figures.sentence import RATES, Sentence
from sources.figures.turns import listed_with
from sources.model import Metric

_REACH: Final = 90  # characters between an amount and its growth, with the times between them
_SIGN: Final = re.compile(r"\)?\s?(?:[,(–—-]\s?|\s)?")
_GLOSS: Final = re.compile(r"^\s?\([^()\d]{1,24}\)")
_SIGNED: Final = ("(", "(+")  # between an amount and a rate with a sign, "(+5%)"
_BREAK: Final = re.compile(r"[;:.,(](?!\d)")
_LEAD: Final = 40  # characters beside several rates in which words say that they are told in turn
_BEHIND: Final = 28  # characters behind an amount in which its own word may stand


class Growths:
    """Which growth is told right behind an amount, in one topic."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self.language = cues.language
        self.related = related_metrics(cues)

    def told(self, within: Sentence, phrase: Phrase, memory: Memory) -> tuple[bool, Metric | None]:
        """Whether the place of a rate decides what it is the growth of, and that: of the amount right before it, of
        several in turn where as many amounts or names stand before as there are rates."""
        if phrase.unit not in RATES:
            return False, None
        former = self._former_rate(within, phrase)
        if former is not None and self._goes_on(within, former, phrase):
            if memory.last is former and memory.metric is not None and memory.metric.kind == "growth":
                return True, memory.metric
            if self.language.courses["moved"].search(within.low, former.end, phrase.hedge_start) is None:
                return True, None
        pointed = self._pointed_at(within, phrase, memory)
        if pointed is not None:
            memory.pointed = phrase
            return True, pointed
        group = self._group_of(within, phrase)
        amounts = self._amounts_before(within, group, memory)
        if amounts is None:
            return self._in_turn(within, phrase, group) if len(group) > 1 else (False, None)
        if self._is_compared(within, amounts[-1]) or (len(group) == 1 and self._is_last_of_row(within, amounts[-1])):
            return True, None
        if len(amounts) != len(group) or self.language.courses["alike"].search(
            within.low, amounts[-1].end, group[0].hedge_start
        ):
            return True, None
        if len(group) == 1 and all(p is not amounts[-1] for p, _ in memory.counted):
            return self._of_unread(within, phrase, amounts[-1])
        number = group.index(phrase) if phrase in group else 0
        counted = next((m for p, m in memory.counted if p is amounts[number]), None)
        grown = self._growth_of(within, amounts[number], phrase, counted) if counted is not None else None
        return grown is not None, grown

    def _former_rate(self, within: Sentence, phrase: Phrase) -> Phrase | None:
        """The rate right in front of another, with nothing else counted between them."""
        before = [p for p in within.phrases if p.end <= phrase.hedge_start and p.unit not in TIMES]
        last = before[-1] if before else None
        return last if last is not None and last.unit in RATES and phrase.hedge_start <= last.end + _REACH else None

    def _goes_on(self, within: Sentence, last: Phrase, phrase: Phrase) -> bool:
        """ "up 2% from the first quarter and 92% from a year earlier": whether a rate tells again, against something
        else, how much the thing of the rate in front of it grew: nothing that we know where that was not read."""
        against_plan = self.language.courses["against_plan"].match(within.low, phrase.end)
        if phrase.unit != last.unit or against_plan is not None or not self._is_based(within, phrase):
            return False
        gap = within.low[last.end : phrase.hedge_start]
        told = [m for m in within.moments if last.end <= m.start and m.end <= phrase.hedge_start]
        for moment in reversed(told):
            gap = gap[: moment.start - last.end] + gap[moment.end - last.end :]
        bases = self.language.bases.values()
        if not told and not any(base.search(gap) for base in bases):
            return False
        courses = self.language.courses
        for words in (*bases, courses["compared"], courses["moved"], courses["rate"], courses["leading"]):
            gap = words.sub(" ", gap)
        return not any(map(str.isalnum, gap))

    def _pointed_at(self, within: Sentence, phrase: Phrase, memory: Memory) -> Metric | None:
        """ "This represents a 12% increase", "Con số này tăng 12%": the growth of the one amount that the sentence
        before told, where a rate's sentence says nothing of its own in front."""
        counted = memory.sole
        if counted is None or self.language.courses["pointing"].match(within.low, within.span[0]) is None:
            return None
        low, courses = within.low, self.language.courses
        front = low[within.span[0] : phrase.hedge_start]
        is_told = any(courses[key].search(front) for key in ("rise_behind", "fall_behind", "rate"))
        if not is_told and not any(courses[key].match(low, phrase.end) for key in ("rise_after", "fall_after")):
            return None
        for words in (
            courses["pointing"],
            courses["moved"],
            courses["rate"],
            courses["leading"],
            self.language.bare_clause,
        ):
            front = words.sub(" ", front)
        if any(map(str.isalnum, front)):
            return None
        kin = [m for m in self.cues.metrics if m.kind == "growth" and m.unit == phrase.unit]
        own = [m for m in kin if counted.key in self.related.get(m.key, ()) and self._share_a_word(m, counted)]
        return own[0] if len(own) == 1 else None

    def _is_based(self, within: Sentence, rate: Phrase) -> bool:
        """Whether what a rate is measured against stands right behind it."""
        end = min(within.span[1], rate.end + 2 * _BEHIND)
        return any(base.search(within.low, rate.end, end) for base in self.language.bases.values()) or any(
            rate.end <= m.start < end for m in within.moments
        )

    def _group_of(self, within: Sentence, phrase: Phrase) -> list[Phrase]:
        """The rates that a rate is listed with: "8% and 9%", behind several amounts also "up 8% and down 9%"."""
        listed = listed_with(self.language, within, phrase)
        if listed is not None:
            return listed[1] if all(p.unit in RATES for p in listed[1]) else [phrase]
        rates = [p for p in within.phrases if p.unit in RATES]
        number = rates.index(phrase)
        first = last = number
        while first and self._is_listed(within, rates[first - 1], rates[first]):
            first -= 1
        while last + 1 < len(rates) and self._is_listed(within, rates[last], rates[last + 1]):
            last += 1
        group = rates[first : last + 1]
        before = [p for p in within.phrases if p.end <= group[0].hedge_start and p.unit not in TIMES]
        if len(group) < 2 or (before and before[-1].unit in RATES):
            return [phrase]
        is_several = self._is_in_turn(within, group) or (bool(before) and self._is_last_of_row(within, before[-1]))
        return group if is_several else [phrase]

    def _is_in_turn(self, within: Sentence, group: Sequence[Phrase]) -> bool:
        low, first, last = within.low, group[0], group[-1]
        lead = self.language.in_turn.search(low, max(within.span[0], first.hedge_start - _LEAD), first.start)
        until = min([p.start for p in within.phrases if p.start >= last.end], default=within.span[1])
        tail = self.language.in_turn.search(low, last.end, min(until, last.end + 2 * _LEAD))
        return lead is not None or tail is not None

    def _is_listed(self, within: Sentence, one: Phrase, other: Phrase) -> bool:
        """Whether nothing but an "and" and words of rising or falling stands between two rates."""
        joined = self.language.joiner.match(within.low, one.end, other.start)
        if joined is None:
            return False
        courses = self.language.courses
        rest = courses["moved"].sub(" ", within.low[joined.end() : other.hedge_start])
        return not any(map(str.isalnum, courses["leading"].sub(" ", rest)))

    def _is_last_of_row(self, within: Sentence, amount: Phrase) -> bool:
        """ "$9 billion and $7 billion": whether an amount is joined with one in front of it."""
        before = next((p for p in reversed(within.phrases) if p.end <= amount.hedge_start), None)
        if before is None or before.unit != amount.unit or before.end >= amount.hedge_start:
            return False
        return self.language.joiner.fullmatch(within.low, before.end, amount.hedge_start) is not None

    def is_of_unread(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """Whether a rate is told right behind an amount that did not become a figure: it goes on about that."""
        amounts = self._amounts_before(within, [phrase], memory) if phrase.unit in RATES else None
        return amounts is not None and memory.last is not amounts[-1]

    def _of_unread(self, within: Sentence, phrase: Phrase, amount: Phrase) -> tuple[bool, Metric | None]:
        """ "9.9 million cubic metres were felled, up 6%": a rate goes on about the amount right before it even where
        that is none of a topic's. It is the growth that words in front of the amount name; else, where the topic
        follows no such amounts, of something that nobody follows."""
        start = max(within.span[0], within.low.rfind("; ", within.span[0], amount.start) + 1)
        named = self._named(within, phrase, start, amount.hedge_start)
        if len(named) == 1 and not is_money(amount.unit):  # "new orders of $3 billion": of their own kind
            return True, named[0]
        if amount.unit:
            return not any(fits(m, amount.unit) for m in self.cues.metrics), None
        return not any(start <= m.start < phrase.start for m in within.mentions), None

    def _amounts_before(self, within: Sentence, group: Sequence[Phrase], memory: Memory) -> list[Phrase] | None:
        """The amounts that rates are told right behind, with nothing but words of rising or falling between the last
        of them and the first rate; None where none is."""
        first = group[0]
        before = [p for p in within.phrases if p.end <= first.hedge_start and p.unit not in TIMES]
        anchor = before[-1] if before else first
        while before and before[-1].unit in RATES and self._is_share(within, before[-1]):
            before.pop()  # "đạt 2 triệu lượt, chiếm 14% và tăng 63%"
        if not before or before[-1].unit in RATES:
            return None
        counted = next((m.key for p, m in memory.counted if p is before[-1]), "")
        if not self._is_right_behind(within, anchor, group, self.cues.patterns.get(counted)):
            return None
        is_amount = before[-1].unit or before[-1].has_scale or counted
        if not is_amount or self._is_of_next(within, group[-1]):
            return None
        amounts: list[Phrase] = []
        for each in reversed(before):
            if each.unit in RATES or len(amounts) == len(group):
                break
            amounts.insert(0, each)
        return amounts

    def _is_share(self, within: Sentence, rate: Phrase) -> bool:
        front = within.low[max(within.span[0], rate.hedge_start - _BEHIND) : rate.start]
        return self.language.share_of.search(front) is not None or is_of_plan(within.low, rate, self.language)

    def _is_compared(self, within: Sentence, amount: Phrase) -> bool:
        """ "against a target of $20 billion": an amount that another is set against, whose growth is told behind it."""
        front = within.low[max(within.span[0], amount.hedge_start - _BEHIND) : amount.hedge_start]
        return self.language.courses["set_against"].search(front) is not None

    def _is_of_next(self, within: Sentence, rate: Phrase) -> bool:
        """ "grew 14% to $6 billion": a rate of the amount that stands behind it."""
        following = next((p for p in within.phrases if p.start >= rate.end), None)
        return following is not None and self.language.becomes.match(within.low, rate.end, following.start) is not None

    def _in_turn(self, within: Sentence, phrase: Phrase, group: list[Phrase]) -> tuple[bool, Metric | None]:
        """ "the growth of A and B was 8% and 9%, respectively": of the metrics that are named in a row."""
        if not self._is_in_turn(within, group):
            return False, None
        low, start = within.low, within.span[0]
        first, last = group[0].hedge_start, group[-1].end
        start = max([start, *(p.end for p in within.phrases if p.end <= first and p.unit not in TIMES)])
        others = [*within.places, *within.mentions]
        if len({m.name for m in others if start <= m.start < first}) >= len(group):
            return False, None
        if sum(pattern.search(low, last, within.span[1]) is not None for pattern in self.language.bases.values()) > 1:
            return False, None  # "up 3% and 8% from a month and a year earlier, respectively"
        is_share, told = self._share_in_front(within, first)
        if is_share:
            return True, told
        named = self._named(within, phrase, start, first)
        if not named:
            turn = self.language.in_turn.search(low, last, within.span[1])
            # "a 6% and 9% rise in revenue and profit, respectively"
            named = self._named(within, phrase, last, turn.start()) if turn is not None else []
        if len(named) != len(group):
            is_by_time = len(within.moments) >= len(group)  # "6.8 percent and 6.5 percent in 2021 and 2022"
            return bool(named) and not is_by_time, None
        return True, named[group.index(phrase)]

    def _share_in_front(self, within: Sentence, at: int) -> tuple[bool, Metric | None]:
        """ "second in revenue and profit with weights of 4% and 7%, respectively": whether a share's word stands nearer
        to rates than any other word of theirs, and the metric that is spoken of with it."""
        low, language = within.low, self.language
        since = max(within.span[0], at - _LEAD)
        spoken = [
            (match.end(), m)
            for m in self.cues.metrics
            if m.unit in RATES and (pattern := self.cues.patterns.get(m.key)) is not None
            for match in pattern.finditer(low, since, at)
        ]
        end, nearest = max(spoken, key=_first, default=(since, None))
        if nearest is not None and nearest.kind == "share":
            return True, nearest
        front = low[end:at]
        is_share = language.share_nouns.search(front) or language.share_of.search(front)
        return is_share is not None and language.courses["moved"].search(front) is None, None

    def _named(self, within: Sentence, phrase: Phrase, start: int, end: int) -> list[Metric]:
        """The growths that are named between two places, in their order; a word inside a longer one of another is
        none."""
        hits = [
            (match.start(), match.end(), m)
            for m in self.cues.metrics
            if m.kind == "growth" and m.unit == phrase.unit
            if (pattern := self.cues.patterns.get(m.key)) is not None
            for match in pattern.finditer(within.low, start, end)
            if not self.language.head_doing.issuperset(match[0].split())
        ]
        held = [h for h in hits if not any(a <= h[0] and h[1] <= b and b - a > h[1] - h[0] for a, b, _ in hits)]
        return list({m.key: m for _, _, m in sorted(held, key=_begins)}.values())

    def _growth_of(self, within: Sentence, amount: Phrase, phrase: Phrase, counted: Metric) -> Metric | None:
        """The growth of what an amount counts: of the word that told the amount, else of its metric's words."""
        candidates = [
            m
            for m in self.cues.metrics
            if m.kind == "growth" and m.unit == phrase.unit and counted.key in self.related.get(m.key, ())
        ]
        spoken = self._word_of(within, amount, counted)
        told = [m for m in candidates if spoken and self.cues.patterns[m.key].search(spoken) is not None]
        own = told or [m for m in candidates if self._share_a_word(m, counted)]
        if len(own) != 1 or is_of_other_measure(within, phrase, own[0], self.language):
            return None
        return own[0]

    def _is_right_behind(
        self, within: Sentence, amount: Phrase, group: Sequence[Phrase], own: re.Pattern[str] | None
    ) -> bool:
        phrase, last = group[0], group[-1]
        if phrase.hedge_start - amount.end > _REACH:
            return False
        low, language = within.low, self.language
        courses = language.courses
        gap = low[amount.end : phrase.hedge_start]
        is_told = any(courses[key].search(gap) for key in ("rise_behind", "fall_behind", "rate"))
        is_told_behind = any(courses[key].match(low, last.end) for key in ("rise_after", "fall_after"))
        is_signed = gap.strip() in _SIGNED and (gap.endswith("+") or low.startswith(SIGNS, phrase.start))
        if not (is_told or is_told_behind or is_signed) or any(
            m.start < phrase.start and amount.end <= m.start for m in within.mentions
        ):
            return False
        for moment in reversed(within.moments):
            if amount.end <= moment.start and moment.end <= phrase.hedge_start:
                gap = gap[: moment.start - amount.end] + gap[moment.end - amount.end :]
        gap = _GLOSS.sub("", gap)  # "9,000 electric vehicles (EVs), a 20% increase"
        sign = _SIGN.match(gap)
        rest = gap[sign.end() :] if sign is not None else gap
        if len(_BREAK.findall(rest)) > 1:
            return False
        if own is not None:
            rest = own.sub(" ", rest)  # "$21 billion was disbursed, up 7.1 per cent"
        if courses["flat"].search(rest) is not None:
            rest = courses["compared"].sub(" ", rest)  # ", flat on the quarter before but up 7%"
        for words in (
            language.in_turn,
            courses["alike"],
            courses["moved"],
            courses["rate"],
            courses["leading"],
            language.bare_clause,
        ):
            rest = words.sub(" ", rest)
        return not any(map(str.isalnum, rest))

    def _word_of(self, within: Sentence, amount: Phrase, counted: Metric) -> str | None:
        """The word that an amount was told with: the nearest of its metric's."""
        pattern = self.cues.patterns.get(counted.key)
        if pattern is None:
            return None
        last = min(within.span[1], amount.end + _BEHIND)
        hits = [
            (amount.hedge_start - m.end() if m.end() <= amount.start else m.start() - amount.end, m[0])
            for m in pattern.finditer(within.low, within.span[0], last)
        ]
        return min(hits)[1] if hits else None

    def _share_a_word(self, growth: Metric, counted: Metric) -> bool:
        code, doing = self.language.code, self.language.head_doing
        own = {cue.lower() for cue in growth.cues.get(code, ()) if not doing.issuperset(cue.lower().split())}
        return any(cue.lower() in own for cue in counted.cues.get(code, ()))


def _first(spoken: tuple[int, Metric]) -> int:
    return spoken[0]


def _begins(hit: tuple[int, int, Metric]) -> int:
    return hit[0]
