"""`doichieu survey`: what a corpus holds before any topic exists."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from flows.documents import article_of, read_bytes
from flows.output import print_lines, print_table
from flows.settings import read_settings
from flows.surveying import survey
from sources.errors import UnreadablePage, UsageError
from sources.loaded import page_of_row
from sources.model import Article
from sources.outlets import read
from warehouse import open_published
from warehouse.figures import read_articles
from warehouse.tables import KINDS, read_rows

_UNITS = ("unit or noun", "mentions", "articles", "smallest", "median", "largest", "example")
_AMOUNTS = ("amount", "unit", "articles", "outlets", "example")
_NAMES = ("name", "mentions", "articles")


def main(arguments: argparse.Namespace) -> int:
    if arguments.top < 1:
        raise UsageError(f"--top {arguments.top}: expected at least 1")
    articles = _of_files(arguments.file) if arguments.file else _of_warehouse()
    found = survey(a for a in articles if arguments.lang is None or a.language == arguments.lang)
    if not found.articles:
        raise UsageError("no article to look at; give files, or load some first (doichieu load, run, backfill)")
    tables = (
        ("counted", _UNITS, list(found.unit_rows(arguments.top))),
        ("said by several", _AMOUNTS, list(found.amount_rows(arguments.top))),
        ("named", _NAMES, list(found.name_rows(arguments.top))),
    )
    for title, columns, rows in tables:
        if arguments.json:
            keys = [column.replace(" ", "_") for column in columns]
            print_lines({"row": title.replace(" ", "_"), **dict(zip(keys, row, strict=True))} for row in rows)
        else:
            print_table(columns, rows, title=title)
    if not arguments.json:
        print(f"{found.articles:,} articles. Next: doichieu topics new")
    return 0


def _of_files(files: list[Path]) -> Iterator[Article]:
    """Articles of tables, pages and texts; what can't be read is told and left out."""
    now = datetime.now(UTC)
    for file in files:
        if file.suffix.lower() in KINDS or file.name.lower().endswith(tuple(f"{kind}.gz" for kind in KINDS)):
            for where, row in read_rows(file):
                try:
                    if isinstance(row, UsageError):
                        raise row
                    yield read(page_of_row(row, where, columns={}, outlet="unknown", loaded_at=now).page)
                except (UsageError, UnreadablePage) as error:
                    print(f"doichieu: {error}", file=sys.stderr)
            continue
        try:
            yield article_of(read_bytes(str(file)), url="", published=None, outlet=None, language=None)
        except UnreadablePage as error:
            print(f"doichieu: {file}: {error.reason}", file=sys.stderr)


def _of_warehouse() -> Iterator[Article]:
    with open_published(read_settings().data) as reader:
        yield from read_articles(reader, None)
