"""Claims of how many days something took: reports of the same milestone, else what the running totals allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sources.model import Subject
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.sets import gap, meet
from warehouse.verdicts.model import EMPTY, Side
from warehouse.verdicts.strays import in_line

_SHORT = Decimal("0.005")  # how far below a milestone a total counts as having reached it


def weigh_duration(
    probe: Comparable, same: Sequence[Comparable], items: Sequence[Comparable], subject: Subject | None
) -> Side:
    """The evidence on a day count up to a milestone."""
    milestone = probe.figure.milestone
    held = [
        i
        for i in same
        if milestone is not None
        and i.figure.milestone is not None
        and i.figure.milestone.value == milestone.value
        and i.figure.milestone.subject == milestone.subject
    ]
    side = of_an_event(probe, held, "reports of the days to the same milestone")
    if held or milestone is None or milestone.value is None or subject is None or subject.started is None:
        return side
    everything = [
        i
        for i in items
        if i.figure.subject == probe.figure.subject
        and i.metric.kind == "cumulative"
        and i.metric.unit == milestone.unit
        and i.place is None
        and i.as_of.end is not None
    ]
    started, amount = subject.started, milestone.value
    totals = [i for i in in_line(everything) if i.figure.as_of_basis in ("stated", "derived")]
    reached = sorted(
        (i for i in totals if i.low is not None and i.low >= amount * (1 - _SHORT)),
        key=lambda i: (i.as_of.end or started, i.figure.figure_id),
    )
    short = sorted(
        (i for i in totals if i.high is not None and i.high < amount and i.as_of.start is not None),
        key=lambda i: (i.as_of.start or started, i.figure.figure_id),
    )
    if not reached or not short:
        return _nothing(probe, "no report shows when the amount was reached")
    latest, earliest = reached[0], short[-1]
    assert latest.as_of.end is not None
    assert earliest.as_of.start is not None
    first = Decimal((earliest.as_of.start - started).days)
    last = Decimal((latest.as_of.end - started).days + 1)
    if first > last or latest.group == earliest.group:
        return _nothing(probe, "the totals of two houses are needed, that agree on when the amount was reached")
    derived = replace(probe, low=first, high=last, low_open=False, high_open=False)
    note = Text(
        en=f"By the running totals it took {first}–{last} days, counting the first day or not.",
        vi=f"Theo số cộng dồn, mất {first}–{last} ngày, tính hay không tính ngày đầu.",
    )
    fits = meet(probe, derived)
    return Side(
        probe=probe,
        pro=(earliest, latest) if fits else (),
        con=() if fits else (earliest, latest),
        note=note,
        rule="the days between the start and the running total's passing of the amount",
        how={item.figure.figure_id: "by the totals" for item in (earliest, latest)},
    )


def of_an_event(probe: Comparable, held: Sequence[Comparable], rule: str) -> Side:
    """The evidence on a day or a count of days: one that is off by one may be counted otherwise, with the first day or
    an evening before it, and is no refutation."""
    apart = [item for item in held if not meet(probe, item)]
    beside = [item for item in apart if gap(probe, item) <= 1]
    return Side(
        probe=probe,
        pro=tuple(item for item in held if meet(probe, item)),
        con=tuple(item for item in apart if item not in beside),
        note=EMPTY,
        rule=rule,
        beside=tuple(beside),
        how={item.figure.figure_id: "beside" for item in beside},
    )


def _nothing(probe: Comparable, rule: str) -> Side:
    return Side(probe=probe, pro=(), con=(), note=EMPTY, rule=rule)
