-- Grain: one series and event: everything, from nothing.
delete from bulk.state;
delete from bulk.apart;
delete from bulk.flagged;
delete from bulk.finding;
insert into bulk.state
select series, event, any_value(is_total), max(lo), min(hi), count(*)
from bulk.fact
group by series, event;
create or replace temp table touched as select series, event from bulk.state;
create or replace temp view touched_fact as select * from bulk.fact;
create or replace temp view touched_state as select * from bulk.state;
create or replace temp view touched_apart as select * from bulk.apart;
