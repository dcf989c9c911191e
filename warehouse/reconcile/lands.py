"""Which land a count is of, where an event struck several and a report leaves it open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from sources.figures.interval import is_counted
from sources.lines import FigureLine
from sources.model import Figure
from warehouse.reconcile.abroad import NATIONWIDE, is_land, land_of
from warehouse.reconcile.slips import significant

ARTICLES: Final = 3  # that count what happened in a land before it is one of those that the event struck
SHARE: Final = 3  # as many times the articles of the least of them may the land with the most have; others are asides
TELLING: Final = 2  # digits of a number that is hardly the same by chance


@dataclass(frozen=True, slots=True)
class Lands:
    """What is known of the events that struck several lands."""

    struck: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by subject: its lands
    known: Mapping[str, str] = field(default_factory=dict)  # by figure that names no land: its own
    open: frozenset[str] = frozenset()  # the figures of which nothing tells the land: they are held against none

    def is_part(self, subject: str, place: str) -> bool:
        """Whether a place is one of several lands that an event struck, so that it is not all of the event."""
        return is_land(place) and land_of(place) in self.struck.get(subject, ())


def find_lands(lines: Iterable[FigureLine], totals: frozenset[str]) -> Lands:
    """The lands of each subject whose running counts (metrics in `totals`) several articles give of one land and
    several of another. A count without a place is of the land whose number it is, or in whose parts alone its article
    counts; in an article that counts by land it is of all of them; else it is open."""
    counts: dict[str, list[Figure]] = defaultdict(list)
    for line in lines:
        figure = line.figure
        if figure.subject and figure.metric in totals and is_counted(figure.quantity.unit):
            counts[figure.subject].append(figure)
    struck = {subject: lands for subject, held in counts.items() if len(lands := _struck(held)) > 1}
    known: dict[str, str] = {}
    left: set[str] = set()
    for subject in struck:
        for figure, land in _unplaced(counts[subject]):
            if land is None:
                left.add(figure.figure_id)
            elif land:
                known[figure.figure_id] = land
    return Lands(struck, known, frozenset(left))


def _struck(figures: Sequence[Figure]) -> frozenset[str]:
    articles: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        land = land_of(figure.place)
        if land is not None:
            articles[land].add(figure.article_id)
    most = max((len(each) for each in articles.values()), default=0)
    return frozenset(land for land, each in articles.items() if len(each) >= ARTICLES and len(each) * SHARE >= most)


def _unplaced(figures: Sequence[Figure]) -> Iterable[tuple[Figure, str | None]]:
    """The counts that name no place, or "the whole country", each with its land; "" where it is of all, and None where
    nothing tells."""
    numbers: dict[tuple[str | None, Decimal | None], set[str]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)  # by article: the lands in whose parts it counts
    by_land: set[str] = set()  # the articles that count by land
    for figure in figures:
        land, value = land_of(figure.place), figure.quantity.value
        if land is None or figure.place is None:
            continue
        parts[figure.article_id].add(land)
        if is_land(figure.place):
            by_land.add(figure.article_id)
            if value is not None and len(significant(value)) >= TELLING:
                numbers[(figure.metric, value)].add(land)
    for figure in figures:
        if figure.place is not None and figure.place.casefold() not in NATIONWIDE:
            continue
        same = numbers.get((figure.metric, figure.quantity.value), set())
        near = set() if figure.article_id in by_land else parts.get(figure.article_id, set())
        if len(same) == 1 or len(near) == 1:
            yield figure, min(same if len(same) == 1 else near)
        else:
            yield figure, "" if figure.article_id in by_land else None
