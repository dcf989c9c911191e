"""CafeF, a financial site."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="cafef",
    name="CafeF",
    language="vi",
    home="https://cafef.vn/",
    hosts=("cafef.vn",),
    layout=VCCORP,
    aliases=("Cafef",),
    group="vccorp",
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    feeds=("https://cafef.vn/home.rss",),
    search="https://cafef.vn/tim-kiem.htm?keywords={query}",
    listing=("a.box-category-link-title[href]",),
)
