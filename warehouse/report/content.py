"""What a report says, selected from the published views: the same rows that ad-hoc SQL sees."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import cast
from urllib.parse import urlsplit

from sources.model import Metric, Period, Topic
from warehouse.connection import Reader
from warehouse.figures import as_figure
from warehouse.report.labels import load_labels
from warehouse.words import Tongue, amount_text, figure_text, period_text, time_text, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A figure in its sentence, with everything that leads back to its bytes."""

    figure_id: str
    outlet: str
    url: str | None
    before: str
    said: str
    after: str
    amount: str
    published: str
    as_of: str
    origin: str
    capture: str
    is_simulated: bool
    stance: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One position of a disagreement."""

    span: str
    outlets: str
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim with its verdict, or a disagreement."""

    key: str
    head: str
    label: str
    tone: str  # good, bad, mixed, open: never the only carrier of meaning
    why: str
    settle: str
    outlets: int
    origins: int
    marks: tuple[str, ...]
    attribution: str
    quotes: tuple[Quote, ...]
    positions: tuple[Place, ...] = ()
    gap: str = ""
    severity: int = 0
    metric: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One reported running total, for the chart and its table."""

    outlet: str
    when: datetime
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    outlet: str
    asked: int
    read: int
    about: int
    gated: int
    paywalled: int
    failed: int
    figures: int
    unread: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything on the page."""

    topic: str
    title: str
    subject: str
    claimant: str
    claimant_url: str | None
    claim_published: str
    data_to: str
    run_id: str
    is_simulated: bool
    short: str
    claims: tuple[Item, ...]
    findings: tuple[Item, ...]
    harmless: tuple[Item, ...]
    coverage: tuple[CoverageRow, ...]
    totals: dict[str, int]
    print_vi: str
    print_en: str
    points: tuple[Point, ...]
    chart_title: str
    chart_metric: Metric | None
    claimed: tuple[Decimal, str] | None
    settings: str
    code_version: str
    changes: tuple[str, ...]
    unread: tuple[tuple[str, int], ...]


_TONES = {"supported": "good", "refuted": "bad", "conflicting": "mixed", "not_enough_evidence": "open"}


def collect_content(reader: Reader, topic: Topic, tongue: Tongue) -> Content:
    """The content of a topic's report in one language."""
    run = reader.records("select * from run inner join latest_run using (topic, run_id) where topic = $1", topic.key)
    made_at = cast("datetime", run[0]["made_at"]) if run else None
    names = {m.key: m.name.get(tongue) or m.key for m in topic.metrics}
    quotes = _quotes(reader, topic, tongue)
    claims = tuple(
        _claim(row, quotes, tongue)
        for row in reader.records("select * from verdict where topic = $1 order by place", topic.key)
    )
    rows = reader.records(
        "select * from difference where topic = $1 order by severity desc, outlets desc, subject, metric, finding_id",
        topic.key,
    )
    main = next((s.name for s in topic.subjects if s.main), topic.subjects[0].name)
    rows.sort(
        key=lambda row: (
            -int(str(row["severity"])),
            row["subject"] != main,
            -int(str(row["outlets"])),
            str(row["finding_id"]),
        )
    )
    items = [_finding(row, quotes, names, tongue) for row in rows]
    findings = tuple(item for item in items if item.severity > 0)
    coverage = tuple(
        CoverageRow(
            outlet=str(r["outlet_name"]),
            asked=_n(r["asked"]),
            read=_n(r["pages_read"]),
            about=_n(r["about_topic"]),
            gated=_n(r["gated"]),
            paywalled=_n(r["paywalled"]),
            failed=_n(r["failed"]),
            figures=_n(r["figures"]),
            unread=_n(r["unread"]),
            note=str(r["note"] or ""),
        )
        for r in reader.records(
            """
            select * from coverage inner join latest_run using (topic, run_id)
            where topic = $1 order by about_topic desc, outlet
            """,
            topic.key,
        )
    )
    simulated = bool(
        reader.query(
            "select count(*) from figure where topic = $1 and wording = 'facsimile'",
            [topic.key],
        ).rows[0][0]
    )
    chart = _chart_metric(topic)
    points = _points(reader, topic, main, chart, tongue) if chart else ()
    by = next((c for c in topic.claims if c.by), None)
    print_vi, print_en = _print_lines(reader, topic, main, chart)
    changes = (
        tuple(
            f"{_change(str(r['change']), tongue)}: {r['explanation_' + tongue]}"
            for r in reader.records("select * from finding_change where topic = $1 order by finding_id", topic.key)
        )
        if _has_history(reader, topic)
        else ()
    )
    unread = tuple(
        (str(reason), _n(count))
        for reason, count in reader.query(
            "select reason, count(*) from unread where topic = $1 group by all order by 2 desc, 1", [topic.key]
        ).rows
    )
    return Content(
        topic=topic.key,
        title=topic.title.get(tongue) or topic.key,
        subject=main,
        claimant=_host(by.by) if by else "",
        claimant_url=_safe(by.by) if by else None,
        claim_published=period_text(by.published, tongue) if by and by.published else "",
        data_to=time_text(made_at, tongue),
        run_id=str(run[0]["run_id"]) if run else "",
        is_simulated=simulated,
        short=_short(claims, findings, tongue),
        claims=claims,
        findings=findings,
        harmless=tuple(item for item in items if item.severity == 0),
        coverage=coverage,
        totals=_totals(coverage),
        print_vi=print_vi,
        print_en=print_en,
        points=points,
        chart_title=(chart.name.get(tongue) or chart.key) if chart else "",
        chart_metric=chart,
        claimed=_claimed(topic, chart, main, tongue),
        settings=str(run[0]["settings"]) if run else "{}",
        code_version=str(run[0]["code_version"]) if run else "",
        changes=changes,
        unread=unread,
    )


def _n(value: object) -> int:
    return int(str(value or 0))


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _safe(url: object) -> str | None:
    """Only http and https addresses become links."""
    text = str(url or "")
    return text if urlsplit(text).scheme in ("http", "https") else None


def _has_history(reader: Reader, topic: Topic) -> bool:
    return bool(
        reader.query("select count(*) > 1 from run where topic = $1 and state = 'finished'", [topic.key]).rows[0][0]
    )


def _change(code: str, tongue: Tongue) -> str:
    words = {"opened": ("mới", "new"), "resolved": ("không còn", "no longer there"), "changed": ("thay đổi", "changed")}
    return words[code][0 if tongue == "vi" else 1]


def _quotes(reader: Reader, topic: Topic, tongue: Tongue) -> dict[str, list[Quote]]:
    """By claim or finding: the figures that it rests on, in their sentences."""
    rows = reader.records(
        """
        select
            evidence.claim_id, evidence.finding_id, evidence.stance, evidence.warc_file, evidence.warc_offset, figure.*
        from evidence
        inner join figure_all as figure on figure.figure_id = evidence.figure_id and figure.topic = evidence.topic
        where evidence.topic = $1
        order by figure.as_of_end, figure.outlet_name, figure.figure_id
        """,
        topic.key,
    )
    found: dict[str, list[Quote]] = defaultdict(list)
    for row in rows:
        key = f"claim:{row['claim_id']}" if row["claim_id"] else f"finding:{row['finding_id']}"
        figure = as_figure(row)
        sentence = str(row["sentence"] or "")
        start, end = _window(sentence, figure.start, figure.end)
        found[key].append(
            Quote(
                figure_id=figure.figure_id,
                outlet=str(row["outlet_name"]),
                url=_safe(row["url"]),
                before=("… " if start else "") + sentence[start : figure.start],
                said=sentence[figure.start : figure.end],
                after=sentence[figure.end : end] + (" …" if end < len(sentence) else ""),
                amount=figure_text(figure, tongue),
                published=period_text(_period(row["published_start"], row["published_end"]), tongue),
                as_of=period_text(figure.period or figure.as_of, tongue),
                origin=figure.attributed_to or "",
                capture=f"{row['warc_file']} @ {row['warc_offset']}" if row["warc_file"] else "",
                is_simulated=row["wording"] == "facsimile",
                stance=str(row["stance"]),
            )
        )
    return found


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a figure, without the whole paragraph."""
    first = max(text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0, 0)
    last = text.find(". ", end)
    last = len(text) if last < 0 else last + 1
    if start - first > 220:
        first = text.find(" ", start - 200) + 1
    if last - end > 220:
        last = text.rfind(" ", end, end + 200)
    return first, max(last, end)


def _period(start: object, end: object) -> Period | None:
    if start is None and end is None:
        return None
    return Period(start=cast("datetime | None", start), end=cast("datetime | None", end))


def _claim(row: dict[str, object], quotes: dict[str, list[Quote]], tongue: Tongue) -> Item:
    verdict = str(row["verdict"])
    attribution = str(row["attribution"])
    label = word("verdict", verdict, tongue)
    if verdict == "not_enough_evidence" and attribution == "unchecked" and row["kind"] in ("attribution", "quotation"):
        label = word("verdict", "unchecked", tongue)
    marks = [word("qualifier", q, tongue) for q in str(row["qualifiers"] or "").split("; ") if q]
    credited = ""
    if row["credits"]:
        head = "Dẫn nguồn" if tongue == "vi" else "Attribution"
        credited = f"{head} ({str(row['credits']).replace('; ', ', ')}): {word('attribution', attribution, tongue)}"
    return Item(
        key=str(row["claim_id"]),
        head=str(row[f"text_{tongue}"] or row["text_en"] or row["said"]),
        label=label,
        tone=_TONES[verdict],
        why=str(row[f"explanation_{tongue}"]),
        settle=str(row[f"would_settle_{tongue}"]),
        outlets=_n(row["outlets"]),
        origins=_n(row["origins"]),
        marks=tuple(marks),
        attribution=credited,
        quotes=tuple(quotes.get(f"claim:{row['claim_id']}", ())),
        metric=str(row["kind"]),
        code=verdict,
    )


def _finding(row: dict[str, object], quotes: dict[str, list[Quote]], names: dict[str, str], tongue: Tongue) -> Item:
    severity, code = _n(row["severity"]), str(row["type"])
    if row["state"] == "rejected":
        severity = 0  # a person has said so, of these very figures
    unit = str(row["unit"])
    places = []
    for position in json.loads(str(row["positions"]), parse_float=Decimal):
        low, high = (None if position[end] is None else Decimal(str(position[end])) for end in ("low", "high"))
        places.append(
            Place(
                span=_span(low, high, unit, tongue), outlets=", ".join(position["outlets"]), origins=position["origins"]
            )
        )
    when = _period(row["period_start"], row["period_end"])
    head = f"{names.get(str(row['metric']), row['metric'])}, {row['subject']}"
    if row["place"]:
        head += f", {row['place']}"
    if when is not None:
        head += f", {period_text(when, tongue)}"
    return Item(
        key=str(row["finding_id"]),
        head=head,
        label=word("type", code, tongue),
        tone="bad" if severity >= 3 else "mixed" if severity else "good",
        why=f"{row[f'explanation_{tongue}']} {_review(row, tongue)}".strip(),
        settle=str(row[f"would_settle_{tongue}"]),
        outlets=_n(row["outlets"]),
        origins=_n(row["origins"]),
        marks=tuple(word("qualifier", "simulated", tongue) for _ in range(1) if row["is_simulated"]),
        attribution="",
        quotes=tuple(quotes.get(f"finding:{row['finding_id']}", ())),
        positions=tuple(places),
        gap=word("gap", str(severity), tongue),
        severity=severity,
        metric=str(row["metric"]),
        code=code,
    )


def _review(row: dict[str, object], tongue: Tongue) -> str:
    """What an editor said of a finding, and whether figures have come since."""
    if row["review_reason"] is None:
        return ""
    return f"{word('review', str(row['state']), tongue)}: {row['review_reason']} ({row['reviewer']})."


def _span(low: Decimal | None, high: Decimal | None, unit: str, tongue: Tongue) -> str:
    if low is not None and low == high:
        return amount_text(low, unit, tongue)
    if low is None:
        return f"≤ {amount_text(high, unit, tongue)}"
    if high is None:
        return f"≥ {amount_text(low, unit, tongue)}"
    return f"{amount_text(low, unit, tongue)} – {amount_text(high, unit, tongue)}"


def _short(claims: Sequence[Item], findings: Sequence[Item], tongue: Tongue) -> str:
    """The report in a few sentences: what does not match is named first, then what does, then what can't be said."""
    texts = load_labels()[tongue]
    sentences = []
    for code in ("refuted", "conflicting", "supported"):
        held = [item.head.rstrip(".") for item in claims if item.code == code]
        if held:
            sentences.append(f"{word('verdict', code, tongue)}: {'; '.join(held)}.")
    unsaid = sum(item.code == "not_enough_evidence" for item in claims)
    if unsaid:
        sentences.append(texts["short_unsaid"].format(unsaid, len(claims)))
    if findings:
        severe = sum(item.severity >= 2 for item in findings)
        sentences.append(texts["short_findings"].format(len(findings), severe))
    else:
        sentences.append(texts["short_no_findings"])
    return " ".join(sentences)


def _totals(coverage: Sequence[CoverageRow]) -> dict[str, int]:
    return {
        "asked": len(coverage),
        "answered": sum(row.read > 0 for row in coverage),
        "blocked": sum(row.gated > 0 for row in coverage),
        "paywalled": sum(row.paywalled > 0 for row in coverage),
        "about": sum(row.about for row in coverage),
        "unread": sum(row.unread for row in coverage),
        "figures": sum(row.figures for row in coverage),
    }


def _chart_metric(topic: Topic) -> Metric | None:
    return next((m for m in topic.metrics if m.kind == "cumulative"), None)


def _points(reader: Reader, topic: Topic, subject: str, metric: Metric, tongue: Tongue) -> tuple[Point, ...]:
    rows = reader.records(
        """
        select figure.*, comparable.lo, comparable.hi, comparable.t1
        from comparable inner join figure_all as figure using (figure_id)
        where comparable.topic = $1 and figure.subject = $2 and figure.metric = $3 and figure.place is null
            and figure.as_of_basis in ('stated', 'derived') and comparable.t1 is not null and figure.value is not null
        order by comparable.t1, figure.figure_id
        """,
        topic.key,
        subject,
        metric.key,
    )
    return tuple(
        Point(
            outlet=str(row["outlet_name"]),
            when=cast("datetime", row["t1"]),
            value=cast("Decimal", row["lo"] if row["value"] is None else _in_unit(row, metric)),
            low=cast("Decimal | None", row["lo"]),
            high=cast("Decimal | None", row["hi"]),
            text=figure_text(as_figure(row), tongue),
            kind="floor" if row["hi"] is None else "ceiling" if row["hedge"] == "near" else "value",
        )
        for row in rows
    )


def _in_unit(row: dict[str, object], metric: Metric) -> Decimal:
    if row["unit"] == metric.unit or row["lo"] is None:
        return cast("Decimal", row["value"])
    high = row["hi"] if row["hi"] is not None else row["lo"]
    return (cast("Decimal", row["lo"]) + cast("Decimal", high)) / 2


def _claimed(topic: Topic, metric: Metric | None, subject: str, tongue: Tongue) -> tuple[Decimal, str] | None:
    for claim in topic.claims:
        if (
            metric
            and claim.metric == metric.key
            and claim.subject == subject
            and claim.quantity
            and claim.quantity.unit == metric.unit
        ):
            assert claim.quantity.value is not None
            return claim.quantity.value, claim.text.get(tongue) or ""
    return None


def _print_lines(reader: Reader, topic: Topic, subject: str, metric: Metric | None) -> tuple[str, str]:
    """A figure that may be printed, with its hedge, origin and time: the newest total that names its origin."""
    if metric is None:
        return "", ""
    rows = reader.records(
        """
        select figure.*, comparable.origin from comparable inner join figure_all as figure using (figure_id)
        where comparable.topic = $1 and figure.subject = $2 and figure.metric = $3 and figure.unit = $4
            and figure.place is null and figure.as_of_basis in ('stated', 'derived') and comparable.origin is not null
        order by comparable.t1 desc, figure.precision_size, figure.figure_id limit 1
        """,
        topic.key,
        subject,
        metric.key,
        metric.unit,
    )
    if not rows:
        return "", ""
    figure, origin = as_figure(rows[0]), str(rows[0]["origin"])

    def line(tongue: Tongue, as_of: str, according: str) -> str:
        name = metric.name.get(tongue, metric.key)
        when = period_text(figure.as_of, tongue)
        return f"{subject}: {name} {figure_text(figure, tongue)} ({as_of} {when}), {according} {origin}."

    return line("vi", "tính đến", "theo"), line("en", "as of", "according to")
