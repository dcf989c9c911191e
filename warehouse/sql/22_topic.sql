-- Grain: one topic that was run, as its file was in its newest run.
create or replace view topic as
select topic.topic, topic.title_en, topic.title_vi
from latest_run
inner join stored.run as run using (topic, run_id)
inner join stored.topic as topic on topic.topic = run.topic and topic.topic_digest = run.topic_digest;
comment on view topic is 'The topics that the warehouse holds, with their titles.';
comment on column topic.topic is 'Key of the topic.';
comment on column topic.title_en is 'Its title in English, else its key.';
comment on column topic.title_vi is 'Its title in Vietnamese, else its key.';
