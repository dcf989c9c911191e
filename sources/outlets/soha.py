"""Soha, a general site."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="soha",
    name="Soha",
    language="vi",
    home="https://soha.vn/",
    hosts=("soha.vn",),
    layout=VCCORP,
    aliases=("Soha News",),
    group="vccorp",
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    listing=("a.box-category-link-title[href]",),
)
