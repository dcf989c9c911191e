-- Grain: one dated rate of a currency in dong, from seeds/rates.csv.
create or replace view rate as
select currency, day, dong, low, high, origin
from stored.rate;
comment on view rate is 'What a unit of a currency was worth in dong on a day, and on whose word.';
comment on column rate.currency is 'ISO 4217 code.';
comment on column rate.day is 'The day.';
comment on column rate.dong is 'Dong for one unit.';
comment on column rate.low is 'The least that the origin allows.';
comment on column rate.high is 'The most that the origin allows.';
comment on column rate.origin is 'Where the rate is from.';
