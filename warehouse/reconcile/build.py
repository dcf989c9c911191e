"""A disagreement and its causes -> the finding that is stored and shown."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sources.figures.interval import SETTINGS
from sources.model import VIETNAM, Period, Topic
from warehouse.reconcile.abroad import is_abroad, one_name
from warehouse.reconcile.articles import Mismatch
from warehouse.reconcile.causes import REPAIRS, Case, grounds
from warehouse.reconcile.groups import Conflict, Harmony, event_of, scope_of
from warehouse.reconcile.model import Comparable, Finding, Text, load_rules
from warehouse.reconcile.rates import SPREAD
from warehouse.reconcile.roles import ENOUGH_PAGES, settled, told
from warehouse.reconcile.sets import (
    are_outvoted,
    as_position,
    bounds,
    by_house,
    count_origins,
    gap,
    meet,
    positions,
    share,
)
from warehouse.reconcile.slips import POWERS, power_between
from warehouse.reconcile.texts import fill, item_text, rule_text
from warehouse.words import TONGUES, Tongue, days_text

RULES = {
    "apart": "no point is common to all (apart)",
    "final": "no point is common to all (final)",
    "same-day": "no point is common to all (same-day)",
    "definitions": "no point is common to all (definitions)",
    "attribution": "no point is common to all (attribution)",
    "order": "a total below an earlier one, or above a later one, or faster than the declared rate (order)",
    "repeated": "a total that an origin had left behind before (repeated)",
    "ahead": "a time after the publication (ahead)",
    "undated": "no point is common to all, and nothing says when they hold (undated)",
    "units": "one thing and time in units that nothing brings to one another (units)",
    "no-period": "no point is common to all of one day, and nothing says of which period they are (no-period)",
    "forecast": "what was forecast for later, given as reached (forecast)",
    "scope": "a part above its whole (scope)",
}
_FINE = Decimal("0.0001")
_THEN: dict[Tongue, str] = {"en": ", then ", "vi": ", sau đó "}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What a finding is made of."""

    topic: Topic
    code: str
    candidates: tuple[tuple[str, Decimal], ...]
    items: Sequence[Comparable]
    low: Comparable
    high: Comparable
    event: str
    rule: str
    held: Sequence[Sequence[Comparable]]
    severity: int
    period: Period | None = None
    as_of: Period = field(default_factory=Period)
    repaired: tuple[str, Decimal] | None = None
    numbers: Mapping[str, object] = field(default_factory=dict)
    grounds: Sequence[Comparable] = ()  # figures beside these that the type rests on
    notes: tuple[str, ...] = ()
    more: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    text: Text | None = None  # instead of the rule's own
    settle: Text | None = None


def finding_id(*parts: object) -> str:
    """The identity of a disagreement: topic, subject, metric, scope and event, whatever the evidence is."""
    return hashlib.sha256("|".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]


def _in_one_zone(time: Period | datetime | None) -> Period | datetime | None:
    """The same time, so that its text does not depend on the zone that it was written in."""
    if isinstance(time, Period):
        return Period(
            start=None if time.start is None else time.start.astimezone(VIETNAM),
            end=None if time.end is None else time.end.astimezone(VIETNAM),
        )
    return None if time is None else time.astimezone(VIETNAM)


def from_conflict(case: Case, conflict: Conflict, candidates: Sequence[tuple[str, Decimal]], topic: Topic) -> Finding:
    """The finding of a disagreement, of the type that explains it best. The case may hold fewer of its figures."""
    code = candidates[0][0]
    first, second, text = told(code, case)
    numbers: dict[str, object] = {}
    more = _pages(case, first) if code == "MISATT" else {}
    is_thin = code == "MISATT" and len(case.context.pages_cited(first)) < ENOUGH_PAGES
    items = list(conflict.items)
    if code == "INTERN" and case.within:
        more = _inside(case.within, topic)
        items = list({id(item): item for item in (*items, *case.within.items)}.values())
    if conflict.ratios:
        numbers = {"ratios": [ratio.quantize(_FINE) for ratio in conflict.ratios]}
    if conflict.odd:
        numbers = {"odd": conflict.odd[0].figure.figure_id, "low": conflict.low, "high": conflict.high}
    return _build(
        _Draft(
            topic=topic,
            code=code,
            candidates=tuple(candidates),
            items=items,
            low=first,
            high=second,
            event=conflict.event,
            rule=RULES[conflict.reason],
            held=_by_unit(conflict.items) if conflict.reason == "units" else positions(conflict.items),
            severity=_severity(code, case, conflict),
            period=conflict.period,
            as_of=conflict.as_of,
            repaired=_repaired(code, case),
            numbers=numbers,
            grounds=grounds(code, case),
            text=text,
            more=more,
            settle=settled(code, conflict),
            notes=("UNCHECKED",) if is_thin else (),
        )
    )


def _pages(case: Case, citing: Comparable) -> Mapping[str, Mapping[str, str]]:
    """How many articles of the cited outlet were looked through, and from when to when they came out."""
    pages = case.context.pages_cited(citing)
    told: dict[str, dict[str, str]] = {}
    for tongue in TONGUES:
        noun = "bài" if tongue == "vi" else "article" if len(pages) == 1 else "articles"
        span = days_text([page.published for page in pages], tongue)
        told[tongue] = {"pages": f"{len(pages)} {noun}{f' ({span})' if span else ''}"}
    return told


def from_change(steps: Sequence[Comparable], topic: Topic, *, is_announced: bool) -> Finding:
    """The finding of a figure that is another in later versions of its page: its values in the order of the captures,
    two at least."""
    code = "REVISED" if is_announced else "SILENT"
    before, after = steps[0], steps[-1]
    said: dict[str, dict[str, str]] = {
        tongue: {"a": joiner.join(item_text(each, tongue) for each in steps[:-1]), "b": item_text(after, tongue)}
        for tongue, joiner in _THEN.items()
    }
    items = list({item.ids: item for item in steps}.values())
    return _build(
        _Draft(
            topic=topic,
            code=code,
            candidates=((code, Decimal(1)),),
            items=items,
            low=before,
            high=after,
            event=f"changed {after.url} {_in_one_zone(after.figure.period or after.as_of.end)}",
            rule="versions of one address (changed)",
            held=[[item] for item in items],
            severity=_clamp(Decimal(load_rules()[code].severity) * after.metric.weight) if not is_announced else 0,
            period=after.figure.period,
            as_of=after.as_of,
            more=said,
            text=load_rules()[code].changed,
        )
    )


def from_mismatch(mismatch: Mismatch, topic: Topic, *, relabelled: bool = False) -> Finding:
    """The finding of figures in one article that don't fit together; `relabelled` says that one of them is another
    count of its place."""
    first, second = mismatch.items[0], mismatch.items[1]
    time = first.figure.period or first.as_of.start
    code = mismatch.code
    candidates = [(code, Decimal(1))]
    if relabelled:
        code, candidates = "SCOPE", [("SCOPE", Decimal("0.7")), ("INTERN", Decimal("0.3"))]
    middle = mismatch.low if mismatch.low is not None else mismatch.high
    if mismatch.low is not None and mismatch.high is not None:
        middle = (mismatch.low + mismatch.high) / 2
    if code == "INTERN" and first.value and middle:
        reach = (mismatch.low or middle, mismatch.high or middle)
        moved = any(reach[0] <= first.value * Decimal(10) ** power <= reach[1] for power in POWERS)
        if moved or power_between(first.value, middle) is not None:
            candidates = [("INTERN", Decimal("0.6")), ("SCALE", Decimal("0.4"))]
    base = Decimal(load_rules()[code].severity) * max(item.metric.weight for item in mismatch.items)
    return _build(
        _Draft(
            topic=topic,
            code=code,
            candidates=tuple(candidates),
            items=mismatch.items,
            low=first,
            high=second,
            event=f"article {first.figure.article_id} {mismatch.rule} {_in_one_zone(time)}",
            rule=f"{mismatch.rule} (inside)",
            held=[[item] for item in mismatch.items],
            severity=_clamp(base),
            period=first.figure.period,
            as_of=first.as_of,
            numbers={"odd": first.figure.figure_id, "low": mismatch.low, "high": mismatch.high},
            more=_inside(mismatch, topic),
        )
    )


def _inside(mismatch: Mismatch, topic: Topic) -> Mapping[str, Mapping[str, str]]:
    """What the first figure of an article does not fit, and by which rule."""
    return {
        tongue: {
            "b": "; ".join(item_text(item, tongue) for item in mismatch.items[1:]),
            "what": rule_text(mismatch.rule, topic, tongue),
        }
        for tongue in TONGUES
    }


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
        low, high = max(items, key=lambda i: (bounds(i)[0], i.ids)), min(items, key=lambda i: (bounds(i)[1], i.ids))
    if code == "CIRC" and not any(item.witness for item in items):
        text = load_rules()[code].other
    counts = {"outlets": str(len({i.outlet for i in items})), "origins": str(count_origins(items))}
    return _build(
        _Draft(
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
        time = str(_in_one_zone(item.as_of)) if item.metric.kind == "cumulative" else event
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


def _place_said(items: Sequence[Comparable]) -> str | None:
    """The place as it was told: of several names for one place abroad, the first by the alphabet."""
    place = items[0].place
    if not is_abroad(place):
        return place
    said = {part.strip() for item in items for part in (item.figure.place or "").split(" | ")}
    return min((part for part in said if part and one_name(part) == place), default=place)


def _build(draft: _Draft) -> Finding:
    rules = load_rules()
    items, first, code = draft.items, draft.items[0], draft.code
    origins = count_origins(items)
    notes = list(draft.notes)
    if origins < len(by_house(items)) and any(item.origin for item in items):
        notes.append("CIRC")
    more = {"period": draft.period, "as_of": draft.as_of, "more": draft.more}
    scope = (draft.topic.key, first.figure.subject, first.metric.key, first.place)
    return Finding(
        finding_id=finding_id(*scope, draft.event),
        type=code,
        candidates=draft.candidates,
        notes=tuple(notes),
        severity=draft.severity if rules[code].fault else 0,
        topic=draft.topic.key,
        subject=first.figure.subject or "",
        metric=first.metric.key,
        unit=first.metric.unit,
        place=_place_said(items),
        period=draft.period,
        as_of=draft.as_of,
        positions=tuple(as_position(each) for each in draft.held),
        figures=tuple(sorted({name for item in items for name in item.ids})),
        repaired=draft.repaired,
        outlets=len({item.outlet for item in items}),
        origins=origins,
        explanation=fill(draft.text or rules[code].text, draft.low, draft.high, **more),  # type: ignore[arg-type]
        would_settle=fill(draft.settle or rules[code].settle, draft.low, draft.high, **more),  # type: ignore[arg-type]
        derivation={
            "rule": draft.rule,
            "settings": {
                "about_steps": SETTINGS.about_steps,
                "round_cap": SETTINGS.round_cap,
                "spread": SPREAD,
                "rate_cap": first.metric.rate_cap.value if first.metric.rate_cap else None,
            },
            "inputs": [_input(item) for item in sorted(items, key=lambda i: (i.ids, i.place or ""))],
            "steps": [
                f"{draft.low.figure.figure_id} ends at {draft.low.high}",
                f"{draft.high.figure.figure_id} begins at {draft.high.low}",
                f"gap {gap(draft.low, draft.high)}",
            ],
            "numbers": dict(draft.numbers),
            "grounds": [{**_input(item), **_what_of(item)} for item in draft.grounds],
        },
        is_simulated=any(item.wording == "facsimile" for item in items),
    )


def _input(item: Comparable) -> dict[str, object]:
    return {
        "figure": item.figure.figure_id,
        "low": item.low,
        "high": item.high,
        "low_open": item.low_open,
        "high_open": item.high_open,
        "as_of_start": item.as_of.start,
        "as_of_end": item.as_of.end,
        "stated_start": item.figure.as_of.start,
        "published_end": item.published.end if item.published else None,
        "rate_used": item.rate_used,
        "value": item.value,
    }


def _what_of(item: Comparable) -> dict[str, object]:
    """What a figure is of, where that is not what the finding is of."""
    period = item.figure.period
    return {
        "subject": item.figure.subject,
        "metric": item.metric.key,
        "place": item.place,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "status": item.figure.status,
    }


def _by_unit(items: Sequence[Comparable]) -> list[list[Comparable]]:
    units: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        units[item.metric.unit].append(item)
    return [units[unit] for unit in sorted(units)]


def _severity(code: str, case: Case, conflict: Conflict) -> int:
    """round(base x gap x weight), at least 1: a gap below 1 % halves it, below 5 % takes a quarter off; and so does
    having one origin at most, since nothing shows that the reports are independent. A part above its whole is worth
    3."""
    low, high = case.low_item, case.high_item
    base = Decimal(load_rules()[code].severity)
    if code == "SCOPE" and conflict.reason == "scope":
        base = Decimal(3)
    middle = max(abs(high.value or Decimal(0)), abs(low.value or Decimal(0))) or Decimal(1)
    share = gap(low, high) / middle
    impact = Decimal("0.5") if share < Decimal("0.01") else Decimal("0.75") if share < Decimal("0.05") else Decimal(1)
    if low.metric.kind in ("date", "duration", "rank"):
        impact = Decimal("0.75")
    if conflict.reason in ("ahead", "scope", "forecast"):
        impact = Decimal(1)
    if count_origins(conflict.items) < 2 and code == "CONTRA":
        impact *= Decimal("0.75")
    return 1 if code == "OPEN" else _clamp(base * impact * low.metric.weight)


def _clamp(value: Decimal) -> int:
    return max(1, min(4, int(value.to_integral_value(rounding="ROUND_HALF_UP"))))


def _repaired(code: str, case: Case) -> tuple[str, Decimal] | None:
    repair = REPAIRS.get(code)
    found = repair(case) if repair else None
    if found is None:
        return None
    item, value = found
    beside = [other for other in case.conflict.items if meet(item, other)]
    if code != "EXTRACT" and not are_outvoted(beside, case.against(item)):
        return None  # nothing says which of the two sides slipped
    plain = value.normalize()
    return item.figure.figure_id, plain.quantize(Decimal(1)) if plain == plain.to_integral() else plain
