"""What a run costs when nothing is new, and how polite it is, measured on loopback.

    python benchmarks/gathering.py [--outlets 12] [--rounds 3]

Prints, from one process with Prefect's embedded server: the time of a run over so many outlets that have nothing new
beside a Prefect flow of as many empty tasks; the bytes of a second run beside the first; the most requests that any
outlet got in any second at a set rate; and whether an outlet whose robots.txt forbids everything was asked for a page.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DOICHIEU_ALLOW_PRIVATE"] = "1"
_HOME = tempfile.mkdtemp()
os.environ["PREFECT_HOME"] = _HOME
os.environ["DOICHIEU_DATA"] = _HOME

import flows.collect  # noqa: E402

# isort: split
from prefect import flow, task  # noqa: E402

from sources.cms import WORDPRESS  # noqa: E402
from sources.model import Outlet  # noqa: E402
from tests.server import serve_pages  # noqa: E402

TOPIC = str(ROOT / "tests" / "articles" / "harbour.toml")
ARTICLES = 5
RATE = 4.0  # requests a second, of the politeness part


def _pages(number: int) -> dict[str, tuple[object, ...]]:
    items = "".join(
        f"<item><title>Gull Bridge {n}</title><link>{{base}}/gull-bridge-{n}</link></item>" for n in range(ARTICLES)
    )
    pages: dict[str, tuple[object, ...]] = {
        "/feed.rss": (200, "application/rss+xml", f"<rss><channel>{items}</channel></rss>".encode(), '"feed"')
    }
    for n in range(ARTICLES):
        body = (
            f'<html lang="en"><head><meta property="article:published_time" content="2025-05-0{n + 1}T08:00:00+07:00">'
            f'</head><body><article><h1 class="entry-title">Gull Bridge {n}</h1><div class="entry-content"><p>By May '
            f"{n + 1} Gull Bridge had collected {number + n}.5 billion dong in tolls.</p>{'<p>Filler.</p>' * 500}</div>"
            "</article></body></html>"
        )
        pages[f"/gull-bridge-{n}"] = (200, "text/html; charset=utf-8", body.encode(), f'"{n}"')
    return pages


def _outlet(number: int, base: str, rate: float) -> Outlet:
    return Outlet(
        key=f"example{number}",
        name=f"The Example {number}",
        language="en",
        home=base,
        hosts=("127.0.0.1",),
        layout=WORDPRESS,
        feeds=(f"{base}/feed.rss",),
        requests_per_second=rate,
    )


def _run(data: Path, outlets: list[Outlet]) -> float:
    vars(flows.collect)["chosen_outlets"] = lambda topic: tuple(outlets)
    begun = time.monotonic()
    flows.collect.run_topic(topic=TOPIC, data=str(data), quiet=True)
    return time.monotonic() - begun


def _timed(work: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        begun = time.monotonic()
        work()
        took.append(time.monotonic() - begun)
    return statistics.median(took)


@task
def nothing(number: int) -> int:
    return number


@flow
def empty(count: int) -> list[int]:
    return [future.result() for future in [nothing.submit(number) for number in range(count)]]


def main() -> int:
    parser = argparse.ArgumentParser(description="The cost of a run when nothing is new, and its politeness.")
    parser.add_argument("--outlets", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with contextlib.ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        servers = [stack.enter_context(serve_pages(_pages(number))) for number in range(given.outlets)]
        outlets = [_outlet(number, base, 1000) for number, (base, _) in enumerate(servers)]
        data = Path(folder) / "new"
        empty(given.outlets)
        _run(data, outlets)
        first = sum(asked.sent for _, asked in servers)
        _run(data, outlets)
        second = sum(asked.sent for _, asked in servers) - first
        tasks = _timed(lambda: empty(given.outlets), given.rounds)
        run = _timed(lambda: _run(data, outlets), given.rounds)
        print(
            f"nothing new at {given.outlets} outlets {run:.2f} s, as many empty tasks {tasks:.2f} s: {run / tasks:.2f}"
        )
        print(f"bytes: {first:,} at first, {second:,} again: {second / first:.1%}")

        polite = [_outlet(number, base, RATE) for number, (base, _) in enumerate(servers[:3])]
        before = [len(asked) for _, asked in servers[:3]]
        _run(Path(folder) / "polite", polite)
        times = [asked.times[was:] for (_, asked), was in zip(servers[:3], before, strict=True)]
        least = min(later - earlier for each in times for earlier, later in pairwise(each))
        most = max(sum(start <= time < start + 1 for time in each) for each in times for start in each)
        print(
            f"rate set {RATE:.0f}/s: never two requests within {least:.3f} s, at most {most} in any second "
            f"({max(map(len, times))} requests an outlet)"
        )

        closed = {**_pages(1), "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /\n")}
        base, asked = stack.enter_context(serve_pages(closed))
        _run(Path(folder) / "closed", [_outlet(99, base, 1000)])
        print(f"robots.txt forbids: asked for {sorted(set(asked))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
