"""A second look at every derivation, by code that shares nothing with the code that made it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from warehouse.connection import Reader


def recheck(reader: Reader, topic: str) -> list[str]:
    """What does not hold, a line each."""
    failures = []
    for row in reader.records(
        "select finding_id, type, derivation from discrepancy where topic = $1 order by finding_id", topic
    ):
        derivation = json.loads(str(row["derivation"]), parse_float=Decimal)
        problem = _finding(str(row["type"]), derivation)
        if problem:
            failures.append(f"finding {row['finding_id']} ({row['type']}): {problem}")
    for row in reader.records(
        "select claim_id, verdict, derivation from verdict where topic = $1 order by claim_id", topic
    ):
        derivation = json.loads(str(row["derivation"]), parse_float=Decimal)
        problem = _verdict(str(row["verdict"]), derivation)
        if problem:
            failures.append(f"claim {row['claim_id']}: {problem}")
    return failures


def _finding(code: str, derivation: dict[str, Any]) -> str | None:
    inputs = derivation["inputs"]
    if code == "CONV":
        numbers, spread = derivation["numbers"], Decimal(str(derivation["settings"]["spread"]))
        pool, low, high = (Decimal(str(numbers[key])) for key in ("pool", "low", "high"))
        return (
            None if high < pool * (1 - spread) or low > pool * (1 + spread) else "the implied rate lies within the pool"
        )
    if code in ("INTERN", "SILENT"):
        return None if len(inputs) >= 2 else "fewer than two figures"
    if "fell" in derivation["rule"] or "too-fast" in derivation["rule"]:
        return None if len(inputs) >= 2 else "fewer than two figures"
    return None if _apart(inputs) else "a value fits all of its figures"


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


def _verdict(verdict: str, derivation: dict[str, Any]) -> str | None:
    inputs = derivation["inputs"]
    if verdict == "not_enough_evidence":
        return "it has evidence" if inputs else None
    if not inputs:
        return "a verdict without evidence"
    if "claim" not in derivation:
        return None
    houses: dict[str, set[str]] = {"for": set(), "against": set()}
    for each in inputs:
        houses[each["stance"]].add(each["house"])
    pro, con = len(houses["for"]), len(houses["against"])
    weight = int(derivation["settings"]["outweighs"])
    expected = (
        "supported" if pro and pro >= weight * con else "refuted" if con and con >= weight * pro else "conflicting"
    )
    return None if expected == verdict else f"{pro} for and {con} against make it {expected}"
