"""`doichieu backfill`: archives of news crawls into the warehouse."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime

from flows.backfill import backfill
from flows.documents import parse_days
from flows.job import make_report
from flows.known import keep_topic, known_topic
from flows.output import print_lines
from flows.settings import read_settings
from sources.errors import UsageError

EVERY = 1.0  # seconds between lines of progress at a terminal; ten times that in a log


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    topic = known_topic(settings, arguments.topic, is_told=True)
    since, until = parse_days(arguments.since, arguments.until, topic)
    if arguments.processes < 1:
        raise UsageError(f"--processes {arguments.processes}: expected at least 1")
    run, progress = backfill(
        settings,
        arguments.topic,
        arguments.warc,
        since=since,
        until=until,
        processes=arguments.processes,
        now=datetime.now(UTC),
        say=_Reporter(arguments.quiet).say,
    )
    keep_topic(settings, arguments.topic, topic)
    path = make_report(settings, topic)
    if arguments.json:
        print_lines(
            [
                {
                    "row": "run",
                    "run_id": run.run_id,
                    "topic": topic.key,
                    "pages": progress.pages,
                    "articles": progress.articles,
                    "damaged": progress.damaged,
                    "report": str(path),
                }
            ]
        )
    else:
        print(f"{progress.line(time.monotonic()).strip()}\nReport: {path}")
    return 0


class _Reporter:
    """Progress: one line that is written over at a terminal, a line now and then in a log."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._is_terminal = sys.stderr.isatty()
        self._next = 0.0

    def say(self, line: str) -> None:
        now = time.monotonic()
        if self._quiet or now < self._next:
            return
        self._next = now + (EVERY if self._is_terminal else 10 * EVERY)
        print(f"\r{line:<100}" if self._is_terminal else line, end="" if self._is_terminal else "\n", file=sys.stderr)
        sys.stderr.flush()
