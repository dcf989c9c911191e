"""The claims with their verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sources.model import Topic
from sources.outlets import OUTLETS
from warehouse.connection import Reader
from warehouse.report.labels import load_labels
from warehouse.report.model import Item
from warehouse.report.quotes import Row, as_quotes
from warehouse.words import Tongue, time_text, word

_TONES = {"supported": "good", "refuted": "bad", "conflicting": "mixed", "not_enough_evidence": "open"}


def collect_claims(reader: Reader, topic: Topic, evidence: Mapping[str, Sequence[Row]], tongue: Tongue) -> list[Item]:
    """One item a claim, in the topic's order."""
    rows = reader.records("select * from verdict where topic = $1 order by place", topic.key)
    return [_claim(row, evidence.get(f"claim:{row['claim_id']}", ()), tongue) for row in rows]


def _claim(row: Row, evidence: Sequence[Row], tongue: Tongue) -> Item:
    quotes, left_out = as_quotes(evidence, tongue)
    return Item(
        key=str(row["claim_id"]),
        head=claim_text(row, tongue),
        label=verdict_label(row, tongue),
        tone=verdict_tone(row),
        code=str(row["verdict"]),
        why=str(row[f"explanation_{tongue}"]),
        settle=str(row[f"would_settle_{tongue}"]),
        outlets=int(str(row["outlets"] or 0)),
        origins=int(str(row["origins"] or 0)),
        marks=qualifier_marks(row, tongue),
        attribution=_credited(row, tongue),
        review=_review(row, tongue),
        quotes=quotes,
        quotes_left_out=left_out,
        is_simulated=bool(row["is_simulated"]),
        metric=str(row["kind"]),
        who=tuple(dict.fromkeys(quote.outlet for quote in quotes)),
    )


def claim_text(row: Row, tongue: Tongue) -> str:
    """The claim in our words."""
    return str(row[f"text_{tongue}"] or row["text_en"] or row["said"])


def verdict_label(row: Row, tongue: Tongue) -> str:
    """The verdict in words; what could not be checked is no verdict that there is not enough to say."""
    is_unchecked = (
        row["verdict"] == "not_enough_evidence"
        and row["attribution"] == "unchecked"
        and row["kind"] in ("attribution", "quotation")
    )
    return word("verdict", "unchecked" if is_unchecked else str(row["verdict"]), tongue)


def verdict_tone(row: Row) -> str:
    """good, bad, mixed or open: beside the words, never instead of them."""
    return _TONES[str(row["verdict"])]


def qualifier_marks(row: Row, tongue: Tongue) -> tuple[str, ...]:
    """The qualifiers in words."""
    return tuple(word("qualifier", code, tongue) for code in str(row["qualifiers"] or "").split("; ") if code)


def _credited(row: Row, tongue: Tongue) -> str:
    if not row["credits"]:
        return ""
    names = (OUTLETS[key].name if key in OUTLETS else key for key in str(row["credits"]).split("; "))
    is_later = "attribution-later" in str(row["qualifiers"] or "").split("; ")
    held = word("attribution", "later" if is_later else str(row["attribution"]), tongue)
    return f"{word('kind', 'attribution', tongue)} ({', '.join(names)}): {held}"


def _review(row: Row, tongue: Tongue) -> str:
    """Whether an editor has reviewed it: every verdict says so."""
    if row["state"] == "unreviewed":
        return load_labels()[tongue]["unreviewed"]
    when = time_text(cast("datetime | None", row["reviewed_at"]), tongue)
    return f"{word('signed', str(row['state']), tongue)}: {row['review_reason']} ({row['reviewer']}, {when})"


def short_text(claims: Sequence[Item], findings: Sequence[Item], tongue: Tongue) -> str:
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
    apart = [item for item in findings if item.code not in ("SILENT", "OPEN")]
    if apart:
        sentences.append(texts["short_findings"].format(len(apart), sum(item.severity >= 2 for item in apart)))
    else:
        sentences.append(texts["short_no_findings"])
    for label, code in (("short_changed", "SILENT"), ("short_open", "OPEN")):
        count = sum(item.code == code for item in findings)
        if count:
            sentences.append(texts[label].format(count))
    return " ".join(sentences)
