"""A run that brought nothing new concludes what the run before it did: its rows are taken over, not computed again."""

from __future__ import annotations

from sources.figures import READER_VERSION
from sources.model import Topic
from warehouse.connection import Warehouse
from warehouse.load import Run

_CONCLUDED = ("comparable", "finding", "verdict", "evidence")

# The run before, if it rests on the same code, seeds and pages: nothing was withdrawn, and no article was read since.
_SAME = """
select run_id from stored.run as before
where topic = $topic and state = 'finished' and run_id <> $run
    and code_version = $code_version and reader_version = $reader_version and topic_digest = $topic_digest
    and settings = $settings and made_at <= $made_at
    and not exists (select 1 from stored.tombstone where withdrawn_at >= before.made_at)
    and run_id = (
        select run_id from stored.run where topic = $topic and state = 'finished'
        order by made_at desc, run_id desc limit 1
    )
"""


def carry_forward(warehouse: Warehouse, topic: Topic, run: Run) -> bool:
    """Give a run the conclusions of the one before, inside a transaction. False where they may differ: then they are to
    be computed. The caller knows that no page with anything new was loaded."""
    given = {
        "topic": topic.key,
        "run": run.run_id,
        "code_version": run.code_version,
        "reader_version": READER_VERSION,
        "topic_digest": run.topic_digest,
        "settings": run.settings,
        "made_at": run.made_at,
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
