-- Grain: one topic; its newest finished run.
create or replace view latest_run as
select topic, run_id, made_at
from stored.run
where state = 'finished'
qualify row_number() over (partition by topic order by concluded desc, made_at desc, run_id desc) = 1;
comment on view latest_run is 'The newest finished run of every topic; what the other views speak of.';
comment on column latest_run.topic is 'Key of the topic.';
comment on column latest_run.run_id is 'Identity of the run.';
comment on column latest_run.made_at is 'When it was made.';
