"""Figures that are known to be printed otherwise than they were meant: seeds/corrections.toml, with its guard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.errors import SeedError
from sources.lines import FigureLine
from sources.model import Article
from sources.seeds import Table
from sources.topics import SEEDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One printed figure: the page, the words, the metric that they give it, and how it is known."""

    url: str
    said: str
    metric: str
    reason: str


@cache
def load_corrections(file: Path = SEEDS / "corrections.toml") -> tuple[Correction, ...]:
    """The table of a file. Raises SeedError with every mistake in it."""
    root = Table.open(file)
    found = []
    for table in root.tables("correction"):
        found.append(Correction(**{key: table.needed(key) for key in ("url", "said", "metric", "reason")}))
        table.close()
    root.close()
    if root.mistakes:
        raise SeedError(root.mistakes)
    return tuple(found)


def without_known(lines: Iterable[FigureLine], corrections: Sequence[Correction]) -> list[FigureLine]:
    """The figures that stand for themselves."""
    known = {(each.url, each.metric): each.said for each in corrections}

    def is_known(line: FigureLine) -> bool:
        said = known.get((line.url or "", (line.figure.metric or "").removeprefix("other:")))
        return said is not None and line.figure.said.startswith(said)

    return [line for line in lines if not is_known(line)]


def check_pages(articles: Sequence[Article], corrections: Sequence[Correction]) -> None:
    """Raises SeedError for every correction whose page, where an original is held, no longer has the words."""
    held = {article.url: article for article in articles if article.wording == "original"}
    stale = [
        f"corrections.toml: {each.url}: no longer says {each.said!r}; remove the entry"
        for each in corrections
        if each.url in held
        and not any(each.said in text for text in (held[each.url].title or "", *held[each.url].paragraphs))
    ]
    if stale:
        raise SeedError(stale)
