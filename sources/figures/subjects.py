"""Whose a number is: the subject spoken of, and several that share it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.figures.cues import Cues
from sources.figures.joining import is_money
from sources.figures.lexicon import fold_case
from sources.figures.localities import is_label
from sources.figures.memory import Memory
from sources.figures.morekinds import is_of_more, kinds_of
from sources.figures.passing import (
    given_to,
    introduced,
    is_led_up_to,
    is_of_either,
    is_possessive,
    of_bracket,
    of_overtaken,
    without_asides,
)
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Mention, Sentence
from sources.figures.series import is_of_other_part, without_predicates
from sources.figures.strangers import begins_with_stranger, is_behind_led_title, is_of_titled
from sources.figures.trade import bought
from sources.figures.turns import named_in_turn
from sources.figures.who import Cast, is_unknown_name
from sources.model import Metric

_TOP = re.compile(r"[Tt]op\s+\d+\s")
_DAY = re.compile(r"\d")
_TITLE = re.compile(r"[“\"«]\s?(?P<first>[^\W\d])[^“”\"«»]{2,60}[”\"»“]")
_LABEL = re.compile(r"(?:\(|\s[-–—]\s)$")
_OWNED = re.compile(r"[”\"’»]?\s(?:của|by)\s[^,;:.()\d]{2,30}?\s?")
_NAME_GAP = 60  # characters between a name and an amount that stands for it
_ITEM = re.compile(r",\s(?:(?:và|and)\s)?(?P<name>[^\W\d]+(?:\s[^\W\d]+){0,3})\s")
_CLOSE = 16  # characters between a name and a number that it stands right in front of
_RANK = 16  # characters in front of a number that make it a rank
_BARE = 2  # letters of words that name nothing
_TITLE_GAP = 24  # characters between a title and the amount that it made
_WHOLE = re.compile(r"\s(?:(?:of|trong|của|cả|tổng|tổng số|the|all|total|its)\s){0,4}")  # between a share and its whole
_OF_WHOLE = re.compile(r"\s(?:of|trong tổng|trên tổng)\s")
_SHARE = 30  # characters in front of a rate in which words say that it is a share
_OWNS = re.compile(r"[.;:(,]")
_RIGHT_BEHIND = re.compile(r"[”\"’»“*]*\s*[-–—:,]?\s*(?:\w+\s+){0,2}")
_STATES = re.compile(r"[”\"’»“*)]*\s*(?:[-–—:(]|là|is|was|at|with|worth|trị giá)\s*")
_OF = re.compile(r"\s+(?:của|of|for|mà|thuộc|thuộc dòng|thuộc mẫu)\s+(?:phim\s+|the\s+|its\s+|their\s+)?[“\"‘]?")
_NAMED_CLAUSE = re.compile(
    r"(?:[,;]\s(?:with\s|với\s)?|\s(?:and|while|against|và|còn)\s)(?:the\s)?(?P<name>[A-ZĐ][\w’'-]*(?:\s[A-ZĐ][\w’'-]*)+|[A-Z]{2,}\w*)(?:\s\([^()]{2,12}\))?"
)
_FEW_WORDS = re.compile(r"(?:,\s(?:which|who|that|mà))?(?:\s[^\W\d]+){0,3}\s?")
_WHICH = re.compile(r"(?:[”\"’»“*)]*,|,[”\"’»“*)]+)\s(?:which|who|that|mà)\s")
_OPENS = ("“", '"', "«", "‘", "'")
_DASH = re.compile(r"\s[-–—:]\s")
_COUNTED = re.compile(r"\d[\d.,]*\s(?:người|people)[^,;]*$")
_GOES_ON = re.compile(r"\s*(?:[,;]|và\s|and\s)")
_ALIAS = re.compile(r"[”\"’“]*\s*\(\s*[“\"‘]?")
_JOINS = re.compile(r"[”\"’“)]*\s*(?:,\s(?:và|and)\s|,|và|and|hay|cùng)\s*[“\"‘]*")


class Subjects:
    """The subjects of one article's numbers."""

    def __init__(self, cast: Cast, cues: Cues) -> None:
        self.cast = cast
        self.language = cast.language
        self.cues = cues
        self.is_event = any(metric.revisable for metric in cues.metrics)
        # Films, parties, clubs: where several that a topic follows bear names, another name is another of the kind.
        proper = [
            all(name[:1].isupper() for held in subject.names.values() for name in held)
            for subject in cast.by_name.values()
        ]
        self.are_names = sum(proper) > 1
        self.kinds = kinds_of(cast)
        self.partnered = frozenset(
            subject.name
            for subject in cast.by_name.values()
            if any(self.language.partners.search(fold_case(name)) for held in subject.names.values() for name in held)
        )

    def of(self, within: Sentence, phrase: Phrase, memory: Memory) -> str | None:
        text, start = within.text, within.span[0]
        before = [m for m in within.mentions if m.end <= phrase.start]
        before = without_asides(self.language, within, phrase, before)
        rates = [p for p in within.phrases if p.unit in RATES and p.start <= phrase.start] if before else []
        if before and len({m.name for m in within.mentions}) > 1:
            before = [
                m for m in before if not (self._is_whole_of_share(within, m, rates) or self._is_counted(within, m))
            ]
        if self.are_names:
            before = without_predicates(self.language, within, before)
            if is_of_other_part(self.language, within, phrase):
                return None
        bracket = text.rfind("(", start, phrase.start)
        if bracket >= 0 and ")" not in text[bracket : phrase.start]:
            if before and before[-1].start > bracket:
                return of_bracket(self.language, within, phrase, before[-1])
            owner = [m for m in before if m.end <= bracket + 1]
            if self._is_overtaken(within, bracket, owner):
                return None
            if owner and not _DAY.search(text[owner[-1].end : bracket]) and len(text[owner[-1].end : bracket]) <= 45:
                return owner[-1].name
            converts = any(0 <= bracket - p.end <= 2 and (p.unit or p.has_scale) for p in within.phrases)
            is_other = is_unknown_name(text, bracket, before) or self._is_listed(within, bracket, before)
            is_other = is_other or (self.are_names and is_behind_led_title(self.language, within, bracket))
            is_here = self._is_at_place(within, bracket) or (self.is_event and is_label(within, phrase))
            is_here = is_here or self._is_partner(within, bracket, before[-1].name if before else memory.focus)
            if not converts and not is_here and is_other:
                return None
        if phrase.unit == "rank" and (given := given_to(self.language, within, phrase)) is not None:
            return given or None
        if before and (named := named_in_turn(self.language, within, phrase)) is not None:
            return named
        is_valued = memory.valued is phrase  # "1.200 dự án mới, với tổng vốn 8 tỷ USD": of what a metric counts
        if not is_valued and (self._is_of_several(within, phrase, before) or self._is_of_others(within, phrase)):
            return None
        if not is_valued and is_of_more(self.kinds, within, phrase):
            return None
        if self.cast.rivals is not None and self._is_of_rival(within, phrase, before):
            return None
        if self._is_other_item(within, phrase):
            return None
        purchase = bought(self.language, within, phrase) if before and not self.are_names else None
        if purchase is not None:
            return purchase.name
        owned = [m for m in within.mentions if m.start >= phrase.end]
        if owned and before and rates and self._is_whole_of_share(within, owned[0], rates):
            owned = []
        if owned and self._is_of_next(within, phrase, owned[0]):
            return owned[0].name
        if owned and (came := self._came_by(within, phrase)) is not None:
            return came
        if before:
            nearest = before[-1]
            gap = text[nearest.end : phrase.hedge_start]
            if _RIGHT_BEHIND.fullmatch(gap) and nearest.is_object is False:
                return nearest.name
            is_done = nearest.is_object and self.language.head_beside.fullmatch(gap.strip()) is not None
            is_done = is_done and self.language.object_done.search(within.low[start : nearest.start]) is not None
            if (_STATES.fullmatch(gap) and not is_done) or (nearest.is_object and is_possessive(gap)):
                return nearest.name
            if of_overtaken(self.language, within, phrase, nearest):
                return nearest.name
            if is_of_either(self.language, within, nearest, gap):
                return None
        if owned and _OF.fullmatch(text, phrase.end, owned[0].start):
            return owned[0].name
        if before and _WHICH.match(text, before[-1].end):
            return before[-1].name
        if self._is_behind_title(within, phrase, before):
            return None
        dash = _DASH.fullmatch(text, max(start, phrase.hedge_start - 3), phrase.hedge_start)
        if dash and is_unknown_name(text, dash.start(), before):
            return None
        if self.are_names and is_of_titled(self.language, within, phrase, before):
            return None
        if self.are_names and begins_with_stranger(self.cues, within, phrase):
            return None
        if self.are_names and self._is_of_unlisted(within, phrase, before):
            return None
        spoken = [m for m in before if not m.is_object and not within.in_brackets(m.start)]
        if spoken:
            return spoken[-1].name
        if owned and not owned[0].is_object and is_led_up_to(within, phrase, owned[0]):
            return owned[0].name
        if owned and introduced(self.language, within) is owned[0]:
            return owned[0].name
        following = [m for m in owned if not m.is_object and m.start - phrase.end < 40]
        if following and not before and memory.focus is None:
            return following[0].name
        return memory.focus

    def _is_whole_of_share(self, within: Sentence, mention: Mention, rates: Sequence[Phrase]) -> bool:
        """ "by air made up 84% of all arrivals": a name that only says what a share is of."""
        rate = next((p for p in reversed(rates) if p.end <= mention.start), None)
        if rate is None or _WHOLE.fullmatch(within.low, rate.end, mention.start) is None:
            return False
        if _OF_WHOLE.match(within.low, rate.end):
            return True
        front = within.low[max(within.span[0], rate.hedge_start - _SHARE) : rate.start]
        return self.language.share_of.search(front) is not None

    def _is_counted(self, within: Sentence, mention: Mention) -> bool:
        """ "by road came 4 million international travellers": a name that says what a number of another's counts."""
        count = next((p for p in within.phrases if p.start < mention.start <= p.end + 1), None)
        if count is None or count.unit in RATES or is_money(count.unit):
            return False
        held = [m for m in within.mentions if m.end <= count.hedge_start and not (m.is_object or m.is_where)]
        return bool(held) and held[-1].name != mention.name

    def of_metric(self, metric: Metric, within: Sentence, phrase: Phrase, memory: Memory) -> str | None:
        """The subject of an amount whose metric is known: where only some can be meant ("the surplus", "imports"), the
        nearest of them in the sentence, else the one spoken of, else the one that the metric is named after."""
        subject = self.of(within, phrase, memory)
        if subject is None:
            return None
        counted = self._called(within, phrase) if not self.are_names else None
        if counted is not None:
            return counted
        purchase = bought(self.language, within, phrase) if not self.are_names else None
        if purchase is not None and purchase.is_buyer and purchase.name == subject:
            return subject
        subject = self.cues.siblings.get((metric.key, subject), subject)
        kin = self.cues.kin.get(metric.key, ())
        if not kin or subject in kin or self._is_spoken_of(metric, subject, within, phrase):
            return subject
        if self._is_way(subject, within, phrase) or self._is_right_before(metric, subject, within, phrase):
            return subject
        if self._came_by(within, phrase) == subject:
            return subject
        near = [m for m in within.mentions if m.name in kin]
        if near:
            return min(near, key=lambda m: abs(m.start - phrase.start)).name
        return memory.focus if memory.focus in kin else kin[0]

    def _called(self, within: Sentence, phrase: Phrase) -> str | None:
        """ "a total of 212 were ferry accidents": the subject that a copula behind a number says it to be."""
        named = next((m for m in within.mentions if m.start >= phrase.end), None)
        if named is None or not named.is_named or named.start - phrase.end > _CLOSE:
            return None
        copula = self.language.head_copula.match(within.low, phrase.end + 1)
        return named.name if copula is not None and copula.end() + 1 == named.start else None

    def _is_right_before(self, metric: Metric, subject: str, within: Sentence, phrase: Phrase) -> bool:
        """ "14 million by air, đường bộ đạt 2 triệu": whether a subject is named right in front of a number, with no
        word of the metric's between that could be another's."""
        named = next((m for m in reversed(within.mentions) if m.end <= phrase.hedge_start), None)
        if named is None or named.name != subject or not named.is_named or named.is_object:
            return False
        gap, pattern = within.low[named.end : phrase.hedge_start], self.cues.patterns.get(metric.key)
        return len(gap) <= _CLOSE and "," not in gap and (pattern is None or pattern.search(gap) is None)

    def _came_by(self, within: Sentence, phrase: Phrase) -> str | None:
        """ "13.4 million foreigners arrived by air": the subject that is the way in which those came."""
        way = next((m for m in within.mentions if m.start >= phrase.end), None)
        if way is None or self.are_names or not way.is_named:
            return None
        lead = self.language.means_lead.fullmatch(within.low, phrase.end, way.end)
        return way.name if lead is not None else None

    def _is_spoken_of(self, metric: Metric, subject: str, within: Sentence, phrase: Phrase) -> bool:
        """Whether a subject is named before a number by words that the metric is spoken of with ("core inflation", if
        the metric's own subject is inflation), or one of those is a verb of rising or falling between the two."""
        pattern = self.cues.patterns.get(metric.key)
        named = [m for m in within.mentions if m.name == subject and m.end <= phrase.start]
        if pattern is None or not named:
            return False
        mention, courses = named[-1], self.language.courses
        between = (each[0] for each in pattern.finditer(within.low, mention.end, phrase.start))
        return pattern.search(within.low, mention.start, mention.end) is not None or any(
            courses["fall"].fullmatch(word) or courses["rise"].fullmatch(word) for word in between
        )

    def _is_way(self, subject: str, within: Sentence, phrase: Phrase) -> bool:
        """ "bằng đường bộ đạt 2 triệu lượt": a subject that is a way of coming is named for what came so."""
        named = [m for m in within.mentions if m.name == subject]
        before = [m for m in named if m.end <= phrase.start]
        owner = before[-1] if before else next(iter(named), None)
        return owner is not None and self.language.part_ways.search(within.low, owner.start, owner.end) is not None

    def _is_of_rival(self, within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> bool:
        """Whether another of the kind is named before a number, and none of the subjects since."""
        assert self.cast.rivals is not None
        since = before[-1].end if before else within.span[0]
        return self.cast.rivals.search(within.text, since, phrase.start) is not None

    def _is_of_unlisted(self, within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> bool:
        """ "A won 30 seats, the Gull Front (GF) won 12", "against the Heron List, which has 4": a name that the topic
        does not list begins the clause that the number stands in."""
        since = before[-1].end if before else within.span[0]
        clauses = list(_NAMED_CLAUSE.finditer(within.text, since, phrase.hedge_start))
        clause = clauses[-1] if clauses else None
        if clause is None or not _FEW_WORDS.fullmatch(within.low, clause.end(), phrase.hedge_start):
            return False
        words = within.text[since : clause.start()].split()
        if words and words[-1][:1].isupper():
            return False  # the last of several names: "with A and B"
        taken = [*((p.start, p.end) for p in within.places), *((m.start, m.end) for m in within.moments)]
        taken += [(first, last) for first, last, _ in within.parties]
        start, end = clause.span("name")
        return self.language.says.match(within.low, clause.end() + 1) is None and not any(
            first < end and start < last for first, last in taken
        )

    def _is_of_next(self, within: Sentence, phrase: Phrase, mention: Mention) -> bool:
        """ "six people died in the Harbour Fire", "a 400-acre Harbour Fire": a name behind a number, in its clause."""
        if not mention.is_named or any(phrase.end <= p.start < mention.start for p in within.phrases):
            return False
        came = self.language.part_came.match(within.low, phrase.end, mention.end)
        if came is not None and came.end() >= mention.start:
            return True  # "13 million travellers arrived by air"
        gap = within.low[phrase.end : mention.start]
        if not self.are_names and self.language.means_lead.fullmatch(within.low, phrase.end, mention.end):
            return True
        return gap == " " or (self.language.owner_lead.fullmatch(within.low, phrase.end, mention.start) is not None)

    def _is_at_place(self, within: Sentence, place: int) -> bool:
        """ "ở huyện Nguyên Bình (29 người chết": a name that says where is not another subject."""
        before = within.low[max(within.span[0], place - 40) : place]
        counted = _COUNTED.search(before)
        where = re.search(rf"(?:{self.language.where_behind.pattern[:-1]})\S[^,;]*$", before)
        if self.are_names and where is not None:  # "Nights at Oakham ($2 million)" is a name
            where = where if any(p.end <= place <= p.end + 1 for p in within.places) else None
        return counted is not None or where is not None

    def _is_partner(self, within: Sentence, bracket: int, subject: str | None) -> bool:
        """ "visitors from Reedland (5%), Marsh (3%)": a land right in front is the one that those come from."""
        lands = self.language.lands
        return subject in self.partnered and any(
            0 <= bracket - place.end <= 1 and place.name in lands for place in within.places
        )

    def _is_listed(self, within: Sentence, bracket: int, before: Sequence[Mention]) -> bool:
        """An item of a list "A (x), B (y)" that names nobody we know."""
        last = within.text.rfind(")", within.span[0], bracket)
        return (
            last >= 0
            and _GOES_ON.match(within.text, last + 1, bracket) is not None
            and not any(mention.start > last for mention in before)
            and not any(last < p.start < bracket for p in within.phrases)
        )

    def _is_of_several(self, within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> bool:
        """ "4 phim đi trước có trên 400 tỷ": several of the subject's kind are spoken of, none of them by name."""
        last = max(before, key=lambda mention: mention.end, default=None)
        since = last.end if last is not None else within.span[0]
        if last is not None and self._is_in_count(within, last):
            since = max((m.end for m in before if m.end <= last.start), default=within.span[0])  # "ba bộ phim"
        ranked = _TOP.search(within.text, since, phrase.start)
        if ranked and self.language.pronouns.search(within.low, ranked.end(), min(ranked.end() + 30, phrase.start)):
            return True
        return any(
            since <= p.start < phrase.start
            and p.value > 1
            and self.language.pronouns.search(within.low, p.start, p.end + 12)
            and not self.language.one.search(within.low, p.end, phrase.start)
            and not self.language.rank_before.search(within.low[max(since, p.start - _RANK) : p.start])
            for p in within.phrases
            if not is_money(p.unit)
        )

    def _is_in_count(self, within: Sentence, mention: Mention) -> bool:
        """Whether a description is what a number counts: several of a kind, and none of them by name."""
        return any(
            p.start < mention.start
            and mention.end <= p.end
            and p.value > 1
            and not is_money(p.unit)
            and not self.language.rank_before.search(within.low[max(within.span[0], p.start - _RANK) : p.start])
            for p in within.phrases
        )

    def _is_of_others(self, within: Sentence, phrase: Phrase) -> bool:
        """ "cả thị trường (152 tỷ đồng)", "các phần trước chỉ dừng ở vài tỷ": words for what no name of ours stands
        for (the whole market, the parts before), with nobody named or spoken of between them and the amount."""
        if not is_money(phrase.unit):
            return False
        found = list(self.language.others.finditer(within.low, within.span[0], phrase.start))
        if not found or any(m.start < found[-1].end() and found[-1].start() < m.end for m in within.mentions):
            return False
        since = found[-1].end()
        names = any(since <= m.start < phrase.start for m in within.mentions)
        return not names and self.language.pronouns.search(within.low, since, phrase.start) is None

    def _is_other_item(self, within: Sentence, phrase: Phrase) -> bool:
        """ "A 10 tỷ, B 20 tỷ, C 30 tỷ": an item of a list of names with their amounts, by a name that nobody knows."""
        last = next((p for p in reversed(within.phrases) if p.end <= phrase.start), None)
        if (
            last is None
            or last.unit != phrase.unit
            or not any(0 < last.hedge_start - m.end <= 2 for m in within.mentions)
        ):
            last_item = _ITEM.search(within.low[within.span[0] : last.hedge_start]) if last else None
            if last_item is None or last is None or last.unit != phrase.unit or not self._is_other_item(within, last):
                return False
        item = _ITEM.fullmatch(within.low, last.end, phrase.hedge_start)
        if item is None or any(m.start >= last.end and m.end <= phrase.start for m in within.mentions):
            return False
        return sum(map(str.isalnum, self.language.bare_clause.sub("", item["name"]))) > _BARE

    def _is_overtaken(self, within: Sentence, bracket: int, before: Sequence[Mention]) -> bool:
        """ "it passed Reed Boat 6 (300 billion)": a name that nobody knows, overtaken right in front of brackets."""
        since = before[-1].end if before else within.span[0]
        passed = list(self.language.overtake.finditer(within.low, since, bracket))
        if not passed or not self.are_names:
            return False
        at = passed[-1].end() + 1
        titled = self.language.titled.match(within.low, at, bracket)
        at = titled.end() if titled is not None else at
        at += within.text[at : at + 1] in _OPENS
        if any(p.hedge_start <= at < p.end for p in within.phrases):
            return False  # "surpassing VND300 billion ($12 million)"
        return within.text[at : at + 1].isupper() and bracket - at <= _NAME_GAP

    def _is_behind_title(self, within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> bool:
        """ "“Bridge of Reeds” with 173 billion": a title in quotes that the topic does not list owns the amount that
        follows it within a few words."""
        if not is_money(phrase.unit):
            return False
        found = _TITLE.finditer(within.text, within.span[0], phrase.hedge_start)
        titles = [title for title in found if title["first"].isupper()]
        if not titles or any(m.end > titles[-1].start() for m in before):
            return False
        gap = within.text[titles[-1].end() : phrase.hedge_start]
        is_spoken_of = self.language.pronouns.search(within.low, titles[-1].end(), phrase.hedge_start) is not None
        return len(gap) <= _TITLE_GAP and not is_spoken_of and _OWNS.search(gap) is None

    def sharers(self, within: Sentence, phrase: Phrase, subject: str) -> list[str]:
        """ "A và B từng đạt 40 tỷ": an amount said once of subjects that are joined belongs to each of them."""
        before = [m for m in within.mentions if m.end <= phrase.start]
        if not before or before[-1].name != subject:
            return [subject]
        group = [before[-1]]
        for mention in reversed(before[:-1]):
            gap = within.text[mention.end : group[-1].start]
            if mention.name == group[-1].name and _ALIAS.fullmatch(gap):
                group[-1] = mention  # "“A” (in other words A')"
                continue
            if not _JOINS.fullmatch(gap):
                break
            group.append(mention)
        row = self._row_behind(within, phrase, group[0])
        if len(group) > 1 and len(row) == len(group) and not within.in_brackets(phrase.start):
            return [group[-1 - row.index(phrase)].name]
        if phrase.inherits or (within.in_brackets(phrase.start) and self._are_listed(within, phrase)):
            return [subject]
        between = [p for p in within.phrases if group[-1].end <= p.start and p.end <= phrase.start]
        listed = [p for p in within.phrases if p.inherits]
        if len(group) == 1 or listed or any(not within.in_brackets(phrase.start) for _ in between):
            return [subject]
        return list(dict.fromkeys(mention.name for mention in reversed(group)))

    def _are_listed(self, within: Sentence, phrase: Phrase) -> bool:
        """ "A (2.9 billion), B, C and D (1.6 billion)": whether names of a list have brackets of their own."""
        return any(
            p.unit == phrase.unit and within.in_brackets(p.start) for p in within.phrases if p.end <= phrase.start
        )

    def _row_behind(self, within: Sentence, phrase: Phrase, last: Mention) -> list[Phrase]:
        """The amounts of one unit that stand in a row behind the last of several names: "A and B made 10 and 20"."""
        behind = [p for p in within.phrases if p.start >= last.end and p.unit == phrase.unit]
        row = behind[:1]
        for each in behind[1:]:
            gap = self.language.joiner.fullmatch(within.low, row[-1].end, each.hedge_start)
            if gap is None or row[-1].end >= each.hedge_start:
                break
            row.append(each)
        return row if phrase in row else []

    def is_aside(self, within: Sentence, phrase: Phrase, subject: str) -> bool:
        """ "it passed Gull Bridge (332 tỷ đồng)": what is known of another in brackets is on nobody's word."""
        return within.in_brackets(phrase.start) and any(
            m.is_object and m.name == subject and 0 <= phrase.start - m.end <= 40 for m in within.mentions
        )

    def is_right_behind_name(self, within: Sentence, phrase: Phrase) -> bool:
        """ "A (332 tỷ đồng)", "A của B (332 tỷ đồng)", "A - 332 tỷ đồng": an amount by itself right behind a name."""
        front = within.text[max(within.span[0], phrase.hedge_start - _NAME_GAP) : phrase.hedge_start]
        sign = _LABEL.search(front)
        if sign is None:
            return False
        end = phrase.hedge_start - len(front) + sign.start()
        return any(
            0 <= end - m.end <= 3 or (m.end <= end and _OWNED.fullmatch(within.text, m.end, end) is not None)
            for m in within.mentions
        )
