"""The report as a file: its words come from the labels, the same byte for byte, and nothing of a page is trusted."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import tomllib
from html import escape
from pathlib import Path

import pytest

from sources.topics import load_topic
from tests.support import ROOT, fill, made_up_page
from warehouse import open_published
from warehouse.report import render
from warehouse.report.labels import load_labels
from warehouse.report.quotes import safe_url

BESIDE = r"(?:held/|\.\./)?(?:index|harbour)[a-z0-9.-]*html"  # pages of ours that lie beside
HOSTILE = tomllib.loads((Path(__file__).parent / "report" / "hostile.toml").read_text("utf-8"))
HARBOUR = Path(__file__).parent / "articles" / "harbour.toml"


def test_no_label_is_hidden_by_a_method_of_its_table() -> None:
    """In a template `t.copy` would be the method of a dictionary."""
    labels = load_labels()
    assert labels["en"].keys() == labels["vi"].keys()
    assert not labels["en"].keys() & set(dir({}))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_another_process_writes_the_same_bytes(red_rain_data: Path, language: str) -> None:
    command = [sys.executable, "-m", "flows.cli", "report", "red-rain", "--lang", language, "--output"]
    base = {**os.environ, "PYTHONPATH": str(ROOT), "DOICHIEU_DATA": str(red_rain_data)}
    written = []
    for seed in ("1", "2"):
        path = red_rain_data / f"again-{seed}.html"
        environment = {**base, "PYTHONHASHSEED": seed}
        subprocess.run([*command, str(path)], env=environment, cwd=ROOT, check=True, capture_output=True)
        written.append(path.read_text("utf-8"))
    assert written[0] == written[1]
    assert not re.search(r"<built-in|object at 0x|\bNone\b|undefined", written[0])


@pytest.mark.parametrize("case", HOSTILE["url"], ids=lambda case: case["id"])
def test_only_http_addresses_become_links(case: dict[str, str | bool]) -> None:
    assert (safe_url(case["url"]) is not None) is case["links"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    pages = [
        made_up_page(f"<p>{escape(page['paragraph'])}</p>", f"https://{page['id']}.example.com/a.html", page["title"])
        for page in HOSTILE["page"]
    ]
    fill(folder, load_topic(HARBOUR), pages)
    return folder


def test_in_markdown_what_a_page_says_is_text(hostile: Path) -> None:
    text = (hostile / "reports" / "harbour.md").read_text("utf-8")
    assert "218,9" in text
    assert not re.search(r"(?<!\\)(?:\]\(|<(?!https?://)|!\[)", re.sub(r"^> .*$", "", text, flags=re.M))
    assert "\u202e" not in text


def test_in_a_table_for_programs_no_cell_is_a_formula(hostile: Path) -> None:
    with open_published(hostile) as reader:
        table = render(reader, load_topic(HARBOUR), form="csv")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows
    for row in rows:
        assert not any(cell[:1] in ("=", "+", "-", "@") for cell in row.values())
        assert row["run_id"]
        assert len(row["row_hash"]) == 16
    assert len({row["row_hash"] for row in rows}) == len(rows)


def test_what_a_page_says_is_text_and_never_runs(tmp_path: Path) -> None:
    first = "&lt;script&gt;alert(1)&lt;/script&gt; Đến ngày 3/9, Cầu Hải Âu thu 495,5 tỷ đồng"
    hostile = f"{first} &lt;img src=x onerror=alert(2)&gt;"
    other = "Đến ngày 3/9, Cầu Hải Âu thu 777,7 tỷ đồng, &quot;&gt;&lt;svg onload=alert(3)&gt;"
    pages = [
        made_up_page(f"<p>{hostile}</p>", "https://one.example.com/a.html", title="&lt;b onclick=x&gt;Tin"),
        made_up_page(f"<p>{other}</p>", "https://two.example.com/b.html"),
    ]
    fill(tmp_path, load_topic(HARBOUR), pages)
    text = (tmp_path / "reports" / "harbour.html").read_text("utf-8")
    assert "777,7" in text
    for tag in ("<script>alert", "<img", "<svg onload", "<b onclick"):
        assert tag not in text
    assert "Content-Security-Policy" in text
    assert not re.findall(rf'(?:href|src)="(?!https?://|#|{BESIDE})', text)


def test_a_page_holds_so_many_figures_and_counts_the_rest(tmp_path: Path) -> None:
    pages = [
        made_up_page(
            f"<p>Đến ngày 3/9, Cầu Hải Âu thu {495 if number % 2 else 777},5 tỷ đồng.</p>",
            f"https://paper{number}.example.com/a.html",
        )
        for number in range(30)
    ]
    fill(tmp_path, load_topic(HARBOUR), pages)
    text = (tmp_path / "reports" / "harbour.html").read_text("utf-8")
    assert "The reports behind it (30)" in text
    assert "and 6 more: doichieu explain" in text
    shown = re.findall(r"<li><p class=\"from\"><b><a href=\"https://(paper\d+)", text)
    assert len(shown) == 24 * text.count("The reports behind it (30)")
