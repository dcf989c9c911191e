"""What a reader carries along from sentence to sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from sources.figures.phrase import Phrase
from sources.figures.sentence import Hit
from sources.figures.stretches import Spoken
from sources.figures.stretchwords import Stretch
from sources.model import Basis, Metric, Milestone, Period

Nature = Literal["counted", "measured"]  # what a number is of that somebody tells


@dataclass(slots=True)
class Carried:
    """The times that were told before and still hold."""

    as_of: tuple[Period, Basis] | None = None
    period: Period | None = None
    before: Period | None = None  # of the paragraphs before
    is_unsure: bool = False  # whether the last period of this paragraph was told as an aside to a later one
    plan: Period | None = None  # that something was last foretold or planned for, in whatever paragraph
    opening: Period | None = None  # of a sentence before in this paragraph that counts nothing: "Last year, ..."
    day: date | None = None  # of the last figure of one day
    spoken: date | None = None  # the last day that was named, in whatever paragraph
    told: dict[tuple[str, str, Period], Decimal] = field(
        default_factory=dict
    )  # amounts of the whole that were told of a subject, a metric and a period


@dataclass(slots=True)
class Memory:
    """What a reader carries along."""

    focus: str | None
    said: str | None = None  # whom this sentence credits
    credit: str | None = None  # whom the paragraph credited last
    nature: Nature | None = None  # what it was credited with, where all of that is of one
    speaker: tuple[int, str] | None = None  # who was credited last, and in which paragraph
    expecting: list[Hit] = field(default_factory=list)  # whom this sentence names for what they expect
    asides: list[tuple[int, int, str]] = field(
        default_factory=list
    )  # brackets of this sentence with a credit of their own
    times: Carried = field(default_factory=Carried)
    place: str | None = None
    land: str | None = None  # that the sentences before this one named last
    met: str | None = None  # the same, with this one
    last_place: str | None = None  # of the last figure in this sentence
    before_place: str | None = None  # and in the one before
    is_place_unsure: bool = False  # whether a sentence speaks of the event again behind one that began with a place
    report_place: str | None = None  # whose own authorities an article tells a report of
    province: str | None = None  # that the article named last, alone in a sentence
    town: str | None = None  # inside of no table, named after that
    opening_place: str | None = None  # that a sentence before in this paragraph began with: "In Reedland, ..."
    is_opening_counted: bool = False  # whether something was counted in that sentence
    event: str | None = None  # whose toll was told last, "" where it was that of an event that is none of ours
    metric: Metric | None = None
    listed: Metric | None = None  # of the list, a line each, that the paragraphs go on with
    last: Phrase | None = None  # the last that became a figure in this paragraph
    told: list[tuple[str | None, str]] = field(default_factory=list)  # places and metrics of this sentence's figures
    grown: Phrase | None = None  # the last number of this sentence that is what something rose or fell by
    raised: Phrase | None = None  # the total that the last number of this sentence raised
    shifted: int | None = None  # where the last percentage of this sentence ends that is what a rate lost
    head: Metric | None = None  # of the last figure that stood outside of brackets
    is_pointed: bool = False  # whether this sentence begins with a word for the part of an event that is spoken of
    is_narrow: bool = False  # whether the last amount was of one kind of a product only
    milestone: Milestone | None = None
    is_ranked: bool = False  # whether this paragraph told a place in a list
    is_stranger: bool = False  # whether the last clause of this paragraph spoke of what no subject is
    pointed: Phrase | None = None  # the last rate that is of that, by a pronoun
    sole: Metric | None = None  # what the only figure of the sentence before this one was of
    stretch: Stretch = "none"
    is_timed: bool = False  # whether this paragraph goes on about what came in in a stretch of time
    spoken: Spoken = field(default_factory=list)  # the words for stretches of time in this sentence
    totals: dict[str, Decimal] = field(default_factory=dict)  # by metric, the largest that was told of the whole
    by_unit: dict[str, Metric] = field(default_factory=dict)  # what was last stated in a unit
    past: Phrase | None = None  # the last number of a forecast that tells what was before
    valued: Phrase | None = None  # the last amount that is what something counted in its sentence is worth
    placed: Phrase | None = None  # the last rate that its place said the metric of
    counted: list[tuple[Phrase, Metric]] = field(default_factory=list)  # this sentence's numbers and what they count
    in_sentence: dict[str, Metric] = field(default_factory=dict)  # the same in this sentence, outside of brackets
