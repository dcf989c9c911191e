-- Grain: one time at which a text of an address was found in place of another; a text that was put back comes again.
create or replace view rewriting as
with state as (
    select article_id, captured_at from stored.capture where article_id is not null
    union
    select article_id, first_captured_at from stored.article
),
followed as (
    select article.url, state.article_id, state.captured_at,
        lag(state.article_id) over (partition by article.url order by state.captured_at, article.version) as before_id,
    from state
    inner join article using (article_id)
)
select url, before_id, article_id, captured_at as changed_at
from followed
where before_id <> article_id;
comment on view rewriting is 'Texts of an address that took the place of one another.';
comment on column rewriting.url is 'Address of the article.';
comment on column rewriting.before_id is 'The text that stood there before.';
comment on column rewriting.article_id is 'The text that took its place.';
comment on column rewriting.changed_at is 'The capture that found it.';
