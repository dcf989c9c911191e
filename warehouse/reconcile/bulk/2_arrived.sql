-- Grain: one series and event that new figures (the table `arrived`) speak of: what its figures say, and which are odd.
-- What is known of them from before is taken away, so that it does not speak beside what is known now.
create or replace temp table now_state as
with held as materialized (
    select fact.*, false as is_new from bulk.fact as fact semi join arrived using (series, event)
),
fresh as materialized (
    select distinct *, true as is_new from arrived anti join held using (series, event, figure)
),
beside as (
    from held
    union all
    from fresh
),
state as (
    select series, event, any_value(is_total) as is_total, max(lo) as floor, min(hi) as ceiling, count(*) as figures,
        case when max(lo) > min(hi) then median(value::double)::decimal(38, 4) end as middle,
        list(figure) filter (where is_new) as arrived,
    from beside
    group by series, event
),
-- Lists, not count(distinct): for that DuckDB groups once more each and joins, which takes long for few rows.
outside as (
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
select state.* exclude (middle), coalesce(middle, floor) as least, coalesce(middle, ceiling) as most,
    case when middle is not null then 'apart' end as reason, middle as target, middle as upper, middle as lower,
    odd, houses, origins, figure,
from state
left join outside using (series, event);
insert into bulk.fact
select distinct arrived.*
from arrived
semi join (select series, event, unnest(arrived) as figure from now_state) as fresh using (series, event, figure);
delete from bulk.state using now_state where state.series = now_state.series and state.event = now_state.event;
