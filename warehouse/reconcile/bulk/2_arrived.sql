-- Grain: one series and event with what its figures say: those that new figures (the table `arrived`) speak of.
create or replace temp table beside as
select fact.*, false as is_new from bulk.fact as fact semi join arrived using (series, event);
insert into beside select distinct *, true from arrived anti join beside using (series, event, figure);
insert into bulk.fact select * exclude (is_new) from beside where is_new;
create or replace temp view seen as select * from beside;
create or replace temp table now_state as
select series, event, is_total, floor, ceiling, figures, middle, case when middle is not null then 'apart' end as reason,
    middle as target, middle as upper, middle as lower, old_floor, old_ceiling,
from (
    select series, event, any_value(is_total) as is_total, max(lo) as floor, min(hi) as ceiling, count(*) as figures,
        case when max(lo) > min(hi) then median(value::double)::decimal(38, 4) end as middle,
        max(lo) filter (where not is_new) as old_floor, min(hi) filter (where not is_new) as old_ceiling,
    from beside
    group by series, event
);
