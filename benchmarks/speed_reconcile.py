"""How long the bulk pass takes, from the loaded table to the findings table, as ratios within one run.

    python -m benchmarks.speed_reconcile [--figures N [N ...]] [--outlets N] [--days N] [--threads N] [--wrong SHARE]

Beside it, over the same rows and threads: one `group by subject, metric, day` with max(low), min(high), and the same
over the pass's integer keys. Then a thousand new figures of the last two days on top, some times over, each time others
and on top of those before. The shortest time of each is told, of the new figures the longest too. Half of the series
are running totals that grow, half are amounts of a day; each outlet has a figure on half of the days, with an interval
of 1 to 10 %; identities are hashes, as those of real figures are; the new figures are thrice what an outlet said, so
that nearly every event they speak of is apart. With several numbers of figures each is measured in turn, and how much
longer the pass takes for the last than for the first is told.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time

from warehouse import Warehouse, memory_warehouse
from warehouse.reconcile.bulk import find_all, find_arrived, prepare

_LOAD = """
create or replace temp table loaded as
with base as (
    select s, d, o, hash(s, d) as of_day, hash(s, d, o) as of_figure,
    from range({series}) as t(s), range({days}) as u(d), range({outlets}) as v(o)
    where hash(s, d, o) % 2 = 0
),
drawn as (
    select *,
        1e6 + case when s % 2 = 0 then hash(s) % 1000000000 * (1 + d * 0.03) else of_day % 1000000000 end as truth,
        ((of_figure >> 8) % 1000)::bigint as noise, ((of_figure >> 20) % 100000)::bigint as luck,
        (1 + (of_figure >> 33) % 10)::bigint as width,
    from base
),
valued as (
    select *, truth * case
            when luck < {wrong} and luck % 5 = 0 then 1000
            when luck < {wrong} then 1.15 + luck % 7 / 10.0
            else 1 + (noise - 500) * width / 220000.0
        end as mid,
    from drawn
)
select 'Subject ' || (s // 10) as subject, 'metric_' || (s % 10) as metric, date '2025-09-01' + d::integer as day,
    hash('Subject ' || (s // 10), 'metric_' || (s % 10)) as series, d::bigint as event,
    of_figure & ~1::ubigint as figure, o::integer as house,
    case when o % 3 = 0 then null else (o % 5)::integer end as origin, s % 2 = 0 as is_total,
    round(mid * (1 - width / 200.0))::decimal(38, 4) as lo, round(mid * (1 + width / 200.0))::decimal(38, 4) as hi,
    round(mid)::decimal(38, 4) as value,
from valued
order by event, series
"""
_FACTS = "select series, event, figure, house, origin, is_total, lo, hi, value from loaded"
_GROUPED = "create or replace temp table grouped as select {keys}, max(lo), min(hi) from loaded group by all"
_NEW = """
create or replace temp table arrived as
select series, event, hash(figure, {turn}) | 1 as figure, house, origin, is_total, lo * 3 as lo,
    hi * 3 as hi, value * 3 as value,
from (from bulk.fact where event >= {newest} and figure % 2 = 0 order by hash(figure + {turn}) limit 1000)
"""
_TURNS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--outlets", type=int, default=50)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--wrong", type=float, default=0.05)
    arguments = parser.parse_args()
    spent = []
    for figures in arguments.figures:
        with memory_warehouse() as warehouse:
            spent.append(_measure(warehouse, figures, arguments))
    if len(spent) > 1:
        more = arguments.figures[-1] / arguments.figures[0]
        print(f"{more:.4g} times the figures: {spent[-1] / spent[0]:.1f} times as long (ceiling 12 for 10)")
    return 0


def _measure(warehouse: Warehouse, figures: int, arguments: argparse.Namespace) -> float:
    """Prints the figures of a run, and gives the seconds of the pass."""
    run = warehouse.connection.execute
    run(f"set threads = {arguments.threads}")
    prepare(warehouse)
    series = max(1, figures * 2 // (arguments.outlets * arguments.days))
    wrong = int(arguments.wrong * 100_000)
    run(_LOAD.format(series=series, days=arguments.days, outlets=arguments.outlets, wrong=wrong))
    run(f"insert into bulk.fact {_FACTS}")
    named = _best(lambda: run(_GROUPED.format(keys="subject, metric, day")))
    keyed = _best(lambda: run(_GROUPED.format(keys="series, event")))
    run("drop table loaded")
    whole = _best(lambda: find_all(warehouse))
    rows, events, findings = (_count(warehouse, name) for name in ("fact", "state", "finding"))
    print(f"figures {rows}; outlets {arguments.outlets}; days {arguments.days}; events {events}; findings {findings}")
    print(f"  threads {arguments.threads}; figures put off {arguments.wrong:.0%}; sizes of both: {_bytes(warehouse)}")
    print(f"  group by subject, metric, day {named:.3f} s; by integer keys {keyed:.3f} s")
    times = f"{whole / named:.1f} times the former (ceiling 8), {whole / keyed:.1f} times the latter"
    print(f"  pass {whole:.3f} s: {times}")
    new = []
    for turn in range(1, _TURNS + 1):
        run(_NEW.format(newest=arguments.days - 2, turn=turn))
        begin = time.perf_counter()
        find_arrived(warehouse)
        new.append(time.perf_counter() - begin)
    ratio = f"1/{whole / min(new):.0f} of the pass (floor 1/50)"
    print(f"  1,000 new figures {min(new):.3f} s, at most {max(new):.3f} s: {ratio}")
    kinds = warehouse.query("select type, count(*) from bulk.finding group by type order by count(*) desc").rows
    print("  " + ", ".join(f"{code} {number}" for code, number in kinds))
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    return whole


def _count(warehouse: Warehouse, name: str) -> int:
    return int(str(warehouse.query(f"select count(*) from bulk.{name}").rows[0][0]))


def _bytes(warehouse: Warehouse) -> str:
    """The size of the loaded table and of the findings table, as CSV would have them."""
    sizes = [
        warehouse.query(f"select sum(strlen(t::varchar)) from bulk.{name} as t").rows[0][0]
        for name in ("fact", "finding")
    ]
    return " and ".join(f"{int(str(size)) / 1e6:.0f} MB" for size in sizes)


def _best(work: object, times: int = 3) -> float:
    """The shortest of some runs: what the machine's other users leave of it varies."""
    assert callable(work)
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return min(spent)


if __name__ == "__main__":
    sys.exit(main())
