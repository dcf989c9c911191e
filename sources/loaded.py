"""Articles that come as rows of a file rather than as pages: a row is kept in the archive as a JSON body of a type of
its own, so that a replay reads it as it was loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sources.errors import UnreadablePage, UsageError
from sources.hosts import host_of
from sources.lines import loads, parse_article_line
from sources.model import VIETNAM, Article, Outlet, Page
from sources.reader import finish_article
from sources.seeds import parse_period
from sources.text import detect_language, normalise

CONTENT_TYPE = "application/vnd.doichieu.article+json"
# What archives call the same thing; the first that a row has is taken.
_COLUMNS = {
    "url": ("url", "link", "address"),
    "title": ("title", "headline"),
    "text": ("paragraphs", "text", "body", "content", "maintext", "article"),
    "published": ("published", "published_at", "date_publish", "date", "pubdate"),
    "outlet": ("outlet", "publisher", "source", "source_domain"),
    "lang": ("lang", "language"),
    "captured": ("captured_at", "captured", "crawled_at", "date_download"),
    "authors": ("authors", "author"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A row as a page; `is_captured` is whether the row says when the page was captured; `doubts` are what could not be
    read of the row and is left out."""

    page: Page
    is_captured: bool
    doubts: tuple[str, ...] = ()


def page_of_row(
    row: Mapping[str, object], where: str, *, columns: Mapping[str, str], outlet: str | None, loaded_at: datetime
) -> Loaded:
    """The page of a row. `columns` names the row's own columns, "text" -> "noi_dung"; `outlet` stands in where the row
    has none. Raises UsageError naming the row."""

    def value(key: str) -> object:
        names = (columns[key],) if key in columns else _COLUMNS[key]
        return next((row[name] for name in names if row.get(name) not in (None, "")), None)

    paragraphs = _paragraphs(value("text"))
    if not paragraphs:
        raise UsageError(
            f"{where}: no text; expected a column {' or '.join(_COLUMNS['text'][:3])} (or --column text=NAME)"
        )
    title = normalise(str(value("title") or "")) or None
    key = hashlib.sha256("\n".join((title or "", *paragraphs)).encode()).hexdigest()
    url = str(value("url") or f"urn:doichieu:loaded:{key[:16]}")
    if not url.startswith(("http://", "https://", "urn:")):
        raise UsageError(f"{where}: {url[:60]!r} is no http or https address")
    named = str(value("outlet") or outlet or "")
    if not host_of(url) and not named:
        raise UsageError(f"{where}: neither an address nor an outlet; whose article is it? (--outlet NAME)")
    published, doubts = None, []
    try:
        published = _published(value("published"), where)
    except UsageError as error:
        doubts.append(f"{error}; loaded without a date")
    captured = _captured(value("captured"), where)
    line = {
        "url": url,
        "outlet": named,
        "lang": value("lang") if value("lang") in ("vi", "en") else None,
        "published": published,
        "captured": captured.isoformat() if captured else None,
        "title": title,
        "paragraphs": paragraphs,
        "authors": _authors(value("authors")),
    }
    body = json.dumps(line, ensure_ascii=False, sort_keys=True).encode()
    page = Page(
        url=url,
        captured_at=(captured or loaded_at).replace(microsecond=0),
        status=200,
        headers=(("Content-Type", CONTENT_TYPE),),
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
    )
    return Loaded(page=page, is_captured=captured is not None, doubts=tuple(doubts))


def is_loaded(page: Page) -> bool:
    """Whether a page is a row of a file."""
    return any(name.lower() == "content-type" and value == CONTENT_TYPE for name, value in page.headers)


def read_loaded(page: Page, outlet: Outlet | None) -> Article:
    """The article of a loaded row. Its address is the page's: a row speaks for no other outlet than its host's, and its
    own word on the outlet counts only as a name, and as more where it has no host. Raises UnreadablePage."""
    try:
        line = loads(page.body.decode())
        article = parse_article_line(line, page.url)
        given = line.get("authors") if isinstance(line, Mapping) else None
    except (ValueError, UsageError) as error:
        raise UnreadablePage(page.url, "not_article", f"no row of an article: {error}") from None
    host = host_of(page.url)
    text = " ".join((article.title or "", *article.paragraphs))
    has_language = isinstance(line, Mapping) and line.get("lang") in ("vi", "en")
    has_time = isinstance(line, Mapping) and bool(line.get("captured"))
    return finish_article(
        replace(
            article,
            url=page.url,
            outlet=outlet.key if outlet else host or article.outlet,
            outlet_name=outlet.name if outlet else _name_of(article.outlet) or host or article.outlet,
            language=article.language if has_language else outlet.language if outlet else detect_language(text),
            authors=tuple(map(str, given)) if isinstance(given, list) else (),
            extractor="loaded" if has_time else "undated",
            digest=page.digest,
        )
    )


def _name_of(outlet: str) -> str:
    """What a row calls its outlet, where that is written as a name and no address."""
    name = normalise(outlet)
    return name if name[:1].isupper() and "." not in name else ""


def _paragraphs(value: object) -> list[str]:
    if isinstance(value, str):
        blocks: Iterable[object] = value.replace("\r\n", "\n").split("\n\n" if "\n\n" in value else "\n")
    elif isinstance(value, list | tuple):
        blocks = value
    else:
        return []
    return [text for block in blocks if isinstance(block, str) and (text := normalise(block))]


def _authors(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(name) for name in value if name]
    return [name.strip() for name in str(value or "").split(";") if name.strip()]


def _published(value: object, where: str) -> str | None:
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, datetime) else str(value).strip()
    try:
        parse_period(text, VIETNAM)
    except ValueError:
        raise UsageError(f"{where}: published: expected a day, a month or an instant, found {text!r}") from None
    return text


def _captured(value: object, where: str) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=VIETNAM)
    try:
        period = parse_period(str(value).strip(), VIETNAM)
    except ValueError:
        raise UsageError(f"{where}: captured: expected a day or an instant, found {value!r}") from None
    return period.end
