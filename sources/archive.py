"""Captures as WARC 1.1 records, in and out, and replay from WARC files or a folder of pages.

One gzip member a record, so that a record is read by file, offset and length alone. A torn last record, left by a
crash, is cut off before anything is added; the records before it are untouched.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import uuid
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.errors import ArchiveError
from sources.model import VIETNAM, Page, WarcRef

ROTATE_AT = 1_000_000_000  # bytes; a new file is begun behind this
FACSIMILE = "X-Doichieu-Facsimile"
_DROPPED = frozenset({"content-encoding", "transfer-encoding", "content-length"})  # the body is stored as decoded


class Archive:
    """The folder of WARC files of one data folder. `name` begins the files that this run adds."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._number = 0

    def write(self, page: Page, request_headers: Sequence[tuple[str, str]] = ()) -> WarcRef:
        """Append a page (request and response) and flush it to disk. Gives the response record's place."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self._file()
            with path.open("ab") as file:
                return self._append(file, path, page, request_headers)
        except OSError as error:
            raise ArchiveError(f"{self.folder}: cannot be written: {error.strerror or error}") from error

    def _file(self) -> Path:
        while True:
            path = self.folder / f"{self.name}-{self._number:05}.warc.gz"
            if not path.exists():
                return path
            cut_torn_end(path)
            if path.stat().st_size < ROTATE_AT:
                return path
            self._number += 1

    def _append(
        self, file: io.BufferedIOBase, path: Path, page: Page, request_headers: Sequence[tuple[str, str]]
    ) -> WarcRef:
        writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        headers = [(name, value) for name, value in page.headers if name.lower() not in _DROPPED]
        date = page.captured_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        key = f"{page.url}|{date}|{page.digest}"
        facsimile = {FACSIMILE: "true"} if page.facsimile else {}
        response = writer.create_warc_record(
            page.url,
            "response",
            payload=io.BytesIO(page.body),
            length=len(page.body),
            http_headers=StatusAndHeaders(f"{page.status} -", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Record-ID": _identity(key), "WARC-Date": date, **facsimile},
        )
        offset = file.tell()
        writer.write_record(response)
        length = file.tell() - offset
        request = writer.create_warc_record(
            page.url,
            "request",
            http_headers=StatusAndHeaders("GET / HTTP/1.1", list(request_headers), is_http_request=True),
            warc_headers_dict={
                "WARC-Record-ID": _identity(key + "|request"),
                "WARC-Date": date,
                "WARC-Concurrent-To": _identity(key),
            },
        )
        writer.write_record(request)
        file.flush()
        os.fsync(file.fileno())
        return WarcRef(file=path.name, offset=offset, length=length)

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


def replay(path: Path) -> Iterator[Page]:
    """Every page of a WARC file, of a folder of WARC files, or of a folder with index.jsonl.

    Raises ArchiveError naming file and line; a damaged record ends its file's pages, not the others'.
    """
    if path.is_dir():
        if (path / "index.jsonl").is_file():
            yield from _folder(path)
            return
        files = sorted((*path.glob("*.warc"), *path.glob("*.warc.gz")))
        if not files:
            raise ArchiveError(f"{path}: neither index.jsonl nor a WARC file in it; expected a folder of pages")
        for file in files:
            yield from _warc(file)
        return
    if not path.is_file():
        raise ArchiveError(f"{path}: no such file or folder to replay")
    yield from _warc(path)


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


def _warc(path: Path) -> Iterator[Page]:
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response" and (
                    record.rec_headers.get_header("WARC-Target-URI") or ""
                ).startswith("http"):
                    yield _page(record, None)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ArchiveLoadFailed, zlib.error, EOFError):
        return  # a torn end: what came before it was given


def _page(record: object, ref: WarcRef | None) -> Page:
    headers = record.rec_headers  # type: ignore[attr-defined]
    http = record.http_headers  # type: ignore[attr-defined]
    body = record.content_stream().read()  # type: ignore[attr-defined]
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
        warc=ref,
    )


def cut_torn_end(path: Path) -> int:
    """Cut a file back to its last whole gzip member; what is cut is kept beside it as `.torn`. Gives the bytes cut."""
    data = path.read_bytes()
    good = 0
    while good < len(data):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            member.decompress(data[good:])
        except zlib.error:
            break
        if not member.eof:
            break
        good = len(data) - len(member.unused_data)
    cut = len(data) - good
    if cut:
        path.with_name(path.name + ".torn").write_bytes(data[good:])
        with path.open("r+b") as file:
            file.truncate(good)
    return cut


def _identity(key: str) -> str:
    """The same capture has the same record id wherever it is written."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}>"
