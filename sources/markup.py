"""A page's markup, asked for its parts (the home of BeautifulSoup).

A news page has a thousand elements and a layout a dozen selectors. Most name a class that the page has nowhere: those
are answered from the names that the page uses, seen once, and only the others are searched for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from sources.text import normalise

_BLOCKS = frozenset(
    """address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
    hr li main nav ol p pre section table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905  (a list of 38 lines)
)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "title"))
_META_ATTRIBUTES = ("property", "name", "itemprop")
_UNFREE = ".paywall, .subscriber-only, [class*=paywall], [data-paywall]"
_NAMED = re.compile(r"[.#]?[\w-]+")

Metas = Mapping[tuple[str, str], str]


class Markup:
    """A parsed page: what it says of itself, and its elements. What is cut from it is found no more, but `metas`,
    `about` and `visible` stay those of the whole page."""

    def __init__(self, text: str) -> None:
        self.soup = BeautifulSoup(text, "lxml")
        self.metas = _metas(self.soup)  # what its meta elements say, by attribute and name
        self.about = _article_declared(self.soup)  # its NewsArticle (or Article) in JSON-LD, if any
        self.visible = _visible_text(self.soup)  # all text that a browser would show
        self._names = _names_used(self.soup)

    def find(self, selectors: Sequence[str], within: Tag | None = None, *, limit: int = 0) -> list[Tag]:
        """The elements that any of the selectors names, in the page's order; no more than `limit`, if there is one."""
        possible = [each for each in selectors if _names_needed(each) <= self._names]
        return list((within or self.soup).select(", ".join(possible), limit=limit)) if possible else []

    def first(self, selectors: Sequence[str]) -> Tag | None:
        """The first element that says something, of the first selector that has one; else the first empty one."""
        empty = None
        for selector in selectors:
            for found in self.find((selector,)):
                if found.get_text(strip=True) or found.get("datetime") or found.get("content"):
                    return found
                empty = empty or found
        return empty

    def cut(self, selectors: Sequence[str], within: Tag) -> list[str]:
        """Take the elements out of another; the texts of those that had one."""
        texts = []
        for found in self.find(selectors, within):
            texts.append(text_of(found))
            found.extract()
        return [text for text in texts if text]

    def meta(self, *names: str) -> str | None:
        """What the page says of the first of these names that it knows."""
        keys = ((attribute, name) for name in names for attribute in _META_ATTRIBUTES)
        return next((self.metas[key] for key in keys if key in self.metas), None)

    def is_marked_unfree(self) -> bool:
        """Whether an element says by its class or an attribute that the text is not free."""
        is_possible = any("paywall" in name or name == ".subscriber-only" for name in self._names)
        return is_possible and self.soup.select_one(_UNFREE) is not None


def text_of(node: Tag) -> str:
    """The text of an element: inline parts glued as they stand, a space only where a block begins or ends."""
    pieces: list[str] = []
    for part in node.descendants:
        if isinstance(part, Tag):
            if part.name in _BLOCKS:
                pieces.append("\n")
        elif isinstance(part, NavigableString) and not isinstance(part, PreformattedString):
            pieces.append(part)
            if part.parent is not None and part.parent.name in _BLOCKS and part.next_sibling is None:
                pieces.append("\n")
    return normalise("".join(pieces))


def paragraphs_of(body: Tag) -> list[str]:
    """Blocks of text in document order: the innermost block elements and the loose text between them."""
    lines: list[str] = []
    current: list[str] = []

    def flush() -> None:
        text = normalise("".join(current))
        if text:
            lines.append(text)
        current.clear()

    open_elements = [(iter(body.children), True)]  # no recursion: what a page nests has no limit
    while open_elements:
        parts, is_block = open_elements[-1]
        part = next(parts, None)
        if part is None:
            open_elements.pop()
            if is_block:
                flush()
        elif isinstance(part, Tag):
            if part.name in _BLOCKS:
                flush()
            open_elements.append((iter(part.children), part.name in _BLOCKS))
        elif isinstance(part, NavigableString) and not isinstance(part, PreformattedString):
            current.append(part)
    return lines


def _metas(soup: BeautifulSoup) -> Metas:
    """The first of a name counts."""
    found: dict[tuple[str, str], str] = {}
    for each in soup.find_all("meta"):
        content = str(each.get("content") or "")
        if content.strip():
            for attribute in _META_ATTRIBUTES:
                name = each.get(attribute)
                if name is not None:
                    found.setdefault((attribute, str(name)), content)
    return found


def _article_declared(soup: BeautifulSoup) -> Mapping[str, object]:
    for script in soup.find_all("script", attrs={"type": "application/ld+json"}):
        try:
            declared = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(declared):
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(str(each).endswith("Article") or each == "BlogPosting" for each in kinds):
                return item
    return {}


def _items(declared: object) -> Iterator[Mapping[str, object]]:
    if isinstance(declared, list):
        for each in declared:
            yield from _items(each)
    elif isinstance(declared, dict):
        yield declared
        graph = declared.get("@graph")
        if isinstance(graph, list):
            yield from _items(graph)


def _visible_text(soup: BeautifulSoup) -> str:
    return normalise(
        " ".join(
            text
            for text in soup.find_all(string=True)
            if text.parent is not None and text.parent.name not in _UNSEEN and not isinstance(text, PreformattedString)
        )
    )


def _names_used(soup: BeautifulSoup) -> frozenset[str]:
    """The names of a page as selectors write them: `p`, `.class`, `#id`, and `[attribute`."""
    names: set[str] = set()
    for element in soup.find_all(True):
        names.add(element.name.lower())
        for attribute, value in element.attrs.items():
            names.add(f"[{attribute.lower()}")
            if attribute == "class":
                names.update(f".{each}" for each in ([value] if isinstance(value, str) else value))
            elif attribute == "id":
                names.add(f"#{value}")
    return frozenset(names)


@cache
def _names_needed(selector: str) -> frozenset[str]:
    """The names without which a selector finds nothing; none are known of one with alternatives or conditions."""
    if "(" in selector or "," in selector:
        return frozenset()
    bare = re.sub(r"\[[^\]]*\]|::?[\w-]+", " ", selector)
    attributes = re.findall(r"\[\s*([\w-]+)", selector)
    names = (name if name[0] in ".#" else name.lower() for name in _NAMED.findall(bare))
    return frozenset((*names, *(f"[{name.lower()}" for name in attributes)))
