"""Topics: a file of seeds/topics/ (or any TOML file) -> `Topic`.

Every mistake of a file is told at once, with file and key. docs/add-a-topic.md explains the keys.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sources.errors import SeedError, UsageError
from sources.figures.interval import is_counted, quantity_of
from sources.figures.tables import read_table
from sources.hosts import is_host
from sources.model import (
    VIETNAM,
    Alerts,
    Claim,
    Hedge,
    Metric,
    MetricKind,
    MetricPeriod,
    Party,
    Quantity,
    RateCap,
    Relation,
    Schedule,
    Subject,
    Topic,
)
from sources.outlets import OUTLETS
from sources.seeds import Table

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_EPOCH = date(1970, 1, 1)
_KEY = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")  # what names files, addresses and Prefect's artifacts
_KINDS = get_args(MetricKind)
_HEDGES = get_args(Hedge)
_PERIODS = get_args(MetricPeriod)
_TARGET = re.compile(r"file:(?!/|.*\.\./)[^:]+|webhook:(https?://\S+|\$\w+)|mail:[^@\s]+@[^@\s]+")
_TARGETS = '"file:NAME" in the data folder, "webhook:https://…", "webhook:$NAME" (of the environment) or "mail:ADDRESS"'


def topic_keys(folders: Sequence[Path] = (SEEDS / "topics",)) -> tuple[str, ...]:
    """The keys of the topics that there are files for, sorted, those of the first folder first."""
    return tuple(
        dict.fromkeys(key for folder in folders for key in sorted(file.stem for file in folder.glob("*.toml")))
    )


def find_topic(name: str, folders: Sequence[Path] = (SEEDS / "topics",)) -> Path:
    """The file of a topic, by path or by key, in the first folder that has it. Raises UsageError naming the topics
    there are."""
    if name.endswith(".toml") or "/" in name:
        if Path(name).is_file():
            return Path(name)
        raise UsageError(f"{name}: no such topic file")
    for folder in folders:
        if (folder / f"{name}.toml").is_file():
            return folder / f"{name}.toml"
    known = ", ".join(topic_keys(folders)) or "none yet"
    raise UsageError(f"unknown topic {name!r}; there are: {known} (or give the path of a TOML file)")


def load_topic(file: Path) -> Topic:
    """The topic of a file. Raises SeedError with every mistake in it."""
    root = Table.open(file)
    if root.whole("schema") != 1:
        root.note("schema", "expected 1")
    key = root.needed("key")
    if key and not _KEY.fullmatch(key):
        root.note("key", f'expected letters from A to Z and digits, with "-" between them, found {key!r}')
    zone = _zone(root)
    since = root.moment("since", zone)
    until = root.moment("until", zone, end=True)
    if since and until and until < since:
        root.note("until", f"lies before since ({since.date()})")
    metrics = tuple(_metric(table) for table in root.tables("metric"))
    subjects = tuple(_subject(table, zone) for table in root.tables("subject"))
    _check_unique(root, "metric", (metric.key for metric in metrics))
    _check_unique(root, "subject", (subject.key for subject in subjects))
    expect = root.table("expect")
    topic = Topic(
        key=key,
        title=root.by_language("title", required=True),
        timezone=zone,
        since=since,
        until=until,
        outlets=_outlets(root, "outlets"),
        queries=root.lists_by_language("queries"),
        subjects=subjects,
        metrics=metrics,
        relations=tuple(_relation(table, {metric.key for metric in metrics}) for table in root.tables("relation")),
        parties=tuple(_party(table) for table in root.tables("party")),
        claims=tuple(_claim(table, zone, subjects, metrics) for table in root.tables("claim")),
        schedule=_schedule(root),
        alerts=_alerts(root),
        expect_outlets=expect.whole("outlets", 0) if expect else 0,
        expect_figures=expect.whole("figures", 0) if expect else 0,
        digest=hashlib.sha256(file.read_bytes()).hexdigest(),
    )
    if expect:
        expect.close()
    if not subjects:
        root.note("subject", "is missing; expected at least one [[subject]]")
    if not metrics:
        root.note("metric", "is missing; expected at least one [[metric]]")
    _check_unique(root, "claim", (claim.claim_id for claim in topic.claims))
    root.close()
    if root.mistakes:
        raise SeedError(root.mistakes)
    return topic


def _zone(root: Table) -> ZoneInfo:
    name = root.text("timezone") or str(VIETNAM)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        root.note("timezone", f"expected a time zone such as Asia/Ho_Chi_Minh, found {name!r}")
        return VIETNAM


def _outlets(table: Table, key: str, *, with_hosts: bool = False) -> tuple[str, ...]:
    """Keys of outlets; `with_hosts`: or the host of one that no list has, whose pages can be held but not asked for."""
    found = table.texts(key)
    for outlet in found:
        if outlet not in OUTLETS and not (with_hosts and is_host(outlet)):
            table.note(key, f"unknown outlet {outlet!r}; `doichieu outlets` lists them")
    return found


def _check_unique(root: Table, kind: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            root.note(kind, f"{key!r} is there twice")
        seen.add(key)


def _subject(table: Table, zone: ZoneInfo) -> Subject:
    subject = Subject(
        key=table.needed("key"),
        name=table.needed("name"),
        names=table.lists_by_language("names", required=True),
        descriptions=table.lists_by_language("descriptions"),
        main=table.flag("main"),
        started=table.moment("started", zone),
        ended=table.moment("ended", zone, end=True),
    )
    table.close()
    return subject


def _metric(table: Table) -> Metric:
    cap = table.table("rate_cap")
    plausible = table.numbers("plausible")
    if plausible and (len(plausible) != 2 or plausible[0] > plausible[1]):
        table.note("plausible", 'expected ["least", "most"]')
        plausible = ()
    near = table.text("near")
    if near is not None and not (near.endswith("d") and near[:-1].isdigit()):
        table.note("near", f'expected a number of days such as "1d", found {near!r}')
        near = None
    metric = Metric(
        key=table.needed("key"),
        name=table.by_language("name"),
        kind=cast("MetricKind", table.choice("kind", _KINDS)),
        unit=_unit_called(table.needed("unit")),
        cues=table.lists_by_language("cues"),
        nouns=table.lists_by_language("nouns"),
        plausible=(plausible[0], plausible[1]) if plausible else None,
        period=cast("MetricPeriod", table.choice("period", _PERIODS, "none")),
        rate_cap=_rate_cap(cap) if cap else None,
        near_days=Decimal(near[:-1]) if near else None,
        revisable=table.flag("revisable"),
        weight=table.number("weight") or Decimal(1),
    )
    table.close()
    return metric


@cache
def unit_names() -> dict[str, str]:
    """By what a unit is called or written as ("ha", "%", "tấn"): its name, by which figures go. What is counted goes by
    the topic's own word, of which one alone ("case", "person") is called as several are."""
    units = read_table("units")
    tables = [units["sign"], *(read_table(code)["unit"] for code in ("en", "vi"))]
    held = [(name, words) for table in tables for name, words in table.items() if not is_counted(name)]
    one = {single: name for table in tables for name in table if is_counted(name) for single in _singular(name)}
    measures = {word: name for name, words in held for word in words if not any(word in table for table in tables)}
    return {**one, **units["one"], **measures}


@cache
def _pieces() -> dict[str, str]:
    """By how a piece that a price is of is written behind a stroke ("lít", "oz"): its name, by which figures go."""
    tables = [read_table(code)["per_unit"] for code in ("en", "vi")]
    return {word[1:]: name for table in tables for name, words in table.items() for word in words if word[0] == "/"}


def _unit_called(text: str) -> str:
    """The name of a unit, or of a price ("đồng/lít"), by which figures go."""
    amount, stroke, piece = text.partition("/")
    amount, piece = amount.strip(), piece.strip()
    names = unit_names()
    return f"{names.get(amount, amount)}/{_pieces().get(piece.lower(), piece)}" if stroke else names.get(text, text)


def _singular(name: str) -> Iterator[str]:
    if name.endswith("ies"):
        yield f"{name[:-3]}y"
    elif name.endswith("s"):
        yield from (name[:-1], name[:-2]) if name.endswith("es") else (name[:-1],)


def unheard_units(topic: Topic) -> Iterator[tuple[str, str]]:
    """The metrics, with their units, that no number is read in: no word of the tables makes them, and none of their
    own."""
    tables = [read_table("units")[part] for part in ("sign", "money")]
    tables += [read_table(code)["unit"] for code in ("en", "vi")]
    known = {name for table in tables for name in table} | {"date", "rank", "words"}
    pieces = {"", *_pieces().values()}
    for metric in topic.metrics:
        amount, _, piece = metric.unit.partition("/")
        if not any(metric.nouns.values()) and (amount not in known or piece not in pieces):
            yield metric.key, metric.unit


def _rate_cap(table: Table) -> RateCap | None:
    value = table.number("value")
    table.choice("per", ("day",))
    if value is None:
        table.note("value", "is missing; expected the most that can be added a day")
    table.close()
    return None if value is None else RateCap(value=value, per="day")


def _relation(table: Table, metrics: set[str]) -> Relation:
    kind = table.choice("kind", ("sum", "ratio"))
    total = table.text("total", required=kind == "sum")
    parts = table.texts("parts", required=kind == "sum")
    of = table.texts("of", required=kind == "ratio")
    band = table.numbers("band")
    for key in (*((total,) if total else ()), *parts, *of):
        if key not in metrics:
            table.note("kind", f"names an unknown metric {key!r}")
    if kind == "ratio" and len(of) != 2:
        table.note("of", "expected two metrics: the first divided by the second")
    if band and (len(band) != 2 or band[0] > band[1]):
        table.note("band", 'expected ["least", "most"]')
        band = ()
    table.close()
    return Relation(
        kind="sum" if kind == "sum" else "ratio",
        total=total,
        parts=parts,
        of=of,
        band=(band[0], band[1]) if band else None,
    )


def _party(table: Table) -> Party:
    key = table.needed("key")
    party = Party(key=key, names=(key, *table.texts("names")), group=table.text("group"))
    table.close()
    return party


def _claim(table: Table, zone: ZoneInfo, subjects: tuple[Subject, ...], metrics: tuple[Metric, ...]) -> Claim:
    metric_key = table.text("metric")
    subject = table.text("subject")
    metric = next((metric for metric in metrics if metric.key == metric_key), None)
    if metric_key is not None and metric is None:
        table.note("metric", f"unknown metric {metric_key!r}")
    if subject is not None and subject not in {each.name for each in subjects}:
        table.note("subject", f"unknown subject {subject!r}; use the subject's name")
    claim = Claim(
        claim_id=table.needed("id"),
        text=table.by_language("text", required=True),
        by=table.text("by"),
        published=table.period("published", zone),
        subject=subject,
        metric=metric_key,
        quantity=_quantity(table, metric),
        period=table.period("period", zone),
        as_of=table.period("as_of", zone),
        credits=_outlets(table, "credits", with_hosts=True),
        quote=table.text("quote"),
    )
    if claim.quantity is not None and metric_key is None:
        table.note("metric", "is missing; expected the metric that the value is of")
    table.close()
    return claim


def _quantity(table: Table, metric: Metric | None) -> Quantity | None:
    """The claimed quantity: an exact number, or a day for metrics of kind date."""
    hedge = cast("Hedge", table.choice("hedge", _HEDGES, "bare"))
    unit = table.text("unit") or (metric.unit if metric else "")
    if metric is not None and metric.kind == "date":
        day = table.period("value", VIETNAM)
        if day is None or day.start is None:
            return None
        value = Decimal((day.start.date() - _EPOCH).days)
        return quantity_of(value, unit="date", hedge=hedge)
    amount = table.number("value")
    return None if amount is None else quantity_of(amount, unit=unit, hedge=hedge)


def _schedule(root: Table) -> Schedule | None:
    table = root.table("schedule")
    if table is None:
        return None
    schedule = Schedule(cron=table.needed("cron"), catch_up=table.flag("catch_up", True))
    if len(schedule.cron.split()) != 5:
        table.note("cron", f'expected five fields such as "0 7,19 * * *", found {schedule.cron!r}')
    table.close()
    return schedule


def _alerts(root: Table) -> Alerts:
    table = root.table("alerts")
    if table is None:
        return Alerts()
    alerts = Alerts(
        min_severity=table.whole("min_severity", 2),
        mode="digest" if table.choice("mode", ("each", "digest"), "each") == "digest" else "each",
        targets=table.texts("targets"),
    )
    for target in alerts.targets:
        if not _TARGET.fullmatch(target):
            table.note("targets", f"expected {_TARGETS}; found {target!r}")
    table.close()
    return alerts
