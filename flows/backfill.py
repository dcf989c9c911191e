"""Years of archives: WARC files of news crawls, prefiltered by a topic's names, read and loaded in batches.

What is done is a row a stretch of a file, committed together with what came of it, so that a backfill that was stopped
anywhere goes on where it stood, whatever the number of processes. Memory holds the stretches under way and no more.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flows.gather import Keeper
from flows.job import conclude, held_captures
from flows.known import known_file
from flows.search import Found, searching
from flows.settings import Settings, code_version
from sources.archive import Archive
from sources.crawl import Stretch, stretches_of
from sources.figures import READER_VERSION
from sources.model import Topic
from sources.outlets import OUTLETS
from sources.topics import load_topic
from warehouse import open_warehouse
from warehouse.connection import Warehouse
from warehouse.load import (
    OutletCoverage,
    Run,
    insert,
    load_captures,
    load_coverage,
    load_reads,
    load_topic_rows,
)

BATCH = 200  # articles that are loaded at once
_END = 1 << 16  # bytes of each end of a file by which it is known
PATIENCE = 20.0  # seconds after which what there is is loaded


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far a backfill is."""

    bytes_all: int
    bytes_done: int = 0
    pages: int = 0
    damaged: int = 0
    articles: int = 0
    begun: float = 0.0

    def line(self, now: float) -> str:
        share = self.bytes_done / self.bytes_all if self.bytes_all else 1.0
        left = (now - self.begun) * (1 - share) / share if share else 0.0
        rest = f", about {left / 60:.0f} min left" if share < 1 else ""
        bad = f", {self.damaged:,} damaged records stepped over" if self.damaged else ""
        return f"{share:4.0%}  {self.pages:,} pages, {self.articles:,} about the topic{bad}{rest}"


def backfill(
    settings: Settings,
    topic_name: str,
    paths: Sequence[Path],
    *,
    since: datetime | None,
    until: datetime | None,
    processes: int,
    now: datetime,
    say: Callable[[str], None],
) -> tuple[Run, Progress]:
    """Read WARC files for a topic, load what is about it, verify and publish. Raises ArchiveError for a file that
    cannot be read."""
    file = known_file(settings, topic_name)
    topic = load_topic(file)
    stretches = [stretch for path in paths for stretch in stretches_of(path)]
    names = {path: _identity(path) for path in paths}
    run = _run(topic, sorted(set(names.values())), since, until, now)
    progress = Progress(bytes_all=sum(each.end - each.start for each in stretches), begun=time.monotonic())
    held = held_captures(settings, topic)
    with (
        searching(str(file), since, until, processes if len(stretches) > 1 else 1) as search,
        Archive(settings.archive, f"{topic.key}-{run.run_id}", is_durable=False) as archive,
        open_warehouse(settings.data, settings.wait_seconds, settings.lake) as warehouse,
    ):
        keeper = Keeper(archive, held)
        waiting = _not_done(warehouse, run, names, stretches, progress)
        batch: list[Found] = []
        loaded_at = time.monotonic()
        with warehouse.transaction():
            load_topic_rows(warehouse, topic)
        for found in search(waiting):
            batch.append(found)
            progress.bytes_done += found.stretch.end - found.stretch.start
            progress.pages += found.pages
            progress.damaged += found.damaged
            progress.articles += len(found.hits)
            if sum(len(each.hits) for each in batch) >= BATCH or time.monotonic() - loaded_at > PATIENCE:
                _load(warehouse, topic, run, names, keeper, batch)
                batch, loaded_at = [], time.monotonic()
            say(progress.line(time.monotonic()))
        _load(warehouse, topic, run, names, keeper, batch)
        with warehouse.transaction():
            load_coverage(warehouse, run, _coverage(warehouse, run))
            conclude(settings, warehouse, topic, run)
        warehouse.publish()
    return run, progress


def _identity(path: Path) -> str:
    """A file's name with its size and a hash of its ends: two files of one name are two, and one that was moved is
    itself."""
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(_END))
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END))
        digest.update(file.read(_END))
    return f"{path.name} {size} {digest.hexdigest()[:16]}"


def _run(topic: Topic, files: Sequence[str], since: datetime | None, until: datetime | None, now: datetime) -> Run:
    """The same files, topic and code are the same run, so that a stopped one is gone on with."""
    key = "\n".join(("backfill", topic.key, topic.digest, code_version(), str(READER_VERSION), str(since), str(until)))
    return Run(
        run_id=hashlib.sha256("\n".join((key, *files)).encode()).hexdigest()[:16],
        topic=topic.key,
        kind="backfill",
        made_at=now.replace(microsecond=0),
        code_version=code_version(),
        topic_digest=topic.digest,
        since=since,
        until=until,
    )


def _not_done(
    warehouse: Warehouse, run: Run, names: Mapping[Path, str], stretches: Sequence[Stretch], progress: Progress
) -> list[Stretch]:
    """What is left to search; what was done before counts as progress."""
    rows = warehouse.records(
        "select file, start_byte, pages, damaged, articles from stored.backfill where run_id = $1", run.run_id
    )
    done = {(str(row["file"]), int(str(row["start_byte"]))) for row in rows}
    progress.pages = sum(int(str(row["pages"])) for row in rows)
    progress.damaged = sum(int(str(row["damaged"])) for row in rows)
    progress.articles = sum(int(str(row["articles"])) for row in rows)
    waiting = [each for each in stretches if (names[each.path], each.start) not in done]
    progress.bytes_done = progress.bytes_all - sum(each.end - each.start for each in waiting)
    return waiting


def _load(
    warehouse: Warehouse, topic: Topic, run: Run, names: Mapping[Path, str], keeper: Keeper, batch: Sequence[Found]
) -> None:
    """What came of some stretches, and that they are done: all or nothing."""
    captures, reads = [], []
    for page, capture, read in (hit for found in batch for hit in found.hits):
        if keeper.is_withdrawn(page.url) or keeper.is_withdrawn(read.article.url):
            continue
        captures.append(replace(capture, warc=keeper.keep(page).warc))
        reads.append(read)
    with warehouse.transaction():
        load_captures(warehouse, captures)
        load_reads(warehouse, topic, reads)
        insert(
            warehouse,
            "backfill",
            ("run_id", "file", "start_byte", "end_byte", "pages", "damaged", "articles", "outcomes"),
            [
                (
                    run.run_id,
                    names[found.stretch.path],
                    found.stretch.start,
                    found.stretch.end,
                    found.pages,
                    found.damaged,
                    len(found.hits),
                    json.dumps([*found.outcomes, *_counts(found)], ensure_ascii=False),
                )
                for found in batch
            ],
        )


def _counts(found: Found) -> Iterator[tuple[str, str, int]]:
    """How many figures and numbers that were not understood the pages of an outlet have."""
    for _, _, read in found.hits:
        outlet, understood = read.article.outlet, read.understanding
        yield outlet, "figures", len(understood.figures)
        yield outlet, "unread", len(understood.unread)


def _coverage(warehouse: Warehouse, run: Run) -> Iterator[OutletCoverage]:
    """What became of the pages that name the topic, in all stretches of the run, however often it was stopped."""
    rows = warehouse.query("select outcomes from stored.backfill where run_id = $1", [run.run_id]).rows
    outcomes: Counter[tuple[str, str]] = Counter()
    for (text,) in rows:
        for outlet, outcome, *number in json.loads(str(text or "[]")):
            outcomes[outlet, outcome] += number[0] if number else 1
    for outlet in sorted({outlet for outlet, _ in outcomes}):
        counts = {outcome: number for (each, outcome), number in outcomes.items() if each == outlet}
        figures, unread = counts.pop("figures", 0), counts.pop("unread", 0)
        asked = sum(counts.values())
        about = counts.get("about", 0)
        read = about + counts.get("read", 0)
        gated, paywalled = counts.get("gated", 0), counts.get("paywalled", 0)
        yield OutletCoverage(
            outlet=outlet,
            outlet_name=OUTLETS[outlet].name if outlet in OUTLETS else outlet,
            asked=asked,
            fetched=asked,
            read=read,
            gated=gated,
            paywalled=paywalled,
            failed=asked - read - gated - paywalled,
            about_topic=about,
            figures=figures,
            unread=unread,
            note="pages of an archive that name the topic",
        )
