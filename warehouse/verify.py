"""From loaded figures to stored findings, verdicts and evidence: one pass over one topic."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sources.lines import day_of, dumps
from sources.model import (
    VIETNAM,
    CheckedClaim,
    Claim,
    ClaimKind,
    Figure,
    Metric,
    Milestone,
    Outlet,
    Period,
    Subject,
    Topic,
)
from sources.text import fold
from warehouse.connection import Reader, Warehouse
from warehouse.corrections import check_pages, load_corrections, without_known
from warehouse.figures import read_articles, read_lines, read_wordings
from warehouse.load import Run, insert
from warehouse.reconcile.changes import find_changes
from warehouse.reconcile.comparable import ASIDE, make_comparables
from warehouse.reconcile.findings import finding_id, reconcile
from warehouse.reconcile.model import Comparable, Finding
from warehouse.reconcile.origins import passages_of, with_witnesses
from warehouse.reconcile.rates import rate_rows
from warehouse.verdicts import Claimant, Holdings, Verdict, judge
from warehouse.words import figure_text


def read_holdings(reader: Reader, topic: Topic, outlets: Mapping[str, Outlet]) -> Holdings:
    """What is held about a topic: comparable figures, currency pairs, articles."""
    lines = without_known(read_lines(reader, topic.key), load_corrections())
    items, pairs = make_comparables(lines, topic, outlets, wording=read_wordings(reader, topic.key))
    aside, _ = make_comparables(lines, topic, outlets, statuses=ASIDE)
    articles = read_articles(reader, topic.key)
    return Holdings(
        items=with_witnesses(items, passages_of(articles)),
        aside=aside,
        pairs=pairs,
        articles=articles,
        figures=[line.figure for line in lines],
    )


def verify(
    warehouse: Warehouse, topic: Topic, run: Run, outlets: Mapping[str, Outlet]
) -> tuple[list[Finding], list[Verdict]]:
    """Compute and store everything that a run concludes; storing the same run again changes nothing."""
    holdings = read_holdings(warehouse, topic, outlets)
    check_pages(holdings.articles, load_corrections())
    passages = passages_of(holdings.articles)
    findings = reconcile(
        holdings.items, holdings.pairs, topic, aside=holdings.aside, everything=True, passages=passages
    )
    known = {finding.finding_id for finding in findings}
    changed = find_changes(warehouse, topic, outlets, holdings.articles)
    findings += [finding for finding in changed if finding.finding_id not in known]
    verdicts = judge_topic(holdings, topic, outlets)
    _store_rates(warehouse)
    _store_comparables(warehouse, run, topic, holdings.items)
    _store_findings(warehouse, run, findings)
    _store_verdicts(warehouse, run, topic, verdicts)
    return findings, verdicts


def judge_topic(holdings: Holdings, topic: Topic, outlets: Mapping[str, Outlet]) -> list[Verdict]:
    """Verdicts on the claims that the topic file states, in its order; those of one page and day together."""
    verdicts: dict[str, Verdict] = {}
    by_claimant: dict[tuple[str | None, Period | None], list[Claim]] = {}
    for claim in topic.claims:
        by_claimant.setdefault((claim.by, claim.published), []).append(claim)
    for (url, published), claims in by_claimant.items():
        article = next((a for a in holdings.articles if url is not None and a.url == url), None)
        key = _outlet_key(url, outlets)
        claimant = Claimant(
            article=article,
            url=url,
            outlet=key,
            outlet_name=outlets[key].name if key is not None and key in outlets else None,
            published=published or (article.published if article else None),
        )
        checked = [_checked(claim, topic, claims) for claim in claims]
        verdicts |= {each.claim.claim_id: each for each in judge(holdings, topic, checked, claimant, outlets)}
    return [verdicts[claim.claim_id] for claim in topic.claims]


def _outlet_key(url: str | None, outlets: Mapping[str, Outlet]) -> str | None:
    if url is None:
        return None
    return next(
        (
            key
            for key, outlet in outlets.items()
            if any(f"//{host}/" in url or f".{host}/" in url for host in outlet.hosts)
        ),
        None,
    )


def _checked(claim: Claim, topic: Topic, siblings: Sequence[Claim]) -> CheckedClaim:
    """A claim of the topic file in the form of one found in an article."""
    metric = next((m for m in topic.metrics if m.key == claim.metric), None)
    figure = _figure(claim, metric, topic, siblings) if claim.quantity is not None else None
    kind: ClaimKind = "figure"
    if figure is None:
        kind = "quotation" if claim.quote else "attribution" if claim.credits else "fact"
    elif metric is not None and metric.kind in ("rank", "date"):
        kind = "rank" if metric.kind == "rank" else "date"
    elif metric is not None and metric.kind == "duration":
        kind = "milestone"
    said = claim.quote or (figure_text(figure, "en") if figure else claim.text.get("en", ""))
    return CheckedClaim(
        claim_id=claim.claim_id,
        kind=kind,
        said=said,
        paragraph=0,
        start=0,
        end=0,
        figure=figure,
        credits=claim.credits,
        quote=claim.quote,
        subject=claim.subject,
    )


def _figure(claim: Claim, metric: Metric | None, topic: Topic, siblings: Sequence[Claim]) -> Figure:
    quantity = claim.quantity
    assert quantity is not None
    home = None
    if metric is not None and quantity.unit != metric.unit:
        home = next(
            (
                c
                for c in siblings
                if c.metric == claim.metric
                and c.subject == claim.subject
                and c.quantity is not None
                and c.quantity.unit == metric.unit
                and c.as_of == claim.as_of
            ),
            None,
        )
    milestone = _milestone(claim, metric, topic, siblings)
    return Figure(
        figure_id=f"claim:{claim.claim_id}",
        article_id=f"claim:{claim.by}",
        paragraph=0,
        start=0,
        end=0,
        said="",
        subject=claim.subject,
        metric=claim.metric,
        quantity=quantity,
        period=claim.period,
        as_of=claim.as_of or Period(),
        as_of_basis="stated" if claim.as_of else "unknown",
        milestone=milestone,
        rank_of="all_time" if metric is not None and metric.kind == "rank" else None,
        same_as=f"claim:{home.claim_id}" if home else None,
    )


def _milestone(claim: Claim, metric: Metric | None, topic: Topic, siblings: Sequence[Claim]) -> Milestone | None:
    """A day count leads up to the total that the same claimant gives; a date to the subject that its text names."""
    if metric is not None and metric.kind == "date":
        text = fold(" ".join(claim.text.values()))
        named = [s.name for s in topic.subjects if s.name != claim.subject and _is_named(s, text)]
        return Milestone(subject=named[0]) if len(named) == 1 else None
    if metric is None or metric.kind != "duration":
        return None
    kinds = {m.key: m for m in topic.metrics}
    for other in siblings:
        total = kinds.get(other.metric or "")
        if (
            other.quantity is not None
            and total is not None
            and total.kind == "cumulative"
            and other.quantity.unit == total.unit == "VND"
        ):
            return Milestone(value=other.quantity.value, unit=other.quantity.unit)
    return None


def _is_named(subject: Subject, text: str) -> bool:
    """Whether folded text holds one of the subject's names as whole words."""
    names = {fold(name) for names in subject.names.values() for name in names} | {fold(subject.name)}
    padded = f" {''.join(c if c.isalnum() else ' ' for c in text)} "
    return any(f" {name} " in padded for name in names)


def group_id(item: Comparable) -> str:
    return finding_id(item.figure.subject, item.metric.key, item.place)


def _store_rates(warehouse: Warehouse) -> None:
    """The dated rates as they are now, for `in_vnd`; each finding keeps the rate that it was made with."""
    columns = ("currency", "day", "dong", "low", "high", "origin")
    rows = [tuple(row[column] or None for column in columns) for row in rate_rows()]
    warehouse.connection.execute("delete from stored.rate")
    insert(warehouse, "rate", columns, rows)


def _store_comparables(warehouse: Warehouse, run: Run, topic: Topic, items: Sequence[Comparable]) -> None:
    insert(
        warehouse,
        "comparable",
        (
            "run_id",
            "figure_id",
            "topic",
            "group_id",
            "lo",
            "hi",
            "lo_open",
            "hi_open",
            "t0",
            "t1",
            "is_final",
            "origin",
            "outlet",
            "house",
            "rate_used",
        ),
        [
            (
                run.run_id,
                i.figure.figure_id,
                topic.key,
                group_id(i),
                i.low,
                i.high,
                i.low_open,
                i.high_open,
                i.as_of.start,
                i.as_of.end,
                i.is_final,
                i.witness,
                i.outlet,
                i.group,
                i.rate_used,
            )
            for i in items
        ],
    )


def _store_findings(warehouse: Warehouse, run: Run, findings: Sequence[Finding]) -> None:
    insert(
        warehouse,
        "finding",
        (
            "run_id",
            "finding_id",
            "topic",
            "type",
            "severity",
            "subject",
            "metric",
            "unit",
            "place",
            "period_start",
            "period_end",
            "as_of_start",
            "as_of_end",
            "positions",
            "outlets",
            "origins",
            "candidates",
            "notes",
            "repaired_figure",
            "repaired_value",
            "explanation_en",
            "explanation_vi",
            "would_settle_en",
            "would_settle_vi",
            "derivation",
            "is_simulated",
        ),
        [
            (
                run.run_id,
                f.finding_id,
                f.topic,
                f.type,
                f.severity,
                f.subject,
                f.metric,
                f.unit,
                f.place,
                f.period.start if f.period else None,
                f.period.end if f.period else None,
                f.as_of.start,
                f.as_of.end,
                dumps_list(positions_lines(f)),
                f.outlets,
                f.origins,
                dumps_list([{"type": t, "weight": w} for t, w in f.candidates]),
                json.dumps(f.notes),
                f.repaired[0] if f.repaired else None,
                f.repaired[1] if f.repaired else None,
                f.explanation.en,
                f.explanation.vi,
                f.would_settle.en,
                f.would_settle.vi,
                dumps(f.derivation),
                f.is_simulated,
            )
            for f in findings
        ],
    )
    insert(
        warehouse,
        "evidence",
        ("run_id", "topic", "claim_id", "finding_id", "figure_id", "stance"),
        [(run.run_id, f.topic, "", f.finding_id, figure, "part") for f in findings for figure in f.figures],
    )


def _store_verdicts(warehouse: Warehouse, run: Run, topic: Topic, verdicts: Sequence[Verdict]) -> None:
    texts = {claim.claim_id: claim for claim in topic.claims}
    insert(
        warehouse,
        "verdict",
        (
            "run_id",
            "topic",
            "claim_id",
            "place",
            "kind",
            "said",
            "text_en",
            "text_vi",
            "verdict",
            "qualifiers",
            "attribution",
            "credits",
            "outlets",
            "origins",
            "explanation_en",
            "explanation_vi",
            "would_settle_en",
            "would_settle_vi",
            "derivation",
            "claimant",
            "is_simulated",
        ),
        [
            (
                run.run_id,
                topic.key,
                v.claim.claim_id,
                place,
                v.claim.kind,
                v.claim.said,
                texts[v.claim.claim_id].text.get("en"),
                texts[v.claim.claim_id].text.get("vi"),
                v.verdict,
                "; ".join(v.qualifiers),
                v.attribution,
                "; ".join(v.claim.credits),
                v.outlets,
                v.origins,
                v.explanation.en,
                v.explanation.vi,
                v.would_settle.en,
                v.would_settle.vi,
                dumps(v.derivation),
                texts[v.claim.claim_id].by,
                v.is_simulated,
            )
            for place, v in enumerate(verdicts)
        ],
    )
    insert(
        warehouse,
        "evidence",
        ("run_id", "topic", "claim_id", "finding_id", "figure_id", "stance"),
        [
            (run.run_id, topic.key, v.claim.claim_id, "", e.figure_id, e.stance)
            for v in verdicts
            for e in v.evidence
            if e.figure_id is not None  # of words the derivation keeps the pages
        ],
    )


def positions_lines(finding: Finding) -> list[dict[str, object]]:
    return [
        {
            "low": p.low,
            "high": p.high,
            "figures": list(p.figures),
            "outlets": list(p.outlets),
            "origins": p.origins,
            **({"implied": list(p.implied)} if p.implied else {}),
        }
        for p in finding.positions
    ]


def dumps_list(values: Sequence[Mapping[str, object]]) -> str:
    return "[" + ", ".join(dumps(value) for value in values) + "]"


def finding_line(finding: Finding) -> dict[str, object]:
    """The line of `reconcile`."""
    return {
        "id": finding.finding_id,
        "type": finding.type,
        "candidates": [{"type": code, "weight": weight} for code, weight in finding.candidates],
        "notes": list(finding.notes),
        "severity": finding.severity,
        "topic": finding.topic,
        "subject": finding.subject,
        "metric": finding.metric,
        "unit": finding.unit,
        "place": finding.place,
        "period_start": _moment(finding.period.start if finding.period else None),
        "period_end": _moment(finding.period.end if finding.period else None),
        "as_of_start": _moment(finding.as_of.start),
        "as_of_end": _moment(finding.as_of.end),
        "positions": [
            {**line, "low": _shown(line["low"], finding), "high": _shown(line["high"], finding)}
            for line in positions_lines(finding)
        ],
        "figures": list(finding.figures),
        "repaired": (
            {"figure": finding.repaired[0], "value": _shown(finding.repaired[1], finding)} if finding.repaired else None
        ),
        "outlets": finding.outlets,
        "origins": finding.origins,
        "explanation": {"en": finding.explanation.en, "vi": finding.explanation.vi},
        "would_settle": {"en": finding.would_settle.en, "vi": finding.would_settle.vi},
        "derivation": finding.derivation,
    }


def _shown(value: object, finding: Finding) -> object:
    """An end of a position as the line of a figure has it: of dates the day."""
    return day_of(value).isoformat() if isinstance(value, Decimal) and finding.unit == "date" else value


def verdict_line(
    verdict: Verdict, figure: dict[str, object] | None, places: Mapping[str, tuple[str, int, int]]
) -> dict[str, object]:
    """The line of `check`. `places` gives file, offset and length of an article's record."""
    claim = verdict.claim
    return {
        "claim": claim.claim_id,
        "kind": claim.kind,
        "said": claim.said,
        "paragraph": claim.paragraph,
        "start": claim.start,
        "end": claim.end,
        "figure": figure,
        "credits": list(claim.credits),
        "verdict": verdict.verdict,
        "qualifiers": list(verdict.qualifiers),
        "attribution": verdict.attribution,
        "outlets": verdict.outlets,
        "origins": verdict.origins,
        "evidence": [
            {
                "figure": e.figure_id,
                "article": e.article_id,
                "stance": e.stance,
                "warc": _warc(places.get(e.article_id)),
            }
            for e in verdict.evidence
        ],
        "explanation": {"en": verdict.explanation.en, "vi": verdict.explanation.vi},
        "would_settle": {"en": verdict.would_settle.en, "vi": verdict.would_settle.vi},
        "derivation": verdict.derivation,
    }


def _warc(place: tuple[str, int, int] | None) -> dict[str, object] | None:
    return {"file": place[0], "offset": place[1], "length": place[2]} if place else None


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(VIETNAM).isoformat() if moment else None
