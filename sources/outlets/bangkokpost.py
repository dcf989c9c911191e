"""Bangkok Post, a daily of Bangkok."""

from sources.model import Layout, Outlet

OUTLET = Outlet(
    key="bangkokpost",
    name="Bangkok Post",
    language="en",
    home="https://www.bangkokpost.com/",
    hosts=("bangkokpost.com",),
    layout=Layout(
        title=("h1",),
        body=("div.article-content", ".articl-content"),
        authors=("div.author a",),
        published=(".article-info time[datetime]",),
    ),
    aliases=("The Bangkok Post",),
    article_id=r"/(?P<id>\d{6,7})/[^/]+$",
    feeds=("https://www.bangkokpost.com/rss/data/topstories.xml", "https://www.bangkokpost.com/rss/data/life.xml"),
    search="https://search.bangkokpost.com/search/result?category=all&q={query}",
    listing=(".news--list a[href]",),
)
