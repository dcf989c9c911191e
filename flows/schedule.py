"""Topics as Prefect deployments: a cron in the topic's own time zone, one run of a topic at a time, a missed window
caught up once, and an automation that hands alerts to a notification block of Prefect's own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import flows.quiet  # noqa: F401  (Prefect reads its settings when it is imported)

# isort: split
from prefect import serve
from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.events import EventTrigger
from prefect.events.actions import SendNotification
from prefect.schedules import Cron
from prefect.server.schemas.schedules import CronSchedule
from prefect.settings import get_current_settings
from prefect.states import Cancelled, Scheduled

from flows.collect import run_topic
from flows.settings import Settings
from sources.errors import SeedError, UsageError, WarehouseError
from sources.model import Topic
from warehouse import open_published

AUTOMATION = "doichieu alerts"
_TOLD = ("doichieu.discrepancy.opened", "doichieu.discrepancy.worsened", "doichieu.discrepancy.reopened")


def deployment_of(name: str, topic: Topic, settings: Settings) -> RunnerDeployment:
    """The deployment of one topic; its parameters are plain text, and the server refuses others."""
    if topic.schedule is None:
        raise SeedError([f"{name}: schedule: is missing; expected a cron line"])
    deployment = run_topic.to_deployment(
        topic.key,
        schedules=[Cron(topic.schedule.cron, timezone=str(topic.timezone), slug=topic.key)],
        parameters={"topic": name, "data": str(settings.data.resolve()), "quiet": False},
        description=topic.title.get("en") or topic.title.get("vi") or topic.key,
        tags=["doichieu", topic.key],
        concurrency_limit=1,
        paused=False,
    )
    return cast("RunnerDeployment", deployment)


def serve_topics(topics: Sequence[tuple[str, Topic]], settings: Settings) -> None:
    """Register every topic, catch up what was missed, and run each when its time comes, until interrupted. Raises
    UsageError without a server: the one that Prefect starts inside a process runs nothing on a schedule."""
    if not get_current_settings().api.url:
        raise UsageError(
            "no Prefect server is named, and schedules need one: start it with `prefect server start`, then set "
            "PREFECT_API_URL=http://127.0.0.1:4200/api"
        )
    deployments = [deployment_of(name, topic, settings) for name, topic in topics]
    with get_client(sync_client=True) as client:
        for deployment, (_, topic) in zip(deployments, topics, strict=True):
            made = catch_up(client, cast("UUID", deployment.apply()), topic, last_run(settings, topic))
            if made is not None:
                print(f"{topic.key}: a window was missed; one run catches it up", file=sys.stderr)
    if settings.prefect_block:
        save_automation(settings.prefect_block)
    serve(*deployments, limit=2, pause_on_shutdown=False)


def last_run(settings: Settings, topic: Topic) -> datetime | None:
    """When the newest live run of a topic was made."""
    try:
        with open_published(settings.data) as reader:
            rows = reader.query(
                "select max(made_at) from stored.run where topic = $1 and kind = 'live'", [topic.key]
            ).rows
    except WarehouseError:
        return None  # nothing was published yet
    found = rows[0][0]
    return found if isinstance(found, datetime) else None


def catch_up(
    client: SyncPrefectClient, deployment: UUID, topic: Topic, last: datetime | None, now: datetime | None = None
) -> UUID | None:
    """Leave one run for all the windows that were missed: a run covers the topic's whole time. With `catch_up = false`
    it is none. Gives the run that is left, or None when nothing was missed."""
    assert topic.schedule is not None
    moment = now or datetime.now(UTC)
    late = _late(client, deployment, moment)
    keep = late[-1] if late and topic.schedule.catch_up else None
    for run in late:
        if run is not keep:
            client.set_flow_run_state(run.id, Cancelled(message="its window is caught up by one run"), force=True)
    if keep is not None:
        return keep.id
    if last is None or not topic.schedule.catch_up:
        return None
    missed = first_window(topic, last)
    if missed is None or missed >= moment:
        return None
    made = client.create_flow_run_from_deployment(
        deployment, state=Scheduled(scheduled_time=moment), idempotency_key=f"catch-up-{missed.isoformat()}"
    )
    return made.id


def first_window(topic: Topic, after: datetime) -> datetime | None:
    """The first time after another that the topic's cron line names."""
    assert topic.schedule is not None
    schedule = CronSchedule(cron=topic.schedule.cron, timezone=str(topic.timezone))
    found = asyncio.run(schedule.get_dates(2, start=cast("Any", after)))
    return next((each for each in found if each > after), None)


def _late(client: SyncPrefectClient, deployment: UUID, now: datetime) -> list[FlowRun]:
    """Runs that wait though their time is over, oldest first."""
    found = client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=cast("Any", now - timedelta(seconds=30))),
        ),
    )
    return sorted(found, key=lambda run: (run.expected_start_time or now, run.id))


def save_automation(block: str) -> Automation:
    """The automation that sends every alert through a notification block (`slack-webhook/desk`), made or brought up to
    date. Raises UsageError for a block that the server does not know."""
    kind, _, name = block.partition("/")
    with get_client(sync_client=True) as client:
        try:
            document = client.read_block_document_by_name(name, block_type_slug=kind)
        except Exception as error:
            raise UsageError(f"DOICHIEU_PREFECT_BLOCK={block}: the Prefect server has no such block: {error}") from None
    wanted: dict[str, Any] = {
        "description": "Made by doichieu: a difference that is new, wider or back, or an outlet that can't be read.",
        "trigger": EventTrigger(
            expect={*_TOLD, "doichieu.outlet.unreadable"},
            match=cast("Any", {"prefect.resource.id": "doichieu.*"}),
            threshold=1,
            within=timedelta(0),
        ),
        "actions": [
            SendNotification(
                block_document_id=document.id, subject="doichieu: {{ event.event }}", body="{{ event.payload.text }}"
            )
        ],
    }
    try:
        held = cast("Automation", Automation.read(name=AUTOMATION))
    except ValueError:
        return cast("Automation", Automation(name=AUTOMATION, **wanted).create())
    held = held.model_copy(update=wanted)
    held.update()
    return held
