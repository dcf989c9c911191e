"""A person's word on a finding or a verdict: kept through every rebuild, and valid while the evidence stays the same.

It stands in the warehouse and, a line each, in `reviews.jsonl` beside it, from which a rebuilt warehouse takes it back.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from sources.errors import UsageError
from warehouse.connection import Reader, Warehouse
from warehouse.load import insert
from warehouse.words import Tongue, word

Decision = Literal["accepted", "rejected", "explained"]
FILE = "reviews.jsonl"
_COLUMNS = ("finding_id", "decided_at", "decision", "reason", "reviewer", "evidence_digest")


def review_finding(
    warehouse: Warehouse, finding: str, decision: Decision, *, reason: str, reviewer: str, decided_at: datetime
) -> None:
    """Store a decision about a finding of the newest run, or about a verdict (TOPIC/CLAIM), with the evidence that it
    was made on. An accepted verdict is signed off.

    Raises UsageError for an unknown finding, an unknown decision, or one without a reason.
    """
    if decision not in get_args(Decision):
        raise UsageError(f"{decision!r} is no decision; expected one of {', '.join(get_args(Decision))}")
    if not reason.strip():
        raise UsageError("a review needs a reason; give one with --reason")
    rows = warehouse.records(
        "select evidence_digest from difference where finding_id = $1 "
        "union all select evidence_digest from verdict where topic || '/' || claim_id = $1",
        finding,
    )
    if not rows:
        raise UsageError(
            f"{finding}: no finding of the newest run has this id, and no verdict is called TOPIC/CLAIM like it; "
            'see `doichieu sql "select * from discrepancy"`'
        )
    row = (finding, decided_at, decision, reason.strip(), reviewer, rows[0]["evidence_digest"])
    insert(warehouse, "review", _COLUMNS, [row])
    if warehouse.path is not None:
        line = dict(zip(_COLUMNS, (finding, decided_at.isoformat(), *row[2:]), strict=True))
        with warehouse.path.with_name(FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def reviewed_text(reader: Reader, topic: str, tongue: Tongue) -> str:
    """Of how many verdicts and differences of the newest run a person has said something that holds."""
    rows = reader.query(
        "select state from verdict where topic = $1 "
        "union all select state from difference where topic = $1 and severity > 0",
        [topic],
    ).rows
    number = sum(state in get_args(Decision) for (state,) in rows)
    return word("reviewed", "some", tongue).format(number, len(rows)) if number else word("reviewed", "none", tongue)


def restore_reviews(warehouse: Warehouse, folder: Path) -> int:
    """Take back the reviews that the warehouse does not hold. Gives how many; raises UsageError for a damaged line."""
    path = folder / FILE
    if not path.exists():
        return 0
    rows = []
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            line = json.loads(text)
            decided_at = datetime.fromisoformat(line["decided_at"])
            rows.append((line["finding_id"], decided_at, *(line[column] for column in _COLUMNS[2:])))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: line {number}: is no review ({error}); mend or remove it") from None
    return insert(warehouse, "review", _COLUMNS, rows)
