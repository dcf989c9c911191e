-- What was gathered and concluded, append-only. Natural keys, no foreign keys; views pick the newest.
create schema if not exists stored;

create table if not exists stored.schema_version (version integer primary key, definitions varchar);

create table if not exists stored.run (
    run_id varchar primary key, topic varchar, kind varchar, state varchar, code_version varchar, reader_version integer,
    topic_digest varchar, since timestamptz, until timestamptz, made_at timestamptz, error varchar, settings varchar
);
alter table stored.run add column if not exists concluded bigint default 0;
create table if not exists stored.coverage (
    run_id varchar, topic varchar, outlet varchar, outlet_name varchar, asked integer, fetched integer, pages_read integer,
    gated integer, paywalled integer, failed integer, about_topic integer, figures integer, unread integer, note varchar,
    primary key (run_id, outlet)
);
create table if not exists stored.capture (
    url varchar, captured_at timestamptz, digest varchar, outlet varchar, status integer, outcome varchar, reason varchar,
    is_facsimile boolean, article_id varchar, warc_file varchar, warc_offset bigint, warc_length bigint, etag varchar,
    last_modified varchar, extractor varchar, characters integer, missing varchar, primary key (url, captured_at, digest)
);
create table if not exists stored.article (
    article_id varchar primary key, url varchar, outlet varchar, outlet_name varchar, language varchar, title varchar,
    authors varchar, published_start timestamptz, published_end timestamptz, modified_at timestamptz, wording varchar,
    extractor varchar, digest varchar, first_captured_at timestamptz
);
create table if not exists stored.paragraph (
    article_id varchar, paragraph integer, text varchar, primary key (article_id, paragraph)
);
create table if not exists stored.figure (
    figure_id varchar, reader_version integer, topic varchar, article_id varchar, paragraph integer, start_char integer,
    end_char integer, said varchar, subject varchar, metric varchar, value decimal(38, 4), value_max decimal(38, 4),
    unit varchar, hedge varchar, comparator varchar, low decimal(38, 4), high decimal(38, 4), low_open boolean,
    high_open boolean, soft_low decimal(38, 4), soft_high decimal(38, 4), precision_size decimal(38, 4), status varchar,
    milestone_value decimal(38, 4), milestone_unit varchar, milestone_subject varchar, rank_of varchar, place varchar,
    period_start timestamptz, period_end timestamptz, as_of_start timestamptz, as_of_end timestamptz, as_of_basis varchar,
    attributed_to varchar, same_as varchar, delta_since timestamptz,
    primary key (topic, figure_id, reader_version)
);
alter table stored.figure add column if not exists delta_since timestamptz;
create table if not exists stored.unread (
    article_id varchar, topic varchar, reader_version integer, paragraph integer, start_char integer, end_char integer,
    said varchar, reason varchar, primary key (article_id, topic, reader_version, paragraph, start_char)
);
create table if not exists stored.reading (
    article_id varchar, topic varchar, reader_version integer, topic_digest varchar,
    primary key (article_id, topic, reader_version, topic_digest)
);
create table if not exists stored.comparable (
    run_id varchar, figure_id varchar, topic varchar, group_id varchar, lo decimal(38, 4), hi decimal(38, 4),
    lo_open boolean, hi_open boolean, t0 timestamptz, t1 timestamptz, is_final boolean, origin varchar, outlet varchar,
    house varchar, rate_used decimal(38, 4), primary key (run_id, figure_id)
);
create table if not exists stored.finding (
    run_id varchar, finding_id varchar, topic varchar, type varchar, severity integer, subject varchar, metric varchar,
    unit varchar, place varchar, period_start timestamptz, period_end timestamptz, as_of_start timestamptz,
    as_of_end timestamptz, positions varchar, outlets integer, origins integer, candidates varchar, notes varchar,
    repaired_figure varchar, repaired_value decimal(38, 4), explanation_en varchar, explanation_vi varchar,
    would_settle_en varchar, would_settle_vi varchar, derivation varchar, is_simulated boolean,
    primary key (run_id, finding_id)
);
create table if not exists stored.verdict (
    run_id varchar, topic varchar, claim_id varchar, place integer, kind varchar, said varchar, text_en varchar, text_vi varchar,
    verdict varchar, qualifiers varchar, attribution varchar, credits varchar, outlets integer, origins integer,
    explanation_en varchar, explanation_vi varchar, would_settle_en varchar, would_settle_vi varchar, derivation varchar,
    claimant varchar, is_simulated boolean, primary key (run_id, claim_id)
);
create table if not exists stored.evidence (
    run_id varchar, topic varchar, claim_id varchar, finding_id varchar, figure_id varchar, stance varchar,
    primary key (run_id, claim_id, finding_id, figure_id)
);
create table if not exists stored.review (
    finding_id varchar, decided_at timestamptz, decision varchar, reason varchar, reviewer varchar, evidence_digest varchar,
    primary key (finding_id, decided_at)
);
create table if not exists stored.alert (
    topic varchar, key varchar, sent_at timestamptz, target varchar, primary key (topic, key, target)
);
create table if not exists stored.event (
    topic varchar, key varchar, run_id varchar, happened_at timestamptz, happening varchar, finding_id varchar, outlet varchar,
    outlet_name varchar, type varchar, severity integer, severity_before integer, text_en varchar, text_vi varchar,
    primary key (topic, key)
);
create table if not exists stored.outlet_state (
    run_id varchar, topic varchar, outlet varchar, trouble varchar, primary key (run_id, outlet)
);
create table if not exists stored.rate (
    currency varchar, day date, dong decimal(38, 4), low decimal(38, 4), high decimal(38, 4), origin varchar,
    primary key (currency, day)
);
create table if not exists stored.tombstone (
    url varchar primary key, withdrawn_at timestamptz, reason varchar
);
create table if not exists stored.backfill (
    run_id varchar, file varchar, start_byte bigint, end_byte bigint, pages bigint, damaged bigint, articles bigint,
    primary key (run_id, file, start_byte)
);
alter table stored.backfill add column if not exists outcomes varchar;
create table if not exists stored.topic (
    topic varchar, topic_digest varchar, title_en varchar, title_vi varchar, primary key (topic, topic_digest)
);
create table if not exists stored.metric (
    topic varchar, metric varchar, kind varchar, unit varchar, name_en varchar, name_vi varchar, topic_digest varchar,
    primary key (topic, metric, topic_digest)
);
comment on table stored.schema_version is 'The version of this schema; another one is refused.';
comment on column stored.schema_version.version is 'Number of the schema.';
comment on column stored.schema_version.definitions is 'sha256 of the files that define tables and views.';
comment on table stored.run is 'Runs of the main job.';
comment on column stored.run.run_id is 'Identity of the run; on replay a hash of inputs, code and topic.';
comment on column stored.run.topic is 'Key of the topic.';
comment on column stored.run.kind is 'live, replay, add or withdraw.';
comment on column stored.run.state is 'finished, or failed with an error.';
comment on column stored.run.code_version is 'Version of doichieu that made it.';
comment on column stored.run.reader_version is 'Version of the figure reader that made it.';
comment on column stored.run.topic_digest is 'sha256 of the topic file.';
comment on column stored.run.since is 'Start of the look-back window.';
comment on column stored.run.until is 'End of the look-back window.';
comment on column stored.run.made_at is 'When it was made; on replay the latest capture time. On replay never before the run concluded before it.';
comment on column stored.run.error is 'What went wrong, if anything.';
comment on column stored.run.concluded is 'Number of the run in the order in which runs were concluded: the greatest is the newest.';
comment on column stored.run.settings is 'Named settings of intervals and comparison, as JSON.';
comment on table stored.coverage is 'How every outlet was covered in every run.';
comment on column stored.coverage.run_id is 'The run.';
comment on column stored.coverage.topic is 'Key of the topic.';
comment on column stored.coverage.outlet is 'Key of the outlet, else the host.';
comment on column stored.coverage.outlet_name is 'Name of the outlet for readers.';
comment on column stored.coverage.asked is 'Addresses that were asked for.';
comment on column stored.coverage.fetched is 'Pages that came.';
comment on column stored.coverage.pages_read is 'Pages that an article was read from.';
comment on column stored.coverage.gated is 'Pages behind a cookie, challenge or consent page.';
comment on column stored.coverage.paywalled is 'Pages for subscribers.';
comment on column stored.coverage.failed is 'Pages that failed in another way.';
comment on column stored.coverage.about_topic is 'Articles about the topic.';
comment on column stored.coverage.figures is 'Figures read from them.';
comment on column stored.coverage.unread is 'Numbers in them that were not understood.';
comment on column stored.coverage.note is 'What went wrong, in a sentence.';
comment on table stored.capture is 'Pages as captured, with their place in the archive.';
comment on column stored.capture.url is 'Address that was asked for.';
comment on column stored.capture.captured_at is 'When it was captured.';
comment on column stored.capture.digest is 'sha256 of the body.';
comment on column stored.capture.outlet is 'Key of the outlet, else the host of the address.';
comment on column stored.capture.status is 'HTTP status.';
comment on column stored.capture.outcome is 'read, gated, paywalled, error_page, empty, layout, not_article, index, unchanged, withdrawn, http_error, unreachable, forbidden, too_large, failed.';
comment on column stored.capture.reason is 'Why no article came out of it.';
comment on column stored.capture.etag is 'ETag that the server gave, to ask again with.';
comment on column stored.capture.last_modified is 'Last-Modified that the server gave, to ask again with.';
comment on column stored.capture.extractor is 'What read the page: layout, general or text; null where nothing was read.';
comment on column stored.capture.characters is 'Length of the text that was read.';
comment on column stored.capture.missing is 'Fields that the page lacks, joined with commas: title, published.';
comment on column stored.capture.is_facsimile is 'Whether the page is simulated: figures as reported, sentences ours.';
comment on column stored.capture.article_id is 'The article version that was read from it.';
comment on column stored.capture.warc_file is 'File of the archive that holds it.';
comment on column stored.capture.warc_offset is 'First byte of its record.';
comment on column stored.capture.warc_length is 'Bytes of its record.';
comment on table stored.article is 'Article versions: one address with one text.';
comment on column stored.article.article_id is 'Identity of this version: address and text.';
comment on column stored.article.url is 'Canonical address.';
comment on column stored.article.outlet is 'Key of the outlet, else the host of the address.';
comment on column stored.article.outlet_name is 'Name of the outlet for readers.';
comment on column stored.article.language is 'vi or en.';
comment on column stored.article.title is 'Headline.';
comment on column stored.article.authors is 'Names of the authors, joined with "; ".';
comment on column stored.article.published_start is 'Start of the publication time: an instant, a day or a month.';
comment on column stored.article.published_end is 'End of the publication time.';
comment on column stored.article.modified_at is 'When the page says that it was changed.';
comment on column stored.article.wording is 'original, or facsimile: sentences restated by us.';
comment on column stored.article.extractor is 'layout (the outlet''s own), general, or text.';
comment on column stored.article.digest is 'sha256 of the page that it was first read from.';
comment on column stored.article.first_captured_at is 'When this version was first captured.';
comment on table stored.paragraph is 'The text of article versions.';
comment on column stored.paragraph.article_id is 'The article version.';
comment on column stored.paragraph.paragraph is 'Number from 0; -1 is the title.';
comment on column stored.paragraph.text is 'The text, NFC.';
comment on table stored.figure is 'Figures as read, by every reader version.';
comment on column stored.figure.figure_id is 'Identity: where it stands and what it is of.';
comment on column stored.figure.reader_version is 'Version of the reader that read it.';
comment on column stored.figure.topic is 'Key of the topic.';
comment on column stored.figure.article_id is 'The article version that states it.';
comment on column stored.figure.paragraph is 'Number of the paragraph from 0; -1 is the title.';
comment on column stored.figure.start_char is 'First code point of the number phrase in the paragraph.';
comment on column stored.figure.end_char is 'Code point behind the number phrase.';
comment on column stored.figure.said is 'The number phrase with its unit, as written.';
comment on column stored.figure.subject is 'Whom or what it is of.';
comment on column stored.figure.metric is 'Key of the metric.';
comment on column stored.figure.value is 'The value as stated, in the unit; days since 1970-01-01 for dates.';
comment on column stored.figure.value_max is 'The upper value of a range.';
comment on column stored.figure.unit is 'Unit of the value: VND, USD, people, tickets, days, percent, ...';
comment on column stored.figure.hedge is 'The hedge in front of it: bare, more, reached, near, about, ...';
comment on column stored.figure.comparator is 'What the hedge means: eq, gt, gte, lt, lte, approx, range.';
comment on column stored.figure.low is 'Lower end of the hard interval; null is open.';
comment on column stored.figure.high is 'Upper end of the hard interval; null is open.';
comment on column stored.figure.low_open is 'Whether the lower end itself is left out.';
comment on column stored.figure.high_open is 'Whether the upper end itself is left out.';
comment on column stored.figure.soft_low is 'Lower end of what the words suggest.';
comment on column stored.figure.soft_high is 'Upper end of what the words suggest.';
comment on column stored.figure.precision_size is 'Size of the last stated place.';
comment on column stored.figure.status is 'fact, estimate, forecast, target, increment or negated.';
comment on column stored.figure.milestone_value is 'The amount that a date or day count leads up to.';
comment on column stored.figure.milestone_unit is 'Unit of that amount.';
comment on column stored.figure.milestone_subject is 'The subject that a date or day count overtakes.';
comment on column stored.figure.rank_of is 'The list of a rank: all_time, year, week, day, with the kind or land that it is of alone; order where it is one of passing a mark.';
comment on column stored.figure.place is 'The place, where narrower than the whole.';
comment on column stored.figure.period_start is 'Start of the period of an amount.';
comment on column stored.figure.period_end is 'End of the period of an amount.';
comment on column stored.figure.as_of_start is 'Start of the as-of interval.';
comment on column stored.figure.as_of_end is 'End of the as-of interval.';
comment on column stored.figure.as_of_basis is 'How the as-of is known: stated, derived, published, unknown.';
comment on column stored.figure.attributed_to is 'Whom the article credits with it.';
comment on column stored.figure.same_as is 'The figure that it converts into another currency.';
comment on column stored.figure.delta_since is 'Of an increment, since when; of a rate of growth, when the stretch of time begins that it is measured against.';
comment on table stored.unread is 'Numbers that were seen and not understood.';
comment on column stored.unread.article_id is 'The article version.';
comment on column stored.unread.topic is 'Key of the topic.';
comment on column stored.unread.reader_version is 'Version of the reader.';
comment on column stored.unread.paragraph is 'Number of the paragraph from 0; -1 is the title.';
comment on column stored.unread.start_char is 'First code point of the number in the paragraph.';
comment on column stored.unread.end_char is 'Code point behind the number.';
comment on column stored.unread.said is 'The number as written.';
comment on column stored.unread.reason is 'Why it was not understood: no_unit, no_metric, no_subject, ...';
comment on table stored.reading is 'Which article versions were read for which topic, by which reader.';
comment on column stored.reading.article_id is 'The article version.';
comment on column stored.reading.topic is 'Key of the topic.';
comment on column stored.reading.reader_version is 'Version of the figure reader.';
comment on column stored.reading.topic_digest is 'sha256 of the topic file.';
comment on table stored.comparable is 'Figures brought to one unit and an as-of interval, by run.';
comment on column stored.comparable.run_id is 'The run.';
comment on column stored.comparable.figure_id is 'The figure.';
comment on column stored.comparable.topic is 'Key of the topic.';
comment on column stored.comparable.group_id is 'Figures of one subject, metric and place share it.';
comment on column stored.comparable.lo is 'Lower end of the hard interval in the metric''s unit; null is open.';
comment on column stored.comparable.hi is 'Upper end of the hard interval in the metric''s unit; null is open.';
comment on column stored.comparable.lo_open is 'Whether the lower end itself is left out.';
comment on column stored.comparable.hi_open is 'Whether the upper end itself is left out.';
comment on column stored.comparable.t0 is 'Start of the as-of interval; null is unbounded.';
comment on column stored.comparable.t1 is 'End of the as-of interval; null is unbounded.';
comment on column stored.comparable.is_final is 'A total of a subject whose run is over.';
comment on column stored.comparable.origin is 'The party that it cites; null when none is named.';
comment on column stored.comparable.outlet is 'Key of the outlet, else the host.';
comment on column stored.comparable.house is 'Outlets of one publisher share it.';
comment on column stored.comparable.rate_used is 'The exchange rate it was converted with, if it was.';
comment on table stored.finding is 'Disagreements, and scopes that only look different, by run.';
comment on column stored.finding.run_id is 'The run that found it.';
comment on column stored.finding.finding_id is 'Identity of the disagreement; the same from run to run.';
comment on column stored.finding.topic is 'Key of the topic.';
comment on column stored.finding.type is 'Kind of discrepancy; docs/verdicts.md explains each.';
comment on column stored.finding.severity is '0 none, 1 small, 2 medium, 3 large, 4 very large.';
comment on column stored.finding.subject is 'Whom or what the figures are of.';
comment on column stored.finding.metric is 'Key of the metric.';
comment on column stored.finding.unit is 'Unit of the metric.';
comment on column stored.finding.place is 'The place, where narrower than the whole.';
comment on column stored.finding.period_start is 'Start of the period compared.';
comment on column stored.finding.period_end is 'End of the period compared.';
comment on column stored.finding.as_of_start is 'Start of the as-of time compared.';
comment on column stored.finding.as_of_end is 'End of the as-of time compared.';
comment on column stored.finding.positions is 'JSON: largest sets of figures with a point in common, with outlets, those of them that only imply it, and origins.';
comment on column stored.finding.outlets is 'Number of outlets involved.';
comment on column stored.finding.origins is 'Number of independent origins; origin not named never counts as a further one.';
comment on column stored.finding.candidates is 'JSON: types that fit, with weights.';
comment on column stored.finding.notes is 'JSON: SOFT, UNCHECKED, CIRC; WITHDRAWN where it rested on a page that was withdrawn since.';
comment on column stored.finding.repaired_figure is 'The figure that a repair would change.';
comment on column stored.finding.repaired_value is 'What it would be, if that explanation holds.';
comment on column stored.finding.explanation_en is 'Why, in English.';
comment on column stored.finding.explanation_vi is 'Why, in Vietnamese.';
comment on column stored.finding.would_settle_en is 'What evidence would settle it, in English.';
comment on column stored.finding.would_settle_vi is 'What evidence would settle it, in Vietnamese.';
comment on column stored.finding.derivation is 'JSON: rule, settings, inputs and steps, to be checked again.';
comment on column stored.finding.is_simulated is 'Whether it rests on simulated pages.';
comment on table stored.verdict is 'Verdicts on the claims of a topic, by run.';
comment on column stored.verdict.run_id is 'The run that judged it.';
comment on column stored.verdict.topic is 'Key of the topic.';
comment on column stored.verdict.claim_id is 'Identity of the claim.';
comment on column stored.verdict.place is 'Its place among the topic''s claims.';
comment on column stored.verdict.kind is 'figure, milestone, rank, date, attribution, quotation or fact.';
comment on column stored.verdict.said is 'What is claimed, as a number phrase or words.';
comment on column stored.verdict.text_en is 'The claim in our words, in English.';
comment on column stored.verdict.text_vi is 'The claim in our words, in Vietnamese.';
comment on column stored.verdict.verdict is 'supported, refuted, conflicting or not_enough_evidence.';
comment on column stored.verdict.qualifiers is 'Qualifiers, joined with "; ".';
comment on column stored.verdict.attribution is 'confirmed, failed, unchecked or none: whether the credited outlet reported it.';
comment on column stored.verdict.credits is 'Keys of the credited outlets, joined with "; ".';
comment on column stored.verdict.outlets is 'Number of outlets whose figures count for the verdict.';
comment on column stored.verdict.origins is 'Number of independent origins behind them.';
comment on column stored.verdict.explanation_en is 'Why, in English.';
comment on column stored.verdict.explanation_vi is 'Why, in Vietnamese.';
comment on column stored.verdict.would_settle_en is 'What evidence would settle it, in English.';
comment on column stored.verdict.would_settle_vi is 'What evidence would settle it, in Vietnamese.';
comment on column stored.verdict.derivation is 'JSON: rule, inputs and steps, to be checked again.';
comment on column stored.verdict.claimant is 'Address of who makes the claim.';
comment on column stored.verdict.is_simulated is 'Whether it rests on simulated pages.';
comment on table stored.evidence is 'Which figures a finding or verdict rests on, by run.';
comment on column stored.evidence.run_id is 'The run.';
comment on column stored.evidence.topic is 'Key of the topic.';
comment on column stored.evidence.claim_id is 'The claim; empty for a finding.';
comment on column stored.evidence.finding_id is 'The finding; empty for a claim.';
comment on column stored.evidence.figure_id is 'The figure.';
comment on column stored.evidence.stance is 'for or against a claim; part of a finding.';
comment on table stored.review is 'What a person decided about a finding; kept through every rebuild.';
comment on column stored.review.finding_id is 'The finding.';
comment on column stored.review.decided_at is 'When it was decided.';
comment on column stored.review.decision is 'accepted, rejected or explained.';
comment on column stored.review.reason is 'Why, in the words of the reviewer.';
comment on column stored.review.reviewer is 'Who decided.';
comment on column stored.review.evidence_digest is 'The evidence at that time: md5 of its figures; other evidence reopens the finding.';
comment on table stored.alert is 'Alerts that were sent.';
comment on column stored.alert.topic is 'Key of the topic.';
comment on column stored.alert.key is 'What it was about.';
comment on column stored.alert.sent_at is 'When it was sent.';
comment on column stored.alert.target is 'Where it was sent.';
comment on table stored.event is 'What runs brought: differences opened, worsened, reopened, resolved; outlets that can''t be read.';
comment on column stored.event.topic is 'Key of the topic.';
comment on column stored.event.key is 'Identity of the event; the same run again makes no new one.';
comment on column stored.event.run_id is 'The run that brought it.';
comment on column stored.event.happened_at is 'When that run was made.';
comment on column stored.event.happening is 'opened, worsened, reopened, resolved, unreadable or readable.';
comment on column stored.event.finding_id is 'The disagreement that it is about, if it is about one.';
comment on column stored.event.outlet is 'The outlet that it is about, if it is about one.';
comment on column stored.event.outlet_name is 'Name of that outlet.';
comment on column stored.event.type is 'Kind of discrepancy.';
comment on column stored.event.severity is 'Severity now; 3 for an outlet that can''t be read.';
comment on column stored.event.severity_before is 'The worst severity there was before.';
comment on column stored.event.text_en is 'What happened, in English.';
comment on column stored.event.text_vi is 'What happened, in Vietnamese.';
comment on table stored.outlet_state is 'What was wrong with each outlet that a run asked.';
comment on column stored.outlet_state.run_id is 'The run.';
comment on column stored.outlet_state.topic is 'Key of the topic.';
comment on column stored.outlet_state.outlet is 'Key of the outlet.';
comment on column stored.outlet_state.trouble is 'What was wrong; empty when nothing was.';
comment on table stored.rate is 'Dated rates of currencies, as seeds/rates.csv had them in the newest run.';
comment on column stored.rate.currency is 'ISO 4217 code.';
comment on column stored.rate.day is 'The day.';
comment on column stored.rate.dong is 'Dong for one unit.';
comment on column stored.rate.low is 'The least that the origin allows.';
comment on column stored.rate.high is 'The most that the origin allows.';
comment on column stored.rate.origin is 'Where the rate is from.';
comment on table stored.tombstone is 'Addresses that were withdrawn.';
comment on column stored.tombstone.url is 'The address.';
comment on column stored.tombstone.withdrawn_at is 'When it was withdrawn.';
comment on column stored.tombstone.reason is 'Why.';
comment on table stored.topic is 'Titles of the topics, as each version of their files has them.';
comment on column stored.topic.topic is 'Key of the topic.';
comment on column stored.topic.topic_digest is 'Digest of the topic file.';
comment on column stored.topic.title_en is 'Title in English, else the key.';
comment on column stored.topic.title_vi is 'Title in Vietnamese, else the key.';
comment on table stored.metric is 'The metrics of a topic, by version of its file.';
comment on column stored.metric.topic is 'Key of the topic.';
comment on column stored.metric.metric is 'Key of the metric.';
comment on column stored.metric.kind is 'cumulative, flow, level, share, growth, duration, date, rank or words.';
comment on column stored.metric.unit is 'Unit that figures of it are brought to.';
comment on column stored.metric.name_en is 'Its English name.';
comment on column stored.metric.name_vi is 'Its Vietnamese name.';
comment on column stored.metric.topic_digest is 'sha256 of the topic file.';
comment on table stored.backfill is 'Stretches of archive files that a backfill is done with.';
comment on column stored.backfill.run_id is 'The backfill.';
comment on column stored.backfill.file is 'Name of the WARC file, with its size and a hash of its ends.';
comment on column stored.backfill.start_byte is 'Where the stretch begins.';
comment on column stored.backfill.end_byte is 'Where it ends.';
comment on column stored.backfill.pages is 'Pages seen in it.';
comment on column stored.backfill.damaged is 'Damaged records stepped over.';
comment on column stored.backfill.articles is 'Articles about the topic.';
comment on column stored.backfill.outcomes is 'Outlet and outcome of every page in it that names the topic, and how many figures and unread numbers came of them, as JSON.';
