"""Exports by month, with volumes, prices and years."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from benchmarks.generator.cases import Case, Writer, hedged, rounded, tell_twice


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
    told = [(Decimal(random.randint(21000, 58000)) * 10**4, _month(place)) for place in range(5)]
    customs, ministry = ("General Department of Customs", Decimal(1)), ("MARD", share)
    tell_twice(writer, "export_value", 5, told, {"a": customs, "b": customs, "z": ministry})


def trade_forecast(random: Random, case: Case) -> None:
    writer, values = trade(random, case)
    case.lines = [line for line in case.lines if line["period_start"] != "2024-05-01"]
    _exact(writer, "export_value", values[4], 4)
    value = rounded(values[4] * Decimal("1.117"), 3)
    writer.say("f", "export_value", value, status="forecast", **{**_month(4), "published": "2024-04-03"})
    writer.put_in(writer.say("z", "export_value", value, **_month(4)), "FCST")


def consistent_trade(random: Random, case: Case) -> None:
    writer, values = trade(random, case)
    cut = values[1] // 10**7 * 10**7  # cut short instead of rounded
    writer.say("t", "export_value", cut, **_month(1))


MAKERS = (
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
)
