-- Grain: one moment at which a running total was reported, with what the evidence allows for it.
create or replace view envelope as
with point as (
    select comparable.topic, figure.subject, figure.metric, comparable.t1 as t, comparable.t0, comparable.lo, comparable.hi, comparable.origin
    from comparable
    inner join figure_all as figure using (figure_id)
    inner join (select topic, metric, any_value(kind) as kind from stored.metric group by all) as metric
        on metric.topic = comparable.topic and metric.metric = figure.metric
    where metric.kind = 'cumulative' and figure.place is null and comparable.t1 is not null
),
moment as (
    select distinct topic, subject, metric, t from point
)
select moment.topic, moment.subject, moment.metric, moment.t,
    max(point.lo) filter (where point.t <= moment.t) as low,
    min(point.hi) filter (where point.t0 >= moment.t) as high,
    count(distinct point.origin) filter (where point.t <= moment.t) as origins,
from moment
inner join point using (topic, subject, metric)
group by all;
comment on view envelope is 'Bounds on running totals from monotony alone: reached before, not passed after.';
comment on column envelope.topic is 'Key of the topic.';
comment on column envelope.subject is 'Whom or what it is of.';
comment on column envelope.metric is 'Key of the metric.';
comment on column envelope.t is 'The moment.';
comment on column envelope.low is 'The most that was reported as reached by then; null when nothing was.';
comment on column envelope.high is 'The least upper bound reported for later; null when there is none.';
comment on column envelope.origins is 'Named origins behind the lower bound.';
