-- Grain: one figure of the newest version of an article for one topic, as the newest reader reads it.
create or replace view figure as
select
    figure_id,
    article_id,
    reader_version,
    topic,
    outlet,
    outlet_name,
    url,
    published_start,
    published_end,
    language,
    wording,
    paragraph,
    start_char,
    end_char,
    said,
    sentence,
    subject,
    metric,
    value,
    value_max,
    unit,
    hedge,
    comparator,
    low,
    high,
    low_open,
    high_open,
    soft_low,
    soft_high,
    precision_size,
    status,
    milestone_value,
    milestone_unit,
    milestone_subject,
    rank_of,
    place,
    period_start,
    period_end,
    as_of_start,
    as_of_end,
    as_of_basis,
    attributed_to,
    same_as,
    delta_since,
    changed_at,
from figure_all
where is_latest;
comment on view figure is 'Figures of the articles as they stand now: plain counts are right.';
comment on column figure.figure_id is 'Identity: where it stands and what it is of.';
comment on column figure.article_id is 'The article version that states it.';
comment on column figure.reader_version is 'Version of the reader that read it.';
comment on column figure.topic is 'Key of the topic.';
comment on column figure.outlet is 'Key of the outlet, else the host.';
comment on column figure.outlet_name is 'Name of the outlet for readers.';
comment on column figure.url is 'Address of the article.';
comment on column figure.published_start is 'Start of the publication time.';
comment on column figure.published_end is 'End of the publication time.';
comment on column figure.language is 'vi or en.';
comment on column figure.wording is 'original or facsimile.';
comment on column figure.paragraph is 'Number of the paragraph from 0; -1 is the title.';
comment on column figure.start_char is 'First code point of the number phrase in the paragraph.';
comment on column figure.end_char is 'Code point behind the number phrase.';
comment on column figure.said is 'The number phrase with its unit, as written.';
comment on column figure.sentence is 'The paragraph (or title) that it stands in.';
comment on column figure.subject is 'Whom or what it is of.';
comment on column figure.metric is 'Key of the metric.';
comment on column figure.value is 'The value as stated, in the unit; days since 1970-01-01 for dates.';
comment on column figure.value_max is 'The upper value of a range.';
comment on column figure.unit is 'Unit of the value: VND, USD, people, tickets, days, percent, ...';
comment on column figure.hedge is 'The hedge in front of it: bare, more, reached, near, about, ...';
comment on column figure.comparator is 'What the hedge means: eq, gt, gte, lt, lte, approx, range.';
comment on column figure.low is 'Lower end of the hard interval; null is open.';
comment on column figure.high is 'Upper end of the hard interval; null is open.';
comment on column figure.low_open is 'Whether the lower end itself is left out.';
comment on column figure.high_open is 'Whether the upper end itself is left out.';
comment on column figure.soft_low is 'Lower end of what the words suggest.';
comment on column figure.soft_high is 'Upper end of what the words suggest.';
comment on column figure.precision_size is 'Size of the last stated place.';
comment on column figure.status is 'fact, estimate, forecast, target, increment or negated.';
comment on column figure.milestone_value is 'The amount that a date or day count leads up to.';
comment on column figure.milestone_unit is 'Unit of that amount.';
comment on column figure.milestone_subject is 'The subject that a date or day count overtakes.';
comment on column figure.rank_of is 'The list of a rank: all_time, year, week, day, with the kind or land that it is of alone; order where it is one of passing a mark.';
comment on column figure.place is 'The place, where narrower than the whole.';
comment on column figure.period_start is 'Start of the period of an amount.';
comment on column figure.period_end is 'End of the period of an amount.';
comment on column figure.as_of_start is 'Start of the as-of interval.';
comment on column figure.as_of_end is 'End of the as-of interval.';
comment on column figure.as_of_basis is 'How the as-of is known: stated, derived, published, unknown.';
comment on column figure.attributed_to is 'Whom the article credits with it.';
comment on column figure.same_as is 'The figure that it converts into another currency.';
comment on column figure.delta_since is 'Of an increment, since when; of a rate of growth, when the stretch of time begins that it is measured against.';
comment on column figure.changed_at is 'By when the page was written over, as it says or as later captures show; null: nothing says that it was.';
