"""What would explain a disagreement: every test that fits is a candidate, the weightiest names the type.

The priors are in rules.toml. A test looks at numbers, times, scopes and whom a figure cites; none looks at a title
or an outlet's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sources.model import Period, Topic
from warehouse.reconcile.model import Comparable, Number, load_rules
from warehouse.reconcile.sets import meet, positions

POWERS = (3, -3, 1, -1, 2, -2, 6, -6)
CLOSE = Decimal("0.015")
NEAR = timedelta(days=1)
STALE_AFTER = timedelta(hours=6)
_ORDINAL = ("date", "duration", "rank")


class Surroundings:
    """Everything else that is known, by subject: what a figure may have been mistaken for."""

    def __init__(self, items: Iterable[Comparable], topic: Topic) -> None:
        self._by_subject: dict[str, list[Comparable]] = defaultdict(list)
        for item in items:
            self._by_subject[item.figure.subject or ""].append(item)
        self._sums: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, set[str]] = defaultdict(set)
        for relation in topic.relations:
            if relation.kind == "sum" and relation.total is not None:
                for part in relation.parts:
                    self._sums[part].add(relation.total)
                    self._sums[relation.total].add(part)
                    self._parts[part].update(other for other in relation.parts if other != part)

    def wider_or_narrower(self, item: Comparable) -> Iterator[Comparable]:
        """Reports by others of a sum that the metric is part of, or of a part of it, at that time."""
        yield from self._alike(item, self._sums[item.metric.key])

    def siblings(self, item: Comparable) -> Iterator[Comparable]:
        """Reports by others of another part of the same sum, at that time."""
        yield from self._alike(item, self._parts[item.metric.key])

    def other_periods(self, item: Comparable) -> Iterator[Comparable]:
        """Amounts of the same unit that cover another stretch of time."""
        for other in self._by_subject[item.figure.subject or ""]:
            if other.metric.unit == item.metric.unit and other.metric.key != item.metric.key:
                cumulative = "cumulative" in (other.metric.kind, item.metric.kind)
                if cumulative and "flow" in (other.metric.kind, item.metric.kind):
                    yield other

    def _alike(self, item: Comparable, keys: set[str]) -> Iterator[Comparable]:
        for other in self._by_subject[item.figure.subject or ""]:
            if (
                other.metric.key in keys
                and other.group != item.group
                and other.figure.place == item.figure.place
                and other.as_of.end is not None
                and item.as_of.end is not None
                and abs(other.as_of.end - item.as_of.end) <= NEAR
            ):
                yield other


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A disagreement under test: the report that ends lowest, the one that begins highest, and all of them.

    `odd` is the one that most others speak against, where one does; `low` and `high` are what the others allow for it.
    """

    reason: str
    items: tuple[Comparable, ...]
    low_item: Comparable
    high_item: Comparable
    odd: Comparable | None
    odd_is_low: bool
    low: Number
    high: Number
    series: Sequence[Comparable]
    surroundings: Surroundings
    period: Period | None


Cause = Callable[[Case], bool]


def explain(case: Case) -> list[tuple[str, Decimal]]:
    """The types that fit, with weights that sum to about 1, best first."""
    rules = load_rules()
    fitting = [(code, rules[code].prior) for code, test in _CAUSES.items() if test(case)]
    fitting.sort(key=lambda each: (-each[1], each[0]))
    total = sum((prior for _, prior in fitting), Decimal(0))
    return [(code, (prior / total).quantize(Decimal("0.01"))) for code, prior in fitting]


def power_between(a: Decimal, b: Decimal) -> int | None:
    """k when b is 10^k times a within rounding."""
    if a <= 0 or b <= 0:
        return None
    return next((k for k in POWERS if abs(b / (a * Decimal(10) ** k) - 1) <= CLOSE), None)


def is_transposed(a: Decimal, b: Decimal) -> bool:
    """Whether one adjacent pair of digits, exchanged, makes the one the other."""
    first, second = f"{a.normalize():f}".replace(".", ""), f"{b.normalize():f}".replace(".", "")
    if len(first) != len(second):
        return False
    apart = [place for place in range(len(first)) if first[place] != second[place]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and first[apart[0]] == second[apart[1]]
        and first[apart[1]] == second[apart[0]]
    )


def rescaled(case: Case) -> Decimal | None:
    """The odd one moved by a power of ten to where the others allow it."""
    odd = case.odd
    if odd is None or odd.value is None or odd.value <= 0 or odd.metric.kind in _ORDINAL:
        return None
    for power in POWERS:
        moved = odd.value * Decimal(10) ** power
        if case.low is not None and case.high is not None and case.low <= moved <= case.high:
            return moved
    return None


def _scale(case: Case) -> bool:
    a, b = case.low_item.value, case.high_item.value
    if case.low_item.metric.kind in _ORDINAL or case.low_item.metric.unit == "percent" or a is None or b is None:
        return False
    return rescaled(case) is not None or power_between(a, b) is not None


def _transposed(case: Case) -> bool:
    a, b = case.low_item.value, case.high_item.value
    return case.low_item.metric.kind not in _ORDINAL and a is not None and b is not None and is_transposed(a, b)


def _off_by_one(case: Case) -> bool:
    a, b = case.low_item.value, case.high_item.value
    return case.low_item.metric.kind in _ORDINAL and a is not None and b is not None and abs(a - b) == 1


def _sign(case: Case) -> bool:
    a, b = case.low_item.value, case.high_item.value
    return a is not None and b is not None and a != 0 and a == -b


def _two_counts(case: Case) -> bool:
    """Two clusters, each held by two houses or more, that cite nobody in common."""
    if case.reason not in ("final", "apart"):
        return False
    sets = positions(case.items)
    if len(sets) != 2:
        return False
    cited = [{item.origin for item in each if item.origin} for each in sets]
    return all(len({item.group for item in each}) >= 2 for each in sets) and cited[0].isdisjoint(cited[1])


def _partial(case: Case) -> bool:
    """Some amount was taken before its period was over."""
    over = case.period.end if case.period else None
    return over is not None and any(
        item.metric.kind == "flow"
        and item.as_of.end is not None
        and item.figure.as_of_basis in ("stated", "derived")
        and item.as_of.end < over - timedelta(hours=1)
        for item in case.items
    )


def _stale(case: Case) -> bool:
    """The odd one is too low, and is what others reported for an earlier time."""
    odd = case.odd
    if odd is None or not case.odd_is_low or odd.as_of.end is None or odd.low is None or odd.high is None:
        return False
    begin = odd.as_of.start or odd.as_of.end
    return any(
        other is not odd
        and other.as_of.end is not None
        and other.as_of.end <= begin - STALE_AFTER
        and other.low is not None
        and other.high is not None
        and meet(odd, other)
        for other in case.series
    )


def _fell(case: Case) -> bool:
    """A later total below an earlier one that comes from the same witness."""
    if case.reason != "order" or case.odd is None or not case.odd_is_low:
        return False
    witness = case.odd.origin or case.odd.group
    return any(item is not case.odd and (item.origin or item.group) == witness for item in case.items)


def _ahead(case: Case) -> bool:
    return case.reason == "order" and case.odd is not None and not case.odd_is_low


def _mistaken(case: Case, others: Callable[[Comparable], Iterator[Comparable]]) -> bool:
    tested = (case.odd,) if case.odd is not None else (case.low_item, case.high_item)
    return any(item.value is not None and other.value == item.value for item in tested for other in others(item))


def _scope(case: Case) -> bool:
    return _mistaken(case, case.surroundings.wider_or_narrower)


def _swapped(case: Case) -> bool:
    return _mistaken(case, case.surroundings.siblings)


def _period(case: Case) -> bool:
    """The odd one is an amount of another stretch of time."""
    odd = case.odd
    if odd is None or odd.value is None:
        return False
    return any(other.value == odd.value for other in case.surroundings.other_periods(odd))


def _one_article(case: Case) -> bool:
    return len({item.figure.article_id for item in case.items}) == 1 and case.reason != "order"


_CAUSES: dict[str, Cause] = {
    "SIGN": _sign,
    "SCALE": _scale,
    "COUNT": _off_by_one,
    "TRANSP": _transposed,
    "SWAP": _swapped,
    "SCOPE": _scope,
    "PERIOD": _period,
    "OPEN": lambda case: case.reason == "same-day",
    "DEF": _two_counts,
    "PARTIAL": _partial,
    "STALE": _stale,
    "DECR": _fell,
    "FUTURE": _ahead,
    "INTERN": _one_article,
    "CONTRA": lambda case: True,
}
