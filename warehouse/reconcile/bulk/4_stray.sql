-- Grain: one event of a doubtful series that nothing new speaks of, and that other times now speak for or against.
create or replace temp table stray as
with judged as (
    select state.*, case when found.series is not null then 'order' when floor > ceiling then 'apart' end as now_reason,
        case when found.series is not null then found.target when floor > ceiling then least end as now_target,
        case when found.series is not null then found.upper when floor > ceiling then least end as now_upper,
        case when found.series is not null then found.lower when floor > ceiling then least end as now_lower,
    from bulk.state as state
    semi join doubtful using (series)
    left join out_of_order as found using (series, event)
)
select series, event, is_total, floor, ceiling, figures, least, most, now_reason as reason, now_target as target,
    now_upper as upper, now_lower as lower,
from judged
where reason is distinct from now_reason or target is distinct from now_target or upper is distinct from now_upper
    or lower is distinct from now_lower;
insert into now_state by name from stray;
delete from bulk.state using stray where state.series = stray.series and state.event = stray.event;
create or replace temp table asked as
select series, event, upper, lower from out_of_order semi join now_state using (series, event)
union all
select series, event, upper, lower from stray where reason = 'apart';
