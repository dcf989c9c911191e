"""Figures in their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit

from sources.model import Period
from warehouse.connection import Reader
from warehouse.figures import as_figure
from warehouse.report.model import Quote
from warehouse.words import Tongue, figure_text, period_text, time_text

_LIMIT, _LEAST = 24, 3  # quotes of one claim or disagreement; the rest is counted, and a query away
_ALL = 2400  # quotes of all disagreements: a phone must be able to open the page
_SIDE = 220  # characters of a sentence that are shown to either side of its figure
_UNSEEN = dict.fromkeys([*range(0x20), 0x7F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")
Row = Mapping[str, object]

# Of each outlet the first figure, then the second ones: a limit leaves nobody out before everybody is heard.
_EVIDENCE = """
with cited as (
    select
        coalesce('claim:' || evidence.claim_id, 'finding:' || evidence.finding_id) as item,
        evidence.stance, evidence.warc_file, evidence.warc_offset, evidence.captured_at, figure.*,
        row_number() over (partition by item, figure.outlet order by figure.as_of_end, figure.figure_id) as turn,
    from evidence
    inner join figure_all as figure on figure.figure_id = evidence.figure_id and figure.topic = evidence.topic
    where evidence.topic = $1
)
select *, count(*) over (partition by item) as quotes_of_item,
from cited
qualify row_number() over (partition by item order by turn, as_of_end, figure_id)
    <= case when starts_with(item, 'claim:') then $2 else $3 end
order by as_of_end, outlet_name, figure_id
"""


def read_evidence(reader: Reader, topic: str) -> dict[str, list[Row]]:
    """By "claim:ID" or "finding:ID": the rows of its figures by time, so many of them as a page can hold; each row
    tells in `quotes_of_item` how many there are."""
    items = int(str(reader.query("select count(*) from difference where topic = $1", [topic]).rows[0][0]))
    share = max(_LEAST, min(_LIMIT, _ALL // max(items, 1)))
    found: dict[str, list[Row]] = defaultdict(list)
    for row in reader.records(_EVIDENCE, topic, _LIMIT, share):
        found[str(row["item"])].append(row)
    return found


def as_quotes(rows: Sequence[Row], tongue: Tongue) -> tuple[tuple[Quote, ...], int]:
    """The rows as quotes, and how many figures were left out."""
    left_out = int(str(rows[0]["quotes_of_item"])) - len(rows) if rows else 0
    return tuple(as_quote(row, tongue) for row in rows), left_out


def as_quote(row: Row, tongue: Tongue) -> Quote:
    """A row of `figure_all`, with the place of its capture if it has one, in its sentence."""
    figure = as_figure(row)
    sentence = str(row["sentence"] or "")
    start, end = _window(sentence, figure.start, figure.end)
    captured = row.get("captured_at")
    return Quote(
        figure_id=figure.figure_id,
        outlet=str(row["outlet_name"]),
        url=safe_url(row["url"]),
        before=("… " if start else "") + visible(sentence[start : figure.start]),
        said=visible(sentence[figure.start : figure.end]),
        after=visible(sentence[figure.end : end]) + (" …" if end < len(sentence) else ""),
        amount=figure_text(figure, tongue),
        published=period_text(as_period(row["published_start"], row["published_end"]), tongue),
        as_of=period_text(figure.period or figure.as_of, tongue),
        origin=figure.attributed_to or "",
        captured=time_text(cast("datetime", captured), tongue) if captured else "",
        capture=f"{row['warc_file']} @ {row['warc_offset']}" if row.get("warc_file") else "",
        is_simulated=row["wording"] == "facsimile",
        stance=str(row.get("stance") or "part"),
    )


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a figure, without the whole paragraph."""
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    last = text.find(". ", end)
    last = len(text) if last < 0 else last + 1
    if start - first > _SIDE:
        first = max(text.find(" ", start - _SIDE, start) + 1, start - _SIDE)
    if last - end > _SIDE:
        last = max(text.rfind(" ", end, end + _SIDE), end)
        last = last if last > end else end + _SIDE
    return first, last


def visible(text: str) -> str:
    """Text without signs that nobody sees and that turn what follows around, or end a line."""
    return text.translate(_UNSEEN)


def as_period(start: object, end: object) -> Period | None:
    """Two columns of times as one period; None where neither is known."""
    if start is None and end is None:
        return None
    return Period(start=cast("datetime | None", start), end=cast("datetime | None", end))


def safe_url(url: object) -> str | None:
    """An address that may become a link: http and https alone."""
    text = str(url or "")
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname else None


def host_of(url: str | None) -> str:
    """The host of an address without its www."""
    return (urlsplit(url or "").hostname or "").removeprefix("www.")
