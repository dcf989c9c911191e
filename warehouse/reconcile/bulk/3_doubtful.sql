-- Grain: one series of running totals in which something may be or get out of order: one that has a finding of that
-- kind, or in which a touched event and another contradict each other.
create or replace temp table doubtful as
select distinct now_state.series
from now_state
inner join (
    select series, event, reason, middle, floor, ceiling from bulk.state
    union all
    select series, event, null, middle, floor, ceiling from now_state
) as other using (series)
where now_state.is_total
    and (
        other.reason = 'order'
        or other.event < now_state.event
            and coalesce(other.middle, other.floor) > coalesce(now_state.middle, now_state.ceiling)
        or other.event > now_state.event
            and coalesce(other.middle, other.ceiling) < coalesce(now_state.middle, now_state.floor)
    );
