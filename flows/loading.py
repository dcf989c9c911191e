"""Articles of files into archive and warehouse: in batches, every topic that they are about, each row once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from flows.gather import Keeper
from flows.job import conclude, held_captures, live_run, make_report
from flows.settings import Settings
from sources.archive import Archive
from sources.captures import Capture, Read, read_one
from sources.errors import UsageError
from sources.loaded import Loaded, page_of_row
from sources.model import Topic
from sources.outlets import OUTLETS
from sources.text import storable
from warehouse import open_warehouse
from warehouse.load import (
    OutletCoverage,
    load_captures,
    load_coverage,
    load_reads,
    load_topic_rows,
)
from warehouse.tables import read_rows

BATCH = 1000  # rows that are loaded at once


@dataclass(slots=True, kw_only=True)
class Loading:
    """What became of the rows: `about` counts articles by topic, `refused` says what was wrong with which, `doubts`
    what was left out of which."""

    rows: int = 0
    new: int = 0
    held: int = 0
    undated: int = 0
    about: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Counts:
    """What was read of a topic, by outlet."""

    pages: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)


def load_articles(
    settings: Settings,
    topics: Sequence[Topic],
    files: Sequence[Path],
    *,
    columns: Mapping[str, str],
    outlet: str | None,
    now: datetime,
    say: Callable[[str], None],
) -> Loading:
    """Load every row of the files. What is held already, with the same text, is left as it is."""
    loading = Loading()
    runs = {topic.key: replace(live_run(topic, now, None, None), kind="load") for topic in topics}
    counts = {topic.key: _Counts() for topic in topics}
    before = held_captures(settings, topics[0])
    with (
        Archive(settings.archive, f"loaded-{now:%Y%m%d}", is_durable=False) as archive,
        open_warehouse(settings.data, settings.wait_seconds, settings.lake) as warehouse,
    ):
        keeper = Keeper(archive, before)
        with warehouse.transaction():
            for topic in topics:
                load_topic_rows(warehouse, topic)
        rows = _rows(files, columns, outlet, now, loading)
        while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
            captures: list[Capture] = []
            reads: dict[str, list[Read]] = {topic.key: [] for topic in topics}
            for each in batch:
                last = keeper.last(each.page.url)
                if keeper.is_withdrawn_page(each.page) or (last is not None and last.digest == each.page.digest):
                    loading.held += 1
                    continue
                loading.new += 1
                loading.undated += not each.is_captured
                captures.append(_take(each, topics, keeper, reads, counts))
            with warehouse.transaction():
                load_captures(warehouse, captures)
                for topic in topics:
                    load_reads(warehouse, topic, reads[topic.key])
            say(f"{loading.rows:,} rows, {loading.new:,} new")
        with warehouse.transaction():
            for topic in topics:
                coverage = list(_coverage(counts[topic.key]))
                load_coverage(warehouse, runs[topic.key], coverage)
                conclude(settings, warehouse, topic, runs[topic.key])
                loading.about[topic.key] = sum(row.about_topic for row in coverage)
        warehouse.publish()
    for topic in topics:
        make_report(settings, topic)
    return loading


def _rows(
    files: Sequence[Path], columns: Mapping[str, str], outlet: str | None, now: datetime, loading: Loading
) -> Iterator[Loaded]:
    for file in files:
        for where, row in read_rows(file):
            loading.rows += 1
            try:
                if isinstance(row, UsageError):
                    raise row
                loaded = page_of_row(row, where, columns=columns, outlet=outlet, loaded_at=now)
                loading.doubts += loaded.doubts
                yield loaded
            except UsageError as error:
                loading.refused.append(str(error))
            except Exception as error:  # a row that nobody foresaw costs itself, never the others
                loading.refused.append(storable(f"{where}: {type(error).__name__}: {error}"[:200]))


def _take(
    each: Loaded,
    topics: Sequence[Topic],
    keeper: Keeper,
    reads: Mapping[str, list[Read]],
    counts: Mapping[str, _Counts],
) -> Capture:
    """One row archived, and read for every topic that it is about. Gives the row of its capture."""
    page = keeper.keep(each.page)
    taken: Capture | None = None
    for topic in topics:
        capture, read, _ = read_one(page, topic, None, None)
        if taken is None or capture.article_id is not None:
            taken = capture
        if read is not None:
            reads[topic.key].append(read)
            counts[topic.key].pages[read.article.outlet] += 1
            counts[topic.key].figures[read.article.outlet] += len(read.understanding.figures)
            counts[topic.key].unread[read.article.outlet] += len(read.understanding.unread)
    assert taken is not None
    if each.is_captured or taken.outcome != "read":
        return taken
    return replace(taken, reason="loaded from a file; when it was captured is not known")


def _coverage(counts: _Counts) -> Iterator[OutletCoverage]:
    for outlet, number in sorted(counts.pages.items()):
        yield OutletCoverage(
            outlet=outlet,
            outlet_name=OUTLETS[outlet].name if outlet in OUTLETS else outlet,
            asked=number,
            fetched=number,
            read=number,
            about_topic=number,
            figures=counts.figures[outlet],
            unread=counts.unread[outlet],
            note="loaded from a file",
        )
