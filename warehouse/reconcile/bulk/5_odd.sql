-- Grain: one disagreement with its odd figure: the one furthest from what most say, or from what other times allow.
insert into odd
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
-- Lists, not count(distinct): for that DuckDB groups once more each and joins, which takes long for few rows.
select series, event, count(*) as odd, len(list_distinct(list(house))) as houses, len(list_distinct(list(origin))) as origins,
    max(figure) as figure,
from outside
group by series, event;
