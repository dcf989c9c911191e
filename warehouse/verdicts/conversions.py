"""Claims that give one amount in two currencies: the rate that they imply, beside the rate that others imply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sources.model import CheckedClaim, Figure, Period
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.rates import (
    HOME_CURRENCY,
    SPREAD,
    Pair,
    Rate,
    is_judged,
    pair_of,
    pairs_near,
    pooled_rate,
    rate_at,
)
from warehouse.reconcile.sets import count_origins
from warehouse.verdicts.model import Evidence, Verdict
from warehouse.words import amount_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a claimed conversion implies, what the others imply, and whether that is the same after rounding."""

    home: Figure
    foreign: Figure
    rate: Decimal
    pool: Decimal
    fits: bool
    near: Sequence[Pair]  # the conversions that imply it; none where it is a dated rate


def weigh_conversion(home: Figure, foreign: Figure, pairs: Sequence[Pair]) -> Conversion | None:
    """A claimed conversion between dong and dollars; None for other money, and where fewer than three articles imply a
    rate of that time."""
    if home.quantity.unit != HOME_CURRENCY:
        home, foreign = foreign, home
    if (home.quantity.unit, foreign.quantity.unit) != (HOME_CURRENCY, "USD"):
        return None
    near = pairs_near(home.as_of, pairs)
    pool = pooled_rate(near)
    pair = pair_of(home, foreign, home.as_of, None)
    if pool is None or pair is None:
        return None
    if not is_judged(home.as_of, Rate(dong=pool, basis="pool", origin=""), near):
        return None
    fits = pair.high >= pool * (1 - SPREAD) and pair.low <= pool * (1 + SPREAD)
    return Conversion(home=home, foreign=foreign, rate=pair.rate, pool=pool, fits=fits, near=near)


def weigh_by_table(home: Figure, foreign: Figure, made: Period | None, url: str | None) -> Conversion | None:
    """The same by a dated rate of the claimed time, else of when the claim was made; None where the table has none."""
    if home.quantity.unit != HOME_CURRENCY:
        home, foreign = foreign, home
    if (home.quantity.unit, foreign.quantity.unit) != (HOME_CURRENCY, "USD"):
        return None
    day = home.period or (home.as_of if home.as_of.end is not None else made or Period())
    rate = rate_at(day, (), without_url=url)
    pair = pair_of(home, foreign, day, None)
    if rate is None or rate.basis != "table" or pair is None:
        return None
    fits = pair.high >= rate.dong * (1 - SPREAD) and pair.low <= rate.dong * (1 + SPREAD)
    return Conversion(home=home, foreign=foreign, rate=pair.rate, pool=rate.dong, fits=fits, near=())


def conversion_verdict(claim: CheckedClaim, weighed: Conversion, items: Sequence[Comparable]) -> Verdict:
    """The verdict on a conversion. What others imply comes from the origins that their amounts have; a dated rate rests
    on the reports `items` of the amount converted."""
    rate, pool, fits = weighed.rate, weighed.pool, weighed.fits
    amount = weighed.home.quantity.value
    assert amount is not None
    off = abs(pool / rate - 1) * 100
    ids = {pair.home.figure_id for pair in weighed.near} | {pair.foreign.figure_id for pair in weighed.near}
    held = [item for item in items if not weighed.near or ids & {item.figure.figure_id, *item.ids}]
    named = {item.witness or item.origin for item in held} - {None}
    stated = [
        *(() if fits else ("conversion",)),
        *(("within-rounding",) if fits else ()),
        *(("single-origin",) if len(named) == 1 else () if named else ("origin-not-named",)),
        *(("simulated",) if any(item.wording == "facsimile" for item in held) else ()),
    ]
    return Verdict(
        claim=claim,
        verdict="supported" if fits else "refuted",
        qualifiers=tuple(stated),
        attribution="none",
        outlets=len({item.outlet for item in held}),
        origins=count_origins(held),
        evidence=tuple(
            Evidence(
                figure_id=i.figure.figure_id,
                article_id=i.figure.article_id,
                outlet=i.outlet,
                stance="for" if fits else "against",
            )
            for i in held
        ),
        explanation=_text(weighed, off, (amount / pool).quantize(Decimal(1))),
        would_settle=Text(
            en="The exchange rate and day used for the conversion.", vi="Tỷ giá và ngày dùng để quy đổi."
        ),
        derivation={
            "rule": "implied rate against the median of the rates that other reports imply"
            if weighed.near
            else "implied rate against the dated rate of that time",
            "settings": {"spread": SPREAD},
            "inputs": [
                {"figure": f.figure_id, "value": f.quantity.value, "unit": f.quantity.unit}
                for f in (weighed.home, weighed.foreign)
            ],
            "numbers": {
                "rate": rate.quantize(Decimal(1)),
                "pool": pool,
                "spread": SPREAD,
                "low": (pool * (1 - SPREAD)).quantize(Decimal("0.01")),
                "high": (pool * (1 + SPREAD)).quantize(Decimal("0.01")),
            },
            "steps": [f"off by {off:.2f} %"],
        },
        is_simulated=any(item.wording == "facsimile" for item in held),
    )


def _text(weighed: Conversion, off: Decimal, repaired: Decimal) -> Text:
    rate, pool = weighed.rate, weighed.pool
    whose = (
        Text(en="the other reports imply about", vi="các bài khác ứng với khoảng")
        if weighed.near
        else Text(en="the dated rate of that time is about", vi="tỷ giá thời điểm đó là khoảng")
    )
    en = f"It implies {rate:,.0f} dong a dollar; {whose.en} {pool:,.0f}"
    vi = f"Ứng với {_dots(rate)} đồng/USD; {whose.vi} {_dots(pool)}"
    if weighed.fits:
        return Text(en=f"{en}: the same after rounding.", vi=f"{vi}: khớp sau khi làm tròn.")
    return Text(
        en=f"{en}, so it is off by {off:.1f} %. At that rate it would be about {amount_text(repaired, 'USD', 'en')}.",
        vi=f"{vi}, lệch {_comma(off)} %. Theo tỷ giá đó sẽ là khoảng {amount_text(repaired, 'USD', 'vi')}.",
    )


def _dots(value: Decimal) -> str:
    return f"{value:,.0f}".replace(",", ".")


def _comma(value: Decimal) -> str:
    return f"{value:.1f}".replace(".", ",")
