"""Figures in, findings out: one for each disagreement, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sources.model import Topic
from warehouse.reconcile.articles import find_mismatches
from warehouse.reconcile.build import from_conflict, from_mismatch
from warehouse.reconcile.causes import Case, explain, is_truncated, repeated
from warehouse.reconcile.context import Context
from warehouse.reconcile.conversions import find_conversions, find_strange, strange_amounts
from warehouse.reconcile.definitions import merge_definitions
from warehouse.reconcile.derived import before_increments, misdated, sums
from warehouse.reconcile.drafts import finding_id
from warehouse.reconcile.groups import Conflict, Harmony, by_scope, compare_events, find_ahead
from warehouse.reconcile.growth import find_tenfold
from warehouse.reconcile.harmonies import from_harmony, harmless, same_origins
from warehouse.reconcile.innocents import without_innocents
from warehouse.reconcile.mismatches import Mismatch
from warehouse.reconcile.model import Comparable, Finding, load_rules
from warehouse.reconcile.origins import Passages, with_witnesses
from warehouse.reconcile.outgrown import find_outgrown
from warehouse.reconcile.rates import Pair
from warehouse.reconcile.scopes import find_relabelled, find_scopes
from warehouse.reconcile.series import compare_totals
from warehouse.reconcile.sets import all_meet, bounds, told_apart
from warehouse.reconcile.settling import settled_by
from warehouse.reconcile.stances import without_asides
from warehouse.reconcile.unbrought import find_unbrought
from warehouse.reconcile.unlike import find_unlike
from warehouse.reconcile.witnesses import find_forecasts, find_misattributed

__all__ = ["finding_id", "reconcile"]
MANY = 150  # figures of one disagreement that are held against each other pair by pair to find its cause


def reconcile(
    items: Sequence[Comparable],
    pairs: Sequence[Pair],
    topic: Topic,
    *,
    aside: Sequence[Comparable] = (),
    everything: bool = False,
    passages: Passages | None = None,
) -> list[Finding]:
    """All findings, worst first. `aside` are forecasts, targets and increments, which stand against nothing but may
    explain. With `everything` also one a scope and kind for what only looks different. `passages` gives the text around
    a figure, where it is held."""
    stated = items
    items = with_witnesses(without_asides(items), passages)
    summed = list(sums(items, topic))
    bases = list(before_increments(items, aside))
    context = Context([*items, *summed], topic, pairs, aside)
    conflicts, harmonies = _compare([*items, *summed, *bases])
    conflicts += misdated(bases, items)
    conflicts += find_unbrought(items)
    conflicts += find_scopes(items, topic)
    conflicts += find_outgrown(items, topic, {id(item) for conflict in conflicts for item in conflict.odd})
    conflicts += find_relabelled(items, context, _held_apart(conflicts))
    conflicts = merge_definitions(_without_echoes(conflicts), items)
    taken = {
        id(item) for conflict in conflicts if conflict.reason not in ("no-period", "units") for item in conflict.items
    }
    conflicts += find_misattributed(items, context, taken)
    conflicts += find_forecasts(items, context, taken)
    mismatches = find_mismatches(items, topic, [*stated, *aside])
    strange = find_strange(pairs)
    conflicts, gone = settled_by(conflicts, [*mismatches, *strange_amounts(strange, items)])
    broken = {id(item): mismatch for mismatch in reversed(mismatches) for item in mismatch.items}
    found: list[Finding] = []
    told_off = {name for conflict in conflicts for item in conflict.odd for name in item.ids}
    for conflict in conflicts:
        case = _case(conflict, context, broken)
        if conflict.reason in ("apart", "same-day", "final", "order") and is_truncated(case):
            found.append(harmless("TRUNC", conflict.event, conflict.items, conflict.period, topic))
            continue
        excused: list[tuple[str, Conflict]] = []
        if case.conflict is conflict:
            conflict, excused = without_innocents(case)
        if excused:
            case = _case(conflict, context, broken)
            found += _told_beside(excused, context, topic)
        candidates = explain(case)
        if candidates[0][0] == "INTERN":
            mismatches = [mismatch for mismatch in mismatches if mismatch is not case.within]  # told with it
        if candidates[0][0] == "STALE" and (off := repeated(case)) is not None:
            told_off.update(off.ids)
        found.append(from_conflict(case, conflict, candidates, topic))
    for mismatch in _unexplained(mismatches, conflicts, told_off):
        found.append(
            from_mismatch(mismatch, topic, relabelled=mismatch.is_of_places and _relabelled(mismatch, context))
        )
    found += find_conversions(strange, stated, topic, {name for each in gone for name in each.items[0].ids})
    found += find_unlike(pairs, {name: item for item in stated for name in item.ids}, topic)
    for harmony in harmonies if everything else ():
        found += from_harmony(harmony, topic)
    if everything:
        found += same_origins(items, topic)
    rules = load_rules()
    found = _by_unit(found, topic)
    merged: dict[str, Finding] = {}
    told: set[tuple[str, frozenset[str]]] = set()  # one fault of figures is enough, whichever two rules they break
    for finding in sorted(found, key=lambda f: (-f.severity, f.finding_id, f.type)):
        is_fault, named = rules[finding.type].fault, (finding.type, frozenset(finding.figures))
        if (is_fault or everything) and finding.finding_id not in merged and not (is_fault and named in told):
            merged[finding.finding_id] = finding
            told.add(named)
    return list(merged.values())


def _by_unit(found: Sequence[Finding], topic: Topic) -> list[Finding]:
    """The findings, those of one thing and time that are in several units each with an identity of its own: a fault,
    and what is in the metric's own unit, keeps the one that all of them would have."""
    rules, own = load_rules(), {metric.key: metric.unit for metric in topic.metrics}
    ranked = sorted(found, key=lambda f: (not rules[f.type].fault, f.unit != own.get(f.metric), f.unit), reverse=True)
    kept = {finding.finding_id: finding.unit for finding in ranked}
    return [
        finding
        if finding.unit == kept[finding.finding_id]
        else replace(finding, finding_id=finding_id(finding.finding_id, finding.unit))
        for finding in found
    ]


def _compare(items: Sequence[Comparable]) -> tuple[list[Conflict], list[Harmony]]:
    conflicts: list[Conflict] = []
    harmonies: list[Harmony] = []
    for _, members in by_scope(items).items():
        ahead = list(find_ahead([item for item in members if not item.derived]))
        if members[0].metric.kind == "cumulative":
            found, calm = compare_totals(members)
        else:
            found, calm = compare_events(members)
            found += find_tenfold(members, {id(item) for conflict in found for item in conflict.items})
        conflicts += ahead + found
        harmonies += calm
    return conflicts, harmonies


def _without_echoes(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Without the disagreements of totals that follow from parts which disagree themselves."""
    plain = {
        name
        for conflict in conflicts
        if not any(item.derived for item in conflict.items)
        for item in conflict.items
        for name in item.ids
    }
    kept = []
    for conflict in conflicts:
        echoes = [item for item in conflict.items if item.derived and plain & set(item.ids)]
        stated = [item for item in conflict.items if item not in echoes]
        if not echoes or not _all_fit(stated):
            kept.append(conflict)
    return kept


def _held_apart(conflicts: Sequence[Conflict]) -> set[int]:
    """The odd ones, and all sides of what is apart at one time."""
    return {
        id(item)
        for conflict in conflicts
        for item in (conflict.items if conflict.reason in ("apart", "final") else conflict.odd)
    }


def _all_fit(items: Sequence[Comparable]) -> bool:
    return len(items) < 2 or all_meet(items)


def _case(conflict: Conflict, context: Context, broken: Mapping[int, Mismatch]) -> Case:
    if conflict.shown:
        low, high = conflict.shown
    else:
        low, high = told_apart(conflict.items, conflict.odd)
    told = {id(item) for item in (low, high, *conflict.odd[:1])}
    return Case(
        conflict=_thinned(conflict, told),
        context=context,
        low_item=low,
        high_item=high,
        broken=broken,
        parts=tuple(_case(part, context, broken) for part in conflict.parts),
    )


def _told_beside(excused: Sequence[tuple[str, Conflict]], context: Context, topic: Topic) -> Iterator[Finding]:
    """What explains figures that hold no side in a disagreement, by itself."""
    for code, conflict in excused:
        case = _case(conflict, context, {})
        if code == "TRUNC":
            yield harmless(code, conflict.event, conflict.items, conflict.period, topic)
        elif (candidates := explain(case))[0][0] == code:
            yield from_conflict(case, conflict, candidates, topic)


def _thinned(conflict: Conflict, told: set[int]) -> Conflict:
    """The disagreement with no more positions than the tests of causes can hold against each other pair by pair: those
    that are told, and of the others every so many by value."""
    if len(conflict.items) <= MANY:
        return conflict
    ranked = sorted(conflict.items, key=lambda item: (bounds(item), item.ids))
    kept = {id(ranked[place * len(ranked) // MANY]) for place in range(MANY)} | told
    return replace(
        conflict,
        items=tuple(item for item in conflict.items if id(item) in kept),
        odd=tuple(item for item in conflict.odd if id(item) in kept),
    )


def _relabelled(mismatch: Mismatch, context: Context) -> bool:
    """Whether a part is the wider or narrower count of its place."""
    return any(
        other.place == item.place and context.is_sum_related(item, other) and context.is_near(item, other)
        for item in mismatch.items[1:]
        for other in context.equals(item)
    )


def _unexplained(
    mismatches: Sequence[Mismatch], conflicts: Sequence[Conflict], told_off: set[str]
) -> Iterator[Mismatch]:
    """The mismatches inside articles that no disagreement with others already shows by its odd one."""
    held = [{name for item in conflict.items for name in item.ids} for conflict in conflicts]
    for mismatch in mismatches:
        names = {name for item in mismatch.items for name in item.ids}
        if any(names <= each for each in held):
            continue
        if mismatch.is_of_places or not any(name in told_off for item in mismatch.items for name in item.ids):
            yield mismatch
