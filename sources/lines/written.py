"""The lines that are written: figures, unread numbers and times."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from sources.model import VIETNAM, Figure, Milestone, Period, TimePhrase, Unread

EPOCH: Final = date(1970, 1, 1)
"""The day from which quantities of unit "date" count."""


def figure_line(
    figure: Figure, *, outlet: str | None, url: str | None, published: Period | None, language: str
) -> dict[str, object]:
    """The line of a figure."""
    quantity = figure.quantity
    return {
        "row": "figure",
        "id": figure.figure_id,
        "article": figure.article_id,
        "outlet": outlet,
        "url": url,
        "published": period_text(published),
        "lang": language,
        "paragraph": figure.paragraph,
        "start": figure.start,
        "end": figure.end,
        "said": figure.said,
        "subject": figure.subject,
        "metric": figure.metric,
        "value": _value(quantity.value, quantity.unit),
        "value_max": _value(quantity.value_max, quantity.unit),
        "unit": quantity.unit or None,
        "hedge": quantity.hedge,
        "comparator": quantity.comparator,
        "low": _value(quantity.low, quantity.unit),
        "high": _value(quantity.high, quantity.unit),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "soft_low": _value(quantity.soft_low, quantity.unit),
        "soft_high": _value(quantity.soft_high, quantity.unit),
        "precision": quantity.precision,
        "status": figure.status,
        "delta_since": _moment(figure.delta_since),
        "milestone": milestone_line(figure.milestone),
        "rank_of": figure.rank_of,
        "place": figure.place,
        "period_start": _day(figure.period.start) if figure.period else None,
        "period_end": _day(figure.period.end) if figure.period else None,
        "as_of_start": _moment(figure.as_of.start),
        "as_of_end": _moment(figure.as_of.end),
        "as_of_basis": figure.as_of_basis,
        "attributed_to": figure.attributed_to,
        "same_as": figure.same_as,
        "readings": [{"value": reading.value, "weight": reading.weight} for reading in quantity.readings] or None,
    }


def unread_line(unread: Unread) -> dict[str, object]:
    return {
        "row": "unread",
        "article": unread.article_id,
        "paragraph": unread.paragraph,
        "start": unread.start,
        "end": unread.end,
        "said": unread.said,
        "reason": unread.reason,
    }


def time_line(article_id: str, phrase: TimePhrase) -> dict[str, object]:
    return {
        "row": "time",
        "article": article_id,
        "said": phrase.said,
        "paragraph": phrase.paragraph,
        "start": phrase.start,
        "end": phrase.end,
        "from": _moment(phrase.period.start),
        "to": _moment(phrase.period.end),
        "basis": phrase.basis,
    }


def milestone_line(milestone: Milestone | None) -> dict[str, object] | None:
    if milestone is None:
        return None
    return {"value": milestone.value, "unit": milestone.unit, "subject": milestone.subject}


def _value(value: Decimal | None, unit: str) -> Decimal | str | None:
    if value is not None and unit == "date":
        return day_of(value).isoformat()
    return value


def day_of(value: Decimal) -> date:
    """The day that a quantity of unit "date" counts."""
    return EPOCH + timedelta(days=int(value))


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VIETNAM).isoformat()


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VIETNAM).date().isoformat()


def period_text(period: Period | None) -> str | None:
    """A publication time as it is known: an instant, a day or a month."""
    if period is None or period.start is None or period.end is None:
        return None
    if period.start == period.end:
        return period.start.astimezone(VIETNAM).isoformat()
    first, last = period.start.astimezone(VIETNAM).date(), period.end.astimezone(VIETNAM).date()
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first:%Y}"
