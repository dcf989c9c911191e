"""Alerts: once for each new or worsened finding, whatever is run twice, killed or down."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows.alerts import MOST, Delivery, send_alerts
from flows.gather import Keeper, read_pages
from flows.job import live_run, load_and_verify, replay_run
from flows.settings import Settings, read_settings
from sources.archive import Archive
from sources.errors import UsageError
from sources.model import VIETNAM, Alerts, Page, Topic
from tests.support import made_up_page, red_rain, settings_of
from warehouse import open_published, open_warehouse
from warehouse.alerts import latest_digest
from warehouse.events import Event, record_events
from warehouse.held import Held
from warehouse.load import OutletCoverage, Run, finish_run
from warehouse.review import review_finding
from warehouse.sent import FILE

DAY = datetime(2025, 9, 8, 12, tzinfo=VIETNAM)
FILE_TARGET = "file:alerts.jsonl"


def _topic(*targets: str, mode: str = "each", least: int = 1) -> Topic:
    alerts = Alerts(min_severity=least, mode="digest" if mode == "digest" else "each", targets=targets)
    return replace(red_rain(claims=False), alerts=alerts)


def _page(host: str, amount: str, days: int) -> Page:
    """An outlet that gives another amount for the same hour."""
    body = f"<p>Tính đến 16h30 ngày 7/9, doanh thu phim Mưa đỏ là {amount} tỷ đồng.</p>"
    page = made_up_page(body, url=f"https://{host}.example.org/a-{days}.html", when="2025-09-08")
    return replace(page, captured_at=DAY + timedelta(days=days))


def _others(day: int) -> list[Page]:
    """Two outlets with two amounts for one day: a difference of that day's own."""
    body = f"<p>Riêng ngày {day}/9, phim Mưa đỏ thu {10 + day},5 tỷ đồng.</p>"
    page = made_up_page(body, url=f"https://n{day}.example.org/d-{day}.html", when=f"2025-09-{day:02d}")
    again = f"<p>Riêng ngày {day}/9, phim Mưa đỏ thu {30 + day},5 tỷ đồng.</p>"
    other = made_up_page(again, url=f"https://m{day}.example.org/d-{day}.html", when=f"2025-09-{day:02d}")
    return [replace(page, captured_at=DAY + timedelta(days=day)), replace(other, captured_at=DAY)]


def _fill(folder: Path, topic: Topic, pages: Sequence[Page]) -> Run:
    """Pages taken in by a run of their own; no report."""
    run = replay_run(topic, pages, None, None)
    with Archive(folder / "archive", f"{topic.key}-{run.run_id}", is_durable=False) as archive:
        harvest = read_pages(pages, topic, Keeper(archive, Held()), None, None)
    load_and_verify(settings_of(folder), topic, run, [harvest])
    return run


def _send(folder: Path, topic: Topic, run: Run, emitted: list[Event] | None = None) -> Delivery:
    emit = emitted.append if emitted is not None else None
    return send_alerts(settings_of(folder), topic, run.run_id, emit=emit)


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "alerts.jsonl").read_text("utf-8").splitlines()]


def _month() -> list[list[Page]]:
    """What is held day after day: pages come, and differ more and more."""
    days: list[list[Page]] = []
    pages: list[Page] = [_page("first", "551,4", 0)]
    for day in range(30):
        if day % 5 == 2:
            pages = [*pages, *_others(day % 20 + 5)]
        if day == 9:
            pages = [*pages, _page("second", "560,2", day)]
        if day == 20:
            pages = [*pages, _page("third", "751,4", day)]
        days.append([*pages, made_up_page("<p>Mưa đỏ.</p>", url=f"https://q.example.org/q-{day}.html")])
        days[-1][-1] = replace(days[-1][-1], captured_at=DAY + timedelta(days=day))
    return days


def test_a_month_replayed_twice_sends_nothing_twice_and_loses_nothing(tmp_path: Path) -> None:
    topic = _topic(FILE_TARGET)
    emitted: list[Event] = []
    for _ in range(2):
        for pages in _month():
            _send(tmp_path, topic, _fill(tmp_path, topic, pages), emitted)
    lines = [event for line in _lines(tmp_path) for event in line["events"]]
    assert len({event["key"] for event in lines}) == len(lines)
    with open_published(tmp_path) as reader:
        stored = reader.query("select key from stored.event where happening <> 'resolved'").rows
        found = reader.query("select distinct finding_id from stored.finding where severity > 0").rows
    assert sorted(event["key"] for event in lines) == sorted(str(key) for (key,) in stored)
    assert {event["finding"] for event in lines if event["event"].endswith("opened")} >= {str(f) for (f,) in found}
    assert len(found) >= 5
    assert any(event["event"] == "doichieu.discrepancy.worsened" for event in lines)
    assert len({event.key for event in emitted}) == len(emitted) >= len(lines)


def test_a_crash_between_sending_and_noting_it_doubles_no_line(tmp_path: Path) -> None:
    topic = _topic(FILE_TARGET)
    run = _fill(tmp_path, topic, [_page("first", "551,4", 0), _page("third", "751,4", 1)])
    _send(tmp_path, topic, run)
    before = _lines(tmp_path)
    (tmp_path / FILE).unlink()  # as if killed before the note was written
    with (tmp_path / "alerts.jsonl").open("ab") as file:
        file.write(b'{"text": "torn')
    _send(tmp_path, topic, run)
    assert _lines(tmp_path) == before != []


def test_a_torn_note_is_no_alert_that_went_out(tmp_path: Path) -> None:
    topic = _topic(FILE_TARGET)
    run = _fill(tmp_path, topic, [_page("first", "551,4", 0), _page("third", "751,4", 1)])
    _send(tmp_path, topic, run)
    text = (tmp_path / FILE).read_text("utf-8")
    (tmp_path / FILE).write_text(text[:-20], "utf-8")
    _send(tmp_path, topic, run)
    assert len(_lines(tmp_path)) == 1  # the file itself knows its last line
    assert (tmp_path / FILE).read_text("utf-8").endswith("}\n")


def test_what_was_sent_comes_back_into_a_rebuilt_warehouse(tmp_path: Path) -> None:
    topic = _topic(FILE_TARGET)
    pages = [_page("first", "551,4", 0), _page("third", "751,4", 1)]
    _send(tmp_path, topic, _fill(tmp_path, topic, pages))
    for name in ("warehouse.duckdb", "published.duckdb"):
        (tmp_path / name).unlink()
    _send(tmp_path, topic, _fill(tmp_path, topic, pages))
    assert len(_lines(tmp_path)) == 1
    with open_published(tmp_path) as reader:
        assert reader.query("select target from stored.alert").rows == [(FILE_TARGET,)]


def test_small_differences_and_simulated_pages_alert_nobody(tmp_path: Path) -> None:
    topic = _topic(FILE_TARGET, least=4)
    pages = [_page("first", "551,4", 0), _page("second", "560,2", 1)]
    assert _send(tmp_path / "a", topic, _fill(tmp_path / "a", topic, pages)).told == {}
    topic = _topic(FILE_TARGET)
    pages = [replace(page, facsimile=True) for page in pages]
    emitted: list[Event] = []
    assert _send(tmp_path / "b", topic, _fill(tmp_path / "b", topic, pages), emitted).told == {}
    with open_published(tmp_path / "b") as reader:
        assert reader.query("select 1 from discrepancy").rows
    assert emitted == []


def test_a_finding_that_a_person_explained_alerts_again_only_with_other_evidence(tmp_path: Path) -> None:
    topic = _topic(FILE_TARGET)
    pages = [_page("first", "551,4", 0), _page("second", "560,2", 1)]
    _send(tmp_path, topic, _fill(tmp_path, topic, pages))
    with open_published(tmp_path) as reader:
        finding = str(reader.query("select finding_id from discrepancy").rows[0][0])
    with open_warehouse(tmp_path) as warehouse:
        review_finding(warehouse, finding, "explained", reason="two counts", reviewer="desk", decided_at=DAY)
        warehouse.publish()
    quiet = [*pages, replace(made_up_page("<p>Mưa đỏ.</p>"), captured_at=DAY + timedelta(days=3))]
    assert _send(tmp_path, topic, _fill(tmp_path, topic, quiet)).told == {}
    more = [*quiet, _page("third", "751,4", 4)]
    assert _send(tmp_path, topic, _fill(tmp_path, topic, more)).told == {FILE_TARGET: 1}
    assert [line["events"][0]["event"] for line in _lines(tmp_path)][1:] == ["doichieu.discrepancy.reopened"]


# --- outlets -----------------------------------------------------------------------------------------


def _row(*, read: int, failed: int = 0, reached: bool = True, note: str = "") -> OutletCoverage:
    return OutletCoverage(
        outlet="daily",
        outlet_name="The Daily",
        asked=read + failed or 1,
        fetched=read,
        read=read,
        failed=failed,
        note=note,
        reached=reached,
    )


def test_pages_at_hand_say_nothing_of_the_outlet_of_today(tmp_path: Path) -> None:
    topic = _topic()
    with open_warehouse(tmp_path) as warehouse:
        for days, kind in ((0, "live"), (1, "replay"), (2, "live")):
            run = replace(live_run(topic, DAY + timedelta(days=days), None, None), kind=kind)
            finish_run(warehouse, run, "finished")
            record_events(warehouse, topic, run, [_row(read=3) if days == 0 else _row(read=0, failed=4)], {})
        rows = warehouse.query("select happening, run_id from stored.event").rows
    assert rows == [("unreadable", run.run_id)]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        pytest.param([_row(read=3), _row(read=0), _row(read=4)], [], id="a-quiet-day-is-no-trouble"),
        pytest.param(
            [_row(read=3), _row(read=0, failed=4), _row(read=0, failed=5), _row(read=2)],
            ["unreadable", "readable"],
            id="told-once-and-once-when-it-is-back",
        ),
        pytest.param([_row(read=3), _row(read=0, failed=2), _row(read=3)], [], id="two-pages-prove-nothing"),
        pytest.param(
            [_row(read=0, reached=False, note="timed out"), _row(read=0, reached=False)],
            ["unreadable"],
            id="never-reached",
        ),
    ],
)
def test_an_outlet_is_told_of_once(tmp_path: Path, days: Sequence[OutletCoverage], told: list[str]) -> None:
    topic = _topic()
    with open_warehouse(tmp_path) as warehouse:
        for _ in range(2):
            for number, row in enumerate(days):
                run = live_run(topic, DAY + timedelta(days=number), None, None)
                finish_run(warehouse, run, "finished")
                record_events(warehouse, topic, run, [row], {})
        rows = warehouse.query("select happening from stored.event order by happened_at").rows
    assert [happening for (happening,) in rows] == told


# --- targets -----------------------------------------------------------------------------------------


@pytest.fixture
def hook() -> Iterator[tuple[str, list[tuple[str, dict[str, Any]]], list[int]]]:
    """A webhook on loopback: its address, what it was sent with the key, and the statuses that it answers next."""
    got: list[tuple[str, dict[str, Any]]] = []
    statuses: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status = statuses.pop(0) if statuses else 204
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if status < 300:
                got.append((str(self.headers["Idempotency-Key"]), body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", got, statuses
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_that_is_down_gets_it_later_and_the_others_now(
    tmp_path: Path, hook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, got, statuses = hook
    monkeypatch.setenv("DESK_HOOK", address)
    topic = _topic("webhook:$DESK_HOOK", FILE_TARGET, "webhook:$NOT_SET")
    run = _fill(tmp_path, topic, [_page("first", "551,4", 0), _page("third", "751,4", 1)])
    statuses.append(503)
    first = _send(tmp_path, topic, run)
    assert first.told == {FILE_TARGET: 1}
    assert "answered 503" in first.problems[0]
    assert "has no NOT_SET" in first.problems[1]
    assert _send(tmp_path, topic, run).told == {"webhook:$DESK_HOOK": 1}
    assert _send(tmp_path, topic, run).told == {}
    ((key, body),) = got
    assert len(key) == 32
    assert body["events"][0]["event"] == "doichieu.discrepancy.opened"
    assert "not yet reviewed by an editor" in body["text"]
    assert "biên tập viên chưa xét" in body["text_vi"]


def test_very_many_alerts_go_as_one_digest(tmp_path: Path, hook: Any) -> None:
    address, got, _ = hook
    topic = _topic(f"webhook:{address}")
    run = live_run(topic, DAY, None, None)
    load_and_verify(settings_of(tmp_path), topic, run, [])
    with open_warehouse(tmp_path) as warehouse:
        for number in range(MOST + 1):
            warehouse.connection.execute(
                "insert into stored.event values ('red-rain', $1, $2, $3, 'opened', $1, null, null, 'CONTRA', 2, null, "
                "'en', 'vi')",
                [f"e{number}", run.run_id, DAY],
            )
        warehouse.publish()
    assert _send(tmp_path, topic, run).told == {f"webhook:{address}": 1}
    assert len(got[0][1]["events"]) == MOST + 1
    assert _send(tmp_path, topic, run).told == {}


def test_a_digest_comes_once_a_run_also_when_nothing_changed(tmp_path: Path) -> None:
    topic = _topic(FILE_TARGET, mode="digest")
    pages = [_page("first", "551,4", 0), _page("third", "751,4", 1)]
    run = _fill(tmp_path, topic, pages)
    for _ in range(2):
        _send(tmp_path, topic, run)
    quiet = [*pages, replace(made_up_page("<p>Mưa đỏ.</p>"), captured_at=DAY + timedelta(days=3))]
    _send(tmp_path, topic, _fill(tmp_path, topic, quiet))
    first, second = _lines(tmp_path)
    assert "1 new, 0 wider than before, 0 back again, 0 no longer seen; 2 of 2 outlets read." in first["text"]
    assert "0 new, 0 wider than before, 0 back again, 0 no longer seen; 3 of 3 outlets read." in second["text"]
    with open_published(tmp_path) as reader:
        digest = latest_digest(reader, topic)
    assert digest is not None
    assert digest.text["vi"].splitlines()[1].startswith("0 mới")


def test_a_mail_carries_both_languages(tmp_path: Path) -> None:
    letters: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 test\r\n")
            while line := self.rfile.readline():
                word = line.split()[0].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    letter = b""
                    while (line := self.rfile.readline()) != b".\r\n":
                        letter += line
                    letters.append(letter.decode())
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                if word == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        topic = _topic("mail:desk@example.org")
        run = _fill(tmp_path, topic, [_page("first", "551,4", 0), _page("third", "751,4", 1)])
        unset = _send(tmp_path, topic, run)
        assert "DOICHIEU_SMTP" in unset.problems[0]
        settings: Settings = replace(settings_of(tmp_path), smtp=f"smtp://127.0.0.1:{server.server_address[1]}")
        told = send_alerts(settings, topic, run.run_id, emit=None).told
        server.shutdown()
        thread.join()
    assert told == {"mail:desk@example.org": 1}
    (letter,) = letters
    assert "To: desk@example.org" in letter
    assert "Message-ID: <" in letter


@pytest.mark.parametrize(
    "url", ["mail.example.org", "smtp://", "smtp://mail.example.org:abc", "http://mail.example.org"]
)
def test_a_mail_server_that_is_none_is_refused_before_a_run(url: str) -> None:
    with pytest.raises(UsageError, match="DOICHIEU_SMTP"):
        read_settings({"DOICHIEU_SMTP": url})
