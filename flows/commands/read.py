"""`doichieu read`: what figures are in a text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from flows.documents import article_of, fetch_page, named_outlet, of_outlet, parse_published, read_bytes, read_lines
from flows.known import known_topic
from flows.output import print_lines, print_table
from flows.settings import read_settings
from sources.errors import DoichieuError, UsageError
from sources.figures import read_figures, read_quantities
from sources.lines import figure_line, loads, parse_article_line, time_line, unread_line
from sources.model import Article, Topic, Understanding
from sources.outlets import outlet_key, outlet_parties

_COLUMNS = ("said", "subject", "metric", "value", "unit", "hedge", "status", "as_of_end", "attributed_to")


def main(arguments: argparse.Namespace) -> int:
    topic = known_topic(read_settings(), arguments.topic, is_told=True) if arguments.topic else None
    if (arguments.source is None) == (arguments.articles is None):
        raise UsageError("give a FILE, a URL or - (or --articles FILE.jsonl)")
    failures: list[str] = []
    articles = _many(arguments.articles, failures) if arguments.articles else iter([_one(arguments)])
    lines: Iterable[dict[str, object]] = (
        line for article in articles for line in _lines(article, topic, times=arguments.times, unread=arguments.unread)
    )
    if arguments.json or arguments.articles:
        print_lines(lines)
    else:
        held = list(lines)
        print_table(
            _COLUMNS, [tuple(line.get(column) for column in _COLUMNS) for line in held if line["row"] == "figure"]
        )
        for kind, columns in (("time", ("said", "from", "to", "basis")), ("unread", ("said", "reason", "paragraph"))):
            rows = [tuple(line.get(column) for column in columns) for line in held if line["row"] == kind]
            if rows:
                print_table(columns, rows, title=kind)
    for failure in failures:
        print(f"doichieu: {failure}", file=sys.stderr)
    return 2 if failures else 0


def _one(arguments: argparse.Namespace) -> Article:
    published = parse_published(arguments.published)
    outlet = named_outlet(arguments.outlet)
    source = arguments.source
    if source.startswith(("http://", "https://")):
        page = fetch_page(source)
        article = article_of(page.body, url=page.url, published=published, outlet=outlet, language=arguments.lang)
    else:
        article = article_of(read_bytes(source), url="", published=published, outlet=outlet, language=arguments.lang)
    return of_outlet(article, arguments.outlet)


def _many(name: str, failures: list[str]) -> Iterator[Article]:
    """A bad line is said on stderr, and the others are read."""
    for number, line in read_lines(name, expected="articles, one JSON object a line"):
        try:
            yield parse_article_line(loads(line), f"{name}: line {number}")
        except DoichieuError as error:
            failures.append(str(error))
        except ValueError as error:
            failures.append(f"{name}: line {number}: no JSON: {error}")


def _lines(article: Article, topic: Topic | None, *, times: bool, unread: bool) -> Iterator[dict[str, object]]:
    understood = understand(article, topic)
    for figure in understood.figures:
        yield figure_line(
            figure,
            outlet=article.outlet or outlet_key(article.url) or None,
            url=article.url or None,
            published=article.published,
            language=article.language,
        )
    if times:
        yield from (time_line(article.article_id, phrase) for phrase in understood.times)
    if unread:
        yield from (unread_line(each) for each in understood.unread)


def understand(article: Article, topic: Topic | None) -> Understanding:
    """Figures of the topic, or every quantity where none is asked about."""
    if topic is not None:
        return read_figures(article, topic, outlet_parties())
    return read_quantities(
        article_id=article.article_id,
        title=article.title,
        paragraphs=article.paragraphs,
        language=article.language,
        published=article.published,
    )
