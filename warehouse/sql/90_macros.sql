-- What people would otherwise get wrong, as macros: days against instants, currencies, accents, what was held when.

create or replace macro fold(t) as
    lower(translate(strip_accents(nfc_normalize(t)), 'đĐ', 'dD'));
comment on macro fold is 'The text in lower case without accents, đ as d: for searching Vietnamese by what people type.';

create or replace macro local_day(t) as
    cast(t at time zone 'Asia/Ho_Chi_Minh' as date);
comment on macro local_day is 'The day of a moment in Viet Nam.';

create or replace macro same_as_of(a_start, a_end, b_start, b_end) as
    coalesce(a_start <= b_end, true) and coalesce(b_start <= a_end, true);
comment on macro same_as_of is 'Whether two as-of intervals can be the same moment; an open side reaches for ever.';

create or replace macro in_vnd(amount, currency_of, at_day) as
    case when currency_of = 'VND' then cast(amount as decimal(38, 4)) else (
        select cast(amount * arg_min(r.dong, (abs(date_diff('day', r.day, cast(at_day as date))), r.day)) as decimal(38, 4))
        from rate as r
        where r.currency = currency_of and abs(date_diff('day', r.day, cast(at_day as date))) <= 45
    ) end;
comment on macro in_vnd is 'The amount in dong at the dated rate nearest to a day; null where none lies within 45 days.';

create or replace macro as_known_on(moment) as table
    select figure_all.*
    from figure_all
    inner join (
        select article_id from article
        where first_captured_at <= cast(moment as timestamptz)
        qualify row_number() over (partition by url order by first_captured_at desc, article_id desc) = 1
    ) as held using (article_id);
comment on macro table as_known_on is 'The figures of the article versions that were held at a moment, as today''s reader reads them.';

create or replace macro findings_on(moment) as table
    select finding.*
    from stored.finding as finding
    inner join (
        select run_id from stored.run
        where state = 'finished' and made_at <= cast(moment as timestamptz)
        qualify row_number() over (partition by topic order by concluded desc, made_at desc, run_id desc) = 1
    ) as newest using (run_id)
    where finding.severity > 0 and finding.notes is distinct from '["WITHDRAWN"]';
comment on macro table findings_on is 'The disagreements that the newest run before a moment had found.';

create or replace macro verdicts_on(moment) as table
    select verdict.*
    from stored.verdict as verdict
    inner join (
        select run_id from stored.run
        where state = 'finished' and made_at <= cast(moment as timestamptz)
        qualify row_number() over (partition by topic order by concluded desc, made_at desc, run_id desc) = 1
    ) as newest using (run_id);
comment on macro table verdicts_on is 'The verdicts of the newest run before a moment.';
