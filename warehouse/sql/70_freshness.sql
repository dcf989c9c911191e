-- Grain: one metric of one subject of a topic: how recent what is held of it is, against its newest run.
create or replace view freshness as
select
    figure.topic, figure.subject, figure.metric,
    count(*)::integer as figures, count(distinct figure.outlet)::integer as outlets,
    max(figure.as_of_end) filter (where figure.as_of_basis in ('stated', 'derived')) as latest_as_of,
    max(figure.published_end) as latest_published,
    max(article.first_captured_at) as latest_capture,
    any_value(run.made_at) as latest_run,
    date_diff('minute', max(figure.as_of_end) filter (where figure.as_of_basis in ('stated', 'derived')), any_value(run.made_at))::integer
        as minutes_behind,
from figure
inner join article using (article_id)
inner join latest_run using (topic)
inner join stored.run as run on run.run_id = latest_run.run_id
where figure.subject is not null
group by all;
comment on view freshness is 'How recent the newest figure of each metric is.';
comment on column freshness.topic is 'Key of the topic.';
comment on column freshness.subject is 'Whom or what the figures are of.';
comment on column freshness.metric is 'Key of the metric.';
comment on column freshness.figures is 'Figures held.';
comment on column freshness.outlets is 'Outlets that they are of.';
comment on column freshness.latest_as_of is 'The latest time that a figure says it holds for; what only has a publication time is left out.';
comment on column freshness.latest_published is 'The latest publication time.';
comment on column freshness.latest_capture is 'When the newest of the article versions was first captured.';
comment on column freshness.latest_run is 'When the newest run of the topic was made.';
comment on column freshness.minutes_behind is 'From the latest as-of to that run, in minutes.';
