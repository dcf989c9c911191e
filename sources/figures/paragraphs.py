"""What is looked through before anything is read: the times and names of every paragraph, and whom they are about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import itemgetter
from typing import Final, NamedTuple

from sources.figures.datelines import end_of_dated, end_of_dateline, paper_of
from sources.figures.dates import Anchor, Grain
from sources.figures.glosses import glossed_times
from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.moments import Moment, find_moments
from sources.figures.passage import Passage
from sources.figures.periods import UNKNOWN, span_of, whole_day
from sources.figures.places import Stretches
from sources.figures.publication import is_contradicted, is_supported, swapped
from sources.figures.sentence import Hit, Mention
from sources.figures.who import Cast, find_mentions
from sources.model import VIETNAM, Article, Period

_GAP: Final = 20  # characters between two times that may be the ends of one stretch
_BEGINNINGS: Final = frozenset({"day", "days", "month", "year", "span"})  # what a stretch can begin with
_BREAK: Final = re.compile(r"[.,;:]\s")
_OPENERS: Final = range(3)  # the paragraphs that a dateline with a day may begin
_LEAD: Final = 3  # title and paragraphs that say whom an article is about
_BEGINNING: Final = 120  # characters in which an article says whom it is about


class Paragraph(NamedTuple):
    """A paragraph with its times and names. `begin` is where it begins behind its dateline, whose own times are
    `sent`."""

    number: int
    passage: Passage
    moments: list[Moment]
    mentions: list[Mention]
    parties: list[Hit]
    begin: int = 0
    sent: Sequence[Moment] = ()

    def parties_in(self, span: tuple[int, int]) -> list[Hit]:
        first = bisect_left(self.parties, span[0], key=itemgetter(0))
        return self.parties[first : bisect_left(self.parties, span[1], lo=first, key=itemgetter(0))]


class Preview(NamedTuple):
    """An article that was looked through. Where the days that it names say that the day and month of publication were
    swapped, `article` and `published` have the other date, and `witness` is such a day with its paragraph's number."""

    article: Article
    published: date | None
    paragraphs: list[Paragraph]
    witness: tuple[int, Moment] | None = None


def look_through(article: Article, cast: Cast, published: date | None, hint: date | None) -> Preview:
    """An article with its paragraphs; `hint` is a day near those that it tells of."""
    texts = [(-1, article.title)] if article.title else []
    texts += list(enumerate(article.paragraphs))
    found = _paragraphs(texts, cast, published, hint)
    other = swapped(published)
    moments = [moment for each in found for moment in each.moments]
    if other is None or published is None or not is_contradicted(published, moments):
        return Preview(article, published, found)
    anew = _paragraphs(texts, cast, other, hint)
    if not is_supported(other, [moment for each in anew for moment in each.moments]):
        return Preview(article, published, found)
    witness = next((each.number, m) for each in anew for m in each.moments if m.day is not None)
    return Preview(replace(article, published=whole_day(other)), other, anew, witness)


def _paragraphs(
    texts: Sequence[tuple[int, str]], cast: Cast, published: date | None, hint: date | None
) -> list[Paragraph]:
    found: list[Paragraph] = []
    anchor = Anchor(published, hint=hint)
    for number, text in texts:
        passage = Passage(text, cast.language.starts)
        moments = find_moments(passage, cast.language, anchor)
        moments = glossed_times(passage, _whole_stretches(passage.low, moments, cast.language), cast.language)
        moments = [_opened(passage.low, moment, cast.language, published) for moment in moments]
        anchor = _after(anchor, moments)
        parties = cast.parties.find(text, passage.low)
        # "the Import-Export Department": what stands inside of a party's name is no subject, and what stands inside of
        # a subject's ("the film of the Reedland Daily") is no party.
        named = find_mentions(text, passage.low, cast)
        parties = [each for each in parties if not _is_inside(each, named)]
        # Of several subjects one may speak of itself, and is no less spoken of.
        longer = [each for each in parties if not _is_same(each, named)] if len(cast.by_name) > 1 else parties
        mentions = outside(named, longer)
        dated = end_of_dated(text, moments, published) if number in _OPENERS else 0
        sent, moments = [m for m in moments if m.start < dated], [m for m in moments if m.start >= dated]
        begin = dated or end_of_dateline(text) or _end_of_paper(text, cast.language)
        parties = [hit for hit in parties if hit[0] >= begin]  # the paper's own line is nobody's word
        found.append(Paragraph(number, passage, moments, mentions, parties, begin, sent))
    return found


def _end_of_paper(text: str, language: Language) -> int:
    """ "Oakham, The Reed Observer: The lake": where the place and the paper end that a report begins with."""
    paper = paper_of(text)
    if paper is None:
        return 0
    name = paper["paper"]
    is_paper = name.startswith("The ") or (name.isupper() and name.isalpha()) or language.media.search(name.lower())
    return paper.end() if is_paper and fold_case(name) not in language.places else 0


def _after(anchor: Anchor, moments: Sequence[Moment]) -> Anchor:
    """What a paragraph's days leave to the next one: the last, of days on which something else was than the event."""
    days = [m for m in moments if m.day is not None]
    if not days:
        return anchor
    last = next((m for m in reversed(days) if not m.is_of_event), days[-1])
    return anchor._replace(last_day=last.day, is_of_event=last.is_of_event)


def _whole_stretches(low: str, moments: list[Moment], language: Language) -> list[Moment]:
    """The times of a text, two that are the ends of one stretch as that stretch: "between March 3 and April 4", "from
    January to the end of August"."""
    if len(moments) < 2:
        return moments
    found = [moments[0]]
    for moment in moments[1:]:
        first = found[-1]
        if low[first.end : moment.start] == " " and {first.grain, moment.grain} == {"days", "weekend"}:
            found[-1] = first if first.grain == "days" else moment  # "the Feb. 14-16 weekend", "cuối tuần 14-16/2"
            continue
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


def _opened(low: str, moment: Moment, language: Language, published: date | None) -> Moment:
    """A time that a stretch begins with, as that stretch: "since January" and "từ đầu năm" last up to publication. The
    beginning of a year by itself is no day."""
    start, end = moment.period.start, moment.period.end
    if start is None or end is None or moment.grain not in _BEGINNINGS:
        return moment
    is_edge = moment.grain == "span" and end - start < timedelta(days=1)
    said, times = fold_case(moment.said), language.times
    if moment.grain in ("span", "days") and not is_edge and said.split()[0] not in times.month_parts:
        return moment
    before = low[max(0, moment.start - _GAP) : moment.start]
    if (said.startswith(times.since_words) or times.since.search(before)) and not language.compared_time.search(
        low[max(0, moment.start - 2 * _GAP) : moment.start]
    ):
        day = start.astimezone(VIETNAM).date()
        if published is not None and day > published:
            return moment
        period = span_of(day, published) if published is not None else Period(start=start)
        return moment._replace(period=period, grain="span")
    if is_edge and (start.month, start.day) == (1, 1):
        return moment._replace(period=UNKNOWN, grain="unknown")
    return moment


def outside(found: list[Mention], parties: Sequence[Hit]) -> list[Mention]:
    """Those that are no part of a party's name."""
    if not parties:
        return found
    held = Stretches((first, last) for first, last, _ in parties)
    return [m for m in found if not held.overlap(m.start, m.end)]


def _is_same(party: Hit, mentions: Sequence[Mention]) -> bool:
    """Whether a party bears the very name of a subject."""
    return any((m.start, m.end, m.is_named) == (party[0], party[1], True) for m in mentions)


def _is_inside(party: Hit, mentions: Sequence[Mention]) -> bool:
    """Whether a party's name is only a part of a subject's name or description."""
    first, last, _ = party
    return any(m.start <= first and last <= m.end and m.end - m.start > last - first for m in mentions)


def hero_of(paragraphs: Sequence[Paragraph], cast: Cast, *, is_event: bool) -> str | None:
    """Whom an article is about: whom its title or lead speaks of first; of an event the event."""
    if not is_event:
        for each in paragraphs[:_LEAD]:
            for mention in each.mentions:
                is_aside = mention.is_object or mention.is_where or _is_aside(each, mention, cast)
                if mention.is_named and not is_aside and mention.end > each.begin:
                    return mention.name
    return _first_focus(paragraphs, cast, is_event=is_event)


def _is_aside(paragraph: Paragraph, mention: Mention, cast: Cast) -> bool:
    """ "despite A taking the record": whether a clause that only leads up to another begins with a name."""
    front = paragraph.passage.low[max(0, mention.start - _GAP) : mention.start]
    return cast.language.aside.search(_BREAK.split(front)[-1]) is not None


def _first_focus(paragraphs: Sequence[Paragraph], cast: Cast, *, is_event: bool) -> str | None:
    """The main subject, unless an article that never names it begins with another."""
    named = [m.name for each in paragraphs for m in each.mentions if not m.is_where]
    if cast.main in named or not named:
        return cast.main
    first = next(number for number, each in enumerate(paragraphs) if any(not m.is_where for m in each.mentions))
    begins = first <= 1 and paragraphs[first].mentions[0].start <= _BEGINNING
    return named[0] if begins or not is_event or cast.main is None else cast.main
