"""What a time is for: when something is told, what it is compared with, when something else was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from sources.figures.language import Language
from sources.figures.moments import Moment
from sources.figures.ownership import right_before
from sources.figures.periods import last_day, span_of
from sources.figures.sentence import Sentence
from sources.model import Period

_HAPPENED: Final = 40  # characters beside a time that may say what happened
_BREAK: Final = re.compile(r"[.,;:](?!\d)")
_UP_TO: Final = frozenset({"instant", "part", "day", "days", "month"})  # what "until" can stand before


class Roles:
    """What the times of one article are for. `release` are the words for a release."""

    def __init__(self, language: Language, release: re.Pattern[str] | None) -> None:
        self.language = language
        self.release = release

    def is_led(self, low: str, moment: Moment) -> bool:
        """Whether words say that something is told as of a time: "tính đến", "as of"."""
        return self.language.as_of_lead.search(low[max(0, moment.start - 24) : moment.start]) is not None

    def is_compared(self, low: str, moment: Moment) -> bool:
        """Whether a time is only what a number is compared with."""
        before = low[max(0, moment.start - 40) : moment.start]
        if moment.grain in ("days", "span") and self.language.between.search(before):
            return False  # "from July 16 to August 15"
        compared = self.language.compared_time.search(before)
        if compared is None:
            return False
        led = self.language.as_of_lead.search(before)  # "tính đến hơn 15 giờ"
        return led is None or led.start() >= compared.start()

    def is_since_worst(self, low: str, moment: Moment) -> bool:
        """ "the highest toll of any fire since 1948": a time since which there was none like it."""
        front = _BREAK.split(low[max(0, moment.start - 2 * _HAPPENED) : moment.start])[-1]
        return self.language.superlatives.search(front) is not None

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
        front = low[max(0, moment.start - _HAPPENED) : moment.start]
        if self.language.counted_by.search(front) is not None:
            return False
        if self.language.happened.search(_BREAK.split(front)[-1]) is not None:
            return True
        begun = moment.end + 2 if low.startswith(", ", moment.end) else moment.end
        clause = _BREAK.split(low[begun : moment.end + _HAPPENED])[0]
        happened = self.language.happened.search(clause)
        return happened is not None and not any(each.search(clause[: happened.start()]) for each in spoken)

    def is_possessive(self, low: str, moment: Moment) -> bool:
        """ "Monday's earthquake": the time of something else; "Monday's toll" is one as of which it is told."""
        if not low.startswith(("'s ", "’s "), moment.end):
            return False
        return self.language.possessed.match(low, moment.end + 3) is None

    def is_reported(self, within: Sentence, moment: Moment) -> bool:
        """ "the office said on Friday": when it was told, not when it was."""
        return self.language.says.search(within.low, max(within.span[0], moment.start - 16), moment.start) is not None

    def is_release(self, within: Sentence, moment: Moment) -> bool:
        """Whether a time is the one of a release."""
        return self.release is not None and right_before(self.release, within, moment)

    def period_of(self, low: str, moment: Moment) -> Period:
        """The period that a time stands for: up to a day or a month is since the year began."""
        if moment.grain in _UP_TO and self.is_led(low, moment):
            return _to_date(moment) or moment.period
        return moment.period


def _to_date(moment: Moment) -> Period | None:
    """ "tính đến 15/12": from the beginning of the year."""
    day = moment.day or last_day(moment.period)
    return span_of(date(day.year, 1, 1), day) if day else None
