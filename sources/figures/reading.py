"""One article and one topic -> figures: walks the sentences and remembers what a reader would.

Carried from sentence to sentence: who is spoken of; within a paragraph also the time and the source.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import TypeVar

from sources.figures.bind import (
    RATES,
    TIMES,
    Stretch,
    choose_metric,
    cues_of,
    is_average,
    is_difference,
    needs_own_words,
    status_of,
    stretch_of,
    window_of,
)
from sources.figures.dates import Anchor
from sources.figures.interval import COUNTS, quantity_of
from sources.figures.joining import is_money
from sources.figures.milestones import milestone_near, only_names_milestone, overtaken
from sources.figures.moments import Moment, find_moments
from sources.figures.passage import Passage
from sources.figures.periods import UNKNOWN, whole_day
from sources.figures.phrase import Phrase
from sources.figures.publication import is_contradicted, is_supported, swapped
from sources.figures.quantity import find_phrases
from sources.figures.ranks import find_ranks
from sources.figures.sentence import TIME_UNITS, Sentence
from sources.figures.timing import Carried, Timing, right_before, right_behind
from sources.figures.who import Hit, Mention, cast_of, find_credit, find_mentions, find_places, is_unknown_name
from sources.model import (
    Article,
    Basis,
    Figure,
    Metric,
    Milestone,
    Party,
    Period,
    Quantity,
    Status,
    Subject,
    TimePhrase,
    Topic,
    Understanding,
    Unread,
)
from sources.text import sentences

_EPOCH = date(1970, 1, 1)
_CLAUSE = re.compile(r"[,;:(–]\s?|\s-\s")
_ORDINAL = re.compile(r"thứ|(?:th|nd|rd|st)\s", re.IGNORECASE)
_CROWD = 60  # numbers that a sentence of prose holds at most; more are a table that lost its lines
_BEGINNING = 120  # characters in which an article says whom it is about
_BARELY = 3  # letters that a clause may hold before its number and still name nothing
_DAY = re.compile(r"\d")
_BETWEEN = re.compile(
    r"\s*(?:(?:chỉ|đúng|vừa|just|only)\s+)?"
    r"(?:vào|trong|sau|khi|lúc|hôm|từ|tính đến|đến|tới|qua|by|on|in|within|after|at|as of)?"
    r"\s*(?:chỉ|tròn|mới|vẻn vẹn|vỏn vẹn|hết|just|the)?\s*"
)
_BEHIND_PLACE = re.compile(r"['’s]*[\s:–-]*(?:(?:with|for|has|had|lost|to|at least|about|có|thêm|tới)\s+)*")
_BEFORE_PLACE = re.compile(r"\s+(?:of them\s+)?(?:each\s+)?(?:in|at|ở|tại)\s+")
_TOP = re.compile(r"[Tt]op\s+\d+\s")


@dataclass(slots=True)
class _Memory:
    """What a reader carries along."""

    focus: str | None
    said: str | None = None  # whom this sentence credits
    credit: str | None = None  # whom the paragraph credited last
    times: Carried = field(default_factory=Carried)
    last_day: date | None = None
    place: str | None = None
    metric: Metric | None = None
    head: Metric | None = None  # of the last figure that stood outside of brackets
    milestone: Milestone | None = None
    stretch: Stretch = "none"
    by_unit: dict[str, Metric] = field(default_factory=dict)  # what was last stated in a unit
    in_sentence: dict[str, Metric] = field(default_factory=dict)  # the same in this sentence, outside of brackets


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its times and names."""

    number: int
    passage: Passage
    moments: list[Moment]
    mentions: list[Mention]
    parties: list[Hit]

    def parties_in(self, span: tuple[int, int]) -> list[Hit]:
        first = bisect_left(self.parties, span[0], key=itemgetter(0))
        return self.parties[first : bisect_left(self.parties, span[1], lo=first, key=itemgetter(0))]


def read_article(article: Article, topic: Topic, names: tuple[Party, ...], published: date | None) -> Understanding:
    """Everything read from one article."""
    return _Reader(article, topic, names, published).read()


class _Reader:
    def __init__(self, article: Article, topic: Topic, names: tuple[Party, ...], published: date | None) -> None:
        self.article = article
        self.topic = topic
        self.cast = cast_of(topic, article.language, names)
        self.language = self.cast.language
        self.cues = cues_of(topic, article.language)
        self.published = published
        self.hint = next((s.started.date() for s in topic.subjects if s.main and s.started), None)
        release = next((m for m in self.cues.by_kind.get("date", ()) if "release" in m.key), None)
        self.timing = Timing(
            article, self.language, published, self.cues.patterns.get(release.key) if release else None
        )
        self.figures: list[Figure] = []
        self.unread: list[Unread] = []
        self.times: list[TimePhrase] = []

    def read(self) -> Understanding:
        texts = [(-1, self.article.title)] if self.article.title else []
        texts += list(enumerate(self.article.paragraphs))
        paragraphs = self._mended(texts, self._look_through(texts))
        self.times = [
            TimePhrase(paragraph=each.number, start=m.start, end=m.end, said=m.said, period=m.period, basis=m.basis)
            for each in paragraphs
            for m in each.moments
        ]
        self.timing.prepare((each.passage.text, each.moments) for each in paragraphs)
        memory = _Memory(focus=self._first_focus(paragraphs))
        for paragraph in paragraphs:
            memory.credit = memory.place = memory.milestone = None
            memory.stretch = "none"
            memory.by_unit = {}
            memory.times = Carried(period=memory.times.period)
            self._paragraph(paragraph, memory)
        figures = self._spread_credit(list(_link_conversions(self.figures)))
        return Understanding(figures=tuple(figures), unread=tuple(self.unread), times=tuple(self.times))

    def _look_through(self, texts: Sequence[tuple[int, str]]) -> list[_Paragraph]:
        """The times and names of every paragraph, before anything is made of them."""
        found: list[_Paragraph] = []
        last_day: date | None = None
        for number, text in texts:
            passage = Passage(text, self.language.starts, self.language.only_times)
            moments = find_moments(passage, self.language, Anchor(self.published, last_day, self.hint))
            last_day = next((m.day for m in reversed(moments) if m.day is not None), last_day)
            parties = self.cast.parties.find(text)
            found.append(_Paragraph(number, passage, moments, find_mentions(text, self.cast), parties))
        return found

    def _mended(self, texts: Sequence[tuple[int, str]], found: list[_Paragraph]) -> list[_Paragraph]:
        """The paragraphs read anew where the days that they name say that the day and month of publication were
        swapped, and a row that notes it."""
        other = swapped(self.published)
        moments = [moment for each in found for moment in each.moments]
        if other is None or self.published is None or not is_contradicted(self.published, moments):
            return found
        written, self.published = self.published, other
        anew = self._look_through(texts)
        if not is_supported(other, [moment for each in anew for moment in each.moments]):
            self.published = written
            return found
        self.article = replace(self.article, published=whole_day(other))
        self.timing = Timing(self.article, self.language, other, self.timing.release)
        number, witness = next((each.number, m) for each in anew for m in each.moments if m.day is not None)
        self.unread.append(
            Unread(
                article_id=self.article.article_id,
                paragraph=number,
                start=witness.start,
                end=witness.end,
                said=witness.said,
                reason="published_swapped",
            )
        )
        return anew

    def _spread_credit(self, figures: list[Figure]) -> list[Figure]:
        """An article on official counts that credits one body only credits it with all of them, and with what it says
        before it names the first."""
        official = {
            m.key for m in self.topic.metrics if m.revisable or m.kind in ("growth", "level") or m.period == "any"
        }
        credits = [figure.attributed_to for figure in figures if figure.attributed_to and figure.metric in official]
        if not credits:
            return figures
        is_only = len(set(credits)) == 1
        first = next(number for number, figure in enumerate(figures) if figure.attributed_to)
        return [
            replace(figure, attributed_to=credits[0])
            if figure.attributed_to is None and figure.metric in official and (is_only or number < first)
            else figure
            for number, figure in enumerate(figures)
        ]

    def _first_focus(self, paragraphs: Sequence[_Paragraph]) -> str | None:
        """The main subject, unless an article that never names it begins with another."""
        named = [m.name for each in paragraphs for m in each.mentions if not m.is_where]
        if self.cast.main in named or not named:
            return self.cast.main
        first = next(number for number, each in enumerate(paragraphs) if any(not m.is_where for m in each.mentions))
        begins = first <= 1 and paragraphs[first].mentions[0].start <= _BEGINNING
        is_event = any(metric.revisable for metric in self.topic.metrics)
        return named[0] if begins or not is_event or self.cast.main is None else self.cast.main

    def _paragraph(self, paragraph: _Paragraph, memory: _Memory) -> None:
        number, passage = paragraph.number, paragraph.passage
        moments, mentions, text = paragraph.moments, paragraph.mentions, passage.text
        blocked = [(m.start, m.end) for m in moments] + [
            (m.start, m.end) for m in mentions if _DAY.search(text, m.start, m.end)
        ]
        phrases = find_phrases(passage, self.language, blocked, self.cues.nouns, self.cues.noun_units)
        places = [
            place
            for place in find_places(text, self.language)
            if not any(first < place.end and place.start < last for first, last, _ in paragraph.parties)
        ]
        for sentence in sentences(text):
            within = Sentence(
                number,
                text,
                sentence,
                _between(mentions, sentence),
                _between(moments, sentence),
                _between(phrases, sentence),
                _between(places, sentence),
            )
            memory.said = find_credit(text, *sentence, self.cast, paragraph.parties_in(sentence))
            memory.credit = memory.said or memory.credit
            self._sentence(within, memory)
            spoken = [m for m in within.mentions if not (m.is_object or m.is_where) and not within.in_brackets(m.start)]
            if spoken and spoken[0].start - sentence[0] <= 45:
                memory.focus = spoken[0].name
            days = [m for m in within.moments if m.day is not None]
            if days:
                memory.last_day = days[-1].day

    def _sentence(self, within: Sentence, memory: _Memory) -> None:
        memory.in_sentence = {}
        if len(within.phrases) > _CROWD:
            for phrase in within.phrases:
                self._leave(within, phrase, "crowded")
            return
        ranks = self._ranks(within, memory)
        for phrase in within.phrases:
            if not any(first <= phrase.start < last for first, last in ranks):
                self._phrase(within, phrase, memory)
        self._dates(within, memory)

    # --- amounts and counts -------------------------------------------------------------------------------

    def _phrase(self, within: Sentence, phrase: Phrase, memory: _Memory) -> None:
        if phrase.unit in TIME_UNITS and self.cues.by_kind.get("duration"):
            self._duration(within, phrase, memory)
            return
        if phrase.unit in TIMES:
            return
        text = within.text
        own_words = needs_own_words(self.cues, phrase)
        window = window_of(text, phrase, within.phrases, within.span, own_words)
        inside = within.in_brackets(phrase.start)
        is_timed = any(not self.timing.is_release(within, m) for m in within.moments)
        carried: Stretch = memory.stretch if inside or not is_timed else "none"
        stretch = stretch_of(
            text,
            phrase,
            within.phrases,
            within.span,
            self.cues,
            self.language,
            any(m.day for m in within.moments),
            carried,
        )
        clause, is_elided = self._clause(within, phrase)
        metric = self._elided(within, phrase, memory) or choose_metric(
            text,
            phrase,
            window,
            within.span,
            within.phrases,
            self.cues,
            own_words=own_words,
            stretch=stretch,
            clause=within.span[0] if is_elided else clause,
            carried=self._carried(phrase, memory) if is_elided else None,
            names=self._names_of(within, phrase, memory, clause, is_elided),
        )
        status = status_of(text, phrase, within.span, self.language)
        if own_words and memory.metric is not None and memory.metric.unit == phrase.unit:
            if metric is None and (self._is_part(within, phrase) or self._is_total(within, phrase)):
                beside = memory.in_sentence.get(phrase.unit)
                metric = self._total_of(within, phrase) or beside or memory.head or memory.metric
            elif status == "increment" and within.in_brackets(phrase.start):
                metric = memory.metric
            elif status == "increment" and metric is None:
                metric = memory.head
        if metric is None and own_words and phrase.unit:
            metric = self._total_of(within, phrase)
        if metric is None and phrase.unit in memory.by_unit and not self._names_another(within, phrase, clause):
            metric = memory.by_unit[phrase.unit]
        if within.in_brackets(phrase.start) is False:
            memory.stretch = stretch
        if metric is not None and self._only_names_milestone(within, phrase):
            return
        if metric is not None and metric.kind != "level" and is_average(text, phrase, within.span, self.language):
            self._leave(within, phrase, "average")
            return
        if metric is not None and is_difference(text, phrase, within.span, self.language):
            self._leave(within, phrase, "difference")
            return
        if metric is not None and not self._is_spoken_of(metric, within, memory):
            metric = None
        if metric is None:
            if phrase.unit or phrase.has_scale:
                self._leave(within, phrase, "no_metric")
            else:
                self._leave(within, phrase, "no_unit")
            return
        subject = self._subject_of(metric, within, phrase, memory)
        if subject is None:
            self._leave(within, phrase, "no_subject")
            return
        memory.metric = metric
        memory.by_unit[phrase.unit or metric.unit] = metric
        if not within.in_brackets(phrase.start):
            memory.in_sentence[phrase.unit] = metric
        is_part = memory.head is not None and self._is_part(within, phrase)
        if not within.in_brackets(phrase.start) and not is_part:
            memory.head = self._whole_of(memory.head, metric) or metric
        for each in self._sharers(within, phrase, subject):
            self._state(within, phrase, metric, each, status, memory)

    def _carried(self, phrase: Phrase, memory: _Memory) -> Metric | None:
        """What a clause that names nothing goes on about: the metric of the figure before, of a rate the last rate."""
        return memory.by_unit.get(phrase.unit, memory.metric) if phrase.unit in RATES else memory.metric

    def _names_another(self, within: Sentence, phrase: Phrase, clause: int) -> bool:
        """Whether a number needs words of its own: money, counts and rates do, and so does a measure (tonnes, hectares)
        whose clause speaks of another metric of its unit."""
        if phrase.unit in COUNTS or is_money(phrase.unit) or phrase.unit in RATES:
            return True
        return any(
            pattern.search(within.text, clause, min(within.span[1], phrase.end + 20))
            for metric in self.cues.metrics
            if metric.unit == phrase.unit and (pattern := self.cues.patterns.get(metric.key)) is not None
        )

    def _whole_of(self, first: Metric | None, second: Metric) -> Metric | None:
        """ "58 người chết, 40 người mất tích": behind both parts the sum is what is spoken of."""
        if first is None or first is second:
            return None
        for relation in self.topic.relations:
            if relation.kind == "sum" and {first.key, second.key} == set(relation.parts):
                return next((m for m in self.topic.metrics if m.key == relation.total), None)
        return None

    def _is_spoken_of(self, metric: Metric, within: Sentence, memory: _Memory) -> bool:
        """Money is of a damage only where damage is spoken of: a donation in the next sentence is none."""
        if not (metric.revisable and is_money(metric.unit)) or memory.metric is metric:
            return True
        pattern = self.cues.patterns.get(metric.key)
        return pattern is None or pattern.search(within.text, *within.span) is not None

    def _state(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, status: Status, memory: _Memory
    ) -> None:
        quantity = (phrase if phrase.unit else replace(phrase, unit=metric.unit)).quantity()
        if metric.plausible and phrase.other and not _plausible(quantity.value, metric):
            swapped = phrase.quantity(swap=True)
            if _plausible(swapped.value, metric):
                quantity = swapped
        since = self.timing.delta_since(within, phrase) if status == "increment" else None
        if status == "increment" and metric.kind == "flow":
            status = "fact"  # what was added in a stretch of time is the amount of that stretch
        period: Period | None = None
        as_of: Period = UNKNOWN
        basis: Basis = "unknown"
        who = self.cast.by_name.get(subject)
        if metric.kind in ("flow", "growth"):
            period = self.timing.period(within, phrase, metric, who, memory.times)
            if metric.period == "any":
                as_of, basis = self.timing.as_of_period(within, metric, period, memory.times)
            elif period is None:
                as_of, basis = self._as_of(within, phrase, who, metric, memory)
            else:
                as_of, basis = self.timing.instant_in(within, phrase) or (as_of, basis)
        else:
            if metric.kind == "share":
                period = self.timing.period(within, phrase, metric, who, memory.times)
            as_of, basis = self._as_of(within, phrase, who, metric, memory)
        self._carry(within, phrase, metric, period, (as_of, basis), memory)
        self._add(
            within,
            phrase.start,
            phrase.end,
            subject,
            metric,
            quantity=quantity,
            status=status,
            period=period,
            as_of=as_of,
            basis=basis,
            since=since,
            place=self._place(within, phrase),
            credit=None if self._is_aside(within, phrase, subject) else self._credit(metric, memory),
        )

    def _as_of(
        self, within: Sentence, phrase: Phrase, subject: Subject | None, metric: Metric, memory: _Memory
    ) -> tuple[Period, Basis]:
        is_main = subject is not None and subject.name == self.cast.main
        return self.timing.as_of(within, phrase, subject, metric, memory.times, is_main)

    def _carry(
        self,
        within: Sentence,
        phrase: Phrase,
        metric: Metric,
        period: Period | None,
        as_of: tuple[Period, Basis],
        memory: _Memory,
    ) -> None:
        """Remember the times of a figure for those behind it."""
        if within.in_brackets(phrase.start):
            return
        led = [m for m in within.moments if self.timing.is_led(within.text, m)]
        is_past = as_of[0].end is not None and self.timing.is_past(as_of[0].end)
        if as_of[1] in ("stated", "derived") and within.moments and (led or not metric.revisable) and not is_past:
            memory.times.as_of = as_of
        if period is not None and metric.period == "any" and within.moments:
            memory.times.period = period
        if period is not None and metric.period == "day" and period.start is not None:
            memory.times.day = period.start.date()

    def _only_names_milestone(self, within: Sentence, phrase: Phrase) -> bool:
        counts_days = bool(self.cues.by_kind.get("duration"))
        return only_names_milestone(self.language, within, phrase, counts_days=counts_days)

    def _clause(self, within: Sentence, phrase: Phrase) -> tuple[int, bool]:
        """Where the clause of a phrase begins, and whether it names nothing: only times, hedges and verbs of change
        stand before the number, so that it goes on about what was spoken of before."""
        text = within.text
        cuts = [
            match.end()
            for pattern in (_CLAUSE, self.language.says)
            for match in pattern.finditer(text, within.span[0], phrase.hedge_start)
        ]
        start = max([within.span[0], *cuts])
        rest = text[start : phrase.hedge_start]
        for moment in reversed(within.moments):
            if start <= moment.start and moment.end <= phrase.hedge_start:
                rest = rest[: moment.start - start] + rest[moment.end - start :]
        for mention in () if self.cues.kin else within.mentions:
            if start <= mention.start and mention.end <= phrase.hedge_start:
                rest = rest.replace(within.text[mention.start : mention.end], "")
        for duration in within.phrases:
            if duration.unit in TIME_UNITS and start <= duration.start and duration.end <= phrase.hedge_start:
                rest = rest.replace(within.text[duration.start : duration.end], "")
        for pattern in self.language.bare_clause:
            rest = pattern.sub("", rest)
        return start, len(re.sub(r"\W", "", rest)) <= _BARELY

    def _names_of(
        self, within: Sentence, phrase: Phrase, memory: _Memory, clause: int, is_elided: bool
    ) -> tuple[str, ...]:
        """The spellings of the subject that the phrase is of, where its clause names it or nothing else."""
        name = self._subject(within, phrase, memory)
        if not is_elided and not any(m.name == name and clause <= m.start < phrase.end + 30 for m in within.mentions):
            return ()
        subject = self.cast.by_name.get(name or "")
        return tuple(name for names in subject.names.values() for name in names) if subject else ()

    def _is_part(self, within: Sentence, phrase: Phrase) -> bool:
        """A bare count behind a place, or behind "do", "trong đó", "riêng": a part of what was counted before."""
        before = within.text[max(within.span[0], phrase.hedge_start - 40) : phrase.hedge_start]
        behind_place = any(0 <= phrase.hedge_start - place.end <= 4 for place in within.places)
        if not phrase.unit:
            return behind_place
        return (
            behind_place or re.search(r"(?:\bdo\b|trong đó|riêng|gồm|\bby|\bin|\bfrom)\s[^,;.]*$", before) is not None
        )

    def _is_total(self, within: Sentence, phrase: Phrase) -> bool:
        return self._total_of(within, phrase) is not None

    def _total_of(self, within: Sentence, phrase: Phrase) -> Metric | None:
        """A count with its parts in brackets right behind it: "155 người (53 chết, 102 mất tích)"."""
        text = within.text
        opening = text.find("(", phrase.end, min(within.span[1], phrase.end + 12))
        closing = text.find(")", opening) if opening >= 0 else -1
        if opening < 0 or closing < 0:
            return None
        inside = text[opening:closing]
        for relation in self.topic.relations:
            if (
                relation.kind == "sum"
                and relation.total
                and all(
                    (pattern := self.cues.patterns.get(part)) is not None and pattern.search(inside)
                    for part in relation.parts
                )
            ):
                return next((m for m in self.topic.metrics if m.key == relation.total), None)
        return None

    def _is_aside(self, within: Sentence, phrase: Phrase, subject: str) -> bool:
        """ "it passed Gull Bridge (332 tỷ đồng)": what is known of another in brackets is on nobody's word."""
        return within.in_brackets(phrase.start) and any(
            m.is_object and m.name == subject and 0 <= phrase.start - m.end <= 40 for m in within.mentions
        )

    def _credit(self, metric: Metric, memory: _Memory) -> str | None:
        """Official counts are read out over several sentences on one credit; others are credited where they stand."""
        is_official = (
            metric.revisable or metric.kind in ("growth", "level") or (metric.kind == "flow" and metric.period == "any")
        )
        return memory.credit if is_official else memory.said

    def _elided(self, within: Sentence, phrase: Phrase, memory: _Memory) -> Metric | None:
        """ "(Cao Bằng 1, Thanh Hóa 2)": bare counts by place are of the metric in front of the brackets."""
        if phrase.unit or phrase.has_scale or memory.metric is None or memory.metric.unit not in COUNTS:
            return None
        behind = [place for place in within.places if place.end <= phrase.start]
        if behind and _BEHIND_PLACE.fullmatch(within.text[behind[-1].end : phrase.start]):
            return memory.metric
        ahead = [place for place in within.places if place.start >= phrase.end]
        if ahead and _BEFORE_PLACE.fullmatch(within.text[phrase.end : ahead[0].start]):
            return memory.metric
        return None

    def _subject(self, within: Sentence, phrase: Phrase, memory: _Memory) -> str | None:
        text, start = within.text, within.span[0]
        before = [m for m in within.mentions if m.end <= phrase.start]
        bracket = text.rfind("(", start, phrase.start)
        if bracket >= 0 and ")" not in text[bracket : phrase.start]:
            owner = [m for m in before if m.end <= bracket + 1]
            if owner and not _DAY.search(text[owner[-1].end : bracket]) and len(text[owner[-1].end : bracket]) <= 45:
                return owner[-1].name
            converts = any(0 <= bracket - p.end <= 2 for p in within.phrases)
            is_other = is_unknown_name(text, bracket, before) or self._is_listed(within, bracket, before)
            if not converts and not self._is_at_place(within, bracket) and is_other:
                return None
        if self._is_of_several(within, phrase, before):
            return None
        if before:
            nearest = before[-1]
            gap = text[nearest.end : phrase.hedge_start]
            if re.fullmatch(r"[”\"’»*]*\s*[-–—:,]?\s*(?:\w+\s+){0,2}", gap) and nearest.is_object is False:
                return nearest.name
            if re.fullmatch(r"[”\"’»*]*\s*(?:[-–—:(]|là|is|was|at|with)\s*", gap):
                return nearest.name
        owned = [m for m in within.mentions if m.start >= phrase.end]
        if owned and re.fullmatch(r"\s+(?:của|of|for|mà)\s+(?:phim\s+)?[“\"‘]?", text[phrase.end : owned[0].start]):
            return owned[0].name
        dash = re.search(r"\s[-–—:]\s$", text[start : phrase.hedge_start])
        if dash and is_unknown_name(text, start + dash.start(), before):
            return None
        spoken = [m for m in before if not m.is_object and not within.in_brackets(m.start)]
        if spoken:
            return spoken[-1].name
        following = [m for m in owned if not m.is_object and m.start - phrase.end < 40]
        if following and not before and memory.focus is None:
            return following[0].name
        return memory.focus

    def _subject_of(self, metric: Metric, within: Sentence, phrase: Phrase, memory: _Memory) -> str | None:
        """The subject of an amount whose metric is known: where only some can be meant ("the surplus", "imports"), the
        nearest of them in the sentence, else the one spoken of, else the one that the metric is named after."""
        subject = self._subject(within, phrase, memory)
        kin = self.cues.kin.get(metric.key, ())
        if not kin or subject in kin or subject is None:
            return subject
        near = [m for m in within.mentions if m.name in kin]
        if near:
            return min(near, key=lambda m: abs(m.start - phrase.start)).name
        return memory.focus if memory.focus in kin else kin[0]

    def _is_at_place(self, within: Sentence, place: int) -> bool:
        """ "ở huyện Nguyên Bình (29 người chết": a name that says where is not another subject."""
        before = within.text[max(within.span[0], place - 40) : place]
        counted = re.search(r"\d[\d.,]*\s(?:người|people)[^,;]*$", before)
        where = re.search(rf"(?:{self.language.where_behind.pattern[:-1]})\S[^,;]*$", before, re.IGNORECASE)
        return counted is not None or where is not None

    def _is_listed(self, within: Sentence, bracket: int, before: Sequence[Mention]) -> bool:
        """An item of a list "A (x), B (y)" that names nobody we know."""
        last = within.text.rfind(")", within.span[0], bracket)
        return (
            last >= 0
            and re.match(r"\s*(?:[,;]|và\s|and\s)", within.text[last + 1 : bracket]) is not None
            and not any(mention.start > last for mention in before)
        )

    def _is_of_several(self, within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> bool:
        """ "4 phim đi trước có trên 400 tỷ": several of the subject's kind are spoken of, none of them by name."""
        since = max((mention.end for mention in before), default=within.span[0])
        ranked = _TOP.search(within.text, since, phrase.start)
        if ranked and self.language.pronouns.search(within.text, ranked.end(), min(ranked.end() + 30, phrase.start)):
            return True
        return any(
            since <= p.start < phrase.start
            and p.value > 1
            and self.language.pronouns.search(within.text, p.start, p.end + 12)
            for p in within.phrases
            if not is_money(p.unit)
        )

    def _sharers(self, within: Sentence, phrase: Phrase, subject: str) -> list[str]:
        """ "A và B từng đạt 40 tỷ": an amount said once of subjects that are joined belongs to each of them."""
        before = [m for m in within.mentions if m.end <= phrase.start]
        if not before or before[-1].name != subject or phrase.inherits:
            return [subject]
        group = [before[-1]]
        for mention in reversed(before[:-1]):
            gap = within.text[mention.end : group[-1].start]
            if not re.fullmatch(r"[”\"’]*\s*(?:,|và|and|hay|cùng)\s*[“\"‘]*", gap):
                break
            group.append(mention)
        between = [p for p in within.phrases if group[-1].end <= p.start and p.end <= phrase.start]
        listed = [p for p in within.phrases if p.inherits]
        if len(group) == 1 or between or listed:
            return [subject]
        return [mention.name for mention in reversed(group)]

    def _place(self, within: Sentence, phrase: Phrase) -> str | None:
        before = [place for place in within.places if place.end <= phrase.start]
        after = re.match(r"[^,;.()]{0,18}?\s(?:ở|tại|in|at)\s", within.text[phrase.end : phrase.end + 30])
        if after:
            at = phrase.end + after.end()
            for place in within.places:
                if place.start == at:
                    return place.name
        if before:
            between = within.text[before[-1].end : phrase.start]
            if ";" not in between and len(between) < 120:
                return before[-1].name
        return None

    # --- durations, ranks and days ----------------------------------------------------------------------------

    def _duration(self, within: Sentence, phrase: Phrase, memory: _Memory) -> None:
        metric = self.cues.by_kind["duration"][0]
        if phrase.value * TIME_UNITS[phrase.unit] <= 1:
            return  # "in one day" says of which stretch an amount is
        pattern = self.cues.patterns.get(metric.key)
        text = within.text
        near = pattern is not None and (
            pattern.search(text, max(within.span[0], phrase.hedge_start - 22), phrase.start)
            or pattern.search(text, phrase.end, min(within.span[1], phrase.end + 18))
        )
        is_ordinal = _ORDINAL.search(within.text, phrase.start, phrase.end) is not None
        milestone = milestone_near(self.language, within, phrase.start)
        if milestone is not None:
            memory.milestone = milestone
        in_brackets = within.in_brackets(phrase.start)
        if in_brackets and (milestone is None or milestone.subject is None):
            milestone = memory.milestone
        subject = self._subject(within, phrase, memory)
        is_needed = self.language.needed.search(text, max(within.span[0], phrase.hedge_start - 24), phrase.start + 60)
        if milestone is None and is_needed:
            milestone = memory.milestone or Milestone()
        if not (near or is_ordinal or in_brackets or is_needed) or milestone is None or subject is None:
            return
        days = replace(phrase, unit="days", value=phrase.value * TIME_UNITS[phrase.unit])
        status = status_of(text, phrase, within.span, self.language)
        self._add(
            within,
            phrase.start,
            phrase.end,
            subject,
            metric,
            quantity=days.quantity(),
            status=status,
            credit=self._credit(metric, memory),
            milestone=milestone,
        )

    def _ranks(self, within: Sentence, memory: _Memory) -> list[tuple[int, int]]:
        """Ranks become figures; gives their places."""
        metric = next(iter(self.cues.by_kind.get("rank", ())), None)
        if metric is None:
            return []
        ranks = find_ranks(self.language, within)
        for rank in ranks:
            phrase = rank.phrase()
            subject = self._subject(within, phrase, memory)
            if subject is None:
                continue
            as_of, basis = self._as_of(within, phrase, self.cast.by_name.get(subject), metric, memory)
            self._add(
                within,
                rank.start,
                rank.end,
                subject,
                metric,
                quantity=rank.quantity(),
                as_of=as_of,
                basis=basis,
                status=status_of(within.text, phrase, within.span, self.language),
                credit=self._credit(metric, memory),
                rank_of=rank.scope,
            )
        return [(rank.start, rank.end) for rank in ranks]

    def _dates(self, within: Sentence, memory: _Memory) -> None:
        """Days that are figures themselves: of a release, of a milestone."""
        for metric in self.cues.by_kind.get("date", ()):
            pattern = self.cues.patterns.get(metric.key)
            if pattern is None:
                continue
            is_milestone = "milestone" in metric.key
            for moment in within.moments:
                if moment.day is None or any(
                    f.metric == metric.key and f.paragraph == within.number and f.start == moment.start
                    for f in self.figures
                ):
                    continue
                milestone = self._milestone_of_day(within, moment, pattern) if is_milestone else None
                if is_milestone and (milestone is None or self.timing.is_release(within, moment)):
                    continue
                if not is_milestone and not right_before(pattern, within, moment):
                    continue
                phrase = Phrase(
                    start=moment.start,
                    end=moment.end,
                    value=Decimal(0),
                    place=Decimal(1),
                    scale=Decimal(1),
                    has_decimals=False,
                    unit="date",
                    hedge="bare",
                    hedge_start=moment.start,
                )
                subject = self._subject(within, phrase, memory)
                if subject is None or (milestone and milestone.subject == subject):
                    subject = memory.focus if milestone and memory.focus != milestone.subject else None
                if subject is None:
                    continue
                value = Decimal((moment.day - _EPOCH).days)
                self._add(
                    within,
                    moment.start,
                    moment.end,
                    subject,
                    metric,
                    quantity=quantity_of(value, unit="date"),
                    status=status_of(within.text, phrase, within.span, self.language),
                    credit=self._credit(metric, memory),
                    milestone=milestone,
                )

    def _milestone_of_day(self, within: Sentence, moment: Moment, pattern: re.Pattern[str]) -> Milestone | None:
        """What was reached or overtaken on a day: an amount right before it, or a subject overtaken near it."""
        for phrase in within.phrases:
            if self._only_names_milestone(within, phrase) and right_behind(self.language, within, phrase) == moment:
                return Milestone(value=phrase.value * phrase.scale, unit=phrase.unit)
        near = pattern.search(within.text, max(within.span[0], moment.start - 60), min(within.span[1], moment.end + 60))
        name = overtaken(self.language, within)
        return Milestone(subject=name) if near and name else None

    # --- out ------------------------------------------------------------------------------------------------

    def _add(
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
        unit = quantity.unit
        key = "|".join((self.article.article_id, str(within.number), str(start), str(end), subject, metric.key, unit))
        self.figures.append(
            Figure(
                figure_id=hashlib.sha256(key.encode()).hexdigest()[:16],
                article_id=self.article.article_id,
                paragraph=within.number,
                start=start,
                end=end,
                said=within.text[start:end],
                subject=subject,
                metric=metric.key,
                quantity=quantity,
                status=status,
                milestone=milestone,
                rank_of=rank_of,
                place=place,
                period=period,
                as_of=as_of,
                as_of_basis=basis,
                delta_since=since,
                attributed_to=credit,
            )
        )

    def _leave(self, within: Sentence, phrase: Phrase, reason: str) -> None:
        self.unread.append(
            Unread(
                article_id=self.article.article_id,
                paragraph=within.number,
                start=phrase.start,
                end=phrase.end,
                said=within.text[phrase.start : phrase.end],
                reason=reason,
            )
        )


_Placed = TypeVar("_Placed", Mention, Moment, Phrase)


def _between(found: list[_Placed], span: tuple[int, int]) -> list[_Placed]:
    """Those of what was found, in order, that begin within a span."""
    first = bisect_left(found, span[0], key=_start)
    return found[first : bisect_left(found, span[1], lo=first, key=_start)]


def _start(found: Mention | Moment | Phrase) -> int:
    return found.start


def _plausible(value: Decimal | None, metric: Metric) -> bool:
    return value is not None and metric.plausible is not None and metric.plausible[0] <= value <= metric.plausible[1]


def _link_conversions(figures: Sequence[Figure]) -> Iterator[Figure]:
    """An amount in another currency right behind one, in brackets, is the same amount again."""
    previous: Figure | None = None
    for figure in figures:
        unit = figure.quantity.unit
        if (
            previous is not None
            and is_money(unit)
            and is_money(previous.quantity.unit)
            and unit != previous.quantity.unit
            and figure.paragraph == previous.paragraph
            and 0 <= figure.start - previous.end <= 25
            and figure.metric == previous.metric
            and figure.subject == previous.subject
        ):
            figure = replace(
                figure,
                same_as=previous.figure_id,
                as_of=previous.as_of,
                as_of_basis=previous.as_of_basis,
                period=previous.period,
                status=previous.status,
            )
        yield figure
        if is_money(unit):
            previous = figure
