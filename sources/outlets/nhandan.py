"""Nhân Dân, the Party's daily."""

from sources.cms import MCMS
from sources.model import Outlet

OUTLET = Outlet(
    key="nhandan",
    name="Nhân Dân",
    language="vi",
    home="https://nhandan.vn/",
    hosts=("nhandan.vn",),
    layout=MCMS,
    aliases=("Nhan Dan", "báo Nhân Dân"),
    group="nhandan",
    article_id=r"-post(?P<id>\d+)\.(?:html|amp)$",
    feeds=("https://nhandan.vn/rss/home.rss",),
    sitemaps=("https://nhandan.vn/sitemaps/news-{year}-{month}.xml", "https://nhandan.vn/sitemaps/google-news.xml"),
    search="https://nhandan.vn/search/?q={query}",
    listing=("a.cms-link[href]",),
)
