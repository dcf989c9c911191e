"""One article and one topic -> figures: walks the sentences and remembers what a reader would.

Carried from sentence to sentence: who is spoken of; within a paragraph also the time and the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from sources.figures.amounts import Amounts
from sources.figures.candidates import mark_differences, mark_wholes, name_units
from sources.figures.credit import UNTOLD, is_told, official_metrics
from sources.figures.cues import cues_of
from sources.figures.days import Days
from sources.figures.durations import Durations
from sources.figures.expecting import expecting
from sources.figures.findings import Findings
from sources.figures.frame import Frame
from sources.figures.goingon import GoingOn
from sources.figures.headings import headings_of
from sources.figures.interval import TIMES
from sources.figures.language import Language
from sources.figures.lexicon import spoken_words
from sources.figures.listheads import listed_metric
from sources.figures.memory import Memory
from sources.figures.moments import Moment
from sources.figures.paragraphs import Paragraph, Preview, hero_of, look_through
from sources.figures.passing import introduced
from sources.figures.periods import whole_day
from sources.figures.phrase import Phrase
from sources.figures.quantity import find_phrases
from sources.figures.roles import Roles
from sources.figures.scopes import Scopes
from sources.figures.sentence import RATES, TIME_UNITS, Mention, Sentence
from sources.figures.sites import Sites
from sources.figures.speakers import Speakers
from sources.figures.standings import Standings
from sources.figures.stretches import days_in, shared_in, stretches_in
from sources.figures.subjects import Subjects
from sources.figures.timing import Timing
from sources.figures.who import Cast, cast_of
from sources.figures.wholes import Wholes
from sources.model import VIETNAM, Article, Figure, Party, TimePhrase, Topic, Understanding
from sources.text import sentences

_CROWD: Final = 60  # numbers that a sentence of prose holds at most; more are a table that lost its lines
_NEAR_START: Final = timedelta(days=7)  # by how much articles differ on when a run began
_MAIN: Final = 12  # characters between a comma and the name that a main clause begins with
_QUOTES: Final = ("“", '"', "«", "‘")
_BACK: Final = 2  # paragraphs over which "he added" still points to who spoke last
_FAR: Final = -9  # the number of no paragraph near any other
_DAY: Final = re.compile(r"\d")
_Placed = TypeVar("_Placed", Mention, Moment, Phrase)


def read_article(article: Article, topic: Topic, names: tuple[Party, ...], published: date | None) -> Understanding:
    """Everything read from one article."""
    cast = cast_of(topic, article.language, names)
    started = next((s.started for s in topic.subjects if s.main and s.started), None)
    preview = look_through(article, cast, published, started.date() if started else None)
    return _Reader(preview, topic, cast, started).read()


class _Reader:
    def __init__(self, preview: Preview, topic: Topic, cast: Cast, started: datetime | None) -> None:
        self.paragraphs = preview.paragraphs
        self.cast = cast
        self.language = cast.language
        self.cues = cues = cues_of(topic, preview.article.language)
        self.official = official_metrics(topic)
        self.is_event = any(metric.revisable for metric in topic.metrics)
        self.counts_days = bool(cues.by_kind.get("duration"))
        self.findings = findings = Findings(preview.article.article_id)
        if preview.witness is not None:
            number, day = preview.witness
            findings.note(number, day.start, day.end, day.said, "published_swapped")
        release = next((m for m in cues.by_kind.get("date", ()) if "release" in m.key), None)
        days = [m.key for m in cues.by_kind.get("date", ()) if "milestone" not in m.key and m.key in cues.patterns]
        begun = [cues.patterns[key] for key in days]
        roles = Roles(self.language, cues.patterns.get(release.key) if release else None, _day_of(started), begun)
        spoken = tuple(cues.patterns.values())
        self.sites = Sites(topic, self.language)
        self.sites.meet(preview.paragraphs)
        self.places = {each.number: self.sites.of(each) for each in preview.paragraphs}
        held = (
            (each.number, each.passage.low, self._told(each, roles, spoken), self.places[each.number])
            for each in preview.paragraphs
        )
        frame = Frame(
            roles,
            preview.article.published,
            preview.published,
            started,
            held,
            spoken,
            is_event=self.is_event,
            has_title=bool(preview.article.title),
        )
        self.timing = Timing(self.language, roles, frame, cast.main)
        self.timing.stocks.released = self._released(roles, started)
        self.speakers = Speakers(cast)
        self.cited: set[str] = set()  # bodies on whose word any number of the article is, read or not
        self.scopes = Scopes(topic, cues, self.language)
        subjects = Subjects(cast, cues)
        self.are_names = subjects.are_names and not self.is_event
        wholes = Wholes(topic, cues, self.language)
        self.amounts = Amounts(topic, cues, subjects, self.scopes, wholes, self.timing, findings)
        self.durations = Durations(cues, subjects, findings)
        self.going_on = GoingOn(cast)
        self.going_on.meet(preview.paragraphs)
        self.standings = Standings(cues, subjects, self.timing.stocks, findings)
        self.days = Days(cues, subjects, roles, findings)

    def _released(self, roles: Roles, started: datetime | None) -> datetime | None:
        """The day on which a run began by the words of its article, where those tell one, near the one of its topic."""
        if started is None or roles.release is None:
            return None
        days = {
            moment.day
            for each in self.paragraphs
            for moment in each.moments
            if moment.day is not None and roles.is_release(_whole(each), moment)
        }
        day = days.pop() if len(days) == 1 else None
        if day is None or abs(day - started.astimezone(VIETNAM).date()) > _NEAR_START:
            return None
        return whole_day(day).start

    def _told(self, paragraph: Paragraph, roles: Roles, spoken: Sequence[re.Pattern[str]]) -> Sequence[Moment]:
        """The times of a paragraph without those that only say which event is meant."""
        if not self.is_event or not paragraph.moments:
            return paragraph.moments
        low, mentions = paragraph.passage.low, paragraph.mentions
        return [m for m in paragraph.moments if not roles.is_named_by(low, m, mentions, spoken)]

    def read(self) -> Understanding:
        hero = hero_of(self.paragraphs, self.cast, is_event=self.is_event)
        memory = Memory(focus=hero)
        headings = headings_of(self.language, self.paragraphs) if self.are_names else {}
        focus = hero  # of a paragraph that names nobody: whom the heading above it names
        for paragraph in self.paragraphs:
            headed = headings.get(paragraph.number)
            focus = focus if headed is None else headed or None
            is_on = self.is_event and headed is None and self.going_on.is_about(paragraph, memory.focus)
            memory.focus = memory.focus if is_on else focus
            goes_on = self.is_event and memory.opening_place is not None and paragraph.passage.text.startswith(_QUOTES)
            memory.credit = memory.place = memory.opening_place = memory.milestone = memory.last = memory.sole = None
            memory.stretch = "none"
            memory.is_stranger = memory.is_ranked = memory.is_narrow = memory.is_timed = False
            memory.is_place_unsure = (
                goes_on  # what somebody says behind "Meanwhile, in X, ..." is of X, or of the whole
            )
            memory.by_unit = {}
            memory.listed = listed_metric(paragraph, memory.listed, self.cues)
            memory.times = self.timing.next_paragraph(memory.times)
            self._paragraph(paragraph, memory)
            if memory.focus == hero:
                focus = hero
        times = [
            TimePhrase(paragraph=each.number, start=m.start, end=m.end, said=m.said, period=m.period, basis=m.basis)
            for each in self.paragraphs
            for m in (*each.sent, *each.moments)
        ]
        told: dict[str, set[str | None]] = {who: set() for who in self.cited}
        for figure in self.findings.figures:
            who = figure.attributed_to
            if who is not None and (who in told or (figure.metric in self.official and is_told(figure))):
                told.setdefault(who, set()).add(figure.place)
        nations, speakers = self.scopes.nations, self.speakers
        narrow = frozenset(
            who
            for who, places in told.items()
            if speakers.is_narrow(who) or nations.is_official(who) or nations.is_local(who, places)
        )
        others = frozenset(told) - narrow
        only = next(iter(others)) if len(others) == 1 else None
        only = only if only is not None and speakers.is_counting(only) else None
        return self.findings.understanding(self.official, times, only, narrow)

    def _paragraph(self, paragraph: Paragraph, memory: Memory) -> None:
        passage = paragraph.passage
        moments, mentions, text = paragraph.moments, paragraph.mentions, passage.text
        blocked = [(m.start, m.end) for m in moments] + [
            (m.start, m.end) for m in mentions if _DAY.search(text, m.start, m.end)
        ]
        if paragraph.sent:
            blocked.append((0, paragraph.begin))
        blocked += [(first, last) for first, last, _ in paragraph.parties if _DAY.search(text, first, last)]
        owners = frozenset(m.end for m in mentions if m.is_named)
        phrases = find_phrases(passage, self.language, blocked, self.cues.nouns, self.cues.noun_units, owners)
        name_units(passage.low, phrases, self.cues)
        mark_wholes(passage.low, phrases, self.cues)
        mark_differences(passage.low, phrases, self.language)
        places = self.places[paragraph.number]
        self.speakers.meet(paragraph)
        low = _without_inner(passage.low, moments, self.language)
        told = [self._within(paragraph, low, phrases, places, sentence) for sentence in sentences(text)]
        for order, within in enumerate(told):
            memory.shifted = None
            self._listen(told, order, memory)
            counted = len(self.findings.figures)
            self.scopes.openings.open(within, memory)
            self._sentence(within, memory)
            if memory.said is not None and within.phrases:
                self._cite(memory.said, self.findings.figures[counted:], memory)
            is_sole = len(self.findings.figures) == counted + 1 and _amounts_in(within) == 1
            memory.sole = memory.metric if is_sole else None
            self.amounts.heads.remember(within, memory)
            if len(self.findings.figures) == counted and within.moments:
                self.timing.flows.open(within, memory.times)
            spoken = [m for m in within.mentions if not (m.is_object or m.is_where) and not within.in_brackets(m.start)]
            new = introduced(self.language, within)
            if new is not None:
                memory.focus = new.name
            elif spoken and spoken[0].start - within.span[0] <= 45:
                memory.focus = self._spoken_of(within, spoken).name
            days = [m for m in within.moments if m.day is not None]
            if days:
                memory.times.spoken = days[-1].day

    def _within(
        self,
        paragraph: Paragraph,
        low: str,
        phrases: list[Phrase],
        places: list[Mention],
        sentence: tuple[int, int],
    ) -> Sentence:
        passage, language = paragraph.passage, self.language
        spoken = spoken_words(passage.low, sentence)
        return Sentence(
            paragraph.number,
            passage.text,
            low,
            sentence,
            _between(paragraph.mentions, sentence),
            _between(paragraph.moments, sentence),
            _between(phrases, sentence),
            _between(places, sentence),
            not language.senses.is_in(passage.low, sentence, spoken),
            passage.text.find("(", *sentence) >= 0,
            spoken,
            paragraph.parties_in(sentence),
            language.part_words.is_in(passage.low, sentence, spoken),
            self.timing.frame.published,
        )

    def _listen(self, told: list[Sentence], order: int, memory: Memory) -> None:
        """Note whom a sentence credits, and whom its brackets do."""
        within = told[order]
        memory.asides = self.speakers.asides(within)
        memory.expecting = expecting(within, self.language) if within.phrases else []
        memory.said = self.speakers.outside(within, memory.asides) or self.speakers.behind(told, order)
        number, speaker = memory.speaker or (_FAR, None)
        if speaker is not None and within.number - number <= _BACK and self.speakers.points_back(within):
            memory.said = speaker
        if memory.said is not None:
            is_reported = self.language.media.search(memory.said.lower()) is not None  # a paper tells what others say
            memory.speaker = None if is_reported else (within.number, memory.said)
        if memory.said is not None and not self.speakers.is_narrow(memory.said):
            memory.credit = memory.said

    def _cite(self, who: str, read: Sequence[Figure], memory: Memory) -> None:
        """Note with what a sentence credits somebody, by the figures that were read in it."""
        natures = {self.official.get(figure.metric or "") for figure in read} - {None}
        memory.nature = natures.pop() if len(natures) == 1 else None
        if self.speakers.is_body(who) and not (read and all(figure.status in UNTOLD for figure in read)):
            self.cited.add(who)

    def _spoken_of(self, within: Sentence, spoken: list[Mention]) -> Mention:
        """Whom a sentence goes on about: the first that it names, but behind a clause that only leads up to it ("sau
        khi A vươn lên, B lùi xuống") the first of the main clause."""
        first = spoken[0]
        aside = self.language.aside.search(within.low, within.span[0], first.start)
        end = within.low.find(", ", first.end, within.span[1]) if aside is not None else -1
        if end < 0:
            return first
        return next((m for m in spoken[1:] if 0 <= m.start - end <= _MAIN), first)

    def _sentence(self, within: Sentence, memory: Memory) -> None:
        memory.in_sentence = {}
        memory.told = []
        memory.counted = []
        memory.grown = memory.raised = None
        memory.is_pointed = self.is_event and self.going_on.is_pointed(within, memory.focus)
        memory.spoken = stretches_in(within, self.cues) if within.phrases else []
        if self.cues.shared:
            shared, memory.is_timed = shared_in(within, self.cues, self.timing.roles, goes_on=memory.is_timed)
            memory.spoken += shared
        if within.phrases:
            memory.spoken += days_in([m for m in within.moments if self.timing.roles.is_bare_day(within, m)])
        if len(within.phrases) > _CROWD:
            for phrase in within.phrases:
                self.findings.leave(within, phrase, "crowded")
            return
        ranks = self.standings.read(within, memory)
        for phrase in within.phrases:
            if any(first <= phrase.start < last for first, last in ranks):
                continue
            if phrase.unit in TIME_UNITS and self.counts_days:
                self.durations.read(within, phrase, memory)
            elif phrase.unit not in TIMES:
                self.amounts.read(within, phrase, memory)
        self.days.read(within, memory)


def _amounts_in(within: Sentence) -> int:
    return sum(p.unit not in RATES and p.unit not in TIMES for p in within.phrases)


def _whole(paragraph: Paragraph) -> Sentence:
    """A paragraph as one sentence of which neither numbers nor the set of its words are known."""
    passage = paragraph.passage
    span = (0, passage.size)
    return Sentence(
        paragraph.number,
        passage.text,
        passage.low,
        span,
        paragraph.mentions,
        paragraph.moments,
        phrases=(),
        places=(),
        is_plain=True,
        has_brackets=False,
        spoken=frozenset(),
    )


def _day_of(started: datetime | None) -> date | None:
    return started.astimezone(VIETNAM).date() if started is not None else None


def _without_inner(low: str, moments: Sequence[Moment], language: Language) -> str:
    """A text where the dates are blank that stand inside of the words for a stretch of time: "the May 4-6 weekend"."""
    for moment in moments:
        if moment.grain in ("days", "day") and language.stretch.match(low, moment.end + 1) is not None:
            low = low[: moment.start] + " " * (moment.end - moment.start) + low[moment.end :]
    return low


def _between(found: list[_Placed], span: tuple[int, int]) -> list[_Placed]:
    """Those of what was found, in order, that begin within a span."""
    first = bisect_left(found, span[0], key=_start)
    return found[first : bisect_left(found, span[1], lo=first, key=_start)]


def _start(found: Mention | Moment | Phrase) -> int:
    return found.start
