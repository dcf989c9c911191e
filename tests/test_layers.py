"""Imports run one way, and every library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for folder in ("flows", "sources", "warehouse") for path in (ROOT / folder).rglob("*.py"))
MAY_IMPORT = {
    "sources": {"sources"},
    "warehouse": {"warehouse", "sources"},
    "flows": {"flows", "warehouse", "sources"},
}
# Inside sources, a module may use only the ones before it.
STAIRCASE = [
    "sources.model",
    "sources.errors",
    "sources.text",
    "sources.hosts",
    "sources.seeds",
    "sources.compiled",
    "sources.dates",
    "sources.figures",
    "sources.lines",
    "sources.markup",
    "sources.reader",
    "sources.loaded",
    "sources.cms",
    "sources.outlets",
    "sources.topics",
    "sources.captures",
    "sources.credits",
    "sources.facts",
    "sources.claims",
    "sources.wire",
    "sources.fetch",
    "sources.members",
    "sources.records",
    "sources.replay",
    "sources.addresses",
    "sources.archive",
    "sources.payloads",
    "sources.crawl",
    "sources.prefilter",
    "sources.discover",
]
HOMES = {
    "requests": ("sources/fetch.py",),
    "bs4": ("sources/markup.py", "sources/reader.py", "sources/outlets/"),
    "duckdb": ("warehouse/",),
    "prefect": ("flows/",),
    "fastwarc": ("sources/crawl.py", "sources/payloads.py"),
    "hyperscan": ("sources/prefilter.py",),
    "warcio": ("sources/records.py",),
    "trafilatura": ("sources/reader.py",),
    "vl_convert": ("warehouse/report/",),
}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _step(module: str) -> int | None:
    steps = [place for place, name in enumerate(STAIRCASE) if module == name or module.startswith(name + ".")]
    return steps[0] if steps else None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    relative = path.relative_to(ROOT)
    room = relative.parts[0]
    here = _step(".".join(relative.with_suffix("").parts).removesuffix(".__init__"))
    for name in _imports(path):
        top = name.split(".")[0]
        if top in MAY_IMPORT:
            assert top in MAY_IMPORT[room], f"{relative} imports {name}: {room} may not know {top}"
        there = _step(name)
        if here is not None and there is not None:
            assert there <= here, f"{relative} imports {name}, which stands above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_library_has_one_home(path: Path) -> None:
    relative = path.relative_to(ROOT).as_posix()
    for name in _imports(path):
        homes = HOMES.get(name.split(".")[0])
        if homes is not None:
            assert relative.startswith(homes), f"{relative} imports {name}, whose home is {' or '.join(homes)}"


def test_the_staircase_names_every_module() -> None:
    found = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts[:2])
        for path in (ROOT / "sources").rglob("*.py")
        if path != ROOT / "sources" / "__init__.py"
    }
    assert found <= set(STAIRCASE), sorted(found - set(STAIRCASE))
