"""Znews, an online magazine."""

from sources.model import Layout, Outlet

OUTLET = Outlet(
    key="znews",
    name="Znews",
    language="vi",
    home="https://znews.vn/",
    hosts=("znews.vn", "zingnews.vn"),
    layout=Layout(
        title=("h1.the-article-title",),
        lead=("p.the-article-summary",),
        body=("div.the-article-body",),
        drop=(".inner-article", ".picture", "table.picture"),
        captions=("figcaption", "td.caption"),
        authors=(".the-article-author a", ".the-article-credit"),
        published=("li.the-article-publish",),
    ),
    aliases=("Zing", "Zing News", "Tri thức - Znews"),
    article_id=r"-post(?P<id>\d+)\.html$",
    feeds=("https://znews.vn/rss/trang-chu.rss",),
    listing=("p.article-title a[href]",),
)
