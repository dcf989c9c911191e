"""A verdict, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sources.model import Article, CheckedClaim, Period
from warehouse.reconcile.model import Comparable, Text

Judgement = Literal["supported", "refuted", "conflicting", "not_enough_evidence"]
How = Literal[
    "reached before",
    "not passed after",
    "around",
    "by the totals",
    "by the sum",  # of the days of a claimed stretch
    "that day",
    "beside",
    "before its end",  # of an amount of a period that was not over
    "already out",  # a higher total that was out before a claim that gives an older one as today's
    "at any time",  # of a claim that names none
]
Attribution = Literal["confirmed", "failed", "unchecked", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One figure for or against a claim; of words the page that has them, which are no figure's."""

    figure_id: str | None
    article_id: str
    outlet: str
    stance: Literal["for", "against"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the evidence says of one claim."""

    claim: CheckedClaim
    verdict: Judgement
    qualifiers: tuple[str, ...]
    attribution: Attribution
    outlets: int
    origins: int
    evidence: tuple[Evidence, ...]
    explanation: Text
    would_settle: Text
    derivation: dict[str, object]
    is_simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The evidence on one claim, split by what it says. `beside` are other amounts of the same day: of another hour,
    or in disagreement, which nobody can tell. `how` says by figure why one speaks for or against, where it does not by
    meeting the claim or by lying apart from it."""

    probe: Comparable  # the claim as if it were a report
    pro: tuple[Comparable, ...]
    con: tuple[Comparable, ...]
    note: Text
    rule: str
    beside: tuple[Comparable, ...] = ()
    how: Mapping[str, How] = field(default_factory=dict)
    unfit: frozenset[str] = frozenset()  # figures that can't all be right in their own article
    then: Period | None = None  # of a total without a time: that of the newest report that gives it
    newer: tuple[Comparable, ...] = ()  # higher totals that were out before such a claim, though not for long
    printed: frozenset[str] = frozenset()  # figures that their pages give beside an amount in the metric's own money


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who makes the claims, and when; `article` is its page, where that is at hand."""

    article: Article | None
    url: str | None
    outlet: str | None
    outlet_name: str | None
    published: Period | None = None


EMPTY = Text(en="", vi="")
