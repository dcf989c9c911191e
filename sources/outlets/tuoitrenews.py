"""Tuoi Tre News, the English edition of Tuổi Trẻ."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="tuoitrenews",
    name="Tuoi Tre News",
    language="en",
    home="https://news.tuoitre.vn/",
    hosts=("news.tuoitre.vn", "tuoitrenews.vn"),
    layout=VCCORP,
    aliases=("Tuoitrenews",),
    group="tuoitre",
    article_id=r"-(?P<id>(?:103\d{12,15}|\d{8}))\.(?:htm|chn)",
    feeds=("https://news.tuoitre.vn/home.rss",),
    listing=("a.box-category-link-title[href]",),
)
