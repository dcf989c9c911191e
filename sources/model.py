"""The nouns. Values only: nothing here reads a page, a file, a clock or a database.

Times are aware (Asia/Ho_Chi_Minh unless stated) to the second; amounts are `Decimal`; text is NFC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

Language = Literal["vi", "en"]
Wording = Literal["original", "facsimile"]
Hedge = Literal["bare", "more", "reached", "near", "about", "under", "at_least", "at_most", "range", "exactly"]
Comparator = Literal["eq", "gt", "gte", "lt", "lte", "approx", "range"]
Status = Literal["fact", "estimate", "forecast", "target", "increment", "negated"]
Basis = Literal["stated", "derived", "published", "unknown"]
MetricKind = Literal["cumulative", "flow", "level", "share", "growth", "duration", "date", "rank", "words"]
MetricPeriod = Literal["none", "day", "weekend", "week", "month", "quarter", "year", "any"]
ClaimKind = Literal["figure", "milestone", "rank", "date", "attribution", "quotation", "fact"]
Outcome = Literal[
    "read",  # an article came out
    "gated",  # a cookie, challenge or consent page stood in the way
    "paywalled",  # the text is cut short for subscribers
    "error_page",  # an error message served as a page
    "empty",  # the layout was found, and no text in it
    "layout",  # the outlet's layout was not found
    "not_article",  # a list, a video, a picture, or no web page at all
    "index",  # a feed, a sitemap, a search page or robots.txt: read for addresses, never for figures
    "unchanged",  # the server says that what is held still stands
    "withdrawn",  # taken out for good; a tombstone says why
    "http_error",
    "unreachable",
    "forbidden",  # robots.txt, or an address that we never go to
    "too_large",
    "failed",  # reading it failed in a way that nobody foresaw: ours to mend
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A closed stretch of time; None is open on that side. An instant has start == end; a day is
    00:00:00 to 23:59:59."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRef:
    """Where the bytes of a capture lie: a file below `archive/`, and the record's place in it."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as captured. `digest` is the sha256 of the body in hex; `headers` keep their order."""

    url: str
    captured_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(repr=False)
    digest: str
    facsimile: bool = False
    is_index: bool = False  # read for addresses, never for figures
    published: str | None = None  # a day or an instant, by who saved it, for a page that does not say itself
    warc: WarcRef | None = None
    problem: str = ""  # why these are not the bytes that were captured: of a damaged record, without a body


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a page keeps its parts: CSS selectors, tried in order (this year's layout first)."""

    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    paragraphs: str = "p, h2, h3, li, td"
    captions: tuple[str, ...] = ("figcaption",)
    drop: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    lead_prefix: str | None = None  # a regular expression cut from the start of the lead: "(Dân trí) -"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher that we can read. `aliases` are what prose calls it; `group` is shared by outlets of
    one house (they are no independent witnesses); `article_id` is a regular expression with a group
    `id` that an article's address matches."""

    key: str
    name: str
    language: Language
    home: str
    hosts: tuple[str, ...]
    layout: Layout
    aliases: tuple[str, ...] = ()
    group: str | None = None
    article_id: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()  # may hold {year} {month} {day} {day1} {day2}
    search: str | None = None  # holds {query}
    listing: tuple[str, ...] = ("a[href]",)  # selectors of article links on search and tag pages
    requests_per_second: float = 0.5
    pass_cookie_gate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page as read. `outlet` is the outlet's key, or the host of an outlet that we have no module for.

    `article_id` names this version: the same address with another text is another article.
    `published` is a day or a month when the page says no more; None when it says nothing.
    `paragraphs` hold the lead first; captions stand apart. `extractor` is "layout" or "general".
    """

    article_id: str
    outlet: str
    outlet_name: str
    url: str
    language: Language
    title: str | None
    lead: str | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: Period | None = None
    modified: datetime | None = None
    wording: Wording = "original"
    extractor: str = "layout"
    digest: str = ""  # of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read an ambiguous number, and how likely it is (weights sum to 1)."""

    value: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What a number phrase says, as sets of values.

    `low`..`high` is the hard interval (None is open), `soft_low`..`soft_high` the pragmatic one;
    `precision` is the size of the last stated place in the unit ("551,4 tỷ" -> 100000000).
    Days of the calendar have unit "date" and count days since 1970-01-01.
    """

    value: Decimal | None
    value_max: Decimal | None = None
    unit: str
    hedge: Hedge = "bare"
    comparator: Comparator = "eq"
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    soft_low: Decimal | None = None
    soft_high: Decimal | None = None
    precision: Decimal | None = None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What a date or a day count leads up to: an amount reached, or a subject overtaken."""

    value: Decimal | None = None
    unit: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity stated in one article version. `paragraph` is -1 for the title; `start` and `end` are
    code points of the paragraph as given, and cut out `said`. Subject and metric are None where no topic
    was asked about."""

    figure_id: str
    article_id: str
    paragraph: int
    start: int
    end: int
    said: str
    subject: str | None
    metric: str | None
    quantity: Quantity
    status: Status = "fact"
    delta_since: datetime | None = None
    milestone: Milestone | None = None
    rank_of: str | None = None
    place: str | None = None
    period: Period | None = None
    as_of: Period = Period()
    as_of_basis: Basis = "unknown"
    attributed_to: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A time phrase resolved against the publication time."""

    paragraph: int
    start: int
    end: int
    said: str
    period: Period
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A number that was seen and not understood, and why (no_unit, no_metric, no_subject, ...)."""

    article_id: str
    paragraph: int
    start: int
    end: int
    said: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Everything read from one article."""

    figures: tuple[Figure, ...] = ()
    unread: tuple[Unread, ...] = ()
    times: tuple[TimePhrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom or what a topic follows. A total published after `ended` is final."""

    key: str
    name: str
    names: Mapping[str, tuple[str, ...]]
    descriptions: Mapping[str, tuple[str, ...]]
    main: bool = False
    started: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCap:
    value: Decimal
    per: Literal["day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One comparable thing. `weight` multiplies severity; `near_days` bounds the comparison of levels;
    `revisable` totals may fall."""

    key: str
    kind: MetricKind
    unit: str
    cues: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    plausible: tuple[Decimal, Decimal] | None = None
    period: MetricPeriod = "none"
    rate_cap: RateCap | None = None
    near_days: Decimal | None = None
    revisable: bool = False
    weight: Decimal = Decimal(1)
    name: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`sum`: total = the sum of parts. `ratio`: of[0] / of[1] lies in band."""

    kind: Literal["sum", "ratio"]
    total: str | None = None
    parts: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    band: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom outlets cite; `group` tells kinds of parties apart (tracker, maker, ministry)."""

    key: str
    names: tuple[str, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure, date, rank, quotation or attribution under test; `credits` are outlet keys."""

    claim_id: str
    text: Mapping[str, str]
    by: str | None = None
    published: Period | None = None
    subject: str | None = None
    metric: str | None = None
    quantity: Quantity | None = None
    period: Period | None = None
    as_of: Period | None = None
    credits: tuple[str, ...] = ()
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """A claim found in an article: where its words stand, what it says, whom it credits.

    `figure` is what a figure, milestone, rank or date claim states; `quote` the words a quotation gives;
    `names` whom a fact claim names ("directed by ..."), `role` as what. `credits` are outlet keys. Of an attribution
    `beside` are the figures that it stands beside, and without any `quote` is what is ascribed; `places` tell where
    each outlet is named.
    """

    claim_id: str
    kind: ClaimKind
    said: str
    paragraph: int
    start: int
    end: int
    figure: Figure | None = None
    credits: tuple[str, ...] = ()
    quote: str | None = None
    subject: str | None = None
    role: str | None = None
    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    cron: str
    catch_up: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    min_severity: int = 2
    mode: Literal["each", "digest"] = "each"
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Topic:
    """What is followed: one file of seeds/topics/. `outlets` empty means all. Equal only to itself, so that
    what is compiled from it can be remembered."""

    key: str
    title: Mapping[str, str]
    timezone: ZoneInfo
    since: datetime | None
    until: datetime | None
    outlets: tuple[str, ...]
    queries: Mapping[str, tuple[str, ...]]
    subjects: tuple[Subject, ...]
    metrics: tuple[Metric, ...]
    relations: tuple[Relation, ...] = ()
    parties: tuple[Party, ...] = ()
    claims: tuple[Claim, ...] = ()
    schedule: Schedule | None = None
    alerts: Alerts = Alerts()
    expect_outlets: int = 0
    expect_figures: int = 0
    digest: str = ""  # sha256 of the file
