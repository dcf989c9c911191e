"""Whose an address is: its host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+")


def hostname_of(url: str) -> str:
    """The host of an address, in small letters; none of what is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host, without what only says for which device it is."""
    return hostname_of(url).removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def is_host(text: str) -> bool:
    """Whether a word is a host as outlets that no list has are called by: "news.example.org"."""
    return _HOST.fullmatch(text) is not None
