"""`doichieu load`: articles from CSV, JSON lines or Parquet into the warehouse."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from flows.known import keep_topic, known_topic
from flows.loading import load_articles
from flows.output import print_lines, print_table
from flows.settings import read_settings
from sources.errors import UsageError
from sources.topics import topic_keys

_SHOWN = 10  # refused rows that are told one by one


def main(arguments: argparse.Namespace) -> int:
    columns: dict[str, str] = {}
    for given in arguments.column:
        key, _, name = given.partition("=")
        if key not in ("url", "title", "text", "published", "outlet", "lang", "captured", "authors") or not name:
            raise UsageError(f"--column {given}: expected KEY=NAME with url, title, text, published, outlet, lang, …")
        columns[key] = name.lower()
    names = arguments.topic or list(topic_keys())
    settings = read_settings()
    topics = [known_topic(settings, name, is_told=True) for name in names]
    quiet = arguments.quiet or not sys.stderr.isatty()
    loading = load_articles(
        settings,
        topics,
        arguments.file,
        columns=columns,
        outlet=arguments.outlet,
        now=datetime.now(UTC),
        say=(lambda _: None) if quiet else (lambda text: print(f"\r{text}", end="", file=sys.stderr, flush=True)),
    )
    for name, topic in zip(names, topics, strict=True):
        keep_topic(settings, name, topic)
    if not quiet:
        print(file=sys.stderr)
    rows = [(topic.key, loading.about[topic.key]) for topic in topics]
    if arguments.json:
        print_lines({"row": "topic", "topic": key, "articles": number} for key, number in rows)
        print_lines(
            [
                {
                    "row": "load",
                    "rows": loading.rows,
                    "new": loading.new,
                    "held": loading.held,
                    "refused": len(loading.refused),
                    "capture_time_unknown": loading.undated,
                }
            ]
        )
    else:
        print_table(("topic", "articles about it"), rows)
        print(
            f"{loading.rows:,} rows: {loading.new:,} new, {loading.held:,} held already, "
            f"{len(loading.refused):,} refused"
            + (f"; of {loading.undated:,} it is not known when they were captured" if loading.undated else "")
        )
    for problems in (loading.doubts, loading.refused):
        for problem in problems[:_SHOWN]:
            print(f"doichieu: {problem}", file=sys.stderr)
        if len(problems) > _SHOWN:
            print(f"doichieu: and {len(problems) - _SHOWN:,} more rows like that", file=sys.stderr)
    return 2 if loading.refused else 0
