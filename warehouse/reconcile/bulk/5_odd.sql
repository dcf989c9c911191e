-- Grain: one series and event, with what other times say and with its odd figure: the one furthest from what most say,
-- or from what other times allow.
create or replace temp table odd as
with outside as (
    select fact.series, fact.event, fact.house, fact.origin,
        {
            'distance': greatest(fact.lo - asked.upper, asked.lower - fact.hi), 'figure': fact.figure,
            'value': fact.value, 'low': fact.lo, 'high': fact.hi
        } as figure,
    from bulk.fact as fact
    inner join asked using (series, event)
    where fact.lo > asked.upper or fact.hi < asked.lower
)
select series, event, count(*) as odd, len(list_distinct(list(house))) as houses, len(list_distinct(list(origin))) as origins,
    max(figure) as figure,
from outside
group by series, event;
create or replace temp table now_state as
select known.* replace (
        case when found.series is null then known.reason else 'order' end as reason,
        case when found.series is null then known.target else found.target end as target,
        case when found.series is null then known.upper else found.upper end as upper,
        case when found.series is null then known.lower else found.lower end as lower,
        case when asked.series is null then known.odd else odd.odd end as odd,
        case when asked.series is null then known.houses else odd.houses end as houses,
        case when asked.series is null then known.origins else odd.origins end as origins,
        case when asked.series is null then known.figure else odd.figure end as figure
    ),
from now_state as known
left join out_of_order as found using (series, event)
left join asked using (series, event)
left join odd using (series, event);
