"""Stored figures, back as figure lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from sources.lines import FigureLine
from sources.model import Article, Figure, Language, Milestone, Period, Quantity
from warehouse.connection import Reader


def read_lines(reader: Reader, topic: str) -> Iterator[FigureLine]:
    """The figures of a topic as they stand now, in the form that reconciliation takes."""
    for row in reader.records("select * from figure where topic = $1 order by figure_id", topic):
        yield as_line(row)


def as_line(row: Mapping[str, Any]) -> FigureLine:
    """A row of the view `figure` or `figure_all` in the form that reconciliation takes."""
    return FigureLine(
        figure=as_figure(row),
        outlet=row["outlet"],
        outlet_name=row["outlet_name"],
        url=row["url"],
        published=_period(row["published_start"], row["published_end"]),
        language=row["language"],
        changed_at=row["changed_at"],
    )


def read_wordings(reader: Reader, topic: str) -> dict[str, str]:
    """original or facsimile, by article."""
    rows = reader.query("select distinct article_id, wording from figure where topic = $1", [topic]).rows
    return {str(article): str(wording) for article, wording in rows}


def read_articles(reader: Reader, topic: str | None) -> list[Article]:
    """The newest versions of the articles about a topic, or of all, with their paragraphs."""
    rows = reader.records(
        """
        select
            article.*,
            list(paragraph.text order by paragraph.paragraph) filter (where paragraph.paragraph >= 0) as texts,
        from article
        left join stored.paragraph as paragraph using (article_id)
        where article.is_latest
            and ($1 is null or article_id in (select article_id from stored.reading where topic = $1))
        group by all order by article.article_id
        """,
        topic,
    )
    return [
        Article(
            article_id=str(row["article_id"]),
            outlet=str(row["outlet"]),
            outlet_name=str(row["outlet_name"]),
            url=str(row["url"]),
            language=cast("Language", row["language"]),
            title=cast("str | None", row["title"]),
            lead=None,
            paragraphs=tuple(cast("list[str]", row["texts"] or [])),
            published=_period(row["published_start"], row["published_end"]),
            wording="facsimile" if row["wording"] == "facsimile" else "original",
            extractor=str(row["extractor"]),
            digest=str(row["digest"]),
        )
        for row in rows
    ]


def as_figure(row: Mapping[str, Any]) -> Figure:
    """A figure from a row of the view `figure`."""
    milestone = None
    if row["milestone_value"] is not None or row["milestone_subject"] is not None:
        milestone = Milestone(
            value=row["milestone_value"], unit=row["milestone_unit"], subject=row["milestone_subject"]
        )
    return Figure(
        figure_id=row["figure_id"],
        article_id=row["article_id"],
        paragraph=row["paragraph"],
        start=row["start_char"],
        end=row["end_char"],
        said=row["said"],
        subject=row["subject"],
        metric=row["metric"],
        quantity=Quantity(
            value=_plain(row["value"]),
            value_max=_plain(row["value_max"]),
            unit=row["unit"],
            hedge=row["hedge"],
            comparator=row["comparator"],
            low=_plain(row["low"]),
            high=_plain(row["high"]),
            low_open=row["low_open"],
            high_open=row["high_open"],
            soft_low=_plain(row["soft_low"]),
            soft_high=_plain(row["soft_high"]),
            precision=_plain(row["precision_size"]),
        ),
        status=row["status"],
        milestone=milestone,
        rank_of=row["rank_of"],
        place=row["place"],
        period=_period(row["period_start"], row["period_end"]),
        as_of=_period(row["as_of_start"], row["as_of_end"]) or Period(),
        as_of_basis=row["as_of_basis"],
        attributed_to=row["attributed_to"],
        same_as=row["same_as"],
        delta_since=row["delta_since"],
    )


def _plain(value: Decimal | None) -> Decimal | None:
    """Without the zeros that a stored decimal carries."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _period(start: object, end: object) -> Period | None:
    if start is None and end is None:
        return None
    return Period(start=cast("datetime | None", start), end=cast("datetime | None", end))
