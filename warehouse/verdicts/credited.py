"""Did the outlet that a claim credits report the figure: one that overlaps it, of the same time and scope?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sources.model import Article, Period
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.sets import bounds, meet
from warehouse.verdicts.figures import positions_text
from warehouse.verdicts.model import EMPTY, Attribution
from warehouse.verdicts.moments import holds_at, is_near, is_same_event, is_same_period, is_told, period_of
from warehouse.verdicts.press import Shelf, came_later, not_found, since, too_few, without
from warehouse.verdicts.probe import of_its_kind
from warehouse.verdicts.ranks import list_of, rank_day
from warehouse.verdicts.totals import is_vaguer, speaks_for
from warehouse.words import TONGUES

_Same = Literal["same", "perhaps", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What came of looking for a figure in the pages of the outlets credited: the figures that were found, what those
    outlets give instead for that time, and whether one had it only once the claim was made."""

    attribution: Attribution
    said: Text = EMPTY
    found: tuple[Comparable, ...] = ()
    instead: tuple[Comparable, ...] = ()
    is_later: bool = False


def check_credit(probe: Comparable, shelves: Sequence[Shelf], items: Sequence[Comparable]) -> Credit:
    """Confirmed where each outlet gives a figure that meets the claim and is about as exact; failed where one has
    enough pages from the claimed time on and none that may be it. What is neither could not be checked. Each outlet is
    told of by itself: a sentence with several credits gets a word on each (WORDING, "Coverage before blame")."""
    reports = of_its_kind(probe, items)
    begins = _begins(probe, reports)
    able = {item.figure.article_id for item in items if _is_alike(probe, item)}
    others = {item.figure.article_id for item in items} - able  # with figures of other things alone
    is_part = any(len(without(shelf, others).pages) < len(shelf.pages) for shelf in shelves)
    looks = [_look(probe, shelf, reports, since(without(shelf, others), begins)) for shelf in shelves]
    found = tuple(item for look in looks for item in look.found)
    if all(look.state == "confirmed" for look in looks):
        return Credit(attribution="confirmed", found=found)
    missing = [look.shelf for look in looks if look.state == "failed"]
    late = [look for look in looks if look.state == "failed" and look.late]
    thin = [look.shelf for look in looks if look.state == "thin"]
    unsure = ", ".join(look.shelf.name for look in looks if look.state == "unsure" and not look.vaguer)
    vaguer = [item for look in looks for item in look.vaguer]
    found_in = ", ".join(look.shelf.name for look in looks if look.state == "confirmed")
    after = {look.shelf.name: look.late for look in looks if look.late}
    texts = [
        *([Text(en=f"Found in pages of {found_in}.", vi=f"Có trong bài của {found_in}.")] if found_in else ()),
        *([not_found(missing, is_later=bool(late), is_part=is_part)] if missing else ()),
        *([came_later(after)] if after else ()),
        *([too_few(thin, begins, is_part=is_part)] if thin else ()),
        *([_unsure(unsure)] if unsure else ()),
        *([_less_exact(vaguer, probe)] if vaguer else ()),
    ]
    return Credit(
        attribution="failed" if missing else "unchecked",
        said=Text(en=" ".join(text.en for text in texts), vi=" ".join(text.vi for text in texts)),
        found=found,
        instead=tuple(item for look in looks for item in look.instead),
        is_later=bool(late) and len(late) == len(missing),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What came of looking in the pages of one outlet; `late` are those that have it and came out after the claim,
    `vaguer` the less exact figures of its time that may be it."""

    shelf: Shelf
    state: Literal["confirmed", "unsure", "thin", "failed"]
    found: tuple[Comparable, ...] = ()
    instead: tuple[Comparable, ...] = ()
    late: tuple[Article, ...] = ()
    vaguer: tuple[Comparable, ...] = ()


def _look(probe: Comparable, shelf: Shelf, reports: Sequence[Comparable], able: Shelf) -> _Look:
    """`able` are the pages of the shelf that can have it."""
    ids, later = ({page.article_id for page in pages} for pages in (shelf.pages, shelf.later))
    own = [(item, is_same_time(probe, item)) for item in reports if item.figure.article_id in ids and meet(probe, item)]
    given = tuple(item for item, same in own if same == "same" and is_given(probe, item))
    if given:
        return _Look(shelf=shelf, state="confirmed", found=given)
    instead = given_instead(probe, [item for item in reports if item.figure.article_id in ids])
    if any(same != "other" for _, same in own):
        vaguer = tuple(item for item, same in own if same == "same" and not _is_ordinal(probe))
        return _Look(shelf=able, state="unsure", instead=instead, vaguer=vaguer)
    later_ids = {
        item.figure.article_id
        for item in reports
        if item.figure.article_id in later
        and meet(probe, item)
        and is_same_time(probe, item) == "same"
        and is_given(probe, item)
    }
    late = tuple(page for page in shelf.later if page.article_id in later_ids)
    return _Look(shelf=able, state="thin" if able.is_thin else "failed", instead=instead, late=late)


def given_instead(probe: Comparable, own: Sequence[Comparable]) -> tuple[Comparable, ...]:
    """What an outlet gives for the claimed time that is not the claimed figure: of a total without a time its newest
    one, and nothing for an amount of no period."""
    apart = [item for item in own if not meet(probe, item) and is_same_time(probe, item) == "same"]
    if probe.metric.kind == "flow" and probe.figure.period is None:
        return ()
    if probe.metric.kind != "cumulative" or is_told(probe):
        return tuple(apart)
    newest = max((item.as_of.end for item in apart if item.as_of.end is not None), default=None)
    return tuple(item for item in apart if newest is not None and item.as_of.end == newest)


def _unsure(names: str) -> Text:
    return Text(
        en=f"The attribution could not be checked: {names} has a figure that may be it, less exact or of a "
        "time that it does not tell.",
        vi=f"Chưa kiểm tra được việc dẫn nguồn: {names} có số có thể là số này, nhưng kém chính xác hơn hoặc "
        "không rõ thời điểm.",
    )


def _less_exact(items: Sequence[Comparable], probe: Comparable) -> Text:
    en, vi = (positions_text(items, tongue, probe=probe) for tongue in TONGUES)
    return Text(
        en=f"The attribution could not be checked: less exact there, and no contradiction: {en}.",
        vi=f"Chưa kiểm tra được việc dẫn nguồn: ở đó nêu kém chính xác hơn, không trái với số này: {vi}.",
    )


def is_given(probe: Comparable, item: Comparable) -> bool:
    """Whether a report that meets a claim is about as exact."""
    return _is_ordinal(probe) or (speaks_for(probe, item) and not is_vaguer(item, probe))


def _is_ordinal(probe: Comparable) -> bool:
    return probe.metric.kind in ("date", "duration", "rank")


def _is_alike(probe: Comparable, item: Comparable) -> bool:
    """Whether a report is of the same subject and metric."""
    return item.metric.key == probe.metric.key and item.figure.subject == probe.figure.subject


def _begins(probe: Comparable, reports: Sequence[Comparable]) -> datetime | None:
    """When a page that reports the figure can have come out at the earliest; None where that is not told. A total that
    tells no time is as of the first report that gives it, else as of the last lower one."""
    period = period_of(probe)
    if period is not None:
        return period.start
    if probe.metric.kind == "cumulative" and not is_told(probe):
        told = [i for i in reports if (is_told(i) or i.is_final) and i.as_of.start is not None]
        given = [i.as_of.start for i in told if i.as_of.start and meet(probe, i) and speaks_for(probe, i)]
        lower = [i.as_of.start for i in told if i.as_of.start and bounds(i)[1] < bounds(probe)[0]]
        return min(given) if given else max(lower, default=None)
    return probe.as_of.start if is_told(probe) and probe.metric.kind not in ("date", "duration") else None


def is_same_time(probe: Comparable, item: Comparable) -> _Same:
    """Whether a report is of the time, period or event that a claim is of."""
    kind, mine, theirs = probe.metric.kind, probe.figure, item.figure
    if kind == "date":
        return "same" if is_same_event(mine.milestone, theirs.milestone) else "other"
    if kind == "duration":
        return "same" if mine.milestone == theirs.milestone else "perhaps"
    period, other = period_of(probe), period_of(item)
    if period is not None:
        return "same" if is_same_period(period, other) else "perhaps" if not other else "other"
    if kind == "flow":
        return "same"
    if kind == "rank":
        is_list = list_of(probe) == list_of(item) and theirs.period is None
        day, then = rank_day(probe), rank_day(item)
        if not is_list or (day is not None and then is not None and is_told(probe) and then > day):
            return "other"
        return "same" if not is_told(probe) or day == then else "perhaps"
    if kind == "cumulative":
        return _total(probe, item)
    if is_near(probe, item):
        return "same"
    return "perhaps" if holds_at(item) is None or holds_at(probe) is None else "other"


def _total(probe: Comparable, item: Comparable) -> _Same:
    if not is_told(probe):
        return "same"
    if is_told(item) or item.is_final:
        return "same" if _overlap(probe.as_of, item.as_of) else "other"
    out = holds_at(item)
    if out is not None and _overlap(probe.as_of, out):
        return "same"
    return "perhaps" if _overlap(probe.as_of, item.as_of) else "other"


def _overlap(first: Period, second: Period) -> bool:
    if None in (first.end, second.end):
        return False
    assert first.end is not None
    assert second.end is not None
    starts_by = second.start is None or second.start <= first.end
    return starts_by and (first.start is None or first.start <= second.end)
