"""Outlets: one module each, found by existing. A module holds `OUTLET`, and for an odd outlet `read(page)`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import MappingProxyType

from sources.cms import WORDPRESS
from sources.hosts import host_of, hostname_of
from sources.loaded import is_loaded, read_loaded
from sources.model import Article, Outlet, Page, Party
from sources.reader import read_page
from sources.text import fold


def _find() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for module in pkgutil.iter_modules(__path__):
        outlet: Outlet = import_module(f"{__name__}.{module.name}").OUTLET
        found[outlet.key] = outlet
    return found


OUTLETS: Mapping[str, Outlet] = MappingProxyType(_find())
_BY_HOST = {host: outlet for outlet in OUTLETS.values() for host in outlet.hosts}


def outlet_of(url: str) -> Outlet | None:
    """The outlet that an address belongs to: the longest host of an outlet that ends it."""
    parts = hostname_of(url).split(".")
    for place in range(len(parts) - 1):
        outlet = _BY_HOST.get(".".join(parts[place:]))
        if outlet is not None:
            return outlet
    return None


def outlet_key(url: str) -> str:
    """The outlet's key, or the host of an outlet that we have no module for."""
    outlet = outlet_of(url)
    return outlet.key if outlet else host_of(url)


def read(page: Page) -> Article:
    """The article of a page, read by its outlet's own reader where it has one. Raises UnreadablePage."""
    outlet = outlet_of(page.url)
    if is_loaded(page):
        article = read_loaded(page, outlet)
        # Nobody but its host takes the name of an outlet.
        is_other = outlet is None and host_of(page.url) and fold(article.outlet_name) in _names()
        return replace(article, outlet_name=host_of(page.url)) if is_other else article
    own = _own_reader(outlet.key) if outlet else None
    return own(page) if own else read_page(page, outlet, WORDPRESS)


@cache
def _names() -> frozenset[str]:
    return frozenset(fold(name) for outlet in OUTLETS.values() for name in (outlet.name, *outlet.aliases))


@cache
def _own_reader(key: str) -> Callable[[Page], Article] | None:
    return getattr(import_module(f"{__name__}.{key}"), "read", None)


@cache
def outlet_parties() -> tuple[Party, ...]:
    """Outlets as parties that prose may cite."""
    return tuple(
        Party(key=outlet.name, names=(outlet.name, *outlet.aliases), group=outlet.group) for outlet in OUTLETS.values()
    )
