-- Grain: one disagreement whose odd figure repeats an end that another event of its series is known by: the first such.
create or replace temp table met as
select now_state.series, now_state.event, min(other.event) as other, true as is_repeated,
from now_state
inner join now_state as other
    on now_state.series = other.series and now_state.event <> other.event
        and (now_state.figure.low = other.floor or now_state.figure.high = other.ceiling)
group by now_state.series, now_state.event;
