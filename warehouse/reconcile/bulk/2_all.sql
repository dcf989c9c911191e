-- Grain: one series and event with what its figures say: everything, from nothing.
delete from bulk.state;
delete from bulk.finding;
create or replace temp table summed as
select series, event, any_value(is_total) as is_total, max(lo) as floor, min(hi) as ceiling, count(*) as figures,
from bulk.fact
group by series, event;
create or replace temp table apart as
select fact.series, fact.event, median(fact.value::double)::decimal(38, 4) as middle,
from bulk.fact as fact
inner join summed using (series, event)
where summed.floor > summed.ceiling
group by fact.series, fact.event;
create or replace temp table now_state as
select summed.*, middle, case when middle is not null then 'apart' end as reason, middle as target, middle as upper,
    middle as lower, null::decimal(38, 4) as old_floor, null::decimal(38, 4) as old_ceiling,
from summed
left join apart using (series, event);
create or replace temp table doubtful as select distinct series from summed where is_total;
create or replace temp table odd (
    series ubigint, event bigint, odd bigint, houses bigint, origins bigint,
    figure struct(distance decimal(38, 4), figure ubigint, value decimal(38, 4), low decimal(38, 4), high decimal(38, 4))
);
