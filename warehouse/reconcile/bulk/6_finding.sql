-- Grain: one disagreement, named by the first test that its odd figure passes: the order is that of the priors in
-- rules.toml.
insert into bulk.finding
with worst as (
    select series, event, odd, houses, origins, figure.figure, figure.value, figure.low, figure.high from odd
),
repeated as (  -- what another event is known by, its tightest ends
    select worst.series, worst.event, bool_or(state.event < worst.event) as is_older,
    from worst
    inner join bulk.state as state
        on worst.series = state.series and worst.event <> state.event
            and (worst.low = state.floor or worst.high = state.ceiling)
    group by worst.series, worst.event
),
measured as (
    select worst.*, is_total, reason, floor, ceiling, target, figures, is_older,
        value::double / nullif(target::double, 0) as ratio, log10(abs(ratio)) as power,
        abs(value::double - target::double) / greatest(abs(value::double), abs(target::double), 1) as gap,
        case
            when low = high and reason = 'apart' and abs(value) between 100 and 1e15 and abs(target) between 100 and 1e15
                then damerau_levenshtein(value::bigint::varchar, target::bigint::varchar) = 1
        end as is_edit,
    from worst
    inner join now_state using (series, event)
    left join repeated using (series, event)
),
named as (
    select *,
        case
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
select hash(series, event), series, event, reason, type,
    greatest(1, least(4, round(severity * case when gap < 0.01 then 0.5 when gap < 0.05 then 0.75 else 1 end)))::tinyint,
    figure, value, low, high, case when type = 'SCALE' then value / pow(10, round(power))::decimal(38, 4) end,
    floor, ceiling, target, figures, odd, houses, origins,
from named
inner join bulk.rule as rule on rule.code = named.type;
