"""VietnamPlus in English."""

from sources.cms import MCMS
from sources.model import Outlet

OUTLET = Outlet(
    key="vietnamplus_en",
    name="VietnamPlus (English)",
    language="en",
    home="https://en.vietnamplus.vn/",
    hosts=("en.vietnamplus.vn",),
    layout=MCMS,
    aliases=("Vietnam Plus",),
    group="vna",
    article_id=r"-post(?P<id>\d+)\.(?:vnp|amp)$",
    feeds=("https://en.vietnamplus.vn/rss/news.rss",),
    sitemaps=("https://en.vietnamplus.vn/sitemaps/news-{year}-{month}.xml",),
    search="https://en.vietnamplus.vn/search/?q={query}",
    listing=("a.cms-link[href]",),
)
