-- Grain: one claim of a topic in its newest run.
create or replace view verdict as
with evidence_now as (
    -- As for a difference: what the figures say, not where they stand.
    select evidence.run_id, evidence.claim_id,
        string_agg(distinct concat_ws(' ', evidence.stance, figure.url, figure.value::varchar, figure.unit, figure.hedge),
            ',' order by concat_ws(' ', evidence.stance, figure.url, figure.value::varchar, figure.unit, figure.hedge)) as said,
    from stored.evidence as evidence
    left join (
        select topic, figure_id, article.url, value, unit, hedge
        from stored.figure as figure
        left join stored.article as article using (article_id)
        qualify row_number() over (partition by topic, figure_id order by reader_version desc) = 1
    ) as figure using (topic, figure_id)
    where evidence.claim_id <> ''
    group by all
),
review as (
    select finding_id, decision, reason, reviewer, decided_at, evidence_digest from stored.review
    qualify row_number() over (partition by finding_id order by decided_at desc) = 1
),
judged as (
    select verdict.*, md5(concat_ws('|', verdict.verdict, verdict.attribution, evidence_now.said)) as evidence_digest,
    from stored.verdict as verdict
    inner join latest_run using (topic, run_id)
    left join evidence_now using (run_id, claim_id)
)
select judged.topic, judged.claim_id, judged.place, judged.kind, judged.said, judged.text_en, judged.text_vi, judged.verdict,
    judged.qualifiers, judged.attribution, judged.credits, judged.outlets, judged.origins, judged.explanation_en,
    judged.explanation_vi, judged.would_settle_en, judged.would_settle_vi, judged.derivation, judged.claimant, judged.is_simulated,
    judged.run_id,
    case
        when review.decision is null then 'unreviewed'
        when review.evidence_digest = judged.evidence_digest then review.decision
        else 'reopened'
    end as state,
    review.reason as review_reason, review.reviewer, review.decided_at as reviewed_at, judged.evidence_digest,
from judged
left join review on review.finding_id = judged.topic || '/' || judged.claim_id;
comment on view verdict is 'What the evidence says of each claim; never more than it holds.';
comment on column verdict.topic is 'Key of the topic.';
comment on column verdict.claim_id is 'Identity of the claim.';
comment on column verdict.place is 'Its place among the topic''s claims.';
comment on column verdict.kind is 'figure, milestone, rank, date, attribution, quotation or fact.';
comment on column verdict.said is 'What is claimed, as a number phrase or words.';
comment on column verdict.text_en is 'The claim in our words, in English.';
comment on column verdict.text_vi is 'The claim in our words, in Vietnamese.';
comment on column verdict.verdict is 'supported, refuted, conflicting or not_enough_evidence.';
comment on column verdict.qualifiers is 'Qualifiers, joined with "; ".';
comment on column verdict.attribution is 'confirmed, failed, unchecked or none: whether the credited outlet reported it.';
comment on column verdict.credits is 'Keys of the credited outlets, joined with "; ".';
comment on column verdict.outlets is 'Number of outlets whose figures count for the verdict.';
comment on column verdict.origins is 'Number of independent origins behind them.';
comment on column verdict.explanation_en is 'Why, in English.';
comment on column verdict.explanation_vi is 'Why, in Vietnamese.';
comment on column verdict.would_settle_en is 'What evidence would settle it, in English.';
comment on column verdict.would_settle_vi is 'What evidence would settle it, in Vietnamese.';
comment on column verdict.derivation is 'JSON: rule, inputs and steps, to be checked again.';
comment on column verdict.claimant is 'Address of who makes the claim.';
comment on column verdict.is_simulated is 'Whether it rests on simulated pages.';
comment on column verdict.run_id is 'The run that judged it.';
comment on column verdict.state is 'unreviewed; accepted, rejected or explained by a person; reopened when the evidence is another since.';
comment on column verdict.review_reason is 'What the person said.';
comment on column verdict.reviewer is 'Who said it.';
comment on column verdict.reviewed_at is 'When.';
comment on column verdict.evidence_digest is 'Changes when the verdict, or what its figures say, does.';
