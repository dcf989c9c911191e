"""What is counted abroad is neither held against, nor added up to, what is counted at home."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from sources.lines import dumps, loads, parse_figure_line
from sources.model import Topic
from sources.topics import find_topic, load_topic
from warehouse.reconcile.abroad import one_name, place_text
from warehouse.reconcile.articles import find_mismatches
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.scopes import find_scopes

CASES = tomllib.loads((Path(__file__).parent / "places" / "abroad.toml").read_text("utf-8"))["case"]
NOON = "2024-09-11T12:00:00+07:00"


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic(find_topic("typhoon-yagi"))


def _items(rows: Sequence[tuple[str, str | None, int]], topic: Topic) -> list[Comparable]:
    parsed = []
    for number, (article, place, value) in enumerate(rows, 1):
        line = {
            "id": f"f{number}",
            "article": article,
            "outlet": f"{article}.example.com",
            "url": f"https://{article}.example.com/1",
            "subject": "Typhoon Yagi",
            "metric": "deaths",
            "unit": "people",
            "value": value,
            "as_of_start": NOON,
            "as_of_end": NOON,
            "as_of_basis": "stated",
            **({"place": place} if place else {}),
        }
        read = loads(dumps(line))
        assert isinstance(read, dict)
        parsed.append(parse_figure_line(read, number))
    return make_comparables(parsed, topic, {})[0]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_only_places_at_home_are_parts_of_the_whole(case: dict[str, object], topic: Topic) -> None:
    place = str(case["place"])
    apart = find_scopes(_items([("a", None, 155), ("b", place, 170)], topic), topic)
    summed = find_mismatches(_items([("a", None, 155), ("a", "Lào Cai", 100), ("a", place, 100)], topic), topic)
    assert (bool(apart), bool(summed)) == (case["held"], case.get("summed", case["held"]))


NAMES = tomllib.loads((Path(__file__).parent / "places" / "names.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["said"]) for case in NAMES])
def test_a_place_has_one_name_and_is_told_in_each_language(case: dict[str, str]) -> None:
    said = case["said"]
    assert (one_name(said), place_text(said, "en"), place_text(one_name(said), "vi")) == (
        case["one"],
        case["one"],
        case["vi"],
    )


def test_one_place_in_two_languages_is_compared(topic: Topic) -> None:
    rows = [("a", "Trung Quốc", 95), ("b", "China", 140), ("c", "Philippines", 20)]
    items = _items(rows, topic)
    assert [item.place for item in items] == ["China", "China", "Philippines"]
    assert [item.figure.place for item in items] == ["Trung Quốc", "China", "Philippines"]
