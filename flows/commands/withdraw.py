"""`doichieu withdraw`: a page taken out for good, and what rested on it judged anew."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows.job import live_run, load_and_verify, make_report
from flows.known import known_topic
from flows.settings import Settings, read_settings
from sources.addresses import Addresses, find_pages
from sources.archive import blank
from sources.errors import UsageError
from warehouse import open_warehouse
from warehouse.withdrawal import find_records, topics_of, withdraw


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    if not arguments.reason.strip():
        raise UsageError("--reason: is empty; a withdrawal needs a reason, which stays where the page was")
    now = datetime.now(UTC)
    files = len(list(settings.archive.glob("*.warc.gz")))
    print(f"Looking through {files} archive files for captures of {arguments.url} ...", file=sys.stderr, flush=True)
    # What a killed run left unloaded. Whatever another run loads of it meanwhile is found by the warehouse.
    left = set(find_pages(settings.archive, Addresses([arguments.url])))
    with open_warehouse(settings.data, settings.wait_seconds, settings.lake) as warehouse:
        records = left | set(find_records(warehouse, arguments.url))
        if not records:
            raise UsageError(
                f"{arguments.url}: no capture of this address is held; `doichieu sql` lists them (view article)"
            )
        keys = topics_of(warehouse, arguments.url)
        # The payload goes first: a withdrawal that is cut short here can be made again, since its captures are held.
        for record in sorted(records, key=lambda record: (record.file, record.offset)):
            blank(settings.archive, record)
        with warehouse.transaction():
            withdraw(warehouse, arguments.url, reason=arguments.reason, withdrawn_at=now)
        warehouse.publish()
        warehouse.rewrite()
    for key in keys:
        topic = known_topic(settings, arguments.topic or key)
        run = replace(live_run(topic, now, None, None), kind="withdraw")
        load_and_verify(settings, topic, run, [])
        make_report(settings, topic)
    again = f"; judged anew: {', '.join(keys)}" if keys else ""
    print(f"{arguments.url}: withdrawn, {len(records)} record(s) overwritten{again}")
    for place, what in _left(settings):
        print(f"doichieu: {place}: {what}", file=sys.stderr)
    return 0


def _left(settings: Settings) -> Iterator[tuple[object, str]]:
    """Where Prefect keeps reports and messages of earlier runs, and what to do: it has no way to delete its events, and
    its database keeps the bytes of rows that are deleted."""
    told = "Prefect's own records of earlier runs may still hold what the page said"
    home = Path(os.environ.get("PREFECT_HOME", settings.data / "prefect"))
    if (home / "prefect.db").exists():
        yield home, f"{told}; delete prefect.db* in it while nothing runs, the next run makes it anew"
    if address := os.environ.get("PREFECT_API_URL"):
        yield address, f"{told}; see docs/gathering.md"
