"""Outlets that no list has, by the name that their own pages give and by their address: who cites one of them is no
witness for it either, and what is credited to one is looked for in its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sources.model import Article, Layout, Outlet
from sources.text import fold

_SHORTEST = 4  # letters of a name that prose would not have by chance


def with_unlisted(outlets: Mapping[str, Outlet], articles: Iterable[Article]) -> dict[str, Outlet]:
    """The outlets, and behind them those of the pages that name themselves and are not among them."""
    found = dict(outlets)
    known = {fold(name) for outlet in outlets.values() for name in (outlet.name, *outlet.aliases, *outlet.hosts)}
    for article in sorted(articles, key=lambda each: (each.outlet, each.article_id)):
        key, name = article.outlet or fold(article.outlet_name), article.outlet_name.strip()
        if key in found or not (_is_name(name) or _is_host(name)) or fold(name) in known:
            continue
        hosts = (article.outlet,) if _is_host(article.outlet) else ()
        found[key] = Outlet(
            key=key,
            name=name,
            language=article.language,
            home=article.url,
            hosts=hosts,
            layout=Layout(),
            aliases=tuple(host for host in hosts if host != name),
        )
    return found


def _is_name(name: str) -> bool:
    """Whether that is a name and no address, written as one."""
    return len(name) >= _SHORTEST and "." not in name and name[:1].isupper()


def _is_host(name: str) -> bool:
    return "." in name.strip(".") and not any(letter.isspace() for letter in name)
