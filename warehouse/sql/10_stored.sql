-- What was gathered and concluded, append-only. Natural keys, no foreign keys; views pick the newest.
create schema if not exists stored;

create table if not exists stored.schema_version (version integer primary key);

create table if not exists stored.run (
    run_id varchar primary key, topic varchar, kind varchar, state varchar, code_version varchar, reader_version integer,
    topic_digest varchar, since timestamptz, until timestamptz, made_at timestamptz, error varchar, settings varchar
);
create table if not exists stored.coverage (
    run_id varchar, topic varchar, outlet varchar, outlet_name varchar, asked integer, fetched integer, pages_read integer,
    gated integer, paywalled integer, failed integer, about_topic integer, figures integer, unread integer, note varchar,
    primary key (run_id, outlet)
);
create table if not exists stored.capture (
    url varchar, captured_at timestamptz, digest varchar, outlet varchar, status integer, outcome varchar, reason varchar,
    is_facsimile boolean, article_id varchar, warc_file varchar, warc_offset bigint, warc_length bigint,
    primary key (url, captured_at, digest)
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
    attributed_to varchar, same_as varchar,
    primary key (figure_id, reader_version)
);
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
create table if not exists stored.tombstone (
    url varchar primary key, withdrawn_at timestamptz, reason varchar
);
create table if not exists stored.metric (
    topic varchar, metric varchar, kind varchar, unit varchar, name_en varchar, name_vi varchar, topic_digest varchar,
    primary key (topic, metric, topic_digest)
);
