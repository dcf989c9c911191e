"""What would explain a disagreement: every test that fits is a candidate, the weightiest names the type.

A test gives how well it fits, from 0 to 1; the priors that this is multiplied with are in rules.toml. A test looks at
numbers, times, scopes and whom a figure cites; none looks at a title or an outlet's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from warehouse.reconcile.causes.case import Case, Ground, fits, is_same_moment
from warehouse.reconcile.causes.exchanged import is_swapped, neighbours, put_back
from warehouse.reconcile.causes.holders import (
    foretold,
    is_changed,
    is_forecast,
    is_misattributed,
    is_new_vintage,
    is_of_one_article,
    is_other_version,
    is_two_counts,
    vintages,
)
from warehouse.reconcile.causes.numbers import (
    as_per_cent,
    exchanged,
    is_a_power_apart,
    is_a_rate_apart,
    is_a_sign_apart,
    is_a_unit_apart,
    is_of_currency,
    is_of_one_digit,
    is_of_percent_points,
    is_of_scale,
    is_of_sign,
    is_of_swapped_digits,
    is_of_unit,
    is_off_by_one,
    is_translated,
    is_two_digits_apart,
    other_sign,
    other_unit,
    rescaled,
    supported,
    swapped_digits,
)
from warehouse.reconcile.causes.older import STALE_AFTER, is_stale, older_totals, repeated
from warehouse.reconcile.causes.scopes import (
    amounts_of_other_time,
    counts_of_other_scope,
    has_fallen,
    is_ahead,
    is_fused,
    is_of_period,
    is_of_scope,
    is_part_of_period,
    is_partial,
    other_counts,
)
from warehouse.reconcile.causes.wording import is_ambiguous, is_of_hedge, is_preliminary, is_truncated, reread
from warehouse.reconcile.model import Comparable, load_rules
from warehouse.reconcile.sets import bounds, meet, share

__all__ = [
    "REPAIRS",
    "Case",
    "explain",
    "grounds",
    "is_a_power_apart",
    "is_a_rate_apart",
    "is_a_sign_apart",
    "is_a_unit_apart",
    "is_other_version",
    "is_part_of_period",
    "is_same_moment",
    "is_truncated",
    "is_two_digits_apart",
    "repeated",
    "supported",
    "vintages",
]
FAR = Decimal("0.25")  # totals of one day that are this far apart are no matter of the hour
FAINT = Decimal("0.3")
_COINCIDENT = ("SWAP", "SCOPE", "PERIOD", "MIXED", "TRANSP", "DIGIT", "STALE")
_OF_SCOPES = ("SCOPE", "SWAP", "PERIOD", "MIXED", "INTERN")
Cause = Callable[[Case], Decimal]


def explain(case: Case) -> list[tuple[str, Decimal]]:
    """The types that fit, with weights that sum to about 1, best first. What explains a disagreement of several times
    must explain it at each: among the numbers of many days some are slips of one another by chance."""
    if case.conflict.reason in ("no-period", "units"):  # amounts of two periods or units are alike by chance
        return [("OPEN", Decimal(1))]
    if case.conflict.reason == "currencies":
        return [("CURR", Decimal("0.7")), ("OPEN", Decimal("0.3"))]
    rules = load_rules()
    fitting = [(code, rules[code].prior * min(map(test, case.times))) for code, test in CAUSES.items()]
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


CAUSES: dict[str, Cause] = {
    "EXTRACT": is_ambiguous,
    "SILENT": is_changed,
    "MISATT": is_misattributed,
    "SIGN": is_of_sign,
    "TRANSL": is_translated,
    "CURR": is_of_currency,
    "PCTPT": is_of_percent_points,
    "SCALE": is_of_scale,
    "UNIT": is_of_unit,
    "COUNT": is_off_by_one,
    "TRANSP": is_of_swapped_digits,
    "DIGIT": is_of_one_digit,
    "HEDGE": is_of_hedge,
    "FCST": is_forecast,
    "SWAP": is_swapped,
    "SCOPE": is_of_scope,
    "PERIOD": is_of_period,
    "MIXED": is_fused,
    "PRELIM": is_preliminary,
    "OPEN": lambda case: fits(case.conflict.reason in ("same-day", "undated")),
    "DEF": is_two_counts,
    "REVISED": is_new_vintage,
    "PARTIAL": is_partial,
    "STALE": is_stale,
    "DECR": has_fallen,
    "FUTURE": is_ahead,
    "INTERN": is_of_one_article,
    "CONTRA": lambda case: fits(case.conflict.reason not in ("ahead", "forecast")),
}
# Which figure a type puts right, and to what.
REPAIRS: Mapping[str, Callable[[Case], tuple[Comparable, Decimal] | None]] = {
    "SCALE": rescaled,
    "TRANSL": rescaled,
    "PCTPT": as_per_cent,
    "TRANSP": swapped_digits,
    "DIGIT": supported,
    "CURR": exchanged,
    "SWAP": put_back,
    "SIGN": other_sign,
    "UNIT": other_unit,
    "EXTRACT": reread,
}
# The figures beside the disagreement that a type rests on.
_GROUNDS: Mapping[str, Callable[[Case], Iterator[Ground]]] = {
    "SCOPE": counts_of_other_scope,
    "SWAP": neighbours,
    "PERIOD": amounts_of_other_time,
    "MIXED": other_counts,
    "STALE": older_totals,
    "FCST": foretold,
}
_TOLD = 5  # of more such figures, the ones that say the most


def grounds(code: str, case: Case) -> list[Comparable]:
    """The figures outside of the disagreement that a type rests on, those that say the most first: the forecast that
    was taken for a fact, the other place's number."""
    own = {id(item) for item in case.conflict.items}
    told = (ground for each in case.times for ground in _GROUNDS.get(code, _none)(each))
    found = [(weight, item) for weight, item in told if weight > 0 and id(item) not in own]
    ranked = sorted(found, key=lambda each: (-each[0], each[1].ids, each[1].place or ""))
    return list({id(item): item for _, item in ranked}.values())[:_TOLD]


def _none(case: Case) -> Iterator[Ground]:
    yield from ()
