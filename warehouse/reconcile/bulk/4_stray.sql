-- Grain: one event of a doubtful series that nothing new speaks of, and that other times now speak for or against.
create or replace temp table stray as
with judged as (
    select state.*, case when found.series is not null then 'order' when middle is not null then 'apart' end as now_reason,
        case when found.series is null then middle else found.target end as now_target,
        case when found.series is null then middle else found.upper end as now_upper,
        case when found.series is null then middle else found.lower end as now_lower,
    from bulk.state as state
    semi join doubtful using (series)
    anti join now_state using (series, event)
    left join out_of_order as found using (series, event)
)
select series, event, is_total, floor, ceiling, figures, middle, now_reason as reason, now_target as target,
    now_upper as upper, now_lower as lower, floor as old_floor, ceiling as old_ceiling,
from judged
where reason is distinct from now_reason or target is distinct from now_target or upper is distinct from now_upper
    or lower is distinct from now_lower;
insert into now_state from stray;
delete from odd using out_of_order where odd.series = out_of_order.series and odd.event = out_of_order.event;
create or replace temp table asked as
select series, event, upper, lower from stray where reason is not null
union
select series, event, upper, lower from out_of_order semi join now_state using (series, event);
