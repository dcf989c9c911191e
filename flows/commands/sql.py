"""`doichieu sql`: read-only SQL on the published warehouse, as one query or at a prompt."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from flows.prompt import answer, ask
from flows.settings import read_settings
from sources.errors import UsageError
from warehouse import open_published

_SIZE = re.compile(r"\d+(\.\d+)?\s*[KMGT]i?B", re.IGNORECASE)


def main(arguments: argparse.Namespace) -> int:
    form = "json" if arguments.json else arguments.format
    target: Path | None = arguments.output
    if not _SIZE.fullmatch(arguments.memory):
        raise UsageError(f"--memory {arguments.memory}: expected a size such as 2GB or 500MB")
    if arguments.rows < 1:
        raise UsageError(f"--rows {arguments.rows}: expected at least 1")
    if form == "parquet" and target is None:
        raise UsageError("--format parquet: give a file to write with --output FILE")
    settings = read_settings()
    temporary = target.with_name(target.name + ".tmp").resolve() if target is not None else None
    with open_published(
        settings.data,
        allow_files=arguments.allow_files,
        memory_limit=arguments.memory,
        may_write=temporary if form == "parquet" else None,
    ) as reader:
        query = _query(arguments)
        if query is None:
            return ask(reader, form, arguments.rows, settings.data)
        if target is None or temporary is None:
            answer(reader, query, form, sys.stdout, arguments.rows)
            return 0
        try:
            if form == "parquet":
                reader.write_parquet(query, temporary)
            else:
                with temporary.open("w", encoding="utf-8", newline="") as file:
                    answer(reader, query, "csv" if form == "table" else form, file, arguments.rows)
            os.replace(temporary, target)
        except OSError as error:
            raise UsageError(f"{target}: cannot be written: {error.strerror}") from None
        finally:
            temporary.unlink(missing_ok=True)
        print(target)
    return 0


def _query(arguments: argparse.Namespace) -> str | None:
    """The query given, or None where there is a person to ask."""
    if arguments.query is not None and arguments.query != "-":
        return str(arguments.query)
    if arguments.file is not None:
        try:
            return Path(arguments.file).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{arguments.file}: cannot be read: {error}") from None
    if arguments.query == "-" or not sys.stdin.isatty():
        return sys.stdin.read()
    return None
