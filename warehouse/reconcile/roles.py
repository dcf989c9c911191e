"""Which two reports of a disagreement are told, in which order, and in which of a rule's sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from warehouse.reconcile.breaks import end, start
from warehouse.reconcile.causes import (
    REPAIRS,
    Case,
    is_a_power_apart,
    is_a_rate_apart,
    is_a_sign_apart,
    is_a_unit_apart,
    is_other_version,
    is_same_moment,
    is_two_digits_apart,
    repeated,
    supported,
    vintages,
)
from warehouse.reconcile.context import may_rest_on
from warehouse.reconcile.envelope import is_fall
from warehouse.reconcile.groups import Conflict
from warehouse.reconcile.model import Comparable, Text, load_rules
from warehouse.reconcile.parties import are_apart
from warehouse.reconcile.sets import gap, meet

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
        if len(case.context.pages_cited(pair[0])) < ENOUGH_PAGES:
            return pair[0], pair[1], rule.thin
    if code == "INTERN":
        return (*pair, None) if case.within is None else (case.within.items[0], case.within.items[1], None)
    if code == "STALE" and conflict.reason not in ("order", "repeated"):
        pair, is_known = _newer_and_older(case) or _by_publication(pair)
        return pair[0], pair[1], None if is_known else rule.unordered
    if code == "REVISED":
        old, *_, new = vintages(conflict.items)
        return old[0], new[0], rule.other
    if code in _PARTED:
        pair = _parted(code, case, pair) or pair
    if code == "PRELIM" and pair[1].figure.status == "estimate":
        return pair[1], pair[0], None
    if code == "COUNT" and pair[0].metric.kind != "duration":
        return pair[0], pair[1], rule.other
    if code == "HEDGE" and (_is_far_below(*pair) or _is_far_below(pair[1], pair[0])):
        return pair[0], pair[1], rule.other
    if code == "CONTRA" and is_of_two_voices(*pair):
        return pair[0], pair[1], rule.voices
    if code == "CONTRA" and conflict.reason == "order":
        pair = _at_once(conflict) or pair
        if is_fall(*pair):
            return pair[0], pair[1], rule.other
    if conflict.reason == "order" and end(pair[0]) <= start(pair[1]) and not is_fall(*pair):
        return pair[0], pair[1], rule.fast
    return pair[0], pair[1], _text_of(code, conflict)


def is_of_two_voices(first: Comparable, second: Comparable) -> bool:
    """Whether one article gives the numbers of two bodies that it names for one time."""
    is_of_one = first.figure.article_id == second.figure.article_id and first.as_of == second.as_of
    return is_of_one and are_apart((first.origin, second.origin))


def is_of_pairs(code: str) -> bool:
    """Whether a type lies in two numbers, such as two digits exchanged."""
    return code in _PARTED


def _parted(code: str, case: Case, pair: _Pair) -> _Pair | None:
    """Two that are apart by what the type names, of one time if there are such; else the figure that is put right and
    what comes nearest to what it is put right to."""
    clashes = [(item, other) for item, other, _, _ in case.clashes()]
    clashes = [pair, *sorted(clashes, key=lambda each: each[1] in case.conflict.odd)]
    found = [each for each in clashes if _PARTED[code](case, *each)]
    if found:
        return _in_order(case, *min(found, key=lambda each: (not is_same_moment(*each), *map(_is_hedged, each))))
    repaired = REPAIRS[code](case) if code in REPAIRS else None
    others = [other for other in case.against(repaired[0]) if other.value is not None] if repaired else []
    if repaired is None or not others:
        return None
    item, value = repaired
    return _in_order(case, item, min(others, key=lambda o: (abs((o.value or value) - value), o.ids)))


def _is_hedged(item: Comparable) -> bool:
    return item.figure.quantity.hedge not in ("bare", "exactly")


def _in_order(case: Case, item: Comparable, other: Comparable) -> _Pair:
    """The earlier first where the order of totals is what is wrong, else the lower."""
    if case.conflict.reason == "order" and item.as_of != other.as_of:
        first, second = sorted((item, other), key=lambda each: (start(each), end(each), each.ids))
    else:
        first, second = sorted((item, other), key=lambda each: (each.value or 0, each.ids))
    return first, second


def _is_far_below(item: Comparable, other: Comparable) -> bool:
    """Whether "nearly" is said of a number that is on its side, but further off than that reaches."""
    said, told = item.value, other.value
    return item.figure.quantity.hedge == "near" and said is not None and told is not None and abs(told) < abs(said)


def _is_one_apart(case: Case, item: Comparable, other: Comparable) -> bool:
    return item.value is not None and other.value is not None and abs(item.value - other.value) == 1


def _is_put_right(case: Case, item: Comparable, other: Comparable) -> bool:
    found = supported(case)
    return found is not None and (
        (found[0] is item and found[1] == other.value) or (found[0] is other and found[1] == item.value)
    )


_PARTED: Mapping[str, Callable[[Case, Comparable, Comparable], bool]] = {
    "SCALE": lambda case, item, other: is_a_power_apart(item, other),
    "TRANSL": lambda case, item, other: item.language != other.language and is_a_power_apart(item, other),
    "UNIT": lambda case, item, other: is_a_unit_apart(item, other),
    "CURR": is_a_rate_apart,
    "TRANSP": lambda case, item, other: is_two_digits_apart(item, other),
    "DIGIT": _is_put_right,
    "SIGN": lambda case, item, other: is_a_sign_apart(item, other),
    "COUNT": _is_one_apart,
}


def cited(case: Case) -> _Pair | None:
    """Who cites an outlet, and what that outlet reports itself."""
    for each in case.times:
        for item in (*each.suspects, *each.conflict.items):
            house = case.context.cited_house(item)
            own = [o for o in each.conflict.items if o.group == house and may_rest_on(item, o) and not meet(item, o)]
            if house is not None and own:
                return item, own[0]
    return None


def with_ground(code: str, item: Comparable, ground: Comparable) -> Text | None:
    """The sentence of a type that tells of the figure beside a disagreement that it rests on: of the whole, where that
    of a place is held to be it."""
    rule = load_rules()[code]
    is_of_whole = item.place is not None and ground.place is None and ground.metric.key == item.metric.key
    return rule.whole if is_of_whole and rule.whole else rule.beside


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


def _newer_and_older(case: Case) -> tuple[_Pair, bool] | None:
    """What was first told of a time, and the older number that is repeated for it; whether the one was out by then."""
    item = repeated(case)
    others = case.against(item) if item else ()
    if item is None or not others:
        return None
    since = item.published.start if item.published else None
    outs = [(o.published.end, o.ids, o) for o in others if o.published and o.published.end]
    first = min(outs, key=lambda each: each[:2], default=None)
    if first is None or since is None or first[0] >= since:
        return (max(others, key=lambda o: (gap(item, o), o.ids)), item), False
    return (first[2], item), True


def _at_once(conflict: Conflict) -> _Pair | None:
    """A running total that is off and what another report gives for its very time, the lower one first."""
    found = [(o, i) for o in conflict.odd for i in conflict.items if i.as_of == o.as_of and not meet(i, o)]
    return next(((a, b) if (a.value or 0) <= (b.value or 0) else (b, a) for a, b in found), None)
