"""Words as they stand on a page: a quotation is found only whole, with its numbers, and not where something turns it
around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.facts import is_turned
from sources.model import Article, Language
from sources.text import sentences, unmark

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£]")
_LEFT_OUT = re.compile(r"…|\.\.\.|[\[(]\s*(?:…|\.\.\.)\s*[\])]|\[[^\]]*\]")  # what who quotes left out or put in
_MARKED = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
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


def find_words(words: str, page: Article) -> str | None:
    """The paragraph of a page that has the words, each of them and in their order; where they leave something out (…),
    each part. None where a number, a negation or any other word differs, or stands in front of them and turns them
    around."""
    texts: list[str] = [page.title or "", *page.paragraphs]
    for text in texts:
        if _has(words, text, page.language):
            return text
    return None


def count_words(words: str) -> int:
    return len(_TOKEN.findall(words))


def language_of(words: str) -> Language:
    """Vietnamese where a letter has a Vietnamese mark, else English."""
    return "vi" if _MARKED.search(words) else "en"


def _has(words: str, text: str, language: Language) -> bool:
    is_plain = unmark(words) == words or unmark(text) == text
    parts = [
        [word.text for word in _words(part, language, is_plain=is_plain)] for part in _LEFT_OUT.split(words) if part
    ]
    parts = [part for part in parts if part]
    held = list(_words(text, language, is_plain=is_plain))
    return bool(parts) and any(_follows(parts, held, start, language) for start in _places(parts[0], held, 0))


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


def _words(text: str, language: Language, *, is_plain: bool) -> Iterator[_Word]:
    for number, (start, end) in enumerate(sentences(text)):
        for match in _TOKEN.finditer(text, start, end):
            word = match[0].casefold().replace("’", "'")
            if language == "en":
                for pattern, spelt in _SPELLINGS:
                    word = pattern.sub(spelt, word)
            yield _Word(text=unmark(word) if is_plain else word, sentence=number)
