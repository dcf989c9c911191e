"""The identity of a figure; figures and time phrases made from all their fields in order."""

from __future__ import annotations

import hashlib
from typing import Final

from sources.figures.making import maker
from sources.model import Figure, TimePhrase

make_figure: Final = maker(Figure)
make_time: Final = maker(TimePhrase)


def figure_id(
    article: str, paragraph: int, start: int, end: int, subject: str | None, metric: str | None, unit: str
) -> str:
    """The identity of a figure: where it stands and what it is of."""
    key = f"{article}|{paragraph}|{start}|{end}|{subject or ''}|{metric or ''}|{unit}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
