"""What the warehouse holds already: captures by address, so that nothing is asked for or written twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sources.addresses import Addresses
from sources.figures import READER_VERSION
from sources.model import Topic, WarcRef
from warehouse.connection import Reader

CaptureKey = tuple[str, datetime, str]  # address, time, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The newest capture of an address, the record that holds its body, and what its server gave to ask again with."""

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
    """Captures by their key, the last of each address, how far each archive file is loaded, in bytes, and the addresses
    that were withdrawn."""

    captures: Mapping[CaptureKey, WarcRef] = field(default_factory=dict)
    last: Mapping[str, Last] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)
    withdrawn: Addresses = field(default_factory=lambda: Addresses(()))
    readings: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # by article: its figures, and numbers unread


def read_held(reader: Reader, topic: Topic) -> Held:
    """What is held; addresses that were withdrawn are not. `readings` are those of the topic as it is, by the reader
    as it is."""
    captures: dict[CaptureKey, WarcRef] = {}
    last: dict[str, Last] = {}
    lengths: dict[str, int] = {}
    whole: dict[tuple[str, str], WarcRef] = {}  # the first record of a body; later ones only refer to it
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
            body = whole.setdefault((str(url), str(digest)), ref)
            last[str(url)] = Last(
                url=str(url),
                captured_at=captured_at,
                digest=str(digest),
                warc=body,
                article_id=str(article_id) if article_id else None,
                etag=str(etag) if etag else None,
                last_modified=str(last_modified) if last_modified else None,
            )
    gone = reader.query(
        "select url from stored.tombstone union select url from stored.capture where outcome = 'withdrawn'"
    ).rows
    counted = reader.query(
        "select article_id, (select count(*) from stored.figure as f where f.article_id = r.article_id "
        "and f.topic = r.topic and f.reader_version = r.reader_version), (select count(*) from stored.unread as u "
        "where u.article_id = r.article_id and u.topic = r.topic and u.reader_version = r.reader_version) "
        "from stored.reading as r where topic = $1 and topic_digest = $2 and reader_version = $3",
        [topic.key, topic.digest, READER_VERSION],
    ).rows
    readings = {str(article): (int(str(figures)), int(str(unread))) for article, figures, unread in counted}
    return Held(
        captures=captures,
        last=last,
        lengths=lengths,
        withdrawn=Addresses(str(url) for (url,) in gone),
        readings=readings,
    )
