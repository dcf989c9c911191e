"""Days that are figures themselves: of a release, of a milestone."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from sources.figures.credit import credit_of
from sources.figures.cues import Cues
from sources.figures.findings import Findings
from sources.figures.interval import quantity_of
from sources.figures.memory import Memory
from sources.figures.milestones import only_names_milestone, overtaken
from sources.figures.moments import Moment
from sources.figures.ownership import right_before, right_behind
from sources.figures.phrase import Phrase
from sources.figures.roles import Roles
from sources.figures.sentence import Sentence
from sources.figures.status import status_of
from sources.figures.subjects import Subjects
from sources.model import Milestone
from sources.text import fold

_NAMED: Final = re.compile(r"\s(?P<at>\w+)\s(?:the\s)?(?P<name>[A-ZĐ][\w’'-]*(?:\s[A-ZĐ][\w’'-]*){0,3})(?!\w)")
_EPOCH: Final = date(1970, 1, 1)


class Days:
    """The days of one article that are told as figures."""

    def __init__(self, cues: Cues, subjects: Subjects, roles: Roles, findings: Findings) -> None:
        self.cues = cues
        self.language = cues.language
        self.subjects = subjects
        self.roles = roles
        self.findings = findings
        self.counts_days = bool(cues.by_kind.get("duration"))

    def read(self, within: Sentence, memory: Memory) -> None:
        """Make figures of the days of a sentence that a metric is spoken of with."""
        for metric in self.cues.by_kind.get("date", ()):
            pattern = self.cues.patterns.get(metric.key)
            if pattern is None:
                continue
            is_milestone = "milestone" in metric.key
            for moment in within.moments:
                if moment.day is None or any(
                    f.metric == metric.key and f.paragraph == within.number and f.start == moment.start
                    for f in self.findings.figures
                ):
                    continue
                milestone = self._milestone_of_day(within, moment, pattern) if is_milestone else None
                if is_milestone and (milestone is None or self.roles.is_release(within, moment)):
                    continue
                if not is_milestone and (
                    not right_before(pattern, within, moment, self.language.released_where)
                    or self.roles.is_since(within, moment)
                ):
                    continue
                phrase = Phrase(
                    start=moment.start,
                    end=moment.end,
                    value=Decimal(0),
                    place=Decimal(1),
                    scale=Decimal(1),
                    has_decimals=False,
                    unit="date",
                    hedge="bare",
                    hedge_start=moment.start,
                )
                subject = self.subjects.of(within, phrase, memory)
                if subject is None or (milestone and milestone.subject == subject):
                    subject = memory.focus if milestone and memory.focus != milestone.subject else None
                if subject is None:
                    continue
                value = Decimal((moment.day - _EPOCH).days)
                self.findings.add(
                    within,
                    moment.start,
                    moment.end,
                    subject,
                    metric,
                    quantity=quantity_of(value, unit="date"),
                    status=status_of(within, phrase, self.language),
                    place=None if is_milestone else self._where(within, moment, pattern),
                    credit=credit_of(metric, memory),
                    milestone=milestone,
                )

    def _where(self, within: Sentence, moment: Moment, pattern: re.Pattern[str]) -> str | None:
        """ "came out in Reedland on May 2", "May 2 in Reedland": the place of a release, told beside its day."""
        for place in within.places:
            if place.end <= moment.start:
                word = max(pattern.finditer(within.low, within.span[0], place.start), key=re.Match.end, default=None)
                if word is not None and self.language.released_where.fullmatch(within.low, word.end(), moment.start):
                    return place.name
            elif self.language.place_at.fullmatch(within.low, moment.end, place.start):
                return place.name
        word = max(pattern.finditer(within.low, within.span[0], moment.start), key=re.Match.end, default=None)
        for at in (word.end() if word is not None else moment.end, moment.end):
            named = _NAMED.match(within.text, at, within.span[1])
            if named is not None and named["at"] in self.language.place_at_words:
                is_whole = fold(named["name"]) in self.language.places_whole
                return None if is_whole else named["name"]  # a place that no table knows, in its own words
        return None

    def _milestone_of_day(self, within: Sentence, moment: Moment, pattern: re.Pattern[str]) -> Milestone | None:
        """What was reached or overtaken on a day: an amount right before it, or a subject overtaken near it."""
        for phrase in within.phrases:
            if (
                only_names_milestone(self.language, within, phrase, counts_days=self.counts_days)
                and right_behind(self.language, within, phrase) == moment
            ):
                return Milestone(value=phrase.value * phrase.scale, unit=phrase.unit)
        near = pattern.search(within.low, max(within.span[0], moment.start - 60), min(within.span[1], moment.end + 60))
        name = overtaken(self.language, within)
        return Milestone(subject=name) if near and name else None
