-- Grain: one outlet on one day of captures.
create or replace view outlet_health as
select outlet, cast(captured_at at time zone 'Asia/Ho_Chi_Minh' as date) as day, count(*)::integer as pages,
    count(*) filter (where outcome = 'read')::integer as pages_read,
    count(*) filter (where outcome in ('empty', 'layout'))::integer as layout_gone,
    count(*) filter (where outcome = 'gated')::integer as gated,
    mode(outcome) filter (where outcome <> 'read') as commonest_trouble,
from stored.capture
group by all;
comment on view outlet_health is 'How well each outlet could be read, day by day.';
comment on column outlet_health.outlet is 'Key of the outlet, else the host.';
comment on column outlet_health.day is 'Day of capture, Asia/Ho_Chi_Minh.';
comment on column outlet_health.pages is 'Pages captured.';
comment on column outlet_health.pages_read is 'Pages that an article was read from.';
comment on column outlet_health.layout_gone is 'Pages whose layout or text was not found.';
comment on column outlet_health.gated is 'Pages behind a gate.';
comment on column outlet_health.commonest_trouble is 'The commonest outcome other than read.';
