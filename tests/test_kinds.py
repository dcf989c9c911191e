"""Every kind of disagreement in its smallest form: a few lines from anywhere, and the type that they must get, and
what looks like one and is none (type null)."""

from __future__ import annotations

import json
import random
from contextlib import redirect_stdout
from datetime import UTC, datetime, tzinfo
from io import StringIO
from pathlib import Path

import pytest

from benchmarks.generator import make_cases
from flows.cli import main as doichieu
from sources.lines import dumps, loads
from sources.model import VIETNAM
from warehouse.reconcile.model import load_rules

CASES = sorted(Path(__file__).with_name("kinds").glob("*.json"))


def _reconcile(path: Path, topic: str) -> list[dict[str, object]]:
    output = StringIO()
    with redirect_stdout(output):
        doichieu(["reconcile", str(path), "--topic", topic, "--all", "--json"])
    found = [loads(line) for line in output.getvalue().splitlines()]
    assert all(isinstance(finding, dict) for finding in found)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_kind(path: Path, tmp_path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    figures = tmp_path / "figures.jsonl"
    figures.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in case["lines"]), "utf-8")
    found = _reconcile(figures, case["topic"])
    if case["type"] is None:
        assert [finding for finding in found if finding["severity"]] == []
        return
    assert case["type"] in {finding["type"] for finding in found}
    rule = load_rules()[case["type"]]
    named = [finding for finding in found if finding["type"] == case["type"]]
    assert all((int(str(finding["severity"])) > 0) == rule.fault for finding in named)
    if not rule.fault:
        assert all(finding["severity"] == 0 for finding in found)
    if "severity" in case:
        assert {finding["severity"] for finding in named} == {case["severity"]}
    if "repaired" in case:
        each = case["repaired"] if isinstance(case["repaired"], list) else [case["repaired"]]
        assert sorted(map(str, (finding["repaired"] for finding in named))) == sorted(map(str, each))
    if "says" in case:
        assert all(case["says"] in finding["explanation"]["en"] for finding in named)  # type: ignore[index]
    if "grounds" in case:
        told = {ground["figure"] for finding in named for ground in finding["derivation"]["grounds"]}  # type: ignore[index]
        assert sorted(told) == case["grounds"]
    if "notes" in case:
        assert [finding["notes"] for finding in named] == [case["notes"]]
    if "figures" in case:
        assert [finding["figures"] for finding in named] == [case["figures"]]
    if "positions" in case:
        held = [each for finding in named for each in finding["positions"]]  # type: ignore[attr-defined]
        assert [each["figures"] for each in held] == case["positions"]
        assert all(each["low"] <= each["high"] for each in held if None not in (each["low"], each["high"]))
    if "ends" in case:
        assert [[[p["low"], p["high"]] for p in f["positions"]] for f in named] == [case["ends"]]  # type: ignore[attr-defined]
    if "only" in case:
        assert case["only"] == [finding["type"] for finding in found if finding["severity"]]
    ids = [finding["id"] for finding in found]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "path", [path for path in CASES if "as_of" in path.read_text("utf-8")], ids=lambda path: path.stem
)
def test_identity_does_not_depend_on_the_zone_that_times_are_written_in(path: Path, tmp_path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    found = []
    for zone in (VIETNAM, UTC):
        figures = tmp_path / "figures.jsonl"
        lines = [{key: _moved(key, value, zone) for key, value in line.items()} for line in case["lines"]]
        figures.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        found.append({(str(finding["id"]), str(finding["type"])) for finding in _reconcile(figures, case["topic"])})
    assert found[0] == found[1]


def _moved(key: str, value: object, zone: tzinfo) -> object:
    """An instant in another zone; a day is a day of Viet Nam."""
    if (
        not isinstance(value, str)
        or len(value) <= 10
        or not key.startswith(("as_of_s", "as_of_e", "period_", "published"))
    ):
        return value
    return datetime.fromisoformat(value).astimezone(zone).isoformat()


def test_every_kind_has_a_case() -> None:
    shown = {json.loads(path.read_text("utf-8"))["type"] for path in CASES} - {None}
    assert set(load_rules()) == shown


@pytest.mark.parametrize("seed", [3, 4])
def test_any_order_gives_the_same_findings_with_the_same_identities(seed: int, tmp_path: Path) -> None:
    cases = list(make_cases(seed, 1))
    for topic in sorted({case.topic for case in cases}):
        lines = [dumps(line) for case in cases if case.topic == topic for line in case.lines]
        found = []
        for order in (lines, random.Random(seed).sample(lines, len(lines)), [*lines[::-1], *lines[:9]]):
            figures = tmp_path / "figures.jsonl"
            figures.write_text("\n".join(order) + "\n", "utf-8")
            found.append(_reconcile(figures, topic))
        assert found[0] == found[1]
        assert found[0] == found[2]
