"""A page as WARC 1.1 records, and a record as a page (the home of warcio)."""

from __future__ import annotations

import hashlib
import io
import uuid
import zlib
from base64 import b32encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.errors import ArchiveError
from sources.members import CHUNK
from sources.model import Page, WarcRef

Name = tuple[str, ...]
FACSIMILE = "X-Doichieu-Facsimile"
INDEX = "X-Doichieu-Index"
PUBLISHED = "X-Doichieu-Published"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
DAMAGE = (ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError)  # what warcio raises on broken records
_DROPPED = frozenset({"content-encoding", "transfer-encoding", "content-length"})  # the body is stored as decoded


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a file from `offset` up to `end`, in bytes. `page` is what a web server answered, None where the
    record is of another kind; `problem` says why its bytes are not what was captured. `names` are what others may call
    it by; `refers_to` the names of the capture that holds its body, the surest first, where it does not itself."""

    offset: int
    end: int
    page: Page | None
    problem: str = ""
    names: tuple[Name, ...] = ()
    refers_to: tuple[Name, ...] = ()


def records_from(file: io.BufferedIOBase, start: int) -> Iterator[Record]:
    """The records of a file from one that begins at an offset. Raises one of DAMAGE where it is broken."""
    records = ArchiveIterator(io.BufferedReader(_From(file, start)), check_digests=True)
    for record in records:
        page = _page(record, None) if _is_capture(record) else None
        offset, length = records.get_record_offset(), records.get_record_length()
        yield Record(
            offset=start + offset,
            end=start + offset + length,
            page=page,
            problem=_problem(record, page) if page is not None else "",
            names=_names_of(record, page) if page is not None and record.rec_type == "response" else (),
            refers_to=_refers_to(record) if record.rec_type == "revisit" else (),
        )


def write_page(
    file: io.BufferedIOBase, page: Page, request_headers: Sequence[tuple[str, str]], first: Page | None
) -> int:
    """Append a page's response record (a revisit record, where its body is that of `first`) and its request record;
    gives the length of the former in bytes."""
    begin = file.tell()
    writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
    writer.write_record(_response(writer, page, first))
    length = file.tell() - begin
    writer.write_record(_request(writer, page, request_headers))
    return length


def read_record(path: Path, ref: WarcRef) -> Page:
    """The page of a record of a file. Raises ArchiveError."""
    try:
        with path.open("rb") as file:
            file.seek(ref.offset)
            for record in ArchiveIterator(io.BytesIO(file.read(ref.length))):
                return _page(record, ref)
    except (OSError, ArchiveLoadFailed) as error:
        raise ArchiveError(f"{path}: record at {ref.offset} cannot be read: {error}") from error
    raise ArchiveError(f"{path}: no record at {ref.offset}")


def _names_of(record: ArcWarcRecord, page: Page) -> tuple[Name, ...]:
    """By address, time and digest; by its identity; by its digest; and by address and time alone, which two captures
    of one second share."""
    digest, date = _digest(page.body), _date_and_identity(page)[0]
    identity = record.rec_headers.get_header("WARC-Record-ID") or ""
    return (page.url, date, digest), (identity,), (digest,), (page.url, date)


def _refers_to(record: ArcWarcRecord) -> tuple[Name, ...]:
    headers = record.rec_headers
    url = headers.get_header("WARC-Refers-To-Target-URI") or ""
    date = headers.get_header("WARC-Refers-To-Date") or ""
    date = f"{date[:19]}Z" if date else ""  # fractions of a second are not kept
    digest = headers.get_header("WARC-Payload-Digest") or ""
    is_told = digest.lower().startswith("sha1:") and digest != _digest(b"")
    identity = headers.get_header("WARC-Refers-To") or ""
    names: list[Name] = [(url, date, digest), (digest,)] if is_told else []
    if identity:
        names.append((identity,))
    if not is_told or headers.get_header("WARC-Profile") == _NOT_MODIFIED:
        names.append((url, date))  # the digest may be that of the answer, which has no body
    return tuple(names)


def _digest(body: bytes) -> str:
    return f"sha1:{b32encode(hashlib.sha1(body).digest()).decode()}"


def _is_capture(record: ArcWarcRecord) -> bool:
    return record.rec_type in ("response", "revisit") and (
        record.rec_headers.get_header("WARC-Target-URI") or ""
    ).startswith("http")


def _page(record: ArcWarcRecord, ref: WarcRef | None) -> Page:
    """The page of a capture, with its place, if that is known; without a body where it refers to another."""
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
        published=headers.get_header(PUBLISHED),
        warc=ref,
    )


def _problem(record: ArcWarcRecord, page: Page) -> str:
    """Why a record that was read is not whole: it holds fewer bytes than it says, or has another digest. A digest of
    the payload may be of the body as it was sent or, where nothing vouches for the whole record, as it was decoded."""
    while record.raw_stream.read(CHUNK):
        pass
    if record.raw_stream.limit > 0:
        return f"the record is {record.raw_stream.limit:,} bytes shorter than it says"
    failed = [each for each in record.digest_checker.problems if "failed" in each]
    if not failed:
        return ""
    headers = record.rec_headers
    if all(each.startswith("payload") for each in failed):
        kind, _, said = (headers.get_header("WARC-Payload-Digest") or "").partition(":")
        if headers.get_header("WARC-Block-Digest") or _is_digest(kind.lower(), said, page.body):
            return ""
    return "the record's digest is another than it says: its bytes were changed"


def _is_digest(kind: str, said: str, body: bytes) -> bool:
    if kind not in ("md5", "sha1", "sha256", "sha512"):
        return False
    found = hashlib.new(kind, body, usedforsecurity=False).digest()
    return said.lower() in (
        found.hex(),
        b32encode(found).decode().lower(),
        b32encode(found).decode().lower().rstrip("="),
    )


def _response(writer: WARCWriter, page: Page, first: Page | None) -> ArcWarcRecord:
    headers = [(name, value) for name, value in page.headers if name.lower() not in _DROPPED]
    date, identity = _date_and_identity(page)
    more = {FACSIMILE: "true"} if page.facsimile else {}
    more |= {INDEX: "true"} if page.is_index else {}
    more |= {PUBLISHED: page.published} if page.published else {}
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
        _digest(first.body),
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
    try:
        parts = urlsplit(page.url)
    except ValueError:  # no address that could be asked for: it came from somebody's archive
        parts = urlsplit("")
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


def _urn(key: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}>"


class _From(io.RawIOBase):
    """A file as if it began at an offset, so that a reader's offsets are counted from there."""

    def __init__(self, file: io.BufferedIOBase, start: int) -> None:
        self._inner = file
        file.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._inner.readinto(buffer)
