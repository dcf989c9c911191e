"""`doichieu answer`: an interval where the reports have one, and otherwise who holds what."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import main
from flows.documents import parse_published
from sources.errors import UsageError
from sources.model import VIETNAM, Period
from sources.topics import load_topic
from tests.support import fill, made_up_page
from warehouse import open_published
from warehouse.answers import answer
from warehouse.report.totals import print_line
from warehouse.words import Tongue

HERE = Path(__file__).parent
TOPIC = HERE / "verdicts" / "topic.toml"
OTHERWISE: dict[Tongue, str] = {"en": "Reported otherwise", "vi": "Số khác đã đăng"}


def _cases() -> Iterator[Any]:
    for case in tomllib.loads((HERE / "answers.toml").read_text("utf-8"))["case"]:
        yield pytest.param(case, id=case["id"])


@pytest.mark.parametrize("case", list(_cases()))
def test_answer(case: Mapping[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [
        made_up_page(
            f"<p>{row['text']}</p>",
            url=f"https://n{number}.example.org/a-1.html",
            title=case.get("title", "Paper Lantern"),
            when=row["published"],
        )
        for number, row in enumerate(case["pages"])
    ]
    file = HERE / case.get("topic", TOPIC)
    topic = load_topic(file)
    fill(tmp_path, topic, pages)
    capsys.readouterr()
    asked = ["--at", case["at"]] if "at" in case else []
    command = ["answer", str(file), case["metric"], *asked, "--data", str(tmp_path)]
    assert main([*command, "--json"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert line["agree"] is case["agree"], line
    assert (line["low"], line["high"]) == (case.get("low"), case.get("high")), line
    assert line["origins"] == case.get("origins", line["origins"])
    assert line["period"] == case.get("period", line["period"])
    assert [[each["said"], each["origins"]] for each in line["positions"]] == case.get("positions", [])
    with open_published(tmp_path) as reader:
        for tongue, word in OTHERWISE.items():
            printable = print_line(reader, topic, topic.subjects[0].name, tongue)
            assert (word in printable) is bool(case.get("line")), printable
            assert tongue != "en" or all(text in printable for text in case.get("line", ())), printable
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert all(each["said"] in printed and each["who"] in printed for each in line["positions"])
    assert all(each["explanation_en"] in printed for each in line["findings"])
    assert len(line["findings"]) == line["disputed"]


def test_a_bad_time_is_told_by_its_option() -> None:
    with pytest.raises(UsageError, match=r"^--at '2025-99-07': expected a day"):
        parse_published("2025-99-07", "--at")


@given(rows=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 2), st.integers(0, 9)), min_size=1, max_size=12))
def test_totals_agree_just_where_none_after_or_newest_lies_below_an_earlier(rows: list[tuple[int, int, int]]) -> None:
    metric = next(each for each in load_topic(TOPIC).metrics if each.kind == "cumulative" and not each.revisable)
    moments = [datetime(2025, 9, 1, tzinfo=VIETNAM) + timedelta(days=day) for _, _, day in rows]
    held = [
        {"lo": low, "hi": low + width, "lo_open": False, "hi_open": False, "t0": when, "t1": when, "origin": None}
        | {"as_of_basis": "stated", "figure_id": str(number)}
        for number, ((low, width, _), when) in enumerate(zip(rows, moments, strict=True))
    ]
    middle = datetime(2025, 9, 5, tzinfo=VIETNAM)
    newest = max((each["t1"] for each in held if each["t1"] <= middle), default=middle)  # type: ignore[operator, type-var]
    falls = any(
        a is not b and a["t1"] <= middle and (b["t0"] >= middle or a["t1"] <= b["t0"] == newest) and a["lo"] > b["hi"]  # type: ignore[operator]
        for a in held
        for b in held
    )
    assert answer(held, metric, Period(start=middle, end=middle)).is_agreed == (not falls)
