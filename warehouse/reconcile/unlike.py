"""One amount converted in two ways by two houses, where no rate of that time is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sources.model import Period, Topic
from warehouse.reconcile.drafts import finding_id
from warehouse.reconcile.groups import day_of, event_of, scope_of
from warehouse.reconcile.model import Comparable, Finding, Position, Text, load_rules
from warehouse.reconcile.rates import Pair, is_judged, pairs_near, rate_at
from warehouse.reconcile.sets import meet
from warehouse.words import Tongue, figure_text, number_text

APART = Decimal("0.05")  # two banks of two days hardly differ by that much


def find_unlike(pairs: Sequence[Pair], by_figure: Mapping[str, Comparable], topic: Topic) -> Iterator[Finding]:
    """One question for each amount that pages of two houses convert by rates that can't be of one time; which of them
    is off, nothing says."""
    amounts: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        item = by_figure.get(pair.home.figure_id)
        if item is not None and pair.day.end is not None:
            time = event_of(item)[0] or (item.as_of.end and day_of(item.as_of.end))
            amounts[(*scope_of(item), time)].append(pair)
    for key, held in sorted(amounts.items(), key=lambda each: str(each[0])):
        low = min(held, key=lambda pair: (pair.high, pair.foreign.figure_id))
        high = max(held, key=lambda pair: (pair.low, pair.foreign.figure_id))
        first, second = (by_figure[pair.home.figure_id] for pair in (low, high))
        is_of_one = first.group != second.group and meet(first, second) and bool(pairs_near(low.day, [high]))
        if is_of_one and high.low > low.high * (1 + APART) and not _is_known(low.day, pairs):
            yield _finding(low, high, (first, second), str(key[-1]), topic)


def _is_known(day: Period, pairs: Sequence[Pair]) -> bool:
    """Whether a rate of the time is held, which every conversion is held against."""
    rate = rate_at(day, pairs)
    return rate is not None and is_judged(day, rate, pairs)


def _finding(low: Pair, high: Pair, holders: tuple[Comparable, Comparable], time: str, topic: Topic) -> Finding:
    home, both = low.home, (low, high)
    rule = load_rules()["OPEN"]
    text = rule.rates or rule.text
    return Finding(
        finding_id=finding_id(topic.key, home.subject, home.metric, "conversions", home.place, time),
        type="OPEN",
        candidates=(("OPEN", Decimal("0.6")), ("CONV", Decimal("0.4"))),
        notes=(),
        severity=1,
        topic=topic.key,
        subject=home.subject or "",
        metric=home.metric or "",
        unit=low.foreign.quantity.unit,
        place=home.place,
        period=home.period,
        as_of=home.as_of,
        positions=tuple(
            Position(
                low=pair.foreign.quantity.low,
                high=pair.foreign.quantity.high,
                figures=tuple(sorted((pair.foreign.figure_id, pair.home.figure_id))),
                outlets=(item.outlet,),
                origins=1,
            )
            for pair, item in sorted(zip(both, holders, strict=True), key=lambda each: -each[0].rate)
        ),
        figures=tuple(sorted({f.figure_id for pair in both for f in (pair.home, pair.foreign)})),
        repaired=None,
        outlets=len({item.outlet for item in holders}),
        origins=1,
        explanation=Text(
            en=_fill(text.en, "en", both, holders),
            vi=_fill(text.vi, "vi", both, holders),
        ),
        would_settle=rule.units_settle or rule.settle,
        derivation={
            "rule": "rates implied for one amount that have no point in common",
            "settings": {"apart": APART},
            "inputs": [
                {"figure": pair.foreign.figure_id, "value": pair.rate, "low": pair.low, "high": pair.high}
                for pair in both
            ],
            "steps": [f"implied {pair.low:.2f}..{pair.high:.2f}" for pair in both],
            "numbers": {},
        },
        is_simulated=any(item.wording == "facsimile" for item in holders),
    )


def _fill(template: str, tongue: Tongue, both: tuple[Pair, Pair], holders: Sequence[Comparable]) -> str:
    low, high = both
    return template.format(
        a=figure_text(low.home, tongue),
        b=figure_text(low.foreign, tongue),
        c=figure_text(high.foreign, tongue),
        who_b=holders[0].outlet_name,
        who_c=holders[1].outlet_name,
        rate_b=number_text(low.rate.quantize(Decimal(1)), tongue),
        rate_c=number_text(high.rate.quantize(Decimal(1)), tongue),
    )
