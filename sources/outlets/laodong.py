"""Lao Động, the trade unions' daily. Every address may answer with a cookie page first."""

from sources.cms import LAODONG
from sources.model import Outlet

OUTLET = Outlet(
    key="laodong",
    name="Lao Động",
    language="vi",
    home="https://laodong.vn/",
    hosts=("laodong.vn",),
    layout=LAODONG,
    aliases=("Lao Dong", "báo Lao Động"),
    group="laodong",
    article_id=r"-(?P<id>\d{5,8})\.ldo$",
    feeds=("https://laodong.vn/rss/home.rss",),
    sitemaps=("https://laodong.vn/sitemap.xml",),
    search="https://laodong.vn/tim-kiem?q={query}",
    listing=('article a[href$=".ldo"]',),
    requests_per_second=0.3,
)
