"""Tuổi Trẻ, a daily of Hồ Chí Minh City."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="tuoitre",
    name="Tuổi Trẻ",
    language="vi",
    home="https://tuoitre.vn/",
    hosts=("tuoitre.vn",),
    layout=VCCORP,
    aliases=("Tuoi Tre", "báo Tuổi Trẻ", "Tuổi Trẻ Online"),
    group="tuoitre",
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    feeds=(
        "https://tuoitre.vn/rss/tin-moi-nhat.rss",
        "https://tuoitre.vn/rss/van-hoa.rss",
        "https://tuoitre.vn/rss/kinh-doanh.rss",
    ),
    sitemaps=(
        "https://tuoitre.vn/StaticSitemaps/sitemaps-{year}-{month}-{day1}-{day2}.xml",
        "https://tuoitre.vn/sitemaps/latest-news.rss",
    ),
    search="https://tuoitre.vn/tim-kiem.htm?keywords={query}",
    listing=("a.box-category-link-title[href]",),
)
