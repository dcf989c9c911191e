"""Words as they stand on a page: a quotation is found only whole, with its numbers, and not where something turns it
around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from sources.facts import is_turned
from sources.model import Article, Language
from sources.text import sentences, unmark

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£]")
_LEFT_OUT = re.compile(r"…|\.\.\.|[\[(]\s*(?:…|\.\.\.)\s*[\])]|\[[^\]]*\]")  # what who quotes left out or put in
_MARKED = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
LIKE = 90  # likeness of a passage, in per cent
_CUT = 10  # per cent that a word in the midst takes from the likeness of a passage cut to the length of the words
_ENDS = (0, 3, 6, 9)  # letters that are looked at on either side of such a passage
_LEAST_SHARE = 0.6  # a paragraph that is shorter than this share of the words can't have them
_INNER = str.maketrans('"“”«»', "'‘’‘’")
_LONGEST = 240  # letters of sentences that are shown whole
_BEFORE = 4  # words in front of a passage, in its sentence, that may turn it around
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})isation(s?)$"), r"ization\1"),
    (re.compile(r"(?<=\w{3})is(e|es|ed|ing)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})our(s|ed|ing|ful|able)?$"), r"or\1"),
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    sentence: int


def has_words(words: str, page: Article) -> bool:
    """Whether a page has the words, each of them and in their order, over paragraphs too; where they leave something
    out (…), each part. Not where a number, a negation or any other word differs, or stands in front of them and turns
    them around."""
    texts: list[str] = [page.title or "", *page.paragraphs]
    is_plain = unmark(words) == words or all(unmark(text) == text for text in texts)
    parts = [
        [word.text for word in _words([part], page.language, is_plain=is_plain)] for part in _LEFT_OUT.split(words)
    ]
    parts = [part for part in parts if part]
    held = list(_words(texts, page.language, is_plain=is_plain))
    return bool(parts) and any(_follows(parts, held, start, page.language) for start in _places(parts[0], held, 0))


@dataclass(frozen=True, slots=True)
class Like:
    """A passage of a page that is like some words: its sentence; and whether a negation or the like is in one of both
    alone, or a number differs."""

    page: Article
    text: str
    is_turned: bool
    has_numbers: bool

    @property
    def is_alike(self) -> bool:
        """Whether only small words differ."""
        return self.has_numbers and not self.is_turned


def find_like(words: str, pages: Sequence[Article]) -> Like | None:
    """The passage of the pages that is like the words: one in which only small words differ before others."""
    found = [like for page in pages for like in _likes(words, page)]
    return next((like for like in found if like.is_alike), found[0] if found else None)


def _likes(words: str, page: Article) -> Iterator[Like]:
    mine = unmark(words).casefold()
    for text in page.paragraphs:
        if len(text) < _LEAST_SHARE * len(words):
            continue
        theirs = unmark(text).casefold()
        found = fuzz.partial_ratio_alignment(mine, theirs, score_cutoff=LIKE - _CUT)
        if found is None:
            continue
        # A word more than those that are quoted moves the ends of the passage.
        start, end = max(
            ((found.dest_start - before, found.dest_end + behind) for before in _ENDS for behind in _ENDS),
            key=lambda ends: (fuzz.ratio(mine, theirs[max(0, ends[0]) : ends[1]]), ends[0] - ends[1]),
        )
        start = max(0, start)
        if fuzz.ratio(mine, theirs[start:end]) < LIKE:
            continue
        passage = text[start:end]
        tokens = _TOKEN.findall(words), _TOKEN.findall(passage)
        yield Like(
            page=page,
            text=_around(text, start, end),
            is_turned=is_turned(tokens[0], page.language) != is_turned(tokens[1], page.language),
            has_numbers=_numbers(words) == _numbers(passage),
        )


def _around(text: str, start: int, end: int) -> str:
    """The sentences that a passage stands in; of long ones the passage, in whole words."""
    spans = [span for span in sentences(text) if span[0] < end and start < span[1]]
    first, last = min((span[0] for span in spans), default=start), max((span[1] for span in spans), default=end)
    if last - first > _LONGEST:
        first, last = text.rfind(" ", 0, start + 1) + 1, text.find(" ", end)
        last = last if last >= 0 else len(text)
    return text[first:last].strip('"“”«» ').translate(_INNER)


def count_words(words: str) -> int:
    return len(_TOKEN.findall(words))


def language_of(words: str) -> Language:
    """Vietnamese where a letter has a Vietnamese mark, else English."""
    return "vi" if _MARKED.search(words) else "en"


def _follows(parts: list[list[str]], held: list[_Word], start: int, language: Language) -> bool:
    """Whether all parts stand there from a place on, and neither what is in front of them nor what was left out between
    them turns them around."""
    sentence = held[start].sentence
    before = [word.text for word in held[max(0, start - _BEFORE) : start] if word.sentence == sentence]
    if is_turned(before, language):
        return False
    end = start + len(parts[0])
    for part in parts[1:]:
        place = next(_places(part, held, end), None)
        if place is None or is_turned([word.text for word in held[end:place]], language):
            return False
        end = place + len(part)
    return True


def _places(part: list[str], held: list[_Word], start: int) -> Iterator[int]:
    for place in range(start, len(held) - len(part) + 1):
        if all(held[place + number].text == word for number, word in enumerate(part)):
            yield place


def _words(texts: Sequence[str], language: Language, *, is_plain: bool) -> Iterator[_Word]:
    number = 0
    for text in texts:
        for start, end in sentences(text):
            number += 1
            for match in _TOKEN.finditer(text, start, end):
                word = match[0].casefold().replace("’", "'")
                if language == "en":
                    for pattern, spelt in _SPELLINGS:
                        word = pattern.sub(spelt, word)
                yield _Word(text=unmark(word) if is_plain else word, sentence=number)


def _numbers(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if token[0].isdigit()]
