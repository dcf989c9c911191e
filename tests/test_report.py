"""The report as a file: its words come from the labels, the same byte for byte, and nothing of a page is trusted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sources.topics import load_topic
from tests.support import ROOT, fill, made_up_page
from warehouse.report.labels import load_labels

BESIDE = r"(?:held/|\.\./)?(?:index|harbour)[a-z0-9.-]*html"  # pages of ours that lie beside
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
