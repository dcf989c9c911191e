-- Grain: one moment at which a running total was reported, with what the evidence allows for it.
create or replace view envelope as
with point as (
    select comparable.topic, figure.subject, figure.metric, comparable.t1 as t, comparable.t0, comparable.lo, comparable.hi, comparable.origin
    from comparable
    inner join figure_all as figure using (topic, figure_id)
    inner join latest_run on latest_run.topic = comparable.topic
    inner join stored.run as run on run.topic = latest_run.topic and run.run_id = latest_run.run_id
    inner join stored.metric as metric
        on metric.topic = run.topic and metric.topic_digest = run.topic_digest and metric.metric = figure.metric
    where metric.kind = 'cumulative' and figure.place is null and comparable.t1 is not null
),
reached as (
    select distinct topic, subject, metric, t,
        max(lo) over (partition by topic, subject, metric order by t range between unbounded preceding and current row) as low,
        count(distinct origin) over (
            partition by topic, subject, metric order by t range between unbounded preceding and current row
        ) as origins,
    from point
),
-- Each point asks at its time what the points that begin no earlier allow: one sweep from the last to the first.
swept as (
    select topic, subject, metric, moment, is_question,
        min(hi) over (partition by topic, subject, metric order by moment desc range between unbounded preceding and current row) as high,
    from (
        select topic, subject, metric, t0 as moment, hi, false as is_question from point
        union all
        select distinct topic, subject, metric, t, null, true from point
    )
)
select reached.topic, reached.subject, reached.metric, reached.t, reached.low, swept.high, reached.origins
from reached
inner join swept
    on swept.topic = reached.topic and swept.subject = reached.subject and swept.metric = reached.metric
    and swept.moment = reached.t and swept.is_question;
comment on view envelope is 'Bounds on running totals from monotony alone: reached before, not passed after.';
comment on column envelope.topic is 'Key of the topic.';
comment on column envelope.subject is 'Whom or what it is of.';
comment on column envelope.metric is 'Key of the metric.';
comment on column envelope.t is 'The moment.';
comment on column envelope.low is 'The most that was reported as reached by then; null when nothing was.';
comment on column envelope.high is 'The least upper bound reported for later; null when there is none.';
comment on column envelope.origins is 'Named origins behind the lower bound.';
