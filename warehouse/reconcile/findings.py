"""Disagreements -> findings: which type explains one, how bad it is, what would settle it, in words made of the
numbers.

Cheap explanations are tried first; the first that fits names the type, the others stay as candidates.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sources.figures.interval import SETTINGS
from sources.model import Period, Topic
from warehouse.reconcile.causes import Case, Surroundings, explain, power_between, rescaled
from warehouse.reconcile.comparable import Pair, pairs_near, pooled_rate
from warehouse.reconcile.envelope import end, start
from warehouse.reconcile.groups import Conflict, Harmony, split
from warehouse.reconcile.model import Comparable, Finding, Text, load_rules
from warehouse.reconcile.sets import as_position, bounds, count_origins, gap, positions
from warehouse.words import Tongue, amount_text, figure_text, period_text

SPREAD = Decimal("0.02")  # by how much a converted amount may differ from the pooled rate
LARGE_SPREAD = Decimal("0.05")
_RULES = {
    "apart": "no point is common to all (apart)",
    "final": "no point is common to all (final)",
    "same-day": "no point is common to all (same-day)",
    "order": "a total below an earlier one, or above a later one, or faster than the declared rate (order)",
}


def reconcile(
    items: Sequence[Comparable], pairs: Sequence[Pair], topic: Topic, *, everything: bool = False
) -> list[Finding]:
    """All findings, worst first. With `everything` also one a scope for what only looks different."""
    conflicts, harmonies = split(items)
    around = Surroundings(items, topic)
    series: dict[tuple[str | None, str, str | None], list[Comparable]] = defaultdict(list)
    for item in items:
        series[_scope(item)].append(item)
    found = [_finding(conflict, topic, series[_scope(conflict.items[0])], around) for conflict in conflicts]
    found += _conversions(pairs, items, topic)
    found += _inside_articles(items, topic)
    if everything:
        found += [_harmless(harmony, topic) for harmony in harmonies]
    merged: dict[str, Finding] = {}
    for finding in sorted(found, key=lambda f: (-f.severity, f.finding_id, f.type)):
        merged.setdefault(finding.finding_id, finding)
    return list(merged.values())


def _scope(item: Comparable) -> tuple[str | None, str, str | None]:
    return item.figure.subject, item.metric.key, item.figure.place


def finding_id(*parts: object) -> str:
    """The identity of a disagreement: topic, subject, metric, scope and event, whatever the evidence is."""
    return hashlib.sha256("|".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]


def _finding(conflict: Conflict, topic: Topic, series: Sequence[Comparable], around: Surroundings) -> Finding:
    items = conflict.items
    low, high = _extremes(items)
    outlier = conflict.outlier
    case = Case(
        reason=conflict.reason,
        items=items,
        low_item=low,
        high_item=high,
        odd=outlier.item if outlier is not None and not outlier.is_tied else None,
        odd_is_low=outlier is not None and outlier.side == "low",
        low=outlier.low if outlier else None,
        high=outlier.high if outlier else None,
        series=series,
        surroundings=around,
        period=conflict.period,
    )
    if outlier is not None and outlier.is_tied:
        later = max((outlier.item, *outlier.against), key=lambda i: (start(i), i.figure.figure_id))
        case = replace(case, odd=later, odd_is_low=later is not outlier.item or outlier.side == "low")
    candidates = explain(case)
    first, second = low, high
    if outlier is not None:
        first, second = sorted((outlier.item, outlier.against[0]), key=lambda i: (start(i), end(i), i.figure.figure_id))
    return _build(
        topic,
        items[0],
        candidates[0][0],
        candidates,
        items,
        first,
        second,
        event=conflict.event,
        period=conflict.period,
        as_of=conflict.as_of,
        rule=_RULES[conflict.reason],
        held=positions(items),
        repaired=_repaired(case, candidates[0][0]),
        numbers={"odd": outlier.item.figure.figure_id, "low": outlier.low, "high": outlier.high} if outlier else {},
    )


def _build(
    topic: Topic,
    first: Comparable,
    code: str,
    candidates: Sequence[tuple[str, Decimal]],
    items: Sequence[Comparable],
    low: Comparable,
    high: Comparable,
    *,
    event: str,
    period: Period | None,
    as_of: Period,
    rule: str,
    held: Sequence[Sequence[Comparable]],
    repaired: tuple[str, Decimal] | None = None,
    numbers: Mapping[str, object] | None = None,
) -> Finding:
    rules = load_rules()
    notes = []
    origins = count_origins(items)
    houses = {item.group for item in items}
    if origins < len(houses) and any(item.origin for item in items):
        notes.append("CIRC")
    simulated = any(item.wording == "facsimile" for item in items)
    explained = _texts(rules[code].text, low, high, first, period, as_of, topic)
    settle = _texts(rules[code].settle, low, high, first, period, as_of, topic)
    return Finding(
        finding_id=finding_id(topic.key, first.figure.subject, first.metric.key, first.figure.place, event),
        type=code,
        candidates=tuple(candidates),
        notes=tuple(notes),
        severity=_severity(code, low, high, first, origins) if rules[code].fault else 0,
        topic=topic.key,
        subject=first.figure.subject or "",
        metric=first.metric.key,
        unit=first.metric.unit,
        place=first.figure.place,
        period=period,
        as_of=as_of,
        positions=tuple(as_position(each) for each in held),
        figures=tuple(sorted({item.figure.figure_id for item in items})),
        repaired=repaired,
        outlets=len({item.outlet for item in items}),
        origins=origins,
        explanation=explained,
        would_settle=settle,
        derivation={
            "rule": rule,
            "settings": {
                "about_steps": SETTINGS.about_steps,
                "round_cap": SETTINGS.round_cap,
                "spread": SPREAD,
                "rate_cap": first.metric.rate_cap.value if first.metric.rate_cap else None,
            },
            "inputs": [
                {
                    "figure": item.figure.figure_id,
                    "low": item.low,
                    "high": item.high,
                    "low_open": item.low_open,
                    "high_open": item.high_open,
                    "as_of_start": item.as_of.start,
                    "as_of_end": item.as_of.end,
                    "rate_used": item.rate_used,
                }
                for item in sorted(items, key=lambda i: i.figure.figure_id)
            ],
            "steps": [
                f"{low.figure.figure_id} ends at {low.high}",
                f"{high.figure.figure_id} begins at {high.low}",
                f"gap {gap(low, high)}",
            ],
            "numbers": dict(numbers or {}),
        },
        is_simulated=simulated,
    )


def _extremes(items: Sequence[Comparable]) -> tuple[Comparable, Comparable]:
    """The item that ends lowest and the one that begins highest."""
    low = min(items, key=lambda item: (bounds(item)[1], item.figure.figure_id))
    high = max(items, key=lambda item: (bounds(item)[0], item.figure.figure_id))
    return low, high


def _severity(code: str, low: Comparable, high: Comparable, first: Comparable, origins: int) -> int:
    """round(base x gap x weight), at least 1: a gap below 1 % halves it, below 5 % takes a quarter off; and so does
    having one origin at most, since nothing shows that the reports are independent."""
    base = Decimal(load_rules()[code].severity)
    middle = max(abs(high.value or Decimal(0)), abs(low.value or Decimal(0)), Decimal(1))
    share = gap(low, high) / middle
    impact = Decimal("0.5") if share < Decimal("0.01") else Decimal("0.75") if share < Decimal("0.05") else Decimal(1)
    if first.metric.kind in ("date", "duration", "rank"):
        impact = Decimal("0.75")
    if origins < 2 and code == "CONTRA":
        impact *= Decimal("0.75")
    return max(1, min(4, int((base * impact * first.metric.weight).to_integral_value(rounding="ROUND_HALF_UP"))))


def _repaired(case: Case, code: str) -> tuple[str, Decimal] | None:
    """For a power of ten: the odd one brought to where the others allow it, or to the size that most others have."""
    if code != "SCALE":
        return None
    moved = rescaled(case)
    if moved is not None and case.odd is not None:
        return case.odd.figure.figure_id, moved
    low, high = case.low_item, case.high_item
    if low.value is None or high.value is None:
        return None
    near_low = sum(1 for item in case.items if item.value is not None and _close(item.value, low.value))
    near_high = sum(1 for item in case.items if item.value is not None and _close(item.value, high.value))
    if near_low == near_high:
        return None
    odd, right = (low, high) if near_low < near_high else (high, low)
    if odd.value is None or right.value is None:
        return None
    power = power_between(odd.value, right.value)
    return None if power is None else (odd.figure.figure_id, odd.value * Decimal(10) ** power)


def _close(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= Decimal("0.05") * max(abs(a), abs(b))


def _texts(
    text: Text, low: Comparable, high: Comparable, first: Comparable, period: Period | None, as_of: Period, topic: Topic
) -> Text:
    def fill(template: str, tongue: Tongue) -> str:
        when = period or (as_of if as_of.end else None)
        name = first.metric.name.get(tongue) or first.metric.key
        what = f"{name}, {first.figure.subject}"
        if when and not _is_order(low, high):
            what += f", {period_text(when, tongue)}"
        return template.format(
            a=figure_text(low.figure, tongue),
            b=figure_text(high.figure, tongue),
            who_a=_who(low, tongue),
            who_b=_who(high, tongue),
            what=what,
            when=period_text(when, tongue) if when else what,
            gap=gap(low, high),
            rate="",
            pool="",
            repaired="",
        )

    return Text(en=fill(text.en, "en"), vi=fill(text.vi, "vi"))


def _is_order(low: Comparable, high: Comparable) -> bool:
    """Two totals of different times, which are told apart by their times."""
    return low.metric.kind == "cumulative" and low.as_of != high.as_of and not (low.is_final and high.is_final)


def _who(item: Comparable, tongue: Tongue) -> str:
    if item.metric.kind != "cumulative" or item.is_final or item.as_of.end is None:
        return item.outlet_name
    return f"{item.outlet_name}, {period_text(Period(start=item.as_of.start, end=item.as_of.end), tongue)}"


def _harmless(harmony: Harmony, topic: Topic) -> Finding:
    items = harmony.items
    ordered = sorted(items, key=lambda item: (item.value or Decimal(0), item.figure.figure_id))
    low, high = ordered[0], ordered[-1]
    hedged = any(item.figure.quantity.hedge not in ("bare", "exactly") for item in items)
    code = "ASOF" if harmony.is_evolution else "BOUND" if hedged else "ROUND"
    return replace(
        _build(
            topic,
            items[0],
            code,
            ((code, Decimal(1)),),
            items,
            low,
            high,
            event=f"same {harmony.event}",
            period=harmony.period,
            as_of=Period(),
            rule="a point is common to all, or the total grew",
            held=positions(items),
        ),
        severity=0,
    )


def _conversions(pairs: Sequence[Pair], items: Sequence[Comparable], topic: Topic) -> Iterable[Finding]:
    """Amounts in two currencies whose implied rate lies outside what the other articles imply."""
    rules = load_rules()
    seen: dict[tuple[Decimal | None, Decimal | None], list[Pair]] = {}
    for pair in pairs:
        seen.setdefault((pair.home.quantity.value, pair.foreign.quantity.value), []).append(pair)
    outlet_of = {item.figure.figure_id: item for item in items}
    for (home_value, foreign_value), same in sorted(seen.items(), key=lambda each: str(each[0])):
        pool = pooled_rate(pairs_near(same[0].day, [pair for pair in pairs if pair not in same]))
        if pool is None or home_value is None or foreign_value is None:
            continue
        pair = same[0]
        if pair.high >= pool * (1 - SPREAD) and pair.low <= pool * (1 + SPREAD):
            continue
        off = abs(pool / pair.rate - 1)
        repaired = (home_value / pool).quantize(Decimal(100000))
        holders = [outlet_of[p.home.figure_id] for p in same if p.home.figure_id in outlet_of]
        who = ", ".join(sorted({item.outlet_name for item in holders})) or "?"
        metric = next((m for m in topic.metrics if m.key == pair.home.metric), None)

        def fill(
            template: str,
            tongue: Tongue,
            *,
            pair: Pair = pair,
            pool: Decimal = pool,
            who: str = who,
            repaired: Decimal = repaired,
        ) -> str:
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

        figures = tuple(sorted({f.figure_id for p in same for f in (p.home, p.foreign)}))
        yield Finding(
            finding_id=finding_id(
                topic.key, pair.home.subject, pair.home.metric, "conversion", home_value, foreign_value
            ),
            type="CONV",
            candidates=(("CONV", Decimal("0.8")), ("SCALE", Decimal("0.2"))),
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
            explanation=Text(en=fill(rules["CONV"].text.en, "en"), vi=fill(rules["CONV"].text.vi, "vi")),
            would_settle=rules["CONV"].settle,
            derivation={
                "rule": "implied rate outside the pooled rate by more than the spread",
                "settings": {"spread": SPREAD},
                "inputs": [
                    {"figure": pair.home.figure_id, "value": home_value},
                    {"figure": pair.foreign.figure_id, "value": foreign_value},
                ],
                "steps": [f"implied {pair.low:.2f}..{pair.high:.2f}", f"pool {pool}", f"off by {off:.4f}"],
                "numbers": {"low": pair.low, "high": pair.high, "pool": pool},
            },
            is_simulated=any(item.wording == "facsimile" for item in holders),
        )


def _inside_articles(items: Sequence[Comparable], topic: Topic) -> Iterable[Finding]:
    """Totals that are not the sum of their parts within one article, at one place and time."""
    scopes: dict[tuple[object, ...], dict[str, Comparable]] = {}
    for item in items:
        key = (item.figure.article_id, item.figure.subject, item.figure.place, item.as_of.start, item.as_of.end)
        scopes.setdefault(key, {}).setdefault(item.metric.key, item)
    for relation in topic.relations:
        if relation.kind != "sum" or relation.total is None:
            continue
        for scope, held in sorted(scopes.items(), key=lambda each: str(each[0])):
            total = held.get(relation.total)
            parts = [held[part] for part in relation.parts if part in held]
            if total is None or len(parts) != len(relation.parts):
                continue
            lows = [part.low for part in parts if part.low is not None]
            highs = [part.high for part in parts if part.high is not None]
            if len(lows) < len(parts) or len(highs) < len(parts) or total.low is None or total.high is None:
                continue
            if total.high < sum(lows) or total.low > sum(highs):
                everything = [total, *parts]
                names = " + ".join(str(part.value) for part in parts)
                built = _build(
                    topic,
                    total,
                    "INTERN",
                    (("INTERN", Decimal(1)),),
                    everything,
                    total,
                    parts[0],
                    event=f"sum {scope[0]} {scope[3]}",
                    period=None,
                    as_of=total.as_of,
                    rule=f"{relation.total} = sum of parts",
                    held=[[total], parts],
                )
                en = load_rules()["INTERN"].text
                yield replace(
                    built,
                    explanation=Text(
                        en=en.en.format(
                            who_a=total.outlet_name, a=figure_text(total.figure, "en"), b=names, what=relation.total
                        ),
                        vi=en.vi.format(
                            who_a=total.outlet_name, a=figure_text(total.figure, "vi"), b=names, what=relation.total
                        ),
                    ),
                )
