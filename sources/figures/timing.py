"""When a figure holds: the time as of which a stock is told, and the period of a flow.

Times are told once and carried: over the sentences of a paragraph, and over an article on official counts from the
first time that it gives ("as of 10 pm on September 9"). A time that a number is compared with ("so với 22 giờ"), an
event ("the storm that came ashore on Saturday") or a release is no time of a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sources.figures.dates import Grain
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.moments import Moment
from sources.figures.periods import UNKNOWN, end_of_month, in_year, months_of, span_of, whole_day
from sources.figures.phrase import Phrase
from sources.figures.sentence import TIME_UNITS, Sentence, is_duration
from sources.model import VIETNAM, Article, Basis, Metric, Period, Subject

_DAYS: Final = ("instant", "part", "day")
_UP_TO: Final = frozenset([*_DAYS, "days", "month"])  # what "until" can stand before
_TELLING: Final = frozenset([*_DAYS, "span", "month", "days", "unknown"])
_STRETCHES: Final = ("span", "month", "quarter", "days", "week", "weekend", "year")
_NEAR: Final = 20
_OPENING: Final = 12  # characters at the beginning of a sentence: a time in them is one for all of it
_FRESH: Final = timedelta(days=100)  # how long after its end a period is what an article is about
_COMES_OUT: Final = timedelta(days=10)  # how soon after its end the figures of a period come out
_MIDDLE: Final = (11, 20)  # the days that "mid-June" may mean
_RELEASE_LAG: Final = timedelta(days=2)
_GRAINS: Final = {
    "day": _DAYS,
    "weekend": ("weekend", "days"),
    "week": ("week", "days"),
    "month": ("month",),
    "quarter": ("quarter",),
    "year": ("year",),
}
_CLAUSE: Final = re.compile(r"[;(]|, ")


@dataclass(slots=True)
class Carried:
    """What was told before and still holds."""

    as_of: tuple[Period, Basis] | None = None
    period: Period | None = None
    before: Period | None = None  # of the paragraphs before
    opening: Period | None = None  # of a sentence before in this paragraph that counts nothing: "Last year, ..."
    day: date | None = None  # of the last figure of one day


class Timing:
    """The times of one article."""

    def __init__(
        self, article: Article, language: Language, published: date | None, release: re.Pattern[str] | None
    ) -> None:
        self.article = article
        self.language = language
        self.published = published
        self.release = release
        self.main: tuple[Period, Basis] | None = None
        self.about: Period | None = None
        self.is_released = False  # whether the article says that it tells what came out on the day of publication

    def prepare(self, paragraphs: Iterable[tuple[str, Sequence[Moment]]]) -> None:
        """Look through the article for the time as of which it tells its counts, the period that it is about, and the
        day on which they came out."""
        first_instant: Moment | None = None
        for low, moments in paragraphs:
            for moment in moments:
                end = moment.period.end
                is_aside = self.is_compared(low, moment) or (end is not None and self.is_past(end))
                is_aside = is_aside or self.is_possessive(low, moment)
                if not is_aside and self.main is None and moment.grain in _DAYS and self.is_led(low, moment):
                    self.main = (moment.period, "stated")
                if not is_aside and first_instant is None and moment.grain == "instant":
                    first_instant = moment
                if self.published is not None and moment.day == self.published:
                    self.is_released = True
                if (
                    self.about is None
                    and not is_aside
                    and moment.grain in ("span", "month", "quarter", "days")
                    and self._is_fresh(moment.period)
                ):
                    self.about = self._stretch(low, moment)
        if self.main is None and first_instant is not None:
            self.main = (first_instant.period, "stated")

    def is_past(self, end: datetime) -> bool:
        """Whether a time is one that the article looks back to, not one as of which it tells its figures."""
        return self.published is not None and end.date() < self.published - _FRESH

    def is_ahead(self, period: Period | None) -> bool:
        """Whether a period had long to go when the article came out, so that nobody can have counted what it brings."""
        if period is None or period.end is None or self.published is None:
            return False
        return period.end.date() > self.published + _COMES_OUT

    def is_wider(self, within: Sentence, metric: Metric, started: datetime | None) -> bool:
        """Whether a count is of a stretch that began long before its event: "disasters this year have killed"."""
        if started is None or not metric.revisable:
            return False
        return any(
            m.grain == "span" and m.period.start is not None and m.period.start < started - _FRESH / 2
            for m in within.moments
            if not self.is_compared(within.low, m)
        )

    def is_before(self, within: Sentence, phrase: Phrase, metric: Metric, started: datetime | None) -> bool:
        """Whether a count is of a time long before its event: "in 1999 a quake killed nearly 18,000"."""
        if started is None or not metric.revisable:
            return False
        last = next((m for m in reversed(within.moments) if m.end <= phrase.start), None)
        if last is None or last.grain not in ("year", "month") or last.period.end is None:
            return False
        if last.start - within.span[0] > _NEAR or ";" in within.text[last.end : phrase.start]:
            return False
        return (
            last.period.end < started - _FRESH
            and not self.is_compared(within.low, last)
            and not self._is_event(within.low, last, within.span[0])
        )

    def _is_fresh(self, period: Period) -> bool:
        if period.end is None or self.published is None:
            return False
        end = period.end.date()
        return self.published - _FRESH <= end <= self.published + _COMES_OUT

    # --- what a time is for ---------------------------------------------------------------------------------------

    def is_led(self, low: str, moment: Moment) -> bool:
        """Whether words say that something is told as of a time: "tính đến", "as of"."""
        return self.language.as_of_lead.search(low[max(0, moment.start - 24) : moment.start]) is not None

    def is_compared(self, low: str, moment: Moment) -> bool:
        """Whether a time is only what a number is compared with."""
        before = low[max(0, moment.start - 40) : moment.start]
        if moment.grain in ("days", "span") and self.language.between.search(before):
            return False  # "from July 16 to August 15"
        return self.language.compared_time.search(before) is not None

    def _is_event(self, low: str, moment: Moment, start: int) -> bool:
        before = low[max(start, moment.start - 40) : moment.start]
        return self.language.event_time.search(before) is not None or self.is_possessive(low, moment)

    def is_possessive(self, low: str, moment: Moment) -> bool:
        """ "Monday's earthquake": the time of something else; "Monday's toll" is one as of which it is told."""
        if not low.startswith(("'s ", "’s "), moment.end):
            return False
        return self.language.possessed.match(low, moment.end + 3) is None

    def _is_reported(self, within: Sentence, moment: Moment) -> bool:
        """ "the office said on Friday": when it was told, not when it was."""
        return self.language.says.search(within.low, max(within.span[0], moment.start - 16), moment.start) is not None

    def is_release(self, within: Sentence, moment: Moment) -> bool:
        return self.release is not None and right_before(self.release, within, moment)

    def delta_since(self, within: Sentence, phrase: Phrase) -> datetime | None:
        """The time since which an increment counts: "tăng 13 người so với 22 giờ"."""
        for moment in within.moments:
            if 0 <= moment.start - phrase.end <= 60 and self.is_compared(within.low, moment):
                return moment.period.start
        return None

    # --- stocks ---------------------------------------------------------------------------------------------------

    def as_of(
        self, within: Sentence, phrase: Phrase, subject: Subject | None, metric: Metric, carried: Carried, is_main: bool
    ) -> tuple[Period, Basis]:
        """The time as of which a total or level is told."""
        started = subject.started if subject else None
        is_official = metric.revisable or metric.kind == "level"
        behind = right_behind(self.language, within, phrase)
        if isinstance(behind, Phrase) and started is not None:
            return since_start(behind, started), "derived"
        owned = _owned(self.language, within, phrase, [m for m in within.moments if m.grain in ("year", "quarter")])
        if owned is not None and owned.period.end is not None:
            return whole_day(owned.period.end.date()), "derived"
        chosen = self._chosen(within, phrase, behind if isinstance(behind, Moment) else None)
        if chosen is not None:
            return chosen
        passed = _passed(self.language, within, phrase)
        if passed is not None and started is not None and is_main:
            return self._since(since_start(passed, started))
        duration = _duration_of(self.language, within, phrase)
        if duration is not None and started is not None and is_main:
            reached = since_start(duration, started)
            published = self.article.published
            if published is None or published.end is None or reached.start is None or reached.start <= published.end:
                return reached, "derived"
        if carried.as_of is not None:
            return carried.as_of
        if (is_official or is_main) and self.main is not None:
            return self.main
        return self._published(subject, is_official=is_official)

    def _chosen(self, within: Sentence, phrase: Phrase, behind: Moment | None) -> tuple[Period, Basis] | None:
        fitting = [
            moment
            for moment in within.moments
            if moment.grain in _TELLING
            and not self._is_later(moment)
            and not self.is_release(within, moment)
            and not self.is_compared(within.low, moment)
            and not self._is_event(within.low, moment, within.span[0])
        ]
        chosen = behind if behind in fitting else nearest(fitting, phrase, within)
        if chosen is None or chosen.grain == "unknown":
            return None
        if chosen.grain in ("span", "month", "days"):
            end = _last_day(chosen.period)
            last = min(end, self.published) if end and self.published else end
            return (whole_day(last), "derived") if last else None
        return chosen.period, "stated" if self.published else "derived"

    def _is_later(self, moment: Moment) -> bool:
        """Whether a time lay ahead when the article came out: the month that a price is for is none as of which it is
        told."""
        published, start = self.article.published, moment.period.start
        return published is not None and published.end is not None and start is not None and start > published.end

    def _since(self, reached: Period) -> tuple[Period, Basis]:
        """Some time after another amount was reached, and before publication. Never `published`: an amount that was
        passed on the way is not what a run had come to in the end."""
        published = self.article.published
        if published is None or published.end is None or reached.start is None or published.end <= reached.start:
            return UNKNOWN, "unknown"
        return Period(start=reached.start, end=published.end), "derived"

    def _published(self, subject: Subject | None, *, is_official: bool) -> tuple[Period, Basis]:
        published = self.article.published
        if published is None or published.end is None:
            return UNKNOWN, "unknown"
        if is_official:
            # A toll without a time is the one at hand when it was published.
            return whole_day(published.end.astimezone(VIETNAM).date()), "derived"
        ended, started = (subject.ended, subject.started) if subject else (None, None)
        if ended is not None and published.end > ended:
            return Period(start=ended, end=published.end), "published"
        return Period(start=min(started, published.end) if started else None, end=published.end), "published"

    def instant_in(self, within: Sentence, phrase: Phrase) -> tuple[Period, Basis] | None:
        """The minute up to which the amount of a day was counted: "lúc 23h59 ngày 1/9, thu trong ngày ..."."""
        instants = [m for m in within.moments if m.grain == "instant" and not self.is_compared(within.low, m)]
        chosen = nearest(instants, phrase, within)
        return (chosen.period, "stated") if chosen is not None else None

    # --- flows ----------------------------------------------------------------------------------------------------

    def period(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: Subject | None, carried: Carried
    ) -> Period | None:
        """The period of an amount of a day, a month or any stretch of time."""
        if metric.period == "day":
            return self._day(within, phrase, subject, carried)
        wanted = _GRAINS.get(metric.period, _STRETCHES)
        fitting = [m for m in within.moments if m.grain in wanted]
        owned = _owned(self.language, within, phrase, fitting)
        if owned is not None:
            return owned.period
        if metric.period == "any":
            fitting += [
                m
                for m in within.moments
                if m.grain in _DAYS and not self.is_release(within, m) and not self._is_reported(within, m)
            ]
            fitting.sort(key=lambda m: m.start)
        fitting = [m for m in fitting if not self.is_compared(within.low, m)]
        months = self._first_months(within, phrase, next((m for m in fitting if m.grain == "year"), None))
        chosen = nearest(fitting, phrase, within) or _glossed(self.language, within, phrase, fitting)
        is_later = chosen is not None and self.language.whole_year.match(chosen.said.lower()) is not None
        if (
            months is not None
            and not is_later
            and (chosen is None or chosen.grain == "year" or chosen.start < months[0] < phrase.start)
        ):
            return months[1]
        if chosen is None:
            if self.language.that_period.search(within.low, within.span[0], phrase.start):
                return carried.period or carried.before or self.about
            return carried.opening or carried.period or self.about or carried.before
        return self._days_up_to(within, chosen) or self._stretch(within.low, chosen)

    def _days_up_to(self, within: Sentence, moment: Moment) -> Period | None:
        """ "trong 4 ngày nghỉ lễ 30.4 đến 3.5": so many days, up to the one that is named."""
        if moment.day is None:
            return None
        for days in within.phrases:
            if days.unit == "days" and is_duration(days) and 0 <= moment.start - days.end <= _NEAR + _OPENING:
                return span_of(moment.day - timedelta(days=int(days.value) - 1), moment.day)
        return None

    def _stretch(self, low: str, moment: Moment) -> Period:
        """The period that a time stands for: up to a day or a month is since the year began."""
        if moment.grain in _UP_TO and self.is_led(low, moment):
            return self._to_date(moment) or moment.period
        return moment.period

    def is_former(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is what another is compared with, "up from 45%", "so với cùng kỳ năm 2024 (36.276 ca)"."""
        before = within.low[max(within.span[0], phrase.hedge_start - 2 * _NEAR) : phrase.hedge_start]
        return self.language.former.search(before) is not None or self._glossing(within, phrase) is not None

    def _glossing(self, within: Sentence, phrase: Phrase) -> Moment | None:
        """The time of comparison that brackets around a number stand right behind."""
        if not within.in_brackets(phrase.start):
            return None
        opening = within.text.rfind("(", within.span[0], phrase.start)
        held = (m for m in within.moments if 0 <= opening - m.end <= 1)
        return next((m for m in held if self.is_compared(within.low, m)), None)

    def former_period(self, within: Sentence, phrase: Phrase, carried: Carried) -> Period | None:
        """The period of a number that another is compared with: the one that hangs on it, else the same stretch of the
        year that is named with it; None where neither can be told."""
        owned = _owned(self.language, within, phrase, [m for m in within.moments if m.grain in _STRETCHES])
        if owned is not None and owned.start >= phrase.end:
            return owned.period
        behind = next((m for m in within.moments if 0 <= m.start - phrase.end <= 3 * _NEAR), None)
        moment = self._glossing(within, phrase) or (
            behind if behind is not None and self.is_compared(within.low, behind) else None
        )
        base = carried.period or self.about or carried.before
        if moment is None or moment.grain != "year" or moment.period.start is None or base is None:
            return None
        return in_year(base, moment.period.start.astimezone(VIETNAM).year)

    def so_far(self, period: Period, as_of: Period | None) -> Period:
        """The part of a period that had gone by: what was counted "this year" was counted up to the day as of which
        it is told, else to publication."""
        last = min((p.end for p in (as_of, self.article.published) if p is not None and p.end), default=None)
        if last is None or period.start is None or not self.is_ahead(period) or period.start > last:
            return period
        return span_of(period.start.astimezone(VIETNAM).date(), last.astimezone(VIETNAM).date())

    def open(self, within: Sentence, carried: Carried) -> None:
        """Take along the stretch of time that a sentence without figures begins with."""
        first = next((m for m in within.moments if m.grain in _STRETCHES), None)
        if (
            first is not None
            and first.start - within.span[0] <= _OPENING
            and within.low.startswith(",", first.end)
            and not self.is_compared(within.low, first)
        ):
            carried.opening = first.period

    def is_another_year(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is of a year that it is only compared with, "far above the 4.67 billion of 2023": what
        follows is not of that year."""
        owned = _owned(self.language, within, phrase, [m for m in within.moments if m.grain == "year"])
        published = self.article.published
        if owned is None or owned.period.end is None or published is None or published.start is None:
            return False
        return owned.period.end < published.start

    def _day(self, within: Sentence, phrase: Phrase, subject: Subject | None, carried: Carried) -> Period | None:
        days = [m for m in within.moments if m.day is not None and not self.is_compared(within.low, m)]
        chosen = nearest(days, phrase, within)
        if chosen is not None and chosen.day is not None:
            return whole_day(chosen.day)
        near = within.low[max(within.span[0], phrase.start - 60) : min(within.span[1], phrase.end + 40)]
        if subject is not None and subject.started is not None and self.language.first_day.search(near):
            return whole_day(subject.started.astimezone(VIETNAM).date())
        return whole_day(carried.day) if carried.day else None

    def _to_date(self, moment: Moment) -> Period | None:
        """ "tính đến 15/12": from the beginning of the year."""
        day = moment.day or _last_day(moment.period)
        return span_of(date(day.year, 1, 1), day) if day else None

    def _first_months(self, within: Sentence, phrase: Phrase, year: Moment | None) -> tuple[int, Period] | None:
        """ "9 tháng", "over five months": the first months of the year, when they had just ended."""
        if self.published is None:
            return None
        months = [
            p
            for p in within.phrases
            if p.unit == "months" and p.hedge in ("bare", "more") and p.value == int(p.value) and 2 <= p.value <= 12
        ]
        months.sort(key=lambda p: (p.start > phrase.start, abs(p.start - phrase.start)))
        named = [year.period.start.year] if year is not None and year.period.start else []
        for held in months:
            for each in (*named, self.published.year, self.published.year - 1):
                end = end_of_month(each, int(held.value))
                if end <= self.published + _RELEASE_LAG and self.published - end <= _FRESH:
                    return held.start, months_of(each, 1, int(held.value))
        return None

    def as_of_period(
        self, within: Sentence, metric: Metric, period: Period | None, carried: Carried
    ) -> tuple[Period, Basis]:
        """The time as of which a flow was known: a day that is said, the day of publication for a rate of growth, else
        the end of the latest period that had ended."""
        led = [m for m in within.moments if m.grain in _DAYS and self.is_led(within.low, m)]
        if led:
            return whole_day(led[-1].day) if led[-1].day else led[-1].period, "stated"
        published = self.article.published
        if metric.kind == "growth":
            if published is None or published.end is None or published.start is None:
                return carried.as_of or (UNKNOWN, "unknown")
            last = published.end.astimezone(VIETNAM).date()
            return span_of(last - _RELEASE_LAG, last), "derived"
        if carried.as_of is not None and carried.as_of[1] == "stated":
            return carried.as_of
        if self.is_released and self.published is not None and _has_just_ended(period, self.published):
            return whole_day(self.published), "stated"
        ended = [p for p in (period, self.about) if p is not None and p.end is not None and self._is_fresh(p)]
        if ended:
            last = max(day for p in ended if (day := _last_day(p)))
            return whole_day(min(last, self.published or last)), "derived"
        if self.main is not None:
            return self.main
        return self._published(None, is_official=True)


def whole_stretches(low: str, moments: list[Moment], language: Language) -> list[Moment]:
    """The times of a text, two that are the ends of one stretch as that stretch: "between March 3 and April 4", "from
    January to the end of August"."""
    if len(moments) < 2:
        return moments
    found = [moments[0]]
    for moment in moments[1:]:
        first = found[-1]
        start, end = first.period.start, moment.period.end
        if (
            start is not None
            and end is not None
            and start < end
            and moment.start - first.end <= _NEAR
            and (first.grain == moment.grain or (first.grain == "month" and moment.grain == "days"))
            and first.grain in ("day", "month", "year")
            and language.between_and.fullmatch(low, first.end, moment.start)
            and language.between.search(low[max(0, first.start - _NEAR) : first.start])
        ):
            grain: Grain = "days" if first.grain == "day" else "span"
            said = first.said + low[first.end : moment.start] + moment.said
            span = span_of(start.astimezone(VIETNAM).date(), end.astimezone(VIETNAM).date())
            found[-1] = Moment(first.start, moment.end, said, span, grain)
        else:
            found.append(moment)
    return found


def _last_day(period: Period) -> date | None:
    """The day up to which a period is told; what is told by the middle of a month is told to its 15th."""
    if period.end is None:
        return None
    is_middle = period.start is not None and (period.start.day, period.end.day) == _MIDDLE
    return period.end.date().replace(day=15) if is_middle else period.end.date()


def _has_just_ended(period: Period | None, published: date) -> bool:
    """Whether a period's figures can be those that came out on the day of publication."""
    return bool(period and period.end and published - _COMES_OUT <= period.end.date() < published)


def nearest(moments: Sequence[Moment], phrase: Phrase, within: Sentence) -> Moment | None:
    """The last one before the phrase, else the first behind it; one in brackets speaks only to what is in brackets."""
    inside = within.in_brackets(phrase.start)
    held = [m for m in moments if inside or not within.in_brackets(m.start)]
    before = [m for m in held if m.end <= phrase.start]
    if before:
        return before[-1]
    following = next((m for m in held if m.start >= phrase.end), None)
    if following is not None and any(
        p.unit == phrase.unit and phrase.end <= p.start < following.start <= p.end + _NEAR for p in within.phrases
    ):
        return None  # "68.4 percent, up from 61.2 percent in 2021": the year is the other's
    return following


def _owned(language: Language, within: Sentence, phrase: Phrase, moments: Sequence[Moment]) -> Moment | None:
    """The time that hangs on a number: "4,67 tỷ USD của năm 2023", "$20 billion in 2022"."""
    for moment in moments:
        if 0 <= moment.start - phrase.end <= _NEAR and language.of_time.fullmatch(within.low, phrase.end, moment.start):
            return moment
    return None


def _glossed(language: Language, within: Sentence, phrase: Phrase, moments: Sequence[Moment]) -> Moment | None:
    """The days in brackets that say which stretch of time is meant: "tuần chiếu chót (26/9 - 28/9)"."""
    before = [m for m in moments if m.end <= phrase.start and within.in_brackets(m.start)]
    if not before or not language.stretch.search(within.low, within.span[0], before[-1].start):
        return None
    return before[-1]


def right_behind(language: Language, within: Sentence, phrase: Phrase) -> Moment | Phrase | None:
    """The time said right behind an amount: "100 tỷ trong 3 ngày", "300 tỷ vào sáng 31/8"."""
    times: list[Moment | Phrase] = [*within.moments, *(p for p in within.phrases if is_duration(p))]
    following = [t for t in times if phrase.end <= t.start <= phrase.end + _NEAR]
    for time in sorted(following, key=lambda t: t.start):
        if language.behind_amount.fullmatch(within.low, phrase.end, time.start):
            return time
    return None


def _passed(language: Language, within: Sentence, phrase: Phrase) -> Phrase | None:
    """ "300 tỷ trong 9 ngày, cán mốc 500 tỷ, rồi 600 tỷ": the days of an earlier amount of a sequence are not those of
    the amounts that follow, nor of what is counted beside them; they are later than that."""
    if within.in_brackets(phrase.start):
        return None
    amounts = [p for p in within.phrases if is_money(p.unit)]
    for owner in amounts:
        time = right_behind(language, within, owner)
        if not isinstance(time, Phrase) or time.end > phrase.start:
            continue
        if any(p.unit == owner.unit and time.end <= p.start <= phrase.start for p in amounts):
            return time
    return None


def _duration_of(language: Language, within: Sentence, phrase: Phrase) -> Phrase | None:
    """A duration in the same sentence that no other amount stands between; the only one is of all that is said."""
    durations = [p for p in within.phrases if is_duration(p)]
    if len(durations) == 1 and not within.moments:
        return durations[0]
    for duration in durations:
        if any(
            p is not phrase and right_behind(language, within, p) is duration
            for p in within.phrases
            if is_money(p.unit)
        ):
            continue
        first, last = sorted((phrase, duration), key=lambda p: p.start)
        between = [p for p in within.phrases if first.end <= p.start < last.start and is_money(p.unit)]
        if not between and last.start - first.end <= 70:
            return duration
    return None


def since_start(duration: Phrase, started: datetime) -> Period:
    """ "sau 17 ngày", "in just over 20 days": the day reached by inclusive counting, a day later when "over"."""
    count = int(duration.value * TIME_UNITS[duration.unit])
    first = started + timedelta(days=max(count - 1, 0))
    last = first + timedelta(days=2 if duration.hedge in ("more", "at_least") else 1)
    if duration.hedge in ("more", "at_least"):
        first += timedelta(days=1)
    if duration.hedge in ("near", "under"):
        first -= timedelta(days=max(TIME_UNITS[duration.unit] // 3, 1))
    return Period(start=first, end=last + timedelta(seconds=86399))


def right_before(pattern: re.Pattern[str], within: Sentence, moment: Moment) -> bool:
    """A cue within a few words before a moment, with neither another moment nor a number between."""
    found = list(pattern.finditer(within.low, max(within.span[0], moment.start - 26), moment.start))
    return bool(found) and not any(letter.isdigit() for letter in within.text[found[-1].end() : moment.start])
