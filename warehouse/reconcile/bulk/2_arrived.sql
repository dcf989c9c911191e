-- Grain: one series and event that new figures (the table `arrived`) speak of: what its figures say, and which are odd.
-- One statement, since a table of all its figures would take as long again.
create or replace temp table arrived_state as
with held as materialized (
    select fact.*, false as is_new from bulk.fact as fact semi join arrived using (series, event)
),
beside as materialized (
    from held
    union all
    select distinct *, true from arrived anti join held using (series, event, figure)
),
state as (
    select series, event, any_value(is_total) as is_total, max(lo) as floor, min(hi) as ceiling, count(*) as figures,
        case when max(lo) > min(hi) then median(value::double)::decimal(38, 4) end as middle,
        max(lo) filter (where not is_new) as old_floor, min(hi) filter (where not is_new) as old_ceiling,
        list(figure) filter (where is_new) as arrived,
    from beside
    group by series, event
),
odd as (
    select beside.series, beside.event, count(*) as odd, len(list_distinct(list(house))) as houses,
        len(list_distinct(list(origin))) as origins,
        max({
            'distance': greatest(lo - middle, middle - hi), 'figure': figure, 'value': value, 'low': lo, 'high': hi
        }) as figure,
    from beside
    inner join state using (series, event)
    where lo > middle or hi < middle
    group by beside.series, beside.event
)
select state.*, odd, houses, origins, figure,
from state
left join odd using (series, event);
insert into bulk.fact
select distinct arrived.*
from arrived
semi join (select series, event, unnest(arrived) as figure from arrived_state) as new using (series, event, figure);
create or replace temp table now_state as
select series, event, is_total, floor, ceiling, figures, middle, case when middle is not null then 'apart' end as reason,
    middle as target, middle as upper, middle as lower, old_floor, old_ceiling,
from arrived_state;
create or replace temp table odd as
select series, event, odd, houses, origins, figure from arrived_state where odd is not null;
