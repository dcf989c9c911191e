"""Which metric a number is of: by its own words, or by what was told before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.aboard import fate_of_some
from sources.figures.appositions import apposition_behind
from sources.figures.candidates import candidates_of, is_plausible, needs_own_words
from sources.figures.cues import Cues
from sources.figures.daycounts import DayCounts
from sources.figures.growths import Growths
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.joint import metric_of_both
from sources.figures.language import Language
from sources.figures.leftout import left_out
from sources.figures.listheads import metric_of_item
from sources.figures.memory import Memory
from sources.figures.metrics import choose_metric
from sources.figures.phrase import Phrase
from sources.figures.restating import restated_by
from sources.figures.roles import Roles
from sources.figures.rows import metric_in_row
from sources.figures.sentence import RATES, Sentence
from sources.figures.stretches import is_of_weekend, stretch_of
from sources.figures.stretchwords import Stretch
from sources.figures.subjects import Subjects
from sources.figures.takings import Taken, taken_in
from sources.figures.told import has_own_place
from sources.figures.totals import metric_of_whole
from sources.figures.turns import in_turn
from sources.figures.wholes import Wholes
from sources.figures.window import window_of
from sources.model import Metric, Status

_CLOSED: Final = re.compile(r"\s?\)")
_CLAUSES: Final = re.compile(r"[,;]\s|\s(?:to|and|và)\s")
_WORTH: Final = 32  # characters between an amount and what it is worth
_BESIDE: Final = 4  # characters between a place and the count that it is told with
_RISEN: Final = 16  # characters in front of an amount in which words say what it came to
_CLOSE: Final = 8  # characters between a place and a count that stands beside it: "Oakham has 3"


class Binding:
    """The metrics of one article's numbers."""

    def __init__(self, cues: Cues, subjects: Subjects, wholes: Wholes, roles: Roles) -> None:
        self.cues = cues
        self.language = cues.language
        self.subjects = subjects
        self.wholes = wholes
        self.roles = roles
        self.growths = Growths(cues)
        self.day_counts = DayCounts(cues)
        self._taken: tuple[Phrase, Metric, Taken | None] | None = None  # what was asked last: it is asked twice

    def metric_of(self, within: Sentence, phrase: Phrase, status: Status, memory: Memory) -> Metric | None:
        """The metric of a number that is told in some sense, None when none can be told."""
        low = within.low
        converted = _converted(self.language, within, phrase)
        if converted is not None:
            return memory.metric if memory.last is converted else None
        restated = restated_by(self.language, within, phrase)
        if restated is not None and memory.last is restated:
            return memory.metric
        item = metric_of_item(within, phrase, memory.listed)
        if item is not None:
            return item
        if self._is_of_next_market(within, phrase, memory):
            return memory.metric
        is_in_row, told = metric_in_row(within, phrase, self.cues)
        if is_in_row:
            return told
        is_whole, told = metric_of_whole(within, phrase, self.cues, self.wholes.topic.relations)
        if is_whole:
            return told
        own_words = needs_own_words(low, self.cues, phrase)
        is_own = own_words or phrase.unit == "people"  # "7,838 people were treated and 18 others succumbed"
        window = window_of(low, phrase, self._neighbours(within, phrase), within.span, is_own)
        inside = within.in_brackets(phrase.start)
        is_timed = any(not self.roles.is_release(within, m) for m in within.moments)
        carried: Stretch = memory.stretch if inside or not is_timed else "none"
        stretch = stretch_of(
            low,
            phrase,
            within.phrases,
            within.span,
            self.cues,
            memory.spoken,
            any(m.day for m in within.moments),
            carried,
        )
        if stretch == "any" and self.subjects.is_right_behind_name(within, phrase):
            stretch = "none"  # "leader of 2025 until now, A (332 tỷ đồng)": what A made, not what it made that year
        is_placed, grown = self.growths.told(within, phrase, memory)
        if is_placed:
            memory.placed = phrase
            return grown
        may_carry = not self.growths.is_of_unread(within, phrase, memory) and not self._is_held_as(within, phrase)
        may_carry = may_carry and not self._is_of_other_rate(within, phrase, memory)
        found: list[tuple[int, bool]] = []

        def clause() -> tuple[int, bool]:
            if not found:
                found.append(self.wholes.clause(within, phrase))
            return found[0]

        metric = choose_metric(
            low,
            phrase,
            window,
            within.span,
            within.phrases,
            self.cues,
            own_words=own_words,
            stretch=stretch,
            clause=lambda: within.span[0] if clause()[1] else clause()[0],
            carried=lambda: self.wholes.carried(phrase, memory) if may_carry and clause()[1] else None,
            names=lambda: self._names_of(within, phrase, memory, *clause()),
        )
        if metric is not None and any(p.is_whole for p in within.phrases):
            fate = fate_of_some(within, phrase, metric, self.cues)
            if fate is not metric:
                return fate
        if metric is not None and own_words:
            both = metric_of_both(within, phrase, metric, self.cues, self.wholes.topic.relations)
            if both is not metric:
                return both
        metric = metric or self._told_next(within, phrase) or self._grown_to(within, phrase, memory)
        metric = metric or self.wholes.elided(within, phrase, memory) or self._of_list(within, phrase, memory)
        metric = metric or left_out(self.language, within, phrase, memory)
        metric = self._worth_of(within, phrase, metric, memory)
        if own_words and metric is not None and self.is_of_weekend(within, phrase, metric, memory):
            metric = self._of_period(within, phrase, metric, "weekend") or metric
        if metric is not None and self.taken_in(within, phrase, metric) == "day":
            metric = self._of_period(within, phrase, metric, "day") or metric
        if metric is not None:
            metric = self.day_counts.of(within, phrase, metric, self.roles) or metric
        if metric is not None and metric.kind == "flow":
            metric = self._total_passed(within, phrase, metric, memory)
        if own_words and memory.metric is not None and memory.metric.unit == phrase.unit:
            if metric is None and self._is_of_several(within, phrase, memory):
                return None
            if metric is None and (self.wholes.is_part(within, phrase) or self.wholes.is_total(within, phrase)):
                beside = memory.in_sentence.get(phrase.unit)
                metric = self.wholes.total_of(within, phrase) or beside or memory.head or memory.metric
            elif status == "increment" and inside:
                metric = memory.metric
            elif status == "increment" and metric is None:
                metric = memory.head
        if metric is None and own_words and phrase.unit:
            metric = self.wholes.total_of(within, phrase)
        if (
            metric is None
            and phrase.unit in memory.by_unit
            and not self.wholes.names_another(within, phrase, clause()[0])
        ):
            metric = memory.by_unit[phrase.unit]
        if metric is None and inside and stretch == "none":
            metric = self._listed(within, phrase, memory)
        if not inside:
            memory.stretch = stretch
        return metric

    def _is_of_other_rate(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """ "Its assets were 900 billion. Lending grew by 11.6% to 590 billion": an amount that something came to by a
        rate of a thing that nobody follows."""
        if not is_money(phrase.unit):
            return False
        rate = next((p for p in reversed(within.phrases) if p.end <= phrase.hedge_start), None)
        if rate is None or rate.unit not in RATES or memory.last is rate:
            return False
        if self.language.becomes.match(within.low, rate.end, phrase.start + 1) is None:
            return False
        start, is_elided = self.wholes.clause(within, rate)
        return not is_elided and self.language.courses["pointing"].search(within.low, start, rate.start) is None

    def _is_held_as(self, within: Sentence, phrase: Phrase) -> bool:
        """ "It had $550 million in cash", "còn 550 triệu USD tiền mặt": money that a word behind it says to be another
        thing than what was told before."""
        return is_money(phrase.unit) and self.language.held_as.match(within.low, phrase.end) is not None

    def is_of_weekend(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> bool:
        """Whether an amount that was taken for a running total is told of a weekend: "earned $3 million over the
        weekend", and not "passed $3 million over the weekend"."""
        if metric.kind != "cumulative" or metric.revisable or not is_money(phrase.unit):
            return False
        if not any(stretch == "weekend" for _, _, stretch, _, _ in memory.spoken):
            return False
        before = within.low[max(within.span[0], phrase.hedge_start - _RISEN) : phrase.start]
        if phrase.hedge == "reached" or self.language.passing.search(before) or self.language.rises_to.search(before):
            return False
        names = [(name.start, name.end) for name in within.mentions]
        return is_of_weekend(within.low, phrase, within.phrases, within.span, self.cues, memory.spoken, names)

    def taken_in(self, within: Sentence, phrase: Phrase, metric: Metric) -> Taken | None:
        """The day, or the part of one, that an amount was taken in which was taken for a running total."""
        if metric.kind != "cumulative" or metric.revisable or not is_money(phrase.unit):
            return None
        if self._taken is None or self._taken[0] is not phrase or self._taken[1] is not metric:
            self._taken = phrase, metric, self._asked(within, phrase, metric)
        return self._taken[2]

    def _asked(self, within: Sentence, phrase: Phrase, metric: Metric) -> Taken | None:
        taken = taken_in(self.language, self.roles, within, phrase, metric, self.cues.flow_units, self.language.takes)
        if taken is None:
            return None
        before = within.low[max(within.span[0], phrase.hedge_start - _RISEN) : phrase.start]
        return None if self.language.passing.search(before) or self.language.rises_to.search(before) else taken

    def _total_passed(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> Metric:
        """ "crossed $600 million over the weekend": the total that came to an amount then, and not what it brought."""
        if not is_money(phrase.unit) or (metric.period != "weekend" and metric.key not in self.cues.sharing):
            return metric
        first = max(
            [within.span[0], *(p.end for p in within.phrases if p.end <= phrase.hedge_start and is_money(p.unit))]
        )
        front = within.low[first : phrase.start]
        if first > within.span[0]:
            front = _CLAUSES.split(front)[-1]  # "earned $36 million over the weekend, crossing $300 million"
        if self.language.passing.search(front[-_RISEN:]) is None or self.language.weekend.search(front) is not None:
            return metric
        if any(first <= at < phrase.start and way == "day" and not far for at, _, way, _, far in memory.spoken):
            return metric  # "doanh thu trong ngày vượt 10 tỷ"
        held = candidates_of(within.low, self.cues, phrase)
        return next((m for m in held if m.kind == "cumulative" and is_plausible(phrase, m)), metric)

    def _of_period(self, within: Sentence, phrase: Phrase, metric: Metric, period: str) -> Metric | None:
        """The amount of a weekend or a day that goes with a running total: with the first that a topic follows."""
        held = [m for m in candidates_of(within.low, self.cues, phrase) if is_plausible(phrase, m)]
        if next((m for m in held if m.kind == "cumulative"), None) is not metric:
            return None
        flows = [m for m in held if m.kind == "flow"]
        own = next((m for m in flows if m.period == period), None)
        return own or next((m for m in flows if m.period == "any" and m.key in self.cues.sharing), None)

    def _neighbours(self, within: Sentence, phrase: Phrase) -> Sequence[Phrase]:
        """The numbers that may own words beside one: not those that only say who is among those that it counts, or of
        how many it is a part."""
        if phrase.unit and not is_counted(phrase.unit):
            return within.phrases
        held = [p for p in within.phrases if not p.is_whole]
        if not within.has_parts:
            return [p for p in held if p.unit or p.has_scale or p.amount == int(p.amount)]  # no magnitude
        aside = apposition_behind(within.low, phrase.end, within.span[1], self.language)
        if aside is None or not aside.is_closed:
            return held
        return [p for p in held if not aside.start <= p.start < aside.end]

    def _worth_of(self, within: Sentence, phrase: Phrase, metric: Metric | None, memory: Memory) -> Metric | None:
        """ "imported 3,100 tonnes, worth $19.5 million": what an amount is worth is of the same trade, by the word that
        told the amount, where none of another trade stands between them."""
        counted = self._value_of_counted(within, phrase, metric, memory)
        if counted is not None:
            memory.valued = phrase
            return counted
        last, told = memory.last, memory.metric
        if metric is None or last is None or told is None or not is_money(phrase.unit) or is_money(last.unit):
            return metric
        if last.unit in RATES:
            return metric  # "A was $2 billion (up 5%), B $1 billion": nothing is worth a rate
        if not within.span[0] <= last.start < last.end <= phrase.hedge_start <= last.end + _WORTH:
            return metric
        patterns = self.cues.patterns
        rivals = [m for m in self.cues.metrics if m.unit == told.unit and m.key in patterns and m.kind == told.kind]
        if told.key not in patterns or any(
            patterns[m.key].search(within.low, last.end, phrase.hedge_start) for m in rivals
        ):
            return metric
        word = max(patterns[told.key].finditer(within.low, within.span[0], last.start), key=re.Match.end, default=None)
        if word is None:
            return metric
        same = [
            m
            for m in self.cues.metrics
            if m.unit == metric.unit and m.kind == metric.kind and (p := patterns.get(m.key)) and p.fullmatch(word[0])
        ]
        return same[0] if len(same) == 1 else metric

    def _value_of_counted(
        self, within: Sentence, phrase: Phrase, metric: Metric | None, memory: Memory
    ) -> Metric | None:
        """ "1.200 dự án mới, tổng vốn đăng ký đạt 8 tỷ USD": the amount of what was just counted, by a word that told
        the count and tells such amounts as well."""
        if metric is None or not memory.counted or not is_money(phrase.unit):
            return None
        last, told = memory.counted[-1]
        if not is_counted(last.unit) and not told.nouns:
            return None
        low, patterns = within.low, self.cues.patterns
        if is_money(last.unit) or last.unit in RATES or told.key not in patterns:
            return None
        behind = last.end, phrase.hedge_start
        worth = self.language.worth.search(low, *behind)
        if worth is None or self.language.turn.search(low, *behind) is not None:
            return None
        since = max(within.span[0], low.rfind(";", 0, last.start) + 1)
        words = {word[0] for word in patterns[told.key].finditer(low, since, phrase.hedge_start)}
        same = [
            m
            for m in self.cues.metrics
            if m.kind == told.kind and is_money(m.unit) and (p := patterns.get(m.key)) and any(map(p.fullmatch, words))
        ]
        if len(same) != 1:
            return None
        is_stock = told.kind == "cumulative" and metric.kind == "flow"  # no flow is told of all that there are
        is_own = same[0] is metric or is_stock or self._is_wider(within, behind, metric, same[0])
        is_own = is_own or patterns[same[0].key].search(low, worth.end(), phrase.hedge_start) is not None
        return same[0] if is_own else None

    def _is_wider(self, within: Sentence, behind: tuple[int, int], one: Metric, other: Metric) -> bool:
        """Whether the words that speak of one metric are in words of another, which is narrower: "vốn đăng ký" in "vốn
        đăng ký cấp mới"."""
        pattern = self.cues.patterns.get(one.key)
        narrower = [set(cue.lower().split()) for cue in other.cues.get(self.language.code, ())]
        found = [set(word[0].split()) for word in pattern.finditer(within.low, *behind)] if pattern is not None else []
        plain = {word for said in self.language.worth.findall(" ".join(map(" ".join, found))) for word in said.split()}
        return all(any((said - plain) <= cue for cue in narrower) for said in found)

    def _grown_to(self, within: Sentence, phrase: Phrase, memory: Memory) -> Metric | None:
        """ "tăng 3 người, lên 25 người", "5 more, bringing the total to 25": what a number grew to is of what it grew
        by."""
        if memory.raised is phrase:
            return memory.metric
        grown = memory.grown
        if grown is None or memory.last is not grown or (phrase.unit and grown.unit not in ("", phrase.unit)):
            return None
        gap = within.low[grown.end : phrase.hedge_start]
        return memory.metric if self.language.becomes.fullmatch(gap.removeprefix(",")) else None

    def _told_next(self, within: Sentence, phrase: Phrase) -> Metric | None:
        """ "Oakham has 3 people and Reedville 1 person missing": what the number that an "and" and a place lead to is
        of, by the word right behind it."""
        following = next((p for p in within.phrases if p.start >= phrase.end), None)
        if following is None or following.unit != phrase.unit or not is_counted(phrase.unit):
            return None
        places = [p for p in within.places if phrase.end < p.start and p.end <= following.hedge_start]
        low = within.low
        if (
            len(places) != 1
            or self.language.joiner.fullmatch(low, phrase.end, places[0].start) is None
            or low[places[0].end : following.hedge_start].strip()
            or not any(p.end <= phrase.hedge_start and phrase.hedge_start - p.end <= _CLOSE for p in within.places)
        ):
            return None
        told = (m for m in self.cues.metrics if m.unit == phrase.unit and m.key in self.cues.patterns)
        return next((m for m in told if self.cues.patterns[m.key].match(low, following.end + 1)), None)

    def _is_of_next_place(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """ "10 per cent to Korea and 60 per cent to Germany": a rate behind another with its place."""
        last = memory.last
        if last is None or last.unit != phrase.unit or not within.span[0] <= last.start < phrase.start:
            return False
        place = next((p for p in within.places if last.end <= p.start < phrase.start), None)
        return (
            place is not None
            and self.language.place_toward.fullmatch(within.low, last.end, place.start) is not None
            and self.language.joiner.fullmatch(within.low, place.end, phrase.hedge_start) is not None
        )

    def _is_of_next_market(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """ "made 9 billion in China and 8 million overseas": an amount that an "and" joins to the last, with a place of
        its own."""
        last = memory.last
        if last is None or not is_money(phrase.unit) or last.unit != phrase.unit or memory.metric is None:
            return False
        if not within.span[0] <= last.start < last.end <= phrase.hedge_start:
            return False
        place = next((p for p in within.places if p.start >= last.end and p.end <= phrase.hedge_start), None)
        end = place.end if place is not None else last.end
        if self.language.joiner.fullmatch(within.low, end, phrase.hedge_start) is None:
            return False
        return has_own_place(self.language, within, phrase)

    def _listed(self, within: Sentence, phrase: Phrase, memory: Memory) -> Metric | None:
        """ "it is behind A (2.9 billion), B (2.8 billion)": the running total, where a place in a list is told and
        amounts by themselves stand behind names in brackets."""
        is_behind = any(m.is_object for m in within.mentions if m.end <= phrase.start)
        if not is_money(phrase.unit) or not (memory.is_ranked or is_behind) or within.moments:
            return None
        if _CLOSED.match(within.text, phrase.end) is None or not self.subjects.is_right_behind_name(within, phrase):
            return None
        totals = [m for m in self.cues.metrics if m.kind == "cumulative" and is_money(m.unit) and not m.revisable]
        return next((m for m in totals if is_plausible(phrase, m)), None)

    def _is_of_several(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """ "A: 9 dead and 12 hurt, B 3 people": of which of the counts of A the count of B is, nobody can tell."""
        last = memory.told[-1][0] if memory.told else None
        metrics = {key for place, key in memory.told if place == last}
        behind_place = any(0 <= phrase.hedge_start - place.end <= _BESIDE for place in within.places)
        return last is not None and len(metrics) > 1 and behind_place and not within.in_brackets(phrase.start)

    def _of_list(self, within: Sentence, phrase: Phrase, memory: Memory) -> Metric | None:
        """The metric of a bare number that goes on a list ("111, 43 and 49, respectively") or is what the number before
        came to ("from 348 to 330")."""
        if phrase.unit in RATES and self._is_of_next_place(within, phrase, memory):
            return memory.metric
        if memory.last is not None and memory.last.unit == phrase.unit and self._became(within, memory.last, phrase):
            return memory.metric  # "up 51%, from 2,000 billion to 3,022 billion"
        if phrase.unit or phrase.has_scale or memory.last is None or memory.last.end > phrase.start:
            return None
        if not within.span[0] <= memory.last.start or memory.metric is None:
            return None
        if self.language.becomes.fullmatch(within.low, memory.last.end, phrase.hedge_start):
            return memory.metric
        turn = in_turn(self.language, within, phrase)
        if turn is None or not turn[0]:
            return None
        return metric_of_both(within, phrase, memory.metric, self.cues, self.wholes.topic.relations)

    def _became(self, within: Sentence, last: Phrase, phrase: Phrase) -> bool:
        """Whether a number is what the one before it in the sentence came to."""
        return (
            phrase.unit not in RATES
            and within.span[0] <= last.start < last.end <= phrase.hedge_start
            and self.language.becomes.fullmatch(within.low, last.end, phrase.hedge_start) is not None
        )

    def _names_of(
        self, within: Sentence, phrase: Phrase, memory: Memory, clause: int, is_elided: bool
    ) -> tuple[str, ...]:
        """The spellings of the subject that the phrase is of, where its clause names it or nothing else."""
        name = self.subjects.of(within, phrase, memory)
        if not is_elided and not any(m.name == name and clause <= m.start < phrase.end + 30 for m in within.mentions):
            return ()
        subject = self.subjects.cast.by_name.get(name or "")
        return tuple(name.lower() for names in subject.names.values() for name in names) if subject else ()


def _converted(language: Language, within: Sentence, phrase: Phrase) -> Phrase | None:
    """The amount of money that one right behind it tells again in another currency: "10 tỷ tệ (tương đương 1,37 tỷ
    USD)", "10 billion yuan, or about $1.37 billion"."""
    if not is_money(phrase.unit):
        return None
    before = next((p for p in reversed(within.phrases) if p.end <= phrase.hedge_start), None)
    if before is None or not is_money(before.unit) or before.unit == phrase.unit:
        return None
    return before if language.converts.fullmatch(within.low, before.end, phrase.hedge_start) else None
