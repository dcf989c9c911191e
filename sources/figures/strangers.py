"""Titles that no subject has, and whose a number is: "bom tấn Gấu Trúc 4 thu 8 triệu", "Reed Hill grossed 8"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sources.figures.cues import Cues
from sources.figures.joining import is_money
from sources.figures.language import Language
from sources.figures.passing import is_led_up_to
from sources.figures.phrase import Phrase
from sources.figures.sentence import Mention, Sentence

_TITLE: Final = re.compile(r"[“\"«]\s?(?P<first>[^\W\d])[^“”\"«»]{2,60}[”\"»“]")
_WHICH: Final = re.compile(r"[,”\"’»“]?\s(?:which|that|who|mà)\s")
_WORD: Final = r"[A-ZĐÀ-ÖØ-Ý][\w’'-]*"
_NAME: Final = re.compile(rf"{_WORD}(?:\s{_WORD})+(?:\s\d{{1,2}}(?!\w))?")
_LED_NAME: Final = re.compile(
    rf"(?P<kind>(?:[^\W\d_A-ZĐ][^\W\d]*\s){{0,4}})[“\"‘«]?(?P<name>{_WORD}(?:\s{_WORD})*(?:\s\d{{1,2}}(?!\w))?)"
)
_NEXT: Final = re.compile(r"[^,;:.()\d]{0,40},\s(?:the\s|phim\s)?(?P<name>[“\"‘«][A-ZĐ]|[A-ZĐ][\w’'-]*\s[A-ZĐ])")
_AUX: Final = re.compile(r"[”\"’»“]?(?:\s(?:has|have|had|also|then|đã|vừa|cũng|mới))?\s")


def is_of_titled(language: Language, within: Sentence, phrase: Phrase, before: Sequence[Mention]) -> bool:
    """ "bom tấn Gấu Trúc 4 đã kiếm được", "“Mrs. Reed”, which took": a title that no subject has, behind the last name
    of ours."""
    text, low = within.text, within.low
    since = before[-1].end if before else within.span[0]
    titles = _TITLE.finditer(text, within.span[0], phrase.hedge_start)
    quoted = [title for title in titles if title["first"].isupper() and title.start() >= since]
    if quoted and _WHICH.match(text, quoted[-1].end(), phrase.hedge_start):
        return True
    for lead in language.titled.finditer(low, since, phrase.hedge_start):
        at = lead.end()
        if text[at].isupper() and not _is_taken(within, at, at + 1):
            return language.pronouns.search(low, at, phrase.hedge_start) is None
    return False


def is_behind_led_title(language: Language, within: Sentence, bracket: int) -> bool:
    """ "là phim khoa học viễn tưởng Cồn Lau 2 (hơn 1 tỷ)": whether brackets stand right behind a title that no subject
    has, told as one by the words in front of it."""
    for lead in language.titled.finditer(within.low, within.span[0], bracket):
        led = _LED_NAME.match(within.text, lead.end())
        if led is not None and 0 <= bracket - led.end() <= 2 and not _is_taken(within, *led.span("name")):
            return True
    return False


def begins_with_stranger(cues: Cues, within: Sentence, phrase: Phrase) -> bool:
    """ "Reed Hill grossed $16 million", "phim hoạt hình Gấu Trúc 4 thu 8 triệu", "in third place, “Reed Hill” took":
    whether a sentence tells from its beginning of a title that no subject has."""
    text, start = within.text, within.span[0]
    if any(m.end <= phrase.start for m in within.mentions):
        return False
    if phrase.unit == "rank":
        following = next((m for m in within.mentions if m.start >= phrase.end), None)
        if following is not None and is_led_up_to(within, phrase, following):
            return False
        name = _NEXT.match(text, phrase.end)
        is_first = "," not in text[start : phrase.start]
        return name is not None and is_first and not _is_taken(within, name.start("name"), name.end("name"))
    if not is_money(phrase.unit):
        return False
    at = start + (text[start : start + 1] in '“"‘«')
    named = _NAME.match(text, at)
    lead = cues.language.titled.match(within.low, start)
    led = _LED_NAME.match(text, lead.end()) if lead is not None else None
    kind = led["kind"].split() if led is not None else []
    is_kind = not any(word in cues.language.owners or cues.language.head_verbs.fullmatch(word) for word in kind)
    if led is not None and is_kind:
        first, last = led.span("name")
    elif named is not None:
        first, last = named.span()
    else:
        return False
    begins = text[first:last].split()[0].lower()
    if cues.language.head_prepositions.fullmatch(begins) or cues.language.aside.fullmatch(begins):
        return False
    if _is_taken(within, first, last) or cues.language.lands_home.search(within.low, first, last):
        return False
    verb = _AUX.match(text, last)
    return verb is not None and any(
        cues.patterns[m.key].match(within.low, verb.end())
        for m in cues.metrics
        if is_money(m.unit) and m.key in cues.patterns
    )


def _is_taken(within: Sentence, start: int, end: int) -> bool:
    """Whether some characters are of what is understood to be something: a place, a time, a subject, a party."""
    held = [(m.start, m.end) for found in (within.places, within.moments, within.mentions) for m in found]
    held += [(first, last) for first, last, _ in within.parties]
    return any(first < end and start < last for first, last in held)
