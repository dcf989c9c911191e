"""What a time is for: when something is told, what it is compared with, when something else was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.moments import Moment
from sources.figures.ownership import right_before
from sources.figures.periods import last_day, span_of
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence
from sources.model import Period

_SENTENCE: Final = re.compile(r"[.!?;]\s")
_LEAD: Final = 6  # letters in front of a time that a sentence begins with: "hồi", "around"
_ADDRESS: Final = 140  # characters behind such a time in which, past an address, is said what happened
_HAPPENED: Final = 40  # characters beside a time that may say what happened
_NAMED_BY: Final = 14  # characters between an event and the time that belongs to it
_CLAUSE: Final = 90  # the same in front of it, where a clause goes on up to it
_YEARS: Final = timedelta(days=400)
_FEW: Final = 2  # words between commas that are no clause of their own
_DIGITS: Final = re.compile(r"\d")
_BASES: Final = frozenset({"year", "quarter", "month"})  # what a rate can be measured from, behind "over"
_BREAK: Final = re.compile(r"[.,;:](?!\d)")
_BEGUN: Final = frozenset({"instant", "part", "day", "days", "month", "year"})  # since which something can be
_UP_TO: Final = frozenset({"instant", "part", "day", "days", "month"})  # what "until" can stand before


class Roles:
    """What the times of one article are for. `release` are the words for a release, `begun` those of all days that its
    topic asks for, `started` is the day on which the event of its topic began."""

    def __init__(
        self,
        language: Language,
        release: re.Pattern[str] | None,
        started: date | None = None,
        begun: Sequence[re.Pattern[str]] = (),
    ) -> None:
        self.language = language
        self.release = release
        self.begun = begun
        self.started = started

    def is_led(self, low: str, moment: Moment) -> bool:
        """Whether words say that something is told as of a time: "tính đến", "as of"."""
        return self.language.as_of_lead.search(low[max(0, moment.start - 24) : moment.start]) is not None

    def is_compared(self, low: str, moment: Moment) -> bool:
        """Whether a time is only what a number is compared with."""
        before = low[max(0, moment.start - 40) : moment.start]
        if moment.grain in ("days", "span") and self.language.between.search(before):
            return False  # "from July 16 to August 15"
        if self._is_base(low, moment, before) or self._is_of_record(low, moment):
            return True
        compared = self.language.compared_time.search(before)
        if compared is None:
            return self.language.since_behind.search(before) is not None and self.is_since_worst(low, moment)
        led = self.language.as_of_lead.search(before)  # "tính đến hơn 15 giờ"
        is_later = led is None or led.start() >= compared.start()
        return is_later and not self._ends_run(before, moment)

    def _is_base(self, low: str, moment: Moment, before: str) -> bool:
        """ "an increase of 69 percent over 2022", "gấp 5 lần 2022": a time that a rate is measured from."""
        if moment.grain not in _BASES or low.startswith(self.language.base_never, moment.start):
            return False
        return self.language.over_base.search(before) is not None

    def _is_of_record(self, low: str, moment: Moment) -> bool:
        """ "the highest in the past 25 years", "cao nhất trong 25 năm qua": years among which one is the most."""
        start, end = moment.period.start, moment.period.end
        if moment.grain != "span" or start is None or end is None or end - start < _YEARS:
            return False
        return self.is_since_worst(low, moment)

    def is_since_worst(self, low: str, moment: Moment) -> bool:
        """ "the highest toll of any fire since 1948": a time since which there was none like it."""
        front = _BREAK.split(low[max(0, moment.start - 2 * _HAPPENED) : moment.start])[-1]
        return self.language.superlatives.search(front) is not None

    def is_in(self, within: Sentence, moment: Moment) -> bool:
        """ "In 2024, it earned", "trong năm 2024": a time that begins a clause, or one that words say something was
        in."""
        front = within.low[max(within.span[0], moment.start - _HAPPENED) : moment.start]
        return (
            _BREAK.split(front)[-1].strip() == ""
            or self.language.day_leads.fullmatch(f" {front.split()[-1]} ") is not None
        )

    def is_bare_day(self, within: Sentence, moment: Moment) -> bool:
        """ "ngày 18/9, ... thu gần 5 tỷ đồng": a day on which something was, and none as of which it is told."""
        low = within.low
        if moment.grain != "day" or self.is_led(low, moment) or self.is_compared(low, moment):
            return False
        if self.is_release(within, moment) or self.is_reported(within, moment):
            return False
        return low.startswith(self.language.on_day, moment.start) and low.startswith(",", moment.end)

    def is_event(self, low: str, moment: Moment, start: int) -> bool:
        """ "the storm that came ashore on Saturday": when something else was."""
        before = low[max(start, moment.start - 40) : moment.start]
        if moment.grain in ("days", "span") and self.language.times.since.search(before):
            return False  # "từ ngày 3 đến 6/9": a stretch
        return self.language.event_time.search(before) is not None or self.is_possessive(low, moment)

    def is_of_happening(self, low: str, moment: Moment, spoken: Sequence[re.Pattern[str]] = ()) -> bool:
        """ "by 1.30pm, the ferry met a storm", "rơi lúc 1 giờ 38 phút": when it happened. `spoken` are words of what is
        counted, behind which a happening is another's."""
        front = low[max(0, moment.start - _CLAUSE) : moment.start]
        if self._is_aside(low, front, moment, spoken):
            return True
        if self.is_counted_by(low, moment):
            return False
        if self._has_happened(self._clause_of(front), spoken):
            return True
        begun = moment.end + 2 if low.startswith(", ", moment.end) else moment.end
        clause = _BREAK.split(low[begun : moment.end + _HAPPENED])[0]
        if (
            len(_SENTENCE.split(front)[-1].strip()) <= _LEAD
        ):  # "at 23:50, a building at 12 Reed Lane, Oakham caught fire"
            clause = _SENTENCE.split(low[begun : moment.end + _ADDRESS])[0]
        named = [event.span() for event in self.language.happenings.finditer(clause)]
        happened = next(
            (
                each
                for each in self.language.happened.finditer(clause)
                if not any(first <= each.start() < last for first, last in named)
            ),
            None,
        )
        if happened is None or self.language.relative.search(clause, 0, happened.start()):
            return False  # "by Friday the fire that broke out there had killed 30"
        if self.language.says.search(clause, 0, happened.start()):
            return False  # "on Friday said that the ferry sank"
        return not any(each.search(clause, 0, happened.start()) for each in spoken)

    def _clause_of(self, front: str) -> str:
        """The clause that leads up to a time, over commas that only set a name apart: "broke out in Oakham, Reedland,
        on"."""
        parts = _BREAK.split(front)
        at = len(parts) - 1
        while at and len(parts[at].split()) <= _FEW and self.language.says.search(parts[at]) is None:
            at -= 1
        return " ".join(parts[at:])

    def _is_aside(self, low: str, front: str, moment: Moment, spoken: Sequence[re.Pattern[str]]) -> bool:
        """ "the fire, which burned until Friday, has killed 128": a time between commas in a clause that counts
        nothing."""
        opened = max(self.language.relative.finditer(front), key=re.Match.end, default=None)
        closed = low.find(", ", moment.end, moment.end + _HAPPENED)
        if opened is None or closed < 0 or not front[: opened.start()].endswith(", "):
            return False
        clause = front[opened.end() :] + low[moment.end : closed]
        return _BREAK.search(clause) is None and not any(each.search(clause) for each in spoken)

    def is_of_aside(self, low: str, moment: Moment, spoken: Sequence[re.Pattern[str]]) -> bool:
        """ "called after the government fell in November": the time of a clause that only leads up to what its sentence
        tells, and counts nothing itself. `spoken` are the words of what is counted."""
        front = _BREAK.split(low[max(0, moment.start - _CLAUSE) : moment.start])[-1]
        opened = max(self.language.aside.finditer(front), key=re.Match.end, default=None)
        if opened is None or len(front[opened.end() :].split()) <= _FEW:
            return False
        clause = front[opened.end() :]
        return _DIGITS.search(clause) is None and not any(each.search(clause) for each in spoken)

    def is_named_by(
        self, low: str, moment: Moment, mentions: Sequence[Mention], spoken: Sequence[re.Pattern[str]]
    ) -> bool:
        """ "the strong quake late on Friday", "trận động đất mạnh 6,8 độ tối 8/9": a time that says which event is
        meant. `spoken` are words of what is counted, which make it the time of a count: "the quake's toll on
        Friday"."""
        if self.is_led(low, moment) and not self.is_at(low, moment):
            return False
        is_start = moment.day is not None and moment.day == self.started
        if self._is_attributive(low, moment, mentions):
            return True
        named = [(m.start, m.end) for m in mentions if m.end < moment.start <= m.end + _CLAUSE]
        first = max(0, moment.start - _CLAUSE)
        named += [(m.start(), m.end()) for m in self.language.happenings.finditer(low, first, moment.start)]
        for start, end in named:
            gap = low[end : moment.start]
            if not gap or gap[0] not in " ,(" or not self._leads_to_time(gap, is_start=is_start):
                continue
            if self.language.resumed.search(gap) or self.language.says.search(gap):
                continue
            if not is_start and self.language.possessed.search(low, max(0, start - _HAPPENED), start):
                continue  # "the toll of the quake on Saturday"
            if not any(each.search(gap) for each in spoken):
                return True
        return False

    def _is_attributive(self, low: str, moment: Moment, mentions: Sequence[Mention]) -> bool:
        """ "the Jan. 1 Oakham earthquake", "in a Sept. 7 storm": a time in front of an event that says which one is
        meant; "the Jan. 1 toll" is told as of then."""
        if self.language.attributive.search(low, max(0, moment.start - _LEAD), moment.start) is None:
            return False
        event = self.language.event_behind.match(low, moment.end)
        end = event.end() if event is not None else None
        if end is None:
            end = next(
                (m.end for m in mentions if 0 < m.start - moment.end <= 1 + low.startswith(",", moment.end)), None
            )
        if end is None or self.language.possessed.search(low, moment.end, end) is not None:
            return False
        is_start = moment.day is not None and moment.day == self.started
        return is_start or self.language.possessed.match(low, end + 1) is None

    def _leads_to_time(self, gap: str, *, is_start: bool) -> bool:
        """Whether words between an event and a time say no more than which one it was: few, how strong it was, or in a
        relative clause whom it hit; any, where it is the day on which the topic's own event began."""
        strong = self.language.strength.match(gap)
        rest = gap[strong.end() :] if strong is not None else gap
        relative = self.language.relative.match(rest.lstrip(", "))
        if relative is not None:
            rest = rest.lstrip(", ")
        if _BREAK.search(rest) or _DIGITS.search(rest):
            return False
        return relative is not None or is_start or len(rest) <= _NAMED_BY

    def is_counted_by(self, low: str, moment: Moment) -> bool:
        """ "as of Friday", "tính đến 7 giờ": whether words can only lead to a time as of which something is told."""
        return self.language.counted_by.search(low[max(0, moment.start - _HAPPENED) : moment.start]) is not None

    def is_as_at(self, low: str, moment: Moment) -> bool:
        """ "as of", "tính đến": whether words say that something was counted then, even of a day to come; "until" and
        "by" say as often how long something lasts."""
        return self.language.told_as_at.search(low[max(0, moment.start - _HAPPENED) : moment.start]) is not None

    def is_at(self, low: str, moment: Moment) -> bool:
        """ "at 9 am", "lúc 9 giờ": a time of what its sentence tells, whatever that is."""
        return self.language.at_time.search(low[max(0, moment.start - _HAPPENED) : moment.start]) is not None

    def _has_happened(self, front: str, spoken: Sequence[re.Pattern[str]]) -> bool:
        """Whether what stands in front of a time in its clause happened then: "a blaze that tore through the mill in
        Oakham on". A clause that went on since ("has killed 30 as") tells something else."""
        happened = list(self.language.happened.finditer(front))
        if not happened:
            return False
        first = happened[-1].end()
        if self.language.resumed.search(front, first) is not None:
            return False
        return not any(each.search(front, first) for each in spoken)

    def is_possessive(self, low: str, moment: Moment) -> bool:
        """ "Monday's earthquake": the time of something else; "Monday's toll" is one as of which it is told."""
        if not low.startswith(("'s ", "’s "), moment.end):
            return False
        return self.language.possessed.match(low, moment.end + 3) is None

    def is_reported(self, within: Sentence, moment: Moment) -> bool:
        """ "the office said on Friday": when it was told, not when it was."""
        low, start = within.low, within.span[0]
        if self.language.says_of.search(low, max(start, moment.start - _HAPPENED), moment.start) is not None:
            return False  # "the office said that on Friday", "cho biết trong ngày 29/8"
        return (
            self.language.says.search(low, max(start, moment.start - 16), moment.start) is not None
            or self.language.told_on.search(low[max(start, moment.start - _HAPPENED) : moment.start]) is not None
        )

    def is_told_on(self, within: Sentence, phrase: Phrase, moment: Moment) -> bool:
        """ "reported a revenue of 40 million on Thursday", "on Thursday reported": when an amount was told, by the verb
        that it is the object of."""
        first = moment.end if moment.end <= phrase.hedge_start else within.span[0]
        verb = max(self.language.tells.finditer(within.low, first, phrase.hedge_start), key=re.Match.end, default=None)
        return verb is not None and _BREAK.search(within.low, verb.end(), phrase.hedge_start) is None

    def is_said_behind(self, within: Sentence, moment: Moment, phrase: Phrase) -> bool:
        """ "On November 12 the firm said": whether a verb of saying or telling stands between a day and a number."""
        span = (moment.end, phrase.hedge_start)
        return any(each.search(within.low, *span) is not None for each in (self.language.says, self.language.tells))

    def is_release(self, within: Sentence, moment: Moment) -> bool:
        """Whether a time is the one of a release."""
        return (
            self.release is not None
            and right_before(self.release, within, moment, self.language.released_where)
            and not self.is_since(within, moment)
        )

    def is_since(self, within: Sentence, moment: Moment) -> bool:
        """ "từ khi khởi chiếu đến hết ngày 31/8", "from its opening through August 31", "from its release on August 22
        to August 31": the end of a stretch that a release began, or that stretch."""
        return self._ends_run(within.low[max(within.span[0], moment.start - _CLAUSE) : moment.start], moment)

    def _ends_run(self, front: str, moment: Moment) -> bool:
        words = (self.language.released, *self.begun, *((self.release,) if self.release is not None else ()))
        begun = max((m for each in words for m in each.finditer(front)), key=re.Match.end, default=None)
        if begun is None:
            return False
        if self.language.run_between.search(front, 0, begun.start()) is not None:  # "between its opening and May 31"
            return self.language.run_joined.fullmatch(front, begun.end()) is not None
        if self.language.run_from.search(front, 0, begun.start()) is None:
            return False
        if self.language.times.until.search(fold_case(moment.said)) is not None:
            return True
        last = begun.end()
        return (
            self.language.times.until.search(front, last) or self.language.as_of_lead.search(front, last)
        ) is not None

    def _begins_run(self, front: str) -> bool:
        """ "between its reopening on": whether words lead to the day that such a stretch begins with."""
        words = (self.language.released, *self.begun)
        begun = max((m for each in words for m in each.finditer(front)), key=re.Match.end, default=None)
        if begun is None or len(front) - begun.end() > _LEAD:
            return False
        return self.language.run_between.search(front, 0, begun.start()) is not None

    def is_begun(self, within: Sentence, moment: Moment) -> bool:
        """ "since its launch on December 22", "kể từ khi khai trương ngày 22/12": a day since which something is, and
        no time of a count."""
        if moment.grain not in _BEGUN or self.is_led(within.low, moment) or self.is_since(within, moment):
            return False
        first = max(within.span[0], moment.start - _CLAUSE)
        if self._begins_run(within.low[first : moment.start]):
            return True
        begun = self.language.begun_since.search(within.low[first : moment.start])
        return begun is not None and not any(first + begun.start() < p.start < moment.start for p in within.phrases)

    def is_debut(self, within: Sentence, moment: Moment) -> bool:
        """ "Otter Song, which debuted on September 26, has grossed": when a run began, and not as of when it is told.
        What its opening day brought is told of that day."""
        low = within.low
        if self.is_led(low, moment) or self.is_since(within, moment):
            return False
        front = low[max(within.span[0], moment.start - _CLAUSE) : moment.start]
        debut = self.language.debuts.search(front)
        return debut is not None and self.language.first_day.search(front) is None

    def period_of(self, low: str, moment: Moment) -> Period:
        """The period that a time stands for: up to a day or a month is since the year began."""
        if (moment.grain in _UP_TO or _is_edge(moment)) and self.is_led(low, moment):
            return _to_date(moment) or moment.period
        return moment.period


def _is_edge(moment: Moment) -> bool:
    """ "the end of 2024": one end of a year, told as a day."""
    start, end = moment.period.start, moment.period.end
    return moment.grain == "span" and start is not None and end is not None and start.date() == end.date()


def _to_date(moment: Moment) -> Period | None:
    """ "tính đến 15/12": from the beginning of the year."""
    day = moment.day or last_day(moment.period)
    return span_of(date(day.year, 1, 1), day) if day else None
