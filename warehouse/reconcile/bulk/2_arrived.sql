-- Grain: one series and event that new figures (the table `arrived`) speak of, or whose series they do.
create or replace temp table touched as select distinct series, event from arrived;
create or replace temp table touched_series as select distinct series from arrived;
insert into bulk.fact select * from arrived;
create or replace temp table merged as
select series, event, any_value(is_total) as is_total, max(floor) as floor, min(ceiling) as ceiling, sum(figures) as figures,
from (
    select series, event, is_total, floor, ceiling, figures from bulk.state semi join touched using (series, event)
    union all
    select series, event, is_total, lo, hi, 1 from arrived
)
group by series, event;
delete from bulk.state using touched where state.series = touched.series and state.event = touched.event;
insert into bulk.state select series, event, is_total, floor, ceiling, figures from merged;
delete from bulk.apart using touched where apart.series = touched.series and apart.event = touched.event;
create or replace temp table beside as
select fact.* from bulk.fact as fact semi join touched using (series, event);
create or replace temp view touched_fact as select * from beside;
create or replace temp table near_state as
select state.* from bulk.state as state semi join touched_series using (series)
where state.is_total or (series, event) in (select (series, event) from touched);
create or replace temp view touched_state as select * from near_state;
create or replace temp view touched_apart as
select apart.* from bulk.apart as apart semi join near_state using (series, event);
