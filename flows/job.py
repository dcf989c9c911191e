"""The main job's steps as plain functions: prepare, load, verify, report. `flows.collect` gives them to Prefect."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flows.gather import Harvest
from flows.health import find_alarms
from flows.rereading import read_again
from flows.settings import Settings, code_version
from sources.figures import READER_VERSION
from sources.figures.interval import SETTINGS
from sources.lines import dumps
from sources.model import Page, Topic
from sources.outlets import OUTLETS
from warehouse import open_published, open_warehouse
from warehouse.carry import carry_forward, is_concluded, resting_on
from warehouse.connection import Warehouse
from warehouse.events import record_events
from warehouse.held import Held, read_held
from warehouse.load import (
    OutletCoverage,
    Run,
    finish_run,
    following,
    load_captures,
    load_coverage,
    load_reads,
    load_topic_rows,
)
from warehouse.report import write_reports
from warehouse.review import restore_reviews
from warehouse.sent import restore_sent
from warehouse.verify import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run came to."""

    run_id: str
    topic: str
    report: Path | None
    articles: int
    figures: int
    findings: int
    severe: int
    refuted: int
    asked: int
    reached: int
    short: str = ""  # what fell below the topic's expectations
    problems: tuple[str, ...] = ()
    told: Mapping[str, int] = field(default_factory=dict)  # alerts sent, by target
    undelivered: tuple[str, ...] = ()  # targets that could not be told; what was due stays due
    alarms: tuple[str, ...] = ()  # outlets whose pages can't be read as they used to


def replay_run(topic: Topic, pages: Sequence[Page], since: datetime | None, until: datetime | None) -> Run:
    """A run whose identity and time follow from its inputs alone."""
    content = "\n".join(sorted(f"{page.url} {page.captured_at.isoformat()} {page.digest}" for page in pages))
    key = "\n".join((topic.key, topic.digest, code_version(), str(READER_VERSION), str(since), str(until), content))
    return Run(
        run_id=hashlib.sha256(key.encode()).hexdigest()[:16],
        topic=topic.key,
        kind="replay",
        made_at=max(page.captured_at for page in pages),
        code_version=code_version(),
        topic_digest=topic.digest,
        since=since,
        until=until,
        settings=_settings(),
    )


def live_run(topic: Topic, now: datetime, since: datetime | None, until: datetime | None) -> Run:
    return Run(
        run_id=hashlib.sha256(f"{topic.key}|{now.isoformat()}".encode()).hexdigest()[:16],
        topic=topic.key,
        kind="live",
        made_at=now.replace(microsecond=0),
        code_version=code_version(),
        topic_digest=topic.digest,
        since=since,
        until=until,
        settings=_settings(),
    )


def _settings() -> str:
    return dumps(
        {"about_steps": SETTINGS.about_steps, "round_cap": SETTINGS.round_cap, "exact_share": SETTINGS.exact_share}
    )


def held_captures(settings: Settings, topic: Topic) -> Held:
    """What the warehouse holds already, with its places in the archive: as published, which is the quickest to open.
    What was loaded and not published is met again, and loading it again changes nothing. Where nothing is published the
    warehouse itself is asked: it knows what was withdrawn, which a copy that somebody deleted no longer tells. Call it
    before the warehouse is opened."""
    if (settings.data / "published.duckdb").exists():
        with open_published(settings.data) as reader:
            return read_held(reader, topic)
    if settings.lake is None and not (settings.data / "warehouse.duckdb").exists():
        return Held()
    with open_warehouse(settings.data, settings.wait_seconds, settings.lake) as warehouse:
        return read_held(warehouse, topic)


def load_and_verify(settings: Settings, topic: Topic, run: Run, harvests: Iterable[Harvest]) -> tuple[int, int]:
    """One transaction: everything of a run, or nothing. Gives the number of articles and figures about the topic."""
    held = list(harvests)
    with open_warehouse(settings.data, settings.wait_seconds, settings.lake) as warehouse:
        with warehouse.transaction():
            load_topic_rows(warehouse, topic)
            load_captures(warehouse, (capture for harvest in held for capture in harvest.captures))
            load_reads(warehouse, topic, [read for harvest in held for read in harvest.reads])
            coverage = [row for harvest in held for row in harvest.coverage]
            load_coverage(warehouse, run, coverage)
            alarms = find_alarms(capture for harvest in held for capture in harvest.captures)
            conclude(settings, warehouse, topic, run, coverage, alarms)
        counted = _count(warehouse, topic)
        warehouse.publish()
    return counted


def conclude(
    settings: Settings,
    warehouse: Warehouse,
    topic: Topic,
    run: Run,
    coverage: Sequence[OutletCoverage] = (),
    alarms: Mapping[str, str] | None = None,
) -> None:
    """Findings, verdicts and events of what is loaded, and the run's own row; inside a transaction. What rests on the
    same readings, seeds and code as the run before is taken over from it; the same run once more changes nothing."""
    restore_reviews(warehouse, settings.data)
    restore_sent(warehouse, settings.data)
    read_again(warehouse, settings.archive, topic)
    made = resting_on(warehouse, topic, following(warehouse, run))
    if is_concluded(warehouse, made):
        return
    if not carry_forward(warehouse, topic, made):
        verify(warehouse, topic, made, OUTLETS)
    finish_run(warehouse, made, "finished")
    record_events(warehouse, topic, made, coverage, alarms or {})


def _count(warehouse: Warehouse, topic: Topic) -> tuple[int, int]:
    row = warehouse.query("select count(distinct article_id), count(*) from figure where topic = $1", [topic.key]).rows[
        0
    ]
    return int(str(row[0])), int(str(row[1]))


def make_report(settings: Settings, topic: Topic) -> Path:
    """The reports of a topic, from what is published."""
    with open_published(settings.data) as reader:
        return write_reports(reader, topic, settings.reports)


def nothing_reached(run: Run, harvests: Sequence[Harvest]) -> Summary:
    """Of a run that no outlet answered: nothing was loaded, nothing is concluded."""
    coverage = [row for harvest in harvests for row in harvest.coverage]
    return Summary(
        run_id=run.run_id,
        topic=run.topic,
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


def summarise(
    settings: Settings,
    topic: Topic,
    run: Run,
    harvests: Sequence[Harvest],
    report: Path,
    counted: tuple[int, int],
    alarms: Mapping[str, str],
) -> Summary:
    """What a run came to, from what is published."""
    with open_published(settings.data) as reader:
        findings = reader.records("select severity from discrepancy where topic = $1", topic.key)
        verdicts = reader.records("select verdict from verdict where topic = $1", topic.key)
    coverage = [row for harvest in harvests for row in harvest.coverage]
    reading = {row.outlet for row in coverage if row.figures}
    figures = sum(row.figures for row in coverage)
    short = ""
    if len(reading) < topic.expect_outlets or figures < topic.expect_figures:
        short = (
            f"{figures} figures of {len(reading)} outlets; the topic expects at least {topic.expect_figures} of "
            f"{topic.expect_outlets}: a broken run rather than a quiet day"
        )
    return Summary(
        run_id=run.run_id,
        topic=topic.key,
        report=report,
        articles=counted[0],
        figures=counted[1],
        findings=len(findings),
        severe=sum(int(str(row["severity"])) >= 2 for row in findings),
        refuted=sum(row["verdict"] == "refuted" for row in verdicts),
        asked=len(coverage),
        reached=sum(harvest.reached for harvest in harvests),
        short=short,
        problems=tuple(f"{row.outlet_name}: {row.note}" for row in coverage if row.note),
        alarms=tuple(f"{outlet}: {trouble}" for outlet, trouble in alarms.items()),
    )
