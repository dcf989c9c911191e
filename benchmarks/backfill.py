"""How fast a news crawl's archive is searched for a topic, beside reading it at all and beside parsing every page.

    python benchmarks/backfill.py [--pages 20000] [--keep FILE]

A WARC file is made of bundled pages on the topic (1 %) and filler pages (made-up words, 60 to 200 kB). In one
run: fastwarc's bare iteration; `doichieu backfill` with one process (without and with what follows the search: verify,
publish, report) and with two; trafilatura on a sample of all pages. Rates are pages a second and core.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import fastwarc
import trafilatura

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sources.archive import Archive  # noqa: E402
from sources.model import Page  # noqa: E402
from sources.replay import replay  # noqa: E402
from sources.topics import SEEDS  # noqa: E402

SHARE = 100  # one page in so many is about the topic
SAMPLE = 200  # pages that trafilatura is timed on


def make(path: Path, count: int) -> None:
    """The archive, as a crawler writes one."""
    chance = random.Random(3)
    words = ["".join(chance.choices("abcdeghiklmnoprstuvy", k=chance.randint(2, 8))) for _ in range(3000)]
    known = [page for page in replay(SEEDS / "pages") if b"M\xc6\xb0a \xc4\x91\xe1\xbb\x8f" in page.body]
    first = datetime(2025, 9, 1, tzinfo=UTC)
    filler = [_filler(words, chance) for _ in range(150)]
    with Archive(path.parent, path.name.removesuffix("-00000.warc.gz"), is_durable=False, rotate_at=1 << 60) as archive:
        for number in range(count):
            about = number % SHARE == 0
            body = known[number // SHARE % len(known)].body if about else filler[number % len(filler)]
            archive.write(
                Page(
                    url=f"https://news{number % 50}.example.com/a-{number}.html",
                    captured_at=first + timedelta(seconds=number),
                    status=200,
                    headers=(("Content-Type", "text/html; charset=utf-8"),),
                    body=body,
                    digest=str(number),
                )
            )


def _filler(words: list[str], chance: random.Random) -> bytes:
    size = chance.randint(60_000, 200_000)
    parts = ["<html><head><title>Filler</title><script>var a = {};</script></head><body>"]
    while sum(map(len, parts)) < size:
        links = "".join(
            f'<li><a href="/{w}-{w}.html" class="item-{w}">{w}</a></li>' for w in chance.choices(words, k=20)
        )
        parts.append(f"<div class='box'><ul>{links}</ul><p>{' '.join(chance.choices(words, k=150))}.</p></div>")
    return "".join(parts).encode() + b"</body></html>"


def timed(work: Callable[[], int]) -> tuple[float, int]:
    begun = time.perf_counter()
    pages = work()
    return time.perf_counter() - begun, pages


def iterate(path: Path) -> int:
    with path.open("rb") as file:
        records = fastwarc.ArchiveIterator(file, record_types=fastwarc.WarcRecordType.response, parse_http=False)
        return sum(1 for _ in records)


def search(path: Path, processes: int, marks: list[float]) -> int:
    """`doichieu backfill` into an empty warehouse; notes when the search itself was done."""
    from flows.backfill import backfill  # as the command does it: what helps it starts without Prefect and DuckDB
    from flows.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), contact="", rate=None, workers=1, wait_seconds=5, allow_private=False)
        _, progress = backfill(
            settings,
            "red-rain",
            [path],
            since=None,
            until=None,
            processes=processes,
            now=datetime.now(UTC),
            say=lambda line: marks.append(time.perf_counter()),
        )
    return progress.pages


def extract_all(path: Path) -> int:
    with path.open("rb") as file:
        records = fastwarc.ArchiveIterator(file, record_types=fastwarc.WarcRecordType.response, parse_http=True)
        for number, record in enumerate(records, 1):
            trafilatura.extract(record.reader.read().decode("utf-8", "replace"), fast=True)
            if number == SAMPLE:
                return number
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed of the backfill, beside bare reading and full parsing.")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="a folder to keep the archive in, and to take it from again")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    import_module("flows.backfill")
    path = folder / f"crawl-{given.pages}-00000.warc.gz"
    if not path.exists():
        make(path, given.pages)
    print(f"{given.pages} pages, {path.stat().st_size / 1e6:.0f} MB")
    bare, pages = timed(lambda: iterate(path))
    print(f"fastwarc, bare iteration      {pages / bare:8.0f} pages/s")
    took: dict[int, float] = {}
    for processes in (1, 2):
        marks: list[float] = []
        begun = time.perf_counter()
        whole, pages = timed(lambda n=processes, m=marks: search(path, n, m))  # type: ignore[misc]
        took[processes] = marks[-1] - begun
        print(
            f"backfill, {processes} process(es)       {pages / took[processes]:8.0f} pages/s  "
            f"({pages / whole:.0f} with verify and publish)  {bare / took[processes]:.2f} of bare"
        )
    parsed, sample = timed(lambda: extract_all(path))
    print(f"trafilatura on every page     {sample / parsed:8.0f} pages/s")
    print(f"2 processes over 1: {took[1] / took[2]:.2f}; over trafilatura: {(parsed / sample) / (took[1] / pages):.0f}")
    if given.keep is None:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
