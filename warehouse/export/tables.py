"""The rows of a topic's newest run as Parquet: one file a view, each row with the run and a hash of itself."""

from __future__ import annotations

from pathlib import Path

from sources.errors import UsageError
from warehouse.connection import Reader, copy_rows

_OF_TOPIC = "select * from {view} where topic = {topic}"
# What each view holds of a topic. A view has a topic of its own, or follows from the articles that were read for it.
VIEWS = {
    "article": (
        "select * from article where article_id in (select article_id from stored.reading where topic = {topic})"
    ),
    "figure_all": _OF_TOPIC,
    "unread": _OF_TOPIC,
    "comparable": _OF_TOPIC,
    "origin": _OF_TOPIC,
    "envelope": _OF_TOPIC,
    "revision": _OF_TOPIC,
    "difference": _OF_TOPIC,
    "verdict": _OF_TOPIC,
    "verdict_held": _OF_TOPIC,
    "evidence": _OF_TOPIC,
    "coverage": "select coverage.* from coverage inner join latest_run using (topic, run_id) where topic = {topic}",
    "run": _OF_TOPIC,
}


def write_tables(reader: Reader, topic: str, folder: Path) -> list[Path]:
    """Write VIEW.parquet for every view, in a settled order of rows. `row_hash`: the first 16 hex digits of the sha256
    of the row as JSON; `export_run_id`: the run whose rows they are. Needs a reader that may write files.

    Raises UsageError for a topic that was not run.
    """
    runs = reader.query("select run_id from latest_run where topic = $1", [topic]).rows
    if not runs:
        raise UsageError(f"{topic}: not run yet; `doichieu run {topic}` first")
    folder.mkdir(parents=True, exist_ok=True)
    return [
        copy_rows(
            reader,
            f"""
            select *, {_literal(runs[0][0])} as export_run_id,
                left(sha256(cast(to_json(exported) as varchar)), 16) as row_hash,
            from ({query.format(view=view, topic=_literal(topic))}) as exported
            order by all
            """,
            folder / f"{view}.parquet",
        )
        for view, query in VIEWS.items()
    ]


def _literal(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"
