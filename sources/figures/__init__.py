"""Reading figures out of news prose, in two layers.

`read_quantities` finds every number phrase and time phrase of any text. `read_figures` binds them to a topic: of
which subject, which metric, as of when, on whose word, as fact or forecast; what it can't bind becomes `Unread`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Final

from sources.figures.composing import composed
from sources.figures.dates import Anchor
from sources.figures.identity import figure_id, make_figure, make_time
from sources.figures.kinds import of_any_stretch
from sources.figures.language import language_of
from sources.figures.making import maker
from sources.figures.moments import find_moments
from sources.figures.passage import Passage
from sources.figures.quantity import find_phrases
from sources.figures.reading import read_article
from sources.model import VIETNAM, Article, Figure, Language, Party, Period, TimePhrase, Topic, Understanding

READER_VERSION = 11
_understood: Final = maker(Understanding)
_UNBOUND: Final = tuple(each.default for each in fields(Figure)[9:])  # the fields that only a topic fills

__all__ = ["READER_VERSION", "figure_id", "published_day", "read_figures", "read_quantities"]


def published_day(published: Period | None) -> date | None:
    """The day that unfinished dates are finished with: the publication day, or the last day of its month."""
    if published is None or published.end is None:
        return None
    return published.end.astimezone(VIETNAM).date()


def read_quantities(
    *,
    article_id: str,
    title: str | None,
    paragraphs: Sequence[str],
    language: Language,
    published: Period | None,
) -> Understanding:
    """Every quantity and time phrase of a text. Figures have neither subject nor metric."""
    tables = language_of(language)
    whole = composed(title, paragraphs)
    anchor = Anchor(published_day(published))
    figures: list[Figure] = []
    times: list[TimePhrase] = []
    for number, text in enumerate((whole.title or "", *whole.paragraphs), -1):
        if not text:
            continue
        passage = Passage(text, tables.starts)
        if not passage.marks:
            continue
        moments = find_moments(passage, tables, anchor)
        times += [make_time(number, m.start, m.end, m.said, m.period, m.basis) for m in moments]
        for phrase in find_phrases(passage, tables, [(m.start, m.end) for m in moments]):
            start, end = phrase.start, phrase.end
            figures.append(
                make_figure(
                    figure_id(article_id, number, start, end, None, None, phrase.unit),
                    article_id,
                    number,
                    start,
                    end,
                    text[start:end],
                    None,
                    None,
                    phrase.quantity(),
                    *_UNBOUND,
                )
            )
    return whole.told(_understood(tuple(figures), (), tuple(times)))


def read_figures(article: Article, topic: Topic, names: Sequence[Party] = ()) -> Understanding:
    """The figures of a topic in one article, and the numbers near its subjects that were not understood.

    `names` are further parties that prose may cite, e.g. outlets under their names and aliases.
    """
    whole = composed(article.title, article.paragraphs)
    if whole.given:
        article = replace(article, title=whole.title, paragraphs=whole.paragraphs)
    return whole.told(read_article(article, of_any_stretch(topic), tuple(names), published_day(article.published)))
