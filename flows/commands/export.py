"""`doichieu export`: a run as an RO-Crate or as Parquet; everything as a backup, and the way back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows.known import known_topic
from flows.settings import Settings, read_settings
from sources.errors import UsageError
from warehouse import open_published, open_warehouse
from warehouse.export import restore_backup, write_backup, write_crate, write_tables


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    if sum(bool(given) for given in (arguments.topic, arguments.all, arguments.restore)) != 1:
        raise UsageError("export one of: a TOPIC, everything (--all FILE.tar), or back again (--restore FILE.tar)")
    if arguments.restore:
        return _restore(settings, arguments.restore)
    if arguments.all:
        with open_warehouse(settings.data, settings.wait_seconds, settings.lake) as warehouse:
            files = write_backup(warehouse, settings.data, arguments.all)
        print(arguments.all)
        print(f"{files} files; topic files are not in it: keep them with their repository", file=sys.stderr)
        return 0
    topic = known_topic(settings, arguments.topic)
    folder = arguments.output or Path(f"{topic.key}-export")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: is not empty; name a new folder with --output DIR")
    with open_published(settings.data, allow_files=True) as reader:
        if arguments.format == "parquet":
            write_tables(reader, topic.key, folder)
            print(folder)
        else:
            print(write_crate(reader, topic, folder))
    return 0


def _restore(settings: Settings, source: Path) -> int:
    if settings.lake is not None:
        raise UsageError("a backup is restored into a folder; unset DOICHIEU_LAKE for it")
    files = restore_backup(source, settings.data)
    print(settings.data)
    print(f"{files} files; `doichieu report TOPIC` makes the reports again", file=sys.stderr)
    return 0
