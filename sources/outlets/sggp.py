"""Sài Gòn Giải Phóng, a daily of Hồ Chí Minh City."""

from sources.cms import MCMS
from sources.model import Outlet

OUTLET = Outlet(
    key="sggp",
    name="Sài Gòn Giải Phóng",
    language="vi",
    home="https://www.sggp.org.vn/",
    hosts=("sggp.org.vn",),
    layout=MCMS,
    aliases=("SGGP", "Sai Gon Giai Phong"),
    group="sggp",
    article_id=r"-post(?P<id>\d+)\.(?:html|amp)$",
    feeds=("https://www.sggp.org.vn/rss/home.rss",),
    sitemaps=("https://www.sggp.org.vn/sitemaps/news-{year}-{month}.xml",),
    listing=("a.cms-link[href]",),
)
