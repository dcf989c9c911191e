"""The time as of which a total or level is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sources.figures.frame import Frame, is_before
from sources.figures.interval import is_counted
from sources.figures.language import Language
from sources.figures.memory import Carried
from sources.figures.moments import Moment
from sources.figures.ownership import duration_of, is_of_another_start, nearest, owned, passed, right_behind
from sources.figures.periods import UNKNOWN, last_day, whole_day
from sources.figures.phrase import Phrase
from sources.figures.restating import restated_by
from sources.figures.roles import Roles
from sources.figures.sentence import TIME_UNITS, Sentence
from sources.model import Basis, Metric, Period, Subject

_CLAUSE: Final = re.compile(r"[^,;:.()]*")
_HALT: Final = re.compile(r"[,;:.\d]")
_OPENING: Final = 16  # characters in front of the time that a sentence begins with
_SOURCE: Final = 40  # characters in front of a year in which a count is named that was taken then
_PREVIEWS: Final = timedelta(days=30)  # before a run begins, what it brings is told at the earliest
_RUNS: Final = frozenset({"cumulative", "rank"})
_POINTS: Final = frozenset({"instant", "part", "day"})
_TELLING: Final = frozenset({"instant", "part", "day", "span", "month", "days", "unknown"})


class Stocks:
    """When the totals and levels of one article hold. The times of the article as a whole are those of `main_subject`,
    the subject that its topic is about."""

    def __init__(self, language: Language, roles: Roles, frame: Frame, main_subject: str | None) -> None:
        self.language = language
        self.roles = roles
        self.frame = frame
        self.main_subject = main_subject
        self.released: datetime | None = None  # the day that an article itself tells that the run of those began on

    def as_of(
        self, within: Sentence, phrase: Phrase, subject: Subject | None, metric: Metric, carried: Carried
    ) -> tuple[Period, Basis]:
        """The time as of which a total or level is told."""
        started = subject.started if subject else None
        is_main = subject is not None and subject.name == self.main_subject
        is_official = metric.revisable or metric.kind == "level"
        begun = self.released if is_main and self.released is not None else started
        if metric.revisable and self.is_peak(within, phrase):
            return self._some_time(within, phrase, started)
        behind = right_behind(self.language, within, phrase)
        if isinstance(behind, Phrase) and started is not None:
            if is_of_another_start(self.language, within, behind):
                return self.frame.at_publication(subject, is_official=is_official)
            reached = self._until_published(_since_start(behind, self._begun(within, behind, begun or started)))
            return (
                (reached, "derived")
                if reached is not None
                else self.frame.at_publication(subject, is_official=is_official)
            )
        hanging = owned(self.language, within, phrase, [m for m in within.moments if m.grain in ("year", "quarter")])
        if hanging is not None and hanging.period.end is not None and not self._runs_on(within, hanging, metric):
            return whole_day(hanging.period.end.date()), "derived"
        source = self._source_year(within, phrase) if metric.kind == "level" else None
        if source is not None:
            return source.period, "derived"
        chosen = self._chosen(within, phrase, behind if isinstance(behind, Moment) else None, metric, started)
        if chosen is not None:
            return chosen
        if any(self._is_outdated(within, moment, phrase) for moment in within.moments):
            return self.frame.at_publication(subject, is_official=is_official)
        opening = self._opening_year(within, phrase) if not metric.revisable else None
        if opening is not None:
            return whole_day(opening), "derived"
        last = passed(self.language, within, phrase)
        if last is not None and started is not None and is_main:
            return self._since(_since_start(last, begun or started))
        duration = duration_of(self.language, within, phrase)
        is_own = duration is not None and not is_of_another_start(self.language, within, duration)
        if duration is not None and is_own and started is not None and is_main:
            reached = self._until_published(_since_start(duration, self._begun(within, duration, begun or started)))
            if reached is not None:
                return reached, "derived"
        if self.is_before(within):
            return self.frame.at_publication(subject, is_official=False)
        if carried.as_of is not None:
            return carried.as_of
        main = self.frame.main_of(within.number) if is_official or is_main else None
        if main is not None:
            return main
        return self.frame.at_publication(subject, is_official=is_official)

    def _begun(self, within: Sentence, duration: Phrase, begun: datetime) -> datetime:
        """ "in four days since its release on May 4": the day that so many days are said to be counted from, else that
        on which the run began."""
        for moment in within.moments:
            if moment.day is None or not duration.end <= moment.start <= duration.end + 2 * _SOURCE:
                continue
            gap = within.low[duration.end : moment.start]
            if _HALT.search(gap) is not None or self.language.released.search(gap) is None:
                continue
            day = whole_day(moment.day).start
            if day is not None and abs(day - begun) <= _PREVIEWS:
                return day
        return begun

    def _chosen(
        self, within: Sentence, phrase: Phrase, behind: Moment | None, metric: Metric, started: datetime | None
    ) -> tuple[Period, Basis] | None:
        fitting = [
            moment
            for moment in within.moments
            if not self.frame.names_thing(within, moment)
            and (moment.grain in _TELLING or (moment.grain == "quarter" and metric.kind == "level"))
            and not (self.frame.is_later(moment.period) and not self.roles.is_as_at(within.low, moment))
            and not (metric.revisable and metric.kind == "cumulative" and is_before(moment, started))
            and not (metric.kind in _RUNS and not metric.revisable and _is_long_before(moment, started))
            and not self._is_outdated(within, moment, phrase)
            and not self.roles.is_release(within, moment)
            and not (metric.kind in _RUNS and not metric.revisable and self.roles.is_debut(within, moment))
            and not self.roles.is_begun(within, moment)
            and not self.roles.is_compared(within.low, moment)
            and not self.roles.is_event(within.low, moment, within.span[0])
            and not (metric.revisable and self._is_of_event(within, moment))
            and not (self.frame.is_event and is_counted(metric.unit) and self._names_event(within, moment))
        ]
        chosen = behind if behind in fitting else nearest(fitting, phrase, within)
        chosen = self._counted_by(within, phrase, chosen, fitting)
        if chosen is None or chosen.grain == "unknown":
            return None
        if chosen.grain in ("span", "month", "days", "quarter"):
            end = last_day(chosen.period)
            last = min(end, self.frame.day) if end and self.frame.day else end
            return (whole_day(last), "derived") if last else None
        return chosen.period, "stated" if self.frame.day else "derived"

    def _is_outdated(self, within: Sentence, moment: Moment, phrase: Phrase) -> bool:
        """ "said on November 18 that 4,500 were, but later found that 33.7 million": whether what a number tells came
        some time after a time in front of it."""
        restated = restated_by(self.language, within, phrase) if moment.end <= phrase.hedge_start else None
        if restated is not None and moment.end <= restated.start:
            return True
        return self.language.later.search(within.low, moment.end, phrase.hedge_start) is not None

    def _counted_by(
        self, within: Sentence, phrase: Phrase, chosen: Moment | None, fitting: Sequence[Moment]
    ) -> Moment | None:
        """ "dù 19/12 mới công chiếu, phim đã thu 26 tỷ đồng tại phòng vé (tính tới 18/12)": the one time behind a
        number that words can only lead to as one of which it is told, rather than another in front of it."""
        if chosen is None or chosen.start >= phrase.start or self.roles.is_counted_by(within.low, chosen):
            return chosen
        led = [m for m in fitting if m.start >= phrase.end and self.roles.is_counted_by(within.low, m)]
        if len(led) != 1 or any(phrase.end <= p.start < led[0].start for p in within.phrases):
            return chosen
        return led[0]

    def _runs_on(self, within: Sentence, moment: Moment, metric: Metric) -> bool:
        """ "the 10th title in 2025 to pass it, as of September 24": a year that had not ended, where a day is told as
        of which that is so, or which says of what something is the 10th."""
        published, end = self.frame.published, moment.period.end
        if published is None or published.end is None or end is None or end <= published.end:
            return False
        return metric.kind == "rank" or any(
            m.grain in _POINTS and self.roles.is_led(within.low, m) for m in within.moments
        )

    def is_before(self, within: Sentence) -> bool:
        """ "Trước đó, phim ...", "Previously, ...": whether a sentence without a time of its own tells what was before
        those that were told."""
        return not within.moments and self.language.opens_before.match(within.low, within.span[0]) is not None

    def is_peak(self, within: Sentence, phrase: Phrase) -> bool:
        """ "peaked at 1.2 million", "thời điểm lớn nhất 186.000 nhà": the most that there were at any time."""
        low, (first, last) = within.low, within.span
        if self.language.peak.match(low, first) is not None:
            return True
        before = max(self.language.peak.finditer(low, first, phrase.start), key=re.Match.end, default=None)
        if before is not None and not any(before.end() <= p.start < phrase.hedge_start for p in within.phrases):
            return True
        clause = _CLAUSE.match(low, phrase.end, min(last, phrase.end + _SOURCE))
        after = self.language.peak.search(low, phrase.end, clause.end()) if clause is not None else None
        return after is not None and not any(phrase.end <= p.start < after.start() for p in within.phrases)

    def _some_time(self, within: Sentence, phrase: Phrase, started: datetime | None) -> tuple[Period, Basis]:
        """A time that is told right behind a number, else any up to publication: never that of the report."""
        behind = right_behind(self.language, within, phrase)
        if isinstance(behind, Moment) and behind.period.end is not None:
            return behind.period, "stated"
        published = self.frame.published
        if started is None or published is None or published.end is None or published.end <= started:
            return UNKNOWN, "unknown"
        return Period(start=started, end=published.end), "derived"

    def _source_year(self, within: Sentence, phrase: Phrase) -> Moment | None:
        """ "home to 4,000 people, according to the 2021 census": the year in which a level was counted."""
        low = within.low
        for moment in within.moments:
            if moment.grain != "year" or low.find(";", phrase.end, moment.start) >= 0:
                continue
            before = low[max(within.span[0], moment.start - _SOURCE) : moment.start]
            if self.language.source_behind.match(low, moment.end) or self.language.source_before.search(before):
                return moment
        return None

    def _opening_year(self, within: Sentence, phrase: Phrase) -> date | None:
        """ "In 2023, the firm had 1,200 staff": the last day of a year that is over and that a sentence begins with,
        where no other time stands between it and a number."""
        before = [m for m in within.moments if m.end <= phrase.start]
        if len(before) != 1 or before[0].grain != "year" or self.frame.published is None:
            return None
        if self.frame.names_thing(within, before[0]):
            return None
        moment, over, out = before[0], before[0].period.end, self.frame.published.start
        is_first = moment.start - within.span[0] <= _OPENING and not self.roles.is_compared(within.low, moment)
        if not is_first or over is None or out is None or over >= out or self.roles.is_release(within, moment):
            return None
        return over.date()

    def _is_of_event(self, within: Sentence, moment: Moment) -> bool:
        if self.roles.is_of_happening(within.low, moment, self.frame.spoken):
            return True
        return self._names_event(within, moment)

    def _names_event(self, within: Sentence, moment: Moment) -> bool:
        """ "fled the strong quake of Jan. 1": whether a time only says which event is meant."""
        return self.roles.is_named_by(within.low, moment, within.mentions, self.frame.spoken)

    def _until_published(self, reached: Period) -> Period | None:
        """A time that was counted in days, up to publication; None where it would lie ahead."""
        published = self.frame.published
        if published is None or published.end is None or reached.start is None or reached.end is None:
            return reached
        return (
            Period(start=reached.start, end=min(reached.end, published.end)) if reached.start <= published.end else None
        )

    def _since(self, reached: Period) -> tuple[Period, Basis]:
        """Some time after another amount was reached, and before publication. Never `published`: an amount that was
        passed on the way is not what a run had come to in the end."""
        published = self.frame.published
        if published is None or published.end is None or reached.start is None or published.end <= reached.start:
            return UNKNOWN, "unknown"
        return Period(start=reached.start, end=published.end), "derived"

    def instant_in(self, within: Sentence, phrase: Phrase) -> tuple[Period, Basis] | None:
        """The minute up to which the amount of a day was counted: "lúc 23h59 ngày 1/9, thu trong ngày ..."."""
        instants = [m for m in within.moments if m.grain == "instant" and not self.roles.is_compared(within.low, m)]
        chosen = nearest(instants, phrase, within)
        return (chosen.period, "stated") if chosen is not None else None


def _is_long_before(moment: Moment, started: datetime | None) -> bool:
    """Whether a run had not begun for long at a time, so that nothing it brought is as of then."""
    end = moment.period.end
    return started is not None and end is not None and end < started - _PREVIEWS


def _since_start(duration: Phrase, started: datetime) -> Period:
    """ "sau 17 ngày", "in just over 20 days": the day reached by inclusive counting, a day later when "over"."""
    count = int(duration.value * TIME_UNITS[duration.unit])
    first = started + timedelta(days=max(count - 1, 0))
    last = first + timedelta(days=2 if duration.hedge in ("more", "at_least") else 1)
    if duration.hedge in ("more", "at_least"):
        first += timedelta(days=1)
    if duration.hedge in ("near", "under"):
        first -= timedelta(days=max(TIME_UNITS[duration.unit] // 3, 1))
    return Period(start=first, end=last + timedelta(seconds=86399))
