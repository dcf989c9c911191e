"""Asia Times, a site of Hong Kong."""

from sources.cms import WORDPRESS
from sources.model import Outlet

OUTLET = Outlet(
    key="asiatimes",
    name="Asia Times",
    language="en",
    home="https://asiatimes.com/",
    hosts=("asiatimes.com",),
    layout=WORDPRESS,
    aliases=("Asiatimes",),
    article_id=r"/\d{4}/\d{2}/(?P<id>[^/]+)/",
    feeds=("https://asiatimes.com/feed/",),
    search="https://asiatimes.com/?s={query}",
)
