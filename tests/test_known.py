"""A topic is called by its key or by its path, in every command; one that was run by its path is known by its key."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main

TOPIC = Path(__file__).with_name("verdicts") / "topic.toml"
TEXT = "Paper Lantern had grossed {} billion dong as of 16:00 on 7 September."
CLAIM = """
[[claim]]
id = "total"
text = { en = "It took 552 billion dong.", vi = "Thu 552 tỷ đồng." }
subject = "Đèn Lồng"
metric = "gross"
value = 552000000000
as_of = "2025-09-07T16:00:00+07:00"
published = 2025-09-20
credits = ["n0.example.org"]

[[claim]]
id = "words"
text = { en = "It was said in these words.", vi = "Nguyên văn như vậy." }
published = 2025-09-20
credits = ["n0.example.org"]
quote = "had grossed 552 billion dong as of 16:00"
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("known")
    rows = [
        {
            "url": f"https://n{number}.example.org/a",
            "text": TEXT.format(amount),
            "published": "2025-09-08",
            "lang": "en",
        }
        for number, amount in enumerate((552, 480))
    ]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    topic = folder / "lantern.toml"
    topic.write_text(TOPIC.read_text("utf-8") + CLAIM, "utf-8")
    assert main(["load", str(folder / "pages.jsonl"), "--topic", str(topic), "--data", str(folder / "data")]) == 0
    return folder


def _lines(data: Path, words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([*words, "--json", "--data", str(data / "data")]) in (0, 1)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "words",
    [["answer", "NAME", "gross"], ["latest", "NAME", "gross"], ["digest", "NAME"], ["review", "--topic", "NAME"]],
    ids=lambda words: str(words[0]),
)
def test_key_and_path_are_one_topic(words: list[str], data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = [
        _lines(data, [name if word == "NAME" else word for word in words], capsys)
        for name in ("lantern", str(data / "lantern.toml"))
    ]
    assert said[0] == said[1] != []


def test_a_report_is_made_by_key(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "lantern", "--format", "md", "--data", str(data / "data")]) == 0
    assert "Paper Lantern" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["lanterns", "red-rain"])
def test_a_topic_that_was_not_run_has_no_empty_list(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--topic", name, "--data", str(data / "data")]) == 2
    assert name in capsys.readouterr().err


@pytest.mark.parametrize("name", ["total", "lantern/total"])
def test_a_verdict_is_explained_by_both_of_its_names(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = _lines(data, ["explain", name], capsys)
    assert line["what"] == "verdict"
    assert len(line["evidence"]) == 2


def test_a_verdict_on_words_leads_to_its_pages(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = _lines(data, ["explain", "lantern/words"], capsys)
    assert [page["url"] for page in line["pages"]] == ["https://n0.example.org/a"]
    assert line["pages"][0]["warc_file"]


def test_what_check_found_is_said_not_to_be_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "0123456789abcdef", "--data", str(data / "data")]) == 2
    assert "check" in capsys.readouterr().err


@pytest.mark.parametrize(("whose", "left"), [([], [552, 480]), (["--outlet", "n0.example.org"], [480])])
def test_an_outlet_that_no_list_has_is_called_by_its_host(
    whose: list[str], left: list[int], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data / "claim.txt"
    file.write_text("Paper Lantern had grossed 552 billion dong as of 16:00 on 7 September.", "utf-8")
    words = ["check", str(file), "--topic", "lantern", "--published", "2025-09-20", *whose]
    (line,) = _lines(data, words, capsys)
    assert len(line["evidence"]) == len(left)
    assert all(f"{amount} billion" in line["explanation"]["en"] for amount in left)


def test_a_claim_of_a_topic_credits_an_outlet_by_its_host(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "select credits, attribution from verdict where topic = 'lantern' and claim_id = 'total'"
    (line,) = _lines(data, ["sql", query], capsys)
    assert line == {"credits": "n0.example.org", "attribution": "confirmed"}


def _ran(words: Sequence[str], capsys: pytest.CaptureFixture[str], *, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(list(words)) == code
    said = capsys.readouterr()
    return said.out, said.err


@pytest.mark.parametrize(
    "words",
    [
        ["run", "NAME", "--replay", "{dir}/data/archive", "--quiet"],
        ["backfill", "{dir}/crawl.warc.gz", "--topic", "NAME", "--quiet"],
        ["load", "{dir}/pages.jsonl", "--topic", "NAME"],
        ["add", "{dir}/page.html", "--url", "https://n2.example.org/a", "--published", "2025-09-09", "--topic", "NAME"],
        ["reconcile", "{dir}/figures.jsonl", "--topic", "NAME"],
        ["read", "{dir}/page.html", "--topic", "NAME"],
        ["topics", "validate", "NAME"],
    ],
    ids=lambda words: str(words[0]),
)
def test_a_command_that_reads_pages_knows_the_key_and_says_whose_file(
    words: list[str], data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    shutil.copy(next((data / "data" / "archive").glob("*.warc.gz")), tmp_path / "crawl.warc.gz")
    (tmp_path / "page.html").write_text(f"<article><h1>Paper Lantern</h1><p>{TEXT.format(552)}</p></article>", "utf-8")
    figure = {"subject": "Đèn Lồng", "metric": "gross", "value": 552000000000, "unit": "VND"}
    (tmp_path / "figures.jsonl").write_text(json.dumps(figure), "utf-8")
    (tmp_path / "lantern.toml").unlink()
    given = [word.replace("{dir}", str(tmp_path)).replace("NAME", "lantern") for word in words]
    assert main([*given, "--data", str(tmp_path / "data")]) in (0, 1)
    said = capsys.readouterr().err
    assert f"lantern: its file is {tmp_path / 'data' / 'topics' / 'lantern.toml'}" in said
    assert "unknown" not in said


def test_the_keys_there_are_include_those_that_were_run_by_path(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data", str(data / "data")]
    assert "lantern" in _ran(["run", "lanterns", *where], capsys, code=2)[1]
    assert "lantern" in _ran(["topics", *where], capsys)[0]
    seen = _ran(["doctor", "--quick", *where], capsys)[0]
    assert "topic lantern" in seen
    assert "no topic file" not in seen


def test_run_report_and_digest_say_alike_what_an_editor_has_reviewed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person's word on one thing is a person's word wherever it is told of."""
    shutil.copytree(data / "data", tmp_path, dirs_exist_ok=True)
    where = ["--data", str(tmp_path)]
    commands = (
        ["run", "lantern", "--replay", str(tmp_path / "archive"), "--quiet", *where],
        ["report", "lantern", "--format", "md", *where],
        ["digest", "lantern", *where],
    )
    for reviewed in (False, True):
        if reviewed:
            assert main(["review", "lantern/total", "accept", "--reason", "looked at", "--by", "desk", *where]) == 0
        for words in commands:
            capsys.readouterr()
            assert main(words) in (0, 1)
            out = capsys.readouterr().out
            assert ("ot yet reviewed by an editor" in out.split("Verdicts")[0]) is not reviewed, words
            assert ("1 of 3 verdicts and differences reviewed by an editor" in out) is reviewed, words
    assert (
        "biên tập viên đã xem 1 trong 3 kết luận và chênh lệch"
        in _ran(["digest", "lantern", "--lang", "vi", *where], capsys)[0]
    )
