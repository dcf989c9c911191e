"""Claims -> verdicts: supported, refuted, conflicting or not enough evidence, never more than the evidence holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sources.claims import parts_of
from sources.model import Article, CheckedClaim, Figure, Outlet, Topic
from sources.text import fold
from warehouse.reconcile.mismatches import Mismatch
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.rates import Pair
from warehouse.reconcile.sets import count_origins
from warehouse.verdicts.balance import decide, qualify
from warehouse.verdicts.bodies import against_whose, bodies_of, is_of_several, judge_bodies
from warehouse.verdicts.closings import at_closing
from warehouse.verdicts.conversions import conversion_verdict, weigh_by_table, weigh_conversion
from warehouse.verdicts.credited import Credit, check_credit
from warehouse.verdicts.derivation import derive, derive_credit, evidence_of
from warehouse.verdicts.figures import find_elsewhere, weigh
from warehouse.verdicts.model import EMPTY, Claimant, Evidence, Side, Verdict
from warehouse.verdicts.press import Shelf, shelves_of
from warehouse.verdicts.probe import make_probe
from warehouse.verdicts.spoken import judge_ascribed, judge_fact, judge_quotation, nothing_verdict
from warehouse.verdicts.texts import (
    NO_CONVERSION,
    NO_FIGURE,
    NO_METRIC,
    NO_TOPIC,
    NOT_JUDGED,
    NOT_TOLD,
    because,
    elsewhere_text,
    instead_text,
    join_texts,
    settle,
)
from warehouse.verdicts.unfit import find_unfit, unfit_text, with_unfit
from warehouse.verdicts.unlisted import with_unlisted
from warehouse.verdicts.witnesses import find_copies, is_later

__all__ = ["Claimant", "Evidence", "Holdings", "Verdict", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the warehouse holds about a topic."""

    items: Sequence[Comparable]
    pairs: Sequence[Pair]
    articles: Sequence[Article]
    figures: Sequence[Figure]
    aside: Sequence[Comparable] = ()  # forecasts, targets and increments


def judge(
    holdings: Holdings, topic: Topic, claims: Sequence[CheckedClaim], claimant: Claimant, outlets: Mapping[str, Outlet]
) -> list[Verdict]:
    """A verdict for every claim, in their order; for a credit of several outlets that come out differently, one for
    each (WORDING, "Coverage before blame")."""
    mine = [claimant.article] if claimant.article is not None else []
    outlets = with_unlisted(outlets, [*holdings.articles, *mine])
    if claimant.outlet is None and mine:
        named = mine[0].outlet or fold(mine[0].outlet_name)
        claimant = replace(claimant, outlet=named if named in outlets else None)
    amounts: dict[str, set[tuple[object, str]]] = {}
    for figure in holdings.figures:
        amounts.setdefault(figure.article_id, set()).add((figure.quantity.value, figure.quantity.unit))
    copies = find_copies(claims, claimant, holdings.articles, holdings.items, amounts, outlets)
    pages = {article.article_id: article for article in holdings.articles}
    held = [at_closing(item, pages.get(item.figure.article_id)) for item in holdings.items]
    judged = _Judge(
        topic=topic,
        items=[item for item in held if item.figure.article_id not in copies],
        pairs=[pair for pair in holdings.pairs if pair.home.article_id not in copies],
        articles=[article for article in holdings.articles if article.article_id not in copies],
        outlets=outlets,
        figures={claim.figure.figure_id: claim.figure for claim in claims if claim.figure is not None},
        copies=len(copies),
        unfit=find_unfit([item for item in held if item.figure.article_id not in copies], topic),
        claimant=claimant,
    )
    verdicts = [verdict for claim in claims for verdict in judged.judge_parts(claim)]
    return verdicts if claimant.published is not None else [_undated(verdict) for verdict in verdicts]


def _undated(verdict: Verdict) -> Verdict:
    """Nothing says what was out before a claim of which nobody knows when it was made."""
    if verdict.claim.kind == "fact":
        return verdict
    return replace(verdict, qualifiers=(*verdict.qualifiers, "no-date"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    topic: Topic
    items: Sequence[Comparable]
    pairs: Sequence[Pair]
    articles: Sequence[Article]
    outlets: Mapping[str, Outlet]
    figures: Mapping[str, Figure]  # of the claims
    copies: int
    unfit: Mapping[str, Mismatch]  # by figure: the rule that its article breaks with it
    claimant: Claimant

    def judge_parts(self, claim: CheckedClaim) -> list[Verdict]:
        parts = [self.judge(part) for part in parts_of(claim)] if len(claim.places) > 1 else []
        if len({(part.verdict, part.attribution) for part in parts}) > 1:
            return parts
        return [self.judge(claim)]

    def judge(self, claim: CheckedClaim) -> Verdict:
        if claim.kind == "quotation":
            return judge_quotation(claim, self._shelves(claim), self._earlier())
        if claim.kind == "attribution":
            return self._attribution(claim)
        if claim.kind == "fact":
            return judge_fact(claim, self.articles, self.topic, self.outlets)
        return self._nothing(claim, NO_FIGURE) if claim.figure is None else self._figure(claim, claim.figure)

    # --- figures ------------------------------------------------------------------------------------------

    def _figure(self, claim: CheckedClaim, figure: Figure) -> Verdict:
        if figure.subject is None or figure.metric is None:
            return self._nothing(claim, NO_TOPIC)
        home = self.figures.get(figure.same_as or "")
        why = NOT_JUDGED.get(figure.status) or (NOT_JUDGED.get(home.status) if home is not None else None)
        if why is not None:
            return nothing_verdict(claim, why, "unchecked" if claim.credits else "none", names=self._names(claim))
        side = weigh(figure, self.items, self.topic, self.pairs, self.claimant)
        if home is not None:
            return self._half(claim, figure, home, side)
        return self._nothing(claim, NO_METRIC) if side is None else self._decide(claim, figure, side)

    def _half(self, claim: CheckedClaim, figure: Figure, home: Figure, side: Side | None) -> Verdict:
        """Of an amount that stands beside one in other money: by the reports in its own, where it is the money of the
        metric or pages print it, and by the conversion; what the conversion says against it is told in any case."""
        as_conversion = self._conversion(claim, figure, home)
        is_own = side is not None and figure.quantity.unit == side.probe.metric.unit and side.probe.rate_used is None
        if side is None or not is_own or not (side.pro or side.con or side.beside):
            return as_conversion
        by_reports = self._decide(claim, figure, side)
        if as_conversion.verdict != "refuted":
            return by_reports
        return replace(
            by_reports,
            qualifiers=tuple(dict.fromkeys((*by_reports.qualifiers, "conversion"))),
            explanation=join_texts(by_reports.explanation, as_conversion.explanation),
        )

    def _conversion(self, claim: CheckedClaim, figure: Figure, home: Figure) -> Verdict:
        """By what the conversions of others imply; where those are too few by the dated rate of the time, on the
        reports of the amount that is converted."""
        weighed = weigh_conversion(home, figure, self.pairs)
        if weighed is not None:
            verdict = conversion_verdict(claim, weighed, self.items)
            return verdict if verdict.evidence else self._nothing(claim, NO_CONVERSION)
        made = self.claimant.published
        weighed = weigh_by_table(home, figure, made, self.claimant.url)
        side = weigh(weighed.home, self.items, self.topic, self.pairs, self.claimant) if weighed is not None else None
        if weighed is None or side is None or not side.pro:
            return self._nothing(claim, NO_CONVERSION)
        return conversion_verdict(claim, weighed, side.pro)

    def _decide(self, claim: CheckedClaim, figure: Figure, weighed: Side) -> Verdict:
        verdict, side = decide(with_unfit(weighed, self.unfit))
        bodies = bodies_of(figure, self.topic, self.outlets)
        whose = judge_bodies(side, bodies, self.items, {party.key for party in self.topic.parties})
        verdict, side = against_whose(side, verdict, whose)
        counted = side.con if verdict == "refuted" else side.pro if verdict == "supported" else (*side.pro, *side.con)
        elsewhere = [] if side.pro else find_elsewhere(side, self.items, self.topic)
        credit = self._credited(claim, figure)
        marks = qualify(side, verdict, counted, self.items)
        return Verdict(
            claim=claim,
            verdict=verdict,
            qualifiers=(
                *marks,
                *whose.marks,
                *(("different-scope",) if elsewhere else ()),
                *(("attribution-later",) if credit.is_later else ()),
            ),
            attribution="unchecked" if whose.is_unknown and not claim.credits else credit.attribution,
            outlets=len({item.outlet for item in counted}),
            origins=count_origins(list(counted)),
            evidence=evidence_of(side),
            explanation=join_texts(
                because(side, verdict, with_bodies=is_of_several(side) or whose.said is not EMPTY),
                whose.said,
                unfit_text(side, self.unfit) if "unfit" in marks else EMPTY,
                elsewhere_text(elsewhere) if elsewhere else EMPTY,
                credit.said,
                instead_text([i for i in credit.instead if i not in (*side.pro, *side.con)], side.probe),
            ),
            would_settle=settle(self.topic, figure, verdict, count_origins(list(counted))),
            derivation=derive(side, verdict, self.copies),
            is_simulated=any(item.wording == "facsimile" for item in counted),
        )

    # --- whom it credits ----------------------------------------------------------------------------------

    def _attribution(self, claim: CheckedClaim) -> Verdict:
        """Of a credit beside figures: whether the outlets gave them. Of words: whether they stand there."""
        shelves = self._shelves(claim)
        if claim.quote is None or claim.quote:
            return judge_ascribed(claim, shelves)
        figures = [self.figures[name] for name in claim.beside if name in self.figures]
        credits = [(figure, self._credited(claim, figure)) for figure in figures if figure.same_as is None]
        states = [credit.attribution for _, credit in credits]
        names = self._names(claim)
        if not states:
            return nothing_verdict(claim, NOT_TOLD, "unchecked", names=names)
        for state in ("failed", "unchecked"):
            if state in states:
                held = [(figure, credit) for figure, credit in credits if credit.attribution == state]
                said = {join_texts(credit.said, self._instead(figure, credit)): None for figure, credit in held}
                mark = "attribution-later" if all(credit.is_later for _, credit in held) else "attribution-failed"
                return nothing_verdict(claim, join_texts(*said), state, (mark,) if state == "failed" else (), names)
        found = list(dict.fromkeys(item for _, credit in credits for item in credit.found))
        where = ", ".join(sorted({item.outlet_name for item in found}))
        return Verdict(
            claim=claim,
            verdict="supported",
            qualifiers=(),
            attribution="confirmed",
            outlets=len({item.outlet for item in found}),
            origins=count_origins(found),
            evidence=evidence_of(found),
            explanation=Text(en=f"Found in pages of {where}.", vi=f"Có trong bài của {where}."),
            would_settle=EMPTY,
            derivation=derive_credit([(self._probe(figure), credit.found) for figure, credit in credits]),
        )

    def _credited(self, claim: CheckedClaim, figure: Figure) -> Credit:
        """Did each credited outlet report the figure?"""
        if not claim.credits:
            return Credit(attribution="none")
        probe = self._probe(figure)
        if probe is None or figure.status in NOT_JUDGED:
            return Credit(attribution="unchecked", said=NOT_TOLD)
        return check_credit(probe, self._shelves(claim), self.items)

    def _instead(self, figure: Figure, credit: Credit) -> Text:
        """What the credited outlets give for that time where they don't have the figure."""
        probe = self._probe(figure)
        return instead_text(credit.instead, probe) if probe is not None else EMPTY

    def _probe(self, figure: Figure) -> Comparable | None:
        metric = next((m for m in self.topic.metrics if m.key == figure.metric), None)
        if metric is None:
            return None
        probe = make_probe(figure, metric, self.pairs, self.claimant.published, self.claimant.url)
        return at_closing(probe, self.claimant.article)

    def _shelves(self, claim: CheckedClaim) -> list[Shelf]:
        return shelves_of(claim.credits, self.articles, self.outlets, self.claimant.published)

    def _earlier(self) -> list[Article]:
        """The original pages that who quotes can have seen."""
        return [
            a for a in self.articles if a.wording == "original" and not is_later(a.published, self.claimant.published)
        ]

    def _names(self, claim: CheckedClaim) -> str:
        return ", ".join(self.outlets[key].name if key in self.outlets else key for key in claim.credits)

    def _nothing(self, claim: CheckedClaim, why: Text) -> Verdict:
        credit = self._credited(claim, claim.figure) if claim.figure is not None else Credit(attribution="none")
        said = self._instead(claim.figure, credit) if claim.figure is not None else EMPTY
        marks = ("attribution-later",) if credit.is_later else ()
        return nothing_verdict(claim, join_texts(why, credit.said, said), credit.attribution, marks, self._names(claim))
