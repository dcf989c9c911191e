-- Grain: one event that is known anew and another of its series that means something for it, or it for the other:
-- one is or gets out of order, or the odd figure of one repeats an end that the other is known by.
create or replace temp table met as
with now as materialized (
    select series, event, is_total, floor, ceiling, least, most, figure.low as odd_low, figure.high as odd_high,
    from now_state
)
select now.series, now.event, other.event as other,
    other.is_order or other.event < now.event and other.least > now.most
    or other.event > now.event and other.most < now.least as is_doubtful,
    now.odd_low = other.floor or now.odd_high = other.ceiling as is_repeated,
    -- What has a type for what it repeats may repeat it no more.
    other.odd_low = now.floor or other.odd_high = now.ceiling or other.is_repeat as is_renamed,
from now
inner join (
    select series, event, floor, ceiling, least, most, odd_low, odd_high, is_order, is_repeat,
    from bulk.state
    union all
    select series, event, floor, ceiling, least, most, null, null, false, false from now
) as other on now.series = other.series and now.event <> other.event
where now.odd_low = other.floor
    or now.odd_high = other.ceiling
    or other.odd_low = now.floor
    or other.odd_high = now.ceiling
    or other.is_repeat
    or other.is_order
    or now.is_total
        and (
            other.event < now.event and other.least > now.most or other.event > now.event and other.most < now.least
        );
