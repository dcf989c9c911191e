"""VietNamNet, an online newspaper."""

from sources.cms import VIETNAMNET
from sources.model import Outlet

OUTLET = Outlet(
    key="vietnamnet",
    name="VietNamNet",
    language="vi",
    home="https://vietnamnet.vn/",
    hosts=("vietnamnet.vn",),
    layout=VIETNAMNET,
    aliases=("Vietnamnet",),
    article_id=r"-(?P<id>\d{7})\.html$",
    feeds=("https://vietnamnet.vn/giai-tri.rss", "https://vietnamnet.vn/kinh-doanh.rss"),
    sitemaps=("https://vietnamnet.vn/sitemap-news.xml",),
    search="https://vietnamnet.vn/tim-kiem?q={query}",
    listing=("h3.vnn-title a[href]",),
)
