-- Grain: one disagreement, or scope that only looks different, in the newest run of its topic.
create or replace view difference as
with evidence_now as (
    -- What the figures say, not where they stand nor how often: neither a better reader that moves a span by a letter nor
    -- one more report of a number that was there changes the evidence.
    select evidence.run_id, evidence.finding_id, md5(string_agg(distinct said, ',' order by said)) as evidence_digest
    from (
        select evidence.run_id, evidence.finding_id,
            case when figure.figure_id is null then evidence.figure_id
                else concat_ws(' ', figure.value::varchar, figure.unit, figure.hedge) end as said,
        from stored.evidence as evidence
        left join (
            select topic, figure_id, value, unit, hedge from stored.figure
            qualify row_number() over (partition by topic, figure_id order by reader_version desc) = 1
        ) as figure using (topic, figure_id)
        where evidence.finding_id <> ''
    ) as evidence
    group by all
),
previous as (
    select topic, run_id from stored.run
    where state = 'finished'
    qualify row_number() over (partition by topic order by concluded desc, made_at desc, run_id desc) = 2
),
history as (
    select finding.topic, finding.finding_id, bool_or(previous.run_id is not null) as in_previous
    from stored.finding as finding
    left join previous using (topic, run_id)
    where finding.run_id not in (select run_id from latest_run)
    group by all
),
review as (
    select finding_id, decision, reason, reviewer, evidence_digest from stored.review
    qualify row_number() over (partition by finding_id order by decided_at desc) = 1
)
select
    finding.finding_id, finding.topic, finding.type, finding.severity,
    case
        when review.decision is not null and review.evidence_digest = evidence_now.evidence_digest then review.decision
        when review.decision is not null then 'reopened'
        when history.finding_id is null then 'opened'
        when history.in_previous then 'seen'
        else 'reopened'
    end as state,
    review.reason as review_reason, review.reviewer,
    finding.subject, finding.metric, finding.unit, finding.place, finding.period_start, finding.period_end,
    finding.as_of_start, finding.as_of_end, finding.outlets, finding.origins, finding.positions, finding.candidates,
    finding.notes, finding.repaired_figure, finding.repaired_value, finding.explanation_en, finding.explanation_vi,
    finding.would_settle_en, finding.would_settle_vi, finding.derivation, evidence_now.evidence_digest,
    finding.is_simulated, finding.run_id,
from stored.finding as finding
inner join latest_run using (topic, run_id)
left join evidence_now using (run_id, finding_id)
left join history using (topic, finding_id)
left join review using (finding_id)
where finding.notes is distinct from '["WITHDRAWN"]'; -- else it went with a page that was withdrawn
comment on view difference is 'Disagreements, and what only looks like one, with its kind.';
comment on column difference.finding_id is 'Identity of the disagreement; the same from run to run.';
comment on column difference.topic is 'Key of the topic.';
comment on column difference.type is 'Kind of discrepancy; docs/verdicts.md explains each.';
comment on column difference.severity is '0 none, 1 small, 2 medium, 3 large, 4 very large.';
comment on column difference.state is 'opened, seen, reopened, or what a reviewer decided: accepted, rejected, explained.';
comment on column difference.subject is 'Whom or what the figures are of.';
comment on column difference.metric is 'Key of the metric.';
comment on column difference.unit is 'Unit of the metric.';
comment on column difference.place is 'The place, where narrower than the whole.';
comment on column difference.period_start is 'Start of the period compared.';
comment on column difference.period_end is 'End of the period compared.';
comment on column difference.as_of_start is 'Start of the as-of time compared.';
comment on column difference.as_of_end is 'End of the as-of time compared.';
comment on column difference.outlets is 'Number of outlets involved.';
comment on column difference.origins is 'Number of independent origins; origin not named never counts as a further one.';
comment on column difference.positions is 'JSON: largest sets of figures with a point in common, with outlets, those of them that only imply it, and origins.';
comment on column difference.candidates is 'JSON: types that fit, with weights.';
comment on column difference.notes is 'JSON: SOFT, UNCHECKED, CIRC.';
comment on column difference.repaired_figure is 'The figure that a repair would change.';
comment on column difference.repaired_value is 'What it would be, if that explanation holds.';
comment on column difference.explanation_en is 'Why, in English.';
comment on column difference.explanation_vi is 'Why, in Vietnamese.';
comment on column difference.would_settle_en is 'What evidence would settle it, in English.';
comment on column difference.would_settle_vi is 'What evidence would settle it, in Vietnamese.';
comment on column difference.derivation is 'JSON: rule, settings, inputs and steps, to be checked again.';
comment on column difference.is_simulated is 'Whether it rests on simulated pages.';
comment on column difference.run_id is 'The run that found it.';
comment on column difference.review_reason is 'Why the reviewer decided so, in their words.';
comment on column difference.reviewer is 'Who reviewed it; null when nobody has.';
comment on column difference.evidence_digest is 'The numbers that it rests on, as md5; a review holds for these.';
