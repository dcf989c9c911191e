-- Grain: one article version (one address with one text).
create or replace view article as
with seen as (
    select article_id, max(captured_at) as last_captured_at from stored.capture where article_id is not null group by article_id
)
select
    article_id, url, outlet, outlet_name, language, title, authors, published_start, published_end, modified_at, wording,
    extractor, digest, first_captured_at,
    greatest(first_captured_at, coalesce(last_captured_at, first_captured_at)) as last_captured_at,
    case
        when published_start is null or published_end is null then 'unknown'
        when published_end - published_start < interval 1 minute then 'instant'
        when published_end - published_start <= interval 1 day then 'day'
        else 'longer'
    end as published_trust,
    case extractor when 'undated' then 'unknown' when 'loaded' then 'given' else 'captured' end as capture_trust,
    row_number() over (partition by url order by first_captured_at, article_id)::integer as version,
    row_number() over (
        partition by url
        order by greatest(first_captured_at, coalesce(last_captured_at, first_captured_at)) desc, first_captured_at desc, article_id desc
    ) = 1 as is_latest,
from stored.article
left join seen using (article_id)
where url not in (select url from stored.tombstone);
comment on view article is 'Articles as read, every version of every address.';
comment on column article.article_id is 'Identity of this version: address and text.';
comment on column article.url is 'Canonical address.';
comment on column article.outlet is 'Key of the outlet, else the host of the address.';
comment on column article.outlet_name is 'Name of the outlet for readers.';
comment on column article.language is 'vi or en.';
comment on column article.title is 'Headline.';
comment on column article.authors is 'Names of the authors, joined with "; ".';
comment on column article.published_start is 'Start of the publication time: an instant, a day or a month.';
comment on column article.published_end is 'End of the publication time.';
comment on column article.modified_at is 'When the page says that it was changed.';
comment on column article.wording is 'original, or facsimile: sentences restated by us.';
comment on column article.extractor is 'layout (the outlet''s own), general, loaded (from a file), undated (from a file that does not say when it was captured), or text.';
comment on column article.digest is 'sha256 of the page that it was first read from.';
comment on column article.first_captured_at is 'When this version was first captured.';
comment on column article.last_captured_at is 'When this version was last captured: an earlier text that was put back is the latest again.';
comment on column article.published_trust is 'How exact the page''s own word on its time is: instant, day, longer or unknown.';
comment on column article.capture_trust is 'captured: first_captured_at is our own clock''s; given: the file''s that it was loaded from; unknown: only known to be no later.';
comment on column article.version is 'Number of the version under its address, from 1.';
comment on column article.is_latest is 'Whether it is the version that was captured last under its address.';
