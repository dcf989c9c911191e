"""What a run brought that somebody may want to be told: differences opened, worsened, reopened or resolved, and outlets
that can't be read any more. Stored with the run that found it, so that an alert is due until it was sent.

An event's key names what happened, never the run: the same run again, or a rebuild, makes no new event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sources.model import VIETNAM, Topic
from warehouse.connection import Reader, Warehouse
from warehouse.load import OutletCoverage, Run, insert

Happening = Literal["opened", "worsened", "reopened", "resolved", "unreadable", "readable"]
ENOUGH = 3  # pages of an outlet, below which nothing is concluded from none being read

_COLUMNS = (
    "topic",
    "key",
    "run_id",
    "happened_at",
    "happening",
    "finding_id",
    "outlet",
    "outlet_name",
    "type",
    "severity",
    "severity_before",
    "text_en",
    "text_vi",
)

# What differs between a run's findings and those of the runs concluded before it. Simulated pages make no event.
_CHANGES = """
with earlier as (
    select run_id, row_number() over (order by concluded desc, made_at desc, run_id desc) as back from stored.run
    where topic = $topic and state = 'finished'
        and concluded < (select concluded from stored.run where run_id = $run)
),
past as (
    select finding_id, max(severity) as worst, bool_or(back = 1) as in_last
    from stored.finding inner join earlier using (run_id)
    where severity > 0 and not is_simulated
    group by all
),
last_found as (
    select finding.*, md5((
        select string_agg(figure_id, ',' order by figure_id) from stored.evidence as e
        where e.run_id = finding.run_id and e.finding_id = finding.finding_id
    )) as digest
    from stored.finding inner join earlier using (run_id)
    where back = 1 and severity > 0 and not is_simulated
),
now_found as (
    select finding.*, md5((
        select string_agg(figure_id, ',' order by figure_id) from stored.evidence as e
        where e.run_id = finding.run_id and e.finding_id = finding.finding_id
    )) as digest
    from stored.finding where run_id = $run and topic = $topic and severity > 0 and not is_simulated
),
judged as (
    select finding_id, state from difference where run_id = $run
)
select
    case
        when past.finding_id is null then 'opened'
        when judged.state in ('accepted', 'rejected', 'explained') then null
        when not past.in_last or (judged.state = 'reopened' and now_found.digest <> last_found.digest) then 'reopened'
        when now_found.severity > past.worst then 'worsened'
    end as happening,
    now_found.finding_id, now_found.type, now_found.severity, past.worst as severity_before, now_found.digest,
    now_found.explanation_en, now_found.explanation_vi
from now_found
left join past using (finding_id)
left join judged using (finding_id)
left join last_found using (finding_id)
union all
select 'resolved', finding_id, type, severity, severity, digest, explanation_en, explanation_vi
from last_found where finding_id not in (select finding_id from now_found)
"""

_LAST_STATE = """
select outlet, arg_max(trouble, concluded) as trouble
from stored.outlet_state inner join stored.run using (run_id)
where stored.run.topic = $topic and kind = 'live'
    and concluded < (select concluded from stored.run where run_id = $run)
group by all
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened in a run. `severity_before` is the worst there was before; `finding_id` or `outlet` says
    what it happened to."""

    topic: str
    key: str
    run_id: str
    happened_at: datetime
    happening: Happening
    severity: int
    severity_before: int | None = None
    finding_id: str | None = None
    outlet: str | None = None
    outlet_name: str | None = None
    type: str | None = None
    text_en: str
    text_vi: str

    @property
    def is_new(self) -> bool:
        """Whether somebody is told of it at once; the rest stands in digests."""
        return self.happening in ("opened", "worsened", "reopened", "unreadable")


def record_events(
    warehouse: Warehouse, topic: Topic, run: Run, coverage: Iterable[OutletCoverage], alarms: Mapping[str, str]
) -> None:
    """Store what a finished run brought; called once its findings and its own row are stored."""
    given = {"topic": topic.key, "run": run.run_id}
    events = [*_changes(warehouse, topic, run, given), *_outlets(warehouse, topic, run, coverage, alarms, given)]
    rows = [tuple(getattr(event, column) for column in _COLUMNS) for event in events]
    insert(warehouse, "event", _COLUMNS, rows)


def _changes(warehouse: Warehouse, topic: Topic, run: Run, given: Mapping[str, object]) -> list[Event]:
    found = warehouse.connection.execute(_CHANGES, dict(given)).fetchall()
    events = []
    for happening, finding, kind, severity, before, digest, text_en, text_vi in found:
        if happening is None:
            continue
        tail = {"opened": "", "worsened": f":{severity}"}.get(happening, f":{digest}")
        events.append(
            Event(
                topic=topic.key,
                key=f"{happening}:{finding}{tail}",
                run_id=run.run_id,
                happened_at=run.made_at,
                happening=happening,
                finding_id=finding,
                type=kind,
                severity=severity,
                severity_before=before,
                text_en=text_en,
                text_vi=text_vi,
            )
        )
    return events


def _outlets(
    warehouse: Warehouse,
    topic: Topic,
    run: Run,
    coverage: Iterable[OutletCoverage],
    alarms: Mapping[str, str],
    given: Mapping[str, object],
) -> list[Event]:
    """Outlets whose state is another than when they were last asked; the states are stored."""
    troubles = {row.outlet: (row.outlet_name, _trouble(row, alarms)) for row in coverage if row.asked}
    before = dict(warehouse.connection.execute(_LAST_STATE, dict(given)).fetchall())
    insert(
        warehouse,
        "outlet_state",
        ("run_id", "topic", "outlet", "trouble"),
        [(run.run_id, topic.key, outlet, trouble) for outlet, (_, trouble) in sorted(troubles.items())],
    )
    if run.kind != "live":
        return []  # pages at hand say nothing about the outlet of today
    day = run.made_at.astimezone(VIETNAM).date()
    return [
        Event(
            topic=topic.key,
            key=f"{'unreadable' if trouble else 'readable'}:{outlet}:{day}",
            run_id=run.run_id,
            happened_at=run.made_at,
            happening="unreadable" if trouble else "readable",
            outlet=outlet,
            outlet_name=name,
            severity=3 if trouble else 0,
            text_en=f"{name}: {trouble}" if trouble else f"{name} can be read again",
            text_vi=f"{name}: không đọc được như trước ({trouble})" if trouble else f"{name}: đã đọc lại được",
        )
        for outlet, (name, trouble) in sorted(troubles.items())
        if bool(trouble) != bool(before.get(outlet))
    ]


def _trouble(row: OutletCoverage, alarms: Mapping[str, str]) -> str:
    """What is wrong with an outlet, empty when nothing is."""
    if row.outlet in alarms:
        return alarms[row.outlet]
    reason = f": {row.note}" if row.note else ""
    if not row.reached:
        return f"could not be reached{reason}"
    lost = row.gated + row.paywalled + row.failed
    if not row.read and lost >= ENOUGH:
        return f"none of {lost} pages could be read{reason}"
    return ""


def read_events(reader: Reader, topic: Topic) -> list[Event]:
    """The events of a topic, oldest first, worst first among those of one run."""
    rows = reader.records(
        f"select {', '.join(_COLUMNS)} from stored.event where topic = $1 "
        "order by happened_at, run_id, severity desc, key",
        topic.key,
    )
    return [Event(**row) for row in rows]  # type: ignore[arg-type]
