-- Grain: one comparable figure (fact), one series and event (state), one type of disagreement (rule).
create schema if not exists bulk;
create table if not exists bulk.fact (
    series ubigint, event bigint, figure ubigint, house integer, origin integer, is_total boolean,
    lo decimal(38, 4), hi decimal(38, 4), value decimal(38, 4)
);
create table if not exists bulk.state (
    series ubigint, event bigint, is_total boolean, floor decimal(38, 4), ceiling decimal(38, 4), figures bigint,
    least decimal(38, 4), most decimal(38, 4), reason varchar, target decimal(38, 4), upper decimal(38, 4), lower decimal(38, 4),
    odd bigint, houses bigint, origins bigint, odd_figure ubigint, odd_value decimal(38, 4), odd_low decimal(38, 4),
    odd_high decimal(38, 4), type varchar, severity tinyint, repaired decimal(38, 4), is_order boolean, is_repeat boolean
);
create table if not exists bulk.rule (code varchar, severity tinyint);
comment on table bulk.fact is 'Comparable figures by integer keys, each once; quickest in the order of event and series.';
comment on column bulk.fact.series is 'Hash of topic, subject, metric, unit and place.';
comment on column bulk.fact.event is 'Running totals: seconds of the as-of time; else the period, day, milestone or list.';
comment on column bulk.fact.figure is 'The figure''s identity, as a number.';
comment on column bulk.fact.house is 'Number of the house: outlets of one publisher share it.';
comment on column bulk.fact.origin is 'Number of the party cited; null when none is named.';
comment on column bulk.fact.is_total is 'Whether it is a running total, whose events are in order of time.';
comment on column bulk.fact.lo is 'Lower end; an open end lies one step of the stored resolution inside.';
comment on column bulk.fact.hi is 'Upper end, likewise; the largest value where there is none.';
comment on column bulk.fact.value is 'The value as reported, in the metric''s unit.';
comment on table bulk.state is 'What is known of each series and event, kept up to date as figures arrive.';
comment on column bulk.state.series is 'The series.';
comment on column bulk.state.event is 'The event.';
comment on column bulk.state.is_total is 'Whether it is a running total.';
comment on column bulk.state.floor is 'The highest lower end.';
comment on column bulk.state.ceiling is 'The lowest upper end; below the floor, no value fits all.';
comment on column bulk.state.figures is 'Number of figures.';
comment on column bulk.state.least is 'The floor; where no value fits all, the median of what is reported.';
comment on column bulk.state.most is 'The ceiling; where no value fits all, the median.';
comment on column bulk.state.reason is 'apart: no value fits all; order: against earlier or later totals; null: nothing.';
comment on column bulk.state.target is 'What most say, or what other times allow.';
comment on column bulk.state.upper is 'A figure that begins above it is odd.';
comment on column bulk.state.lower is 'A figure that ends below it is odd.';
comment on column bulk.state.odd is 'Number of odd figures; null: none.';
comment on column bulk.state.houses is 'Number of houses with odd figures.';
comment on column bulk.state.origins is 'Number of named origins with odd figures.';
comment on column bulk.state.odd_figure is 'The figure furthest from what most say; of equals, the one with the largest identity.';
comment on column bulk.state.odd_value is 'Its value.';
comment on column bulk.state.odd_low is 'Its lower end.';
comment on column bulk.state.odd_high is 'Its upper end.';
comment on column bulk.state.type is 'Type that explains it best; null: no disagreement.';
comment on column bulk.state.severity is '1 small to 4 very large gap.';
comment on column bulk.state.repaired is 'What the odd figure would be, if the type holds.';
comment on column bulk.state.is_order is 'Whether the reason is order: quicker to look through than words.';
comment on column bulk.state.is_repeat is 'Whether the type is one for what another event repeats.';
comment on table bulk.rule is 'The types, from rules.toml.';
comment on column bulk.rule.code is 'Code of the type.';
comment on column bulk.rule.severity is 'Base severity.';
