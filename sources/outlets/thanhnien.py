"""Thanh Niên, a daily."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="thanhnien",
    name="Thanh Niên",
    language="vi",
    home="https://thanhnien.vn/",
    hosts=("thanhnien.vn",),
    layout=VCCORP,
    aliases=("Thanh Nien", "báo Thanh Niên"),
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    feeds=("https://thanhnien.vn/rss/home.rss", "https://thanhnien.vn/rss/giai-tri.rss"),
    sitemaps=(
        "https://thanhnien.vn/sitemaps/sitemaps-{year}-{month}-{day1}-{day2}.xml",
        "https://thanhnien.vn/google-news-sitemap.xml",
    ),
    listing=("a.box-category-link-title[href]",),
)
