"""Made-up reports of film totals, storm tolls and trade tables, with known disagreements put into some of them.

Nothing here comes from the code under test: truth is made first, outlets round, hedge, copy and lag, and a case says
which types are right for what was put in (some coincide). Everything follows from the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.generator import film, storm, trade
from benchmarks.generator.cases import Case, Line

__all__ = ["Case", "Line", "make_cases"]

MAKERS = {
    maker.__name__: (topic, maker)
    for topic, makers in (
        ("red-rain", film.MAKERS),
        ("typhoon-yagi", storm.MAKERS),
        ("vietnam-trade-2024", trade.MAKERS),
    )
    for maker in makers
}
CONSISTENT = 4  # times as many of the series in which nothing is put in


def make_cases(seed: int, each: int) -> Iterator[Case]:
    """So many cases of every kind, and more of those in which nothing is put in."""
    for name, (topic, maker) in MAKERS.items():
        for number in range(each * (CONSISTENT if name.startswith("consistent") else 1)):
            case = Case(key=f"{name.replace('_', '')}{number}", topic=topic, kind=name)
            maker(Random(f"{seed} {name} {number}"), case)
            yield case
