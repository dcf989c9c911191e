-- Grain: one disagreement, named by the first test that its odd figure passes: the order is that of the priors in
-- rules.toml.
insert into bulk.finding
with worst as (  -- repeated: what another event is known by, its tightest ends
    select odd.*, state.is_total, state.floor, state.ceiling, state.figures, value::double / nullif(target::double, 0) as ratio,
        abs(value::double - target::double) / greatest(abs(value::double), abs(target::double), 1) as gap,
    from odd
    inner join touched_state as state using (series, event)
),
edited as (
    select series, event, (value - target) % 9 = 0 and len(text) = len(other) as is_exchange,
    from (
        select series, event, value, target, value::bigint::varchar as text, target::bigint::varchar as other,
        from odd
        where is_exact and reason = 'apart' and abs(value) between 100 and 1e15 and abs(target) between 100 and 1e15
    )
    where damerau_levenshtein(text, other) = 1
),
repeated as (
    select worst.series, worst.event, bool_or(state.event < worst.event) as is_older,
    from touched_state as state
    inner join worst
        on worst.series = state.series and worst.event <> state.event and (worst.lo = state.floor or worst.hi = state.ceiling)
    group by worst.series, worst.event
),
named as (
    select worst.*, log10(abs(ratio)) as power,
        case
            when ratio < 0 and abs(abs(ratio) - 1) < 0.01 then 'SIGN'
            when greatest(abs(ratio), 1 / abs(ratio)) between $dong * 0.96 and $dong * 1.04 then 'CURR'
            when ratio > 0 and abs(round(power)) in (1, 2, 3, 6, 9) and abs(power - round(power)) < 0.0065 then 'SCALE'
            when edited.is_exchange then 'TRANSP'
            when is_total and repeated.is_older and ratio < 1 then 'STALE'
            when repeated.series is not null and not is_total then 'PERIOD'
            when edited.series is not null then 'DIGIT'
            when reason = 'order' and ratio < 1 then 'DECR'
            when reason = 'order' then 'FUTURE'
            else 'CONTRA'
        end as type,
    from worst
    left join repeated using (series, event)
    left join edited using (series, event)
)
select hash(series, event), series, event, reason, type,
    greatest(1, least(4, round(rule.severity * case when gap < 0.01 then 0.5 when gap < 0.05 then 0.75 else 1 end)))::tinyint,
    figure, case when type = 'SCALE' then value / pow(10, round(power))::decimal(38, 4) end,
    floor, ceiling, target, figures, odd, houses, origins,
from named
inner join bulk.rule as rule on rule.code = named.type;
