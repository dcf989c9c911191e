-- Grain: one run of one topic.
create or replace view run as
select run_id, topic, kind, state, made_at, since, until, code_version, reader_version, topic_digest, settings, error, concluded
from stored.run;
comment on view run is 'Runs of the main job, newest facts about each.';
comment on column run.run_id is 'Identity of the run; on replay a hash of inputs, code and topic.';
comment on column run.topic is 'Key of the topic.';
comment on column run.kind is 'live, replay, add or withdraw.';
comment on column run.state is 'finished, or failed with an error.';
comment on column run.made_at is 'When it was made; on replay the latest capture time. On replay never before the run concluded before it.';
comment on column run.since is 'Start of the look-back window.';
comment on column run.until is 'End of the look-back window.';
comment on column run.code_version is 'Version of doichieu that made it.';
comment on column run.reader_version is 'Version of the figure reader that made it.';
comment on column run.topic_digest is 'sha256 of the topic file.';
comment on column run.settings is 'Named settings of intervals and comparison, as JSON.';
comment on column run.error is 'What went wrong, if anything.';
comment on column run.concluded is 'Number of the run in the order in which runs were concluded: the greatest is the newest.';
