"""Replay: the pages of WARC files, of folders of them, or of a folder of saved pages, as they were captured."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sources.errors import ArchiveError
from sources.members import cut_torn_end, is_gzip, lock, member_ends, next_record
from sources.model import VIETNAM, Page, WarcRef
from sources.records import DAMAGE, Name, read_record, records_from
from sources.text import storable


def replay(path: Path, firsts: Firsts | None = None) -> Iterator[Page]:
    """Every page of a WARC file, of a folder of WARC files, or of a folder with index.jsonl. What a file's captures
    refer to is looked for in the other WARC files beside it; who replays many of them hands `firsts` from one to the
    next.

    A damaged record is a page without a body that says its problem. Raises ArchiveError naming file and line.
    """
    if path.is_dir():
        if (path / "index.jsonl").is_file():
            yield from _folder(path)
            return
        files = _files(path)
        if not files:
            raise ArchiveError(f"{path}: neither index.jsonl nor a WARC file in it; expected a folder of pages")
        firsts = Firsts(files[::-1])
        for file in files:
            yield from _warc(file, firsts)
        return
    if not path.is_file():
        raise ArchiveError(f"{path}: no such file or folder to replay")
    yield from _warc(path, firsts or Firsts([other for other in _files(path.parent) if other != path][::-1]))


def pages_with_places(folder: Path) -> Iterator[Page]:
    """The pages whose bodies lie in the WARC files of a folder, with their places. Raises ArchiveError."""
    for path in _files(folder):
        try:
            with path.open("rb") as file:
                yield from _pages_at(file, path, 0, Firsts())
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from error


def left_behind(folder: Path, name: str, known: Mapping[str, int]) -> Iterator[Page]:
    """The pages in files whose name begins with `name` and a hyphen that lie behind what is known of each file (its
    length in bytes): what a run captured and could not load. Files that are being written to are left alone; a torn
    end is cut off first."""
    for path in sorted(folder.glob(f"{glob.escape(name)}-*.warc.gz")):
        start = known.get(path.name, 0)
        try:
            with path.open("r+b") as file:
                if not lock(file):
                    continue
                cut_torn_end(path, start)
                file.seek(start)
                yield from _pages_at(file, path, start, Firsts([other for other in _files(folder) if other != path]))
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from error


class Firsts:
    """Where the first captures lie that later ones refer to: of the files that were read, and, when one is not among
    those, of `others`, each of which is read once at most and only then."""

    def __init__(self, others: Sequence[Path] = ()) -> None:
        self._others = list(others)
        self._held: dict[Name, tuple[Path, WarcRef]] = {}

    def note(self, names: Sequence[Name], path: Path, ref: WarcRef) -> None:
        for name in names:
            self._held.setdefault(name, (path, ref))

    def find(self, names: Sequence[Name]) -> tuple[Path, WarcRef] | None:
        """The file and place of a capture by the first of its names that is known."""
        while not any(name in self._held for name in names[:1]) and self._others:
            path = self._others.pop()
            found = Firsts()
            with path.open("rb") as file:
                for _ in _pages_at(file, path, 0, found):
                    pass
            self._held = {**found._held, **self._held}
        return next((self._held[name] for name in names if name in self._held), None)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in (*folder.glob("*.warc"), *folder.glob("*.warc.gz")) if path.is_file())


def _pages_at(
    file: io.BufferedIOBase, path: Path, start: int, firsts: Firsts, *, is_told: bool = False
) -> Iterator[Page]:
    """The pages of a file from an offset on, each with its place. A damaged record is stepped over, and so is a capture
    that refers to one that lies nowhere; where damage `is_told`, each of them is a page with its problem."""
    while start is not None:
        place = start
        try:
            for record in records_from(file, start):
                place = record.end
                page = record.page
                if page is None:
                    continue
                if record.problem:
                    if is_told:
                        yield _broken(page, record.problem)
                    continue
                ref = WarcRef(file=path.name, offset=record.offset, length=record.end - record.offset)
                if record.names:
                    firsts.note(record.names, path, ref)
                elif (first := firsts.find(record.refers_to)) is not None:
                    page = _with_body(page, *first)
                else:
                    if is_told:
                        yield _broken(page, "the record refers to a capture that is in no file beside it")
                    continue
                yield replace(page, warc=ref)
            return
        except DAMAGE as error:
            following = next_record(path, place + 1)
            if is_told:
                yield _unknown(path, place, str(error))
            if following is None:
                return  # a torn end: what came before it was given
            start = following


def _broken(page: Page, problem: str) -> Page:
    return replace(page, body=b"", problem=problem)


def _unknown(path: Path, place: int, why: str) -> Page:
    """What stands for a record that tells neither address nor time: the file's name and the place, and when the file
    was written."""
    return Page(
        url=f"{path.name}#{place}",
        captured_at=datetime.fromtimestamp(int(path.stat().st_mtime), UTC),
        status=0,
        body=b"",
        digest=hashlib.sha256(b"").hexdigest(),
        problem=f"the record at byte {place:,} cannot be read: {storable(why[:120])}",
    )


def _with_body(page: Page, path: Path, first: WarcRef) -> Page:
    held = read_record(path, first)
    return replace(page, body=held.body, digest=held.digest)


def _folder(folder: Path) -> Iterator[Page]:
    index = folder / "index.jsonl"
    try:
        lines = index.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{index}: cannot be read as UTF-8 text: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{index}: line {number}"
        try:
            row = json.loads(line)
            file = folder / str(row["file"])
            url = storable(str(row["url"]))
            captured = datetime.fromisoformat(str(row["captured_at"]))
            status = int(row.get("status", 200))
            headers = row.get("headers") or {}
        except (ValueError, KeyError, TypeError) as error:
            raise ArchiveError(f"{where}: expected {{file, url, captured_at, ...}}: {error}") from None
        if not file.resolve().is_relative_to(folder.resolve()):
            raise ArchiveError(f"{where}: {row['file']!r} lies outside of the folder")
        try:
            body = file.read_bytes()
        except OSError as error:
            raise ArchiveError(f"{where}: {file.name}: {error.strerror}") from None
        yield Page(
            url=url,
            captured_at=(captured if captured.tzinfo else captured.replace(tzinfo=VIETNAM)).replace(microsecond=0),
            status=status,
            headers=tuple((str(k), str(v)) for k, v in headers.items()) if isinstance(headers, dict) else (),
            body=body,
            digest=hashlib.sha256(body).hexdigest(),
            facsimile=bool(row.get("facsimile", False)),
        )


def _of_one_member(path: Path, firsts: Firsts) -> Iterator[Page]:
    """The pages of a file that was compressed as a whole, in which no record can be found by its place."""
    with tempfile.TemporaryDirectory(prefix="doichieu-") as folder:
        plain = Path(folder, path.name.removesuffix(".gz"))
        # Of a torn end, what came before it is read.
        with path.open("rb") as packed, plain.open("wb") as file:
            for _ in member_ends(packed, file):
                pass
        os.utime(plain, (path.stat().st_mtime,) * 2)
        with plain.open("rb") as file:
            yield from (replace(page, warc=None) for page in _pages_at(file, plain, 0, firsts, is_told=True))


def _warc(path: Path, firsts: Firsts) -> Iterator[Page]:
    try:
        with path.open("rb") as file:
            if is_gzip(path) and next_record(path, 1) is None:
                yield from _of_one_member(path, firsts)
                return
            yield from (replace(page, warc=None) for page in _pages_at(file, path, 0, firsts, is_told=True))
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from error
