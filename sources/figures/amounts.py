"""The reading of one amount or count: a figure of each subject that it is of, or a number left with the reason why."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from sources.figures.aboard import Aboard
from sources.figures.bases import Bases, is_of_other_measure
from sources.figures.besides import Besides
from sources.figures.binding import Binding
from sources.figures.candidates import can_swap, fits, is_ordinal, is_plausible
from sources.figures.captions import is_one_of_picture
from sources.figures.changes import is_changed_by
from sources.figures.credit import credit_of, is_before_forecast
from sources.figures.cues import Cues
from sources.figures.damages import is_of_one_thing
from sources.figures.earlier import points_back
from sources.figures.expected import was_expected
from sources.figures.expecting import FORETOLD, who_expects
from sources.figures.findings import Findings
from sources.figures.gaps import is_apart, is_difference, is_gap
from sources.figures.heads import heads_of
from sources.figures.helpers import are_helpers
from sources.figures.interval import is_counted
from sources.figures.joining import currency_of, is_money
from sources.figures.limits import limit_of
from sources.figures.localities import is_label
from sources.figures.memory import Carried, Memory
from sources.figures.milestones import is_mark, is_only_measured, is_round, only_names_milestone
from sources.figures.misfits import is_of_other_thing, is_of_treated
from sources.figures.narrower import Narrower
from sources.figures.otherevents import is_of_follow_up
from sources.figures.ownership import achieved, nearest
from sources.figures.parts import Parts
from sources.figures.phrase import Phrase
from sources.figures.pointing import is_year_before
from sources.figures.polls import is_polled
from sources.figures.portions import is_of_some
from sources.figures.prices import unit_priced
from sources.figures.raising import is_added_to, is_part_of, places_of_parts, raised_to
from sources.figures.rateowners import owner_of_rate
from sources.figures.restating import is_outdone
from sources.figures.scopes import Scopes
from sources.figures.sentence import RATES, Sentence
from sources.figures.signs import is_less_or_more, is_negative, is_shift, is_signed_shift, negated
from sources.figures.status import (
    is_added,
    is_average,
    is_change,
    is_each,
    is_listed,
    is_on_top,
    status_of,
)
from sources.figures.subjects import Subjects
from sources.figures.timing import Timing
from sources.figures.wholes import Wholes
from sources.figures.yearly import is_annual
from sources.model import Metric, Milestone, Status, Topic
from sources.text import fold

_CLAUSE: Final = re.compile(r"[^,;:.()\d]*")
_DIGIT: Final = re.compile(r"\d")
_EACH: Final = re.compile(r"\s?/\s?[^\W\d_]|\sper\s[^\W\d_]")
_PAIR: Final = re.compile(r"[^.;:()\d]{0,12}\s\([^()\d]{2,24}\s?[-–/]\s?[^()\d]{2,24}\)")  # "82 - 84 triệu (mua - bán)"
_BESIDE: Final = 24  # characters between a place and the number that is of it


class Amounts:
    """The amounts and counts of one article."""

    def __init__(
        self,
        topic: Topic,
        cues: Cues,
        subjects: Subjects,
        scopes: Scopes,
        wholes: Wholes,
        timing: Timing,
        findings: Findings,
    ) -> None:
        self.cues = cues
        self.language = cues.language
        self.counts_days = bool(cues.by_kind.get("duration"))
        self.subjects = subjects
        self.scopes = scopes
        self.wholes = wholes
        self.timing = timing
        self.bases = Bases(cues.language, timing.roles)
        self.findings = findings
        self.besides = Besides(cues, findings)
        self.heads = heads_of(topic, cues.language.code, are_names=subjects.are_names)
        self.parts = Parts(topic, cues)
        self.narrower = Narrower(topic, cues)
        self.aboard = Aboard(cues)
        self.running = frozenset(m.key for m in cues.metrics if m.kind == "cumulative" and not m.revisable)
        self.binding = Binding(cues, subjects, wholes, timing.roles)

    def read(self, within: Sentence, phrase: Phrase, memory: Memory) -> None:
        """Make figures of a number, or leave it."""
        if is_money(phrase.unit) and is_round(phrase) and is_mark(self.language, within, phrase):
            memory.milestone = Milestone(value=phrase.amount, unit=phrase.unit)
        if phrase.is_whole or is_ordinal(within, phrase, self.language):
            self.findings.leave(
                within, phrase, "no_unit" if phrase.unit == "" else "whole" if phrase.is_whole else "rank"
            )
            return
        status = status_of(within, phrase, self.language)
        if status not in ("increment", "negated") and is_changed_by(within, phrase, self.language):
            status = "increment"
        if status == "fact" and memory.grown is not None and is_listed(within, memory.grown, phrase, self.language):
            status = "increment"
        if status == "increment":
            memory.grown = phrase
        # "10 more injured" is no more of the dead who were told before: such a count needs words of its own.
        sense: Status = "fact" if status == "increment" and is_on_top(within, phrase, self.language) else status
        metric = self.binding.metric_of(within, phrase, sense, memory)
        if status == "increment" and metric is not None and self.besides.is_besides(within, phrase, metric, memory):
            status, memory.grown = "fact", None
        if status == "increment" and metric is not None and is_less_or_more(within, phrase, metric, self.language):
            status, memory.grown = "fact", None
        if status == "increment" and metric is not None and self.besides.is_elsewhere(within, phrase, metric, memory):
            status, memory.grown = "fact", None
        is_count = metric is not None and metric.kind == "cumulative" and not is_money(phrase.unit)
        if metric is not None and is_count and status in ("fact", "increment"):
            memory.raised = raised_to(within, phrase, metric, self.cues)
            if memory.raised is not None:
                is_part = is_part_of(within, phrase, memory.raised, metric, self.findings.figures)
                status = "fact" if is_part else "increment"
        if metric is not None and status == "fact" and is_added_to(within, phrase, metric, self.language):
            status = "increment"
        if metric is not None and status == "fact" and is_signed_shift(within, phrase, metric):
            status = "increment"
        if metric is not None and status == "fact" and is_polled(self.cues, within, phrase, metric):
            status = "estimate"
        if metric is not None and metric.unit == "people" and are_helpers(within, phrase, self.cues):
            metric = None
        if metric is not None and is_of_other_thing(self.cues, within, phrase, metric):
            metric = None
        if metric is not None:
            if only_names_milestone(self.language, within, phrase, counts_days=self.counts_days):
                return
            reason = self._refusal(within, phrase, metric, status, memory)
            if reason is not None:
                self.findings.leave(within, phrase, reason)
                return
            if not self.wholes.is_spoken_of(metric, within, memory):
                metric = None
        if metric is None:
            self._leave_unbound(within, phrase, memory)
            return
        reason = self._untimely(within, phrase, metric, memory.times)
        if status == "increment" and reason is None and self.timing.comparisons.turns_into(within, phrase):
            reason = "time"  # "tăng từ 83 lên 94": what it was before
        if reason is not None:
            if reason == "period" and metric.revisable:
                memory.event = ""
            if reason == "time":
                self._remember(within, phrase, metric, memory)  # what it turned into is of the same
            self.findings.leave(within, phrase, reason)
            return
        last = self.findings.figures[-1] if self.findings.figures else None
        subject = owner_of_rate(self.cues, within, phrase, metric, memory, last)
        subject = subject or self.subjects.of_metric(metric, within, phrase, memory)
        if (
            metric.revisable
            and memory.event is not None
            and points_back(self.language, within, is_other=not memory.event)
        ):
            subject = memory.event or None
        if subject is not None and self._is_part(within, phrase, metric, subject, status, memory):
            self.findings.leave(within, phrase, "part")
            return
        # What its amount is of was told with that.
        is_placed = memory.placed is phrase and (bool(memory.counted) or memory.pointed is phrase)
        is_told = self.scopes.is_event and is_label(within, phrase)  # of what the list of places is
        is_strange = not is_placed and self.heads.asks(metric) and self.heads.is_stranger(within, phrase, memory)
        is_strange = is_strange and not memory.is_pointed
        is_strange = is_strange or self.heads.is_other_sum(within, phrase, metric)
        is_strange = is_strange or self.narrower.is_behind_share(within, phrase, metric, subject, memory)
        is_strange = is_strange or self.heads.is_of_unlisted_name(within, phrase)
        is_strange = is_strange or self.heads.is_of_other_item(within, phrase, metric)
        is_strange = is_strange or self.heads.neighbours.is_of_another(within, phrase, metric)
        is_strange = is_strange or self.heads.fellows.is_of_another(within, phrase)
        is_strange = is_strange or (subject is not None and self.heads.bodies.is_of_another(within, phrase, subject))
        is_strange = is_strange or is_of_follow_up(self.language, within, phrase, metric)
        if memory.placed is not phrase:
            is_strange = is_strange or self.heads.is_of_another_metric(within, phrase, metric, memory)
        if subject is None or (is_strange and not is_told) or self._is_yet_to_come(subject, metric):
            self.findings.leave(within, phrase, "no_subject")
            return
        if self.timing.is_former(within, phrase, metric):
            self.findings.leave(within, phrase, "time")
            return
        self._remember(within, phrase, metric, memory)
        if metric.revisable:
            memory.event = subject
        for each in self.subjects.sharers(within, phrase, subject):
            self._state(within, phrase, metric, each, status, memory)
            official = self.scopes.official(within, phrase, memory)
            if official is not None and self.findings.figures[-1].place is None:
                self.findings.note_official(official)
            if (
                self.running
                and self.language.counting_in.match(within.low, within.span[0])
                and metric.key in self.running
            ):
                self.findings.outgrow(self.findings.figures[-1], self.running, within.span[0])
            if self.parts.tolls.is_unsure and self.findings.figures[-1].place is None:
                self.findings.doubt(self.findings.figures[-1])

    def _refusal(self, within: Sentence, phrase: Phrase, metric: Metric, status: Status, memory: Memory) -> str | None:
        """Why a number states no amount of its metric."""
        if status != "increment" and not is_plausible(phrase, metric):
            return "implausible"
        if phrase.per is not None and (
            metric.kind == "cumulative" or (metric.kind == "flow" and metric.period == "any")
        ):
            return "average"
        if self._is_of_one(within, phrase, metric):
            return "average"
        if metric.kind != "level" and is_average(within, phrase, self.language):
            return "average"
        if (
            metric.kind in ("flow", "cumulative")
            and phrase.unit not in RATES
            and is_annual(self.language, within, phrase)
        ):
            return "average"
        if metric.kind in ("flow", "cumulative") and metric.period != "day" and is_each(within, phrase, self.language):
            return "average"
        limit = limit_of(self.cues, within, phrase, metric, are_names=self.subjects.are_names)
        if limit is not None:
            return limit
        if phrase.is_word and phrase.hedge == "bare" and self._is_implied(within, phrase):
            return "vague"
        if phrase.value_max is not None and _PAIR.match(within.low, phrase.end) is not None:
            return "range"
        if metric.kind == "growth" and is_of_other_measure(within, phrase, metric, self.language):
            return "measure"
        is_run = metric.kind == "cumulative" and not metric.revisable
        if is_run and not (status == "increment" and is_counted(phrase.unit)) and self._is_of_day(within, phrase):
            return "period"
        if is_run and is_counted(phrase.unit) and self._is_of_time_alone(within, phrase):
            return "period"
        if self.binding.is_of_weekend(within, phrase, metric, memory) or self.binding.taken_in(within, phrase, metric):
            return "period"
        if (metric.kind == "cumulative" or is_counted(phrase.unit)) and is_gap(within, phrase, self.language):
            return "difference"
        is_between = is_difference(within, phrase, self.language) or is_apart(within, phrase, self.language)
        return "difference" if is_between else None

    def _is_of_one(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "46.800 đồng/cổ phiếu", "$5 per share": the amount of one piece, where the clause in front of it has no word
        of the metric's, which could be of such amounts."""
        if not is_money(phrase.unit) or metric.kind not in ("flow", "cumulative") or phrase.per is not None:
            return False
        if _EACH.match(within.low, phrase.end) is None:
            return False
        spoken = self.cues.patterns.get(metric.key)
        clause = max(within.span[0], within.low.rfind(", ", within.span[0], phrase.start))
        return spoken is None or spoken.search(within.low, clause, phrase.start) is None

    def _leave_unbound(self, within: Sentence, phrase: Phrase, memory: Memory) -> None:
        if phrase.unit or phrase.has_scale:
            self.findings.leave(within, phrase, "no_metric")
            if memory.metric is not None and fits(memory.metric, phrase.unit):
                memory.metric = None  # what is said behind an amount that was not understood goes on about that
        else:
            self.findings.leave(within, phrase, "no_unit")
            if any(0 <= phrase.start - place.end <= _BESIDE for place in within.places):
                memory.metric = None  # "Lao Cai lost six": what is counted by place here was not understood

    def _untimely(self, within: Sentence, phrase: Phrase, metric: Metric, carried: Carried) -> str | None:
        """Why a number is of a time that is not its event's, or of none that can be told."""
        if self.timing.frame.is_wider(within, metric) or self.timing.frame.is_before(within, phrase, metric):
            return "period"
        if self.timing.is_of_later_stretch(within, phrase, metric):
            return "period"
        if metric.kind in ("cumulative", "level") and is_outdone(self.language, within, phrase):
            return "time"
        if self.timing.earlier.is_of_earlier(within, phrase, metric):
            return "period"
        if (
            metric.kind == "growth"
            and metric.period == "day"
            and self.timing.flows.is_of_another_stretch(within, phrase)
        ):
            return "period"
        is_stretch = metric.kind in ("flow", "growth") and metric.period == "any"
        if is_stretch and carried.is_unsure and not within.moments:
            return "time"  # behind two stretches nobody knows which is meant
        if metric.kind == "flow" and metric.period == "any" and is_year_before(self.language, within, phrase):
            return None if self.timing.flows.year_before(within, phrase, carried) is not None else "time"
        if is_stretch and self.timing.flows.is_of_holiday(within, phrase):
            return "time"
        comparisons = self.timing.comparisons
        if comparisons.is_of_before(within, phrase, metric):
            return "time"
        if comparisons.is_former(within, phrase) and comparisons.is_untimed(within, phrase, metric, carried):
            return "time"
        return None

    def _is_part(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, status: Status, memory: Memory
    ) -> bool:
        self.parts.tolls.is_unsure = False
        if is_one_of_picture(self.language, within, phrase, metric):
            return True
        if status == "increment" and memory.raised is None:  # "51 died at the scene; four more died in hospital"
            return self.parts.tolls.is_of_place(within, phrase, metric, subject, self.findings.figures)
        if is_of_treated(self.language, within, phrase, metric, memory):
            return True
        if is_of_some(self.cues, within, phrase, metric, subject, memory, self.findings.figures):
            return True
        has_cause = within.has_parts and self.scopes.is_by_cause(within, phrase, metric, memory)
        if self.parts.is_part(within, phrase, metric, subject, self.findings.figures, has_cause=has_cause):
            return True
        if not self.scopes.is_event and self.narrower.is_of_kind(within, phrase, memory):
            return True
        if self.scopes.is_event and self.aboard.is_part(within, phrase, metric):
            return True
        if self.scopes.is_event and is_of_one_thing(self.cues, within, phrase, metric):
            return True
        if self.scopes.is_lost(within, phrase) or self.scopes.is_unsure(within, phrase, metric, memory):
            return True
        return metric.kind == "growth" and self.heads.is_contribution(within, phrase, memory)

    def _remember(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> None:
        memory.metric, memory.last = metric, phrase
        memory.counted.append((phrase, metric))
        memory.by_unit[phrase.unit or metric.unit] = metric
        if not within.in_brackets(phrase.start):
            memory.in_sentence[phrase.unit] = metric
        is_part = memory.head is not None and (
            self.wholes.is_part(within, phrase) or self.scopes.is_by_cause(within, phrase, metric, memory)
        )
        if not within.in_brackets(phrase.start) and not is_part:
            memory.head = self.wholes.whole_of(memory.head, metric) or metric

    def _state(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, status: Status, memory: Memory
    ) -> None:
        if status in ("fact", "estimate") and is_only_measured(self.language, within, phrase, metric):
            phrase = phrase.hedged("bare")
        unit = unit_priced(metric, phrase.unit) if currency_of(phrase.unit) else metric.unit
        quantity = (phrase if phrase.unit == unit else phrase.of_unit(unit)).quantity()
        is_own_money = unit == metric.unit
        if metric.plausible and is_own_money and can_swap(phrase, metric) and not _plausible(quantity.value, metric):
            swapped = phrase.quantity(swap=True)
            if _plausible(swapped.value, metric):
                quantity = swapped
        if is_negative(within, phrase, metric, self.cues):
            below = negated(quantity)
            is_free = metric.plausible is None or metric.kind == "growth"
            quantity = below if is_free or _plausible(below.value, metric) else quantity
        if status != "negated" and is_shift(within, phrase, metric, self.cues, memory):
            status = "increment"
        is_level = metric.kind == "level" and not is_on_top(within, phrase, self.language)
        if (
            status == "fact"
            and is_level
            and is_change(within, phrase, self.language, self.cues.amount_of.get(metric.key))
        ):
            status = "increment"
            memory.grown = phrase
        since = self.timing.comparisons.delta_since(within, phrase) if status == "increment" else None
        who = self.subjects.cast.by_name.get(subject)
        held = self.timing.of(within, phrase, metric, who, memory.times)
        if status == "increment" and within.number < 0 and not within.moments:
            held = held._replace(period=None)  # a headline's "one more" is not of all the days that its text tells of
        period = held.period
        is_dated = period is not None and status == "increment" and metric.kind == "flow"
        if is_dated and is_added(within, phrase, self.language):
            status = "fact"
        if self.scopes.is_undone(within, phrase, metric):
            status = "negated"
        if status == "estimate" and self.timing.frame.is_ahead(period):
            status = "forecast"
        is_former = metric.kind == "growth" and self.timing.comparisons.follows_rate(within, phrase)
        if metric.kind == "growth" and status != "increment" and not is_former:
            since = self.bases.of(within, phrase, period)
        if status == "forecast" and self.timing.is_of_past(within, phrase, period):
            status = "fact"  # "will be 6.5 percent this year, from 5.1 percent last year"
            memory.past = phrase if achieved(self.language, within, phrase, within.moments) is not None else None
        if period is not None and metric.kind == "flow" and status in ("forecast", "target"):
            if status == "target" or not was_expected(within, phrase, self.language):
                period = self.timing.plan_of(within, period, memory.times)
                memory.times.plan = period if period is not None else memory.times.plan
            held = held._replace(period=period)
        if status != "target" or not self.timing.frame.is_ahead(period):  # what is told below is of no plan's year
            self.timing.carry(within, phrase, metric, held, memory.times)
        if period is not None and status in ("fact", "increment"):
            period = self.timing.flows.so_far(period, held.as_of if held.basis == "stated" else None)
        place = self.scopes.of(within, phrase, metric, memory)
        place = None if self._is_own(place, subject) else place
        parts = places_of_parts(within, phrase, metric, self.findings.figures) if memory.told else []
        if len(parts) > 1 and place == parts[-1]:
            place = ", ".join(parts)  # told behind the last of its parts
        if not within.in_brackets(phrase.start):
            memory.told.append((place, metric.key))
        self.findings.add(
            within,
            phrase.start,
            phrase.end,
            subject,
            metric,
            quantity=quantity,
            status=status,
            period=period,
            as_of=held.as_of,
            basis=held.basis,
            since=since,
            place=place,
            credit=self._credit(within, phrase, metric, subject, place, status, memory),
        )
        if place is None and period is not None and metric.kind == "flow" and status == "fact":
            memory.times.told.setdefault((subject, metric.key, period), phrase.amount)

    def _credit(
        self,
        within: Sentence,
        phrase: Phrase,
        metric: Metric,
        subject: str,
        place: str | None,
        status: Status,
        memory: Memory,
    ) -> str | None:
        if any(start <= phrase.start < end for start, end, _ in memory.asides):
            return credit_of(metric, memory, phrase.start)
        if self.subjects.is_aside(within, phrase, subject):
            return None
        if memory.past is phrase:
            return None  # who foretells what is to come is no source of what was
        if memory.expecting and status in FORETOLD:
            who = who_expects(memory.expecting, within, phrase, self.language)
            if who is not None:
                return who
        credit = credit_of(metric, memory)
        if memory.said is None and self.scopes.nations.is_of_another(credit, place):
            return None
        return None if is_before_forecast(within, phrase, credit, self.language) else credit

    def _is_own(self, place: str | None, subject: str) -> bool:
        """Whether a place is the land that a subject is named after: what "Thailand" won is not "in Thailand"."""
        who = self.subjects.cast.by_name.get(subject)
        if place is None or who is None or self.scopes.is_event:
            return False
        said = f" {fold(place)} "
        return any(said in f" {fold(name)} " for names in ((who.name,), *who.names.values()) for name in names)

    def _is_yet_to_come(self, subject: str, metric: Metric) -> bool:
        """Whether an article came out before an event, so that no toll in it is of it."""
        who, published = self.subjects.cast.by_name.get(subject), self.timing.frame.published
        if not metric.revisable or who is None or who.started is None or published is None or published.end is None:
            return False
        return published.end < who.started

    def _is_of_time_alone(self, within: Sentence, phrase: Phrase) -> bool:
        """ "62,000 passengers on Saturday alone", "riêng ngày 6/9": a count of that time, and no running total."""
        low, language = within.low, self.language
        held = [m for m in within.moments if not self.timing.roles.is_compared(low, m)]
        moment = nearest(held, phrase, within)
        if moment is None or moment.grain not in ("day", "part", "weekend"):
            return False
        front = low[max(within.span[0], moment.start - _BESIDE) : moment.start]
        return language.time_alone.match(low, moment.end) is not None or language.alone_time.search(front) is not None

    def _is_of_day(self, within: Sentence, phrase: Phrase) -> bool:
        """ "attracted 225,000 moviegoers on its first day", "vé bán ra trong ngày là 23.180": no running total."""
        low, language = within.low, self.language
        front = low[max(within.span[0], phrase.hedge_start - _BESIDE) : phrase.hedge_start]
        if language.mark.search(front) is not None:
            return False
        at = phrase.end
        if low[at : at + 2] == " (" and ")" in low[at : min(within.span[1], at + 2 * _BESIDE)]:
            at = low.index(")", at) + 1  # the amount in another currency
        at += within.in_brackets(phrase.start) and low[at : at + 1] == ")"
        behind = _CLAUSE.match(low, at, min(within.span[1], at + _BESIDE))
        if behind is not None and (day := language.of_day.search(low, at, behind.end())) is not None:
            return language.after_amount.search(low[at : day.start()]) is None
        if is_counted(phrase.unit):
            opened = list(language.of_day.finditer(low, within.span[0], phrase.hedge_start))
            is_total = opened and language.total.search(low, opened[-1].end(), phrase.hedge_start)
            if opened and not (is_total or language.after_amount.search(low[within.span[0] : opened[-1].start()])):
                return True
        days = list(language.of_day.finditer(front))
        if not days or any(sign in front[days[-1].end() :] for sign in ",;:") or _DIGIT.search(front, days[-1].end()):
            return False
        return language.after_amount.search(front[: days[-1].start()]) is None

    def _is_implied(self, within: Sentence, phrase: Phrase) -> bool:
        """ "phim trăm tỷ", "the hundred billion club": a size rather than an amount."""
        words = self.language.words
        first = within.low[phrase.start : phrase.end].split()[0]
        return is_money(phrase.unit) and (first in words.multipliers or first in words.scales)


def _plausible(value: Decimal | None, metric: Metric) -> bool:
    return value is not None and metric.plausible is not None and metric.plausible[0] <= value <= metric.plausible[1]
