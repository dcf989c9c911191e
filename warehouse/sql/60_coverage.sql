-- Grain: one outlet in one run.
create or replace view coverage as
select run_id, topic, outlet, outlet_name, asked, fetched, pages_read, gated, paywalled, failed, about_topic, figures, unread, note
from stored.coverage;
comment on view coverage is 'Who was asked, who answered, and what was not understood.';
comment on column coverage.run_id is 'The run.';
comment on column coverage.topic is 'Key of the topic.';
comment on column coverage.outlet is 'Key of the outlet, else the host.';
comment on column coverage.outlet_name is 'Name of the outlet for readers.';
comment on column coverage.asked is 'Addresses that were asked for.';
comment on column coverage.fetched is 'Pages that came.';
comment on column coverage.pages_read is 'Pages that an article was read from.';
comment on column coverage.gated is 'Pages behind a cookie, challenge or consent page.';
comment on column coverage.paywalled is 'Pages for subscribers.';
comment on column coverage.failed is 'Pages that failed in another way.';
comment on column coverage.about_topic is 'Articles about the topic.';
comment on column coverage.figures is 'Figures read from them.';
comment on column coverage.unread is 'Numbers in them that were not understood.';
comment on column coverage.note is 'What went wrong, in a sentence.';
