"""What was held of each claim, and from when to when."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sources.model import Topic
from warehouse.connection import Reader
from warehouse.report.claims import claim_text, qualifier_marks, verdict_label, verdict_tone
from warehouse.report.model import Held
from warehouse.report.quotes import Row
from warehouse.words import Tongue

_HELD = """
select verdict_held.*,
    lead(struct_pack(verdict := verdict, attribution := attribution, kind := kind, run_id := run_id)) over (
        partition by claim_id order by held_from, run_id
    ) as later,
from verdict_held
where topic = $1
order by held_from, run_id, place
"""


def collect_held(reader: Reader, topic: Topic, tongue: Tongue) -> tuple[Held, ...]:
    """Every stretch of every verdict, by its beginning and the claim's place."""
    return tuple(_held(row, tongue) for row in reader.records(_HELD, topic.key))


def _held(row: Row, tongue: Tongue) -> Held:
    later = cast("Row | None", row["later"])
    return Held(
        claim=str(row["claim_id"]),
        place=int(str(row["place"] or 0)),
        head=claim_text(row, tongue),
        label=verdict_label(row, tongue),
        tone=verdict_tone(row),
        why=str(row[f"explanation_{tongue}"]),
        outlets=int(str(row["outlets"] or 0)),
        origins=int(str(row["origins"] or 0)),
        marks=qualifier_marks(row, tongue),
        since=cast("datetime", row["held_from"]),
        until=cast("datetime | None", row["held_until"]),
        run_id=str(row["run_id"]),
        next_label=verdict_label(later, tongue) if later else "",
        next_run=str(later["run_id"]) if later else "",
        is_simulated=bool(row["is_simulated"]),
    )


def runs_that_changed(stretches: tuple[Held, ...]) -> list[str]:
    """The runs that held something new, oldest first: each has a page of its own."""
    return list(dict.fromkeys(held.run_id for held in stretches))


def held_at(stretches: tuple[Held, ...], run_id: str) -> tuple[Held, ...]:
    """The verdicts as they stood when a run had held something new."""
    moment = next(held.since for held in stretches if held.run_id == run_id)
    began = {held.claim: held for held in stretches if held.run_id == run_id}
    stood = {
        held.claim: held
        for held in stretches
        if held.since <= moment and (held.until is None or moment < held.until) and held.claim not in began
    }
    return tuple(sorted((began | stood).values(), key=lambda held: held.place))
