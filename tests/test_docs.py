"""The documents say what the program does: made pages are current, links lead somewhere, commands exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from flows.arguments import build_parser
from flows.reference import cli_page, schema_page, verdicts_page
from tests.support import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize(("name", "page"), [("cli", cli_page), ("schema", schema_page), ("verdicts", verdicts_page)])
def test_made_pages_are_current(name: str, page: object) -> None:
    assert callable(page)
    text = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    assert text == page(), "run `python -m flows.reference`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    for target in targets:
        if "://" not in target:
            assert (page.parent / target).exists(), target


def _command_lines(page: Path) -> list[str]:
    lines = re.findall(r"^(?: {4}|\t)(?:\.venv/bin/)?(doichieu .*)$", page.read_text("utf-8"), flags=re.M)
    return [re.sub(r"\s+#.*$", "", line) for line in lines]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_line_parses(page: Path) -> None:
    if page.name == "cli.md":
        return  # holds usage lines too, and is made from the parser itself
    for line in _command_lines(page):
        if "$(" in line:
            continue  # a shell is needed; the tutorial's own test has one
        words = shlex.split(line.split(" | ")[0])[1:]
        build_parser().parse_args(words)


def test_the_readme_names_both_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "scripts/demo" in text
    assert "scripts/test" in text
