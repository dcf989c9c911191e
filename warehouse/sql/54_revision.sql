-- Grain: one figure that changed from one version of an address to the next, same reader, subject, metric, scope and
-- as-of. A text that was put back is a version come again. What a page that moves on says without a time has not changed.
create or replace view revision as
with step as (
    select article_id, before_id, max(changed_at) as changed_at from rewriting group by all
)
select after.url, before_version.version as from_version, after_version.version as to_version, after.figure_id as figure,
    before.figure_id as figure_before, after.topic, after.subject, after.metric, before.value as value_before, after.value as value_after,
    before.said as said_before, after.said as said_after, after.wording, step.changed_at,
from figure_all as after
inner join step on step.article_id = after.article_id
inner join article as after_version on after_version.article_id = after.article_id
inner join article as before_version on before_version.article_id = step.before_id
inner join figure_all as before
    on before.article_id = before_version.article_id and before.topic = after.topic and before.subject = after.subject
    and before.metric = after.metric and before.unit = after.unit
    and before.place is not distinct from after.place
    and before.period_start is not distinct from after.period_start
    and before.period_end is not distinct from after.period_end
    and before.as_of_start is not distinct from after.as_of_start
    and before.as_of_end is not distinct from after.as_of_end
    and before.as_of_basis in ('stated', 'derived') = (after.as_of_basis in ('stated', 'derived'))
    and before.reader_version = after.reader_version
where before.value <> after.value and before.status is distinct from 'negated' and after.status is distinct from 'negated'
    and (after.period_start is not null or after.as_of_basis in ('stated', 'derived') or after.unit in ('date', 'days'))
    and not exists (
        select 1 from figure_all as kept
        where kept.article_id = after.article_id and kept.subject = before.subject and kept.metric = before.metric
            and kept.value = before.value and kept.status is distinct from 'negated'
    )
-- A headline and its text that change alike are one change.
qualify row_number() over (
    partition by after.article_id, before.article_id, step.changed_at, after.topic, after.subject, after.metric, after.unit,
        after.place, after.period_start, after.period_end, after.as_of_start, after.as_of_end, before.value, after.value
    order by after.paragraph desc, after.start_char, before.paragraph desc, before.start_char
) = 1;
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
comment on column revision.changed_at is 'Capture that last found the new value in place of the former.';
comment on column revision.wording is 'original or facsimile; nothing is concluded from facsimiles.';
