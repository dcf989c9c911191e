"""A neutral question to the outlets of a disagreement, as a draft for a person to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from warehouse.report.labels import load_labels
from warehouse.report.model import Enquiry
from warehouse.report.quotes import Row, as_quote
from warehouse.words import Tongue

_LINES = 8  # reports that one letter lists


def draft_enquiry(rows: Sequence[Row], heads: Mapping[Tongue, str], subject: str, *, is_simulated: bool) -> Enquiry:
    """The draft in both languages: what is held, and which source and hour each figure rests on. Of simulated pages it
    says that it is not to be sent."""

    def draft(tongue: Tongue) -> str:
        labels = load_labels()[tongue]
        quotes = [as_quote(row, tongue) for row in _one_each(rows)]
        outlets = "; ".join(dict.fromkeys(quote.outlet for quote in quotes))
        lines = [
            labels["enquiry_line"].format(q.outlet, q.amount, q.as_of, q.published) + (f" {q.url}" if q.url else "")
            for q in quotes
        ]
        text = labels["enquiry_text"].format(outlets, subject, heads[tongue], "\n".join(f"- {line}" for line in lines))
        return f"{labels['enquiry_simulated']}\n\n{text}" if is_simulated else text

    return Enquiry(en=draft("en"), vi=draft("vi"))


def _one_each(rows: Sequence[Row]) -> list[Row]:
    """One report of every outlet and value."""
    chosen: dict[tuple[object, object], Row] = {}
    for row in rows:
        chosen.setdefault((row["outlet"], row["value"]), row)
    return list(chosen.values())[:_LINES]
