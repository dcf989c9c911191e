"""Everything else that is known beside a disagreement: what one of its figures may have been mistaken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from sources.model import Topic
from sources.text import fold
from warehouse.reconcile.groups import LEAD, Scope, day_of, event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.rates import Pair, rate_at

NEAR = timedelta(days=1)


class Context:
    """The other figures, by subject, by article and by scope; the topic's relations; forecasts; rates."""

    def __init__(
        self, items: Sequence[Comparable], topic: Topic, pairs: Sequence[Pair] = (), aside: Sequence[Comparable] = ()
    ) -> None:
        self.topic = topic
        self.pairs = pairs
        self._by_subject: dict[str, list[Comparable]] = defaultdict(list)
        self._by_value: dict[tuple[str, Decimal], list[Comparable]] = defaultdict(list)
        self._by_thing: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
        self._subjects: dict[tuple[object, ...], dict[str | None, Comparable]] = defaultdict(dict)
        self._by_article: dict[str, list[Comparable]] = defaultdict(list)
        self._by_scope: dict[Scope, list[Comparable]] = defaultdict(list)
        self._forecasts: dict[tuple[str, str, Decimal], list[Comparable]] = defaultdict(list)
        for item in items:
            self._by_subject[item.figure.subject or ""].append(item)
            self._by_article[item.figure.article_id].append(item)
            self._by_scope[scope_of(item)].append(item)
            if item.value is not None:
                self._by_value[(item.figure.subject or "", item.value)].append(item)
                self._by_thing[(*thing_of(item), item.value)].append(item)
                if _is_bare(item):
                    self._subjects[_number_of(item)].setdefault(item.figure.subject, item)
        for item in aside:
            if item.value is not None and item.figure.status in ("forecast", "target"):
                self._forecasts[(item.figure.subject or "", item.metric.key, item.value)].append(item)
        self._sums: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, set[str]] = defaultdict(set)
        for relation in topic.relations:
            if relation.kind == "sum" and relation.total is not None:
                for part in relation.parts:
                    self._sums[part].add(relation.total)
                    self._sums[relation.total].add(part)
                    self._parts[part].update(other for other in relation.parts if other != part)
        self._articles_of: dict[str, set[str]] = {
            fold(name): {key}
            for item in items
            for key in (item.group,)
            for name in (item.outlet, item.outlet_name, item.group, *item.names)
        }

    def series(self, item: Comparable) -> Sequence[Comparable]:
        """The figures of the item's scope."""
        return self._by_scope[scope_of(item)]

    def article(self, item: Comparable) -> Sequence[Comparable]:
        """The figures of the item's article."""
        return self._by_article[item.figure.article_id]

    def equals(self, item: Comparable, *, hedged: bool = False) -> Iterator[Comparable]:
        """Figures of the subject with the very same value; without a hedge, unless asked for: "nearly 55" is no number
        that is taken from one place to another."""
        if item.value is None or not (hedged or _is_bare(item)):
            return
        for other in self._by_value[(item.figure.subject or "", item.value)]:
            if other is not item and (hedged or _is_bare(other)):
                yield other

    def with_number(self, thing: Comparable, item: Comparable) -> Iterator[Comparable]:
        """Figures of the first one's subject, metric and place with the second one's very value, both without a
        hedge."""
        for other in self._by_thing[(*thing_of(thing), item.value)] if _is_bare(item) else ():
            if _is_bare(other):
                yield other

    def namesake(self, item: Comparable) -> Comparable | None:
        """A figure of another subject with the very same number for the same metric, place and time."""
        if item.value is None or not _is_bare(item):
            return None
        held = self._subjects[_number_of(item)]
        return next((other for subject, other in held.items() if subject != item.figure.subject), None)

    def is_sum_related(self, item: Comparable, other: Comparable) -> bool:
        """Whether the one counts what is part of the other."""
        return other.metric.key in self._sums[item.metric.key]

    def is_sum_of_own(self, item: Comparable) -> bool:
        """Whether its own article gives the parts of a total of the topic, and they come to it: it is that total."""
        for relation in self.topic.relations:
            if relation.kind != "sum" or relation.total != item.metric.key:
                continue
            held = [o for o in self.article(item) if o.metric.key in relation.parts and o.place == item.place]
            parts = {o.metric.key: o.value for o in held if o.value is not None}
            if len(parts) == len(relation.parts) == len(held) and sum(parts.values()) == item.value:
                return True
        return False

    def is_sibling(self, item: Comparable, other: Comparable) -> bool:
        """Whether both are parts of one sum."""
        return other.metric.key in self._parts[item.metric.key]

    def is_near(self, item: Comparable, other: Comparable) -> bool:
        """Whether both speak of about the same time, or of the same period."""
        if item.figure.period is not None or other.figure.period is not None:
            return event_of(item)[0] == event_of(other)[0]
        if item.as_of.end is None or other.as_of.end is None:
            return False
        return abs(other.as_of.end - item.as_of.end) <= NEAR

    def forecasts(self, item: Comparable) -> Sequence[Comparable]:
        """Forecasts and targets of the item's metric with its value, that may have been published before it. What an
        estimate repeats of them it does not state as reached."""
        if item.value is None or item.figure.status == "estimate":
            return ()
        found = self._forecasts[(item.figure.subject or "", item.metric.key, item.value)]
        end = item.published.end if item.published else None
        return [
            o
            for o in found
            if o.place == item.place
            and (end is None or o.published is None or o.published.start is None or o.published.start < end)
        ]

    def cited_house(self, item: Comparable) -> str | None:
        """The house of the outlet that the item cites, where figures of its own are held."""
        if item.origin is None:
            return None
        houses = self._articles_of.get(fold(item.origin))
        house = next(iter(houses)) if houses else None
        return house if house != item.group else None

    def pages_cited(self, item: Comparable) -> list[Comparable]:
        """Of each article of the house that an item cites a figure: of those that give figures of its subject, are not
        known to have come out after it, and do not come from before the time that it tells of."""
        house, since = self.cited_house(item), item.as_of.start
        same = self._by_subject[item.figure.subject or ""]
        return list(
            {
                other.figure.article_id: other
                for other in same
                if other.group == house
                and may_rest_on(item, other, leeway=timedelta(0))
                and not (since and other.published and other.published.end and other.published.end < since)
            }.values()
        )

    def dong_a_dollar(self, item: Comparable) -> Decimal | None:
        """The rate at the item's time, where one is known."""
        rate = rate_at(item.as_of, self.pairs)
        return rate.dong if rate else None


def may_rest_on(item: Comparable, other: Comparable, *, leeway: timedelta = LEAD) -> bool:
    """Whether a report may be what another one cites: it is not known to have come out after it, by more than what
    clocks and time zones make."""
    out = item.published.end if item.published else None
    came = other.published.start if other.published else None
    return out is None or came is None or came <= out + leeway


def thing_of(item: Comparable) -> tuple[object, ...]:
    """What a figure is of, at whatever time: subject, metric and place."""
    return item.figure.subject, item.metric.key, item.place


def _number_of(item: Comparable) -> tuple[object, ...]:
    """A number with all that it is of but the subject."""
    time = event_of(item)[0] or (item.as_of.end and day_of(item.as_of.end))
    return item.metric.key, item.metric.unit, item.place, time, item.value


def _is_bare(item: Comparable) -> bool:
    return item.figure.quantity.hedge in ("bare", "exactly")
