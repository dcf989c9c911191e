"""Amounts in two currencies whose implied rate is not that of their time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sources.model import Topic
from warehouse.reconcile.build import finding_id
from warehouse.reconcile.model import Comparable, Finding, Text, load_rules
from warehouse.reconcile.rates import SPREAD, Pair, is_judged, rate_at
from warehouse.reconcile.sets import as_position
from warehouse.reconcile.slips import power_between
from warehouse.words import Tongue, amount_text, figure_text

LARGE_SPREAD = Decimal("0.05")
_CENT = Decimal("0.01")


def find_conversions(pairs: Sequence[Pair], items: Sequence[Comparable], topic: Topic) -> Iterator[Finding]:
    """One finding for each conversion whose implied rate lies outside the rate of its time by more than the spread;
    pages that make the same conversion share it."""
    rules = load_rules()
    seen: dict[tuple[Decimal | None, Decimal | None], list[Pair]] = {}
    for pair in pairs:
        seen.setdefault((pair.home.quantity.value, pair.foreign.quantity.value), []).append(pair)
    by_figure = {name: item for item in items for name in item.ids}
    for (home_value, foreign_value), same in sorted(seen.items(), key=lambda each: str(each[0])):
        pair = same[0]
        others = [other for other in pairs if other not in same]
        rate = rate_at(pair.day, others, without_url=pair.url)
        if rate is None or home_value is None or foreign_value is None or not is_judged(pair.day, rate, others):
            continue
        pool = rate.dong
        if pair.high >= pool * (1 - SPREAD) and pair.low <= pool * (1 + SPREAD):
            continue
        off = abs(pool / pair.rate - 1)
        repaired = _short(home_value / pool)
        power = power_between(pair.rate, pool)
        holders = [by_figure[p.home.figure_id] for p in same if p.home.figure_id in by_figure]
        who = ", ".join(sorted({item.outlet_name for item in holders})) or "?"
        metric = next((m for m in topic.metrics if m.key == pair.home.metric), None)
        figures = tuple(sorted({f.figure_id for p in same for f in (p.home, p.foreign)}))
        text = rules["CONV"].text
        yield Finding(
            finding_id=finding_id(
                topic.key, pair.home.subject, pair.home.metric, "conversion", home_value, foreign_value
            ),
            type="CONV",
            candidates=(
                (("CONV", Decimal("0.6")), ("SCALE", Decimal("0.4"))) if power is not None else (("CONV", Decimal(1)),)
            ),
            notes=(),
            severity=3 if off > LARGE_SPREAD else 2,
            topic=topic.key,
            subject=pair.home.subject or "",
            metric=pair.home.metric or "",
            unit=metric.unit if metric else "VND",
            place=pair.home.place,
            period=None,
            as_of=pair.home.as_of,
            positions=tuple(as_position([item]) for item in holders[:1]),
            figures=figures,
            repaired=(pair.foreign.figure_id, repaired),
            outlets=len({item.outlet for item in holders}) or 1,
            origins=1,
            explanation=Text(
                en=_fill(text.en, "en", pair, pool, who, repaired), vi=_fill(text.vi, "vi", pair, pool, who, repaired)
            ),
            would_settle=rules["CONV"].settle,
            derivation={
                "rule": "implied rate outside the rate of its time by more than the spread",
                "settings": {"spread": SPREAD, "rate_basis": rate.basis, "rate_origin": rate.origin},
                "inputs": [
                    {"figure": pair.home.figure_id, "value": home_value},
                    {"figure": pair.foreign.figure_id, "value": foreign_value},
                ],
                "steps": [f"implied {pair.low:.2f}..{pair.high:.2f}", f"pool {pool}", f"off by {off:.4f}"],
                "numbers": {"low": pair.low.quantize(_CENT), "high": pair.high.quantize(_CENT), "pool": pool},
            },
            is_simulated=any(item.wording == "facsimile" for item in holders),
        )


def _short(value: Decimal) -> Decimal:
    """Three digits: a rate says no more of an amount."""
    short = value.quantize(Decimal(1).scaleb(value.adjusted() - 2))
    return short.quantize(Decimal(1)) if short.adjusted() >= 2 else short


def _fill(template: str, tongue: Tongue, pair: Pair, pool: Decimal, who: str, repaired: Decimal) -> str:
    def rate(value: Decimal) -> str:
        text = f"{value:,.0f}"
        return text.replace(",", ".") if tongue == "vi" else text

    return template.format(
        a=figure_text(pair.home, tongue),
        b=figure_text(pair.foreign, tongue),
        who_a=who,
        rate=rate(pair.rate),
        pool=rate(pool),
        repaired=amount_text(repaired, "USD", tongue),
        who_b=who,
        what="",
        when="",
    )
