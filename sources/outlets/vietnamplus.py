"""VietnamPlus, the Vietnam News Agency's site."""

from sources.cms import MCMS
from sources.model import Outlet

OUTLET = Outlet(
    key="vietnamplus",
    name="VietnamPlus",
    language="vi",
    home="https://www.vietnamplus.vn/",
    hosts=("vietnamplus.vn",),
    layout=MCMS,
    aliases=("Vietnam+", "Vietnamplus", "TTXVN/Vietnam+"),
    group="vna",
    article_id=r"-post(?P<id>\d+)\.(?:vnp|amp)$",
    feeds=("https://www.vietnamplus.vn/rss/home.rss",),
    sitemaps=(
        "https://www.vietnamplus.vn/sitemaps/news-{year}-{month}.xml",
        "https://www.vietnamplus.vn/sitemaps/google-news.xml",
    ),
    search="https://www.vietnamplus.vn/search/?q={query}",
    listing=("a.cms-link[href]",),
)
