"""Figures -> comparable figures: one unit, one as-of interval, whom each cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Context, Decimal

from sources.lines import FigureLine
from sources.model import Figure, Metric, MetricKind, Outlet, Party, Period, Status, Subject, Topic
from sources.text import fold
from warehouse.reconcile.abroad import HOME, HOME_NAMES, NATIONWIDE, one_name
from warehouse.reconcile.bases import with_bases
from warehouse.reconcile.homes import Home, find_homes
from warehouse.reconcile.lands import Lands, find_lands
from warehouse.reconcile.model import UNKNOWN, Comparable, Number
from warehouse.reconcile.parties import parties_of, without_relays
from warehouse.reconcile.rates import HOME_CURRENCY, SPREAD, Pair, pair_of, rate_at
from warehouse.reconcile.reach import reach_of
from warehouse.reconcile.spellings import in_named_unit, is_named
from warehouse.reconcile.units import Conversion, base_of, conversion_between, name_of

STATED: tuple[Status, ...] = ("fact", "estimate")
ASIDE: tuple[Status, ...] = ("forecast", "target", "increment")  # never held against facts, but what a fact may repeat
FIRST_DAY = timedelta(days=1)
_CENT = Decimal("0.0001")
_FINE = Decimal("1e22")  # amounts above this have no ten-thousandths
_SHORT = Context(prec=12)  # as many digits as a small amount keeps
WHOLE = HOME_NAMES | NATIONWIDE


def make_comparables(
    lines: Iterable[FigureLine],
    topic: Topic,
    outlets: Mapping[str, Outlet],
    *,
    wording: Mapping[str, str] | None = None,
    statuses: Sequence[Status] = STATED,
) -> tuple[list[Comparable], list[Pair]]:
    """Comparable figures of a topic (of these statuses; no negations), in a fixed order, and the currency pairs of
    the articles. A figure that speaks of several places at once is one of each."""
    metrics = {metric.key: metric for metric in topic.metrics}
    lines = [_as_foretold(in_named_unit(line, metrics.get(line.figure.metric or ""))) for line in lines]
    ordered = sorted(lines, key=lambda line: (line.figure.figure_id, line.outlet or "", str(line.figure)))
    parties = {fold(name): party for party in topic.parties for name in (party.key, *party.names)}
    houses = {
        fold(name): key for key, outlet in outlets.items() for name in (outlet.name, *outlet.aliases, *outlet.hosts)
    }
    subjects = {subject.name: subject for subject in topic.subjects}
    stated = _same_amounts(ordered)
    pairs = list(_pairs(ordered, stated, subjects))
    spelt = _spellings(ordered)
    known = [line for line in ordered if line.figure.status in STATED]
    homes, lands = (
        find_homes(known),
        find_lands(known, frozenset(m.key for m in topic.metrics if m.kind == "cumulative")),
    )
    homes |= {(each.name, one_name(name).casefold()) for each in topic.subjects for name in _all_names(each)}
    is_event = any(metric.revisable for metric in topic.metrics)
    markets = frozenset() if is_event else _markets(topic)
    converted = set(stated) if statuses == STATED else set()
    result = []
    for line in ordered:
        figure = line.figure
        if figure.status not in statuses or figure.subject is None or figure.metric is None:
            continue
        if figure.same_as is not None or figure.figure_id in converted or figure.figure_id in lands.open:
            continue
        metric = metrics.get(figure.metric) or metrics.get(figure.metric.removeprefix("other:")) or _guess(figure)
        subject = subjects.get(figure.subject)
        as_of, is_final = _as_of(line, metric, subject.started if subject else None, subject.ended if subject else None)
        conversion, spread, metric = to_unit(figure.quantity.unit, metric, as_of, pairs, line.url)
        key = line.outlet or UNKNOWN
        outlet = outlets.get(key) or outlets.get(houses.get(fold(key), ""))
        quantity = figure.quantity
        low, high = in_unit(quantity.low, conversion), in_unit(quantity.high, conversion)
        low, high, low_open = reach_of(quantity, low, high)
        for place in _places(figure, spelt, homes, lands, markets):
            result.append(
                Comparable(
                    figure=figure,
                    outlet=outlet.key if outlet else key,
                    outlet_name=line.outlet_name or key,
                    group=(outlet.group or outlet.key) if outlet else fold(key),
                    published=line.published,
                    wording=(wording or {}).get(figure.article_id, "original"),
                    metric=metric,
                    low=None if low is None else low - abs(low) * spread,
                    high=None if high is None else high + abs(high) * spread,
                    low_open=low_open,
                    high_open=quantity.high_open,
                    value=in_unit(quantity.value, conversion),
                    as_of=as_of,
                    is_final=is_final,
                    origin=_origin(figure.attributed_to, parties, houses),
                    rate_used=conversion.factor if spread else None,
                    url=line.url,
                    language=line.language,
                    place=place,
                    names=(outlet.name, *outlet.aliases) if outlet else (),
                    ids=(figure.figure_id,),
                    changed_at=line.changed_at,
                )
            )
    return with_bases(result), pairs


def _markets(topic: Topic) -> frozenset[str]:
    """The subjects of which the home country is one market, since neither their names nor the topic's tell it."""
    title = [*topic.title.values()]
    return frozenset(
        each.name for each in topic.subjects if not any(_tells_home(name) for name in (*title, *_all_names(each)))
    )


def _tells_home(name: str) -> bool:
    return any(home in name.casefold() for home in HOME_NAMES)


def _places(
    figure: Figure, spelt: Mapping[str, str], homes: frozenset[Home], lands: Lands, markets: frozenset[str]
) -> tuple[str | None, ...]:
    """ "A | B" is said of each of the two; the whole country, or where all of it happens, is no narrower place, unless
    it is one of several lands that the event struck, or is told as one market of the world; one abroad has one name."""
    subject = figure.subject or ""
    if figure.place is None:
        return (lands.known.get(figure.figure_id),)
    places: list[str | None] = []
    for name in map(str.casefold, _names(figure.place)):
        if name in NATIONWIDE and figure.figure_id in lands.known:
            places.append(lands.known[figure.figure_id])
        elif lands.is_part(subject, name) or (name in HOME_NAMES and subject in markets):
            places.append(HOME if name in HOME_NAMES else spelt[name])
        else:
            places.append(None if name in WHOLE or (subject, name) in homes else spelt[name])
    return tuple(places)


def _all_names(subject: Subject) -> Iterator[str]:
    yield subject.name
    for names in subject.names.values():
        yield from names


def _names(place: str) -> Iterator[str]:
    for part in place.split(" | "):
        yield one_name(part.strip())


def _spellings(lines: Iterable[FigureLine]) -> dict[str, str]:
    """By the name in lower case: the one spelling of each place, a capital first and not all of them. A name without
    marks is that of the one name with marks that it may be; where it may be two, a name of its own."""
    held: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for name in _names(line.figure.place) if line.figure.place is not None else ():
            held[name.casefold()].add(name)
    spelt = {
        key: min(names, key=lambda name: (not name[:1].isupper(), name.isupper(), name)) for key, names in held.items()
    }
    marked: dict[str, list[str]] = defaultdict(list)
    for key in spelt:
        if fold(key) != key:
            marked[fold(key)].append(spelt[key])
    return {key: marked[key][0] if len(marked[key]) == 1 else name for key, name in spelt.items()}


def _as_foretold(line: FigureLine) -> FigureLine:
    """The same, as a forecast where it is an estimate that was out before its period began: of what has not begun
    nothing is counted yet."""
    figure, out = line.figure, line.published.end if line.published else None
    since = figure.period.start if figure.period else None
    if figure.status != "estimate" or out is None or since is None or out > since:
        return line
    return replace(line, figure=replace(figure, status="forecast"))


def to_unit(
    unit: str, metric: Metric, as_of: Period, pairs: Sequence[Pair], url: str | None
) -> tuple[Conversion, Decimal, Metric]:
    """How to come to the metric's unit, how much that may be off, and the metric; a unit that can't be
    brought there makes the figure comparable only with its like."""
    if unit in (metric.unit, "") or is_named(unit, metric):
        return Conversion(), Decimal(0), metric
    if {unit, metric.unit} == {"USD", HOME_CURRENCY}:
        rate = rate_at(as_of, pairs, without_url=url)
        if rate is not None:
            return Conversion(factor=rate.dong if unit == "USD" else 1 / rate.dong), SPREAD, metric
    conversion = conversion_between(name_of(unit), name_of(metric.unit))
    if conversion is not None:
        return conversion, Decimal(0), metric
    # How fast it may grow is said in the metric's own unit, and its nouns name that.
    return Conversion(), Decimal(0), replace(metric, unit=name_of(unit), rate_cap=None, nouns={})


def _same_amounts(lines: Sequence[FigureLine]) -> dict[str, str]:
    """Amounts in dollars beside the one amount in dong that their article gives for the same thing and time: the
    one converts the other though it does not say so."""
    held: dict[object, dict[str, list[FigureLine]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        figure = line.figure
        if figure.status in STATED and figure.same_as is None and figure.quantity.unit in (HOME_CURRENCY, "USD"):
            key = (figure.article_id, figure.subject, figure.metric, figure.place, figure.period, figure.as_of)
            held[key][figure.quantity.unit].append(line)
    return {
        each["USD"][0].figure.figure_id: each[HOME_CURRENCY][0].figure.figure_id
        for each in held.values()
        if len(each["USD"]) == len(each[HOME_CURRENCY]) == 1
    }


def _pairs(lines: Sequence[FigureLine], stated: Mapping[str, str], subjects: Mapping[str, Subject]) -> Iterable[Pair]:
    by_id = {line.figure.figure_id: line.figure for line in lines}
    for line in lines:
        foreign = line.figure
        home = by_id.get(foreign.same_as or stated.get(foreign.figure_id, ""))
        if home is None:
            continue
        if home.quantity.unit != HOME_CURRENCY:
            home, foreign = foreign, home
        if home.quantity.unit != HOME_CURRENCY or foreign.quantity.unit != "USD":
            continue
        subject = subjects.get(home.subject or "")
        day = _conversion_day(home, line.published, subject.started if subject else None)
        pair = pair_of(home, foreign, day, line.url)
        if pair is not None:
            yield pair


def _conversion_day(home: Figure, published: Period | None, started: datetime | None) -> Period:
    """When an amount was converted: at its own time where it says so, else when the article came out, else some time
    after the subject began."""
    if home.as_of_basis in ("stated", "derived") and home.as_of.end is not None:
        return home.as_of
    return published or Period(start=started)


def in_unit(value: Number, conversion: Conversion) -> Number:
    if value is None or conversion == Conversion():
        return value
    moved = value * conversion.factor + conversion.above
    if abs(moved) < 1:
        return _SHORT.plus(moved)
    return moved.quantize(_CENT) if abs(moved) < _FINE else moved


def _guess(figure: Figure) -> Metric:
    """A metric that the topic does not list: its kind by its unit."""
    kinds: dict[str, MetricKind] = {"date": "date", "days": "duration", "rank": "rank"}
    kind = kinds.get(figure.quantity.unit, "flow" if figure.period else "level")
    return Metric(
        key=figure.metric or "",
        kind=kind,
        unit=base_of(name_of(figure.quantity.unit)),
        cues={},
        nouns={},
        near_days=Decimal(1),
    )


def _as_of(line: FigureLine, metric: Metric, started: datetime | None, ended: datetime | None) -> tuple[Period, bool]:
    """The as-of interval; the moment when the subject's run ended for a total given or published after it."""
    stated = line.figure.as_of
    published_end = line.published.end if line.published else None
    start, end = stated.start, stated.end
    if line.figure.as_of_basis in ("published", "unknown") or (start is None and end is None):
        start, end = start or started, end or published_end
    if metric.revisable and started is not None and _is_of_the_event(stated, started, line.published):
        return Period(start=started, end=published_end), False
    if metric.kind == "cumulative" and ended is not None and (published_end is None or published_end > ended):
        is_undated = line.figure.as_of_basis in ("published", "unknown") and published_end is not None
        if is_undated or (stated.start is not None and stated.start > ended):
            return Period(start=ended, end=ended), True
    if start is not None and published_end is not None and start > published_end + timedelta(days=1):
        return Period(start=started, end=published_end), False  # no page reports a later day
    if published_end is not None and end is not None and end > published_end + timedelta(days=1):
        end = max(published_end, start) if start else published_end
    return Period(start=start, end=end), False


def _is_of_the_event(stated: Period, started: datetime, published: Period | None) -> bool:
    """Whether the time of a count that is revised is that of the event itself, days before the page came out: it says
    when it happened ("the quake on Monday killed 5,000"), and not as of when it is counted."""
    out = published.start if published is not None else None
    is_first_day = stated.end is not None and stated.end < started + FIRST_DAY
    return is_first_day and out is not None and out >= started + 2 * FIRST_DAY


def _origin(attributed: str | None, parties: Mapping[str, Party], houses: Mapping[str, str]) -> str | None:
    """The parties that a figure cites: the topic's names for them, or the words. An outlet beside a body is left out:
    it passes on what the body says."""
    if attributed is None:
        return None
    whole = parties.get(fold(attributed))
    if whole is not None:
        return whole.key
    cited = [parties[fold(name)].key if fold(name) in parties else name for name in parties_of(attributed)]
    return without_relays(cited, lambda name: fold(name) in houses)
