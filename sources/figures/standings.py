"""Ranks that are figures themselves."""

from __future__ import annotations

from typing import Final

from sources.figures.credit import credit_of
from sources.figures.cues import Cues
from sources.figures.findings import Findings
from sources.figures.memory import Memory
from sources.figures.ranks import find_ranks
from sources.figures.sentence import Sentence, is_duration
from sources.figures.status import status_of
from sources.figures.stocks import Stocks
from sources.figures.subjects import Subjects

_BEFORE_RANK: Final = 60  # characters within which words say that days were needed for a rank


class Standings:
    """The ranks of one article."""

    def __init__(self, cues: Cues, subjects: Subjects, stocks: Stocks, findings: Findings) -> None:
        self.cues = cues
        self.language = cues.language
        self.subjects = subjects
        self.stocks = stocks
        self.findings = findings

    def read(self, within: Sentence, memory: Memory) -> list[tuple[int, int]]:
        """Make figures of the ranks of a sentence; gives their places."""
        metric = next(iter(self.cues.by_kind.get("rank", ())), None)
        if metric is None:
            return []
        ranks = find_ranks(self.language, within)
        memory.is_ranked = memory.is_ranked or bool(ranks)
        for rank in ranks:
            phrase = rank.phrase()
            if self._is_only_milestone(within, rank.start):
                continue
            subject = self.subjects.of(within, phrase, memory)
            if subject is None:
                continue
            as_of, basis = self.stocks.as_of(
                within, phrase, self.subjects.cast.by_name.get(subject), metric, memory.times
            )
            self.findings.add(
                within,
                rank.start,
                rank.end,
                subject,
                metric,
                quantity=rank.quantity(),
                as_of=as_of,
                basis=basis,
                status=status_of(within, phrase, self.language),
                credit=credit_of(metric, memory),
                rank_of=rank.scope,
            )
        return [(rank.start, rank.end) for rank in ranks]

    def _is_only_milestone(self, within: Sentence, at: int) -> bool:
        """ "needed 15 days to become runner-up": the days are the figure, and the rank says of what."""
        if not self.cues.by_kind.get("duration") or not any(is_duration(p) and p.end <= at for p in within.phrases):
            return False
        return self.language.needed.search(within.low, max(within.span[0], at - _BEFORE_RANK), at) is not None
