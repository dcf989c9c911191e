-- Grain: one claim of a topic in its newest run.
create or replace view verdict as
select verdict.topic, verdict.claim_id, verdict.place, verdict.kind, verdict.said, verdict.text_en, verdict.text_vi, verdict.verdict,
    verdict.qualifiers, verdict.attribution, verdict.credits, verdict.outlets, verdict.origins, verdict.explanation_en,
    verdict.explanation_vi, verdict.would_settle_en, verdict.would_settle_vi, verdict.derivation, verdict.claimant, verdict.is_simulated,
    verdict.run_id,
from stored.verdict as verdict
inner join latest_run using (topic, run_id);
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
