"""Topics as Prefect deployments: a cron in the topic's own time zone, one run of a topic at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import flows.quiet  # noqa: F401  (Prefect reads its settings when it is imported)

# isort: split
from prefect import serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import get_current_settings

from flows.collect import run_topic
from flows.settings import Settings
from sources.errors import SeedError, UsageError
from sources.model import Topic


def deployment_of(name: str, topic: Topic, settings: Settings) -> RunnerDeployment:
    """The deployment of one topic; its parameters are plain text."""
    if topic.schedule is None:
        raise SeedError([f"{name}: schedule: is missing; expected a cron line"])
    deployment = run_topic.to_deployment(
        topic.key,
        schedules=[Cron(topic.schedule.cron, timezone=str(topic.timezone), slug=topic.key)],
        parameters={"topic": name, "data": str(settings.data.resolve()), "quiet": False},
        concurrency_limit=1,
        paused=False,
    )
    return cast("RunnerDeployment", deployment)


def serve_topics(topics: Sequence[tuple[str, Topic]], settings: Settings) -> None:
    """Register every topic and run it when its time comes, until interrupted. Raises UsageError without a server: the
    one that Prefect starts inside a process runs nothing on a schedule."""
    if not get_current_settings().api.url:
        raise UsageError(
            "no Prefect server is named, and schedules need one: start it with `prefect server start`, then set "
            "PREFECT_API_URL=http://127.0.0.1:4200/api"
        )
    serve(*(deployment_of(name, topic, settings) for name, topic in topics), limit=2, pause_on_shutdown=False)
