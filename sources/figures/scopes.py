"""Where a number holds: its place, several places that share it, or the cause that a part is told by."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.alike import place_of_both
from sources.figures.asides import is_where_it_happened
from sources.figures.cues import Cues
from sources.figures.describing import only_describes
from sources.figures.homes import home_of
from sources.figures.interval import TIMES, is_counted
from sources.figures.language import Language
from sources.figures.listing import is_unclear, without_told
from sources.figures.localities import (
    bracketed,
    far_behind,
    is_beside,
    is_left_behind,
    is_of_next,
    is_of_speaker,
    is_overtaken,
    is_range,
    joint,
)
from sources.figures.memory import Memory
from sources.figures.nameless import is_in_building, is_nameless
from sources.figures.nations import Nations
from sources.figures.openings import Openings
from sources.figures.otherevents import OtherEvents
from sources.figures.phrase import Phrase
from sources.figures.placegroups import PlaceGroups
from sources.figures.provinces import Provinces
from sources.figures.routes import ends_of_routes
from sources.figures.sentence import Mention, Sentence
from sources.figures.sites import are_titles, is_in_one_place
from sources.figures.told import (
    hardest_hit,
    is_abroad,
    is_back_home,
    is_everywhere,
    place_at,
    place_counted,
    place_toward,
)
from sources.figures.turns import are_joined, are_told_alike, in_turn
from sources.model import Metric, Topic
from sources.text import fold

_AND: Final = re.compile(r",\s(?:and|và)\s")
_NAME_BEFORE: Final = re.compile(r"[A-ZĐ][\w’'-]+(?:\s[A-ZĐ][\w’'-]+)*\s$")
_ASIDE: Final = re.compile(r"\s\([^()]*\)")
_LIST_BREAK: Final = re.compile(r"\),?\s(?:(?:và|and)\s)?(?:[^\W\d_A-ZĐ]\w*\s){0,2}[A-ZĐ]?$")
_EACH: Final = re.compile(r"\s+(?:each|mỗi nơi|mỗi tỉnh)\s+(?:in|at|ở|tại|:)?\s*")
_ONE_BETWEEN: Final = re.compile(r",\s*(?:the\s+)?[^\W\d_]+(?:\s[^\W\d_]+){0,3},?\s*(?:and|và)\s+(?:the\s+)?")
_ARTICLE: Final = 4  # characters of an article in front of a name
_INCLUDING: Final = 20
_BESIDE: Final = 12  # characters between a place and the number that is listed for it
_SENTENCE: Final = 260  # the same, where a sentence is about the land that it begins with
_NEAR: Final = 40  # characters within which a word points back to a place for a number
_REACH: Final = 120  # characters over which a place still says where a number is


def _is_of_home(topic: Topic, language: Language) -> bool:
    """Whether a topic, or its main subject, is one of the home land by its name, so that all the world is more."""
    names = [*topic.title.values(), *(subject.name for subject in topic.subjects if subject.main)]
    names += [name for subject in topic.subjects if subject.main for held in subject.names.values() for name in held]
    return any(_joined(home) in _joined(name) for home in language.homes for name in names)


def _joined(name: str) -> str:
    """A name without marks and spaces: "Việt Nam" and "Vietnam" are one."""
    return fold(name).replace(" ", "").lower()


class Scopes:
    """The places and causes of one topic's numbers in a language."""

    def __init__(self, topic: Topic, cues: Cues, language: Language) -> None:
        self.cues = cues
        self.language = language
        self.is_event = any(metric.revisable for metric in topic.metrics)
        self.are_titles = are_titles(topic)
        self.is_in_one_place = is_in_one_place(topic)
        self.is_of_home = _is_of_home(topic, language)
        # Of a firm whose topic does not name the home land, what it sells there is a part.
        self.is_sold_abroad = not (self.is_event or self.are_titles or self.is_of_home)
        self.mains = frozenset(subject.name for subject in topic.subjects if subject.main or self.is_event)
        self.nations = Nations(topic, language)
        self.groups = PlaceGroups(language, self.nations.several, is_event=self.is_event)
        self.others = OtherEvents(topic, language)
        self.provinces = Provinces(language, self.nations.whole)
        self.openings = Openings(language, self.provinces, is_event=self.is_event, are_titles=self.are_titles)
        self.unnamed = (language.place_abroad_name, language.markets.domestic_name)  # "there" points to none of those
        self.sums = {part: r.total for r in topic.relations if r.kind == "sum" and r.total for part in r.parts}

    def of(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> str | None:
        """What a number is told of that is narrower than its subject; "A | B" when it is told of each of two."""
        place = self._place(within, phrase, metric)
        if place is None and self.is_sold_abroad and not is_everywhere(self.language, within, phrase):
            place = home_of(self.language, self.cues.patterns.get(metric.key), within, phrase, metric)
        place = place or self.nations.pointed_at(within, phrase, memory.place)
        if place is None and not self.are_titles:
            place = self.provinces.pointed_at(within, phrase, memory, is_event=self.is_event)
        if self.nations.is_whole(place):
            memory.last_place = memory.place = None
            return None
        if place is None and not within.in_brackets(phrase.start):
            goes_on = self._is_included(within, phrase) or not (within.places or self._is_of_nation(within, phrase))
            place = memory.last_place if goes_on and memory.last_place else self.openings.of(within, memory)
        if place is None and self.is_event and not within.places and not within.in_brackets(phrase.start):
            place = memory.report_place
        memory.last_place = place
        if place is not None:
            if place not in self.unnamed:
                memory.place = place
        elif not self.is_event and self._is_market(within, phrase):
            place = memory.last_place = memory.land or memory.place
        elif self._is_there(within, phrase):
            place = memory.place
        elif metric.kind == "growth" and self.openings.compares(within):
            place = memory.last_place = memory.before_place
        if place is None and self.is_event:
            place = self._cause(within, phrase, metric, memory) or hardest_hit(self.language, within, phrase)
        if place is None and phrase.value_max is None:
            held = memory.totals.get(metric.key)
            memory.totals[metric.key] = phrase.amount if held is None else max(held, phrase.amount)
        return place

    def _is_of_nation(self, within: Sentence, phrase: Phrase) -> bool:
        """ "182 in the city, and the country 3,000": whether words behind the count before say that one is of all."""
        ends = [p.end for p in within.phrases if p.end <= phrase.hedge_start and p.unit not in TIMES]
        since = max(ends, default=within.span[0])
        return self.language.nation.search(within.low, since, phrase.hedge_start) is not None

    def official(self, within: Sentence, phrase: Phrase, memory: Memory) -> str | None:
        """The land whose officials tell a number that has no other place, in an event of several lands."""
        return None if within.in_brackets(phrase.start) else self.nations.official(within, memory.said)

    def _is_included(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is a part of the one before it: "6.779 ca, trong đó 5 ca tử vong"."""
        before = within.low[max(within.span[0], phrase.hedge_start - _INCLUDING) : phrase.hedge_start]
        return self.language.including.search(before) is not None

    def is_by_cause(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> bool:
        """Whether a number is a part of a count that was told before, by its cause."""
        return self.is_event and self._cause(within, phrase, metric, memory) is not None

    def _place(self, within: Sentence, phrase: Phrase, metric: Metric) -> str | None:
        routed = ends_of_routes(self.language.routes, self.language.lands, within) if within.places else []
        places = [place for place in within.places if place not in routed] if routed else within.places
        if is_everywhere(self.language, within, phrase):
            return self.language.place_world_name if self.is_of_home else None
        turn = in_turn(self.language, within, phrase)
        if turn is not None:
            number, group = turn
            named = [place for place in places if place.end <= group[0].start][-len(group) :]
            if len(named) == len(group) and are_joined(self.language, within, named):
                return named[number].name
        each = _EACH.match(within.low, phrase.end)
        if each:
            shared = _list_at(self.language, within, each.end())
            if shared:
                return " | ".join(place.name for place in shared)
        adjective = self._demonym(within, phrase, metric)
        if adjective is not None:
            return adjective
        behind = place_at(self.language, within, phrase) or self._shared_behind(within, phrase)
        if behind is None and self.is_event:
            behind = place_counted(self.language, within, phrase) or self._far_behind(within, phrase, metric)
        if behind in routed:
            behind = None
        if behind is not None and self.is_event and self._happened(within, phrase.end, behind.start):
            return None
        is_told = behind is not None and self.is_event
        if behind and is_told and (self._is_of_most(within, phrase, behind) or self._is_of_all(within, behind)):
            return None
        if behind is not None and self.is_event and is_of_next(self.language, within, phrase, behind):
            behind = None
        if behind is None and not self.is_event:
            behind = place_toward(self.language, within, phrase)
        if behind is not None:
            return None if self._is_range(within, behind) else self.groups.behind(within, phrase, behind, metric)
        held = bracketed(self.language, within, phrase) if self.is_event else []
        if held:
            return joint(held, metric, is_each=False)
        if self.are_titles and is_abroad(self.language, within, phrase):
            left_out = (p.name for p in places if p.end <= phrase.start)
            word = self.language.place_outside_word
            return next((name for name in left_out if name.startswith(word)), self.language.place_abroad_name)
        bracket = within.text.rfind("(", within.span[0], phrase.start) if within.in_brackets(phrase.start) else -1
        before = [
            p
            for p in places
            if p.end <= phrase.start
            and not self._speaks(within, p)
            and not self._is_reached(within, p)
            and not is_overtaken(self.language, within, p)
            and not self.nations.struck(within, p)
            and not self._is_house(within, p)
            and not only_describes(self.language, within, p, phrase, is_event=self.is_event)
            and not (self.is_event and (is_beside(self.language, within, p) or self._is_of_all(within, p)))
            and not (self.is_event and is_of_speaker(self.language, within, p))
            and not (self.are_titles and self._is_apart(within, p, phrase))
            and (p.start > bracket or not within.in_brackets(p.start))
        ]
        if bracket >= 0 and self._is_behind_unknown(within, bracket):
            before = [p for p in before if p.start > bracket]
        if bracket < 0:
            before = [p for p in before if not within.in_brackets(p.start)]
            if self.is_event:
                before = without_told(self.language, within, phrase, before)
        inside = self._listed_behind(within, phrase)
        if not before or before[-1].name in inside:
            return None  # "12 hurt (Lai Châu: 11, Sơn La: 1)": the whole of what the brackets list by place
        end = bracket if before[-1].end <= bracket else phrase.start
        if self.are_titles and self.language.place_everywhere.search(within.low, before[-1].end, end):
            return None
        if self.are_titles and self.language.place_beyond.search(within.low, before[-1].end, end):
            return self.language.place_abroad_name
        between = within.text[before[-1].end : end]
        if (
            ";" in between
            or (not self.is_event and self.language.place_purpose.search(within.low, before[-1].end, end))
            or self._is_out_of_reach(within, before[-1], end)
            or is_back_home(self.language, within, before[-1].end, end)
            or (not self.is_event and self._is_of_all_again(within, before[-1], end))
        ):
            return None
        if _AND.match(between) and any(
            p is not phrase and place_at(self.language, within, p) is before[-1]
            for p in within.phrases
            if p.end <= before[-1].start
        ):
            return None  # "40 in Hai Phong, and 8,017 houses": the place is of the number in front of it
        if self._is_range(within, before[-1]):
            return None
        return self.groups.before(within, phrase, before, metric)

    def _shared_behind(self, within: Sentence, phrase: Phrase) -> Mention | None:
        """ "while 14 were killed and two are missing in Oakham": the place behind the next number of a clause that
        begins with this one."""
        following = next((p for p in within.phrases if p.start >= phrase.end), None)
        if not self.is_event or following is None:
            return None
        both = place_of_both(self.cues, within, phrase)
        if both is not None:
            return both
        if self.language.place_share.fullmatch(within.low, phrase.end, following.hedge_start) is None:
            return None
        opened = self.language.place_clause.search(
            within.low, max(within.span[0], phrase.hedge_start - _NEAR), phrase.hedge_start
        )
        if opened is None and within.low[within.span[0] : phrase.hedge_start].strip():
            return None
        return place_at(self.language, within, following)

    def _far_behind(self, within: Sentence, phrase: Phrase, metric: Metric) -> Mention | None:
        place = far_behind(self.language, within, phrase, metric)
        is_other = place is None or self._is_reached(within, place) or self.nations.struck(within, place)
        return None if is_other else place

    def _happened(self, within: Sentence, start: int, end: int) -> bool:
        """ "12 deaths in the quake that struck": whether words between a count and a place say what happened there."""
        relative = self.language.relative.search(within.low, start, end)
        return relative is not None and self.language.befell.search(within.low, relative.end(), end) is not None

    def _begins(self, within: Sentence, place: Mention, end: int) -> bool:
        """ "China, the main market, has tightened its checks, leading to a decrease to $278 million": whether a
        sentence is about the land that it begins with, and names no other."""
        if place.start - within.span[0] > _ARTICLE or place.name not in self.language.lands or len(within.places) > 1:
            return False
        low = within.low
        if low.startswith(("'s", "’s"), place.end) or any(
            not low.startswith(("'s", "’s"), home.end()) and self._is_free(low, home.start())
            for home in self.language.lands_home.finditer(low, place.end, end)
        ):
            return False
        return low.startswith((", ", " "), place.end) and "; " not in low[place.end : end]

    def _is_free(self, low: str, at: int) -> bool:
        """Whether no preposition stands in front of a name: "durian from Vietnam" is what another land buys."""
        words = low[max(0, at - _NEAR) : at].split()
        return not words or self.language.head_prepositions.fullmatch(words[-1]) is None

    def _is_house(self, within: Sentence, place: Mention) -> bool:
        """ "officials at Oakham Hospital said": whether a place is a house whose people speak."""
        if self.language.speaks.match(within.low, place.end + 1) is None:
            return False
        return self.language.toll_house.search(place.name) is not None

    def _is_of_all(self, within: Sentence, place: Mention) -> bool:
        """Whether a place is that of the whole event, which has only one; a land is where some of it happened."""
        if place.name in self.language.lands or fold(place.name) in self.nations.several:
            return False
        if self.language.place_where.match(within.low, place.end) is not None:
            return False
        return is_where_it_happened(self.language.nowhere, within, place, self.mains)

    def _is_of_most(self, within: Sentence, phrase: Phrase, place: Mention) -> bool:
        """ "57 houses collapsed — most of them in Oakham": whether a place behind a number is only of most of it."""
        return self.language.place_mostly.search(within.low, phrase.end, place.start) is not None

    def _is_out_of_reach(self, within: Sentence, place: Mention, end: int) -> bool:
        """Whether a place stands too far in front of a number. The numbers of a list hand it on, and of what is no
        event all those of a sentence that is about it."""
        if end - place.end < (_REACH if self.is_event or not self._begins(within, place, end) else _SENTENCE):
            return False
        is_kept = not self.is_event and not self.are_titles and self._is_of_whole_sentence(within, place, end)
        listed = [
            p
            for p in within.phrases
            if (self.is_event or is_kept) and place.end < p.start and p.end <= end and not within.in_brackets(p.start)
        ]
        if not listed or listed[0].start - place.end >= _REACH:
            return True
        if is_kept:
            return False
        stops = [*(p.hedge_start for p in listed[1:]), end]
        return any(
            self.language.place_item.fullmatch(_ASIDE.sub("", within.low[p.end : stop])) is None
            for p, stop in zip(listed, stops, strict=True)
        )

    def _is_of_all_again(self, within: Sentence, place: Mention, end: int) -> bool:
        """ "Oakham City had 1,640 cases, the whole province 4,812": whether words behind the number of a place are for
        all of what it is in, or name what the topic is of."""
        counted = [p.end for p in within.phrases if place.end <= p.start and p.end <= end and p.unit not in TIMES]
        if not counted:
            return False
        if self.language.home_all.search(within.low, counted[0], end) is not None:
            return True
        named = self.language.place.finditer(within.text, counted[0], end)
        return any(fold(name[0]) in self.nations.whole for name in named)

    def _is_of_whole_sentence(self, within: Sentence, place: Mention, end: int) -> bool:
        """ "Oakham recorded 21 crashes, which killed nine and injured seven": whether nothing between a place and a
        number says that the number is of all the land."""
        return self.language.nation.search(within.low, place.end, end) is None and not any(
            self._is_free(within.low, home.start())
            for home in self.language.lands_home.finditer(within.low, place.end, end)
        )

    def _is_behind_unknown(self, within: Sentence, bracket: int) -> bool:
        """ "Brunei (1 gold) and Marshland (2 gold)": brackets behind a name that is neither a place nor anybody that is
        known are of no place that was told before."""
        name = _NAME_BEFORE.search(within.text, max(within.span[0], bracket - _NEAR), bracket)
        if name is None or _LIST_BREAK.search(within.text, within.span[0], name.start() + 1) is None:
            return False
        known = [(m.start, m.end) for held in (within.places, within.mentions, within.moments) for m in held]
        return not any(start < name.end() and name.start() < end for start, end in known)

    def is_unsure(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> bool:
        """ "In Marsh, it rained. The flood killed 12": a count of the place, or of the whole, and nobody can tell."""
        if not memory.is_place_unsure or not is_counted(metric.unit) or self._is_there(within, phrase):
            return False
        return self._place(within, phrase, metric) is None and self._cause(within, phrase, metric, memory) is None

    def is_lost(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether a number is of one of several places told in turn, of which not all are known."""
        if self.nations.is_of_area(within, phrase):
            return True
        if self.is_event and is_nameless(self.language, within, phrase):
            return True
        if self.is_event and not self.is_in_one_place and is_in_building(self.language, within, phrase):
            return True
        if self.is_event and (self.others.is_of(within, phrase) or is_left_behind(self.language, within, phrase)):
            return True
        if self.is_event and is_unclear(within, phrase, [p for p in within.places if p.end <= phrase.start]):
            return True
        turn = in_turn(self.language, within, phrase)
        if turn is None:
            return len(within.places) > 1 and not self.is_event and are_told_alike(self.language, within, phrase)
        _, group = turn
        before = [place for place in within.places if place.end <= group[0].start]
        if not before or group[0].start - before[-1].end > _NEAR:
            return False
        named = before[-len(group) :]
        return len(named) < len(group) or not are_joined(self.language, within, named)

    def _is_range(self, within: Sentence, place: Mention) -> bool:
        return self.is_event and is_range(self.language, within, place)

    def _is_reached(self, within: Sentence, place: Mention) -> bool:
        """ "the quake that hit Reedland and Marsh Bay": whom an event reached says not where a number is."""
        before = within.low[max(within.span[0], place.start - _REACH) : place.start]
        number = within.places.index(place)
        gap = within.low[within.places[number - 1].end : place.start] if number else ""
        if number and self.language.place_joined.fullmatch(self.language.place_parts.sub("", gap)):
            return self._is_reached(within, within.places[number - 1])
        reached = self.language.reached.search(before)
        return reached is not None and not any(p.search(reached["gap"]) for p in self.cues.patterns.values())

    def _is_apart(self, within: Sentence, place: Mention, phrase: Phrase) -> bool:
        """ "it still runs in Reedland, making it certain to cross $2 billion": a place of another clause."""
        return self.language.place_apart.search(within.low, place.end, phrase.start) is not None

    def _demonym(self, within: Sentence, phrase: Phrase, metric: Metric) -> str | None:
        """ "Thai damage is up to $15 million": a country's adjective right before what is counted."""
        cues = self.cues.patterns.get(metric.key)
        first = max(within.span[0], phrase.hedge_start - _NEAR)
        for match in self.language.demonyms.finditer(within.low, first, phrase.hedge_start):
            noun = cues.match(within.low, match.end() + 1) if cues else None
            noun = noun or self.language.place_markets.match(within.low, match.end() + 1)
            if noun is not None and noun.end() <= phrase.start:
                return self.language.demonym_places[match[0]]
        return None

    def _listed_behind(self, within: Sentence, phrase: Phrase) -> list[str]:
        """The places in the brackets right behind a number."""
        if within.in_brackets(phrase.start):
            return []
        opening = within.text.find("(", phrase.end, min(within.span[1], phrase.end + _NEAR))
        if any(phrase.end <= place.start < opening for place in within.places):
            return []  # "China with 3.7 million, Taiwan (China)": the brackets are another's
        closing = within.text.find(")", opening, within.span[1]) if opening >= 0 else -1
        return [
            place.name
            for place in within.places
            if opening < place.start < closing and self._is_counted(within, place, opening, closing)
        ]

    def _is_counted(self, within: Sentence, place: Mention, opening: int, closing: int) -> bool:
        """Whether brackets that list places tell a number of one."""
        inside = [p for p in within.phrases if opening < p.start < closing]
        return any(
            0 <= p.hedge_start - place.end <= _BESIDE or place_at(self.language, within, p) is place for p in inside
        )

    def is_undone(self, within: Sentence, phrase: Phrase, metric: Metric) -> bool:
        """ "18 people listed as missing turned out to be alive", "3 missing fishermen were rescued": a count that is
        taken back."""
        if not self.is_event or not is_counted(phrase.unit):
            return False
        ends = [p.hedge_start for p in within.phrases if p.start >= phrase.end and p.unit not in TIMES]
        last = min([within.span[1], *ends])
        cue = self.cues.patterns.get(metric.key)
        alive = self.language.alive.search(within.low, phrase.end, last)
        if alive is not None:
            return cue is None or cue.search(alive[0]) is None  # "2 of them came out alive" counts who survived
        if metric.kind != "level" or cue is None:
            return False
        rescued = self.language.rescued.search(within.low, phrase.end, last)
        own = cue.search(within.low, phrase.start, last) if rescued is not None else None
        if rescued is None or own is None or own.end() > rescued.start():
            return False
        return self.language.missed.search(own[0]) is not None

    def _is_there(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether words point back to the place that was named last: "there", "in that province"."""
        first, last = max(within.span[0], phrase.start - _NEAR), min(within.span[1], phrase.end + _NEAR)
        there = self.language.there.search(within.low, first, last)
        # "There are 70 bodies" says of no place.
        return there is not None and self.language.head_copula.match(within.low, there.end() + 1) is None

    def _is_market(self, within: Sentence, phrase: Phrase) -> bool:
        """Whether words point back to the land that was named last, with a number or without: "to that market"."""
        first, last = max(within.span[0], phrase.start - _REACH), min(within.span[1], phrase.end + _NEAR)
        first = max([first, *(p.end for p in within.phrases if p.end <= phrase.hedge_start)])
        said = self.language.there_market.search(within.low, first, last)
        if said is None or ";" in within.low[said.end() : phrase.start]:
            return False
        return self.language.total.search(within.low, said.end(), phrase.hedge_start) is None

    def _speaks(self, within: Sentence, place: Mention) -> bool:
        """ "Hanoi puts the bill at ...": the capital that speaks is the government, and no place."""
        return (
            place.name == self.language.capital
            and self.language.capital_speaks.match(within.low, place.end) is not None
        )

    def _cause(self, within: Sentence, phrase: Phrase, metric: Metric, memory: Memory) -> str | None:
        """ "sạt lở khiến 12 người chết", "72 in landslides": a part, by its cause, of a count told before; where only
        the sum was told that the count is part of, the cause must stand in front."""
        if not is_counted(metric.unit):
            return None
        low = within.low
        own = memory.totals.get(metric.key)
        whole = memory.totals.get(self.sums.get(metric.key) or "")
        front = self.language.cause_before.search(
            low[max(within.span[0], phrase.hedge_start - 60) : phrase.hedge_start]
        )
        if front and own is None and whole is not None and phrase.amount < whole:
            first = max(within.span[0], phrase.hedge_start - 60)
            return within.text[first + front.start("cause") : first + front.end("cause")]
        behind = self.language.cause_behind.match(low, phrase.end, within.span[1])
        if behind and own is not None and phrase.amount < own:
            start, end = behind.span("cause")
            return None if self._is_event(within, phrase, start, end) else within.text[start:end]
        return None

    def _is_event(self, within: Sentence, phrase: Phrase, start: int, end: int) -> bool:
        """ "127 killed in the fire": a cause that is the event itself and tells of no part, unless the event is one of
        several causes: "12 do bão, 1 do lũ cuốn"."""
        named = [m for m in within.mentions if m.name in self.mains and m.start < end and start < m.end]
        if not any("the " in within.low[start : m.end] or within.text[m.start].isupper() for m in named):
            return False  # "in landslides", of whatever kind the event is
        others = (p.end for p in within.phrases if p is not phrase)
        return not any(self.language.cause_behind.match(within.low, at, within.span[1]) for at in others)


def _list_at(language: Language, within: Sentence, at: int) -> list[Mention]:
    """The places that are listed from a point on; one that no table knows may stand between them."""
    listed: list[Mention] = []
    for place in within.places:
        if place.start < at:
            continue
        gap = within.low[at : place.start]
        if (not listed and gap not in ("", "the ")) or (
            listed and not (language.place_joined.fullmatch(gap) or _ONE_BETWEEN.fullmatch(gap))
        ):
            break
        listed.append(place)
        at = place.end
    return listed
