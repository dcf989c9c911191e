-- Grain: one outlet on one day of captures.
create or replace view outlet_health as
with days as (
    select outlet, cast(captured_at at time zone 'Asia/Ho_Chi_Minh' as date) as day,
        count(*) filter (where outcome not in ('index', 'unchanged'))::integer as pages,
        count(*) filter (where outcome = 'read')::integer as pages_read,
        count(*) filter (where outcome = 'unchanged')::integer as unchanged,
        count(*) filter (where outcome in ('empty', 'layout') or extractor = 'general')::integer as layout_gone,
        count(*) filter (where extractor = 'general')::integer as pages_general,
        count(*) filter (where outcome = 'gated')::integer as gated,
        count(*) filter (where missing like '%title%')::integer as no_title,
        count(*) filter (where missing like '%published%')::integer as no_date,
        median(characters)::integer as characters,
        mode(outcome) filter (where outcome not in ('read', 'index', 'unchanged', 'withdrawn')) as commonest_trouble,
    from stored.capture
    group by all
)
select outlet, day, pages, pages_read, unchanged, layout_gone, pages_general, gated, no_title, no_date, characters,
    median(characters) over (
        partition by outlet order by day range between interval 30 days preceding and interval 1 day preceding
    )::integer as characters_usual,
    commonest_trouble,
from days;
comment on view outlet_health is 'How well each outlet could be read, day by day.';
comment on column outlet_health.outlet is 'Key of the outlet, else the host.';
comment on column outlet_health.day is 'Day of capture, Asia/Ho_Chi_Minh.';
comment on column outlet_health.pages is 'Pages captured, feeds and the like apart.';
comment on column outlet_health.pages_read is 'Pages that an article was read from.';
comment on column outlet_health.unchanged is 'Pages that the server said are unchanged.';
comment on column outlet_health.layout_gone is 'Pages whose layout or text was not found where it used to be.';
comment on column outlet_health.pages_general is 'Pages that the general extractor read.';
comment on column outlet_health.gated is 'Pages behind a gate.';
comment on column outlet_health.no_title is 'Pages read that have no title.';
comment on column outlet_health.no_date is 'Pages read that have no publication date.';
comment on column outlet_health.characters is 'Median length of the text read.';
comment on column outlet_health.characters_usual is 'Median of that over the thirty days before.';
comment on column outlet_health.commonest_trouble is 'The commonest outcome other than read.';
