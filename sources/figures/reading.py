"""One article and one topic -> figures: walks the sentences and remembers what a reader would.

Carried from sentence to sentence: who is spoken of; within a paragraph also the time and the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple, TypeVar

from sources.figures.candidates import fits, name_units, needs_own_words
from sources.figures.cues import Stretch, cues_of
from sources.figures.dates import Anchor, Grain
from sources.figures.frame import Frame
from sources.figures.identity import figure_id, make_figure
from sources.figures.interval import quantity_of
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.memory import Carried, Memory
from sources.figures.metrics import choose_metric
from sources.figures.milestones import is_mark, is_round, milestone_near, only_names_milestone, overtaken
from sources.figures.moments import Moment, find_moments
from sources.figures.ownership import right_before, right_behind
from sources.figures.passage import Passage
from sources.figures.periods import UNKNOWN, span_of, whole_day
from sources.figures.phrase import Phrase
from sources.figures.places import Stretches, find_places, find_unlisted
from sources.figures.publication import is_contradicted, is_supported, swapped
from sources.figures.quantity import find_phrases
from sources.figures.ranks import find_ranks
from sources.figures.roles import Roles
from sources.figures.scopes import Scopes, in_turn
from sources.figures.sentence import TIME_UNITS, TIMES, Hit, Mention, Sentence, is_duration
from sources.figures.status import is_added, is_average, is_difference, status_of
from sources.figures.stretches import stretch_of, stretches_in
from sources.figures.subjects import Subjects
from sources.figures.timing import Timing
from sources.figures.who import cast_of, find_credit, find_mentions
from sources.figures.wholes import Wholes
from sources.figures.window import window_of
from sources.model import (
    VIETNAM,
    Article,
    Basis,
    Figure,
    Metric,
    Milestone,
    Party,
    Period,
    Quantity,
    Status,
    TimePhrase,
    Topic,
    Understanding,
    Unread,
)
from sources.text import fold, sentences

_EPOCH = date(1970, 1, 1)
_CAPITALISED = r"[A-ZĐÀ-ÖØ-Ý][^\W\d_]+(?:\s[A-ZĐÀ-ÖØ-Ý][^\W\d_]+){0,3}"
_JOINER = re.compile(r"\s?[-–/]\s?|,\s|\s(?:and|và)\s")
_SEVERAL = re.compile(rf"{_CAPITALISED}(?:(?:{_JOINER.pattern}){_CAPITALISED})+")
_ORDINAL = re.compile(r"thứ|(?:th|nd|rd|st)\s", re.IGNORECASE)
_NEXT_WORDS = 10  # characters behind a number of days that say which days they are
_BEFORE_RANK = 60  # characters within which words say that days were needed for a rank
_BESIDE = 24  # characters between a place and the number that is of it
_AROUND = 60  # characters before a place that may tell smaller ones inside of it
_CROWD = 60  # numbers that a sentence of prose holds at most; more are a table that lost its lines
_GAP = 20  # characters between two times that may be the ends of one stretch
_LEAD = 3  # title and paragraphs that say whom an article is about
_BEGINNING = 120  # characters in which an article says whom it is about
_DAY = re.compile(r"\d")
_BETWEEN = re.compile(
    r"\s*(?:(?:chỉ|đúng|vừa|just|only)\s+)?"
    r"(?:vào|trong|sau|khi|lúc|hôm|từ|tính đến|đến|tới|qua|by|on|in|within|after|at|as of)?"
    r"\s*(?:chỉ|tròn|mới|vẻn vẹn|vỏn vẹn|hết|just|the)?\s*"
)


class _Paragraph(NamedTuple):
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
        self.started = next((s.started for s in topic.subjects if s.main and s.started), None)
        self.hint = self.started.date() if self.started else None
        self.official = frozenset(
            m.key for m in topic.metrics if m.revisable or m.kind in ("growth", "level") or m.period == "any"
        )
        self.is_event = any(metric.revisable for metric in topic.metrics)
        own = [name for subject in topic.subjects if subject.main for names in subject.names.values() for name in names]
        # A place named in it is no part of the event, unless the event is named after several.
        named = " | ".join((*topic.title.values(), *own))
        self.whole = fold(named)
        self.several = {fold(name) for group in _SEVERAL.finditer(named) for name in _JOINER.split(group[0])}
        self.subjects = Subjects(self.cast, self.cues)
        self.scopes = Scopes(topic, self.cues, self.language)
        self.wholes = Wholes(topic, self.cues, self.language)
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
        self.timing = self._timing(paragraphs)
        hero = self._hero(paragraphs)
        memory = Memory(focus=hero)
        for paragraph in paragraphs:
            memory.focus = hero
            memory.credit = memory.place = memory.opening_place = memory.milestone = memory.last = None
            memory.stretch = "none"
            memory.by_unit = {}
            memory.times = Carried(before=memory.times.period or memory.times.before)
            self._paragraph(paragraph, memory)
        figures = self._spread_credit(list(_link_conversions(self.figures, self.official)))
        return Understanding(figures=tuple(figures), unread=tuple(self.unread), times=tuple(self.times))

    def _look_through(self, texts: Sequence[tuple[int, str]]) -> list[_Paragraph]:
        """The times and names of every paragraph, before anything is made of them."""
        found: list[_Paragraph] = []
        last_day: date | None = None
        for number, text in texts:
            passage = Passage(text, self.language.starts)
            moments = find_moments(passage, self.language, Anchor(self.published, last_day, self.hint))
            moments = _whole_stretches(passage.low, moments, self.language)
            last_day = next((m.day for m in reversed(moments) if m.day is not None), last_day)
            parties = self.cast.parties.find(text, passage.low)
            # "the Import-Export Department": what stands inside of a party's name is no subject.
            mentions = _outside(find_mentions(text, passage.low, self.cast), parties)
            found.append(_Paragraph(number, passage, moments, mentions, parties))
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

    def _timing(self, paragraphs: Sequence[_Paragraph]) -> Timing:
        release = next((m for m in self.cues.by_kind.get("date", ()) if "release" in m.key), None)
        roles = Roles(self.language, self.cues.patterns.get(release.key) if release else None)
        held = ((each.passage.low, each.moments) for each in paragraphs)
        frame = Frame(roles, self.article.published, self.published, self.started, held)
        return Timing(self.language, roles, frame, self.cast.main)

    def _spread_credit(self, figures: list[Figure]) -> list[Figure]:
        """An article on official counts that credits one body only credits it with all of them, and with what it says
        before it names the first."""
        told = [
            f
            for f in figures
            if f.attributed_to and f.metric in self.official and f.status not in ("forecast", "target")
        ]
        credits = [figure.attributed_to for figure in told]
        if not credits:
            return figures
        is_only = len(set(credits)) == 1
        first = next(number for number, figure in enumerate(figures) if figure.attributed_to)
        credited = {figure.metric for figure in told if figure.attributed_to == credits[0]}
        return [
            replace(figure, attributed_to=credits[0])
            if figure.attributed_to is None
            and figure.metric in self.official
            and (is_only or (number < first and figure.metric in credited))
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
        return named[0] if begins or not self.is_event or self.cast.main is None else self.cast.main

    def _hero(self, paragraphs: Sequence[_Paragraph]) -> str | None:
        """Whom an article is about: whom its title or lead speaks of first; of an event the event."""
        if not self.is_event:
            for each in paragraphs[:_LEAD]:
                for mention in each.mentions:
                    if mention.is_named and not (mention.is_object or mention.is_where):
                        return mention.name
        return self._first_focus(paragraphs)

    def _paragraph(self, paragraph: _Paragraph, memory: Memory) -> None:
        number, passage = paragraph.number, paragraph.passage
        moments, mentions, text = paragraph.moments, paragraph.mentions, passage.text
        blocked = [(m.start, m.end) for m in moments] + [
            (m.start, m.end) for m in mentions if _DAY.search(text, m.start, m.end)
        ]
        phrases = find_phrases(passage, self.language, blocked, self.cues.nouns, self.cues.noun_units)
        name_units(passage.low, phrases, self.cues)
        places = _outside(find_places(text, self.language), paragraph.parties)
        if self.is_event:
            taken = [(m.start, m.end) for m in moments] + [(m.start, m.end) for m in mentions]
            taken += [(first, last) for first, last, _ in paragraph.parties]
            places = [
                place
                for place in find_unlisted(text, passage.low, self.language, places, taken)
                if (fold(place.name) not in self.whole or fold(place.name) in self.several)
                and not self._holds_whole(text, place)
            ]
        for sentence in sentences(text):
            within = Sentence(
                number,
                text,
                passage.low,
                sentence,
                _between(mentions, sentence),
                _between(moments, sentence),
                _between(phrases, sentence),
                _between(places, sentence),
                self.language.senses.search(passage.low, *sentence) is None,
                text.find("(", *sentence) >= 0,
            )
            memory.said = find_credit(within, self.cast, paragraph.parties_in(sentence))
            memory.credit = memory.said or memory.credit
            counted = len(self.figures)
            self.scopes.open(within, memory)
            self._sentence(within, memory)
            if len(self.figures) == counted and within.moments:
                self.timing.flows.open(within, memory.times)
            spoken = [m for m in within.mentions if not (m.is_object or m.is_where) and not within.in_brackets(m.start)]
            if spoken and spoken[0].start - sentence[0] <= 45:
                memory.focus = spoken[0].name
            days = [m for m in within.moments if m.day is not None]
            if days:
                memory.last_day = days[-1].day

    def _holds_whole(self, text: str, place: Mention) -> bool:
        """ "Reed Bay, in the state of Marsh, Reedland": a place around the one that an event is named after."""
        inner = text[max(0, place.start - _AROUND) : place.start].rstrip(" ,").split(", ")[-2:]
        names = [" ".join(part.split()[-2:]) for part in inner]
        return text[: place.start].endswith(", ") and any(name.istitle() and fold(name) in self.whole for name in names)

    def _sentence(self, within: Sentence, memory: Memory) -> None:
        memory.in_sentence = {}
        memory.spoken = stretches_in(within.low, within.span, self.cues, self.language) if within.phrases else []
        if len(within.phrases) > _CROWD:
            for phrase in within.phrases:
                self._leave(within, phrase, "crowded")
            return
        ranks = self._ranks(within, memory)
        for phrase in within.phrases:
            if not any(first <= phrase.start < last for first, last in ranks):
                self._phrase(within, phrase, memory)
        self._dates(within, memory)

    def _of_list(self, within: Sentence, phrase: Phrase, memory: Memory) -> Metric | None:
        """The metric of a bare number that goes on a list ("111, 43 and 49, respectively") or is what the number before
        came to ("from 348 to 330")."""
        if phrase.unit or phrase.has_scale or memory.last is None or memory.last.end > phrase.start:
            return None
        if not within.span[0] <= memory.last.start or memory.metric is None:
            return None
        if self.language.becomes.fullmatch(within.low, memory.last.end, phrase.hedge_start):
            return memory.metric
        turn = in_turn(self.language, within, phrase)
        return memory.metric if turn is not None and turn[0] else None

    # --- amounts and counts -------------------------------------------------------------------------------

    def _phrase(self, within: Sentence, phrase: Phrase, memory: Memory) -> None:
        if phrase.unit in TIME_UNITS and self.cues.by_kind.get("duration"):
            self._duration(within, phrase, memory)
            return
        if phrase.unit in TIMES:
            return
        if is_money(phrase.unit) and is_round(phrase) and is_mark(self.language, within, phrase):
            memory.milestone = Milestone(value=phrase.amount, unit=phrase.unit)
        low = within.low
        own_words = needs_own_words(low, self.cues, phrase)
        window = window_of(low, phrase, within.phrases, within.span, own_words)
        inside = within.in_brackets(phrase.start)
        is_timed = any(not self.timing.roles.is_release(within, m) for m in within.moments)
        carried: Stretch = memory.stretch if inside or not is_timed else "none"
        stretch = stretch_of(
            low,
            phrase,
            within.phrases,
            within.span,
            self.cues,
            memory.spoken,
            any(m.day for m in within.moments),
            carried,
        )
        if stretch == "any" and self.subjects.is_right_behind_name(within, phrase):
            stretch = "none"  # "leader of 2025 until now, A (332 tỷ đồng)": what A made, not what it made that year
        found: list[tuple[int, bool]] = []

        def clause() -> tuple[int, bool]:
            if not found:
                found.append(self.wholes.clause(within, phrase))
            return found[0]

        metric = choose_metric(
            low,
            phrase,
            window,
            within.span,
            within.phrases,
            self.cues,
            own_words=own_words,
            stretch=stretch,
            clause=lambda: within.span[0] if clause()[1] else clause()[0],
            carried=lambda: self.wholes.carried(phrase, memory) if clause()[1] else None,
            names=lambda: self._names_of(within, phrase, memory, *clause()),
        )
        metric = metric or self.wholes.elided(within, phrase, memory) or self._of_list(within, phrase, memory)
        status = status_of(within, phrase, self.language)
        if own_words and memory.metric is not None and memory.metric.unit == phrase.unit:
            if metric is None and (self.wholes.is_part(within, phrase) or self.wholes.is_total(within, phrase)):
                beside = memory.in_sentence.get(phrase.unit)
                metric = self.wholes.total_of(within, phrase) or beside or memory.head or memory.metric
            elif status == "increment" and within.in_brackets(phrase.start):
                metric = memory.metric
            elif status == "increment" and metric is None:
                metric = memory.head
        if metric is None and own_words and phrase.unit:
            metric = self.wholes.total_of(within, phrase)
        if (
            metric is None
            and phrase.unit in memory.by_unit
            and not self.wholes.names_another(within, phrase, clause()[0])
        ):
            metric = memory.by_unit[phrase.unit]
        if within.in_brackets(phrase.start) is False:
            memory.stretch = stretch
        if metric is not None and self._only_names_milestone(within, phrase):
            return
        if metric is not None and metric.kind != "level" and is_average(within, phrase, self.language):
            self._leave(within, phrase, "average")
            return
        if metric is not None and phrase.is_word and phrase.hedge == "bare" and self._is_implied(within, phrase):
            self._leave(within, phrase, "vague")
            return
        if metric is not None and is_difference(within, phrase, self.language):
            self._leave(within, phrase, "difference")
            return
        if metric is not None and not self.wholes.is_spoken_of(metric, within, memory):
            metric = None
        if metric is None:
            if phrase.unit or phrase.has_scale:
                self._leave(within, phrase, "no_metric")
                if memory.metric is not None and fits(memory.metric, phrase.unit):
                    memory.metric = None  # what is said behind an amount that was not understood goes on about that
            else:
                self._leave(within, phrase, "no_unit")
                if any(0 <= phrase.start - place.end <= _BESIDE for place in within.places):
                    memory.metric = None  # "Lao Cai lost six": what is counted by place here was not understood
            return
        if self.timing.frame.is_wider(within, metric) or self.timing.frame.is_before(within, phrase, metric):
            self._leave(within, phrase, "period")
            return
        if self.timing.comparisons.is_former(within, phrase) and self.timing.comparisons.is_untimed(
            within, phrase, metric, memory.times
        ):
            self._leave(within, phrase, "time")
            return
        subject = self.subjects.of_metric(metric, within, phrase, memory)
        if subject is None:
            self._leave(within, phrase, "no_subject")
            return
        if self._is_yet_to_come(subject, metric):
            self._leave(within, phrase, "no_subject")
            return
        memory.metric, memory.last = metric, phrase
        memory.by_unit[phrase.unit or metric.unit] = metric
        if not within.in_brackets(phrase.start):
            memory.in_sentence[phrase.unit] = metric
        is_part = memory.head is not None and (
            self.wholes.is_part(within, phrase) or self.scopes.is_by_cause(within, phrase, metric, memory)
        )
        if not within.in_brackets(phrase.start) and not is_part:
            memory.head = self.wholes.whole_of(memory.head, metric) or metric
        for each in self.subjects.sharers(within, phrase, subject):
            self._state(within, phrase, metric, each, status, memory)

    def _state(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str, status: Status, memory: Memory
    ) -> None:
        is_own = phrase.unit == metric.unit or (phrase.unit and is_money(phrase.unit))
        quantity = (phrase if is_own else phrase.of_unit(metric.unit)).quantity()
        if metric.plausible and phrase.other and not _plausible(quantity.value, metric):
            swapped = phrase.quantity(swap=True)
            if _plausible(swapped.value, metric):
                quantity = swapped
        since = self.timing.comparisons.delta_since(within, phrase) if status == "increment" else None
        if status == "increment" and metric.kind == "flow" and is_added(within, phrase, self.language):
            status = "fact"
        who = self.cast.by_name.get(subject)
        held = self.timing.of(within, phrase, metric, who, memory.times)
        period = held.period
        if self.scopes.is_undone(within, phrase):
            status = "negated"
        if status == "estimate" and self.timing.frame.is_ahead(period):
            status = "forecast"
        self.timing.carry(within, phrase, metric, held, memory.times)
        if period is not None and status in ("fact", "increment"):
            period = self.timing.flows.so_far(period, held.as_of if held.basis == "stated" else None)
        self._add(
            within,
            phrase.start,
            phrase.end,
            subject,
            metric,
            quantity=quantity,
            status=status,
            period=period,
            as_of=held.as_of,
            basis=held.basis,
            since=since,
            place=self.scopes.of(within, phrase, metric, memory),
            credit=None if self.subjects.is_aside(within, phrase, subject) else self._credit(metric, memory),
        )

    def _is_yet_to_come(self, subject: str, metric: Metric) -> bool:
        """Whether an article came out before an event, so that no toll in it is of it."""
        who, published = self.cast.by_name.get(subject), self.article.published
        if not metric.revisable or who is None or who.started is None or published is None or published.end is None:
            return False
        return published.end < who.started

    def _is_implied(self, within: Sentence, phrase: Phrase) -> bool:
        """ "phim trăm tỷ", "the hundred billion club": a size rather than an amount."""
        words = self.language.words
        first = within.low[phrase.start : phrase.end].split()[0]
        return is_money(phrase.unit) and (first in words.multipliers or first in words.scales)

    def _only_names_milestone(self, within: Sentence, phrase: Phrase) -> bool:
        counts_days = bool(self.cues.by_kind.get("duration"))
        return only_names_milestone(self.language, within, phrase, counts_days=counts_days)

    def _names_of(
        self, within: Sentence, phrase: Phrase, memory: Memory, clause: int, is_elided: bool
    ) -> tuple[str, ...]:
        """The spellings of the subject that the phrase is of, where its clause names it or nothing else."""
        name = self.subjects.of(within, phrase, memory)
        if not is_elided and not any(m.name == name and clause <= m.start < phrase.end + 30 for m in within.mentions):
            return ()
        subject = self.cast.by_name.get(name or "")
        return tuple(name.lower() for names in subject.names.values() for name in names) if subject else ()

    def _credit(self, metric: Metric, memory: Memory) -> str | None:
        """Official counts are read out over several sentences on one credit; others are credited where they stand."""
        is_official = (
            metric.revisable or metric.kind in ("growth", "level") or (metric.kind == "flow" and metric.period == "any")
        )
        return memory.credit if is_official else memory.said

    # --- durations, ranks and days ----------------------------------------------------------------------------

    def _duration(self, within: Sentence, phrase: Phrase, memory: Memory) -> None:
        metric = self.cues.by_kind["duration"][0]
        if phrase.value * TIME_UNITS[phrase.unit] <= 1:
            return  # "in one day" says of which stretch an amount is
        if self.language.weekend.search(within.low, phrase.start, phrase.end + _NEXT_WORDS):
            return  # "3 ngày cuối tuần" is a weekend
        pattern = self.cues.patterns.get(metric.key)
        text = within.low
        near = pattern is not None and (
            pattern.search(text, max(within.span[0], phrase.hedge_start - 22), phrase.start)
            or pattern.search(text, phrase.end, min(within.span[1], phrase.end + 18))
        )
        is_ordinal = _ORDINAL.search(within.text, phrase.start, phrase.end) is not None
        needed = self.language.needed.search(text, max(within.span[0], phrase.hedge_start - 24), phrase.start + 60)
        is_needed = needed is not None
        milestone = milestone_near(self.language, within, phrase, is_needed=is_needed)
        if milestone is not None:
            memory.milestone = milestone
        in_brackets = within.in_brackets(phrase.start)
        if in_brackets and (milestone is None or milestone.subject is None):
            milestone = memory.milestone
        subject = self.subjects.of(within, phrase, memory)
        if milestone is None and is_needed:
            milestone = memory.milestone
        if not (near or is_ordinal or in_brackets or is_needed) or subject is None:
            return
        if milestone is None:
            # Days that lead up to nothing we know cannot be held against others.
            if is_needed:
                self._leave(within, phrase, "no_milestone")
            return
        days = phrase.of_unit("days")
        days.value = phrase.value * TIME_UNITS[phrase.unit]
        status = status_of(within, phrase, self.language)
        if is_needed and status == "increment":
            status = "fact"  # "chỉ cần 10 ngày": so long it took
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

    def _ranks(self, within: Sentence, memory: Memory) -> list[tuple[int, int]]:
        """Ranks become figures; gives their places."""
        metric = next(iter(self.cues.by_kind.get("rank", ())), None)
        if metric is None:
            return []
        ranks = find_ranks(self.language, within)
        for rank in ranks:
            phrase = rank.phrase()
            if self._is_only_milestone(within, rank.start):
                continue
            subject = self.subjects.of(within, phrase, memory)
            if subject is None:
                continue
            as_of, basis = self.timing.stocks.as_of(
                within, phrase, self.cast.by_name.get(subject), metric, memory.times
            )
            self._add(
                within,
                rank.start,
                rank.end,
                subject,
                metric,
                quantity=rank.quantity(),
                as_of=as_of,
                basis=basis,
                status=status_of(within, phrase, self.language),
                credit=self._credit(metric, memory),
                rank_of=rank.scope,
            )
        return [(rank.start, rank.end) for rank in ranks]

    def _is_only_milestone(self, within: Sentence, at: int) -> bool:
        """ "needed 15 days to become runner-up": the days are the figure, and the rank says of what."""
        if not self.cues.by_kind.get("duration") or not any(is_duration(p) and p.end <= at for p in within.phrases):
            return False
        return self.language.needed.search(within.low, max(within.span[0], at - _BEFORE_RANK), at) is not None

    def _dates(self, within: Sentence, memory: Memory) -> None:
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
                if is_milestone and (milestone is None or self.timing.roles.is_release(within, moment)):
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
                subject = self.subjects.of(within, phrase, memory)
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
                    status=status_of(within, phrase, self.language),
                    credit=self._credit(metric, memory),
                    milestone=milestone,
                )

    def _milestone_of_day(self, within: Sentence, moment: Moment, pattern: re.Pattern[str]) -> Milestone | None:
        """What was reached or overtaken on a day: an amount right before it, or a subject overtaken near it."""
        for phrase in within.phrases:
            if self._only_names_milestone(within, phrase) and right_behind(self.language, within, phrase) == moment:
                return Milestone(value=phrase.value * phrase.scale, unit=phrase.unit)
        near = pattern.search(within.low, max(within.span[0], moment.start - 60), min(within.span[1], moment.end + 60))
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
        article = self.article.article_id
        self.figures.append(
            make_figure(
                figure_id(article, within.number, start, end, subject, metric.key, quantity.unit),
                article,
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


def _whole_stretches(low: str, moments: list[Moment], language: Language) -> list[Moment]:
    """The times of a text, two that are the ends of one stretch as that stretch: "between March 3 and April 4", "from
    January to the end of August"."""
    if len(moments) < 2:
        return moments
    found = [moments[0]]
    for moment in moments[1:]:
        first = found[-1]
        start, end = first.period.start, moment.period.end
        if (
            start is not None
            and end is not None
            and start < end
            and moment.start - first.end <= _GAP
            and (first.grain == moment.grain or (first.grain == "month" and moment.grain == "days"))
            and first.grain in ("day", "month", "year")
            and language.between_and.fullmatch(low, first.end, moment.start)
            and language.between.search(low[max(0, first.start - _GAP) : first.start])
        ):
            grain: Grain = "days" if first.grain == "day" else "span"
            said = first.said + low[first.end : moment.start] + moment.said
            span = span_of(start.astimezone(VIETNAM).date(), end.astimezone(VIETNAM).date())
            found[-1] = Moment(first.start, moment.end, said, span, grain)
        else:
            found.append(moment)
    return found


_Placed = TypeVar("_Placed", Mention, Moment, Phrase)


def _between(found: list[_Placed], span: tuple[int, int]) -> list[_Placed]:
    """Those of what was found, in order, that begin within a span."""
    first = bisect_left(found, span[0], key=_start)
    return found[first : bisect_left(found, span[1], lo=first, key=_start)]


def _outside(found: list[Mention], parties: Sequence[Hit]) -> list[Mention]:
    """Those that are no part of a party's name."""
    if not parties:
        return found
    held = Stretches((first, last) for first, last, _ in parties)
    return [m for m in found if not held.overlap(m.start, m.end)]


def _start(found: Mention | Moment | Phrase) -> int:
    return found.start


def _plausible(value: Decimal | None, metric: Metric) -> bool:
    return value is not None and metric.plausible is not None and metric.plausible[0] <= value <= metric.plausible[1]


def _link_conversions(figures: Sequence[Figure], official: frozenset[str]) -> Iterator[Figure]:
    """An amount in another currency right behind one, in brackets, is the same amount again. The conversion is the
    outlet's own, whoever is credited with the amount, but of an official count."""
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
                attributed_to=figure.attributed_to if figure.metric in official else None,
            )
        yield figure
        if is_money(unit):
            previous = figure
