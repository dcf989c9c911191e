"""Rows in: append-only, by natural key, many at once. Loading the same again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sources.captures import Capture, Read
from sources.figures import READER_VERSION
from sources.model import Topic
from warehouse.connection import Warehouse


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCoverage:
    """How one outlet was covered in one run. `reached` is whether it answered at all."""

    outlet: str
    outlet_name: str
    asked: int = 0
    fetched: int = 0
    read: int = 0
    gated: int = 0
    paywalled: int = 0
    failed: int = 0
    about_topic: int = 0
    figures: int = 0
    unread: int = 0
    note: str = ""
    reached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the main job over one topic."""

    run_id: str
    topic: str
    kind: str
    made_at: datetime
    code_version: str
    topic_digest: str
    since: datetime | None = None
    until: datetime | None = None
    settings: str = "{}"


def insert(warehouse: Warehouse, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Append rows to a stored table; rows whose key is there already are left as they are. Gives how many were new."""
    held = list(rows)
    if not held:
        return 0
    types = dict(
        warehouse.connection.execute(
            "select column_name, data_type from duckdb_columns() where schema_name = 'stored' and table_name = $1",
            [table],
        ).fetchall()
    )
    values = ", ".join(f"unnest(${place}::{types[column]}[]) as {column}" for place, column in enumerate(columns, 1))
    lists = [[plain(value) for value in column] for column in zip(*held, strict=True)]
    into = f"insert into stored.{table} ({', '.join(columns)})"
    if warehouse.keys is None:
        found = warehouse.connection.execute(f"{into} select {values} on conflict do nothing", lists).fetchall()
        return int(found[0][0])
    key = warehouse.keys[table]
    matched = " and ".join(f"held.{name} is not distinct from given.{name}" for name in key)
    found = warehouse.connection.execute(
        f"{into} select {', '.join(columns)} from (select {values}) as given "
        f"where not exists (select 1 from stored.{table} as held where {matched}) "
        f"qualify row_number() over (partition by {', '.join(key)}) = 1",
        lists,
    ).fetchall()
    return int(found[0][0])


def plain(value: object) -> object:
    """The value as every DuckDB takes it: 1.5 reads Decimal("6E+11") as 6."""
    if isinstance(value, Decimal) and value.is_finite() and int(value.as_tuple().exponent) > 0:
        return value.quantize(Decimal(1))
    return value


def load_captures(warehouse: Warehouse, captures: Iterable[Capture]) -> int:
    columns = (
        "url",
        "captured_at",
        "digest",
        "outlet",
        "status",
        "outcome",
        "reason",
        "is_facsimile",
        "article_id",
        "warc_file",
        "warc_offset",
        "warc_length",
        "etag",
        "last_modified",
        "extractor",
        "characters",
        "missing",
    )
    return insert(
        warehouse,
        "capture",
        columns,
        [
            (
                c.url,
                c.captured_at,
                c.digest,
                c.outlet,
                c.status,
                c.outcome,
                c.reason,
                c.is_facsimile,
                c.article_id,
                c.warc.file if c.warc else None,
                c.warc.offset if c.warc else None,
                c.warc.length if c.warc else None,
                c.etag,
                c.last_modified,
                c.extractor,
                c.characters,
                ",".join(c.missing),
            )
            for c in captures
        ],
    )


def load_reads(warehouse: Warehouse, topic: Topic, reads: Iterable[Read]) -> int:
    """Articles with their paragraphs, figures and unread numbers. Gives the number of new articles."""
    held = sorted(reads, key=lambda read: (read.captured_at, read.article.article_id))
    articles = insert(
        warehouse,
        "article",
        (
            "article_id",
            "url",
            "outlet",
            "outlet_name",
            "language",
            "title",
            "authors",
            "published_start",
            "published_end",
            "modified_at",
            "wording",
            "extractor",
            "digest",
            "first_captured_at",
        ),
        [
            (
                a.article_id,
                a.url,
                a.outlet,
                a.outlet_name,
                a.language,
                a.title,
                "; ".join(a.authors),
                a.published.start if a.published else None,
                a.published.end if a.published else None,
                a.modified,
                a.wording,
                a.extractor,
                a.digest,
                read.captured_at,
            )
            for read in held
            for a in (read.article,)
        ],
    )
    insert(
        warehouse,
        "paragraph",
        ("article_id", "paragraph", "text"),
        [
            (read.article.article_id, number, text)
            for read in held
            for number, text in (
                *(((-1, read.article.title),) if read.article.title else ()),
                *enumerate(read.article.paragraphs),
            )
        ],
    )
    forget_former_topic(warehouse, topic, [read.article.article_id for read in held])
    _load_understanding(warehouse, topic, held)
    return articles


def forget_former_topic(warehouse: Warehouse, topic: Topic, articles: Sequence[str]) -> None:
    """Take away what any reader read in articles by another text of the topic's file: what that file no longer asks
    for is no figure of the topic any more, and the rest is read anew."""
    former = (
        "topic = $1 and (article_id, reader_version) in (select (article_id, reader_version) from stored.reading "
        "where topic = $1 and topic_digest <> $2 and article_id in (select unnest($3::varchar[])))"
    )
    for table in ("figure", "unread", "reading"):
        warehouse.connection.execute(
            f"delete from stored.{table} where {former}", [topic.key, topic.digest, list(articles)]
        )


def _load_understanding(warehouse: Warehouse, topic: Topic, reads: Sequence[Read]) -> None:
    insert(
        warehouse,
        "figure",
        (
            "figure_id",
            "reader_version",
            "topic",
            "article_id",
            "paragraph",
            "start_char",
            "end_char",
            "said",
            "subject",
            "metric",
            "value",
            "value_max",
            "unit",
            "hedge",
            "comparator",
            "low",
            "high",
            "low_open",
            "high_open",
            "soft_low",
            "soft_high",
            "precision_size",
            "status",
            "milestone_value",
            "milestone_unit",
            "milestone_subject",
            "rank_of",
            "place",
            "period_start",
            "period_end",
            "as_of_start",
            "as_of_end",
            "as_of_basis",
            "attributed_to",
            "same_as",
            "delta_since",
        ),
        [
            (
                f.figure_id,
                READER_VERSION,
                topic.key,
                f.article_id,
                f.paragraph,
                f.start,
                f.end,
                f.said,
                f.subject,
                f.metric,
                q.value,
                q.value_max,
                q.unit,
                q.hedge,
                q.comparator,
                q.low,
                q.high,
                q.low_open,
                q.high_open,
                q.soft_low,
                q.soft_high,
                q.precision,
                f.status,
                f.milestone.value if f.milestone else None,
                f.milestone.unit if f.milestone else None,
                f.milestone.subject if f.milestone else None,
                f.rank_of,
                f.place,
                f.period.start if f.period else None,
                f.period.end if f.period else None,
                f.as_of.start,
                f.as_of.end,
                f.as_of_basis,
                f.attributed_to,
                f.same_as,
                f.delta_since,
            )
            for read in reads
            for f in read.understanding.figures
            for q in (f.quantity,)
        ],
    )
    insert(
        warehouse,
        "unread",
        ("article_id", "topic", "reader_version", "paragraph", "start_char", "end_char", "said", "reason"),
        [
            (u.article_id, topic.key, READER_VERSION, u.paragraph, u.start, u.end, u.said, u.reason)
            for read in reads
            for u in read.understanding.unread
        ],
    )
    insert(
        warehouse,
        "reading",
        ("article_id", "topic", "reader_version", "topic_digest"),
        [(read.article.article_id, topic.key, READER_VERSION, topic.digest) for read in reads],
    )


def load_coverage(warehouse: Warehouse, run: Run, coverage: Iterable[OutletCoverage]) -> None:
    columns = (
        "run_id",
        "topic",
        "outlet",
        "outlet_name",
        "asked",
        "fetched",
        "pages_read",
        "gated",
        "paywalled",
        "failed",
        "about_topic",
        "figures",
        "unread",
        "note",
    )
    insert(
        warehouse,
        "coverage",
        columns,
        [
            (
                run.run_id,
                run.topic,
                c.outlet,
                c.outlet_name,
                c.asked,
                c.fetched,
                c.read,
                c.gated,
                c.paywalled,
                c.failed,
                c.about_topic,
                c.figures,
                c.unread,
                c.note,
            )
            for c in coverage
        ],
    )


def load_topic_rows(warehouse: Warehouse, topic: Topic) -> None:
    """The topic's titles, and its metrics for views that need their kinds."""
    insert(
        warehouse,
        "topic",
        ("topic", "topic_digest", "title_en", "title_vi"),
        [(topic.key, topic.digest, topic.title.get("en", topic.key), topic.title.get("vi", topic.key))],
    )
    insert(
        warehouse,
        "metric",
        ("topic", "metric", "kind", "unit", "name_en", "name_vi", "topic_digest"),
        [
            (topic.key, m.key, m.kind, m.unit, m.name.get("en", m.key), m.name.get("vi", m.key), topic.digest)
            for m in topic.metrics
        ],
    )


def following(warehouse: Warehouse, run: Run) -> Run:
    """The run as it follows those of its topic that are concluded: a replay rests on what they gathered too, so it is
    dated no earlier than the newest of them. A live run has its time by the clock."""
    if run.kind == "live":
        return run
    query = "select max(made_at) from stored.run where topic = $1 and state = 'finished'"
    newest = warehouse.query(query, [run.topic]).rows[0][0]
    return replace(run, made_at=newest) if isinstance(newest, datetime) and newest > run.made_at else run


def finish_run(warehouse: Warehouse, run: Run, state: str, error: str | None = None) -> None:
    """The run's own row, the last of all: what the views take for the newest."""
    last = warehouse.query("select coalesce(max(concluded), 0) from stored.run").rows[0][0]
    insert(
        warehouse,
        "run",
        (
            "run_id",
            "topic",
            "kind",
            "state",
            "code_version",
            "reader_version",
            "topic_digest",
            "since",
            "until",
            "made_at",
            "error",
            "settings",
            "concluded",
        ),
        [
            (
                run.run_id,
                run.topic,
                run.kind,
                state,
                run.code_version,
                READER_VERSION,
                run.topic_digest,
                run.since,
                run.until,
                run.made_at,
                error,
                run.settings,
                int(str(last)) + 1,
            )
        ],
    )
