"""The positions of a disagreement on one axis: who says what, with the bounds that the words allow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from warehouse.report.model import Bar, Place
from warehouse.words import IMPLIED, Tongue, amount_text

_MARGIN = 6.0  # per cent of the axis kept free to either side, for the arrows of open ends


def place_positions(text: str, unit: str, names: Mapping[str, str], tongue: Tongue) -> tuple[Place, ...]:
    """The positions of a finding (JSON as stored) with their bars. `names`: outlet key -> name."""
    positions = json.loads(text, parse_float=Decimal)
    spans = [(_bound(position["low"]), _bound(position["high"])) for position in positions]
    bars = _bars(spans)
    is_exact = _is_blurred(spans, unit, tongue)
    return tuple(
        Place(
            span=span_text(low, high, unit, tongue, is_exact=is_exact),
            outlets=tuple(
                names.get(key, key) + (f" ({IMPLIED[tongue]})" if key in position.get("implied", ()) else "")
                for key in position["outlets"]
            ),
            origins=position["origins"],
            bar=bar,
        )
        for position, (low, high), bar in zip(positions, spans, bars, strict=True)
    )


def _bound(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _bars(spans: Sequence[tuple[Decimal | None, Decimal | None]]) -> list[Bar | None]:
    ends = [end for span in spans for end in span if end is not None]
    if not ends or min(ends) == max(ends):
        return [None for _ in spans]
    least, size = min(ends), max(ends) - min(ends)

    def at(value: Decimal) -> float:
        return round(_MARGIN + float((value - least) / size) * (100 - 2 * _MARGIN), 1)

    return [
        Bar(
            start=0.0 if low is None else at(low),
            end=100.0 if high is None else at(high),
            is_open_low=low is None,
            is_open_high=high is None,
        )
        for low, high in spans
    ]


def _is_blurred(spans: Sequence[tuple[Decimal | None, Decimal | None]], unit: str, tongue: Tongue) -> bool:
    """Whether some of the ends would look alike in rounded numbers though they differ."""
    ends = {end for span in spans for end in span if end is not None}
    return len({amount_text(end, unit, tongue) for end in ends}) < len(ends)


def span_text(low: Decimal | None, high: Decimal | None, unit: str, tongue: Tongue, *, is_exact: bool = False) -> str:
    """A value, a bound, or two of them."""
    if low is not None and low == high:
        return amount_text(low, unit, tongue, is_exact=is_exact)
    if low is None:
        return f"≤ {amount_text(high, unit, tongue, is_exact=is_exact)}"
    if high is None:
        return f"≥ {amount_text(low, unit, tongue, is_exact=is_exact)}"
    first, last = amount_text(low, unit, tongue, is_exact=is_exact), amount_text(high, unit, tongue, is_exact=is_exact)
    number, _, name = first.partition(" ")
    end, _, same = last.partition(" ")
    return f"{number}–{end} {name}" if name and name == same else f"{first} – {last}"
