"""Which metrics of a topic a number can be of, by its unit and size, before any word decides among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sources.figures.cues import Cues
from sources.figures.interval import MEASURES, TIMES, is_counted
from sources.figures.joining import currency_of, is_money
from sources.figures.language import Language
from sources.figures.lexicon import fold_case
from sources.figures.phrase import Phrase
from sources.figures.prices import can_price, unit_priced
from sources.figures.ranks import GROUPS
from sources.figures.sentence import RATES, Sentence
from sources.model import Metric, Quantity

_NO_COUNTS: Final = RATES | TIMES | {"rank", "date", "words"}
SPOKEN_BARE: Final = frozenset({"people", "houses"})  # "141 dead": what prose counts without a noun
_CLASSIFIED: Final = frozenset({"people", "cases"})  # "6 ca tử vong", "30 người mắc": which of them, the words say
_LEVELS: Final = frozenset({"points", "times"}) | RATES | TIMES  # told without a noun of their own
_MEASURED: Final = MEASURES - RATES
_BODIES: Final = ("bodies", "thi thể")
_RANK_BEFORE: Final = 20  # characters in front of a number that may say that it is a rank
_COUNTING: Final = frozenset({"number"})  # "the injured number 752"
_MODEL: Final = re.compile(r"[^\W_]-$")  # the number of a model, a road, a virus: a name goes on with it
_PAIR: Final = re.compile(r"\d+-\d+")
_NAME: Final = 2  # characters that such a name ends with in front of its number
_GROUPS: Final = tuple(GROUPS)
_COMPOUND: Final = re.compile(r"-[^\W\d_]{3,}")
_LIST: Final = 60  # characters between two numbers of a list
_CLAUSE_END: Final = re.compile(r"[,;:.()\d]|\s(?:and|và|while|còn)\s")
_FULL_STOP: Final = re.compile(r"[.!?]\s")
_LARGE: Final = 1000  # from here on a bare number counts whatever the words next to it speak of


def fits(metric: Metric, unit: str) -> bool:
    """Whether an amount of a unit can be of a metric."""
    if metric.unit == unit or (is_money(metric.unit) and is_money(unit)) or can_price(metric, unit):
        return True
    # The dead are counted as bodies too, where a topic speaks of them so.
    return (metric.unit, unit) == ("people", "bodies") and any(
        noun in cue for cues in metric.cues.values() for cue in cues for noun in _BODIES
    )


def name_units(low: str, phrases: Sequence[Phrase], cues: Cues) -> None:
    """Give bare numbers the unit of the noun that a describing word or two stand in front of."""
    _name_same(low, phrases, cues.language)
    if cues.far_nouns is None:
        return
    for phrase in phrases:
        noun = None if phrase.unit else cues.far_nouns.match(low, phrase.end)
        if noun is not None and cues.language.bare_clause.search(noun["between"]) is None:
            phrase.unit = cues.noun_units[fold_case(noun["unit"])]


def _name_same(low: str, phrases: Sequence[Phrase], language: Language) -> None:
    """Give a number whose noun is left out the unit of the one before it in its sentence: "15 tàu chìm, 42 chiếc hư
    hỏng", "57 houses collapsed, 260 others were damaged"."""
    for one, other in pairwise(phrases):
        if other.start - one.end > _LIST or not is_counted(one.unit) or one.unit in _LIVING:
            continue
        is_other = other.unit == "people" and low.endswith(language.things_others, other.start, other.end)
        if other.unit and not (is_other and language.things_others):
            continue
        is_same = is_other or language.things_same.match(low, other.end) is not None
        if is_same and _FULL_STOP.search(low, one.end, other.start) is None:
            other.unit = one.unit


def mark_wholes(low: str, phrases: Sequence[Phrase], cues: Cues) -> None:
    """ "61 of the 90 seats", "61/90 seats": the first number counts what the second one does, which is no amount."""
    for one, other in pairwise(phrases):
        if _is_incidence(low, one, other):
            one.is_whole = other.is_whole = True
            continue
        if not is_counted(other.unit) or one.has_scale or one.unit not in ("", other.unit):
            continue
        is_out_of = cues.language.out_of.fullmatch(low, one.end, other.start) is not None
        if one.amount < other.amount and (is_out_of or low[one.end : other.start] == "/"):
            one.unit, other.is_whole = other.unit, True


def _is_incidence(low: str, one: Phrase, other: Phrase) -> bool:
    """ "45.2/100,000 people": how many there are of so many people, and no count of any."""
    if low[one.end : other.start] != "/" or one.amount >= other.amount or one.unit not in ("", other.unit):
        return False
    if other.unit and not is_counted(other.unit):
        return False
    is_round = other.amount >= _LARGE and other.amount.normalize().as_tuple().digits == (1,)
    return is_round or one.amount != int(one.amount)


_THAN: Final = 8  # characters in front of a hedge in which its comparative begins: "thấp hơn"


def mark_differences(low: str, phrases: Sequence[Phrase], language: Language) -> None:
    """ "thấp hơn 37% so với cùng kỳ": by how much one amount was less than another, and no rate below 37%."""
    for each in phrases:
        if each.unit not in RATES or each.hedge not in ("under", "more"):
            continue
        courses = language.courses
        is_than = courses["than"].search(low[max(0, each.hedge_start - _THAN) : each.start]) is not None
        if is_than and courses["yearly"].match(low, each.end + 1) is not None:
            each.hedge, each.hedge_start = "bare", each.start


def is_ordinal(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "cao thứ 6", "top 15 markets", "the 10-member bloc": a small number that stands in a row, or in a name."""
    if phrase.has_scale or phrase.amount >= _LARGE or phrase.unit in RATES:
        return False
    if not phrase.unit and _COMPOUND.match(within.low, phrase.end):
        return True
    before = within.text[max(within.span[0], phrase.start - _RANK_BEFORE) : phrase.start]
    if phrase.unit and not before.lower().rstrip().endswith(_GROUPS):
        return False
    rank = language.rank_before.search(before)
    if rank is None or rank[0].strip().lower() in _COUNTING:
        return False
    return not phrase.unit or rank[0].strip().lower() in GROUPS


def needs_own_words(text: str, cues: Cues, phrase: Phrase) -> bool:
    """Whether the words next to the number decide alone: dead, missing and injured are all people, exports and imports
    are both dollars."""
    rivals = candidates_of(text, cues, phrase)
    if not phrase.unit or _is_common(text, rivals, cues, phrase):
        return True
    stocks = [m for m in rivals if m.kind in ("cumulative", "level", "share", "growth")]
    flows = [m.period for m in rivals if m.kind == "flow"]
    is_running = any(m.kind == "cumulative" for m in rivals)
    if flows.count("day") > 1 and not (is_running and is_money(phrase.unit)):
        return True  # "213 stocks rose, 113 fell": which of several counts of a day
    is_beside_level = bool(flows) and phrase.unit not in _LEVELS and any(m.kind == "level" for m in rivals)
    return len(stocks) > 1 or flows.count("any") > 1 or is_beside_level


def _is_common(text: str, rivals: Sequence[Metric], cues: Cues, phrase: Phrase) -> bool:
    """Whether a unit says nothing of what is counted: of a topic that counts the dead alone, by words, "12 người mất
    tích" are none. A noun of the topic's own says enough, and so does the unit of a metric without words."""
    if not is_counted(phrase.unit) and phrase.unit not in _MEASURED:
        return False  # money has rules of its own, and a rate is of what it is told of
    if len(rivals) != 1 or rivals[0].key not in cues.patterns:
        return False
    return not is_told_with_noun(text, phrase, cues)


def candidates_of(text: str, cues: Cues, phrase: Phrase) -> list[Metric]:
    """The metrics that a number can be of; a bare one counts what prose counts without a noun, or is large."""
    if not phrase.unit:
        is_model = _MODEL.search(text, max(0, phrase.start - _NAME), phrase.start) is not None
        is_model = is_model or _PAIR.fullmatch(text, phrase.start, phrase.end) is not None
        if phrase.amount != int(phrase.amount) or is_model:
            return []  # "a 7.6-magnitude quake", "ngõ 29/70", "a Boeing 737-800": nobody counts so
        is_large = phrase.has_scale or abs(phrase.amount) >= _LARGE
        return [
            m
            for m in cues.metrics
            if m.key in cues.patterns
            and (m.unit in SPOKEN_BARE or (is_large and not is_money(m.unit) and m.unit not in _NO_COUNTS))
        ]
    found = list(_of_unit(cues, phrase.unit))
    if phrase.unit in _CLASSIFIED and text.endswith(cues.language.classifiers, phrase.start, phrase.end):
        found += [
            m
            for m in cues.metrics
            if m.unit in _CLASSIFIED
            and m not in found
            and (pattern := cues.patterns.get(m.key)) is not None
            and (phrase.unit != "people" or pattern.match(text, _predicate_at(text, phrase, cues.language)))
        ]
    return found


def _predicate_at(text: str, phrase: Phrase, language: Language) -> int:
    """Where what those who are counted did begins: behind words like "were" and "đã được"."""
    helping = language.helping.match(text, phrase.end)
    return (helping.end() if helping is not None else phrase.end) + 1


def _of_unit(cues: Cues, unit: str) -> tuple[Metric, ...]:
    """The metrics that a number of a unit can be of. Where a topic counts in two currencies, an amount is of a metric
    of its own: none is a conversion."""
    held = cues.by_unit.get(unit)
    if held is None:
        held = tuple(m for m in cues.metrics if fits(m, unit) and m.kind not in ("rank", "date", "duration", "words"))
        own = tuple(m for m in held if m.unit == unit) if currency_of(unit) else ()
        held = own or held
        cues.by_unit[unit] = held
    return held


def is_plausible(phrase: Phrase, metric: Metric) -> bool:
    """Whether one of the readings of a number is among the amounts that a metric can have."""
    if metric.plausible is None or _is_converted(phrase.unit, metric):
        return True
    least, most = metric.plausible
    if phrase.is_vague:
        vague = phrase.quantity()
        return vague.low is None or vague.high is None or (vague.low <= most and vague.high >= least)
    if least <= phrase.amount <= most:
        return True
    return can_swap(phrase, metric) and phrase.other is not None and least <= phrase.other[0] * phrase.scale <= most


def can_swap(phrase: Phrase, metric: Metric) -> bool:
    """Whether the other reading of a number's sign can be meant: nobody wins 9.1 medals."""
    if phrase.other is None:
        return False
    is_whole = phrase.other[1] >= 1  # read as groups of digits
    if is_whole or phrase.has_scale or is_money(metric.unit) or metric.kind not in ("cumulative", "flow"):
        return True
    return bool(phrase.unit) and not metric.nouns


def is_possible(quantity: Quantity, metric: Metric, *, is_change: bool) -> bool:
    """Whether a quantity is one that a metric can have, or can change by. What a topic says of growth is of its size
    where it leaves no room for a fall."""
    if metric.plausible is None or quantity.value is None or _is_converted(quantity.unit or "", metric):
        return True
    least, most = metric.plausible
    value, highest = quantity.value, quantity.value_max if quantity.value_max is not None else quantity.value
    if is_change:
        return abs(value) <= max(abs(least), abs(most))
    if metric.kind == "growth" and least >= 0:
        value, highest = abs(value), abs(highest)
    return value <= most and highest >= least


def _is_converted(unit: str, metric: Metric) -> bool:
    return bool(currency_of(unit)) and unit_priced(metric, unit) != metric.unit


_PREDICATE: Final = 24  # characters of a predicate that a metric may be spoken of with
_LIVING: Final = frozenset({"people", "animals", "days", "weeks", "months", "years", "rank", "date"})


def is_of_things(text: str, phrase: Phrase, metric: Metric, cues: Cues) -> bool:
    """Whether a number in front of a noun can count what a metric counts: "75 trụ sở xã" are no houses, "gần 20.000
    căn" may be. People are called by too many names to tell, but not by those of things: "467 missing person
    reports", "467 cuộc gọi"."""
    if not phrase.unit and metric.unit in SPOKEN_BARE and cues.language.things_only.match(text, phrase.end):
        return False
    if metric.unit == "people":
        return not _counts_things(text, phrase, cues.patterns.get(metric.key), cues)
    if not phrase.unit and metric.unit in MEASURES and metric.unit not in _LEVELS:
        return not _counts_noun(text, phrase, metric, cues)
    if phrase.unit or phrase.has_scale or not is_counted(metric.unit) or metric.unit in _LIVING:
        return True
    noun = cues.language.noun_behind.match(text, phrase.end)
    if noun is None:
        return True
    pattern = cues.patterns.get(metric.key)
    return pattern is not None and pattern.match(text, noun.start() + 1) is not None


def _counts_noun(text: str, phrase: Phrase, metric: Metric, cues: Cues) -> bool:
    """ "372 hectares of farms and more than 100,000 farm cages": whether a bare number has a noun of its own, which is
    not what its metric is spoken of with."""
    language = cues.language
    noun = (language.plural if language.nouns_behind else language.noun_behind).match(text, phrase.end)
    if noun is None:
        return False
    pattern = cues.patterns.get(metric.key)
    spoken = list(pattern.finditer(text, phrase.end, noun.end())) if pattern is not None else []
    return not spoken or spoken[-1].end() < noun.end()


def _counts_things(text: str, phrase: Phrase, spoken: re.Pattern[str] | None, cues: Cues) -> bool:
    """Whether a number that a count of people could be told with is one of the things behind it: a bare one, or one
    whose only noun is the state that the metric is spoken of with ("467 missing person reports")."""
    thing = cues.language.things_behind.match(text, phrase.end)
    if thing is None:
        return False
    if phrase.unit and not (cues.language.nouns_behind and spoken and spoken.search(text, phrase.start, phrase.end)):
        return False
    return spoken is None or spoken.search(text, thing.start("thing"), thing.end()) is None


def is_told_with_noun(text: str, phrase: Phrase, cues: Cues) -> bool:
    """Whether a number is told with a count noun of the topic, and not with one of the language for the same unit."""
    own = tuple(noun for noun, unit in cues.noun_units.items() if unit == phrase.unit)
    if text.endswith(own, phrase.start, phrase.end):
        return True
    return cues.far_nouns is not None and cues.far_nouns.match(text, phrase.end) is not None


def suffers_another(text: str, phrase: Phrase, cues: Cues) -> bool:
    """ "2.700 nhà bị cô lập": a count whose own predicate, right behind it, is one that no metric is spoken of with."""
    state = cues.language.states.match(text, phrase.end)
    if state is not None:
        stop = _CLAUSE_END.search(text, state.end())
        last = stop.start() if stop is not None else len(text)
        return not any(pattern.search(text, phrase.start, last) for pattern in cues.patterns.values())
    told = cues.language.suffers.match(text, phrase.end) if is_counted(phrase.unit) else None
    if told is None:
        return False
    last = min(len(text), told.end() + _PREDICATE)
    return not any(
        (found := pattern.search(text, told.start("verb"), last)) is not None and found.start() <= told.end()
        for pattern in cues.patterns.values()
    )


def counts_another(text: str, phrase: Phrase, cues: Cues) -> bool:
    """ "two counties": a bare number in front of a noun that no metric is spoken of with counts that."""
    noun = cues.language.plural.match(text, phrase.end)
    return noun is not None and not any(p.search(text, noun.start(), noun.end()) for p in cues.patterns.values())
