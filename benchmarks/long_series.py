"""How the explaining engine's time grows with the length of one series of running totals.

    python -m benchmarks.long_series [--figures N [N ...]] [--wrong SHARE]

From figure lines to findings, in this process, for each number of figures of one film in 30 days by 50 outlets; the
totals grow by the hour, are rounded to three digits, and a share of them is off by a factor. The last line tells how
much longer the last takes than the first.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from sources.lines import parse_figure_line
from sources.model import VIETNAM
from sources.outlets import OUTLETS
from sources.topics import find_topic, load_topic
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.findings import reconcile

_FIRST_DAY = datetime(2025, 9, 1, tzinfo=VIETNAM)
_A_DAY_VND = 10**9
_FACTORS = ((115, 100), (4, 5), (3, 2), (1000, 1))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, nargs="+", default=[1500, 12000])
    parser.add_argument("--wrong", type=float, default=0.05)
    arguments = parser.parse_args()
    topic = load_topic(find_topic("red-rain"))
    spent = []
    for figures in arguments.figures:
        lines = list(_lines(figures, arguments.wrong))
        begin = time.perf_counter()
        parsed = [parse_figure_line(line, number) for number, line in enumerate(lines, 1)]
        items, pairs = make_comparables(parsed, topic, OUTLETS)
        findings = reconcile(items, pairs, topic)
        spent.append(time.perf_counter() - begin)
        print(f"figures of one series {figures}; findings {len(findings)}; {figures / spent[-1]:,.0f} figures/s")
    if len(spent) > 1:
        more = arguments.figures[-1] / arguments.figures[0]
        print(f"{more:.4g} times the figures: {spent[-1] / spent[0]:.1f} times as long")
    return 0


def _lines(figures: int, wrong: float) -> Iterator[dict[str, object]]:
    draw = random.Random(3)
    for number in range(figures):
        hours = draw.randrange(30 * 24)
        value = _A_DAY_VND * (24 + hours) // 24
        if draw.random() < wrong:
            times, part = draw.choice(_FACTORS)
            value = value * times // part
        when = (_FIRST_DAY + timedelta(hours=hours)).isoformat()
        yield {
            "id": f"f{number}",
            "article": f"a{number}",
            "outlet": f"o{draw.randrange(50)}.example",
            "subject": "Red Rain",
            "metric": "gross_total",
            "value": round(value, 3 - len(str(value))),
            "unit": "VND",
            "hedge": "near",
            "as_of_start": when,
            "as_of_end": when,
            "as_of_basis": "stated",
            "published": when,
        }


if __name__ == "__main__":
    sys.exit(main())
