"""What several tests build on: a warehouse filled from pages without a scheduler, and made-up pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows.gather import Keeper, read_pages
from flows.job import load_and_verify, make_report, replay_run
from flows.settings import Settings
from sources.archive import Archive
from sources.model import VIETNAM, Page, Topic
from sources.replay import replay
from sources.topics import SEEDS, load_topic
from warehouse.held import Held
from warehouse.load import Run

ROOT = Path(__file__).resolve().parent.parent
PAGES = SEEDS / "pages"


def settings_of(folder: Path) -> Settings:
    return Settings(data=folder, contact="", rate=None, workers=2, wait_seconds=2.0, allow_private=True)


def red_rain(*, claims: bool = True) -> Topic:
    topic = load_topic(SEEDS / "topics" / "red-rain.toml")
    return topic if claims else replace(topic, claims=())


def bundled(prefix: str = "red-rain--", only: Sequence[str] = ()) -> list[Page]:
    """Bundled pages by the start of their file's name, or those whose address holds one of the texts."""
    names = {path.name for path in PAGES.glob(f"{prefix}*.html")}
    digests = {hashlib.sha256((PAGES / name).read_bytes()).hexdigest() for name in names}
    pages = [page for page in replay(PAGES) if page.digest in digests]
    return [page for page in pages if any(text in page.url for text in only)] if only else pages


def fill(folder: Path, topic: Topic, pages: Sequence[Page]) -> Run:
    """Archive, read, load, verify, publish and report pages."""
    settings = settings_of(folder)
    run = replay_run(topic, pages, None, None)
    with Archive(settings.archive, f"{topic.key}-{run.run_id}", is_durable=False) as archive:
        harvest = read_pages(pages, topic, Keeper(archive, Held()), None, None)
    load_and_verify(settings, topic, run, [harvest])
    make_report(settings, topic)
    return run


def made_up_page(
    body: str, url: str = "https://news.example.org/a-1.html", title: str = "Tin", when: str = "2025-09-05"
) -> Page:
    """A page of a made-up outlet."""
    content = (
        f'<html><head><meta property="article:published_time" content="{when}T08:00:00+07:00">'
        f'<link rel="canonical" href="{url}"></head><body><article><h1 class="entry-title">{title}</h1>'
        f'<div class="entry-content">{body}</div></article></body></html>'
    ).encode()
    return Page(
        url=url,
        captured_at=datetime(2025, 9, 6, 12, tzinfo=VIETNAM),
        status=200,
        body=content,
        digest=hashlib.sha256(content).hexdigest(),
    )
