"""Sức khỏe & Đời sống, and its supplement Gia đình & Xã hội."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="suckhoedoisong",
    name="Sức khỏe & Đời sống",
    language="vi",
    home="https://suckhoedoisong.vn/",
    hosts=("suckhoedoisong.vn", "giadinh.suckhoedoisong.vn"),
    layout=VCCORP,
    aliases=("Gia đình & Xã hội", "Gia đình và Xã hội"),
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    listing=("a.box-category-link-title[href]",),
)
