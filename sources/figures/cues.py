"""A topic's metrics in one language: the words that each is spoken of with, and the subjects that it can be of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.figures.joining import is_money
from sources.figures.language import Language, language_of
from sources.figures.lexicon import alternatives, fold_case, whole, whole_words, word_list
from sources.figures.stretchwords import Stretch, StretchWords
from sources.figures.tables import read_table
from sources.figures.things import things_of
from sources.model import Language as Code
from sources.model import Metric, Topic


@dataclass(frozen=True, slots=True)
class Cues:
    """A topic's metrics, compiled for one language."""

    language: Language
    metrics: tuple[Metric, ...]
    patterns: dict[str, re.Pattern[str]]
    nouns: re.Pattern[str] | None
    far_nouns: re.Pattern[str] | None  # a noun with words between it and its number: "210 river accidents"
    noun_units: dict[str, str]
    of_things: re.Pattern[str] | None  # cues that several subjects have a thing beside: "durian exports", "tea exports"
    beside: re.Pattern[str] | None  # where a topic follows a level ("points"), what names its flows: "turnover"
    naming: re.Pattern[str] | None  # cues that name a thing, and do not only say what it did
    amount_of: dict[str, re.Pattern[str]]  # of a metric that rises and falls, in front of its number: "losses of"
    by_kind: dict[str, tuple[Metric, ...]]
    by_unit: dict[str, tuple[Metric, ...]]  # by the unit of a number, the metrics that it can be of; filled when asked
    stretches: tuple[StretchWords, ...]  # the words of the language and of the topic for stretches of time
    shared: tuple[StretchWords, ...]  # those that an amount of a stretch and a running total are both spoken of with
    sharing: frozenset[str]  # the metrics that are amounts of a stretch and have such words
    flow_units: frozenset[str]
    kin: dict[str, tuple[str, ...]]  # by metric, the subjects that it can be of; a metric that is not here fits all
    sides: dict[
        str, tuple[re.Pattern[str], re.Pattern[str]]
    ]  # by metric with two ("surplus", "deficit"), its own and the other
    of_falls: frozenset[str]  # rates that are spoken of with words of falling alone: how much something fell
    things: Mapping[str, re.Pattern[str]]  # by metric that counts things, the words for those, where there are several
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
    language, of = language_of(code), read_table(code)["change"]["of"]
    words: dict[Stretch, list[str]] = {
        "day": list(language.day_words),
        "weekend": list(language.weekend_words),
        "any": list(language.period_words),
    }
    totals = {fold_case(cue) for m in topic.metrics if _is_run(m) for cue in m.cues.get(code, ())}
    common: dict[Stretch, list[str]] = {}
    sharing: set[str] = set()
    for metric in topic.metrics:
        if metric.kind == "flow" and metric.period in words and is_money(metric.unit):
            both = [cue for cue in metric.cues.get(code, ()) if fold_case(cue) in totals]
            words[metric.period] += [cue for cue in metric.cues.get(code, ()) if cue not in both]
            if both:
                common[metric.period] = [*common.get(metric.period, ()), *both]
                sharing.add(metric.key)
    stock_units = {m.unit for m in topic.metrics if m.kind != "flow"}
    return Cues(
        language=language,
        metrics=topic.metrics,
        stretches=(
            *language.stretch_words,
            *(
                StretchWords(word_list(held), stretch, factor=1.4 if stretch == "any" else 1.0)
                for stretch, held in words.items()
                if held
            ),
        ),
        shared=tuple(StretchWords(word_list(held), stretch, factor=1.4) for stretch, held in common.items()),
        sharing=frozenset(sharing),
        flow_units=frozenset(m.unit for m in topic.metrics if m.kind == "flow" and m.unit not in stock_units),
        patterns={m.key: _pattern(m, topic, code) for m in topic.metrics if m.cues.get(code, ())},
        nouns=re.compile(rf"[\s-]?(?P<unit>{alternatives(nouns)})(?!\w)") if nouns else None,
        far_nouns=re.compile(rf"(?P<between>(?:\s[^\W\d_]+){{1,2}}?)\s(?P<unit>{alternatives(nouns)})(?!\w)")
        if nouns and language.nouns_behind
        else None,
        noun_units=nouns,
        naming=_naming(topic, code, language, [m.kind for m in topic.metrics]),
        amount_of={
            m.key: re.compile(rf"{whole([fold_case(cue) for cue in m.cues[code]])}\s(?:{alternatives(of)})\s$")
            for m in topic.metrics
            if m.kind == "level" and m.cues.get(code, ()) and of
        },
        beside=_naming(topic, code, language, ["flow"]) if "points" in stock_units else None,
        of_things=_of_things(topic, code),
        kin={m.key: kin for m in topic.metrics if (kin := _kin_of(m, topic, code))},
        sides={m.key: sides for m in topic.metrics if (sides := _sides(m, m.cues.get(code, ()), language))},
        of_falls=frozenset(m.key for m in topic.metrics if _is_of_falls(m.cues.get(code, ()), language)),
        things=things_of(topic, code),
        siblings=_siblings(topic, code),
        by_unit={},
        by_kind={kind: tuple(m for m in topic.metrics if m.kind == kind) for kind in {m.kind for m in topic.metrics}},
    )


def _is_run(metric: Metric) -> bool:
    """Whether a metric is what a run has brought up to now."""
    return metric.kind == "cumulative" and not metric.revisable and is_money(metric.unit)


def _pattern(metric: Metric, topic: Topic, code: Code) -> re.Pattern[str]:
    """The words that a metric is spoken of with, verbs in their other forms too: of "killed" those are "kills", and
    "killing" where a clause goes on with it (", killing 5"), since "flooding" and "highest-grossing" are no verbs."""
    held = read_table(code)["inflection"]
    cues = metric.cues.get(code, ())
    stems = [cue.removesuffix(held["past"]) for cue in cues if held["past"] and cue.endswith(held["past"])]
    stems = [stem for stem in stems if stem.isalpha()]
    present = [stem + ending for stem in stems for ending in held["present"]]
    if metric.kind == "growth" and _is_named_beside(metric, topic, code):
        cues = tuple(cue for cue in cues if not _is_course(cue, code))
    words = [*cues, *filter(language_of(code).head_verbs.fullmatch, present), *_courses(metric, topic, code)]
    if not stems or is_money(metric.unit):  # "grossing a record $3 million on Monday" is no total for that word
        return whole_words(words)
    going = alternatives([fold_case(stem) + held["going"] for stem in stems])
    leads = "|".join(rf"(?<={re.escape(lead)}\s)" for lead in held["leads"])
    return re.compile(rf"{whole(words)}|(?:{leads})(?:{going})(?!\w)")


def _courses(metric: Metric, topic: Topic, code: Code) -> Sequence[str]:
    """A metric of growth whose cues hold a word of rising is spoken of with all of them ("rose", "climbed"), and so
    with those of falling, unless another metric is how much something fell. Beside other metrics of growth such a word
    says nothing of which one grows: there only a metric that has no other cues is spoken of with them."""
    if metric.kind != "growth" or _is_named_beside(metric, topic, code):
        return ()
    course = read_table(code)["course"]
    rises, falls = (frozenset(map(fold_case, course[way])) for way in ("rise", "fall"))
    ways = {m.key: _ways(m, code, rises, falls) for m in topic.metrics if m.kind == "growth"}
    does_rise, does_fall = ways[metric.key]
    does_fall = does_fall or (does_rise and (False, True) not in ways.values())
    return [*(course["rise"] if does_rise else ()), *(course["fall"] if does_fall else ())]


def _is_named_beside(metric: Metric, topic: Topic, code: Code) -> bool:
    """Whether a metric of growth has words for what grows, beside other metrics of growth."""
    several = sum(m.kind == "growth" and bool(m.cues.get(code, ())) for m in topic.metrics) > 1
    doing = language_of(code).head_doing
    return several and any(not doing.issuperset(fold_case(cue).split()) for cue in metric.cues.get(code, ()))


def _is_course(cue: str, code: Code) -> bool:
    """Whether a cue says no more than that something rose or fell."""
    courses = language_of(code).courses
    return any(courses[course].fullmatch(fold_case(cue)) for course in ("rise", "fall", "rate"))


def _ways(metric: Metric, code: Code, rises: frozenset[str], falls: frozenset[str]) -> tuple[bool, bool]:
    cues = frozenset(map(fold_case, metric.cues.get(code, ())))
    return not cues.isdisjoint(rises), not cues.isdisjoint(falls)


def _naming(topic: Topic, code: Code, language: Language, kinds: Sequence[str]) -> re.Pattern[str] | None:
    """The cues of some kinds of metrics that name a thing ("exports"), without those that only say what it did
    ("rose")."""
    spoken = {fold_case(cue) for metric in topic.metrics if metric.kind in kinds for cue in metric.cues.get(code, ())}
    named = [cue for cue in spoken if not language.head_doing.issuperset(cue.split())]
    return whole_words(named) if named else None


def _of_things(topic: Topic, code: Code) -> re.Pattern[str] | None:
    """The cues that several subjects are named with, each with a thing of its own: with another thing beside it, such a
    cue names another subject of the kind."""
    cues = {fold_case(cue) for metric in topic.metrics for cue in metric.cues.get(code, ())}
    names = [[fold_case(name) for name in subject.names.get(code, ())] for subject in topic.subjects]
    held = [cue for cue in cues if sum(any(_within(cue, n) and cue != n for n in each) for each in names) > 1]
    return whole_words(held) if held else None


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


def _is_of_falls(spoken: Sequence[str], language: Language) -> bool:
    fall, rise = (any(language.courses[course].search(fold_case(cue)) for cue in spoken) for course in ("fall", "rise"))
    return fall and not rise


def _sides(metric: Metric, spoken: Sequence[str], language: Language) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The words for a metric's own side and those for the other, where it is spoken of with both: the metric is of the
    side that its key or name tells, else of the first of the pair."""
    cues = [fold_case(cue) for cue in spoken]
    called = [fold_case(metric.key.replace("_", " ")), *(fold_case(name) for name in metric.name.values())]
    own: list[str] = []
    other: list[str] = []
    for pair in language.opposites:
        first, second = ([cue for cue in cues if _within(word, cue)] for word in pair)
        if first and second:
            is_turned = any(_within(pair[1], name) for name in called)
            own += second if is_turned else first
            other += first if is_turned else second
    return (whole_words(own), whole_words(other)) if own else None


def _within(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "
