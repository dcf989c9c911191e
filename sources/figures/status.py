"""In which sense a sentence states a number: fact, estimate, forecast, target, increment, negated; one of many, or what
is missing to another."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.expected import (
    glosses_expectation,
    is_expectation,
    is_level_expected,
    is_surpassed,
    leads_on,
    past_aside,
)
from sources.figures.interval import is_counted
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Sentence
from sources.figures.targets import clause_of, is_target
from sources.model import Status

_CHANGE: Final = 60  # characters in front of a number in which what it did is told
_CLOSE: Final = 24  # characters within which a word still speaks of the number behind it
_BEHIND: Final = 34  # characters behind a number within which words say that it is an average
_OPENING: Final = 30  # characters at the beginning of a sentence whose words hold of all of it
_LEADS: Final = 2  # words beside one that a clause begins with
_OTHER_CLAUSE: Final = re.compile(r";\s|\s(?:but|while|whereas|nhưng|còn|trong khi)\s")
_CLAUSE_END: Final = re.compile(r"[,;:]\s|\s(?:thấy|rằng|that)\s")
_TURN: Final = re.compile(r"\s(?:but|while|whereas|nhưng|trong khi)\s")
_SOUGHT_END: Final = re.compile(r"[,;:]\s|\s(?:but|while|whereas|nhưng|còn|trong khi)\s")
_DIGIT: Final = re.compile(r"\d")
_NEXT: Final = re.compile(r"\s[^\W\d_]+\s")
_LISTED: Final = re.compile(r"(?:\s[^\W\d_]+){0,4}(?:,|,?\s(?:và|and))\s(?:(?:[^\W\d_]+\s){1,3}by\s)?")
_CLAUSE_WORDS: Final = re.compile(r"[^,;.()\d]*")
_LAST_NAME: Final = re.compile(r"[A-ZĐ][\w.’'-]*\s$")
_HALT: Final = re.compile(r"[,;.(]|\s(?:và|and)\s")


def status_of(within: Sentence, phrase: Phrase, language: Language) -> Status:
    """In which sense the sentence states the number."""
    text, (start, end) = within.low, within.span
    if language.corrects.match(text, end):
        return "negated"
    if within.moments and _is_beyond(within, phrase, language):
        return "increment"
    if within.is_plain and phrase.unit not in RATES and is_on_top(within, phrase, language):
        return "increment"
    if within.is_plain:
        return "increment" if phrase.unit not in RATES and _is_more(text, phrase, end, language) else "fact"
    if language.meant.search(text[start : phrase.hedge_start]):
        return "fact"
    if _is_retracted(text, start, phrase, language):
        return "negated"
    clause = clause_of(text, phrase.hedge_start, start)
    before = text[clause : phrase.start]
    near_after = _HALT.split(text[phrase.end : min(end, phrase.end + 22)])[0]
    reach = _reach(within, phrase.hedge_start, language)
    if language.status["negated"].search(text, max(clause, text.rfind(", ", start, phrase.hedge_start)), phrase.start):
        return "negated"
    first = max(clause, text.rfind(", ", start, phrase.hedge_start))
    denial = language.negation.search(text[first : phrase.hedge_start])
    if denial is not None and not any(m.start <= first + denial.start() < m.end for m in within.mentions):
        return "negated"
    if _is_denied(within, phrase, language):
        return "negated"
    ahead = _is_ahead(within, phrase, language)
    if ahead is not None:
        return ahead
    if within.has_brackets and glosses_expectation(within, phrase, language):
        return "forecast"
    near = text[max(clause, phrase.hedge_start - _CLOSE) : phrase.hedge_start]
    far = text[max(start, phrase.hedge_start - 70) : phrase.hedge_start]
    if is_level_expected(far, language):
        return "forecast"
    compared = language.status["compared"].search(near)
    if compared is not None and _sets_expectation(
        within, compared.end() + max(clause, phrase.hedge_start - _CLOSE), phrase, language
    ):
        compared = None
    if compared is not None or last_without_number(language.status["short_of"], far):
        return "increment"
    if language.needs.search(near) is not None and language.needs_behind.match(text, phrase.end) is not None:
        return "increment"
    if near.endswith(language.difference_leads) and language.status["exceeds"].search(far):
        return "increment"
    if is_target(within, phrase, language):
        return "target"
    if language.status["guessed"].search(text, clause, phrase.start):
        return "estimate"
    if not is_money(phrase.unit) and phrase.unit not in RATES and _is_guessed_behind(text, phrase, end, language):
        return "estimate"
    forecast = language.status["forecast"]
    spoken = [(reach, phrase.start), (phrase.end, phrase.end + len(near_after))]
    aside = language.status["aside"]
    if any(
        not (
            _is_name(within, each)
            or aside.match(text, each.start())
            or _is_counted(within, each)
            or _leads_to_now(within, each, language)
            or is_surpassed(within, each, phrase, language)
            or leads_on(within, each, phrase, language)
        )
        for span in spoken
        for each in forecast.finditer(text, *span)
    ):
        return "forecast"
    if is_foretold(within, phrase, reach, language):
        return "forecast"
    if phrase.unit in RATES and language.revised.search(text[start : phrase.start]):
        return "forecast"
    listed = within.joined_before(phrase, language.joiner_words) if is_counted(phrase.unit) else None
    if listed is not None and language.status["estimate"].search(
        text[max(clause, listed.hedge_start - 30) : listed.start]
    ):
        return "estimate"
    guess = language.status["estimate"].search(text, max(clause, phrase.start - 30), phrase.start)
    if (
        guess is not None
        and not _is_rise_of_estimate(within, phrase, before, language)
        and not is_surpassed(within, guess, phrase, language)
    ):
        return "forecast" if is_expectation(within, guess, language) else "estimate"
    if phrase.unit not in RATES and (
        _has_risen(before, language) or _is_more(text, phrase, end, language) or is_on_top(within, phrase, language)
    ):
        return "increment"
    opening = _opening_estimate(within, phrase, language)
    if opening is None:
        return "fact"
    return "forecast" if is_expectation(within, opening, language) else "estimate"


def is_foretold(within: Sentence, phrase: Phrase, reach: int, language: Language) -> bool:
    """ "Reel Count projects its total revenue to reach 15 billion": what somebody projects. "Housing projects" are
    none: a party or a word for who foretells stands in front, or another name, with an infinitive before the number."""
    text, low = within.text, within.low
    for verb in language.foretells.finditer(low, reach, phrase.start):
        if any(0 <= verb.start() - last <= 2 for _, last, _ in within.parties):
            return True
        if language.forecasters.search(low, reach, verb.start()) is not None:
            return True
        name = _LAST_NAME.search(text, reach, verb.start())
        if name is not None and language.infinitive.search(low, verb.end(), phrase.hedge_start) is not None:
            return True
    return False


def _is_counted(within: Sentence, word: re.Match[str]) -> bool:
    """ "1,000 projects that": a word that is what a number counts."""
    return any(p.start <= word.start() < p.end for p in within.phrases)


def _sets_expectation(within: Sentence, at: int, phrase: Phrase, language: Language) -> bool:
    """ "cao hơn kỳ vọng với 28 tỷ": whether what a word of comparing is followed by is an expectation that what came
    is set against."""
    word = language.status["forecast"].search(within.low, at, phrase.hedge_start)
    return word is not None and is_surpassed(within, word, phrase, language)


def _leads_to_now(within: Sentence, word: re.Match[str], language: Language) -> bool:
    """ "tính tới 5/1", "tính tới nay": a word that foretells in front of an amount, but a time that had come behind it,
    as of which something was told."""
    if word[0] not in language.as_of_words:
        return False
    if language.now_behind.match(within.low, word.end()) is not None:
        return True
    moment = next((m for m in within.moments if m.start >= word.end()), None)
    is_next = moment is not None and language.as_of_fill.fullmatch(within.low, word.end(), moment.start) is not None
    return moment is not None and is_next and not within.is_ahead(moment)


def _is_retracted(text: str, start: int, phrase: Phrase, language: Language) -> bool:
    """Whether the number is what an earlier version had, or what somebody wrote by mistake: nothing says in between
    what is right instead."""
    ends = [found.end() for found in language.status["retracted"].finditer(text, start, phrase.hedge_start)]
    return bool(ends) and language.status["put_right"].search(text, ends[-1], phrase.start) is None


def _is_denied(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "not 48 tourists and five crew": whether a number, or one that it goes on, is said not to be so."""
    if language.denied.search(within.low, max(within.span[0], phrase.hedge_start - _CLOSE), phrase.hedge_start):
        return True
    listed = within.joined_before(phrase, language.joiner_words) if is_counted(phrase.unit) else None
    return listed is not None and _is_denied(within, listed, language)


def _is_ahead(within: Sentence, phrase: Phrase, language: Language) -> Status | None:
    """ "mốc 200 tỷ còn xa", "the 200 billion mark is within reach", "analysts were looking for $2 billion": whether
    words beside an amount in its clause say that it was not reached, or only may be, or that somebody thought so."""
    text, (start, end) = within.low, within.span
    sought = language.status["sought"].search(text, start, phrase.hedge_start)
    if sought is not None and not text.endswith(language.difference_leads, start, phrase.hedge_start):
        behind_sought = past_aside(text, sought.end(), phrase.hedge_start)
        if _SOUGHT_END.search(text, behind_sought, phrase.hedge_start) is None:
            return "forecast"
    if not is_money(phrase.unit):
        return None
    clause = _CLAUSE_WORDS.match(text, phrase.end, min(end, phrase.end + _CHANGE))
    last = clause.end() if clause is not None else phrase.end
    turn = _TURN.search(text, phrase.end, last)
    behind = phrase.end, turn.start() if turn is not None else last
    if language.status["near_behind"].search(text, *behind):
        return "forecast"
    front = text[max(start, phrase.hedge_start - _CLOSE) : phrase.hedge_start]
    if language.status["far_behind"].search(text, *behind) or language.far_front.search(front):
        return "negated"
    return None


def _is_guessed_behind(text: str, phrase: Phrase, end: int, language: Language) -> bool:
    """ "up to 25 people in the complex could also have died": what nobody has counted."""
    words = _CLAUSE_WORDS.match(text, phrase.end, min(end, phrase.end + _CHANGE))
    last = words.end() if words is not None else phrase.end
    halt = _HALT.search(text, phrase.end, last)
    return language.guessed_behind.search(text, phrase.end, halt.start() if halt is not None else last) is not None


def _opening_estimate(within: Sentence, phrase: Phrase, language: Language) -> re.Match[str] | None:
    """ "ước tính năm 2024, xuất khẩu thu về khoảng 3,3 tỷ", "it is estimated that exports earned 3": a word for a guess
    that a clause begins with, with no more than a time or two words up to its comma, or a clause behind it."""
    text = within.low
    if phrase.unit in RATES:
        return None
    for word in language.status["estimate"].finditer(text, within.span[0], phrase.hedge_start):
        if _OTHER_CLAUSE.search(text, word.end(), phrase.hedge_start) or is_surpassed(within, word, phrase, language):
            continue
        if text.startswith((" that ", " rằng "), word.end()):
            return word
        front = _CLAUSE_END.split(text[within.span[0] : word.start()])[-1]
        comma = text.find(", ", word.end(), phrase.hedge_start)
        if comma < 0 or len(front.split()) > _LEADS:
            continue
        gap = text[word.end() : comma]
        for moment in within.moments:
            if word.end() <= moment.start and moment.end <= comma:
                gap = gap.replace(text[moment.start : moment.end], "")
        if len(gap.split()) <= _LEADS:
            return word
    return None


def _is_rise_of_estimate(within: Sentence, phrase: Phrase, before: str, language: Language) -> bool:
    """ "ước đạt 17,3 tỷ USD, tăng 1,4 tỷ USD": by how much an estimate grew, and no estimate of its own."""
    last = max((p.end for p in within.phrases if p.end <= phrase.hedge_start), default=0)
    own = within.low[max(last, phrase.start - _BEHIND) : phrase.start]
    return (
        last > phrase.start - len(before)
        and language.status["estimate"].search(own) is None
        and (phrase.unit not in RATES and _has_risen(own, language))
    )


def _has_risen(before: str, language: Language) -> bool:
    """Whether a number is what something rose or fell by, and not what it rose or fell to ("tăng lên 694")."""
    risen = language.increment_behind.search(before)
    return risen is not None and language.becomes.search(before, risen.start()) is None


def _is_more(text: str, phrase: Phrase, end: int, language: Language) -> bool:
    """ "1,426 fewer than in the year before": a number that words right behind it make a difference."""
    return language.status["compared_after"].match(text, phrase.end + 1, end) is not None


def is_on_top(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "four more bodies", "two more were found", "4 thi thể nữa": a count that came on top of others."""
    if phrase.unit and not is_counted(phrase.unit):
        return False
    if language.more_inside.search(within.low, phrase.start, phrase.end) is not None:
        return True
    return language.more_behind.match(within.low, phrase.end, within.span[1]) is not None


def _is_beyond(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """ "hơn cả năm 2023 khoảng 160 triệu": what an amount has more than that of a time."""
    before = [m for m in within.moments if m.end <= phrase.hedge_start]
    if not before or within.low[before[-1].end : phrase.hedge_start].strip():
        return False
    return (
        language.beyond_behind.search(within.low, max(within.span[0], before[-1].start - 20), before[-1].start)
        is not None
    )


def is_added(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether an increment is what came in, "another 20", and so the amount of its stretch of time; what something
    rose by since another stretch is the amount of neither."""
    near = within.low[max(within.span[0], phrase.hedge_start - _CLOSE) : phrase.start]
    found = list(language.status["added"].finditer(near))
    since = near[: found[-1].start()].rstrip() if found else ""
    return bool(found) and language.increment_behind.search(since) is None


def is_listed(within: Sentence, grown: Phrase, phrase: Phrase, language: Language) -> bool:
    """ "up 5 cases, 2 deaths and 7 injured": whether a count goes on a list of what things rose or fell by."""
    if within.in_brackets(grown.start) or any(is_money(p.unit) or p.unit in RATES for p in (grown, phrase)):
        return False
    return _goes_on(within, grown, phrase, language)


def _goes_on(within: Sentence, one: Phrase, other: Phrase, language: Language) -> bool:
    """Whether a list goes on from one number to another, with no verb between them, or with the same word behind both:
    "1 triệu đồng chiều mua vào và 2 triệu đồng chiều bán ra"."""
    gap = within.low[one.end : other.hedge_start]
    if _LISTED.fullmatch(gap) is None:
        return False
    word = _NEXT.match(gap)
    is_parallel = word is not None and within.low.startswith(word[0], other.end)
    return is_parallel or language.head_verbs.search(gap) is None


def is_change(within: Sentence, phrase: Phrase, language: Language, amount_of: re.Pattern[str] | None = None) -> bool:
    """Whether an amount is what a level rose or fell by, or what a part added to it: "fell 48 points", "a loss of 134
    points", "đóng góp hơn 4 điểm". Behind words of the level itself (`amount_of`) it is the level: "losses of 264
    billion dong"."""
    before = within.low[max(within.span[0], phrase.hedge_start - _CHANGE) : phrase.hedge_start]
    tables = language.courses
    is_amount = amount_of is not None and amount_of.search(before) is not None
    if not is_amount and any(tables[key].search(before) for key in ("fall_behind", "rise_behind", "added_behind")):
        return True
    if any(tables[course].match(within.low, phrase.end) for course in ("fall_after", "rise_after")):
        return True
    # "up 1 million dong for buying and 2 million dong for selling"
    last = next((p for p in reversed(within.phrases) if p.end <= phrase.hedge_start and p.unit == phrase.unit), None)
    if last is None or not _goes_on(within, last, phrase, language) or within.low[phrase.hedge_start - 2] == ",":
        return False
    return is_change(within, last, language, amount_of)


def _is_name(within: Sentence, word: re.Match[str]) -> bool:
    """Whether a word that could foretell is a name or a time instead: the May flood, in May, Theresa May."""
    at = word.start()
    inside = any(m.start <= at < m.end for m in within.mentions) or any(m.start <= at < m.end for m in within.moments)
    is_first = not within.text[within.span[0] : at].strip(" \"'“‘(")
    return inside or (within.number >= 0 and not is_first and within.text[at].isupper())


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
        and is_counted(phrase.unit)
        and _reach(within, phrase.hedge_start, language) <= opening.start()
    )


def is_each(within: Sentence, phrase: Phrase, language: Language) -> bool:
    """Whether an amount is so each time: "mỗi ngày có 30 người chết", "one person every two hours"."""
    if within.is_plain:
        return False
    low, start = within.low, within.span[0]
    each = language.status["each"]
    clause = max(start, *(low.rfind(sign, start, phrase.hedge_start) for sign in (", ", "; ")))
    if each.search(low, clause, phrase.hedge_start):
        return True
    if each.match(low, start) is not None and low.find(";", start, phrase.start) < 0:
        return True
    behind = language.status["each_behind"]
    return any(p.start > phrase.end and behind.fullmatch(low, phrase.end + 1, p.start - 1) for p in within.phrases)


def _reach(within: Sentence, at: int, language: Language) -> int:
    """From where words about the future still speak of a place: over commas, up to a turn ("nhưng", "while"), a
    semicolon or the brackets that the place lies in. A colon in a name is none."""
    text, start = within.low, within.span[0]
    bracket = text.rfind("(", start, at)
    if bracket > text.rfind(")", start, at):
        return bracket
    turns = [
        match.end()
        for match in language.turn.finditer(text, start, at)
        if not any(m.start <= match.start() < m.end for m in within.mentions)
    ]
    return max([start, *turns])


def last_without_number(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the pattern occurs with no number behind it."""
    found = list(pattern.finditer(text))
    return bool(found) and _DIGIT.search(text, found[-1].end()) is None
