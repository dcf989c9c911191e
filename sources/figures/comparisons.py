"""Numbers that another is compared with, and the times that they are of."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sources.figures.bases import MONTHS
from sources.figures.frame import Frame
from sources.figures.language import Language
from sources.figures.memory import Carried
from sources.figures.moments import Moment
from sources.figures.ownership import owned, right_behind
from sources.figures.periods import end_of_month, in_year, shift_month, span_of
from sources.figures.phrase import Phrase
from sources.figures.roles import Roles
from sources.figures.sentence import RATES, Sentence
from sources.model import VIETNAM, Metric, Period

STRETCHES: Final = ("span", "month", "quarter", "days", "week", "weekend", "year")  # what a flow can be of
_NEAR: Final = 20


class Comparisons:
    """What the numbers of one article are compared with."""

    def __init__(self, language: Language, roles: Roles, frame: Frame) -> None:
        self.language = language
        self.roles = roles
        self.frame = frame

    def is_former(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is what another is compared with, "up from 45%", "so với cùng kỳ năm 2024 (36.276 ca)"."""
        first = max(within.span[0], phrase.hedge_start - 2 * _NEAR)
        before = within.low[first : phrase.hedge_start]
        if phrase.unit in RATES:
            if self.language.courses["plan_behind"].search(before) is not None:
                return False  # "against a target of 6.3%"
            if self.language.former_rate.search(before) is not None:
                return True
        if self.language.former.search(before) is not None or self._glossing(within, phrase) is not None:
            return True
        # "surpassed the 120 of last year": the words in front are read as a hedge too.
        if phrase.hedge == "bare" or self.language.mark.search(within.low, phrase.end, phrase.end + _NEAR) is not None:
            return False
        return self.language.passed.search(within.low[first : phrase.start]) is not None

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
        hanging = owned(self.language, within, phrase, [m for m in within.moments if m.grain in STRETCHES])
        if hanging is not None and hanging.start >= phrase.end:
            return hanging.period
        behind = next((m for m in within.moments if 0 <= m.start - phrase.end <= 3 * _NEAR), None)
        if phrase.unit in RATES and (before := self._before(within, phrase, carried)) is not None:
            return before
        if (
            phrase.unit in RATES
            and behind is not None
            and behind.grain in STRETCHES
            and not any(sign in within.low[phrase.end : behind.start] for sign in ",;")
            and not any(phrase.end <= p.start < behind.start for p in within.phrases)
        ):
            return behind.period  # "from a 5.1 percent expansion last year"
        moment = self._glossing(within, phrase) or (
            behind if behind is not None and self.roles.is_compared(within.low, behind) else None
        )
        base = carried.period or self.frame.about or carried.before
        if moment is None or moment.grain != "year" or moment.period.start is None or base is None:
            return None
        return in_year(base, moment.period.start.astimezone(VIETNAM).year)

    def _before(self, within: Sentence, phrase: Phrase, carried: Carried) -> Period | None:
        """ "after growing by 3.4% the prior month": the stretch before the one that is spoken of."""
        base = carried.period or self.frame.about
        if base is None or base.start is None or base.end is None:
            return None
        behind = within.low[phrase.end : min(within.span[1], phrase.end + 2 * _NEAR)]
        for kind, months in MONTHS.items():
            match = self.language.bases[kind].search(behind)
            if match is not None and not any(sign in behind[: match.start()] for sign in ",;("):
                first = shift_month(base.start.astimezone(VIETNAM).date(), -months)
                last = shift_month(base.end.astimezone(VIETNAM).date(), -months)
                return span_of(first, end_of_month(last.year, last.month))
        return None

    def is_untimed(self, within: Sentence, phrase: Phrase, metric: Metric, carried: Carried) -> bool:
        """Whether nothing says of when a number is that another is compared with."""
        if metric.kind in ("flow", "growth") and metric.period == "any":
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
