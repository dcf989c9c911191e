"""A second look at every derivation, by code that shares nothing with the code that made it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from warehouse.connection import Reader
from warehouse.recheck_verdicts import recheck_verdict


def recheck(reader: Reader, topic: str) -> list[str]:
    """What does not hold, a line each."""
    failures = []
    for row in reader.records(
        "select finding_id, type, derivation from discrepancy where topic = $1 order by finding_id", topic
    ):
        derivation = json.loads(str(row["derivation"]), parse_float=Decimal)
        problem = recheck_finding(str(row["type"]), derivation)
        if problem:
            failures.append(f"finding {row['finding_id']} ({row['type']}): {problem}")
    for row in reader.records(
        "select claim_id, verdict, derivation from verdict where topic = $1 order by claim_id", topic
    ):
        derivation = json.loads(str(row["derivation"]), parse_float=Decimal)
        problem = recheck_verdict(str(row["verdict"]), derivation)
        if problem:
            failures.append(f"claim {row['claim_id']}: {problem}")
    return failures


def recheck_finding(code: str, derivation: dict[str, Any]) -> str | None:
    """What of a finding's derivation, as read from its JSON, does not hold; None where all does."""
    inputs, rule = derivation["inputs"], str(derivation["rule"])
    if code == "CONV":
        numbers, spread = derivation["numbers"], Decimal(str(derivation["settings"]["spread"]))
        pool, low, high = (Decimal(str(numbers[key])) for key in ("pool", "low", "high"))
        return (
            None if high < pool * (1 - spread) or low > pool * (1 + spread) else "the implied rate lies within the pool"
        )
    if not all(_is_ground(ground, inputs) for ground in derivation.get("grounds", ())):
        return "what its type rests on has none of its numbers"
    for tag, check in _CHECKS.items():
        if f"({tag})" in rule:
            return check(derivation)
    return None if _apart(inputs) else "a value fits all of its figures"


def _is_ground(ground: dict[str, Any], inputs: list[dict[str, Any]]) -> bool:
    """Whether a figure that a type rests on has the number of one of the finding's, or its digits, or the number that
    it is when rounded to three digits."""
    digits = {_digits(each["value"]) for each in inputs}
    own = ground["value"]
    rounded = None if own is None else Context(prec=3, rounding=ROUND_HALF_UP).plus(Decimal(str(own)))
    return _digits(own) in digits or (rounded is not None and _digits(rounded) in digits)


def _digits(value: object) -> str:
    return f"{abs(Decimal(str(value))).normalize():f}".replace(".", "").strip("0") if value is not None else "?"


def _odd(derivation: dict[str, Any]) -> dict[str, Any] | None:
    named = derivation["numbers"].get("odd")
    return next((i for i in derivation["inputs"] if i["figure"] == named), None)


def _ahead(derivation: dict[str, Any]) -> str | None:
    """The stated time must lie after the publication."""
    for each in derivation["inputs"]:
        start, published = _moment(each["stated_start"]), _moment(each["published_end"])
        if start is not None and published is not None and start > published:
            return None
    return "no time lies after the publication"


def _repeated(derivation: dict[str, Any]) -> str | None:
    """The odd one must equal one of the others and lie below another."""
    odd = _odd(derivation)
    others = [i for i in derivation["inputs"] if i is not odd]
    if odd is None or not any(i["value"] == odd["value"] for i in others):
        return "none of the others has its value"
    return None if any(not _apart_from(i["low"], odd["high"]) for i in others) else "nothing lies above it"


def _above_whole(derivation: dict[str, Any]) -> str | None:
    """Some part must begin above where a whole ends."""
    lows = [(low, i["low_open"]) for i in derivation["inputs"] if (low := _exact(i["low"])) is not None]
    highs = [(high, i["high_open"]) for i in derivation["inputs"] if (high := _exact(i["high"])) is not None]
    apart = any(a > b or (a == b and (is_after or is_before)) for a, is_after in lows for b, is_before in highs)
    return None if apart else "no part lies above a whole"


def _inside(derivation: dict[str, Any]) -> str | None:
    """The odd one must lie outside what the others of its article give."""
    odd, numbers = _odd(derivation), derivation["numbers"]
    if odd is None:
        return "the odd one is not among its figures"
    low, high = _exact(numbers["low"]), _exact(numbers["high"])
    begins, ends = _exact(odd["low"]), _exact(odd["high"])
    is_under = low is not None and (ends is None or ends < low or (begins is not None and begins < low))
    is_over = high is not None and begins is not None and begins > high
    return None if is_under or is_over else "it fits the rest of its article"


def _two_values(derivation: dict[str, Any]) -> str | None:
    """Two versions must give two values."""
    return None if len({str(i["value"]) for i in derivation["inputs"]}) > 1 else "both versions give one value"


def _forecast(derivation: dict[str, Any]) -> str | None:
    """The fact must be what had been forecast."""
    return None if len({str(i["value"]) for i in derivation["inputs"]}) == 1 else "it is not what was forecast"


def _cited(derivation: dict[str, Any]) -> str | None:
    """The odd one must meet none of the reports of whom it cites."""
    odd = _odd(derivation)
    others = [i for i in derivation["inputs"] if i is not odd]
    apart = odd is not None and all(_apart([odd, other]) for other in others)
    return None if apart else "it fits a report of whom it cites"


def _in_units(derivation: dict[str, Any]) -> str | None:
    """The figures must be in two units."""
    return None if len(set(derivation["numbers"]["told_in"].values())) > 1 else "all of its figures are in one unit"


def _in_currencies(derivation: dict[str, Any]) -> str | None:
    """The figures must have one number, and be in two currencies."""
    return _in_units(derivation) if _two_values(derivation) else "they have two numbers"


def _apart(inputs: list[dict[str, Any]]) -> bool:
    """Whether no value lies in every interval."""
    lows = [(Decimal(str(i["low"])), bool(i.get("low_open"))) for i in inputs if i["low"] is not None]
    highs = [(Decimal(str(i["high"])), bool(i.get("high_open"))) for i in inputs if i["high"] is not None]
    if not lows or not highs:
        return False
    low, low_open = max(lows)
    high = min(value for value, _ in highs)
    high_open = any(is_open for value, is_open in highs if value == high)
    return low > high or (low == high and (low_open or high_open))


def _out_of_order(derivation: dict[str, Any]) -> str | None:
    """The odd total must lie below one that was reached before, above one that was reached after, or rise faster than
    the declared rate from one to the other."""
    inputs = derivation["inputs"]
    odd = next((i for i in inputs if i["figure"] == derivation["numbers"]["odd"]), None)
    if odd is None:
        return "the odd one is not among its figures"
    cap = _exact(derivation["settings"].get("rate_cap"))
    for other in inputs:
        if other is odd:
            continue
        if _breaks(odd, other, cap) or _breaks(other, odd, cap):
            return None
    return "it breaks with none of the others"


def _breaks(earlier: dict[str, Any], later: dict[str, Any], cap: Decimal | None) -> bool:
    begins, ends = _moment(later["as_of_start"]), _moment(earlier["as_of_end"])
    if begins is None or ends is None or ends > begins:
        return False
    if not _apart_from(earlier["low"], later["high"]):
        return True
    rose_from, rose_to, since = _exact(earlier["high"]), _exact(later["low"]), _moment(earlier["as_of_start"])
    until = _moment(later["as_of_end"])
    if cap is None or rose_from is None or rose_to is None or since is None or until is None:
        return False
    return rose_to > rose_from + cap * max(Decimal((until - since).total_seconds()) / 86400, Decimal(1))


def _apart_from(low: Any, high: Any) -> bool:
    """Whether a later total with that upper end can be an earlier one with that lower end, grown."""
    floor, ceiling = _exact(low), _exact(high)
    return floor is None or ceiling is None or ceiling > floor


def _exact(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


_CHECKS: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "order": _out_of_order,
    "ahead": _ahead,
    "repeated": _repeated,
    "scope": _above_whole,
    "inside": _inside,
    "changed": _two_values,
    "units": _in_units,
    "currencies": _in_currencies,
    "forecast": _forecast,
    "attribution": _cited,
}
