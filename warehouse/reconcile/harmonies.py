"""What only looks different, by name: rounding, bounds, growth, new vintages, reports of one origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sources.model import Period, Topic
from warehouse.reconcile.drafts import Draft, build_finding, in_one_zone
from warehouse.reconcile.groups import Harmony, event_of, scope_of
from warehouse.reconcile.model import Comparable, Finding, load_rules
from warehouse.reconcile.sets import bounds, by_house, count_origins, furthest, meet, positions, share


def harmless(
    code: str,
    event: str,
    items: Sequence[Comparable],
    period: Period | None,
    topic: Topic,
    *,
    notes: tuple[str, ...] = (),
) -> Finding:
    """What only looks different, by name."""
    ordered = sorted(items, key=lambda item: (item.value or Decimal(0), item.ids))
    low, high = ordered[0], ordered[-1]
    text = load_rules()[code].other if code == "ASOF" and low.metric.kind != "cumulative" else None
    if code == "BOUND":
        low, high = _wide_and_narrow(items)
        text = None if _includes(low, high) else load_rules()[code].other
    if code == "REVISED":
        high, low = furthest(items)
    if code == "CIRC" and not any(item.witness for item in items):
        text = load_rules()[code].other
    counts = {"outlets": str(len({i.outlet for i in items})), "origins": str(count_origins(items))}
    return build_finding(
        Draft(
            topic=topic,
            code=code,
            candidates=((code, Decimal(1)),),
            items=items,
            low=low,
            high=high,
            event=event,
            rule="a point is common to all, or the total grew",
            held=positions(items),
            severity=0,
            period=period,
            notes=notes,
            text=text,
            more={"en": counts, "vi": counts},
        )
    )


def _wide_and_narrow(items: Sequence[Comparable]) -> tuple[Comparable, Comparable]:
    """A report whose words allow a stretch of values, and the one furthest within that says it most exactly; where none
    lies within another's stretch, two that overlap."""

    def is_exact(item: Comparable) -> bool:
        return item.figure.quantity.hedge in ("bare", "exactly")

    wide = [item for item in items if not is_exact(item)]
    pairs = [(a, b) for a in wide for b in items if a.value != b.value and meet(a, b)]
    if not pairs:
        return items[0], items[-1]
    return max(pairs, key=lambda pair: (_includes(*pair), is_exact(pair[1]), share(*pair), pair[0].ids, pair[1].ids))


def _includes(wide: Comparable, narrow: Comparable) -> bool:
    """Whether the words of the one allow every value that those of the other do, or the very number that it gives."""
    (low, high), (least, most) = bounds(wide), bounds(narrow)
    if low <= least and most <= high:
        return True
    is_plain = narrow.figure.quantity.hedge in ("bare", "exactly")
    return is_plain and narrow.value is not None and low <= (narrow.value, 0) <= high


def from_harmony(harmony: Harmony, topic: Topic) -> Iterator[Finding]:
    """One finding for each kind of seeming difference among the items."""
    items = harmony.items
    if harmony.kind != "same":
        code = "ASOF" if harmony.kind == "evolution" else "REVISED"
        yield harmless(code, f"same {harmony.event}", items, harmony.period, topic)
        return
    bare = [item for item in items if item.figure.quantity.hedge in ("bare", "exactly")]
    hedged = [item for item in items if item not in bare]
    notes = ("SOFT",) if any(_is_far_above(a, b) for a in items for b in items) else ()
    if len({item.value for item in bare}) > 1:
        yield harmless("ROUND", f"same {harmony.event}", bare, harmony.period, topic)
    if hedged:
        yield harmless("BOUND", f"bound {harmony.event}", items, harmony.period, topic, notes=notes)


def same_origins(items: Sequence[Comparable], topic: Topic) -> Iterator[Finding]:
    """Reports of one thing and time by two houses or more that come from one origin: fewer witnesses than they look."""
    held: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
    for item in items:
        event = event_of(item)[0]
        time = str(in_one_zone(item.as_of)) if item.metric.kind == "cumulative" else event
        if time is not None:
            held[(scope_of(item), time)].append(item)
    for key, each in sorted(held.items(), key=lambda pair: str(pair[0])):
        whose = {item.witness or item.copy_of for item in each}
        if len(by_house(each)) > 1 and len(whose) == 1 and None not in whose:
            yield harmless("CIRC", f"origin {key[1]}", each, each[0].figure.period, topic)


def _is_far_above(first: Comparable, second: Comparable) -> bool:
    """Inside what the words of the first allow, and outside of what they suggest."""
    soft = first.figure.quantity.soft_high
    if soft is None or first.figure.quantity.comparator not in ("gt", "gte") or first.rate_used is not None:
        return False
    return meet(first, second) and second.low is not None and second.low > soft
