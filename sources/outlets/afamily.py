"""aFamily, a lifestyle site."""

from sources.cms import VCCORP
from sources.model import Outlet

OUTLET = Outlet(
    key="afamily",
    name="aFamily",
    language="vi",
    home="https://afamily.vn/",
    hosts=("afamily.vn",),
    layout=VCCORP,
    aliases=("Afamily",),
    group="vccorp",
    article_id=r"-(?P<id>\d{15,18})\.(?:htm|chn)",
    listing=("a.box-category-link-title[href]",),
)
