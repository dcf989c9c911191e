"""Sending what is due: every event of a topic once to every target, and to Prefect as an event.

Due is what the warehouse holds and the journal does not, so that a crash, a full mailbox or a server that is down only
makes an alert late.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import Settings
from flows.targets import PREFECT, Target, event_name, open_target
from sources.errors import AlertError
from sources.model import Topic
from warehouse import open_published
from warehouse.alerts import Message, count_outlets, digest_of, message_of, read_reviewed
from warehouse.events import Event, read_events
from warehouse.sent import Journal, Sent, open_journal

MOST = 20  # messages that a target gets one by one; more of them go as one digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of the alerts of a run: events told by target, and what went wrong."""

    told: dict[str, int]
    problems: tuple[str, ...]


def send_alerts(
    settings: Settings, topic: Topic, run_id: str, *, report: Path | None = None, emit: Callable[[Event], None] | None
) -> Delivery:
    """Send what is due. `emit` hands an event to Prefect; None where there is none."""
    with open_published(settings.data) as reader:
        events = [e for e in read_events(reader, topic) if e.severity >= topic.alerts.min_severity or not e.type]
        runs = reader.query("select made_at from stored.run where run_id = $1", [run_id]).rows
        outlets = count_outlets(reader, run_id)
        reviewed = read_reviewed(reader, topic)
    is_digest = topic.alerts.mode == "digest"
    told: dict[str, int] = {}
    problems: list[str] = []
    if not events and not (is_digest and topic.alerts.targets):
        return Delivery(told=told, problems=())
    with open_journal(settings.data) as journal:
        if emit is not None:
            told[PREFECT] = _emit(journal, topic, events, emit)
        for name in topic.alerts.targets:
            due = [event for event in events if Sent(topic.key, event.key, name) not in journal.sent]
            messages = [message_of(event, topic) for event in due if event.is_new]
            if is_digest or (len(messages) > MOST and not name.startswith("file:")):
                made_at = runs[0][0] if runs else None
                assert isinstance(made_at, datetime)
                digest = digest_of(
                    due, topic, run_id=run_id, made_at=made_at, read=outlets[0], asked=outlets[1], reviewed=reviewed
                )
                is_sent = Sent(topic.key, digest.keys[0], name) in journal.sent
                messages = [] if is_sent and not due else [digest]
            try:
                told[name] = _send(journal, name, messages, lambda n=name: open_target(n, settings, report))  # type: ignore[misc]
            except AlertError as error:
                problems.append(str(error))
    return Delivery(told={name: number for name, number in told.items() if number}, problems=tuple(problems))


def _send(journal: Journal, name: str, messages: Sequence[Message], target: Callable[[], Target]) -> int:
    """Each message, put down as soon as it is out. Gives the number of messages."""
    if not messages:
        return 0
    send = target()
    for message in messages:
        send(message)
        journal.add(message.topic, list(message.keys), name, datetime.now(UTC))
    return len(messages)


def _emit(journal: Journal, topic: Topic, events: Sequence[Event], emit: Callable[[Event], None]) -> int:
    due = [event for event in events if Sent(topic.key, event.key, PREFECT) not in journal.sent]
    for event in due:
        emit(event)
    journal.add(topic.key, [event.key for event in due], PREFECT, datetime.now(UTC))
    return len(due)


def emit_to_prefect(topic: Topic) -> Callable[[Event], None]:
    """What hands an event to Prefect: automations can wait for `doichieu.discrepancy.opened` and the like."""
    from prefect.events import emit_event

    def emit(event: Event) -> None:
        about = event.finding_id or event.outlet
        kind = "finding" if event.finding_id else "outlet"
        emit_event(
            event=event_name(event.happening),
            occurred=event.happened_at,
            resource={"prefect.resource.id": f"doichieu.{kind}.{about}", "doichieu.topic": topic.key},
            payload={"text": message_of(event, topic).text["en"], "severity": event.severity, "type": event.type},
        )

    return emit
