"""What stands on a report, as values: no SQL, no markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sources.model import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A figure in its sentence, with everything that leads back to its bytes."""

    figure_id: str
    outlet: str
    url: str | None
    before: str
    said: str
    after: str
    amount: str
    published: str
    as_of: str
    origin: str
    captured: str
    capture: str
    is_simulated: bool
    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Where a position lies on its axis, in per cent of the axis; an open end has no bound there."""

    start: float
    end: float
    is_open_low: bool
    is_open_high: bool

    @property
    def is_point(self) -> bool:
        return self.start == self.end and not self.is_open_low and not self.is_open_high


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One position of a disagreement: the values that its figures have in common, and who stands there."""

    span: str
    outlets: tuple[str, ...]
    origins: int
    bar: Bar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A draft of a neutral question to the outlets of a disagreement."""

    en: str
    vi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim with its verdict, or a disagreement."""

    key: str
    head: str
    label: str
    tone: str  # good, bad, mixed, open: never the only carrier of meaning
    code: str
    why: str
    settle: str
    outlets: int
    origins: int
    marks: tuple[str, ...]
    attribution: str
    review: str
    quotes: tuple[Quote, ...]
    quotes_left_out: int
    is_simulated: bool
    positions: tuple[Place, ...] = ()
    gap: str = ""
    severity: int = 0
    metric: str = ""
    metric_name: str = ""
    who: tuple[str, ...] = ()
    change: str = ""
    enquiry: Enquiry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One reported running total, for the chart and its table."""

    figure_id: str
    outlet: str
    url: str | None
    when: datetime
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    text: str
    kind: str  # value, floor or ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The running totals of the main subject as reported, and what is claimed of them. Of very many, `points` are every
    n-th; `reported` counts them all."""

    title: str
    metric: Metric
    points: tuple[Point, ...]
    reported: int
    claimed: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    outlet: str
    asked: int
    read: int
    about: int
    gated: int
    paywalled: int
    failed: int
    figures: int
    unread: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites:
    """How many figures of an outlet name a party as their origin; None: no origin is named."""

    outlet: str
    party: str | None
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A figure that changed under one address, before and after."""

    head: str
    outlet: str
    url: str | None
    before: Quote
    after: Quote
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A verdict on a claim as it stood for a stretch of time; `until` is empty while it stands."""

    claim: str
    place: int
    head: str
    label: str
    tone: str
    why: str
    outlets: int
    origins: int
    marks: tuple[str, ...]
    since: datetime
    until: datetime | None
    run_id: str
    next_label: str
    next_run: str
    is_simulated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything on the page."""

    topic: str
    title: str
    subject: str
    claimant: str
    claimant_url: str | None
    claim_published: str
    data_to: str
    run_id: str
    is_simulated: bool
    reviewed: str
    short: str
    claims: tuple[Item, ...]
    findings: tuple[Item, ...]
    harmless: tuple[Item, ...]
    coverage: tuple[CoverageRow, ...]
    totals: dict[str, int]
    print_vi: str
    print_en: str
    chart: Totals | None
    citations: tuple[Cites, ...]
    revisions: tuple[Revision, ...]
    flips: tuple[Held, ...]
    held_run: str
    changes: tuple[str, ...]
    unread: tuple[tuple[str, int], ...]
    rates: str
    settings: str
    code_version: str
