"""Archives of news crawls: every spelling of a name is found, a bad record costs no other, stopping costs nothing."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
import unicodedata
import zlib
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import brotli
import pytest

import flows.backfill
import flows.search
from flows.backfill import backfill
from flows.search import Found
from sources.archive import Archive
from sources.crawl import STRETCH, Stretch, Tally, read_stretch, stretches_of
from sources.errors import ArchiveError
from sources.model import Page
from sources.payloads import Payload, read_payload
from sources.prefilter import Prefilter, names_to_find
from sources.reader import decode
from sources.topics import find_topic, load_topic
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
    "one word decomposed": lambda name: unicodedata.normalize("NFD", name[:4]) + name[4:],
    "capitals of its own": lambda name: name[:3].upper() + name[3:].swapcase(),
    "first word in capitals": lambda name: name.split()[0].upper() + name.removeprefix(name.split()[0]),
    "markup": lambda name: name.replace(" ", " <b>", 1).replace(" ", "</b> "),
    "a link": lambda name: name.replace(" ", ' <a class="x" href="/y?z=1">') + "</a>",
    "line break element": lambda name: name.replace(" ", "<br>"),
    "words in elements": lambda name: "".join(f"<span>{word} </span>" for word in name.split()),
    "comment": lambda name: name.replace(" ", "<!-- <b> --> "),
    "initial": lambda name: f"<span>{name[0]}</span>{name[1:]}",
    "break opportunity": lambda name: name.replace("u", "u<wbr>").replace("ông", "ôn<wbr/>g"),
    "escaped spaces": lambda name: name.replace(" ", "&#xA0;", 1).replace(" ", "&#32;"),
    "named spaces": lambda name: name.replace(" ", "&ensp;"),
    "thin space": lambda name: name.replace(" ", "\u2009"),
    "narrow no-break space": lambda name: name.replace(" ", "\u202f"),
    "JSON spaces": lambda name: name.replace(" ", "\\u0020", 1).replace(" ", "\\n"),
    "JSON no-break space": lambda name: json.dumps(name.replace(" ", "\xa0"))[1:-1],
    "JSON in part": lambda name: name.replace("ầ", "\\u1ea7").replace("ô", "\\u00f4"),
    "soft hyphen": lambda name: "\xad".join(name),
    "soft hyphen entity": lambda name: "&shy;".join(name),
    "zero-width space": lambda name: "\u200b".join(name),
    "zero-width non-joiner": lambda name: name.replace("u", "u\u200c").replace("ô", "ô\u200c"),
    "zero-width space reference": lambda name: name.replace(" ", "&#8203; "),
    "byte order mark": lambda name: name.replace(" ", " \ufeff"),
    "capital X": lambda name: "".join(c if c.isascii() else f"&#X{ord(c):x};" for c in name),
    "padded references": lambda name: "".join(c if c.isascii() else f"&#{ord(c):06};" for c in name),
    "padded hexadecimal": lambda name: "".join(c if c.isascii() else f"&#x{ord(c):06x};" for c in name),
    "every letter a reference": lambda name: "".join(f"&#{ord(c)};" for c in name),
    "every letter hexadecimal": lambda name: "".join(f"&#x{ord(c):x};" for c in name),
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_name_is_found_however_a_page_writes_it(spelling: Callable[[str], str]) -> None:
    prefilter = Prefilter(["Cầu Hải Âu", "Gull Bridge"])
    assert prefilter.fits(f"<p>Hôm nay {spelling('Cầu Hải Âu')} đông.</p>".encode())
    assert not prefilter.fits(f"<p>Hôm nay {spelling('Cầu Sông Lam')} đông.</p>".encode())


PUNCTUATED = {
    "AT&T Tower": ["AT&T Tower", "AT&amp;T Tower", "AT&#38;T Tower", "at&amp;t&nbsp;tower"],
    "O'Brien Hall": [
        "O'Brien Hall",
        "O&#39;Brien Hall",
        "O&#x27;Brien Hall",
        "O&apos;BRIEN Hall",
        "O\\u0027Brien Hall",
    ],
    'Phim "Sóng"': ['Phim "Sóng"', "Phim &quot;Sóng&quot;", 'Phim \\"S\\u00f3ng\\"'],
    "Sóng-Gió": ["Sóng-Gió", "S&oacute;ng-Gi&#243;"],
    "Huế": ["HUẾ", "Hu&#7871;", "\\nHu\\u1ebf."],
    "GDP": ["GDP", "(GDP)", "\\nGDP,"],
}


@pytest.mark.parametrize(("name", "writings"), PUNCTUATED.items(), ids=PUNCTUATED.keys())
def test_short_names_and_signs_that_pages_escape_are_found(name: str, writings: list[str]) -> None:
    prefilter = Prefilter([name])
    assert [each for each in writings if not prefilter.fits(f"<p>Hôm nay {each} đông.</p>".encode())] == []
    assert not prefilter.fits(b"<p>ATT Towers, OBrien Halls, Phim, Hu, GDPR, xGDP</p>")


def test_names_of_any_length_are_looked_for_of_the_main_subject() -> None:
    topic = load_topic(find_topic(TOPIC))
    (main, other, *_) = topic.subjects
    mixed = replace(topic, subjects=(replace(main, names={"vi": ("Lũ", "Cầu Hải Âu")}), other))
    assert names_to_find(mixed) == ("Lũ", "Cầu Hải Âu")
    assert names_to_find(replace(topic, subjects=(other,))) == ("Mai",)


def test_a_place_that_only_looks_like_a_name_is_no_hit() -> None:
    prefilter = Prefilter(["Cầu Hải Âu", "Gull Bridge"])
    assert not prefilter.fits("<p>câu hai âu, Hải Âu, hải âu cầu, Gull Bridges, cau<br>hai<p>xx</p>au</p>".encode())


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
        counted = reader.query("select sum(figures), sum(unread) from coverage").rows[0]
        held = reader.query("select (select count(*) from stored.figure), (select count(*) from stored.unread)").rows[0]
    assert about[1] == 132
    assert hosts == []
    assert counted == held
    assert held[0]


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


TEXT = "<p>Hôm nay Cầu Hải Âu thông xe, gió nhẹ.</p>" * 3
UTF_8 = TEXT.encode()
IN_1258 = TEXT.replace("ả", "a\u0309").replace("ầ", "â\u0300").replace("ẹ", "e\u0323").encode("cp1258")
ZSTANDARD = b"\x28\xb5\x2f\xfd\x20" + bytes([len(UTF_8)]) + (len(UTF_8) << 3 | 1).to_bytes(3, "little") + UTF_8
RAW_DEFLATE = zlib.compressobj(wbits=-15)


def _chunked(body: bytes) -> bytes:
    parts = (body[at : at + 7] for at in range(0, len(body), 7))
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


PAYLOADS = {
    "gzip, in capitals": (b"content-encoding: GZIP", gzip.compress(UTF_8)),
    "gzip that nothing says": (b"X: y", gzip.compress(UTF_8)),
    "said to be gzip": (b"Content-Encoding: gzip", UTF_8),
    "deflate": (b"Content-Encoding: deflate", zlib.compress(UTF_8)),
    "deflate without its header": (b"Content-Encoding: deflate", RAW_DEFLATE.compress(UTF_8) + RAW_DEFLATE.flush()),
    "brotli": (b"Content-Encoding: br", brotli.compress(UTF_8)),
    "said to be brotli": (b"Content-Encoding: br", UTF_8),
    "zstandard": (b"Content-Encoding: zstd", ZSTANDARD),
    "said to be zstandard": (b"Content-Encoding: zstd", UTF_8),
    "chunks": (b"Transfer-Encoding: chunked", _chunked(UTF_8)),
    "chunks put together": (b"Transfer-Encoding: chunked", UTF_8),
    "gzip in chunks": (b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip", _chunked(gzip.compress(UTF_8))),
    "a header that is none": (b"Not a header: x\r\nContent-Encoding: gzip", gzip.compress(UTF_8)),
    "charset in the header": (b"Content-Type: text/html; charset=windows-1258", IN_1258),
    "charset in the page": (b"X: y", b'<meta charset="windows-1258">' + IN_1258),
    "UTF-16": (b"X: y", b"\xff\xfe" + TEXT.encode("utf-16-le")),
    "UTF-16, great end first": (b"X: y", b"\xfe\xff" + TEXT.encode("utf-16-be")),
}  # fmt: skip


def _record(head: bytes, body: bytes, number: int = 1) -> bytes:
    block = b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://news.example.org/%d>\r\n"
        b"WARC-Date: 2025-09-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (number, number, len(block))
    ) + block + b"\r\n\r\n"  # fmt: skip


def _read(
    path: Path, fits: Callable[[bytes], bool] = lambda body: True, size: int = STRETCH
) -> tuple[list[Page], Tally]:
    tally = Tally()
    return [page for each in stretches_of(path, size) for page in read_stretch(each, fits, tally)], tally


@pytest.mark.parametrize(("head", "body"), PAYLOADS.values(), ids=PAYLOADS.keys())
def test_a_name_is_found_however_a_server_sent_the_page(tmp_path: Path, head: bytes, body: bytes) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(_record(head, body)))
    (page,), tally = _read(path, Prefilter(["Cầu Hải Âu"]).fits)
    assert unicodedata.normalize("NFC", decode(page.body, page.headers)).count("Cầu Hải Âu") == 3
    assert (page.url, tally.pages, tally.damaged) == ("https://news.example.org/1", 1, 0)


def test_headers_in_lower_case_or_ended_by_line_feeds_are_read(tmp_path: Path) -> None:
    records = [_record(b"Content-Type: text/html; charset=utf-8", UTF_8, number) for number in range(4)]
    head, blank, block = records[1].partition(b"\r\n\r\n")
    version, *lines = head.split(b"\r\n")
    lower = (line.partition(b":") for line in lines)
    records[1] = b"\r\n".join([version, *(name.lower() + b":" + value for name, _, value in lower)]) + blank + block
    path = tmp_path / "lower.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, records)))
    pages, tally = _read(path)
    assert [page.body for page in pages] == [UTF_8] * 4
    assert tally.damaged == 0
    assert read_payload(b"HTTP/1.1 200 OK\nX: a\n b\n\n" + UTF_8) == Payload(200, (("X", "a b"),), UTF_8)


def test_a_torn_last_record_is_damaged_and_not_taken(tmp_path: Path) -> None:
    records = [_record(b"X: y", UTF_8, number) for number in range(3)]
    for name, data in (("torn.warc", b"".join(records)), ("torn.warc.gz", b"".join(map(gzip.compress, records)))):
        path = tmp_path / name
        path.write_bytes(data[:-30])
        pages, tally = _read(path)
        assert (len(pages), tally.pages, tally.damaged) == (2, 2, 1)


def test_an_archive_of_one_gzip_member_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(b"".join(_record(b"X: y", UTF_8, number) for number in range(9))))
    pages, tally = _read(path, size=100)
    assert (len(pages), tally.damaged) == (9, 0)


def test_a_plain_archive_is_read_on_behind_garbage(tmp_path: Path) -> None:
    path = tmp_path / "plain.warc"
    path.write_bytes(_record(b"X: y", UTF_8, 1) + bytes(range(256)) * 2 + _record(b"X: y", UTF_8, 2))
    pages, tally = _read(path)
    assert ([page.url[-1] for page in pages], tally.damaged) == (["1", "2"], 1)


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"gone\.warc: cannot be read"):
        _run(tmp_path, tmp_path / "gone.warc")
    (tmp_path / "empty.warc.gz").write_bytes(b"")
    assert _run(tmp_path, tmp_path / "empty.warc.gz") == (0, 0)
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.query("select state from run").rows == [("finished",)]
