"""Figures in, findings out."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.errors import UsageError
from sources.figures.tables import read_table
from sources.lines import FigureLine, dumps, loads, parse_figure_line
from sources.model import Period, Topic
from sources.outlets import OUTLETS
from sources.topics import find_topic, load_topic
from tests.support import ROOT
from warehouse.recheck import recheck_finding
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.findings import reconcile
from warehouse.reconcile.model import Finding, load_rules
from warehouse.reconcile.origins import with_witnesses
from warehouse.reconcile.rates import Rate, is_judged
from warehouse.reconcile.units import name_of
from warehouse.verify import finding_line
from warehouse.words import load_words

FILM = "Mưa đỏ"
BILLION = 10**9


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic(find_topic("red-rain"))


def _line(number: int, **fields: object) -> dict[str, object]:
    host = fields.pop("outlet", f"outlet{number}.example.com")
    return {
        "id": f"f{number}",
        "article": f"a{number}",
        "outlet": host,
        "url": f"https://{host}/{number}",
        "subject": FILM,
        "metric": "gross_total",
        "unit": "VND",
        **fields,
    }


def _total(number: int, billions: float, at: str, **fields: object) -> dict[str, object]:
    return _line(number, value=int(billions * BILLION), as_of_start=at, as_of_end=at, as_of_basis="stated", **fields)


def _find(lines: Iterable[Mapping[str, object]], topic: Topic, *, everything: bool = False) -> list[Finding]:
    parsed: list[FigureLine] = []
    for number, line in enumerate(lines, 1):
        read = loads(dumps(line))
        assert isinstance(read, dict)
        parsed.append(parse_figure_line(read, number))
    items, pairs = make_comparables(parsed, topic, {})
    return reconcile(items, pairs, topic, everything=everything)


def test_running_totals_of_different_hours_are_no_discrepancy(topic: Topic) -> None:
    lines = [
        _total(1, 505.588, "2025-09-05T23:00:00+07:00"),
        _total(2, 510, "2025-09-06T08:00:00+07:00", hedge="more"),
        _total(3, 541, "2025-09-07T10:30:00+07:00", hedge="more"),
        _total(4, 551.4, "2025-09-07T16:30:00+07:00"),
    ]
    assert _find(lines, topic) == []
    assert {finding.type for finding in _find(lines, topic, everything=True)} <= {"ASOF", "BOUND", "ROUND"}


def test_one_stray_total_is_one_finding_however_many_it_breaks_with(topic: Topic) -> None:
    lines = [_total(n, 400 + n, f"2025-09-{n:02}T12:00:00+07:00") for n in range(1, 9)]
    lines.append(_total(99, 350, "2025-09-06T13:00:00+07:00"))
    found = _find(lines, topic)
    assert len(found) == 1
    assert "f99" in found[0].figures
    numbers = found[0].derivation["numbers"]
    assert isinstance(numbers, dict)
    assert numbers["odd"] == "f99"


def test_a_power_of_ten_is_named_and_repaired(topic: Topic) -> None:
    lines = [_total(n, 400 + n + 0.5, f"2025-09-{n:02}T12:00:00+07:00") for n in range(1, 9)]
    lines.append(_total(99, 4060, "2025-09-06T12:00:00+07:00"))
    scale = [finding for finding in _find(lines, topic) if finding.type == "SCALE"]
    assert scale
    assert any(f.repaired is not None and f.repaired[0] == "f99" and f.repaired[1] == 406 * BILLION for f in scale)


def test_the_two_that_a_power_of_ten_parts_are_told(topic: Topic) -> None:
    day = {"metric": "gross_day", "period_start": "2025-09-01", "period_end": "2025-09-01"}
    said = (33, 43, 43, 430)
    found = _find([_line(n, value=value * BILLION, **day) for n, value in enumerate(said, 1)], topic)
    assert [finding.type for finding in found] == ["SCALE"]
    assert "43 billion" in found[0].explanation.en
    assert "430 billion" in found[0].explanation.en


def test_the_home_land_is_the_whole_only_of_what_is_named_after_it(topic: Topic) -> None:
    day = {"metric": "gross_day", "period_start": "2025-09-01", "period_end": "2025-09-01"}
    lines = [_line(1, value=55 * BILLION, **day), _line(2, value=30 * BILLION, place="Việt Nam", **day)]
    assert _find(lines, topic) == []  # a part of what all the world paid
    at_home = replace(topic, title={"en": "Films in Vietnam"})
    assert len(_find(lines, at_home)) == 1


def test_a_part_above_its_whole_stays_one_finding_while_houses_agree(topic: Topic) -> None:
    at_home = replace(topic, title={"en": "Films in Vietnam"})
    day = {"metric": "gross_day", "period_start": "2025-09-01", "period_end": "2025-09-01"}
    lines = [_line(1, value=30 * BILLION, **day)]
    ids = set()
    for number in (2, 3, 4):
        lines.append(_line(number, value=55 * BILLION, place="Lamvale", **day))
        (finding,) = _find(lines, at_home)
        assert (finding.type, finding.severity, finding.outlets) == ("SCOPE", 3, number)
        ids.add(finding.finding_id)
    assert len(ids) == 1


def test_without_a_word_of_the_topic_what_is_reported_tells_whether_a_part_may_exceed_its_whole(topic: Topic) -> None:
    untold = replace(topic, metrics=tuple(replace(metric, plausible=None) for metric in topic.metrics))
    year = {"metric": "gross_period", "period_start": "2025-01-01", "period_end": "2025-12-31"}
    quarter = {"metric": "gross_period", "period_start": "2025-10-01", "period_end": "2025-12-31"}
    lines = [_line(1, value=476 * BILLION, **year), _line(2, value=608 * BILLION, **quarter)]
    assert [(each.type, each.severity) for each in _find(lines, untold)] == [("SCOPE", 3)]
    loss = {"metric": "gross_period", "period_start": "2025-01-01", "period_end": "2025-03-31"}
    assert _find([*lines, _line(3, value=-90 * BILLION, **loss)], untold) == []


def test_a_day_with_many_positions_is_one_finding(topic: Topic) -> None:
    day = {"metric": "gross_day", "period_start": "2025-09-01", "period_end": "2025-09-01"}
    said = [(54.5, "bare"), (54.7, "bare"), (55, "near"), (55, "bare"), (55, "more"), (50, "near")]
    lines = [_line(n, value=int(value * BILLION), hedge=hedge, **day) for n, (value, hedge) in enumerate(said, 1)]
    lines.append(
        _line(9, value=int(45.8 * BILLION), metric="gross_day", period_start="2025-08-31", period_end="2025-08-31")
    )
    found = _find(lines, topic)
    assert len(found) == 1
    assert set(found[0].figures) == {f"f{n}" for n in range(1, 7)}
    assert len(found[0].positions) >= 3


def test_outlets_citing_one_tracker_are_one_origin_and_silence_adds_none(topic: Topic) -> None:
    day = {"metric": "gross_day", "period_start": "2025-09-01", "period_end": "2025-09-01"}
    lines = (
        [_line(n, value=30 * BILLION, attributed_to="Box Office Vietnam", **day) for n in range(1, 11)]
        + [_line(n, value=41 * BILLION, attributed_to="BOVN", **day) for n in range(11, 13)]
        + [_line(20, value=41 * BILLION, **day)]
    )
    found = _find(lines, topic)
    assert len(found) == 1
    assert found[0].outlets == 13
    assert found[0].origins == 1
    assert "CIRC" in found[0].notes


def test_two_groups_with_origins_of_their_own_may_count_differently(topic: Topic) -> None:
    lines = [
        _line(n, subject="Mai", value=551 * BILLION, published="2025-09-07", attributed_to="Box Office Vietnam")
        for n in (1, 2)
    ] + [
        _line(n, subject="Mai", value=520 * BILLION, published="2025-09-07", attributed_to="nhà sản xuất")
        for n in (3, 4)
    ]
    (found,) = _find(lines, topic)
    assert [code for code, _ in found.candidates] == ["CONTRA", "DEF"]  # one item shows no way of counting
    assert found.origins == 2


def test_a_way_of_counting_says_over_which_items(topic: Topic) -> None:
    lines = [
        _total(10 * day + part, 400 + 10 * day - part * (40 + day), f"2025-09-0{day}T20:00:00+07:00", attributed_to=who)
        for day in (1, 2, 3, 4)
        for part, who in enumerate(("Box Office Vietnam", "nhà sản xuất"))
    ]
    (found,) = _find(lines, topic)
    assert found.type == "DEF"
    numbers = found.derivation["numbers"]
    assert isinstance(numbers, dict)
    assert len(numbers["ratios"]) == 4


def test_who_stands_together_is_told_for_each_day(topic: Topic) -> None:
    path = Path(__file__).with_name("kinds") / "def-days-that-are-alike.json"
    (found,) = _find(json.loads(path.read_text("utf-8"))["lines"], topic)
    held = {position.figures for position in found.positions}
    assert held == {(f"{a}{day}", f"{b}{day}") for day in (2, 3, 4) for a, b in ("ab", "cd")}


_SIMPLE = st.tuples(st.integers(1, 9), st.integers(1, 28), st.integers(1, 5))


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(_SIMPLE, min_size=2, max_size=12), seed=st.randoms(use_true_random=False))
def test_any_order_and_twice_give_the_same(rows: list[tuple[int, int, int]], seed: object) -> None:
    topic = load_topic(find_topic("red-rain"))
    lines = [
        _total(n, 100 * value, f"2025-09-{day:02}T12:00:00+07:00", outlet=f"outlet{house}.example.com")
        for n, (value, day, house) in enumerate(rows)
    ]
    mixed = list(lines)
    seed.shuffle(mixed)  # type: ignore[attr-defined]
    first = [dumps(finding_line(finding)) for finding in _find(lines, topic, everything=True)]
    assert first == [dumps(finding_line(finding)) for finding in _find(mixed, topic, everything=True)]
    ids = [finding.finding_id for finding in _find(lines, topic, everything=True)]
    assert len(ids) == len(set(ids))


_DAYS = ("2024-09-10", "2024-09-11")
_TOLL = st.fixed_dictionaries(
    {
        "metric": st.sampled_from(("deaths", "missing", "dead_or_missing", "injured")),
        "value": st.sampled_from((9, 12, 21, 120, 1200, 1201, 1929, 2000)),
        "house": st.sampled_from("abcd"),
        "page": st.integers(0, 2),
        "day": st.sampled_from(_DAYS),
        "is_of_day": st.booleans(),
    },
    optional={
        "hedge": st.sampled_from(("about", "near", "more", "under")),
        "attributed_to": st.sampled_from(("Body A", "Body B")),
        "place": st.sampled_from(("Lào Cai", "Hà Nội")),
        "paragraph": st.just(-1),
        "status": st.sampled_from(("estimate", "increment")),
    },
)


@settings(deadline=None)
@given(rows=st.lists(_TOLL, min_size=2, max_size=10), seed=st.randoms(use_true_random=False))
def test_every_derivation_holds_whatever_is_told_in_whatever_order(rows: list[dict[str, str]], seed: object) -> None:
    topic = load_topic(find_topic("typhoon-yagi"))
    lines = []
    for number, told in enumerate(rows):
        row = dict(told)
        house, page, day, is_of_day = (row.pop(key) for key in ("house", "page", "day", "is_of_day"))
        first, last = ("00:00:00", "23:59:59") if is_of_day else ("18:00:00", "18:00:00")
        line = _line(number, outlet=f"{house}.example.com", subject="Typhoon Yagi", unit="people", **row)
        line |= {"article": f"{house}{page}", "published": f"{day}T20:00:00+07:00", "as_of_basis": "stated"}
        lines.append(line | {"as_of_start": f"{day}T{first}+07:00", "as_of_end": f"{day}T{last}+07:00"})
    mixed = list(lines)
    seed.shuffle(mixed)  # type: ignore[attr-defined]
    found = _find(lines, topic)
    assert [dumps(finding_line(each)) for each in found] == [dumps(finding_line(each)) for each in _find(mixed, topic)]
    told_of = [(each.type, json.loads(dumps(each.derivation), parse_float=Decimal)) for each in found]
    assert [
        (code, recheck_finding(code, derivation)) for code, derivation in told_of if recheck_finding(code, derivation)
    ] == []


def test_flagged_and_not_flagged_as_judged(topic: Topic, shared: Path) -> None:
    text = (shared / "corpus" / "red-rain-findings.md").read_text("utf-8")
    flags = dict(re.findall(r"^## (\w+) (FLAG|NO FLAG):", text, flags=re.M))
    lines = (shared / "corpus" / "red-rain-findings.jsonl").read_text("utf-8").splitlines()
    parsed = []
    groups: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        read = loads(line)
        assert isinstance(read, dict)
        groups[str(read["id"])] = str(read["group"])
        parsed.append(parse_figure_line(read, number))
    items, pairs = make_comparables(parsed, topic, OUTLETS)
    raised = {groups[figure] for finding in reconcile(items, pairs, topic) for figure in finding.figures}
    assert raised == {group for group, flag in flags.items() if flag == "FLAG"}


@pytest.mark.parametrize("code", sorted(load_rules()))
def test_every_type_has_words(code: str) -> None:
    rule = load_rules()[code]
    label = load_words()["type"][code]
    assert label["en"]
    assert label["vi"]
    avoided = ("false", "fake", "wrong", "error", "slip", "typo", "silent", "sai ", "nghiêm trọng", "critical")
    for text in (rule.text.en, rule.text.vi, rule.settle.en, rule.settle.vi, label["en"], label["vi"]):
        assert not any(word in text.lower() for word in avoided), text


def _witnesses(lines: Iterable[Mapping[str, object]], topic: Topic) -> dict[str, tuple[str | None, str | None]]:
    parsed = [parse_figure_line(loads(dumps(line)), number) for number, line in enumerate(lines, 1)]
    items, _ = make_comparables(parsed, topic, {})
    return {item.ids[0]: (item.witness, item.copy_of) for item in with_witnesses(items)}


def test_chains_of_citations_end_at_the_one_who_counts(topic: Topic) -> None:
    at = "2025-09-07T16:30:00+07:00"
    found = _witnesses(
        [
            _total(1, 551.4, at, attributed_to="BOVN"),
            _total(2, 551.4, at, attributed_to="outlet1.example.com"),
            _total(3, 551, at, attributed_to="outlet2.example.com"),
            _total(4, 551.4, at),
            _total(5, 600, at),
        ],
        topic,
    )
    assert {found[name][0] for name in ("f1", "f2", "f3", "f4")} == {"Box Office Vietnam"}
    assert found["f5"] == (None, None)


def test_a_telling_number_that_two_give_and_nobody_owns_is_one_report(topic: Topic) -> None:
    at = "2025-09-07T16:30:00+07:00"
    found = _witnesses(
        [
            _total(1, 551.768, at, published="2025-09-07T18:00:00+07:00"),
            _total(2, 551.768, at, published="2025-09-07T19:00:00+07:00"),
            _total(3, 550, at),
        ],
        topic,
    )
    assert found["f1"] == found["f2"] == (None, "outlet1.example.com")
    assert found["f3"] == (None, None)


@pytest.mark.parametrize(
    "fields",
    [{"low": 5, "high": 1}, {"low": 5, "high": 5, "low_open": True}, {"value": 10**29}, {"value_max": 1}],
)
def test_a_line_without_any_value_is_refused(fields: dict[str, object]) -> None:
    line = {"subject": FILM, "metric": "gross_total", "value": 600, "unit": "VND", **fields}
    with pytest.raises(UsageError, match="line 3: "):
        parse_figure_line(line, 3)


def test_words_for_a_time_are_an_unknown_time() -> None:
    line = {"subject": FILM, "metric": "gross_total", "value": 600, "unit": "VND", "period_label": "2024-H1"}
    read = parse_figure_line({**line, "published": "previous report"}, 1)
    assert read.published is None
    assert read.figure.period is not None
    assert str(read.figure.period.end)[:10] == "2024-06-30"


@pytest.mark.parametrize(
    ("dollars", "is_judged_by_them"),
    [((20_000_000, 20_100_000, 20_050_000), True), ((20_000_000, 20_100_000, 18_000_000), False)],
    ids=["rates of one time", "rates of several years"],
)
def test_a_conversion_of_an_unknown_time_is_held_only_against_rates_that_are_one(
    topic: Topic, dollars: tuple[int, ...], is_judged_by_them: bool
) -> None:
    lines: list[dict[str, object]] = []
    for number, amount in enumerate(dollars, 1):
        home = _line(number, value=466 * BILLION)
        lines += [home, _line(number + 100, value=amount, unit="USD", article=home["article"], same_as=home["id"])]
    parsed = []
    for number, line in enumerate(lines, 1):
        read = loads(dumps(line))
        assert isinstance(read, dict)
        parsed.append(parse_figure_line(read, number))
    _, pairs = make_comparables(parsed, topic, {})
    assert len(pairs) == 3
    pool = Rate(dong=pairs[0].rate, basis="pool", origin="")
    assert is_judged(Period(), pool, pairs) == is_judged_by_them
    assert is_judged(Period(), Rate(dong=pairs[0].rate, basis="table", origin=""), pairs)


def test_every_spelling_is_of_one_unit_and_every_slip_of_known_ones() -> None:
    held = tomllib.loads((ROOT / "warehouse" / "reconcile" / "units.toml").read_text("utf-8"))
    spellings = [
        spelling
        for measure in held["measure"].values()
        for name, row in measure.items()
        for spelling in (name, *row["spelt"])
    ]
    assert len(spellings) == len(set(spellings))
    names = {name for measure in held["measure"].values() for name in measure}
    assert {unit for slip in held["slip"] for unit in slip["units"]} <= names | {"degrees"}


def test_units_that_read_writes_are_known_by_their_own_names() -> None:
    written = {key for code in ("vi", "en") for key in read_table(code)["unit"]}
    assert {key for key in written if name_of(key) != key} == set()
    assert {"kmh", "kilograms", "millimetres", "square_metres", "knots"} <= written
    pieces = {key for code in ("vi", "en") for key in read_table(code)["per_unit"]}
    assert {key for key in pieces if name_of(f"USD/{key}") != f"USD/{key}"} == set()
    assert {"kg", "tonne", "ticket", "litre", "ounce"} <= pieces
