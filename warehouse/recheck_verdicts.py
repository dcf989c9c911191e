"""A second look at a verdict: its origins counted again, its figures held against the claim again, in one unit and of
one time. Nothing here is shared with the code that made the verdict."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

_HOME = timezone(timedelta(hours=7))  # a day is one of Vietnam
_CLOCKS = timedelta(hours=1)
_FEW = Decimal("1e-3")  # what rounding to ten-thousandths may move
_BESIDE = {"that day", "beside", "before its end", "at any time"}  # what refutes nothing by itself
Row = dict[str, Any]


def recheck_verdict(verdict: str, derivation: Row) -> str | None:
    """What does not hold of a verdict; None where all does."""
    inputs = derivation["inputs"]
    if verdict == "not_enough_evidence":
        return "it has evidence" if inputs else None
    if not inputs:
        return "a verdict without evidence"
    if "credited" in derivation:
        return _credited(derivation["credited"])
    if "claim" not in derivation:
        return _conversion(verdict, derivation) if "pool" in derivation.get("numbers", {}) else None
    claim, settings = derivation["claim"], derivation["settings"]
    if "kind" not in settings:
        return "made by an older version, which kept no units and times: run the topic again"
    return (
        _count(verdict, inputs, int(settings["outweighs"]))
        or _rate(claim, Decimal(str(settings["spread"])))
        or next((problem for each in inputs for problem in (_input(claim, each, settings),) if problem), None)
        or _sum_of_days(claim, inputs)
        or _both_sides(claim, inputs)
    )


def _count(verdict: str, inputs: list[Row], weight: int) -> str | None:
    """All who name one party are one origin, and all who name none are one at most."""
    sides: dict[str, set[str | None]] = {"for": set(), "against": set()}
    for each in inputs:
        if each["how"] != "already out":
            sides[each["stance"]].add(each["origin"])
    pro, con = (_origins(named) for named in (sides["for"], sides["against"]))
    fit = _origins(
        {
            each["origin"]
            for each in inputs
            if each["stance"] == "against" and each.get("fits", True) and each["how"] != "already out"
        }
    )
    is_same_day = any(each["how"] in _BESIDE for each in inputs if each["stance"] == "against")
    is_stale = any(each["how"] == "already out" for each in inputs)
    if pro and pro >= weight * con:
        expected = "conflicting" if is_stale else "supported"
    elif fit and fit >= weight * pro and not is_same_day:
        expected = "refuted"
    else:
        expected = "conflicting"
    return None if expected == verdict else f"{pro} for and {con} against make it {expected}"


def _origins(named: set[str | None]) -> int:
    """Independent origins: of credits that name several parties, those that share one with another are no further
    one."""
    left = [frozenset(name.split("; ")) for name in named if name is not None]
    found = {each for each in left if len(each) == 1}
    left = [each for each in left if len(each) > 1 and not any(one < each for one in found)]
    number = len(found)
    while left:
        circle, number = set(left.pop()), number + 1
        while True:
            near = [each for each in left if circle & each]
            if not near:
                break
            circle.update(*near)
            left = [each for each in left if each not in near]
    return max(number, 1 if named else 0)


def _reaches(said: object, end: object, way: int) -> bool:
    """Whether an end is the one that is said, or further out by no more than "about" and "nearly" may reach of whole
    things: one, or a tenth of them."""
    told, used = _exact(said), _exact(end)
    if told is None or used is None:
        return told is used
    further = (used - told) * way
    return used == told or (used % 1 == 0 and 0 < further <= max(Decimal(1), abs(told) / 10))


def _is_of_its_size(claim: Row) -> bool:
    """Whether what is said is "thousands", from two to ten of them, and is held for one thousand or any more."""
    low, high, begins = (_exact(claim[key]) for key in ("said_low", "said_high", "low"))
    return low is not None and high == 5 * low and begins == low / 2 and claim["high"] is None


def _rate(claim: Row, spread: Decimal) -> str | None:
    """The claim in the metric's unit must be what it says, times the rate, with the spread of a rate around it."""
    if claim["rate"] is None:
        is_reached = _reaches(claim["said_low"], claim["low"], -1) and _reaches(claim["said_high"], claim["high"], 1)
        if claim["said_unit"] == claim["unit"] and not is_reached and not _is_of_its_size(claim):
            return "the claim is compared with other bounds than it has"
        return None
    rate = _exact(claim["rate"])
    assert rate is not None
    for side, sign in (("low", -1), ("high", 1)):
        said, held = _exact(claim[f"said_{side}"]), _exact(claim[side])
        if said is None or held is None:
            if said is not held:
                return "an open end was closed by a conversion"
            continue
        wanted = said * rate + sign * abs(said * rate) * spread
        if abs(wanted - held) > _FEW * max(Decimal(1), abs(wanted)):
            return f"{said} {claim['said_unit']} at {rate} is not {held}"
    return None


def _input(claim: Row, each: Row, settings: Row) -> str | None:
    """One figure: in the claim's unit, meeting the claim or apart from it as it is said to, and of the claim's time."""
    name, how = each["figure"], each["how"]
    if how == "by the totals":  # amounts that bound a count of days
        return None
    if each["unit"] != claim["unit"]:
        return f"{name} is in {each['unit']}, the claim in {claim['unit']}"
    if how == "by the sum":  # days of the claimed stretch, which are added up
        return None
    apart = _apart(claim, each)
    if how != "around" and (each["stance"] == "against") != apart:
        return f"{name} {'fits' if not apart else 'does not fit'} the claim"
    return _time(claim, each, settings)


def _time(claim: Row, each: Row, settings: Row) -> str | None:
    name, how, kind = each["figure"], each["how"], settings["kind"]
    mine, theirs = _stretch(claim), _stretch(each)
    if mine is None or theirs is None or how in _BESIDE - {"that day"}:
        return None
    made = mine
    if claim.get("then_end"):
        mine = _stretch({"time_start": claim["then_start"], "time_end": claim["then_end"]}) or mine
    if how == "reached before":
        holds = theirs[1] <= mine[0] and _below(claim, each)
    elif how == "not passed after":
        holds = theirs[0] >= mine[1] and _below(each, claim)
    elif how == "already out":
        holds = theirs[0] >= mine[1] and theirs[1] <= made[1] and _below(claim, each)
    elif kind == "cumulative" and how is None:
        is_by_then = claim["high"] is None and theirs[1] <= made[1] + _CLOCKS
        holds = is_by_then or (theirs[0] <= made[1] + _CLOCKS and theirs[1] >= made[0] - _CLOCKS)
    elif kind == "rank":
        holds = how == "around" or _day(theirs[1]) <= _day(mine[1])
    elif how == "around":
        holds = theirs[1] <= mine[0] or theirs[0] >= mine[1]
    else:
        days = Decimal(str(settings["near_days"] or 1))
        is_one = (_day(mine[0]), _day(mine[1])) == (_day(theirs[0]), _day(theirs[1]))
        is_one_day = len({_day(moment) for moment in (*mine, *theirs)}) == 1
        is_near = days > 1 and max(*mine, *theirs) - min(*mine, *theirs) <= timedelta(days=float(days))
        holds = is_one or is_one_day or is_near
    return None if holds else f"{name} is of another time"


def _sum_of_days(claim: Row, inputs: list[Row]) -> str | None:
    """The days of a stretch must be all of it and come to the claim, or not, as is said: of each body by itself, or of
    all together where none gives every day."""
    mine = _stretch(claim)
    for stance in ("for", "against"):
        held = [each for each in inputs if each["how"] == "by the sum" and each["stance"] == stance]
        if not held:
            continue
        assert mine is not None
        wanted = {_day(mine[0]) + timedelta(days=n) for n in range((_day(mine[1]) - _day(mine[0])).days + 1)}
        bodies = [[each for each in held if each["origin"] == name] for name in {each["origin"] for each in held}]
        if any(_days(body) != wanted for body in bodies):
            bodies = [held]
        for body in bodies:
            if _days(body) != wanted:
                return "the days that are added up are not those of the claimed stretch"
            if _apart(claim, _total(body)) == (stance == "for"):
                return "the days do not come to what is said of them"
    return None


def _days(body: list[Row]) -> set[date | None]:
    """The single days that figures are of; None among them where one is of more."""
    stretches = [_stretch(each) for each in body]
    return {None if each is None or _day(each[0]) != _day(each[1]) else _day(each[0]) for each in stretches}


def _total(body: list[Row]) -> Row:
    """What the days come to, each by the bounds that all reports of it leave."""
    by_day: dict[str, list[Row]] = {}
    for each in body:
        by_day.setdefault(str(_days([each])), []).append(each)
    lows = [[v for v in (_exact(each["low"]) for each in day) if v is not None] for day in by_day.values()]
    highs = [[v for v in (_exact(each["high"]) for each in day) if v is not None] for day in by_day.values()]
    return {
        "low": sum((max(day) for day in lows), Decimal(0)) if all(lows) else None,
        "high": sum((min(day) for day in highs), Decimal(0)) if all(highs) else None,
        "low_open": False,
        "high_open": False,
    }


def _both_sides(claim: Row, inputs: list[Row]) -> str | None:
    """No figure stands on both sides, and what is around a claim lies before it and after it."""
    names = [each["figure"] for each in inputs]
    if len(names) != len(set(names)):
        return "a figure speaks for and against"
    around = [_stretch(each) for each in inputs if each["how"] == "around"]
    mine = _stretch(claim)
    if not around or mine is None:
        return None
    before = any(each is not None and each[0] <= mine[0] for each in around)
    after = any(each is not None and each[1] >= mine[1] for each in around)
    return None if before and after else "what is around the claim lies on one side of it"


def _credited(credited: list[Row]) -> str | None:
    """Each figure that an outlet is credited with must meet one of its own, in one unit."""
    for each in credited:
        if not each["inputs"]:
            return "a credit without a figure"
        for other in each["inputs"]:
            if other["unit"] != each["unit"] or _apart(each, other):
                return f"{other['figure']} does not fit what is credited"
    return None


def _conversion(verdict: str, derivation: Row) -> str | None:
    """The rate that two amounts imply must lie within the spread of the pool, or not, as the verdict says; rounding
    of the amounts may bring it there."""
    numbers = derivation["numbers"]
    rate, low, high = (Decimal(str(numbers[key])) for key in ("rate", "low", "high"))
    return "the implied rate lies within the pool" if verdict == "refuted" and low <= rate <= high else None


def _apart(first: Row, second: Row) -> bool:
    return _below(first, second) or _below(second, first)


def _below(first: Row, second: Row) -> bool:
    """Whether all of the first lies below all of the second."""
    high, low = _exact(first["high"]), _exact(second["low"])
    if high is None or low is None:
        return False
    return high < low or (high == low and bool(first["high_open"] or second["low_open"]))


def _stretch(row: Row) -> tuple[datetime, datetime] | None:
    """From when to when; an open beginning is long ago."""
    start, end = row["time_start"], row["time_end"]
    if end is None:
        return None
    return datetime.fromisoformat(start or "0002-01-01T00:00:00+07:00"), datetime.fromisoformat(end)


def _day(moment: datetime) -> date:
    return moment.astimezone(_HOME).date()


def _exact(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
