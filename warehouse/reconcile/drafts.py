"""What a finding is made of, and the finding that is stored and shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sources.figures.interval import SETTINGS
from sources.model import VIETNAM, Period, Topic
from warehouse.reconcile.abroad import is_abroad, one_name
from warehouse.reconcile.model import Comparable, Finding, Text, load_rules
from warehouse.reconcile.rates import SPREAD
from warehouse.reconcile.sets import as_position, by_house, count_origins, gap
from warehouse.reconcile.texts import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a finding is made of."""

    topic: Topic
    code: str
    candidates: tuple[tuple[str, Decimal], ...]
    items: Sequence[Comparable]
    low: Comparable
    high: Comparable
    event: str
    rule: str
    held: Sequence[Sequence[Comparable]]
    severity: int
    period: Period | None = None
    as_of: Period = field(default_factory=Period)
    repaired: tuple[str, Decimal] | None = None
    numbers: Mapping[str, object] = field(default_factory=dict)
    grounds: Sequence[Comparable] = ()  # figures beside these that the type rests on
    notes: tuple[str, ...] = ()
    more: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    text: Text | None = None  # instead of the rule's own
    settle: Text | None = None
    besides: Sequence[tuple[str, Comparable, Comparable, Text | None]] = ()  # what other types explain, or none


def finding_id(*parts: object) -> str:
    """The identity of a disagreement: topic, subject, metric, scope and event, whatever the evidence is."""
    return hashlib.sha256("|".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]


def in_one_zone(time: Period | datetime | None) -> Period | datetime | None:
    """The same time, so that its text does not depend on the zone that it was written in."""
    if isinstance(time, Period):
        return Period(
            start=None if time.start is None else time.start.astimezone(VIETNAM),
            end=None if time.end is None else time.end.astimezone(VIETNAM),
        )
    return None if time is None else time.astimezone(VIETNAM)


def build_finding(draft: Draft) -> Finding:
    rules = load_rules()
    items, first, code = draft.items, draft.items[0], draft.code
    origins = count_origins(items)
    notes = list(draft.notes)
    if origins < len(by_house(items)) and any(item.origin for item in items):
        notes.append("CIRC")
    more = {"period": draft.period, "as_of": _time_told(draft), "more": draft.more}
    scope = (draft.topic.key, first.figure.subject, first.metric.key, first.place)
    return Finding(
        finding_id=finding_id(*scope, draft.event),
        type=code,
        candidates=draft.candidates,
        notes=tuple(notes),
        severity=draft.severity if rules[code].fault else 0,
        topic=draft.topic.key,
        subject=first.figure.subject or "",
        metric=first.metric.key,
        unit=first.metric.unit,
        place=_place_said(items),
        period=draft.period,
        as_of=draft.as_of,
        positions=tuple(as_position(each) for each in draft.held),
        figures=tuple(sorted({name for item in items for name in item.ids})),
        repaired=draft.repaired,
        outlets=len({item.outlet for item in items}),
        origins=origins,
        explanation=_joined(
            fill(draft.text or rules[code].text, draft.low, draft.high, **more),  # type: ignore[arg-type]
            *(fill(text or rules[cause].text, a, b, **more) for cause, a, b, text in draft.besides),  # type: ignore[arg-type]
        ),
        would_settle=_joined(
            fill(draft.settle or rules[code].settle, draft.low, draft.high, **more),  # type: ignore[arg-type]
            *(fill(rules[cause].settle, a, b, **more) for cause, a, b, _ in draft.besides),  # type: ignore[arg-type]
        ),
        derivation={
            "rule": draft.rule,
            "settings": {
                "about_steps": SETTINGS.about_steps,
                "round_cap": SETTINGS.round_cap,
                "spread": SPREAD,
                "rate_cap": first.metric.rate_cap.value if first.metric.rate_cap else None,
            },
            "inputs": [_input(item) for item in sorted(items, key=lambda i: (i.ids, i.place or ""))],
            "steps": [
                f"{draft.low.figure.figure_id} ends at {draft.low.high}",
                f"{draft.high.figure.figure_id} begins at {draft.high.low}",
                f"gap {gap(draft.low, draft.high)}",
            ],
            "numbers": dict(draft.numbers),
            "grounds": [{**_input(item), **_what_of(item)} for item in draft.grounds],
        },
        is_simulated=any(item.wording == "facsimile" for item in items),
    )


def _time_told(draft: Draft) -> Period:
    """The time that a sentence is about: where running totals of several hours are held together, and it tells two of
    one hour, that hour."""
    is_of_one_hour = draft.low.metric.kind == "cumulative" and draft.low.as_of == draft.high.as_of
    return draft.low.as_of if is_of_one_hour and draft.rule.endswith("(order)") else draft.as_of


def _joined(*texts: Text) -> Text:
    """The sentences one after the other, each once."""
    return Text(
        en=" ".join(dict.fromkeys(text.en for text in texts)), vi=" ".join(dict.fromkeys(text.vi for text in texts))
    )


def _input(item: Comparable) -> dict[str, object]:
    return {
        "figure": item.figure.figure_id,
        "low": item.low,
        "high": item.high,
        "low_open": item.low_open,
        "high_open": item.high_open,
        "as_of_start": item.as_of.start,
        "as_of_end": item.as_of.end,
        "stated_start": item.figure.as_of.start,
        "published_end": item.published.end if item.published else None,
        "rate_used": item.rate_used,
        "value": item.value,
    }


def _what_of(item: Comparable) -> dict[str, object]:
    """What a figure is of, where that is not what the finding is of."""
    period = item.figure.period
    return {
        "subject": item.figure.subject,
        "metric": item.metric.key,
        "place": item.place,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "status": item.figure.status,
    }


def _place_said(items: Sequence[Comparable]) -> str | None:
    """The place as it was told: of several names for one place abroad, the first by the alphabet."""
    place = items[0].place
    if not is_abroad(place):
        return place
    said = {part.strip() for item in items for part in (item.figure.place or "").split(" | ")}
    return min((part for part in said if part and one_name(part) == place), default=place)
