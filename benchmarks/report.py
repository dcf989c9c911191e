"""How long a large report takes: made, opened, asked.

    python benchmarks/report.py [--articles 1000] [--keep DIR]

A made-up topic: articles of forty made-up outlets, ten figures each, one in twenty otherwise than the rest. Measured,
the warehouse being filled: the report as HTML in one language and all files of a run, by the clock and in CPU seconds;
its size; the first paint in Chromium (the median of five; skipped where Selenium or Chromium is absent); a query over
`discrepancy` on the published file, the first after opening and the median of the next.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sources.model import VIETNAM, Page, Topic  # noqa: E402
from sources.topics import load_topic  # noqa: E402
from tests.support import fill, made_up_page  # noqa: E402
from warehouse import open_published  # noqa: E402
from warehouse.report import render, write_reports  # noqa: E402

TOPIC = ROOT / "tests" / "articles" / "harbour.toml"
FIRST = datetime(2025, 3, 2, tzinfo=VIETNAM)
FIGURES = 10
OUTLETS = 40
WRONG = 0.05
PARTIES = ("Ban Quản lý cầu", "Sở Giao thông", "chủ đầu tư", "đơn vị thu phí", None)
QUERY = "select severity, type, count(*) from discrepancy group by all order by all"


def make_pages(count: int) -> Iterator[Page]:
    """Articles on running totals, amounts of days, crossings and deaths."""
    chance = random.Random(6)
    for number in range(count):
        day = FIRST + timedelta(days=number * 250 // count)
        sentences = "".join(f"<p>{_sentence(chance, day, place)}</p>" for place in range(FIGURES))
        yield made_up_page(
            sentences,
            f"https://paper{number % OUTLETS}.example.com/a-{number}.html",
            "Cầu Hải Âu",
            f"{day + timedelta(days=1):%Y-%m-%d}",
        )


def _sentence(chance: random.Random, day: datetime, place: int) -> str:
    past = day - timedelta(days=place)
    total = 100 + 2.5 * (past - FIRST).days + (chance.choice((-40, 35, 90)) if chance.random() < WRONG else 0)
    party = chance.choice(PARTIES)
    said = f", theo {party}" if party else ""
    number = f"{max(total, 1):.1f}".replace(".", ",")
    if place % 2:
        amount = f"{(past.toordinal() * 7919 % 900 + (60 if chance.random() < WRONG else 0)) / 100 + 1:.2f}".replace(
            ".", ","
        )
        return f"Ngày {past.day}/{past.month}, Cầu Hải Âu thu {amount} tỷ đồng trong ngày{said}."
    return f"Đến ngày {past.day}/{past.month}, Cầu Hải Âu thu {number} tỷ đồng{said}."


def timed(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def both(work: Callable[[], object]) -> str:
    """Seconds by the clock and of the processor, which a busy machine tells apart."""
    start = time.process_time()
    clock = timed(work)
    return f"{clock:6.2f} s ({time.process_time() - start:.2f} s of CPU)"


def first_paint(page: Path, folder: Path) -> float | None:
    """Seconds from the start of loading to the first paint of content, the median of five."""
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        return None
    chromium, driver_path = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver_path:
        return None
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder}"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(driver_path))
    try:
        found = []
        for _ in range(5):
            driver.get("about:blank")
            driver.get(page.resolve().as_uri())
            found.append(
                driver.execute_async_script(
                    "var done = arguments[0]; new PerformanceObserver(list => {"
                    " var paint = list.getEntriesByName('first-contentful-paint')[0];"
                    " if (paint) done(paint.startTime); })"
                    ".observe({type: 'paint', buffered: true});"
                )
            )
        return float(statistics.median(found)) / 1000
    finally:
        driver.quit()


def measure(folder: Path, topic: Topic) -> None:
    with open_published(folder) as reader:
        (figures, articles), *_ = reader.query("select count(*), count(distinct article_id) from figure").rows
        (gaps, others), *_ = reader.query(
            "select count(*) filter (where severity > 0), count(*) filter (where severity = 0) from difference"
        ).rows
        print(f"{figures} figures in {articles} articles; {gaps} differences, and {others} that only look so")
        print(f"report in one language   {both(lambda: render(reader, topic, form='html'))}")
        print(f"all files of a run       {both(lambda: write_reports(reader, topic, folder / 'reports'))}")
    page = folder / "reports" / f"{topic.key}.html"
    print(f"size of the report       {page.stat().st_size / 1e6:6.2f} MB")
    painted = first_paint(page, folder / "profile")
    print(
        f"first paint in Chromium  {painted:6.2f} s" if painted is not None else "first paint: no Chromium or Selenium"
    )
    with open_published(folder) as reader:
        print(f"first query              {timed(lambda: reader.query(QUERY)):6.3f} s")
        again = statistics.median(timed(lambda: reader.query(QUERY)) for _ in range(9))
        print(f"next queries, median     {again:6.3f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the data there, and use it when it is there")
    arguments = parser.parse_args()
    topic = load_topic(TOPIC)
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        if not (folder / "published.duckdb").exists():
            seconds = timed(lambda: fill(folder, topic, list(make_pages(arguments.articles))))
            print(f"filling the warehouse    {seconds:6.0f} s")
        measure(folder, topic)
    return 0


if __name__ == "__main__":
    sys.exit(main())
