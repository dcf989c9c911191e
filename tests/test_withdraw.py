"""What is held of an address: whole however often it was captured; gone for good once it is withdrawn."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.cli import main
from flows.gather import Keeper, read_pages
from flows.job import held_captures, load_and_verify, replay_run
from sources.archive import Archive
from sources.replay import replay
from sources.topics import load_topic
from tests.support import fill, made_up_page, settings_of
from warehouse import open_published

HARBOUR = Path(__file__).parent / "articles" / "harbour.toml"
KEPT = made_up_page("<p>Đến ngày 3/9, Cầu Hải Âu thu 495,5 tỷ đồng tiền vé.</p>", "https://news.example.org/kept.html")
GONE = made_up_page("<p>Đến ngày 4/9, Cầu Hải Âu thu 777,7 tỷ đồng tiền vé.</p>", "https://news.example.org/gone.html")


def _holds(data: Path, text: str) -> list[str]:
    """The files of a data folder that hold a text."""
    found = []
    for path in data.rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            body = gzip.decompress(body) if path.name.endswith(".warc.gz") else body
            if text.encode() in body:
                found.append(path.name)
    return found


def test_a_withdrawn_page_is_gone_and_stays_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    topic = load_topic(HARBOUR)
    fill(tmp_path, topic, [KEPT, GONE])
    assert _holds(tmp_path, "777,7")
    arguments = ["withdraw", GONE.url, "--reason", "asked for", "--topic", str(HARBOUR), "--data", str(tmp_path)]
    assert main(arguments) == 0
    assert "1 record(s) overwritten; judged anew: harbour" in capsys.readouterr().out
    with open_published(tmp_path) as reader:
        assert reader.query("select said from figure").rows == [("495,5 tỷ đồng",)]
        assert reader.query("select url from article").rows == [(KEPT.url,)]
        assert reader.query("select url, reason from stored.tombstone").rows == [(GONE.url, "asked for")]
        assert reader.query("select outcome from stored.capture where url = $1", [GONE.url]).rows == [("withdrawn",)]
    assert _holds(tmp_path, "777,7") == []

    settings = settings_of(tmp_path)
    with Archive(settings.archive, "again", is_durable=False) as archive:
        harvest = read_pages([GONE], topic, Keeper(archive, held_captures(settings, topic)), None, None)
    assert harvest.captures == ()
    assert main(arguments) == 2
    assert "no capture of this address is held" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url", [f"{GONE.url}?utm_source=x", GONE.url.replace("https:", "http:"), "https://m.news.example.org/gone.html#top"]
)
def test_a_withdrawn_page_stays_out_under_any_address(tmp_path: Path, url: str) -> None:
    topic, settings = load_topic(HARBOUR), settings_of(tmp_path)
    fill(tmp_path, topic, [KEPT, GONE])
    assert main(["withdraw", GONE.url, "--reason", "r", "--topic", str(HARBOUR), "--data", str(tmp_path)]) == 0
    asked_otherwise = replace(GONE, url=url, captured_at=GONE.captured_at + timedelta(days=1))
    crawl = tmp_path.parent / f"{tmp_path.name}-crawl"
    with Archive(crawl, "crawl", is_durable=False) as archive:
        for page in (GONE, asked_otherwise):
            archive.write(page)
    with Archive(settings.archive, "again", is_durable=False) as archive:
        keeper = Keeper(archive, held_captures(settings, topic))
        assert read_pages([asked_otherwise], topic, keeper, None, None).captures == ()
    saved = tmp_path.parent / f"{tmp_path.name}.html"
    saved.write_bytes(GONE.body)
    given = ["--topic", str(HARBOUR), "--data", str(tmp_path)]
    assert main(["add", str(saved), "--url", url, *given]) == 2
    assert main(["backfill", str(crawl / "crawl-00000.warc.gz"), *given]) == 0
    assert _holds(tmp_path, "777,7") == []
    with open_published(tmp_path) as reader:
        assert reader.query("select count(*) from stored.paragraph where text like '%777,7%'").rows == [(0,)]


def test_a_difference_that_went_with_a_page_is_no_longer_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That it is gone is told, in no words of the page; and only once nobody else differs."""
    body = "<p>Đến ngày 3/9, Cầu Hải Âu thu {} tỷ đồng tiền vé.</p>"
    told = [("a", "495,5"), ("b", "777,7"), ("c", "905,5")]
    pages = [made_up_page(body.format(number), f"https://{host}.example.org/a.html") for host, number in told]
    fill(tmp_path, load_topic(HARBOUR), pages)
    seen = []
    for page in (pages[1], pages[2]):
        words = ["withdraw", page.url, "--reason", "r", "--topic", str(HARBOUR), "--data", str(tmp_path)]
        assert main(words) == 0
        with open_published(tmp_path) as reader:
            found = reader.query("select finding_id from difference where severity > 0").rows
            gone = reader.query("select change, explanation_en from finding_change where severity_now is null").rows
            events = reader.query("select happening, text_en from stored.event order by all").rows
        capsys.readouterr()
        assert main(["digest", str(HARBOUR), "--since", "2020-01-01", "--data", str(tmp_path)]) == 0
        seen.append((len(found), gone, events, "1 no longer seen" in capsys.readouterr().out))
    assert seen == [
        (1, [], [("opened", "withdrawn")], False),
        (0, [("resolved", "withdrawn")], [("opened", "withdrawn"), ("resolved", "withdrawn")], True),
    ]
    for number in ("777,7", "777.7", "905,5", "905.5"):
        assert _holds(tmp_path, number) == []


@pytest.mark.parametrize("command", ["load", "backfill", "add"])
def test_a_withdrawn_page_stays_out_though_the_published_copy_was_deleted(tmp_path: Path, command: str) -> None:
    data = tmp_path / "data"
    fill(data, load_topic(HARBOUR), [KEPT, GONE])
    given = ["--topic", str(HARBOUR), "--data", str(data)]
    assert main(["withdraw", GONE.url, "--reason", "r", *given]) == 0
    (data / "published.duckdb").unlink()
    with Archive(tmp_path, "crawl", is_durable=False) as archive:
        archive.write(GONE)
    (tmp_path / "gone.html").write_bytes(GONE.body)
    row = {"url": GONE.url, "text": "Đến ngày 4/9, Cầu Hải Âu thu 777,7 tỷ đồng tiền vé.", "published": "2025-09-05"}
    (tmp_path / "gone.jsonl").write_text(json.dumps(row), "utf-8")
    words = {
        "load": ["load", str(tmp_path / "gone.jsonl")],
        "backfill": ["backfill", str(tmp_path / "crawl-00000.warc.gz"), "--quiet"],
        "add": ["add", str(tmp_path / "gone.html"), "--url", GONE.url],
    }[command]
    assert main([*words, *given]) in (0, 2)
    assert _holds(data, "777,7") == []


def test_what_a_killed_run_captured_is_withdrawn_too(tmp_path: Path) -> None:
    fill(tmp_path, load_topic(HARBOUR), [KEPT])
    with Archive(settings_of(tmp_path).archive, "harbour-cut", is_durable=False) as archive:
        archive.write(replace(GONE, url=f"{GONE.url}?utm_source=x"))
    assert _holds(tmp_path, "777,7")
    assert main(["withdraw", GONE.url, "--reason", "r", "--topic", str(HARBOUR), "--data", str(tmp_path)]) == 0
    assert _holds(tmp_path, "777,7") == []


@pytest.mark.parametrize("kept", ["", "prefect.db", "server"])
def test_a_withdrawal_says_where_prefect_may_still_tell_of_the_page(
    tmp_path: Path, kept: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    if kept == "server":
        monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    fill(tmp_path, load_topic(HARBOUR), [KEPT, GONE])
    (tmp_path / "prefect").mkdir()
    if kept == "prefect.db":
        (tmp_path / "prefect" / kept).write_bytes(b"777,7")
    assert main(["withdraw", GONE.url, "--reason", "r", "--topic", str(HARBOUR), "--data", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert (f"{tmp_path / 'prefect'}: " in said) is (kept == "prefect.db")
    assert ("http://127.0.0.1:9/api: " in said) is (kept == "server")
    assert ("may still hold what the page said" in said) is bool(kept)


def test_a_withdrawal_needs_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["withdraw", KEPT.url, "--reason", " ", "--data", str(tmp_path)]) == 2
    assert "needs a reason" in capsys.readouterr().err


def test_a_withdrawal_that_was_cut_short_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, load_topic(HARBOUR), [KEPT, GONE])
    arguments = ["withdraw", GONE.url, "--reason", "asked for", "--topic", str(HARBOUR), "--data", str(tmp_path)]

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("flows.commands.withdraw.withdraw", cut)
        assert main(arguments) == 130
    assert main(arguments) == 0
    assert _holds(tmp_path, "777,7") == []


def test_a_body_captured_three_times_is_whole_each_time(tmp_path: Path) -> None:
    topic = load_topic(HARBOUR)
    settings = settings_of(tmp_path)
    bodies = []
    for hour in range(3):
        page = replace(KEPT, captured_at=KEPT.captured_at + timedelta(hours=hour))
        with Archive(settings.archive, "again", is_durable=False) as archive:
            keeper = Keeper(archive, held_captures(settings, topic))
            harvest = read_pages([page], topic, keeper, None, None)
            last = keeper.last(KEPT.url)
            bodies.append(archive.read(last.warc).body if last else page.body)
        load_and_verify(settings, topic, replay_run(topic, [page], None, None), [harvest])
    assert bodies == [KEPT.body] * 3
    assert [page.body for page in replay(settings.archive)] == [KEPT.body] * 3


def test_a_date_given_by_hand_stands_in_the_archive_for_a_page_that_has_none(tmp_path: Path) -> None:
    undated = GONE.body.replace(b"article:published_time", b"nothing")
    assert undated != GONE.body
    saved = tmp_path / "saved.html"
    given = ["--topic", str(HARBOUR), "--data", str(tmp_path / "data")]
    for body, url in ((undated, GONE.url), (KEPT.body, KEPT.url)):
        saved.write_bytes(body)
        assert main(["add", str(saved), "--url", url, "--published", "2025-09-07", *given]) == 0
    again = tmp_path / "again"
    archive = str(tmp_path / "data" / "archive")
    assert main(["run", str(HARBOUR), "--replay", archive, "--data", str(again), "--quiet"]) in (0, 1)
    for data in (tmp_path / "data", again):
        with open_published(data) as reader:
            rows = reader.query("select url, published_start::date::varchar from article order by url").rows
        assert rows == [(GONE.url, "2025-09-06"), (KEPT.url, "2025-09-05")]  # in UTC; a page's own date counts
