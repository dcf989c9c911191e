-- Grain: one series of running totals in which something may be or get out of order.
create or replace temp table doubtful as select distinct series from met where is_doubtful;
