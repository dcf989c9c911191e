"""Which metric of a topic a number phrase states.

A metric fits by unit first, then by the cues around the number; among several the nearest cue wins. An amount of a
day, a weekend or another stretch needs a word that says so; a running total is what is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from sources.figures.appositions import apposition_behind
from sources.figures.candidates import (
    SPOKEN_BARE,
    candidates_of,
    counts_another,
    is_of_things,
    is_plausible,
    is_told_with_noun,
    suffers_another,
)
from sources.figures.cues import Cues
from sources.figures.interval import is_counted
from sources.figures.joining import currency_of, is_money
from sources.figures.phrase import Phrase
from sources.figures.rates import rate_of, told_by_rate
from sources.figures.sentence import RATES
from sources.figures.stretchwords import Stretch
from sources.figures.things import counted_thing
from sources.model import Metric

_CLOSE: Final = 24  # characters within which a word still speaks of the number behind it
_OWN: Final = 32  # characters behind a number within which a word of its own clause speaks of it
_OWN_FRONT: Final = re.compile(r"[^,;.:()\d]{0,18}")  # what may stand between a word and the number that it is of
_NEXT_ITEM: Final = re.compile(r",\s|\s(?:and|và)\s")
_NEXT_TOLD: Final = re.compile(r",\s|\s(?:and|và|after|before|when|sau khi|trước khi|khi)\s")
_CLAUSE: Final = re.compile(r"[,\s]\s?(?:and|và|while|còn|trong khi|but|nhưng|whereas)\s|,\s")
_BREAK: Final = re.compile(r",\s|\s(?:and|và|while|còn|trong khi|but|nhưng|whereas)\s")


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
    candidates = [
        m for m in candidates_of(text, cues, phrase) if is_plausible(phrase, m) and is_of_things(text, phrase, m, cues)
    ]
    if not candidates or (not phrase.unit and counts_another(text, phrase, cues)):
        return None
    if suffers_another(text, phrase, cues):
        return None
    umbrella = cues.language.umbrella.match(text, phrase.end)
    if umbrella and not any(p.search(text, umbrella.start("word"), umbrella.end()) for p in cues.patterns.values()):
        return None  # "273 người thương vong, mất tích": of no one count
    if phrase.unit in RATES:
        candidates = told_by_rate(text, phrase, sentence, phrases, cues, candidates)
        beside = [p for p in phrases if sentence[0] <= p.start and p.end <= phrase.start]
        held = None if beside and not beside[-1].unit and counts_another(text, beside[-1], cues) else carried()
        is_part = held is not None and held.kind == "growth" and _is_of_part(text, phrase, sentence[0], cues)
        is_other = (
            held is not None and held.kind == "share" and _is_told_anew(text, phrase, clause, cues, held, candidates)
        )
        if held is not None and held in candidates and not (is_part or is_other):
            return held
        return rate_of(text, phrase, (clause(), sentence[1]), phrases, cues, candidates)
    if own_words or (len(candidates) == 1 and _is_told_by_words(candidates[0], phrase.unit)):
        found = _by_nearest_cue(text, phrase, phrases, window, cues, candidates, names)
        may_carry = phrase.has_scale if not phrase.unit else not is_counted(phrase.unit)
        if found is None and may_carry and (held := carried()) in candidates:
            return held
        return found
    return _by_stretch(text, window, cues, candidates, stretch, phrase.start)


def _is_told_anew(
    text: str, phrase: Phrase, clause: Callable[[], int], cues: Cues, held: Metric, candidates: Sequence[Metric]
) -> bool:
    """ "Turnout was 82%. A won with 28% of the vote": whether a share has a word of another share in its clause or
    right behind it, and none of the one that was spoken of before."""
    own = cues.patterns.get(held.key)
    span = clause(), phrase.hedge_start
    if own is None or own.search(text, *span) is not None or own.match(text, phrase.end + 1) is not None:
        return False
    others = [
        cues.patterns[m.key] for m in candidates if m is not held and m.kind == "share" and m.key in cues.patterns
    ]
    return any(each.match(text, phrase.end + 1) or each.search(text, *span) for each in others)


def _is_told_by_words(metric: Metric, unit: str) -> bool:
    """Whether a number of the only metric of its unit needs a word of it: an amount of a stretch, "had $550 million in
    cash" is no day's turnover, and "tickets at 7,000 dong" no line's cost."""
    if metric.period == "any":
        return True
    if metric.kind == "level":
        return is_money(metric.unit) or (unit != metric.unit and currency_of(unit) != "")
    return is_money(metric.unit) and metric.kind == "flow" and metric.period == "day"


def _is_of_part(text: str, phrase: Phrase, start: int, cues: Cues) -> bool:
    """ "Of these, 13% were sold abroad": a share of what was told before, where no word says that it rose."""
    opened = cues.language.part_including.search(text, start, phrase.start)
    if opened is None:
        return False
    courses = cues.language.courses
    is_course = any(courses[key].search(text, opened.end(), phrase.hedge_start) for key in ("moved", "rate"))
    return not is_course and courses["rise_after"].match(text, phrase.end) is None


def _by_nearest_cue(
    text: str,
    phrase: Phrase,
    phrases: Sequence[Phrase],
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
    told: tuple[int, int] | None = None
    cut = _handed_on(text, phrase, window, [(start, end) for start, end, _ in hits])
    since = _begun(text, phrase, window, [(start, end) for start, end, _ in hits])
    hits = _without_wounds(text, window, cues, hits)
    hits = _without_classifier(text, phrase, cues, hits)
    hits = _without_others(text, phrase, phrases, hits)
    hits = [hit for hit in hits if not (_is_of_label(text, phrase, *hit) or _is_price(text, phrase, hit[2], cues))]
    hits = _without_relatives(text, phrase, window, cues, hits)
    aside = apposition_behind(text, phrase.end, window[1], cues.language)
    if aside is not None and all(aside.start <= start < aside.end for start, _, _ in hits):
        aside = None
    for start, end, metric in hits:
        if aside is not None and aside.start <= start < aside.end:
            continue
        if any(a < end and start < b and b - a > end - start and other is not metric for a, b, other in hits):
            continue
        if (cut is not None and start >= cut) or end <= since:
            continue
        if text[start:end] in cues.language.leads and not 0 <= phrase.hedge_start - end <= 1:
            continue
        if start >= phrase.end:
            gap, side = start - phrase.end, 1.25
        elif end <= phrase.start:
            gap, side = phrase.start - end, 1.0
        else:
            gap, side = 0, 1.4
        score = side * (1 + 0.04 * (end - start)) / (1 + gap / 12)
        if best is None or score > best[0]:
            best, told = (score, metric), (start, end)
    if best is not None:
        return _of_thing(text, phrase, window[0], told, best[1], cues)
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
    is_own = len(candidates) == 1 and is_told_with_noun(text, phrase, cues)
    return _of_thing(text, phrase, window[0], None, counted[0], cues) if is_own and counted else None


def _of_thing(
    text: str, phrase: Phrase, start: int, told: tuple[int, int] | None, metric: Metric, cues: Cues
) -> Metric | None:
    """The metric of the thing that a count is told of, None where it has no such number."""
    if not cues.things or not is_counted(metric.unit):
        return metric
    nouns_behind = cues.language.nouns_behind
    thing = counted_thing(
        text,
        phrase,
        start,
        told,
        metric,
        cues.metrics,
        cues.things,
        nouns_behind=nouns_behind,
        next_to=cues.language.next_to,
    )
    return thing if thing is metric or is_plausible(phrase, thing) else None


def _without_wounds(
    text: str, window: tuple[int, int], cues: Cues, hits: list[tuple[int, int, Metric]]
) -> list[tuple[int, int, Metric]]:
    """ "succumbed to their injuries", "tử vong do bị thương nặng": what somebody died of counts nobody who is hurt."""
    if not hits:
        return hits
    wounds = [found.span("wound") for found in cues.language.dying_of.finditer(text, *window)]
    return [hit for hit in hits if not any(first <= hit[0] < last for first, last in wounds)] if wounds else hits


def _without_classifier(
    text: str, phrase: Phrase, cues: Cues, hits: list[tuple[int, int, Metric]]
) -> list[tuple[int, int, Metric]]:
    """ "fatalities dropped by 702 cases": a noun that counts anything says less than what rose or fell by so many."""
    own = [hit for hit in hits if phrase.start <= hit[0] and hit[1] <= phrase.end]
    if not own or len(own) == len(hits) or not text.endswith(cues.language.classifiers, phrase.start, phrase.end):
        return hits
    gap = cues.language.changed_gap
    is_told = any(
        end <= phrase.hedge_start and gap.fullmatch(text, end, phrase.hedge_start) is not None for _, end, _ in hits
    )
    return [hit for hit in hits if hit not in own] if is_told else hits


def _without_others(
    text: str, phrase: Phrase, phrases: Sequence[Phrase], hits: list[tuple[int, int, Metric]]
) -> list[tuple[int, int, Metric]]:
    """ "5.698 ca, 4 ca tử vong": of a number with a noun that counts anything, the words that say what another number
    counts say nothing."""

    def is_other(start: int, end: int, metric: Metric) -> bool:
        if not phrase.unit or metric.unit == phrase.unit:
            return False
        if any(phrase.end <= p.start <= start for p in phrases):
            return True
        before = next((p for p in reversed(phrases) if p.end <= phrase.start), None)
        if before is None or start < before.start:
            return False
        return end <= before.end or (end <= phrase.start and _BREAK.search(text, before.end, start) is None)

    return [hit for hit in hits if not is_other(*hit)]


def _is_of_label(text: str, phrase: Phrase, start: int, end: int, metric: Metric) -> bool:
    """ "Trams beat trains: 118,400 visit the museum": a word that only what stands in front of a colon speaks of says
    nothing of a bare number behind it, which may count anything; "Trams: 42" does."""
    if phrase.unit or metric.unit in SPOKEN_BARE or end > phrase.start:
        return False
    colon = text.find(":", end, phrase.hedge_start)
    return colon > end and _BREAK.search(text, start, colon + 1) is None


def _is_price(text: str, phrase: Phrase, metric: Metric, cues: Cues) -> bool:
    """ "Adult tickets cost £14": whether money is what one piece costs, of which a topic has a metric of its own, and
    not what the whole did."""
    if not is_money(phrase.unit) or phrase.has_scale or "/" in metric.unit or not is_money(metric.unit):
        return False
    begun = max((cut.end() for cut in _BREAK.finditer(text, 0, phrase.hedge_start)), default=0)
    begun = max(begun, *(text.rfind(sign, 0, phrase.hedge_start) + 1 for sign in (". ", "; ", ": ")))
    own = cues.patterns.get(metric.key)
    for piece in cues.metrics:
        each = cues.patterns.get(piece.key)
        if each is None or not piece.unit.startswith(f"{metric.unit}/"):
            continue
        said = each.search(text, begun, phrase.hedge_start)
        if said is not None and (own is None or own.search(text, begun, said.start()) is None):
            return True
    return False


def _by_stretch(
    text: str, window: tuple[int, int], cues: Cues, candidates: Sequence[Metric], stretch: Stretch, at: int
) -> Metric | None:
    """The metric of the amount's stretch of time: of a day, a weekend, another period, or a total."""
    stocks = [m for m in candidates if m.kind != "flow" or m.period == "none"]
    wanted = {"day": ("day", "any"), "weekend": ("weekend", "any", "week"), "any": ("any",)}.get(stretch, ())
    near = (max(window[0], at - 45), min(window[1], at + 30))
    for period in wanted:
        held = [m for m in candidates if m.kind == "flow" and m.period == period]
        if stretch != period and stretch == "day":
            held = [m for m in held if m.key in cues.sharing or _is_spoken(text, near, m, cues)]
        special = [m for m in held[1:] if _is_spoken(text, near, m, cues)]
        if special:
            return special[0]
        if held:
            return held[0]
    if stocks:
        return stocks[0]
    return candidates[0]


def _is_spoken(text: str, span: tuple[int, int], metric: Metric, cues: Cues) -> bool:
    pattern = cues.patterns.get(metric.key)
    return pattern is not None and pattern.search(text, *span) is not None


def _without_relatives(
    text: str, phrase: Phrase, window: tuple[int, int], cues: Cues, hits: list[tuple[int, int, Metric]]
) -> list[tuple[int, int, Metric]]:
    """ "Credits, which once drove profit, fell to 417 million": the words without those of a clause about a name that
    is over in front of a number."""
    if not hits or hits[0][0] >= phrase.start:
        return hits
    opened = list(cues.language.told_of_name.finditer(text, window[0], phrase.hedge_start))
    if not opened:
        return hits
    start = opened[-1].start()
    if any(hit[0] == start + 2 for hit in hits):
        return hits  # ", vốn ngoại đạt 5 tỷ": the word is the metric's own
    end = text.find(", ", opened[-1].end(), phrase.hedge_start)
    if end < 0 or not any(map(str.isalpha, text[end : phrase.hedge_start])):
        return hits
    return [hit for hit in hits if not start <= hit[0] < end]


def _begun(text: str, phrase: Phrase, window: tuple[int, int], hits: Sequence[tuple[int, int]]) -> int:
    """ "one was found dead, while 17 others are missing": from where on the words in front of a number that begins a
    clause are its own, where a word behind it in the clause speaks of it; else the beginning of the window."""
    breaks = list(_CLAUSE.finditer(text, window[0], phrase.hedge_start))
    if not breaks or breaks[-1].end() != phrase.hedge_start:
        return window[0]
    own = next((start for start, _ in hits if start >= phrase.end), None)
    if own is None or own - phrase.end > _OWN or _NEXT_ITEM.search(text, phrase.end, own):
        return window[0]
    return breaks[-1].start()


def _handed_on(text: str, phrase: Phrase, window: tuple[int, int], hits: Sequence[tuple[int, int]]) -> int | None:
    """ "làm chết 20 người, bị thương 31 người", "injured 31 people after it killed 20": from where on the words behind
    a number are of the next one: where the last of them, over a comma, an "and" or an "after", stands right in front
    of it."""
    turn = _NEXT_TOLD.search(text, phrase.end, window[1])
    if turn is None:
        return None
    last = max((end for start, end in hits if turn.end() <= start), default=None)
    if last is None:
        return None
    front = _OWN_FRONT.match(text, last, window[1])
    assert front is not None
    reached = front.end()
    if _BREAK.search(text, last, reached) or not (reached == window[1] or text[reached].isdigit()):
        return None
    return turn.end()
