"""Archives of news crawls: every spelling of a name is found, a bad record costs no other, stopping costs nothing."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import flows.backfill
import flows.search
from flows.backfill import backfill
from flows.search import Found
from sources.archive import Archive
from sources.crawl import STRETCH, Stretch, Tally, read_stretch, stretches_of
from sources.errors import ArchiveError
from sources.model import Page
from sources.prefilter import Prefilter
from tests.support import bundled, settings_of
from warehouse import open_published, open_warehouse

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TOPIC = "red-rain"
NAMES = html.entities.codepoint2name
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda name: name,
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "decomposed upper": lambda name: unicodedata.normalize("NFD", name.upper()),
    "named entities": lambda name: "".join(f"&{NAMES[ord(c)]};" if ord(c) in NAMES else c for c in name),
    "decimal entities": lambda name: name.encode("ascii", "xmlcharrefreplace").decode(),
    "hexadecimal entities": lambda name: "".join(c if c.isascii() else f"&#x{ord(c):X};" for c in name),
    "JSON": lambda name: json.dumps(name)[1:-1],
    "JSON, capital digits": lambda name: "".join(c if c.isascii() else f"\\u{ord(c):04X}" for c in name),
    "percent": lambda name: quote(name),
    "percent, small digits": lambda name: re.sub("%..", lambda each: each[0].lower(), quote(name)),
    "no-break space": lambda name: name.replace(" ", "\xa0"),
    "line break": lambda name: name.replace(" ", "\r\n\t"),
    "space entity": lambda name: name.replace(" ", "&nbsp;"),
    "tone behind its letter": lambda name: name.replace("ả", "a\u0309").replace("ầ", "â\u0300"),
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_name_is_found_however_a_page_writes_it(spelling: Callable[[str], str]) -> None:
    prefilter = Prefilter(["Cầu Hải Âu", "Gull Bridge"])
    assert prefilter.fits(f"<p>Hôm nay {spelling('Cầu Hải Âu')} đông.</p>".encode())
    assert not prefilter.fits(f"<p>Hôm nay {spelling('Cầu Sông Lam')} đông.</p>".encode())


def test_a_name_is_found_in_an_address_and_in_latin_letters() -> None:
    prefilter = Prefilter(["Cầu Hải Âu", "Gull Bridge"])
    assert prefilter.fits(b'<a href="/cau-hai-au-thong-xe-123.html">x</a>')
    assert prefilter.fits(b"the GULL BRIDGE opened")
    assert not prefilter.fits(b"the cau-hai-auto")
    assert not prefilter.fits(bytes(range(256)) * 50)


def _filler(number: int) -> Page:
    body = f"<html><body><article><p>Nothing of note, {number}.</p></article></body></html>".encode() * 20
    return Page(
        url=f"https://filler.example.com/{number}",
        captured_at=NOW + timedelta(seconds=number),
        status=200,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
    )


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive: bundled pages on the film among filler."""
    folder = tmp_path_factory.mktemp("crawl")
    with Archive(folder, "crawl", is_durable=False) as archive:
        for number, page in enumerate(bundled()[:12]):
            archive.write(page)
            for more in range(10):
                archive.write(_filler(number * 10 + more))
    return folder / "crawl-00000.warc.gz"


def _run(data: Path, path: Path, processes: int = 1) -> tuple[int, int]:
    _, progress = backfill(
        settings_of(data), TOPIC, [path], since=None, until=None, processes=processes, now=NOW, say=lambda line: None
    )
    return progress.pages, progress.damaged


def stored_stretches(data: Path) -> set[int]:
    with open_warehouse(data) as warehouse:
        return {int(str(start)) for (start,) in warehouse.query("select start_byte from stored.backfill").rows}


def _rows(data: Path) -> list[tuple[object, ...]]:
    with open_published(data) as reader:
        figures = reader.query("select figure_id, article_id, said, value from stored.figure order by all").rows
        captures = reader.query("select url, captured_at, digest, article_id from stored.capture order by all").rows
        coverage = reader.query("select * exclude (run_id) from stored.coverage order by all").rows
    assert coverage
    return [*figures, *captures, *coverage]


def test_two_files_of_one_name_and_size_are_two(tmp_path: Path) -> None:
    with Archive(tmp_path / "made", "made", is_durable=False) as archive:
        archive.write(_filler(1))
    made = gzip.decompress((tmp_path / "made" / "made-00000.warc.gz").read_bytes())
    for text in (b"of note, 1", b"of note, 2"):
        path = tmp_path / text.decode()[-1] / "part.warc"
        path.parent.mkdir()
        path.write_bytes(made.replace(b"of note, 1", text))
        _run(tmp_path / "data", path)
    with open_published(tmp_path / "data") as reader:
        assert reader.query("select count(*), sum(pages) from stored.backfill").rows == [(2, 2)]


def test_what_is_about_the_topic_is_loaded_and_twice_changes_nothing(tmp_path: Path, crawl: Path) -> None:
    assert _run(tmp_path, crawl) == (132, 0)
    rows = _rows(tmp_path)
    assert rows
    assert _run(tmp_path, crawl) == (132, 0)
    assert _rows(tmp_path) == rows
    with open_published(tmp_path) as reader:
        about = reader.query("select sum(articles), sum(pages) from stored.backfill").rows[0]
        hosts = reader.query("select outlet from coverage where outlet = 'filler.example.com'").rows
    assert about[1] == 132
    assert hosts == []


def test_a_backfill_that_was_stopped_goes_on_where_it_stood(
    tmp_path: Path, crawl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.backfill, "BATCH", 1)
    monkeypatch.setattr(flows.backfill, "stretches_of", lambda path: stretches_of(path, 4000))
    whole = flows.search._read
    seen: list[int] = []

    def stopping(stretch: Stretch) -> Found:
        if len(seen) == 3:
            raise KeyboardInterrupt
        found = whole(stretch)
        seen.append(found.pages)
        return found

    monkeypatch.setattr(flows.search, "_read", stopping)
    with pytest.raises(KeyboardInterrupt):
        _run(tmp_path / "stopped", crawl)
    monkeypatch.setattr(flows.search, "_read", whole)
    done = stored_stretches(tmp_path / "stopped")
    again: list[Stretch] = []

    def counting(stretch: Stretch) -> Found:
        again.append(stretch)
        return whole(stretch)

    monkeypatch.setattr(flows.search, "_read", counting)
    assert _run(tmp_path / "stopped", crawl) == (132, 0)  # what was seen before counts
    assert done
    assert not done & {each.start for each in again}
    monkeypatch.setattr(flows.search, "_read", whole)
    _run(tmp_path / "whole", crawl)
    assert _rows(tmp_path / "stopped") == _rows(tmp_path / "whole")


def test_two_processes_load_what_one_does(tmp_path: Path, crawl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = flows.search._Helpers.__init__

    def wait_for_it(self: flows.search._Helpers, *given: Any) -> None:
        started(self, *given)
        self._started.result()

    monkeypatch.setattr(flows.search._Helpers, "__init__", wait_for_it)  # else this process may be done alone
    monkeypatch.setattr(flows.backfill, "stretches_of", lambda path: stretches_of(path, 9000))
    assert _run(tmp_path / "two", crawl, processes=2) == _run(tmp_path / "one", crawl)
    assert _rows(tmp_path / "two") == _rows(tmp_path / "one")


def test_a_search_whose_helper_was_killed_says_how_to_go_on(crawl: Path) -> None:
    class Killed(Executor):
        def submit(self, _: Any, /, *__: Any, **___: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(BrokenProcessPool())
            return future

    class AtOnce(Executor):
        def submit(self, work: Any, /, *_: Any, **__: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_result(work())
            return future

    helpers = flows.search._Helpers(Killed(), 1, AtOnce())
    with pytest.raises(ArchiveError, match="the same command goes on"):
        list(helpers.share(stretches_of(crawl)))


@pytest.mark.parametrize("size", [3000, 20_000, STRETCH])
def test_every_record_belongs_to_one_stretch(crawl: Path, size: int) -> None:
    tally = Tally()
    urls = [page.url for each in stretches_of(crawl, size) for page in read_stretch(each, lambda raw: True, tally)]
    assert len(urls) == len(set(urls)) == tally.pages == 132
    assert tally.damaged == 0


@pytest.mark.parametrize("damage", [b"XXXXXXXX", b"\x00\x00\x00\x00"])
def test_a_damaged_record_is_stepped_over_and_counted(tmp_path: Path, crawl: Path, damage: bytes) -> None:
    whole = Stretch(path=crawl, start=0, end=crawl.stat().st_size)
    with Archive(tmp_path, "x", is_durable=False) as archive:
        refs = [archive.write(page) for page in read_stretch(whole, lambda raw: True, Tally())]
    path = tmp_path / refs[0].file
    data = bytearray(path.read_bytes())
    at = refs[5].offset + 30
    data[at : at + len(damage)] = damage
    path.write_bytes(bytes(data))
    tally = Tally()
    found = list(read_stretch(replace(whole, path=path, end=len(data)), lambda raw: True, tally))
    assert (len(found), tally.damaged) == (131, 1)


def test_compressed_bodies_and_plain_archives_are_read(tmp_path: Path) -> None:
    body = gzip.compress(b"<p>Gull Bridge</p>")
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    block = head + body
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/a\r\n"
        b"WARC-Date: 2025-09-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
    ) + block + b"\r\n\r\n"  # fmt: skip
    path = tmp_path / "plain.warc"
    path.write_bytes(record * 2)
    pages = list(read_stretch(stretches_of(path)[0], lambda raw: True, Tally()))
    assert [page.body for page in pages] == [b"<p>Gull Bridge</p>"] * 2


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"gone\.warc: cannot be read"):
        _run(tmp_path, tmp_path / "gone.warc")
    (tmp_path / "empty.warc.gz").write_bytes(b"")
    assert _run(tmp_path, tmp_path / "empty.warc.gz") == (0, 0)
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.query("select state from run").rows == [("finished",)]
