"""What figures of one article say together: a total of its parts, a total before an increase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sources.model import Metric, Period, Topic
from warehouse.reconcile.groups import Conflict, day_of, event_of, scope_of
from warehouse.reconcile.model import Comparable
from warehouse.reconcile.sets import meet

ArticleScope = tuple[object, ...]


def article_scopes(items: Sequence[Comparable]) -> dict[ArticleScope, dict[str, Comparable]]:
    """The figures that one article gives for one subject, place and time, by metric."""
    scopes: dict[ArticleScope, dict[str, Comparable]] = {}
    for item in items:
        event = event_of(item)[0] if item.figure.period else None
        key = (item.figure.article_id, item.figure.subject, item.place, item.as_of.start, item.as_of.end, event)
        scopes.setdefault(key, {}).setdefault(item.metric.key, item)
    return dict(sorted(scopes.items(), key=lambda each: str(each[0])))


def sums(items: Sequence[Comparable], topic: Topic) -> Iterator[Comparable]:
    """The totals of articles that give every part and not the total."""
    metrics = {metric.key: metric for metric in topic.metrics}
    for relation in topic.relations:
        total = metrics.get(relation.total or "")
        if relation.kind != "sum" or total is None:
            continue
        for held in article_scopes(items).values():
            parts = [held[key] for key in relation.parts if key in held]
            if len(parts) == len(relation.parts) and total.key not in held:
                yield _sum(total, parts)


def _sum(total: Metric, parts: Sequence[Comparable]) -> Comparable:
    first = parts[0]
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    values = [part.value for part in parts]
    value = None if None in values else sum((v for v in values if v is not None), Decimal(0))
    quantity = replace(first.figure.quantity, value=value, hedge="bare", comparator="eq", unit=total.unit)
    return replace(
        first,
        figure=replace(first.figure, metric=total.key, quantity=quantity, figure_id="+".join(p.ids[0] for p in parts)),
        metric=total,
        low=None if None in lows else sum((v for v in lows if v is not None), Decimal(0)),
        high=None if None in highs else sum((v for v in highs if v is not None), Decimal(0)),
        low_open=any(part.low_open for part in parts),
        high_open=any(part.high_open for part in parts),
        value=value,
        ids=tuple(name for part in parts for name in part.ids),
        derived="sum",
    )


def before_increments(items: Sequence[Comparable], aside: Sequence[Comparable]) -> Iterator[Comparable]:
    """What a total must have been before the increase that its article gives with it."""
    held: dict[tuple[object, ...], Comparable] = {}
    for item in items:
        if item.metric.kind == "cumulative":
            held.setdefault((item.figure.article_id, scope_of(item), item.as_of.end), item)
    for step in aside:
        since = step.figure.delta_since
        total = held.get((step.figure.article_id, scope_of(step), step.as_of.end))
        if step.figure.status != "increment" or since is None or total is None:
            continue
        amounts = (total.value, total.low, total.high, step.value, step.low, step.high)
        value, low, high, more, least, most = (Decimal(0) if each is None else each for each in amounts)
        if None in amounts:
            continue
        whole_day = (since.hour, since.minute) == (0, 0)
        until = since + timedelta(days=1, seconds=-1) if whole_day else since
        quantity = replace(total.figure.quantity, value=value - more, hedge="bare", comparator="eq")
        names = (*total.ids, *step.ids)
        yield replace(
            total,
            figure=replace(total.figure, quantity=quantity, figure_id="-".join(names), as_of_basis="derived"),
            low=low - most,
            high=high - least,
            low_open=total.low_open,
            high_open=total.high_open,
            value=value - more,
            as_of=Period(start=since, end=until),
            ids=names,
            derived="increment",
        )


def misdated(bases: Sequence[Comparable], items: Sequence[Comparable]) -> Iterator[Conflict]:
    """Totals before an increase that are those of another day than the one that the article names."""
    series: Mapping[object, list[Comparable]] = _series(items)
    for base in bases:
        held = [i for i in series.get(scope_of(base), []) if i.as_of.end is not None and not i.derived]
        start, end = base.as_of.start, base.as_of.end
        if start is None or end is None:
            continue
        then = [i for i in held if i.as_of.end is not None and start <= i.as_of.end <= end and not meet(base, i)]
        agreed = [i for i in held if i.as_of.end is not None and start <= i.as_of.end <= end and meet(base, i)]
        elsewhere = [i for i in held if i.value == base.value and (i.as_of.end or end) > end]
        if then and elsewhere and not agreed:
            yield Conflict(
                reason="apart",
                event=f"before {day_of(start)} {base.figure.article_id}",
                items=(base, *then),
                as_of=base.as_of,
                odd=(base,),
            )


def _series(items: Sequence[Comparable]) -> dict[object, list[Comparable]]:
    found: dict[object, list[Comparable]] = defaultdict(list)
    for item in items:
        found[scope_of(item)].append(item)
    return found
