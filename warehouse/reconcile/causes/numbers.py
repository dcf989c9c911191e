"""Causes that arithmetic tells: a power of ten, a unit, a currency, digits."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sources.figures.interval import is_counted, last_place
from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.causes.case import (
    HALF,
    HEDGED,
    MONEY,
    NARROW,
    NO,
    ORDINAL,
    YES,
    Case,
    fits,
    is_same_moment,
    power_of_ten,
    witness_of,
)
from warehouse.reconcile.causes.holders import is_other_version
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import are_outvoted, by_house, meet
from warehouse.reconcile.slips import (
    POWERS,
    is_one_digit_off,
    is_rate_between,
    is_transposed,
    moved_by_unit,
    power_between,
    significant,
    unit_factor_between,
)

_TIGHT = Decimal("1.03")  # and this wide still says which number
_THREE_DIGITS = 100


def rescaled(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one moved by a power of ten to where the others allow it."""
    for item in case.conflict.odd:
        if item.value is None or item.value == 0 or item.metric.kind in ORDINAL:
            continue
        is_whole = is_counted(item.metric.unit)  # of people there are no tenths
        for power in POWERS:
            moved = item.value * Decimal(10) ** power
            if case.lands(moved, NARROW) and not (is_whole and moved % 1):
                return item, moved
        for other in case.against(item):
            if other.value is not None and other not in case.conflict.odd and is_same_moment(item, other):
                found = power_of_ten(item, other)
                if found is not None:
                    return item, item.value * Decimal(10) ** found
    return None


def is_of_scale(case: Case) -> Decimal:
    if case.low_item.metric.kind in ORDINAL:
        return NO
    if rescaled(case) is not None:
        return YES
    return fits(any(is_a_power_apart(item, other) for item, other, _, _ in case.clashes()))


def is_a_power_apart(item: Comparable, other: Comparable) -> bool:
    """Whether a power of ten parts two numbers; of two times, but for what a total grew in between."""
    if is_same_moment(item, other):
        return power_of_ten(item, other) is not None
    return _grown_by_power(item, other)


def _grown_by_power(item: Comparable, other: Comparable) -> bool:
    """Whether of two totals of different times the one, moved by a power of ten, lies a little before the other. Days
    apart, and for numbers of one or two digits, that is so by chance."""
    if item.as_of.end is None or other.as_of.end is None:
        return False
    first, second = sorted((item, other), key=lambda each: (start(each), end(each)))
    if first.value is None or second.value is None or first.value <= 0 or second.value <= 0:
        return False
    days = max(Decimal((start(second) - end(first)).total_seconds()) / 86400, HALF)
    is_telling = min(first.value, second.value) >= _THREE_DIGITS or not is_counted(item.metric.unit)
    reach = min(Decimal("0.75"), 1 / (1 + days * Decimal("0.12")))
    return (
        is_telling
        and reach >= HALF
        and any(
            reach * second.value <= first.value * Decimal(10) ** power <= second.value * Decimal("1.005")
            for power in POWERS
        )
    )


def is_translated(case: Case) -> Decimal:
    """A power of a thousand between the two languages of one house, or of a page and what it cites."""
    if case.low_item.metric.kind in ORDINAL:
        return NO
    best = NO
    for item, other, _, _ in case.clashes():
        if not item.language or not other.language or item.language == other.language:
            continue
        power = power_of_ten(item, other)
        if power is None or power % 3:
            if not is_same_moment(item, other) and _grown_by_power(item, other):
                power = 3
            else:
                continue
        cites = case.context.cited_house(item) == other.group or case.context.cited_house(other) == item.group
        if item.group == other.group or cites or _is_translation(case, item, other):
            return YES
        best = HALF
    return best


def _is_translation(case: Case, item: Comparable, other: Comparable) -> bool:
    """Whether two articles in two languages share most of their figures."""
    mine = {(o.metric.key, o.value) for o in case.context.article(item) if o is not item}
    theirs = {(o.metric.key, o.value) for o in case.context.article(other) if o is not other}
    return len(mine & theirs) >= 2


def is_of_unit(case: Case) -> Decimal:
    unit = case.low_item.metric.unit
    if unit in MONEY or is_counted(unit) or unit == "percent":
        return NO
    return fits(any(is_a_unit_apart(item, other) for item, other, _, _ in case.clashes()))


def is_a_unit_apart(item: Comparable, other: Comparable) -> bool:
    """Whether the factor between two units of one kind, such as miles and kilometres, parts two numbers."""
    if item.value is None or other.value is None:
        return False
    said = {item.figure.quantity.unit, other.figure.quantity.unit}
    return any(unit_factor_between(item.value, other.value, unit) for unit in said)


def is_of_currency(case: Case) -> Decimal:
    if case.low_item.metric.unit not in MONEY:
        return NO
    return fits(any(is_a_rate_apart(case, item, other) for item, other, _, _ in case.clashes()))


def is_a_rate_apart(case: Case, item: Comparable, other: Comparable) -> bool:
    """Whether about what a dollar costs in dong parts two numbers; of two times, but for what a total grew."""
    a, b = item.value, other.value
    if a is None or b is None or a <= 0 or b <= 0:
        return False
    if is_same_moment(item, other):
        return is_rate_between(a, b, case.context.dong_a_dollar(case.low_item))
    return Decimal(14000) <= max(a, b) / min(a, b) <= Decimal(40000)


def exchanged(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one taken for the other currency."""
    rate = case.context.dong_a_dollar(case.low_item)
    for item in case.conflict.odd:
        other = next(iter(case.against(item)), None)
        if rate is not None and item.value is not None and other is not None and other.value is not None:
            moved = item.value * rate if item.value < other.value else item.value / rate
            return item, moved.quantize(last_place(other.value) if moved >= 1 else Decimal("0.0001"))
    return None


def is_of_swapped_digits(case: Case) -> Decimal:
    if case.low_item.metric.kind in ("date", "rank"):
        return NO
    is_shown = any(is_two_digits_apart(item, other) for item, other, _, _ in case.clashes())
    return fits(is_shown or swapped_digits(case) is not None)


def is_two_digits_apart(item: Comparable, other: Comparable) -> bool:
    if item.value is None or other.value is None:
        return False
    return is_same_moment(item, other) and is_transposed(item.value, other.value)


def swapped_digits(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one with two neighbouring digits exchanged so that it is what the others allow."""
    for item in case.conflict.odd:
        if item.value is None:
            continue
        for other in case.against(item):
            if other.value is not None and is_same_moment(item, other) and is_transposed(item.value, other.value):
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
        rest = [o for o in case.against(item) if o.group != item.group and is_same_moment(item, o)]
        for other in sorted(rest, key=lambda o: (-len(significant(o.value or NO)), o.ids)):
            if other.value is None or not is_one_digit_off(item.value, other.value):
                continue
            alike = [o for o in rest if o.value == other.value]
            fitting = [o for o in rest if o in alike or _is_rounded(o, other)]
            is_held = len(by_house(alike)) >= 2 or len({witness_of(o) for o in fitting}) >= 2
            if is_held and are_outvoted([item], fitting):
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


def is_of_one_digit(case: Case) -> Decimal:
    if case.low_item.metric.kind in ORDINAL:
        return NO
    return fits(supported(case) is not None)


def is_of_sign(case: Case) -> Decimal:
    return fits(any(is_a_sign_apart(item, other) for item, other, _, _ in case.clashes()))


def is_a_sign_apart(item: Comparable, other: Comparable) -> bool:
    return bool(item.value and other.value and item.value == -other.value)


def other_sign(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one with the sign that the others give it."""
    for item in case.conflict.odd:
        if item.value is not None and any(is_a_sign_apart(item, other) for other in case.against(item)):
            return item, -item.value
    return None


def other_unit(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one brought from the unit that it was taken in to the one that it is told in, as exact as others are."""
    for item in case.conflict.odd:
        for other in case.against(item):
            if item.value is None or other.value is None:
                continue
            for unit in (item.figure.quantity.unit, other.figure.quantity.unit):
                moved = moved_by_unit(item.value, other.value, unit)
                if moved is not None:
                    return item, moved.quantize(last_place(other.value))
    return None


def is_of_percent_points(case: Case) -> Decimal:
    """Per cent for percentage points, a share for per cent, or a difference of two shares for their ratio."""
    units = {"percent", "percentage_points"}
    if case.low_item.metric.unit not in units:
        return NO
    for item, other, a, b in case.clashes():
        if {item.figure.quantity.unit, other.figure.quantity.unit} == units:
            return YES
        if power_between(a, b) in (2, -2):
            return YES
        for page in (item, other):
            shares = [o.value for o in case.context.article(page) if o.metric.unit in units and o.value]
            for base in shares:
                for now in shares:
                    growth = (now / base - 1) * 100
                    if now != base and {_tenth(now - base), _tenth(growth)} == {_tenth(a), _tenth(b)}:
                        return YES
    return NO


def as_per_cent(case: Case) -> tuple[Comparable, Decimal] | None:
    """The odd one as a share of a hundred, or no longer as one, where a hundred parts it from the others."""
    found = rescaled(case)
    if found is None or found[0].value is None or found[1] not in (found[0].value * 100, found[0].value / 100):
        return None
    return found


def _tenth(value: Decimal) -> Decimal:
    return round(value, 1)


def is_off_by_one(case: Case) -> Decimal:
    if case.low_item.metric.kind not in ORDINAL:
        return NO
    apart = {abs(a - b) for _, _, a, b in case.clashes()}
    if apart == {Decimal(1)}:
        return YES
    return Decimal("0.2") if Decimal(1) in apart else NO
