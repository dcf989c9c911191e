"""A run that rests on the same as the run before it concludes the same: its rows are taken over, not computed again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from sources.figures import READER_VERSION
from sources.lines import dumps
from sources.model import Topic
from sources.topics import SEEDS
from warehouse.connection import Warehouse
from warehouse.load import Run

_CONCLUDED = ("comparable", "finding", "verdict", "evidence")
_ROOT = Path(__file__).resolve().parent.parent
_CODE = ("*.py", "*.toml", "*.sql")

_NEWEST = """
select * from stored.run where topic = $topic and state = 'finished'
order by concluded desc, made_at desc, run_id desc limit 1
"""
_SAME = f"""
select run_id from ({_NEWEST})
where run_id <> $run and made_at <= $made_at and reader_version = $reader_version and topic_digest = $topic_digest
    and settings = $settings
"""


# Which texts of the topic are held, which of them is the latest of its address, and when one followed another: a page
# that was put back to a text that is held already has none that is new.
_READINGS = """
with reading as (
    select article_id, string_agg(concat_ws(' ', reader_version, topic_digest), ',' order by all) as read_by
    from stored.reading where topic = $1 group by all
),
fact as (
    select concat_ws(
            ' ', article_id, read_by, version, is_latest, first_captured_at, modified_at, capture_trust
        ) as told,
    from reading left join article using (article_id)
    union all
    select concat_ws(' ', url, before_id, article_id, changed_at) from rewriting semi join reading using (article_id)
)
select md5(string_agg(told, ',' order by told)) from fact
"""


def resting_on(warehouse: Warehouse, topic: Topic, run: Run) -> Run:
    """The run with all that its conclusions rest on in its settings: tolerances, readings, seeds, code."""
    readings = warehouse.query(_READINGS, [topic.key]).rows[0][0]
    rests = {**json.loads(run.settings), "readings": readings, "seeds": _seeds_digest(), "code": _code_digest()}
    return replace(run, settings=dumps(rests))


def is_concluded(warehouse: Warehouse, run: Run) -> bool:
    """Whether the very run is concluded already, and nothing that was concluded since rests on something else. What it
    concluded from something else is taken away, so that it is not mixed with what it concludes now."""
    query = "select settings from stored.run where run_id = $1 and state = 'finished'"
    own = warehouse.query(query, [run.run_id]).rows
    newest = warehouse.connection.execute(f"select settings from ({_NEWEST})", {"topic": run.topic}).fetchall()
    if own == newest == [(run.settings,)]:
        return True
    for table in (*_CONCLUDED, "run"):
        warehouse.connection.execute(f"delete from stored.{table} where run_id = $1", [run.run_id])
    return False


def carry_forward(warehouse: Warehouse, topic: Topic, run: Run) -> bool:
    """Give a run the conclusions of the newest one before it, inside a transaction. False where that rests on something
    else: then they are to be computed."""
    given = {
        "topic": topic.key,
        "run": run.run_id,
        "made_at": run.made_at,
        "reader_version": READER_VERSION,
        "topic_digest": run.topic_digest,
        "settings": run.settings,
    }
    rows = warehouse.connection.execute(_SAME, given).fetchall()
    if not rows:
        return False
    for table in _CONCLUDED:
        warehouse.connection.execute(
            f"insert into stored.{table} select * replace ($1 as run_id) from stored.{table} "
            "where run_id = $2 and topic = $3",
            [run.run_id, rows[0][0], topic.key],
        )
    return True


def _seeds_digest() -> str:
    return hashlib.sha256(
        b"".join((SEEDS / name).read_bytes() for name in ("rates.csv", "corrections.toml"))
    ).hexdigest()[:16]


@cache
def _code_digest() -> str:
    """Of everything that reads, compares and judges: a version number would miss what was mended since."""
    digest = hashlib.sha256()
    for folder in ("sources", "warehouse"):
        for file in sorted(path for kind in _CODE for path in (_ROOT / folder).rglob(kind)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
