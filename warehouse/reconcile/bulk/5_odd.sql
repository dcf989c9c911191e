-- Grain: one disagreement with its odd figure: the one furthest from what most say, or from what other times allow.
delete from bulk.state using now_state where state.series = now_state.series and state.event = now_state.event;
insert into bulk.state select * exclude (old_floor, old_ceiling) from now_state;
delete from bulk.finding using now_state where finding.series = now_state.series and finding.event = now_state.event;
create or replace temp table odd as
with outside as (
    select seen.series, seen.event, seen.house, seen.origin,
        {
            'distance': greatest(seen.lo - now_state.upper, now_state.lower - seen.hi), 'figure': seen.figure,
            'value': seen.value, 'low': seen.lo, 'high': seen.hi
        } as figure,
    from seen
    inner join now_state using (series, event)
    where seen.lo > now_state.upper or seen.hi < now_state.lower
)
-- Lists, not count(distinct): for that DuckDB groups once more each and joins, which takes long for few rows.
select series, event, count(*) as odd, len(list_distinct(list(house))) as houses, len(list_distinct(list(origin))) as origins,
    max(figure) as figure,
from outside
group by series, event;
