"""Nhân Dân in English."""

from sources.cms import MCMS
from sources.model import Outlet

OUTLET = Outlet(
    key="nhandan_en",
    name="Nhân Dân (English)",
    language="en",
    home="https://en.nhandan.vn/",
    hosts=("en.nhandan.vn",),
    layout=MCMS,
    aliases=("Nhan Dan Online", "Nhan Dan Newspaper"),
    group="nhandan",
    article_id=r"-post(?P<id>\d+)\.(?:html|amp)$",
    feeds=("https://en.nhandan.vn/rss/home.rss",),
    sitemaps=("https://en.nhandan.vn/sitemaps/news-{year}-{month}.xml",),
    search="https://en.nhandan.vn/search/?q={query}",
    listing=("a.cms-link[href]",),
)
