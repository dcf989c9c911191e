"""`doichieu add`: one page into the archive and the warehouse, for every topic that it is about."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime

from flows.documents import fetch_page, page_of, parse_published, read_bytes
from flows.gather import Harvest, Keeper
from flows.job import held_captures, live_run, load_and_verify, make_report
from flows.known import keep_topic, known_topic
from flows.output import print_lines, print_table
from flows.settings import read_settings
from sources.archive import Archive
from sources.captures import read_one
from sources.errors import UnreadablePage, UsageError
from sources.topics import find_topic, load_topic, topic_keys
from warehouse import open_warehouse
from warehouse.load import OutletCoverage, load_captures


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    now = datetime.now(UTC)
    parse_published(arguments.published)  # refused before anything is kept
    if arguments.source.startswith(("http://", "https://")):
        page = fetch_page(arguments.source)
    else:
        if not arguments.url:
            raise UsageError(f"{arguments.source}: whose page is it? give its address with --url")
        if not arguments.url.startswith(("http://", "https://")):
            raise UsageError(f"--url {arguments.url!r}: expected an http or https address")
        page = page_of(read_bytes(arguments.source), url=arguments.url, captured_at=now)
    topics = (
        [known_topic(settings, arguments.topic, is_told=True)]
        if arguments.topic
        else [load_topic(find_topic(key)) for key in topic_keys()]
    )
    if arguments.topic:
        keep_topic(settings, arguments.topic, topics[0])
    keeper = Keeper(Archive(settings.archive, f"added-{now:%Y%m%d}"), held_captures(settings, topics[0]))
    if keeper.is_withdrawn_page(page):
        raise UsageError(f"{page.url}: was withdrawn; it is not taken in again")
    kept = keeper.keep(replace(page, published=arguments.published))
    keeper.close()
    rows: list[tuple[object, ...]] = []
    for topic in topics:
        capture, read, name = read_one(kept, topic, None, None)
        if capture.outcome != "read":
            with open_warehouse(settings.data, settings.wait_seconds, settings.lake) as warehouse:
                load_captures(warehouse, [capture])
            raise UnreadablePage(page.url, capture.outcome, capture.reason)
        if read is None:
            continue
        row = OutletCoverage(
            outlet=capture.outlet,
            outlet_name=name,
            asked=1,
            fetched=1,
            read=1,
            about_topic=1,
            figures=len(read.understanding.figures),
            unread=len(read.understanding.unread),
            note="added by hand",
        )
        run = replace(live_run(topic, now, None, None), kind="add")
        load_and_verify(
            settings, topic, run, [Harvest(captures=(capture,), reads=(read,), coverage=(row,), reached=True)]
        )
        make_report(settings, topic)
        rows.append((topic.key, read.article.outlet_name, read.article.title, row.figures, row.unread))
    if not rows:
        names = ", ".join(topic.key for topic in topics)
        raise UsageError(f"{page.url}: is archived, and is about none of: {names}")
    columns = ("topic", "outlet", "title", "figures", "unread")
    if arguments.json:
        print_lines(dict(zip(columns, row, strict=True)) for row in rows)
    else:
        print_table(columns, rows)
    return 0
