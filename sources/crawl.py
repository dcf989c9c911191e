"""Archives of news crawls: WARC files of any size, read fast and from anywhere in them (the home of fastwarc).

A file is cut into stretches that several processes can read side by side; a record belongs to the stretch in which it
begins. A damaged record is stepped over and counted.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import fastwarc

from sources.errors import ArchiveError
from sources.members import is_gzip, next_record
from sources.model import VIETNAM, Page
from sources.payloads import LARGEST, in_utf_8, read_payload, searchable
from sources.records import DAMAGE, FACSIMILE, Record, records_from

STRETCH = 16_000_000  # bytes of a file that one process reads at a time
_RESPONSE = fastwarc.WarcRecordType.response


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
        is_whole = length <= size or not is_gzip(path) or next_record(path, 1) is None
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from error
    if is_whole:
        return [Stretch(path=path, start=0, end=length)]
    return [Stretch(path=path, start=at, end=min(at + size, length)) for at in range(0, length, size)]


def read_stretch(stretch: Stretch, fits: Callable[[bytes], bool], tally: Tally) -> Iterator[Page]:
    """The pages of a stretch whose bytes, in UTF-8, fit; everything seen is counted in `tally`."""
    start = next_record(stretch.path, stretch.start) if stretch.start else 0
    is_broken = is_resumed = False
    with stretch.path.open("rb") as file:
        # Up to the end of a file everything is read: the records of one single gzip member have no place of their own.
        end = stretch.end if stretch.end < file.seek(0, io.SEEK_END) else math.inf
        while start is not None and start < end:
            file.seek(start)
            last = first = start
            is_read = False
            try:
                for record in fastwarc.ArchiveIterator(file, record_types=_RESPONSE, parse_http=False):
                    last = record.stream_pos
                    is_read = True
                    if last >= end:
                        start = None
                        break
                    raw = record.reader.read()
                    if not raw or len(raw) < record.content_length:  # torn, or without the length that all have
                        is_broken = True
                        continue
                    tally.pages += 1
                    tally.damaged += is_broken or is_resumed
                    is_broken = is_resumed = False
                    if fits(searchable(raw)) and (page := _page(record, raw)) is not None:
                        yield page
            except (OSError, ValueError, EOFError, RuntimeError):
                if not is_read and (unusual := _read_slowly(file, first)) is not None:
                    is_broken = is_resumed = False
                    start = unusual.end
                    tally.damaged += bool(unusual.problem)
                    if (page := unusual.page) is not None and not unusual.problem:
                        tally.pages += 1
                        if len(page.body) <= LARGEST and fits(in_utf_8(page.body, page.headers)):
                            yield page
                    continue
                is_broken = True
            if start is not None:  # damage may end the reading without a word
                start = next_record(stretch.path, last + 1)
                is_resumed = True
    tally.damaged += is_broken


def _read_slowly(file: io.BufferedIOBase, start: int) -> Record | None:
    """A record that fastwarc does not understand though it is whole, such as one whose headers are in lower case."""
    try:
        record = next(records_from(file, start), None)
    except DAMAGE:
        return None
    return record if record is not None and record.end > start else None  # else it has no place of its own


def _page(record: fastwarc.WarcRecord, raw: bytes) -> Page | None:
    """The page of a record; None for what is no whole web page."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")  # WARC/1.0 has them around it
    captured = record.record_date
    payload = read_payload(raw)
    if not url.startswith("http") or payload.status is None or captured is None or len(payload.body) > LARGEST:
        return None
    return Page(
        url=url,
        captured_at=(captured if captured.tzinfo else captured.replace(tzinfo=VIETNAM)).replace(microsecond=0),
        status=payload.status,
        headers=payload.headers,
        body=payload.body,
        digest=hashlib.sha256(payload.body).hexdigest(),
        facsimile=record.headers.get(FACSIMILE) == "true",
    )
