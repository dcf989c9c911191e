"""Who stands behind a figure: the party that it cites, the party that the outlet it cites cites, or the report whose
number it repeats. Ten outlets that cite one tracker are one witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from rapidfuzz import fuzz

from sources.model import VIETNAM, Article
from sources.text import fold
from warehouse.reconcile.groups import Scope, event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.parties import single_parties
from warehouse.reconcile.sets import meet
from warehouse.reconcile.slips import significant

TELLING = 4  # a number of so many digits is not met by chance
NEAR_DUPLICATE = 88  # likeness of two passages, in per cent
PASSAGE = 60  # shorter passages say nothing about copying
_DEPTH = 5
_ORDINAL = ("date", "duration", "rank")  # whose numbers many give, each on its own
_PLAIN = ("bare", "exactly")
Moment = tuple[Scope, object]
Passages = Callable[[Comparable], str]


def with_witnesses(items: Sequence[Comparable], passages: Passages | None = None) -> list[Comparable]:
    """The items with the named witness that each comes from, and whose report those repeat that name none. `passages`
    gives the text around a figure, where it is held."""
    moments: dict[Moment, list[Comparable]] = defaultdict(list)
    for item in items:
        moments[(scope_of(item), _time(item))].append(item)
    houses = _houses(items)
    witness: dict[int, str | None] = {
        id(item): _chain(item, moments[(scope_of(item), _time(item))], houses, _DEPTH) for item in items
    }
    joint = _singles(items, witness)
    witness = {key: joint.get(name, name) if name is not None else None for key, name in witness.items()}
    copies: dict[int, str] = {}
    for _, held in sorted(moments.items(), key=lambda each: str(each[0])):
        for each in _repeats(held, passages):
            named = {name for item in each for name in (witness[id(item)],) if name is not None}
            first = min(each, key=lambda item: (_published(item), item.ids))
            for item in each:
                if len(named) == 1:
                    witness[id(item)] = witness[id(item)] or next(iter(named))
                elif not named and len({other.group for other in each}) > 1:
                    copies[id(item)] = first.group
    return [replace(item, witness=witness[id(item)], copy_of=copies.get(id(item))) for item in items]


def passages_of(articles: Sequence[Article]) -> Passages:
    """The paragraph that an original page states a figure in; nothing of simulated pages, whose words are ours."""
    texts = {article.article_id: article.paragraphs for article in articles if article.wording == "original"}

    def passage(item: Comparable) -> str:
        paragraphs = texts.get(item.figure.article_id, ())
        return paragraphs[item.figure.paragraph] if 0 <= item.figure.paragraph < len(paragraphs) else ""

    return passage


def _houses(items: Sequence[Comparable]) -> dict[str, str]:
    return {
        fold(name): item.group for item in items for name in (item.outlet, item.outlet_name, item.group, *item.names)
    }


def _singles(items: Sequence[Comparable], witness: Mapping[int, str | None]) -> dict[str, str]:
    """By the names that figures credit together: the one of them that they are from."""
    houses: dict[str, set[str]] = defaultdict(set)
    for item in items:
        name = witness[id(item)]
        if name is not None:
            houses[name].add(item.group)
    return single_parties(houses)


def _chain(item: Comparable, held: Sequence[Comparable], houses: Mapping[str, str], depth: int) -> str | None:
    """The party cited; where that is an outlet with a report of the same thing, whom it cites in turn."""
    if item.origin is None:
        return None
    house = houses.get(fold(item.origin))
    if house is None or house == item.group or not depth:
        return item.origin
    own = [other for other in held if other.group == house and meet(item, other)]
    further = [_chain(other, held, houses, depth - 1) for other in sorted(own, key=lambda o: o.ids)]
    return next((name for name in further if name is not None), house)


def _repeats(held: Sequence[Comparable], passages: Passages | None) -> list[list[Comparable]]:
    """Sets of reports of one thing and time that give the same telling number, or share their words."""
    values: dict[Decimal, list[Comparable]] = defaultdict(list)
    for item in held:
        if item.value is not None and item.metric.kind not in _ORDINAL and item.figure.quantity.hedge in _PLAIN:
            values[item.value].append(item)
    found = []
    for value, each in sorted(values.items(), key=lambda pair: str(pair[0])):
        if len({item.group for item in each}) < 2:
            continue
        if len(significant(value)) >= TELLING:
            found.append(each)
        elif passages is not None:
            found += _alike(each, passages)
    return found


def _alike(each: Sequence[Comparable], passages: Passages) -> list[list[Comparable]]:
    sets: list[list[Comparable]] = []
    for item in sorted(each, key=lambda i: i.ids):
        text = passages(item)
        for known in sets:
            other = passages(known[0])
            if min(len(text), len(other)) >= PASSAGE and fuzz.token_set_ratio(text, other) >= NEAR_DUPLICATE:
                known.append(item)
                break
        else:
            sets.append([item])
    return [known for known in sets if len(known) > 1]


def _time(item: Comparable) -> object:
    if item.metric.kind == "cumulative":
        return (item.as_of.start, item.as_of.end)
    return event_of(item)[0]


def _published(item: Comparable) -> datetime:
    start = item.published.start if item.published else None
    return start or datetime.max.replace(tzinfo=VIETNAM)
