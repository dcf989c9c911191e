"""Places that are no part of anything: where all of an event happens, so that what is counted there is all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sources.lines import FigureLine
from warehouse.reconcile.abroad import one_name
from warehouse.reconcile.slips import significant

Home = tuple[str, str]  # a subject and a place, as compared: in lower case
_Kind = tuple[str, str, str]
TELLING = 2  # digits of a number that is hardly the same by chance
ENOUGH = 3  # articles that give such numbers, and how many times those that speak against it


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is given of no place: all values, and the largest of each article."""

    values: set[Decimal] = field(default_factory=set)
    most: dict[str, Decimal] = field(default_factory=dict)


def find_homes(lines: Iterable[FigureLine]) -> frozenset[Home]:
    """The places by which articles only say where it all happened: the same numbers are given of no place, and hardly
    any article gives a number of the place beside a larger one of the whole."""
    placed: dict[Home, list[FigureLine]] = defaultdict(list)
    wholes: dict[_Kind, _Whole] = defaultdict(_Whole)
    for line in lines:
        figure = line.figure
        if figure.subject is None or figure.metric is None:
            continue
        if figure.place is None:
            whole, value = wholes[_kind(line)], _value(line)
            whole.values.add(value)
            whole.most[figure.article_id] = max(value, whole.most.get(figure.article_id, value))
        elif " / " not in figure.place and " | " not in figure.place:
            placed[(figure.subject, one_name(figure.place).casefold())].append(line)
    return frozenset(home for home, held in placed.items() if _is_home(held, wholes))


def _is_home(held: Sequence[FigureLine], wholes: dict[_Kind, _Whole]) -> bool:
    shared: set[tuple[_Kind, Decimal]] = set()
    speak_for: set[str] = set()
    against: set[str] = set()
    for line in held:
        value, article = _value(line), line.figure.article_id
        whole = wholes.get(_kind(line), _Whole())
        if whole.most.get(article, value) > value:
            against.add(article)
        elif value in whole.values and len(significant(value)) >= TELLING:
            shared.add((_kind(line), value))
            speak_for.add(article)
    return len(shared) > 1 and len(speak_for) >= ENOUGH * max(len(against), 1)


def _value(line: FigureLine) -> Decimal:
    return line.figure.quantity.value or Decimal(0)


def _kind(line: FigureLine) -> _Kind:
    return line.figure.subject or "", line.figure.metric or "", line.figure.quantity.unit
