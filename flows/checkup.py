"""A look at an installation: settings, data folder, warehouse, archive, topics, schedules, alerts."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from flows.known import known_keys, known_topic
from flows.settings import Settings, code_version
from flows.targets import open_target
from sources import compiled
from sources.errors import DoichieuError, SeedError
from sources.figures import READER_VERSION
from sources.model import Topic
from sources.replay import Firsts, replay
from warehouse import open_published
from warehouse.connection import Reader
from warehouse.sent import FILE as JOURNAL

LEAST_SPACE = 1_000_000_000  # bytes
STALE = timedelta(days=2)  # of a topic that has a schedule
PATIENCE = 3.0  # seconds for an answer on the network


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at. `do` is empty where all is well."""

    state: Literal["fine", "look", "broken"]
    about: str
    seen: str
    do: str = ""


_READER = {
    "compiled": Sign("fine", "reader", "compiled"),
    "plain": Sign("fine", "reader", "runs as written; scripts/compile makes it about one and a half times as fast"),
    "stale": Sign("broken", "reader", "what runs was compiled from another text of it", "scripts/compile, or --clean"),
}


def check_up(settings: Settings, *, now: datetime, quick: bool) -> list[Sign]:
    """Everything there is to say, what is broken first. `quick` asks nothing on the network and reads no archive."""
    signs = [
        *_settings(settings),
        *_folder(settings.data),
        *_topics(settings),
        *_published(settings, now),
        *_alerts(settings),
    ]
    if not quick:
        signs += [*_archive(settings), *_network(settings)]
    return sorted(signs, key=lambda sign: ("broken", "look", "fine").index(sign.state))


def _settings(settings: Settings) -> Iterator[Sign]:
    yield Sign("fine", "version", f"doichieu {code_version()}, reader {READER_VERSION}")
    yield _READER[compiled.state()]
    if settings.contact:
        yield Sign("fine", "DOICHIEU_CONTACT", settings.contact)
    else:
        yield Sign(
            "look", "DOICHIEU_CONTACT", "not set", "set an address that outlets can write to; it goes with each request"
        )
    if settings.lake is not None:
        yield Sign("fine", "DOICHIEU_LAKE", f"the warehouse is a lake; files in {settings.lake.files}")


def _folder(data: Path) -> Iterator[Sign]:
    if not data.exists():
        yield Sign("look", "data folder", f"{data} is not there", "doichieu run TOPIC makes it, or set DOICHIEU_DATA")
        return
    if not os.access(data, os.W_OK):
        yield Sign("broken", "data folder", f"{data} cannot be written", "choose another with --data")
    free = shutil.disk_usage(data).free
    held = sum(file.stat().st_size for file in data.rglob("*") if file.is_file())
    seen = f"{data}: {held / 1e6:,.0f} MB held, {free / 1e9:,.1f} GB free"
    yield Sign("fine", "disk", seen) if free > LEAST_SPACE else Sign("broken", "disk", seen, "make room")


def _topics(settings: Settings) -> Iterator[Sign]:
    for key in known_keys(settings):
        try:
            topic = known_topic(settings, key)
        except SeedError as error:
            yield Sign("broken", f"topic {key}", error.mistakes[0], f"doichieu topics validate {key}")
            continue
        cron = f"schedule {topic.schedule.cron}" if topic.schedule else "no schedule"
        yield Sign("fine", f"topic {key}", f"{len(topic.subjects)} subjects, {len(topic.metrics)} metrics, {cron}")


def _published(settings: Settings, now: datetime) -> Iterator[Sign]:
    path = settings.data / "published.duckdb"
    if not path.exists():
        is_gone = (settings.data / "warehouse.duckdb").exists()
        seen = f"{path.name} is not there, though warehouse.duckdb is" if is_gone else "nothing was published yet"
        yield Sign("look", "warehouse", seen, "doichieu run TOPIC")
        return
    try:
        with open_published(settings.data) as reader:
            size = f"{path.stat().st_size / 1e6:,.0f} MB"
            yield Sign("fine", "warehouse", f"{path.name}, {size}")
            yield from _runs(reader, settings, now)
            yield from _evidence(reader, settings.archive)
            yield from _outlets(reader)
    except DoichieuError as error:
        yield Sign("broken", "warehouse", str(error), "move it away; doichieu run TOPIC --replay DATA/archive")


def _evidence(reader: Reader, archive: Path) -> Iterator[Sign]:
    """Whether the records that figures were read from can still be there."""
    rows = reader.query(
        "select warc_file, max(warc_offset + warc_length) from stored.capture where warc_file is not null "
        "group by all order by 1"
    ).rows
    sizes = {str(file): int(str(end)) for file, end in rows}
    lost = [f for f, end in sizes.items() if not (archive / f).is_file() or (archive / f).stat().st_size < end]
    if lost:
        seen = f"{len(lost)} of {len(sizes)} files are gone or cut short, such as {lost[0]}"
        yield Sign("broken", "evidence", seen, f"bring them back to {archive}; a verdict leads to bytes in them")
    elif sizes:
        yield Sign("fine", "evidence", f"{len(sizes)} archive files, as long as the warehouse says")


def _runs(reader: Reader, settings: Settings, now: datetime) -> Iterator[Sign]:
    rows = reader.records(
        "select run.* from stored.run as run inner join latest_run using (topic, run_id) order by topic"
    )
    for row in rows:
        key, made_at = str(row["topic"]), row["made_at"]
        assert isinstance(made_at, datetime)
        age = now - made_at
        seen = f"newest run {made_at:%Y-%m-%d %H:%M} UTC ({row['kind']})"
        topic = _topic(settings, key)
        if topic is None:
            yield Sign("look", f"run of {key}", f"{seen}; no topic file of that key", "nothing, if it lies elsewhere")
        elif row["topic_digest"] != topic.digest:
            yield Sign("look", f"run of {key}", f"{seen}; the topic file has changed since", f"doichieu run {key}")
        elif row["reader_version"] != READER_VERSION:
            yield Sign("look", f"run of {key}", f"{seen}; by an older reader", f"doichieu run {key}")
        elif topic.schedule is not None and row["kind"] == "live" and age > STALE:
            yield Sign("look", f"run of {key}", f"{seen}; it has a schedule", "is `doichieu serve` running?")
        else:
            yield Sign("fine", f"run of {key}", seen)


def _topic(settings: Settings, key: str) -> Topic | None:
    try:
        return known_topic(settings, key)
    except DoichieuError:
        return None


def _outlets(reader: Reader) -> Iterator[Sign]:
    rows = reader.query(
        "select outlet, trouble from stored.outlet_state inner join latest_run using (topic, run_id) "
        "where trouble <> '' order by outlet"
    ).rows
    for outlet, trouble in rows:
        yield Sign("look", f"outlet {outlet}", str(trouble), "doichieu outlets --check")


def _alerts(settings: Settings) -> Iterator[Sign]:
    for key in known_keys(settings):
        topic = _topic(settings, key)
        for name in topic.alerts.targets if topic else ():
            try:
                open_target(name, settings, None)
            except DoichieuError as error:
                yield Sign("broken", f"alerts of {key}", str(error), "docs/schedule.md names the settings")
            else:
                yield Sign("fine", f"alerts of {key}", name)
    if (settings.data / JOURNAL).exists():
        yield Sign("fine", "alerts sent", f"{JOURNAL} (keep it when you rebuild)")


def _archive(settings: Settings) -> Iterator[Sign]:
    files = sorted(settings.archive.glob("*.warc.gz"))
    if not files:
        yield Sign("look", "archive", f"no WARC file in {settings.archive}", "doichieu run TOPIC, add or backfill")
        return
    pages = broken = 0
    firsts = Firsts(files[::-1])
    for file in files:
        try:
            for page in replay(file, firsts):
                pages += not page.problem
                broken += bool(page.problem)
                if page.problem:
                    what = f"{page.url}: {page.problem}"
                    yield Sign("broken", f"archive {file.name}", what, "the next run sets a torn end aside")
        except DoichieuError as error:
            yield Sign("broken", f"archive {file.name}", str(error), "the next run sets a torn end aside")
    said = "all readable" if not broken else f"{broken:,} records are not readable"
    yield Sign(
        "fine" if not broken else "look", "archive", f"{len(files)} files, {pages:,} captures with a body, {said}"
    )


def _network(settings: Settings) -> Iterator[Sign]:
    address = os.environ.get("PREFECT_API_URL", "")
    if not address:
        yield Sign("fine", "Prefect server", "none named: runs bring their own, schedules need one or cron")
    elif _answers(address):
        yield Sign("fine", "Prefect server", address)
    else:
        yield Sign("broken", "Prefect server", f"{address} does not answer", "prefect server start")
    if settings.smtp:
        host = urlsplit(settings.smtp).hostname or "?"
        if _answers(settings.smtp):
            yield Sign("fine", "DOICHIEU_SMTP", host)
        else:
            yield Sign("broken", "DOICHIEU_SMTP", f"{host} does not answer", "check host and port")


def _answers(address: str) -> bool:
    """Whether somebody listens there."""
    parts = urlsplit(address)
    port = parts.port or {"https": 443, "http": 80, "smtps": 465, "smtp": 25}.get(parts.scheme, 80)
    try:
        with socket.create_connection((parts.hostname or "localhost", port), PATIENCE):
            return True
    except OSError:
        return False
