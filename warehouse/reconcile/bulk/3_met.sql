-- Grain: one event that is known anew and another of its series that means something for it, or it for the other:
-- one is or gets out of order, or the odd figure of one repeats an end that the other is known by.
create or replace temp table met as
select now_state.series, now_state.event, other.event as other,
    now_state.is_total
    and (
        other.reason is not distinct from 'order'
        or case
            when other.event < now_state.event
                then coalesce(other.middle, other.floor) > coalesce(now_state.middle, now_state.ceiling)
            else coalesce(other.middle, other.ceiling) < coalesce(now_state.middle, now_state.floor)
        end
    ) as is_doubtful,
    coalesce(now_state.figure.low = other.floor or now_state.figure.high = other.ceiling, false) as is_repeated,
    -- What has a type for what it repeats may repeat it no more.
    coalesce(
        other.type in ('STALE', 'PERIOD') or other.odd_low = now_state.floor or other.odd_high = now_state.ceiling, false
    ) as is_renamed,
from now_state
inner join (
    select series, event, floor, ceiling, middle, reason, odd_low, odd_high, type from bulk.state
    union all
    select series, event, floor, ceiling, middle, null, null, null, null from now_state
) as other on now_state.series = other.series and now_state.event <> other.event
where is_doubtful or is_repeated or is_renamed;
