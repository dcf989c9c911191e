"""`doichieu outlets` and `doichieu topics`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from flows.known import known_keys, known_topic, tell_copy
from flows.output import print_lines, print_table
from flows.settings import Settings, read_settings
from sources.errors import FetchError, SeedError, UnreadablePage, UsageError, WarehouseError
from sources.fetch import Fetcher
from sources.model import Outlet
from sources.outlets import OUTLETS
from sources.topics import unheard_units
from warehouse import open_published

_HEALTH = """
select outlet, max(day) as day, sum(pages)::integer as pages, sum(pages_read)::integer as pages_read
from outlet_health group by outlet
"""


def main(arguments: argparse.Namespace) -> int:
    return _topics(arguments) if arguments.command == "topics" else _outlets(arguments)


def _show(arguments: argparse.Namespace, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    if arguments.json:
        print_lines(dict(zip(columns, row, strict=True)) for row in rows)
    else:
        print_table(columns, rows)


def _topics(arguments: argparse.Namespace) -> int:
    if arguments.action == "new":
        from flows.drafting import draft

        return draft(arguments)
    settings = read_settings()
    if arguments.action == "validate":
        names = [arguments.name] if arguments.name else list(known_keys(settings))
        for name in names:
            tell_copy(settings, name)
        mistakes = [mistake for name in names for mistake in _mistakes(settings, name)]
        for mistake in mistakes:
            print(mistake)
        if not mistakes:
            print(f"{', '.join(names)}: no mistake", file=sys.stderr)
            for name in names:
                for metric, unit in unheard_units(known_topic(settings, name)):
                    print(
                        f"{name}: metric {metric}: no number is read in {unit!r} unless `nouns` has its words",
                        file=sys.stderr,
                    )
        return 2 if mistakes else 0
    rows = []
    for key in known_keys(settings):
        topic = known_topic(settings, key)
        rows.append(
            (
                key,
                topic.title.get("en") or topic.title.get("vi"),
                len(topic.subjects),
                len(topic.metrics),
                len(topic.claims),
                topic.schedule.cron if topic.schedule else None,
            )
        )
    _show(arguments, ("topic", "title", "subjects", "metrics", "claims", "schedule"), rows)
    return 0


def _mistakes(settings: Settings, name: str) -> tuple[str, ...]:
    try:
        known_topic(settings, name)
    except SeedError as error:
        return error.mistakes
    return ()


def _outlets(arguments: argparse.Namespace) -> int:
    health: dict[str, dict[str, object]] = {}
    try:
        with open_published(read_settings().data) as reader:
            health = {str(row["outlet"]): row for row in reader.records(_HEALTH)}
    except WarehouseError:
        health = {}  # nothing was run yet, which is no fault here
    fetcher = Fetcher(user_agent=read_settings().user_agent) if arguments.check else None
    rows = []
    for key, outlet in OUTLETS.items():
        seen = health.get(key, {})
        row = [
            key,
            outlet.name,
            outlet.language,
            outlet.home,
            seen.get("pages_read"),
            seen.get("pages"),
            seen.get("day"),
        ]
        if fetcher is not None:
            row.append(_try(fetcher, outlet))
        rows.append(row)
    columns = ["outlet", "name", "language", "home", "read", "pages", "last"]
    _show(arguments, [*columns, "now"] if arguments.check else columns, rows)
    return 0


def _try(fetcher: Fetcher, outlet: Outlet) -> str:
    from sources.reader import is_gate

    try:
        page = fetcher.get(outlet.feeds[0] if outlet.feeds else outlet.home, per_second=outlet.requests_per_second)
    except (FetchError, UnreadablePage, UsageError) as error:
        return getattr(error, "reason", str(error))
    return "gated" if is_gate(page.body) else f"answers ({len(page.body)} bytes)"
