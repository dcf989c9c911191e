"""When a figure holds: the time as of which a stock is told, and the period of a flow.

Times are told once and carried: over the sentences of a paragraph, and over an article on official counts from the
first time that it gives ("as of 10 pm on September 9"). A time that a number is compared with ("so với 22 giờ"), an
event ("the storm that came ashore on Saturday") or a release is no time of a figure.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, NamedTuple

from sources.figures.comparisons import Comparisons
from sources.figures.earlier import Earlier
from sources.figures.flows import Flows
from sources.figures.frame import Frame
from sources.figures.interval import TIMES
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.memory import Carried
from sources.figures.moments import Moment
from sources.figures.ownership import achieved, nearest
from sources.figures.periods import UNKNOWN, whole_day
from sources.figures.phrase import Phrase
from sources.figures.pointing import is_year_before
from sources.figures.roles import Roles
from sources.figures.sentence import Sentence
from sources.figures.stocks import Stocks
from sources.model import Basis, Metric, Period, Subject

_BEGUN: Final = timedelta(days=2)  # how long after its beginning a stretch may begin that is told of all of a run
_DAY: Final = timedelta(days=1)
_LIKE: Final = timedelta(days=3)  # by how much two months or two quarters differ in length
_RISEN: Final = 16  # characters in front of an amount in which words say what it came to
_TOTAL: Final = 20  # characters behind an amount within which words call it a total


class Held(NamedTuple):
    """When a figure holds."""

    period: Period | None
    as_of: Period
    basis: Basis


class Timing:
    """The times of one article."""

    def __init__(self, language: Language, roles: Roles, frame: Frame, main_subject: str | None) -> None:
        self.language = language
        self.roles = roles
        self.frame = frame
        self.stocks = Stocks(language, roles, frame, main_subject)
        self.comparisons = Comparisons(language, roles, frame)
        self.flows = Flows(language, roles, frame, self.comparisons)
        self.earlier = Earlier(language, frame)

    def of(self, within: Sentence, phrase: Phrase, metric: Metric, subject: Subject | None, carried: Carried) -> Held:
        """When a number holds, by what kind of number it is."""
        period: Period | None = None
        as_of: Period = UNKNOWN
        basis: Basis = "unknown"
        if metric.kind in ("flow", "growth") and metric.period == "any" and self.comparisons.is_former(within, phrase):
            period = self.comparisons.former_period(within, phrase, carried)
            as_of, basis = self.flows.as_of_period(within, metric, period, carried)
        elif metric.kind in ("flow", "growth"):
            period = self.flows.period(within, phrase, metric, subject, carried)
            if metric.period == "any":
                as_of, basis = self.flows.as_of_period(within, metric, period, carried)
            elif period is None:
                as_of, basis = self.stocks.as_of(within, phrase, subject, metric, carried)
            else:
                told = self.stocks.instant_in(within, phrase) or self._minute_of(within, period)
                as_of, basis = told or (as_of, basis)
        else:
            if metric.kind == "share" or self._is_average_price(within, phrase):
                period = self.flows.period(within, phrase, metric, subject, carried)
            as_of, basis = self.stocks.as_of(within, phrase, subject, metric, carried)
            if period is not None and period.end is not None and self.frame.is_past(period.end):
                as_of, basis = whole_day(period.end.date()), "derived"  # "in 2021 it was 25.7%"
        return Held(period, as_of, basis)

    def _is_average_price(self, within: Sentence, phrase: Phrase) -> bool:
        """ "the average price in May, in the first five months": a price over a stretch of time, and of no day."""
        start = within.span[0]
        return "/" in phrase.unit and self.language.average.search(within.low, start, phrase.hedge_start) is not None

    def _minute_of(self, within: Sentence, day: Period) -> tuple[Period, Basis] | None:
        """The minute as of which an article tells its figures, where that is one of the day that an amount is of."""
        main = self.frame.main_of(within.number)
        if (
            main is None
            or main[0].start is None
            or main[0].start != main[0].end
            or day.start is None
            or day.end is None
        ):
            return None
        return main if day.start <= main[0].start <= day.end else None

    def is_of_past(self, within: Sentence, phrase: Phrase, period: Period | None) -> bool:
        """Whether a rate is what another is told to have been before, or a number what was achieved, in a time that was
        over."""
        published = self.frame.published
        if period is None or period.end is None or published is None or published.start is None:
            return False
        if period.end >= published.start:
            return False
        is_done = achieved(self.language, within, phrase, within.moments) is not None
        return is_done or self.comparisons.follows_rate(within, phrase)

    def is_former(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "Previously, there were 5,000 screenings a day", "(từ cao điểm 4.600 suất, giờ còn 2.800)": whether an
        amount is of a time before the one that is told, which nobody tells."""
        if metric.kind != "flow":
            return False
        if self.stocks.is_before(within):
            return True
        peak = next(self.language.peak.finditer(within.low, *within.span), None)
        if peak is None or not self.stocks.is_peak(within, phrase):
            return False
        return self.language.from_behind.search(within.low[max(0, peak.start() - _TOTAL) : peak.start()]) is not None

    def plan_of(self, within: Sentence, period: Period, carried: Carried) -> Period | None:
        """The period of what is foretold or planned in a sentence without a time: none that was over, but the one that
        a plan before it was for."""
        published = self.frame.published
        is_timed = bool(within.moments) or any(p.unit in TIMES for p in within.phrases)
        if is_timed or published is None or published.start is None or period.end is None:
            return period
        return period if period.end >= published.start else carried.plan

    def is_of_later_stretch(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "collected $275 million in the past three days": whether an amount is of a stretch that began well after
        what a running total counts from, and so no total."""
        started, low = self.frame.started, within.low
        if metric.kind != "cumulative" or started is None or within.in_brackets(phrase.start):
            return False
        if not metric.revisable and self._is_of_nth_week(within, phrase):
            return True
        if not any(m.grain in ("span", "days") for m in within.moments):
            return False
        chosen = nearest([m for m in within.moments if not self.roles.is_compared(low, m)], phrase, within)
        if chosen is None or chosen.period.start is None or chosen.period.start <= started + _BEGUN:
            return False
        if not self._is_stretch(chosen) or self.roles.is_led(low, chosen) or self.roles.is_event(low, chosen, 0):
            return False
        before = low[max(within.span[0], phrase.hedge_start - _RISEN) : phrase.start]
        if phrase.hedge == "reached" or self.language.passing.search(before) or self.language.rises_to.search(before):
            return False
        first, last = min(chosen.end, phrase.end), max(chosen.start, phrase.start)
        if chosen.end <= phrase.start:
            first = max(within.span[0], chosen.start - 2 * _TOTAL)  # it may be the time of an amount in front of it
        if any(first < p.end and p.start < last and p is not phrase and is_money(p.unit) for p in within.phrases):
            return False
        last = min(within.span[1], phrase.end + _TOTAL)
        around = ((first, min(chosen.start, last)), (max(first, chosen.end), last))  # "từ đầu năm đến nay" is no total
        return not any(self.language.total.search(low, *each) for each in around)

    def _is_of_nth_week(self, within: Sentence, phrase: Phrase) -> bool:
        """ "earned $40 million in its third week": what one week brought, and no total that was reached in it."""
        low, first = within.low, max(within.span[0], phrase.hedge_start - 2 * _TOTAL)
        if self.language.nth_week.match(low, phrase.end) is None or phrase.hedge == "reached":
            return False
        verb = max(self.language.takes.finditer(low, first, phrase.hedge_start), key=re.Match.end, default=None)
        if verb is None or self.language.takes_done.search(low[first : verb.start()]) is not None:
            return False
        return self.language.total.search(low, first, phrase.hedge_start) is None

    def _is_stretch(self, moment: Moment) -> bool:
        """ "the past three days", "Feb. 14-16": more than a time that is not known to the day, "early March", and over
        when it was told."""
        start, end, published = moment.period.start, moment.period.end, self.frame.published
        if start is None or end is None or end - start <= _DAY:
            return False
        if published is not None and published.end is not None and end.date() > published.end.date():
            return False
        if moment.grain == "span":
            return True
        ends = self.language.times.until.finditer(moment.said)
        return moment.grain == "days" and any(moment.said[end.start() - 1 : end.start()].isdigit() for end in ends)

    def next_paragraph(self, carried: Carried) -> Carried:
        """What goes on from one paragraph to the next: the period that was told last, but none that is yet to come."""
        told = carried.period
        is_plan = told is not None and self.frame.is_later(told)
        return Carried(
            before=carried.before if told is None or is_plan else told,
            plan=carried.plan,
            spoken=carried.spoken,
            told=carried.told,
        )

    def _is_earlier(self, within: Sentence, phrase: Phrase, period: Period, carried: Carried) -> bool:
        """ "35,000 in the second quarter. It sold 36,000 in the first quarter": whether an amount is of an earlier
        stretch, as long as the one told before it, by words behind it: what follows need not be of that."""
        told = carried.period
        if told is None or told.start is None or told.end is None or period.start is None or period.end is None:
            return False
        if period.end >= told.start or abs((told.end - told.start) - (period.end - period.start)) > _LIKE:
            return False
        return any(m.start >= phrase.end and m.period == period for m in within.moments)

    def carry(self, within: Sentence, phrase: Phrase, metric: Metric, held: Held, carried: Carried) -> None:
        """Remember the times of a figure for those behind it."""
        if within.in_brackets(phrase.start):
            return
        period, as_of, basis = held
        led = [m for m in within.moments if self.roles.is_led(within.low, m)]
        is_past = (as_of.end is not None and self.frame.is_past(as_of.end)) or self.frame.is_later(as_of)
        is_toll = metric.revisable or self.frame.is_event
        if basis in ("stated", "derived") and within.moments and (led or not is_toll) and not is_past:
            carried.as_of = (as_of, basis)
        if (
            period is not None
            and metric.period == "any"
            and within.moments
            and not is_year_before(self.language, within, phrase)
            and not self.comparisons.is_another_year(within, phrase)
            and not self.comparisons.is_former(within, phrase)
            and not self.comparisons.turns_into(within, phrase)
        ):
            if not self._is_earlier(within, phrase, period, carried):
                carried.period, carried.opening, carried.is_unsure = period, None, False
            elif all(m.start >= phrase.end for m in within.moments):
                carried.is_unsure = True
        if period is not None and metric.period == "day" and period.start is not None:
            carried.day = period.start.date()
