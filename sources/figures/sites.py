"""The places that the numbers of a topic can be of: those of the tables, and of an event also unlisted ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.asides import without_asides
from sources.figures.language import Language, language_of
from sources.figures.namesakes import is_one_of_several
from sources.figures.paragraphs import Paragraph, outside
from sources.figures.places import find_places, find_unlisted
from sources.figures.selling import find_markets, tells_world
from sources.figures.sentence import Mention
from sources.figures.towns import Towns
from sources.model import Language as Code
from sources.model import Topic
from sources.text import fold

_CODES: Final[tuple[Code, ...]] = ("vi", "en")
_CAPITALISED: Final = r"[A-ZĐÀ-ÖØ-Ý][^\W\d_]+(?:\s[A-ZĐÀ-ÖØ-Ý][^\W\d_]+){0,3}"
_JOINER: Final = re.compile(r"\s?[-–/]\s?|,\s|\s(?:and|và)\s")
_SEVERAL: Final = re.compile(rf"{_CAPITALISED}(?:(?:{_JOINER.pattern}){_CAPITALISED})+")
_OUTSIDE: Final = 28  # characters before a place that may leave it out
_OWNED: Final = 5  # characters between a land and the title that it is said to own
_AROUND: Final = 60  # characters before a place that may tell smaller ones inside of it


def are_titles(topic: Topic) -> bool:
    """Whether a topic follows several things that bear names, and no event: films, books, clubs."""
    if any(metric.revisable for metric in topic.metrics):
        return False
    named = [all(name[:1].isupper() for held in s.names.values() for name in held) for s in topic.subjects]
    return sum(named) > 1


def is_in_one_place(topic: Topic) -> bool:
    """Whether a topic is of an event that happens in one place by what it is called: a fire, a crash."""
    names = (name for subject in topic.subjects for held in subject.names.values() for name in held)
    named = " | ".join((*topic.title.values(), *names)).lower()
    is_event = any(metric.revisable for metric in topic.metrics)
    return is_event and any(language_of(code).nowhere.sites.search(named) is not None for code in _CODES)


def lands_of(topic: Topic) -> tuple[str, frozenset[str], int]:
    """The words that a topic and its event are named with, without marks; the places of those, in all languages, where
    the event is named after several; and after how many."""
    own = [name for subject in topic.subjects if subject.main for names in subject.names.values() for name in names]
    named = " | ".join((*topic.title.values(), *own))
    groups = [[fold(name) for name in _JOINER.split(group[0])] for group in _SEVERAL.finditer(named)]
    return fold(named), frozenset(name for group in groups for name in group), max(map(len, groups), default=0)


class Sites:
    """The places of one topic's articles."""

    def __init__(self, topic: Topic, language: Language) -> None:
        self.language = language
        self.is_event = any(metric.revisable for metric in topic.metrics)
        self.are_titles = are_titles(topic)
        # A place named in it is no part of the event, unless the event is named after several.
        self.whole, self.several, _ = lands_of(topic)
        self.mains = frozenset(subject.name for subject in topic.subjects if subject.main)
        self.is_in_one_place = is_in_one_place(topic)
        self.towns = Towns(language) if not (self.is_event or self.are_titles) else None
        self.is_worldwide = False  # whether an article tells what all the world paid

    def meet(self, paragraphs: Sequence[Paragraph]) -> None:
        """Note whether an article tells of the whole world, so that the home land is a place beside others, and the
        towns that it names."""
        if self.towns is not None:
            self.towns.meet(each.passage.text for each in paragraphs)
        words = self.language.markets
        self.is_worldwide = self.are_titles and any(
            tells_world(words, each.passage, each.mentions, self.mains) for each in paragraphs
        )

    def of(self, paragraph: Paragraph) -> list[Mention]:
        """The places of a paragraph, in order."""
        text, low = paragraph.passage.text, paragraph.passage.low
        places = [
            p for p in find_places(text, self.language) if p.start >= paragraph.begin and not self._is_post(low, p)
        ]
        if self.are_titles:
            abroad = self.language.place_abroad_name
            places = find_markets(self.language.markets, low, places, abroad, is_worldwide=self.is_worldwide)
        places = outside(places, paragraph.parties)
        if not self.is_event:
            places = without_asides(
                self.language.nowhere, low, places, self.language.lands, is_event=False, are_titles=self.are_titles
            )
        described = [(m.start, m.end, m.name) for m in paragraph.mentions if not m.is_named]
        places = [self._left_out(text, low, place) for place in outside(places, described)]
        if not self.is_event:
            if self.towns is not None:
                places = sorted([*places, *self._towns(paragraph, places)], key=lambda place: place.start)
            return [
                place
                for place in places
                if not self._is_whole(text, place)
                and not (self.are_titles and self._is_origin(low, place, paragraph.mentions))
            ]
        taken = [(m.start, m.end) for m in paragraph.moments] + [(m.start, m.end) for m in paragraph.mentions]
        taken += [(first, last) for first, last, _ in paragraph.parties]
        found = find_unlisted(text, low, self.language, places, taken)
        found = without_asides(self.language.nowhere, low, found, self.language.lands, is_event=True, are_titles=False)
        found = self._without_bodies(low, found)
        return [
            place
            for number, place in enumerate(found)
            if (
                fold(place.name) not in self.whole
                or fold(place.name) in self.several
                or (place.name not in self.language.lands and is_one_of_several(self.language, low, found, number))
            )
            and (fold(place.name) in self.several or not self._holds_whole(text, place))
            and not self._is_post(low, place)
        ]

    def _towns(self, paragraph: Paragraph, places: Sequence[Mention]) -> list[Mention]:
        taken = [(m.start, m.end) for held in (places, paragraph.moments, paragraph.mentions) for m in held]
        taken += [(first, last) for first, last, _ in paragraph.parties]
        return self.towns.find(paragraph.passage.text, taken) if self.towns is not None else []

    def _without_bodies(self, low: str, places: Sequence[Mention]) -> list[Mention]:
        """ "Ủy ban Điều tra Nga", "Russia's Investigative Committee", of an event in one place, and "the Islamic State
        in Iraq and Syria": without lands that are a part of a name."""
        words, lands = self.language.nowhere, self.language.lands
        held: list[Mention] = []
        group = -1  # where the last land ends that a group is named after
        for place in places:
            front = low[max(0, place.start - _AROUND) : place.start]
            if words.groups.search(front) is not None or (group >= 0 and _JOINER.fullmatch(low, group, place.start)):
                group = place.end
                continue
            is_part = self.is_in_one_place and place.name in lands
            if is_part and (words.office.search(front) or words.office_behind.match(low, place.end)):
                continue
            held.append(place)
        return held

    def _is_post(self, low: str, place: Mention) -> bool:
        """ "phóng viên của báo tại Paris": where the one is who wrote, and nothing is counted."""
        return self.language.place_post.search(low, max(0, place.start - _AROUND), place.start) is not None

    def _left_out(self, text: str, low: str, place: Mention) -> Mention:
        """ "ngoài Trung Quốc", "outside China": what is told so is of everywhere else, a place by its own name."""
        found = self.language.place_outside.finditer(low, max(0, place.start - _OUTSIDE), place.start)
        without = next((each for each in found if each.end() == place.start), None)
        if without is None:
            return place
        return Mention(without.start(), place.end, f"{self.language.place_outside_word} {place.name}")

    def _is_origin(self, low: str, place: Mention, mentions: Sequence[Mention]) -> bool:
        """ "phim hoạt hình Trung Quốc", "China's animated hit": a land that says only whose a film or a studio is."""
        language, front = self.language, low[max(0, place.start - _AROUND) : place.start]
        if language.place_works.search(front) or language.place_works_behind.match(low, place.end):
            return True
        if low.startswith(("'s ", "’s "), place.end) and any(0 < m.start - place.end <= _OWNED for m in mentions):
            return True
        return any(m.is_named and language.place_of.fullmatch(low, m.end, place.start) for m in mentions)

    def _is_whole(self, text: str, place: Mention) -> bool:
        """ "prices in the US" where a topic is named "US prices"."""
        said = fold(text[place.start : place.end].removeprefix("the "))
        return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", self.whole) is not None

    def _holds_whole(self, text: str, place: Mention) -> bool:
        """ "Reed Bay, in the state of Marsh, Reedland": a place around the one that an event is named after."""
        inner = text[max(0, place.start - _AROUND) : place.start].rstrip(" ,").split(", ")[-2:]
        names = [" ".join(part.split()[-2:]) for part in inner]
        return text[: place.start].endswith(", ") and any(name.istitle() and fold(name) in self.whole for name in names)
