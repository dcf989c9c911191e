"""The main job as Prefect flows: a task is an outlet, a load or a report, never a figure.

No server is needed: without PREFECT_API_URL Prefect runs its own inside the process. `flows.quiet` must be imported
first, since Prefect reads its settings when it is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import flows.quiet  # noqa: F401  (Prefect reads its settings when it is imported)

# isort: split
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.alerts import emit_to_prefect, send_alerts
from flows.documents import parse_day
from flows.gather import (
    Harvest,
    Keeper,
    chosen_outlets,
    failed_outlet,
    gather_outlet,
    read_pages,
    with_alarms,
)
from flows.health import find_alarms
from flows.job import (
    Summary,
    held_captures,
    live_run,
    load_and_verify,
    make_report,
    nothing_reached,
    replay_run,
    summarise,
)
from flows.known import known_topic
from flows.settings import Settings, read_settings
from sources.archive import Archive
from sources.captures import Capture, capture_of
from sources.errors import ArchiveError, UsageError
from sources.fetch import Fetcher, Limits
from sources.model import Outlet, Page, Topic
from sources.outlets import outlet_of
from sources.replay import left_behind, replay
from warehouse import open_published
from warehouse.held import Held
from warehouse.load import Run
from warehouse.report import summary_table

T = TypeVar("T")
OTHERS = "other outlets"


class Sealed(Generic[T]):
    """A value that Prefect passes on as it is: it looks through every collection and dataclass that a flow or task is
    given, which takes longer than the work where these are thousands of figures."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one run is about; values only, so that it can be sent to another process. Times bound what was published."""

    topic: Topic
    settings: Settings
    run: Run
    held: Held
    since: datetime | None
    until: datetime | None
    quiet: bool
    is_live: bool


@task(name="collect outlet", task_run_name="collect {name}", cache_policy=NO_CACHE)
def collect_outlet(name: str, job: Sealed[Job], outlet: Sealed[Outlet]) -> Sealed[Harvest]:
    """Everything that one outlet has; with an archive file and a fetcher of its own, wherever it runs."""
    j = job.value
    robots: list[Capture] = []
    with _keeper(j, name) as keeper:

        def keep_robots(page: Page) -> Page:
            last = keeper.last(page.url)
            if page.status == HTTPStatus.NOT_MODIFIED and last is not None:
                held, capture = keeper.unchanged(page, last)
            else:
                held = keeper.keep(page)
                capture = capture_of(held)
            robots.append(capture)
            return held

        fetcher = Fetcher(
            user_agent=j.settings.user_agent,
            limits=Limits(),
            allow_private=j.settings.allow_private,
            on_robots=keep_robots,
            validators_of=lambda url: last.validators if (last := keeper.last(url)) else {},
        )
        try:
            say = (lambda _: None) if j.quiet else _say
            harvest = gather_outlet(outlet.value, j.topic, fetcher, keeper, j.since, j.until, say)
        finally:
            fetcher.close()
    return Sealed(replace(harvest, captures=(*harvest.captures, *robots)))


@task(name="read pages", task_run_name="read {name}", cache_policy=NO_CACHE)
def read_outlet(name: str, job: Sealed[Job], pages: Sealed[list[Page]]) -> Sealed[Harvest]:
    j = job.value
    with _keeper(j, name) as keeper:
        return Sealed(read_pages(pages.value, j.topic, keeper, j.since, j.until))


@contextmanager
def _keeper(job: Job, name: str) -> Iterator[Keeper]:
    """The archive of one outlet on the topic: a file that grows from run to run."""
    file = f"{job.topic.key}-{name.replace(' ', '-')}"
    with Archive(job.settings.archive, file, is_durable=job.is_live, whole=job.held.lengths) as archive:
        yield Keeper(archive, job.held, (("User-Agent", job.settings.user_agent),) if job.is_live else ())


@task(name="load and verify", task_run_name="load and verify {name}", cache_policy=NO_CACHE)
def load_run(name: str, job: Sealed[Job], harvests: Sealed[list[Harvest]]) -> tuple[int, int]:
    """Load what was collected, reconcile it, judge the claims, publish."""
    return load_and_verify(job.value.settings, job.value.topic, job.value.run, harvests.value)


@task(name="write reports", task_run_name="report {name}", cache_policy=NO_CACHE)
def write_report(name: str, job: Sealed[Job]) -> Path:
    """Write the reports, and hang the findings on the run as artifacts."""
    topic = job.value.topic
    path = make_report(job.value.settings, topic)
    markdown = path.with_suffix(".md").read_text("utf-8")
    with open_published(job.value.settings.data) as reader:
        columns, rows = summary_table(reader, topic)
    key = f"doichieu-{topic.key}".lower().replace("_", "-")
    create_markdown_artifact(markdown=f"[{path.name}]({path.resolve().as_uri()})\n\n{markdown}", key=f"{key}-report")
    create_table_artifact(
        table=[dict(zip(columns, map(str, row), strict=True)) for row in rows[:200]] or [{"finding": "none"}],
        key=f"{key}-findings",
    )
    return path


def collect(job: Sealed[Job], pages: Sealed[list[Page] | None]) -> list[Harvest]:
    """Every outlet of a topic, side by side; an outlet that fails is a row and the rest goes on."""
    if pages.value is not None:
        groups: dict[str, list[Page]] = {}
        for page in pages.value:
            outlet = outlet_of(page.url)
            groups.setdefault(outlet.key if outlet else OTHERS, []).append(page)
        parts = [read_outlet.submit(key, job, Sealed(groups[key])) for key in sorted(groups)]
        return [part.result().value for part in parts]
    outlets = [_at_rate(outlet, job.value.settings.rate) for outlet in chosen_outlets(job.value.topic)]
    futures = [collect_outlet.submit(each.key, job, Sealed(each)) for each in outlets]
    return [_harvest_of(outlet, future) for outlet, future in zip(outlets, futures, strict=True)]


@flow(name="collect", flow_run_name="collect {name}", validate_parameters=False)
def collect_elsewhere(name: str, job: Sealed[Job], pages: Sealed[list[Page] | None]) -> Sealed[list[Harvest]]:
    """The same by a task runner of its own: a flow's runner is chosen before it starts."""
    return Sealed(collect(job, pages))


def _harvest_of(outlet: Outlet, future: PrefectFuture[Sealed[Harvest]]) -> Harvest:
    """What came of an outlet; an unforeseen error is its row. An archive that can't be written ends the run."""
    result = future.result(raise_on_failure=False)
    if isinstance(result, Sealed):
        return result.value
    if isinstance(result, ArchiveError):
        raise result
    return Harvest(coverage=(failed_outlet(outlet, f"unforeseen {type(result).__name__}: {result}"),))


def _at_rate(outlet: Outlet, rate: float | None) -> Outlet:
    return outlet if rate is None else replace(outlet, requests_per_second=rate)


@flow(
    name="doichieu",
    flow_run_name="doichieu {topic}",
    task_runner=cast("TaskRunner[Any]", ThreadPoolTaskRunner(max_workers=read_settings().workers)),
    validate_parameters=False,
)
def run_topic(
    topic: str,
    data: str | None = None,
    replay_path: str | None = None,
    since: str | None = None,
    until: str | None = None,
    quiet: bool = True,
    runner: str = "threads",
) -> Summary:
    """The main job over one topic. Parameters are plain text, so that a deployment can hold them. `runner` is
    "threads", or "dask" for several processes or machines."""
    settings = read_settings()
    if data is not None:
        settings = replace(settings, data=Path(data))
    followed = known_topic(settings, topic)
    start = parse_day(since, followed) or (followed.since if replay_path is None else None)
    end = parse_day(until, followed, end=True) or (followed.until if replay_path is None else None)
    pages = list(replay(Path(replay_path))) if replay_path is not None else None
    whole = [page for page in pages or () if not page.problem]
    broken = [page for page in pages or () if page.problem]
    if pages is not None and not whole:
        found = f"{len(broken)} damaged records, the first: {broken[0].problem}" if broken else "no page in it"
        raise UsageError(f"{replay_path}: {found}; expected a WARC file or a folder with index.jsonl")
    if broken:
        _say(f"{replay_path}: {len(broken)} records cannot be read and are left out, the first: {broken[0].problem}")
    run = (
        replay_run(followed, whole, start, end)
        if pages is not None
        else live_run(followed, datetime.now(UTC), start, end)
    )
    held = held_captures(settings, followed)
    rescued = list(left_behind(settings.archive, followed.key, held.lengths))
    job = Sealed(
        Job(
            topic=followed,
            settings=settings,
            run=run,
            held=held,
            since=start,
            until=end,
            quiet=quiet,
            is_live=pages is None,
        )
    )
    return _run_parts(job, pages, rescued, runner)


def _run_parts(job: Sealed[Job], pages: list[Page] | None, rescued: list[Page], runner: str) -> Summary:
    """Collect, verify and report. Tasks of one flow, not flows in a flow: each of those waits for the server to have
    written down what went before."""
    j = job.value
    if runner == "threads":
        harvests = collect(job, Sealed(pages))
    else:
        elsewhere = collect_elsewhere.with_options(task_runner=dask_runner(j.settings))
        # The flow as a whole shows that it is alive; a part that did so too would end up to a second late.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            harvests = elsewhere(j.topic.key, job, Sealed(pages)).value
    if rescued:
        with _keeper(j, "rescued") as keeper:
            harvests.append(read_pages(rescued, j.topic, keeper, j.since, j.until))
    alarms = find_alarms(capture for harvest in harvests for capture in harvest.captures)
    harvests = [with_alarms(harvest, alarms) for harvest in harvests]
    if not any(harvest.reached for harvest in harvests):
        return nothing_reached(j.run, harvests)
    counted = load_run(j.topic.key, job, Sealed(harvests))
    path = write_report(j.topic.key, job)
    summary = summarise(j.settings, j.topic, j.run, harvests, path, counted, alarms)
    delivery = send_alerts(j.settings, j.topic, j.run.run_id, report=path, emit=emit_to_prefect(j.topic))
    return replace(summary, told=delivery.told, undelivered=delivery.problems)


def dask_runner(settings: Settings) -> TaskRunner[Any]:
    """Dask workers: those of the scheduler at DOICHIEU_DASK, else so many processes on this machine. Raises UsageError
    without the `dask` extra."""
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError:
        raise UsageError(
            "--runner dask needs the dask extra: pip install --require-hashes --no-deps -r requirements-lake.lock"
        ) from None
    if settings.dask:
        return cast("TaskRunner[Any]", DaskTaskRunner(address=settings.dask))
    cluster = {"n_workers": settings.workers, "threads_per_worker": 1, "dashboard_address": None}
    return cast("TaskRunner[Any]", DaskTaskRunner(cluster_kwargs=cluster))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
