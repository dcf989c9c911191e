"""Running totals of a film, with tickets, days on screen and copies."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from benchmarks.generator.cases import RATE, ZONE, Case, Line, Writer, at, hedged, out, rounded, tell_twice


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
    told = []
    for place in range(5):
        value += Decimal(random.randint(9000, 16000)) * 10**6
        told.append((value, at(datetime(2025, 9, 2, 20, tzinfo=ZONE) + timedelta(days=place))))
    tracker, maker = ("Box Office Vietnam", Decimal(1)), ("nhà sản xuất", share)
    tell_twice(writer, "gross_total", 4, told, {"a": tracker, "b": tracker, "y": maker, "z": maker})


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


MAKERS = (
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
)
