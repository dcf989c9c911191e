-- Grain: one series of running totals in which something may be or get out of order.
create or replace temp table doubtful as select distinct met.series
from met
semi join now_state on met.series = now_state.series and now_state.is_total
where is_doubtful;
