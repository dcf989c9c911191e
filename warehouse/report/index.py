"""The index over the topics of a warehouse."""

from __future__ import annotations

from warehouse.connection import Reader

_TOPICS = """
select latest_run.topic, coalesce(topic.title_en, latest_run.topic) as title_en,
    coalesce(topic.title_vi, latest_run.topic) as title_vi, latest_run.made_at, latest_run.run_id,
    coalesce(verdicts.supported, 0) as supported, coalesce(verdicts.refuted, 0) as refuted,
    coalesce(verdicts.conflicting, 0) as conflicting, coalesce(verdicts.not_enough_evidence, 0) as not_enough_evidence,
    coalesce(gaps.large, 0) as large, coalesce(gaps.medium, 0) as medium, coalesce(gaps.small, 0) as small,
    coalesce(gaps.opened, 0) as opened, coalesce(outlets.asked, 0) as asked, coalesce(outlets.answered, 0) as answered,
    exists (select 1 from figure where figure.topic = latest_run.topic and wording = 'facsimile') as is_simulated,
from latest_run
left join topic using (topic)
left join (
    select topic, count(*) filter (where verdict = 'supported') as supported,
        count(*) filter (where verdict = 'refuted') as refuted,
        count(*) filter (where verdict = 'conflicting') as conflicting,
        count(*) filter (where verdict = 'not_enough_evidence') as not_enough_evidence,
    from verdict group by topic
) as verdicts using (topic)
left join (
    select topic, count(*) filter (where severity >= 3) as large, count(*) filter (where severity = 2) as medium,
        count(*) filter (where severity = 1) as small,
        count(*) filter (where state in ('opened', 'reopened') and topic in (
            select topic from run where state = 'finished' group by topic having count(*) > 1
        )) as opened,  -- of a first run nothing is new
    from discrepancy group by topic
) as gaps using (topic)
left join (
    select topic, run_id, count(*) as asked, count(*) filter (where pages_read > 0) as answered,
    from coverage group by all
) as outlets using (topic, run_id)
order by gaps.large desc nulls last, latest_run.made_at desc, latest_run.topic
"""


def collect_index(reader: Reader) -> list[dict[str, object]]:
    """A row a topic: titles, what its claims came to, its differences by size, when and how widely it was looked at."""
    return reader.records(_TOPICS)
