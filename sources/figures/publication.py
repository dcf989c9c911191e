"""A publication date whose day and month were swapped: "2025-12-09" for the ninth of December that is the twelfth of
September. The days that the article names give it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sources.figures.moments import Moment

_BACK: Final = timedelta(days=45)  # how far an article looks back at the days that it tells of
_AHEAD: Final = timedelta(days=2)
_ENOUGH: Final = 2  # days that must speak for the other reading


def swapped(published: date | None) -> date | None:
    """The day that a date would be with day and month the other way round, where that is another day."""
    if published is None or published.day > 12 or published.day == published.month:
        return None
    return date(published.year, published.day, published.month)


def is_contradicted(published: date, moments: Sequence[Moment]) -> bool:
    """Whether the days named lie nowhere near the day of publication."""
    days = {moment.day for moment in moments if moment.day is not None}
    return len(days) >= _ENOUGH and not any(published - _BACK <= day <= published + _AHEAD for day in days)


def is_supported(published: date, moments: Sequence[Moment]) -> bool:
    """Whether enough of the days named lie in the weeks before a day of publication."""
    days = {moment.day for moment in moments if moment.day is not None}
    return sum(published - _BACK <= day <= published + _AHEAD for day in days) >= _ENOUGH
