"""Whom a sentence credits with what it says: a party of the lists, a body or a person by their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sources.figures.expecting import expecting, is_expecting
from sources.figures.language import Language
from sources.figures.paragraphs import Paragraph
from sources.figures.sentence import Hit, Sentence
from sources.figures.who import Cast

_ARTICLE: Final = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"\s?\([^()]{1,60}\)")
_BRACKETS: Final = re.compile(r"\([^()]{4,200}\)")
_APPOSED: Final = re.compile(r",\s[^,.;:()\d]{2,90},")
_JOINED: Final = re.compile(r"\s*(?:,|and|và|cùng|&|/|, and)\s*(?:the\s+|báo\s+|trang\s+)?")
_PERSON: Final = r"[A-ZĐÀ-Ỹ][\w’'-]+(?:\s[A-ZĐÀ-Ỹ][\w’'-]+){1,4}"
_NAMED_BEHIND: Final = re.compile(rf"\s(?P<name>{_PERSON})(?!\w)")
_NAMED_BEFORE: Final = re.compile(rf"(?P<name>{_PERSON})(?:,\s[^,.;:()\d]{{0,48}}|\s(?:of|from)\s(?:the\s)?)$")
_SURNAME: Final = re.compile(r"(?:^|(?<=[,;“”\"] )|(?<=[.] ))(?P<name>[A-ZĐÀ-Ỹ][\w’'-]+)\s$")
_LEADS: Final = (" of ", " from ", " of the ", " from the ")
_BETWEEN: Final = 52  # characters behind a comma that may stand between a person and the party
_BEFORE: Final = 90  # characters in front of a party in which a person may be named who is of it
_AFTER: Final = re.compile(r"(?:\s[^\W\d_]+){0,5}")
_QUOTED: Final = 4  # sentences behind one in a quotation, in which it may end
_CLOSING: Final = re.compile(r"[”\"]")
_OWN: Final = 16  # characters between what a body did and the number of those to whom it did it
_OPENING: Final = 2  # characters that a quotation mark takes in front of a sentence
_SPEECH_ENDS: Final = (", ", "” ", '" ')  # in front of "he added"
_CUE: Final = 60  # characters in front of a party in which words may say that it is cited


class Speakers:
    """Whom the sentences of one article credit, and of which party the people are that it names."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.language = cast.language
        self.people: dict[str, str] = {}  # by a word of a person's name: the party, else the name in full

    def meet(self, paragraph: Paragraph) -> None:
        """Note the people of a paragraph that are told, or known, to be of a party."""
        text = paragraph.passage.text
        for first, last, key in paragraph.parties:
            names = [text[first:last]]
            behind = _NAMED_BEHIND.match(text, last)
            is_led = text.endswith(_LEADS, 0, first) or text.find(",", max(0, first - _BETWEEN), first) >= 0
            before = _NAMED_BEFORE.search(text, max(0, first - _BEFORE), first) if is_led else None
            names += [found["name"] for found in (behind, before) if found is not None]
            for name in names:
                words = name.split()
                if len(words) > 1 and all(word[:1].isupper() for word in words):
                    self._know(words, key)

    def _know(self, words: Sequence[str], owner: str) -> None:
        for word in words:
            if word.lower() not in self.language.places:
                self.people.setdefault(word, owner)

    def of(self, within: Sentence) -> str | None:
        """Whom a sentence credits, joined with "; ": parties beside a cue of attribution, else a body of the topic's
        own list that it names and that does nothing else in it, else the person or the body that its own words cite."""
        found = _cited(within.text, within.parties, self.language)
        if found:
            told = expecting(within, self.language)
            found = [hit for hit in found if not any(hit[0] < last and first < hit[1] for first, last, _ in told)]
        credited = self._credited(within, found)
        bodies = [key for key in credited if key in self.cast.bodies]
        if bodies and len(bodies) < len(credited):
            credited = bodies  # "the paper said, from the agency": the paper passes on what the agency counts
        if credited:
            return "; ".join(credited)
        low, span = within.low, within.span
        said = self.language.speaks.search(low, *span) or self.language.says.search(low, *span)
        speaker = self._speaker(within, said) if said is not None else None
        if speaker in self.cast.bodies:
            return speaker
        counting = (hit for hit in found if hit[2] in self.cast.bodies and not self._acts(within, hit[0], hit[1]))
        named = list(dict.fromkeys(key for _, _, key in counting))
        return named[0] if len(named) == 1 else self._in_own_words(within, speaker)

    def asides(self, within: Sentence) -> list[tuple[int, int, str]]:
        """The brackets, and the clause at the end ("và được X dự đoán ..."), that hold a number and say on whose word
        it is: that credits nothing outside of them."""
        held = self._last_clause(within)
        held += self._behind_colon(within)
        if not within.has_brackets:
            return held
        for each in _BRACKETS.finditer(within.text, *within.span):
            start, end = each.start() + 1, each.end() - 1
            if any(start <= p.start < end for p in within.phrases):
                parties = [hit for hit in within.parties if start <= hit[0] < end]
                who = self.of(within._replace(span=(start, end), parties=parties))
                if who is not None:
                    held.append((start, end, who))
        return held

    def _behind_colon(self, within: Sentence) -> list[tuple[int, int, str]]:
        """ "600 houses collapsed: according to eyewitnesses, walls folded": who is cited for what follows a colon."""
        start, end = within.span
        colon = within.low.find(": ", start, end)
        if colon < 0 or not any(p.end <= colon for p in within.phrases):
            return []
        lead = self.language.credit_lead.match(within.low, colon + 2, end)
        if lead is None or within.low.find(", ", lead.end(), end) < 0:
            return []
        parties = [hit for hit in within.parties if hit[0] > colon]
        who = self.of(within._replace(span=(colon + 2, end), parties=parties))
        return [(colon + 2, end, who)] if who is not None else []

    def _last_clause(self, within: Sentence) -> list[tuple[int, int, str]]:
        start, end = within.span
        for first, _, key in within.parties:
            front = self.language.credit_clause.search(within.low, max(start, first - _CUE), first)
            if front is not None and any(p.end <= front.start() for p in within.phrases):
                return [(front.start(), end, key)]
        return []

    def outside(self, within: Sentence, asides: Sequence[tuple[int, int, str]]) -> str | None:
        """Whom a sentence credits outside of some brackets."""
        if not asides:
            return self.of(within)
        text, low = within.text, within.low
        for start, end, _ in asides:
            text = text[:start] + " " * (end - start) + text[end:]
            low = low[:start] + " " * (end - start) + low[end:]
        parties = [hit for hit in within.parties if not any(start <= hit[0] < end for start, end, _ in asides)]
        return self.of(within._replace(text=text, low=low, parties=parties))

    def behind(self, told: Sequence[Sentence], order: int) -> str | None:
        """ "“The toll stands at 146. More may die,” the chief told reporters": who says, behind a quotation of several
        sentences, what its first ones tell."""
        within = told[order]
        if not within.phrases or not _is_open(within):
            return None
        for later in told[order + 1 : order + 1 + _QUOTED]:
            closing = _CLOSING.search(later.text, *later.span)
            if closing is not None:
                return self.of(later)
        return None

    def points_back(self, within: Sentence) -> bool:
        """ "He added that 12 died", "Theo bộ này, ...": whether a sentence is on the word of who was named before it,
        and names nobody itself."""
        if within.parties or not within.phrases:
            return False
        low, start = within.low, within.span[0]
        return any(
            found.start() - start <= _OPENING or low[: found.start()].endswith(_SPEECH_ENDS)
            for found in self.language.points_back.finditer(low, *within.span)
        )

    def is_counting(self, who: str) -> bool:
        """Whether somebody, or all who speak together, are bodies that count such things themselves: those of a topic
        and offices, and none that only tells what others count."""
        return all(
            each in self.cast.counting or (each not in self.cast.bodies and self._is_office(each.lower()))
            for each in who.split("; ")
        )

    def is_body(self, who: str) -> bool:
        """Whether somebody is a body by name."""
        return all(each in self.cast.bodies for each in who.split("; ")) or self._is_office(who.lower())

    def _is_office(self, name: str) -> bool:
        """Whether a name is that of an office, and none that common words stand for: "authorities"."""
        return (
            self.language.offices.search(name) is not None
            and self.language.media.search(name) is None
            and self.language.generic_credit.fullmatch(name) is None
        )

    def is_narrow(self, who: str) -> bool:
        """Whether somebody speaks only for their own people, so that nothing else in an article is on their word."""
        place = self.language.places.get(who.lower())
        is_province = place in self.language.provinces and place not in self.language.lands
        return is_province or self.language.credit_own.search(who.lower()) is not None

    def _is_added(self, front: str) -> bool:
        """ "after updating data from the province": whether words in front of a body say that what it counts was only
        added."""
        lead = self.language.credit_before.search(front)
        return lead is not None and self.language.credit_updating.search(front, 0, lead.start()) is not None

    def _acts(self, within: Sentence, first: int, last: int, *, counts_own: bool = True) -> bool:
        """ "a battle waged by the brigade", "police searched": whether a body does something other than count what it
        did itself ("police have arrested 15"), where it can be on its word."""
        low = within.low
        front = low[max(within.span[0], first - _CUE) : first]
        if self.language.acts_by.search(front) is not None or self._is_added(front):
            return True
        acts = self.language.acts_behind.match(low, last)
        return acts is not None and not (
            counts_own and any(0 <= p.hedge_start - acts.end() <= _OWN for p in within.phrases)
        )

    def _credited(self, within: Sentence, found: Sequence[Hit]) -> list[str]:
        """The parties beside a cue of attribution, with those that they are joined to."""
        text, low, start = within.text, within.low, within.span[0]
        hits: list[bool] = []
        for first, last, _ in found:
            opened = text[first - 1 : first] == "("
            closing = _BRACKETED.match(text, last) or _APPOSED.match(text, last, within.span[1])
            front = low[max(start, first - _CUE) : first]
            before = self.language.credit_before.search(front) is not None and not self._is_added(front)
            before = before and self.language.acts_by.search(front) is None
            behind = closing.end() if closing else last
            after = self.language.credit_after.match(low, behind) is not None
            if low.startswith(":", behind) and front.split()[-1:] and front.split()[-1] in self.language.place_at_words:
                after = False  # "36 died in the provinces: Oakham (2)"
            bracketed = opened and text[last : last + 1] in (")", "/")
            hits.append(before or after or bracketed)
        joined = [_JOINED.fullmatch(text, one[1], two[0]) is not None for one, two in pairwise(found)]
        for number, is_joined in enumerate(joined):
            hits[number + 1] = hits[number + 1] or (is_joined and hits[number])
        for number in range(len(joined) - 1, -1, -1):
            hits[number] = hits[number] or (joined[number] and hits[number + 1])
        return list(dict.fromkeys(key for (_, _, key), hit in zip(found, hits, strict=True) if hit))

    def _in_own_words(self, within: Sentence, speaker: str | None) -> str | None:
        """The name behind "theo", "according to", else who says so in a sentence, else words for nobody by name."""
        language, (start, end) = self.language, within.span
        for lead in language.credit_lead.finditer(within.low, start, end):
            if language.credit_updating.search(within.low, start, lead.start()) is not None:
                continue
            words = language.credit_who.match(within.text, lead.end(), end)
            if words is None or words["who"].split()[0].lower() in language.no_who:
                continue
            if any(map(str.isupper, words["who"])):
                begin, who = lead.start(), self._in_full(words["who"][:1].upper() + words["who"][1:])
                break
        else:
            if speaker is not None:
                return _ARTICLE.sub("", speaker)
            words = language.generic_credit.search(within.low, start, end)
            if words is None:
                return self._nameless(within) if within.phrases else None
            if not self._is_saying(within, words):
                return None
            if self._acts(within, words.start(), words.end(), counts_own=False):
                return None
            begin, who = words.start(), within.text[words.start() : words.end()]
        is_subject = any(m.is_named and m.start < words.end() and begin < m.end for m in within.mentions)
        return None if is_subject else _ARTICLE.sub("", who).strip()

    def _nameless(self, within: Sentence) -> str | None:
        """ "according to the military junta", "the county sheriff said": a body of no name, by its words."""
        language, (start, end) = self.language, within.span
        leads = language.credit_lead.finditer(within.low, start, end)
        cited = (language.credit_body.match(within.text, lead.end(), end) for lead in leads)
        found = next((words for words in cited if words is not None), None)
        found = found or language.body_says.search(within.text, start, end)
        return found["who"] if found is not None and not _overlaps(within, *found.span("who")) else None

    def _is_saying(self, within: Sentence, words: re.Match[str]) -> bool:
        """ "officials said", "according to officials", and not "a result that officials deemed a success". Where people
        are believed to think something in many ways, naming them is citing them, but for what they expect."""
        if is_expecting(within, words.start(), words.end(), self.language):
            return False
        if not self.language.nouns_behind:  # "the authorities opened an inquiry" tells nothing
            return bool(within.phrases) or self.language.says.search(within.low, *within.span) is not None
        front = within.low[max(within.span[0], words.start() - _CUE) : words.start()]
        foretold = self.language.credit_foretells.match(within.low, words.end())
        if foretold is not None and not any(p.start >= foretold.end() for p in within.phrases):
            return False  # "though authorities expect the figure to rise"
        said = _AFTER.match(within.low, words.end(), within.span[1])
        return (
            self.language.credit_before.search(front) is not None
            or (said is not None and self.language.speaks.search(said[0]) is not None)
            or self.language.credit_after.match(within.low, words.end()) is not None
        )

    def _speaker(self, within: Sentence, said: re.Match[str]) -> str | None:
        """The person, or the body that no list has, that says something."""
        language, (start, end) = self.language, within.span
        speaker = language.speaker.search(within.text, start, end)
        is_land = speaker is not None and speaker["who"].lower() in language.places  # "Thủ tướng Reedland"
        if speaker is not None and not is_land and not _overlaps(within, *speaker.span("who")):
            return self._in_full(_without_land(speaker["who"], language))
        behind = language.speaker_behind.search(within.text, start, end) if within.phrases else None
        is_land = behind is not None and behind["who"].lower() in language.places
        if behind is not None and not is_land and not _overlaps(within, *behind.span("who")):
            return self._in_full(behind["who"])
        surname = _SURNAME.search(within.text[start : said.start()])
        if surname is not None and surname["name"] in self.people:
            return self.people[surname["name"]]
        body = language.body_speaker.search(within.text, start, end)
        body = body or language.office_speaker.search(within.text, start, end)
        if body is not None:
            return body["who"]
        media = language.media_says.search(within.low, start, end)
        if media is not None and within.text[media.start("who")].isupper():
            return within.text[slice(*media.span("who"))]
        letters = language.letters_speaker.search(within.text, start, end) if within.phrases else None
        if letters is None or letters["who"].lower() in language.no_who:
            return None
        first, last = letters.span("who")
        is_land = f"the {letters['who'].lower()}" in language.places or letters["who"].lower() in language.places
        return None if is_land or _overlaps(within, first, last) else letters["who"]

    def _in_full(self, who: str) -> str:
        """ "Ông Đặng", "Tang": the party of a person who was named before, else the name as it stands."""
        words = [word for word in who.split() if word not in self.language.titles]
        if len(words) == 1:
            return self.people.get(words[0], who)
        owners = {self.people[word] for word in words if word in self.people}
        if len(owners) == 1 and all(word in self.people for word in words[:1] + words[-1:]):
            return owners.pop()
        self._know([words[0], words[-1]] if words else [], who)
        return who


def _overlaps(within: Sentence, start: int, end: int) -> bool:
    """Whether a stretch of a sentence is a name of the topic, or inside of one."""
    return any(m.start < end and start < m.end for m in within.mentions)


def _without_land(who: str, language: Language) -> str:
    """ "Thủ tướng Reedland Arlo Venn": a name without the land that its title is of."""
    land = language.place.match(who)
    return who[land.end() + 1 :] if land is not None and who.count(" ", land.end()) > 1 else who


def _is_open(within: Sentence) -> bool:
    """Whether a sentence begins, or goes on with, a quotation that it does not close."""
    text, end = within.text, within.span[1]
    return text.rfind("“", 0, end) > text.rfind("”", 0, end) or text.count('"', 0, end) % 2 == 1


def _cited(text: str, found: Sequence[Hit], language: Language) -> list[Hit]:
    """Without those that only say whose another is: in "the agency (of the ministry)", "the agency under the ministry"
    and "the ministry's agency" the agency is cited."""
    held: list[Hit] = []
    for hit in found:
        before = held[-1] if held else None
        if before is not None and text[hit[0] - 1 : hit[0]] == "(" and hit[0] - before[1] <= 3:
            continue
        if before is not None and before[2] != hit[2] and language.credit_under.fullmatch(text, before[1], hit[0]):
            held[-1] = (before[0], hit[1], before[2])
        elif before is not None and before[2] != hit[2] and text[before[1] : hit[0]] in ("'s ", "’s "):
            held[-1] = (before[0], hit[1], hit[2])
        else:
            held.append(hit)
    return held
