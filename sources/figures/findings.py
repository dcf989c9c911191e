"""What was read of one article: its figures, and the numbers that were not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sources.figures.candidates import is_possible
from sources.figures.credit import spread_credit
from sources.figures.identity import figure_id, make_figure
from sources.figures.joining import is_money
from sources.figures.memory import Nature
from sources.figures.periods import UNKNOWN
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Basis, Figure, Metric, Milestone, Period, Quantity, Status, TimePhrase, Understanding, Unread

_CONVERTED: Final = 32  # characters between an amount and the same in another currency


class Findings:
    """The figures and unread numbers of one article, as they are found."""

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        self.figures: list[Figure] = []
        self.unread: list[Unread] = []
        self.doubted: list[Figure] = []
        self.officials: dict[str, str] = {}

    def add(
        self,
        within: Sentence,
        start: int,
        end: int,
        subject: str,
        metric: Metric,
        *,
        quantity: Quantity,
        status: Status,
        credit: str | None,
        period: Period | None = None,
        as_of: Period = UNKNOWN,
        basis: Basis = "unknown",
        since: datetime | None = None,
        place: str | None = None,
        milestone: Milestone | None = None,
        rank_of: str | None = None,
    ) -> None:
        """Note a figure that stands at some characters of a sentence's paragraph. A number that its metric cannot have
        is none."""
        if not is_possible(quantity, metric, is_change=status == "increment"):
            self.note(within.number, start, end, within.text[start:end], "implausible")
            return
        self.figures.append(
            make_figure(
                figure_id(self.article_id, within.number, start, end, subject, metric.key, quantity.unit),
                self.article_id,
                within.number,
                start,
                end,
                within.text[start:end],
                subject,
                metric.key,
                quantity,
                status,
                since,
                milestone,
                rank_of,
                place,
                period,
                as_of,
                basis,
                credit,
                None,
            )
        )

    def leave(self, within: Sentence, phrase: Phrase, reason: str) -> None:
        """Note a number that is no figure, and why."""
        self.note(within.number, phrase.start, phrase.end, within.text[phrase.start : phrase.end], reason)

    def note(self, paragraph: int, start: int, end: int, said: str, reason: str) -> None:
        """Note some characters of a paragraph that did not become a figure, and why."""
        self.unread.append(
            Unread(
                article_id=self.article_id,
                paragraph=paragraph,
                start=start,
                end=end,
                said=said,
                reason=reason,
            )
        )

    def doubt(self, figure: Figure) -> None:
        """Note that a figure is only a part where the article tells a larger one of the whole."""
        self.doubted.append(figure)

    def note_official(self, land: str) -> None:
        """Note that the last figure is on the word of one land's officials."""
        self.officials[self.figures[-1].figure_id] = land

    def _give_home(self) -> None:
        """Give what one land's officials count their land, where the article tells the same of another land, or a
        larger total."""
        for number, figure in enumerate(self.figures):
            land = self.officials.get(figure.figure_id)
            if land is not None and any(_is_beside(each, figure, land) for each in self.figures):
                self.figures[number] = replace(figure, place=land)

    def outgrow(self, total: Figure, others: frozenset[str], before: int) -> None:
        """Leave the amounts that a total holds, "counting the previews as well, it made 8 million": a smaller one of
        its metric that the sentences before it in the paragraph told last, and what was counted with that."""
        held = [f for f in self.figures if f.paragraph == total.paragraph and f.start < before]
        held = [f for f in held if f.subject == total.subject and f.status == "fact" and f.metric in others]
        same = [f for f in held if f.metric == total.metric and _is_less(f, total)]
        for figure in held if same else ():
            if figure.start >= same[-1].start:
                self.figures.remove(figure)
                self.note(figure.paragraph, figure.start, figure.end, figure.said, "part")

    def _settle(self) -> None:
        """Leave those that turned out to be parts."""
        for figure in self.doubted:
            value = figure.quantity.value
            if value is not None and any(
                each.metric == figure.metric
                and each.subject == figure.subject
                and each.place is None
                and each.status == "fact"
                and each.quantity.value is not None
                and each.quantity.value > value
                for each in self.figures
            ):
                self.figures.remove(figure)
                self.note(figure.paragraph, figure.start, figure.end, figure.said, "part")

    def understanding(
        self,
        official: Mapping[str, Nature],
        times: Sequence[TimePhrase],
        only: str | None = None,
        narrow: frozenset[str] = frozenset(),
    ) -> Understanding:
        """All of it, with the times of the article, once every sentence was read. `official` are the metrics of
        official counts, `only` is the one body that the article credits, `narrow` are those who are credited and speak
        only for their own people."""
        self._settle()
        self._give_home()
        figures = spread_credit(list(_link_conversions(self.figures, official)), official, only, narrow)
        return Understanding(figures=tuple(figures), unread=tuple(self.unread), times=tuple(times))


def _is_beside(other: Figure, figure: Figure, land: str) -> bool:
    """Whether a figure tells that another is no count of all lands: by a land of its own, or as a larger total."""
    if other.metric != figure.metric or other.subject != figure.subject or other.status == "increment":
        return False
    if other.place is not None:
        return other.place != land and " / " not in other.place
    value, total = figure.quantity.value, other.quantity.value
    return value is not None and total is not None and total > value


def _is_less(one: Figure, other: Figure) -> bool:
    value, more = one.quantity.value, other.quantity.value
    return value is not None and more is not None and value < more


def _link_conversions(figures: Sequence[Figure], official: Mapping[str, Nature]) -> Iterator[Figure]:
    """An amount in another currency right behind one, in brackets, is the same amount again. The conversion is the
    outlet's own, whoever is credited with the amount, but of an official count."""
    previous: Figure | None = None
    told: set[str] = set()  # the currencies in which an amount was told: in none of them a second time
    for figure in figures:
        unit = figure.quantity.unit
        if (
            previous is not None
            and is_money(unit)
            and is_money(previous.quantity.unit)
            and unit != previous.quantity.unit
            and figure.paragraph == previous.paragraph
            and 0 <= figure.start - previous.end <= _CONVERTED
            and figure.metric == previous.metric
            and figure.subject == previous.subject
            and figure.place == previous.place
            and unit not in told
        ):
            figure = replace(
                figure,
                same_as=previous.figure_id,
                as_of=previous.as_of,
                as_of_basis=previous.as_of_basis,
                period=previous.period,
                status=previous.status,
                attributed_to=figure.attributed_to if figure.metric in official else None,
            )
        yield figure
        if is_money(unit):
            previous = figure
            told = {*told, unit} if figure.same_as is not None else {unit}
