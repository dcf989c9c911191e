"""What a report says, selected from the published views: the same rows that ad-hoc SQL sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast

from sources.model import Topic
from warehouse.connection import Reader
from warehouse.report.citations import collect_citations
from warehouse.report.claims import collect_claims, short_text
from warehouse.report.coverage import collect_coverage, sum_coverage, sum_held, unread_reasons
from warehouse.report.findings import change_texts, collect_findings
from warehouse.report.held import collect_held, runs_that_changed
from warehouse.report.labels import load_labels
from warehouse.report.model import Content
from warehouse.report.quotes import Row, host_of, read_evidence, safe_url
from warehouse.report.revisions import collect_revisions
from warehouse.report.totals import collect_totals, print_line
from warehouse.review import reviewed_text
from warehouse.words import Tongue, number_text, period_text, time_text


def collect_content(
    reader: Reader, topic: Topic, tongue: Tongue, evidence: Mapping[str, Sequence[Row]] | None = None
) -> Content:
    """The content of a topic's report in one language. The evidence is read unless it was before."""
    runs = reader.records("select * from run inner join latest_run using (topic, run_id) where topic = $1", topic.key)
    run = runs[0] if runs else {}
    subject = next((s.name for s in topic.subjects if s.main), topic.subjects[0].name)
    evidence = read_evidence(reader, topic.key) if evidence is None else evidence
    claims = tuple(collect_claims(reader, topic, evidence, tongue))
    items = collect_findings(reader, topic, subject, evidence, tongue)
    findings = tuple(item for item in items if item.severity > 0)
    coverage = collect_coverage(reader, topic.key, tongue)
    by = next((claim for claim in topic.claims if claim.by), None)
    held = collect_held(reader, topic, tongue)
    return Content(
        topic=topic.key,
        title=topic.title.get(tongue) or topic.key,
        subject=subject,
        claimant=host_of(by.by) if by else "",
        claimant_url=safe_url(by.by) if by else None,
        claim_published=period_text(by.published, tongue) if by and by.published else "",
        data_to=time_text(cast("datetime | None", run.get("made_at")), tongue),
        run_id=str(run.get("run_id", "")),
        is_simulated=_is_simulated(reader, topic),
        reviewed=reviewed_text(reader, topic.key, tongue),
        short=short_text(claims, findings, tongue),
        claims=claims,
        findings=findings,
        harmless=tuple(item for item in items if item.severity == 0),
        coverage=coverage,
        totals={**sum_coverage(coverage), **sum_held(reader, topic.key)},
        print_vi=print_line(reader, topic, subject, "vi"),
        print_en=print_line(reader, topic, subject, "en"),
        chart=collect_totals(reader, topic, subject, tongue),
        citations=collect_citations(reader, topic.key),
        revisions=collect_revisions(reader, topic, tongue),
        flips=tuple(stretch for stretch in held if stretch.until is not None),
        held_run=(runs_that_changed(held) or [""])[-1],
        changes=change_texts(reader, topic, tongue),
        unread=unread_reasons(reader, topic.key),
        rates=_rates(reader, topic, tongue),
        settings=str(run.get("settings", "{}")),
        code_version=str(run.get("code_version", "")),
    )


def _is_simulated(reader: Reader, topic: Topic) -> bool:
    """Whether anything of the topic rests on bundled facsimile pages."""
    count = reader.query("select count(*) from figure where topic = $1 and wording = 'facsimile'", [topic.key])
    return bool(count.rows[0][0])


def _rates(reader: Reader, topic: Topic, tongue: Tongue) -> str:
    """The exchange rates that foreign amounts were brought over at, as a sentence; empty where none was."""
    low, high = reader.query(
        "select min(rate_used), max(rate_used) from comparable where topic = $1", [topic.key]
    ).rows[0]
    if low is None or high is None:
        return ""
    rates = dict.fromkeys(number_text(cast("Decimal", rate), tongue) for rate in (low, high))
    return load_labels()[tongue]["rates"].format(" – ".join(rates))
