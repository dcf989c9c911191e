"""VTV, the national television."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="vtv",
    name="VTV",
    language="vi",
    home="https://vtv.vn/",
    hosts=("vtv.vn",),
    layout=VCCORP,
    aliases=("Đài Truyền hình Việt Nam", "VTV News", "Vietnam Television"),
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    feeds=("https://vtv.vn/rss/home.rss",),
    sitemaps=("https://vtv.vn/sitemaps/sitemaps-{year}-{month}-{day1}-{day2}.xml",),
    search="https://vtv.vn/tim-kiem.htm?keywords={query}",
    listing=("a.box-category-link-title[href]",),
)
