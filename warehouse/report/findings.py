"""The disagreements, and what only looks like one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sources.model import Topic
from warehouse.connection import Reader
from warehouse.reconcile.abroad import place_text
from warehouse.report.enquiry import draft_enquiry
from warehouse.report.labels import load_labels
from warehouse.report.model import Item
from warehouse.report.quotes import Row, as_period, as_quotes
from warehouse.report.strip import place_positions
from warehouse.words import Tongue, period_text, word

_ENQUIRIES = 40  # drafts in one report, for the largest gaps


def collect_findings(
    reader: Reader, topic: Topic, subject: str, evidence: Mapping[str, Sequence[Row]], tongue: Tongue
) -> list[Item]:
    """One item a disagreement: largest first, the main subject before others. Severity 0 only looks different."""
    rows = reader.records(
        "select difference.*, finding_change.change from difference left join finding_change using (finding_id, topic) "
        "where topic = $1",
        topic.key,
    )
    rows.sort(
        key=lambda row: (
            -_severity(row),
            row["subject"] != subject,
            -int(str(row["outlets"])),
            str(row["finding_id"]),
        )
    )
    outlets = {
        str(key): str(name)
        for key, name in reader.query(
            "select outlet, any_value(outlet_name order by outlet_name) from article group by outlet"
        ).rows
    }
    has_history = bool(
        reader.query("select count(*) > 1 from run where topic = $1 and state = 'finished'", [topic.key]).rows[0][0]
    )
    metrics = {m.key: {"en": m.name.get("en", m.key), "vi": m.name.get("vi", m.key)} for m in topic.metrics}
    return [
        _finding(
            row,
            evidence.get(f"finding:{row['finding_id']}", ()),
            metrics,
            outlets,
            tongue,
            has_history=has_history,
            has_enquiry=place < _ENQUIRIES,
        )
        for place, row in enumerate(rows)
    ]


def _severity(row: Row) -> int:
    """What a person rejected, of these very figures, weighs nothing."""
    return 0 if row["state"] == "rejected" else int(str(row["severity"]))


def _finding(
    row: Row,
    evidence: Sequence[Row],
    metrics: Mapping[str, Mapping[str, str]],
    outlets: Mapping[str, str],
    tongue: Tongue,
    *,
    has_history: bool,
    has_enquiry: bool,
) -> Item:
    severity, code, metric = _severity(row), str(row["type"]), str(row["metric"])
    quotes, left_out = as_quotes(evidence, tongue)
    positions = place_positions(str(row["positions"]), str(row["unit"]), outlets, tongue)
    enquiry = None
    if severity and has_enquiry and evidence:
        heads: dict[Tongue, str] = {"en": _head(row, metrics, "en"), "vi": _head(row, metrics, "vi")}
        enquiry = draft_enquiry(evidence, heads, str(row["subject"]), is_simulated=bool(row["is_simulated"]))
    return Item(
        key=str(row["finding_id"]),
        head=_head(row, metrics, tongue),
        label=word("type", code, tongue),
        tone="bad" if severity >= 3 else "mixed" if severity else "good",
        code=code,
        why=str(row[f"explanation_{tongue}"]),
        settle=str(row[f"would_settle_{tongue}"]),
        outlets=int(str(row["outlets"] or 0)),
        origins=int(str(row["origins"] or 0)),
        marks=(word("qualifier", "simulated", tongue),) if row["is_simulated"] else (),
        attribution="",
        review=_review(row, tongue),
        quotes=quotes,
        quotes_left_out=left_out,
        is_simulated=bool(row["is_simulated"]),
        positions=positions,
        gap=word("gap", str(severity), tongue),
        severity=severity,
        metric=metric,
        metric_name=metrics.get(metric, {}).get(tongue, metric),
        who=tuple(dict.fromkeys([*(q.outlet for q in quotes), *(name for p in positions for name in p.outlets)])),
        change=str(row["change"] or "") if has_history else "",
        enquiry=enquiry,
    )


def _head(row: Row, metrics: Mapping[str, Mapping[str, str]], tongue: Tongue) -> str:
    metric = str(row["metric"])
    head = f"{metrics.get(metric, {}).get(tongue, metric)}, {row['subject']}"
    if row["place"]:
        head += f", {place_text(str(row['place']), tongue)}"
    when = as_period(row["period_start"], row["period_end"])
    return head if when is None else f"{head}, {period_text(when, tongue)}"


def _review(row: Row, tongue: Tongue) -> str:
    """What an editor said of a finding, and whether figures have come since."""
    if row["review_reason"] is None:
        return ""
    return f"{word('review', str(row['state']), tongue)}: {row['review_reason']} ({row['reviewer']})"


def change_texts(reader: Reader, topic: Topic, tongue: Tongue) -> tuple[str, ...]:
    """What opened, went or changed since the run before; empty for a first run."""
    if reader.query("select count(*) < 2 from run where topic = $1 and state = 'finished'", [topic.key]).rows[0][0]:
        return ()
    labels = load_labels()[tongue]
    return tuple(
        f"{labels['change_' + str(row['change'])]}: {row['explanation_' + tongue]}"
        for row in reader.records("select * from finding_change where topic = $1 order by finding_id", topic.key)
    )
