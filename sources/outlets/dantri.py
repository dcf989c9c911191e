"""Dân trí, an online newspaper."""

from sources.cms import DANTRI
from sources.model import Outlet

OUTLET = Outlet(
    key="dantri",
    name="Dân trí",
    language="vi",
    home="https://dantri.com.vn/",
    hosts=("dantri.com.vn",),
    layout=DANTRI,
    aliases=("Dan tri", "Dân Trí", "báo Dân trí"),
    article_id=r"-(?P<id>\d{17})\.htm$",
    feeds=("https://dantri.com.vn/rss/home.rss", "https://dantri.com.vn/rss/giai-tri.rss"),
    sitemaps=("https://dantri.com.vn/google-news-sitemap.xml",),
    listing=("h3.article-title a[href]",),
)
