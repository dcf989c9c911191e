-- Grain: one disagreement with its odd figure: the one furthest from what most say, or from what other times allow.
create or replace temp table odd as
with outside as (
    select fact.series, fact.event, fact.figure, fact.house, fact.origin, fact.value, fact.lo = fact.hi as is_exact, fact.lo, fact.hi,
        flagged.target, flagged.reason, greatest(fact.lo - flagged.upper, flagged.lower - fact.hi) as distance,
    from touched_fact as fact
    inner join (select now_flagged.* from now_flagged semi join changed using (series, event)) as flagged
        using (series, event)
    where fact.lo > flagged.upper or fact.hi < flagged.lower
    union all  -- events that nothing new speaks of and that other times now speak against: seldom any
    select fact.series, fact.event, fact.figure, fact.house, fact.origin, fact.value, fact.lo = fact.hi, fact.lo, fact.hi,
        flagged.target, flagged.reason, greatest(fact.lo - flagged.upper, flagged.lower - fact.hi),
    from bulk.fact as fact
    inner join (
        select now_flagged.* from now_flagged
        semi join changed using (series, event)
        anti join touched using (series, event)
    ) as flagged using (series, event)
    where fact.lo > flagged.upper or fact.hi < flagged.lower
)
select series, event, any_value(target) as target, any_value(reason) as reason, count(*) as odd,
    count(distinct house) as houses, count(distinct origin) as origins, arg_max(figure, distance) as figure,
    arg_max(value, distance) as value, arg_max(is_exact, distance) as is_exact, arg_max(lo, distance) as lo,
    arg_max(hi, distance) as hi,
from outside
group by series, event;
