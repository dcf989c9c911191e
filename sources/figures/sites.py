"""The places that the numbers of a topic can be of: those of the tables, and of an event also unlisted ones."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.language import Language
from sources.figures.paragraphs import Paragraph, outside
from sources.figures.places import find_places, find_unlisted
from sources.figures.sentence import Mention
from sources.model import Topic
from sources.text import fold

_CAPITALISED: Final = r"[A-ZĐÀ-ÖØ-Ý][^\W\d_]+(?:\s[A-ZĐÀ-ÖØ-Ý][^\W\d_]+){0,3}"
_JOINER: Final = re.compile(r"\s?[-–/]\s?|,\s|\s(?:and|và)\s")
_SEVERAL: Final = re.compile(rf"{_CAPITALISED}(?:(?:{_JOINER.pattern}){_CAPITALISED})+")
_AROUND: Final = 60  # characters before a place that may tell smaller ones inside of it


class Sites:
    """The places of one topic's articles."""

    def __init__(self, topic: Topic, language: Language) -> None:
        self.language = language
        self.is_event = any(metric.revisable for metric in topic.metrics)
        own = [name for subject in topic.subjects if subject.main for names in subject.names.values() for name in names]
        # A place named in it is no part of the event, unless the event is named after several.
        named = " | ".join((*topic.title.values(), *own))
        self.whole = fold(named)
        self.several = {fold(name) for group in _SEVERAL.finditer(named) for name in _JOINER.split(group[0])}

    def of(self, paragraph: Paragraph) -> list[Mention]:
        """The places of a paragraph, in order."""
        text, low = paragraph.passage.text, paragraph.passage.low
        places = outside(find_places(text, self.language), paragraph.parties)
        if not self.is_event:
            return [place for place in places if not self._is_whole(text, place)]
        taken = [(m.start, m.end) for m in paragraph.moments] + [(m.start, m.end) for m in paragraph.mentions]
        taken += [(first, last) for first, last, _ in paragraph.parties]
        return [
            place
            for place in find_unlisted(text, low, self.language, places, taken)
            if (fold(place.name) not in self.whole or fold(place.name) in self.several)
            and not self._holds_whole(text, place)
        ]

    def _is_whole(self, text: str, place: Mention) -> bool:
        """ "prices in the US" where a topic is named "US prices"."""
        said = fold(text[place.start : place.end].removeprefix("the "))
        return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", self.whole) is not None

    def _holds_whole(self, text: str, place: Mention) -> bool:
        """ "Reed Bay, in the state of Marsh, Reedland": a place around the one that an event is named after."""
        inner = text[max(0, place.start - _AROUND) : place.start].rstrip(" ,").split(", ")[-2:]
        names = [" ".join(part.split()[-2:]) for part in inner]
        return text[: place.start].endswith(", ") and any(name.istitle() and fold(name) in self.whole for name in names)
