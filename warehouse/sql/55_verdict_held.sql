-- Grain: one stretch of runs in which one verdict on a claim stood.
create or replace view verdict_held as
with judged as (
    select verdict.topic, verdict.claim_id, verdict.place, verdict.kind, verdict.text_en, verdict.text_vi, verdict.said, verdict.verdict,
        verdict.attribution, verdict.qualifiers, verdict.outlets, verdict.origins, verdict.explanation_en, verdict.explanation_vi,
        verdict.is_simulated, run.made_at, run.concluded, verdict.run_id,
        concat_ws(' ', verdict.verdict, verdict.attribution) as held,
    from stored.verdict as verdict
    inner join stored.run as run using (topic, run_id)
    where run.state = 'finished'
),
begun as (
    select *, lag(verdict) over claim as verdict_before,
    from judged
    window claim as (partition by topic, claim_id order by concluded, made_at, run_id)
    qualify held is distinct from lag(held) over claim
)
select topic, claim_id, place, kind, text_en, text_vi, said, verdict, attribution, qualifiers, outlets, origins, explanation_en,
    explanation_vi, is_simulated, made_at as held_from, lead(made_at) over (partition by topic, claim_id order by concluded, made_at, run_id) as held_until,
    verdict_before, run_id,
from begun;
comment on view verdict_held is 'What was held of each claim and from when to when: the answer to "what did we say at 09:00?".';
comment on column verdict_held.topic is 'Key of the topic.';
comment on column verdict_held.claim_id is 'Identity of the claim.';
comment on column verdict_held.place is 'Its place among the topic''s claims.';
comment on column verdict_held.kind is 'figure, milestone, rank, date, attribution, quotation or fact.';
comment on column verdict_held.text_en is 'The claim in our words, in English.';
comment on column verdict_held.text_vi is 'The claim in our words, in Vietnamese.';
comment on column verdict_held.said is 'What is claimed, as a number phrase or words.';
comment on column verdict_held.verdict is 'supported, refuted, conflicting or not_enough_evidence.';
comment on column verdict_held.attribution is 'confirmed, failed, unchecked or none.';
comment on column verdict_held.qualifiers is 'Qualifiers when it was first held, joined with "; ".';
comment on column verdict_held.outlets is 'Number of outlets behind it when it was first held.';
comment on column verdict_held.origins is 'Number of independent origins behind it when it was first held.';
comment on column verdict_held.explanation_en is 'Why, when it was first held, in English.';
comment on column verdict_held.explanation_vi is 'Why, when it was first held, in Vietnamese.';
comment on column verdict_held.is_simulated is 'Whether it rested on simulated pages.';
comment on column verdict_held.held_from is 'Time of the first run that held it.';
comment on column verdict_held.held_until is 'Time of the run that held another one; null while it stands.';
comment on column verdict_held.verdict_before is 'What was held before; null for the first.';
comment on column verdict_held.run_id is 'The first run that held it.';
