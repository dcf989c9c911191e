"""A search over stretches of archives for a topic, by one process or by several.

Nothing here knows the warehouse or Prefect: a process is ready as soon as the reader is.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sources.captures import Capture, Read, read_one
from sources.crawl import Stretch, Tally, read_stretch
from sources.model import Page, Topic
from sources.prefilter import Prefilter, names_to_find
from sources.topics import find_topic, load_topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of one stretch of a file."""

    stretch: Stretch
    pages: int
    damaged: int
    hits: tuple[tuple[Page, Capture, Read], ...]
    outcomes: tuple[tuple[str, str], ...]  # outlet and outcome of every page that names the topic


Search = Callable[[Sequence[Stretch]], Iterator[Found]]


@contextmanager
def searching(topic_name: str, since: datetime | None, until: datetime | None, processes: int) -> Iterator[Search]:
    """A search over stretches, by so many processes; they are made ready while the warehouse is opened."""
    if processes <= 1:
        _prepare(topic_name, since, until)
        yield lambda stretches: map(_read, stretches)
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["flows.search", "flows.warm"])
    with ProcessPoolExecutor(
        max_workers=processes, mp_context=context, initializer=_prepare, initargs=(topic_name, since, until)
    ) as pool:
        for _ in range(processes):
            pool.submit(bool)
        yield lambda stretches: _side_by_side(pool, stretches, processes)


def _side_by_side(pool: ProcessPoolExecutor, stretches: Sequence[Stretch], processes: int) -> Iterator[Found]:
    """What comes of each stretch, as it is done; no more than a few are under way at a time."""
    rest = iter(stretches)
    running = {pool.submit(_read, stretch) for stretch in _take(rest, 2 * processes)}
    while running:
        done: Iterable[Future[Found]]
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            running |= {pool.submit(_read, stretch) for stretch in _take(rest, 1)}
            yield future.result()


def _take(stretches: Iterator[Stretch], count: int) -> list[Stretch]:
    return [stretch for _, stretch in zip(range(count), stretches, strict=False)]


@dataclass(frozen=True, slots=True)
class _Job:
    topic: Topic
    prefilter: Prefilter
    since: datetime | None
    until: datetime | None


_JOBS: list[_Job] = []  # this process's own, made once


def _prepare(topic_name: str, since: datetime | None, until: datetime | None) -> None:
    topic = load_topic(find_topic(topic_name))
    _JOBS[:] = [_Job(topic, Prefilter(names_to_find(topic)), since, until)]


def _read(stretch: Stretch) -> Found:
    job = _JOBS[0]
    tally = Tally()
    hits: list[tuple[Page, Capture, Read]] = []
    outcomes: list[tuple[str, str]] = []
    for page in read_stretch(stretch, job.prefilter.fits, tally):
        if page.status != 200:
            continue
        capture, found, _ = read_one(page, job.topic, job.since, job.until)
        outcomes.append((capture.outlet, "about" if found else capture.outcome))
        if found is not None:
            hits.append((page, capture, found))
    return Found(stretch=stretch, pages=tally.pages, damaged=tally.damaged, hits=tuple(hits), outcomes=tuple(outcomes))
