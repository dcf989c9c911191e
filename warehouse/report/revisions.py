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
    any_value(difference.type) as type,
from revision
left join evidence on evidence.figure_id = revision.figure and evidence.topic = revision.topic
left join difference on difference.finding_id = evidence.finding_id and difference.topic = revision.topic
    and difference.type in ('SILENT', 'REVISED')
where revision.topic = $1 and revision.wording = 'original'
group by revision.url, revision.metric, revision.subject, revision.figure, revision.figure_before, revision.to_version
order by revision.url, revision.to_version, revision.figure
"""
_VERSIONS = """
select figure.*, capture.captured_at, capture.warc_file, capture.warc_offset
from figure_all as figure
left join (
    select article_id, captured_at, warc_file, warc_offset from stored.capture
    where article_id is not null
    qualify row_number() over (partition by article_id order by captured_at) = 1
) as capture using (article_id)
where figure.topic = $1 and figure.figure_id in (
    select unnest([revision.figure, revision.figure_before]) from revision where revision.topic = $1
)
"""


def collect_revisions(reader: Reader, topic: Topic, tongue: Tongue) -> tuple[Revision, ...]:
    """The changes of original pages, by address."""
    rows = reader.records(_REVISIONS, topic.key)
    if not rows:
        return ()
    versions: Mapping[str, Mapping[str, object]] = {
        str(row["figure_id"]): row for row in reader.records(_VERSIONS, topic.key)
    }
    names = {metric.key: metric.name.get(tongue) or metric.key for metric in topic.metrics}
    labels = load_labels()[tongue]
    notices = {"SILENT": labels["notice_unseen"], "REVISED": labels["notice_held"]}
    return tuple(
        Revision(
            head=f"{names.get(str(row['metric']), row['metric'])}, {row['subject']}",
            outlet=str(versions[str(row["figure"])]["outlet_name"]),
            url=safe_url(row["url"]),
            before=as_quote(versions[str(row["figure_before"])], tongue),
            after=as_quote(versions[str(row["figure"])], tongue),
            notice=notices.get(str(row["type"]), labels["notice_unknown"]),
        )
        for row in rows
    )
