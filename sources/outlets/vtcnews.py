"""VTC News, an online newspaper."""

from sources.model import Layout, Outlet

OUTLET = Outlet(
    key="vtcnews",
    name="VTC News",
    language="vi",
    home="https://vtcnews.vn/",
    hosts=("vtcnews.vn", "vtc.vn"),
    layout=Layout(
        title=("h1.font28", "header h1", "h1"),
        lead=("h2.font18", "h2.lead"),
        body=(".edittor-content", ".content-wrapper", "[itemprop=articleBody]"),
        drop=(".expNoEdit", ".relate-news"),
        authors=(".author-make span", "[itemprop=author]"),
        published=("span.time-update", "time[datetime]"),
    ),
    aliases=("VTCNews",),
    article_id=r"-ar(?P<id>\d+)\.html$",
    feeds=("https://vtcnews.vn/rss/feed.rss",),
    listing=("article h3 a[href]",),
)
