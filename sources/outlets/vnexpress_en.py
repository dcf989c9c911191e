"""VnExpress International."""

from sources.cms import VNEXPRESS
from sources.model import Outlet

OUTLET = Outlet(
    key="vnexpress_en",
    name="VnExpress International",
    language="en",
    home="https://e.vnexpress.net/",
    hosts=("e.vnexpress.net",),
    layout=VNEXPRESS,
    aliases=("VnExpress English",),
    group="vnexpress",
    article_id=r"-(?P<id>\d{7})\.html$",
    feeds=("https://e.vnexpress.net/rss/news.rss",),
    listing=("h2.title_news_site a[href]",),
)
