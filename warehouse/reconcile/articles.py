"""Whether the figures of one article fit together: sums, products, parts, records, ranks, dates, headline and body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations, pairwise

from sources.model import Relation, Topic
from warehouse.reconcile.abroad import is_abroad, is_province
from warehouse.reconcile.derived import article_scopes
from warehouse.reconcile.mismatches import Mismatch, is_outside, stem
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.parties import are_apart
from warehouse.reconcile.ratings import compounded, find_rates
from warehouse.reconcile.scopes import prices_among
from warehouse.reconcile.sets import bounds, meet, share
from warehouse.reconcile.stances import is_floor
from warehouse.reconcile.units import adds_up_over_places

SLACK = Decimal("0.02")  # what a product of rounded numbers may be off
OUTGROWN = 2  # a floor this many times below the count says nothing about it
ROUGH = Decimal("0.1")  # "nearly 300" in a headline is 279 in its article
_SHORT_LISTS = ("day", "weekend", "week", "month")  # of what these are lists, no running total tells
_TOLD = ("fact", "estimate")
# Words of a metric's key that say when, not what: gross_day and gross_total count one thing.
_OF_TIME = frozenset(
    (
        *("hour", "hourly", "day", "daily", "today", "night", "weekend", "week", "weekly", "month", "monthly"),
        *("quarter", "quarterly", "season", "year", "yearly", "annual", "period", "first", "opening", "record"),
        *("best", "peak", "last", "new", "total", "cumulative", "sofar", "so", "far", "to", "date", "ytd"),
        *("running", "overall"),
    )
)


def find_mismatches(
    items: Sequence[Comparable], topic: Topic, everything: Sequence[Comparable] | None = None
) -> list[Mismatch]:
    """Every rule that some article breaks, in a fixed order, with figures that are not those of different bodies: what
    two bodies say needs not fit together. `everything` has also the numbers that articles do not stand by, and those
    that are forecast or came in: a headline may be one of them."""
    stated = [item for item in items if not item.derived]
    found: list[Mismatch] = []
    for held in article_scopes(stated).values():
        for relation in topic.relations:
            found += _sums(held, relation) if relation.kind == "sum" else _ratios(held, relation)
        found += _prices(held)
        found += compounded(held)
    articles, whole = _by_article(stated), _by_article(items if everything is None else everything)
    for name, each in sorted(articles.items()):
        if len(each) > 1:
            found += [*_records(each, topic), *_periods(each), *_places(each), *_ranks(each), *_days(each, topic)]
            found += [*_outgrown(each), *find_rates(each, whole.get(name, each), topic)]
    for _, each in sorted(whole.items()):
        found += _headline(each)
    return [each for each in found if not are_apart(item.origin for item in each.items)]


def _by_article(items: Sequence[Comparable]) -> dict[str, list[Comparable]]:
    articles: dict[str, list[Comparable]] = defaultdict(list)
    for item in items:
        articles[item.figure.article_id].append(item)
    return articles


def _sums(held: Mapping[str, Comparable], relation: Relation) -> Iterator[Mismatch]:
    total = held.get(relation.total or "")
    parts = [held[part] for part in relation.parts if part in held]
    if total is None:
        return
    if len(parts) == len(relation.parts):
        low, high = _total(parts)
        if is_outside(total, low, high):
            yield Mismatch(
                rule=f"{relation.total} = {' + '.join(relation.parts)}", items=(total, *parts), low=low, high=high
            )
        return
    for part in parts:
        if total.high is not None and part.low is not None and part.low > total.high:
            yield Mismatch(rule=f"{part.metric.key} <= {relation.total}", items=(total, part), low=part.low, high=None)


def _ratios(held: Mapping[str, Comparable], relation: Relation) -> Iterator[Mismatch]:
    above, below = held.get(relation.of[0]), held.get(relation.of[1])
    if above is None or below is None or relation.band is None:
        return
    if not below.low or not below.high or below.low <= 0:
        return
    low, high = relation.band[0] * below.low, relation.band[1] * below.high
    if is_outside(above, low, high):
        rule = f"{relation.of[0]} / {relation.of[1]} in {relation.band[0]}..{relation.band[1]}"
        second = (_part(above.low, relation.band[1]), _part(above.high, relation.band[0]))
        yield Mismatch(rule=rule, items=(above, below), low=low, high=high, second=second)


def _part(value: Number, times: Decimal) -> Number:
    return value / times if value is not None and times > 0 else None


def _prices(held: Mapping[str, Comparable]) -> Iterator[Mismatch]:
    """A price of "USD/tonne" beside an amount in USD and one in tonnes."""
    for price in held.values():
        money, _, measure = price.metric.unit.partition("/")
        values = [i for i in held.values() if measure and i.metric.unit == money]
        volumes = [i for i in held.values() if measure and i.metric.unit.removesuffix("s") == measure.removesuffix("s")]
        for value, volume in _of_one_kind(values, volumes):
            if not volume.low or not volume.high or volume.low <= 0 or value.low is None or value.high is None:
                continue
            low, high = value.low / volume.high * (1 - SLACK), value.high / volume.low * (1 + SLACK)
            if is_outside(price, low, high):
                rule = f"{price.metric.key} = {value.metric.key} / {volume.metric.key}"
                yield Mismatch(rule=rule, items=(price, value, volume), low=low, high=high)


def _of_one_kind(
    values: Sequence[Comparable], volumes: Sequence[Comparable]
) -> Iterator[tuple[Comparable, Comparable]]:
    """Amounts and volumes of one thing: those whose metrics share the first word."""
    for value in values:
        for volume in volumes:
            if stem(value) == stem(volume):
                yield value, volume


def _records(items: Sequence[Comparable], topic: Topic) -> Iterator[Mismatch]:
    """An amount of some days above the running total that includes them."""
    for part in items:
        if part.metric.kind != "flow" or part.figure.period is None or part.low is None:
            continue
        for total in items:
            if (
                total.metric.kind == "cumulative"
                and _counts_part_of(total, part, topic)
                and total.metric.unit == part.metric.unit
                and total.figure.subject == part.figure.subject
                and total.place == part.place
                and total.high is not None
                and total.high < part.low
                and total.figure.as_of_basis in ("stated", "derived")
                and total.as_of.start is not None
                and part.figure.period.end is not None
                and total.as_of.start + timedelta(days=1) >= part.figure.period.end
            ):
                rule = f"{part.metric.key} <= {total.metric.key}"
                yield Mismatch(rule=rule, items=(total, part), low=part.low, high=None)


def _counts_part_of(total: Comparable, part: Comparable, topic: Topic) -> bool:
    """Whether a running total is known to have in it what an amount counts: their metrics are the same but for words of
    time, or the topic makes the one of the other."""
    mine, theirs = _thing(total), _thing(part)
    return (bool(mine) and mine == theirs) or any(
        relation.kind == "sum" and relation.total == total.metric.key and part.metric.key in relation.parts
        for relation in topic.relations
    )


def _thing(item: Comparable) -> frozenset[str]:
    return frozenset(item.metric.key.removeprefix("other:").split("_")) - _OF_TIME


def _periods(items: Sequence[Comparable]) -> Iterator[Mismatch]:
    """The amount of a period against those of its parts, where the parts fill it or one exceeds it."""
    flows = [
        (i, i.figure.period.start, i.figure.period.end)
        for i in items
        if i.metric.kind == "flow" and i.figure.period and i.figure.period.start and i.figure.period.end
    ]
    for whole, begin, close in flows:
        inside = []
        for part, start, end in flows:
            if (
                part is not whole
                and (part.figure.subject, part.place, part.metric.unit)
                == (whole.figure.subject, whole.place, whole.metric.unit)
                and stem(part) == stem(whole)
                and begin <= start
                and end <= close
                and (start, end) != (begin, close)
            ):
                inside.append((start, end, part))
        inside.sort(key=lambda each: (each[0], each[1], each[2].ids))
        apart = all(a[1] < b[0] for a, b in pairwise(inside))
        parts = [part for _, _, part in inside]
        filled = sum((end - start + timedelta(seconds=1) for start, end, _ in inside), timedelta(0))
        if len(parts) < 2 or not apart:
            continue
        low, high = _total(parts)
        is_filled = filled >= close - begin
        if low is not None and whole.high is not None and whole.high < low and whole.low is not None and low >= 0:
            yield Mismatch(rule=f"{whole.metric.key} >= its parts", items=(whole, *parts), low=low, high=None)
        elif is_filled and is_outside(whole, low, high):
            yield Mismatch(rule=f"{whole.metric.key} = its parts", items=(whole, *parts), low=low, high=high)


def _places(items: Sequence[Comparable]) -> Iterator[Mismatch]:
    """Places that together exceed their whole."""
    priced = prices_among(items)
    groups: dict[tuple[object, ...], list[Comparable]] = defaultdict(list)
    for item in items:
        is_summed = item.metric.kind in ("cumulative", "flow", "level") and adds_up_over_places(item.metric.unit)
        if is_summed and (item.figure.subject, item.metric.key) not in priced:
            key = (item.figure.subject, item.metric.key, item.metric.unit, item.as_of.start, item.as_of.end)
            groups[(*key, str(item.figure.period))].append(item)
    for _, held in sorted(groups.items(), key=lambda each: str(each[0])):
        wholes = [item for item in held if item.place is None]
        # A village that no table knows may lie in a province that is counted as well.
        parts = {i.place: i for i in held if i.place is not None and not is_abroad(i.place) and is_province(i.place)}
        outer = {place.split(" / ")[0] for place in parts if place}
        parts = {place: item for place, item in parts.items() if place and (" / " not in place or place in outer)}
        low, _ = _total(list(parts.values()))
        if len(parts) < 2 or low is None:
            continue
        for whole in wholes[:1]:
            single = any(bounds(part)[0] > bounds(whole)[1] for part in parts.values())
            if whole.high is not None and whole.high < low and not single:
                members = (whole, *(parts[place] for place in sorted(parts)))
                yield Mismatch(rule="the whole >= its places", items=members, low=low, high=None, is_of_places=True)


def _ranks(items: Sequence[Comparable]) -> Iterator[Mismatch]:
    """A better rank beside a smaller total. A rank of a day or a week says nothing of totals."""
    ranks = [
        i
        for i in items
        if i.metric.kind == "rank" and i.value is not None and i.low == i.high and i.figure.rank_of not in _SHORT_LISTS
    ]
    totals = {i.figure.subject: i for i in items if i.metric.kind == "cumulative" and i.place is None}
    for first, second in combinations(ranks, 2):
        if first.figure.rank_of != second.figure.rank_of or first.value == second.value:
            continue
        better, worse = (first, second) if (first.value or 0) < (second.value or 0) else (second, first)
        a, b = totals.get(better.figure.subject), totals.get(worse.figure.subject)
        if a is None or b is None or a.metric.key != b.metric.key or a is b:
            continue
        if a.high is not None and b.low is not None and a.high < b.low:
            yield Mismatch(rule="a better rank has no smaller total", items=(a, b, better, worse), low=b.low, high=None)


def _days(items: Sequence[Comparable], topic: Topic) -> Iterator[Mismatch]:
    """A day count against the day that it ends on."""
    started = {subject.name: subject.started for subject in topic.subjects}
    for count in items:
        begin = started.get(count.figure.subject or "")
        if count.metric.kind != "duration" or count.metric.unit != "days" or begin is None or count.value is None:
            continue
        for day in items:
            if day.metric.kind != "date" or day.value is None or day.figure.subject != count.figure.subject:
                continue
            if day.figure.milestone is None or day.figure.milestone != count.figure.milestone:
                continue
            first = Decimal(begin.date().toordinal() - _EPOCH)
            low, high = first + count.value - 3, first + count.value + 2  # previews, and the first day counted or not
            if is_outside(day, low, high):
                yield Mismatch(rule="start + days = day", items=(day, count), low=low, high=high)


def _headline(items: Sequence[Comparable]) -> Iterator[Mismatch]:
    """A headline that none of the body's figures of the same thing fits, of whatever time or place, beside one of its
    own time and place."""
    for head in items:
        is_dated = head.figure.period is not None or head.figure.as_of_basis in ("stated", "derived")
        is_told = head.figure.paragraph == -1 and head.figure.status in _TOLD
        if not is_told or not is_dated or head.metric.kind in ("rank", "date", "words"):
            continue
        body = [
            i
            for i in items
            if i.figure.paragraph >= 0
            and (i.figure.subject, i.metric.key, i.metric.unit)
            == (head.figure.subject, head.metric.key, head.metric.unit)
        ]
        timed = [
            item
            for item in body
            if item.figure.status in _TOLD
            and (item.as_of, item.place, item.figure.period) == (head.as_of, head.place, head.figure.period)
        ]
        if timed and not any(_fits_headline(head, item) for item in body):
            near = min(timed, key=lambda item: (share(head, item), item.ids))
            yield Mismatch(rule="headline = body", items=(head, *timed), low=near.low, high=near.high)


def _fits_headline(head: Comparable, item: Comparable) -> bool:
    """Whether a headline may shorten a number of the body so: it leaves out a hedge, or has one and a round number."""
    if meet(head, item) or head.value == item.value:
        return True
    if head.value is None or item.value is None or head.figure.quantity.hedge == "bare":
        return False
    return abs(head.value - item.value) <= ROUGH * abs(item.value)


def _outgrown(items: Sequence[Comparable]) -> Iterator[Mismatch]:
    """ "Over 3,400" beside 8,017 for the same thing and time: nobody who knows the one would say the other."""
    for floor in items:
        if not is_floor(floor) or floor.low is None or floor.low <= 0:
            continue
        if floor.metric.kind not in ("cumulative", "level") or floor.figure.as_of_basis not in ("stated", "derived"):
            continue
        for item in items:
            if (
                (item.figure.subject, item.metric.key, item.metric.unit, item.place, item.as_of)
                == (floor.figure.subject, floor.metric.key, floor.metric.unit, floor.place, floor.as_of)
                and item.figure.quantity.hedge == "bare"
                and item.low is not None
                and item.low >= OUTGROWN * floor.low
            ):
                yield Mismatch(rule="one count, two levels", items=(floor, item), low=item.low, high=None, code="STALE")


def _total(parts: Sequence[Comparable]) -> tuple[Number, Number]:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    low = None if None in lows else sum((value for value in lows if value is not None), Decimal(0))
    high = None if None in highs else sum((value for value in highs if value is not None), Decimal(0))
    return low, high


_EPOCH = 719163  # the ordinal of 1970-01-01, from which days are counted
