"""From a topic to the addresses worth fetching: feeds, sitemaps, on-site search. No article is fetched here.

Every candidate says why it was chosen. XML is parsed without entities, documents of its own choosing, or network.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from sources.dates import parse_feed_date
from sources.errors import FetchError
from sources.model import Outlet, Page, Topic
from sources.text import fold

MOST = 200  # candidates an outlet and run
TAGS = 3  # pages of a tag or topic that are followed from one page
_SHARDS = ((1, 5), (6, 10), (11, 15), (16, 20), (21, 25), (26, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address worth fetching, how well it fits, and why."""

    url: str
    score: int
    reason: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What an outlet offered: candidates best first, and what could not be asked."""

    candidates: tuple[Candidate, ...]
    failures: tuple[FetchError, ...]
    asked: int


def discover(
    topic: Topic, outlet: Outlet, get: Callable[[str], Page], since: datetime | None, until: datetime | None
) -> Discovery:
    """Candidates of one outlet. `get` fetches feeds, sitemaps and search pages; its failures are kept, not raised."""
    found: dict[str, Candidate] = {}
    failures: list[FetchError] = []
    asked = 0
    for url, source in _places(topic, outlet, since, until):
        asked += 1
        try:
            page = get(url)
        except FetchError as error:
            failures.append(error)
            continue
        for candidate in _candidates(page, source, topic, outlet):
            if not _within(candidate.published, since, until):
                continue
            known = found.get(candidate.url)
            if known is None or candidate.score > known.score:
                found[candidate.url] = candidate
    ordered = sorted(found.values(), key=lambda each: (-each.score, each.url))
    return Discovery(candidates=tuple(ordered[:MOST]), failures=tuple(failures), asked=asked)


def linked(page: Page, topic: Topic, outlet: Outlet) -> tuple[list[Candidate], list[str]]:
    """What a page that was found leads to: further articles that name the topic, and the outlet's own pages of a tag or
    topic that does (their addresses are no article's)."""
    names = names_of(topic)
    articles: dict[str, Candidate] = {}
    tags: dict[str, None] = {}
    for href, text, _ in _links(page, outlet):
        address = urldefrag(urljoin(page.url, href))[0]
        score, why = _score(address, text, names)
        if not score or address == page.url or not _is_of(address, outlet):
            continue
        if _is_articles(address, outlet):
            articles.setdefault(address, Candidate(url=address, score=score, reason=f"link: {why}"))
        elif outlet.article_id:
            tags.setdefault(address)
    return list(articles.values()), list(tags)[:TAGS]


def names_of(topic: Topic) -> tuple[str, ...]:
    """The folded names that mark an article as the topic's; words too short to tell are left out."""
    names = [
        fold(name)
        for subject in sorted(topic.subjects, key=lambda each: not each.main)
        if subject.main
        for spellings in subject.names.values()
        for name in spellings
    ]
    return tuple(dict.fromkeys(name for name in names if len(name) > 3))


def _places(topic: Topic, outlet: Outlet, since: datetime | None, until: datetime | None) -> Iterator[tuple[str, str]]:
    for query in topic.queries.get(outlet.language, ()):
        if outlet.search:
            yield outlet.search.replace("{query}", quote(query)), "search"
    yield from ((url, "feed") for url in outlet.feeds)
    seen = set()
    for template in outlet.sitemaps:
        for day in _days(since, until) if "{" in template else (None,):
            url = _fill(template, day) if day else template
            if url not in seen:
                seen.add(url)
                yield url, "sitemap"


def _days(since: datetime | None, until: datetime | None) -> Iterator[date]:
    """One day of every five-day shard of the window; at most half a year."""
    if since is None or until is None:
        return
    day = since.date()
    last = min(until.date(), day + timedelta(days=184))
    while day <= last:
        yield day
        first = next(first for first, end in _SHARDS if first <= day.day <= end)
        end = next(end for start, end in _SHARDS if start == first)
        day = (
            day + timedelta(days=end - day.day + 1)
            if end < 31
            else (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        )


def _fill(template: str, day: date) -> str:
    first, last = next((a, b) for a, b in _SHARDS if a <= day.day <= b)
    if last == 31:
        last = ((day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
    return template.format(year=day.year, month=day.month, day=day.day, day1=first, day2=last)


def _candidates(page: Page, source: str, topic: Topic, outlet: Outlet) -> Iterator[Candidate]:
    names = names_of(topic)
    entries = _links(page, outlet) if source == "search" else _entries(page)
    for url, title, published in entries:
        address = urljoin(page.url, url)
        if urlsplit(address).scheme not in ("http", "https") or not _is_articles(address, outlet):
            continue
        score, why = _score(address, title, names)
        if source == "search" and score == 0 and title:
            score, why = 1, "on-site search"
        if score:
            yield Candidate(url=address, score=score, reason=f"{source}: {why}", published=published)


def _is_of(url: str, outlet: Outlet) -> bool:
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return parts.scheme in ("http", "https") and any(host == each or host.endswith("." + each) for each in outlet.hosts)


def _is_articles(url: str, outlet: Outlet) -> bool:
    if not _is_of(url, outlet):
        return False
    return not outlet.article_id or re.search(outlet.article_id, urlsplit(url).path) is not None


def _score(url: str, title: str, names: Iterable[str]) -> tuple[int, str]:
    slug = " ".join(re.split(r"[-_/.]+", fold(urlsplit(url).path)))
    words = fold(title)
    for name in names:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if re.search(pattern, words):
            return 3, f"{name!r} in the headline"
        if re.search(pattern, slug):
            return 2, f"{name!r} in the address"
    return 0, ""


def _within(published: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    if published is None:
        return True
    return not (since is not None and published < since) and not (until is not None and published > until)


def _entries(page: Page) -> Iterator[tuple[str, str, datetime | None]]:
    """Address, title and date of the items of a feed or sitemap; none from what is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(page.body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    for item in root.iter("{*}item", "{*}entry", "{*}url"):
        values: dict[str, str] = {}
        for child in item.iter():
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname
            text = (child.text or child.get("href") or "").strip()
            if text and name not in values:
                values[name] = text
        address = values.get("loc") or values.get("link") or values.get("guid") or ""
        when = (
            values.get("pubDate")
            or values.get("published")
            or values.get("publication_date")
            or values.get("lastmod")
            or ""
        )
        if address.startswith("http"):
            yield (
                address,
                html.unescape(html.unescape(values.get("title", ""))),
                parse_feed_date(when) if when else None,
            )


def _links(page: Page, outlet: Outlet) -> Iterator[tuple[str, str, datetime | None]]:
    """Links of a search or tag page."""
    try:
        root = lxml_html.fromstring(page.body)
    except (etree.ParserError, ValueError):
        return
    for link in root.iter("a"):
        address = link.get("href") or ""
        if address and not address.startswith(("#", "javascript:")):
            yield address, (link.get("title") or "".join(str(part) for part in link.itertext())).strip(), None
