-- Grain: one figure brought to its metric's unit, in the newest run of its topic.
create or replace view comparable as
select comparable.figure_id, comparable.topic, comparable.group_id, comparable.lo, comparable.hi, comparable.lo_open, comparable.hi_open,
    comparable.t0, comparable.t1, comparable.is_final, comparable.outlet, comparable.house, comparable.origin, comparable.rate_used,
from stored.comparable as comparable
inner join latest_run using (topic, run_id);
comment on view comparable is 'Facts in one unit with hard interval and as-of interval.';
comment on column comparable.figure_id is 'The figure.';
comment on column comparable.topic is 'Key of the topic.';
comment on column comparable.group_id is 'Figures of one subject, metric and place share it.';
comment on column comparable.lo is 'Lower end of the hard interval in the metric''s unit; null is open.';
comment on column comparable.hi is 'Upper end of the hard interval in the metric''s unit; null is open.';
comment on column comparable.lo_open is 'Whether the lower end itself is left out.';
comment on column comparable.hi_open is 'Whether the upper end itself is left out.';
comment on column comparable.t0 is 'Start of the as-of interval; null is unbounded.';
comment on column comparable.t1 is 'End of the as-of interval; null is unbounded.';
comment on column comparable.is_final is 'A total of a subject whose run is over.';
comment on column comparable.outlet is 'Key of the outlet, else the host.';
comment on column comparable.house is 'Outlets of one publisher share it.';
comment on column comparable.origin is 'The party that it cites; null when none is named.';
comment on column comparable.rate_used is 'The exchange rate it was converted with, if it was.';
