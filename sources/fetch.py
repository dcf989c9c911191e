"""Polite HTTP: robots.txt, a rate per host, limits on everything, and never to an address of somebody's inside.

The home of requests. The clock, sleep and chance are handed in, so that nothing here waits in a test.
"""

from __future__ import annotations

import hashlib
import ipaddress
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from protego import Protego
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import allowed_gai_family

from sources.errors import FetchError
from sources.model import Outcome, Page

_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_CHUNK = 65536


class ForbiddenAddress(OSError):
    """The host's address is private, loopback, link-local or otherwise not public."""


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
    longest_wait: float = 60.0
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
    next_at: float = 0.0
    robots: Protego | None = None
    robots_read: bool = False
    refused: str | None = None
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
    ) -> None:
        self.user_agent = user_agent
        self.limits = limits or Limits()
        self.clock = clock or Clock()
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()
        self._session = requests.Session()
        self._session.trust_env = False
        adapter = _GuardedAdapter(allow_private)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._session.headers.update(
            {"User-Agent": user_agent, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"}
        )

    def close(self) -> None:
        self._session.close()

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
        self._check_robots(url, host, per_second)
        headers = dict(validators or {})
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        problem: FetchError | None = None
        for attempt in range(self.limits.tries):
            self._wait_turn(host, per_second)
            try:
                page, retry_after = self._once(url, headers)
            except FetchError as error:
                problem = error
                if error.outcome != "unreachable":
                    break
                wait = None
            else:
                if page.status not in _TRY_AGAIN:
                    host.failures = 0
                    return _checked(page)
                problem = FetchError(url, "http_error", f"the server answered {page.status}")
                wait = retry_after
            if attempt + 1 < self.limits.tries:
                self.clock.sleep(self._pause(attempt, wait))
        host.failures += 1
        assert problem is not None
        raise problem

    def _pause(self, attempt: int, asked: float | None) -> float:
        jittered = float(self.limits.backoff * 2**attempt * (0.5 + self.clock.chance()))
        return min(max(asked or 0.0, jittered), self.limits.longest_wait)

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(url, "forbidden", "only http and https addresses are fetched")
        with self._guard:
            return self._hosts.setdefault(parts.netloc.lower(), _Host())

    def _wait_turn(self, host: _Host, per_second: float) -> None:
        """One request at a time a host starts, no faster than its rate or its Crawl-delay."""
        delay = 1 / per_second if per_second > 0 else 0.0
        if host.robots is not None:
            delay = max(delay, float(host.robots.crawl_delay(self.user_agent) or 0))
        with host.lock:
            wait = host.next_at - self.clock.now()
            if wait > 0:
                self.clock.sleep(wait)
            host.next_at = self.clock.now() + delay

    def _check_robots(self, url: str, host: _Host, per_second: float) -> None:
        with host.lock:
            needs_reading = not host.robots_read
            host.robots_read = True
        if needs_reading:
            self._read_robots(url, host, per_second)
        if host.refused is not None:
            raise FetchError(url, "unreachable", host.refused)
        if host.robots is not None and not host.robots.can_fetch(url, self.user_agent):
            raise FetchError(url, "forbidden", "robots.txt does not allow it")

    def _read_robots(self, url: str, host: _Host, per_second: float) -> None:
        """RFC 9309: 4xx allows everything, an error of the server or the line allows nothing for now."""
        address = urljoin(url, "/robots.txt")
        self._wait_turn(host, per_second)
        try:
            page, _ = self._once(address, {})
        except FetchError as error:
            host.refused = f"robots.txt could not be read ({error.reason})"
            return
        if page.status >= 500:
            host.refused = f"robots.txt answered {page.status}"
            return
        text = page.body.decode("utf-8", "replace") if page.status == 200 else ""
        if "<html" in text[:2000].lower():
            text = ""  # a page instead of a robots file states no rules
        host.robots = Protego.parse(text[:500_000])

    def _once(self, url: str, headers: Mapping[str, str]) -> tuple[Page, float | None]:
        """One request with its redirects. Gives the page and the Retry-After in seconds."""
        end = self.clock.now() + self.limits.total
        address = url
        for _ in range(self.limits.redirects + 1):
            try:
                with self._session.get(
                    address,
                    headers=dict(headers),
                    stream=True,
                    allow_redirects=False,
                    timeout=(self.limits.connect, self.limits.read),
                ) as response:
                    if response.is_redirect:
                        address = self._redirected(url, address, response)
                        continue
                    body = self._body(url, response, end)
                    captured = self.clock.today().replace(microsecond=0)
                    found = Page(
                        url=address,
                        captured_at=captured,
                        status=response.status_code,
                        headers=tuple(response.headers.items()),
                        body=body,
                        digest=hashlib.sha256(body).hexdigest(),
                    )
                    return found, _retry_after(response.headers.get("Retry-After"), self.clock.today())
            except FetchError:
                raise
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                raise _failure(url, error) from error
        raise FetchError(url, "http_error", f"more than {self.limits.redirects} redirects")

    def _redirected(self, url: str, address: str, response: requests.Response) -> str:
        following = urljoin(address, response.headers.get("Location", ""))
        if urlsplit(following).scheme not in ("http", "https"):
            raise FetchError(url, "forbidden", f"redirected to {following[:80]!r}")
        if urlsplit(following).netloc.lower() != urlsplit(address).netloc.lower():
            host = self._host(following)
            self._check_robots(following, host, 1.0)
        return following

    def _body(self, url: str, response: requests.Response, end: float) -> bytes:
        """The decoded body; too much of it, or too long, ends the fetch."""
        pieces = []
        size = 0
        for piece in response.iter_content(_CHUNK):
            size += len(piece)
            if size > self.limits.size:
                raise FetchError(url, "too_large", f"more than {self.limits.size} bytes")
            if self.clock.now() > end:
                raise FetchError(url, "unreachable", f"took longer than {self.limits.total:.0f} s")
            pieces.append(piece)
        body = b"".join(pieces)
        promised = response.headers.get("Content-Length", "")
        if promised.isdigit() and "Content-Encoding" not in response.headers and len(body) < int(promised):
            raise FetchError(url, "unreachable", f"{len(body)} of {promised} bytes came")
        return body


def _checked(page: Page) -> Page:
    outcome: Outcome = "http_error"
    if page.status >= 400:
        raise FetchError(page.url, outcome, f"the server answered {page.status}")
    return page


def _failure(url: str, error: Exception) -> FetchError:
    text = str(error)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ForbiddenAddress):
            return FetchError(url, "forbidden", str(cause))
        cause = cause.__cause__ or cause.__context__
    for argument in getattr(error, "args", ()):
        if "ForbiddenAddress" in repr(argument):
            return FetchError(url, "forbidden", "leads to an address that is not public")
    for sign, reason in (
        ("NameResolution", "the name is not known"),
        ("resolve", "the name is not known"),
        ("timed out", "no answer in time"),
        ("refused", "the connection was refused"),
        ("reset", "the connection was cut"),
        ("certificate", "the certificate is not trusted"),
    ):
        if sign in text:
            return FetchError(url, "unreachable", reason)
    return FetchError(url, "unreachable", f"{type(error).__name__}: {text[:120]}")


def _retry_after(value: str | None, today: datetime) -> float | None:
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - today).total_seconds())
    except (ValueError, TypeError):
        return None


def vet(host: str, port: int) -> str:
    """The address to connect to, which must be public. Raises ForbiddenAddress (or OSError when unknown)."""
    found = socket.getaddrinfo(host, port, allowed_gai_family(), socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not ipaddress.ip_address(address.split("%")[0]).is_global:
            raise ForbiddenAddress(f"{host} leads to {address}, which is not public")
    return addresses[0]


class _Guarded(HTTPConnection):
    """Connects to the very address that was vetted, so that no second look-up can lead elsewhere."""

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        self._dns_host = vet(name, self.port or 80)
        try:
            return super()._new_conn()
        finally:
            self._dns_host = name


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        super().__init__(max_retries=0)

    def init_poolmanager(self, *arguments: object, **options: object) -> None:
        super().init_poolmanager(*arguments, **options)  # type: ignore[arg-type]
        if not self._allow_private:
            self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}
