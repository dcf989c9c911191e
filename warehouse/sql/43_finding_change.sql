-- Grain: one disagreement that is new in, or gone from, the newest run of its topic.
create or replace view finding_change as
with previous as (
    select topic, run_id from stored.run
    where state = 'finished'
    qualify row_number() over (partition by topic order by concluded desc, made_at desc, run_id desc) = 2
),
now_found as (
    select finding.* from stored.finding as finding inner join latest_run using (topic, run_id)
    where severity > 0 and notes is distinct from '["WITHDRAWN"]' -- else it went with a page that was withdrawn
),
before_found as (
    select finding.* from stored.finding as finding inner join previous using (topic, run_id) where severity > 0
)
select coalesce(now_found.finding_id, before_found.finding_id) as finding_id, coalesce(now_found.topic, before_found.topic) as topic,
    case when before_found.finding_id is null then 'opened' when now_found.finding_id is null then 'resolved' else 'changed' end as change,
    before_found.severity as severity_before, now_found.severity as severity_now,
    coalesce(now_found.explanation_en, before_found.explanation_en) as explanation_en,
    coalesce(now_found.explanation_vi, before_found.explanation_vi) as explanation_vi,
from now_found
full outer join before_found using (finding_id, topic)
where before_found.finding_id is null or now_found.finding_id is null
    or now_found.severity <> before_found.severity or now_found.type <> before_found.type;
comment on view finding_change is 'What changed since the run before.';
comment on column finding_change.finding_id is 'Identity of the disagreement.';
comment on column finding_change.topic is 'Key of the topic.';
comment on column finding_change.change is 'opened, resolved, or changed in type or severity.';
comment on column finding_change.severity_before is 'Severity in the run before.';
comment on column finding_change.severity_now is 'Severity now.';
comment on column finding_change.explanation_en is 'Why, in English.';
comment on column finding_change.explanation_vi is 'Why, in Vietnamese.';
