"""VnExpress, an online newspaper."""

from sources.cms import VNEXPRESS
from sources.model import Outlet

OUTLET = Outlet(
    key="vnexpress",
    name="VnExpress",
    language="vi",
    home="https://vnexpress.net/",
    hosts=("vnexpress.net",),
    layout=VNEXPRESS,
    aliases=("Vnexpress",),
    group="vnexpress",
    article_id=r"-(?P<id>\d{7})\.html$",
    feeds=(
        "https://vnexpress.net/rss/tin-moi-nhat.rss",
        "https://vnexpress.net/rss/giai-tri.rss",
        "https://vnexpress.net/rss/kinh-doanh.rss",
    ),
    search="https://timkiem.vnexpress.net/?q={query}",
    listing=("h3.title-news a[href]",),
)
