"""Held articles that were read for another text of a topic's file: read again from the archive, so that the topic is
what its file now asks for, whichever pages a run meets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sources.captures import Read, read_one
from sources.model import Page, Topic
from sources.replay import pages_with_places
from warehouse import Warehouse
from warehouse.load import forget_former_topic, load_reads

_LEFT = """
with reading as (
    select article_id, bool_or(topic_digest = $2) as is_now from stored.reading where topic = $1 group by all
)
select distinct article_id, capture.url
from reading
inner join stored.capture as capture using (article_id)
where not is_now and capture.warc_file is not null
"""


def read_again(warehouse: Warehouse, archive: Path, topic: Topic) -> None:
    """Read what the newest text of the file has not been read for, inside a transaction. What can't be read from the
    archive any more stays as it was read. Raises ArchiveError."""
    left = {str(article): str(url) for article, url in warehouse.query(_LEFT, [topic.key, topic.digest]).rows}
    if not left or not archive.is_dir():
        return
    print(f"{topic.key}: its file has changed; reading {len(left):,} held articles anew", file=sys.stderr)
    met: set[str] = set()
    load_reads(warehouse, topic, _reads(_met(archive, set(left.values()), met), topic))
    forget_former_topic(warehouse, topic, [article for article, url in left.items() if url in met])


def _met(archive: Path, urls: set[str], met: set[str]) -> Iterator[Page]:
    """The pages of the archive under some addresses; what was met is noted."""
    for page in pages_with_places(archive):
        if page.url in urls and not page.is_index and not page.problem:
            met.add(page.url)
            yield page


def _reads(pages: Iterable[Page], topic: Topic) -> Iterator[Read]:
    for page in pages:
        _, found, _ = read_one(page, topic, None, None)
        if found is not None:
            yield found
