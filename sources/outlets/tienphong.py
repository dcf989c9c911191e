"""Tiền Phong, a daily."""

from sources.cms import MCMS
from sources.model import Outlet

OUTLET = Outlet(
    key="tienphong",
    name="Tiền Phong",
    language="vi",
    home="https://tienphong.vn/",
    hosts=("tienphong.vn",),
    layout=MCMS,
    aliases=("Tien Phong", "báo Tiền Phong"),
    article_id=r"-post(?P<id>\d+)\.(?:tpo|amp)$",
    feeds=("https://tienphong.vn/rss/home.rss",),
    sitemaps=("https://tienphong.vn/sitemaps/news-{year}-{month}.xml", "https://tienphong.vn/sitemaps/google-news.xml"),
    listing=("a.cms-link[href]",),
)
