"""Người Lao Động, a daily of Hồ Chí Minh City; its old addresses lead to Tuổi Trẻ today."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="nld",
    name="Người Lao Động",
    language="vi",
    home="https://nld.com.vn/",
    hosts=("nld.com.vn",),
    layout=VCCORP,
    aliases=("Nguoi Lao Dong", "NLĐ", "NLĐO", "báo Người Lao Động"),
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    feeds=("https://nld.com.vn/rss/home.rss",),
    search="https://nld.com.vn/tim-kiem.htm?keywords={query}",
    listing=("a.box-category-link-title[href]",),
)
