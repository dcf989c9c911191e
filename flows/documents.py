"""One article from a file, an address or standard input, for `check`, `read` and `add`."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import read_settings
from sources.errors import UnreadablePage, UsageError
from sources.fetch import Fetcher
from sources.hosts import is_host
from sources.model import VIETNAM, Article, Language, Outlet, Page, Period, Topic
from sources.outlets import OUTLETS, outlet_of
from sources.reader import read_page, read_text
from sources.seeds import parse_period

_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<article", b"<p>", b"<div", b"<?xml")


def parse_published(text: str | None, option: str = "--published") -> Period | None:
    """A day, a month, a year, an instant, or from one to another ("2025-04-01/2025-06-30") as typed behind an option.
    Raises UsageError, which names it."""
    if text is None:
        return None
    try:
        first, _, last = text.partition("/")
        period = Period(start=parse_period(first, VIETNAM).start, end=parse_period(last or first, VIETNAM).end)
    except ValueError:
        raise UsageError(f"{option} {text!r}: expected a day (2025-09-29) or an instant (2025-09-29T10:00)") from None
    if period.start and period.end and period.end < period.start:
        raise UsageError(f"{option} {text!r}: ends before it begins; expected FROM/TO")
    return period


def parse_day(text: str | None, topic: Topic, *, end: bool = False) -> datetime | None:
    """The first (or last) moment of a day typed on the command line; an hour without a zone is the topic's. Raises
    UsageError."""
    if text is None:
        return None
    try:
        period = parse_period(text, topic.timezone)
    except ValueError:
        raise UsageError(f"{text!r}: expected a day such as 2025-08-20") from None
    return period.end if end else period.start


def parse_days(since: str | None, until: str | None, topic: Topic) -> tuple[datetime | None, datetime | None]:
    """The moments between which --since and --until lie. Raises UsageError, also where there is none."""
    start, end = parse_day(since, topic), parse_day(until, topic, end=True)
    if start and end and end < start:
        raise UsageError(f"--until {until!r}: lies before --since {since!r}")
    return start, end


def named_outlet(key: str | None) -> Outlet | None:
    """The outlet of a key given on the command line, or of a host of one; None for the host of an outlet that no list
    has. Raises UsageError naming how to list them."""
    if key is None:
        return None
    if key not in OUTLETS and not is_host(key):
        raise UsageError(
            f"unknown outlet {key!r}; `doichieu outlets` lists them, and any other is called by its host, such as "
            "news.example.org"
        )
    return OUTLETS.get(key) or outlet_of(f"https://{key}/")


def of_outlet(article: Article, key: str | None) -> Article:
    """The article as one of the outlet that is named for it, where that is the host of one that no list has."""
    if key is None or named_outlet(key) is not None:
        return article
    own_name = article.outlet_name if article.outlet else ""
    return replace(article, outlet=key, outlet_name=own_name or key)


def read_lines(source: str, *, expected: str) -> Iterator[tuple[int, str]]:
    """The lines of a file or of standard input (`-`) that hold anything, with their numbers. Raises UsageError."""
    text = read_bytes(source, expected=expected).decode("utf-8-sig", "replace")
    # Not splitlines(): a text in JSON may hold U+2028 and its like.
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip():
            yield number, line


def read_bytes(source: str, *, expected: str = "an article (HTML or plain text)") -> bytes:
    """What a file or standard input (`-`) holds. Raises UsageError."""
    if "://" in source:
        raise UsageError(f"{source}: only http and https addresses are fetched")
    try:
        body = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"{source}: cannot be read: {error.strerror or error}") from None
    if not body.strip():
        raise UsageError(f"{source}: is empty; expected {expected}")
    return body


def is_markup(body: bytes) -> bool:
    start = body[:4096].lstrip().lower()
    return start.startswith(_MARKUP) or any(tag in start for tag in _MARKUP[:4])


def article_of(
    body: bytes,
    *,
    url: str,
    published: Period | None,
    outlet: Outlet | None,
    language: Language | None,
) -> Article:
    """The article that bytes hold, HTML or plain text. What is given by hand wins over what the page says."""
    if is_markup(body):
        page = page_of(body, url=url, captured_at=datetime.now(UTC))
        article = read_page(page, outlet or outlet_of(url))
        known = outlet_of(article.url)
        if outlet is None and known is not None and article.outlet != known.key:
            article = read_page(replace(page, url=article.url), known)
    else:
        if b"\0" in body[:4096]:
            raise UnreadablePage(url or "the input", "not_article", "neither HTML nor plain text; expected an article")
        text = body.decode("utf-8-sig", errors="strict" if _is_utf8(body) else "replace")
        article = read_text(text, url=url, language=language, published=published, outlet=outlet)
    if published is not None:
        article = replace(article, published=published)
    if language is not None:
        article = replace(article, language=language)
    return article


def page_of(body: bytes, *, url: str, captured_at: datetime, status: int = 200) -> Page:
    """A page saved by hand, as if it had been captured at that time."""
    return Page(
        url=url,
        captured_at=captured_at.replace(microsecond=0),
        status=status,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
    )


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def fetch_page(url: str) -> Page:
    """One page from the network, politely. Raises FetchError."""
    settings = read_settings()
    fetcher = Fetcher(user_agent=settings.user_agent, allow_private=settings.allow_private)
    try:
        return fetcher.get(url, per_second=1.0)
    finally:
        fetcher.close()
