"""Numbers of days that are figures themselves: how long it took to reach a milestone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from sources.figures.credit import credit_of
from sources.figures.cues import Cues
from sources.figures.findings import Findings
from sources.figures.joining import is_money
from sources.figures.memory import Memory
from sources.figures.milestones import milestone_near
from sources.figures.ownership import is_of_another_start
from sources.figures.phrase import Phrase
from sources.figures.sentence import TIME_UNITS, Sentence
from sources.figures.status import status_of
from sources.figures.subjects import Subjects
from sources.figures.turns import listed_with
from sources.model import Milestone

_ORDINAL: Final = re.compile(r"thứ|(?:th|nd|rd|st)\s", re.IGNORECASE)
_NEXT_WORDS: Final = 10  # characters behind a number of days that say which days they are


class Durations:
    """The durations of one article."""

    def __init__(self, cues: Cues, subjects: Subjects, findings: Findings) -> None:
        self.cues = cues
        self.language = cues.language
        self.subjects = subjects
        self.findings = findings

    def _in_turn(self, within: Sentence, phrase: Phrase) -> Milestone | None:
        """ "passed 100 billion and 200 billion after 7 and 16 days": the mark of its turn, where as many are joined in
        front of the days as there are numbers of days."""
        listed = listed_with(self.language, within, phrase)
        if listed is None or any(p.unit not in TIME_UNITS for p in listed[1]):
            return None
        number, group = listed
        amounts = [p for p in within.phrases if is_money(p.unit) and p.end <= group[0].hedge_start][-len(group) :]
        if len(amounts) != len(group) or any(
            self.language.joiner.fullmatch(within.low, one.end, other.start) is None for one, other in pairwise(amounts)
        ):
            return None
        return Milestone(value=amounts[number].amount, unit=amounts[number].unit)

    def read(self, within: Sentence, phrase: Phrase, memory: Memory) -> None:
        """Make a figure of a number of days that leads up to a milestone."""
        metric = self.cues.by_kind["duration"][0]
        if phrase.value * TIME_UNITS[phrase.unit] <= 1:
            return  # "in one day" says of which stretch an amount is
        if self.language.weekend.search(within.low, phrase.start, phrase.end + _NEXT_WORDS):
            return  # "3 ngày cuối tuần" is a weekend
        pattern = self.cues.patterns.get(metric.key)
        text = within.low
        near = pattern is not None and (
            pattern.search(text, max(within.span[0], phrase.hedge_start - 22), phrase.start)
            or pattern.search(text, phrase.end, min(within.span[1], phrase.end + 18))
        )
        is_ordinal = _ORDINAL.search(within.text, phrase.start, phrase.end) is not None
        needed = self.language.needed.search(text, max(within.span[0], phrase.hedge_start - 24), phrase.start + 60)
        is_needed = needed is not None
        points_back = self.language.this_mark.search(text, *within.span) is not None
        milestone = (
            memory.milestone if points_back else milestone_near(self.language, within, phrase, is_needed=is_needed)
        )
        is_needed = is_needed or points_back
        dealt = self._in_turn(within, phrase)
        if dealt is not None:
            milestone = dealt
        if milestone is not None:
            memory.milestone = milestone
        in_brackets = within.in_brackets(phrase.start)
        if in_brackets and (milestone is None or milestone.subject is None):
            milestone = memory.milestone
        subject = self.subjects.of(within, phrase, memory)
        if subject is not None and not in_brackets:
            shared = self.subjects.sharers(within, phrase, subject)
            subject = shared[0] if len(shared) == 1 else subject  # "A and B, which took 11 and 16 days"
        if milestone is None and is_needed:
            milestone = memory.milestone
        if not (near or is_ordinal or in_brackets or is_needed or dealt is not None) or subject is None:
            return
        if milestone is not None and is_of_another_start(self.language, within, phrase):
            self.findings.leave(within, phrase, "time")
            return
        if milestone is None:
            # Days that lead up to nothing we know cannot be held against others.
            if is_needed:
                self.findings.leave(within, phrase, "no_milestone")
            return
        days = phrase.of_unit("days")
        days.value = phrase.value * TIME_UNITS[phrase.unit]
        status = status_of(within, phrase, self.language)
        if is_needed and status == "increment":
            status = "fact"  # "chỉ cần 10 ngày": so long it took
        self.findings.add(
            within,
            phrase.start,
            phrase.end,
            subject,
            metric,
            quantity=days.quantity(),
            status=status,
            credit=credit_of(metric, memory),
            milestone=milestone,
        )
