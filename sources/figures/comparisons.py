"""Numbers that another is compared with, and the times that they are of."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from sources.figures.frame import Frame
from sources.figures.interval import is_counted
from sources.figures.language import Language
from sources.figures.memory import Carried
from sources.figures.moments import Moment
from sources.figures.ownership import owned, right_behind
from sources.figures.periods import in_year
from sources.figures.phrase import Phrase
from sources.figures.roles import Roles
from sources.figures.sentence import RATES, Sentence, is_duration
from sources.model import VIETNAM, Metric, Period

STRETCHES: Final = ("span", "month", "quarter", "days", "week", "weekend", "year")  # what a flow can be of
_NEAR: Final = 20
_BREAK: Final = re.compile(r", |; |\s(?:and|và)\s")
_FAR: Final = 60  # characters in front of what something came to in which words say that it rose or fell
_TURN: Final = re.compile(r"; |\s(?:and|và|while|but|nhưng|trong khi)\s")
_DIGIT: Final = re.compile(r"\d")
_CLAUSE: Final = re.compile(r"[,;:.()\d]")
_MULTIPLES: Final = frozenset({"times", ""})  # units of how many times as much


class Comparisons:
    """What the numbers of one article are compared with."""

    def __init__(self, language: Language, roles: Roles, frame: Frame) -> None:
        self.language = language
        self.roles = roles
        self.frame = frame

    def is_former(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is what another is compared with, "up from 45%", "so với cùng kỳ năm 2024 (36.276 ca)"."""
        before = within.low[max(within.span[0], phrase.hedge_start - 2 * _NEAR) : phrase.hedge_start]
        if self.language.former.search(before) is not None or self._glossing(within, phrase) is not None:
            return True
        if (
            self._is_named_former(within, phrase)
            or self._is_left(within, phrase)
            or self._is_of_year_ago(within, phrase)
        ):
            return True
        listed = within.joined_before(phrase, self.language.joiner_words) if is_counted(phrase.unit) else None
        return listed is not None and is_counted(listed.unit) and self.is_former(within, listed)

    def _is_named_former(self, within: Sentence, phrase: Phrase) -> bool:
        """ "compared to a net profit of 1.4 billion", "so với khoản lợi nhuận chỉ 38 tỷ đồng": what another is compared
        with, told with the name of its metric."""
        low, first = within.low, max(within.span[0], phrase.hedge_start - 3 * _NEAR)
        marker = max(
            self.language.former_words.finditer(low, first, phrase.hedge_start), key=re.Match.end, default=None
        )
        if marker is None or any(marker.end() <= m.start < phrase.start for m in within.moments):
            return False
        gap = low[marker.end() : phrase.hedge_start]
        return _CLAUSE.search(gap) is None and any(each.search(gap) for each in self.frame.spoken)

    def _is_left(self, within: Sentence, phrase: Phrase) -> bool:
        """ "rose to 28 billion in the third quarter, from 20 billion", "tăng từ mức 25 tỷ đồng": what something rose or
        fell from, told behind what it came to."""
        low, first = within.low, within.span[0]
        if phrase.unit in RATES:
            return False
        lead = self.language.left_behind.search(low, max(first, phrase.hedge_start - _NEAR), phrase.hedge_start)
        if lead is None or self.turns_into(within, phrase):
            return False
        reached = next((p for p in reversed(within.phrases) if p.end <= lead.start() and p.unit == phrase.unit), None)
        if reached is None or _TURN.search(low, reached.end, lead.start()) is not None:
            return False
        front = low[max(first, reached.hedge_start - _NEAR) : reached.hedge_start]
        if low.endswith(", ", first, lead.start()) or self.language.rises_to.search(front) is not None:
            return True
        moved = self.language.courses["moved"]
        return moved.search(low, max(first, reached.start - _FAR), lead.start()) is not None

    def _is_of_year_ago(self, within: Sentence, phrase: Phrase) -> bool:
        """ "versus 25 billion a year ago", "25 tỷ đồng cùng kỳ năm trước": an amount of the year before that words
        right behind it tell, where another stands in front of it, and that is not by how much that one grew."""
        if self.language.year_ago_behind.match(within.low, phrase.end) is None or phrase.unit in RATES:
            return False
        front = within.low[max(within.span[0], phrase.hedge_start - _NEAR) : phrase.hedge_start]
        if self.language.increment_behind.search(front) is not None:
            return False
        return any(p.end <= phrase.hedge_start and p.unit == phrase.unit for p in within.phrases)

    def told_then(self, within: Sentence, phrase: Phrase) -> Moment | None:
        """ "compared to Q3 2024 when the mill sold 462,000": the time that a clause right behind it is of."""
        before = [m for m in within.moments if m.end <= phrase.hedge_start]
        if not before or before[-1].grain not in STRETCHES or not self.roles.is_compared(within.low, before[-1]):
            return None
        then = self.language.then_ahead.match(within.low, before[-1].end)
        is_clause = then is not None and _BREAK.search(within.low, then.end(), phrase.hedge_start) is None
        return before[-1] if is_clause else None

    def is_of_other(self, within: Sentence, phrase: Phrase, moment: Moment) -> bool:
        """Whether a time is that of another number, one that is compared with: "3.3 billion, up from 1.4 billion
        recorded in the second quarter of 2023", "8 billion, or 24% of 2021's level"."""
        first = phrase.end if moment.start >= phrase.end else within.span[0]
        if within.in_brackets(phrase.start) and moment.start < phrase.start:
            first = within.text.rfind("(", first, phrase.start)  # "16.4% of the vote (in 2021 25.7%)"
        between = [p for p in within.phrases if first <= p.start and p.end <= moment.start and not is_duration(p)]
        if not between:
            return False
        other, low = between[-1], within.low
        if _BREAK.search(low, other.end, moment.start):
            return False
        if other.unit in RATES or other.unit in _MULTIPLES:
            return self.language.base_of.match(low, other.end, moment.start) is not None
        return self.is_former(within, other)

    def _glossing(self, within: Sentence, phrase: Phrase) -> Moment | None:
        """The time of comparison that brackets around a number stand right behind."""
        if not within.in_brackets(phrase.start):
            return None
        opening = within.text.rfind("(", within.span[0], phrase.start)
        held = (m for m in within.moments if 0 <= opening - m.end <= 1)
        return next((m for m in held if self.roles.is_compared(within.low, m)), None)

    def former_period(self, within: Sentence, phrase: Phrase, carried: Carried) -> Period | None:
        """The period of a number that another is compared with: the one that hangs on it, else the same stretch of the
        year that is named with it; None where neither can be told."""
        base = carried.period or self.frame.about or carried.before
        if self.language.year_ago_behind.match(within.low, phrase.end) is not None:
            year = base.end.astimezone(VIETNAM).year - 1 if base is not None and base.end is not None else 0
            return in_year(base, year) if base is not None and year else None
        hanging = owned(self.language, within, phrase, [m for m in within.moments if m.grain in STRETCHES])
        if hanging is not None and hanging.start >= phrase.end:
            if hanging.grain == "year" and _DIGIT.search(hanging.said) is None and base is not None:
                began = hanging.period.start  # "in the previous year": the same stretch of it
                return in_year(base, began.astimezone(VIETNAM).year) if began is not None else None
            return hanging.period if _is_before(hanging.period, base) else None
        behind = next(
            (
                m
                for m in within.moments
                if 0 <= m.start - phrase.end <= 3 * _NEAR and not _BREAK.search(within.low, phrase.end, m.start)
            ),
            None,
        )
        moment = self._glossing(within, phrase) or (
            behind if behind is not None and self.roles.is_compared(within.low, behind) else None
        )
        if behind is not None and moment is None and behind.grain in STRETCHES and behind.grain != "year":
            # "up from 1.4 billion recorded in the second quarter of 2023"; "the previous quarter" counts from another.
            return behind.period if _is_before(behind.period, base) else None
        if moment is None or moment.grain != "year" or moment.period.start is None or base is None:
            return None
        return in_year(base, moment.period.start.astimezone(VIETNAM).year)

    def is_of_before(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """Whether a rate is what another was before, "to 5.6 percent from 5.9 percent previously", "after growing 3.4%
        the prior month", or an amount one that was passed, "surpassed the 120 deaths of last year", and no time hangs
        on it that says of when it is."""
        low = within.low
        held = [m for m in within.moments if m.grain in STRETCHES]
        hanging = owned(self.language, within, phrase, held) if held else None
        is_before = hanging is not None and self.language.before_that.search(hanging.said.lower()) is not None
        if is_before and any(p.end <= phrase.hedge_start for p in within.phrases) and metric.kind in ("flow", "growth"):
            return True  # "20 in May, and 14 deaths in the month before"
        following = next((p for p in within.phrases if p.start >= phrase.end), None)
        is_rise = following is not None and phrase.amount < following.amount
        if (is_rise or not metric.revisable) and self.turns_into(
            within, phrase
        ):  # "cut its count from 48 to 30" revises
            return right_behind(self.language, within, phrase) is None and hanging is None
        front = low[max(within.span[0], phrase.hedge_start - _NEAR) : phrase.hedge_start]
        is_planned = any(self.language.status[status].search(front) for status in ("forecast", "target"))
        if metric.kind == "growth" and not is_planned and self.is_former(within, phrase):
            return hanging is None and right_behind(self.language, within, phrase) is None
        if phrase.unit in RATES:
            if metric.kind != "growth" or not self.follows_rate(within, phrase):
                return False
        elif (
            metric.kind != "flow"
            or metric.period != "any"
            or not self.language.passed_the.fullmatch(low, phrase.hedge_start, phrase.start)
            or self.language.mark.search(low, phrase.end, min(within.span[1], phrase.end + _NEAR))
        ):
            return False
        return hanging is None or is_before

    def turns_into(self, within: Sentence, phrase: Phrase) -> bool:
        """ "rose from 10 to 20": what a number was before it rose or fell to the next one."""
        low = within.low
        front = low[max(within.span[0], phrase.hedge_start - _NEAR) : phrase.start]
        behind = next((p for p in within.phrases if p.start >= phrase.end), None)
        if (
            behind is None
            or (phrase.unit and behind.unit not in ("", phrase.unit))
            or self.language.from_behind.search(front) is None
        ):
            return False
        gap = low[phrase.end : behind.start]
        return self.language.becomes.search(gap + " ") is not None and ", " not in gap

    def follows_rate(self, within: Sentence, phrase: Phrase) -> bool:
        """ "up 3.1% in May after growing by", "to 6.5 percent from a": what a rate was before another was told."""
        before = within.low[max(within.span[0], phrase.hedge_start - 2 * _NEAR) : phrase.hedge_start]
        rates = [p for p in within.phrases if p.end <= phrase.hedge_start and p.unit in RATES]
        return bool(rates) and self.language.after_rate.search(before) is not None

    def is_untimed(self, within: Sentence, phrase: Phrase, metric: Metric, carried: Carried) -> bool:
        """Whether nothing says of when a number is that another is compared with."""
        if metric.kind == "flow" and metric.period == "any":
            return self.former_period(within, phrase, carried) is None
        return metric.kind in ("level", "share", "cumulative") and right_behind(self.language, within, phrase) is None

    def is_another_year(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is of a year that it is only compared with, "far above the 4.67 billion of 2023": what
        follows is not of that year."""
        hanging = owned(self.language, within, phrase, [m for m in within.moments if m.grain == "year"])
        published = self.frame.published
        if hanging is None or hanging.period.end is None or published is None or published.start is None:
            return False
        return hanging.period.end < published.start

    def delta_since(self, within: Sentence, phrase: Phrase) -> datetime | None:
        """The time since which an increment counts: "tăng 13 người so với 22 giờ"."""
        for moment in within.moments:
            if 0 <= moment.start - phrase.end <= 60 and self.roles.is_compared(within.low, moment):
                return moment.period.start
        return None


def _is_before(period: Period, base: Period | None) -> bool:
    """Whether a stretch lies before the one that is compared with it, where that is known."""
    if base is None or base.start is None or period.start is None:
        return True
    return period.start < base.start
