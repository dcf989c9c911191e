"""Which two reports of a disagreement are told, in which order, and in which of a rule's sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.causes import Case, is_other_version, supported
from warehouse.reconcile.context import may_rest_on
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import Conflict
from warehouse.reconcile.model import Comparable, Text, load_rules
from warehouse.reconcile.sets import meet
from warehouse.reconcile.slips import power_between

ENOUGH_PAGES = 3  # of fewer articles of a cited outlet nothing is said to be missing in them
_Pair = tuple[Comparable, Comparable]


def told(code: str, case: Case) -> tuple[Comparable, Comparable, Text | None]:
    """The two reports that a finding's sentence is about, the first of them first, and that sentence where it is not
    the type's usual one."""
    conflict, rule = case.conflict, load_rules()[code]
    pair: _Pair = (case.low_item, case.high_item)
    if code == "SILENT":
        pair, is_known = _by_publication(_versions(case) or pair)
        return pair[0], pair[1], None if is_known else rule.unordered
    if code == "MISATT":
        pair = cited(case) or pair
        if case.context.pages_cited(pair[0]) < ENOUGH_PAGES:
            return pair[0], pair[1], rule.thin
    if code == "INTERN":
        return (*pair, None) if case.within is None else (case.within.items[0], case.within.items[1], None)
    if code == "STALE" and conflict.reason != "order":
        pair, _ = _by_publication(pair)
    if code == "SCALE" and conflict.reason != "order":
        pair = _a_power_apart(case, pair) or pair
    if code == "DIGIT":
        pair = _of_one_digit(case) or pair
    if code == "PRELIM" and pair[1].figure.status == "estimate":
        return pair[1], pair[0], None
    if code == "COUNT" and pair[0].metric.kind != "duration":
        return pair[0], pair[1], rule.other
    if conflict.reason == "definitions":
        pair = _of_one_time(conflict.items) or pair
    if conflict.reason == "order" and end(pair[0]) <= start(pair[1]) and not is_fall(*pair):
        return pair[0], pair[1], rule.fast
    return pair[0], pair[1], _text_of(code, conflict)


def _a_power_apart(case: Case, pair: _Pair) -> _Pair | None:
    """Two that a power of ten parts, the lower first: the pair itself where it does, else the first that clash."""
    found = [(pair[0], pair[1], pair[0].value, pair[1].value), *case.clashes()]
    for item, other, a, b in found:
        if a is not None and b is not None and power_between(a, b) is not None:
            return (item, other) if a <= b else (other, item)
    return None


def _of_one_digit(case: Case) -> _Pair | None:
    """The figure that one digit parts from the others, and one of those, the lower first."""
    found = supported(case)
    if found is None:
        return None
    item, value = found
    other = next(o for o in case.against(item) if o.value == value)
    return (item, other) if (item.value or 0) < value else (other, item)


def cited(case: Case) -> _Pair | None:
    """Who cites an outlet, and what that outlet reports itself."""
    for item in (*case.suspects, *case.conflict.items):
        house = case.context.cited_house(item)
        own = [o for o in case.conflict.items if o.group == house and may_rest_on(item, o) and not meet(item, o)]
        if house is not None and own:
            return item, own[0]
    return None


def settled(code: str, conflict: Conflict) -> Text | None:
    """What would settle a disagreement, where it is not what settles its type."""
    rule = load_rules()[code]
    if conflict.reason == "units":
        return rule.units_settle
    return rule.undated_settle if conflict.reason in ("undated", "no-period") else None


def _text_of(code: str, conflict: Conflict) -> Text | None:
    rule = load_rules()[code]
    if len(conflict.items) == 1:
        return rule.alone
    if conflict.reason == "units":
        return rule.units
    if conflict.reason in ("undated", "no-period") and rule.undated:
        return rule.undated
    if conflict.reason == "scope":
        return rule.part
    # Elsewhere it need not be the odd one that is told.
    return rule.below if conflict.is_low and conflict.reason in ("apart", "final") else None


def _versions(case: Case) -> _Pair | None:
    """Two figures of two versions of one page."""
    return next(((item, other) for item, other, _, _ in case.clashes() if is_other_version(item, other)), None)


def _by_publication(pair: _Pair) -> tuple[_Pair, bool]:
    """The pair in the order in which its reports came out, and whether that is known."""
    first, second = pair
    a, b = (item.published.end if item.published else None for item in pair)
    if a is None or b is None or a == b:
        return pair, False
    return (pair if a < b else (second, first)), True


def _of_one_time(items: Sequence[Comparable]) -> _Pair | None:
    """The last two of one time that can't both be right, the lower one first."""
    found = [pair for pair in combinations(items, 2) if pair[0].as_of == pair[1].as_of and not meet(*pair)]
    dated = [pair for pair in found if pair[0].as_of.end is not None]
    if not dated:
        return None
    first, second = max(dated, key=lambda pair: (pair[0].as_of.end, pair[0].ids, pair[1].ids))
    return (first, second) if (first.value or 0) <= (second.value or 0) else (second, first)
