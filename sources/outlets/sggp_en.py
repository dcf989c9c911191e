"""Sài Gòn Giải Phóng in English."""

from sources.cms import MCMS
from sources.model import Outlet

OUTLET = Outlet(
    key="sggp_en",
    name="SGGP News",
    language="en",
    home="https://en.sggp.org.vn/",
    hosts=("en.sggp.org.vn",),
    layout=MCMS,
    aliases=("SGGP English", "SGGP Newspaper"),
    group="sggp",
    article_id=r"-post(?P<id>\d+)\.(?:html|amp)$",
    listing=("a.cms-link[href]",),
)
