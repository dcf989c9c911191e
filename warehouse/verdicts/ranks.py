"""Claims of a rank: what was said last up to then, and what holds both before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from warehouse.reconcile.model import Comparable
from warehouse.verdicts.model import EMPTY, How, Side
from warehouse.verdicts.moments import day_of, holds_at

_RULE = "the rank in the same list that was reported last by then; another one reported both before and after"


def weigh_rank(probe: Comparable, same: Sequence[Comparable]) -> Side:
    """The evidence on a rank. It rises while a run goes on and falls when others pass: reports of another day say
    nothing by themselves, and another rank on that day may be of another hour."""
    held = [i for i in same if list_of(i) == list_of(probe) and i.figure.period is None and i.value is not None]
    today = rank_day(probe)
    if today is None or probe.value is None:
        others = [i for i in held if i.value != probe.value]
        return Side(
            probe=probe,
            pro=tuple(i for i in held if i.value == probe.value),
            con=(),
            note=EMPTY,
            rule="no time is claimed: reports of that rank in the same list at any time",
            beside=tuple(others),
            how={item.figure.figure_id: "at any time" for item in others},
        )
    dated = [(day, i) for i in held for day in (rank_day(i),) if day is not None]
    differing = [(day, i) for day, i in dated if i.value != probe.value and day <= today]
    turned = max((day for day, _ in differing), default=date.min)  # the last day that another rank was reported of
    equal = [(day, i) for day, i in dated if i.value == probe.value and turned <= day <= today]
    pro = [i for day, i in equal if day > turned] or [i for _, i in equal]
    con = _around(probe.value, dated, today)
    is_of_that_day = turned == today or any(day == turned for day, i in equal if i in pro)
    beside = [i for day, i in differing if day == turned and is_of_that_day and i not in con]
    how: dict[str, How] = {item.figure.figure_id: "beside" for item in beside}
    how |= {item.figure.figure_id: "around" for item in con}
    return Side(
        probe=probe,
        pro=tuple(pro),
        con=tuple(con),
        note=EMPTY,
        rule=_RULE,
        beside=tuple(beside),
        how=how,
    )


def rank_day(item: Comparable) -> date | None:
    """The day of which a rank is told, else on which it came out."""
    when = holds_at(item)
    return day_of(when.end) if when is not None and when.end is not None else None


def list_of(item: Comparable) -> str:
    """The list that a rank is in."""
    return item.figure.rank_of or "all_time"


def _around(rank: Decimal, dated: Sequence[tuple[date, Comparable]], today: date) -> list[Comparable]:
    """The reports of the nearest day before and of the nearest day after, where all of them give a better rank than the
    one claimed, or all of them a worse one: it would have had to leave and come back."""
    last = max((day for day, _ in dated if day < today), default=None)
    first = min((day for day, _ in dated if day > today), default=None)
    if last is None or first is None:
        return []
    near = [i for day, i in dated if day in (last, first)]
    values = [i.value for i in near if i.value is not None]
    return near if all(value < rank for value in values) or all(value > rank for value in values) else []
