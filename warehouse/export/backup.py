"""Everything that can't be made again, in one file: the archive, the tables, the words of people and what was sent.

A tar with `archive/` as it is, `tables/NAME.parquet` for every stored table, the `*.jsonl` of the data folder, and last
`manifest.json` with the sha256 of each. Reports and the published copy follow from it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sources.errors import UsageError, WarehouseError
from warehouse.connection import SCHEMA_VERSION, Warehouse, copy_rows, insert_rows, open_warehouse

_MANIFEST = "manifest.json"
_NAME = re.compile(r"(?:archive/(?:[\w-][\w.-]*/)*|tables/)?[\w-][\w.-]*", re.ASCII)
_FORMAT = 1


class _Hashing(io.RawIOBase):
    """A file that is read to a length and no further, and hashed on the way."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file, self._left = file, length
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(part)
        self.digest.update(part)
        return part


def write_backup(warehouse: Warehouse, data: Path, target: Path) -> int:
    """Write the backup of a data folder, whole or not at all. The warehouse is open, so nobody writes to it meanwhile;
    of an archive file that grows, what is there now is kept. Gives the number of files. Raises WarehouseError."""
    files: dict[str, dict[str, object]] = {}
    temporary = target.with_name(f"{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch, tarfile.open(temporary, "w") as tar:
            for name, path in _sources(warehouse, data, Path(scratch)):
                files[name] = _add(tar, name, path)
            manifest = {"format": _FORMAT, "schema_version": SCHEMA_VERSION, "files": files}
            text = json.dumps(manifest, indent=1, sort_keys=True).encode()
            member = tarfile.TarInfo(_MANIFEST)
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text))
        os.replace(temporary, target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise WarehouseError(f"{target}: cannot be written: {error.strerror or error}") from error
    return len(files)


def _sources(warehouse: Warehouse, data: Path, scratch: Path) -> Iterator[tuple[str, Path]]:
    for table in _tables(warehouse):
        path = copy_rows(warehouse, f"select * from stored.{table} order by all", scratch / f"{table}.parquet")
        yield f"tables/{path.name}", path
        path.unlink()
    for path in sorted([*data.glob("*.jsonl"), *(data / "archive").rglob("*")]):
        if path.is_file():
            yield path.relative_to(data).as_posix(), path


def _tables(warehouse: Warehouse) -> list[str]:
    rows = warehouse.query(
        "select table_name from duckdb_tables() where schema_name = 'stored' and table_name <> 'schema_version' "
        "and database_name = current_database() order by 1"
    ).rows
    return [str(name) for (name,) in rows]


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        member = tarfile.TarInfo(name)
        member.size = os.fstat(file.fileno()).st_size
        hashing = _Hashing(file, member.size)
        tar.addfile(member, hashing)
    return {"bytes": member.size, "sha256": hashing.digest.hexdigest()}


def restore_backup(source: Path, data: Path) -> int:
    """Make a data folder from a backup: the same archive, the same rows, published. Gives the number of files.

    Raises UsageError for a folder that holds something and for a file that is no tar, WarehouseError for a backup that
    is damaged or of another version; then the folder is as it was.
    """
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise UsageError(f"{data}: is not empty; restore into a new folder with --data DIR")
    if not source.is_file():
        raise UsageError(f"{source}: no such file")
    try:
        tarfile.open(source, "r:").close()
    except tarfile.TarError as error:
        raise UsageError(f"{source}: is no backup ({error}); expected a file of `doichieu export --all`") from None
    except OSError as error:
        raise UsageError(f"{source}: cannot be read: {error.strerror or error}") from None
    scratch = data.with_name(f"{data.name}.restoring")
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        scratch.mkdir(parents=True)
        files = _unpack(source, scratch)
        with open_warehouse(scratch) as warehouse:
            with warehouse.transaction():
                for table in sorted((scratch / "tables").glob("*.parquet")):
                    if table.stem not in _tables(warehouse):
                        raise WarehouseError(f"{source}: holds a table {table.stem} that this program has not")
                    insert_rows(warehouse, table.stem, table)
            warehouse.publish()
        shutil.rmtree(scratch / "tables")
        if data.exists():
            data.rmdir()
        scratch.rename(data)
    except OSError as error:
        raise WarehouseError(f"{data}: cannot be restored: {error.strerror or error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return files


def _unpack(source: Path, folder: Path) -> int:
    """The files of a backup into a folder, each of them as its manifest says."""
    digests: dict[str, str] = {}
    manifest: dict[str, object] = {}
    try:
        with tarfile.open(source, "r:") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or not _NAME.fullmatch(member.name):
                    raise WarehouseError(f"{source}: holds {member.name!r}, which no backup of ours does")
                if member.name == _MANIFEST:
                    manifest = json.loads(content.read())
                    continue
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                hashing = _Hashing(content, member.size)
                with path.open("wb") as file:
                    shutil.copyfileobj(hashing, file)
                digests[member.name] = hashing.digest.hexdigest()
    except (tarfile.TarError, ValueError) as error:
        raise WarehouseError(f"{source}: is a damaged backup ({error})") from error
    if manifest.get("schema_version") != SCHEMA_VERSION or manifest.get("format") != _FORMAT:
        raise WarehouseError(
            f"{source}: is cut off, or of schema version {manifest.get('schema_version')} where this program has "
            f"{SCHEMA_VERSION}; restore with the program that wrote it, or rebuild from its archive/ "
            "(doichieu run TOPIC --replay ARCHIVE)"
        )
    listed = manifest.get("files")
    expected = {name: each["sha256"] for name, each in listed.items()} if isinstance(listed, dict) else {}
    for name in sorted(expected.keys() | digests.keys()):
        if expected.get(name) != digests.get(name):
            raise WarehouseError(f"{source}: {name} is not as the manifest says; take another copy of the backup")
    return len(digests)
