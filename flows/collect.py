"""The main job as Prefect flows: a task is an outlet, a load or a report, never a figure.

No server is needed: without PREFECT_API_URL Prefect runs its own inside the process. `flows.quiet` must be imported
first, since Prefect reads its settings when it is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import flows.quiet  # noqa: F401  (Prefect reads its settings when it is imported)

# isort: split
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.documents import parse_day
from flows.gather import Harvest, Keeper, capture_of, chosen_outlets, gather_outlet, read_pages
from flows.job import Summary, held_captures, live_run, load_and_verify, make_report, replay_run, summarise
from flows.settings import Settings, read_settings
from sources.archive import Archive, left_behind, replay
from sources.errors import UsageError
from sources.fetch import Fetcher, Limits
from sources.model import Outlet, Page, Topic
from sources.outlets import outlet_of
from sources.topics import find_topic, load_topic
from warehouse import open_published
from warehouse.load import Capture, Run
from warehouse.report import render, summary_table

OTHERS = "other outlets"


@task(name="collect outlet", task_run_name="collect {name}", cache_policy=NO_CACHE)
def collect_outlet(
    name: str,
    outlet: Outlet,
    topic: Topic,
    fetcher: Fetcher,
    keeper: Keeper,
    since: datetime | None,
    until: datetime | None,
    quiet: bool,
) -> Harvest:
    return gather_outlet(outlet, topic, fetcher, keeper, since, until, _say if not quiet else lambda _: None)


@task(name="read pages", task_run_name="read {name}", cache_policy=NO_CACHE)
def read_outlet(
    name: str, pages: Sequence[Page], topic: Topic, keeper: Keeper, since: datetime | None, until: datetime | None
) -> Harvest:
    return read_pages(pages, topic, keeper, since, until)


@task(name="load and verify", cache_policy=NO_CACHE)
def load_run(settings: Settings, topic: Topic, run: Run, harvests: Sequence[Harvest]) -> tuple[int, int]:
    return load_and_verify(settings, topic, run, harvests)


@task(name="write reports", cache_policy=NO_CACHE)
def write_report(settings: Settings, topic: Topic) -> Path:
    return make_report(settings, topic)


@flow(
    name="collect",
    flow_run_name="collect {name}",
    task_runner=cast("TaskRunner[Any]", ThreadPoolTaskRunner(max_workers=read_settings().workers)),
    validate_parameters=False,
)
def collect(
    name: str,
    topic: Topic,
    settings: Settings,
    pages: Sequence[Page] | None,
    keeper: Keeper,
    since: datetime | None,
    until: datetime | None,
    quiet: bool,
) -> list[Harvest]:
    """Every outlet of a topic, side by side; an outlet that fails is a row and the rest goes on."""
    if pages is not None:
        groups: dict[str, list[Page]] = {}
        for page in pages:
            outlet = outlet_of(page.url)
            groups.setdefault(outlet.key if outlet else OTHERS, []).append(page)
        return [read_outlet(key, groups[key], topic, keeper, since, until) for key in sorted(groups)]
    robots: list[Capture] = []
    fetcher = Fetcher(
        user_agent=settings.user_agent,
        limits=Limits(),
        allow_private=settings.allow_private,
        on_robots=lambda page: robots.append(capture_of(keeper.keep(page))),
    )
    try:
        outlets = [_at_rate(outlet, settings.rate) for outlet in chosen_outlets(topic)]
        futures = [
            collect_outlet.submit(each.key, each, topic, fetcher, keeper, since, until, quiet) for each in outlets
        ]
        return [*(future.result() for future in futures), Harvest(captures=tuple(robots))]
    finally:
        fetcher.close()


def _at_rate(outlet: Outlet, rate: float | None) -> Outlet:
    return outlet if rate is None else replace(outlet, requests_per_second=rate)


@flow(name="verify", flow_run_name="verify {name}", validate_parameters=False)
def verify(name: str, topic: Topic, settings: Settings, run: Run, harvests: Sequence[Harvest]) -> tuple[int, int]:
    """Load what was collected, reconcile it, judge the claims, publish."""
    return load_run(settings, topic, run, harvests)


@flow(name="report", flow_run_name="report {name}", validate_parameters=False)
def report(name: str, topic: Topic, settings: Settings) -> Path:
    """Write the reports, and hang the findings on the run as artifacts."""
    path = write_report(settings, topic)
    with open_published(settings.data) as reader:
        markdown = render(reader, topic, form="md")
        columns, rows = summary_table(reader, topic)
    key = f"doichieu-{topic.key}".lower()
    create_markdown_artifact(markdown=f"[{path.name}]({path.resolve().as_uri()})\n\n{markdown}", key=f"{key}-report")
    create_table_artifact(
        table=[dict(zip(columns, map(str, row), strict=True)) for row in rows[:200]] or [{"finding": "none"}],
        key=f"{key}-findings",
    )
    return path


@flow(name="doichieu", flow_run_name="doichieu {topic}", validate_parameters=False)
def run_topic(
    topic: str,
    data: str | None = None,
    replay_path: str | None = None,
    since: str | None = None,
    until: str | None = None,
    quiet: bool = True,
) -> Summary:
    """The main job over one topic. Parameters are plain text, so that a deployment can hold them."""
    settings = read_settings()
    if data is not None:
        settings = replace(settings, data=Path(data))
    followed = load_topic(find_topic(topic))
    start = parse_day(since, followed) or (followed.since if replay_path is None else None)
    end = parse_day(until, followed, end=True) or (followed.until if replay_path is None else None)
    pages = list(replay(Path(replay_path))) if replay_path is not None else None
    if pages is not None and not pages:
        raise UsageError(f"{replay_path}: no page in it; expected a WARC file or a folder with index.jsonl")
    run = (
        replay_run(followed, pages, start, end)
        if pages is not None
        else live_run(followed, datetime.now(UTC), start, end)
    )
    held = held_captures(settings)
    archive = Archive(settings.archive, f"{followed.key}-{run.run_id}", is_durable=pages is None)
    keeper = Keeper(archive, held, (("User-Agent", settings.user_agent),) if pages is None else ())
    rescued = list(left_behind(settings.archive, followed.key, held.lengths))
    try:
        harvests = collect(followed.key, followed, settings, pages, keeper, start, end, quiet)
        if rescued:
            harvests.append(read_pages(rescued, followed, keeper, start, end))
    finally:
        keeper.close()
    reached = sum(harvest.reached for harvest in harvests)
    if not reached:
        coverage = [row for harvest in harvests for row in harvest.coverage]
        return Summary(
            run_id=run.run_id,
            topic=followed.key,
            report=None,
            articles=0,
            figures=0,
            findings=0,
            severe=0,
            refuted=0,
            asked=len(coverage),
            reached=0,
            problems=tuple(f"{row.outlet_name}: {row.note}" for row in coverage if row.note),
        )
    counted = verify(followed.key, followed, settings, run, harvests)
    path = report(followed.key, followed, settings)
    return summarise(settings, followed, run, harvests, path, counted)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
