"""Made-up reports of film totals, storm tolls and trade tables, with known disagreements put into some of them.

Nothing here comes from the code under test: truth is made first, outlets round, hedge, copy and lag, and a case says
which types are right for what was put in (some coincide). Everything follows from the seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


# --- film -------------------------------------------------------------------------------------------------------


def film(random: Random, case: Case) -> tuple[Writer, list[datetime], dict[datetime, Decimal]]:
    """Running totals of one tracker at hours of six days, by five outlets."""
    writer = Writer(random, case, "VND")
    begin = datetime(2025, 9, 1, 8, tzinfo=ZONE) + timedelta(days=random.randint(0, 9))
    times = [begin + timedelta(hours=h) for h in (0, 7, 26, 34, 50, 58, 76, 100)]
    total = Decimal(random.randint(200, 700)) * 10**9 + random.randint(0, 999) * 10**6
    truth: dict[datetime, Decimal] = {}
    last = times[0]
    for moment in times:
        hours = Decimal((moment - last).total_seconds()) / 3600
        total += (hours * Decimal(random.randint(3, 8)) / 10 * 10**9).quantize(Decimal(10**6))
        truth[moment], last = total, moment
    for place, moment in enumerate(times):
        for outlet in random.sample(["a", "b", "c", "d", "e"], 3):
            value, hedge = hedged(truth[moment], random)
            cited = "Box Office Vietnam" if random.random() < 0.7 else None
            line = writer.say(
                outlet,
                "gross_total",
                value,
                hedge=hedge,
                article=f"{outlet}{place}",
                attributed_to=cited,
                **at(moment),
                **out(moment, random),
            )
            case.origin_of[str(line["id"])] = "tracker"
    return writer, times, truth


def _film_report(writer: Writer, times: list[datetime], place: int, value: Decimal, **fields: object) -> Line:
    moment = times[place]
    return writer.say("z", "gross_total", value, **{**at(moment), **out(moment, writer.random), **fields})


def _confirm(writer: Writer, times: list[datetime], truth: dict[datetime, Decimal], place: int) -> Decimal:
    """Two exact reports of the truth by other outlets at the same moment."""
    value = rounded(truth[times[place]], 4)
    for outlet in ("x", "y"):
        moment = times[place]
        writer.say(
            outlet,
            "gross_total",
            value,
            article=f"{outlet}{place}",
            attributed_to="Box Office Vietnam" if outlet == "x" else "Moveek",
            **at(moment),
            **out(moment, writer.random),
        )
    return value


def film_scale(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = _confirm(writer, times, truth, place)
    power = random.choice((3, -3, 1, -1, 2, -2))
    line = _film_report(writer, times, place, value * Decimal(10) ** power)
    writer.put_in(line, "SCALE", repaired=value)


def film_currency(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = _confirm(writer, times, truth, place)
    line = _film_report(writer, times, place, rounded(value / RATE, 3))
    writer.put_in(line, "CURR")


def film_transposed(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = _confirm(writer, times, truth, place)
    digits = str(int(value / 10 ** (value.adjusted() - 3)))
    for start in (0, 1, 2):
        if digits[start] != digits[start + 1]:
            swapped = digits[:start] + digits[start + 1] + digits[start] + digits[start + 2 :]
            line = _film_report(writer, times, place, Decimal(swapped) * 10 ** (value.adjusted() - 3))
            writer.put_in(line, "TRANSP", repaired=value)
            return
    case.label = "consistent"


def film_digit(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = _confirm(writer, times, truth, place)
    digits = list(str(int(value / 10 ** (value.adjusted() - 3))))
    spot = random.randint(0, 2)
    digits[spot] = random.choice([d for d in "123456789" if d != digits[spot]])
    line = _film_report(writer, times, place, Decimal("".join(digits)) * 10 ** (value.adjusted() - 3))
    writer.put_in(line, "DIGIT", repaired=value)


def film_hedge(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = _confirm(writer, times, truth, place)
    step = Decimal(10) ** (value.adjusted() - 1)
    floor = value // step * step
    said, hedge = (floor + step, "more") if random.random() < 0.5 else (floor, "near")
    line = _film_report(writer, times, place, said, hedge=hedge)
    writer.put_in(line, "HEDGE")


def film_stale(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    _confirm(writer, times, truth, 6)
    value = _confirm(writer, times, truth, 2)
    line = _film_report(writer, times, 6, value, attributed_to="Box Office Vietnam")
    writer.put_in(line, "STALE")


def film_future(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    _confirm(writer, times, truth, 3)
    _confirm(writer, times, truth, 5)
    value = rounded(truth[times[-1]] * Decimal("1.037"), 4)
    moment = times[2] + timedelta(hours=1)
    line = writer.say("z", "gross_total", value, **at(moment), **out(moment, random))
    writer.put_in(line, "FUTURE")


def film_ahead(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    moment = times[-1] + timedelta(days=3)
    published = {"published": (times[-1]).isoformat()}
    line = writer.say("z", "gross_total", rounded(truth[times[-1]] * Decimal("1.05"), 4), **at(moment), **published)
    writer.put_in(line, "FUTURE")


def film_fell(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    _confirm(writer, times, truth, 5)
    _confirm(writer, times, truth, 3)
    value = rounded(truth[times[2]] * Decimal("0.93"), 4)
    moment = times[5] + timedelta(hours=2)
    line = writer.say("x", "gross_total", value, article="x9", attributed_to="Box Office Vietnam", **at(moment))
    writer.put_in(line, "DECR")


def film_forecast(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    _confirm(writer, times, truth, 5)
    _confirm(writer, times, truth, 6)
    value = rounded(truth[times[-1]] * Decimal("1.21"), 2)
    writer.say(
        "f", "gross_total", value, status="forecast", **at(times[-1] + timedelta(days=20)), **out(times[1], random)
    )
    moment = times[5] + timedelta(hours=1)
    line = writer.say("z", "gross_total", value, **at(moment), **out(moment, random))
    writer.put_in(line, "FCST")


def film_contradiction(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = rounded(truth[times[place]], 4)
    case.lines = [line for line in case.lines if line["as_of_start"] != times[place].isoformat()]
    share = random.choice((0.035, 0.05, 0.08, 0.13))
    moment = times[place]
    other = rounded(value * (1 + Decimal(str(share)) * random.choice((1, -1))), 4)
    writer.say("y", "gross_total", value, attributed_to="Moveek", **at(moment), **out(moment, random))
    line = writer.say("z", "gross_total", other, attributed_to="CGV", **at(moment), **out(moment, random))
    case.gap = share
    writer.put_in(line, "CONTRA", "DIGIT", "TRANSP", "STALE", "DECR", "FUTURE")


def film_translated(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = _confirm(writer, times, truth, place)
    moment = times[place]
    fields = {**at(moment), **out(moment, random)}
    power = random.choice((3, -3))
    writer.say("vietnamplus", "gross_total", value, **fields)["outlet"] = "vietnamplus"
    line = writer.say("en", "gross_total", value * Decimal(10) ** power, **fields)
    line["outlet"] = "vietnamplus_en"
    line["lang"] = "en"
    writer.put_in(line, "TRANSL", "SCALE", repaired=value)


def film_changed(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = rounded(truth[times[place]], 4)
    moment = times[place]
    writer.say("z", "gross_total", value, article="z1", page="p", **at(moment), **out(moment, random))
    other = rounded(value * Decimal("1.07"), 4)
    line = writer.say("z", "gross_total", other, article="z2", page="p", **at(moment), **out(moment, random))
    writer.put_in(line, "SILENT")


def film_misattributed(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = rounded(truth[times[place]], 4)
    moment = times[place]
    writer.say("n", "gross_total", value, **at(moment), **out(moment, random))
    other = rounded(value * Decimal("1.09"), 4)
    line = writer.say(
        "z", "gross_total", other, attributed_to=f"n.{case.key}.example", **at(moment), **out(moment, random)
    )
    writer.put_in(line, "MISATT")


def film_conversion(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    place = random.randint(2, 5)
    value = rounded(truth[times[place]], 4)
    moment = times[place]
    home = writer.say("z", "gross_total", value, article="z", **at(moment), **out(moment, random))
    off = Decimal(str(random.choice((0.9, 1.09, 1.12))))
    line = writer.say(
        "z",
        "gross_total",
        rounded(value / RATE * off, 3),
        article="z",
        same_as=home["id"],
        **at(moment),
        **out(moment, random),
    )
    line["unit"] = "USD"
    writer.put_in(line, "CONV")


def film_converted(random: Random, case: Case) -> None:
    """A conversion that is right, and a total given in dollars only."""
    writer, times, truth = film(random, case)
    moment = times[3]
    home = writer.say("z", "gross_total", rounded(truth[moment], 4), article="z", **at(moment), **out(moment, random))
    line = writer.say(
        "z", "gross_total", rounded(truth[moment] / RATE, 3), article="z", same_as=home["id"], **at(moment)
    )
    line["unit"] = "USD"


def film_days(random: Random, case: Case) -> None:
    writer = Writer(random, case, "days")
    count = random.randint(9, 40)
    goal = {"milestone": {"value": 500 * 10**9, "unit": "VND"}}
    for outlet in ("a", "b", "c"):
        writer.say(outlet, "days_to_milestone", Decimal(count), **goal)
    writer.put_in(writer.say("z", "days_to_milestone", Decimal(count + random.choice((1, -1))), **goal), "COUNT")


def film_tickets(random: Random, case: Case) -> None:
    """Takings and tickets of one day that make no price."""
    writer, _, _ = film(random, case)
    tickets = Decimal(random.randint(200, 600)) * 1000
    day = {"period_start": "2025-09-20", "period_end": "2025-09-20"}
    line = writer.say("z", "gross_day", tickets * random.choice((900, 11000, 800000)), article="z", **day)
    other = writer.say("z", "tickets_day", tickets, article="z", **day)
    other["unit"] = "tickets"
    writer.put_in(line, "INTERN", "SCALE")


def film_partial(random: Random, case: Case) -> None:
    writer = Writer(random, case, "VND")
    value = Decimal(random.randint(3000, 5500)) * 10**7
    day = {"period_start": "2025-09-07", "period_end": "2025-09-07"}
    night = datetime(2025, 9, 8, 1, tzinfo=ZONE)
    for outlet in ("a", "b"):
        writer.say(outlet, "gross_day", value, **day, **at(night))
    early = at(datetime(2025, 9, 7, 16, 30, tzinfo=ZONE))
    writer.put_in(writer.say("z", "gross_day", rounded(value * Decimal("0.717"), 4), **day, **early), "PARTIAL")


def film_period(random: Random, case: Case) -> None:
    """The amount of one day given as that of another."""
    writer = Writer(random, case, "VND")
    values = [Decimal(random.randint(2000, 5500)) * 10**7 + 10**7 * place for place in range(5)]
    for place, value in enumerate(values):
        day = {"period_start": f"2025-09-{place + 1:02}", "period_end": f"2025-09-{place + 1:02}"}
        for outlet in random.sample(["a", "b", "c", "d"], 3):
            writer.say(outlet, "gross_day", value, article=f"{outlet}{place}", **day)
    day = {"period_start": "2025-09-03", "period_end": "2025-09-03"}
    writer.put_in(writer.say("z", "gross_day", values[random.choice((0, 1, 3))], **day), "PERIOD", "STALE")


def film_definitions(random: Random, case: Case) -> None:
    """Two counts of the same running total, the one a steady share of the other."""
    writer = Writer(random, case, "VND")
    share = Decimal(str(random.choice((0.92, 0.94, 0.95, 1.06))))
    value = Decimal(random.randint(300, 600)) * 10**9
    wrong = []
    for place in range(5):
        moment = datetime(2025, 9, 2, 20, tzinfo=ZONE) + timedelta(days=place)
        value += Decimal(random.randint(9000, 16000)) * 10**6
        for outlet, cited, part in (
            ("a", "Box Office Vietnam", Decimal(1)),
            ("b", "Box Office Vietnam", Decimal(1)),
            ("y", "nhà sản xuất", share),
            ("z", "nhà sản xuất", share),
        ):
            line = writer.say(
                outlet,
                "gross_total",
                rounded(value * part, 4),
                article=f"{outlet}{place}",
                attributed_to=cited,
                **at(moment),
            )
            if part != 1:
                wrong.append(line)
    writer.put_in(wrong[0], "DEF")
    case.wrong = [str(line["id"]) for line in wrong]


# --- storm ------------------------------------------------------------------------------------------------------


def storm(random: Random, case: Case, *, small: bool = False) -> tuple[Writer, list[datetime], list[dict[str, int]]]:
    """Tolls with provinces at four times, by four outlets that cite two bodies."""
    writer = Writer(random, case, "people")
    begin = datetime(2024, 9, 9, 6, tzinfo=ZONE)
    times = [begin + timedelta(hours=h) for h in (0, 11, 29, 41)]
    provinces = ["Lào Cai", "Cao Bằng", "Yên Bái"]
    dead = {name: random.randint(11, 60) for name in provinces}
    missing = {name: random.randint(70, 140) for name in provinces}
    tolls = []
    for place, moment in enumerate(times):
        for name in provinces:
            found = random.randint(1, 9)
            dead[name] += found
            missing[name] -= random.randint(0, found)
        toll = {
            "deaths": sum(dead.values()) + 7,
            "missing": sum(missing.values()) + 4,
            **{f"deaths {name}": dead[name] for name in provinces},
        }
        toll["dead_or_missing"] = toll["deaths"] + toll["missing"]
        tolls.append(toll)
        for outlet in random.sample(["a", "b", "c", "d"], 3):
            _bulletin(writer, outlet, place, moment, toll, provinces if not small else [])
    return writer, times, tolls


def _bulletin(
    writer: Writer, outlet: str, place: int, moment: datetime, toll: dict[str, int], provinces: list[str]
) -> dict[str, Line]:
    fields = {**at(moment), **out(moment, writer.random)}
    cited = "VDDMA (MARD)"
    article = f"{outlet}{place}"
    said = {}
    for metric in ("deaths", "missing", "dead_or_missing"):
        value = Decimal(toll[metric])
        said[metric] = writer.say(outlet, metric, value, article=article, attributed_to=cited, **fields)
    for name in provinces:
        value = Decimal(toll[f"deaths {name}"])
        said[name] = writer.say(outlet, "deaths", value, article=article, attributed_to=cited, place=name, **fields)
    for line in said.values():
        writer.case.origin_of[str(line["id"])] = "agency"
    return said


def _odd_bulletin(
    writer: Writer, times: list[datetime], toll: dict[str, int], place: int, changes: dict[str, int], **fields: object
) -> dict[str, Line]:
    said = {}
    for metric in ("deaths", "missing"):
        said[metric] = writer.say(
            "z",
            metric,
            Decimal(changes.get(metric, toll[metric])),
            article="z",
            **{**at(times[place]), **out(times[place], writer.random), **fields},
        )
    return said


def _also(writer: Writer, times: list[datetime], toll: dict[str, int], place: int) -> None:
    for outlet in ("x", "y"):
        _bulletin(writer, outlet, place, times[place], toll, [])


def storm_swapped(random: Random, case: Case) -> None:
    writer, times, tolls = storm(random, case)
    place = random.randint(1, 2)
    toll = tolls[place]
    _also(writer, times, toll, place)
    said = _odd_bulletin(writer, times, toll, place, {"deaths": toll["missing"], "missing": toll["deaths"]})
    writer.put_in(said["deaths"], "SWAP")
    case.wrong.append(str(said["missing"]["id"]))


def storm_scope(random: Random, case: Case) -> None:
    """Dead and missing given as dead."""
    writer, times, tolls = storm(random, case)
    place = random.randint(1, 2)
    _also(writer, times, tolls[place], place)
    moment = times[place]
    line = writer.say("z", "deaths", Decimal(tolls[place]["dead_or_missing"]), **at(moment), **out(moment, random))
    writer.put_in(line, "SCOPE", "MIXED")


def storm_province(random: Random, case: Case) -> None:
    """A province's toll given as the country's."""
    writer, times, tolls = storm(random, case)
    place = random.randint(1, 2)
    _also(writer, times, tolls[place], place)
    moment = times[place]
    line = writer.say("z", "deaths", Decimal(tolls[place]["deaths Lào Cai"]), **at(moment), **out(moment, random))
    writer.put_in(line, "SCOPE")


def storm_part_above_whole(random: Random, case: Case) -> None:
    writer, times, tolls = storm(random, case)
    place = random.randint(1, 2)
    _also(writer, times, tolls[place], place)
    moment = times[place]
    value = Decimal(tolls[place]["deaths"] + random.randint(20, 90))
    line = writer.say("z", "deaths", value, place="Bắc Kạn", **at(moment), **out(moment, random))
    writer.put_in(line, "SCOPE")


def storm_sum(random: Random, case: Case) -> None:
    writer, times, tolls = storm(random, case)
    moment = times[-1] + timedelta(hours=9)
    toll = {key: value + 9 for key, value in tolls[-1].items()}
    toll["missing"] = tolls[-1]["missing"]
    toll["dead_or_missing"] = toll["deaths"] + toll["missing"] + random.randint(11, 40)
    said = _bulletin(writer, "z", 9, moment, toll, [])
    writer.put_in(said["dead_or_missing"], "INTERN")
    case.wrong = [str(line["id"]) for line in said.values()]


def storm_fused(random: Random, case: Case) -> None:
    """The number of injured in the place of the dead, in a report that gives both."""
    writer, times, tolls = storm(random, case)
    place = random.randint(1, 2)
    _also(writer, times, tolls[place], place)
    hurt = Decimal(random.randint(601, 989))
    fields = {**at(times[place]), **out(times[place], random)}
    for outlet in ("x", "y"):
        writer.say(outlet, "injured", hurt, article=f"{outlet}{place}", **fields)
    writer.say("z", "injured", hurt, article="z", **fields)
    writer.put_in(writer.say("z", "deaths", hurt, article="z", **fields), "MIXED")


def storm_stale(random: Random, case: Case) -> None:
    writer, times, tolls = storm(random, case)
    _also(writer, times, tolls[0], 0)
    _also(writer, times, tolls[3], 3)
    moment = times[3]
    value = Decimal(tolls[0]["deaths"])
    line = writer.say("z", "deaths", value, attributed_to="VDDMA (MARD)", **at(moment), **out(moment, random))
    writer.put_in(line, "STALE")


def storm_revised(random: Random, case: Case) -> None:
    """A toll revised downwards that everybody then keeps to: nobody is off."""
    writer, times, tolls = storm(random, case, small=True)
    for step in (6, 14, 22):
        moment = times[-1] + timedelta(hours=step)
        value = Decimal(tolls[-1]["deaths"] - 12 + step // 8)
        for outlet in ("a", "b", "c"):
            writer.say(
                outlet,
                "deaths",
                value,
                article=f"{outlet}r{step}",
                attributed_to="VDDMA (MARD)",
                **at(moment),
                **out(moment, random),
            )


def storm_contradiction(random: Random, case: Case) -> None:
    writer, times, tolls = storm(random, case, small=True)
    moment = times[2] + timedelta(hours=3)
    a = Decimal(tolls[2]["deaths"] + 1)
    share = random.choice((0.05, 0.09, 0.15))
    b = (a * (1 + Decimal(str(share)))).quantize(Decimal(1))
    writer.say("y", "deaths", a, attributed_to="VDDMA (MARD)", **at(moment), **out(moment, random))
    line = writer.say("z", "deaths", b, attributed_to="MPI", **at(moment), **out(moment, random))
    case.gap = share
    writer.put_in(line, "CONTRA", "DIGIT", "TRANSP", "FUTURE", "STALE", "SCOPE")


# --- trade ------------------------------------------------------------------------------------------------------


def trade(random: Random, case: Case, metric: str = "export_value", unit: str = "USD") -> tuple[Writer, list[Decimal]]:
    """Amounts of six months by four outlets that cite the customs office."""
    writer = Writer(random, case, unit)
    values = [Decimal(random.randint(21000, 58000)) * 10**4 + place * 10**4 for place in range(6)]
    for place, value in enumerate(values):
        for outlet in random.sample(["a", "b", "c", "d"], 3):
            said, hedge = hedged(value, random)
            line = writer.say(
                outlet,
                metric,
                said,
                hedge=hedge,
                article=f"{outlet}{place}",
                attributed_to="General Department of Customs",
                **_month(place),
            )
            case.origin_of[str(line["id"])] = "customs"
    return writer, values


def _month(place: int) -> dict[str, object]:
    last = (31, 29, 31, 30, 31, 30)[place]
    return {
        "period_start": f"2024-{place + 1:02}-01",
        "period_end": f"2024-{place + 1:02}-{last}",
        "published": f"2024-{place + 2:02}-{10 + place}",
    }


def _exact(writer: Writer, metric: str, value: Decimal, place: int) -> None:
    for outlet in ("x", "y"):
        writer.say(outlet, metric, value, article=f"{outlet}{place}", **_month(place))


def trade_scale(random: Random, case: Case) -> None:
    writer, values = trade(random, case)
    place = random.randint(1, 4)
    _exact(writer, "export_value", values[place], place)
    power = random.choice((3, -3, 1, -1, 6))
    line = writer.say("z", "export_value", values[place] * Decimal(10) ** power, **_month(place))
    writer.put_in(line, "SCALE", repaired=values[place])


def trade_unit(random: Random, case: Case) -> None:
    writer, values = trade(random, case, "export_volume", "tonnes")
    place = random.randint(1, 4)
    _exact(writer, "export_volume", values[place], place)
    factor = Decimal(random.choice(("0.453592", "2.20462", "1.10231", "0.907185")))
    line = writer.say("z", "export_volume", rounded(values[place] * factor, 5), **_month(place))
    writer.put_in(line, "UNIT")


def trade_sign(random: Random, case: Case) -> None:
    writer, values = trade(random, case, "trade_surplus")
    place = random.randint(1, 4)
    _exact(writer, "trade_surplus", values[place], place)
    line = writer.say("z", "trade_surplus", -values[place], **_month(place))
    writer.put_in(line, "SIGN")


def trade_percent(random: Random, case: Case) -> None:
    writer = Writer(random, case, "percent")
    rates = [Decimal(random.randint(311, 989)) / 100 for _ in range(6)]
    for place, value in enumerate(rates):
        for outlet in ("a", "b", "c"):
            writer.say(outlet, "gdp_growth", value, article=f"{outlet}{place}", **_month(place))
    place = random.randint(1, 4)
    if random.random() < 0.5:
        line = writer.say("z", "gdp_growth", rates[place] / 100, **_month(place))
    else:
        line = writer.say("z", "gdp_growth", rates[place] + Decimal("1.7"), **_month(place))
        line["unit"] = "percentage_points"
    writer.put_in(line, "PCTPT", "SCALE")


def trade_period(random: Random, case: Case) -> None:
    """The amount of another month, or of the half year, given as that of the month."""
    writer, values = trade(random, case)
    place = random.randint(1, 4)
    _exact(writer, "export_value", values[place], place)
    total = sum(values, Decimal(0))
    half = {"period_start": "2024-01-01", "period_end": "2024-06-30", "published": "2024-07-12"}
    for outlet in ("x", "y"):
        writer.say(outlet, "export_value", total, article=f"{outlet}h", **half)
    other = (place + 2) % 6
    _exact(writer, "export_value", values[other], other)
    value = random.choice((total, values[other]))
    line = writer.say("z", "export_value", value, **_month(place))
    writer.put_in(line, "PERIOD", "STALE")


def trade_preliminary(random: Random, case: Case) -> None:
    """An early estimate and the count that followed: not a disagreement."""
    writer, values = trade(random, case)
    value = rounded(values[3] * Decimal("1.043"), 3)
    case.lines = [line for line in case.lines if line["period_start"] != "2024-04-01"]
    _exact(writer, "export_value", values[3], 3)
    writer.say("e", "export_value", value, status="estimate", **{**_month(3), "published": "2024-05-01"})


def trade_year_exchanged(random: Random, case: Case) -> None:
    """This month and the one before, exchanged in one report."""
    writer, values = trade(random, case)
    for place in (2, 3):
        _exact(writer, "export_value", values[place], place)
    month, before = {**_month(3)}, {**_month(2), "published": _month(3)["published"]}
    line = writer.say("z", "export_value", values[2], article="z", **month)
    other = writer.say("z", "export_value", values[3], article="z", **before)
    writer.put_in(line, "SWAP", "PERIOD")
    case.wrong.append(str(other["id"]))


def trade_price(random: Random, case: Case) -> None:
    writer, values = trade(random, case)
    tonnes = Decimal(random.randint(401, 899)) * 1000
    said = writer.say("z", "export_volume", tonnes, article="z", **_month(2))
    said["unit"] = "tonnes"
    _exact(writer, "export_value", values[2], 2)
    writer.say("z", "export_value", values[2], article="z", **_month(2))
    price = rounded(values[2] / tonnes * Decimal(str(random.choice((0.85, 1.2, 1.3)))), 3)
    line = writer.say("z", "other:export_price", price, article="z", **_month(2))
    line["unit"] = "USD/tonne"
    writer.put_in(line, "INTERN")


def trade_contradiction(random: Random, case: Case) -> None:
    writer, values = trade(random, case)
    case.lines = [line for line in case.lines if line["period_start"] != "2024-03-01"]
    share = random.choice((0.035, 0.06, 0.1, 0.17))
    a = values[2]
    b = rounded(a * (1 + Decimal(str(share)) * random.choice((1, -1))), 4)
    writer.say("y", "export_value", a, attributed_to="General Department of Customs", **_month(2))
    line = writer.say("z", "export_value", b, attributed_to="MARD", **_month(2))
    case.gap = share
    writer.put_in(line, "CONTRA", "DIGIT", "TRANSP")


def trade_definitions(random: Random, case: Case) -> None:
    writer = Writer(random, case, "USD")
    share = Decimal(str(random.choice((0.96, 0.93, 1.05))))
    wrong = []
    for place in range(5):
        value = Decimal(random.randint(21000, 58000)) * 10**4
        for outlet, cited, part in (
            ("a", "General Department of Customs", Decimal(1)),
            ("b", "General Department of Customs", Decimal(1)),
            ("z", "MARD", share),
        ):
            line = writer.say(
                outlet,
                "export_value",
                rounded(value * part, 5),
                article=f"{outlet}{place}",
                attributed_to=cited,
                **_month(place),
            )
            if part != 1:
                wrong.append(line)
    writer.put_in(wrong[0], "DEF")
    case.wrong = [str(line["id"]) for line in wrong]


def trade_forecast(random: Random, case: Case) -> None:
    writer, values = trade(random, case)
    case.lines = [line for line in case.lines if line["period_start"] != "2024-05-01"]
    _exact(writer, "export_value", values[4], 4)
    value = rounded(values[4] * Decimal("1.117"), 3)
    writer.say("f", "export_value", value, status="forecast", **{**_month(4), "published": "2024-04-03"})
    writer.put_in(writer.say("z", "export_value", value, **_month(4)), "FCST")


def copied_counts(random: Random, case: Case) -> None:
    """Three bodies count on their own; outlets cite one of them, cite an outlet that does, or repeat its number."""
    writer = Writer(random, case, "VND")
    moment = datetime(2025, 9, 3, 20, tzinfo=ZONE)
    bodies = {"tracker": "Box Office Vietnam", "cinema": "CGV", "maker": "nhà sản xuất"}
    true = Decimal(random.randint(200, 700)) * 10**9
    for body, name in bodies.items():
        value = true + Decimal(random.randint(-900, 900)) * 10**6 + random.randint(1, 9) * 10**5
        first = f"{body}0"
        for place in range(random.randint(2, 5)):
            how = random.random()
            cited = name if place == 0 or how < 0.5 else f"{first}.{case.key}.example" if how < 0.75 else None
            said = rounded(value, 3) if cited is not None and place and random.random() < 0.4 else value
            line = writer.say(
                f"{body}{place}",
                "gross_total",
                said,
                attributed_to=cited,
                **at(moment),
                **out(moment + timedelta(hours=place), random),
            )
            case.origin_of[str(line["id"])] = body
    case.label = "copied"


def consistent_film(random: Random, case: Case) -> None:
    writer, times, truth = film(random, case)
    for outlet in ("k", "l"):  # copies of one report, with the same number that is not round
        moment = times[4]
        line = writer.say(
            outlet, "gross_total", truth[moment], article=f"{outlet}c", **at(moment), **out(moment, random)
        )
        case.origin_of[str(line["id"])] = "copied"
    day = times[1].date().isoformat()
    whole = {"as_of_start": f"{day}T00:00:00+07:00", "as_of_end": f"{day}T23:59:59+07:00", "as_of_basis": "stated"}
    writer.say("m", "gross_total", rounded(truth[times[1]], 4), **whole)


def consistent_storm(random: Random, case: Case) -> None:
    storm(random, case)


def consistent_trade(random: Random, case: Case) -> None:
    writer, values = trade(random, case)
    cut = values[1] // 10**7 * 10**7  # cut short instead of rounded
    writer.say("t", "export_value", cut, **_month(1))


MAKERS: dict[str, tuple[str, Callable[[Random, Case], None]]] = {
    name: (topic, maker)
    for topic, makers in (
        (
            "red-rain",
            (
                film_scale,
                film_currency,
                film_transposed,
                film_digit,
                film_hedge,
                film_stale,
                film_future,
                film_ahead,
                film_fell,
                film_forecast,
                film_contradiction,
                film_translated,
                film_changed,
                film_misattributed,
                film_conversion,
                film_converted,
                film_days,
                film_tickets,
                film_partial,
                film_period,
                film_definitions,
                copied_counts,
                consistent_film,
            ),
        ),
        (
            "typhoon-yagi",
            (
                storm_swapped,
                storm_scope,
                storm_province,
                storm_part_above_whole,
                storm_sum,
                storm_fused,
                storm_stale,
                storm_revised,
                storm_contradiction,
                consistent_storm,
            ),
        ),
        (
            "vietnam-trade-2024",
            (
                trade_scale,
                trade_unit,
                trade_sign,
                trade_percent,
                trade_period,
                trade_preliminary,
                trade_year_exchanged,
                trade_price,
                trade_contradiction,
                trade_definitions,
                trade_forecast,
                consistent_trade,
            ),
        ),
    )
    for maker in makers
    for name in (maker.__name__,)
}
CONSISTENT = 4  # times as many of the series in which nothing is put in


def make_cases(seed: int, each: int) -> Iterator[Case]:
    """So many cases of every kind, and more of those in which nothing is put in."""
    for name, (topic, maker) in MAKERS.items():
        for number in range(each * (CONSISTENT if name.startswith("consistent") else 1)):
            case = Case(key=f"{name.replace('_', '')}{number}", topic=topic, kind=name)
            maker(Random(f"{seed} {name} {number}"), case)
            yield case
