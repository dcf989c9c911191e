"""The archive: every capture as a WARC 1.1 record, appended to files that are whole whatever happens.

One gzip member a record, so that a record is read by file, offset and length alone. A torn last record, left by a
crash, is cut off before anything is added; the records before it are untouched.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from sources.errors import ArchiveError
from sources.members import cut_torn_end, lock, tombstone_of
from sources.model import Page, WarcRef
from sources.records import read_record, write_page

ROTATE_AT = 1_000_000_000  # bytes; a new file is begun behind this


class Archive:
    """The folder of WARC files of one data folder. `name` begins the files that this writer adds.

    A file is open for one writer at a time (a lock on the file says so); `close` ends it. With `is_durable` every
    capture is flushed down to the disk before it is given back. `whole` says up to where files are known to be whole,
    in bytes, so that only what lies behind is looked through for a torn end.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        is_durable: bool = True,
        rotate_at: int = ROTATE_AT,
        whole: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.folder = folder
        self.name = name
        self._whole = whole
        self._is_durable = is_durable
        self._rotate_at = rotate_at
        self._number = 0
        self._file: io.BufferedWriter | None = None

    def write(self, page: Page, request_headers: Sequence[tuple[str, str]] = ()) -> WarcRef:
        """Append a page (response and request). Gives the response record's place. Raises ArchiveError."""
        return self._write(page, request_headers, None)

    def write_revisit(self, page: Page, first: Page, request_headers: Sequence[tuple[str, str]] = ()) -> WarcRef:
        """Append a capture whose body is held already, or that the server says is unchanged (304), as a revisit record
        that refers to the first capture."""
        return self._write(page, request_headers, first)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, page: Page, request_headers: Sequence[tuple[str, str]], first: Page | None) -> WarcRef:
        try:
            file = self._opened()
            offset = file.tell()
            length = write_page(file, page, request_headers, first)
            file.flush()
            if self._is_durable:
                os.fsync(file.fileno())
        except OSError as error:
            raise ArchiveError(f"{self.folder}: cannot be written: {error.strerror or error}") from error
        return WarcRef(file=Path(file.name).name, offset=offset, length=length)

    def _opened(self) -> io.BufferedWriter:
        """The file to append to: the last of this name that is not full and that nobody else writes to."""
        if self._file is not None:
            if self._file.tell() < self._rotate_at:
                return self._file
            self.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:
            path = self.folder / f"{self.name}-{self._number:05}.warc.gz"
            file = path.open("ab")
            if lock(file):
                cut_torn_end(path, min(self._whole.get(path.name, 0), path.stat().st_size))
                file.seek(0, os.SEEK_END)
                if file.tell() < self._rotate_at:
                    self._file = file
                    return file
            file.close()
            self._number += 1

    def read(self, ref: WarcRef) -> Page:
        """The page of a record. Raises ArchiveError."""
        return read_record(self.folder / ref.file, ref)


def blank(folder: Path, ref: WarcRef) -> None:
    """Overwrite a record with a tombstone of exactly its length, so that its payload is gone and every other record
    stays where it is. Raises ArchiveError."""
    path = folder / ref.file
    try:
        with path.open("r+b") as file:
            file.seek(ref.offset)
            file.write(tombstone_of(ref.length))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written: {error.strerror or error}") from error
