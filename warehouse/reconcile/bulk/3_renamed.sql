-- Grain: one disagreement of an event that nothing new speaks of, whose odd figure repeats an end that is or was known
-- of an event that something new speaks of.
create or replace temp table renamed as
select distinct finding.series, finding.event
from bulk.finding as finding
inner join now_state on now_state.series = finding.series and now_state.event <> finding.event
where odd_low in (now_state.floor, old_floor)
    or odd_high in (now_state.ceiling, old_ceiling);
