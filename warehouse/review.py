"""A person's word on a finding: kept through every rebuild, and valid while the evidence stays the same."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from sources.errors import UsageError
from warehouse.connection import Warehouse
from warehouse.load import insert

Decision = Literal["accepted", "rejected", "explained"]


def review_finding(
    warehouse: Warehouse, finding: str, decision: Decision, *, reason: str, reviewer: str, decided_at: datetime
) -> None:
    """Store a decision about a finding of the newest run, with the evidence that it was made on.

    Raises UsageError for an unknown finding, an unknown decision, or one without a reason.
    """
    if decision not in get_args(Decision):
        raise UsageError(f"{decision!r} is no decision; expected one of {', '.join(get_args(Decision))}")
    if not reason.strip():
        raise UsageError("a review needs a reason; give one with --reason")
    rows = warehouse.records("select evidence_digest from difference where finding_id = $1", finding)
    if not rows:
        raise UsageError(
            f'{finding}: no finding of the newest run has this id; see `doichieu sql "select * from discrepancy"`'
        )
    insert(
        warehouse,
        "review",
        ("finding_id", "decided_at", "decision", "reason", "reviewer", "evidence_digest"),
        [(finding, decided_at, decision, reason.strip(), reviewer, rows[0]["evidence_digest"])],
    )
