"""Whose an address is: its host."""

from __future__ import annotations

from urllib.parse import urlsplit


def hostname_of(url: str) -> str:
    """The host of an address, in small letters; none of what is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host, without what only says for which device it is."""
    return hostname_of(url).removeprefix("www.").removeprefix("m.").removeprefix("amp.")
