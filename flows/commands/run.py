"""`doichieu run`: the main job."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from flows.documents import parse_days
from flows.known import keep_topic, known_topic
from flows.output import print_lines, print_table
from flows.settings import Settings, read_settings
from flows.targets import PREFECT
from sources.errors import UsageError
from sources.model import Topic
from warehouse import open_published
from warehouse.report import summary_table
from warehouse.review import reviewed_text
from warehouse.words import count_text


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    topic = known_topic(settings, arguments.topic, is_told=True)
    since, until = parse_days(arguments.since, arguments.until, topic)
    if arguments.plan:
        return _plan(arguments, settings, topic, since or topic.since, until or topic.until)
    if arguments.replay is not None and not arguments.replay.exists():
        raise UsageError(f"{arguments.replay}: no such file or folder to replay")
    if not arguments.quiet:
        source = f"replaying {arguments.replay}" if arguments.replay else "asking the live outlets"
        print(f"{topic.title.get('en') or topic.key}: {source} ...", file=sys.stderr)
    from flows.collect import run_topic  # Prefect takes a second to import

    summary = run_topic(
        topic=arguments.topic,
        data=str(settings.data),
        replay_path=str(arguments.replay) if arguments.replay else None,
        since=arguments.since,
        until=arguments.until,
        quiet=arguments.quiet,
        runner=arguments.runner,
    )
    keep_topic(settings, arguments.topic, topic)
    if not summary.reached:
        print(
            f"doichieu: no outlet was reached ({summary.asked} asked); nothing was concluded. First reason: "
            f"{summary.problems[0] if summary.problems else 'none was given'}",
            file=sys.stderr,
        )
        return 3
    with open_published(settings.data) as reader:
        columns, rows = summary_table(reader, topic)
        reviewed = reviewed_text(reader, topic.key, "en")
        simulated = bool(
            reader.query("select bool_or(is_simulated) from difference where topic = $1", [topic.key]).rows[0][0]
        )
    if arguments.json:
        print_lines({"row": "result", **dict(zip(columns, row, strict=True))} for row in rows)
        print_lines(
            [
                {
                    "row": "run",
                    "run_id": summary.run_id,
                    "topic": summary.topic,
                    "report": str(summary.report),
                    "articles": summary.articles,
                    "figures": summary.figures,
                    "discrepancies": summary.findings,
                    "refuted": summary.refuted,
                    "short": summary.short or None,
                }
            ]
        )
    else:
        title = "TRANG MÔ PHỎNG / SIMULATED PAGES: figures as reported, sentences ours" if simulated else None
        print_table(columns, rows, title=title)
        print(
            f"{count_text(summary.articles, 'article')}, {count_text(summary.figures, 'figure')}, "
            f"{count_text(summary.findings, 'difference')}. "
            f"{reviewed}.\n"
            f"Report: {summary.report}"
        )
    for target, number in summary.told.items():
        if not arguments.quiet and target != PREFECT:
            print(f"Told {target}: {number} message{'s' if number > 1 else ''}", file=sys.stderr)
    for problem in summary.undelivered:
        print(f"doichieu: {problem}; it stays due, and the next run tries again", file=sys.stderr)
    for alarm in summary.alarms:
        print(f"doichieu: {alarm}", file=sys.stderr)
    if summary.short:
        print(f"doichieu: {summary.short}", file=sys.stderr)
    return 1 if summary.severe or summary.refuted else 0


def _plan(
    arguments: argparse.Namespace, settings: Settings, topic: Topic, since: datetime | None, until: datetime | None
) -> int:
    """What would be fetched from each outlet, and why; feeds, sitemaps and search pages are read for it."""
    from flows.gather import chosen_outlets, plan_outlet
    from sources.fetch import Fetcher

    fetcher = Fetcher(user_agent=settings.user_agent, allow_private=settings.allow_private)
    rows: list[tuple[object, ...]] = []
    for outlet in chosen_outlets(topic):
        rows += [
            (outlet.key, each.score, each.reason, each.url)
            for each in plan_outlet(outlet, topic, fetcher, since, until)
        ]
    fetcher.close()
    columns = ("outlet", "score", "reason", "url")
    if arguments.json:
        print_lines(dict(zip(columns, row, strict=True)) for row in rows)
    else:
        print_table(columns, rows)
    return 0
