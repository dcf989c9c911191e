"""Text: one Unicode form, white space, sentences, and names compared without marks."""

from __future__ import annotations

import re
import unicodedata

from sources.model import Language

_ZERO_WIDTH: dict[int, str | None] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NO_TEXT = {**_ZERO_WIDTH, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}  # half a character can't be stored
_SPACES = re.compile(r"\s+")
_VIETNAMESE_LETTERS = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
# Words that hardly a sentence goes without and no name is made of.
_ENGLISH_WORDS = re.compile(
    r"\b(?:the|of|and|was|were|is|are|has|have|had|by|for|from|with|that|at|on|said|its?|after)\b", re.IGNORECASE
)
_VIETNAMESE_WORDS = re.compile(
    r"\b(?:và|của|là|các|có|được|trong|cho|với|đã|không|một|những|tại|này|khi|từ|ở|đến|theo|về|bị)\b", re.IGNORECASE
)
_FOLD = str.maketrans("đĐ", "dD")


def normalise(text: str) -> str:
    """NFC, no zero-width characters, no half characters, every run of white space one plain space, ends trimmed.

    >>> normalise("  Tuổi\\xa0Trẻ\\n ")
    'Tuổi Trẻ'
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_NO_TEXT)).strip()


def storable(text: str) -> str:
    """The text with a question mark for each half of a character, which no file and no table can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def compose(text: str) -> tuple[str, list[int]]:
    """The text in NFC, and for every place in it (its end too) the place in the text as given.

    >>> compose("vé")[1], compose("ve\u0301")[1]
    ([0, 1, 2], [0, 1, 3])
    """
    composed: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        piece = unicodedata.normalize("NFC", text[start:end])
        composed.append(piece)
        places += [start] * len(piece)
        start = end
    return "".join(composed), [*places, len(text)]


def is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def detect_language(text: str) -> Language:
    """The language whose function words are the more; with as many of both, Vietnamese where a fiftieth of the letters
    are ones that only it has. An English report that is full of Vietnamese names is still English.

    >>> detect_language("The ferry sank near Đầu Gỗ in Hạ Long Bay"), detect_language("Bão số 3: 9 người chết")
    ('en', 'vi')
    """
    text = unicodedata.normalize("NFC", text)
    en, vi = (len(words.findall(text)) for words in (_ENGLISH_WORDS, _VIETNAMESE_WORDS))
    if en != vi:
        return "en" if en > vi else "vi"
    return "vi" if len(_VIETNAMESE_LETTERS.findall(text)) * 50 > len(text) else "en"


def fold(text: str) -> str:
    """Lower case without marks, for comparing names and slugs.

    >>> fold("Đặng Thái Huyền")
    'dang thai huyen'
    """
    return unmark(text).casefold()


def unmark(text: str) -> str:
    """The letters without their marks, in the case that they have.

    >>> unmark("Đặng Thái Huyền")
    'Dang Thai Huyen'
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.translate(_FOLD))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_ABBREVIATIONS = frozenset(
    """TP Tp Mr Mrs Ms Dr Gen Maj Lt Col Capt Sgt Brig Adm Sen Gov St No Nos Sept Oct Nov Dec Jan Feb Aug
    Inc Ltd Co Corp vs Th GS TS PGS ThS BS Ô
    """.split()  # noqa: SIM905  (a list of 27 lines)
)
_BOUNDARY = re.compile(r"""([.!?…]+["”’»)\]]*)(?:\s+(?=["“‘«(\[]*[\w])|(?=["“‘«]*[^\W\d_]{2}))""")
_LONGEST_WORD = 12  # letters that an abbreviation has at most
_LONGEST = 1500  # characters of the longest sentence that anybody writes
_LAST_WORD = re.compile(r"(\w+)$")
_NEXT_WORD = re.compile(r"""["“‘«]*([^\W\d_]{2,})""")
_VOWEL = re.compile(r"[aeiouy]")
_CLOSING = frozenset("%)]”’»")
_DOMAINS = frozenset(["com", "net", "org", "vn", "js", "edu", "gov", "info", "news", "asia", "tv", "io", "co", "uk"])
_LITTLE = 4  # letters of a word that a headline gives a capital
_FEW = 3
_NO_TITLE = 5  # letters of a word that no title or rank is short for


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, in order. Abbreviations, initials and decimal points end none.

    >>> [text[a:b] for text in ["Ông A. nói. TP. Huế ngập 7.9 m."] for a, b in sentences(text)]
    ['Ông A. nói.', 'TP. Huế ngập 7.9 m.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        if boundary.end() == boundary.end(1) and not _is_run_on(text, boundary.start(), boundary.end()):
            continue
        if boundary[1] == ".":
            word = _LAST_WORD.search(text, max(start, boundary.start() - _LONGEST_WORD), boundary.start())
            if word and (word[1] in _ABBREVIATIONS or (len(word[1]) == 1 and word[1].isupper())):
                continue
            if text[boundary.end() : boundary.end() + 1].islower():
                continue
        spans += _pieces(text, start, boundary.end(1))
        start = boundary.end()
    if start < len(text):
        spans += _pieces(text, start, len(text))
    return spans


def _is_run_on(text: str, sign: int, at: int) -> bool:
    """ "người.Tại đây": whether a sentence ends at a sign with no blank behind it. "Amazon.Com", "Prof.Lee" and
    "TP.HCM" are one word."""
    following = _NEXT_WORD.match(text, at)
    if following is None or not following[1][0].isupper() or not following[1][1].islower():
        return False
    before = text[sign - 1 : sign]
    if before in _CLOSING:
        return True
    word = _LAST_WORD.search(text, max(0, sign - _LONGEST_WORD), sign)
    if word is None or word[1].isdigit():
        return word is not None
    if not before.islower() or _VOWEL.search(fold(word[1])) is None or following[1].lower() in _DOMAINS:
        return False
    return word[1][0].islower() or len(word[1]) >= _NO_TITLE or not word[1].isascii()


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it is; what is too long to be one is cut at white space."""
    spans: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        spans.append((start, cut))
        start = cut
    spans.append((start, end))
    return spans


def has_title_case(text: str) -> bool:
    """Whether nearly all words but the little ones have a capital, as in a headline, where it makes no name."""
    words = [word for word in text.split() if word.isalpha() and len(word) >= _LITTLE]
    return len(words) > _FEW and sum(word[0].isupper() for word in words) >= len(words) - 1
