-- Grain: one disagreement that stands as it is, but for what else is known of its series.
create or replace temp table renamed as
select state.* from bulk.state as state semi join met on state.series = met.series and state.event = met.other and met.is_renamed
where state.type is not null;
insert into now_state by name
select series, event, is_total, floor, ceiling, figures, least, most, reason, target, upper, lower, odd, houses, origins,
    {'distance': 0, 'figure': odd_figure, 'value': odd_value, 'low': odd_low, 'high': odd_high} as figure,
from renamed;
delete from bulk.state using renamed where state.series = renamed.series and state.event = renamed.event;
