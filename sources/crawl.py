"""Archives of news crawls: WARC files of any size, read fast and from anywhere in them (the home of fastwarc).

A file is cut into stretches that several processes can read side by side; a record belongs to the stretch in which it
begins. A damaged record is stepped over and counted.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.parser import BytesParser
from pathlib import Path

import fastwarc

from sources.errors import ArchiveError
from sources.members import next_record
from sources.model import VIETNAM, Page
from sources.records import FACSIMILE
from sources.wire import Folded, unfold

STRETCH = 16_000_000  # bytes of a file that one process reads at a time
_RESPONSE = fastwarc.WarcRecordType.response
LARGEST = 15_000_000  # bytes of a page; what is larger is no article


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a WARC file, from one byte up to another."""

    path: Path
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was seen in a stretch: pages, and damaged records that were stepped over."""

    pages: int = 0
    damaged: int = 0


def stretches_of(path: Path, size: int = STRETCH) -> list[Stretch]:
    """The whole file in stretches; one where it is not compressed record by record. Raises ArchiveError."""
    try:
        length = path.stat().st_size
        with path.open("rb") as file:
            is_gzip = file.read(2) == b"\x1f\x8b"
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from error
    if not is_gzip:
        return [Stretch(path=path, start=0, end=length)]
    return [Stretch(path=path, start=at, end=min(at + size, length)) for at in range(0, length, size)]


def read_stretch(stretch: Stretch, fits: Callable[[bytes], bool], tally: Tally) -> Iterator[Page]:
    """The pages of a stretch whose raw bytes fit; everything seen is counted in `tally`."""
    start = next_record(stretch.path, stretch.start) if stretch.start else 0
    is_broken = is_resumed = False
    with stretch.path.open("rb") as file:
        while start is not None and start < stretch.end:
            file.seek(start)
            last = start
            try:
                for record in fastwarc.ArchiveIterator(file, record_types=_RESPONSE, parse_http=False):
                    last = record.stream_pos
                    if last >= stretch.end:
                        start = None
                        break
                    raw = record.reader.read()
                    tally.pages += 1
                    tally.damaged += is_resumed
                    is_broken = is_resumed = False
                    if fits(raw) and (page := _page(record, raw)) is not None:
                        yield page
            except (OSError, ValueError, EOFError, RuntimeError):
                is_broken = True
            if start is not None:  # damage may end the reading without a word
                start = next_record(stretch.path, last + 1)
                is_resumed = True
    tally.damaged += is_broken


def _page(record: fastwarc.WarcRecord, raw: bytes) -> Page | None:
    """The page of a record; None for what is no whole web page."""
    url = record.headers.get("WARC-Target-URI") or ""
    head, _, body = raw.partition(b"\r\n\r\n")
    status, _, rest = head.partition(b"\r\n")
    words = status.split()
    if not url.startswith("http") or len(words) < 2 or not words[1].isdigit() or record.record_date is None:
        return None
    headers = BytesParser().parsebytes(rest, headersonly=True)
    encoding = headers.get("Content-Encoding", "")
    if body.startswith(b"\x1f\x8b") or encoding == "deflate":
        body = _unfolded(body, encoding or "gzip")
    if len(body) > LARGEST:
        return None
    captured = record.record_date
    return Page(
        url=url.strip("<>"),
        captured_at=(captured if captured.tzinfo else captured.replace(tzinfo=VIETNAM)).replace(microsecond=0),
        status=int(words[1]),
        headers=tuple((name, str(value)) for name, value in headers.items()),
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        facsimile=record.headers.get(FACSIMILE) == "true",
    )


def _unfolded(body: bytes, encoding: str) -> bytes:
    """A compressed body, as much of it as there is; a damaged one as it came."""
    out = io.BytesIO()
    try:
        for piece in unfold(iter([body]), encoding):
            out.write(piece)
            if out.tell() > LARGEST:
                break
    except Folded:
        return out.getvalue() or body
    return out.getvalue()
