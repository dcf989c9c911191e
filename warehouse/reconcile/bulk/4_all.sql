-- Grain: one event that something speaks against: its figures are to be read.
create or replace temp table asked as select series, event, upper, lower from now_state where reason is not null;
