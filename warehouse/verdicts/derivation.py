"""What a verdict on a figure rests on, as data that other code can test: intervals, units, times, origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sources.model import Period
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.rates import SPREAD
from warehouse.reconcile.sets import count_origins
from warehouse.verdicts.balance import OUTWEIGHS, origin_of
from warehouse.verdicts.model import Evidence, Judgement, Side
from warehouse.verdicts.moments import compared_at, held_by


def evidence_of(side: Side | Sequence[Comparable]) -> tuple[Evidence, ...]:
    """A row a figure, for or against; figures by themselves speak for."""
    pro_items, con_items = (side.pro, side.con) if isinstance(side, Side) else (side, ())
    pro = {item.figure.figure_id for item in pro_items}
    rows = {item.figure.figure_id: item for item in (*con_items, *pro_items)}
    return tuple(
        Evidence(
            figure_id=item.figure.figure_id,
            article_id=item.figure.article_id,
            outlet=item.outlet,
            stance="for" if item.figure.figure_id in pro else "against",
        )
        for _, item in sorted(rows.items())
    )


def derive(side: Side, verdict: Judgement, copies: int) -> dict[str, object]:
    """The derivation of a verdict; `copies` articles were left out."""
    probe, quantity = side.probe, side.probe.figure.quantity
    time = compared_at(probe)
    return {
        "rule": side.rule,
        "settings": {
            "outweighs": OUTWEIGHS,
            "spread": SPREAD,
            "kind": probe.metric.kind,
            "near_days": probe.metric.near_days,
        },
        "claim": {
            **_interval(probe),
            "said_low": quantity.low,
            "said_high": quantity.high,
            "said_unit": quantity.unit,
            "rate": probe.rate_used,
            **_time(time),
            **_then(side.then),
        },
        "inputs": [
            {
                "figure": item.figure.figure_id,
                **_interval(item),
                **_time(held_by(probe, item)),
                "origin": origin_of(item),
                "house": item.group,
                "stance": stance,
                "how": side.how.get(item.figure.figure_id),
                "fits": item.figure.figure_id not in side.unfit,
            }
            for item, stance in sorted(
                [*((i, "for") for i in side.pro), *((i, "against") for i in side.con)],
                key=lambda each: each[0].figure.figure_id,
            )
        ],
        "steps": [
            f"{count_origins(side.pro)} origins for, {count_origins(side.con)} against: {verdict}",
            f"{copies} articles left out: the claimant's own, its copies, or citing it",
        ],
    }


def derive_credit(found: Sequence[tuple[Comparable | None, Sequence[Comparable]]]) -> dict[str, object]:
    """The derivation of a credit that was confirmed: what is credited, and the outlets' own figures that meet it."""
    return {
        "rule": "figures of the outlets credited that meet what is credited to them, of the same time and scope",
        "credited": [
            {
                **_interval(probe),
                "inputs": [
                    {"figure": item.figure.figure_id, "outlet": item.outlet, **_interval(item)} for item in items
                ],
            }
            for probe, items in found
            if probe is not None
        ],
        "inputs": sorted({item.figure.figure_id for _, items in found for item in items}),
        "steps": [],
    }


def _interval(item: Comparable) -> Mapping[str, object]:
    return {
        "low": item.low,
        "high": item.high,
        "low_open": item.low_open,
        "high_open": item.high_open,
        "unit": item.metric.unit,
    }


def _then(time: Period | None) -> Mapping[str, object]:
    """The time of the newest report that gives a total without one, by which it is held against the others."""
    return {} if time is None else {"then_start": time.start, "then_end": time.end}


def _time(time: Period | None) -> Mapping[str, object]:
    return {"time_start": time.start if time else None, "time_end": time.end if time else None}
