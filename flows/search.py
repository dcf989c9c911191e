"""A search over stretches of archives for a topic, by one process or by several.

Nothing here knows the warehouse or Prefect: a process is ready as soon as the reader is.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import islice

from sources.captures import Capture, Read, read_one
from sources.crawl import Stretch, Tally, read_stretch
from sources.errors import ArchiveError
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
    """A search over stretches, by so many processes. This one is one of them; what is needed is made ready while the
    others start, or while the caller does something else, such as opening the warehouse."""
    given = (topic_name, since, until)
    with ThreadPoolExecutor(max_workers=1) as aside, ExitStack() as stack:
        if processes <= 1:
            ready = aside.submit(_prepare, *given)
            yield lambda stretches: _one_by_one(ready, stretches)
            return
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["flows.search", "flows.warm"])
        pool = ProcessPoolExecutor(processes - 1, mp_context=context, initializer=_prepare, initargs=given)
        helpers = _Helpers(stack.enter_context(pool), processes - 1, aside)
        _prepare(*given)
        yield helpers.share


def _one_by_one(ready: Future[None], stretches: Sequence[Stretch]) -> Iterator[Found]:
    ready.result()
    yield from map(_read, stretches)


class _Helpers:
    """The processes beside this one. To start them takes a moment, which is spent in a thread."""

    def __init__(self, pool: Executor, count: int, aside: Executor) -> None:
        self._pool = pool
        self._count = count
        self._started = aside.submit(lambda: [pool.submit(bool) for _ in range(count)])

    def share(self, stretches: Sequence[Stretch]) -> Iterator[Found]:
        """What comes of each stretch, as it is done: this process reads one after another, and each of the others has
        one more to go on with. Raises ArchiveError when one of them is gone."""
        try:
            yield from self._share(stretches)
        except BrokenProcessPool as error:
            raise ArchiveError(
                "a searching process was killed, perhaps for want of memory; what was loaded is kept, and the same "
                "command goes on where this one stood (fewer --processes take less memory)"
            ) from error

    def _share(self, stretches: Sequence[Stretch]) -> Iterator[Found]:
        rest = iter(stretches)
        running: set[Future[Found]] = set()
        while True:
            if self._started.done():
                self._started.result()
                running |= {self._pool.submit(_read, each) for each in islice(rest, 2 * self._count - len(running))}
            own = next(rest, None)
            if own is not None:
                yield _read(own)
            elif not running:
                return
            done, running = wait(running, timeout=0 if own else None, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)


@dataclass(frozen=True, slots=True)
class _Job:
    topic: Topic
    prefilter: Prefilter
    since: datetime | None
    until: datetime | None


_JOBS: list[_Job] = []  # this process's own, made once


def _prepare(topic_name: str, since: datetime | None, until: datetime | None) -> None:
    import_module("flows.warm")
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
