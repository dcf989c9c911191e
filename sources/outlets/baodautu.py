"""Báo Đầu tư, a daily on investment."""

from sources.model import Layout, Outlet

OUTLET = Outlet(
    key="baodautu",
    name="Báo Đầu tư",
    language="vi",
    home="https://baodautu.vn/",
    hosts=("baodautu.vn",),
    layout=Layout(
        title=("div.title-detail", "h1"),
        lead=("div.sapo_detail",),
        body=("#content_detail_news",),
        captions=("figcaption", "td.pic_desc"),
        authors=("a.author",),
        published=("span.post-time",),
        lead_prefix=r"\(Baodautu\.vn\)\s*",
    ),
    aliases=("Bao Dau tu",),
    article_id=r"-d(?P<id>\d+)\.html$",
    listing=(".list_news_home a[href]", "article a[href]"),
)
