"""What the evidence comes to: origins are weighed, never houses; and what a verdict's figures have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sources.model import Hedge
from warehouse.reconcile.groups import ROLLING, SMALL
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.sets import bounds, count_origins, share
from warehouse.verdicts.model import EMPTY, Judgement, Side
from warehouse.verdicts.moments import is_told
from warehouse.verdicts.printed import is_out_of_rate
from warehouse.verdicts.probe import of_its_kind
from warehouse.verdicts.witnesses import is_earlier

OUTWEIGHS = 3  # this many times as many origins on one side settle it; the others are still shown
_FIXED = ("cumulative", "date", "duration", "share", "growth")  # what another hour of the day changes little or not
_WHY: Mapping[str, Text] = {
    "cumulative": Text(
        en="No hour is told: another cut-off time may explain the difference.",
        vi="Không nêu giờ; có thể do khác thời điểm cập nhật.",
    ),
    "date": Text(
        en="Off by one: another way of counting would explain the difference.", vi="Lệch một; có thể do cách đếm."
    ),
}
_BOUNDS: frozenset[Hedge] = frozenset({"more", "reached", "at_least", "near", "under", "at_most"})
_PLAIN: frozenset[Hedge] = frozenset({"bare", "exactly"})


def origin_of(item: Comparable) -> str | None:
    """The party behind a figure, at the end of the citations; None where none is named."""
    return item.witness or item.origin


def decide(side: Side) -> tuple[Judgement, Side]:
    """The verdict, and the evidence that it rests on. All who cite one party are one origin, and all who name none are
    one at most, so that copies of one report never outvote another."""
    is_stale = any(each == "already out" for each in side.how.values())
    hard = [item for item in side.con if side.how.get(item.figure.figure_id) != "already out"]
    pro, con = count_origins(side.pro), count_origins(hard)
    fit = count_origins([item for item in hard if item.figure.figure_id not in side.unfit])
    rivals = rivals_of(side)
    if not side.pro and not side.con:
        is_fixed = side.probe.metric.kind in _FIXED
        return ("conflicting", _against(side, rivals)) if rivals and is_fixed else ("not_enough_evidence", side)
    if pro and not con and pro < OUTWEIGHS * count_origins(rivals):
        return "conflicting", replace(side, con=rivals)  # never refuted: another hour explains it as well
    if pro >= OUTWEIGHS * con:
        return ("conflicting" if is_stale else "supported"), side
    if fit and fit >= OUTWEIGHS * pro:
        return "refuted", side
    return "conflicting", side


def _against(side: Side, rivals: Sequence[Comparable]) -> Side:
    """The side with nothing but other amounts of that day, or a day next to it, and what would explain them."""
    kind = side.probe.metric.kind
    is_disputed = kind == "cumulative" and any(side.how.get(item.figure.figure_id) == "beside" for item in rivals)
    note = EMPTY if is_disputed else _WHY.get("date" if kind == "duration" else kind, EMPTY)
    return replace(side, con=tuple(rivals), note=note)


def rivals_of(side: Side) -> tuple[Comparable, ...]:
    """Other amounts of that day that a later or an earlier hour does not explain: of another named origin, or further
    off than the series moves within a day."""
    named = {origin_of(item) for item in side.pro} - {None}
    return tuple(item for item in side.beside if not _may_be_moved(side, item, named))


def _may_be_moved(side: Side, item: Comparable, named: set[str | None]) -> bool:
    if side.how.get(item.figure.figure_id) != "that day":
        return False
    is_one_count = len((named | {origin_of(item)}) - {None}) < 2 or origin_of(item) in named
    return is_one_count and share(side.probe, item) < (ROLLING if side.probe.metric.revisable else SMALL)


def qualify(
    side: Side, verdict: Judgement, counted: Sequence[Comparable], items: Sequence[Comparable]
) -> tuple[str, ...]:
    """In what way it matches, and how many origins there are. `items` are all reports of the topic."""
    found: list[str] = []
    if verdict == "supported":
        found += _closeness(side)
        if not side.newer and _is_overtaken(side, items):
            found.append("as-of-then")
    if _is_stale(side):
        found.append("stale")
    if verdict != "not_enough_evidence":
        named = {origin_of(item) for item in counted} - {None}
        if not named:
            found.append("origin-not-named")
        elif count_origins(counted) == 1:
            found.append("single-origin")
        if any(item.wording == "facsimile" for item in counted):
            found.append("simulated")
        if any(item.figure.figure_id in side.unfit for item in counted):
            found.append("unfit")
        if is_out_of_rate(side):
            found.append("conversion")
    return tuple(found)


def _is_stale(side: Side) -> bool:
    """Whether the claimed total is one of an earlier time than a higher one that was out already."""
    if side.newer:
        return True
    newer = [i.as_of.start for i in side.con if side.how.get(i.figure.figure_id) == "already out"]
    return any(
        start is not None and i.as_of.end is not None and i.as_of.end <= start for start in newer for i in side.pro
    )


def _closeness(side: Side) -> list[str]:
    probe, hedge = side.probe, side.probe.figure.quantity.hedge
    direct = [item for item in side.pro if side.how.get(item.figure.figure_id) not in ("around", "by the sum")]
    if not direct:
        return []
    if any(_is_same(probe, item) for item in direct):
        return ["exact"]
    if hedge in _BOUNDS or all(item.figure.quantity.hedge in _BOUNDS for item in direct):
        return ["bound-compatible"]
    return ["within-rounding"]


def _is_same(probe: Comparable, item: Comparable) -> bool:
    """One number in one sense, none of the two converted by a rate."""
    mine, theirs = probe.figure.quantity.hedge, item.figure.quantity.hedge
    is_one_sense = mine == theirs or {mine, theirs} <= _PLAIN
    return probe.value is not None and probe.value == item.value and is_one_sense and not _rates(probe, item)


def _rates(*items: Comparable) -> bool:
    return any(item.rate_used is not None for item in items)


def _is_overtaken(side: Side, items: Sequence[Comparable]) -> bool:
    """Whether a running total has been reported to be higher since the time claimed; where none is told, since the
    reports that give it, and not before the claim was made."""
    probe = side.probe
    given = [i.as_of.end for i in side.pro if i.as_of.end is not None]
    end = probe.as_of.end if is_told(probe) else max(given, default=None)
    return (
        probe.metric.kind == "cumulative"
        and end is not None
        and probe.high is not None
        and any(
            i.as_of.start is not None and i.as_of.start > end and i.low is not None and bounds(i)[0] > bounds(probe)[1]
            for i in of_its_kind(probe, items)
            if is_told(probe) or not is_earlier(i.published, probe.published)
        )
    )
