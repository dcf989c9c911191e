"""Events in the words that somebody is told them in: a message for each, or one digest of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sources.model import Topic
from warehouse.connection import Reader
from warehouse.events import Event, Happening, read_events
from warehouse.review import reviewed_text
from warehouse.words import Tongue, time_text, word

TONGUES: tuple[Tongue, ...] = ("vi", "en")
_CAUTION = {
    "vi": "Máy đối chiếu, {}; so sánh các bài đã đăng, không khẳng định số nào đúng.",
    "en": "Compared by a machine, {}; it compares published reports and does not establish the truth.",
}
_UNREVIEWED = {"vi": "biên tập viên chưa xét", "en": "not yet reviewed by an editor"}
_COUNTED: tuple[Happening, ...] = ("opened", "worsened", "reopened", "resolved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes to a target: the events that it tells of, a line for a subject or a chat, and a text by language.
    `identity` is the same whenever the same message is sent again, so that a target can tell."""

    identity: str
    topic: str
    keys: tuple[str, ...]
    events: tuple[Event, ...]
    line: str
    text: dict[Tongue, str]
    happened_at: datetime


def message_of(event: Event, topic: Topic) -> Message:
    """The message about one event."""
    return Message(
        identity=f"{topic.key}/{event.key}",
        topic=topic.key,
        keys=(event.key,),
        events=(event,),
        line=f"{_title(topic, 'en')}: {_head(event, 'en')}",
        text={
            tongue: f"{_title(topic, tongue)}: {_head(event, tongue)}\n{_text(event, tongue)}\n{_caution(tongue)}"
            for tongue in TONGUES
        },
        happened_at=event.happened_at,
    )


def digest_of(
    events: Sequence[Event],
    topic: Topic,
    *,
    run_id: str,
    made_at: datetime,
    read: int,
    asked: int,
    reviewed: Mapping[Tongue, str],
) -> Message:
    """One message about all that happened, also when nothing did; `read` of `asked` outlets could be read, and
    `reviewed` says how much a person has looked at."""
    counts = Counter(event.happening for event in events)
    text: dict[Tongue, str] = {}
    for tongue in TONGUES:
        head = ", ".join(f"{counts[each]} {word('happening', each, tongue)}" for each in _COUNTED)
        outlets = f"{read} of {asked} outlets read" if tongue == "en" else f"đọc được {read} trên {asked} báo"
        lines = [f"- {_head(event, tongue)}: {_text(event, tongue)}" for event in _worst_first(events)]
        when = time_text(made_at, tongue)
        text[tongue] = "\n".join(
            [f"{_title(topic, tongue)} · {when}", f"{head}; {outlets}.", *lines, _caution(tongue, reviewed[tongue])]
        )
    return Message(
        identity=f"{topic.key}/digest:{run_id}",
        topic=topic.key,
        keys=(f"digest:{run_id}", *(event.key for event in events)),
        events=tuple(events),
        line=f"{_title(topic, 'en')}: {counts['opened']} new; {read} of {asked} outlets read",
        text=text,
        happened_at=made_at,
    )


def latest_digest(reader: Reader, topic: Topic, since: datetime | None = None) -> Message | None:
    """What changed in the day before the newest run, or since a time; None when the topic was never run."""
    runs = reader.query("select run_id, made_at from latest_run where topic = $1", [topic.key]).rows
    if not runs:
        return None
    run_id, made_at = str(runs[0][0]), runs[0][1]
    assert isinstance(made_at, datetime)
    start = since or made_at - timedelta(days=1)
    events = _one_each([event for event in read_events(reader, topic) if event.happened_at >= start])
    read, asked = count_outlets(reader, run_id)
    reviewed = read_reviewed(reader, topic)
    return digest_of(events, topic, run_id=run_id, made_at=made_at, read=read, asked=asked, reviewed=reviewed)


def read_reviewed(reader: Reader, topic: Topic) -> dict[Tongue, str]:
    """How much of a topic a person has looked at, by language."""
    return {tongue: reviewed_text(reader, topic.key, tongue) for tongue in TONGUES}


def _one_each(events: Sequence[Event]) -> list[Event]:
    """The last that happened to each difference or outlet; what is new in that time and still there is told as new."""
    last: dict[tuple[str | None, str | None], Event] = {}
    for event in events:
        name = (event.finding_id, event.outlet)
        before = last.get(name)
        is_new = before is not None and before.happening == "opened" and event.happening in ("worsened", "reopened")
        last[name] = replace(event, happening="opened") if is_new else event
    return list(last.values())


def count_outlets(reader: Reader, run_id: str) -> tuple[int, int]:
    """How many outlets a run could read, and how many it asked."""
    row = reader.query(
        "select count(*) filter (where trouble = ''), count(*) from stored.outlet_state where run_id = $1", [run_id]
    ).rows[0]
    return int(str(row[0])), int(str(row[1]))


def _worst_first(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.happening == "resolved", -event.severity, event.key))


def _caution(tongue: Tongue, reviewed: str | None = None) -> str:
    """What every message ends with: who compared, who has reviewed it, what it is not."""
    said = reviewed or _UNREVIEWED[tongue]
    return _CAUTION[tongue].format(f"{said[0].lower()}{said[1:]}")


def _title(topic: Topic, tongue: Tongue) -> str:
    return topic.title.get(tongue) or next(iter(topic.title.values()), topic.key)


def _head(event: Event, tongue: Tongue) -> str:
    """ "new, large gap: Reports differ, reason unknown"; an outlet's own state has no gap."""
    happening = word("happening", event.happening, tongue)
    if event.type is None:
        return f"{event.outlet_name} {happening}" if tongue == "en" else f"{happening}: {event.outlet_name}"
    gap = word("gap", str(event.severity), tongue)
    kind = word("type", event.type, tongue)
    return f"{happening}, {gap} ({kind[0].lower()}{kind[1:]})"


def _text(event: Event, tongue: Tongue) -> str:
    return event.text_en if tongue == "en" else event.text_vi
