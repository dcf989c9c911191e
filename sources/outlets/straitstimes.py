"""The Straits Times, a daily of Singapore; part of it is for subscribers."""

from sources.model import Layout, Outlet

OUTLET = Outlet(
    key="straitstimes",
    name="The Straits Times",
    language="en",
    home="https://www.straitstimes.com/",
    hosts=("straitstimes.com",),
    layout=Layout(title=(".headline-stack h1", "h1"), body=(".storyline-wrapper",)),
    aliases=("Straits Times",),
    feeds=("https://www.straitstimes.com/news/asia/rss.xml", "https://www.straitstimes.com/news/life/rss.xml"),
    listing=("a.select-none.items-start[href]",),
)
