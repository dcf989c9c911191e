-- Grain: one disagreement in the newest run of its topic.
create or replace view discrepancy as
select
    finding_id,
    topic,
    type,
    severity,
    state,
    review_reason,
    reviewer,
    subject,
    metric,
    unit,
    place,
    period_start,
    period_end,
    as_of_start,
    as_of_end,
    outlets,
    origins,
    positions,
    candidates,
    notes,
    repaired_figure,
    repaired_value,
    explanation_en,
    explanation_vi,
    would_settle_en,
    would_settle_vi,
    derivation,
    evidence_digest,
    is_simulated,
    run_id,
from difference
where severity > 0 and state <> 'rejected';
comment on view discrepancy is 'Where reports can''t all be right; what only looks different is in difference.';
comment on column discrepancy.finding_id is 'Identity of the disagreement; the same from run to run.';
comment on column discrepancy.topic is 'Key of the topic.';
comment on column discrepancy.type is 'Kind of discrepancy; docs/verdicts.md explains each.';
comment on column discrepancy.severity is '0 none, 1 small, 2 medium, 3 large, 4 very large.';
comment on column discrepancy.state is 'opened, seen, reopened, or what a reviewer decided: accepted, explained.';
comment on column discrepancy.subject is 'Whom or what the figures are of.';
comment on column discrepancy.metric is 'Key of the metric.';
comment on column discrepancy.unit is 'Unit of the metric.';
comment on column discrepancy.place is 'The place, where narrower than the whole.';
comment on column discrepancy.period_start is 'Start of the period compared.';
comment on column discrepancy.period_end is 'End of the period compared.';
comment on column discrepancy.as_of_start is 'Start of the as-of time compared.';
comment on column discrepancy.as_of_end is 'End of the as-of time compared.';
comment on column discrepancy.outlets is 'Number of outlets involved.';
comment on column discrepancy.origins is 'Number of independent origins; origin not named never counts as a further one.';
comment on column discrepancy.positions is 'JSON: largest sets of figures with a point in common, with outlets, those of them that only imply it, and origins.';
comment on column discrepancy.candidates is 'JSON: types that fit, with weights.';
comment on column discrepancy.notes is 'JSON: SOFT, UNCHECKED, CIRC.';
comment on column discrepancy.repaired_figure is 'The figure that a repair would change.';
comment on column discrepancy.repaired_value is 'What it would be, if that explanation holds.';
comment on column discrepancy.explanation_en is 'Why, in English.';
comment on column discrepancy.explanation_vi is 'Why, in Vietnamese.';
comment on column discrepancy.would_settle_en is 'What evidence would settle it, in English.';
comment on column discrepancy.would_settle_vi is 'What evidence would settle it, in Vietnamese.';
comment on column discrepancy.derivation is 'JSON: rule, settings, inputs and steps, to be checked again.';
comment on column discrepancy.is_simulated is 'Whether it rests on simulated pages.';
comment on column discrepancy.run_id is 'The run that found it.';
comment on column discrepancy.review_reason is 'Why the reviewer decided so, in their words.';
comment on column discrepancy.reviewer is 'Who reviewed it; null when nobody has.';
comment on column discrepancy.evidence_digest is 'The figures that it rests on, as md5; a review holds for these.';
