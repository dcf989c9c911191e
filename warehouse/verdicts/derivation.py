"""What a verdict on a figure rests on, as data that other code can test: intervals, units, times, origins."""

from __future__ import annotations

from collections.abc import Mapping

from sources.model import Period
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.rates import SPREAD
from warehouse.reconcile.sets import count_origins
from warehouse.verdicts.balance import OUTWEIGHS, origin_of
from warehouse.verdicts.model import Evidence, Judgement, Side
from warehouse.verdicts.moments import compared_at


def evidence_of(side: Side) -> tuple[Evidence, ...]:
    """A row a figure, for or against."""
    pro = {item.figure.figure_id for item in side.pro}
    rows = {item.figure.figure_id: item for item in (*side.con, *side.pro)}
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
        },
        "inputs": [
            {
                "figure": item.figure.figure_id,
                **_interval(item),
                **_time(compared_at(item)),
                "origin": origin_of(item),
                "house": item.group,
                "stance": stance,
                "how": side.how.get(item.figure.figure_id),
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


def _interval(item: Comparable) -> Mapping[str, object]:
    return {
        "low": item.low,
        "high": item.high,
        "low_open": item.low_open,
        "high_open": item.high_open,
        "unit": item.metric.unit,
    }


def _time(time: Period | None) -> Mapping[str, object]:
    return {"time_start": time.start if time else None, "time_end": time.end if time else None}
