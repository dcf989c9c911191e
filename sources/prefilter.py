"""Whether the bytes of a page may be about a topic, before anything is parsed (the home of hyperscan).

Pages write one name in many ways: in any case, letters composed or decomposed, as entities or JSON escapes, with
markup, line breaks or invisible characters in between. One pass over the bytes finds where neighbouring words of a name
may stand in any of these; what is around such a place is then read as a reader would see it.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from urllib.parse import quote, unquote

import hyperscan

from sources.figures.passage import lower
from sources.figures.who import compile_names
from sources.model import Topic
from sources.text import fold, normalise

_AROUND = 1000  # bytes on both sides of a place that are read
_WORDS = 3  # of a name that are looked for
_BESIDE = 8  # bytes between places that are read as one
_LETTERS = 6  # of a word that are looked for, nearest to its neighbour
_ENTITIES: dict[str, list[str]] = {}
for _name, _text in html.entities.html5.items():
    if _name.endswith(";"):
        _ENTITIES.setdefault(_text, []).append(f"&{_name}")

# Expressions over the bytes of UTF-8, written as Latin-1.
_MARK = r"(?:\xcc[\x80-\xbf]|&#(?:(?:7[6-9]|8[0-7])\d|[xX]3[0-6][\da-fA-F]);|\\u03[0-6][\da-fA-F])"
_ESCAPE = r"\\[nrtbf]|\\u[\da-fA-F]{4}|%[\da-fA-F]{2}"
_GAP = rf"(?:[\s+\-_.>]|[\xc2\xe1-\xe3\xef][\x80-\xbf]+|&[#\w]+;|{_ESCAPE}|<[^>]*>)+"
_EDGE = rf"(?:^|[^a-zA-Z0-9]|{_ESCAPE})"
_SLUG_GAP = "(?:[-_+.]|%20)"

# Invisible characters, escaped ASCII letters and references with zeros in front may stand anywhere in a name; pages
# that have any are read without. (Zeros allowed in each letter would take three times as long to get ready.)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ESCAPED_INVISIBLE = (
    r"&shy;|&zwn?j;|&ZeroWidthSpace;|<wbr ?/?>|"
    r"&#0*(?:173|820[345]|8288|65279);|&#[xX]0*(?:[aA][dD]|200[b-dB-D]|2060|[fF][eE][fF][fF]);|"
    r"\\u(?:00[aA][dD]|200[b-dB-D]|2060|[fF][eE][fF][fF])"
)
_ASCII = (
    r"&#0*(?:4[89]|5[0-7]|6[5-9]|[78]\d|9[07-9]|1[01]\d|12[0-2]);|&#[xX]0*(?:3\d|[46][1-9a-fA-F]|[57][\daA]);|"
    r"\\u00(?:3\d|[46][1-9a-fA-F]|[57][\daA])"
)
_PADDED = r"&#(?:0+[1-9]\d{2,}|[xX]0+[1-9a-fA-F][\da-fA-F]+);"
_ODD = (r"\xc2\xad|\xe2\x80[\x8b-\x8d]|\xe2\x81\xa0|\xef\xbb\xbf", _ESCAPED_INVISIBLE, _ASCII, _PADDED)
_ESCAPED_IN_BYTES = re.compile(_ESCAPED_INVISIBLE.encode("latin-1"))
_PADDED_IN_BYTES = re.compile(rb"(&#[xX]?)0+(?=[\da-fA-F]+;)")
_ASCII_IN_BYTES = re.compile(_ASCII.encode("latin-1"))

_TAG = re.compile(r"<!--.*?-->|<[a-zA-Z/!?][^<>]*>", re.DOTALL)
_JSON = re.compile(r"""\\(?:u([0-9a-fA-F]{4})|[nrtbf]|(["'/]))""")


class Prefilter:
    """Says of a page's bytes, in UTF-8, whether one of the names of a topic stands in them, however it is written."""

    def __init__(self, names: Sequence[str]) -> None:
        # One word in small letters is the common word, to the reader as well; longer names are found in any case.
        self._names = compile_names((name.lower() if " " in name else name, "") for name in map(normalise, names))
        slugs = dict.fromkeys(slug for name in names for slug in _slug(name))
        self._slugs = re.compile(rf"[^a-z0-9](?:{'|'.join(slugs)})[^a-z0-9]" if slugs else r"(?!)")
        self._reach = 2 * max(map(len, names)) + 40  # spaces may be many, and marks apart
        spellings = dict.fromkeys(form for name in names for form in _forms(name))
        patterns = [*_ODD, *dict.fromkeys(map(_place, spellings))]
        self._database = hyperscan.Database()
        self._database.compile(
            expressions=[pattern.encode("latin-1") for pattern in patterns],
            ids=list(range(len(patterns))),
            flags=[hyperscan.HS_FLAG_SINGLEMATCH if number < len(_ODD) else 0 for number in range(len(patterns))],
        )
        self._scratch = hyperscan.Scratch(self._database)

    def fits(self, body: bytes) -> bool:
        """Whether the page is worth parsing; a page that names the topic always is."""
        is_found, odd = self._scan(body)
        if is_found or not odd:
            return is_found
        if 0 in odd:
            for letter in _INVISIBLE:
                body = body.replace(letter.encode(), b"")
        if 1 in odd:
            body = _ESCAPED_IN_BYTES.sub(b"", body)
        if 2 in odd:
            body = _ASCII_IN_BYTES.sub(_plain, body)
        if 3 in odd:
            body = _PADDED_IN_BYTES.sub(rb"\1", body)
        return self._scan(body)[0]

    def _scan(self, body: bytes) -> tuple[bool, set[int]]:
        """Whether a name is there, and which of the things that may hide one."""
        odd: set[int] = set()
        last = -_BESIDE

        def note(identity: int, start: int, end: int, flags: int, context: object) -> bool:
            nonlocal last
            if identity < len(_ODD):
                odd.add(identity)
                return False
            if end < last + _BESIDE:
                return False
            last = end
            return self._is_named(body[max(0, end - _AROUND) : end], body[end : end + _AROUND])

        try:
            self._database.scan(body, match_event_handler=note, scratch=self._scratch)
        except hyperscan.ScanTerminated:
            return True, odd
        return False, odd

    def _is_named(self, before: bytes, behind: bytes) -> bool:
        """Whether a name stands around a place, once what is before and behind it is read as text."""
        given = before.decode("utf-8", "ignore"), behind.decode("utf-8", "ignore")
        reach = self._reach
        if self._slugs.search(given[0][-reach:] + given[1][:reach]):
            return True
        for left, right in _readings(*given):
            text = normalise(left[-reach:] + right[:reach])
            if self._names.find(text, lower(text)):
                return True
        return False


def _readings(before: str, behind: str) -> Iterator[tuple[str, str]]:
    """What is before and behind a place as text: its markup kept, left out, or made a space; percent signs undone."""
    sides = (before, behind)
    plain = [_JSON.sub(_unescaped, side) for side in sides]
    yield unescape(plain[0]), unescape(plain[1])
    if any("<" in side for side in plain):
        for instead in ("", " "):
            left, right = (unescape(_TAG.sub(instead, side)) for side in plain)
            yield left, right
    if any("%" in side for side in sides):
        left, right = (unquote(side.replace("+", " ")) for side in sides)
        yield left, right


def names_to_find(topic: Topic) -> tuple[str, ...]:
    """The names that mark a page as the topic's: those of its main subjects, else of all. The other subjects are what
    these are compared with, and often named in half of all news ("GDP", "exports"): pages that name only such a one
    are not looked for."""
    subjects = [subject for subject in topic.subjects if subject.main] or list(topic.subjects)
    names = (name for subject in subjects for spellings in subject.names.values() for name in spellings)
    return tuple(dict.fromkeys(names))


def _forms(name: str) -> Iterator[str]:
    """A name in lower case as the reader knows it: with its marks, and without where it has two words or more."""
    plain = normalise(name).lower()
    yield plain
    if " " in plain:
        yield fold(plain)


def _slug(name: str) -> Iterator[str]:
    """An expression for a name in an address, where it has two words or more: one word tells nothing there."""
    words = re.findall(r"\w+", fold(name))
    if len(words) > 1:
        yield _SLUG_GAP.join(map(re.escape, words))


def _place(name: str) -> str:
    """An expression for where a name may stand: its neighbouring words that have most letters, three at most; or the
    one word that it is, with no letter before it, and none behind it where it is short."""
    words = name.split(" ")
    if len(words) == 1:
        end = "(?:$|[^a-zA-Z0-9])" if len(name) <= _LETTERS else ""
        return _EDGE + "".join(map(_letter, name[:_LETTERS])) + end
    cut = words[0][1:]
    if len(cut) > 2 or not (cut or "a").isascii():
        words[0] = cut  # an initial may be in an element of its own; two plain letters alone would be found everywhere
    runs = [words[at : at + _WORDS] for at in range(max(1, len(words) - _WORDS + 1))]
    first, *rest = max(runs, key=lambda run: sum(min(len(word), _LETTERS) for word in run))
    near = [first[-_LETTERS:], *rest[:-1], *(word[:_LETTERS] for word in rest[-1:])]
    return _GAP.join("".join(map(_letter, word)) for word in near)


def _letter(letter: str) -> str:
    """An expression for one letter in both cases: as it is, escaped, or in parts."""
    both = [each for each in dict.fromkeys((letter.lower(), letter.upper())) if len(each) == 1] or [letter]
    if letter.isascii() and letter.isalnum():
        return f"[{''.join(both)}]"
    whole = _any_of([*_ways(both), *(_in_both_cases(quote(each, safe="")) for each in both)])
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if not marks:
        return whole
    # Marks may be written apart from the letter, or from the letter with one mark, for whose escape any will do.
    begun = [f"[{base.lower()}{base.upper()}]"]
    if len(marks) > 1:
        one = [unicodedata.normalize("NFC", base + mark) for mark in marks]
        begun += [_bytes(way) for each in one for way in (each.lower(), each.upper())]
        begun += [r"&[#\w]+;", r"\\u[\da-fA-F]{4}"]
    return _any_of([whole, _any_of(begun) + _MARK + (f"{_MARK}?" if len(marks) > 1 else "")])


def _ways(letters: Sequence[str]) -> Iterator[str]:
    """Expressions for the ways to write one of some characters that are no ASCII letters."""
    codes = [ord(letter) for letter in letters]
    yield from map(_bytes, letters)
    decimal = _any_of(map(str, codes))
    hexadecimal = _any_of(_in_both_cases(f"{code:x}") for code in codes)
    yield f"&#(?:{decimal}|[xX]{hexadecimal});"
    yield r"\\u" + _any_of(_in_both_cases(f"{code:04x}") for code in codes)
    yield from (re.escape(entity) for letter in letters for entity in _ENTITIES.get(letter, ()))
    yield from (r"\\" + re.escape(letter) for letter in letters if letter.isascii())


def _bytes(letter: str) -> str:
    return re.escape(letter.encode().decode("latin-1"))


def _in_both_cases(text: str) -> str:
    return "".join(f"[{each.lower()}{each.upper()}]" if each.isalpha() else re.escape(each) for each in text)


def _any_of(expressions: Iterable[str]) -> str:
    return f"(?:{'|'.join(dict.fromkeys(expressions))})"


def _plain(escape: re.Match[bytes]) -> bytes:
    code = escape[0].strip(b"&#;\\u")
    return bytes([int(code[1:], 16) if code[:1] in b"xX" else int(code, 16 if escape[0][:1] == b"\\" else 10)])


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2] or " "
