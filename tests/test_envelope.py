"""Running totals that break the bounds which others set: the same pairs as by looking at each, in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.lines import parse_figure_line
from sources.model import VIETNAM, Topic
from sources.topics import find_topic, load_topic
from warehouse.reconcile.breaks import KEPT, Breaks, Runs, end, places_of, start
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.envelope import find_outliers, is_revision
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import bounds

NOON = datetime(2025, 9, 1, 12, tzinfo=VIETNAM)
MEASURES = {"red-rain": ("gross_total", "VND", 10**10), "typhoon-yagi": ("deaths", "people", 10)}
_KEYS = st.integers(0, 40)
Moments = defaultdict[str | None, set[datetime]]  # at which a body took totals of its own back; None: anybody
Row = tuple[int, int, int, str, int, int]


@pytest.fixture(scope="module")
def topics() -> dict[str, Topic]:
    return {name: load_topic(find_topic(name)) for name in MEASURES}


def _rows() -> st.SearchStrategy[list[Row]]:
    hedges = st.sampled_from(["bare", "more", "under", "near"])
    times = (st.integers(0, 12), st.sampled_from([0, 0, 12, 24]))
    row = st.tuples(st.integers(1, 30), *times, hedges, st.integers(0, 3), st.integers(0, 2))
    return st.lists(row, min_size=1, max_size=24)


def _totals(rows: Sequence[Row], topic: Topic) -> list[Comparable]:
    metric, unit, size = MEASURES[topic.key]
    lines = []
    for number, (value, half_days, hours, hedge, outlet, party) in enumerate(rows):
        begin = NOON + timedelta(hours=12 * half_days)
        line: dict[str, Any] = {"id": f"f{number}", "outlet": f"o{outlet}.test", "subject": "S", "metric": metric}
        line |= {"value": value * size, "unit": unit, "hedge": hedge, "as_of_basis": "stated"}
        line |= {"as_of_start": begin.isoformat(), "as_of_end": (begin + timedelta(hours=hours)).isoformat()}
        line |= {"attributed_to": f"Party {party}"} if party else {}
        lines.append(parse_figure_line(line, number + 1))
    return make_comparables(lines, topic, {})[0]


def _breaks(earlier: Comparable, later: Comparable) -> bool:
    """The rule as RECONCILE has it, for one pair."""
    if end(earlier) > start(later) or earlier.as_of == later.as_of:
        return False
    if bounds(later)[1] < bounds(earlier)[0]:
        return True
    cap = later.metric.rate_cap
    if cap is None or earlier.high is None or later.low is None:
        return False
    days = Decimal((end(later) - start(earlier)).total_seconds()) / 86400
    return later.low > earlier.high + cap.value * max(days, Decimal(1))


def _is_of_two_vintages(earlier: Comparable, later: Comparable, moments: Moments) -> bool:
    is_other_count = None not in (earlier.origin, later.origin) and earlier.origin != later.origin
    said_by = {earlier.origin} if is_other_count else {None, earlier.origin, later.origin}
    return any(end(earlier) < moment <= start(later) for origin in said_by for moment in moments[origin])


def _is_since(item: Comparable, later: Comparable) -> bool:
    return start(item) >= start(later) and end(item) - end(later) <= KEPT and item.high is not None


@pytest.mark.parametrize("name", MEASURES)
@given(rows=_rows())
@settings(deadline=None)
def test_the_breaks_are_those_of_all_pairs(name: str, rows: list[Row], topics: dict[str, Topic]) -> None:
    items = _totals(rows, topics[name])
    pairs = [(a, b) for a in items for b in items if a is not b and _breaks(a, b)]
    fallen = [(a, b) for a, b in pairs if bounds(b)[1] < bounds(a)[0]]
    moments: Moments = defaultdict(set)
    for earlier, later in fallen:
        if is_revision(earlier, later, items):
            moments[None].add(start(later))
            own = [i for i in items if i.origin == later.origin and _is_since(i, later)]
            if earlier.origin == later.origin and all(bounds(i)[1] < bounds(earlier)[0] for i in own):
                moments[later.origin].add(start(later))
    expected = {(a.ids, b.ids) for a, b in pairs if not _is_of_two_vintages(a, b, moments)}
    breaks = Breaks(items)
    found = {(items[p].ids, items[q].ids) for p in range(len(items)) for q in places_of(breaks.of(p))}
    assert found == expected | {(b, a) for a, b in expected}


@pytest.mark.parametrize("name", MEASURES)
@given(rows=_rows(), seed=st.randoms(use_true_random=False))
@settings(deadline=None)
def test_what_is_left_fits_together_in_any_order(
    name: str, rows: list[Row], seed: Any, topics: dict[str, Topic]
) -> None:
    items = _totals(rows, topics[name])
    outliers = find_outliers(items)
    gone = {id(outlier.item) for outlier in outliers}
    if not items[0].metric.revisable:  # there what is set aside may have made a new vintage
        kept = [item for item in items if id(item) not in gone]
        assert not any(_breaks(a, b) for a in kept for b in kept if a is not b)
    shuffled = list(items)
    seed.shuffle(shuffled)
    assert find_outliers(shuffled) == outliers


@given(
    keys=st.lists(st.integers(0, 40), min_size=1, max_size=200),
    among=st.integers(0, 2**200 - 1),
    key=st.integers(0, 40),
)
def test_runs_are_what_a_look_at_every_key_finds(keys: list[int], among: int, key: int) -> None:
    runs = Runs([(each, place) for place, each in enumerate(keys)])
    among &= (1 << len(keys)) - 1
    held = [(each, place) for place, each in enumerate(keys) if among >> place & 1]
    assert [*places_of(among)] == [place for _, place in held]
    assert [*places_of(runs.below(key))] == [place for place, each in enumerate(keys) if each < key]
    assert [*places_of(runs.up_to(key))] == [place for place, each in enumerate(keys) if each <= key]
    assert [*places_of(runs.above(key))] == [place for place, each in enumerate(keys) if each > key]
    assert [*places_of(runs.since(key))] == [place for place, each in enumerate(keys) if each >= key]
    assert runs.lowest(among) == min(held, default=(0, None))[1]
    assert runs.highest(among) == max(held, default=(0, None))[1]
