"""The line that a report begins with: where, and on which day, it was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sources.figures.moments import Moment

_SENT: Final = re.compile(
    r"[A-ZĐ][A-ZĐ .'’-]{2,}(?:,\s[^–—()\d]{2,30}|\s[A-Z][a-z]+)?(?:\s\([^()]{2,30}\))?\s?[–—-]+\s"
)
_BY_AGENCY: Final = re.compile(
    r"[A-ZĐ][^\W\d_]+(?:\s[A-ZĐ][^\W\d_]+){0,3}(?:,\s[^–—()\d]{2,30})?\s\([A-ZĐ][^()\d]{1,24}\)\s?[–—-]+\s(?=[“\"'‘]?[^\W\d_])"
)  # "Oakham (RNA) – The", unlike "Reedland (EU) - 5 million"
_PAPER: Final = re.compile(
    r"[A-ZĐ][^\W\d_]+(?:\s[A-ZĐ][^\W\d_]+){0,3}(?:,\s[A-ZĐ][^\W\d_]+)?"
    r",\s(?P<paper>[A-ZĐ][^\W\d_.]+(?:\s[A-ZĐ][^\W\d_]+){0,4}):\s(?=[“\"'‘]?[^\W\d_])"
)
_SIGNS: Final = re.compile(r"[\s,./|:]+")
_DASH: Final = re.compile(r"(?<=[\s).,/])[–—-]+\s")
_BRACKETS: Final = re.compile(r"\([^()]{2,50}\)|/[A-Za-z][\w .]{2,24}/")
# A name has a capital, and may hold a small word between two: "Rio de Janeiro", "Thành phố Mới".
_NAME: Final = re.compile(r"[^\W\d_][\w’'-]*(?:\.[^\W\d_]+)*(?:\s[^\W\d_]+(?=\s[A-ZĐÀ-Ỹ]))?")
_LONGEST: Final = 90  # characters that one has at most
_AGO: Final = timedelta(days=3)  # how long before it came out a report was sent
_AHEAD: Final = timedelta(days=1)


def end_of_dateline(text: str) -> int:
    """ "OAKHAM, Reedland – The team": where the place ends that a report was sent from."""
    dateline = _SENT.match(text) or _BY_AGENCY.match(text)
    return dateline.end() if dateline is not None else 0


def paper_of(text: str) -> re.Match[str] | None:
    """ "Oakham, The Reed Observer: The lake": a place, and the name of what may be a paper, in front of a colon."""
    return _PAPER.match(text)


def end_of_dated(text: str, moments: Sequence[Moment], published: date | None) -> int:
    """ "OAKHAM, July 3 (Reed News) -- The team", "Oakham, July 3 (RNA): The", "Hà Nội, ngày 3/7 - Đội": where a
    dateline with a day ends; 0 where a paragraph begins with none. A day without a name beside it begins an item of a
    chronicle."""
    if not moments or moments[0].start >= _LONGEST:
        return 0
    at = ended = 0
    is_named = is_dated = is_place = False
    held = {moment.start: moment for moment in moments if moment.start < _LONGEST}
    while at < min(len(text), _LONGEST):
        moment = held.get(at)
        dash = _DASH.match(text, at)
        signs = _SIGNS.match(text, at)
        brackets = _BRACKETS.match(text, at)
        name = _NAME.match(text, at)
        if moment is not None:
            if not _is_of_report(moment, published):
                break
            is_dated, at = True, moment.end
        elif dash is not None:
            at = dash.end()
            ended = at if is_named and is_dated else 0
        elif brackets is not None:
            is_dated = is_dated or any(
                at < start < brackets.end() and _is_of_report(m, published) for start, m in held.items()
            )
            is_named, at = True, brackets.end()
        elif signs is not None:
            is_sent = text[at] == ":" and text[at - 1 : at] == ")" and is_place and is_dated
            at = signs.end()
            if is_sent:
                return at
        elif name is not None and name[0][0].isupper():
            is_named = is_place = True
            at = name.end()
        else:
            break
    return ended


def _is_of_report(moment: Moment, published: date | None) -> bool:
    """Whether a time is the day on which a report can have been sent."""
    if moment.day is None:
        return False
    return published is None or -_AHEAD <= published - moment.day <= _AGO
