"""Addresses of pages: one page is asked for under many, and says itself which is its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from sources.hosts import host_of
from sources.markup import Markup
from sources.model import Page, WarcRef
from sources.reader import canonical_address, decode, without_tracking
from sources.replay import pages_with_places

_Key = tuple[str, str, str]


class Addresses:
    """A set of addresses. Scheme, device (`m.`, `amp.`) and tracking make no other page of one."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._keys = frozenset(_key(url) for url in urls)
        self._paths = tuple({path.encode() for _, path, _ in self._keys if path})

    def have(self, url: str) -> bool:
        return bool(self._keys) and _key(url) in self._keys

    def have_page(self, page: Page) -> bool:
        """Whether a page was asked for under one of the addresses, or says that one of them is its own."""
        if self.have(page.url):
            return True
        if not any(path in page.body for path in self._paths):
            return False  # what does not name the address is not parsed
        return self.have(canonical_address(Markup(decode(page.body, page.headers)), page.url))


def find_pages(folder: Path, addresses: Addresses) -> Iterator[WarcRef]:
    """Where an archive holds pages of the addresses, whoever wrote them. Raises ArchiveError."""
    for page in pages_with_places(folder):
        if page.warc is not None and addresses.have_page(page):
            yield page.warc


def _key(url: str) -> _Key:
    try:
        parts = urlsplit(without_tracking(url))
    except ValueError:
        return "", url, ""
    return host_of(url), parts.path.rstrip("/"), parts.query
