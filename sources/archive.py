"""Captures as WARC 1.1 records, in and out, and replay from WARC files or a folder of pages.

One gzip member a record, so that a record is read by file, offset and length alone. A torn last record, left by a
crash, is cut off before anything is added; the records before it are untouched.
"""

from __future__ import annotations

import fcntl
import glob
import hashlib
import io
import json
import os
import struct
import uuid
import zlib
from base64 import b32encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.errors import ArchiveError
from sources.model import VIETNAM, Page, WarcRef

ROTATE_AT = 1_000_000_000  # bytes; a new file is begun behind this
_CHUNK = 1 << 16
_DAMAGE = (ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError)  # what warcio raises on broken records
_MEMBER = b"\x1f\x8b\x08"
FACSIMILE = "X-Doichieu-Facsimile"
INDEX = "X-Doichieu-Index"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_DROPPED = frozenset({"content-encoding", "transfer-encoding", "content-length"})  # the body is stored as decoded


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
            writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
            writer.write_record(_response(writer, page, first))
            length = file.tell() - offset
            writer.write_record(_request(writer, page, request_headers))
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
            if _lock(file):
                cut_torn_end(path, min(self._whole.get(path.name, 0), path.stat().st_size))
                file.seek(0, os.SEEK_END)
                if file.tell() < self._rotate_at:
                    self._file = file
                    return file
            file.close()
            self._number += 1

    def read(self, ref: WarcRef) -> Page:
        """The page of a record. Raises ArchiveError."""
        path = self.folder / ref.file
        try:
            with path.open("rb") as file:
                file.seek(ref.offset)
                for record in ArchiveIterator(io.BytesIO(file.read(ref.length))):
                    return _page(record, ref)
        except (OSError, ArchiveLoadFailed) as error:
            raise ArchiveError(f"{path}: record at {ref.offset} cannot be read: {error}") from error
        raise ArchiveError(f"{path}: no record at {ref.offset}")


def blank(folder: Path, ref: WarcRef) -> None:
    """Overwrite a record with a tombstone of exactly its length, so that its payload is gone and every other record
    stays where it is. Raises ArchiveError."""
    path = folder / ref.file
    try:
        with path.open("r+b") as file:
            file.seek(ref.offset)
            file.write(_tombstone(ref.length))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written: {error.strerror or error}") from error


def _tombstone(length: int) -> bytes:
    """A gzip member of a given length that holds a WARC metadata record of nothing but spaces, stored and not
    compressed. A stored block holds 65,535 bytes and costs 5; a name in the member's header fills what is left over."""
    head = b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Type: text/plain\r\nWARC-Target-URI: urn:withdrawn\r\n"
    for name in (b"", *(b"-" * count for count in range(1, 10))):
        for blocks in range(1, length // 65535 + 2):
            size = length - 18 - 5 * blocks - (len(name) + 1 if name else 0)
            if size < 1 or -(-size // 65535) != blocks:
                continue
            room = size - len(head) - len(b"Content-Length: \r\n\r\n\r\n\r\n")
            digits = len(str(room))
            text = f"Content-Length: {room - digits}\r\n\r\n".encode()
            data = head + text + b" " * (room - digits) + b"\r\n\r\n"
            if room < 2 or len(data) != size:
                continue
            stored = b"".join(
                bytes([at + 65535 >= size]) + struct.pack("<HH", len(part), len(part) ^ 0xFFFF) + part
                for at in range(0, size, 65535)
                for part in (data[at : at + 65535],)
            )
            header = b"\x1f\x8b\x08" + (b"\x08" if name else b"\x00") + bytes(5) + b"\xff"
            trailer = struct.pack("<II", zlib.crc32(data), size & 0xFFFFFFFF)
            return header + (name + b"\0" if name else b"") + stored + trailer
    raise ArchiveError(f"a record of {length} bytes is too short for a tombstone")


def left_behind(folder: Path, name: str, known: Mapping[str, int]) -> Iterator[Page]:
    """The pages in files whose name begins with `name` and a hyphen that lie behind what is known of each file (its
    length in bytes): what a run captured and could not load. Files that are being written to are left alone; a torn
    end is cut off first."""
    for path in sorted(folder.glob(f"{glob.escape(name)}-*.warc.gz")):
        start = known.get(path.name, 0)
        try:
            with path.open("r+b") as file:
                if not _lock(file):
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
        self._held: dict[tuple[str, str], tuple[Path, WarcRef]] = {}

    def note(self, page: Page, path: Path, ref: WarcRef) -> None:
        self._held[(page.url, _date_and_identity(page)[0])] = (path, ref)

    def of(self, record: ArcWarcRecord) -> tuple[Path, WarcRef] | None:
        headers = record.rec_headers
        key = (
            headers.get_header("WARC-Refers-To-Target-URI") or "",
            headers.get_header("WARC-Refers-To-Date") or "",
        )
        while key not in self._held and self._others:
            path = self._others.pop()
            found = Firsts()
            with path.open("rb") as file:
                for _ in _pages_at(file, path, 0, found):
                    pass
            self._held.update(found._held)
        return self._held.get(key)


def _files(folder: Path) -> list[Path]:
    return sorted((*folder.glob("*.warc"), *folder.glob("*.warc.gz")))


def _pages_at(file: io.BufferedIOBase, path: Path, start: int, firsts: Firsts) -> Iterator[Page]:
    """The pages of a file from an offset on, each with its place. A damaged record is stepped over, and so is a capture
    that refers to one that lies nowhere."""
    while start is not None:
        place = start
        try:
            records = ArchiveIterator(io.BufferedReader(_From(file, start)), check_digests=True)
            for record in records:
                page = _page(record, None) if _is_capture(record) else None
                offset, length = records.get_record_offset(), records.get_record_length()
                place = start + offset + length
                if page is None or not _is_whole(record):
                    continue
                ref = WarcRef(file=path.name, offset=start + offset, length=length)
                if record.rec_type == "response":
                    firsts.note(page, path, ref)
                elif (first := firsts.of(record)) is not None:
                    page = _with_body(page, *first)
                else:
                    continue
                yield replace(page, warc=ref)
            return
        except _DAMAGE:
            following = next_record(path, place + 1)
            if following is None:
                return  # a torn end: what came before it was given
            start = following


def _is_whole(record: ArcWarcRecord) -> bool:
    """Whether a record that was read holds as many bytes as it says, with the digest that it says."""
    while record.raw_stream.read(_CHUNK):
        pass
    return record.raw_stream.limit <= 0 and record.digest_checker.passed is not False


def _with_body(page: Page, path: Path, first: WarcRef) -> Page:
    held = Archive(path.parent, "").read(first)
    return replace(page, body=held.body, digest=held.digest)


def next_record(path: Path, start: int) -> int | None:
    """Where the next gzip member that holds a WARC record begins, at or behind an offset."""
    with path.open("rb") as file:
        file.seek(start)
        window, base = b"", start
        while chunk := file.read(_CHUNK):
            window += chunk
            at = window.find(_MEMBER)
            while at >= 0:
                try:
                    begun = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(window[at : at + 2048], 5)
                except zlib.error:
                    begun = b""
                if begun == b"WARC/":
                    return base + at
                at = window.find(_MEMBER, at + 1)
            keep = window[-2048:]
            base += len(window) - len(keep)
            window = keep
    return None


class _From(io.RawIOBase):
    """A file as if it began at an offset, so that a reader's offsets are counted from there."""

    def __init__(self, file: io.BufferedIOBase, start: int) -> None:
        self._inner = file
        file.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._inner.readinto(buffer)


def _lock(file: io.IOBase) -> bool:
    """Take a file for oneself until it is closed; False when another writer has it."""
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _response(writer: WARCWriter, page: Page, first: Page | None) -> ArcWarcRecord:
    headers = [(name, value) for name, value in page.headers if name.lower() not in _DROPPED]
    date, identity = _date_and_identity(page)
    more = {FACSIMILE: "true"} if page.facsimile else {}
    more |= {INDEX: "true"} if page.is_index else {}
    http = StatusAndHeaders(f"{page.status} -", headers, protocol="HTTP/1.1")
    if first is None:
        return writer.create_warc_record(
            page.url,
            "response",
            payload=io.BytesIO(page.body),
            length=len(page.body),
            http_headers=http,
            warc_headers_dict={"WARC-Record-ID": identity, "WARC-Date": date, **more},
        )
    record = writer.create_revisit_record(
        page.url,
        f"sha1:{b32encode(hashlib.sha1(first.body).digest()).decode()}",
        first.url,
        _date_and_identity(first)[0],
        http_headers=http,
        warc_headers_dict={"WARC-Record-ID": identity, "WARC-Date": date, **more},
    )
    if page.status == 304:
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    return record


def _request(writer: WARCWriter, page: Page, headers: Sequence[tuple[str, str]]) -> ArcWarcRecord:
    date, identity = _date_and_identity(page)
    parts = urlsplit(page.url)
    target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="%/:=&?~+!$,;'@()*[]")
    return writer.create_warc_record(
        page.url,
        "request",
        http_headers=StatusAndHeaders(
            f"GET {target} HTTP/1.1", [("Host", parts.netloc), *headers], is_http_request=True
        ),
        warc_headers_dict={
            "WARC-Record-ID": _urn(f"{identity}|request"),
            "WARC-Date": date,
            "WARC-Concurrent-To": identity,
        },
    )


def _date_and_identity(page: Page) -> tuple[str, str]:
    """The capture's time as WARC writes it, and its record id: the same wherever the capture is written."""
    date = page.captured_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return date, _urn(f"{page.url}|{date}|{page.digest}")


def replay(path: Path, firsts: Firsts | None = None) -> Iterator[Page]:
    """Every page of a WARC file, of a folder of WARC files, or of a folder with index.jsonl. What a file's captures
    refer to is looked for in the other WARC files beside it; who replays many of them hands `firsts` from one to the
    next.

    Raises ArchiveError naming file and line; a damaged record ends its file's pages, not the others'.
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


def _folder(folder: Path) -> Iterator[Page]:
    index = folder / "index.jsonl"
    for number, line in enumerate(index.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{index}: line {number}"
        try:
            row = json.loads(line)
            file = folder / str(row["file"])
            url = str(row["url"])
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


def _warc(path: Path, firsts: Firsts) -> Iterator[Page]:
    try:
        with path.open("rb") as file:
            yield from (replace(page, warc=None) for page in _pages_at(file, path, 0, firsts))
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from error


def _is_capture(record: ArcWarcRecord) -> bool:
    return record.rec_type in ("response", "revisit") and (
        record.rec_headers.get_header("WARC-Target-URI") or ""
    ).startswith("http")


def _page(record: ArcWarcRecord, ref: WarcRef | None) -> Page:
    headers, http = record.rec_headers, record.http_headers
    body = record.content_stream().read()
    date = str(headers.get_header("WARC-Date")).replace("Z", "+00:00")
    status = http.get_statuscode() if http else "200"
    return Page(
        url=str(headers.get_header("WARC-Target-URI")),
        captured_at=datetime.fromisoformat(date).replace(microsecond=0),
        status=int(status) if str(status).isdigit() else 0,
        headers=tuple((str(name), str(value)) for name, value in http.headers) if http else (),
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        facsimile=headers.get_header(FACSIMILE) == "true",
        is_index=headers.get_header(INDEX) == "true",
        warc=ref,
    )


def cut_torn_end(path: Path, start: int = 0) -> int:
    """Cut a file back to its last whole gzip member behind `start`, where one begins; what is cut is kept beside it as
    `.torn`. Damage with whole records behind it is no torn end, and left as it is. Gives the bytes cut."""
    good = start
    with path.open("r+b") as file:
        file.seek(start)
        for end in _member_ends(file):
            good = start + end
        size = file.seek(0, os.SEEK_END)
        if size > good:
            if next_record(path, good + 1) is not None:
                return 0
            file.seek(good)
            path.with_name(path.name + ".torn").write_bytes(file.read())
            file.truncate(good)
            file.flush()
            os.fsync(file.fileno())
    return size - good


def _member_ends(file: io.BufferedIOBase) -> Iterator[int]:
    """Where each whole gzip member ends, from where the file stands; ends quietly at the first that is not whole."""
    place = 0
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    while chunk := file.read(_CHUNK):
        while chunk:
            try:
                member.decompress(chunk, _CHUNK)
                while member.unconsumed_tail:
                    member.decompress(member.unconsumed_tail, _CHUNK)
            except zlib.error:
                return
            rest = member.unused_data
            place += len(chunk) - len(rest)
            chunk = rest
            if member.eof:
                yield place
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)


def _urn(key: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}>"
