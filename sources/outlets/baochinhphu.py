"""The government's electronic newspaper."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="baochinhphu",
    name="Báo Chính phủ",
    language="vi",
    home="https://baochinhphu.vn/",
    hosts=("baochinhphu.vn",),
    layout=VCCORP,
    aliases=("Bao Chinh phu", "Chinhphu.vn", "VGP"),
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    feeds=("https://baochinhphu.vn/home.rss",),
    listing=("a.box-category-link-title[href]",),
)
