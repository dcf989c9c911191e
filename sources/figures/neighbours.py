"""Others of the kind that a topic follows one of, by their names: "the City Gallery had 31,400 visitors" tells nothing
of the museum that a topic is about, nor does what "which" behind such a name begins."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import TIMES
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Mention, Sentence
from sources.model import Metric, Topic
from sources.text import has_title_case

_CAPITAL: Final = r"[A-ZĐÀ-ÖØ-Ý][\w’'-]*"
_SMALL: Final = r"(?:of|for|de|and|&)\s(?:the\s)?"
_NAME: Final = re.compile(rf"(?:[Tt]he\s{_CAPITAL}|{_CAPITAL}\s(?:{_SMALL})?{_CAPITAL})(?:\s(?:{_SMALL})?{_CAPITAL})*")
_LAST: Final = re.compile(rf"(?:[Tt]he\s)?{_CAPITAL}(?:\s(?:{_SMALL})?{_CAPITAL})+$")
_BEGUN: Final = re.compile(r"[,:(–—]\s?")
_BREAK: Final = re.compile(r"[;.]\s")
_LEFT: Final = re.compile(r"[\s,'’“”\"‘«»]*")
_ENDS: Final = (".", "”", '"')
_NEXT: Final = re.compile(r"\s[A-ZĐÀ-ÖØ-Ý][^\W\d_A-ZĐ]")
_KIND: Final = 4  # words within which a name has its first capital: "nhà máy bia Lau Mai"
_WORDS: Final = 10  # of a name and of where it is


class Neighbours:
    """The names in one topic's articles that may be others of the kind. `own` are the words that its main subject is
    called by, `is_named` whether that bears a name in this language and is no event; where several subjects bear names
    (`are_names`), those of the others are known by `strangers`."""

    def __init__(self, topic: Topic, cues: Cues, *, are_names: bool) -> None:
        self.cues = cues
        self.language = cues.language
        code = self.language.code
        main = [subject for subject in topic.subjects if subject.main]
        listed = [name for subject in main for name in subject.names.get(code, ())]
        told = [*listed, *(said for subject in main for said in (subject.name, *subject.descriptions.get(code, ())))]
        self.own = frozenset(word for name in told for word in fold_case(name).split())
        is_event = any(metric.revisable for metric in topic.metrics)
        self.is_named = not (is_event or are_names) and any(name[:1].isupper() for name in listed)

    def is_of_another(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """Whether the clause of a number, or the one that it goes on from, says what such a name has."""
        if not self.is_named or phrase.unit in TIMES or phrase.unit in RATES:
            return False
        low, stop = within.low, phrase.hedge_start
        mentions = self._mentions(within)
        since = max((m.end for m in mentions if m.end <= phrase.start), default=within.span[0])
        since = max([since, *(cut.end() for cut in _BREAK.finditer(low, since, stop))])
        begun = [since] if since == within.span[0] or low[since - 1] == " " else []
        begun += [cut.end() for cut in _BEGUN.finditer(low, since, stop)]
        begun += [join.end() for join in self.language.head_joins.finditer(low, since, stop)]
        begun += [m.end for m in within.moments if since <= m.end < stop]
        if not any(self._has(within, at, stop, metric) for at in begun):
            return False
        end = low.find(",", phrase.end, within.span[1])
        last = end if end >= 0 else within.span[1]
        return not any(phrase.end <= m.start < last for m in mentions)

    def _mentions(self, within: Sentence) -> list[Mention]:
        """Those who are named, without the words for the kind that a longer name begins with: "Bảo tàng Mỹ thuật"."""
        if self.language.nouns_behind:
            return list(within.mentions)
        return [m for m in within.mentions if m.is_named or _NEXT.match(within.text, m.end) is None]

    def _has(self, within: Sentence, at: int, stop: int, metric: Metric) -> bool:
        """Whether a clause that begins at a place is of a name, or of what "which" there stands for, and of what that
        has."""
        low, text = within.low, within.text
        lead = _LEFT.match(low, at, stop)
        start = lead.end() if lead is not None else at
        verb = self.language.head_having.search(low, start, stop)
        spoken = self.cues.patterns.get(metric.key)
        cue = spoken.search(low, start, stop) if spoken is not None else None
        ends = [found.start() for found in (verb, cue) if found is not None]
        is_headline = not text.rstrip().endswith(_ENDS) and has_title_case(text[within.span[0] : within.span[1]])
        if not ends or is_headline:
            return False
        end = min(ends)
        relative = self.language.head_which.match(low, start)
        if relative is not None and not low[relative.end() : end].strip():
            return self._is_behind_name(within, at)
        return self._is_name(within, start, end)

    def _is_behind_name(self, within: Sentence, comma: int) -> bool:
        """ "to the Weaving Shed in Calder, which": whether a name that nobody knows stands in front of a comma."""
        low, first = within.low, within.span[0]
        front = within.text[first:comma].rstrip(" ,(–—")
        wheres = [where.start() for where in self.language.head_where.finditer(low, first, first + len(front))]
        for end in (first + len(front), *reversed(wheres)):
            name = _LAST.search(within.text[first:end].rstrip())
            if name is not None:
                return self._is_unknown(within, first + name.start(), first + name.end())
        return False

    def _is_name(self, within: Sentence, start: int, end: int) -> bool:
        """Whether words are a name that nobody knows, over words that say where that is."""
        language, low = self.language, within.low
        where = language.head_where.search(low, start + 1, end)
        last = where.start() if where is not None else end
        words = within.text[start:last].split()
        while words and words[-1].islower() and language.head_neutral.fullmatch(words[-1]):
            words.pop()  # "also", "đã"
        if not words or len(within.text[start:end].split()) > _WORDS:
            return False
        said = " ".join(words)
        lead = language.head_prepositions.match(low, start, last)  # "in the Lantern week it drew"
        if lead is not None or not within.text.startswith(said, start):
            return False
        if language.nouns_behind:
            is_name = _NAME.fullmatch(said) is not None
        else:
            first = 1 if start == within.span[0] else 0
            near = words[first : first + _KIND]
            is_name = any(word[:1].isupper() for word in near) and all(word.isalpha() for word in words)
            is_name = is_name and language.head_copula.search(low, start, last) is None
        return is_name and self._is_unknown(within, start, start + len(said))

    def _is_unknown(self, within: Sentence, start: int, end: int) -> bool:
        """Whether a name is no subject's, place's, time's or speaker's, nor a part of the main subject's; one that
        holds a place and a word that the main subject is called by ("Oakham Museum") is another of the kind."""
        words = [fold_case(word) for word in within.text[start:end].split()]
        if self.own.issuperset(words) or self.language.offices.search(" ".join(words)) is not None:
            return False
        naming = self.cues.naming
        if naming is not None and naming.search(within.low, start, end) is not None:
            return False
        held = [(m.start, m.end) for found in (self._mentions(within), within.moments) for m in found]
        held += [(first, last) for first, last, _ in within.parties]
        if any(first < end and start < last for first, last in held):
            return False
        is_placed = any(p.start < end and start < p.end for p in within.places)
        return not is_placed or not self.own.isdisjoint(words)
