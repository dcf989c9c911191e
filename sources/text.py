"""Text: one Unicode form, white space, sentences, and names compared without marks."""

from __future__ import annotations

import re
import unicodedata

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPACES = re.compile(r"\s+")
_FOLD = str.maketrans("đĐ", "dD")


def normalise(text: str) -> str:
    """NFC, no zero-width characters, every run of white space one plain space, ends trimmed.

    >>> normalise("  Tuổi\\xa0Trẻ\\n ")
    'Tuổi Trẻ'
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_ZERO_WIDTH)).strip()


def fold(text: str) -> str:
    """Lower case without marks, for comparing names and slugs.

    >>> fold("Đặng Thái Huyền")
    'dang thai huyen'
    """
    plain = unicodedata.normalize("NFD", text.translate(_FOLD))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
