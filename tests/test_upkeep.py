"""Looking after an installation: doctor, new topics, completion."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.checkup import Sign, check_up
from flows.cli import main
from flows.drafting import shared_blocks
from sources.topics import SEEDS, load_topic, topic_keys
from tests.support import settings_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _signs(data: Path, now: datetime = NOON) -> dict[str, Sign]:
    return {sign.about: sign for sign in check_up(settings_of(data), now=now, quick=False)}


# --- doctor ------------------------------------------------------------------------------------------


def test_a_sound_folder_is_fine(red_rain_data: Path) -> None:
    signs = _signs(red_rain_data)
    assert not [sign for sign in signs.values() if sign.state == "broken"]
    assert signs["evidence"].state == "fine"
    assert signs["run of red-rain"].state == "fine"


def test_an_empty_place_is_no_fault_and_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json", "--data", str(tmp_path / "none")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"warehouse", "data folder"} <= {line["about"] for line in lines if line["state"] == "look" and line["do"]}


def test_what_is_broken_comes_first(red_rain_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    shutil.copytree(red_rain_data, data)
    (archive,) = (data / "archive").iterdir()
    archive.write_bytes(archive.read_bytes()[:1000])
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    signs = check_up(settings_of(data), now=NOON + timedelta(days=99), quick=False)
    broken = [sign.about for sign in signs if sign.state == "broken"]
    assert {"evidence", "Prefect server"} <= set(broken)
    assert [sign.state for sign in signs[: len(broken)]] == ["broken"] * len(broken)
    (data / "published.duckdb").write_bytes(b"no database" * 1000)
    assert _signs(data)["warehouse"].state == "broken"
    assert main(["doctor", "--data", str(data), "--quick"]) == 3


# --- topics new --------------------------------------------------------------------------------------


@pytest.mark.parametrize("like", [*topic_keys(), None])
def test_a_new_topic_is_a_topic(like: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "may-flood.toml"
    given = ["--title", 'The "May" flood', "--name", "May flood", "--vi", "lũ tháng 5", "--en", "May flood"]
    days = ["--since", "2026-05-01", "--until", "2026-06-30"]
    assert main(["topics", "new", str(target), *given, *days, *(["--like", like] if like else [])]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    topic = load_topic(target)
    assert (topic.key, topic.subjects[0].names["vi"]) == ("may-flood", ("lũ tháng 5",))
    expected = load_topic(SEEDS / "topics" / f"{like}.toml").metrics if like else ()
    assert [metric.key for metric in topic.metrics] == [metric.key for metric in expected] or like is None
    assert main(["topics", "new", str(target), *given]) == 2  # it is there already


def test_questions_are_asked_of_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "ferry.toml"
    answers = [
        "Ferry",
        "Ferry line",
        "phà; bến phà",
        "the ferry",
        "",
        "",
        "no",
        "Riders",
        "flow",
        "people",
        "khách",
        "",
    ]
    given = iter(answers)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda: next(given))
    assert main(["topics", "new", str(target)]) == 0
    topic = load_topic(target)
    assert topic.subjects[0].names["vi"] == ("phà", "bến phà")
    (metric,) = topic.metrics
    assert (metric.key, metric.kind, metric.unit) == ("riders", "flow", "people")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "x"], "give --title"),
        (["--title", "T", "--since", "yesterday"], "expected a day"),
        (["--title", "T", "--like", "no-such-topic"], "unknown topic"),
        (["--title", "T", "--since", "2026-05-02", "--until", "2026-05-01"], "lies before since"),
    ],
)
def test_answers_that_make_no_topic_write_nothing(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["topics", "new", str(tmp_path / "t.toml"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_only_what_fits_every_topic_is_shared() -> None:
    text = (
        '[[subject]]\nkey = "a"\n\n# --- x ---\n[[metric]]\nkey = "m"\n\n[[claim]]\nid = "c"\n\n[[party]]\nkey = "p"\n'
    )
    assert shared_blocks(text) == '[[metric]]\nkey = "m"\n\n[[party]]\nkey = "p"'


# --- completion --------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_commands_and_topics(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "reconcile" in script
    assert "red-rain" in script
