"""Kills (SIGKILL) of a run at random moments, and what is left: nothing to repair, nothing lost, nothing doubled.

    python benchmarks/kills.py [--kills 200] [--seed 1]

A run discovers, fetches (from a server on loopback whose pages change every time, of 140 KB each), archives, reads,
loads, verifies, publishes and reports; a fresh process does so, and is killed after a random share of the time that a
whole run takes.
After every kill a run must come through by itself; then every page in the archive must be a row, once, and what is
published must be whole.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flows.gather import Keeper, gather_outlet, read_pages  # noqa: E402
from flows.job import held_captures, live_run, load_and_verify, make_report  # noqa: E402
from flows.settings import Settings  # noqa: E402
from sources.archive import Archive  # noqa: E402
from sources.cms import WORDPRESS  # noqa: E402
from sources.fetch import Fetcher  # noqa: E402
from sources.model import Outlet  # noqa: E402
from sources.replay import left_behind  # noqa: E402
from sources.topics import load_topic  # noqa: E402
from warehouse import open_published, open_warehouse  # noqa: E402

TOPIC = ROOT / "tests" / "articles" / "harbour.toml"
PAGES = 8
FILLER = f"<script>{'// as large as real pages are' * 5000}</script>"


def work(data: Path, base: str) -> None:
    """One whole run without a scheduler."""
    topic = load_topic(TOPIC)
    settings = Settings(data=data, contact="", rate=None, workers=1, wait_seconds=5, allow_private=True)
    outlet = Outlet(
        key="example",
        name="The Example",
        language="en",
        home=base,
        hosts=("127.0.0.1",),
        layout=WORDPRESS,
        feeds=(f"{base}/feed.rss",),
        requests_per_second=10_000,
    )
    run = live_run(topic, datetime.now(UTC), None, None)
    held = held_captures(settings, topic)
    fetcher = Fetcher(user_agent="doichieu/kills", allow_private=True)
    with Archive(settings.archive, f"{topic.key}-{run.run_id}") as archive:
        keeper = Keeper(archive, held)
        rescued = list(left_behind(settings.archive, topic.key, held.lengths))
        harvests = [gather_outlet(outlet, topic, fetcher, keeper, None, None)]
        harvests.append(read_pages(rescued, topic, keeper, None, None))
    load_and_verify(settings, topic, run, harvests)
    make_report(settings, topic)


class _Changing(BaseHTTPRequestHandler):
    """A feed of pages that hold another figure each time."""

    counter = itertools.count(1)

    def do_GET(self) -> None:
        base = "http://" + self.headers["Host"]
        kind = "text/html; charset=utf-8"
        if self.path == "/feed.rss":
            kind = "application/rss+xml"
            items = "".join(
                f"<item><title>Gull Bridge {n}</title><link>{base}/gull-bridge-{n}</link></item>" for n in range(PAGES)
            )
            body = f"<rss><channel>{items}</channel></rss>"
        elif self.path.startswith("/gull-bridge"):
            number = next(self.counter)
            body = (
                '<html><head><meta property="article:published_time" content="2025-05-02T08:00:00+07:00"></head><body>'
                f'<article><h1 class="entry-title">Gull Bridge</h1><div class="entry-content"><p>By May 1 Gull Bridge '
                f"had collected {number}.5 billion dong in tolls.</p></div></article>{FILLER}</body></html>"
            )
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        return


def check(data: Path) -> list[str]:
    """What is wrong with a data folder; nothing should be."""
    wrong: list[str] = []
    with open_warehouse(data) as warehouse:
        rows = warehouse.query("select url, captured_at, digest from stored.capture").rows
        doubled = warehouse.query(
            "select article_id, paragraph, start_char, metric from stored.figure group by all having count(*) > 1"
        ).rows
    loaded = {(str(url), captured.astimezone(UTC), str(digest)) for url, captured, digest in rows}  # type: ignore[attr-defined]
    if len(loaded) != len(rows):
        wrong.append("a capture is there twice")
    if doubled:
        wrong.append(f"figures are there twice: {doubled[:3]}")
    for path in sorted((data / "archive").glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type != "response":
                    continue
                body = record.content_stream().read()
                key = (
                    record.rec_headers.get_header("WARC-Target-URI"),
                    datetime.fromisoformat(record.rec_headers.get_header("WARC-Date").replace("Z", "+00:00")),
                    hashlib.sha256(body).hexdigest(),
                )
                if "/gull-bridge" in key[0] and key not in loaded:
                    wrong.append(f"{path.name}: a capture of {key[0]} is no row")
    return wrong


def check_published(data: Path) -> list[str]:
    """What is wrong with what readers see, at any moment."""
    if not (data / "published.duckdb").exists():
        return []
    with open_published(data) as reader:
        runs = reader.query("select run_id from run where state <> 'finished'").rows
        lost = reader.query("select figure_id from figure_all anti join article using (article_id)").rows
    return [f"published: unfinished runs {runs}"] * bool(runs) + [f"published: figures without article {lost}"] * bool(
        lost
    )


def run_kills(kills: int, seed: int, say: bool = True) -> list[str]:
    """Kill so many runs; gives everything that was found wrong."""
    chance = random.Random(seed)
    wrong: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Changing)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        command = [sys.executable, __file__, "--work", str(data), "--base", base]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        begun = time.monotonic()
        subprocess.run(command, check=True, env=environment)
        whole = time.monotonic() - begun
        for number in range(1, kills + 1):
            process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
            try:
                process.wait(whole * (0.25 + 0.8 * chance.random()))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            wrong += check_published(data)
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                wrong.append(f"kill {number}: the next run failed: {done.stderr[-500:]}")
            wrong += [f"kill {number}: {each}" for each in (*check(data), *check_published(data))]
            if say and (number % 10 == 0 or wrong):
                print(f"{number} kills, {len(wrong)} things wrong", file=sys.stderr, flush=True)
            if wrong:
                break
    server.shutdown()
    server.server_close()
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill runs at random moments; see what is left.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--base", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(given.work, given.base)
        return 0
    wrong = run_kills(given.kills, given.seed)
    print(*wrong, sep="\n")
    print(f"{given.kills} kills, seed {given.seed}: {len(wrong)} things wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
