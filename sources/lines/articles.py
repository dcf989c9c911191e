"""Lines of articles, as `read --articles` takes them."""

from __future__ import annotations

from collections.abc import Mapping

from sources.errors import UsageError
from sources.lines.exact import show
from sources.lines.fields import time_of
from sources.model import Article, Language
from sources.text import detect_language


def parse_article_line(line: object, where: str = "article") -> Article:
    """The article of a `read --articles` line. Raises UsageError."""
    if not isinstance(line, Mapping):
        raise UsageError(f"{where}: expected a JSON object with id, title and paragraphs, found {str(line)[:40]!r}")
    paragraphs = line.get("paragraphs")
    if not isinstance(paragraphs, list) or not all(isinstance(text, str) for text in paragraphs):
        raise UsageError(f"{where}: paragraphs: expected a list of text, found {str(paragraphs)[:40]!r}")
    title = line.get("title")
    if title is not None and not isinstance(title, str):
        raise UsageError(f"{where}: title: expected text or null, found {show(title)}")
    outlet = str(line.get("outlet") or "")
    return Article(
        article_id=str(line.get("id") or where),
        outlet=outlet,
        outlet_name=outlet,
        url=str(line.get("url") or ""),
        language=_language(line.get("lang"), " ".join((title or "", *paragraphs))),
        title=title,
        lead=None,
        paragraphs=tuple(paragraphs),
        published=time_of(line.get("published"), "published", where),
    )


def _language(value: object, text: str) -> Language:
    if value in ("vi", "en"):
        return value
    return detect_language(text)
