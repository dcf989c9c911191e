"""Việt Nam News, the Vietnam News Agency's English daily."""

from sources.model import Layout, Outlet

OUTLET = Outlet(
    key="vietnamnews",
    name="Việt Nam News",
    language="en",
    home="https://vietnamnews.vn/",
    hosts=("vietnamnews.vn",),
    layout=Layout(title=("h1.headline", "h1"), body=("#abody",), published=(".datetime", "time[datetime]")),
    aliases=("Viet Nam News", "Vietnam News", "VNS"),
    group="vna",
    article_id=r"/(?P<id>\d{6,7})/[^/]+\.html$",
    feeds=("https://vietnamnews.vn/rss/society.rss", "https://vietnamnews.vn/rss/economy.rss"),
    listing=(".l-content article h2 a[href]",),
)
