"""Which metric of a topic a number phrase states, and in which sense: fact, forecast, increment, negated.

A metric fits by unit first, then by the cues around the number; among several the nearest cue wins. An amount of a
day, a weekend or another stretch needs a word that says so; a running total is what is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sources.figures.interval import COUNTS
from sources.figures.joining import is_money
from sources.figures.language import Language, language_of
from sources.figures.lexicon import alternatives, fold_case, whole_words
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.model import Language as Code
from sources.model import Metric, Status, Topic

Stretch = Literal["day", "weekend", "any", "none"]
_CLAUSE_ENDS = re.compile(r"[;:)]|, |\s(?:and|và|while|but|nhưng|còn|trong khi)\s")
RATES = frozenset({"percent", "percentage_points"})
TIMES = frozenset({"hours", "minutes", "years", "months", "weeks", "days"})
_NO_COUNTS = RATES | TIMES | {"rank", "date", "words"}
_SPOKEN_BARE = frozenset({"people", "houses"})  # "141 dead": what prose counts without a noun
_CLASSIFIED = frozenset({"people", "cases"})  # "6 ca tử vong", "30 người mắc": which of them, the words say
_BODIES = ("bodies", "thi thể")
_CLOSE = 24  # characters within which a word still speaks of the number behind it
_BEHIND = 34  # characters behind a number within which words say that it is an average
_OPENING = 30  # characters at the beginning of a sentence whose words hold of all of it
_LARGE = 1000  # from here on a bare number counts whatever the words next to it speak of


@dataclass(frozen=True, slots=True)
class Cues:
    """A topic's metrics, compiled for one language."""

    language: Language
    metrics: tuple[Metric, ...]
    patterns: dict[str, re.Pattern[str]]
    nouns: re.Pattern[str] | None
    far_nouns: re.Pattern[str] | None  # a noun with words between it and its number: "210 river accidents"
    noun_units: dict[str, str]
    by_kind: dict[str, tuple[Metric, ...]]
    by_unit: dict[str, tuple[Metric, ...]]  # by the unit of a number, the metrics that it can be of; filled when asked
    stretches: dict[Stretch, re.Pattern[str]]
    flow_units: frozenset[str]
    kin: dict[str, tuple[str, ...]]  # by metric, the subjects that it can be of; a metric that is not here fits all
    siblings: dict[tuple[str, str], str]  # by metric and subject, the other side of the same thing that it is of


@lru_cache(maxsize=64)
def cues_of(topic: Topic, code: Code) -> Cues:
    """A topic's metrics in one language."""
    nouns = {
        fold_case(noun): metric.unit
        for metric in topic.metrics
        for noun in metric.nouns.get(code, ())
        if metric.unit not in ("days", "date")
    }
    language = language_of(code)
    words: dict[Stretch, list[str]] = {
        "day": list(language.day_words),
        "weekend": list(language.weekend_words),
        "any": list(language.period_words),
    }
    for metric in topic.metrics:
        if metric.kind == "flow" and metric.period in words and is_money(metric.unit):
            words[metric.period] += metric.cues.get(code, ())
    stock_units = {m.unit for m in topic.metrics if m.kind != "flow"}
    return Cues(
        language=language,
        metrics=topic.metrics,
        stretches={stretch: whole_words(held) for stretch, held in words.items() if held},
        flow_units=frozenset(m.unit for m in topic.metrics if m.kind == "flow" and m.unit not in stock_units),
        patterns={m.key: whole_words(cues) for m in topic.metrics if (cues := m.cues.get(code, ()))},
        nouns=re.compile(rf"[\s-]?(?P<unit>{alternatives(nouns)})(?!\w)") if nouns else None,
        far_nouns=re.compile(rf"(?P<between>(?:\s[^\W\d_]+){{1,2}}?)\s(?P<unit>{alternatives(nouns)})(?!\w)")
        if nouns and language.nouns_behind
        else None,
        noun_units=nouns,
        kin={m.key: kin for m in topic.metrics if (kin := _kin_of(m, topic, code))},
        siblings=_siblings(topic, code),
        by_unit={},
        by_kind={kind: tuple(m for m in topic.metrics if m.kind == kind) for kind in {m.kind for m in topic.metrics}},
    )


def _kin_of(metric: Metric, topic: Topic, code: Code) -> tuple[str, ...]:
    """The subjects whose own name is what the metric is spoken of with ("exports", "GDP"), and those that narrow such
    a name ("rice exports"). Empty when the metric is spoken of with verbs and nouns that fit any subject."""
    cues = {fold_case(cue) for cue in metric.cues.get(code, ())}
    names = {s.name: [fold_case(name) for name in s.names.get(code, ())] for s in topic.subjects}
    own = {name: subject for subject, held in names.items() for name in held if any(_within(name, cue) for cue in cues)}
    narrower = (s for s, held in names.items() if any(_within(n, name) for n in own for name in held))
    return tuple(dict.fromkeys([*own.values(), *narrower]))


def _siblings(topic: Topic, code: Code) -> dict[tuple[str, str], str]:
    """Where subjects are several sides of one thing ("rice exports", "rice output"), each named with a metric's word,
    a metric that is spoken of with another side's word is of that side: output is of rice output."""
    names = {s.name: [fold_case(name) for name in s.names.get(code, ())] for s in topic.subjects}
    cues = {m.key: {fold_case(cue) for cue in m.cues.get(code, ())} for m in topic.metrics}
    spoken_of = {word for spoken in cues.values() for cue in spoken for word in cue.split()}
    sides = {
        (metric, subject): {
            word for name in held for cue in spoken if _within(cue, name) for word in set(name.split()) - spoken_of
        }
        for metric, spoken in cues.items()
        for subject, held in names.items()
    }
    of_a_side = {subject for (_, subject), things in sides.items() if things}
    found: dict[tuple[str, str], str] = {}
    for metric in cues:
        for subject in of_a_side:
            if sides[metric, subject]:
                continue
            own = {word for (_, name), things in sides.items() if name == subject for word in things}
            shared = {name: len(own & sides[metric, name]) for name in names if own & sides[metric, name]}
            if shared:
                found[metric, subject] = max(shared, key=lambda name: shared[name])
    return found


def _within(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


def fits(metric: Metric, unit: str) -> bool:
    if metric.unit == unit or (is_money(metric.unit) and is_money(unit)):
        return True
    # The dead are counted as bodies too, where a topic speaks of them so.
    return (metric.unit, unit) == ("people", "bodies") and any(
        noun in cue for cues in metric.cues.values() for cue in cues for noun in _BODIES
    )


def name_units(low: str, phrases: Sequence[Phrase], cues: Cues) -> None:
    """Give bare numbers the unit of the noun that a describing word or two stand in front of."""
    if cues.far_nouns is None:
        return
    for phrase in phrases:
        noun = None if phrase.unit else cues.far_nouns.match(low, phrase.end)
        if noun is not None and cues.language.bare_clause.search(noun["between"]) is None:
            phrase.unit = cues.noun_units[fold_case(noun["unit"])]


def needs_own_words(text: str, cues: Cues, phrase: Phrase) -> bool:
    """Whether the words next to the number decide alone: dead, missing and injured are all people, exports and imports
    are both dollars."""
    rivals = _candidates(text, cues, phrase)
    if not phrase.unit:
        return True
    stocks = [m for m in rivals if m.kind in ("cumulative", "level", "share", "growth")]
    flows = [m.period for m in rivals if m.kind == "flow"]
    return len(stocks) > 1 or flows.count("any") > 1


def _candidates(text: str, cues: Cues, phrase: Phrase) -> list[Metric]:
    if not phrase.unit:
        if phrase.amount != int(phrase.amount):
            return []  # "a 7.6-magnitude quake", "ngõ 29/70": nobody counts so
        is_large = phrase.has_scale or abs(phrase.amount) >= _LARGE
        return [
            m
            for m in cues.metrics
            if m.key in cues.patterns
            and (m.unit in _SPOKEN_BARE or (is_large and not is_money(m.unit) and m.unit not in _NO_COUNTS))
        ]
    found = list(_of_unit(cues, phrase.unit))
    if phrase.unit in _CLASSIFIED and text.endswith(cues.language.classifiers, phrase.start, phrase.end):
        found += [
            m
            for m in cues.metrics
            if m.unit in _CLASSIFIED
            and m not in found
            and (pattern := cues.patterns.get(m.key)) is not None
            and (phrase.unit != "people" or pattern.match(text, phrase.end + 1))
        ]
    return found


def _of_unit(cues: Cues, unit: str) -> tuple[Metric, ...]:
    """The metrics that a number of a unit can be of. Where a topic counts in two currencies, an amount is of a metric
    of its own: none is a conversion."""
    held = cues.by_unit.get(unit)
    if held is None:
        held = tuple(m for m in cues.metrics if fits(m, unit) and m.kind not in ("rank", "date", "duration", "words"))
        own = tuple(m for m in held if m.unit == unit) if is_money(unit) else ()
        held = own or held
        cues.by_unit[unit] = held
    return held


def choose_metric(
    text: str,
    phrase: Phrase,
    window: tuple[int, int],
    sentence: tuple[int, int],
    phrases: Sequence[Phrase],
    cues: Cues,
    *,
    own_words: bool,
    stretch: Stretch,
    clause: Callable[[], int],
    carried: Callable[[], Metric | None],
    names: Callable[[], Sequence[str]],
) -> Metric | None:
    """The metric of a phrase, None when none fits. `window` is the stretch of text whose words may speak of it,
    `stretch` the stretch of time that the amount is of. Asked for where it matters: `clause`, where its clause begins;
    `carried`, what the words before spoke of where the clause names nothing of its own; `names`, the spellings of a
    subject that it names."""
    candidates = [m for m in _candidates(text, cues, phrase) if _is_plausible(phrase, m)]
    if not candidates or (not phrase.unit and _counts_another(text, phrase, cues)):
        return None
    umbrella = cues.language.umbrella.match(text, phrase.end)
    if umbrella and not any(p.search(text, umbrella.start("word"), umbrella.end()) for p in cues.patterns.values()):
        return None  # "273 người thương vong, mất tích": of no one count
    if phrase.unit in RATES and cues.language.share_of.search(
        text, max(sentence[0], phrase.hedge_start - 30), phrase.start
    ):
        candidates = [m for m in candidates if m.kind != "growth"]
    if phrase.unit in RATES:
        before = text[max(sentence[0], phrase.hedge_start - _CLOSE) : phrase.hedge_start]
        if cues.language.share_changed.search(before):
            candidates = [m for m in candidates if m.kind != "share"]
        elif cues.language.of_whole.match(text, phrase.end):
            candidates = [m for m in candidates if m.kind != "growth"]
        held = carried()
        if held is not None and held in candidates:
            return held
        return _by_owner(text, phrase, (clause(), sentence[1]), phrases, cues, candidates)
    if own_words or (len(candidates) == 1 and candidates[0].period == "any"):
        found = _by_nearest_cue(text, phrase, window, cues, candidates, names)
        may_carry = phrase.has_scale if not phrase.unit else phrase.unit not in COUNTS
        if found is None and may_carry and (held := carried()) in candidates:
            return held
        return found
    return _by_stretch(text, window, cues, candidates, stretch, phrase.start)


def _counts_another(text: str, phrase: Phrase, cues: Cues) -> bool:
    """ "two counties": a bare number in front of a noun that no metric is spoken of with counts that."""
    noun = cues.language.plural.match(text, phrase.end)
    return noun is not None and not any(p.search(text, noun.start(), noun.end()) for p in cues.patterns.values())


def _by_owner(
    text: str,
    phrase: Phrase,
    sentence: tuple[int, int],
    phrases: Sequence[Phrase],
    cues: Cues,
    candidates: Sequence[Metric],
) -> Metric | None:
    """A rate is of the thing named last before it: of a metric of rates only where one of its own words stands nearer
    than an amount or another metric's word ("exports rose 14%" says nothing of GDP). A word right behind counts too."""
    owners: list[tuple[int, int, Metric | None]] = [
        (p.end, p.end - p.start, _growth_of(cues, p, candidates))
        for p in phrases
        if sentence[0] <= p.start and p.end <= phrase.start and p.unit and p.unit not in RATES | TIMES
    ]
    keys = {m.key for m in candidates}
    for metric in cues.metrics:
        pattern = cues.patterns.get(metric.key)
        if pattern is None:
            continue
        own = metric if metric.key in keys else None
        for match in pattern.finditer(text, sentence[0], phrase.start):
            owners.append((match.end(), match.end() - match.start(), own))
    behind = text[phrase.end : min(sentence[1], phrase.end + 28)]
    for metric in candidates:
        pattern = cues.patterns.get(metric.key)
        if pattern is not None and pattern.search(_PART_ENDS.split(behind)[0]):
            return metric
    nearest = max(owners, key=lambda owner: (*owner[:2], owner[2] is not None), default=None)
    return nearest[2] if nearest else None


def _growth_of(cues: Cues, phrase: Phrase, candidates: Sequence[Metric]) -> Metric | None:
    """The rate that speaks of what an amount counts: "28 million passengers, up 5%" is the growth of passengers."""
    words = {word for word, unit in cues.noun_units.items() if unit == phrase.unit and len(word) > 3}
    counted = (m for m in cues.metrics if m.unit == phrase.unit and (len(candidates) == 1 or not is_money(m.unit)))
    words |= {cue for m in counted for held in m.cues.values() for cue in held if len(cue) > 3}
    for metric in candidates:
        spoken = " ".join(cue for cues_held in metric.cues.values() for cue in cues_held).lower()
        if metric.kind == "growth" and any(word.removesuffix("s") in spoken for word in words):
            return metric
    return None


def _is_plausible(phrase: Phrase, metric: Metric) -> bool:
    if metric.plausible is None or phrase.unit != metric.unit or phrase.is_vague:
        return True
    values = [phrase.value * phrase.scale] + ([phrase.other[0] * phrase.scale] if phrase.other else [])
    return any(metric.plausible[0] <= value <= metric.plausible[1] for value in values)


def _by_nearest_cue(
    text: str,
    phrase: Phrase,
    window: tuple[int, int],
    cues: Cues,
    candidates: Sequence[Metric],
    names: Callable[[], Sequence[str]],
) -> Metric | None:
    """Words right behind the number weigh most; a cue inside a longer cue of another metric is none. Without any, the
    metric that the subject's own names speak of ("rice exports")."""
    hits = [
        (match.start(), match.end(), metric)
        for metric in candidates
        if (pattern := cues.patterns.get(metric.key)) is not None
        for match in pattern.finditer(text, *window)
    ]
    best: tuple[float, Metric] | None = None
    cut = _handed_on(text, phrase, window, [(start, end) for start, end, _ in hits])
    for start, end, metric in hits:
        if any(a < end and start < b and b - a > end - start and other is not metric for a, b, other in hits):
            continue
        if cut is not None and start >= cut:
            continue
        if start >= phrase.end:
            gap, side = start - phrase.end, 1.25
        elif end <= phrase.start:
            gap, side = phrase.start - end, 1.0
        else:
            gap, side = 0, 1.4
        score = side * (1 + 0.04 * (end - start)) / (1 + gap / 12)
        if best is None or score > best[0]:
            best = (score, metric)
    if best is not None:
        return best[1]
    spellings = names()
    related = [
        metric
        for metric in candidates
        if (pattern := cues.patterns.get(metric.key)) is not None and any(map(pattern.search, spellings))
    ]
    if len(related) == 1 and phrase.unit:
        return related[0]
    # A count noun that a topic gives to one metric alone says enough.
    counted = [metric for metric in candidates if metric.nouns]
    is_own = len(candidates) == 1 and _is_noun_of(text, phrase, cues)
    return counted[0] if is_own and counted else None


def _by_stretch(
    text: str, window: tuple[int, int], cues: Cues, candidates: Sequence[Metric], stretch: Stretch, at: int
) -> Metric | None:
    """The metric of the amount's stretch of time: of a day, a weekend, another period, or a total."""
    stocks = [m for m in candidates if m.kind != "flow" or m.period == "none"]
    wanted = {"day": ("day",), "weekend": ("weekend", "any", "week"), "any": ("any", "month", "quarter", "year")}.get(
        stretch, ()
    )
    for period in wanted:
        held = [m for m in candidates if m.kind == "flow" and m.period == period]
        near = (max(window[0], at - 45), min(window[1], at + 30))
        special = [m for m in held[1:] if (p := cues.patterns.get(m.key)) is not None and p.search(text, *near)]
        if special:
            return special[0]
        if held:
            return held[0]
    if stocks:
        return stocks[0]
    return candidates[0]


def _is_noun_of(text: str, phrase: Phrase, cues: Cues) -> bool:
    """Whether a number is told with a count noun of the topic, and not with one of the language for the same unit."""
    own = tuple(noun for noun, unit in cues.noun_units.items() if unit == phrase.unit)
    if text.endswith(own, phrase.start, phrase.end):
        return True
    return cues.far_nouns is not None and cues.far_nouns.match(text, phrase.end) is not None


def _handed_on(text: str, phrase: Phrase, window: tuple[int, int], hits: Sequence[tuple[int, int]]) -> int | None:
    """ "làm chết 20 người, bị thương 31 người", "claiming 20 lives and injuring 31": from where on the words behind a
    number are of the next one: where the last of them, over a comma or an "and", stands right in front of it."""
    turn = _NEXT_ITEM.search(text, phrase.end, window[1])
    if turn is None:
        return None
    last = max((end for start, end in hits if turn.end() <= start), default=None)
    if last is None or _BREAK.search(text, last, window[1]) or not _OWN_FRONT.fullmatch(text, last, window[1]):
        return None
    return turn.end()


Spoken = list[tuple[int, int, Stretch, float, float]]  # words for a stretch of time: where, which, how near they are


def stretches_in(text: str, sentence: tuple[int, int], cues: Cues, language: Language) -> Spoken:
    """The words of a sentence that say of which stretch of time its amounts are; words of a total count as well."""
    found: Spoken = []
    for stretch, pattern in cues.stretches.items():
        factor = 1.4 if stretch == "any" else 1.0
        found += [(m.start(), m.end(), stretch, factor, 0.0) for m in pattern.finditer(text, *sentence)]
    found += [(m.start(), m.end(), "none", 0.7, 0.0) for m in language.total.finditer(text, *sentence)]
    found += [(m.start(), m.end(), "none", 1.0, 35.0) for m in language.mark.finditer(text, *sentence)]
    return found


def stretch_of(
    text: str,
    phrase: Phrase,
    phrases: Sequence[Phrase],
    sentence: tuple[int, int],
    cues: Cues,
    spoken: Spoken,
    has_day: bool,
    carried: Stretch,
) -> Stretch:
    """Of which stretch of time an amount is: the nearest of the sentence's words that say so decides.

    A word behind another number or outside of the brackets is farther away. Without any word an amount beside
    screenings, which are never a running total, is of their day; else what the sentence before spoke of holds.
    """
    if phrase.per == "day":
        return "day"
    nearest: tuple[float, Stretch] | None = None
    for start, end, stretch, factor, penalty in spoken:
        distance = _distance(text, phrase, phrases, start, end)
        if distance is not None and (nearest is None or distance * factor + penalty < nearest[0]):
            nearest = (distance * factor + penalty, stretch)
    if nearest is not None and nearest[0] < 160:
        return nearest[1]
    if any(p is not phrase and p.unit in cues.flow_units for p in phrases if sentence[0] <= p.start < sentence[1]):
        return "day" if has_day else (carried if carried != "none" else "any")
    return carried


def _distance(text: str, phrase: Phrase, phrases: Sequence[Phrase], start: int, end: int) -> float | None:
    if start >= phrase.end:
        between = text[phrase.end : start]
        if len(between) > 28 or any(phrase.end <= p.start < start for p in phrases) or _APART.search(between):
            return None
        return float(len(between))
    if end > phrase.start:
        return 0.0
    between = text[end : phrase.start]
    distance = float(len(between))
    distance += 18 * sum(end <= p.start < phrase.start for p in phrases)
    if between.count("(") > between.count(")"):
        distance += 30
    return distance


def window_of(
    text: str, phrase: Phrase, phrases: Sequence[Phrase], sentence: tuple[int, int], unit_is_count: bool
) -> tuple[int, int]:
    """Where words about a phrase may stand. Counts that differ only by what follows them ("141 chết, 59 mất tích")
    own the words up to the next number; amounts own their sentence up to the neighbours. Only numbers that could be of
    the same metrics are neighbours: a rate does not cut an amount off from its noun."""
    first, last = sentence
    for other in phrases:
        if not _are_rivals(phrase, other):
            continue
        if other.end <= phrase.start and other.end > first and unit_is_count:
            first = other.end
            cut = _CUT.search(text, first, phrase.start)
            if cut:
                first = max([cut.end(), *(turn.end() for turn in _WHILE.finditer(text, first, phrase.start))])
        if other.start >= phrase.end and other.start < last and unit_is_count:
            last = other.hedge_start
    if unit_is_count:
        ends = _LIST_ENDS if phrase.unit in COUNTS or not phrase.unit else _CLAUSE_ENDS
        closing = ends.search(text, phrase.end, last)
        if closing:
            last = closing.start()
    return first, max(last, phrase.end)


def _are_rivals(phrase: Phrase, other: Phrase) -> bool:
    if is_money(phrase.unit) or is_money(other.unit):
        return is_money(phrase.unit) and is_money(other.unit)
    if (phrase.unit in RATES) != (other.unit in RATES):
        return False
    return phrase.unit == other.unit or not phrase.unit or not other.unit


def status_of(within: Sentence, phrase: Phrase, language: Language) -> Status:
    """In which sense the sentence states the number."""
    text, (start, end) = within.low, within.span
    if within.is_plain:
        return "increment" if phrase.unit not in RATES and _is_more(text, phrase, end, language) else "fact"
    clause = _clause(text, phrase.hedge_start, start)
    before = text[clause : phrase.start]
    near_after = _HALT.split(text[phrase.end : min(end, phrase.end + 22)])[0]
    reach = _reach(text, phrase.hedge_start, start, language)
    if language.status["negated"].search(text, max(clause, text.rfind(", ", start, phrase.hedge_start)), phrase.start):
        return "negated"
    near = text[max(clause, phrase.hedge_start - _CLOSE) : phrase.hedge_start]
    far = text[max(start, phrase.hedge_start - 70) : phrase.hedge_start]
    if language.status["compared"].search(near) or _last_without_number(language.status["short_of"], far):
        return "increment"
    # A ministry of planning sets no target: a name begins with a capital.
    if language.status["target"].search(within.text, max(start, clause - 16), phrase.start):
        return "target"
    if language.status["guessed"].search(text, clause, phrase.start):
        return "estimate"
    forecast = language.status["forecast"]
    spoken = [(reach, phrase.start), (phrase.end, phrase.end + len(near_after))]
    if any(not _is_name(within, each) for span in spoken for each in forecast.finditer(text, *span)):
        return "forecast"
    if language.status["estimate"].search(before[-30:]):
        return "estimate"
    if phrase.unit not in RATES and (_has_risen(before, language) or _is_more(text, phrase, end, language)):
        return "increment"
    return "fact"


def _has_risen(before: str, language: Language) -> bool:
    """Whether a number is what something rose or fell by, and not what it rose or fell to ("tăng lên 694")."""
    risen = language.increment_behind.search(before)
    return risen is not None and language.becomes.search(before, risen.start()) is None


def _is_more(text: str, phrase: Phrase, end: int, language: Language) -> bool:
    """ "1,426 fewer than in the year before": a number that words right behind it make a difference."""
    return language.status["compared_after"].match(text, phrase.end + 1, end) is not None


def is_added(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether an increment is what came in, "another 20", and so the amount of its stretch of time; what something
    rose by since another stretch is the amount of neither."""
    near = within.low[max(within.span[0], phrase.hedge_start - _CLOSE) : phrase.start]
    found = list(language.status["added"].finditer(near))
    since = near[: found[-1].start()].rstrip() if found else ""
    return bool(found) and language.increment_behind.search(since) is None


def _is_name(within: Sentence, word: re.Match[str]) -> bool:
    """Whether a word that could foretell is a name or a time instead: the May flood, in May, Theresa May."""
    at = word.start()
    inside = any(m.start <= at < m.end for m in within.mentions) or any(m.start <= at < m.end for m in within.moments)
    is_first = not within.text[within.span[0] : at].strip(" \"'“‘(")
    return inside or (within.number >= 0 and not is_first and within.text[at].isupper())


_OWN_FRONT = re.compile(r"[^,;.:()\d]{0,18}")  # what may stand between a word and the number that it is of
_NEXT_ITEM = re.compile(r",\s|\s(?:and|và)\s")
_BREAK = re.compile(r",\s|\s(?:and|và|while|còn|trong khi|but|nhưng|whereas)\s")
_WHILE = re.compile(r"\s(?:while|còn|trong khi|whereas)\s")
_PART_ENDS = re.compile(r"[,;:.()]|\sand\s|\svà\s")
_APART = re.compile(r"[;:(]|, ")
_DIGIT = re.compile(r"\d")
_LIST_ENDS = re.compile(r"[;)]")
_CUT = re.compile(r"[,;.)](?!\d)|\s(?:and|và|while|còn)(?=\s)")
_HALT = re.compile(r"[,;.(]")


def _reach(text: str, at: int, start: int, language: Language) -> int:
    """From where words about the future still speak of a place: over commas, up to a turn ("nhưng", "while"), a
    semicolon or the brackets that the place lies in."""
    bracket = text.rfind("(", start, at)
    if bracket > text.rfind(")", start, at):
        return bracket
    turns = [match.end() for match in language.turn.finditer(text, start, at)]
    return max([start, *turns])


def is_difference(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether an amount is only what is missing to another: "chỉ thiếu hơn 60 tỷ nữa"."""
    if within.is_plain:
        return False
    far = within.low[max(within.span[0], phrase.hedge_start - 70) : phrase.hedge_start]
    is_short = language.short_after.match(within.low, phrase.end) is not None
    return is_money(phrase.unit) and (is_short or _last_without_number(language.status["short_of"], far))


def is_average(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether an amount is one of each of many: "trung bình một suất có 54 vé", "728 a month on average". What a
    sentence says on average from its beginning holds of all that it lists, up to a turn."""
    if within.is_plain or phrase.per is not None:
        return False
    low, (start, end) = within.low, within.span
    before = low[max(start, phrase.hedge_start - 45) : phrase.hedge_start]
    if language.average.search(_HALT.split(before)[-1]):
        return True
    if language.status["average_after"].search(_HALT.split(low[phrase.end : min(end, phrase.end + _BEHIND)])[0]):
        return True
    opening = language.average.search(low, start, min(start + _OPENING, phrase.hedge_start))
    return (
        opening is not None
        and phrase.unit in COUNTS
        and _reach(low, phrase.hedge_start, start, language) <= opening.start()
    )


def _last_without_number(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the pattern occurs with no number behind it."""
    found = list(pattern.finditer(text))
    return bool(found) and _DIGIT.search(text, found[-1].end()) is None


def _clause(text: str, at: int, start: int) -> int:
    """The start of the clause that a place lies in."""
    cut = max(text.rfind(sign, start, at) for sign in (";", "(", " - ", ": "))
    comma = text.rfind(", ", start, at)
    if comma > cut and at - comma > 25:
        cut = comma
    return max(start, cut + 1)
