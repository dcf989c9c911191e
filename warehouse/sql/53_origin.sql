-- Grain: one comparable figure and the witness behind it.
create or replace view origin as
select topic, group_id, coalesce(origin, 'not named') as origin_id, figure_id, outlet, house
from comparable;
comment on view origin is 'Who stands behind each figure; ten outlets that cite one tracker are one witness.';
comment on column origin.topic is 'Key of the topic.';
comment on column origin.group_id is 'Figures of one subject, metric and place share it.';
comment on column origin.origin_id is 'The party cited, or "not named".';
comment on column origin.figure_id is 'The figure.';
comment on column origin.outlet is 'Key of the outlet, else the host.';
comment on column origin.house is 'Outlets of one publisher share it.';
