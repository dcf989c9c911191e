"""Known misprints stand neither for nor against anything, for as long as the page has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.errors import SeedError
from sources.lines import parse_figure_line
from sources.model import Article
from warehouse.corrections import check_pages, load_corrections, without_known

FILE = """
[[correction]]
url = "https://news.example.org/a-1.html"
said = "24"
metric = "deaths"
reason = "21 dead and 3 missing."
"""


def _article(text: str) -> Article:
    return Article(
        article_id="a",
        outlet="news.example.org",
        outlet_name="News",
        url="https://news.example.org/a-1.html",
        language="en",
        title=None,
        lead=None,
        paragraphs=(text,),
    )


def test_a_known_misprint_is_left_out_and_the_rest_stays(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(FILE, "utf-8")
    lines = [
        parse_figure_line(
            {
                "subject": "Storm",
                "metric": metric,
                "value": 24,
                "unit": "people",
                "said": "24 deaths",
                "url": "https://news.example.org/a-1.html",
            },
            number,
        )
        for number, metric in enumerate(("deaths", "injured"), 1)
    ]
    assert [line.figure.metric for line in without_known(lines, load_corrections(file))] == ["injured"]


def test_an_entry_fails_once_the_page_says_something_else(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(FILE, "utf-8")
    check_pages([_article("It counts 24 deaths.")], load_corrections(file))
    with pytest.raises(SeedError, match="no longer says '24'"):
        check_pages([_article("It counts 21 deaths and 3 missing.")], load_corrections(file))


def test_the_bundled_table_is_in_order() -> None:
    assert all(each.reason.endswith(".") for each in load_corrections())


def test_mistakes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text("[[correction]]\nurl = 'x'\nsaid = '1'\nnote = 'y'\n", "utf-8")
    with pytest.raises(SeedError, match="reason"):
        load_corrections(file)
