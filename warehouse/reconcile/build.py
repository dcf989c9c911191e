"""A disagreement and its causes -> the finding that is stored and shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sources.model import Period, Topic
from warehouse.reconcile.besides import parted
from warehouse.reconcile.causes import REPAIRS, Case, grounds
from warehouse.reconcile.drafts import Draft, build_finding, in_one_zone
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import Conflict
from warehouse.reconcile.mismatches import Mismatch
from warehouse.reconcile.model import Comparable, Finding, is_early, load_rules
from warehouse.reconcile.roles import ENOUGH_PAGES, is_of_two_voices, settled, told, with_ground
from warehouse.reconcile.sets import all_meet, are_outvoted, bounds, count_origins, gap, meet, positions
from warehouse.reconcile.slips import POWERS, power_between
from warehouse.reconcile.texts import ground_words, item_text, rule_text
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
    "currencies": "one number of one thing and time in two currencies (currencies)",
    "no-period": "no point is common to all of one day, and nothing says of which period they are (no-period)",
    "forecast": "what was forecast for later, given as reached (forecast)",
    "scope": "a part above its whole (scope)",
}
_OF_UNITS = ("units", "currencies")
_FINE = Decimal("0.0001")
_THEN: dict[Tongue, str] = {"en": ", then ", "vi": ", sau đó "}


def from_conflict(case: Case, conflict: Conflict, candidates: Sequence[tuple[str, Decimal]], topic: Topic) -> Finding:
    """The finding of a disagreement, of the type that explains it best. The case may hold fewer of its figures."""
    code = candidates[0][0]
    case, rests = parted(code, case)
    first, second, text = told(code, case)
    numbers: dict[str, object] = {}
    found = grounds(code, case)
    more = _pages(case, first) if code == "MISATT" else {}
    if code == "REVISED":
        more = {tongue: {"since": days_text([second.published], tongue)} for tongue in TONGUES}
    is_thin = code == "MISATT" and len(case.context.pages_cited(first)) < ENOUGH_PAGES
    items = list(conflict.items)
    if code == "CONTRA":
        case = replace(case, low_item=first, high_item=second)
        more = {tongue: {"from_a": first.origin or "", "from_b": second.origin or ""} for tongue in TONGUES}
    if code == "INTERN" and case.within:
        more = _inside(case.within, topic)
        items = list({id(item): item for item in (*items, *case.within.items)}.values())
    if text is None and found:
        text, more = with_ground(code, first, found[0]), ground_words(found[0])
    if conflict.ratios:
        numbers = {"ratios": [ratio.quantize(_FINE) for ratio in conflict.ratios]}
    if conflict.reason in _OF_UNITS:
        numbers |= {"told_in": {item.figure.figure_id: item.metric.unit for item in conflict.items}}
    if conflict.odd:
        numbers |= {"odd": case.conflict.odd[0].figure.figure_id, "low": conflict.low, "high": conflict.high}
    return build_finding(
        Draft(
            topic=topic,
            code=code,
            candidates=tuple(candidates),
            items=items,
            low=first,
            high=second,
            event=conflict.event,
            rule=RULES[conflict.reason],
            held=_by_unit(conflict.items) if conflict.reason in _OF_UNITS else _positions(conflict),
            severity=max(_severity(cause, part, part.conflict) for cause, part in ((code, case), *rests)),
            period=conflict.period,
            as_of=conflict.as_of,
            repaired=_repaired(code, case),
            numbers=numbers,
            grounds=found,
            text=text,
            more=more,
            settle=settled(code, conflict),
            besides=tuple((cause, *told(cause, part)) for cause, part in rests),
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
    return build_finding(
        Draft(
            topic=topic,
            code=code,
            candidates=((code, Decimal(1)),),
            items=items,
            low=before,
            high=after,
            event=f"changed {after.url} {in_one_zone(after.figure.period or after.as_of.end)}",
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
    return build_finding(
        Draft(
            topic=topic,
            code=code,
            candidates=tuple(candidates),
            items=mismatch.items,
            low=first,
            high=second,
            event=f"article {first.figure.article_id} {mismatch.rule} {in_one_zone(time)}",
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


def _positions(conflict: Conflict) -> list[list[Comparable]]:
    """Who stands together, from low to high; of a disagreement of several times at each of them."""
    if not conflict.parts:
        return _sides(conflict) if conflict.reason == "order" else positions(conflict.items)
    held = {frozenset(map(id, each)): each for part in conflict.parts for each in positions(part.items)}
    beside: dict[int, list[frozenset[int]]] = defaultdict(list)
    for names in held:
        for name in names:
            beside[name].append(names)
    largest = [each for names, each in held.items() if not any(names < other for other in beside[min(names)])]
    return sorted(largest, key=lambda each: (max(bounds(item)[0] for item in each), sorted(item.ids for item in each)))


def _sides(conflict: Conflict) -> list[list[Comparable]]:
    """Of running totals of several times, those together of which none fell from one to another: the odd ones and what
    stands beside them, and what does not."""
    times: dict[Period, list[Comparable]] = defaultdict(list)
    for item in conflict.items:
        times[item.as_of].append(item)
    own = {id(item) for item in conflict.odd}
    alike = [each for held in times.values() for each in _once(positions(held))]
    is_too_fast = not any(is_fall(odd, item) for odd in conflict.odd for item in conflict.items)
    sides: list[list[list[Comparable]]] = []
    for each in sorted(alike, key=lambda held: (own.isdisjoint(map(id, held)), held[0].as_of != conflict.odd[0].as_of)):
        is_odd = is_too_fast and not own.isdisjoint(map(id, each))
        beside = (
            held
            for held in sides
            if not any(_are_apart(each, o, is_odd or (is_too_fast and not own.isdisjoint(map(id, o)))) for o in held)
        )
        side = next(beside, None)
        if side is None:
            sides.append([each])
        else:
            side.append(each)
    found = [[item for held in side for item in held] for side in sides]
    return sorted(found, key=lambda each: (max(bounds(item)[0] for item in each), sorted(item.ids for item in each)))


def _once(sets: Sequence[Sequence[Comparable]]) -> Iterator[list[Comparable]]:
    """The positions with each item in the first of its own alone."""
    seen: set[int] = set()
    for held in sets:
        rest = [item for item in held if id(item) not in seen]
        seen.update(map(id, rest))
        if rest:
            yield rest


def _are_apart(held: Sequence[Comparable], other: Sequence[Comparable], is_too_fast: bool) -> bool:
    """Whether of totals that have a point in common and others of which that holds some fell from the one time to the
    other; where none fell at all, whether they differ."""
    if is_too_fast or held[0].as_of == other[0].as_of:
        return not all_meet([*held, *other])
    ends = [(max(each, key=bounds), min(each, key=lambda item: bounds(item)[1])) for each in (held, other)]
    return any(is_fall(item, o) for item in ends[0] for o in ends[1])


def _by_unit(items: Sequence[Comparable]) -> list[list[Comparable]]:
    """Who stands together in each of the units."""
    units: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        units[item.metric.unit].append(item)
    return [held for unit in sorted(units) for held in positions(units[unit])]


def _severity(code: str, case: Case, conflict: Conflict) -> int:
    """round(base x gap x weight), at least 1: a gap below 1 % halves it, below 5 % takes a quarter off; and so does
    having one origin at most, since nothing shows that the reports are independent, and that all were out before their
    period was over, since none of them is a count of it. What one article tells of two bodies is worth 2. A part
    above its whole is worth 3, and a fall between two totals of different hours no more than within one count."""
    low, high = case.low_item, case.high_item
    base = Decimal(load_rules()[code].severity)
    if code == "SCOPE" and conflict.reason == "scope":
        base = Decimal(3)
    if code == "CONTRA" and conflict.reason == "order" and is_fall(low, high):
        base = Decimal(load_rules()["DECR"].severity)
    if code == "CONTRA" and is_of_two_voices(low, high):
        base = Decimal(load_rules()["DEF"].severity)
    middle = max(abs(high.value or Decimal(0)), abs(low.value or Decimal(0))) or Decimal(1)
    share = gap(low, high) / middle
    impact = Decimal("0.5") if share < Decimal("0.01") else Decimal("0.75") if share < Decimal("0.05") else Decimal(1)
    # No rate tells how far apart two currencies are, and how far two scopes are says nothing of how bad that is.
    if low.metric.kind in ("date", "duration", "rank") or conflict.reason == "currencies":
        impact = Decimal("0.75")
    if code == "SCOPE" or conflict.reason in ("ahead", "scope", "forecast"):
        impact = Decimal(1)
    if code == "CONTRA" and (count_origins(conflict.items) < 2 or all(map(is_early, conflict.items))):
        impact *= Decimal("0.75")
    return 1 if code == "OPEN" else _clamp(base * impact * low.metric.weight)


def _clamp(value: Decimal) -> int:
    return max(1, min(4, int(value.to_integral_value(rounding="ROUND_HALF_UP"))))


def _repaired(code: str, case: Case) -> tuple[str, Decimal] | None:
    repair = REPAIRS.get(code)
    found = repair(case) if repair else None
    if found is None or case.conflict.is_tied:
        return None
    item, value = found
    beside = [other for other in case.conflict.items if meet(item, other)]
    if code != "EXTRACT" and not are_outvoted(beside, case.against(item)):
        return None  # nothing says which of the two sides slipped
    plain = value.normalize()
    return item.figure.figure_id, plain.quantize(Decimal(1)) if plain == plain.to_integral() else plain
