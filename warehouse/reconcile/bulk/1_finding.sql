-- Grain: one disagreement: a series and event with figures that no value fits, or that other times speak against.
create or replace view bulk.finding as
select hash(series, event) as finding, series, event, reason, type, severity, odd_figure, odd_value, odd_low, odd_high,
    repaired, floor, ceiling, target, figures, odd, houses, origins,
from bulk.state
where type is not null;
comment on view bulk.finding is 'One disagreement; its words and positions are made when it is read.';
comment on column bulk.finding.finding is 'Identity: hash of series and event.';
comment on column bulk.finding.series is 'The series.';
comment on column bulk.finding.event is 'The event.';
comment on column bulk.finding.reason is 'apart or order.';
comment on column bulk.finding.type is 'Type that explains it best.';
comment on column bulk.finding.severity is '1 small to 4 very large gap.';
comment on column bulk.finding.odd_figure is 'The figure furthest from what most say; of equals, the one with the largest identity.';
comment on column bulk.finding.odd_value is 'Its value.';
comment on column bulk.finding.odd_low is 'Its lower end.';
comment on column bulk.finding.odd_high is 'Its upper end.';
comment on column bulk.finding.repaired is 'What it would be, if the type holds.';
comment on column bulk.finding.floor is 'The highest lower end.';
comment on column bulk.finding.ceiling is 'The lowest upper end.';
comment on column bulk.finding.target is 'What most say, or what other times allow.';
comment on column bulk.finding.figures is 'Number of figures.';
comment on column bulk.finding.odd is 'Number of odd figures.';
comment on column bulk.finding.houses is 'Number of houses with odd figures.';
comment on column bulk.finding.origins is 'Number of named origins with odd figures.';
