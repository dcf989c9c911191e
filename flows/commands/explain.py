"""`doichieu explain`: from a finding, verdict or figure down to rule, numbers, sentence, article version and bytes."""

from __future__ import annotations

import argparse
import json
from decimal import Decimal

from flows.output import print_lines, show
from flows.settings import read_settings
from sources.errors import UsageError
from warehouse import open_published
from warehouse.connection import Reader
from warehouse.words import word

_EVIDENCE = """
select evidence.stance, evidence.warc_file, evidence.warc_offset, evidence.warc_length, evidence.captured_at,
    figure.figure_id, figure.outlet_name, figure.url, figure.said, figure.sentence, figure.low, figure.high,
    figure.as_of_start, figure.as_of_end, figure.attributed_to, figure.wording, figure.article_id
from evidence inner join figure_all as figure using (topic, figure_id)
where evidence.topic = $2 and (evidence.claim_id = $1 or evidence.finding_id = $1)
order by figure.as_of_end, figure.figure_id
"""

_PAGES = """
select article.article_id, article.outlet_name, article.url, article.title, article.published_start, article.wording,
    capture.warc_file, capture.warc_offset, capture.warc_length, capture.captured_at
from article left join stored.capture as capture using (article_id)
where article.article_id in (select unnest($1::varchar[])) and capture.warc_file is not null
qualify row_number() over (partition by article.article_id order by capture.captured_at) = 1
order by article.published_start, article.article_id
"""


def main(arguments: argparse.Namespace) -> int:
    with open_published(read_settings().data) as reader:
        found = explain(reader, arguments.id)
    if arguments.json:
        print_lines([found])
        return 0
    for key, value in found.items():
        if isinstance(value, list):
            print(f"{key}:")
            for each in value:
                shown = (
                    "; ".join(f"{name} {show(part)}" for name, part in each.items() if part is not None)
                    if isinstance(each, dict)
                    else show(each)
                )
                print(f"  - {shown}")
        elif value is not None and value != "":
            print(f"{key}: {show(value)}")
    return 0


def explain(reader: Reader, identity: str) -> dict[str, object]:
    """What is known of an id. Raises UsageError when it is none."""
    findings = reader.records("select * from difference where finding_id = $1", identity)
    if findings:
        row = findings[0]
        return {
            "id": identity,
            "what": "finding",
            "kind": word("type", str(row["type"]), "en"),
            "severity": row["severity"],
            "state": row["state"],
            "subject": row["subject"],
            "metric": row["metric"],
            "why": row["explanation_en"],
            "would_settle": row["would_settle_en"],
            **_derivation(str(row["derivation"])),
            "evidence": _evidence(reader, identity, str(row["topic"])),
        }
    verdicts = reader.records(
        "select * from verdict where claim_id = $1 or topic || '/' || claim_id = $1 order by topic", identity
    )
    if verdicts:
        row = verdicts[0]
        return {
            "id": identity,
            "what": "verdict",
            "claim": row["text_en"] or row["said"],
            "verdict": word("verdict", str(row["verdict"]), "en"),
            "qualifiers": row["qualifiers"],
            "attribution": row["attribution"],
            "why": row["explanation_en"],
            "would_settle": row["would_settle_en"],
            **_derivation(str(row["derivation"])),
            "evidence": _evidence(reader, str(row["claim_id"]), str(row["topic"])),
            **_pages(reader, str(row["derivation"])),
        }
    figures = reader.records(
        """
        select figure.*, capture.warc_file, capture.warc_offset, capture.warc_length, capture.captured_at
        from figure_all as figure left join stored.capture as capture using (article_id) where figure_id = $1 limit 1
        """,
        identity,
    )
    if figures:
        return {
            "id": identity,
            "what": "figure",
            **{key: value for key, value in figures[0].items() if value is not None},
        }
    raise UsageError(
        f"{identity}: no finding, verdict or figure has this id in the newest run; `doichieu sql` lists them. What "
        "`doichieu check` finds is not kept: its lines have rule, evidence and derivation with --json"
    )


def _derivation(text: str) -> dict[str, object]:
    derivation = json.loads(text, parse_float=Decimal)
    return {
        "rule": derivation.get("rule"),
        "inputs": derivation.get("inputs", []),
        "steps": derivation.get("steps", []),
    }


def _pages(reader: Reader, text: str) -> dict[str, object]:
    """The pages that a verdict on words rests on, which no figure leads to, with the bytes that each was read from."""
    pages = reader.records(_PAGES, [str(each) for each in json.loads(text).get("inputs", [])])
    return {"pages": pages} if pages else {}


def _evidence(reader: Reader, identity: str, topic: str) -> list[dict[str, object]]:
    return reader.records(_EVIDENCE, identity, topic)
