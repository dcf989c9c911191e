"""Kenh14, an entertainment site."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="kenh14",
    name="Kenh14",
    language="vi",
    home="https://kenh14.vn/",
    hosts=("kenh14.vn",),
    layout=VCCORP,
    aliases=("Kênh 14", "Kênh14"),
    group="vccorp",
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    feeds=("https://kenh14.vn/rss/home.rss",),
    listing=("a.box-category-link-title[href]",),
)
