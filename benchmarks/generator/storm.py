"""Tolls of a storm, with provinces and two bodies that count."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from benchmarks.generator.cases import ZONE, Case, Line, Writer, at, out


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


def consistent_storm(random: Random, case: Case) -> None:
    storm(random, case)


MAKERS = (
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
)
