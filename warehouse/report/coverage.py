"""What could be seen, and what could not."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.connection import Reader
from warehouse.report.model import CoverageRow
from warehouse.words import Tongue, load_words

_COVERAGE = """
select * from coverage inner join latest_run using (topic, run_id)
where topic = $1 order by about_topic desc, outlet
"""


def collect_coverage(reader: Reader, topic: str, tongue: Tongue) -> tuple[CoverageRow, ...]:
    """One row an outlet of the newest run, those with most articles first."""

    def number(value: object) -> int:
        return int(str(value or 0))

    return tuple(
        CoverageRow(
            outlet=str(row["outlet_name"]),
            asked=number(row["asked"]),
            read=number(row["pages_read"]),
            about=number(row["about_topic"]),
            gated=number(row["gated"]),
            paywalled=number(row["paywalled"]),
            failed=number(row["failed"]),
            figures=number(row["figures"]),
            unread=number(row["unread"]),
            note=note_text(str(row["note"] or ""), tongue),
        )
        for row in reader.records(_COVERAGE, topic)
    )


def note_text(note: str, tongue: Tongue) -> str:
    """What a run noted of an outlet, in the words of the table where that has them."""
    told = load_words()["note"]
    return "; ".join(told[part][tongue] if part in told else part for part in note.split("; "))


def sum_coverage(rows: Sequence[CoverageRow]) -> dict[str, int]:
    """Outlets asked, answered, blocked, paywalled; articles about the topic, figures, numbers not understood."""
    return {
        "asked": len(rows),
        "answered": sum(row.read > 0 for row in rows),
        "blocked": sum(row.gated > 0 for row in rows),
        "paywalled": sum(row.paywalled > 0 for row in rows),
        "about": sum(row.about for row in rows),
        "unread": sum(row.unread for row in rows),
        "figures": sum(row.figures for row in rows),
    }


def sum_held(reader: Reader, topic: str) -> dict[str, int]:
    """How many articles give figures of the topic, as they stand now, and how many figures."""
    ((articles, figures),) = reader.query(
        "select count(distinct article_id), count(*) from figure where topic = $1", [topic]
    ).rows
    return {"articles": int(str(articles)), "all_figures": int(str(figures))}


def unread_reasons(reader: Reader, topic: str) -> tuple[tuple[str, int], ...]:
    """Why numbers were not understood, the commonest reason first."""
    rows = reader.query(
        "select reason, count(*) from unread where topic = $1 group by all order by 2 desc, 1", [topic]
    ).rows
    return tuple((str(reason), int(str(count))) for reason, count in rows)
