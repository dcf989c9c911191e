-- Grain: one disagreement of an event that nothing new speaks of, whose odd figure repeats an end that is or was known
-- of an event that something new speaks of.
create or replace temp table renamed as
select distinct finding.series, finding.event
from (select series, event, odd_low, odd_high from bulk.finding semi join now_state using (series)) as finding
inner join now_state on now_state.series = finding.series and now_state.event <> finding.event
where odd_low in (floor, old_floor) or odd_high in (ceiling, old_ceiling);
