"""JSON lines: articles in, figures, unread numbers and times out; and figure lines in again for `reconcile`.

The form is a contract that other programs rely on. Numbers are exact: amounts are JSON numbers without an
exponent, and are read back as `Decimal`.
"""

from __future__ import annotations

from sources.lines.articles import parse_article_line
from sources.lines.exact import dumps, loads
from sources.lines.figures import FigureLine, parse_figure_line
from sources.lines.written import day_of, figure_line, milestone_line, period_text, time_line, unread_line

__all__ = [
    "FigureLine",
    "day_of",
    "dumps",
    "figure_line",
    "loads",
    "milestone_line",
    "parse_article_line",
    "parse_figure_line",
    "period_text",
    "time_line",
    "unread_line",
]
