"""Amounts in two currencies whose implied rate is not that of their time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sources.model import Period, Topic
from warehouse.reconcile.drafts import finding_id
from warehouse.reconcile.mismatches import Mismatch
from warehouse.reconcile.model import Comparable, Finding, Text, load_rules
from warehouse.reconcile.rates import SPREAD, Pair, Rate, is_judged, rate_at
from warehouse.reconcile.sets import as_position, positions
from warehouse.reconcile.slips import power_between
from warehouse.words import Tongue, amount_text, figure_text, period_text

LARGE_SPREAD = Decimal("0.05")
_CENT = Decimal("0.01")
DAY = timedelta(days=1) - timedelta(seconds=1)  # from its first second to its last


@dataclass(frozen=True, slots=True)
class Strange:
    """A conversion that implies another rate than that of its time, and all that make it."""

    pair: Pair
    home_value: Decimal
    foreign_value: Decimal
    rate: Rate
    same: list[Pair]


def find_strange(pairs: Sequence[Pair]) -> list[Strange]:
    """Each conversion that implies a rate which lies outside the rate of its time by more than the spread."""
    return [strange for pair in pairs for strange in (_strange(pair, pairs),) if strange is not None]


def strange_amounts(found: Sequence[Strange], items: Sequence[Comparable]) -> Iterator[Mismatch]:
    """The amounts that are so converted, and what they would have to be for the conversion to fit."""
    by_figure = {name: item for item in items for name in item.ids if not item.derived}
    for each in found:
        home = by_figure.get(each.pair.home.figure_id)
        if home is not None:
            low = each.home_value * each.rate.dong * (1 - SPREAD) / each.pair.high
            high = each.home_value * each.rate.dong * (1 + SPREAD) / each.pair.low
            yield Mismatch(rule="conversion", items=(home,), low=low, high=high)


def find_conversions(
    found: Sequence[Strange], items: Sequence[Comparable], topic: Topic, told: Set[str] = frozenset()
) -> Iterator[Finding]:
    """A finding for each such conversion: pages that make the same one of one thing share it, and so do all conversions
    of one subject on one page by one rate. `told` are figures that another finding tells as off, so that it is not
    their conversion that is."""
    seen: dict[tuple[object, ...], Strange] = {}
    for strange in found:
        home = strange.pair.home
        if home.figure_id not in told:
            key = (home.subject, home.metric, *_amounts(strange.pair))
            seen.setdefault(key, strange).same.append(strange.pair)
    groups: list[list[Strange]] = []
    for _, strange in sorted(seen.items(), key=lambda each: str(each[0])):
        group = next((group for group in groups if any(_is_of_one_rate(strange, other) for other in group)), None)
        if group is None:
            groups.append(group := [])
        group.append(strange)
    by_figure = {name: item for item in items for name in item.ids}
    for group in groups:
        yield _finding(group, by_figure, topic)


def _amounts(pair: Pair) -> tuple[Decimal | None, Decimal | None]:
    return pair.home.quantity.value, pair.foreign.quantity.value


def _strange(pair: Pair, pairs: Sequence[Pair]) -> Strange | None:
    """A conversion, held against the rate of its own time alone: what another page makes of the same amounts at
    another time says nothing about it."""
    home_value, foreign_value = _amounts(pair)
    others = [other for other in pairs if _amounts(other) != _amounts(pair)]
    rate = rate_at(pair.day, others, without_url=pair.url)
    if rate is None or home_value is None or foreign_value is None or not is_judged(pair.day, rate, others):
        return None
    if pair.high >= rate.dong * (1 - SPREAD) and pair.low <= rate.dong * (1 + SPREAD):
        return None
    return Strange(pair, home_value, foreign_value, rate, [])


def _is_of_one_rate(one: Strange, other: Strange) -> bool:
    if one.pair.home.subject != other.pair.home.subject:
        return False
    articles = {pair.home.article_id for pair in one.same} & {pair.home.article_id for pair in other.same}
    return bool(articles) and one.pair.low <= other.pair.high and other.pair.low <= one.pair.high


def _finding(group: Sequence[Strange], by_figure: Mapping[str, Comparable], topic: Topic) -> Finding:
    """The finding of a rate, told by the conversion that says most exactly what it was."""
    told = min(group, key=lambda each: (each.pair.high / each.pair.low, each.home_value, each.foreign_value))
    pair, pool = told.pair, told.rate.dong
    off = abs(pool / pair.rate - 1)
    repaired = _short(told.home_value / pool)
    power = power_between(pair.rate, pool)
    held = [p for each in (told, *group) for p in each.same]
    holders = list(
        {p.home.figure_id: by_figure[p.home.figure_id] for p in held if p.home.figure_id in by_figure}.values()
    )
    who = ", ".join(sorted({item.outlet_name for item in holders})) or "?"
    metric = next((m for m in topic.metrics if m.key == pair.home.metric), None)
    rule = load_rules()["CONV"]
    text = rule.table if rule.table is not None and told.rate.basis == "table" else rule.text
    told_by = [by_figure[p.home.figure_id] for p in told.same if p.home.figure_id in by_figure]
    return Finding(
        finding_id=finding_id(
            topic.key, pair.home.subject, pair.home.metric, "conversion", told.home_value, told.foreign_value
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
        positions=tuple(as_position(each) for each in positions(told_by)),
        figures=tuple(sorted({f.figure_id for p in held for f in (p.home, p.foreign)})),
        # A slip of ten times may be in either of the two.
        repaired=(pair.foreign.figure_id, repaired) if power is None else None,
        outlets=len({item.outlet for item in holders}) or 1,
        origins=1,
        explanation=Text(
            en=_fill(text.en, "en", told, who, repaired),
            vi=_fill(text.vi, "vi", told, who, repaired),
        ),
        would_settle=rule.settle,
        derivation={
            "rule": "implied rate outside the rate of its time by more than the spread",
            "settings": {
                "spread": SPREAD,
                "rate_basis": told.rate.basis,
                "rate_origin": told.rate.origin,
                "rate_day": told.rate.day,
            },
            "inputs": [
                {"figure": pair.home.figure_id, "value": told.home_value},
                {"figure": pair.foreign.figure_id, "value": told.foreign_value},
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


def _fill(template: str, tongue: Tongue, told: Strange, who: str, repaired: Decimal) -> str:
    def rate(value: Decimal) -> str:
        text = f"{value:,.0f}"
        return text.replace(",", ".") if tongue == "vi" else text

    day = told.rate.day
    return template.format(
        a=figure_text(told.pair.home, tongue),
        b=figure_text(told.pair.foreign, tongue),
        who_a=who,
        rate=rate(told.pair.rate),
        pool=rate(told.rate.dong),
        repaired=amount_text(repaired, "USD", tongue),
        day="" if day is None else period_text(Period(start=day, end=day + DAY), tongue),
    )
