"""What rates of growth are measured against: only those of one base can be held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sources.model import VIETNAM
from warehouse.reconcile.model import Comparable

YEAR = 12
UNCLEAR = -1  # the base of a rate that does not tell it, where others of its metric have several


def with_bases(items: Iterable[Comparable]) -> list[Comparable]:
    """The items, rates of growth with their bases. A rate that tells none is measured as the others of its metric are,
    where those agree."""
    told = [replace(item, base=_months(item)) if item.metric.kind == "growth" else item for item in items]
    known: dict[object, set[int]] = defaultdict(set)
    for item in told:
        if item.base is not None:
            known[item.figure.subject, item.metric.key].add(item.base)
    return [
        replace(item, base=min(bases) if len(bases) == 1 else UNCLEAR)
        if item.metric.kind == "growth"
        and item.base is None
        and (bases := known.get((item.figure.subject, item.metric.key)))
        else item
        for item in told
    ]


def of_one_base(probe: Comparable, items: Sequence[Comparable]) -> list[Comparable]:
    """Of reports of a metric, those that a claim can be held against: of its base; where it tells none, all of them if
    they have one base, else none."""
    if probe.metric.kind != "growth":
        return list(items)
    known = {item.base for item in items} - {None, UNCLEAR}
    wanted = _months(probe)
    if wanted is None:
        return [] if len(known) > 1 else [item for item in items if item.base != UNCLEAR]
    return [item for item in items if item.base == wanted or (item.base is None and not known)]


def _months(item: Comparable) -> int | None:
    since, period = item.figure.delta_since, item.figure.period
    if since is None or period is None or period.start is None:
        return None
    first, last = since.astimezone(VIETNAM), period.start.astimezone(VIETNAM)
    return max(0, 12 * (last.year - first.year) + last.month - first.month)
