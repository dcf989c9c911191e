-- Grain: one series and event that is known anew.
delete from bulk.state using now_state where state.series = now_state.series and state.event = now_state.event;
insert into bulk.state select * exclude (old_floor, old_ceiling) from now_state;
delete from bulk.finding using now_state where finding.series = now_state.series and finding.event = now_state.event;
