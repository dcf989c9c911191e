-- Grain: one figure that changed between two versions of an address, same reader, subject, metric, scope and as-of.
create or replace view revision as
select after.url, before_version.version as from_version, after_version.version as to_version, after.figure_id as figure,
    before.figure_id as figure_before, after.topic, after.subject, after.metric, before.value as value_before, after.value as value_after,
    before.said as said_before, after.said as said_after, after.wording,
from figure_all as after
inner join article as after_version on after_version.article_id = after.article_id
inner join article as before_version
    on before_version.url = after_version.url and before_version.version = after_version.version - 1
inner join figure_all as before
    on before.article_id = before_version.article_id and before.topic = after.topic and before.subject = after.subject
    and before.metric = after.metric and before.unit = after.unit
    and before.place is not distinct from after.place
    and before.period_start is not distinct from after.period_start
    and before.as_of_start is not distinct from after.as_of_start
    and before.as_of_end is not distinct from after.as_of_end
    and before.as_of_basis in ('stated', 'derived') = (after.as_of_basis in ('stated', 'derived'))
    and before.reader_version = after.reader_version
where before.value <> after.value
    and not exists (
        select 1 from figure_all as kept
        where kept.article_id = after.article_id and kept.subject = before.subject and kept.metric = before.metric
            and kept.value = before.value
    );
comment on view revision is 'Figures that changed under one address while as-of and scope stayed the same.';
comment on column revision.url is 'Address of the article.';
comment on column revision.from_version is 'Version that had the former value.';
comment on column revision.to_version is 'Version that has the new value.';
comment on column revision.figure is 'The figure now.';
comment on column revision.figure_before is 'The figure before.';
comment on column revision.topic is 'Key of the topic.';
comment on column revision.subject is 'Whom or what it is of.';
comment on column revision.metric is 'Key of the metric.';
comment on column revision.value_before is 'Value before.';
comment on column revision.value_after is 'Value now.';
comment on column revision.said_before is 'Number phrase before.';
comment on column revision.said_after is 'Number phrase now.';
comment on column revision.wording is 'original or facsimile; nothing is concluded from facsimiles.';
