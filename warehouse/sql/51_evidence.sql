-- Grain: one figure for or against one claim or finding, with the bytes that it was read from.
create or replace view evidence as
select evidence.topic, nullif(evidence.claim_id, '') as claim_id, nullif(evidence.finding_id, '') as finding_id, evidence.figure_id,
    evidence.stance, figure.article_id, capture.warc_file, capture.warc_offset, capture.warc_length, capture.captured_at,
from stored.evidence as evidence
inner join latest_run using (topic, run_id)
left join (
    select topic, figure_id, article_id from stored.figure
    qualify row_number() over (partition by topic, figure_id order by reader_version desc) = 1
) as figure using (topic, figure_id)
left join (
    select article_id, warc_file, warc_offset, warc_length, captured_at from stored.capture
    where article_id is not null
    qualify row_number() over (partition by article_id order by captured_at) = 1
) as capture using (article_id);
comment on view evidence is 'Which figures a verdict or finding rests on, down to the record in the archive.';
comment on column evidence.topic is 'Key of the topic.';
comment on column evidence.claim_id is 'The claim, if it is evidence for one.';
comment on column evidence.finding_id is 'The finding, if it is evidence for one.';
comment on column evidence.figure_id is 'The figure.';
comment on column evidence.stance is 'for or against a claim; part of a finding.';
comment on column evidence.article_id is 'The article version that states it.';
comment on column evidence.warc_file is 'File below archive/.';
comment on column evidence.warc_offset is 'Offset of the record in the file.';
comment on column evidence.warc_length is 'Length of the record.';
comment on column evidence.captured_at is 'When those bytes were captured.';
