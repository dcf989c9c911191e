"""What an article as a whole says of its times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sources.figures.moments import Moment
from sources.figures.periods import UNKNOWN, whole_day
from sources.figures.phrase import Phrase
from sources.figures.roles import Roles
from sources.figures.sentence import Mention, Sentence
from sources.model import VIETNAM, Basis, Metric, Period, Subject

_DAYS: Final = ("instant", "part", "day")
_NEAR: Final = 20
_DIGIT: Final = re.compile(r"\d")
_LONG_OVER: Final = timedelta(days=365)
_LEADS: Final = 3  # paragraphs that an article begins with, of which one tells as of when all of it counts
_FIRST: Final = 2  # times of a paragraph among which is the day that it tells its counts of
_EARLY: Final = timedelta(days=1)  # by how much a topic may be late with the beginning of its event
FRESH: Final = timedelta(days=100)  # how long after its end a period is what an article is about
_COMES_OUT: Final = timedelta(days=10)  # how soon after its end the figures of a period come out
_LONG: Final = timedelta(days=300)  # of what is nearly a year long
_NOUN: Final = re.compile(r"\s[^\W\d_]")
_NAMED: Final = 24  # characters beside a year in which it is told what it is of
_YEARLY: Final = timedelta(days=31)  # how soon after its end the figures of a year come out


Told = tuple[int, str, Sequence[Moment], Sequence[Mention]]  # a paragraph's number, text, times and places


class Frame:
    """The times that hold for one article as a whole: the one as of which it tells its counts (`main`), the period that
    it is about, and whether its figures came out on the day of publication. `day` is the one that unfinished dates are
    finished with, `started` when the event of its topic began, `spoken` are the words that its metrics are spoken of
    with, `is_event` whether those are tolls, `has_title` whether the first paragraph is a title; `is_titled` says that
    the title tells the period."""

    def __init__(
        self,
        roles: Roles,
        published: Period | None,
        day: date | None,
        started: datetime | None,
        paragraphs: Iterable[Told],
        spoken: Sequence[re.Pattern[str]] = (),
        *,
        is_event: bool = False,
        has_title: bool = False,
    ) -> None:
        self.roles = roles
        self.spoken = spoken
        self.is_event = is_event
        self.published = published
        self.day = day
        self.started = started
        self.main: tuple[Period, Basis] | None = None
        self._main_from = 0
        self.about: Period | None = None
        self.has_title = has_title
        self.is_titled = False
        self.is_released = False
        self._look_through(paragraphs)

    def main_of(self, number: int) -> tuple[Period, Basis] | None:
        """The time of the article as a whole for a paragraph: for all where its beginning tells it, else from
        there on."""
        return self.main if number >= self._main_from else None

    def _set_main(self, number: int, moment: Moment) -> None:
        self.main = (moment.period, "stated")
        self._main_from = number if number > _LEADS else -1

    def _look_through(self, paragraphs: Iterable[Told]) -> None:
        first_instant: tuple[int, Moment] | None = None
        latest: datetime | None = None  # of the days told so far: what is counted up to an earlier one is not all
        for order, (number, low, moments, places) in enumerate(paragraphs):
            for place, moment in enumerate(moments):
                end = moment.period.end
                is_aside = self.roles.is_compared(low, moment) or (end is not None and self.is_past(end))
                is_aside = is_aside or self.roles.is_possessive(low, moment) or self.is_later(moment.period)
                is_aside = is_aside or (self.is_event and is_before(moment, self.started))
                is_aside = is_aside or (self.is_event and self._is_of_part(low, moment, places))
                is_aside = is_aside or (self.is_event and self.roles.is_of_happening(low, moment, self.spoken))
                is_over = latest is not None and end is not None and end < latest
                if not (is_aside or is_over) and self.main is None and moment.grain in _DAYS:
                    if self._is_as_of(low, moment):
                        self._set_main(number, moment)
                    elif self.is_event and place < _FIRST and self._counts(low, moment):
                        start = moment.period.start
                        latest = start if latest is None or (start is not None and start > latest) else latest
                is_aside = is_aside or (self.is_event and self.roles.is_event(low, moment, 0))
                if not is_aside and first_instant is None and moment.grain == "instant" and self._counts(low, moment):
                    first_instant = number, moment
                if self.day is not None and moment.day == self.day:
                    self.is_released = True
                if (
                    self.about is None
                    and not is_aside
                    and moment.grain in ("span", "month", "quarter", "days")
                    and moment.day is None  # "since April 4" is told of something else as often
                    and self.is_fresh(moment.period)
                    and not self.roles.is_of_aside(low, moment, self.spoken)
                ):
                    self.about = self.roles.period_of(low, moment)
                    self.is_titled = self.has_title and order == 0
        if self.main is None and first_instant is not None:
            self._set_main(*first_instant)

    def _is_as_of(self, low: str, moment: Moment) -> bool:
        """Whether a time is one as of which an article tells its figures. Of an event, what its sentence tells must be
        a count: "at 9 am" and "by 2 am" lead to what happened as well."""
        if not self.roles.is_led(low, moment):
            return False
        if not self.is_event or self._counts(low, moment):
            return True
        if self.roles.is_at(low, moment):
            return False
        first, last = _sentence(low, moment)
        is_counted = _DIGIT.search(low, first, moment.start) or _DIGIT.search(low, moment.end, last)
        return is_counted is not None or self.roles.is_counted_by(low, moment)

    def _is_of_part(self, low: str, moment: Moment, places: Sequence[Mention]) -> bool:
        """ "By the night of the 22nd, Reed Bay had 23 dead": the time of one place's count, and none of the whole."""
        first, last = _sentence(low, moment)
        return any(first <= place.start < last and self._leads_to(low, moment, place, first) for place in places)

    def _leads_to(self, low: str, moment: Moment, place: Mention, first: int) -> bool:
        """Whether a sentence begins with a place, or goes on from a time to one before it counts anything: "As of
        April 8, rescuers in Oakham had found 20 dead", "As of April 8, an Oakham tower collapse"."""
        language, at = self.roles.language, place.start
        if language.place_leads.fullmatch(low, first, at) is not None:
            return True
        if at < moment.end or _DIGIT.search(low, moment.end, place.end) is not None:
            return False
        if language.place_leads.fullmatch(low, moment.end, at) is not None:
            return True
        return any(each.search(low, moment.end, at) is not None for each in (language.nowhere.at, language.attributive))

    def _counts(self, low: str, moment: Moment) -> bool:
        """Whether the sentence of a time speaks of what is counted: where a storm stood at an hour is no toll."""
        first, last = _sentence(low, moment)
        return any(pattern.search(low, first, last) for pattern in self.spoken)

    def is_past(self, end: datetime) -> bool:
        """Whether a time is one that the article looks back to, not one as of which it tells its figures."""
        return self.day is not None and end.date() < self.day - FRESH

    def is_later(self, period: Period) -> bool:
        """Whether a time lay ahead when the article came out: a plan, a term, and none as of which anything is told
        unless its own words say so."""
        published, start = self.published, period.start
        return published is not None and published.end is not None and start is not None and start > published.end

    def is_ahead(self, period: Period | None) -> bool:
        """Whether a period had long to go when the article came out, so that nobody can have counted what it brings."""
        if period is None or period.end is None or self.day is None:
            return False
        return period.end.date() > self.day + _COMES_OUT

    def is_fresh(self, period: Period) -> bool:
        """Whether a period had just ended, or nearly, when the article came out."""
        if period.end is None or self.day is None:
            return False
        end = period.end.date()
        return self.day - FRESH <= end <= self.day + _COMES_OUT

    def has_just_ended(self, period: Period | None) -> bool:
        """Whether a period's figures can be those that came out on the day of publication."""
        if self.day is None:
            return False
        if period is None or period.start is None or period.end is None:
            return False
        late = _YEARLY if period.end - period.start > _LONG else _COMES_OUT
        return self.day - late <= period.end.date() < self.day

    def names_thing(self, within: Sentence, moment: Moment) -> bool:
        """ "the 1993 classic", "the original 1997 film": a year long ago that says which thing is meant, and not when
        something was told or came in ("its 1993 revenue")."""
        if moment.grain != "year" or not moment.said.isdigit() or self.day is None:
            return False
        end = moment.period.end
        if end is None or end.year >= self.day.year - 1:
            return False
        low = within.low
        front = low[max(within.span[0], moment.start - _NAMED) : moment.start]
        if self.roles.language.year_of_thing.search(front) is None or _NOUN.match(low, moment.end) is None:
            return False
        behind = min(within.span[1], moment.end + _NAMED)
        return not any(pattern.search(low, moment.end, behind) for pattern in self.spoken)

    def is_wider(self, within: Sentence, metric: Metric) -> bool:
        """Whether a count is of a stretch that began long before its event: "disasters this year have killed"."""
        started = self.started
        if started is None or not metric.revisable:
            return False
        return any(
            m.grain == "span" and m.period.start is not None and m.period.start < started - FRESH / 2
            for m in within.moments
            if not (self.roles.is_compared(within.low, m) or self.roles.is_since_worst(within.low, m))
        )

    def is_before(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """Whether a count is of a time long before its event: "in 1999 a quake killed nearly 18,000". Of an event whose
        beginning its topic does not tell, a year that was over for a year when the article came out is such a time."""
        started = self.started
        if not metric.revisable:
            return False
        last = next((m for m in reversed(within.moments) if m.end <= phrase.start), None)
        if last is None or last.grain not in ("year", "month") or last.period.end is None:
            return False
        if last.start - within.span[0] > _NEAR or ";" in within.text[last.end : phrase.start]:
            return False
        if _goes_on_to_own(within, last, phrase):
            return False
        if started is None:
            is_long_over = (
                last.grain == "year" and self.day is not None and last.period.end.date() < self.day - _LONG_OVER
            )
        else:
            is_long_over = last.period.end < started - FRESH
        return (
            is_long_over
            and not self.roles.is_compared(within.low, last)
            and not self.roles.is_event(within.low, last, within.span[0])
        )

    def at_publication(self, subject: Subject | None, *, is_official: bool) -> tuple[Period, Basis]:
        """The time of what nothing else says the time of."""
        published = self.published
        if published is None or published.end is None:
            return UNKNOWN, "unknown"
        if is_official:
            # A toll without a time is the one at hand when it was published.
            return whole_day(published.end.astimezone(VIETNAM).date()), "derived"
        ended, started = (subject.ended, subject.started) if subject else (None, None)
        if ended is not None and published.end > ended:
            return Period(start=ended, end=published.end), "published"
        return Period(start=min(started, published.end) if started else None, end=published.end), "published"


def is_before(moment: Moment, started: datetime | None) -> bool:
    """Whether a time was over when what is counted had not begun, so that no count of it can be as of then."""
    return started is not None and moment.period.end is not None and moment.period.end < started - _EARLY


def _sentence(low: str, moment: Moment) -> tuple[int, int]:
    """Where the sentence of a time begins and ends, roughly."""
    last = low.find(". ", moment.end)
    return low.rfind(". ", 0, moment.start) + 1, last if last >= 0 else len(low)


def _goes_on_to_own(within: Sentence, moment: Moment, phrase: Phrase) -> bool:
    """ "A 1996 fire killed 41, and Storm Heron has killed 94": whether a name stands behind the count of a time."""
    names = [m.start for m in within.mentions if m.is_named and moment.end <= m.start < phrase.start]
    return bool(names) and any(moment.end <= p.start < names[-1] for p in within.phrases)
