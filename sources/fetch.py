"""Polite HTTP: robots.txt, a rate per host, limits on everything, and never to an address of somebody's inside.

The home of requests; `wire` guards what is below it. The clock, sleep and chance are handed in, so that nothing here
waits in a test.
"""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
import urllib3
from protego import Protego
from requests.adapters import HTTPAdapter

from sources.errors import FetchError
from sources.model import Outcome, Page
from sources.wire import CHUNK, Bounds, Pool, TLSPool, bounded, explain, unfold

_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_ROBOTS_SIZE = 500_000  # what RFC 9309 wants read at least
_SLOWER = 1.125  # than the rate: what is sent evenly arrives unevenly, and no second may see more than the rate
_FAILURES = (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Every bound of a fetch, in seconds and bytes."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    size: int = 15_000_000
    redirects: int = 5
    tries: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0  # a server that asks for more is left alone for this run
    failures_in_a_row: int = 5  # then the outlet's circuit is open for this run


@dataclass(slots=True)
class Clock:
    """Time, sleep and chance."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    today: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass(slots=True)
class _Host:
    """What is known of one host: when it may be asked again, its robots.txt, its failures."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = float("-inf")
    robots: Protego | None = None
    crawl_delay: float = 0.0
    refused: FetchError | None = None
    left_alone: str | None = None
    failures: int = 0


class Fetcher:
    """Fetches pages for one run; threads may share it."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits | None = None,
        clock: Clock | None = None,
        allow_private: bool = False,
        on_robots: Callable[[Page], Page] = lambda page: page,
        validators_of: Callable[[str], Mapping[str, str]] = lambda _: {},
    ) -> None:
        """`allow_private` lets addresses be private that are asked for by name, never ones that a server redirects to.
        `on_robots` is given every robots.txt as it came, and gives the one that holds: of one that is unchanged, since
        it was asked for with the headers that `validators_of` has for its address, what it was before."""
        self.user_agent = user_agent
        self.limits = limits or Limits()
        self.clock = clock or Clock()
        self._product = user_agent.split("/")[0]  # what robots.txt calls us; the rest may name anybody
        self._allow_private = allow_private
        self._on_robots = on_robots
        self._validators_of = validators_of
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))  # one page sets nothing for the next
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter())
        self._session.headers.update(
            {
                "User-Agent": user_agent,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            }
        )

    def close(self) -> None:
        self._session.close()

    def sent_headers(self) -> tuple[tuple[str, str], ...]:
        """What every request says of itself, for the archive."""
        return tuple((str(name), str(value)) for name, value in self._session.headers.items())

    def get(
        self,
        url: str,
        *,
        per_second: float = 0.5,
        validators: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
    ) -> Page:
        """The page at an address; status 304 with an empty body when `validators` still hold.

        Raises FetchError with outcome forbidden, unreachable, http_error or too_large.
        """
        host = self._host(url)
        if host.failures >= self.limits.failures_in_a_row:
            raise FetchError(
                url,
                "unreachable",
                f"{urlsplit(url).hostname} failed {host.failures} times in a row; left alone for this run",
            )
        if host.left_alone is not None:
            raise FetchError(url, "unreachable", host.left_alone)
        self._check_robots(url, host, per_second, self._allow_private)
        headers = dict(validators or {})
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        try:
            page = self._tried(url, host, headers, per_second, self._allow_private)
        except FetchError as error:
            # A server that answers is well, even when the answer is of no use to us.
            is_down = error.outcome == "unreachable" or isinstance(error, _Busy)
            host.failures = host.failures + 1 if is_down else 0
            raise
        host.failures = 0
        if page.status >= 400:
            raise FetchError(page.url, "http_error", f"the server answered {page.status}", page)
        if page.status >= 300 and not (page.status == 304 and validators):
            raise FetchError(page.url, "http_error", f"the server answered {page.status} and led nowhere", page)
        return page

    def _tried(
        self,
        url: str,
        host: _Host,
        headers: Mapping[str, str],
        per_second: float,
        may_be_private: bool,
        *,
        is_robots: bool = False,
    ) -> Page:
        """The answer to a request, asked for again where that may help."""
        for attempt in range(1, self.limits.tries + 1):
            asked: float | None = None
            try:
                page, asked = self._once(url, headers, per_second, may_be_private, is_robots=is_robots)
                if page.status not in _TRY_AGAIN:
                    return page
                problem: FetchError = _Busy(url, "http_error", f"the server answered {page.status}", page)
            except FetchError as error:
                if error.outcome != "unreachable":
                    raise
                problem = error
            if asked is not None:
                if asked > self.limits.longest_wait:
                    host.left_alone = f"the server asked to be left alone for {asked:.0f} s"
                    raise _Busy(url, "http_error", f"{problem.reason}; {host.left_alone}", problem.page)
                with host.lock:
                    host.next_at = max(host.next_at, self.clock.now() + asked)
            if attempt < self.limits.tries:
                jittered = self.limits.backoff * 2 ** (attempt - 1) * (0.5 + self.clock.chance())
                self.clock.sleep(min(jittered, self.limits.longest_wait))
        raise problem

    def _host(self, url: str) -> _Host:
        parts = _split(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        with self._guard:
            return self._hosts.setdefault(f"{(parts.hostname or '').lower()}:{port}", _Host())

    def _wait_turn(self, host: _Host, per_second: float) -> None:
        """Requests to a host start one after another, no faster than its rate or its Crawl-delay."""
        delay = max(_SLOWER / per_second if per_second > 0 else 0.0, host.crawl_delay)
        with host.lock:
            now = self.clock.now()
            start = max(now, host.next_at)
            host.next_at = start + delay
        if start > now:
            self.clock.sleep(start - now)

    def _check_robots(self, url: str, host: _Host, per_second: float, may_be_private: bool) -> None:
        with host.robots_lock:  # nobody asks for a page while the rules are being read
            if host.robots is None and host.refused is None:
                self._read_robots(url, host, per_second, may_be_private)
        if host.refused is not None:
            raise FetchError(url, host.refused.outcome, host.refused.reason)
        if host.robots is not None and not host.robots.can_fetch(url, self._product):
            raise FetchError(url, "forbidden", "robots.txt does not allow it")

    def _read_robots(self, url: str, host: _Host, per_second: float, may_be_private: bool) -> None:
        """RFC 9309: 4xx allows everything, an error of the server or the line allows nothing for now."""
        address = urljoin(url, "/robots.txt")
        try:
            validators = self._validators_of(address)
            page = self._tried(address, host, validators, per_second, may_be_private, is_robots=True)
            page = self._on_robots(replace(page, is_index=True))
            if page.status == HTTPStatus.NOT_MODIFIED:
                raise FetchError(address, "unreachable", "the server says it is unchanged, and nobody had it")
        except FetchError as error:
            outcome: Outcome = "forbidden" if error.outcome == "forbidden" else "unreachable"
            host.refused = FetchError(address, outcome, f"robots.txt could not be read ({error.reason})")
            return
        text = page.body.decode("utf-8-sig", "replace") if page.status < 300 else ""
        if text.lstrip()[:1] == "<":
            text = ""  # a page instead of a robots file states no rules
        host.robots = Protego.parse(text)
        host.crawl_delay = float(host.robots.crawl_delay(self._product) or 0)
        if host.crawl_delay > self.limits.longest_wait:
            host.refused = FetchError(
                address, "forbidden", f"robots.txt asks for {host.crawl_delay:.0f} s between pages, too long for a run"
            )

    def _once(
        self, url: str, headers: Mapping[str, str], per_second: float, may_be_private: bool, *, is_robots: bool = False
    ) -> tuple[Page, float | None]:
        """One request with its redirects. Gives the page and the Retry-After in seconds."""
        address = url
        for _ in range(self.limits.redirects + 1):
            host = self._host(address)
            is_first = host is self._host(url)
            if address != url and not is_robots:
                self._check_robots(address, host, per_second, may_be_private and is_first)
            self._wait_turn(host, per_second)
            own = headers if is_first else {}  # another host learns none of them
            end = self.clock.now() + self.limits.total
            try:
                found = self._answer(address, own, end, may_be_private and is_first, is_robots)
            except FetchError as error:
                raise FetchError(url, error.outcome, error.reason) from error
            except _FAILURES as error:
                raise FetchError(url, *explain(error)) from error
            if isinstance(found, tuple):
                return found
            if _scheme(found) not in ("http", "https"):
                raise FetchError(url, "forbidden", f"redirected to {found[:80]!r}")
            address = found
        raise FetchError(url, "http_error", f"more than {self.limits.redirects} redirects")

    def _answer(
        self, address: str, headers: Mapping[str, str], end: float, may_be_private: bool, is_robots: bool
    ) -> tuple[Page, float | None] | str:
        """What the server says to one request: a page with its Retry-After, or the address that it leads to."""
        bounds = Bounds(left=lambda: end - self.clock.now(), allow_private=may_be_private)
        with (
            bounded(bounds),
            self._session.get(
                address,
                headers=dict(headers),
                stream=True,
                allow_redirects=False,
                timeout=(self.limits.connect, self.limits.read),
            ) as response,
        ):
            target = self._session.get_redirect_target(response)
            if target is not None:
                return urljoin(address, target)
            body = self._body(address, response, _ROBOTS_SIZE if is_robots else None)
            today = self.clock.today()
            page = Page(
                url=address,
                captured_at=today.replace(microsecond=0),
                status=response.status_code,
                headers=tuple((str(name), str(value)) for name, value in response.raw.headers.items()),
                body=body,
                digest=hashlib.sha256(body).hexdigest(),
            )
            return page, _retry_after(response.headers.get("Retry-After"), today)

    def _body(self, url: str, response: requests.Response, enough: int | None) -> bytes:
        """The decoded body; too much of it ends the fetch, except where a beginning is `enough`."""
        body = bytearray()
        for piece in unfold(_pieces(response), response.headers.get("Content-Encoding", "")):
            body += piece
            if enough is not None and len(body) >= enough:
                return bytes(body[:enough])
            if enough is None and len(body) > self.limits.size:
                raise FetchError(url, "too_large", f"more than {self.limits.size} bytes")
        return bytes(body)


def post_json(url: str, text: str, *, user_agent: str, key: str, allow_private: bool, seconds: float = 20.0) -> None:
    """Send a JSON text to an address that the user named; `key` says that the same text sent again is the same.

    Raises FetchError when no answer of 2xx came within the time; redirects are not followed.
    """
    end = time.monotonic() + seconds
    headers = {"User-Agent": user_agent, "Content-Type": "application/json", "Idempotency-Key": key}
    try:
        with bounded(Bounds(left=lambda: end - time.monotonic(), allow_private=allow_private)), requests.Session() as s:
            s.trust_env = False
            for scheme in ("http://", "https://"):
                s.mount(scheme, _Adapter())
            answer = s.post(
                url, data=text.encode(), headers=headers, timeout=seconds, allow_redirects=False, stream=True
            )
            if not 200 <= answer.status_code < 300:
                raise FetchError(url, "http_error", f"the server answered {answer.status_code}")
    except FetchError:
        raise
    except _FAILURES as error:
        raise FetchError(url, *explain(error)) from error


class _Busy(FetchError):
    """The server answered, and not with the page: 429, 503 and their like."""


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """The body as it comes; no waiting for a chunk to fill."""
    while piece := response.raw.read1(CHUNK, decode_content=False):
        yield piece


def _split(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises FetchError."""
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise FetchError(url, "forbidden", f"no usable address ({error})") from None
    if not is_usable:
        raise FetchError(url, "forbidden", "only http and https addresses are fetched")
    return parts


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""


def _retry_after(value: str | None, today: datetime) -> float | None:
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        return max(0.0, (parsedate_to_datetime(text) - today).total_seconds())
    except (ValueError, TypeError):
        return None


class _Adapter(HTTPAdapter):
    """Guarded connections and no retries of its own."""

    def init_poolmanager(self, *arguments: object, **options: object) -> None:
        super().init_poolmanager(*arguments, **options)  # type: ignore[arg-type]
        self.poolmanager.pool_classes_by_scheme = {"http": Pool, "https": TLSPool}
