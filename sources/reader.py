"""A page -> an article: what the page says about itself (JSON-LD, meta), then the outlet's selectors.

A page that is no article raises `UnreadablePage` with its outcome; an article is never empty. Where a known layout
is gone a general extractor reads the page, and the article is marked so.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit, urlunsplit

from bs4 import Tag

from sources.dates import parse_date
from sources.errors import UnreadablePage
from sources.hosts import host_of, hostname_of
from sources.markup import Markup, paragraphs_of, text_of
from sources.model import VIETNAM, Article, Language, Layout, Outcome, Outlet, Page, Period
from sources.seeds import parse_period
from sources.text import detect_language, fold, normalise

FACSIMILE_META = "doichieu:facsimile"
_ALWAYS_DROP = ("script", "style", "noscript", "template", "iframe", "[hidden]", "ins.adsbygoogle")
_NOT_A_NAME = re.compile(r"tác giả khác|^media$|tuổi trẻ|online$|^tp$|^(?:theo|nguồn)\b|@|https?:", re.IGNORECASE)
_GATE = re.compile(
    r"document\.cookie|location\.reload|cf-challenge|challenge-platform|captcha|enable javascript|"
    r"just a moment|checking your browser|bật javascript",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"before you continue|cookie consent|accept all cookies|chấp nhận cookie", re.IGNORECASE)
_ERROR = re.compile(
    r"\b(?:40[34]|50[0-4])\b.*(?:not found|error|forbidden|bad gateway|unavailable)|page not found|"
    r"không tìm thấy (?:trang|nội dung)|trang (?:bạn|này).*không tồn tại|internal server error|access denied|"
    r"service (?:temporarily )?unavailable|too many requests",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"subscribe to (?:continue|read|unlock)|for subscribers|subscribers only|already a subscriber|sign in to continue|"
    r"read the full story|đăng ký để đọc tiếp|dành cho (?:thuê bao|độc giả đăng ký)|log ?in to read",
    re.IGNORECASE,
)
_MIN_BODY = 40  # characters below which a body is no article
_MIN_PAGE = 3000  # a page of text this short that mentions a gate is nothing but the gate
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|zarsrc|ref|gidzl)$")


def read_page(page: Page, outlet: Outlet | None, fallback: Layout | None = None) -> Article:
    """The article of a page. `fallback` is the layout tried for outlets that we have no module for.

    Raises UnreadablePage (gated, paywalled, error_page, empty, layout, not_article).
    """
    if is_gate(page.body):
        raise UnreadablePage(page.url, "gated", "a cookie or challenge page stands in front of the article")
    text = decode(page.body, page.headers)
    if not text.strip():
        raise UnreadablePage(page.url, "empty", "the page has no content; expected an article")
    if "<" not in text[:20000]:
        raise UnreadablePage(page.url, "not_article", "no markup in it; expected a web page")
    markup = Markup(text)
    url = canonical_address(markup, page.url)
    is_facsimile = page.facsimile or ("name", FACSIMILE_META) in markup.metas
    title = _title(markup, outlet)
    headlines = (title, _heading(markup))
    layout = outlet.layout if outlet else fallback
    body = markup.first(layout.body) if layout else None
    paragraphs: list[str] = []
    captions: list[str] = []
    lead = None
    extractor = "layout"
    if body is not None and layout is not None:
        lead = _lead(markup, layout)
        captions = markup.cut(layout.captions, body)
        markup.cut((*_ALWAYS_DROP, *layout.drop), body)
        paragraphs = paragraphs_of(body)
    if sum(map(len, paragraphs)) < _MIN_BODY and not lead:
        _raise_if_no_article(page.url, markup.visible, title)
        if outlet and body is None and not markup.about and not re.search(outlet.article_id, urlsplit(url).path):
            raise UnreadablePage(page.url, "not_article", "neither address nor page is an article's: a list, perhaps")
        paragraphs = _general(text, page.url)
        extractor = "general"
        if sum(map(len, paragraphs)) < _MIN_BODY:
            outcome: Outcome = "empty" if body is not None or outlet is None else "layout"
            expected = f"expected text in one of: {', '.join(layout.body)}" if layout else "expected paragraphs of text"
            raise UnreadablePage(page.url, outcome, f"{len(markup.visible)} characters, no article found; {expected}")
    if _is_cut_short(markup, paragraphs):
        raise UnreadablePage(
            page.url, "paywalled", "the text is cut short for subscribers; save the whole page and add it"
        )
    for above in (*headlines, lead):  # a headline or a lead that stands within the body as well
        if above and paragraphs and fold(paragraphs[0]) == fold(above):
            paragraphs = paragraphs[1:]
    everything = ((lead,) if lead else ()) + tuple(paragraphs)
    language = outlet.language if outlet else detect_language(" ".join(everything))
    return finish_article(
        Article(
            article_id="",
            outlet=outlet.key if outlet else host_of(url),
            outlet_name=outlet.name if outlet else _site_name(markup, url),
            url=url,
            language=language,
            title=title,
            lead=lead,
            paragraphs=everything,
            captions=tuple(captions),
            authors=tuple(_authors(markup, layout)),
            published=_published(markup, layout) or _period_said(page.published),
            modified=_modified(markup),
            wording="facsimile" if is_facsimile else "original",
            extractor=extractor,
            digest=page.digest,
        )
    )


def read_text(
    text: str,
    *,
    url: str,
    language: Language | None = None,
    published: Period | None = None,
    outlet: Outlet | None = None,
) -> Article:
    """The article of plain text: paragraphs by blank lines; readers' comments at its end are cut off."""
    blocks = [normalise(block) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    paragraphs: list[str] = []
    for block in blocks:
        if re.fullmatch(
            r"join the conversation|\d+ comments?|bình luận(?: \(\d+\))?|ý kiến bạn đọc", block, re.IGNORECASE
        ):
            break
        if block:
            paragraphs.append(block)
    if not paragraphs:
        raise UnreadablePage(url, "empty", "no text in it; expected an article")
    return finish_article(
        Article(
            article_id="",
            outlet=outlet.key if outlet else host_of(url),
            outlet_name=outlet.name if outlet else (host_of(url) or "this text"),
            url=url,
            language=language or (outlet.language if outlet else detect_language(text)),
            title=None,
            lead=None,
            paragraphs=tuple(paragraphs),
            published=published,
            extractor="text",
            digest=hashlib.sha256(text.encode()).hexdigest(),
        )
    )


def finish_article(article: Article) -> Article:
    """The article with its identity: its address and its text (furniture never counts)."""
    text = "\n".join((article.title or "", *article.paragraphs, *article.captions))
    identity = hashlib.sha256(f"{article.url}\n{hashlib.sha256(text.encode()).hexdigest()}".encode()).hexdigest()
    return replace(article, article_id=identity[:16])


def decode(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a page. UTF-8 where the bytes are that, whatever a header says; else what the page or the header
    declares; else Latin-1, so that nothing is lost."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = re.search(rb"charset=[\"']?([\w-]+)", body[:2048])
    named = declared[1].decode("ascii") if declared else ""
    for name, value in headers:
        found = re.search(r"charset=[\"']?([\w-]+)", value) if name.lower() == "content-type" else None
        if found and not named:
            named = found[1]
    if named.lower().replace("-", "") in ("", "utf8"):
        return body.decode("utf-8", "replace") if named else body.decode("latin-1")
    try:
        return body.decode(named, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _lead(markup: Markup, layout: Layout) -> str | None:
    found = markup.first(layout.lead)
    if found is None:
        return None
    markup.cut((*_ALWAYS_DROP, "span.location-stamp"), found)
    text = text_of(found)
    if layout.lead_prefix:
        text = re.sub(rf"^{layout.lead_prefix}", "", text)
    return text or None


def _title(markup: Markup, outlet: Outlet | None) -> str | None:
    found = markup.first(outlet.layout.title) if outlet else None
    if found is not None and text_of(found):
        return text_of(found)
    headline = markup.about.get("headline")
    if isinstance(headline, str) and headline.strip():
        return _plain(headline)
    shared = markup.metas.get(("property", "og:title"))
    if shared:
        return _plain(shared)
    heading = _heading(markup)
    if heading:
        return heading
    title = markup.soup.title
    return normalise(title.get_text()) or None if title else None


def _heading(markup: Markup) -> str | None:
    heading = markup.soup.find("h1")
    return text_of(heading) or None if isinstance(heading, Tag) else None


def _plain(text: str) -> str:
    """Entities undone twice: one outlet escapes them twice in its JSON-LD."""
    return normalise(html.unescape(html.unescape(text)))


def _published(markup: Markup, layout: Layout | None) -> Period | None:
    texts: list[str | None] = [
        markup.meta("article:published_time", "lead:published_at"),
        str(markup.about.get("datePublished") or "") or None,
        markup.meta("pubdate", "datePublished", "date"),
    ]
    for selector in layout.published if layout else ("time[datetime]",):
        for found in markup.find((selector,), limit=1):
            texts += [str(found.get("datetime") or "") or None, text_of(found)]
    for text in texts:
        period = parse_date(text) if text else None
        if period is not None:
            return period
    return None


def _period_said(text: str | None) -> Period | None:
    try:
        return parse_period(text, VIETNAM) if text else None
    except ValueError:
        return None


def _modified(markup: Markup) -> datetime | None:
    for text in (
        markup.meta("article:modified_time", "lastmod"),
        str(markup.about.get("dateModified") or "") or None,
    ):
        period = parse_date(text) if text else None
        if period is not None:
            return period.start
    return None


def _authors(markup: Markup, layout: Layout | None) -> list[str]:
    names: list[str] = []
    for selector in layout.authors if layout else ():
        names += [text_of(found) for found in markup.find((selector,))]
        if any(names):
            break
    if not any(names):
        declared = markup.about.get("author")
        for each in declared if isinstance(declared, list) else [declared]:
            if isinstance(each, dict) and each.get("@type") != "Organization":
                names.append(_plain(str(each.get("name") or "")))
    if not any(names):
        names += re.split(r"[;,]", markup.meta("dable:author", "lead:author") or "")
    cleaned = (re.sub(r"^(?:by|theo)\s+", "", normalise(name), flags=re.IGNORECASE) for name in names)
    return list(dict.fromkeys(name for name in cleaned if 1 < len(name) < 60 and not _NOT_A_NAME.search(name)))


def canonical_address(markup: Markup, url: str) -> str:
    """The address that a page gives as its own, where it lies on the same host; else the one it was asked for under,
    without tracking."""
    link = markup.soup.find("link", attrs={"rel": "canonical"})
    address = str(link.get("href") or "") if isinstance(link, Tag) else ""
    try:
        parts = urlsplit(urljoin(url, address) if address else url)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return url
    if hostname_of(url) and host_of(parts.geturl()) != host_of(url):
        return url
    return without_tracking(parts.geturl())


def without_tracking(url: str) -> str:
    """The address without its fragment and what only says where a reader comes from. Raises ValueError."""
    parts = urlsplit(url)
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair.split("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _site_name(markup: Markup, url: str) -> str:
    return normalise(markup.meta("og:site_name") or "") or host_of(url)


def _raise_if_no_article(url: str, visible: str, title: str | None) -> None:
    """A gate, an error page or a list has its own outcome."""
    source = f"{title or ''} {visible}"
    if len(visible) < _MIN_PAGE:
        if _CONSENT.search(source):
            raise UnreadablePage(url, "gated", "a consent page stands in front of the article")
        if _ERROR.search(source):
            raise UnreadablePage(url, "error_page", f"an error page: {visible[:60]!r}")
        if _PAYWALL.search(source):
            raise UnreadablePage(url, "paywalled", "a subscription stub; save the whole page and add it")


def is_gate(body: bytes) -> bool:
    """Whether a response is a small script that sets a cookie or a challenge, and no page."""
    if len(body) > 20000:
        return False
    text = body.decode("utf-8", "replace")
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    return len(normalise(words)) < 400 and _GATE.search(text) is not None


def _is_cut_short(markup: Markup, paragraphs: Sequence[str]) -> bool:
    """The page says itself that the text is not free, and holds little of it."""
    length = sum(map(len, paragraphs))
    if length < 700 and _PAYWALL.search(markup.visible) is not None:
        return True
    return length < 1200 and markup.is_marked_unfree()


def _general(text: str, url: str) -> list[str]:
    """What a general extractor takes for the article."""
    import trafilatura

    found = trafilatura.extract(text, url=url, include_comments=False, include_tables=True, fast=True)
    return [normalise(line) for line in (found or "").split("\n") if normalise(line)]


def cookie_of_gate(body: bytes) -> tuple[str, str] | None:
    """The cookie that a cookie-and-reload page sets, if the page is one."""
    if not is_gate(body):
        return None
    found = re.search(rb"document\.cookie\s*=\s*[\"']([\w-]+)=([\w%.-]+)", body)
    return (found[1].decode("ascii"), found[2].decode("ascii")) if found else None
