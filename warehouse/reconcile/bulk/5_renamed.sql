-- Grain: one disagreement that stands as it is, but for what else is known of its series.
insert into now_state
select *, floor, ceiling from bulk.state semi join renamed using (series, event) anti join now_state using (series, event);
insert into odd
select series, event, odd, houses, origins,
    {'distance': 0, 'figure': odd_figure, 'value': odd_value, 'low': odd_low, 'high': odd_high},
from bulk.finding
semi join renamed using (series, event);
delete from bulk.finding using renamed where finding.series = renamed.series and finding.event = renamed.event;
