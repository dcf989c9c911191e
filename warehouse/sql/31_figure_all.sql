-- Grain: one figure of one article version for one topic, as the newest reader reads it.
create or replace view figure_all as
select
    figure.figure_id, figure.article_id, figure.reader_version, figure.topic, article.outlet, article.outlet_name, article.url,
    article.published_start, article.published_end, article.language, article.wording, article.is_latest, figure.paragraph,
    figure.start_char, figure.end_char, figure.said, paragraph.text as sentence, figure.subject, figure.metric, figure.value,
    figure.value_max, figure.unit, figure.hedge, figure.comparator, figure.low, figure.high, figure.low_open, figure.high_open,
    figure.soft_low, figure.soft_high, figure.precision_size, figure.status, figure.milestone_value, figure.milestone_unit,
    figure.milestone_subject, figure.rank_of, figure.place, figure.period_start, figure.period_end, figure.as_of_start,
    figure.as_of_end, figure.as_of_basis, figure.attributed_to, figure.same_as,
    figure.delta_since,
    case
        when article.version > 1 and article.capture_trust = 'captured'
            then greatest(article.first_captured_at, coalesce(article.modified_at, article.first_captured_at))
        else article.modified_at
    end as changed_at,
from stored.figure as figure
inner join article using (article_id)
left join stored.paragraph as paragraph
    on paragraph.article_id = figure.article_id and paragraph.paragraph = figure.paragraph
inner join (
    select article_id, topic, max(reader_version) as reader_version from stored.reading group by all
) as newest
    on newest.article_id = figure.article_id and newest.topic = figure.topic
    and newest.reader_version = figure.reader_version;
comment on view figure_all is 'Every figure of every article version, read by the newest reader.';
comment on column figure_all.figure_id is 'Identity: where it stands and what it is of.';
comment on column figure_all.article_id is 'The article version that states it.';
comment on column figure_all.reader_version is 'Version of the reader that read it.';
comment on column figure_all.topic is 'Key of the topic.';
comment on column figure_all.outlet is 'Key of the outlet, else the host.';
comment on column figure_all.outlet_name is 'Name of the outlet for readers.';
comment on column figure_all.url is 'Address of the article.';
comment on column figure_all.published_start is 'Start of the publication time.';
comment on column figure_all.published_end is 'End of the publication time.';
comment on column figure_all.language is 'vi or en.';
comment on column figure_all.wording is 'original or facsimile.';
comment on column figure_all.is_latest is 'Whether the article version is the newest of its address.';
comment on column figure_all.paragraph is 'Number of the paragraph from 0; -1 is the title.';
comment on column figure_all.start_char is 'First code point of the number phrase in the paragraph.';
comment on column figure_all.end_char is 'Code point behind the number phrase.';
comment on column figure_all.said is 'The number phrase with its unit, as written.';
comment on column figure_all.sentence is 'The paragraph (or title) that it stands in.';
comment on column figure_all.subject is 'Whom or what it is of.';
comment on column figure_all.metric is 'Key of the metric.';
comment on column figure_all.value is 'The value as stated, in the unit; days since 1970-01-01 for dates.';
comment on column figure_all.value_max is 'The upper value of a range.';
comment on column figure_all.unit is 'Unit of the value: VND, USD, people, tickets, days, percent, ...';
comment on column figure_all.hedge is 'The hedge in front of it: bare, more, reached, near, about, ...';
comment on column figure_all.comparator is 'What the hedge means: eq, gt, gte, lt, lte, approx, range.';
comment on column figure_all.low is 'Lower end of the hard interval; null is open.';
comment on column figure_all.high is 'Upper end of the hard interval; null is open.';
comment on column figure_all.low_open is 'Whether the lower end itself is left out.';
comment on column figure_all.high_open is 'Whether the upper end itself is left out.';
comment on column figure_all.soft_low is 'Lower end of what the words suggest.';
comment on column figure_all.soft_high is 'Upper end of what the words suggest.';
comment on column figure_all.precision_size is 'Size of the last stated place.';
comment on column figure_all.status is 'fact, estimate, forecast, target, increment or negated.';
comment on column figure_all.milestone_value is 'The amount that a date or day count leads up to.';
comment on column figure_all.milestone_unit is 'Unit of that amount.';
comment on column figure_all.milestone_subject is 'The subject that a date or day count overtakes.';
comment on column figure_all.rank_of is 'The list of a rank: all_time, year, week, day, with the kind or land that it is of alone; order where it is one of passing a mark.';
comment on column figure_all.place is 'The place, where narrower than the whole.';
comment on column figure_all.period_start is 'Start of the period of an amount.';
comment on column figure_all.period_end is 'End of the period of an amount.';
comment on column figure_all.as_of_start is 'Start of the as-of interval.';
comment on column figure_all.as_of_end is 'End of the as-of interval.';
comment on column figure_all.as_of_basis is 'How the as-of is known: stated, derived, published, unknown.';
comment on column figure_all.attributed_to is 'Whom the article credits with it.';
comment on column figure_all.same_as is 'The figure that it converts into another currency.';
comment on column figure_all.delta_since is 'Of an increment, since when; of a rate of growth, when the stretch of time begins that it is measured against.';
comment on column figure_all.changed_at is 'By when the page was written over, as it says or as later captures show; null: nothing says that it was.';
