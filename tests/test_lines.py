"""Figure lines from anywhere: a bad one is told and stays visible, and the others are held against each other."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.cli import FAILED, main
from sources.figures.interval import quantity_of
from sources.figures.signs import negated
from sources.lines import parse_figure_line
from sources.model import Hedge

TABLE = tomllib.loads((Path(__file__).parent / "cli" / "lines.toml").read_text("utf-8"))
GOOD = [
    {**TABLE["good"], "id": "a", "outlet": "a.example.com", "value": 500000},
    {**TABLE["good"], "id": "b", "outlet": "b.example.com", "value": 700000},
]
FIELDS = sorted(
    [
        "id",
        "article",
        "outlet",
        "url",
        "published",
        "lang",
        "paragraph",
        "start",
        "said",
        "subject",
        "metric",
        "value",
        "value_max",
        "unit",
        "hedge",
        "comparator",
        "low",
        "high",
        "low_open",
        "soft_low",
        "precision",
        "status",
        "delta_since",
        "milestone",
        "rank_of",
        "place",
        "period_start",
        "period_end",
        "period_label",
        "as_of_start",
        "as_of_end",
        "as_of_basis",
        "attributed_to",
        "same_as",
        "readings",
        "row",
    ]
)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        ["a", "2024-06-30", "0001-01-01", "9999-12-31", "date", "percent", "-0", "1e23", "1e-23", "range"]
    )
)
_VALUES = st.recursive(
    _SCALARS, lambda each: st.lists(each, max_size=3) | st.dictionaries(st.sampled_from(["value", "weight"]), each)
)


def _run(tmp_path: Path, body: bytes, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]], str]:
    figures = tmp_path / "figures.jsonl"
    figures.write_bytes(body)
    code = main(["reconcile", str(figures), "--topic", "vietnam-trade-2024", "--json"])
    out = capsys.readouterr()
    return code, [json.loads(line) for line in out.out.split("\n") if line], out.err  # not at U+0085


def _body(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.parametrize("case", TABLE["bad"], ids=lambda case: case["id"])
def test_a_bad_line_is_told_and_the_others_go_on(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = case.get("text") or case.get("repeated", "") * 9999 or json.dumps({**TABLE["good"], **case["fields"]})
    first, second = map(json.dumps, GOOD)
    code, found, told = _run(tmp_path, _body([first, bad, second]), capsys)
    assert f"line 2: {case['says']}" in told
    assert code == 1
    assert {(finding["type"], tuple(finding["figures"])) for finding in found} == {
        ("CONTRA", ("a", "b")),
        ("OPEN", ("L2",)),
    }
    (unused,) = (finding["explanation"]["vi"] for finding in found if finding["type"] == "OPEN")
    field = case["says"].split(":")[0] if ": " in case["says"] and "JSON" not in case["says"] else None
    assert unused.startswith(f"Không dùng được dòng 2{f' (trường {field})' if field else ''}: "), unused


def test_a_metric_that_the_topic_lacks_is_told_of_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps({**line, "metric": metric}) for metric in ("misspelt", "other:share") for line in GOOD]
    _, _, told = _run(tmp_path, _body(lines), capsys)
    assert "line 1: metric: 'misspelt' is none of vietnam-trade-2024: taken as its unit is" in told
    assert told.count("is none of") == 1


def test_what_is_no_utf_8_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (json.dumps(line).encode() for line in GOOD)
    code, found, told = _run(tmp_path, first.replace(b"a.example.com", b"a\xff.example.com") + b"\n" + second, capsys)
    assert "line 1: what is no UTF-8 in it is taken as \ufffd" in told
    assert code == 1
    assert [finding["type"] for finding in found] == ["CONTRA"]


def test_a_figure_without_an_id_is_named_by_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps({key: value for key, value in line.items() if key != "id"}) for line in GOOD]
    bad = json.dumps({"id": "x", "subject": "S"})
    for first, second in ((0, 1), (1, 0)):
        _, found, _ = _run(tmp_path, _body([bad, lines[first], lines[second]]), capsys)
        assert {tuple(finding["figures"]) for finding in found} == {("x",), ("L2", "L3")}
        told = next(finding for finding in found if finding["type"] == "CONTRA")
        sides = {name: position for position in told["positions"] for name in position["figures"]}
        assert sides["L2"]["low"] <= GOOD[first]["value"] <= sides["L2"]["high"]
        assert sides["L3"]["low"] <= GOOD[second]["value"] <= sides["L3"]["high"]
        assert {each["figure"] for each in told["derivation"]["inputs"]} == {"L2", "L3"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(FIELDS), _VALUES, min_size=1, max_size=3))
def test_no_line_ends_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, object]) -> None:
    code, _, told = _run(
        tmp_path, _body([*map(json.dumps, GOOD), json.dumps({**GOOD[1], "id": "c", **changes})]), capsys
    )
    assert code != FAILED, told


@pytest.mark.parametrize(
    "change",
    [lambda body: b"\xef\xbb\xbf" + body, lambda body: body.replace(b"\n", b"\r\n"), lambda body: body.rstrip()],
    ids=["byte order mark", "carriage returns", "no end of line"],
)
def test_a_file_as_other_programs_write_it_gives_the_same(
    change: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = _body([json.dumps({**line, "said": "a\u2028b"}, ensure_ascii=False) for line in GOOD])
    found = _run(tmp_path, plain, capsys)
    assert found[2] == ""
    assert found == _run(tmp_path, change(plain), capsys)


def test_what_is_taken_otherwise_than_it_stands_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [{**GOOD[0], "published": "soon"}, {**GOOD[1], "published": "9999-12-31"}, {**GOOD[1], "id": "a"}, GOOD[1]]
    _, found, told = _run(tmp_path, _body(list(map(json.dumps, lines))), capsys)
    assert [finding["type"] for finding in found] == ["CONTRA"]
    assert "line 1: published: 'soon' is taken as unknown" in told
    assert "line 2: published: '9999-12-31' is taken as unknown" in told
    assert "line 3: id: 'a' is that of another figure, on line 1" in told


def test_an_empty_file_says_what_was_expected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "expected figure lines" in _run(tmp_path, b"\n", capsys)[2]


@pytest.mark.parametrize("hedge", ["bare", "more", "reached", "near", "about", "under", "at_least", "at_most"])
def test_a_hedge_of_a_loss_is_of_its_size_and_ends_are_what_they_are(hedge: Hedge) -> None:
    gain = quantity_of(Decimal(510000), unit="tonnes", hedge=hedge)
    loss = negated(gain)
    line = {**GOOD[0], "value": -510000, "hedge": hedge}
    for comparator in (None, gain.comparator, loss.comparator):
        assert parse_figure_line({**line, "comparator": comparator}, 1).figure.quantity == loss
    ends = {"low": loss.low, "high": loss.high, "low_open": loss.low_open, "high_open": loss.high_open}
    written = {**line, "hedge": loss.hedge, "comparator": loss.comparator, **ends}
    assert parse_figure_line(written, 1).figure.quantity == loss


def test_a_comparator_alone_is_of_the_number() -> None:
    loss = parse_figure_line({**GOOD[0], "value": -8, "comparator": "gt"}, 1).figure.quantity
    assert loss.low == Decimal(-8)
    assert loss.high is None


def test_an_absent_publication_is_unknown() -> None:
    for published in (None, "", "previous report"):
        assert parse_figure_line({**GOOD[0], "published": published}, 1).published is None
