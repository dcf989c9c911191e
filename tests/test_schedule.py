"""What `doichieu serve` leaves on a Prefect server: one run for all missed windows, events, an automation."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from sources.errors import UsageError
from sources.model import VIETNAM, Schedule, Topic
from sources.topics import SEEDS, load_topic
from tests.support import red_rain, settings_of

pytestmark = pytest.mark.flow


def _topic(key: str, *, catch_up: bool = True) -> Topic:
    return replace(red_rain(), key=key, schedule=Schedule(cron="0 7 * * *", catch_up=catch_up))


def _registered(topic: Topic, folder: Path) -> UUID:
    from flows.schedule import deployment_of

    return cast("UUID", deployment_of("red-rain", topic, settings_of(folder)).apply())


def _until(found: Callable[[], Any]) -> Any:
    """What there is once the server has come round to it."""
    pause = threading.Event()
    for _ in range(120):
        if value := found():
            return value
        pause.wait(0.25)
    return found()


def test_late_runs_are_one_run_and_a_missed_window_makes_one(prefect: None, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.objects import StateType
    from prefect.states import Scheduled

    from flows.schedule import catch_up

    now = datetime.now(UTC)
    topic = _topic("late")
    deployment = _registered(topic, tmp_path)
    with get_client(sync_client=True) as client:
        late = [
            client.create_flow_run_from_deployment(
                deployment, state=Scheduled(scheduled_time=now - timedelta(days=days))
            ).id
            for days in (3, 2, 1)
        ]
        assert catch_up(client, deployment, topic, None) == late[2]
        states = [client.read_flow_run(run).state for run in late]
        assert [state.type for state in states if state] == [
            StateType.CANCELLED,
            StateType.CANCELLED,
            StateType.SCHEDULED,
        ]

        topic = _topic("missed")
        deployment = _registered(topic, tmp_path)
        assert catch_up(client, deployment, topic, None) is None  # never run: nothing was missed
        assert catch_up(client, deployment, topic, now) is None
        made = catch_up(client, deployment, topic, now - timedelta(days=3))
        assert made is not None
        assert catch_up(client, deployment, topic, now - timedelta(days=3)) == made

        topic = _topic("careless", catch_up=False)
        deployment = _registered(topic, tmp_path)
        assert catch_up(client, deployment, topic, now - timedelta(days=3)) is None


def test_a_window_is_in_the_time_zone_of_the_topic() -> None:
    from flows.schedule import first_window

    noon = datetime(2026, 3, 1, 12, tzinfo=VIETNAM)
    assert first_window(_topic("zone"), noon) == datetime(2026, 3, 2, 7, tzinfo=VIETNAM)


def test_parameters_that_do_not_fit_are_refused_before_a_run(prefect: None, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    deployment = _registered(_topic("strict"), tmp_path)
    with get_client(sync_client=True) as client, pytest.raises(Exception, match="409"):
        client.create_flow_run_from_deployment(deployment, parameters={"topic": "red-rain", "quiet": "perhaps"})


def test_an_alert_is_an_event_that_an_automation_hands_on(prefect: None, tmp_path: Path) -> None:
    """The server's own action is what is waited for: it shows that the automation has fired."""
    import httpx
    from prefect.automations import Automation
    from prefect.events.schemas.automations import EventTrigger
    from prefect.settings import PREFECT_API_URL

    from flows.alerts import emit_to_prefect
    from flows.schedule import AUTOMATION, save_automation
    from warehouse.events import Event

    with pytest.raises(UsageError, match="no such block"):
        save_automation("slack-webhook/nobody")
    from prefect.blocks.notifications import CustomWebhookNotificationBlock

    CustomWebhookNotificationBlock(
        name="desk", url="http://127.0.0.1:9/hook", json_data={"text": "{{body}}"}, headers={}, cookies={}
    ).save("desk", overwrite=True)
    save_automation("custom-webhook/desk")
    save_automation("custom-webhook/desk")
    held = cast("Automation", Automation.read(name=AUTOMATION))
    assert isinstance(held.trigger, EventTrigger)

    topic = load_topic(SEEDS / "topics" / "red-rain.toml")
    emit_to_prefect(topic)(
        Event(
            topic=topic.key,
            key="opened:made-up",
            run_id="r",
            happened_at=datetime.now(UTC),
            happening="opened",
            finding_id="made-up",
            type="CONTRA",
            severity=3,
            text_en="made up",
            text_vi="bịa ra cho bài kiểm thử",
        )
    )
    from prefect.events.worker import EventsWorker

    EventsWorker.instance().drain()

    def fired() -> list[Any]:
        body = {"filter": {"event": {"prefix": ["prefect.automation.triggered", "doichieu."]}}, "limit": 50}
        events = httpx.post(f"{PREFECT_API_URL.value()}/events/filter", json=body).json()["events"]
        names = [event["event"] for event in events]
        return names if "doichieu.discrepancy.opened" in names and any("triggered" in n for n in names) else []

    assert _until(fired)


def test_the_file_for_work_pools_names_flows_and_topics_that_there_are() -> None:
    import yaml

    from flows.collect import run_topic
    from tests.support import ROOT

    project = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    assert project["deployments"]
    for deployment in project["deployments"]:
        topic = load_topic(SEEDS / "topics" / f"{deployment['parameters']['topic']}.toml")
        assert deployment["entrypoint"] == "flows/collect.py:run_topic"
        assert set(deployment["parameters"]) <= set(run_topic.parameters.properties)
        (schedule,) = deployment["schedules"]
        assert topic.schedule is not None
        assert (schedule["cron"], schedule["timezone"]) == (topic.schedule.cron, str(topic.timezone))
        assert deployment["concurrency_limit"]["limit"] == 1
