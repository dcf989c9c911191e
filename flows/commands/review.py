"""`doichieu review`: a person accepts, rejects or explains a finding; later runs respect it."""

from __future__ import annotations

import argparse
import getpass
from datetime import datetime

from flows.known import known_topic
from flows.output import print_lines, print_table
from flows.settings import Settings, read_settings
from sources.errors import UsageError
from sources.model import VIETNAM
from warehouse import open_published, open_warehouse
from warehouse.connection import Reader
from warehouse.review import Decision, review_finding
from warehouse.words import word

DECISIONS: dict[str, Decision] = {"accept": "accepted", "reject": "rejected", "explain": "explained"}
_FINDINGS = """
select finding_id, topic, state, severity, type, subject, metric, explanation_en, review_reason, reviewer
from difference
where severity > 0 and ($1 is null or topic = $1)
order by state not in ('opened', 'reopened'), severity desc, finding_id
"""


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    if arguments.id is None:
        _list(arguments)
        return 0
    if arguments.decision is None:
        raise UsageError(f"{arguments.id}: what about it? expected one of {', '.join(DECISIONS)}")
    with open_warehouse(settings.data, settings.wait_seconds) as warehouse:
        with warehouse.transaction():
            review_finding(
                warehouse,
                arguments.id,
                DECISIONS[arguments.decision],
                reason=arguments.reason or "",
                reviewer=arguments.by or getpass.getuser(),
                decided_at=datetime.now(VIETNAM).replace(microsecond=0),
            )
        warehouse.publish()
    if not arguments.json:
        print(f"{arguments.id}: {DECISIONS[arguments.decision]}. It holds while the finding rests on the same figures.")
    return 0


def _topic_key(name: str | None, reader: Reader, settings: Settings) -> str | None:
    """The key of a topic that is named by key or path. Raises UsageError for one that was not run: an empty list would
    read as nothing to do."""
    if name is None:
        return None
    held = {str(row[0]) for row in reader.query("select topic from latest_run").rows}
    key = name if name in held else known_topic(settings, name).key
    if key not in held:
        raise UsageError(f"{key}: not run yet; `doichieu run {name}` first")
    return key


def _list(arguments: argparse.Namespace) -> None:
    """The findings, those that wait for a person first."""
    settings = read_settings()
    with open_published(settings.data) as reader:
        rows = reader.records(_FINDINGS, _topic_key(arguments.topic, reader, settings))
    if arguments.json:
        print_lines(rows)
        return
    print_table(
        ("id", "state", "severity", "kind", "why", "review"),
        [
            (
                row["finding_id"],
                row["state"],
                row["severity"],
                word("type", str(row["type"]), "en"),
                row["explanation_en"],
                f"{row['review_reason']} ({row['reviewer']})" if row["review_reason"] else "",
            )
            for row in rows
        ],
    )
