"""What is drawn on a report says what its table says, and nothing of a name in it is markup."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.model import VIETNAM
from tests.support import red_rain
from warehouse.report.chart import draw_chart
from warehouse.report.citations import draw_graph
from warehouse.report.model import Cites, Point, Totals
from warehouse.report.strip import place_positions, span_text
from warehouse.words import Tongue

AMOUNTS = st.integers(-(10**12), 10**15)
BOUNDS = st.tuples(st.none() | AMOUNTS, st.none() | AMOUNTS).map(
    lambda pair: (min(pair), max(pair)) if None not in pair else pair  # type: ignore[type-var]
)
NAMES = st.text(min_size=1, max_size=40)


@given(st.lists(BOUNDS, min_size=2, max_size=8))
def test_bars_keep_the_order_of_values_and_stay_on_their_axis(spans: list[tuple[int | None, int | None]]) -> None:
    text = json.dumps([{"low": low, "high": high, "outlets": ["k"], "origins": 1} for low, high in spans])
    places = place_positions(text, "VND", {"k": "An outlet"}, "en")
    ends = [end for span in spans for end in span if end is not None]
    if len(set(ends)) < 2:
        assert all(place.bar is None for place in places)
        return
    for (low, high), place in zip(spans, places, strict=True):
        bar = place.bar
        assert bar is not None
        assert 0 <= bar.start <= bar.end <= 100
        assert (bar.is_open_low, bar.is_open_high) == (low is None, high is None)
        assert bar.is_point == (low is not None and low == high) or bar.start == bar.end
        assert place.outlets == ("An outlet",)
    drawn = [
        (low, place.bar.start) for (low, _), place in zip(spans, places, strict=True) if place.bar and low is not None
    ]
    for one, at_one in drawn:
        for two, at_two in drawn:
            assert one >= two or at_one <= at_two


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (54_700_000_000, 55_000_000_000, "VND", "54.7–55 billion dong"),
        (999_000_000, 1_000_000_000, "VND", "999 million dong – 1 billion dong"),
        (20_338, 20_340, "date", "7–9 Sep 2025"),
        (5, 7, "percent", "5% – 7%"),
        (54_700_000_000, None, "VND", "≥ 54.7 billion dong"),
        (None, 3, "people", "≤ 3 people"),
        (3, 3, "people", "3 people"),
    ],
)
def test_a_span_names_its_unit_once(low: int | None, high: int | None, unit: str, text: str) -> None:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert span_text(bounds[0], bounds[1], unit, "en") == text


@given(st.lists(st.tuples(NAMES, st.none() | NAMES, st.integers(1, 500)), max_size=60))
def test_the_graph_draws_only_who_names_an_origin_and_every_node_has_a_line(
    rows: list[tuple[str, str | None, int]],
) -> None:
    graph = draw_graph([Cites(outlet=outlet, party=party, figures=figures) for outlet, party, figures in rows])
    if all(party is None for _, party, _ in rows):
        assert graph is None
        return
    assert graph is not None
    starts, ends = {edge.start for edge in graph.edges}, {edge.end for edge in graph.edges}
    assert starts == {node.y for node in graph.outlets}
    assert ends == {node.y for node in graph.parties}
    for node in (*graph.outlets, *graph.parties):
        assert 0 < node.y < graph.height


def _point(number: int, outlet: str) -> Point:
    value = Decimal(10**10 * (number + 1))
    return Point(
        figure_id=str(number),
        outlet=outlet,
        url=None,
        when=datetime(2025, 9, 1, tzinfo=VIETNAM) + timedelta(days=number),
        value=value,
        low=value,
        high=None,
        text="",
        kind="floor",
    )


def test_names_in_a_chart_are_text() -> None:
    metric = next(metric for metric in red_rain().metrics if metric.kind == "cumulative")
    hostile = ['<script>alert(1)</script>"', "</svg><img src=x onerror=alert(1)>", "& <b>", "d", "e", "f", "g"]
    points = tuple(_point(number, outlet) for number, outlet in enumerate(hostile))
    svg = draw_chart(
        Totals(title='a "total" <x>', metric=metric, points=points, reported=7, claimed=Decimal(10**10)), "en"
    )
    assert svg.count("<svg") == svg.count("</svg>") == 1
    for markup in ("<script", "<img", "<b>", "<x>"):
        assert markup not in svg
    assert "the claim" in svg


@pytest.mark.parametrize(("tongue", "unit"), [("en", "riders"), ("vi", "lượt khách")])
def test_a_unit_of_the_topics_own_is_told_by_its_noun(tongue: Tongue, unit: str) -> None:
    metric = next(metric for metric in red_rain().metrics if metric.kind == "cumulative")
    metric = replace(metric, unit="passengers", nouns={"en": ("riders", "people"), "vi": ("lượt khách",)})
    points = tuple(replace(_point(number, "a"), value=Decimal(number)) for number in range(1, 4))
    svg = draw_chart(Totals(title="riders so far", metric=metric, points=points, reported=3, claimed=None), tongue)
    assert unit in svg
