"""Whether the bytes of a page may be about a topic, before anything is parsed (the home of hyperscan).

Pages write one name in many ways: composed or decomposed letters, a tone mark apart from its letter, entities with
names or numbers, JSON escapes, percent signs, plain letters in addresses. Every one of them is looked for in one pass.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

import hyperscan

from sources.model import Topic
from sources.text import fold

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_NAMED = {code: f"&{name};" for code, name in html.entities.codepoint2name.items()}
_GAP = rb"(?:[ \t\r\n]|\xc2\xa0|&nbsp;|&#160;)+"
_SLUG_GAP = rb"(?:[-_+. ]|%20)"


class Prefilter:
    """Says of a page's bytes whether one of the names of a topic may stand in them, however it is written."""

    def __init__(self, names: Sequence[str]) -> None:
        patterns = sorted({pattern for name in names for pattern in _patterns(name)})
        self._database = hyperscan.Database()
        self._database.compile(
            expressions=patterns,
            ids=list(range(len(patterns))),
            flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(patterns),
        )
        self._scratch = hyperscan.Scratch(self._database)

    def fits(self, body: bytes) -> bool:
        """Whether the page is worth parsing; a page that names the topic always is."""
        found: list[int] = []

        def note(identity: int, start: int, end: int, flags: int, context: object) -> bool:
            found.append(identity)
            return True  # one is enough

        try:
            self._database.scan(body, match_event_handler=note, scratch=self._scratch)
        except hyperscan.ScanTerminated:
            return True
        return bool(found)


def names_to_find(topic: Topic) -> tuple[str, ...]:
    """The names that mark a page as the topic's: those of its main subject, else of all; very short ones tell
    nothing."""
    subjects = [subject for subject in topic.subjects if subject.main] or list(topic.subjects)
    names = (name for subject in subjects for spellings in subject.names.values() for name in spellings)
    return tuple(dict.fromkeys(name for name in names if len(name) > 3))


def _patterns(name: str) -> Iterator[bytes]:
    """Regular expressions over bytes for each way to write a name, in the cases that print uses. (To ignore case
    altogether would cost more than half of the speed.)"""
    for spelled in dict.fromkeys((name, name.lower(), name.upper(), name.title(), name[:1].upper() + name[1:].lower())):
        composed = unicodedata.normalize("NFC", spelled)
        apart = unicodedata.normalize("NFD", composed)
        for text in dict.fromkeys((composed, apart, _tones_apart(composed))):
            yield _joined(text.encode())
        if composed.isascii():
            yield _joined(composed.encode(), gap=rb"(?:%20|\+)")
            continue
        for written in (
            quote(composed, safe=" "),
            re.sub("%..", lambda each: each[0].lower(), quote(composed, safe=" ")),
        ):
            yield _joined(written.encode(), gap=rb"(?:%20|\+)")
        for write in _ESCAPES:
            yield _joined(_escaped(composed, write).encode())
            yield _joined(_escaped(apart, write).encode())
    slug = _SLUG_GAP.join(re.escape(word).encode() for word in re.findall(r"\w+", fold(name)))
    yield rb"[^a-z0-9]" + slug + rb"[^a-z0-9]"


_ESCAPES: tuple[Callable[[int], str], ...] = (
    lambda code: _NAMED.get(code, chr(code)),
    lambda code: _NAMED.get(code, f"&#{code};"),
    lambda code: _NAMED.get(code, f"&#x{code:x};"),
    lambda code: _NAMED.get(code, f"&#x{code:X};"),
    lambda code: f"&#{code};",
    lambda code: f"&#x{code:x};",
    lambda code: f"&#x{code:X};",
    lambda code: f"\\u{code:04x}",
    lambda code: f"\\u{code:04X}",
)


def _joined(text: bytes, gap: bytes = _GAP) -> bytes:
    return gap.join(re.escape(word) for word in text.split())


def _tones_apart(text: str) -> str:
    """Letters with their hook or hat composed and the tone mark behind them, as one common code page writes them."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        rest = "".join(part for part in parts if part not in _TONES)
        letters.append(unicodedata.normalize("NFC", rest) + "".join(part for part in parts if part in _TONES))
    return "".join(letters)


def _escaped(text: str, write: Callable[[int], str]) -> str:
    return "".join(letter if letter.isascii() else write(ord(letter)) for letter in text)
