"""The main job as a user runs it, against a local Prefect server and a web server on loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from flows.cli import main
from sources.cms import WORDPRESS
from sources.model import Outlet
from sources.topics import SEEDS, load_topic
from tests.server import free_port, serve_pages
from tests.support import ROOT, settings_of
from warehouse import open_published

pytestmark = pytest.mark.flow

HARBOUR = str(Path(__file__).parent / "articles" / "harbour.toml")
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel>
<item><title>Gull Bridge opens</title><link>{base}/gull-bridge-1</link></item>
<item><title>Gull Bridge again</title><link>{base}/gull-bridge-2</link></item>
<item><title>Gull Bridge, a gate</title><link>{base}/gull-bridge-3</link></item>
<item><title>Something else</title><link>{base}/else-4</link></item>
</channel></rss>"""
TAG = b'<a href="/gull-bridge-5">Gull Bridge at night</a> <a href="/else-6">Else</a> <a href="/gull-bridge-1">one</a>'


def _article(number: int, text: str) -> tuple[int, str, bytes]:
    return (
        200,
        "text/html; charset=utf-8",
        f'<html lang="en"><head><meta property="article:published_time" content="2025-05-0{number}T08:00:00+07:00">'
        f'</head><body><article><h1 class="entry-title">Gull Bridge, part {number}</h1><div class="entry-content">'
        f"<p>{text}</p></div></article><a href='/tag/gull-bridge'>Gull Bridge</a></body></html>".encode(),
    )


PAGES = {
    "/robots.txt": (200, "text/plain", b"User-agent: *\nAllow: /\n"),
    "/feed.rss": (200, "application/rss+xml", FEED),
    "/gull-bridge-1": _article(1, "By May 1 Gull Bridge had collected 12.5 billion dong in tolls."),
    "/tag/gull-bridge": (200, "text/html", TAG),
    "/gull-bridge-5": _article(5, "Gull Bridge was lit at night. In all it had collected 14 billion dong by May 5."),
    "/gull-bridge-2": _article(2, "Gull Bridge had collected 13.75 billion dong by May 2, the operator said."),
}


@pytest.fixture
def outlet_at(monkeypatch: pytest.MonkeyPatch, prefect: None) -> Any:
    """Makes a made-up outlet at an address the only one that a run asks, once a page and without waiting."""
    import flows.collect
    from sources.fetch import Limits

    def choose(base: str) -> None:
        outlet = Outlet(
            key="example",
            name="The Example",
            language="en",
            home=base + "/",
            hosts=("127.0.0.1",),
            layout=WORDPRESS,
            article_id=r"-(?P<id>\d+)$",
            feeds=(base + "/feed.rss",),
            requests_per_second=1000,
        )
        monkeypatch.setattr(flows.collect, "chosen_outlets", lambda topic: (outlet,))
        monkeypatch.setattr(flows.collect, "Limits", lambda: Limits(tries=1))
        monkeypatch.setenv("DOICHIEU_ALLOW_PRIVATE", "1")

    return choose


def _stored(data: Path) -> dict[str, int]:
    with open_published(data) as reader:
        tables = [
            str(row["table_name"])
            for row in reader.records("select table_name from duckdb_tables() where schema_name = 'stored'")
        ]
        return {table: int(str(reader.query(f"select count(*) from stored.{table}").rows[0][0])) for table in tables}


@pytest.fixture(scope="module")
def small_replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the bundled pages, as a folder to replay."""
    folder = tmp_path_factory.mktemp("replay")
    kept = []
    for line in (SEEDS / "pages" / "index.jsonl").read_text("utf-8").splitlines():
        name = json.loads(line)["file"]
        if name.startswith("red-rain--vnexpress") or name.startswith("red-rain--cafef"):
            shutil.copy(SEEDS / "pages" / name, folder / name)
            kept.append(line)
    (folder / "index.jsonl").write_text("\n".join(kept) + "\n", "utf-8")
    return folder


def test_a_replay_ends_with_report_table_artifacts_and_twice_changes_nothing(
    prefect: None, small_replay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    code = main(["run", "red-rain", "--replay", str(small_replay), "--data", str(data), "--json"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    run = lines[-1]
    assert run["row"] == "run"
    with open_published(data) as reader:
        severe = reader.query("select 1 from discrepancy where severity >= 2").rows
    assert code == (1 if run["refuted"] or severe else 0)
    report = Path(run["report"])
    first = report.read_bytes()
    assert b"SIMULATED PAGES" in first
    counts = _stored(data)
    assert counts["run"] == 1
    assert counts["figure"] > 20

    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

    with get_client(sync_client=True) as client:
        made = client.read_artifacts(artifact_filter=ArtifactFilter(key=ArtifactFilterKey(like_="doichieu-red-rain")))
    assert {artifact.key for artifact in made} == {"doichieu-red-rain-report", "doichieu-red-rain-findings"}
    assert any("SIMULATED" in str(artifact.data) for artifact in made)

    main(["run", "red-rain", "--replay", str(small_replay), "--data", str(data), "--quiet"])
    assert _stored(data) == counts
    assert report.read_bytes() == first
    assert "broken run rather than a quiet day" in capsys.readouterr().err  # the topic expects three outlets


def test_a_live_run_reads_what_it_can_and_says_what_it_could_not(
    outlet_at: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_pages(PAGES) as (base, asked):
        outlet_at(base)
        assert main(["run", HARBOUR, "--data", str(tmp_path)]) == 0
    out = capsys.readouterr()
    assert "3 of 4 pages, 3 about the topic" in out.err
    assert "/else-4" not in asked
    assert "/else-6" not in asked
    assert asked.count("/tag/gull-bridge") == asked.count("/gull-bridge-1") == 1
    assert asked.count("/robots.txt") == 1
    with open_published(tmp_path) as reader:
        coverage = reader.records("select outlet, asked, fetched, failed, note from coverage")
        figures = reader.query("select value from figure where metric = 'toll_total' order by value").rows
    assert [(row["outlet"], row["asked"], row["fetched"]) for row in coverage] == [("example", 4, 3)]
    assert "404" in str(coverage[0]["note"])
    assert figures == [(12_500_000_000,), (13_750_000_000,), (14_000_000_000,)]


def test_a_second_run_asks_only_for_what_changed(outlet_at: Any, tmp_path: Path) -> None:
    tagged = {path: (*page, f'"{path}"') for path, page in PAGES.items()}
    with serve_pages(tagged) as (base, asked):
        outlet_at(base)
        main(["run", HARBOUR, "--data", str(tmp_path), "--quiet"])
        first = asked.sent
        before = _stored(tmp_path)
        main(["run", HARBOUR, "--data", str(tmp_path), "--quiet"])
        second = asked.sent - first
    assert second < 0.05 * first
    after = _stored(tmp_path)
    same = ("article", "figure", "paragraph", "unread")
    assert [before[table] for table in same] == [after[table] for table in same]
    with open_published(tmp_path) as reader:
        outcomes = reader.query("select outcome, count(*) from stored.capture group by all order by all").rows
    assert ("unchanged", 6) in outcomes  # the five pages, and robots.txt


def test_rules_that_are_unchanged_still_hold(outlet_at: Any, tmp_path: Path) -> None:
    rules = (200, "text/plain", b"User-agent: *\nDisallow: /gull-bridge-2\n")
    tagged = {path: (*page, f'"{path}"') for path, page in {**PAGES, "/robots.txt": rules}.items()}
    with serve_pages(tagged) as (base, asked):
        outlet_at(base)
        for _ in range(2):
            main(["run", HARBOUR, "--data", str(tmp_path), "--quiet"])
    assert "/gull-bridge-2" not in asked
    assert asked.count("/robots.txt") == 2
    with open_published(tmp_path) as reader:
        found = reader.query(
            "select status, outcome from stored.capture where url like '%/robots.txt' order by captured_at"
        ).rows
    assert found == [(200, "index"), (304, "unchanged")]


def test_a_run_that_reaches_nobody_says_so_and_concludes_nothing(
    outlet_at: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outlet_at(f"http://127.0.0.1:{free_port()}")
    assert main(["run", HARBOUR, "--data", str(tmp_path)]) == 3
    out = capsys.readouterr()
    assert "no outlet was reached (1 asked); nothing was concluded" in out.err
    assert "not found" not in out.err + out.out
    assert out.out == ""


def test_a_deployed_cron_yields_scheduled_runs(prefect: None, tmp_path: Path) -> None:
    """With the wrong sqlalchemy the scheduler fails in silence; see docs/decisions/0001."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        DeploymentFilter,
        DeploymentFilterId,
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType

    from flows.schedule import deployment_of

    topic = load_topic(SEEDS / "topics" / "red-rain.toml")
    identity = cast("UUID", deployment_of("red-rain", topic, settings_of(tmp_path)).apply())
    pause = threading.Event()
    with get_client(sync_client=True) as client:
        for _ in range(120):
            runs = client.read_flow_runs(
                deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[identity])),
                flow_run_filter=FlowRunFilter(
                    state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
                ),
            )
            if runs:
                break
            pause.wait(0.5)
    assert runs
    assert {run.expected_start_time.hour for run in runs if run.expected_start_time} <= {0, 12}  # 07:00, 19:00 +07:00


@pytest.mark.skipif(
    find_spec("prefect_dask") is None, reason="the dask extra is not installed (requirements-lake.lock)"
)
def test_dask_workers_load_what_threads_do(prefect: None, small_replay: Path, tmp_path: Path) -> None:
    from prefect.settings import PREFECT_API_URL

    def run(runner: str) -> dict[str, int]:
        data = tmp_path / runner
        command = [sys.executable, "-m", "flows.cli", "run", "red-rain", "--quiet"]
        done = subprocess.run(
            [*command, "--replay", str(small_replay), "--data", str(data), "--runner", runner],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "DOICHIEU_WORKERS": "2",
                "PREFECT_API_URL": PREFECT_API_URL.value(),
            },
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return _stored(data)

    assert run("dask") == run("threads")
