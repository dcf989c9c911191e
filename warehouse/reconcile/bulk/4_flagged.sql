-- Grain: one event that something speaks against, and between which bounds its figures would have to reach: the median
-- of its own where they differ, and for running totals what was reached before and later. Two later events must speak
-- against an early one before it is set aside; the rest is compared with what stands.
create or replace temp table now_flagged as
with level as (
    select state.series, state.event, coalesce(apart.middle, state.floor) as floor,
        coalesce(apart.middle, state.ceiling) as ceiling,
    from touched_state as state
    left join touched_apart as apart using (series, event)
    where state.is_total
),
later as (
    select *, min(ceiling) over (
            partition by series order by event rows between 1 following and unbounded following
        ) as least_later,
    from level
),
-- The second least of what follows: the least of each with what follows it.
second as (
    select *, min(case when ceiling > least_later then ceiling else least_later end) over (
            partition by series order by event rows between 1 following and unbounded following
        ) as later_level,
    from later
),
standing as (
    select *, coalesce(later_level < floor, false) as is_ahead from second
),
behind as (
    select *, max(floor) filter (where not is_ahead) over (
            partition by series order by event rows between unbounded preceding and 1 preceding
        ) as most_before,
    from standing
),
out_of_order as (
    select series, event, 'order' as reason, case when is_ahead then later_level else most_before end as target,
        case when is_ahead then later_level end as upper, case when not is_ahead then most_before end as lower,
    from behind
    where is_ahead or most_before > ceiling
)
select * from out_of_order
union all
select series, event, 'apart', middle, middle, middle
from touched_apart as apart
anti join out_of_order using (series, event);
create or replace temp table was_flagged as
select flagged.* from bulk.flagged as flagged semi join touched_state using (series, event);
create or replace temp table changed as
select series, event from (select * from now_flagged except select * from was_flagged)
union
select series, event from (select * from was_flagged except select * from now_flagged)
union
select touched.series, touched.event from touched semi join was_flagged using (series, event);
delete from bulk.flagged using changed where flagged.series = changed.series and flagged.event = changed.event;
delete from bulk.finding using changed where finding.series = changed.series and finding.event = changed.event;
insert into bulk.flagged select now_flagged.* from now_flagged semi join changed using (series, event);
