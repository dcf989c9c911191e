"""The period of an amount of a day, a month or any stretch of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from sources.figures.comparisons import STRETCHES, Comparisons
from sources.figures.frame import FRESH, Frame
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.memory import Carried
from sources.figures.moments import Moment
from sources.figures.ownership import glossed, nearest, owned, right_behind
from sources.figures.periods import (
    UNKNOWN,
    end_of_month,
    in_year,
    last_day,
    months_of,
    shift_month,
    span_of,
    whole_day,
)
from sources.figures.phrase import Phrase
from sources.figures.pointing import is_year_before, part_behind, part_of_sum, year_pointed
from sources.figures.roles import Roles
from sources.figures.sentence import Sentence, is_duration
from sources.figures.turns import in_turn, listed_with
from sources.model import VIETNAM, Basis, Metric, Period, Subject

_YEAR: Final = re.compile(r"\d{4}")
_DAYS: Final = ("instant", "part", "day")
_NEAR: Final = 20
_SOON: Final = 40  # characters behind a sentence in which the next says that it sums up
_BASE: Final = 40  # characters behind a rate in which stands what it is told against
_ROUNDED: Final = Decimal("0.05")  # by how much one amount told again differs at most
_TURN: Final = re.compile(r"[,;:(\d]|\s(?:and|but|while|và|nhưng|trong khi)\s")  # another clause, another number
_OPENING: Final = 12  # characters at the beginning of a sentence: a time in them is one for all of it
_RELEASE_LAG: Final = timedelta(days=2)
_GRAINS: Final = {
    "day": _DAYS,
    "weekend": ("weekend", "days"),
    "week": ("week", "days"),
}


class Flows:
    """When the amounts of one article hold that are of a stretch of time."""

    def __init__(self, language: Language, roles: Roles, frame: Frame, comparisons: Comparisons) -> None:
        self.language = language
        self.roles = roles
        self.frame = frame
        self.comparisons = comparisons

    def period(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: Subject | None, carried: Carried
    ) -> Period | None:
        """The period of an amount of a day, a month or any stretch of time."""
        if metric.period == "day":
            return self._day(within, phrase, subject, carried)
        wanted = _GRAINS.get(metric.period, STRETCHES)
        fitting = [m for m in within.moments if m.grain in wanted and not self.frame.names_thing(within, m)]
        told = self._in_turn(within, phrase, fitting)
        if told is not None:
            return told.period
        then = self.comparisons.told_then(within, phrase)
        if then is not None:
            return then.period
        hanging = owned(self.language, within, phrase, fitting)
        if hanging is None and metric.kind == "flow" and is_year_before(self.language, within, phrase):
            return self.year_before(within, phrase, carried)
        if hanging is not None:
            return self._both(within, phrase, metric, hanging) or hanging.period
        if metric.period == "any" and not self._is_yearly(within, phrase, metric):
            fitting += [
                m
                for m in within.moments
                if m.grain in _DAYS
                and not (self.roles.is_release(within, m) or self.roles.is_reported(within, m))
                and not (is_money(phrase.unit) and self.roles.is_told_on(within, phrase, m))
                and not self._is_told_of_stretch(within, phrase, m)
            ]
            fitting.sort(key=lambda m: m.start)
            of_day = self._day_behind(within, phrase, fitting) if is_money(phrase.unit) else None
            if of_day is not None:
                return of_day.period
        fitting = [
            m
            for m in fitting
            if not self.roles.is_compared(within.low, m)
            and not self.comparisons.is_of_other(within, phrase, m)
            and not (m.start >= phrase.end and self.roles.is_of_aside(within.low, m, self.frame.spoken))
        ]
        behind = right_behind(self.language, within, phrase)
        if isinstance(behind, Phrase) and behind.unit == "months":
            return self._months_behind(behind, carried)
        lasting = [p for p in within.phrases if p.unit == "months"]
        months = self._first_months(phrase, lasting, next((m for m in fitting if m.grain == "year"), None))
        chosen = nearest(fitting, phrase, within) or glossed(self.language, within, phrase, fitting)
        chosen = self._told_by_days(within, chosen)
        if chosen is None or chosen.start >= phrase.end:
            pointed = self._pointed(within, phrase, carried)
            if pointed is not None:
                return pointed
            length = part_behind(self.language, within, phrase)
            if length is not None:
                known = next((p for p in self._told(carried) if p is not None and _lasts(p, length)), None)
                return part_of_sum(self.language, within, phrase, length) or known
        is_later = chosen is not None and self.language.whole_year.match(chosen.said.lower()) is not None
        if (
            months is not None
            and not is_later
            and (chosen is None or chosen.grain == "year" or chosen.start < months[0] < phrase.start)
        ):
            return months[1]
        if chosen is None and (any(m.grain == "unknown" for m in within.moments) or _is_of_weeks(within)):
            return None  # a stretch is told, and nobody knows which
        if chosen is None:
            if self.language.that_period.search(within.low, within.span[0], phrase.start):
                return carried.period or carried.before or self.frame.about
            on = carried.opening or carried.period
            return on or self._another(within, phrase, metric, subject, carried) or self._goes_on(within, carried)
        both = self._both(within, phrase, metric, chosen)
        return both or self._days_up_to(within, chosen) or self.roles.period_of(within.low, chosen)

    def _both(self, within: Sentence, phrase: Phrase, metric: Metric, month: Moment) -> Period | None:
        """ "$1 billion in May and June alone": an amount of two months together, where no two are told in a row."""
        if month.grain != "month" or metric.kind != "flow" or listed_with(self.language, within, phrase) is not None:
            return None
        if self.language.courses["alike"].search(within.low, *within.span) is not None:
            return None  # "$1 billion each in May and June"
        months = [m for m in within.moments if m.grain == "month"]
        at = months.index(month)
        for one, other in pairwise(months[max(0, at - 1) : at + 2]):
            first, last = one.period.start, other.period.end
            if first is None or last is None or not self.language.joiner.fullmatch(within.low, one.end, other.start):
                continue
            begun, ended = first.astimezone(VIETNAM).date(), last.astimezone(VIETNAM).date()
            if _YEAR.search(one.said) is None and _YEAR.search(other.said) is not None:
                begun = shift_month(ended, -1) if begun.month == shift_month(ended, -1).month else begun
            following = shift_month(begun, 1)
            if following.month == ended.month:
                return span_of(begun, end_of_month(following.year, following.month))
        return None

    def _is_yearly(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """Whether a rate is told against the year before, so that a bare day is when it was told, not what it is of."""
        if metric.kind != "growth":
            return False
        end = min(within.span[1], phrase.end + _BASE)
        return self.language.bases["year"].search(within.low, phrase.end, end) is not None or any(
            m.grain == "year" and phrase.end <= m.start < end and self.roles.is_compared(within.low, m)
            for m in within.moments
        )

    def year_before(self, within: Sentence, phrase: Phrase, carried: Carried) -> Period | None:
        """The stretch that was told last, of the year before, or of the one that is named; None where none was told."""
        base = carried.opening or carried.period or self.frame.about or carried.before
        if base is None or base.end is None:
            return None
        year = year_pointed(self.language, within, phrase, base.end.astimezone(VIETNAM).year)
        return in_year(base, year) if year is not None else None

    def is_of_holiday(self, within: Sentence, phrase: Phrase) -> bool:
        """ "Last year 138 died during the four-day holiday": whether an amount is of some days of a year, and nothing
        says of which."""
        low = within.low
        years = [m for m in within.moments if not self.roles.is_compared(low, m)]
        if not years or any(m.grain != "year" for m in years):
            return False
        return self.language.holiday.search(low, *within.span) is not None

    def _told(self, carried: Carried) -> tuple[Period | None, ...]:
        """The periods that were told before and were over when their article came out, the last one first."""
        told = (carried.opening, carried.period, carried.before, self.frame.about)
        return tuple(p for p in told if not self.frame.is_ahead(p))

    def _pointed(self, within: Sentence, phrase: Phrase, carried: Carried) -> Period | None:
        """ "profit in the quarter reached": the quarter or the month that was told last."""
        for months, words in self.language.that_part.items():
            if words.search(within.low, within.span[0], phrase.start) is None:
                continue
            return next((p for p in self._told(carried) if p is not None and _lasts(p, months)), None)
        return None

    def _another(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: Subject | None, carried: Carried
    ) -> Period | None:
        """The period of the paragraphs before, where of the one that its article is about another amount of the same
        was told: "in the first half, a profit of 6.2 billion", "in the second quarter, ...", "a profit of 3.3"."""
        about, before = self.frame.about, carried.before
        if metric.kind != "flow" or subject is None or about is None or before is None or within.places:
            return None
        told = carried.told.get((subject.name, metric.key, about))
        if told is None or not told or not self.frame.is_fresh(before) or before == about:
            return None
        is_same = abs(told - phrase.amount) <= told * _ROUNDED
        return None if is_same or (subject.name, metric.key, before) in carried.told else before

    def _goes_on(self, within: Sentence, carried: Carried) -> Period | None:
        """The period of a paragraph that names none: the one that its article is about; where the paragraphs before
        went on from there to a longer one that holds it ("in December ..., in all of 2024 ..."), that."""
        about, before = self.frame.about, carried.before
        if before is not None and self.language.continues.match(within.low) is not None:
            return before  # "Besides, exports to ... came to"
        if about is None or before is None or self.frame.is_titled:
            return about or before
        if about.start is None or about.end is None or before.start is None or before.end is None:
            return about
        is_longer = before.start <= about.start and about.end <= before.end and self.frame.is_fresh(before)
        if not is_longer or before.end - before.start < 2 * (about.end - about.start):
            return about
        is_monthly = self.language.bases["month"].search(within.low, *within.span) is not None
        end = within.span[1]
        is_summed = self.language.summing.search(within.low, end, end + _SOON) is not None  # the longer one comes next
        return about if is_monthly or is_summed else before

    def _in_turn(self, within: Sentence, phrase: Phrase, moments: Sequence[Moment]) -> Moment | None:
        """ "6.1 percent and 6.4 percent in 2025 and 2026, respectively": each number has the time of its turn."""
        if len(moments) < 2:
            return None
        turn = in_turn(self.language, within, phrase)
        is_said = turn is not None
        turn = turn or listed_with(self.language, within, phrase)
        if turn is None or any(p.unit != phrase.unit for p in turn[1]):
            return None
        number, group = turn
        behind = [m for m in moments if 0 <= m.start - group[-1].end <= _NEAR]
        if not is_said and not (behind and self._are_of(within, group, behind[0])):
            return None  # "rose 5% and 7% in 2022 and 2023"
        first = moments.index(behind[0]) if behind else -1
        held = list(moments[first : first + len(group)]) if behind else []
        if not held:
            before = [m for m in moments if m.end <= group[0].start]
            held = before[-len(group) :] if before and group[0].start - before[-1].end <= 2 * _NEAR else []
        if len(held) != len(group):
            return None
        gaps = (within.low[one.end : other.start] for one, other in pairwise(held))
        return held[number] if all(self.language.joiner.fullmatch(gap) for gap in gaps) else None

    def _day_behind(self, within: Sentence, phrase: Phrase, moments: Sequence[Moment]) -> Moment | None:
        """ "$3 million on May 10 and $4 million on May 11": the day right behind an amount."""
        for moment in moments:
            if moment.grain == "day" and 0 <= moment.start - phrase.end <= _NEAR:
                is_led = self.language.day_leads.fullmatch(within.low, phrase.end, moment.start) is not None
                return moment if is_led and not self.roles.is_compared(within.low, moment) else None
        return None

    def _are_of(self, within: Sentence, group: Sequence[Phrase], moment: Moment) -> bool:
        """Whether nothing but a word like "in" leads from a list of numbers to a time."""
        return self.language.time_of_list.fullmatch(within.low, group[-1].end, moment.start) is not None

    def _told_by_days(self, within: Sentence, chosen: Moment | None) -> Moment | None:
        """ "the holiday of 2026 (January 1 to 4)": days in brackets right behind a year say which of it are meant."""
        if chosen is None or chosen.grain != "year":
            return chosen
        opening = within.low.find("(", chosen.end, chosen.end + 2)
        if opening < 0:
            return chosen
        closing = within.low.find(")", opening)
        inside = (m for m in within.moments if opening < m.start < closing and m.grain in ("days", "span"))
        return next(inside, chosen)

    def _days_up_to(self, within: Sentence, moment: Moment) -> Period | None:
        """ "trong 4 ngày nghỉ lễ 30.4 đến 3.5": so many days, up to the one that is named."""
        if moment.day is None:
            return None
        for days in within.phrases:
            if days.unit == "days" and is_duration(days) and 0 <= moment.start - days.end <= _NEAR + _OPENING:
                return span_of(moment.day - timedelta(days=int(days.value) - 1), moment.day)
        return None

    def _day(self, within: Sentence, phrase: Phrase, subject: Subject | None, carried: Carried) -> Period | None:
        days = [
            m
            for m in within.moments
            if m.day is not None and not (self.roles.is_compared(within.low, m) or self.roles.is_reported(within, m))
        ]
        chosen = nearest(days, phrase, within)
        if chosen is not None and chosen.day is not None:
            return whole_day(chosen.day)
        near = within.low[max(within.span[0], phrase.start - 60) : min(within.span[1], phrase.end + 40)]
        if subject is not None and subject.started is not None and self.language.first_day.search(near):
            return whole_day(subject.started.astimezone(VIETNAM).date())
        if carried.day is None and carried.spoken is not None and not self.language.first_day.search(near):
            points_back = self.language.that_day.search(within.low, within.span[0], phrase.start) is not None
            return whole_day(carried.spoken) if points_back else None
        is_average = phrase.per is not None and self.language.average.search(near) is not None
        return whole_day(carried.day) if carried.day and not is_average else None

    def _is_told_of_stretch(self, within: Sentence, phrase: Phrase, day: Moment) -> bool:
        """ "On November 12 the firm said it had delivered 9,000 cars to customers in October": whether a day is when
        an amount was told of the stretch behind it."""
        if day.end > phrase.start or not self.roles.is_said_behind(within, day, phrase):
            return False
        return any(
            m.grain in STRETCHES
            and m.start >= phrase.end
            and _TURN.search(within.low, phrase.end, m.start) is None
            and not self.roles.is_compared(within.low, m)
            for m in within.moments
        )

    def _months_behind(self, lasting: Phrase, carried: Carried) -> Period | None:
        """ "51,000 in ten months": the stretch of so many months that was told before, else the first ones of the year;
        whatever else its sentence is of."""
        known = next((p for p in self._told(carried) if p is not None and _lasts(p, int(lasting.value))), None)
        months = self._first_months(lasting, [lasting], None) if known is None else None
        return months[1] if months is not None else known

    def _first_months(
        self, phrase: Phrase, lasting: Sequence[Phrase], year: Moment | None
    ) -> tuple[int, Period] | None:
        """ "9 tháng", "over five months": the first months of the year, when they had just ended."""
        published = self.frame.day
        if published is None:
            return None
        months = [p for p in lasting if p.hedge in ("bare", "more") and p.value == int(p.value) and 2 <= p.value <= 12]
        months.sort(key=lambda p: (p.start > phrase.start, abs(p.start - phrase.start)))
        named = [year.period.start.year] if year is not None and year.period.start else []
        for held in months:
            for each in (*named, published.year, published.year - 1):
                end = end_of_month(each, int(held.value))
                if end <= published + _RELEASE_LAG and published - end <= FRESH:
                    return held.start, months_of(each, 1, int(held.value))
        return None

    def as_of_period(
        self, within: Sentence, metric: Metric, period: Period | None, carried: Carried
    ) -> tuple[Period, Basis]:
        """The time as of which a flow was known: a day that is said, the day of publication for a rate of growth, else
        the end of the latest period that had ended."""
        led = [
            m
            for m in within.moments
            if m.grain in _DAYS
            and self.roles.is_led(within.low, m)
            and (not self.frame.is_later(m.period) or self.roles.is_as_at(within.low, m))
        ]
        if led:
            return whole_day(led[-1].day) if led[-1].day else led[-1].period, "stated"
        published, day = self.frame.published, self.frame.day
        if metric.kind == "growth":
            if published is None or published.end is None or published.start is None:
                return carried.as_of or (UNKNOWN, "unknown")
            last = published.end.astimezone(VIETNAM).date()
            return span_of(last - _RELEASE_LAG, last), "derived"
        if carried.as_of is not None and carried.as_of[1] == "stated" and not _is_over(carried.as_of[0], period):
            return carried.as_of
        if self.frame.is_released and day is not None and self.frame.has_just_ended(period):
            return whole_day(day), "stated"
        ended = [
            p for p in (period, self.frame.about) if p is not None and p.end is not None and self.frame.is_fresh(p)
        ]
        if ended:
            latest = max(end for p in ended if (end := last_day(p)))
            return whole_day(min(latest, day or latest)), "derived"
        main = self.frame.main_of(within.number)
        if main is not None:
            return main
        return self.frame.at_publication(None, is_official=True)

    def so_far(self, period: Period, as_of: Period | None) -> Period:
        """The part of a period that had gone by: what was counted "this year" was counted up to the day as of which
        it is told, else to publication."""
        last = min((p.end for p in (as_of, self.frame.published) if p is not None and p.end), default=None)
        if last is None or period.start is None or not self.frame.is_ahead(period) or period.start > last:
            return period
        return span_of(period.start.astimezone(VIETNAM).date(), last.astimezone(VIETNAM).date())

    def is_of_another_stretch(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a change that a topic follows by the day is told of a week or a year: "for the year, it is up 5%"."""
        if self.language.longer.search(within.low, within.span[0], min(within.span[1], phrase.end + _NEAR)):
            days = [m for m in within.moments if m.grain in _DAYS]
            return nearest(days, phrase, within) is None
        held = [m for m in within.moments if not self.roles.is_compared(within.low, m)]
        chosen = nearest(held, phrase, within)
        return chosen is not None and chosen.grain in ("week", "month", "quarter", "year", "span")

    def open(self, within: Sentence, carried: Carried) -> None:
        """Take along the stretch of time that a sentence without figures begins with."""
        first = next((m for m in within.moments if m.grain in STRETCHES), None)
        if (
            first is not None
            and first.start - within.span[0] <= _OPENING
            and within.low.startswith(",", first.end)
            and not self.roles.is_compared(within.low, first)
        ):
            carried.opening = first.period


def _is_of_weeks(within: Sentence) -> bool:
    """ "Một tuần thêm 1.500 ca": an amount of so many weeks or days, and not of the year that is told of around it."""
    return any(p.unit in ("weeks", "days") and is_duration(p) for p in within.phrases)


def _is_over(as_of: Period, period: Period | None) -> bool:
    """Whether a time was over when a day began, so that nothing that it brought was told as of then."""
    if period is None or period.start is None or period.end is None or as_of.end is None:
        return False
    return as_of.end < period.start and period.end - period.start < timedelta(days=1)


def _lasts(period: Period, months: int) -> bool:
    """Whether a period is so many months long."""
    if period.start is None or period.end is None:
        return False
    return 28 * months <= (period.end - period.start).days + 1 <= 31 * months
