"""What was read of annotated articles, scored field by field.

A figure that was read belongs to an annotation when their characters overlap. Quantities (layer 1) are scored on
the annotated amounts; figures (layer 2) on subject and metric; every further field on the figures that have both
right. Metrics that the annotators put outside of a topic ("other:...") are welcome and never missed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sources.figures import read_figures, read_quantities
from sources.lines import day_of, parse_article_line
from sources.model import Article, Figure, Period, Topic
from sources.outlets import outlet_parties
from sources.text import fold
from sources.topics import SEEDS, load_topic

_YEAR_OF_SUBJECT = re.compile(r"( crop year)? \d{4}(-\d\d)?$")
_REMARK = re.compile(r"\s*\(.*?\)")
_SLACK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated article and the topic that it is read for."""

    article: Article
    topic: Topic
    annotated: Sequence[Mapping[str, Any]]


@dataclass(slots=True)
class Tally:
    """Counts of one field: right, read, annotated."""

    right: int = 0
    read: int = 0
    annotated: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    """Tallies by field, and a line for every miss."""

    fields: dict[str, Tally] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def tally(self, name: str) -> Tally:
        return self.fields.setdefault(name, Tally())

    def count(self, name: str, right: bool, *, read: bool = True, annotated: bool = True) -> None:
        tally = self.tally(name)
        tally.right += right
        tally.read += read
        tally.annotated += annotated


def load_cases(folder: Path) -> Iterator[Case]:
    """The annotated articles of the corpus, each with its topic."""
    topics = {
        key: load_topic(SEEDS / "topics" / f"{key}.toml")
        for key in ("red-rain", "typhoon-yagi", "storm-matmo", "vietnam-trade-2024")
    }
    for name in ("red-rain-dev.jsonl", "storms-trade-dev.jsonl"):
        for line in (folder / name).read_text("utf-8").splitlines():
            row: dict[str, Any] = json.loads(line, parse_float=Decimal)
            key = "red-rain" if name.startswith("red-rain") else "vietnam-trade-2024"
            key = {"yagi": "typhoon-yagi", "matmo": "storm-matmo"}.get(str(row["id"]).split("-")[0], key)
            if not re.fullmatch(r"[\dT:+-]+", str(row.get("published") or "")):
                row["published"] = None
            yield Case(parse_article_line(row), topics[key], row["figures"])


def score(case: Case, into: Score) -> None:
    """Read one article on both layers and count."""
    _score_quantities(case, into)
    _score_figures(case, into)


def _score_quantities(case: Case, into: Score) -> None:
    article = case.article
    found = read_quantities(
        article_id=article.article_id,
        title=article.title,
        paragraphs=article.paragraphs,
        language=article.language,
        published=article.published,
    ).figures
    for gold in case.annotated:
        if gold["unit"] in ("date", "rank") or not isinstance(gold["value"], int | Decimal):
            continue
        near = [f for f in found if _overlap(f, gold)]
        best = next((f for f in near if _same_amount(f, gold)), near[0] if near else None)
        right = best is not None and _same_amount(best, gold)
        into.count("quantity", right, read=best is not None)
        if best is None or not right:
            got = f"{best.quantity.value} {best.quantity.unit}" if best else "nothing"
            into.misses.append(_line(case, "quantity", gold, f"read {got}"))
            continue
        into.count("comparator", best.quantity.comparator == gold["comparator"])
        into.count("hedge", best.quantity.hedge == gold["hedge"])
        if best.quantity.hedge != gold["hedge"]:
            into.misses.append(_line(case, "hedge", gold, f"read {best.quantity.hedge}, not {gold['hedge']}"))
        if gold.get("span") == "number":
            exact = _same_span(best, gold)
            into.count("span", exact)
            if not exact:
                into.misses.append(_line(case, "span", gold, f"read «{best.said}»"))


def _score_figures(case: Case, into: Score) -> None:
    understood = read_figures(case.article, case.topic, outlet_parties())
    subjects = {subject.name for subject in case.topic.subjects}
    metrics = {metric.key for metric in case.topic.metrics}
    into.unread.update(unread.reason for unread in understood.unread)
    taken: set[int] = set()
    for figure in understood.figures:
        if _is_part_outside(case, figure):
            continue
        hit = next(
            (
                number
                for number, gold in enumerate(case.annotated)
                if number not in taken
                and _overlap(figure, gold)
                and _subject(gold) == figure.subject
                and gold["metric"].removeprefix("other:") == figure.metric
            ),
            None,
        )
        is_false = not any(_overlap(figure, gold) for gold in case.annotated)
        into.count("true_figure", not is_false)
        if hit is None:
            into.count("figure", False, annotated=False)
            into.misses.append(
                f"{case.article.article_id} | extra | {figure.said} | {figure.subject} | {figure.metric} | "
                f"{figure.status} | {_around(case, figure.paragraph, figure.start, figure.end)}"
            )
            continue
        taken.add(hit)
        into.count("figure", True)
        _score_fields(case, figure, case.annotated[hit], into)
    for number, gold in enumerate(case.annotated):
        listed = _subject(gold) in subjects and gold["metric"] in metrics
        if number not in taken and listed:
            into.count("figure", False, read=False)
            why = [u.reason for u in understood.unread if _overlap(u, gold)]
            why += [f"{f.subject}/{f.metric}" for f in understood.figures if _overlap(f, gold)]
            into.misses.append(_line(case, "missed", gold, f"{gold['subject']} {gold['metric']}: {why}"))


def _score_fields(case: Case, figure: Figure, gold: Mapping[str, Any], into: Score) -> None:
    right = _same_amount(figure, gold)
    into.count("value", right)
    if not right:
        into.misses.append(_line(case, "value", gold, f"read {figure.quantity.value}"))
    is_dated = gold.get("as_of_basis") in ("stated", "derived") and gold.get("as_of_start")
    if is_dated and _is_datable(case, gold):
        right = _meets(figure.as_of, gold["as_of_start"], gold["as_of_end"])
        into.count("as_of", right)
        if not right:
            got = f"{figure.as_of.start} .. {figure.as_of.end} {figure.as_of_basis}"
            into.misses.append(_line(case, "as_of", gold, f"read {got}, not {gold['as_of_start']} {gold['as_of_end']}"))
    credit = gold.get("attributed_to")
    if credit and not _is_named(case, credit):
        credit = None if figure.attributed_to is None else credit
    if figure.attributed_to or credit:
        right = _parties(figure.attributed_to) == _parties(credit)
        into.count("attribution", right, read=figure.attributed_to is not None, annotated=credit is not None)
        if not right:
            into.misses.append(_line(case, "attribution", gold, f"read {figure.attributed_to}, not {credit}"))
    if gold.get("period_start"):
        right = (
            figure.period is not None
            and figure.period.start is not None
            and figure.period.end is not None
            and figure.period.start.date().isoformat() == gold["period_start"]
            and figure.period.end.date().isoformat() == (gold.get("period_end") or gold["period_start"])
        )
        into.count("period", right)
        if not right:
            into.misses.append(_line(case, "period", gold, f"read {figure.period}"))
    if gold.get("place") or figure.place:
        into.count("place", figure.place == gold.get("place"))
        if figure.place != gold.get("place"):
            into.misses.append(_line(case, "place", gold, f"read {figure.place}, not {gold.get('place')}"))
    ahead = ("forecast", "target")
    if gold["status"] == "forecast":
        into.count("forecast", figure.status in ahead)
    if gold["status"] == "fact":
        into.count("fact", figure.status in ("fact", "estimate"))
    if (gold["status"] == "fact") != (figure.status in ("fact", "estimate")):
        into.misses.append(_line(case, "status", gold, f"read {figure.status}, not {gold['status']}"))


def _is_part_outside(case: Case, figure: Figure) -> bool:
    """The figure of a place that annotators gave a metric of its own ("other:gross_region"): neither hit nor miss."""
    return figure.place is not None and any(
        gold["metric"].startswith("other:") and gold.get("place") and _overlap(figure, gold) for gold in case.annotated
    )


def _parties(credit: str | None) -> frozenset[str]:
    """Whom a credit names. Annotators write one body in several ways: "VDDMA", "VDDMA (MARD)", "MARD (sic: ...)"."""
    return frozenset(fold(_REMARK.sub("", name)).strip() for name in (credit or "").split(";"))


def _is_named(case: Case, credit: str) -> bool:
    """Whether the article names whom an annotation credits: some credit a body that only the annotator knew."""
    text = fold(" ".join((case.article.title or "", *case.article.paragraphs)))
    wanted = _parties(credit)
    names = [
        fold(name)
        for party in (*case.topic.parties, *outlet_parties())
        for name in (party.key, *party.names)
        if _parties(party.key) & wanted
    ]
    return any(name in text for name in (*names, *wanted))


def _is_datable(case: Case, gold: Mapping[str, Any]) -> bool:
    """Whether the article lets the day be known: some of undated pages are annotated from elsewhere."""
    if case.article.published is not None:
        return True
    day = str(int(gold["as_of_end"][8:10]))
    text = " ".join((case.article.title or "", *case.article.paragraphs))
    started = any(subject.started for subject in case.topic.subjects)
    return started and re.search(rf"(?<!\d){day}(?!\d)", text) is not None


def _subject(gold: Mapping[str, Any]) -> str:
    """An annotated subject with a year in it is subject and period."""
    return _YEAR_OF_SUBJECT.sub("", gold["subject"] or "")


def _overlap(row: Any, gold: Mapping[str, Any]) -> bool:
    return bool(row.paragraph == gold["paragraph"] and gold["start"] < row.end and row.start < gold["end"])


_DIGITS = re.compile(r"\d.*\d|\d")


def _same_span(figure: Figure, gold: Mapping[str, Any]) -> bool:
    """The same characters; where annotators cut out the digits alone, the same digits, with scale, unit or currency
    around them."""
    start, end = gold["start"], gold["end"]
    if (figure.start, figure.end) == (start, end):
        return True
    digits = _DIGITS.search(figure.said)
    return (
        gold["said"][0].isdigit()
        and gold["said"][-1].isdigit()
        and digits is not None
        and (figure.start + digits.start(), figure.start + digits.end()) == (start, end)
    )


_DAYS = {"weeks": 7, "months": 30}
_TWIN_UNITS = ({"percent", "percentage_points", "percent_of_GDP"}, {"people", "viewers", "households"})


def _same_amount(figure: Figure, gold: Mapping[str, Any]) -> bool:
    """The annotated amount: annotators give a fall a sign, weeks in days, and "%" of a growth rate as points; a
    reading of two that nothing in the text decides is right when one of them is."""
    quantity, wanted = figure.quantity, gold["value"]
    if isinstance(wanted, str):
        return quantity.value is not None and day_of(quantity.value).isoformat() == wanted
    if quantity.value is None or wanted is None:
        return False
    values = {quantity.value, *(reading.value for reading in quantity.readings)}
    unit = quantity.unit
    if unit in _DAYS and gold["unit"] == "days":
        values, unit = {value * _DAYS[unit] for value in values}, "days"
    same_unit = unit in ("", gold["unit"]) or any({unit, gold["unit"]} <= twins for twins in _TWIN_UNITS)
    return same_unit and abs(Decimal(str(wanted))) in {abs(value) for value in values}


def _meets(period: Period, start: str, end: str) -> bool:
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
    if period.start is None or period.end is None:
        return False
    wide = period.end - period.start <= last - first + _SLACK
    return wide and period.start <= last and first <= period.end


def _around(case: Case, paragraph: int, start: int, end: int) -> str:
    text = case.article.paragraphs[paragraph] if paragraph >= 0 else case.article.title or ""
    return json.dumps(text[max(0, start - 60) : end + 30], ensure_ascii=False)


def _line(case: Case, kind: str, gold: Mapping[str, Any], what: str) -> str:
    around = _around(case, gold["paragraph"], gold["start"], gold["end"])
    return f"{case.article.article_id} | {kind} | {gold['said']} | {what} | {around}"
