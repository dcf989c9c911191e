"""What the warehouse holds already: captures by address, so that nothing is asked for or written twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sources.model import WarcRef
from warehouse.connection import Reader

CaptureKey = tuple[str, datetime, str]  # address, time, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The newest whole capture of an address, and what its server gave to ask again with."""

    url: str
    captured_at: datetime
    digest: str
    warc: WarcRef
    article_id: str | None
    etag: str | None
    last_modified: str | None

    @property
    def validators(self) -> dict[str, str]:
        """Request headers that ask only for what has changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Captures by their key, the last of each address, and how far each archive file is loaded, in bytes."""

    captures: Mapping[CaptureKey, WarcRef] = field(default_factory=dict)
    last: Mapping[str, Last] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)


def read_held(reader: Reader) -> Held:
    """What is held; addresses that were withdrawn are not."""
    captures: dict[CaptureKey, WarcRef] = {}
    last: dict[str, Last] = {}
    lengths: dict[str, int] = {}
    rows = reader.query(
        "select url, captured_at, digest, warc_file, warc_offset, warc_length, status, article_id, etag, "
        "last_modified, outcome from stored.capture where warc_file is not null order by captured_at, digest"
    ).rows
    for url, captured_at, digest, file, offset, length, status, article_id, etag, last_modified, outcome in rows:
        assert isinstance(captured_at, datetime)
        ref = WarcRef(file=str(file), offset=int(str(offset)), length=int(str(length)))
        captures[(str(url), captured_at, str(digest))] = ref
        lengths[ref.file] = max(lengths.get(ref.file, 0), ref.offset + ref.length)
        if status == 200 and outcome != "unchanged":
            last[str(url)] = Last(
                url=str(url),
                captured_at=captured_at,
                digest=str(digest),
                warc=ref,
                article_id=str(article_id) if article_id else None,
                etag=str(etag) if etag else None,
                last_modified=str(last_modified) if last_modified else None,
            )
    return Held(captures=captures, last=last, lengths=lengths)
