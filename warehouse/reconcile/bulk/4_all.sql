-- Grain: one event that something speaks against: its figures are to be read.
create or replace temp table asked as
select series, event, upper, lower from out_of_order
union all
select series, event, upper, lower from now_state anti join out_of_order using (series, event) where reason is not null;
