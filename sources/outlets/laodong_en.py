"""Lao Động in English: a machine translation with the Vietnamese slug and the same id."""

from sources.cms import LAODONG
from sources.model import Outlet

OUTLET = Outlet(
    key="laodong_en",
    name="Lao Động (English)",
    language="en",
    home="https://news.laodong.vn/",
    hosts=("news.laodong.vn",),
    layout=LAODONG,
    aliases=("Lao Dong Newspaper",),
    group="laodong",
    article_id=r"-(?P<id>\d{5,8})\.ldo$",
    listing=('article a[href$=".ldo"]',),
    requests_per_second=0.3,
)
