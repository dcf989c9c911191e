"""Word lists -> patterns. A list becomes a trie, so that a thousand words cost hardly more than ten.

Patterns that look ahead are matched at a place of the text. Patterns that look back are written for the text
turned around, and are matched at the mirrored place: both cost only the characters that they read. All of them read
the text in lower case: a search that minds no case is several times as slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

_GAP: Final = " … "  # up to four words, whatever they are
_Trie = dict[str, "_Trie"]
_WORD: Final = re.compile(r"\w+")


def fold_case(word: str) -> str:
    """Lower case with single spaces: how the tables are looked up."""
    return " ".join(word.lower().split())


def alternatives(words: Iterable[str], *, backwards: bool = False) -> str:
    """A regular expression for any of the words, longest first; a space matches any white space, " … " up to four
    words. With `backwards` it reads a text that was turned around."""
    root: _Trie = {}
    for word in sorted(set(words)):
        atoms = _atoms(word)
        _grow(root, atoms[::-1] if backwards else atoms, "")
    return _expression(root) if root else "(?!)"


def conditions(words: Mapping[str, str]) -> str:
    """A regular expression for whole words that each must meet a condition: what has to follow it ("" for none)."""
    root: _Trie = {}
    for word in sorted(words):
        _grow(root, _atoms(word), r"(?!\w)" + words[word])
    return _expression(root) if root else "(?!)"


def shared(sequences: Iterable[Sequence[str]]) -> str:
    """A regular expression for any of several sequences of expressions; what they begin with alike is tried once."""
    root: _Trie = {}
    for sequence in sequences:
        _grow(root, sequence, "")
    return _expression(root) if root else "(?!)"


def _grow(root: _Trie, atoms: Iterable[str], condition: str) -> None:
    node = root
    for atom in atoms:
        node = node.setdefault(atom, {})
    node[""] = {condition: {}}


def whole(
    words: Iterable[str], *, lower: bool = True, signs: Iterable[str] = (), not_behind: Iterable[str] = ()
) -> str:
    """A regular expression for any of the words as a whole, to be searched for in a text in lower case; with `lower`
    off, for the words as they are written; or for one of the signs, whatever stands around it. A word right behind
    one of `not_behind` is none. It begins with letters and looks back only behind them, so that a search runs over
    all that begins no word at the speed of memory."""
    root: _Trie = {}
    for word in sorted({word.lower() if lower else word for word in words}):
        _grow(root, _atoms(word), "")
    behind = [r"\w", *(re.escape(word) + r"\s" for word in not_behind)]
    branches = [
        f"{atom}{''.join(f'(?<!{each}{atom})' for each in behind)}{_expression(below)}(?!\\w)"
        for atom, below in root.items()
    ]
    branches += [re.escape(sign) for sign in signs]
    return f"(?:{'|'.join(branches)})" if branches else "(?!)"


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """The words as wholes, in a text in lower case."""
    return re.compile(whole(words))


class WordList(NamedTuple):
    """Words to be searched for as wholes. `keys` has, by the longest word of each of them (the `heads`), all of its
    words: where a text lacks those, looking into a few sets spares a search that costs ten times as much."""

    pattern: re.Pattern[str]
    heads: frozenset[str]
    keys: Mapping[str, tuple[frozenset[str], ...]]
    single: frozenset[str]  # those that are one word

    def is_absent(self, spoken: frozenset[str]) -> bool:
        """Whether a text of these words can hold none of the list."""
        if self.heads.isdisjoint(spoken):
            return True
        for head in self.heads & spoken:
            for words in self.keys[head]:
                if words <= spoken:
                    return False
        return True

    def is_in(self, low: str, span: tuple[int, int], spoken: frozenset[str]) -> bool:
        """Whether some of a text, whose words are `spoken`, holds any of a list that minds nothing in front of it."""
        if not self.single.isdisjoint(spoken):
            return True
        return not self.is_absent(spoken) and self.pattern.search(low, *span) is not None


def word_list(words: Iterable[str], *, not_behind: Iterable[str] = ()) -> WordList:
    """A list to be searched for in a text in lower case. Every word of it has to hold a letter or a digit."""
    held = {word.lower() for word in words}
    keys: dict[str, tuple[frozenset[str], ...]] = {}
    for word in sorted(held):
        parts = _WORD.findall(word)
        key = max(parts, key=len)
        keys[key] = (*keys.get(key, ()), frozenset(parts))
    single = frozenset(word for word in held if _WORD.fullmatch(word) is not None)
    return WordList(re.compile(whole(held, not_behind=not_behind)), frozenset(keys), keys, single)


def spoken_words(low: str, span: tuple[int, int]) -> frozenset[str]:
    """The words of some of a text in lower case, for `WordList.is_absent`."""
    return frozenset(_WORD.findall(low, *span))


_APOSTROPHE = dict.fromkeys("'’", "['’]")  # as typists and as printers have it


def _atoms(word: str) -> list[str]:
    atoms: list[str] = []
    for number, part in enumerate(word.split(_GAP)):
        if number:
            atoms.append(r"(?:\s+[\w'’]+){1,4}\s+")
        atoms += [r"\s+" if letter.isspace() else _APOSTROPHE.get(letter) or re.escape(letter) for letter in part]
    return atoms


def _expression(node: _Trie) -> str:
    branches = [atom + _expression(below) for atom, below in node.items() if atom]
    condition = next(iter(node[""])) if "" in node else None
    if not branches:
        return condition or ""
    if condition is not None:
        branches.append(condition)  # nothing more, last: "(?:…|)" is faster than "(?:…)?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
