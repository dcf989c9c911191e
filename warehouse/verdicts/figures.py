"""Claims with a number, held against the comparable figures of others: of the same subject, metric, unit and place, and
of the same time.

A running total is held against what was reached before and not passed after; an amount of a period against reports of
that period (of the period with the highest amount, when none is named); what rises and falls against reports of that
hour or day; dates, ranks and day counts against reports of the same event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sources.model import Figure, Period, Topic
from sources.text import fold
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.parties import parties_of
from warehouse.reconcile.rates import Pair
from warehouse.reconcile.sets import meet
from warehouse.reconcile.stances import without_asides
from warehouse.reconcile.texts import item_text
from warehouse.verdicts.amounts import of_period, weigh_amount
from warehouse.verdicts.balance import origin_of
from warehouse.verdicts.closings import at_closing
from warehouse.verdicts.durations import of_an_event, weigh_duration
from warehouse.verdicts.model import EMPTY, Claimant, Side
from warehouse.verdicts.moments import (
    held_by,
    holds_at,
    is_near,
    is_same_event,
    is_settled,
    is_told,
    period_of,
)
from warehouse.verdicts.printed import as_printed
from warehouse.verdicts.probe import at_home, make_probe, of_any_place, of_its_kind, unit_note
from warehouse.verdicts.ranks import list_of, weigh_rank
from warehouse.verdicts.strays import heard_once
from warehouse.verdicts.stretches import with_days
from warehouse.verdicts.totals import speaks_for, weigh_total
from warehouse.words import TONGUES, Tongue, period_text

_RISES_AND_FALLS = ("level", "share", "growth", "rank")


def weigh(
    figure: Figure, items: Sequence[Comparable], topic: Topic, pairs: Sequence[Pair], claimant: Claimant
) -> Side | None:
    """The evidence for and against a figure claim, in the metric's unit; None for a metric that the topic lacks. What
    an article has beside its count of the whole may speak for a claim, and speaks against none; what it has of several
    bodies by their names speaks for each of them."""
    metric = next((m for m in topic.metrics if m.key == figure.metric), None)
    if metric is None:
        return None
    said = "unknown"
    if metric.kind == "flow":
        figure, said = with_days(figure, claimant.article, topic)
    probe = at_home(make_probe(figure, metric, pairs, claimant.published, claimant.url), items)
    probe = at_closing(probe, claimant.article)
    known = of_its_kind(probe, items)
    stances = {id(item) for item in without_asides(known, by_body=True)}
    printed = of_its_kind(probe, as_printed(probe, metric, items, pairs))
    same = heard_once(probe, [*(item for item in known if id(item) in stances or meet(probe, item)), *printed])
    if not same:
        return Side(probe=probe, pro=(), con=(), note=unit_note(probe, metric), rule="no report in that unit")
    side = _weigh(probe, same, items, topic, is_of_a_day=said == "day")
    if not (side.pro or side.con or side.beside or side.note.en):
        side = replace(side, note=_nearest(probe, same))
    return replace(side, printed=frozenset(item.figure.figure_id for item in printed))


def _nearest(probe: Comparable, same: Sequence[Comparable]) -> Text:
    """What was reported nearest before and after the claimed time of what rises and falls, where nothing gives it."""
    when, kind = holds_at(probe), probe.metric.kind
    if when is None or when.end is None or probe.figure.period is not None or kind not in _RISES_AND_FALLS:
        return EMPTY
    dated = [
        (then.end, item)
        for item in same
        for then in (holds_at(item),)
        if then is not None and then.end is not None and item.figure.period is None
        if kind != "rank" or list_of(item) == list_of(probe)
    ]
    last = max((end for end, _ in dated if end <= when.end), default=None)
    first = min((end for end, _ in dated if end > when.end), default=None)
    near = [item for end, item in dated if end in (last, first)]
    if not near:
        return EMPTY
    en, vi = (positions_text(near, tongue, probe=probe) for tongue in TONGUES)
    return Text(en=f"Reported nearest in time: {en}.", vi=f"Số đã đăng gần thời điểm đó nhất: {vi}.")


def find_elsewhere(side: Side, items: Sequence[Comparable], topic: Topic) -> list[Comparable]:
    """The reports that would speak for a claim if it were of their place."""
    probe = side.probe
    places: dict[str | None, list[Comparable]] = defaultdict(list)
    for item in of_any_place(probe, items):
        if item.place != probe.place:
            places[item.place].append(item)
    found: list[Comparable] = []
    for place, held in sorted(places.items(), key=lambda each: each[0] or ""):
        other = _weigh(replace(probe, place=place), held, items, topic)
        found += [item for item in other.pro if item.figure.figure_id not in other.how]
    return found


def _weigh(
    probe: Comparable,
    same: Sequence[Comparable],
    items: Sequence[Comparable],
    topic: Topic,
    *,
    is_of_a_day: bool = False,
) -> Side:
    metric, figure = probe.metric, probe.figure
    subject = next((s for s in topic.subjects if s.name == figure.subject), None)
    if metric.kind == "cumulative":
        return weigh_total(probe, same)
    if metric.kind == "duration":
        return weigh_duration(probe, same, items, subject)
    if metric.kind == "date":
        return _date(probe, same)
    if metric.kind == "rank":
        return weigh_rank(probe, same)
    if metric.kind == "flow":
        return weigh_amount(probe, same, is_of_a_day=is_of_a_day)
    return _level(probe, same) if period_of(probe) is None else of_period(probe, same)


def _level(probe: Comparable, same: Sequence[Comparable]) -> Side:
    """What rises and falls: reports of that hour or day, and no others."""
    held = [i for i in same if period_of(i) is None and is_near(probe, i)]
    apart = [i for i in held if not meet(probe, i)]
    return Side(
        probe=probe,
        pro=tuple(i for i in held if speaks_for(probe, i)),
        con=tuple(i for i in apart if is_settled(probe, i)),
        note=EMPTY,
        rule="reports of the same hour or day",
        beside=tuple(i for i in apart if not is_settled(probe, i)),
        how={i.figure.figure_id: "that day" for i in apart if not is_settled(probe, i)},
    )


def _date(probe: Comparable, same: Sequence[Comparable]) -> Side:
    held = [i for i in same if is_same_event(probe.figure.milestone, i.figure.milestone)]
    return of_an_event(probe, held, "reports of the day of the same event")


def positions_text(
    side: Sequence[Comparable],
    tongue: Tongue,
    limit: int = 4,
    *,
    probe: Comparable | None = None,
    with_bodies: bool = False,
) -> str:
    """ "54.7 billion dong (CafeF), 55 billion dong (VnExpress)". With a claim, a report of another time than its own
    says of which: "1.4 million people (CafeF, 31 Jul 2026)"; with bodies, whose number it is: "9,500 people (Transport
    Ministry: CafeF)"."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    for item in sorted(side, key=lambda i: (i.value or Decimal(0), i.outlet_name)):
        time = time_beside(probe, item, tongue) if probe is not None else ""
        named = (origin_of(item) if with_bodies else None) or ""
        body = names_text(parties_of(named), tongue) + ": " if named and fold(named) != fold(item.outlet_name) else ""
        seen.setdefault((item_text(item, tongue), time, body), []).append(item.outlet_name)
    parts = [
        f"{text} ({body}{', '.join([*dict.fromkeys(names), *([time] if time else ())])})"
        for (text, time, body), names in seen.items()
    ]
    more = len(parts) - limit
    if more > 0:  # of the claimed time before others
        ranked = sorted(zip(seen, parts, strict=True), key=lambda each: each[0][1] != "")
        kept = {key for key, _ in ranked[:limit]}
        parts = [*(part for key, part in zip(seen, parts, strict=True) if key in kept), f"+{more}"]
    return "; ".join(parts)


def names_text(names: Sequence[str], tongue: Tongue) -> str:
    """ "the union, the ministry and the police"."""
    joiner = " and " if tongue == "en" else " và "
    return joiner.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def time_beside(probe: Comparable, item: Comparable, tongue: Tongue) -> str:
    """When a report holds, where that is not the time of the claim; empty where it has no time to tell."""
    mine, theirs = _time_told(probe, probe), _time_told(probe, item)
    if theirs is None or theirs.end is None or theirs == mine:
        return ""
    text = period_text(theirs, tongue)
    return "" if mine is not None and text == period_text(mine, tongue) else text


def _time_told(probe: Comparable, item: Comparable) -> Period | None:
    """The time that a figure was compared by, as it is told: the end of a day is that day."""
    is_total = item.metric.kind == "cumulative" and item.figure.period is None
    return item.figure.as_of if is_total and is_told(item) else held_by(probe, item)
