-- Grain: one number of one article version that was seen and not understood.
create or replace view unread as
select unread.article_id, unread.topic, article.outlet, article.url, unread.paragraph, unread.start_char as start, unread.end_char, unread.said,
    unread.reason, unread.reader_version,
from stored.unread as unread
inner join article using (article_id)
inner join (
    select article_id, topic, max(reader_version) as reader_version from stored.reading group by all
) as newest using (article_id, topic, reader_version)
where article.is_latest;
comment on view unread is 'Numbers in passages about a topic that were not understood.';
comment on column unread.article_id is 'The article version.';
comment on column unread.topic is 'Key of the topic.';
comment on column unread.outlet is 'Key of the outlet, else the host.';
comment on column unread.url is 'Address of the article.';
comment on column unread.paragraph is 'Number of the paragraph from 0; -1 is the title.';
comment on column unread.start is 'First code point of the number.';
comment on column unread.end_char is 'Code point behind the number.';
comment on column unread.said is 'The number as written.';
comment on column unread.reason is 'Why it was not understood: no_unit, no_metric, no_subject, ...';
comment on column unread.reader_version is 'Version of the reader.';
