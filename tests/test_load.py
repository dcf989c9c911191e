"""Articles from files: any form, whatever their columns are called, each once, and the same again from the archive."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from sources.loaded import CONTENT_TYPE, page_of_row
from sources.model import Page
from sources.outlets import read
from sources.replay import replay
from tests.support import fill, red_rain
from warehouse import memory_warehouse, open_published
from warehouse.report.coverage import collect_coverage

TEXT = "Tính đến 16h30 ngày 7/9, doanh thu phim Mưa đỏ là {} tỷ đồng.\n\nTin thêm."
ROWS: list[dict[str, Any]] = [
    {"url": "https://a.example.org/1", "title": "Tin", "text": TEXT.format("551,4"), "published": "2025-09-08"},
    {"url": "https://b.example.org/2", "title": None, "text": TEXT.format("751,4"), "published": "2025-09-08T10:00:00"},
    {"url": "https://c.example.org/3", "title": "Khác", "text": "Không liên quan.", "published": "2025-09"},
]


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    if path.suffix == ".parquet":
        as_csv = path.with_suffix(".csv")
        path.rename(as_csv)
        with memory_warehouse() as warehouse:
            warehouse.query(f"copy (from read_csv('{as_csv}', all_varchar = true)) to '{path}' (format parquet)")
    return path


def _load(data: Path, *words: str) -> int:
    return main(["load", *words, "--topic", "red-rain", "--data", str(data), "--json"])


def _figures(data: Path) -> list[tuple[object, ...]]:
    with open_published(data) as reader:
        return reader.query("select outlet, said, url from figure where topic = 'red-rain' order by all").rows


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_every_form_gives_the_same_and_twice_changes_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    file = _write(tmp_path / name, ROWS)
    assert _load(data, str(file)) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"row": "topic", "topic": "red-rain", "articles": 2}
    assert lines[1] == {"row": "load", "rows": 3, "new": 3, "held": 0, "refused": 0, "capture_time_unknown": 3}
    figures = _figures(data)
    assert [(outlet, said) for outlet, said, _ in figures] == [
        ("a.example.org", "551,4 tỷ đồng"),
        ("b.example.org", "751,4 tỷ đồng"),
    ]
    with open_published(data) as reader:
        assert reader.query("select type from discrepancy").rows == [("CONTRA",)]
        trusts = reader.query("select capture_trust, published_trust from article order by url").rows
    assert trusts == [("unknown", "day"), ("unknown", "instant")]
    assert _load(data, str(file)) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[1]["held"] == 3
    assert _figures(data) == figures


def test_what_was_loaded_comes_out_of_the_archive_again(tmp_path: Path) -> None:
    data, again = tmp_path / "data", tmp_path / "again"
    _load(data, str(_write(tmp_path / "a.jsonl", ROWS)))
    (archive,) = (data / "archive").glob("*.warc.gz")
    fill(again, red_rain(claims=False), list(replay(archive)))
    assert _figures(again) == _figures(data)


def test_what_a_load_read_is_counted_and_told_in_both_languages(tmp_path: Path) -> None:
    assert _load(tmp_path, str(_write(tmp_path / "a.jsonl", ROWS))) == 0
    with open_published(tmp_path) as reader:
        counted = reader.query("select sum(figures) from coverage where topic = 'red-rain'").rows[0][0]
        notes = {row.note for tongue in ("en", "vi") for row in collect_coverage(reader, "red-rain", tongue)}
    assert counted == len(_figures(tmp_path)) > 0
    assert notes == {"loaded from a file", "nạp từ tệp"}


def test_columns_have_names_of_their_own_and_bad_rows_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[dict[str, Any]] = [
        {"noi_dung": TEXT.format("551,4"), "ngay": "2025-09-08", "luc": "2025-09-08T12:00:00+07:00"},
        {"noi_dung": TEXT.format("552,4"), "ngay": "hôm qua", "luc": None},
        {"noi_dung": "", "ngay": "2025-09-08", "luc": None},
    ]
    file = _write(tmp_path / "a.jsonl", rows)
    with file.open("a", encoding="utf-8") as out:
        out.write("no json\n[1]\n")
    names = ["--column", "text=noi_dung", "--column", "published=ngay", "--column", "captured=luc"]
    assert _load(tmp_path / "data", str(file), *names, "--outlet", "The Example") == 2
    told, err = capsys.readouterr()
    assert json.loads(told.splitlines()[1])["new"] == 2
    assert "line 2: published: expected a day" in err
    assert "line 3: no text" in err
    assert "line 4: no JSON" in err
    assert "line 5: expected a JSON object" in err
    with open_published(tmp_path / "data") as reader:
        held = reader.query("select outlet, capture_trust, published_trust from article order by all").rows
    assert held == [("The Example", "given", "day"), ("The Example", "unknown", "unknown")]
    assert _load(tmp_path / "data", str(file), *names) == 2  # whose articles are they?
    assert "neither an address nor an outlet" in capsys.readouterr().err
    assert _load(tmp_path / "data", str(tmp_path / "none.csv")) == 2
    assert _load(tmp_path / "data", str(_write(tmp_path / "a.xlsx", rows[:1]))) == 2


@pytest.mark.parametrize(
    ("said", "name"),
    [("Harbour Post", "Harbour Post"), ("Tuổi Trẻ", "a.example.org"), ("harbour.example.com", "a.example.org")],
)
def test_a_row_names_its_outlet_but_takes_no_name_of_another(said: str, name: str) -> None:
    row = {"url": "https://a.example.org/1", "text": "Mưa đỏ thu 600 tỷ đồng.", "outlet": said}
    loaded = page_of_row(row, "row", columns={}, outlet=None, loaded_at=datetime.now(UTC))
    article = read(loaded.page)
    assert (article.outlet, article.outlet_name) == ("a.example.org", name)


def test_a_row_speaks_for_no_outlet_but_its_host() -> None:
    """A web server may send a body of the same type: it is still only that server's word."""
    row = {"url": "https://a.example.org/1", "text": "Mưa đỏ thu 600 tỷ đồng.", "outlet": "tuoitre"}
    loaded = page_of_row(row, "row", columns={}, outlet=None, loaded_at=datetime.now(UTC))
    assert read(loaded.page).outlet == "a.example.org"
    body = b'{"url": "https://tuoitre.vn/1", "outlet": "tuoitre", "paragraphs": ["Tin."], "title": null}'
    page = Page(
        url="https://evil.example.org/x",
        captured_at=datetime.now(UTC),
        status=200,
        headers=(("content-type", CONTENT_TYPE),),
        body=body,
        digest="0",
    )
    article = read(page)
    assert (article.outlet, article.url) == ("evil.example.org", "https://evil.example.org/x")


def test_a_survey_counts_before_there_is_a_topic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [
        "The Gull Bridge cost 12.5 million dollars and took 300 workers. It has 14 lanterns.",
        "Building the Gull Bridge cost 12.5 million dollars. Its 14 lanterns were lit by 40 workers.",
    ]
    rows: list[dict[str, Any]] = [
        {"url": f"https://{n}.example.org/", "text": text, "lang": "en"} for n, text in enumerate(texts)
    ]
    assert main(["survey", str(_write(tmp_path / "a.jsonl", rows)), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    counted = {line["unit_or_noun"]: line for line in lines if line["row"] == "counted"}
    assert counted["USD"]["articles"] == 2
    assert any(line["row"] == "said_by_several" and line["amount"] == 12500000 for line in lines)
    assert any(line["row"] == "named" and line["name"] == "Gull Bridge" for line in lines)
    assert "lanterns" in counted
    page = tmp_path / "page.txt"
    page.write_text("Cây cầu tốn 30 tỷ đồng.", "utf-8")
    assert main(["survey", str(page)]) == 0
    assert main(["survey", "--data", str(tmp_path / "nothing")]) == 3
    assert main(["survey", str(page), "--top", "0"]) == 2
