"""Fetching from a hostile server: every behaviour ends in bounded time, with its outcome, at no forbidden address."""

from __future__ import annotations

import gzip
import html
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest

from sources.errors import FetchError, UnreadablePage
from sources.fetch import Clock, Fetcher, Limits
from sources.model import Page
from sources.outlets import read
from sources.reader import decode
from sources.wire import is_public
from tests.hostile import PAGE, Behaviour, answer, bomb, drips, hostile, in_turn, resets, says

LIMITS = Limits(connect=0.5, read=0.3, total=0.8, size=300_000, redirects=4, tries=2, backoff=0.01, failures_in_a_row=3)
LONGEST = (
    6.0  # seconds that any fetch here may take: its tries, its redirects and its robots.txt, each within its total
)
SLOW = LIMITS.total


@dataclass(frozen=True, slots=True)
class Case:
    """What a server does, and what must come of it."""

    name: str
    behaviour: Behaviour
    outcome: str  # "page" where one must come
    says: str = ""
    robots: Behaviour | None = None


ZIPPED = gzip.compress(PAGE * 200)
CASES = [
    Case("well-behaved", says(answer()), "page"),
    Case("headers that drip", drips(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), "unreachable", "no answer in time"),
    Case("a header without end", drips(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 3000), "unreachable"),
    Case("silence", drips(b"", b"", 60), "unreachable", "no answer in time"),
    Case("a body that drips", drips(answer(b"", length=10**6), b"<p>"), "unreachable", "no answer in time"),
    Case("a chunked body that drips", drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"), "unreachable"),
    Case("reset at once", resets(b""), "unreachable", "cut"),
    Case("reset in the headers", resets(b"HTTP/1.1 200 OK\r\nContent-"), "unreachable"),
    Case("reset in the body", resets(answer(b"<html>", length=9000)), "unreachable"),
    Case("hung up at once", says(b""), "unreachable", "cut"),
    Case("no HTTP at all", says(b"SSH-2.0-OpenSSH_9.2\r\n"), "unreachable"),
    Case("a length too long", says(answer(length=len(PAGE) + 500)), "unreachable", "cut"),
    Case("a length too short", says(answer(length=60)), "page"),
    Case("a length that is none", says(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + PAGE), "any"),
    Case("chunks of no size", says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + PAGE), "unreachable"),
    Case("gzip", says(answer(ZIPPED, "200 OK", "Content-Encoding: gzip")), "page"),
    Case("gzip cut off", says(answer(ZIPPED[:-60], "200 OK", "Content-Encoding: gzip")), "unreachable", "cut off"),
    Case("gzip that is none", says(answer(PAGE, "200 OK", "Content-Encoding: gzip")), "unreachable", "damaged"),
    Case("an encoding not asked for", says(answer(PAGE, "200 OK", "Content-Encoding: br")), "unreachable", "not asked for"),
    Case("a gzip bomb", says(bomb(2 << 30)), "too_large"),
    Case("fifty megabytes", says(answer(b"<p>" + b"a" * 50_000_000)), "too_large"),
    Case("redirects without end", says(answer(b"", "302 Found", "Location: /page")), "http_error", "more than 4 redirects"),
    Case("to a private address", says(answer(b"", "302 Found", "Location: http://10.0.0.1/x")), "forbidden", "not public"),
    Case("to loopback by name", says(answer(b"", "302 Found", "Location: http://localhost:9/x")), "forbidden", "not public"),
    Case("to another port here", says(answer(b"", "302 Found", "Location: http://127.0.0.1:9/x")), "forbidden", "not public"),
    Case("to the link-local one", says(answer(b"", "302 Found", "Location: http://169.254.169.254/meta")), "forbidden", "not public"),
    Case("to loopback in IPv6", says(answer(b"", "302 Found", "Location: http://[::1]:9/")), "forbidden", "not public"),
    Case("to wrapped IPv4", says(answer(b"", "302 Found", "Location: http://[::ffff:10.0.0.1]/")), "forbidden", "not public"),
    Case("to loopback as a number", says(answer(b"", "302 Found", "Location: http://2130706433/")), "forbidden"),
    Case("to a file", says(answer(b"", "302 Found", "Location: file:///etc/passwd")), "forbidden", "redirected to"),
    Case("to another scheme", says(answer(b"", "301 Moved", "Location: ftp://news.example.org/")), "forbidden"),
    Case("to nowhere", says(answer(b"", "302 Found")), "http_error", "led nowhere"),
    Case("404", says(answer(b"gone", "404 Not Found")), "http_error", "404"),
    Case("500 for ever", says(answer(b"", "500 Oops")), "http_error", "500"),
    Case("500 once", in_turn(answer(b"", "500 Oops"), answer()), "page"),
    Case("429 without a word", says(answer(b"", "429 Slow down")), "http_error", "429"),
    Case("429, again in a second", in_turn(answer(b"", "429 Slow down", "Retry-After: 1"), answer()), "page"),
    Case("429, again in a day", says(answer(b"", "429 Slow down", "Retry-After: 86400")), "http_error", "left alone for 86400 s"),
    Case("503, Retry-After nonsense", in_turn(answer(b"", "503 Busy", "Retry-After: soon"), answer()), "page"),
    Case("304 that was not asked for", says(answer(b"", "304 Not Modified")), "http_error"),
    Case("robots that forbid", says(answer()), "forbidden", "robots.txt does not allow it", says(answer(b"User-agent: *\nDisallow: /"))),
    Case("robots that time out", says(answer()), "unreachable", "robots.txt could not be read", drips(b"", b"", 60)),
    Case("robots that fail", says(answer()), "unreachable", "robots.txt could not be read", says(answer(b"", "503 Busy"))),
    Case("robots that are a login page", says(answer()), "page", "", says(answer(b"<html><form>Log in</form></html>"))),
    Case("robots that lead away", says(answer()), "forbidden", "robots.txt", says(answer(b"", "302 Found", "Location: http://10.0.0.1/"))),
    Case("robots unchanged that nobody had", says(answer()), "unreachable", "nobody had it", says(answer(b"", "304 Not Modified"))),
    Case("robots of a megabyte", says(answer()), "page", "", says(answer(b"# long\n" * 150_000))),
    Case("robots that want a day between", says(answer()), "forbidden", "too long", says(answer(b"User-agent: *\nCrawl-delay: 86400"))),
]  # fmt: skip


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    slept: list[float] = []
    made = Fetcher(
        user_agent="doichieu/test",
        limits=LIMITS,
        clock=Clock(sleep=slept.append, chance=lambda: 0.5),
        allow_private=True,
    )
    yield made
    made.close()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_server_that(case: Case, fetcher: Fetcher) -> None:
    robots = case.robots or says(answer(b"User-agent: *\nAllow: /", kind="text/plain"))
    begun = time.monotonic()
    with hostile({"/page": case.behaviour, "/robots.txt": robots}) as (base, asked):
        try:
            page: Page | None = fetcher.get(f"{base}/page", per_second=1000)
            outcome, reason = "page", ""
        except FetchError as error:
            page, outcome, reason = None, error.outcome, error.reason
        took = time.monotonic() - begun
    assert case.outcome in (outcome, "any"), reason
    assert case.says in reason
    assert took < LONGEST
    assert len(asked) <= 2 * LIMITS.tries + LIMITS.redirects + 1
    if page is not None and case.name in ("well-behaved", "gzip"):
        assert PAGE in page.body


def test_a_host_that_fails_again_and_again_is_left_alone(fetcher: Fetcher) -> None:
    with hostile({"/robots.txt": says(answer(b"", "404 Not Found")), "/page": resets(b"")}) as (base, asked):
        for _ in range(LIMITS.failures_in_a_row):
            with pytest.raises(FetchError, match="cut"):
                fetcher.get(f"{base}/page", per_second=1000)
        before = len(asked)
        with pytest.raises(FetchError, match="failed 3 times in a row"):
            fetcher.get(f"{base}/page", per_second=1000)
        assert len(asked) == before


def test_only_what_changed_comes_again(fetcher: Fetcher) -> None:
    unchanged = in_turn(answer(PAGE, "200 OK", 'ETag: "a"'), answer(b"", "304 Not Modified", 'ETag: "b"'))
    with hostile({"/page": unchanged}) as (base, _):
        first = fetcher.get(f"{base}/page", per_second=1000)
        again = fetcher.get(f"{base}/page", per_second=1000, validators={"If-None-Match": '"a"'})
    assert first.body == PAGE
    assert (again.status, again.body) == (304, b"")


def test_requests_to_a_host_keep_their_distance() -> None:
    now, begun = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        now[0] += seconds

    clock = Clock(now=lambda: now[0], sleep=sleep)
    slow = Fetcher(user_agent="doichieu/test", limits=LIMITS, clock=clock, allow_private=True)

    def note(connection: object, path: str, times: int) -> None:
        begun.append(now[0])
        says(answer())(connection, path, times)  # type: ignore[arg-type]

    robots = says(answer(b"User-agent: doichieu\nCrawl-delay: 3", kind="text/plain"))
    with hostile({"/page": note, "/robots.txt": robots}) as (base, _):
        for _ in range(4):
            slow.get(f"{base}/page", per_second=0.5)
    slow.close()
    assert all(later - earlier >= 3 for earlier, later in pairwise(begun))


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "127.0.0.1", "169.254.1.1", "::1", "fe80::1%eth0", "::ffff:127.0.0.1", "64:ff9b::a00:1", "224.0.0.1", "0.0.0.0"],
)  # fmt: skip
def test_an_address_of_somebodys_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "http://", "http://[bad", "http://a:0/", "//x/y"]
)
def test_only_web_addresses_are_asked(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    assert caught.value.outcome == "forbidden"


def _got(body: bytes, *headers: tuple[str, str]) -> Page:
    return Page(
        url="https://news.example.org/a",
        captured_at=Clock().today(),
        status=200,
        headers=headers,
        body=body,
        digest="",
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("Cầu cảng".encode(), (("Content-Type", "text/html; charset=iso-8859-1"),)),
        ("\ufeffCầu cảng".encode(), ()),
        ("Cầu cảng".encode("utf-16"), ()),
        ("Cầu cảng".encode("cp1258", "xmlcharrefreplace"), (("Content-Type", "text/html; charset=windows-1258"),)),
    ],
    ids=["utf-8 called latin-1", "byte-order mark", "utf-16", "windows-1258"],
)
def test_the_bytes_decide_on_the_charset(body: bytes, headers: tuple[tuple[str, str], ...]) -> None:
    assert html.unescape(decode(body, headers)) == "Cầu cảng"


BROKEN = [
    b"",
    b"\x00" * 5000,
    b"<" * 20_000,
    b"<div>" * 20_000,
    b"<p>" + b"&#x110000;&#0;&bogus;" * 500,
    b"<html><head><meta charset=x-none></head><body><p>" + b"\xff\xfe\xfd" * 500,
    b"<script>" + b"var a = '<p>';" * 3000,
    b"<html><body><article><p>unclosed <b>bold <i>both</p><table><tr><td>12 billion dong<p></b></i>" * 50,
    b"<!--" * 3000 + b"<p>text</p>",
    b"<svg><style><p>1</p></style></svg>" * 200,
]


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_broken_markup_is_an_article_or_a_row_with_its_kind(body: bytes) -> None:
    try:
        article = read(_got(body))
    except UnreadablePage as error:
        outcome: str = error.outcome
    else:
        outcome = "read" if "".join(article.paragraphs).strip() else "nothing"
    assert outcome in ("read", "empty", "not_article", "layout", "gated", "error_page")
