"""A made-up case, and who writes its reports: moments, rounding and hedges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from random import Random

ZONE = timezone(timedelta(hours=7))
RATE = Decimal(26400)
Line = dict[str, object]


@dataclass(slots=True, kw_only=True)
class Case:
    """Reports of one subject. `wrong` are the figures that were put in, `types` the types that are right for them
    (empty: all reports can be right), `origin_of` whose count each figure really is, `gap` the share by which the hard
    intervals of a plain contradiction lie apart."""

    key: str
    topic: str
    kind: str
    lines: list[Line] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    types: frozenset[str] = frozenset()
    label: str = "consistent"
    origin_of: dict[str, str] = field(default_factory=dict)
    repaired: Decimal | None = None
    gap: float | None = None


class Writer:
    """Writes reports of one subject as figure lines."""

    def __init__(self, random: Random, case: Case, unit: str) -> None:
        self.random, self.case, self.unit = random, case, unit
        self.number = 0

    def say(self, outlet: str, metric: str, value: Decimal, **fields: object) -> Line:
        self.number += 1
        number = self.number
        name = f"{self.case.key}-{number}"
        line: Line = {
            "id": name,
            "article": f"{self.case.key}-{fields.pop('article', outlet)}",
            "outlet": f"{outlet}.{self.case.key}.example",
            "url": f"https://{outlet}.{self.case.key}.example/{fields.pop('page', number)}",
            "subject": f"Subject {self.case.key}",
            "metric": metric,
            "value": value,
            "unit": self.unit,
            "lang": "vi",
            **{key: each for key, each in fields.items() if each is not None},
        }
        self.case.lines.append(line)
        return line

    def put_in(self, line: Line, *types: str, repaired: Decimal | None = None) -> None:
        self.case.wrong.append(str(line["id"]))
        self.case.types = frozenset(types)
        self.case.label = types[0]
        self.case.repaired = repaired


def at(moment: datetime) -> dict[str, object]:
    return {"as_of_start": moment.isoformat(), "as_of_end": moment.isoformat(), "as_of_basis": "stated"}


def out(moment: datetime, random: Random) -> dict[str, object]:
    """Published some hours after."""
    return {"published": (moment + timedelta(hours=random.randint(1, 9))).isoformat()}


def rounded(value: Decimal, digits: int) -> Decimal:
    """To so many digits, half up."""
    place = value.adjusted() - digits + 1
    return (value / Decimal(10) ** place).quantize(Decimal(1), rounding="ROUND_HALF_UP") * Decimal(10) ** place


def hedged(value: Decimal, random: Random) -> tuple[Decimal, str]:
    """A number and hedge that the true value satisfies."""
    step = Decimal(10) ** (value.adjusted() - 1)
    floor = value // step * step
    choice = random.random()
    if choice < 0.55:
        return rounded(value, random.choice((3, 4))), "bare"
    if choice < 0.75 and floor < value:
        return floor, "more"
    if choice < 0.85 and floor + step - value < step / 3 and step * 20 <= value:
        return floor + step, "near"
    if choice < 0.93:
        return rounded(value, 2), "about"
    return floor if floor < value else floor - step, "at_least"


def tell_twice(
    writer: Writer,
    metric: str,
    digits: int,
    told: Sequence[tuple[Decimal, Mapping[str, object]]],
    voices: Mapping[str, tuple[str, Decimal]],
) -> None:
    """Amounts, each with its time, as two bodies count them: by outlet whom it cites, and what share of the amount that
    body has. Where it is not all of it, the figure is one of another definition."""
    wrong = []
    for place, (value, when) in enumerate(told):
        for outlet, (cited, share) in voices.items():
            said = rounded(value * share, digits)
            line = writer.say(outlet, metric, said, article=f"{outlet}{place}", attributed_to=cited, **when)
            if share != 1:
                wrong.append(line)
    writer.put_in(wrong[0], "DEF")
    writer.case.wrong = [str(line["id"]) for line in wrong]
