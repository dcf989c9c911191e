"""One page: what became of it, and what was read in it when it is about a topic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sources.errors import UnreadablePage
from sources.figures import read_figures
from sources.figures.passage import lower
from sources.figures.who import cast_of
from sources.hosts import hostname_of
from sources.model import Article, Outcome, Page, Topic, Understanding, WarcRef
from sources.outlets import outlet_key, outlet_of, outlet_parties, read
from sources.text import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What became of one page: its bytes' place, and the article that was read from it, if one was."""

    url: str
    captured_at: datetime
    digest: str
    outlet: str
    status: int
    outcome: Outcome
    reason: str = ""
    is_facsimile: bool = False
    article_id: str | None = None
    warc: WarcRef | None = None
    etag: str | None = None
    last_modified: str | None = None
    extractor: str | None = None
    characters: int | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article about a topic, and what was understood of it."""

    article: Article
    captured_at: datetime
    understanding: Understanding


def read_one(
    page: Page, topic: Topic, since: datetime | None, until: datetime | None
) -> tuple[Capture, Read | None, str]:
    """One page: its capture row, its reading when it is about the topic, and the outlet's name."""
    outlet = outlet_of(page.url)
    capture = capture_of(page)
    name = outlet.name if outlet else (hostname_of(page.url) or page.url)
    if page.problem:
        return replace(capture, outcome="failed", reason=page.problem), None, name
    if page.is_index or page.status >= 400:
        return capture, None, name
    try:
        return _read_article(page, capture, topic, since, until)
    except UnreadablePage as error:
        return replace(capture, outcome=error.outcome, reason=error.reason), None, name
    except Exception as error:  # a page that nobody foresaw is a row of its own, never the end of a run
        reason = storable(f"{type(error).__name__}: {error}"[:200])
        return replace(capture, outcome="failed", reason=reason), None, name


def _read_article(
    page: Page, capture: Capture, topic: Topic, since: datetime | None, until: datetime | None
) -> tuple[Capture, Read | None, str]:
    article = read(page)
    capture = (
        replace(capture, outcome="unchanged")
        if page.status == 304
        else replace(
            capture,
            outlet=capture.outlet or article.outlet,  # a row of a file may have no host
            extractor=article.extractor,
            characters=sum(map(len, article.paragraphs)),
            missing=tuple(field for field in ("title", "published") if getattr(article, field) is None),
        )
    )
    if not _within(article, since, until) or not is_about(article, topic):
        return capture, None, article.outlet_name
    understanding = read_figures(article, topic, outlet_parties())
    found = Read(article=article, captured_at=page.captured_at, understanding=understanding)
    return replace(capture, article_id=article.article_id), found, article.outlet_name


def capture_of(page: Page) -> Capture:
    """The row of a page before anything is read from it."""
    headers = {name.lower(): value for name, value in page.headers}
    is_error = page.status >= 400
    return Capture(
        url=storable(page.url),
        captured_at=page.captured_at,
        digest=page.digest,
        outlet=outlet_key(page.url),
        status=page.status,
        outcome="http_error" if is_error else "index" if page.is_index else "read",
        reason=f"the server answered {page.status}" if is_error else "",
        is_facsimile=page.facsimile,
        warc=page.warc,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def is_about(article: Article, topic: Topic) -> bool:
    """Whether a subject of the topic is named in the article."""
    names = cast_of(topic, article.language, outlet_parties()).subjects
    return any(names.find(text, lower(text)) for text in (article.title or "", *article.paragraphs))


def _within(article: Article, since: datetime | None, until: datetime | None) -> bool:
    published = article.published
    if published is None or published.start is None or published.end is None:
        return True
    return not (since is not None and published.end < since) and not (until is not None and published.start > until)
