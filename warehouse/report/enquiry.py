"""A neutral question to the outlets of a disagreement, as a draft for a person to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from warehouse.report.labels import load_labels
from warehouse.report.model import Enquiry, Quote
from warehouse.report.quotes import Row, as_quote
from warehouse.words import Tongue, period_text

_LINES = 8  # reports that one letter lists


def draft_enquiry(rows: Sequence[Row], heads: Mapping[Tongue, str], subject: str, *, is_simulated: bool) -> Enquiry:
    """The draft in both languages: what is held, and which source and hour each figure rests on. Of simulated pages it
    says that it is not to be sent."""

    def draft(tongue: Tongue) -> str:
        labels = load_labels()[tongue]
        quotes = [as_quote(row, tongue) for row in _one_each(rows)]
        outlets = "; ".join(dict.fromkeys(quote.outlet for quote in quotes))
        lines = [_line(quote, tongue) for quote in quotes]
        text = labels["enquiry_text"].format(outlets, subject, heads[tongue], "\n".join(f"- {line}" for line in lines))
        return f"{labels['enquiry_simulated']}\n\n{text}" if is_simulated else text

    return Enquiry(en=draft("en"), vi=draft("vi"))


def _line(quote: Quote, tongue: Tongue) -> str:
    """A report in a line; what is not known of its times is left out."""
    labels, unknown = load_labels()[tongue], period_text(None, tongue)
    times = [
        f"{labels[key]} {said}"
        for key, said in (("as_of", quote.as_of), ("published", quote.published))
        if said != unknown
    ]
    return f"{quote.outlet}: {', '.join([quote.amount, *times])}" + (f" {quote.url}" if quote.url else "")


def _one_each(rows: Sequence[Row]) -> list[Row]:
    """One report of every outlet and value."""
    chosen: dict[tuple[object, object], Row] = {}
    for row in rows:
        chosen.setdefault((row["outlet"], row["value"]), row)
    return list(chosen.values())[:_LINES]
