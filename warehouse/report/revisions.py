"""Figures that changed under one address: before, after, and whether a notice is held."""

from __future__ import annotations

from collections.abc import Mapping

from sources.model import Topic
from warehouse.connection import Reader
from warehouse.report.labels import load_labels
from warehouse.report.model import Revision
from warehouse.report.quotes import as_quote, safe_url
from warehouse.words import Tongue

# Nothing is concluded from facsimiles. The type of the finding that a change made tells whether a notice is held.
_REVISIONS = """
select revision.url, revision.metric, revision.subject, revision.figure, revision.figure_before,
    revision.changed_at, any_value(difference.type) as type,
from revision
left join evidence on evidence.figure_id = revision.figure and evidence.topic = revision.topic
left join difference on difference.finding_id = evidence.finding_id and difference.topic = revision.topic
    and difference.type in ('SILENT', 'REVISED')
where revision.topic = $1 and revision.wording = 'original'
group by revision.url, revision.metric, revision.subject, revision.figure, revision.figure_before, revision.changed_at
order by revision.url, revision.changed_at, revision.figure
"""
# A version may have been captured more than once, and put back: of what came before a change, the last time before it.
_VERSIONS = """
with told as (
    select distinct changed_at, unnest([figure, figure_before]) as figure_id from revision where topic = $1
)
select figure.*, told.changed_at as changed, capture.captured_at, capture.warc_file, capture.warc_offset
from told
inner join figure_all as figure on figure.figure_id = told.figure_id and figure.topic = $1
left join stored.capture as capture on capture.article_id = figure.article_id and capture.captured_at <= told.changed_at
qualify row_number() over (partition by told.changed_at, told.figure_id order by capture.captured_at desc) = 1
"""


def collect_revisions(reader: Reader, topic: Topic, tongue: Tongue) -> tuple[Revision, ...]:
    """The changes of original pages, by address."""
    rows = reader.records(_REVISIONS, topic.key)
    if not rows:
        return ()
    versions: Mapping[tuple[str, object], Mapping[str, object]] = {
        (str(row["figure_id"]), row["changed"]): row for row in reader.records(_VERSIONS, topic.key)
    }
    names = {metric.key: metric.name.get(tongue) or metric.key for metric in topic.metrics}
    labels = load_labels()[tongue]
    notices = {"SILENT": labels["notice_unseen"], "REVISED": labels["notice_held"]}
    return tuple(
        Revision(
            head=f"{names.get(str(row['metric']), row['metric'])}, {row['subject']}",
            outlet=str(versions[str(row["figure"]), row["changed_at"]]["outlet_name"]),
            url=safe_url(row["url"]),
            before=as_quote(versions[str(row["figure_before"]), row["changed_at"]], tongue),
            after=as_quote(versions[str(row["figure"]), row["changed_at"]], tongue),
            notice=notices.get(str(row["type"]), labels["notice_unknown"]),
        )
        for row in rows
    )
