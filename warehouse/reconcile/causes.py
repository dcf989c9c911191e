"""What would explain a disagreement: every test that fits is a candidate, the weightiest names the type.

A test gives how well it fits, from 0 to 1; the priors that this is multiplied with are in rules.toml. A test looks at
numbers, times, scopes and whom a figure cites; none looks at a title or an outlet's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from sources.figures.interval import COUNTS, granularity, last_place
from warehouse.reconcile.context import Context
from warehouse.reconcile.envelope import end, is_fall, start
from warehouse.reconcile.groups import Conflict, day_of, event_of
from warehouse.reconcile.model import Comparable, load_rules
from warehouse.reconcile.sets import all_meet, bounds, by_house, gap, meet, positions, share
from warehouse.reconcile.slips import (
    POWERS,
    is_one_digit_off,
    is_rate_between,
    is_transposed,
    power_between,
    significant,
    unit_factor_between,
)

STALE_AFTER = timedelta(hours=6)
ORDINAL = ("date", "duration", "rank")
MONEY = ("VND", "USD")
_NO = Decimal(0)
_YES = Decimal(1)
_HALF = Decimal("0.5")
_NARROW = Decimal("1.6")  # a range this wide still says of which size a number is
_TIGHT = Decimal("1.03")  # and this wide still says which number
HEDGED = Decimal("0.025")  # a hedged number off by more is no matter of its hedge
_DIRECTIONS = ("more", "reached", "at_least", "near", "under", "at_most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A disagreement under test, with everything else that is known."""

    conflict: Conflict
    context: Context
    low_item: Comparable
    high_item: Comparable
    broken: Set[int] = frozenset()  # items that don't fit the rest of their own article

    @property
    def suspects(self) -> tuple[Comparable, ...]:
        """The odd ones, or both sides where none is odd."""
        return self.conflict.odd or self.conflict.items

    def against(self, item: Comparable) -> Iterator[Comparable]:
        """What the item can't stand beside. A total that grew stands beside an earlier one; where none fell, it is the
        pace that is too much."""
        apart = [other for other in self.conflict.items if other is not item and not meet(item, other)]
        if self.conflict.reason == "order":
            apart = [other for other in apart if item.as_of == other.as_of or is_fall(item, other)] or apart
        yield from apart

    def clashes(self) -> Iterator[tuple[Comparable, Comparable, Decimal, Decimal]]:
        """Suspects with what they can't stand beside, and both values."""
        for item in self.suspects:
            for other in self.against(item):
                if item.value is not None and other.value is not None:
                    yield item, other, item.value, other.value

    def lands(self, value: Decimal, width: Decimal) -> bool:
        """Whether the value lies where the others allow one, and they allow little."""
        low, high = self.conflict.low, self.conflict.high
        if low is None or high is None or low <= 0:
            return False
        return low <= value <= high and high <= low * width


FAR = Decimal("0.25")  # totals of one day that are this far apart are no matter of the hour
TELLING_GAP = Decimal("0.01")  # below this it says nothing that the number had been forecast
FAINT = Decimal("0.3")
_COINCIDENT = ("SWAP", "SCOPE", "PERIOD", "MIXED", "TRANSP", "DIGIT", "STALE")
_OF_SCOPES = ("SCOPE", "SWAP", "PERIOD", "MIXED", "INTERN")
Cause = Callable[[Case], Decimal]


def explain(case: Case) -> list[tuple[str, Decimal]]:
    """The types that fit, with weights that sum to about 1, best first."""
    if case.conflict.reason in ("no-period", "units"):  # amounts of two periods or units are alike by chance
        return [("OPEN", Decimal(1))]
    rules = load_rules()
    fitting = [(code, rules[code].prior * test(case)) for code, test in CAUSES.items()]
    fitting = sorted((each for each in fitting if each[1] > 0), key=lambda each: (-each[1], each[0]))
    is_small = share(case.low_item, case.high_item) < FAR
    if case.conflict.reason == "same-day" and (is_small or _is_published_in_order(case)):
        # Growth explains as much; that a number also occurs elsewhere is then worth little.
        fitting = [(code, weight * FAINT if code in _COINCIDENT else weight) for code, weight in fitting]
        fitting.sort(key=lambda each: (-each[1], each[0]))
    if case.conflict.reason == "scope":  # numbers of two scopes are no variants of one number
        fitting = [each for each in fitting if each[0] in _OF_SCOPES]
    total = sum((weight for _, weight in fitting), Decimal(0))
    return [(code, (weight / total).quantize(Decimal("0.01"))) for code, weight in fitting]


def _is_published_in_order(case: Case) -> bool:
    """Whether of totals of one day the lower ones were out hours before the higher: they can't be of later hours."""
    for item, other in combinations(case.conflict.items, 2):
        if meet(item, other):
            continue
        low, high = sorted((item, other), key=bounds)
        out = low.published.end if low.published else None
        later = high.published.start if high.published else None
        if low.metric.kind != "cumulative" or out is None or later is None or later - out < STALE_AFTER:
            return False
    return True


def _if(fits: bool) -> Decimal:
    return _YES if fits else _NO


def _by_digits(value: Decimal) -> Decimal:
    """How much it says that two numbers are the same: little for one digit, all for three."""
    telling = len(significant(value))
    if telling == 1 and value >= 10:
        return Decimal("0.45")  # 60 is one of ninety, 6 one of nine
    return {0: _NO, 1: Decimal("0.25"), 2: Decimal("0.6")}.get(telling, _YES)


# --- numbers ------------------------------------------------------------------------------------------------


def rescaled(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one moved by a power of ten to where the others allow it."""
    for item in case.conflict.odd:
        if item.value is None or item.value == 0 or item.metric.kind in ORDINAL:
            continue
        for power in POWERS:
            moved = item.value * Decimal(10) ** power
            if case.lands(moved, _NARROW):
                return item, moved
        for other in case.against(item):
            if other.value is not None and other not in case.conflict.odd and _is_same_moment(item, other):
                found = power_between(item.value, other.value)
                if found is not None:
                    return item, item.value * Decimal(10) ** found
    return None


def _is_same_moment(item: Comparable, other: Comparable) -> bool:
    return item.metric.kind != "cumulative" or item.as_of == other.as_of or item.is_final


def _scale(case: Case) -> Decimal:
    if case.low_item.metric.kind in ORDINAL:
        return _NO
    if rescaled(case) is not None:
        return _YES
    for item, other, a, b in case.clashes():
        if _is_same_moment(item, other):
            if power_between(a, b) is not None:
                return _YES
        elif _grown_by_power(item, other):
            return _YES
    return _NO


def _grown_by_power(item: Comparable, other: Comparable) -> bool:
    """Whether of two totals of different times the one, moved by a power of ten, lies a little before the other."""
    if item.as_of.end is None or other.as_of.end is None:
        return False
    first, second = sorted((item, other), key=lambda each: (start(each), end(each)))
    if first.value is None or second.value is None or first.value <= 0 or second.value <= 0:
        return False
    days = max(Decimal((start(second) - end(first)).total_seconds()) / 86400, _HALF)
    reach = min(Decimal("0.75"), 1 / (1 + days * Decimal("0.12")))
    return any(
        reach * second.value <= first.value * Decimal(10) ** power <= second.value * Decimal("1.005")
        for power in POWERS
    )


def _translated(case: Case) -> Decimal:
    """A power of a thousand between the two languages of one house, or of a page and what it cites."""
    if case.low_item.metric.kind in ORDINAL:
        return _NO
    best = _NO
    for item, other, a, b in case.clashes():
        if not item.language or not other.language or item.language == other.language:
            continue
        power = power_between(a, b)
        if power is None or power % 3:
            if not _is_same_moment(item, other) and _grown_by_power(item, other):
                power = 3
            else:
                continue
        cites = case.context.cited_house(item) == other.group or case.context.cited_house(other) == item.group
        if item.group == other.group or cites or _is_translation(case, item, other):
            return _YES
        best = _HALF
    return best


def _is_translation(case: Case, item: Comparable, other: Comparable) -> bool:
    """Whether two articles in two languages share most of their figures."""
    mine = {(o.metric.key, o.value) for o in case.context.article(item) if o is not item}
    theirs = {(o.metric.key, o.value) for o in case.context.article(other) if o is not other}
    return len(mine & theirs) >= 2


def _unit(case: Case) -> Decimal:
    unit = case.low_item.metric.unit
    if unit in MONEY or unit in COUNTS or unit == "percent":
        return _NO
    return _if(
        any(
            unit_factor_between(a, b, said.figure.quantity.unit)
            for item, other, a, b in case.clashes()
            for said in (item, other)
        )
    )


def _currency(case: Case) -> Decimal:
    if case.low_item.metric.unit not in MONEY:
        return _NO
    rate = case.context.dong_a_dollar(case.low_item)
    for item, other, a, b in case.clashes():
        if _is_same_moment(item, other):
            if is_rate_between(a, b, rate):
                return _YES
        elif a > 0 and b > 0 and Decimal(14000) <= max(a, b) / min(a, b) <= Decimal(40000):
            return _YES
    return _NO


def exchanged(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one taken for the other currency."""
    rate = case.context.dong_a_dollar(case.low_item)
    for item in case.conflict.odd:
        other = next(case.against(item), None)
        if rate is not None and item.value is not None and other is not None and other.value is not None:
            moved = item.value * rate if item.value < other.value else item.value / rate
            return item, moved.quantize(last_place(other.value) if moved >= 1 else Decimal("0.0001"))
    return None


def _transposed(case: Case) -> Decimal:
    if case.low_item.metric.kind in ORDINAL:
        return _NO
    if any(_is_same_moment(i, o) and is_transposed(a, b) for i, o, a, b in case.clashes()):
        return _YES
    return _if(swapped_digits(case) is not None)


def swapped_digits(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one with two neighbouring digits exchanged so that it is what the others allow."""
    for item in case.conflict.odd:
        if item.value is None:
            continue
        for other in case.against(item):
            if other.value is not None and _is_same_moment(item, other) and is_transposed(item.value, other.value):
                return item, other.value
        number = f"{abs(item.value).normalize():f}"
        for place in range(len(number) - 1):
            pair = number[place : place + 2]
            if pair.isdigit() and pair[0] != pair[1]:
                moved = Decimal(number[:place] + pair[1] + pair[0] + number[place + 2 :])
                if case.lands(moved, _TIGHT):
                    return item, moved
    return None


def supported(case: Case) -> tuple[Comparable, Decimal] | None:
    """A figure that other houses speak against, put right by the digit in which it differs from what two houses or more
    report, or two origins or more where some of them round it."""
    suspects = case.suspects if case.conflict.reason in ("apart", "final") else case.conflict.odd
    for item in suspects:
        if item.value is None or (not case.conflict.odd and _is_held_elsewhere(item, case.conflict.items)):
            continue
        rest = [o for o in case.against(item) if o.group != item.group and _is_same_moment(item, o)]
        for other in sorted(rest, key=lambda o: (-len(significant(o.value or _NO)), o.ids)):
            if other.value is None or not is_one_digit_off(item.value, other.value):
                continue
            alike = [o for o in rest if o.value == other.value]
            fitting = {_witness(o) for o in rest if o in alike or _is_rounded(o, other)}
            if len(by_house(alike)) >= 2 or len(fitting) >= 2:
                return item, other.value
    return None


def _is_held_elsewhere(item: Comparable, items: Iterable[Comparable]) -> bool:
    """Whether another house stands on a figure's side, or its own has put another in its place on the same page."""
    return any(meet(item, o) if o.group != item.group else is_other_version(item, o) for o in items)


def _is_rounded(item: Comparable, other: Comparable) -> bool:
    """Whether the one is the other told less exactly: it allows it, and is close to it."""
    if item.value is None or other.value is None or not meet(item, other):
        return False
    return abs(item.value - other.value) <= HEDGED * abs(other.value)


def _digit(case: Case) -> Decimal:
    if case.low_item.metric.kind in ORDINAL:
        return _NO
    return _if(supported(case) is not None)


def _sign(case: Case) -> Decimal:
    return _if(any(a != 0 and a == -b for _, _, a, b in case.clashes()))


def _percent_points(case: Case) -> Decimal:
    """Per cent for percentage points, a share for per cent, or a difference of two shares for their ratio."""
    units = {"percent", "percentage_points"}
    if case.low_item.metric.unit not in units:
        return _NO
    for item, other, a, b in case.clashes():
        if {item.figure.quantity.unit, other.figure.quantity.unit} == units:
            return _YES
        if power_between(a, b) in (2, -2):
            return _YES
        for page in (item, other):
            shares = [o.value for o in case.context.article(page) if o.metric.unit in units and o.value]
            for base in shares:
                for now in shares:
                    growth = (now / base - 1) * 100
                    if now != base and {_tenth(now - base), _tenth(growth)} == {_tenth(a), _tenth(b)}:
                        return _YES
    return _NO


def _tenth(value: Decimal) -> Decimal:
    return round(value, 1)


def _off_by_one(case: Case) -> Decimal:
    if case.low_item.metric.kind not in ORDINAL:
        return _NO
    apart = {abs(a - b) for _, _, a, b in case.clashes()}
    if apart == {Decimal(1)}:
        return _YES
    return Decimal("0.2") if Decimal(1) in apart else _NO


# --- words --------------------------------------------------------------------------------------------------


def is_truncated(case: Case) -> bool:
    """Whether all would meet if bare numbers may have been cut short instead of rounded."""
    for item, other in ((case.low_item, case.high_item),):
        if item.value is None or other.value is None or gap(item, other) > Decimal("0.03") * abs(other.value):
            return False
    stretched = [_stretched(item) for item in case.conflict.items]
    return max(low for low, _ in stretched) < min(high for _, high in stretched)


def _stretched(item: Comparable) -> tuple[Decimal, Decimal]:
    (low, low_side), (high, _) = bounds(item)
    value = item.value
    if value is None or value <= 0 or item.figure.quantity.hedge != "bare" or item.low == item.high:
        return low, high + Decimal("0.0001") if low_side == 0 else high
    place = item.figure.quantity.precision or last_place(value)
    return low, max(high, value + min(place, abs(value) * Decimal("0.05")))


def _hedge(case: Case) -> Decimal:
    """One hedged number is on the wrong side of the others by no more than its own step."""
    for item in case.conflict.items:
        hedge, value = item.figure.quantity.hedge, item.value
        rest = [other for other in case.conflict.items if other is not item]
        if hedge not in _DIRECTIONS or value is None or not rest:
            continue
        if item not in case.conflict.odd and not all_meet(rest):
            continue
        against = [other for other in case.against(item) if _is_same_moment(item, other)]
        if against and all(gap(item, other) <= max(granularity(value), abs(value) * HEDGED) for other in against):
            return _YES if any(o.figure.quantity.hedge in ("bare", "exactly") for o in against) else _HALF
    return _NO


def _preliminary(case: Case) -> Decimal:
    """Estimates on the one side, counts that came no earlier on the other."""
    sides: set[str] = set()
    for item, other, _, _ in case.clashes():
        sides.add(item.figure.status)
        if item.figure.status == other.figure.status:
            return _NO
        first, last = (item, other) if item.figure.status == "estimate" else (other, item)
        a = first.published.start if first.published else None
        b = last.published.end if last.published else None
        if a is not None and b is not None and a > b:
            return _NO
    return _if(bool(sides))


def _ambiguous(case: Case) -> Decimal:
    return _if(reread(case) is not None)


def reread(case: Case) -> tuple[Comparable, Decimal] | None:
    """A figure that can be read in another way, in which it fits the others."""
    for item in case.suspects:
        others = list(case.against(item))
        for reading in item.figure.quantity.readings:
            if reading.value == item.value or not others:
                continue
            if all(
                (o.low is None or o.low * Decimal("0.995") <= reading.value)
                and (o.high is None or reading.value <= o.high * Decimal("1.005"))
                for o in others
            ) or case.lands(reading.value, _NARROW):
                return item, reading.value
    return None


# --- times and scopes ---------------------------------------------------------------------------------------


def _partial(case: Case) -> Decimal:
    """Some amount was taken before its period was over."""
    over = case.conflict.period.end if case.conflict.period else None
    if over is None or case.low_item.metric.kind != "flow":
        return _NO
    early = [
        item
        for item in case.conflict.items
        if item.as_of.end is not None
        and item.figure.as_of_basis in ("stated", "derived")
        and item.as_of.end < over - timedelta(hours=1)
    ]
    return _if(any(bounds(item)[1] < bounds(other)[0] for item in early for other in case.against(item)))


def _stale(case: Case) -> Decimal:
    """The odd one is too low, and is what was reported for an earlier time."""
    conflict = case.conflict
    if conflict.reason == "repeated":
        return _YES
    if case.low_item.metric.kind in ORDINAL or (conflict.odd and not conflict.is_low and conflict.reason == "order"):
        return _NO
    for item in case.suspects:
        if item.value is None or item.as_of.end is None or item.is_final:
            continue
        begin = item.as_of.start or item.as_of.end
        older = [
            o
            for o in case.context.equals(item, hedged=True)
            if o.metric.key == item.metric.key
            and o.place == item.place
            and o.figure.quantity.hedge == item.figure.quantity.hedge
            and o not in conflict.items
            and o.as_of.end is not None
            and o.as_of.end <= begin - STALE_AFTER
            and o.figure.article_id != item.figure.article_id
        ]
        if older and item.metric.kind != "flow":
            return _YES
    return _NO


def _witness(item: Comparable) -> str:
    return item.origin or item.group


def _fell(case: Case) -> Decimal:
    """A later total below an earlier one: of the same witness, or of nobody that is named."""
    conflict = case.conflict
    if conflict.reason != "order" or not conflict.odd or not conflict.is_low:
        return _NO
    odd = conflict.odd[0]
    if _is_contested(case):
        return _HALF
    higher = [o for o in conflict.items if o.as_of != odd.as_of and is_fall(o, odd) and end(o) <= start(odd)]
    if any(_witness(o) == _witness(odd) or o.group == odd.group for o in higher):
        return _YES
    named = [o for o in higher if o.origin is not None]
    return Decimal("0.3") if odd.origin is not None and len(named) == len(higher) else Decimal("0.7")


def _ahead(case: Case) -> Decimal:
    conflict = case.conflict
    if conflict.reason == "ahead":
        return _YES
    if conflict.reason != "order" or not conflict.odd or conflict.is_low:
        return _NO
    return _HALF if _is_contested(case) else _YES


def _is_contested(case: Case) -> bool:
    """Whether another origin gives another total for the very time of the odd one."""
    return any(
        item.as_of == other.as_of
        and item.origin is not None
        and other.origin is not None
        and item.origin != other.origin
        for item in case.conflict.odd
        for other in case.against(item)
    )


def _scope(case: Case) -> Decimal:
    """The odd one is the amount of a wider or narrower count, or of another place."""
    if case.conflict.reason == "scope":
        return _YES
    best = _NO
    for item in case.suspects:
        peers = {other.value for other in case.against(item)}
        for other in case.context.equals(item):
            if not case.context.is_near(item, other) or other.metric.unit != item.metric.unit:
                continue
            if case.context.is_sum_related(item, other) and other.place == item.place and other.value not in peers:
                best = max(best, _by_digits(other.value or _NO) if len(case.conflict.odd) else _YES)
                best = max(best, Decimal("0.9"))
            elif other.metric.key == item.metric.key and other.place != item.place and other.value not in peers:
                best = max(best, _by_digits(other.value or _NO))
    return best


def _swapped(case: Case) -> Decimal:
    """The odd one is the value of its neighbour: of the other part of a sum, the other metric of its article, or the
    other period; all the surer where the neighbour has its value."""
    best = _NO
    for item in case.suspects:
        peers = {other.value for other in case.against(item)}
        for other in case.context.equals(item):
            if other.figure.article_id == item.figure.article_id or other.metric.unit != item.metric.unit:
                continue
            same_metric = other.metric.key == item.metric.key
            if other.place != item.place or (same_metric and event_of(other)[0] == event_of(item)[0]):
                continue
            if item.metric.kind == "cumulative" and same_metric:
                continue
            twins = [
                o
                for o in case.context.article(item)
                if o.metric.key == other.metric.key
                and o.place == item.place
                and o.value in peers
                and (not same_metric or event_of(o)[0] == event_of(other)[0])
            ]
            if twins and (same_metric or case.context.is_near(item, other)):
                return _YES
            if case.context.is_sibling(item, other) and case.context.is_near(item, other):
                best = max(best, Decimal("0.75") * _by_digits(other.value or _NO))
    return best


def _period(case: Case) -> Decimal:
    """The odd one is an amount of another stretch of time, or came out before its own was over."""
    if any(item.derived == "increment" for item in case.conflict.items):
        return _YES
    best = _NO
    for item in case.suspects:
        if item.metric.kind in ORDINAL:
            continue
        peers = {other.value for other in case.against(item)}
        for other in case.context.equals(item):
            if other.metric.unit != item.metric.unit or other.place != item.place or other.value in peers:
                continue
            if other.metric.key == item.metric.key:
                if item.metric.kind != "cumulative" and _is_of_other_time(item, other):
                    best = max(best, _by_digits(item.value or _NO))
            elif {other.metric.kind, item.metric.kind} == {"flow", "cumulative"}:
                best = max(best, _by_digits(item.value or _NO))
        over = item.figure.period.end if item.figure.period else None
        out = item.published.end if item.published else None
        is_estimate = item.figure.status == "estimate" and _preliminary(case) > 0  # is made before its period is over
        is_early = over is not None and out is not None and out <= over
        if is_early and not is_estimate and item.metric.period not in ("day", "weekend"):
            best = max(best, Decimal("0.95"))
    return best


def _is_of_other_time(item: Comparable, other: Comparable) -> bool:
    """Whether two amounts are of two stretches of time: an hour of a day is none beside that day."""
    mine, theirs = event_of(item)[0], event_of(other)[0]
    if theirs is None or theirs == mine:
        return False
    is_dated = item.figure.period is not None or other.figure.period is not None
    if is_dated or item.as_of.end is None or other.as_of.end is None:
        return True
    return day_of(item.as_of.end) != day_of(other.as_of.end)


def _fused(case: Case) -> Decimal:
    """The odd one is the value of another count of its own article."""
    best = _NO
    for item in case.suspects:
        if item.value is None or item.metric.kind in ORDINAL:
            continue
        peers = {other.value for other in case.against(item)}
        for other in case.context.article(item):
            if other.metric.key == item.metric.key or other.value is None or other is item or other.value in peers:
                continue
            if case.context.is_sum_related(item, other) or case.context.is_sibling(item, other):
                continue
            if other.value == item.value:
                best = max(best, _by_digits(item.value))
            elif other.metric.unit != item.metric.unit and significant(other.value) == significant(item.value):
                best = max(best, _by_digits(item.value) if len(significant(item.value)) >= 3 else _NO)
        for other in case.context.equals(item):
            if (
                other.metric.key != item.metric.key
                and other.metric.unit != item.metric.unit
                and other.metric.kind not in ORDINAL
                and case.context.is_near(item, other)
            ):
                best = max(best, _by_digits(item.value))
    return best


# --- whose word it is ---------------------------------------------------------------------------------------


def _two_counts(case: Case) -> Decimal:
    """Two clusters, each held by two houses or more, that cite nobody in common; or a steady ratio over items."""
    if case.conflict.reason == "definitions":
        return _YES
    if case.conflict.reason not in ("final", "apart"):
        return _NO
    sets = positions(case.conflict.items)
    if len(sets) != 2:
        return _NO
    cited = [{item.origin for item in each if item.origin} for each in sets]
    apart = all(len(by_house(each)) >= 2 for each in sets) and cited[0].isdisjoint(cited[1])
    return _if(apart and (bool(cited[0] or cited[1]) or case.conflict.reason == "final"))


def _misattributed(case: Case) -> Decimal:
    """The odd one cites an outlet whose own report is on the other side."""
    if case.conflict.reason == "attribution":
        return _YES
    for item in case.suspects:
        house = case.context.cited_house(item)
        if house is None:
            continue
        own = [other for other in case.conflict.items if other.group == house]
        if own and not any(meet(item, other) for other in own):
            return _YES
    return _NO


def _forecast(case: Case) -> Decimal:
    """Too high for its time, or apart from the others, and what had been forecast."""
    if case.conflict.reason == "forecast":
        return _YES
    if case.low_item.metric.kind in ORDINAL or share(case.low_item, case.high_item) < TELLING_GAP:
        return _NO
    if case.conflict.reason == "order":
        high = [i for i in case.conflict.items if any(is_fall(i, o) and end(i) <= start(o) for o in case.against(i))]
        suspects = high if case.conflict.is_low else [*case.conflict.odd, *high]
        if case.conflict.is_low and len(by_house(case.conflict.items)) > 2:
            return _NO  # most say what was forecast: it was reached
    else:
        is_moving = case.conflict.is_low and case.conflict.reason == "same-day"  # what grows was less before
        suspects = [] if is_moving else list(case.suspects)
    return _if(any(case.context.forecasts(item) for item in suspects))


def _one_article(case: Case) -> Decimal:
    """All in one article; or the odd one does not fit the rest of its own."""
    if case.conflict.reason in ("ahead", "definitions", "forecast"):
        return _NO
    articles = {item.figure.article_id for item in case.conflict.items}
    is_odd = any(id(item) in case.broken for item in case.conflict.odd)
    return _if((len(articles) == 1 and case.conflict.reason != "order") or is_odd)


def _changed(case: Case) -> Decimal:
    """Two versions of one page give different figures for one thing."""
    if case.conflict.reason not in ("apart", "order"):
        return _NO
    return _if(any(_is_same_moment(i, o) and is_other_version(i, o) for i, o, _, _ in case.clashes()))


def is_other_version(item: Comparable, other: Comparable) -> bool:
    """Whether two figures are of two versions of one address."""
    if item.url is None or item.url != other.url:
        return False
    return item.figure.article_id != other.figure.article_id or item.published != other.published


CAUSES: dict[str, Cause] = {
    "EXTRACT": _ambiguous,
    "SILENT": _changed,
    "MISATT": _misattributed,
    "SIGN": _sign,
    "TRANSL": _translated,
    "CURR": _currency,
    "PCTPT": _percent_points,
    "SCALE": _scale,
    "UNIT": _unit,
    "COUNT": _off_by_one,
    "TRANSP": _transposed,
    "DIGIT": _digit,
    "HEDGE": _hedge,
    "FCST": _forecast,
    "SWAP": _swapped,
    "SCOPE": _scope,
    "PERIOD": _period,
    "MIXED": _fused,
    "PRELIM": _preliminary,
    "OPEN": lambda case: _if(case.conflict.reason in ("same-day", "undated")),
    "DEF": _two_counts,
    "PARTIAL": _partial,
    "STALE": _stale,
    "DECR": _fell,
    "FUTURE": _ahead,
    "INTERN": _one_article,
    "CONTRA": lambda case: _if(case.conflict.reason not in ("ahead", "forecast")),
}
