"""Did the outlet that a claim credits report the figure: one that overlaps it, of the same time and scope?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sources.model import Period
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.sets import meet
from warehouse.verdicts.model import EMPTY, Attribution
from warehouse.verdicts.moments import holds_at, is_near, is_same_event, is_same_period, is_told
from warehouse.verdicts.press import Shelf, not_found, since, too_few
from warehouse.verdicts.probe import of_its_kind
from warehouse.verdicts.ranks import list_of, rank_day
from warehouse.verdicts.totals import speaks_for

_Same = Literal["same", "perhaps", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What came of looking for a figure in the pages of the outlets credited, and the figures that were found."""

    attribution: Attribution
    said: Text = EMPTY
    found: tuple[Comparable, ...] = ()


def check_credit(probe: Comparable, shelves: Sequence[Shelf], items: Sequence[Comparable]) -> Credit:
    """Confirmed where each outlet gives a figure that meets the claim and is about as exact; failed where one has
    enough pages from the claimed time on and none that may be it. What is neither could not be checked."""
    found: list[Comparable] = []
    missing: list[Shelf] = []
    thin: list[Shelf] = []
    unsure: list[Shelf] = []
    begins = _begins(probe)
    reports = of_its_kind(probe, items)
    for shelf in shelves:
        ids = {page.article_id for page in shelf.pages}
        own = [(item, _is_same(probe, item)) for item in reports if item.figure.article_id in ids and meet(probe, item)]
        given = [item for item, same in own if same == "same" and _is_given(probe, item)]
        able = since(shelf, begins)
        if given:
            found += given
        elif any(same != "other" for _, same in own):
            unsure.append(shelf)
        elif able.is_thin:
            thin.append(able)
        else:
            missing.append(able)
    if missing:
        return Credit(attribution="failed", said=not_found(missing))
    if thin:
        return Credit(attribution="unchecked", said=too_few(thin, begins))
    if unsure:
        names = ", ".join(shelf.name for shelf in unsure)
        return Credit(
            attribution="unchecked",
            said=Text(
                en=f"The attribution could not be checked: {names} has a figure that may be it, less exact or of a "
                "time that it does not tell.",
                vi=f"Chưa kiểm tra được việc dẫn nguồn: {names} có số có thể là số này, nhưng kém chính xác hơn hoặc "
                "không rõ thời điểm.",
            ),
        )
    return Credit(attribution="confirmed", found=tuple(found))


def _is_given(probe: Comparable, item: Comparable) -> bool:
    return probe.metric.kind in ("date", "duration", "rank") or speaks_for(probe, item)


def _begins(probe: Comparable) -> datetime | None:
    """When a page that reports the figure can have come out at the earliest; None where that is not told."""
    if probe.figure.period is not None:
        return probe.figure.period.start
    return probe.as_of.start if is_told(probe) and probe.metric.kind not in ("date", "duration") else None


def _is_same(probe: Comparable, item: Comparable) -> _Same:
    """Whether a report is of the time, period or event that a claim is of."""
    kind, mine, theirs = probe.metric.kind, probe.figure, item.figure
    if kind == "date":
        return "same" if is_same_event(mine.milestone, theirs.milestone) else "other"
    if kind == "duration":
        return "same" if mine.milestone == theirs.milestone else "perhaps"
    if mine.period is not None:
        return "same" if is_same_period(mine.period, theirs.period) else "perhaps" if not theirs.period else "other"
    if kind == "flow":
        return "same"
    if kind == "rank":
        is_list = list_of(probe) == list_of(item) and theirs.period is None
        day, then = rank_day(probe), rank_day(item)
        if not is_list or (day is not None and then is not None and is_told(probe) and then > day):
            return "other"
        return "same" if not is_told(probe) or day == then else "perhaps"
    if kind == "cumulative":
        return _total(probe, item)
    if is_near(probe, item):
        return "same"
    return "perhaps" if holds_at(item) is None or holds_at(probe) is None else "other"


def _total(probe: Comparable, item: Comparable) -> _Same:
    if not is_told(probe):
        return "same"
    if is_told(item) or item.is_final:
        return "same" if _overlap(probe.as_of, item.as_of) else "other"
    out = holds_at(item)
    if out is not None and _overlap(probe.as_of, out):
        return "same"
    return "perhaps" if _overlap(probe.as_of, item.as_of) else "other"


def _overlap(first: Period, second: Period) -> bool:
    if None in (first.end, second.end):
        return False
    assert first.end is not None
    assert second.end is not None
    starts_by = second.start is None or second.start <= first.end
    return starts_by and (first.start is None or first.start <= second.end)
