-- Grain: one event of which no value fits all figures, with the median of what they say.
insert into bulk.apart
select fact.series, fact.event, median(fact.value::double)::decimal(38, 4)
from touched_fact as fact
inner join touched_state as state using (series, event)
where state.floor > state.ceiling
group by fact.series, fact.event;
