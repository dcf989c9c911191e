"""What a corpus holds before any topic exists: what it counts, in which amounts, and whom it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import TypeVar

from sources.figures import read_quantities
from sources.model import Article
from sources.text import fold

K = TypeVar("K", bound=Hashable)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ENDS = frozenset(".!?:…\n“\"‘'(–-")  # what the first word of a sentence or a quotation stands behind
_FURTHEST = 3  # characters between a number and the noun that it counts


@dataclass(slots=True)
class Counted:
    """What is said of one unit or noun: how often, in which articles, which amounts."""

    mentions: int = 0
    articles: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    values: list[Decimal] = field(default_factory=list)
    example: str = ""


@dataclass(slots=True)
class Survey:
    """Units and nouns, amounts that several articles share, and names, by how many articles have them."""

    articles: int = 0
    units: defaultdict[str, Counted] = field(default_factory=lambda: defaultdict(Counted))
    amounts: defaultdict[tuple[Decimal, str], Counted] = field(default_factory=lambda: defaultdict(Counted))
    names: defaultdict[str, Counted] = field(default_factory=lambda: defaultdict(Counted))

    def unit_rows(self, most: int) -> Iterator[tuple[object, ...]]:
        """unit or noun, mentions, articles, smallest, median, largest, an example."""
        for unit, counted in _commonest(self.units, most):
            values = sorted(counted.values)
            middle = median(values) if values else None
            spread = (values[0], middle, values[-1]) if values else (None, None, None)
            yield unit, counted.mentions, len(counted.articles), *spread, counted.example

    def amount_rows(self, most: int) -> Iterator[tuple[object, ...]]:
        """amount, unit, articles, outlets, an example; only what several articles say."""
        shared = {key: counted for key, counted in self.amounts.items() if len(counted.articles) > 1}
        for (value, unit), counted in _commonest(shared, most):
            yield value, unit, len(counted.articles), len(counted.outlets), counted.example

    def name_rows(self, most: int) -> Iterator[tuple[object, ...]]:
        """name, mentions, articles."""
        for name, counted in _commonest(self.names, most):
            yield name, counted.mentions, len(counted.articles)


def survey(articles: Iterable[Article]) -> Survey:
    """Read every quantity of every article; no topic is asked about."""
    found = Survey()
    for article in articles:
        found.articles += 1
        _add_numbers(found, article)
        _add_names(found, article)
    return found


def _add_numbers(found: Survey, article: Article) -> None:
    understood = read_quantities(
        article_id=article.article_id,
        title=article.title,
        paragraphs=article.paragraphs,
        language=article.language,
        published=article.published,
    )
    for figure in understood.figures:
        quantity = figure.quantity
        text = _text(article, figure.paragraph)
        unit = quantity.unit or _noun(text[figure.end :])
        if not unit:
            continue
        example = text[max(0, figure.start - 30) : figure.end + 30].strip()
        _count(found.units[unit], article, example, quantity.value)
        if quantity.value is not None:
            _count(found.amounts[(quantity.value, unit)], article, example, None)
    for unread in understood.unread:
        text = _text(article, unread.paragraph)
        noun = _noun(text[unread.end :]) if unread.reason == "no_unit" else None
        if noun:
            _count(found.units[noun], article, text[max(0, unread.start - 30) : unread.end + 30].strip(), None)


def _count(counted: Counted, article: Article, example: str, value: Decimal | None) -> None:
    counted.mentions += 1
    counted.articles.add(article.article_id)
    counted.outlets.add(article.outlet)
    counted.example = counted.example or example
    if value is not None:
        counted.values.append(value)


def _text(article: Article, paragraph: int) -> str:
    return (article.title or "") if paragraph < 0 else article.paragraphs[paragraph]


def _noun(rest: str) -> str | None:
    """The word that a number without a unit stands before."""
    word = _WORD.search(rest)
    if word is None or word.start() > _FURTHEST or "." in rest[: word.start()] or not word[0].islower():
        return None
    return word[0] if len(word[0]) > 1 else None


def _add_names(found: Survey, article: Article) -> None:
    """Runs of words with capitals; a single word only within a sentence."""
    for text in (article.title or "", *article.paragraphs):
        for name in _names(text):
            counted = found.names[name]
            counted.mentions += 1
            counted.articles.add(article.article_id)


def _names(text: str) -> Iterator[str]:
    start = end = -1
    words = 0
    for word in _WORD.finditer(text):
        goes_on = words and text[end : word.start()] == " "
        if words and not (goes_on and word[0][0].isupper()):
            if words > 1 or not _begins_sentence(text, start):
                yield text[start:end]
            words = 0
        if word[0][0].isupper():
            start = word.start() if not words else start
            words, end = words + 1, word.end()
    if words > 1 or (words and not _begins_sentence(text, start)):
        yield text[start:end]


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in _ENDS


def _commonest(held: Mapping[K, Counted], most: int) -> list[tuple[K, Counted]]:
    ranked = sorted(held.items(), key=lambda item: (-len(item[1].articles), -item[1].mentions, fold(str(item[0]))))
    return ranked[:most]
