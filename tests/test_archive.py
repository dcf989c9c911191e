"""The archive: every capture a WARC record that anybody's reader finds, nothing lost to a crash or a damaged record."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from sources.archive import Archive, blank
from sources.errors import ArchiveError
from sources.members import cut_torn_end
from sources.model import Page, WarcRef
from sources.replay import left_behind, replay
from warehouse import open_published

FIRST = datetime(2025, 9, 1, tzinfo=UTC)


def _page(number: int, body: bytes | None = None, url: str | None = None) -> Page:
    content = body if body is not None else f"<p>page {number}</p>".encode() * 50
    return Page(
        url=url or f"https://news.example.org/a-{number}?q=mưa",
        captured_at=FIRST + timedelta(hours=number),
        status=200,
        headers=(("Content-Type", "text/html"), ("ETag", '"x"')),
        body=content,
        digest=hashlib.sha256(content).hexdigest(),
    )


def _filled(folder: Path, count: int = 5) -> tuple[Path, list[WarcRef]]:
    with Archive(folder, "topic-run", is_durable=False) as archive:
        refs = [archive.write(_page(number)) for number in range(count)]
    return folder / refs[0].file, refs


def test_a_record_is_read_back_by_its_place_and_by_a_reader_that_is_not_ours(tmp_path: Path) -> None:
    path, refs = _filled(tmp_path)
    archive = Archive(tmp_path, "other")
    for number, ref in enumerate(refs):
        page = archive.read(ref)
        assert (page.url, page.body, page.captured_at) == (
            _page(number).url,
            _page(number).body,
            _page(number).captured_at,
        )
        member = path.read_bytes()[ref.offset : ref.offset + ref.length]
        record = next(iter(ArchiveIterator(io.BytesIO(member))))
        assert record.rec_type == "response"
        assert record.rec_headers.get_header("WARC-Payload-Digest").startswith("sha1:")
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["response", "request"] * 5


def test_a_body_held_already_is_a_reference_and_comes_back_whole(tmp_path: Path) -> None:
    first, again = _page(1), _page(9, _page(1).body, _page(1).url)
    with Archive(tmp_path, "t-1", is_durable=False) as archive:
        whole, short = archive.write(first), archive.write_revisit(again, first)
    assert short.length < whole.length or len(first.body) < 1000
    found = list(replay(tmp_path))
    assert [(page.captured_at, page.body) for page in found] == [(p.captured_at, first.body) for p in (first, again)]


def test_a_body_held_in_another_file_is_found_whichever_is_read_first(tmp_path: Path) -> None:
    first, again = _page(1), _page(9, _page(1).body, _page(1).url)
    unchanged = replace(again, status=304, body=b"", captured_at=again.captured_at + timedelta(hours=1))
    with Archive(tmp_path, "z-first", is_durable=False) as archive:
        archive.write(first)
    with Archive(tmp_path, "a-later", is_durable=False) as archive:
        later = archive.write_revisit(again, first)
        archive.write_revisit(unchanged, first)
    pages = sorted(replay(tmp_path), key=lambda page: page.captured_at)
    assert [(page.captured_at, page.status, page.body) for page in pages] == [
        (first.captured_at, 200, first.body),
        (again.captured_at, 200, first.body),
        (unchanged.captured_at, 304, first.body),
    ]
    assert [page.body for page in replay(tmp_path / later.file)] == [first.body] * 2
    assert [page.body for page in left_behind(tmp_path, "a-later", {})] == [first.body] * 2


def test_of_two_captures_of_one_second_a_later_one_has_the_body_that_it_had(tmp_path: Path) -> None:
    first = _page(1)
    other = replace(_page(2), url=first.url, captured_at=first.captured_at)
    later = [replace(page, captured_at=page.captured_at + timedelta(days=1)) for page in (first, other)]
    with Archive(tmp_path, "t", is_durable=False) as archive:
        archive.write(first)
        archive.write(other)
        for page, again in zip((first, other), later, strict=True):
            archive.write_revisit(again, page)
    assert first.body != other.body
    assert [page.body for page in replay(tmp_path)] == [first.body, other.body] * 2


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (rb"(WARC-Refers-To-Date: [^Z]+)Z", rb"\1.25Z"),
        (rb"WARC-Refers-To-[^\r]+\r\n", rb""),
        (rb"(?s)WARC-Refers-To-Target.+?WARC-Payload-Digest: [^\r]+", b"WARC-Refers-To: IDENTITY"),
    ],
    ids=["fractions of a second", "a digest alone", "an identity alone"],
)
def test_a_reference_is_followed_however_crawlers_write_it(tmp_path: Path, pattern: bytes, instead: bytes) -> None:
    first, again = _page(1), _page(9, _page(1).body, _page(1).url)
    with Archive(tmp_path / "made", "t", is_durable=False) as archive:
        archive.write(first)
        archive.write_revisit(again, first)
    text = gzip.decompress((tmp_path / "made" / "t-00000.warc.gz").read_bytes())
    identity = re.search(rb"WARC-Record-ID: ([^\r]+)", text)
    assert identity is not None
    written, count = re.subn(pattern, instead.replace(b"IDENTITY", identity[1]), text)
    assert count
    (tmp_path / "other.warc").write_bytes(written)
    assert [page.body for page in replay(tmp_path / "other.warc")] == [first.body] * 2


def test_what_is_no_file_beside_an_archive_is_passed_over(tmp_path: Path) -> None:
    with Archive(tmp_path, "t", is_durable=False) as archive:
        archive.write(_page(1))
    (tmp_path / "folder.warc.gz").mkdir()
    (tmp_path / "loop.warc.gz").symlink_to(tmp_path / "loop.warc.gz")
    assert len(list(replay(tmp_path))) == 1


def test_an_index_that_is_no_text_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "index.jsonl").write_bytes('{"file": "tuổi"}'.encode("utf-16"))
    with pytest.raises(ArchiveError, match=r"index\.jsonl: cannot be read as UTF-8"):
        list(replay(tmp_path))


def test_files_are_rotated(tmp_path: Path) -> None:
    with Archive(tmp_path, "t-1", is_durable=False, rotate_at=1500) as archive:
        files = {archive.write(_page(number)).file for number in range(6)}
    assert len(files) > 1
    assert len(list(replay(tmp_path))) == 6


def test_records_of_large_pages_are_told_apart(tmp_path: Path) -> None:
    with Archive(tmp_path, "topic-run", is_durable=False) as archive:
        refs = [archive.write(_page(number, bytes([number]) * 300_000)) for number in range(3)]
    path = tmp_path / refs[0].file
    with path.open("r+b") as file:
        file.truncate(refs[2].offset + refs[2].length - 5)
    assert [len(page.body) for page in left_behind(tmp_path, "topic-run", {})] == [300_000] * 2


@pytest.mark.parametrize("kept", [4, 20, 60])
def test_the_first_record_is_read_where_little_is_left_of_the_second(tmp_path: Path, kept: int) -> None:
    path, refs = _filled(tmp_path)
    path.write_bytes(path.read_bytes()[: refs[0].length + kept])
    assert [page.url for page in replay(path)][:1] == [_page(0).url]


@given(share=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_file_torn_anywhere_keeps_every_whole_record(tmp_path_factory: pytest.TempPathFactory, share: float) -> None:
    path, refs = _filled(tmp_path_factory.mktemp("torn"))
    data = path.read_bytes()
    size = int(len(data) * share)
    path.write_bytes(data[:size])
    whole = sum(ref.offset + ref.length <= size for ref in refs)
    assert len(list(replay(path))) - whole in (
        0,
        1,
    )  # a text may be whole where only the checksum behind it is torn off
    cut = cut_torn_end(path)
    assert path.stat().st_size == size - cut
    assert len(list(replay(path))) == whole
    with Archive(path.parent, "topic-run", is_durable=False) as archive:
        archive.write(_page(77))
    assert len(list(replay(path))) == whole + 1


def test_a_damaged_record_costs_no_other(tmp_path: Path) -> None:
    path, refs = _filled(tmp_path)
    data = bytearray(path.read_bytes())
    data[refs[2].offset + 40 : refs[2].offset + 48] = b"XXXXXXXX"
    path.write_bytes(bytes(data))
    pages = list(replay(path))
    assert [page.url for page in pages if not page.problem] == [_page(number).url for number in (0, 1, 3, 4)]
    assert [page.url for page in pages if page.problem] == [f"{path.name}#{refs[2].offset}"]
    assert cut_torn_end(path) == 0
    with pytest.raises(ArchiveError, match="cannot be read"):
        Archive(tmp_path, "x").read(refs[2])


@given(size=st.integers(0, 400_000), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_a_record_that_is_withdrawn_is_gone_and_the_others_stay(
    tmp_path_factory: pytest.TempPathFactory, size: int, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("withdrawn")
    secret = random.Random(seed).randbytes(size)
    with Archive(folder, "t-1", is_durable=False) as archive:
        refs = [archive.write(page) for page in (_page(1), _page(2, secret), _page(3))]
    length = (folder / refs[1].file).stat().st_size
    blank(folder, refs[1])
    path = folder / refs[1].file
    assert path.stat().st_size == length
    assert [page.url for page in replay(folder)] == [_page(1).url, _page(3).url]
    assert archive.read(refs[2]).body == _page(3).body
    assert size < 30 or secret[:30] not in gzip.decompress(path.read_bytes())
    assert cut_torn_end(path) == 0


def test_what_a_run_left_behind_is_found_and_a_file_in_use_is_left_alone(tmp_path: Path) -> None:
    path, refs = _filled(tmp_path)
    known = {path.name: refs[1].offset + refs[1].length}
    behind = list(left_behind(tmp_path, "topic", known))
    assert [page.warc for page in behind] == refs[2:]
    assert list(left_behind(tmp_path, "other", {})) == []
    with Archive(tmp_path, "topic-run") as archive:
        archive.write(_page(8))
        assert list(left_behind(tmp_path, "topic", {})) == []


def test_every_stored_figure_stands_in_the_record_that_the_warehouse_names(red_rain_data: Path) -> None:
    """With a reader, a parser and a normalisation that are not ours."""
    with open_published(red_rain_data) as reader:
        rows = reader.query(
            "select distinct f.said, c.warc_file, c.warc_offset, c.warc_length from stored.figure as f "
            "inner join stored.capture as c using (article_id)"
        ).rows
    assert len(rows) > 200
    texts: dict[tuple[object, object], str] = {}
    for said, file, offset, length in rows:
        if (file, offset) not in texts:
            with (red_rain_data / "archive" / str(file)).open("rb") as warc:
                warc.seek(int(str(offset)))
                record = next(iter(ArchiveIterator(io.BytesIO(warc.read(int(str(length)))))))
                text = BeautifulSoup(record.content_stream().read(), "html.parser").get_text(" ")
            texts[(file, offset)] = " ".join(unicodedata.normalize("NFC", text).split())
        assert " ".join(str(said).split()) in texts[(file, offset)], said


def test_an_archive_compressed_as_a_whole_is_read(tmp_path: Path) -> None:
    path, _ = _filled(tmp_path / "made")
    whole = tmp_path / "whole.warc.gz"
    whole.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())))
    assert [page.url for page in replay(whole)] == [_page(number).url for number in range(5)]


@pytest.mark.parametrize(
    ("pattern", "instead", "problem"),
    [
        (rb"page 2", rb"page 3", "its bytes were changed"),
        (rb"(WARC-Payload-Digest: )sha1:[A-Z2-7]+", rb"\1sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ""),
        (
            rb"(?s)WARC-Payload-Digest: [^\r]+\r\n(.{0,200}?)WARC-Block-Digest: [^\r]+",
            rb"\1WARC-Payload-Digest: MD5",
            "",
        ),
    ],
    ids=["changed bytes", "a digest of another form of the body", "a digest of another kind"],
)
def test_a_record_whose_bytes_were_changed_says_so(
    tmp_path: Path, pattern: bytes, instead: bytes, problem: str
) -> None:
    with Archive(tmp_path / "made", "t", is_durable=False) as archive:
        archive.write(_page(2))
    text = gzip.decompress((tmp_path / "made" / "t-00000.warc.gz").read_bytes())
    digest = hashlib.md5(_page(2).body, usedforsecurity=False).hexdigest().encode()
    written, count = re.subn(pattern, instead.replace(b"MD5", b"md5:" + digest), text)
    assert count
    (tmp_path / "other.warc").write_bytes(written)
    (page,) = replay(tmp_path / "other.warc")
    assert page.url == _page(2).url
    assert problem in page.problem
    assert bool(page.problem) == bool(problem)
    assert bool(page.body) != bool(problem)


def test_a_reference_to_what_is_nowhere_says_so(tmp_path: Path) -> None:
    with Archive(tmp_path, "t", is_durable=False) as archive:
        archive.write_revisit(_page(9, _page(1).body), _page(1))
    (page,) = replay(tmp_path)
    assert page.problem == "the record refers to a capture that is in no file beside it"
