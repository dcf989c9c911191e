-- Grain: one series and event that is known anew. A disagreement is named by the first test that its odd figure passes:
-- the order is that of the priors in rules.toml.
insert into bulk.state
with measured as (
    select now_state.*, figure.value as value, figure.low as low, figure.high as high, other < event as is_older,
        value::double as said, target::double as meant, said / nullif(meant, 0) as ratio, log10(abs(ratio)) as power,
        abs(said - meant) / greatest(abs(said), abs(meant), 1) as gap,
        case
            when low = high and reason = 'apart' and abs(value) between 100 and 1e15 and abs(target) between 100 and 1e15
                then damerau_levenshtein(value::bigint::varchar, target::bigint::varchar) = 1
        end as is_edit,
    from now_state
    left join (
        select series, event, min(other) as other from met where is_repeated group by series, event
    ) as repeated using (series, event)
),
named as (
    select *,
        case
            when odd is null then null
            when ratio < 0 and abs(abs(ratio) - 1) < 0.01 then 'SIGN'
            when greatest(abs(ratio), 1 / abs(ratio)) between $dong * 0.96 and $dong * 1.04 then 'CURR'
            when ratio > 0 and abs(power - round(power)) < 0.0065
                and (abs(round(power)) between 1 and 3 or abs(round(power)) = 6 or abs(round(power)) = 9) then 'SCALE'
            when is_edit and (value - target) % 9 = 0
                and len(value::bigint::varchar) = len(target::bigint::varchar) then 'TRANSP'
            when is_total and is_older and ratio < 1 then 'STALE'
            when is_older is not null and not is_total then 'PERIOD'
            when is_edit then 'DIGIT'
            when reason = 'order' and ratio < 1 then 'DECR'
            when reason = 'order' then 'FUTURE'
            else 'CONTRA'
        end as type,
    from measured
)
select series, event, is_total, floor, ceiling, figures, least, most, reason, target, upper, lower, odd, houses, origins,
    figure.figure, value, low, high, type,
    greatest(1, least(4, round(severity * case when gap < 0.01 then 0.5 when gap < 0.05 then 0.75 else 1 end)))::tinyint,
    case when type = 'SCALE' then value / pow(10, round(power))::decimal(38, 4) end,
    coalesce(reason = 'order', false), coalesce(type in ('STALE', 'PERIOD'), false),
from named
left join bulk.rule as rule on rule.code = named.type;
