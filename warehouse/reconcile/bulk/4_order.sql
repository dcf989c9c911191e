-- Grain: one event of a doubtful series that earlier or later ones speak against, by what was reached before and later.
-- Two later events must speak against an early one before it is set aside; the rest is compared with what stands.
create or replace temp table out_of_order as
with level as (
    select series, event, coalesce(middle, floor) as floor, coalesce(middle, ceiling) as ceiling,
    from (
        select series, event, floor, ceiling, middle from bulk.state anti join now_state using (series, event)
        union all
        select series, event, floor, ceiling, middle from now_state
    )
    semi join doubtful using (series)
),
later as (
    select *, min(ceiling) over (
            partition by series order by event rows between 1 following and unbounded following
        ) as least_later,
    from level
),
-- The second least of what follows: the least of each with what follows it.
second as (
    select *, min(case when ceiling > least_later then ceiling else least_later end) over (
            partition by series order by event rows between 1 following and unbounded following
        ) as later_level,
    from later
),
standing as (
    select *, coalesce(later_level < floor, false) as is_ahead from second
),
behind as (
    select *, max(floor) filter (where not is_ahead) over (
            partition by series order by event rows between unbounded preceding and 1 preceding
        ) as most_before,
    from standing
)
select series, event, case when is_ahead then later_level else most_before end as target,
    case when is_ahead then later_level end as upper, case when not is_ahead then most_before end as lower,
from behind
where is_ahead or most_before > ceiling;
update now_state
set reason = 'order', target = out_of_order.target, upper = out_of_order.upper, lower = out_of_order.lower
from out_of_order
where now_state.series = out_of_order.series and now_state.event = out_of_order.event;
